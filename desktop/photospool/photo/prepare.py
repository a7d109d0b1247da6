"""All that is made of one file before it is stored: whole? open, render, read.

Runs in a worker process. The image library and its kin are imported at the first photo and not with this module,
so that the program that starts the workers stays small.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

from photospool.errors import NotAPhoto, PhotospoolError
from photospool.photo.digests import unreadable
from photospool.photo.formats import PHOTOS, RAW, VIDEOS, is_sidecar_name, sniff_content
from photospool.photo.options import Ask, Options
from photospool.photo.photo import DRAWN, Prepared
from photospool.photo.source import Handed, Source
from photospool.photo.structure import completeness, jxl_boxes, raws
from photospool.photo.structure.raw_file import RawFile
from photospool.photo.workers import preload


def before_closing() -> None:
    """In a worker, before its cage closes: load all that ``prepare`` will need."""
    preload.everything()


def prepare(path: Path | Handed, name: str, options: Options, ask: Ask | None = None) -> Prepared:
    """Read and render one file; ``name`` is the photo's own name, behind its folders and ``/``;
    both may tell its date.

    ``ask`` is called with the number of pixels that will lie in memory at once, before they do, if any; it
    may wait. Raises NotAPhoto, TooLarge, LooksIncomplete, or PhotoNotReady where the file can't be read now.
    """
    if is_sidecar_name(name):
        return _read_of_sidecar(path, name)
    kind = _refuse_others(path, options)
    completeness.check(path)
    if kind == VIDEOS:
        return _made_of_film(path, name, options)
    if kind == RAW:
        return _made_of_raw(path, name, options, ask)
    if _is_jxl(path):
        return _made_of_jxl(path, name, options, ask)
    try:
        return _made_of(path, name, options, ask)
    except NotAPhoto:
        # Perhaps only what hangs on its side is broken: without it once more; the room that was asked for is kept.
        with contextlib.suppress(PhotospoolError):
            return _made_of(path, name, options, None, bare=True)
        raise


def reread(path: Path | Handed, name: str, options: Options, ask: Ask | None = None) -> Prepared:
    """As ``prepare``, without any picture, and with what 0.1.0 read: for looking after photos that are stored.

    Decodes no pixels. Raises NotAPhoto, PhotoNotReady.
    """
    from photospool.photo import colours, decode, exif_orientation, former_reading, former_rendering
    from photospool.photo.metadata import movies, read

    kind = _kind(path)
    if kind == VIDEOS:
        return Prepared(reading=movies.read(path, name), renditions=(), placeholder="", poster=DRAWN)
    if kind == RAW:
        return _read_of_raw(path, name)
    if _is_jxl(path):  # none has former words: 0.1.0 took none
        return replace(_made_of_jxl(path, name, options, ask), renditions=(), placeholder="")
    with decode.opened(path) as image:
        format_name = image.format or ""
        formerly = former_reading.former_words(image)
        notes = read.notes(path, image)
        size = exif_orientation.turned(image.size, decode.still_to_turn(image, notes.exif.orientation))
        reading = read.read(path, name, format_name, notes, size)
        may_differ = former_rendering.may_differ(image, colours.profile(path, image, notes.exif.words))
    reading = replace(
        reading, former_texts=formerly.texts, former_keywords=formerly.keywords, former_rendering=may_differ
    )
    return Prepared(reading=reading, renditions=(), placeholder="")


def draw(path: Path | Handed, name: str, options: Options, ask: Ask | None = None) -> Prepared:
    """As ``prepare``, and how it looks, in fields: for comparing the pictures that an album has."""
    from photospool.photo import looks, render

    prepared = prepare(path, name, options, ask)
    pixels = render.fields(prepared.renditions[-1], looks.SIDE)
    return replace(prepared, fields=looks.in_fields(pixels))


def _made_of(path: Source, name: str, options: Options, ask: Ask | None, *, bare: bool = False) -> Prepared:
    from photospool.photo import colours, decode, exif_orientation, render
    from photospool.photo.metadata import read

    with decode.opened(path, bare=bare) as image:
        if ask and (pixels := decode.pixels_at_once(image)):
            ask(pixels)
        format_name = image.format or ""
        notes = read.notes(path, image)
        orientation = decode.still_to_turn(image, notes.exif.orientation)
        size = exif_orientation.turned(image.size, orientation)
        profile = colours.profile(path, image, notes.exif.words)
        renditions = render.render(image, orientation, options.names, options.quality, profile)
        return Prepared(
            reading=read.read(path, name, format_name, notes, size),
            renditions=renditions,
            placeholder=render.placeholder(renditions[0]),
        )


def _is_jxl(path: Source) -> bool:
    try:
        with path.open("rb") as file:
            return jxl_boxes.is_jxl_file(file)
    except OSError as exc:
        raise unreadable(exc) from exc


def _made_of_jxl(path: Source, name: str, options: Options, ask: Ask | None) -> Prepared:
    """As any photo; of a JPEG that was packed, the pictures and the notes are the JPEG's."""
    from photospool.photo import colours, decode, exif_orientation, render
    from photospool.photo.metadata import read

    with decode.opened_jxl(path, ask, is_closed_in=options.develops) as (image, shown):
        notes = read.notes(shown, image)
        orientation = decode.still_to_turn(image, notes.exif.orientation)
        profile = colours.profile(shown, image, notes.exif.words)
        renditions = render.render(image, orientation, options.names, options.quality, profile)
        size = exif_orientation.turned(image.size, orientation)
        reading = read.read(path, name, "JXL", notes, size)
    return Prepared(reading=reading, renditions=renditions, placeholder=render.placeholder(renditions[0]))


def _made_of_film(path: Source, name: str, options: Options) -> Prepared:
    """What a video tells, and pictures that are drawn: a frame needs a decoder, which no worker may have."""
    from photospool.photo import poster, render
    from photospool.photo.metadata import movies

    try:
        reading = movies.read(path, name)
    except OSError as exc:
        raise unreadable(exc) from exc
    if not reading.video_codec and not reading.width:
        raise NotAPhoto(
            "There is no picture in this video.",
            "It may hold sound alone. The file is kept unchanged among those that need attention.",
        )
    renditions = render.render(poster.drawn((reading.width, reading.height)), 1, options.names, options.quality)
    return Prepared(reading=reading, renditions=renditions, placeholder=render.placeholder(renditions[0]), poster=DRAWN)


def _made_of_raw(path: Path | Handed, name: str, options: Options, ask: Ask | None) -> Prepared:
    """What a camera's raw file tells, and pictures of the JPEG in it, or developed."""
    from photospool.photo import raw_pictures, render
    from photospool.photo.metadata import read

    try:
        raw = _raw_file(path)
        notes = read.notes_of_raw(path, raw)
        drawer = raw_pictures.RawRenderer(path, raw, notes, options.names, options.quality, options.develops, ask)
        made = drawer.rendered()
        reading = read.read(path, name, raw.format, notes, made.size)
    except OSError as exc:
        raise unreadable(exc) from exc
    return Prepared(
        reading=reading,
        renditions=made.renditions,
        placeholder=render.placeholder(made.renditions[0]),
        poster=made.poster,
    )


def _read_of_raw(path: Path | Handed, name: str) -> Prepared:
    from photospool.photo import exif_orientation, raw_pictures
    from photospool.photo.metadata import read

    raw = _raw_file(path)
    notes = read.notes_of_raw(path, raw)
    size = exif_orientation.turned((raw.width, raw.height), notes.exif.orientation)
    reading = read.read(path, name, raw.format, notes, size)
    return Prepared(reading=reading, renditions=(), placeholder="", poster=raw_pictures.SMALL)


def _read_of_sidecar(path: Path | Handed, name: str) -> Prepared:
    """What a file beside a photo says of it. Raises NotAPhoto for one that says nothing that we know."""
    from photospool.photo.metadata import sidecars

    try:
        return Prepared(reading=sidecars.read(path, name), renditions=(), placeholder="")
    except OSError as exc:
        raise unreadable(exc) from exc


def _raw_file(path: Path | Handed) -> RawFile:
    with path.open("rb") as file:
        return raws.read_raw(file)


def _kind(path: Source) -> str:
    """Which of ``formats.KINDS`` its bytes are, or seem to be. Raises PhotoNotReady."""
    try:
        with path.open("rb") as file:
            if completeness.is_video(file):
                return VIDEOS
            return RAW if raws.is_raw(file) else PHOTOS
    except OSError as exc:
        raise unreadable(exc) from exc


def _refuse_others(path: Source, options: Options) -> str:
    """Which of ``formats.KINDS`` it is. Raises NotAPhoto for a camera's raw file that is not wanted, of which the image
    library would take the preview, and for videos that are not wanted, whatever their names say.
    """
    kind = _kind(path)
    if (kind == VIDEOS and options.videos) or (kind == RAW and options.raw):
        return kind
    try:
        with path.open("rb") as file:
            found = sniff_content(file)
    except OSError as exc:
        raise unreadable(exc) from exc
    if found == "raw":
        raise NotAPhoto("This is a camera raw file.", _RAW_OF_ANOTHER_KIND if options.raw else _RAW_NOT_WANTED)
    if kind == VIDEOS or found == "video":
        raise NotAPhoto("This is a video.", _OF_ANOTHER_KIND if options.videos else _NOT_WANTED)
    return PHOTOS


_RAW_NOT_WANTED = (
    "Raw files are taken after your yes: “photospool settings kinds --take-raw”. Or please add the JPEG that belongs "
    "to it. The file is kept unchanged among what needs attention."
)
_RAW_OF_ANOTHER_KIND = (
    "Its kind can't be carried. Please add the JPEG that belongs to it, or save one from it. "
    "The file is kept unchanged among what needs attention."
)
_NOT_WANTED = (
    "Videos are taken after your yes: “photospool settings kinds --take-videos”. The file is kept unchanged among what "
    "needs attention."
)
_OF_ANOTHER_KIND = (
    "Its kind can't be carried; MP4, MOV, M4V, 3GP, AVI, MKV, WebM and MTS can. The file is kept unchanged among those "
    "that need attention."
)

"""What a photo knows of itself: the camera's notes, the words written into it, the day, the place.

Each is read in a room of its own (``exif``, ``captions``, ``dates``); here they are put together. Nothing in here
looks at pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from PIL import Image

from photospool.photo.formats import ORIGINALS
from photospool.photo.metadata.camera_clocks import clocks
from photospool.photo.metadata.captions import Captions, in_order
from photospool.photo.metadata.containers import LAST_CHANGE, MOVIE, Packets, of_jpeg, packets, with_plain_texts
from photospool.photo.metadata.dates import Candidate, Zone, choose, zone_of
from photospool.photo.metadata.exif import Exif, read_exif, read_exif_of_raw
from photospool.photo.metadata.iptc import of_iptc
from photospool.photo.metadata.shot_ids import shot_ids
from photospool.photo.metadata.xmp import of_xmp
from photospool.photo.photo import Reading, Taken
from photospool.photo.source import FilePart, Handed, Source
from photospool.photo.structure.motion import Motion, motion_in
from photospool.photo.structure.raw_file import RawFile, RawPreview

_MAY_MOVE: Final = frozenset({"JPEG", "MPO", "HEIF"})
"""Formats behind whose picture a phone may put a short film."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What lies in the file beside the picture, found but not yet judged."""

    packets: Packets
    exif: Exif


def notes(path: Source, image: Image.Image) -> Notes:
    """The notes of an opened file; broken ones are not there. Raises OSError."""
    found = packets(path, image)
    return Notes(found, read_exif(path, image, found))


def preview_of(path: Path | Handed, preview: RawPreview) -> FilePart:
    """A JPEG in a raw file, as a file by itself; the byte that a maker overwrites is right again."""
    return FilePart(path, preview.offset, preview.length, b"\xff")


def notes_of_raw(path: Path | Handed, raw: RawFile) -> Notes:
    """As ``notes``, of a camera's raw file. Raises OSError."""
    found = Packets(exif=with_plain_texts(raw.exif), xmp=raw.xmp, iptc=raw.iptc)
    if raw.notes_in_preview and raw.largest is not None:
        found = of_jpeg(preview_of(path, raw.largest))
    # Under a header of the maker's own lies a plain TIFF: ExifRead knows only the plain one.
    tiff = FilePart(path, 0, path.stat().st_size, raw.plain_head) if raw.is_tiff else None
    return Notes(found, read_exif_of_raw(tiff, found, raw.words, raw.orientation))


def read(path: Source, name: str, format_name: str, found: Notes, size: tuple[int, int]) -> Reading:
    """All of it. ``name`` is the photo's own, for its date, behind its folders; ``size`` is upright, in pixels.

    ``format_name`` is the image library's, or ours of a raw file: a key of ``ORIGINALS``. Raises OSError.
    """
    exif = found.exif
    xmp, iptc = of_xmp(found.packets.xmp, found.packets.xmp_more), of_iptc(found.packets.iptc)
    texts = in_order(xmp, iptc, _of_exif(exif), is_iptc_newer=found.packets.is_iptc_newer)
    kind = ORIGINALS[format_name]
    ids = shot_ids(exif.makers_notes, found.packets.xmp)
    motion = _motion(path, found) if format_name in _MAY_MOVE else None
    return Reading(
        format="JPEG" if format_name == "MPO" else format_name,
        content_type=kind.content_type,
        extension=kind.extension,
        width=size[0],
        height=size[1],
        orientation=exif.orientation,
        taken=_taken(found, xmp, iptc, name, path.stat().st_mtime),
        exif=exif.for_everybody(),
        full_exif=exif.complete(),
        location=exif.location or xmp.location,
        description=texts.description,
        keywords=texts.keywords,
        keywords_left_off=texts.left_off,
        content_id=ids.content,
        burst_id=ids.burst,
        motion_offset=motion.offset if motion else 0,
        motion_length=motion.length if motion else 0,
    )


def _motion(path: Source, found: Notes) -> Motion | None:
    """Raises OSError."""
    with path.open("rb") as file:
        return motion_in(file, path.stat().st_size, found.packets.xmp)


def _of_exif(exif: Exif) -> Captions:
    """EXIF's own words, and those that Windows puts there."""
    texts = exif.texts
    return Captions(
        title=texts.get("ImageTitle") or texts.get("XPTitle", ""),
        description=texts.get("ImageDescription", "") or texts.get("XPComment", ""),
        keywords=tuple(texts.get("XPKeywords", "").split(";")) if "XPKeywords" in texts else (),
    )


def _taken(found: Notes, xmp: Captions, iptc: Captions, name: str, modified_s: float) -> Taken:
    words = found.exif.words
    by_camera = [Candidate(*clock) for clock in clocks(found.packets.makers, found.exif.makers_notes)]
    of_original = [*_of_original(words, xmp, iptc, found.packets), *by_camera]
    before = [*of_original, *_of_copy(words, xmp, iptc, found.packets)]
    after = [_in_exif(words, "Image DateTime", ""), *_of_change(xmp, found.packets)]
    return choose(before, name, after, modified_s=modified_s, now=datetime.now().astimezone(), zone=_zone(words))


def _in_exif(words: dict[str, str], tag: str, which: str) -> Candidate:
    fraction, offset = words.get(f"EXIF SubSecTime{which}", ""), words.get(f"EXIF OffsetTime{which}", "")
    return Candidate(tag, words.get(tag, ""), fraction, offset)


def _of_original(words: dict[str, str], xmp: Captions, iptc: Captions, packets: Packets) -> Iterator[Candidate]:
    """When the scene was before the camera: MWG 2.0, 5.3, "original date"."""
    yield _in_exif(words, "EXIF DateTimeOriginal", "Original")
    yield _in_exif(words, "Image DateTimeOriginal", "Original")  # in the wrong directory, as some scanners write it
    written = [
        Candidate(f"XMP {tag}", xmp.dates[tag]) for tag in ("DateCreated", "DateTimeOriginal") if tag in xmp.dates
    ]
    by_iptc = [Candidate("IPTC DateCreated", iptc.dates["DateCreated"])] if "DateCreated" in iptc.dates else []
    yield from (by_iptc + written) if packets.is_iptc_newer else (written + by_iptc)
    if text := _satellite(words):
        yield Candidate("GPS", text, offset="Z", is_instant=True)


def _of_copy(words: dict[str, str], xmp: Captions, iptc: Captions, packets: Packets) -> Iterator[Candidate]:
    """When it became a file: a scanner's day, or the camera's own."""
    yield _in_exif(words, "EXIF DateTimeDigitized", "Digitized")
    for tag in ("CreateDate", "DateTimeDigitized"):
        if tag in xmp.dates:
            yield Candidate(f"XMP {tag}", xmp.dates[tag])
    if "DigitalCreationDate" in iptc.dates:
        yield Candidate("IPTC DigitalCreationDate", iptc.dates["DigitalCreationDate"])
    if text := (packets.texts or {}).get("Creation Time"):
        yield Candidate("PNG Creation Time", text)


def _of_change(xmp: Captions, packets: Packets) -> Iterator[Candidate]:
    """When it was written last: better than when it was copied here."""
    texts = packets.texts or {}
    if text := texts.get(MOVIE):
        yield Candidate("movie header", text, offset="Z", is_instant=True)
    for tag in ("ModifyDate", "MetadataDate"):
        if tag in xmp.dates:
            yield Candidate(f"XMP {tag}", xmp.dates[tag])
    if text := texts.get(LAST_CHANGE):
        yield Candidate("PNG tIME", text, offset="Z", is_instant=True)
    for keyword in ("date:modify", "modify-date"):  # ImageMagick's, of today and formerly: of the file it was made of
        if text := texts.get(keyword):
            yield Candidate(f"PNG {keyword}", text)


def _satellite(words: dict[str, str]) -> str:
    """GPS day and time as EXIF writes a date; empty unless both are there. Times are printed as ``[12, 34, 56]``."""
    clock = words.get("GPS GPSTimeStamp", "").strip("[]").split(",")
    if len(clock) != 3 or not words.get("GPS GPSDate"):
        return ""
    try:
        hour, minute, second = (int(_ratio(part)) for part in clock)
    except (ValueError, ZeroDivisionError):
        return ""
    return f"{words['GPS GPSDate']} {hour:02}:{minute:02}:{second:02}"


def _ratio(text: str) -> float:
    above, _, below = text.partition("/")
    return float(above) / float(below or 1)


def _zone(words: dict[str, str]) -> Zone:
    offsets = [words.get(f"EXIF OffsetTime{which}", "") for which in ("Original", "Digitized", "")]
    clocks = ("EXIF DateTimeOriginal", "EXIF DateTimeDigitized", "Image DateTime")
    wall = next((words[tag] for tag in clocks if words.get(tag, "").strip()), "")
    return zone_of(offsets, wall, _satellite(words))

"""Take the album along: originals with XMP sidecars and a plain index, in a folder that needs no program of ours.

    photos/2013/2013-05-01 IMG_0001.jpg        the original, proved by its digest on the way
    photos/2013/2013-05-01 IMG_0001.jpg.xmp    tags, description, date, category for other photo programs
    photos/2013/2013-05-01 IMG_0001.AAE        a sidecar that came with the photo, proved in the same way
    index.csv                                  one line a photo, for people and spreadsheets
    album.jsonl                                every document whole, for importing.py

May be stopped anywhere and begun again: what is there is known by its content. No file that is not ours is changed.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, TextIO

from photospool.album.base import Library, NotStored, in_pages
from photospool.album.documents import ADDED_BY, TRASH, Document, Stored
from photospool.album.embedded.attachment_store import md5_of
from photospool.album.in_flight import InFlight
from photospool.album.maintenance.library import (
    AT_ONCE,
    Attachment,
    copied,
    is_a_photos,
    name_of,
    original_of,
    other_ids,
    photo_ids,
)
from photospool.album.maintenance.xmp_sidecar import TOOLKIT, sidecar, tags_of
from photospool.album.schema import day_of, is_readable, read, stubs
from photospool.album.sidecars import beside
from photospool.errors import PhotoError
from photospool.photo.metadata.text import as_text, line
from photospool.security import untrusted_json
from photospool.security.confined_files import PART, Folder, Outside, fit
from photospool.spool.disk_names import DiskNames, Rules, is_of_names

INDEX: Final = "index.csv"
DOCUMENTS: Final = "album.jsonl"
PHOTOS: Final = "photos"
PICTURES: Final = ("1600x1200.jpg", "800x600.jpg", "800x600.png", "thumb.jpg", "thumb.png")
"""What is taken where the album has no original; the best first."""
_COLUMNS: Final = ("file", "taken", "category", "tags", "description", "added by", "name", "md5", "sha256")
_LONGEST_STEM_BYTES: Final = 200
"""Leaves room for " (2)", extensions and our own endings in the 255 bytes that most file systems allow."""
_SHORTEST_STEM_BYTES: Final = 16
"""The day and a little of the name: photos of different days are never called the same."""
_LONGEST_ENDING: Final = ".xmp" + PART
"""What the longest name of ours adds to a photo's."""
_OTHERS_BYTES: Final = len(" (small) (99999).extension") + len(_LONGEST_ENDING)
_LONGEST_EXTENSION: Final = 10
"""What follows the last dot of a longer name, which may have been cut off, is no extension."""
_CHUNK: Final = 1 << 20
_UNSEEN: Final = " \t\r\n\v\f\0\xa0\u200b\u2060\ufeff"
"""What a spreadsheet passes over before it looks whether a cell is a formula."""
_NEXT_CELL: Final = re.compile(r"([;\t|\r\n][\s\"'\u200b\u2060\ufeff]*)(?=[=+\-@＝＋－＠])")
_LOST: Final = "its bytes are not in the album any more"


@dataclass(frozen=True, slots=True)
class Exported:
    """How far it is."""

    photos: int
    """Looked at so far."""
    of: int
    """In all; those of other categories among them."""
    written: int = 0
    """Files that were not there yet."""
    taken_along: int = 0
    """Photos that are in the folder now."""
    left_out: tuple[str, ...] = ()
    """Photos that could not be taken along, each with the reason."""


def export(
    library: Library,
    folder: Path,
    tell: Callable[[Exported], None] = lambda _progress: None,
    *,
    category: str = "",
) -> Exported:
    """Bring the folder up to date. Without a category all photos but those in the trash are taken.

    Raises AlbumUnavailable, AlbumRefused, PhotoError where the folder holds more than the category, and OSError of the
    folder's disk.
    """
    if category:
        _refuse_to_narrow(folder, category)
    ids = photo_ids(library)
    progress = Exported(0, len(ids))
    tell(progress)
    with Folder.open(folder) as ground, _photos(ground) as photos, _Index(ground) as index:
        fetching: InFlight[tuple[str, Stored], _Taken | str | None]

        def fetch(one: tuple[str, Stored]) -> _Taken | str | None:
            return _fetched_photo(one, category, _Place(library, photos, index.disk, fetching.watched))

        # Names begin with the day, so that photos of different days never want the same one.
        fetching = InFlight(fetch, alike=lambda one: day_of(read(one[1].photo or {})))
        listed = (
            (photo_id, found[photo_id])
            for some in in_pages(ids, AT_ONCE)
            for found in [library.listed(some)]
            for photo_id in some
        )
        with closing(fetching.of(listed)) as fetched:
            for _, taken in fetched:
                progress = replace(progress, photos=progress.photos + 1)
                if isinstance(taken, str):
                    progress = replace(progress, left_out=(*progress.left_out, taken))
                elif taken is not None:
                    progress = _noted(index, taken, progress)
                tell(progress)
        if not category:
            for document in _others(library):
                index.add_other(document)
        index.finish()
    return progress


def _photos(ground: Folder) -> Folder:
    try:
        return ground.sub(PHOTOS)
    except Outside as exc:
        raise PhotoError(
            f"{ground.path / PHOTOS} is no folder, or a link to one.",
            "Please name another folder. Nothing was changed.",
        ) from exc


@dataclass(frozen=True, slots=True)
class _Place:
    """Where photos come from, and where they go."""

    library: Library
    photos: Folder
    disk: DiskNames
    watched: Callable[[Iterator[bytes]], Iterator[bytes]]
    """Passes pieces on, and ends what nobody wants any more."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A photo that is in the folder."""

    stored: Stored
    document: Document
    year: str
    name: str
    """Of its file in the year's folder."""
    is_new: bool
    is_original: bool
    sidecars: Mapping[str, str]
    """Attachment → its file there."""
    lost: tuple[str, ...]
    """Sidecars that stay behind, each with the reason."""


def _fetched_photo(one: tuple[str, Stored], category: str, place: _Place) -> _Taken | str | None:
    """A reason why it stays behind, for a person; None for what is not asked for."""
    photo_id, stored = one
    if not stored.is_readable:
        return f"{photo_id}: its words in the album can't be read"
    if stored.photo is None or not is_a_photos(stored) or not _is_wanted(stored.photo, category):
        return None
    try:
        return _taken_along(place, stored)
    except _NotTaken as exc:
        return f"{name_of(stored, read(stored.photo)['_id'])}: {exc}"


def _taken_along(place: _Place, stored: Stored) -> _Taken:
    document = read(stored.photo or {})
    source = original_of(stored) or _best_picture(stored)
    if stored.original is not None and not _is_original(source):
        raise _NotTaken(_LOST)
    day = day_of(document)
    year = day[:4] or "without a date"
    with _year(place.photos, year) as folder:
        name, is_new = _file(place, folder, stored, source, day)
        _write_sidecar(folder, name, document)
        came, lost = _sidecars_written(place, folder, stored, name)
    return _Taken(stored, document, year, name, is_new, _is_original(source), came, tuple(lost))


def _noted(index: _Index, taken: _Taken, so_far: Exported) -> Exported:
    """Its lines in the indexes, and how far we are with it."""
    start = f"{PHOTOS}/{taken.year}/"
    sidecars = {attachment: start + file for attachment, file in taken.sidecars.items()}
    index.add(start + taken.name, taken.stored, taken.document, is_original=taken.is_original, sidecars=sidecars)
    known_as = name_of(taken.stored, taken.document["_id"])
    left_out = (*so_far.left_out, *(f"{known_as}: {reason}" for reason in taken.lost))
    written = so_far.written + taken.is_new
    return replace(so_far, written=written, taken_along=so_far.taken_along + 1, left_out=left_out)


class _NotTaken(Exception):
    """Why a photo stays behind."""


def _refuse_to_narrow(folder: Path, category: str) -> None:
    """The index of a whole album is the only place of many words: one category's must not take its place."""
    try:
        with Folder.open(folder) as ground:
            documents = ground.read(DOCUMENTS)
    except (FileNotFoundError, Outside):
        return  # what is no ordinary file is none of ours: its name is given to one
    with TextIOWrapper(documents, encoding="utf-8", errors="replace") as lines:
        for text in lines:
            try:
                found = untrusted_json.loads(text)["photo"]["cat"]
            except (ValueError, KeyError, TypeError):
                found = None  # no photo's line, or a torn one
            if found != category:
                raise PhotoError(
                    f"The folder holds more than {category}: its index would be cut down.",
                    "Please name another folder. Nothing was changed.",
                )


def _is_wanted(document: Mapping[str, Any], category: str) -> bool:
    found = document.get("cat")
    return found == category if category else found != TRASH


def _best_picture(stored: Stored) -> Attachment:
    there = stubs(stored.photo or {})
    for name in PICTURES:
        if stored.photo is not None and name in there:
            return Attachment(stored.photo["_id"], name, there[name])
    raise _NotTaken("the album has neither its original nor a picture of it")


def _year(photos: Folder, year: str) -> Folder:
    try:
        return photos.sub(year)
    except Outside:
        raise _NotTaken(f"{photos.path / year} is no folder, or a link to one") from None


def _file(place: _Place, folder: Folder, stored: Stored, source: Attachment, day: str) -> tuple[str, bool]:
    """The photo's name in its year's folder, and whether it was written just now."""
    known_as = name_of(stored, source.name)
    rules = place.disk.rules(folder.device)
    try:
        return _named(place, folder, stored, source, _names(day, known_as, source, rules))
    except OSError as exc:
        name = next(_names(day, known_as, source, rules))
        if isinstance(exc, Outside) or not is_of_names(exc):
            raise
        rules = place.disk.learn(folder.device, name + _LONGEST_ENDING, folder.takes)
        if rules is None:
            raise
    return _named(place, folder, stored, source, _names(day, known_as, source, rules))


def _named(place: _Place, folder: Folder, stored: Stored, source: Attachment, names: Iterator[str]) -> tuple[str, bool]:
    """Under the first of these names that is free, or has the photo already."""
    return _first_fitting(place, folder, source, names, (stored.photo or {})["_id"] if _is_original(source) else "")


def _first_fitting(
    place: _Place, folder: Folder, source: Attachment, names: Iterator[str], md5: str
) -> tuple[str, bool]:
    for name in names:
        if folder.lstat(name) is None and _fetched(place, source, folder, name, md5):
            return name, True
        if _is_same(folder, name, source, md5):
            return name, False
    raise AssertionError("there is always a further number")


def _is_original(source: Attachment) -> bool:
    return source.name.startswith("original.")


def _is_same(folder: Folder, name: str, source: Attachment, md5: str) -> bool:
    """Whether a former export brought it; a picture is known by its digest in the album."""
    try:
        with folder.read(name) as file:
            length, wanted = source.stub.get("length"), md5 or md5_of(as_text(source.stub.get("digest")))
            return (
                os.fstat(file.fileno()).st_size == length
                and copied(iter(partial(file.read, _CHUNK), b"")).md5 == wanted
            )
    except (Outside, FileNotFoundError):
        return False


def _names(day: str, known_as: str, source: Attachment, rules: Rules | None) -> Iterator[str]:
    """``2013-05-01 IMG_1.jpg``, ``2013-05-01 IMG_1 (2).jpg`` …: names that every system takes."""
    name = line(known_as, 255)
    stem, dot, extension = name.rpartition(".")
    if not dot or not _is_original(source):
        stem, extension = stem or name, source.name.rpartition(".")[2]
    elif len(extension) > _LONGEST_EXTENSION:
        stem, extension = name, source.name.rpartition(".")[2]
    if not (extension.isascii() and extension.isalnum() and len(extension) <= _LONGEST_EXTENSION):
        extension = fit(line(extension, _LONGEST_EXTENSION), longest_bytes=2 * _LONGEST_EXTENSION, instead="bin")
    start = stem if day and stem.startswith(day) else f"{day} {stem}".strip()
    longest = min(_LONGEST_STEM_BYTES, rules.longest - _OTHERS_BYTES) if rules else _LONGEST_STEM_BYTES
    longest = max(longest, _SHORTEST_STEM_BYTES)
    start = fit(start, longest_bytes=longest)  # whatever the words say, one part of a path from here on
    if not _is_original(source):
        start += " (small)"
    yield f"{start}.{extension}"
    number = 2
    while True:
        yield f"{start} ({number}).{extension}"
        number += 1


def _fetched(place: _Place, source: Attachment, folder: Folder, name: str, md5: str) -> bool:
    """Write the file under another name first, so that a name is only ever given to what is whole and proved.

    False where somebody else took the name meanwhile.
    """
    part = name + PART
    try:
        with place.library.read(source.doc_id, source.name) as chunks, folder.create(part, instead=True) as out:
            found = copied(place.watched(chunks), out)
            out.flush()
            os.fsync(out.fileno())
    except NotStored:
        folder.remove(part)
        raise _NotTaken(_LOST) from None
    except BaseException:
        with suppress(OSError):
            folder.remove(part)  # the disk is full, or somebody ends us: nothing half-made stays
        raise
    if md5 and found.md5 != md5:
        folder.remove(part)
        raise _NotTaken("its bytes in the album are not those that were stored")
    try:
        folder.place(part, name)
    except FileExistsError:
        folder.remove(part)
        return False
    return True


def _write_sidecar(folder: Folder, photo: str, document: Mapping[str, Any]) -> None:
    """Beside the photo; one that another program has made its own stays as it is."""
    name = photo + ".xmp"
    try:
        with folder.read(name) as there:
            is_ours = f'xmptk="{TOOLKIT}"'.encode() in there.read(2000)
    except FileNotFoundError:
        is_ours = True
    except Outside:
        is_ours = False
    if is_ours:
        with folder.writing(name, is_durable=False) as out:  # made again from the album at any time
            out.write(sidecar(document))


def _sidecars_written(place: _Place, folder: Folder, stored: Stored, photo: str) -> tuple[dict[str, str], list[str]]:
    """Those that came with the photo, beside it: attachment → file; and why some stay behind."""
    came: dict[str, str] = {}
    lost: list[str] = []
    for one in beside(stored.original):
        source = Attachment(as_text((stored.original or {}).get("_id")), one.attachment, one.stub)
        try:
            names = _sidecar_names(one.name, name_of(stored, ""), photo)
            came[one.attachment], _ = _first_fitting(place, folder, source, names, one.md5)
        except _NotTaken as exc:
            lost.append(f"{one.name}: {exc}")
    return came, lost


def _sidecar_names(name: str, known_as: str, photo: str) -> Iterator[str]:
    """As it was called, with what the photo is called here in place of the photo's own name; never as ours is."""
    stem, own = known_as.rpartition(".")[0], photo.rpartition(".")[0]
    rest = name[len(stem) :] if stem and name.startswith(stem) else f" {name}"
    before, _, extension = line(rest, 255).rpartition(".")
    start = fit(own + before, longest_bytes=_LONGEST_STEM_BYTES)
    number = 1
    while True:
        found = f"{start}{f' ({number})' if number > 1 else ''}.{extension}"
        if found.casefold() != f"{photo}.xmp".casefold():
            yield found
        number += 1


def _others(library: Library) -> Iterator[Document]:
    """Comments and whatever else is there, without attachments."""
    for some in in_pages(other_ids(library), AT_ONCE):
        for stored in library.listed(some).values():
            if stored.photo is not None and is_readable(stored.photo):
                yield plain(stored.photo)


def plain(document: Mapping[str, Any]) -> Document:
    """A document's own fields, without revision and attachments."""
    return {name: value for name, value in document.items() if name == "_id" or not name.startswith("_")}


class _Index:
    """Both indexes; they take the place of former ones when all is in them."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._open = ExitStack()
        self.disk = DiskNames()

    def __enter__(self) -> _Index:
        self._lines = self._file(DOCUMENTS)
        self._rows = csv.writer(self._file(INDEX), quoting=csv.QUOTE_ALL)
        self._rows.writerow(_COLUMNS)
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._open.close()
        finally:  # what did not become an index, as the disk was full or somebody ended us
            for name in (DOCUMENTS, INDEX):
                with suppress(OSError):
                    self._folder.remove(name + PART)

    def add(
        self, file: str, stored: Stored, document: Document, *, is_original: bool, sidecars: Mapping[str, str]
    ) -> None:
        entry = {
            "file": file,
            "is_original": is_original,
            "photo": plain(stored.photo or {}),
            "original": plain(stored.original) if stored.original else None,
            **({"sidecars": dict(sidecars)} if sidecars else {}),
        }
        self._lines.write(_as_line(entry))
        said = [as_text(document.get(name)) for name in ("taken", "cat")]
        kept = read(stored.original or {})
        who = as_text(document.get("addedby")) or as_text(kept.get(ADDED_BY))
        named = as_text(document.get("filename")) or as_text(kept.get("filename"))
        more = [
            as_text(document.get("descr")),
            who,
            named,
            as_text(document.get("_id")),
            as_text(document.get("sha256")),
        ]
        self._rows.writerow(_harmless(text) for text in [file, *said, " ".join(tags_of(document)), *more])

    def add_other(self, document: Document) -> None:
        self._lines.write(_as_line({"document": document}))

    def finish(self) -> None:
        self._open.close()
        for name in (DOCUMENTS, INDEX):
            self._folder.replace(name + PART, name)

    def _file(self, name: str) -> TextIO:
        self._folder.remove(name + PART)
        # A byte-order mark, so that spreadsheets read the CSV as what it is. Half letters, which are no text, are shown
        # as such where people read, and kept as they are in the other one, where JSON has a spelling for them.
        encoding = "utf-8-sig" if name == INDEX else "utf-8"
        out = self._open.enter_context(self._folder.create(name + PART))
        return self._open.enter_context(TextIOWrapper(out, encoding=encoding, errors="replace", newline=""))


def _as_line(entry: Mapping[str, Any]) -> str:
    text = json.dumps(entry, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(entry)
    return text + "\n"


def _harmless(text: str) -> str:
    """A spreadsheet must not take a photo's words for a formula (OWASP, CSV injection), whatever stands before them.

    Nor what follows a semicolon, tab or bar in them: in many countries those part the cells, and not the comma.
    """
    text = _NEXT_CELL.sub(r"\1'", text)
    first = text.lstrip(_UNSEEN)[:1]
    is_formula = bool(first) and first in "=+-@＝＋－＠"
    return f"'{text}" if is_formula or text.startswith(("\t", "\r", "\n")) else text

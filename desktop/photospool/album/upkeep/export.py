"""Take the album along: originals with XMP sidecars and a plain index, in a folder that needs no program of ours.

    photos/2013/2013-05-01 IMG_0001.jpg        the original, proved by its digest on the way
    photos/2013/2013-05-01 IMG_0001.jpg.xmp    tags, description, date, category for other photo programs
    index.csv                                  one line a photo, for people and spreadsheets
    album.jsonl                                every document whole, for importing.py

May be stopped anywhere and begun again: what is there is known by its content. No file that is not ours is changed.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TextIO

from photospool.album.documents import TRASH, Document, Stored, stubs
from photospool.album.files import md5_of
from photospool.album.storing import NotStored
from photospool.album.upkeep.library import (
    Attachment,
    Library,
    copied,
    in_batches,
    is_a_photos,
    name_of,
    original_of,
    other_ids,
    photo_ids,
)
from photospool.album.upkeep.sidecar import TOOLKIT, sidecar, tags_of
from photospool.errors import PhotoError
from photospool.photo.digests import digests
from photospool.photo.text import line

INDEX: Final = "index.csv"
DOCUMENTS: Final = "album.jsonl"
PHOTOS: Final = "photos"
PICTURES: Final = ("1600x1200.jpg", "800x600.jpg", "800x600.png", "thumb.jpg", "thumb.png")
"""What is taken where the album has no original; the best first."""
_COLUMNS: Final = ("file", "taken", "category", "tags", "description", "added by", "name", "md5", "sha256")
_LONGEST_STEM_BYTES: Final = 200
"""Leaves room for " (2)", extensions and our own endings in the 255 bytes that most file systems allow."""
_LONGEST_EXTENSION: Final = 10
"""What follows the last dot of a longer name, which may have been cut off, is no extension."""
_PART: Final = ".part"
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
        _refuse_to_narrow(folder / DOCUMENTS, category)
    ids = photo_ids(library)
    progress = Exported(0, len(ids))
    tell(progress)
    (folder / PHOTOS).mkdir(parents=True, exist_ok=True)
    with _Index(folder) as index:
        for some in in_batches(ids):
            found = library.listed(some)
            for photo_id in some:
                progress = replace(progress, photos=progress.photos + 1)
                stored = found[photo_id]
                if stored.photo is not None and is_a_photos(stored) and _is_wanted(stored.photo, category):
                    progress = _taken_along(library, folder, index, stored, progress)
                tell(progress)
        if not category:
            for document in _others(library):
                index.add_other(document)
        index.finish()
    return progress


def _taken_along(library: Library, folder: Path, index: _Index, stored: Stored, so_far: Exported) -> Exported:
    document = stored.photo or {}
    photo_id = document["_id"]
    try:
        source = original_of(stored) or _best_picture(stored)
        if stored.original is not None and not _is_original(source):
            raise _NotTaken(_LOST)
        path, is_new = _file(library, folder, stored, source)
    except _NotTaken as exc:
        return replace(so_far, left_out=(*so_far.left_out, f"{name_of(stored, photo_id)}: {exc}"))
    _write_sidecar(path, document)
    index.add(path.relative_to(folder).as_posix(), stored, is_original=_is_original(source))
    return replace(so_far, written=so_far.written + is_new, taken_along=so_far.taken_along + 1)


class _NotTaken(Exception):
    """Why a photo stays behind."""


def _refuse_to_narrow(documents: Path, category: str) -> None:
    """The index of a whole album is the only place of many words: one category's must not take its place."""
    if not documents.exists():
        return
    with documents.open(encoding="utf-8") as lines:
        for text in lines:
            try:
                found = json.loads(text)["photo"]["cat"]
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


def _file(library: Library, folder: Path, stored: Stored, source: Attachment) -> tuple[Path, bool]:
    """Where the photo is in the folder, and whether it was written just now."""
    document = stored.photo or {}
    day = line(str(document.get("taken") or ""), 10)
    year = day[:4] if day[:4].isdecimal() else "without a date"
    target = folder / PHOTOS / year
    target.mkdir(exist_ok=True)
    md5 = document["_id"] if _is_original(source) else ""
    for name in _names(day, name_of(stored, source.name), source):
        path = target / name
        if not os.path.lexists(path):
            _fetch(library, source, path, md5)
            return path, True
        if path.is_file() and not path.is_symlink() and _is_same(path, source, md5):
            return path, False
    raise AssertionError("there is always a further number")


def _is_original(source: Attachment) -> bool:
    return source.name.startswith("original.")


def _is_same(path: Path, source: Attachment, md5: str) -> bool:
    """Whether a former export brought it; a picture is known by its digest in the album."""
    wanted = md5 or md5_of(str(source.stub.get("digest")))
    return path.stat().st_size == source.stub.get("length") and digests(path).md5 == wanted


def _names(day: str, known_as: str, source: Attachment) -> Iterator[str]:
    """``2013-05-01 IMG_1.jpg``, ``2013-05-01 IMG_1 (2).jpg`` …: names that every system takes."""
    from pathvalidate import sanitize_filename

    name = str(sanitize_filename(line(known_as, 255), platform="universal")) or "photo"
    stem, dot, extension = name.rpartition(".")
    if not dot or not _is_original(source):
        stem, extension = stem or name, source.name.rpartition(".")[2]
    elif len(extension) > _LONGEST_EXTENSION:
        stem, extension = name, source.name.rpartition(".")[2]
    start = stem if stem.startswith(day) else f"{day} {stem}".strip()
    start = start.encode()[:_LONGEST_STEM_BYTES].decode(errors="ignore").rstrip(" .")
    if not _is_original(source):
        start += " (small)"
    yield f"{start}.{extension}"
    number = 2
    while True:
        yield f"{start} ({number}).{extension}"
        number += 1


def _fetch(library: Library, source: Attachment, path: Path, md5: str) -> None:
    """Write the file under another name first, so that a name is only ever given to what is whole and proved."""
    part = path.with_name(path.name + _PART)
    try:
        with library.read(source.doc_id, source.name) as chunks, part.open("wb") as out:
            found = copied(chunks, out)
            out.flush()
            os.fsync(out.fileno())
    except NotStored:
        part.unlink(missing_ok=True)
        raise _NotTaken(_LOST) from None
    if md5 and found.md5 != md5:
        part.unlink()
        raise _NotTaken("its bytes in the album are not those that were stored")
    part.rename(path)


def _write_sidecar(photo: Path, document: Mapping[str, Any]) -> None:
    """Beside the photo; one that another program has made its own stays as it is."""
    path = photo.with_name(photo.name + ".xmp")
    if path.exists() and f'xmptk="{TOOLKIT}"'.encode() not in path.read_bytes()[:2000]:
        return
    path.write_bytes(sidecar(document))


def _others(library: Library) -> Iterator[Document]:
    """Comments and whatever else is there, without attachments."""
    for some in in_batches(other_ids(library)):
        for stored in library.listed(some).values():
            if stored.photo is not None:
                yield plain(stored.photo)


def plain(document: Mapping[str, Any]) -> Document:
    """A document's own fields, without revision and attachments."""
    return {name: value for name, value in document.items() if name == "_id" or not name.startswith("_")}


class _Index:
    """Both indexes; they take the place of former ones when all is in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()

    def __enter__(self) -> _Index:
        self._lines = self._file(DOCUMENTS)
        self._rows = csv.writer(self._file(INDEX))
        self._rows.writerow(_COLUMNS)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, file: str, stored: Stored, *, is_original: bool) -> None:
        document = stored.photo or {}
        entry = {
            "file": file,
            "is_original": is_original,
            "photo": plain(document),
            "original": plain(stored.original) if stored.original else None,
        }
        self._lines.write(json.dumps(entry, ensure_ascii=False) + "\n")
        said = [str(document.get(name) or "") for name in ("taken", "cat")]
        more = [str(document.get(name) or "") for name in ("descr", "addedby", "filename", "_id", "sha256")]
        self._rows.writerow(_harmless(text) for text in [file, *said, " ".join(tags_of(document)), *more])

    def add_other(self, document: Document) -> None:
        self._lines.write(json.dumps({"document": document}, ensure_ascii=False) + "\n")

    def finish(self) -> None:
        self._open.close()
        for name in (DOCUMENTS, INDEX):
            (self._folder / (name + _PART)).replace(self._folder / name)

    def _file(self, name: str) -> TextIO:
        # A byte-order mark, so that spreadsheets read the CSV as what it is.
        encoding = "utf-8-sig" if name == INDEX else "utf-8"
        return self._open.enter_context((self._folder / (name + _PART)).open("w", encoding=encoding, newline=""))


def _harmless(text: str) -> str:
    """A spreadsheet must not take a photo's words for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text

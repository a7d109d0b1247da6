"""An exported folder back into an album, any album: the same photos with the same words.

Photos go the way of every photo, so nothing counts as there before the album's digests say so. What the album knows
already is joined with what the folder says: nobody's words are lost. The folder is only read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from photospool.album import storing
from photospool.album.documents import Document, Stored, stubs
from photospool.album.merging import joined
from photospool.album.storing import ChangedMeanwhile, Write
from photospool.album.upkeep.export import DOCUMENTS, plain
from photospool.album.upkeep.library import Library
from photospool.album.views import words_of
from photospool.errors import PhotoError, PhotoNotReady, StoreInterrupted
from photospool.events import Outcome
from photospool.photo.digests import digests
from photospool.photo.photo import Photo, Prepared

TRIES: Final = 3


class NotAnExport(PhotoError):
    """The folder was not made by an export, or its index is damaged."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How far it is."""

    photos: int
    of: int
    added: int = 0
    """New in this album; the others were there."""
    left_out: tuple[str, ...] = ()
    """Photos that could not be taken, each with the reason."""


def import_folder(
    library: Library,
    folder: Path,
    prepare: Callable[[Path, str], Prepared],
    tell: Callable[[Imported], None] = lambda _progress: None,
) -> Imported:
    """Store every photo of the folder. ``prepare`` reads and renders a file; raises PhotoError, PhotoNotReady.

    Raises NotAnExport, AlbumUnavailable, AlbumRefused.
    """
    entries = list(_entries(folder))
    progress = Imported(0, sum("photo" in entry for entry in entries))
    tell(progress)
    for entry in entries:
        if "photo" not in entry:
            _put_other(library, entry["document"])
            continue
        added, left_out = progress.added, progress.left_out
        try:
            added += _one(library, folder, entry, prepare)
        except (PhotoError, PhotoNotReady) as exc:
            left_out = (*left_out, f"{entry['file']}: {exc}")
        progress = Imported(progress.photos + 1, progress.of, added, left_out)
        tell(progress)
    return progress


def _entries(folder: Path) -> Iterator[dict[str, Any]]:
    path = folder / DOCUMENTS
    try:
        # Not splitlines: a description may hold what Unicode calls the end of a line.
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, UnicodeError) as exc:
        raise NotAnExport(
            f"{folder} is no exported album.", f"There is no {DOCUMENTS} in it. “photospool add” takes any photos."
        ) from exc
    for number, text in enumerate(lines, 1):
        try:
            entry = json.loads(text)
            doc_id = entry["document" if "document" in entry else "photo"]["_id"]
            # No programs and no notes of ours: an export holds none, and an index is a stranger's text.
            whole = isinstance(doc_id, str) and not doc_id.startswith("_")
            whole = whole and ("document" in entry or isinstance(entry["file"], str))
        except (ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            raise NotAnExport(f"Line {number} of {path} can't be read.", "The index is damaged: export once more.")
        yield entry


def _one(library: Library, folder: Path, entry: Mapping[str, Any], prepare: Callable[[Path, str], Prepared]) -> bool:
    """Whether the photo is new in this album."""
    path = _inside(folder, entry["file"])
    said: Document = plain(entry["photo"])
    prepared = prepare(path, str(said.get("filename") or path.name))
    if not entry.get("is_original"):
        return _put_picture(library, said, prepared)
    photo = _photo(path, said, prepared)
    outcome = storing.store(photo, library.find, library.write)
    is_new = outcome is Outcome.NEW
    _say(library, said["_id"], said, entry.get("original"), is_new=is_new)
    return is_new


def _inside(folder: Path, name: str) -> Path:
    """The file, only if it really lies in the folder: an index is a stranger's text."""
    path = folder / name
    try:
        if path.resolve(strict=True).is_relative_to(folder.resolve()) and path.is_file():
            return path
    except OSError:
        pass
    raise PhotoError("The file is not there.", "It was left out.")


def _photo(path: Path, said: Document, prepared: Prepared) -> Photo:
    found = digests(path)
    if found.md5 != said["_id"] or said.get("sha256") not in {None, "", found.sha256}:
        raise PhotoError("The file is not what was exported.", "It was left out; “photospool add” takes it as it is.")
    return Photo(
        path=path,
        filename=str(said.get("filename") or path.name),
        digests=found,
        prepared=prepared,
        category=str(said.get("cat") or "Private"),
        keywords=tuple(words_of(said.get("keywords"))),
        description=str(said.get("descr") or ""),
        added_by=str(said.get("addedby") or ""),
        ts=str(said.get("ts") or ""),
        taken=prepared.reading.taken,
    )


def _say(library: Library, photo_id: str, said: Document, original: object, *, is_new: bool) -> None:
    """Bring the album's words to what the folder says, and join the two where the album had the photo."""
    for _ in range(TRIES):
        stored = library.find([photo_id])[photo_id]
        try:
            for write in _changes(stored, said, original, is_new=is_new):
                library.write(write)
        except ChangedMeanwhile:
            continue
        return
    raise StoreInterrupted("Somebody else changes this photo in the album at the same time.", "Begin again later.")


def _changes(stored: Stored, said: Document, original: object, *, is_new: bool) -> Iterator[Write]:
    if stored.photo is not None:
        wanted = {**_special(stored.photo), **said} if is_new else joined(said, stored.photo)
        if wanted != stored.photo:
            yield Write(wanted)
    if is_new and stored.original is not None and isinstance(original, Mapping):
        wanted = {**_special(stored.original), **plain(original), "_id": stored.original["_id"]}
        if wanted != stored.original:
            yield Write(wanted)


def _special(document: Mapping[str, Any]) -> Document:
    return {name: value for name, value in document.items() if name.startswith("_")}


def _put_picture(library: Library, said: Document, prepared: Prepared) -> bool:
    """A photo of which there never was more than its pictures."""
    if library.find([said["_id"]])[said["_id"]].photo is not None:
        return False
    library.write(Write({**said, "extension": "jpg"}, storing.pictures_of(prepared)))
    return bool(stubs(library.find([said["_id"]])[said["_id"]].photo or {}))


def _put_other(library: Library, document: Document) -> None:
    if library.find([document["_id"]])[document["_id"]].photo is None:
        library.write(Write(plain(document)))

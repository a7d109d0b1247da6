"""An exported folder back into an album, any album: the same photos with the same words.

Photos go the way of every photo, so nothing counts as there before the album's digests say so. What the album knows
already is joined with what the folder says: nobody's words are lost. The folder is only read, and believed in nothing
that would show a photo to strangers: an index may have been written by anybody, so whoever imports says yes to Public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from photospool.album import store_photo
from photospool.album.attach_sidecars import put_back
from photospool.album.base import Library, Write
from photospool.album.couchdb.response_errors import told_with
from photospool.album.documents import PRIVATE, PUBLIC, SIDECARS, TRASHED_FROM, Document, Stored
from photospool.album.maintenance.export import DOCUMENTS, plain
from photospool.album.maintenance.library import is_md5, is_of_photo
from photospool.album.merge import OF_PICTURES, joined
from photospool.album.schema import read, sendable, stubs
from photospool.album.views import words_of
from photospool.errors import PhotoError, PhotoNotReady
from photospool.events import Outcome
from photospool.photo.digests import digests
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import Photo, Prepared
from photospool.security import untrusted_json
from photospool.security.confined_files import Folder, is_below

MOST_SIDECARS: Final = 1000
"""Of one photo."""
AGAIN: Final = "The folder is as it was; import it again to go on: what is there already is not added twice."


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
    made_private: int = 0
    """New ones that the folder calls Public, where nobody said yes to that."""


def public_photos(folder: Path) -> int:
    """How many photos the folder calls Public, or would when they come back from the trash. Raises NotAnExport."""
    return sum(_is_public(entry["photo"]) for entry in _entries(folder) if "photo" in entry)


def import_folder(
    library: Library,
    folder: Path,
    prepare: Callable[[Path, str], Prepared],
    tell: Callable[[Imported], None] = lambda _progress: None,
    *,
    may_be_public: bool = False,
) -> Imported:
    """Store every photo of the folder. ``prepare`` reads and renders a file; raises PhotoError, PhotoNotReady.

    ``may_be_public``: a person said that photos which the folder calls Public are Public here as well; else they are
    Private. Raises NotAnExport, AlbumUnavailable, AlbumRefused.
    """
    entries = list(_entries(folder))
    progress = Imported(0, sum("photo" in entry for entry in entries))
    tell(progress)
    for entry in entries:
        if may_be_public or "photo" not in entry or not _is_public(entry["photo"]):
            progress = _taken_in(library, folder, entry, prepare, progress)
        else:
            now = _taken_in(library, folder, {**entry, "photo": _private(entry["photo"])}, prepare, progress)
            progress = replace(now, made_private=now.made_private + now.added - progress.added)
        tell(progress)
    return progress


def _taken_in(
    library: Library,
    folder: Path,
    entry: Mapping[str, Any],
    prepare: Callable[[Path, str], Prepared],
    so_far: Imported,
) -> Imported:
    """One line of the index; whatever is wrong with it, the others go on."""
    is_new, left_out = False, so_far.left_out
    try:
        if "line" in entry:
            raise PhotoError("It can't be read.", "It was left out.")
        with told_with(AGAIN):
            if "document" in entry:
                _put_other(library, entry["document"])
            else:
                is_new = _one(library, folder, entry, prepare)
    except (PhotoError, PhotoNotReady) as exc:
        name = entry.get("file") or entry.get("line") or entry["document"]["_id"]
        left_out = (*left_out, f"{name}: {exc}")
    return replace(so_far, photos=so_far.photos + ("photo" in entry), added=so_far.added + is_new, left_out=left_out)


def _is_public(said: Mapping[str, Any]) -> bool:
    return PUBLIC in (said.get("cat"), said.get(TRASHED_FROM))


def _private(said: Mapping[str, Any]) -> Document:
    return {
        name: PRIVATE if name in {"cat", TRASHED_FROM} and value == PUBLIC else value for name, value in said.items()
    }


def _entries(folder: Path) -> Iterator[dict[str, Any]]:
    path = folder / DOCUMENTS
    try:
        # Not splitlines: a description may hold what Unicode calls the end of a line.
        with Folder.look_into(folder) as ground, ground.read(DOCUMENTS) as file:
            text = file.read().decode("utf-8").rstrip("\n")
            lines = text.split("\n") if text else []  # of an empty album
    except (OSError, UnicodeError) as exc:
        raise NotAnExport(
            f"{folder} is no exported album.", f"There is no {DOCUMENTS} in it. “photospool add” takes any photos."
        ) from exc
    for number, line in enumerate(lines, 1):
        try:
            entry = untrusted_json.loads(line)
            if not _is_whole(entry):
                raise ValueError
        except untrusted_json.Unreadable:
            entry = {"line": f"line {number} of {path.name}"}  # it is all there, and only this one is lost
        except (ValueError, KeyError, TypeError):
            raise NotAnExport(
                f"Line {number} of {path} can't be read.", "The index is damaged: export once more."
            ) from None
        yield entry


def _is_whole(entry: Any) -> bool:
    """Whether a line is one that an export writes. Raises KeyError, TypeError, Unreadable.

    No programs, no notes of ours, and no originals without their photos: an index is a stranger's text.
    """
    if untrusted_json.is_deep(entry):
        raise untrusted_json.Unreadable
    if "document" in entry:
        doc_id = entry["document"]["_id"]
        return isinstance(doc_id, str) and not doc_id.startswith("_") and not is_of_photo(doc_id)
    doc_id = entry["photo"]["_id"]
    return isinstance(doc_id, str) and is_md5(doc_id) and isinstance(entry["file"], str)


def _one(library: Library, folder: Path, entry: Mapping[str, Any], prepare: Callable[[Path, str], Prepared]) -> bool:
    """Whether the photo is new in this album."""
    path = _inside(folder, entry["file"])
    said: Document = sendable(plain(entry["photo"]))
    prepared = prepare(path, _named(said, entry.get("original"), path))
    if not entry.get("is_original"):
        return _put_picture(library, said, prepared)
    photo = _photo(path, said, entry.get("original"), prepared)
    said |= {"sha256": photo.digests.sha256}  # whatever an odd document said of them: these are the bytes
    outcome = store_photo.store(photo, library.find, library.write)
    is_new = outcome is Outcome.NEW
    _say(library, said["_id"], said, entry.get("original"), is_new=is_new)
    _put_sidecars(library, folder, entry)
    return is_new


def _put_sidecars(library: Library, folder: Path, entry: Mapping[str, Any]) -> None:
    """Those that came with the photo. Raises PhotoError for the first that can't be put back, after all others."""
    files, original = entry.get("sidecars"), entry.get("original")
    if not isinstance(files, Mapping):
        return
    table = original.get(SIDECARS) if isinstance(original, Mapping) else None
    failed: PhotoError | None = None
    for attachment, file in list(files.items())[:MOST_SIDECARS]:
        told = table.get(attachment) if isinstance(table, Mapping) else None
        try:
            path = _inside(folder, as_text(file))
            put_back(entry["photo"]["_id"], str(attachment), path, library.find, library.write, entry=told)
        except PhotoError as exc:
            failed = failed or PhotoError(f"The photo is there, but {as_text(file)} is not: {exc.title}", exc.advice)
    if failed is not None:
        raise failed


def _inside(folder: Path, name: str) -> Path:
    """The file, only if it really lies in the folder, over no link: an index is a stranger's text."""
    path = folder
    if is_below(name):
        for part in name.split("/"):
            path = path / part
            if path.is_symlink():
                break
        else:
            if path.is_file():
                return path
    raise PhotoError("The file is not there.", "It was left out.")


def _photo(path: Path, said: Document, original: object, prepared: Prepared) -> Photo:
    found, known = digests(path), read(said)
    if found.md5 != said["_id"] or not _may_have(found.sha256, said, original):
        raise PhotoError("The file is not what was exported.", "It was left out; “photospool add” takes it as it is.")
    return Photo(
        path=path,
        filename=_named(said, original, path),
        digests=found,
        prepared=prepared,
        category=as_text(known.get("cat")) or PRIVATE,
        keywords=tuple(words_of(known.get("keywords"))),
        description=as_text(known.get("descr")),
        added_by=as_text(known.get("addedby")),
        ts=as_text(known.get("ts")),
        taken=prepared.reading.taken,
    )


def _named(said: Document, original: object, path: Path) -> str:
    """The file's own name as the album knew it; an older one had it in the photo's document."""
    documents = [said, *([original] if isinstance(original, Mapping) else [])]
    return next(filter(None, (as_text(read(document).get("filename")) for document in documents)), path.name)


def _may_have(sha256: str, said: Document, original: object) -> bool:
    """Whether bytes with the right md5 may have this sha256: one of the documents says so, or none says anything."""
    documents = [said, *([original] if isinstance(original, Mapping) else [])]
    known = {as_text(document.get("sha256")) for document in documents} - {""}
    return not known or sha256 in known


def _say(library: Library, photo_id: str, said: Document, original: object, *, is_new: bool) -> None:
    """Bring the album's words to what the folder says, and join the two where the album had the photo."""

    def step() -> None:
        for write in _changes(library.find([photo_id])[photo_id], said, original, is_new=is_new):
            library.write(write)

    store_photo.again_if_changed(step)


def _changes(stored: Stored, said: Document, original: object, *, is_new: bool) -> Iterator[Write]:
    if stored.photo is not None:
        wanted = _as_said(said, stored.photo) if is_new else joined(said, stored.photo)
        if wanted != stored.photo:
            yield Write(wanted)
    if is_new and stored.original is not None and isinstance(original, Mapping):
        words = sendable(plain(original)) | {"_id": stored.original["_id"], "sha256": stored.original["sha256"]}
        wanted = {**_special(stored.original), **words}
        if wanted != stored.original:
            yield Write(wanted)


def _as_said(said: Document, stored: Mapping[str, Any]) -> Document:
    """A new photo's document as the folder has it; what it says of its pictures is said of those that were made here:
    another computer may have had a decoder, and a frame, for a video that has a drawn picture here.
    """
    of_pictures = {name: stored[name] for name in OF_PICTURES if name in stored and name in said}
    return {**_special(stored), **said, **of_pictures}


def _special(document: Mapping[str, Any]) -> Document:
    return {name: value for name, value in document.items() if name.startswith("_")}


def _put_picture(library: Library, said: Document, prepared: Prepared) -> bool:
    """A photo of which there never was more than its pictures."""
    if library.find([said["_id"]])[said["_id"]].photo is not None:
        return False
    library.write(Write({**said, "extension": "jpg"}, store_photo.pictures_of(prepared)))
    return bool(stubs(library.find([said["_id"]])[said["_id"]].photo or {}))


def _put_other(library: Library, document: Document) -> None:
    if library.find([document["_id"]])[document["_id"]].photo is None:
        library.write(Write(sendable(plain(document))))

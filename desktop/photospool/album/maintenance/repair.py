"""Mend photos that older programs stored: add what is missing, move what strangers must not copy out of their reach.

The old album kept the original, its place and the camera's serial number in the photo's own document, which is what a
public copy holds. The original moves into a document of its own, beside the complete notes; what the user wrote stays.
Each photo is mended by itself, and what is whole is left alone: it may be stopped anywhere and begun again.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final

from photospool.album import store_photo
from photospool.album.base import Library, NotStored, Write, in_pages
from photospool.album.couchdb.response_errors import told_with
from photospool.album.documents import (
    MEDIA,
    PRIVATE,
    RAW,
    TRASH,
    UNDESCRIBED,
    UNDEVELOPED,
    VIDEO,
    Document,
    Stored,
    completed,
    fingerprint,
    original_id,
    photo_document,
)
from photospool.album.maintenance.library import (
    AT_ONCE,
    Attachment,
    copied,
    damaged_beside,
    is_a_photos,
    is_noted_oddly,
    name_of,
    original_of,
    photo_ids,
)
from photospool.album.maintenance.pictures import damaged_pictures
from photospool.album.schema import read, stubs
from photospool.album.views import words_of
from photospool.errors import PhotoError, PhotoNotReady, StoreInterrupted
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import DRAWN, Digests, Photo, Prepared
from photospool.security.confined_files import fit

AGAIN: Final = "The photo in the album is as it was, or mended in part; repair again to go on."
FRAMELESS: Final = "no_frame_by"
"""The field of a video's original that names the decoder which found no frame in it: another one is tried."""
_FIELDS: Final = ("type", "sha256", "placeholder", "taken_at", "width", "height")
"""Fields that every photo has which this program stored."""


class Need(Enum):
    """What is to be done for a photo."""

    ORIGINAL_EXPOSED = "original where strangers could copy it"
    NOTES_EXPOSED = "camera's notes that belong with the original: places, serial numbers, words"
    NO_OWN_DOCUMENT = "original without its complete notes"
    NO_PHOTO = "original without a photo"
    PICTURES = "pictures missing"
    PICTURES_SMALL = "pictures of a raw file that can be developed now"
    EXIF = "camera's notes missing"
    FIELDS = "fields missing"
    DIGEST = "digest noted wrong"
    DAMAGED_BESIDE = "damaged file beside the original"
    PICTURE_DAMAGED = "picture damaged"
    POSTER = "drawn picture of a video, of which a frame can be decoded here"
    NO_ORIGINAL = "no original in the album"
    """Nothing can be done for that."""
    UNREADABLE = "words that can't be read"
    """Nothing can be done for that either."""


@dataclass(frozen=True, slots=True)
class Unmended:
    """A photo that could not be mended."""

    photo_id: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """How far it is."""

    photos: int
    """Looked at so far."""
    of: int
    """In all."""
    mended: int = 0
    """Photos in which something was changed, or would be in a dry run."""
    needs: Mapping[Need, int] = field(default_factory=dict)
    """How many photos had each need."""
    unmended: tuple[Unmended, ...] = ()
    """Told at the end."""


@dataclass(frozen=True, slots=True)
class Means:
    """What mending needs besides the album."""

    prepare: Callable[[Path, str], Prepared]
    """Reads and renders a file; raises PhotoError, PhotoNotReady."""
    renditions: Sequence[str]
    """Names of the pictures that a complete photo has."""
    may_stand: Callable[[str], bool]
    """Whether an EXIF tag of this name belongs into a photo's own document; all others only with the original."""
    added_by: str = ""
    looks_into_pictures: bool = False
    """Whether every small picture is read, too: what lies in its place may be none."""
    frames_by: str = ""
    """What decodes frames of videos, by its name and version; empty: nothing does, and drawn pictures stay."""
    develops: bool = False
    """Whether raw files can be developed, which may have been stored when nothing here could."""


def needs(stored: Stored, means: Means) -> frozenset[Need]:
    """What is to be done for one photo; by its documents alone."""
    if not stored.is_readable:
        return frozenset({Need.UNREADABLE})
    found = set()
    original = original_of(stored)
    photo = stored.photo
    if not is_a_photos(stored) or (photo or {}).get("cat") == TRASH:
        return frozenset()  # what lies in the trash is mended once it is back
    if original is None:
        found.add(Need.NO_ORIGINAL)
    elif stored.original is None or original.doc_id != stored.original["_id"]:
        found.add(Need.NO_OWN_DOCUMENT)
    if photo is None:
        return frozenset(found if original is None else {*found, Need.NO_PHOTO})
    if any(name.startswith("original.") for name in stubs(photo)):
        found.add(Need.ORIGINAL_EXPOSED)
    if damaged_beside(stored):
        found.add(Need.DAMAGED_BESIDE)
    if leaving_notes(photo, means.may_stand):
        found.add(Need.NOTES_EXPOSED)
    if original is not None:
        found.update(_needs_from_original(stored, photo, means))
    elif photo.get("type") is None:
        found.add(Need.FIELDS)
    return frozenset(found)


def _needs_from_original(stored: Stored, photo: Mapping[str, Any], means: Means) -> Iterator[Need]:
    """What the original at hand can mend."""
    if not stored.has_pictures(means.renditions):
        yield Need.PICTURES
    if means.develops and photo.get(MEDIA) == RAW and photo.get("poster") in UNDEVELOPED:
        yield Need.PICTURES_SMALL
    if not isinstance(photo.get("exif"), Mapping):
        yield Need.EXIF
    if lacks_frame(photo, stored.original, means.frames_by):
        yield Need.POSTER
    known = read(photo)
    # Some videos do not tell their size, and then only a frame does.
    asked = _FIELDS[:-2] if known.get(MEDIA) == VIDEO else _FIELDS
    if any(known.get(name) is None for name in asked):
        yield Need.FIELDS
    if is_noted_oddly(stored):
        yield Need.DIGEST


def lacks_frame(photo: Mapping[str, Any], original: Mapping[str, Any] | None, decoder: str) -> bool:
    """Whether a video has a drawn picture, and this decoder has not yet been found unable to do better."""
    is_drawn = photo.get(MEDIA) == VIDEO and photo.get("poster") == DRAWN
    return bool(decoder) and is_drawn and (original or {}).get(FRAMELESS) != decoder


def repair(
    library: Library,
    means: Means,
    tell: Callable[[Repaired], None] = lambda _progress: None,
    *,
    dry_run: bool,
) -> Repaired:
    """Mend every photo, then let the album forget what former revisions held.

    Raises AlbumUnavailable, AlbumRefused (NotAllowed when only an administrator may compact), StoreInterrupted.
    """
    ids = photo_ids(library)
    counts: Counter[Need] = Counter()
    unmended: list[Unmended] = []
    mended = looked_at = 0
    tell(Repaired(0, len(ids)))
    for some in in_pages(ids, AT_ONCE):
        found = library.listed(some)
        for photo_id in some:
            stored = found[photo_id]
            wanted = _looked_at(library, stored, means)
            counts.update(wanted)
            if Need.UNREADABLE in wanted:
                unmended.append(Unmended(photo_id, photo_id, "Its words in the album can't be read."))
            elif wanted - {Need.NO_ORIGINAL}:
                try:
                    mended += dry_run or _mend(library, photo_id, means)
                except (PhotoError, PhotoNotReady) as exc:
                    unmended.append(Unmended(photo_id, name_of(stored, photo_id), str(exc)))
            looked_at += 1
            tell(Repaired(looked_at, len(ids), mended, dict(counts)))
    if not dry_run:
        library.compact()  # also when nothing was left to mend: a former run may have ended before it
    return Repaired(looked_at, len(ids), mended, dict(counts), tuple(unmended))


def _looked_at(library: Library, stored: Stored, means: Means) -> frozenset[Need]:
    """What is to be done, by the pictures' bytes too where that is wanted; nothing of what nobody can make anew."""
    found = needs(stored, means)
    if not found & {Need.NO_ORIGINAL, Need.UNREADABLE} and is_a_photos(stored) and stored.photo is not None:
        is_in_trash = stored.photo.get("cat") == TRASH
        if not is_in_trash and damaged_pictures(library, stored.photo, quick=not means.looks_into_pictures):
            return found | {Need.PICTURE_DAMAGED}
    return found


def _mend(library: Library, photo_id: str, means: Means) -> bool:
    """Mend one photo as the album holds it now, and look at what the album then says that it holds.

    False where there was a frame to be had of a video, and none came.
    """

    def step() -> bool:
        stored = library.find([photo_id])[photo_id]
        wanted = _looked_at(library, stored, means)
        if not wanted - {Need.NO_ORIGINAL, Need.UNREADABLE}:
            return True  # somebody else did
        original = original_of(stored)
        if original is None or wanted == {Need.NOTES_EXPOSED}:
            _keep_notes(library, photo_id, stored, means)
            library.write(Write(tidied(stored.photo or {}, stored, means)))
            return True
        return _mend_from(library, photo_id, stored, original, means, wants_frame=wanted == {Need.POSTER})

    with told_with(AGAIN):
        return store_photo.again_if_changed(step)


def _mend_from(
    library: Library, photo_id: str, stored: Stored, original: Attachment, means: Means, *, wants_frame: bool
) -> bool:
    """With the original at hand all of it can be made anew: its own document first, as when a photo is added.

    ``wants_frame``: all else is whole; where no frame comes it is noted, and False.
    """
    with tempfile.TemporaryDirectory(prefix="photospool-repair-") as folder:
        # Not under its own name: an attachment's is a stranger's word, and might lead elsewhere.
        path = Path(folder) / fit(original.name, longest_bytes=100, instead="original.bin")
        digests = _fetched(library, photo_id, original, path)
        photo = _photo(stored, path, digests, means.prepare(path, name_of(stored, original.name)), means)
        if wants_frame and photo.prepared.poster == DRAWN:
            library.write(Write({**(stored.original or {}), FRAMELESS: means.frames_by}))
            return False
        first = _first(stored, photo, original)
        for write in first:
            library.write(write)
        stored = store_photo.shown(library.find, photo_id, lambda found: found.has_original(digests))
        if not stored.has_original(digests):
            raise StoreInterrupted("The album keeps other bytes than it was sent.", "Nothing was taken away.")
        _keep_notes(library, photo_id, stored, means)
        pictures = store_photo.pictures_of(photo.prepared)
        if stored.photo is None:
            document = photo_document(photo)
        else:
            document = tidied(completed(stored.photo, photo), stored, means, pictures) | {"sha256": digests.sha256}
        last = Write(document, pictures)
        library.write(last)
        written = [*first, last]
        if not store_photo.holds(
            store_photo.shown(library.find, photo_id, lambda found: store_photo.holds(found, written)), written
        ):
            raise StoreInterrupted("The album keeps other bytes than it was sent.", "Begin again later.")
    return True


def _keep_notes(library: Library, photo_id: str, stored: Stored, means: Means) -> None:
    """Camera's notes that leave the photo's document stand in the original's before they do; what it says stays.

    Where no original is, its document is made for them alone.
    """
    leaving = leaving_notes(stored.photo or {}, means.may_stand)
    original: Document = dict(
        stored.original or {"_id": original_id(photo_id), "type": "original", "photo": photo_id, "exif": {}}
    )
    known = original.get("exif")
    if not isinstance(known, Mapping):
        known = {}
    if any(name not in known for name in leaving):
        library.write(Write({**original, "exif": {**leaving, **known}}))


def leaving_notes(photo: Mapping[str, Any], may_stand: Callable[[str], bool]) -> dict[str, Any]:
    """The camera's notes in a photo's document that belong with the original."""
    exif = photo.get("exif")
    return {str(name): exif[name] for name in exif if not may_stand(str(name))} if isinstance(exif, Mapping) else {}


def _first(stored: Stored, photo: Photo, original: Attachment) -> list[Write]:
    """What is to be written of the original's own document: without the bytes where they are there, and right."""
    own = stored.original
    if own is None or original.doc_id != own["_id"] or not original.is_good:
        return [write for write in store_photo.missing(stored, photo) if write.document.get("type") == "original"]
    damaged = {one.name for one in damaged_beside(stored) if one.doc_id == own["_id"]}
    kept = {name: stub for name, stub in stubs(own).items() if name not in damaged}
    document = {**own, "sha256": photo.digests.sha256, "_attachments": kept}
    return [Write(document)] if document != own else []


def _fetched(library: Library, photo_id: str, original: Attachment, path: Path) -> Digests:
    try:
        with library.read(original.doc_id, original.name) as chunks, path.open("xb") as out:
            digests = copied(chunks, out)
    except NotStored as exc:
        raise PhotoError("The original's bytes are gone.", "“photospool verify” names all such photos.") from exc
    except OSError as exc:  # a film may be larger than what is left
        raise PhotoNotReady(
            "There is too little room for the original in the folder for temporary files.",
            "Please make room there, or name another folder in TMPDIR, and repair again.",
        ) from exc
    if digests.md5 != photo_id:
        raise PhotoError(
            "The stored original is not the photo that it should be.",
            "Nothing was changed. If you have the file elsewhere, add it again.",
        )
    return digests


def _photo(stored: Stored, path: Path, digests: Digests, prepared: Prepared, means: Means) -> Photo:
    """The photo as if it were added now; what its document says already is kept when it is stored."""
    known, reading = read(stored.photo or {}), prepared.reading
    return Photo(
        path=path,
        filename=name_of(stored, path.name),
        digests=digests,
        prepared=prepared,
        category=as_text(known.get("cat")) or PRIVATE,
        keywords=tuple(words_of(known.get("keywords"))) or (*reading.keywords, "unprocessed"),
        description=as_text(known.get("descr")) or reading.description or UNDESCRIBED,
        added_by=as_text(known.get("addedby")) or means.added_by,
        ts=as_text(known.get("ts")) or datetime.now().strftime("%Y-%m-%dT%H:%M:%S"),
        taken=reading.taken,
    )


def tidied(
    document: Mapping[str, Any], stored: Stored, means: Means, pictures: Collection[str] = frozenset()
) -> Document:
    """A photo's document as it should be: no original, no place, no pictures that newer ones replace."""
    clean: Document = {**document, "type": "photo"}
    exif = document.get("exif")
    if isinstance(exif, Mapping):
        clean["exif"] = {name: value for name, value in exif.items() if means.may_stand(str(name))}
    there = stubs(document)
    if there:
        new = {*there, *pictures}
        clean["_attachments"] = {
            name: stub
            for name, stub in there.items()
            if name not in pictures and not _is_replaced(name, stub, new, stored)
        }
    return clean


def _is_replaced(name: str, stub: Mapping[str, Any], new: Collection[str], stored: Stored) -> bool:
    """Whether an attachment lies better elsewhere: an original only where its own document has these very bytes."""
    stem, _, extension = name.rpartition(".")
    if stem == "original":
        if any(one.name == name and one.stub == stub for one in damaged_beside(stored)):
            return True  # it is none, and the original's own document has the right one
        return any(fingerprint(own) == fingerprint(stub) for own in stubs(stored.original or {}).values())
    return extension != "jpg" and f"{stem}.jpg" in new

"""Prove every stored original against its digests, by reading all of it, and name what is wrong. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from photospool.album.documents import Stored, couch_digest, fingerprint
from photospool.album.maintenance.library import (
    Attachment,
    Library,
    copied,
    in_batches,
    is_a_photos,
    name_of,
    original_of,
    photo_ids,
)
from photospool.album.schema import read, stubs
from photospool.album.store_photo import NotStored


class Wrong(Enum):
    """What can be wrong with a stored photo."""

    NO_ORIGINAL = "no original"
    """Only pictures are there."""
    ORIGINAL_LOST = "original lost"
    """The document says that there is one, but its bytes are not there."""
    ORIGINAL_CHANGED = "original changed"
    """Its bytes are not those that were stored."""
    NO_PHOTO = "no photo"
    """An original that no photo's document belongs to."""
    NO_PICTURES = "no pictures"
    """A picture that every photo has is missing."""
    UNREADABLE = "unreadable"
    """What is said of it is JSON that no program can take; nothing else is known of it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    photo_id: str
    name: str
    """As a person knows the photo."""
    wrong: Wrong
    said: str
    """What exactly, for a report."""


@dataclass(frozen=True, slots=True)
class Verified:
    """How far it is."""

    photos: int
    """Looked at so far."""
    of: int
    """In all."""
    bytes_read: int
    findings: tuple[Finding, ...] = ()
    """Told at the end."""


def verify(
    library: Library,
    tell: Callable[[Verified], None] = lambda _progress: None,
    *,
    pictures: Sequence[str] = ("thumb.jpg", "800x600.jpg"),
    quick: bool = False,
) -> Verified:
    """Look at every photo. ``quick`` believes the digests that the album says, without reading any bytes.

    Raises AlbumUnavailable, AlbumRefused.
    """
    ids = photo_ids(library)
    progress = Verified(0, len(ids), 0)
    tell(progress)
    findings: list[Finding] = []
    for some in in_batches(ids):
        found = library.listed(some)
        for photo_id in some:
            wrong, size = _looked_at(library, photo_id, found[photo_id], pictures, quick)
            findings += wrong
            progress = Verified(progress.photos + 1, progress.of, progress.bytes_read + size)
            tell(progress)
    return replace(progress, findings=tuple(findings))


def _looked_at(
    library: Library, photo_id: str, stored: Stored, pictures: Sequence[str], quick: bool
) -> tuple[list[Finding], int]:
    if not is_a_photos(stored):
        return [], 0  # deleted while we looked, or somebody else's document
    name = name_of(stored, photo_id)
    if not stored.is_readable:
        return [Finding(photo_id, name, Wrong.UNREADABLE, "its document can't be read")], 0
    findings = []
    if stored.photo is None:
        findings.append(Finding(photo_id, name, Wrong.NO_PHOTO, "only the original's document is there"))
    else:
        lacking = _lacking(stored, pictures)
        if lacking:
            findings.append(Finding(photo_id, name, Wrong.NO_PICTURES, f"missing: {', '.join(lacking)}"))
    original = original_of(stored)
    if original is None:
        had_one = stored.original is not None and "sha256" in stored.original  # else it only keeps the camera's notes
        wrong = Wrong.ORIGINAL_LOST if had_one else Wrong.NO_ORIGINAL
        return [*findings, Finding(photo_id, name, wrong, "no attachment of that name")], 0
    said, size = _said_by_digests(photo_id, original), 0
    if not said and not quick:
        said, size = _said_by_bytes(library, photo_id, stored, original)
    if said:
        wrong = Wrong.ORIGINAL_LOST if said == _NOT_READ else Wrong.ORIGINAL_CHANGED
        findings.append(Finding(photo_id, name, wrong, said))
    return findings, size


_NOT_READ = "its bytes are gone"


def _lacking(stored: Stored, pictures: Sequence[str]) -> list[str]:
    """Pictures that are not there, under any extension: the old album has PNGs too."""
    there = {name.rpartition(".")[0] for name in stubs(stored.photo or {})}
    return [name for name in pictures if name.rpartition(".")[0] not in there]


def _said_by_digests(photo_id: str, original: Attachment) -> str:
    digest, _ = fingerprint(original.stub)
    return "" if digest == couch_digest(photo_id) else f"the album's own digest of it is {digest}"


def _said_by_bytes(library: Library, photo_id: str, stored: Stored, original: Attachment) -> tuple[str, int]:
    try:
        with library.read(original.doc_id, original.name) as chunks:
            digests = copied(chunks)
    except NotStored:
        return _NOT_READ, 0
    known = [read(document or {}).get("sha256") for document in (stored.original, stored.photo)]
    if digests.md5 != photo_id:
        return f"its bytes have the md5 {digests.md5}", digests.size
    if any(isinstance(sha256, str) and sha256 and sha256 != digests.sha256 for sha256 in known):
        return f"its bytes have the sha256 {digests.sha256}", digests.size
    if original.stub.get("length") != digests.size:
        return f"it has {digests.size} bytes", digests.size
    return "", digests.size

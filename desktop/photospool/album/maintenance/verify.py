"""Prove every stored original against its digests, by reading all of it, and name what is wrong. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum

from photospool.album.base import Library, NotStored, in_pages
from photospool.album.documents import PART_OF, SIDECARS, Stored
from photospool.album.in_flight import InFlight
from photospool.album.maintenance.library import (
    AT_ONCE,
    Attachment,
    copied,
    damaged_beside,
    is_a_photos,
    is_noted_oddly,
    name_of,
    noted,
    original_of,
    photo_ids,
)
from photospool.album.maintenance.pictures import damaged_pictures
from photospool.album.schema import stubs
from photospool.album.sidecars import beside
from photospool.album.views import is_part
from photospool.photo.metadata.text import line


class Wrong(Enum):
    """What can be wrong with a stored photo."""

    NO_ORIGINAL = "no original"
    """Only pictures are there."""
    ORIGINAL_LOST = "original lost"
    """The document says that there is one, but its bytes are not there."""
    ORIGINAL_CHANGED = "original changed"
    """Its bytes are not those that were stored."""
    ORIGINAL_EXCHANGED = "original exchanged"
    """Its bytes have the photo's md5, and not the sha256 that both documents say: somebody made them so."""
    DIGEST_NOTED_WRONG = "digest noted wrong"
    """Its bytes are right; what a document says of them is not."""
    DAMAGED_BESIDE = "damaged file beside the original"
    """The original is there and right, and beside it lies a file that is called an original and is none."""
    SIDECAR_CHANGED = "sidecar changed"
    """A file that came with the photo is not what was attached."""
    SIDECAR_LOST = "sidecar lost"
    """The original's document names one, but its bytes are not there."""
    NO_PHOTO = "no photo"
    """An original that no photo's document belongs to."""
    NO_PICTURES = "no pictures"
    """A picture that every photo has is missing."""
    PICTURE_DAMAGED = "picture damaged"
    """What lies in a picture's place is none."""
    SHOWN_MISSING = "shown one missing"
    """It belongs to a photo that is not there, and so is in no list."""
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
    """Look at every photo and its pictures. ``quick`` believes what the album says, without reading any bytes.

    Raises AlbumUnavailable, AlbumRefused.
    """
    ids = photo_ids(library)
    progress = Verified(0, len(ids), 0)
    tell(progress)
    findings: list[Finding] = []
    reading: InFlight[tuple[str, Stored], tuple[list[Finding], int]]
    known = frozenset(ids)
    reading = InFlight(lambda one: _looked_at(library, one, pictures, None if quick else reading.watched, known))
    listed = (
        (photo_id, found[photo_id])
        for some in in_pages(ids, AT_ONCE)
        for found in [library.listed(some)]
        for photo_id in some
    )
    with closing(reading.of(listed)) as looked_at:
        for _, (wrong, size) in looked_at:
            findings += wrong
            progress = Verified(progress.photos + 1, progress.of, progress.bytes_read + size)
            tell(progress)
    return replace(progress, findings=tuple(findings))


_Watch = Callable[[Iterator[bytes]], Iterator[bytes]]


def _looked_at(
    library: Library,
    photo: tuple[str, Stored],
    pictures: Sequence[str],
    watched: _Watch | None,
    known: frozenset[str],
) -> tuple[list[Finding], int]:
    """``watched`` passes chunks on, and ends what nobody wants any more; None where no bytes are to be read."""
    (photo_id, stored), quick = photo, watched is None
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
        if is_part(stored.photo) and (shown := str(stored.photo[PART_OF])) not in known:
            findings.append(Finding(photo_id, name, Wrong.SHOWN_MISSING, f"it belongs to {line(shown, 60)}"))
        damaged = damaged_pictures(library, stored.photo, quick=quick)
        if damaged:
            findings.append(Finding(photo_id, name, Wrong.PICTURE_DAMAGED, f"no picture: {', '.join(damaged)}"))
    if beside := damaged_beside(stored):
        said = ", ".join(one.name for one in beside)
        findings.append(Finding(photo_id, name, Wrong.DAMAGED_BESIDE, f"beside the original: {said}"))
    wrong_beside, size_beside = _sidecars(library, photo_id, name, stored, watched)
    findings += wrong_beside
    original = original_of(stored)
    if original is None:
        had_one = stored.original is not None and "sha256" in stored.original  # else it only keeps the camera's notes
        wrong = Wrong.ORIGINAL_LOST if had_one else Wrong.NO_ORIGINAL
        return [*findings, Finding(photo_id, name, wrong, "no attachment of that name")], 0
    found, size = _by_digests(stored, original), 0
    if found is None and watched is not None:
        found, size = _by_bytes(library, photo_id, stored, original, watched)
    if found is None and is_noted_oddly(stored):
        found = (Wrong.DIGEST_NOTED_WRONG, "the sha256 that its documents say can't be right")
    if found:
        findings.append(Finding(photo_id, name, *found))
    return findings, size + size_beside


def _sidecars(
    library: Library, photo_id: str, name: str, stored: Stored, watched: _Watch | None
) -> tuple[list[Finding], int]:
    """Each is named after its bytes; and how many bytes were read."""
    findings, size, there = [], 0, beside(stored.original)
    named = (stored.original or {}).get(SIDECARS)
    for attachment in sorted(set(named if isinstance(named, Mapping) else ()) - {one.attachment for one in there}):
        findings.append(Finding(photo_id, name, Wrong.SIDECAR_LOST, f"{attachment} is not there"))
    for one in there:
        is_right = one.is_good
        if is_right and watched is not None and stored.original is not None:
            try:
                with library.read(stored.original["_id"], one.attachment) as chunks:
                    found = copied(watched(chunks))
            except NotStored:
                findings.append(Finding(photo_id, name, Wrong.SIDECAR_LOST, f"the bytes of {one.name} are gone"))
                continue
            is_right, size = found.md5 == one.md5, size + found.size
        if not is_right:
            findings.append(Finding(photo_id, name, Wrong.SIDECAR_CHANGED, f"{one.name} has other bytes"))
    return findings, size


def _lacking(stored: Stored, pictures: Sequence[str]) -> list[str]:
    """Pictures that are not there, under any extension: the old album has PNGs too."""
    there = {name.rpartition(".")[0] for name in stubs(stored.photo or {})}
    return [name for name in pictures if name.rpartition(".")[0] not in there]


def _by_digests(stored: Stored, original: Attachment) -> tuple[Wrong, str] | None:
    if original.is_good:
        return None
    return Wrong.ORIGINAL_CHANGED, f"the album's own digest of it is {original.stub.get('digest')}"


def _by_bytes(
    library: Library, photo_id: str, stored: Stored, original: Attachment, watched: _Watch
) -> tuple[tuple[Wrong, str] | None, int]:
    """What reading all of it tells, and how many bytes that were."""
    try:
        with library.read(original.doc_id, original.name) as chunks:
            digests = copied(watched(chunks))
    except NotStored:
        return (Wrong.ORIGINAL_LOST, "its bytes are gone"), 0
    wrong: tuple[Wrong, str] | None = None
    if digests.md5 != photo_id:
        wrong = Wrong.ORIGINAL_CHANGED, f"its bytes have the md5 {digests.md5}"
    elif original.stub.get("length") != digests.size:
        wrong = Wrong.ORIGINAL_CHANGED, f"it has {digests.size} bytes"
    elif noted(stored) == 2 * [other := (noted(stored) or [""])[0]] and other != digests.sha256:
        wrong = Wrong.ORIGINAL_EXCHANGED, f"its bytes have the sha256 {digests.sha256}, both documents say {other}"
    elif any(sha256 != digests.sha256 for sha256 in noted(stored)):
        wrong = (
            Wrong.DIGEST_NOTED_WRONG,
            "its bytes are right; a document says another sha256 of them",
        )
    return wrong, digests.size

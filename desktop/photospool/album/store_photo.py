"""How a photo gets into any album: ask, send what is missing, look at what the album says that it holds.

The same steps for the CouchDB and for the embedded album, which bring two functions: find and write. Nothing counts as
stored because a request was answered well; only digests that the album made from its own bytes do.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from photospool.album.base import ChangedMeanwhile, Source, Write
from photospool.album.documents import (
    PART_OF,
    TRASH,
    Document,
    SaidFields,
    Stored,
    come_again,
    completed,
    fingerprint,
    original_document,
    photo_document,
    sidecar_stubs,
    trashed,
)
from photospool.album.merge import merged, stricter
from photospool.album.schema import is_readable, stubs
from photospool.album.views import is_part
from photospool.errors import AlbumRefused, DifferentPhoto, PhotoError, StoreInterrupted
from photospool.events import Outcome
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import Photo, Prepared

TRIES: Final = 3
"""How often a write that came back with other bytes is made again at once."""
WAITS: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds before a write that met somebody else's is made again; nodes of a server need up to 0.11 s for each other."""


Find = Callable[[Sequence[str]], dict[str, Stored]]
Pause = Callable[[float], object]
"""Waits so many seconds, and may raise to end it."""
Made = TypeVar("Made")
Put = Callable[[Write], str]
"""Stores one document and returns its new revision; raises ChangedMeanwhile."""


class Tries:
    """The one patience with an album that somebody else writes to, or whose nodes lag: some tries, further and further
    apart."""

    def __init__(self, pause: Pause = time.sleep) -> None:
        self._waits = iter(WAITS)
        self._pause = pause

    def again(self) -> bool:
        """After another pause; False when there were enough."""
        wait_s = next(self._waits, None)
        if wait_s is None:
            return False
        self._pause(wait_s)
        return True


class Begun:
    """Photos that are being sent, with what that will have been; safe to use from several threads.

    So that one whose answer was lost is told as added, though the next question finds it there.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._outcomes: dict[str, Outcome] = {}  # guarded by _lock

    def begin(self, photo_id: str, outcome: Outcome) -> None:
        """It is being sent; what it was begun as at first stays."""
        with self._lock:
            self._outcomes.setdefault(photo_id, outcome)

    def end(self, photo_id: str) -> Outcome | None:
        """It is there, or will not come: what it was begun as, None if it was not."""
        with self._lock:
            return self._outcomes.pop(photo_id, None)


def store(photo: Photo, find: Find, put: Put, *, pause: Pause = time.sleep, begun: Begun | None = None) -> Outcome:
    """Store the original, then the photo; return only when the album's own digests equal ours.

    Raises DifferentPhoto, StoreInterrupted, AlbumRefused (three times other bytes came back), and what ``find`` and
    ``put`` raise.
    """
    begun = begun or Begun()
    photo_id = photo.digests.md5
    other_bytes = 0
    tries = Tries(pause)
    while other_bytes < TRIES:
        stored = _ask(photo, find)
        writes = missing(stored, photo)
        if not writes:
            return begun.end(photo_id) or Outcome.DUPLICATE
        begun.begin(photo_id, _outcome(stored))
        try:
            revisions = [put(write) for write in writes]
        except ChangedMeanwhile:
            if not tries.again():
                raise _changed() from None
            continue
        except (PhotoError, AlbumRefused):
            begun.end(photo_id)
            raise
        if _is_proved(photo, find, writes, revisions, pause):
            outcome = begun.end(photo_id) or _outcome(stored)
            # It grew out of a deletion's mark.
            return Outcome.RESTORED if stored.photo is None and _is_regrown(writes, revisions) else outcome
        other_bytes += 1
    begun.end(photo_id)
    raise AlbumRefused(
        "The album's server keeps other bytes than it was sent.",
        "Something between here and there changes files, or its disk is broken.",
        waits="Everything stays in work.",
    )


def _is_proved(photo: Photo, find: Find, writes: Sequence[Write], revisions: Sequence[str], pause: Pause) -> bool:
    """Whether the album gives back what was sent; a node that does not show the write yet is waited for.

    False when it shows just that write with other bytes, or nothing for long. If it lagged only, the next try meets it.
    """
    tries = Tries(pause)
    while True:
        stored = _ask(photo, find)
        if not missing(stored, photo) and holds(stored, writes):
            return True
        if all(_document_of(stored, write).get("_rev") == rev for write, rev in zip(writes, revisions, strict=True)):
            return False
        if not tries.again():
            return False


def _is_regrown(writes: Sequence[Write], revisions: Sequence[str]) -> bool:
    """A photo's document is not in its first revision, though it was new and was sent in one request."""
    return "_rev" not in writes[-1].document and not revisions[-1].startswith("1-")


def _changed() -> StoreInterrupted:
    return StoreInterrupted(
        "Somebody else changes this photo in the album at the same time.",
        waits="It stays in work and is tried again.",
    )


def pictures_of(prepared: Prepared) -> dict[str, Source]:
    """The small pictures as attachments."""
    return {rendition.name: Source.of_bytes(rendition.data, "image/jpeg") for rendition in prepared.renditions}


def missing(stored: Stored, photo: Photo) -> list[Write]:
    """What is left to store of a photo, the original first; empty when all is there."""
    writes = []
    reading, digests = photo.prepared.reading, photo.digests
    if not stored.has_original(digests):
        source = Source(
            reading.content_type, digests.md5, digests.sha256, digests.size, photo.path, digests.state, photo.sent
        )
        document = _revised(original_document(photo), stored.original)
        writes.append(Write(document, {f"original.{reading.extension}": source}))
    pictures = pictures_of(photo.prepared)
    if stored.photo is None:
        writes.append(Write(photo_document(photo), pictures))
    elif not stored.has_pictures(list(pictures)):
        kept = {name: stub for name, stub in stubs(stored.photo).items() if name not in pictures}
        writes.append(Write({**completed(stored.photo, photo), "_attachments": kept}, pictures))
    elif stored.photo.get("cat") == TRASH:
        writes.append(Write(come_again(stored.photo)))
    return writes


def join(photo_id: str, said: SaidFields, find: Find, put: Put, *, pause: Pause = time.sleep) -> None:
    """Join what a person said of a photo with what the album says of it; nobody's words are lost."""

    def step() -> None:
        there = find([photo_id])[photo_id].photo
        if there is not None and is_part(there):
            there = _looked_at_for(dict(there), find)
        if there is None or not is_readable(there):
            return
        wanted = merged({"cat": there.get("cat"), **said}, there)
        if wanted != there:
            put(Write(wanted))

    again_if_changed(step, pause)


def _looked_at_for(part: Document, find: Find) -> Document:
    """The one that people look at, unless more people see that than the part: what is said of this is for fewer."""
    shown_id = str(part[PART_OF])
    shown = find([shown_id])[shown_id].photo
    if shown is None or not is_readable(shown):
        return part
    category = as_text(shown.get("cat"))
    return dict(shown) if stricter(category, as_text(part.get("cat"))) == category else part


def discard(photo_id: str, find: Find, put: Put, *, pause: Pause = time.sleep) -> None:
    """Put a photo into the album's trash; nothing happens if it is not there."""

    def step() -> None:
        stored = find([photo_id])[photo_id]
        if stored.photo is not None and stored.is_readable and stored.photo.get("cat") != TRASH:
            put(Write(trashed(stored.photo)))

    again_if_changed(step, pause)


def again_if_changed(step: Callable[[], Made], pause: Pause = time.sleep) -> Made:
    """Ask and write until nobody else wrote between the two. Raises StoreInterrupted when that never comes.

    On several nodes a write can come to one that does not have the former write yet, so the waits grow.
    """
    tries = Tries(pause)
    while True:
        try:
            return step()
        except ChangedMeanwhile:
            if not tries.again():
                raise StoreInterrupted(
                    "Somebody else changes the same thing in the album again and again.",
                    "Nothing is lost. Please try again when that has ended.",
                ) from None


def _ask(photo: Photo, find: Find) -> Stored:
    stored = find([photo.digests.md5])[photo.digests.md5]
    if not stored.is_readable:
        raise PhotoError(
            "The album says something of this photo that can't be read.",
            "Somebody wrote what no program can take. “photospool verify” names it; the photo is kept here unchanged.",
        )
    if stored.is_other(photo.digests):
        raise DifferentPhoto(
            "The album holds another photo under the same fingerprint.",
            "This is no accident that happens: one of the two files was made to look like the other. It is kept here.",
        )
    return stored


def _outcome(stored: Stored) -> Outcome:
    if stored.photo is None:
        return Outcome.NEW
    return Outcome.RESTORED if stored.photo.get("cat") == TRASH else Outcome.COMPLETED


def shown(find: Find, photo_id: str, is_right: Callable[[Stored], bool], pause: Pause = time.sleep) -> Stored:
    """What the album shows of a photo, waited for while it is not right: a node may lag behind a write."""
    tries = Tries(pause)
    while True:
        stored = find([photo_id])[photo_id]
        if is_right(stored) or not tries.again():
            return stored


def holds(stored: Stored, writes: Sequence[Write]) -> bool:
    """Whether the album's digests are those of the bytes that were sent."""
    for write in writes:
        there = stubs(_document_of(stored, write))
        for name, source in write.sources.items():
            if name not in there or fingerprint(there[name]) != (source.digest, source.length):
                return False
    return True


def _document_of(stored: Stored, write: Write) -> Mapping[str, Any]:
    return (stored.original if write.document.get("type") == "original" else stored.photo) or {}


def _revised(document: Document, existing: Mapping[str, object] | None) -> Document:
    """What another program, or the owner, wrote beside our own fields stays."""
    if existing is None:
        return document
    others = {name: value for name, value in existing.items() if name not in document and not name.startswith("_")}
    beside = sidecar_stubs(existing)
    return {**others, **document, "_rev": existing["_rev"], **({"_attachments": beside} if beside else {})}

"""Carry the embedded album, edits included, into another one. May be cut short anywhere and begun again.

Each photo is asked for, sent whole, and looked at again, as when it was first stored; the embedded album is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, Final

from photospool.album.base import NotThere, Source, Target, Write, in_pages
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.response_errors import told_with
from photospool.album.couchdb.setup import set_up
from photospool.album.documents import Document, Stored, fingerprint
from photospool.album.embedded.album import LocalAlbum
from photospool.album.in_flight import InFlight
from photospool.album.merge import joined
from photospool.album.schema import name_of, sendable, stubs
from photospool.album.sidecars import united
from photospool.album.store_photo import Tries
from photospool.errors import (
    AlbumUnavailable,
    DatabaseMissing,
    NotAllowed,
    PhotoError,
    PhotoNotReady,
    StoreInterrupted,
)
from photospool.messages import message, plural

AGAIN: Final = "Nothing was lost here; begin again to go on: what is there already is not sent a second time."
AT_ONCE: Final = 50
"""Photos that are asked for in one request."""
TRIES: Final = 3
_ROUNDS: Final = 4
Here = Mapping[str, Stored]
"""Photo → what an album has of it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How far it is."""

    photos: int
    """Looked at so far."""
    of: int
    """In all."""
    sent: int
    """Sent, or completed, so far; the others were there."""
    is_again: bool = False
    """All went there before: they are compared once more, for what somebody edited meanwhile."""


def move(source: LocalAlbum, target: Target, tell: Callable[[Moved], None] = lambda _moved: None) -> Moved:
    """Carry every photo over. Raises what the target raises, and StoreInterrupted when it keeps other bytes.

    At the end PhotoError for those that could not be carried, since their bytes are lost or damaged here.
    """
    with told_with(AGAIN):
        return _move(source, target, tell)


def get_ready(target: CouchAlbum, *, create: bool) -> list[str]:
    """Bring what a CouchDB needs to become the album; returns what was done, in words for people.

    Views and page are an administrator's to bring; photos can go there without. Raises DatabaseMissing unless
    ``create``, and what the album raises.
    """
    try:
        return set_up(target, create=create)
    except NotAllowed as exc:
        try:
            target.database.info()
        except DatabaseMissing:
            raise exc from None  # it may not be made
        return ["Views and page were not brought there: an administrator can do it (“photospool album setup”)."]


def move_all(source: LocalAlbum, target: Target, tell: Callable[[Moved], None] = lambda _moved: None) -> Moved:
    """Carry everything over, and again what somebody edited on the page meanwhile, until nothing is left to send.

    Raises what ``move`` raises, and AlbumUnavailable where the edits never end.
    """
    sent = 0

    def told_again(moved: Moved) -> None:
        tell(replace(moved, is_again=True))

    for attempt in range(_ROUNDS):
        once = move(source, target, told_again if attempt else tell)
        sent += once.sent
        if not once.sent:
            return Moved(once.photos, once.of, sent)
    raise AlbumUnavailable("The album on this computer is being changed by somebody else.", "Please try again.")


def _move(source: LocalAlbum, target: Target, tell: Callable[[Moved], None]) -> Moved:
    ids = list(_photo_ids(source))
    lost = []
    progress = Moved(0, len(ids), 0)
    tell(progress)
    for some in in_pages(ids, AT_ONCE):
        here = source.find(some)
        there = target.find(some)

        def carry(photo_id: str, here: Here = here, there: Here = there) -> bool | None:
            """None where its bytes are gone, or others than were announced."""
            try:
                if not (here[photo_id].is_readable and there[photo_id].is_readable):
                    raise PhotoNotReady("What is said of this photo can't be read.")
                return _carry(source, target, photo_id, here[photo_id], there[photo_id])
            except StoreInterrupted:
                raise
            except (NotThere, PhotoNotReady):
                return None

        with closing(InFlight(carry).of(some)) as carried:  # whoever stops waits for what is being sent
            for photo_id, sent in carried:
                if sent is None:
                    lost.append(name_of(here[photo_id].photo, "") or name_of(here[photo_id].original, photo_id))
                progress = Moved(progress.photos + 1, progress.of, progress.sent + bool(sent))
                tell(progress)
    if lost:
        raise PhotoError(
            plural(
                "One photo can't be moved: its bytes are lost or damaged in the album on this computer.",
                "{n} photos can't be moved: their bytes are lost or damaged in the album on this computer.",
                n=len(lost),
            ),
            message(
                "All others are there. “photospool verify” says more. They are: {names}", names=", ".join(lost[:20])
            ),
        )
    return progress


def _photo_ids(source: LocalAlbum) -> Iterator[str]:
    for row in source.all_docs():
        if not row["id"].startswith(("_", "original-")):
            yield row["id"]


def _carry(source: LocalAlbum, target: Target, photo_id: str, here: Stored, there: Stored) -> bool:
    """Whether anything was left to send."""
    if here.original is not None and not stubs(here.original):
        raise NotThere("the file of the original is gone")
    is_sent = False
    other_bytes = 0
    tries = Tries()
    while other_bytes < TRIES:
        writes = [
            write
            for mine, theirs in ((here.original, there.original), (here.photo, there.photo))
            if mine is not None and (write := _missing(source, mine, theirs)) is not None
        ]
        if not writes:
            return is_sent
        try:
            for write in writes:
                is_sent = True
                target.write(write)
        except StoreInterrupted as exc:  # also where somebody else wrote meanwhile
            if not tries.again():
                raise StoreInterrupted("The other album does not take the photo now.", AGAIN) from exc
            there = target.find([photo_id])[photo_id]
            continue
        there = target.find([photo_id])[photo_id]
        other_bytes += 1
        if all(_has_all(mine, theirs) for mine, theirs in ((here.original, there.original), (here.photo, there.photo))):
            return True
    raise StoreInterrupted(
        "The other album keeps other bytes than it was sent.", "The file stays here; begin again to go on."
    )


def _missing(source: LocalAlbum, mine: Mapping[str, Any], theirs: Mapping[str, Any] | None) -> Write | None:
    """What the other album lacks of one document; None if it has all of it."""
    if theirs is None:
        document = sendable({name: value for name, value in mine.items() if name not in {"_rev", "_attachments"}})
        return Write(document, {name: _source(source, mine["_id"], name) for name in stubs(mine)})
    document = joined(sendable(mine), theirs) if mine.get("type") != "original" else united(theirs, sendable(mine))
    lacking = _lacking(mine, theirs)
    if not lacking and document == theirs:
        return None
    document["_attachments"] = {name: stub for name, stub in stubs(theirs).items() if name not in lacking}
    return Write(document, {name: _source(source, mine["_id"], name) for name in lacking})


def _lacking(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """Names of attachments that are not there. An original must be the same bytes, pictures must only be present."""
    there = stubs(theirs)
    is_original = mine.get("type") == "original"
    return [
        name
        for name, stub in stubs(mine).items()
        if name not in there or (is_original and fingerprint(there[name]) != fingerprint(stub))
    ]


def _has_all(mine: Document | Mapping[str, Any] | None, theirs: Mapping[str, Any] | None) -> bool:
    return mine is None or (theirs is not None and not _lacking(mine, theirs))


def _source(source: LocalAlbum, doc_id: str, name: str) -> Source:
    attached, path = source.attachment(doc_id, name)
    if not path.exists():
        raise NotThere(f"the file of {name} is gone")
    return Source(attached.content_type, attached.stored.md5, attached.stored.sha256, attached.stored.length, path)

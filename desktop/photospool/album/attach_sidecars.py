"""Steps that attach a sidecar to its photo's original in an album, or hand it over to another photo.

First the words are written, then the sidecar: that it is attached says that all is done, and whatever is killed before
is done again. What stands in the two documents then is worked out in ``sidecars``, which asks no album.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from photospool.album.base import Library, NotStored, Source, Write
from photospool.album.documents import SIDECAR, Document, Stored, couch_digest, fingerprint
from photospool.album.schema import number, stubs
from photospool.album.sidecars import FORMS, Sidecar, beside, entries, taken_off, with_entry, with_sidecar, with_words
from photospool.album.store_photo import TRIES, Find, Pause, Put, again_if_changed
from photospool.errors import AlbumRefused, PhotoError, PhotoNotReady
from photospool.photo.digests import digests
from photospool.photo.formats import OCTETS
from photospool.photo.metadata.sidecar_words import MOST_BYTES


def attach(photo_id: str, sidecar: Sidecar, find: Find, put: Put, pause: Pause = time.sleep) -> bool:
    """Attach it to the original, and say what it says; whether it was not there yet. May be repeated.

    Raises PhotoNotReady where the album has no such photo, AlbumRefused, and what ``find`` and ``put`` raise.
    """
    is_new = sidecar.attachment not in stubs(_original(find([photo_id])[photo_id]))
    for _ in range(TRIES):
        again_if_changed(lambda: _attach(photo_id, sidecar, find, put), pause)
        stub = stubs(_original(find([photo_id])[photo_id])).get(sidecar.attachment, {})
        if fingerprint(stub) == (couch_digest(sidecar.digests.md5), sidecar.digests.size):
            return is_new
    raise AlbumRefused(
        "The album's server keeps other bytes than it was sent.",
        "Something between here and there changes files, or its disk is broken.",
        waits="Everything stays in work.",
    )


def put_back(photo_id: str, attachment: str, path: Path, find: Find, put: Put, *, entry: object) -> None:
    """Attach a sidecar's file that an export wrote, with what was said of it; its words stand with the photo already.

    Raises PhotoError where the file is not what was exported, PhotoNotReady, and what ``find`` and ``put`` raise.
    """
    found = digests(path)
    source = Source(OCTETS, found.md5, found.sha256, found.size, path, found.state)
    _put(photo_id, attachment, source, find, put, entry=entry)


def _put(photo_id: str, attachment: str, source: Source, find: Find, put: Put, *, entry: object) -> None:
    if attachment not in (f"{SIDECAR}{source.md5}.{form}" for form in FORMS):
        raise PhotoError("The sidecar is not what was exported.", "It was left out.")

    def step() -> None:
        original = _original(find([photo_id])[photo_id])
        _write(with_entry(original, attachment, entry), original, attachment, source, put)

    again_if_changed(step)


def _write(wanted: Document, original: Mapping[str, Any], attachment: str, source: Source, put: Put) -> None:
    """The original's document becomes ``wanted``, with the sidecar beside it, whose bytes are sent where they lack."""
    there = stubs(original)
    if fingerprint(there.get(attachment, {})) != (source.digest, source.length):
        others = {name: stub for name, stub in there.items() if name != attachment}
        put(Write({**wanted, "_attachments": others}, {attachment: source}))
    elif wanted != original:
        put(Write(wanted))


def hand_over(
    attachment: str, giver: str, taker: str, album: Library, pause: Pause = time.sleep, *, is_shared: bool = False
) -> bool:
    """A sidecar of one photo (``giver``) turned out to be another's: it is attached there, with its bytes proved, and
    only then taken off the former, unless both share it. The former keeps the words that it took up from it.

    May be repeated. Whether there was anything to do. Raises PhotoNotReady where the album has one of them no more,
    PhotoError where the sidecar's bytes are not what they were, and what the album raises.
    """
    original = _original(album.find([giver])[giver])
    one = next((one for one in beside(original) if one.attachment == attachment), None)
    if one is None or not one.is_good or (number(one.stub.get("length")) or 0) > MOST_BYTES:
        return False  # somebody else did it, or it is damaged (“verify” names it), or nobody read it
    entry = entries(original).get(attachment, {})
    there = stubs(_original(album.find([taker])[taker])).get(attachment)
    if there is not None and is_shared:
        return False
    try:
        with album.read(original["_id"], attachment) as chunks:
            source = Source.of_bytes(b"".join(chunks), OCTETS)
    except NotStored:
        return False
    if source.md5 != one.md5:
        raise PhotoError("The sidecar is damaged in the album.", "It stays with its photo there.")
    again_if_changed(lambda: _say(taker, attachment, entry, album), pause)
    _put(taker, attachment, source, album.find, album.write, entry=entry)
    arrived = stubs(_original(album.find([taker])[taker])).get(attachment, {})
    if not is_shared and arrived.get("digest") == couch_digest(one.md5):
        again_if_changed(lambda: _take_off(giver, attachment, taker, album), pause)
    return True


def _say(photo_id: str, attachment: str, entry: Mapping[str, Any], album: Library) -> None:
    """The photo takes up what its sidecar says."""
    stored = album.find([photo_id])[photo_id]
    original, photo = _original(stored), stored.photo or {}
    said = with_words(photo, original, {**entries(original), attachment: dict(entry)})
    if said != photo:
        album.write(Write(said))


def _take_off(photo_id: str, attachment: str, taker: str, album: Library) -> None:
    original = _original(album.find([photo_id])[photo_id])
    there = stubs(original)
    if attachment not in entries(original) and attachment not in there:
        return
    left = taken_off(original, attachment, taker)
    album.write(Write({**left, "_attachments": {name: stub for name, stub in there.items() if name != attachment}}))


def _attach(photo_id: str, sidecar: Sidecar, find: Find, put: Put) -> None:
    """One try: the words into the photo's document, then the sidecar beside the original."""
    stored = find([photo_id])[photo_id]
    original, photo = _original(stored), stored.photo or {}
    wanted = with_sidecar(original, sidecar)
    said = with_words(photo, original, entries(wanted))
    if said != photo:
        put(Write(said))
    its = sidecar.digests
    source = Source(OCTETS, its.md5, its.sha256, its.size, sidecar.path, its.state)
    _write(wanted, original, sidecar.attachment, source, put)


def _original(stored: Stored) -> Mapping[str, Any]:
    """The original's document. Raises PhotoNotReady where there is no whole photo, or none that can be read."""
    if stored.photo is None or stored.original is None or not stored.is_readable:
        raise PhotoNotReady(
            "The photo that this file belongs to is not in the album.", waits="It waits for its photo, unchanged."
        )
    return stored.original

"""Go through an album's originals, say what of dates, words and tags is read better today, write it, or take it back.

An original that was read by the newest reader is passed over, so it is done once. What was is kept with the original
before the photo changes: wherever it ends, it may be begun again, or taken back.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from photospool.album import store_photo
from photospool.album.couchdb.response_errors import told_with
from photospool.album.documents import TRASH, Stored
from photospool.album.maintenance.library import Library, copied, in_batches, name_of, original_of, photo_ids
from photospool.album.maintenance.rereading import (
    BEFORE,
    Reread,
    changed,
    differences,
    file_time,
    is_due,
    read_again,
    record_of,
    reread,
)
from photospool.album.store_photo import NotStored, Write
from photospool.errors import PhotoError, PhotoNotReady
from photospool.photo.photo import Prepared
from photospool.security.confined_files import fit

Read = Callable[[Path, str], Prepared]
"""Reads a file without making pictures; raises PhotoError, PhotoNotReady."""
AGAIN = "The photo in the album is as it was; repair again to go on."


@dataclass(frozen=True, slots=True)
class RereadProgress:
    """How far it is."""

    photos: int
    of: int


Tell = Callable[[RereadProgress], None]


def look(library: Library, read: Read, tell: Tell = lambda _progress: None) -> list[Reread]:
    """What would change in every photo whose original was read by a program that knew less. Changes nothing.

    A photo whose original can't be read is passed over: ``verify`` names it. Raises AlbumUnavailable, AlbumRefused.
    """
    found = []
    for stored in _due(library, tell):
        try:
            found.append(_looked_at(library, stored, read))
        except (PhotoError, PhotoNotReady, NotStored):
            continue
    return found


def apply(library: Library, found: Iterable[Reread], tell: Tell = lambda _progress: None) -> int:
    """Write what was found, where nobody has written since; how many photos were changed.

    Raises AlbumUnavailable, AlbumRefused, StoreInterrupted.
    """
    found = list(found)
    count = 0
    with told_with(AGAIN):
        for number, one in enumerate(found, 1):
            count += _step(library, one.photo_id, partial(_written, library, one))
            tell(RereadProgress(number, len(found)))
    return count


def undoable(library: Library, tell: Tell = lambda _progress: None) -> list[Reread]:
    """What was changed by reading again and would be taken back: ``was`` is what it is now. Changes nothing."""
    found = []
    for stored in _all(library, tell):
        if stored.photo is not None and BEFORE in (stored.original or {}):
            was, became = record_of(stored.original or {})
            after = changed(stored.photo, became, was)
            photo_id = stored.photo["_id"]
            now, then = (differences(stored.photo, after, of) for of in (became, was))
            found.append(Reread(photo_id, name_of(stored, photo_id), now, then))
    return found


def undo(library: Library, found: Iterable[Reread], tell: Tell = lambda _progress: None) -> int:
    """Put back what was, where nobody has written since; how many photos were changed.

    Raises AlbumUnavailable, AlbumRefused, StoreInterrupted.
    """
    found = list(found)
    count = 0
    with told_with(AGAIN):
        for number, one in enumerate(found, 1):
            count += _step(library, one.photo_id, partial(_put_back, library))
            tell(RereadProgress(number, len(found)))
    return count


def _all(library: Library, tell: Tell) -> Iterable[Stored]:
    ids = photo_ids(library)
    tell(RereadProgress(0, len(ids)))
    done = 0
    for some in in_batches(ids):
        listed = library.listed(some)
        for photo_id in some:
            stored = listed[photo_id]
            if stored.is_readable and stored.photo is not None and stored.photo.get("cat") != TRASH:
                yield stored
            done += 1
            tell(RereadProgress(done, len(ids)))


def _due(library: Library, tell: Tell) -> Iterable[Stored]:
    return (stored for stored in _all(library, tell) if is_due(stored.photo or {}, stored.original))


def _looked_at(library: Library, stored: Stored, read: Read) -> Reread:
    original = original_of(stored)
    if original is None or stored.original is None or stored.photo is None:
        raise NotStored
    with tempfile.TemporaryDirectory(prefix="photospool-repair-") as folder:
        path = Path(folder) / fit(original.name, longest_bytes=100, instead="original.bin")
        with library.read(original.doc_id, original.name) as chunks, path.open("xb") as out:
            digests = copied(chunks, out)
        if digests.md5 != stored.photo["_id"]:
            raise NotStored
        modified_s = file_time(stored.photo)
        os.utime(path, (modified_s, modified_s))
        prepared = read(path, name_of(stored, original.name))
    return reread(stored.photo, stored.original, prepared.reading)


def _step(library: Library, photo_id: str, step: Callable[[Stored], bool]) -> bool:
    return store_photo.again_if_changed(lambda: step(library.find([photo_id])[photo_id]))


def _written(library: Library, one: Reread, stored: Stored) -> bool:
    if stored.photo is None or stored.original is None or not stored.is_readable:
        return False
    after = changed(stored.photo, one.was, one.becomes)
    original = read_again(stored.original, one)
    is_changed = after != stored.photo
    if is_changed:
        original[BEFORE] = {
            "at": datetime.now().astimezone().isoformat(timespec="seconds"),
            "was": differences(stored.photo, after, one.was),
            "became": differences(stored.photo, after, one.becomes),
        }
    if original != stored.original:
        library.write(Write(original))
    if is_changed:
        library.write(Write(after))
    return is_changed


def _put_back(library: Library, stored: Stored) -> bool:
    if stored.photo is None or stored.original is None or BEFORE not in stored.original or not stored.is_readable:
        return False
    was, became = record_of(stored.original)
    after = changed(stored.photo, became, was)
    is_changed = after != stored.photo
    if is_changed:
        library.write(Write(after))
    kept = {name: value for name, value in stored.original.items() if name not in (BEFORE, "reader")}
    library.write(Write(kept))
    return is_changed

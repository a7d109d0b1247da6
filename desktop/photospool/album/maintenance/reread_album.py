"""Go through an album's originals, say what is read or drawn better today, write it, or take it back.

An original that was read and drawn by the newest program is passed over, so it is done once. What was is kept with the
original before the photo changes: wherever it ends, it may be begun again, or taken back.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from photospool.album import store_photo
from photospool.album.base import Library, NotStored, Source, Write, in_pages
from photospool.album.couchdb.response_errors import told_with
from photospool.album.documents import RENDERER, TRASH, Document, Stored
from photospool.album.maintenance import rerendering
from photospool.album.maintenance.library import AT_ONCE, copied, name_of, original_of, photo_ids
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
from photospool.album.maintenance.rerendering import (
    KEPT,
    SEEN,
    SHOWN,
    THUMB,
    Redrawn,
    forgotten,
    kept_names,
    may_differ,
    said_now,
    said_of_pictures,
    with_said,
)
from photospool.album.schema import stubs
from photospool.errors import PhotoError, PhotoNotReady, StoreInterrupted
from photospool.photo import looks
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import Prepared
from photospool.security.confined_files import fit

Make = Callable[[Path, str], Prepared]
"""Makes something of a file; raises PhotoError, PhotoNotReady."""
AGAIN = "The photo in the album is as it was; repair again to go on."


@dataclass(frozen=True, slots=True)
class RepairTasks:
    """What a photo's file is asked."""

    read: Make
    """What it says of itself, without making pictures."""
    draw: Make
    """Its pictures, all of them, and how they look, in fields."""


@dataclass(frozen=True, slots=True)
class RereadProgress:
    """How far it is."""

    photos: int
    of: int


Tell = Callable[[RereadProgress], None]


def look(library: Library, tasks: RepairTasks, tell: Tell = lambda _progress: None) -> list[Reread]:
    """What would change in every photo whose original was read or drawn by a program that knew less. Changes nothing.

    A photo whose original can't be read is passed over: ``verify`` names it. Raises AlbumUnavailable, AlbumRefused.
    """
    found = []
    for stored in _due(library, tell):
        try:
            found.append(_looked_at(library, stored, tasks))
        except (PhotoError, PhotoNotReady, NotStored):
            continue
    return found


def apply(library: Library, tasks: RepairTasks, found: Iterable[Reread], tell: Tell = lambda _progress: None) -> int:
    """Write what was found, where nobody has written since; how many photos were changed.

    Raises AlbumUnavailable, AlbumRefused, StoreInterrupted.
    """
    return _each(library, found, lambda one: partial(_written, library, tasks, one), tell)


def is_undoable(original: Mapping[str, Any]) -> bool:
    """Whether an original's document knows what was before its words or pictures were made anew."""
    return not {BEFORE, rerendering.BEFORE}.isdisjoint(original)


def undoable(library: Library, tell: Tell = lambda _progress: None) -> list[Reread]:
    """What was changed and would be taken back: ``was`` is what it is now. Changes nothing."""
    found = []
    for stored in _all(library, tell):
        original = stored.original or {}
        if stored.photo is None or not is_undoable(original):
            continue
        was, became = record_of(original)
        after = changed(stored.photo, became, was)
        photo_id = stored.photo["_id"]
        now, then = (differences(stored.photo, after, of) for of in (became, was))
        pictures = rerendering.record_of(original)
        if pictures and said_of_pictures(stored.photo) == pictures.becomes:
            pictures = Redrawn(pictures.becomes, pictures.was, (pictures.colours[1], pictures.colours[0]))
        else:
            pictures = None
        found.append(Reread(photo_id, name_of(stored, photo_id), now, then, pictures=pictures))
    return found


def undo(library: Library, found: Iterable[Reread], tell: Tell = lambda _progress: None) -> int:
    """Put back what was, where nobody has written since; how many photos were changed.

    Raises AlbumUnavailable, AlbumRefused, StoreInterrupted.
    """
    return _each(library, found, lambda _one: partial(_put_back, library), tell)


def _each(
    library: Library, found: Iterable[Reread], step_of: Callable[[Reread], Callable[[Stored], bool]], tell: Tell
) -> int:
    """Take each of these photos one step on, as it is now; how many were changed."""
    found = list(found)
    count = 0
    with told_with(AGAIN):
        for number, one in enumerate(found, 1):
            count += _step(library, one.photo_id, step_of(one))
            tell(RereadProgress(number, len(found)))
    return count


def _all(library: Library, tell: Tell) -> Iterable[Stored]:
    ids = photo_ids(library)
    tell(RereadProgress(0, len(ids)))
    done = 0
    for some in in_pages(ids, AT_ONCE):
        listed = library.listed(some)
        for photo_id in some:
            stored = listed[photo_id]
            if stored.is_readable and stored.photo is not None and stored.photo.get("cat") != TRASH:
                yield stored
            done += 1
            tell(RereadProgress(done, len(ids)))


def _due(library: Library, tell: Tell) -> Iterable[Stored]:
    return (
        stored
        for stored in _all(library, tell)
        if is_due(stored.photo or {}, stored.original) or rerendering.is_due(stored.photo or {}, stored.original)
    )


def _looked_at(library: Library, stored: Stored, tasks: RepairTasks) -> Reread:
    if stored.photo is None or stored.original is None:
        raise NotStored
    with _fetched(library, stored) as path:
        name = name_of(stored, path.name)
        reading = tasks.read(path, name).reading
        found = Reread(stored.photo["_id"], name_of(stored, stored.photo["_id"]))
        if is_due(stored.photo, stored.original):
            found = reread(stored.photo, stored.original, reading)
        if rerendering.is_due(stored.photo, stored.original) and may_differ(stored.photo, reading):
            with contextlib.suppress(PhotoError, NotStored):  # then those that are there stay
                found = replace(found, pictures=_redrawn(library, stored.photo, tasks.draw(path, name), path, tasks))
    return found


@contextlib.contextmanager
def _fetched(library: Library, stored: Stored) -> Iterator[Path]:
    """The original in a folder of its own. Raises NotStored where its bytes are not the photo's."""
    original = original_of(stored)
    if original is None or stored.photo is None:
        raise NotStored
    with tempfile.TemporaryDirectory(prefix="photospool-repair-") as folder:
        path = Path(folder) / fit(original.name, longest_bytes=100, instead="original.bin")
        with library.read(original.doc_id, original.name) as chunks, path.open("xb") as out:
            digests = copied(chunks, out)
        if digests.md5 != stored.photo["_id"]:
            raise NotStored
        modified_s = file_time(stored.photo)
        os.utime(path, (modified_s, modified_s))
        yield path


def _redrawn(
    library: Library, photo: Mapping[str, Any], new: Prepared, path: Path, tasks: RepairTasks
) -> Redrawn | None:
    """How the pictures change; None where nobody would see it, and where somebody else made those that are there."""
    pictures = {rendition.name: rendition.data for rendition in new.renditions}
    beside = path.with_name("picture.jpg")

    def seen(data: bytes) -> Prepared:
        beside.write_bytes(data)
        return tasks.draw(beside, beside.name)

    stored = seen(_bytes_of(library, photo["_id"], SHOWN))
    drawn = seen(pictures[SHOWN])
    distance, was, becomes = looks.difference(stored.fields, drawn.fields)
    sides = [(one.reading.width, one.reading.height) for one in (stored, drawn)]
    if distance <= SEEN and sides[0] == sides[1]:
        return None
    thumb = seen(_bytes_of(library, photo["_id"], THUMB))
    if not looks.is_of(as_text(photo.get("placeholder")), thumb.placeholder):
        return None
    return Redrawn(said_of_pictures(photo), said_now(new), (was, becomes))


def _bytes_of(library: Library, doc_id: str, name: str) -> bytes:
    with library.read(doc_id, name) as chunks:
        return b"".join(chunks)


def _step(library: Library, photo_id: str, step: Callable[[Stored], bool]) -> bool:
    return store_photo.again_if_changed(lambda: step(library.find([photo_id])[photo_id]))


def _written(library: Library, tasks: RepairTasks, one: Reread, stored: Stored) -> bool:
    if stored.photo is None or stored.original is None or not stored.is_readable:
        return False
    pictures = _drawn(library, tasks, one, stored)
    after = changed(stored.photo, one.was, one.becomes)
    original = read_again(stored.original, one)
    if after != stored.photo:
        original[BEFORE] = {
            "at": _now(),
            "was": differences(stored.photo, after, one.was),
            "became": differences(stored.photo, after, one.becomes),
        }
    if pictures and one.pictures:
        _write_pictures(library, original, after, pictures, one.pictures)
        return True
    if original != stored.original:
        library.write(Write(original))
    if after != stored.photo:
        library.write(Write(after))
    return after != stored.photo


def _drawn(library: Library, tasks: RepairTasks, one: Reread, stored: Stored) -> Prepared | None:
    """The new pictures; None where there are none to be made, or somebody else made others since."""
    if one.pictures is None or said_of_pictures(stored.photo or {}) != one.pictures.was:
        return None
    try:
        with _fetched(library, stored) as path:
            return tasks.draw(path, name_of(stored, path.name))
    except (PhotoError, PhotoNotReady, NotStored):  # gone or damaged since it was looked at
        return None


def _write_pictures(library: Library, original: Document, photo: Document, made: Prepared, change: Redrawn) -> None:
    """First what was, beside the original; then the photo; that it was done is said last."""
    photo_id = photo["_id"]
    new = {name: source for name, source in store_photo.pictures_of(made).items() if name in stubs(photo)}
    kept = {KEPT + name: Source.of_bytes(_bytes_of(library, photo_id, name), "image/jpeg") for name in new}
    record = {"at": _now(), "was": change.was, "became": change.becomes, "colours": list(change.colours)}
    beside = {name: stub for name, stub in stubs(original).items() if name not in kept}
    left = {name: stub for name, stub in stubs(photo).items() if name not in new}
    writes = [
        Write({**original, rerendering.BEFORE: record, "_attachments": beside}, kept),
        Write({**with_said(photo, change.becomes), "_attachments": left}, new),
    ]
    for write in writes:
        library.write(write)
    now = store_photo.shown(library.find, photo_id, lambda found: store_photo.holds(found, writes))
    if not store_photo.holds(now, writes) or now.original is None:
        raise StoreInterrupted("The album keeps other bytes than it was sent.", AGAIN)
    library.write(Write({**now.original, "renderer": RENDERER}))


def _put_back(library: Library, stored: Stored) -> bool:
    if stored.photo is None or stored.original is None or not stored.is_readable:
        return False
    if not is_undoable(stored.original):
        return False
    was, became = record_of(stored.original)
    after = changed(stored.photo, became, was)
    pictures, sources = rerendering.record_of(stored.original), dict[str, Source]()
    gone = (BEFORE, "reader") if BEFORE in stored.original else ()
    original = {name: value for name, value in stored.original.items() if name not in gone}
    if pictures and said_of_pictures(stored.photo) in (pictures.was, pictures.becomes):
        if said_of_pictures(stored.photo) == pictures.becomes:
            after, sources = _former(library, stored.original, after, pictures)
        original = forgotten(original)
    is_changed = after != stored.photo
    if is_changed:
        library.write(Write(after, sources))
    library.write(Write(original))
    return is_changed


def _former(
    library: Library, original: Mapping[str, Any], photo: Document, pictures: Redrawn
) -> tuple[Document, dict[str, Source]]:
    """The photo's document with the pictures that it had, and those."""
    sources = {
        name.removeprefix(KEPT): Source.of_bytes(_bytes_of(library, original["_id"], name), "image/jpeg")
        for name in kept_names(original)
    }
    left = {name: stub for name, stub in stubs(photo).items() if name not in sources}
    return {**with_said(photo, pictures.was), "_attachments": left}, sources


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")

"""What can be said of three folders before anything is begun: facts, each with how grave it is.

Looks at the disk and tries a rename with an empty file of its own; nothing else is changed. May be slow on a disk that
sleeps or hangs: call it from a worker thread. The words for people are made where the facts are shown.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from photospool.config.existing_files import all_kinds_in
from photospool.errors import SpoolError
from photospool.messages import message
from photospool.photo.formats import KINDS, kind_of_name
from photospool.spool import durable_io
from photospool.spool.filesystem import is_network
from photospool.spool.spool import RESERVE_BYTES, RESERVE_SHARE
from photospool.system.sync_clients import SyncFolder, synced_by
from photospool.system.typed_paths import expanded

NAMES: Final = ("incoming", "work", "done")
PROBE: Final = ".~photospool-test-{}.tmp"
"""Named so that our own engine, Dropbox and Nextcloud pass it over."""


class Level(Enum):
    """How grave a fact is."""

    FINE = "fine"
    NOTE = "note"
    """Works, but is worth knowing."""
    WRONG = "wrong"
    """Can't be used like this."""


class What(Enum):
    """What a fact says; ``Fact.detail`` and ``Fact.number`` are explained beside each."""

    NOT_CHOSEN = "not chosen"
    NOT_WHOLE = "not a whole path"
    NO_FOLDER = "no folder"
    """A file is in its place."""
    NOT_MAKEABLE = "can't be made"
    """detail: the folder above that lets nobody write."""
    MAKEABLE = "can be made"
    THERE = "there"
    NOT_WRITABLE = "not writable"
    SAME = "same as"
    """detail: the other folder's name."""
    INSIDE = "inside"
    """detail: the other folder's name."""
    SYNCED = "synced"
    """detail: the sync client; of incoming."""
    NOT_SYNCED = "not synced"
    """Of incoming: no sync client that is known here keeps it."""
    TWO_WAY = "two-way"
    """detail: the sync client; a photo that leaves incoming vanishes from the other devices."""
    IN_SYNCED = "in a synced folder"
    """detail: the sync client; of work or done."""
    NETWORK = "network"
    """Of incoming: no hints come from there."""
    CONTENTS = "contents"
    """counts: what lies in incoming now."""
    MOVES = "moves"
    """detail: the folder before it. A test file was moved from there at once."""
    SAME_DISK = "same disk"
    """detail: the folder before it. One of the two is still to be made, so nothing could be tried."""
    COPIES = "copies"
    """detail: the folder before it. Another disk: a photo is copied and proved."""
    MOVES_NOT = "can't move"
    """detail: the folder before it."""
    ROOM = "room"
    """number: free bytes."""
    LITTLE_ROOM = "little room"
    """number: free bytes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was found about one folder."""

    folder: str
    """``incoming``, ``work`` or ``done``."""
    level: Level
    what: What
    detail: str = ""
    number: int = 0
    counts: tuple[int, ...] = ()
    """Of each of KINDS, taken or not."""


def check_folders(folders: Mapping[str, str], known: Sequence[SyncFolder]) -> tuple[Fact, ...]:
    """All facts about ``incoming``, ``work`` and ``done``, as the user typed them; ``known`` are the synced folders."""
    found: list[Fact] = []
    paths: dict[str, Path] = {}
    for name in NAMES:
        path, facts = _alone(name, folders.get(name, ""))
        found += facts
        if path is not None:
            paths[name] = path
    found += _apart(paths)
    stands_alone = [name for name in paths if not any(f.folder == name and f.level is Level.WRONG for f in found)]
    for name in stands_alone:
        found += _synced(name, paths[name], list(known))
    for before, name in (("incoming", "work"), ("work", "done")):
        if before in stands_alone and name in stands_alone:
            found.append(_moves(before, paths[before], name, paths[name]))
    for name in stands_alone:
        found += _room(name, paths[name]) if name != "incoming" else _contents(paths[name])
    return tuple(sorted(found, key=lambda fact: NAMES.index(fact.folder)))


def lying_there(facts: Sequence[Fact]) -> dict[str, int]:
    """What lies in incoming by these facts: how many of each of KINDS."""
    counts = next((fact.counts for fact in facts if fact.what is What.CONTENTS), ())
    return dict(zip(KINDS, counts or (0,) * len(KINDS), strict=True))


def has_wrong(facts: Sequence[Fact]) -> bool:
    """Whether any of them forbids to begin."""
    return any(fact.level is Level.WRONG for fact in facts)


def make_folders(folders: Mapping[str, str]) -> list[Path]:
    """Make those that are missing, as the user wanted; returns what was made. Raises SpoolError."""
    made = []
    for name in (name for name in NAMES if name in folders):
        path = expanded(folders[name])
        if not path.is_dir():
            try:
                path.mkdir(parents=True)
            except OSError as exc:
                raise durable_io.problem(exc, message("making the folder {path}", path=path), path) from exc
            made.append(path)
    return made


def _alone(name: str, text: str) -> tuple[Path | None, list[Fact]]:
    """What can be said of one folder without the others; None for no usable path."""
    if not text.strip():
        return None, [Fact(name, Level.WRONG, What.NOT_CHOSEN)]
    path = expanded(text)
    if not path.is_absolute():
        return None, [Fact(name, Level.WRONG, What.NOT_WHOLE)]
    if path.is_dir():
        if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            return path, [Fact(name, Level.WRONG, What.NOT_WRITABLE)]
        return path, [Fact(name, Level.FINE, What.THERE)]
    if os.path.lexists(path):
        return path, [Fact(name, Level.WRONG, What.NO_FOLDER)]
    above = _nearest(path)
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        return path, [Fact(name, Level.WRONG, What.NOT_MAKEABLE, str(above))]
    return path, [Fact(name, Level.FINE, What.MAKEABLE)]


def _nearest(path: Path) -> Path:
    """The folder itself, or what is there of those above it."""
    return next((folder for folder in (path, *path.parents) if os.path.lexists(folder)), path)


def _apart(paths: Mapping[str, Path]) -> list[Fact]:
    """Each of the three must stand alone, links followed."""
    found = []
    real = {name: Path(os.path.normcase(os.path.realpath(path))) for name, path in paths.items()}
    names = list(real)
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            if real[first] == real[second] or _is_one(paths[first], paths[second]):
                found.append(Fact(second, Level.WRONG, What.SAME, first))
            elif real[first] in real[second].parents:
                found.append(Fact(second, Level.WRONG, What.INSIDE, first))
            elif real[second] in real[first].parents:
                found.append(Fact(first, Level.WRONG, What.INSIDE, second))
    return found


def _is_one(first: Path, second: Path) -> bool:
    """Whether two names are one folder on a disk that does not tell case or accents apart."""
    try:
        return first.samefile(second)
    except OSError:
        return False


def _synced(name: str, path: Path, known: list[SyncFolder]) -> list[Fact]:
    client = synced_by(Path(os.path.realpath(path)), known) or synced_by(path, known)
    if name != "incoming":
        if client is None:
            return []
        # Work holds photos for moments only: other devices would see half of them come and go.
        level = Level.WRONG if name == "work" else Level.NOTE
        return [Fact(name, level, What.IN_SYNCED, client.client)]
    if client is None:
        return [Fact(name, Level.NOTE, What.NOT_SYNCED)]
    found = [Fact(name, Level.FINE, What.SYNCED, client.client)]
    if client.two_way:
        found.append(Fact(name, Level.NOTE, What.TWO_WAY, client.client))
    return found


def _moves(before: str, source: Path, name: str, target: Path) -> Fact:
    """Try it with an empty file; where a folder is still to be made, tell by the disks."""
    if not source.is_dir() or not target.is_dir():
        return _foretold(before, source, name, target)
    try:
        probe = _probe(source)
    except OSError:
        return Fact(before, Level.WRONG, What.NOT_WRITABLE)
    moved = target / probe.name
    try:
        probe.rename(moved)
    except OSError as exc:
        if not durable_io.is_different_volume(exc):
            return Fact(name, Level.WRONG, What.MOVES_NOT, before)
        return _copies(before, name, target)
    finally:
        for path in (probe, moved):
            with contextlib.suppress(OSError):
                path.unlink()
    return Fact(name, Level.FINE, What.MOVES, before)


def _copies(before: str, name: str, target: Path) -> Fact:
    try:
        _probe(target).unlink()
    except OSError:
        return Fact(name, Level.WRONG, What.NOT_WRITABLE)
    return Fact(name, Level.NOTE, What.COPIES, before)


def _foretold(before: str, source: Path, name: str, target: Path) -> Fact:
    try:
        is_one_disk = _nearest(source).stat().st_dev == _nearest(target).stat().st_dev
    except OSError:
        return Fact(name, Level.WRONG, What.MOVES_NOT, before)
    if is_one_disk:
        return Fact(name, Level.FINE, What.SAME_DISK, before)
    return Fact(name, Level.NOTE, What.COPIES, before)


def _probe(folder: Path) -> Path:
    """A new empty file. Raises OSError."""
    path = folder / PROBE.format(secrets.token_hex(6))
    os.close(os.open(path, durable_io.CREATE_FLAGS, 0o600))
    return path


def _room(name: str, path: Path) -> list[Fact]:
    try:
        free, total = durable_io.free_bytes(_nearest(path))
    except OSError:
        return []
    enough = free > 2 * min(RESERVE_BYTES, int(total * RESERVE_SHARE))
    return [Fact(name, Level.FINE if enough else Level.NOTE, What.ROOM if enough else What.LITTLE_ROOM, number=free)]


def _contents(incoming: Path) -> list[Fact]:
    if not incoming.is_dir():
        return []
    found = [Fact("incoming", Level.NOTE, What.NETWORK)] if is_network(incoming) else []
    with contextlib.suppress(SpoolError):
        there = Counter(kind_of_name(origin) for origin in all_kinds_in(incoming))
        found.append(Fact("incoming", Level.FINE, What.CONTENTS, counts=tuple(there[kind] for kind in KINDS)))
    return found

"""The ways in which a file gets a name that must be free, and which of them a disk bears: tried before it gets a photo.

Some disks refuse one of them, which is heard at once. Others say yes and lose the file now and then: a network mount
that still uploads an empty file, for one, while another takes its name. So each way is tried on small files of our own,
and they are looked for after a while, in a fresh listing and through a fresh handle.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from photospool.spool import durable_io
from photospool.spool.filesystem import is_plain, mount_of
from photospool.spool.fitting import TRYING

TRIAL: Final = ".photospool-trial-"
"""Folders of ours in work and done, in which it is tried."""
ROUNDS: Final = 40
"""Files that are tried on a disk that may be anything; a mount that lost one of ten was seen."""
PLAIN_ROUNDS: Final = 2
"""On file systems of the system's own kernel, which only differ in what they refuse."""
WAIT_S: Final = 1.0
LOOK_S: Final = 5.0
"""How often is asked whether another disk is mounted in a folder's place."""
ABANDONED_S: Final = 3600.0
RCLONE: Final = "fuse.rclone"
"""Without a cache of its own (its default) it loses some of the files that take a reserved name; seen with 1.60.1."""


class Way(Enum):
    """How a file gets a free name; the value is said to people."""

    RENAME = "renaming to a free name"
    """In one step, which the system refuses where the name is taken."""
    LINK = "a second name, then without the first"
    """A hard link, which the system refuses where the name is taken; then the old name goes."""
    RESERVE = "a reserved name, then renaming over it"
    """An empty file, which the system refuses where the name is taken; then a rename over it."""
    COPY = "copying, and reading the copy again"
    """A new file, which the system refuses where the name is taken; the old one goes once the copy is proved."""


ORDER: Final = (Way.RENAME, Way.LINK, Way.RESERVE, Way.COPY)
"""The first that a disk bears is taken: those that leave nothing half done before those that need a note."""
NONE: Final[frozenset[Way]] = frozenset()


def _go_on(_copied: int) -> None:
    """Nobody watches."""


def move(source: Path, target: Path, way: Way, copied: durable_io.Copied = _go_on) -> bool:
    """Give a file another name; False, and nothing done, where it is taken. Raises OSError; the file is there then.

    ``copied`` is told of a copy as it goes; it is given up for an OSError that it raises.
    """
    if way is Way.RENAME:
        return _unless_taken(lambda: durable_io.rename(source, target, step=durable_io.rename_new))
    if way is Way.LINK:
        return _unless_taken(lambda: os.link(source, target, follow_symlinks=False)) and _without(source)
    if way is Way.COPY:
        return _copied(source, target, copied)
    if not durable_io.reserve(target):
        return False
    try:
        durable_io.replace(source, target)
    except OSError:
        durable_io.remove_if_empty(target)
        raise
    return True


def move_untried(source: Path, target: Path) -> bool:
    """As ``move``, where nothing may be tried out: the first way that is not refused."""
    for way in (Way.RENAME, Way.LINK):
        try:
            return move(source, target, way)
        except OSError as exc:
            if not durable_io.is_refused_kind(exc) or not durable_io.is_there(source) or durable_io.is_there(target):
                raise
    return move(source, target, Way.RESERVE)


@dataclass(frozen=True, slots=True)
class Promise:
    """What a disk bears, as far as that was tried."""

    way: Way | None
    """None: each way loses files, or is refused."""
    rounds: int
    """Files that were tried in this way."""
    holds_notes: bool = True
    """Of work: whether a note that takes a former one's place is there afterwards."""


def try_out(work: Path, done: Path, *, rounds: int, wait_s: float, but: frozenset[Way] = NONE) -> Promise:
    """Carry small files from work into done, in one way after the other ``but`` these.

    Raises OSError where work or done can't be written to.
    """
    _sweep(work)
    _sweep(done)
    holds_notes = _holds_notes(work, rounds, wait_s)
    for way in ORDER:
        if way not in but and _bears(work, done, way, rounds, wait_s):
            return Promise(way, rounds, holds_notes)
    return Promise(None, rounds, holds_notes)


class Ways:
    """Remembers what was tried, until another disk is mounted there. May be used from several threads."""

    def __init__(self, work: Path, done: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._work, self._done, self._clock = work, done, clock
        self._lock = threading.Lock()
        self._of: tuple[str, str] | None = None  # guarded by _lock: the mounts that it was tried on
        self._promise: Promise | None = None  # guarded by _lock
        self._looked_at = 0.0  # guarded by _lock

    def promise(self) -> Promise:
        """What work and done bear together. Raises OSError where that can't be tried."""
        with self._lock:
            if self._promise is None or self._clock() - self._looked_at >= LOOK_S:
                mounts = (mount_of(self._work), mount_of(self._done))
                if self._promise is None or mounts != self._of:
                    plain = is_plain(mounts[0]) and is_plain(mounts[1])
                    rounds, wait_s = (PLAIN_ROUNDS, 0.0) if plain else (ROUNDS, WAIT_S)
                    but = frozenset({Way.RESERVE}) if any(mount.startswith(f"{RCLONE} ") for mount in mounts) else NONE
                    self._promise = try_out(self._work, self._done, rounds=rounds, wait_s=wait_s, but=but)
                    self._of = mounts
                self._looked_at = self._clock()
            return self._promise

    @property
    def known(self) -> Promise | None:
        """What was found already."""
        with self._lock:
            return self._promise


def _unless_taken(step: Callable[[], object]) -> bool:
    try:
        step()
    except FileExistsError:
        return False
    return True


def _without(source: Path) -> bool:
    os.unlink(source)
    return True


def _copied(source: Path, target: Path, copied: durable_io.Copied) -> bool:
    made: tuple[int, ...] = ()

    def step(size: int) -> None:
        nonlocal made
        made = made or _file_at(target)
        copied(size)

    try:
        durable_io.copy_proved(source, target, step)
    except FileExistsError:
        return False
    except OSError:
        # Half a copy of ours: the file that we made or, where a disk knows no such thing, what holds nothing else.
        if (made and made == _file_at(target)) or durable_io.is_start_of(target, source):
            with contextlib.suppress(OSError):
                os.unlink(target)
        raise
    durable_io.sync_folder(target.parent)
    return _without(source)


def _file_at(path: Path) -> tuple[int, ...]:
    """Which file lies there, as far as its disk tells."""
    found = durable_io.state_at(path)
    return found[:2] if found else ()


def _bears(work: Path, done: Path, way: Way, rounds: int, wait_s: float) -> bool:
    """Whether each of so many files arrives, and is still there after a while."""
    name = _fresh_name()  # one for both: who finds the folder in work after a kill knows the one in done
    with _scratch(work, name) as here, _scratch(done, name) as there:
        try:
            made = {f"{number}.jpg": secrets.token_bytes(64) for number in range(rounds)}
            for name, data in made.items():
                _write(here / name, data)
                try:
                    if not move(here / name, there / name, way):
                        return False
                except OSError as exc:
                    if way is Way.COPY or not durable_io.is_different_volume(exc):
                        raise
                    # As a photo goes: a copy beside its place first.
                    durable_io.copy_proved(here / name, there / f"{name}.part")
                    if not move(there / f"{name}.part", there / name, way):
                        return False
            return _are_there(there, made, wait_s)
        except OSError as exc:
            if durable_io.is_full(exc):
                raise
            return False


def _holds_notes(work: Path, rounds: int, wait_s: float) -> bool:
    with _scratch(work, _fresh_name()) as here:
        made = {f"{number}.json": secrets.token_bytes(64) for number in range(rounds)}
        for name, data in made.items():
            durable_io.write_whole(here / name, b"former", is_durable=False)
            durable_io.write_whole(here / name, data, is_durable=False)
        return _are_there(here, made, wait_s)


def _are_there(folder: Path, made: dict[str, bytes], wait_s: float) -> bool:
    if wait_s:
        time.sleep(wait_s)
    try:
        return set(os.listdir(folder)) >= set(made) and all((folder / name).read_bytes() == made[name] for name in made)
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, durable_io.CREATE_FLAGS, 0o600)
    try:
        durable_io.write_all(handle, data)
    finally:
        os.close(handle)


def _fresh_name() -> str:
    return f"{TRIAL}{secrets.token_hex(4)}"


@contextlib.contextmanager
def _scratch(folder: Path, name: str) -> Iterator[Path]:
    scratch = folder / name
    os.mkdir(scratch, 0o700)
    try:
        yield scratch
    finally:
        for _ in range(2):  # a disk that failed once in the first
            if os.path.lexists(scratch):
                shutil.rmtree(scratch, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """What a kill left of an earlier trial, of names too; one that is new may be under way in another process."""
    with os.scandir(folder) as entries:
        old = [entry.path for entry in entries if entry.name.startswith((TRIAL, TRYING)) and _is_old(entry)]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)


def _is_old(entry: os.DirEntry[str]) -> bool:
    try:
        return time.time() - entry.stat(follow_symlinks=False).st_mtime > ABANDONED_S
    except OSError:
        return False

"""What lies in incoming, and which of it has settled. Only looks: nothing is opened, moved or downloaded.

A file has settled when two looks, by our own clock, saw the same size and times. Never by "its time is old": a copy
that keeps times is old at once, and another computer's clock may be wrong.
"""

from __future__ import annotations

import os
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from photospool.errors import FolderMissing, SpoolError
from photospool.messages import message
from photospool.spool.durable_io import BY_ITSELF, State, missing, problem, state_of
from photospool.spool.ignore import ONLINE_ONLY, PASSED_OVER, ignore_reason, is_pruned, passed_over
from photospool.spool.placeholders import is_link, is_online_only, never_download

WAIT_S: Final = 2.0
DEEPEST: Final = 32
"""Folders within folders that are entered."""

LINK: Final = "link"
SPECIAL: Final = "no ordinary file"
EMPTY: Final = "empty"
UNREADABLE: Final = "may not be read"
UNMOVED: Final = "can't be moved"
"""The disk would not let us move it, although its folders are well."""
RESTFUL: Final = 2000
"""A look that nobody hinted at costs no more than this part of the time; in between, a glance at the folders does."""
RACY_S: Final = 3.0
"""A folder's time says nothing while it is so new: another change may bear the same one (FAT counts two seconds)."""
KEPT: Final = "kept in place"
"""It is taken already, by copy: the folder is one that must not be emptied."""
BEFORE: Final = "before"
"""It lay in incoming when the user began, and they wanted only new ones."""


@dataclass(frozen=True, slots=True)
class ScanEntry:
    """A file in incoming, as it was seen."""

    path: Path
    origin: str
    """The path below incoming, as the system wrote it."""
    size: int
    """Bytes."""
    state: State
    """What it was when it had settled; a claim finds the same or leaves it."""


@dataclass(frozen=True, slots=True)
class LyingFile:
    """A file that somebody asks for, settled or not."""

    path: Path
    origin: str
    """The path below incoming."""
    size: int
    """Bytes."""
    reason: str | None
    """Why it is not to be claimed; None: it is."""
    is_stub: bool = False
    """It only stands for one that is online."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One look at incoming."""

    ready: list[ScanEntry]
    """Photos that have settled, the oldest first."""
    settling: int
    """Photos that must be looked at again soon."""
    waiting: int
    """Photos that wait for somebody else too: still written, empty, or online only."""
    counts: Mapping[str, int]
    """Reason → files that are left alone or wait."""
    beside: tuple[ScanEntry, ...] = ()
    """Files that have settled and go with a photo, in the order of their paths."""


@dataclass(slots=True)
class _Observation:
    state: State
    since: float


_Time = tuple[int, int, int]
"""(device, inode, mtime in ns) of a folder."""


class Scanner:
    """Looks at incoming again and again and remembers what it saw. For one thread."""

    def __init__(
        self,
        incoming: Path,
        *,
        classify: Callable[[str], str | None],
        wait_s: float = WAIT_S,
        was_before: Callable[[str, int], bool] = lambda _origin, _size: False,
        is_kept: Callable[[str, State], bool] | None = None,
        held: Callable[[str, int], str | None] = lambda _path, _size: None,
        is_beside: Callable[[str], bool] = lambda _name: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``classify`` says of a name why it is no photo, or None; ``was_before`` of a file (path below incoming,
        bytes) whether it should stay where it is; ``held`` of a photo's whole path and
        bytes why it must wait, or None; ``is_beside`` of a photo's name whether it is none, but goes with one.

        ``is_kept``: for a folder whose photos are copied and stay; says of one (path below it, what it is) whether it
        was taken already.
        """
        self.wait_s = wait_s
        self._incoming = incoming
        self._classify = classify
        self._was_before = was_before
        self._is_kept = is_kept
        self._held = held
        self._is_beside = is_beside
        self._clock = clock
        self._seen: dict[str, _Observation] = {}
        self._last: Scan | None = None  # one in which nothing waited, and what a glance needs to know of it
        self._times: dict[str, _Time | None] = {}
        self._looked_at = 0.0
        self._cost_s = 0.0

    @property
    def incoming(self) -> Path:
        """The folder that is looked at."""
        return self._incoming

    def glance(self) -> Scan:
        """As ``look``, for when nobody hinted at anything: where nothing waits and every folder has the time that it
        had, nothing has arrived, and the last look still holds. Not for ever: some file systems don't keep such times.
        """
        last = self._last
        if last is None:
            return self.look()
        if self._clock() - self._looked_at >= RESTFUL * self._cost_s:
            return self.look()
        if any(known is None or _time_of(self._incoming / below) != known for below, known in self._times.items()):
            return self.look()
        return last

    def look(self) -> Scan:
        """What is there now. Raises FolderMissing when incoming is not, SpoolError when it can't be read."""
        never_download()
        now = self._clock()
        self._last = None
        times: dict[str, _Time | None] = {}
        ready: list[ScanEntry] = []
        beside: list[ScanEntry] = []
        counts: Counter[str] = Counter()
        seen: dict[str, _Observation] = {}
        settling = waiting = 0
        for entry, origin in self._files(counts, times):
            try:
                found = entry.stat(follow_symlinks=False)
            except OSError:
                continue  # it vanished while we looked
            reason = self._reason(entry, found, origin)
            if reason in {EMPTY, ONLINE_ONLY}:
                waiting += 1
            if reason is not None:
                counts[reason] += 1
                continue
            state = state_of(found)
            known = self._seen.get(origin)
            if known is None or known.state != state:
                known = _Observation(state, now)
            seen[origin] = known
            if now - known.since >= self.wait_s:
                is_beside = self._is_beside(entry.name)
                (beside if is_beside else ready).append(ScanEntry(Path(entry.path), origin, found.st_size, state))
            else:
                settling += 1
        self._seen = seen
        ready.sort(key=lambda item: (item.state[3], item.origin))
        beside.sort(key=lambda item: item.origin)
        scan = Scan(ready, settling, settling + waiting, dict(counts), tuple(beside))
        # What is online only waits for its sync client, perhaps for years: where all stays, that costs no full look.
        waits = settling if self._is_kept else scan.waiting
        if not (ready or waits or UNREADABLE in counts):
            self._last, self._times, self._looked_at, self._cost_s = scan, times, now, self._clock() - now
        return scan

    def online_only(self) -> list[Path]:
        """Photos whose bytes are not on this computer, as far as they can be asked for. Raises as ``look``."""
        return [one.path for one in self.files() if one.reason == ONLINE_ONLY and not one.is_stub]

    def files(
        self, is_wanted: Callable[[str], bool] = lambda _origin: True, *, everywhere: bool = False
    ) -> Iterator[LyingFile]:
        """Every file that lies there now, or those whose path below incoming is wanted, settled or not, and why each
        is not to be claimed. ``everywhere``: last also photos in folders that are not looked into. Raises as
        ``look``.
        """
        never_download()
        for entry, origin in self._files(Counter(), {}, everywhere=everywhere):
            if is_wanted(origin):
                with suppress(OSError):  # it vanished while we looked
                    found = entry.stat(follow_symlinks=False)
                    reason = self._reason(entry, found, origin)
                    if everywhere and passed_over(origin):
                        if self._no_photo(entry, found) is not None:
                            continue
                        reason = PASSED_OVER
                    is_stub = reason == ONLINE_ONLY and not is_online_only(found)
                    yield LyingFile(Path(entry.path), origin, found.st_size, reason, is_stub)

    def photos(self, *, only_new: bool = False) -> dict[str, int]:
        """Every photo that lies there now, whether it has settled or not: path below incoming → bytes.

        ``only_new``: only those that are to be taken. Raises as ``look``.
        """
        never_download()
        sizes = {}
        for entry, origin in self._files(Counter(), {}):
            try:
                found = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            reason = self._reason(entry, found, origin) if only_new else self._no_photo(entry, found)
            if reason is None:
                sizes[origin] = found.st_size
        return sizes

    def _reason(self, entry: os.DirEntry[str], found: os.stat_result, origin: str) -> str | None:
        """Why a file is not to be claimed now, or None for a photo."""
        reason = self._no_photo(entry, found)
        if reason is not None:
            return reason
        if self._was_before(origin, found.st_size):
            return BEFORE
        if self._is_kept and self._is_kept(origin, state_of(found)):
            return KEPT
        if is_online_only(found):
            return ONLINE_ONLY
        if found.st_size == 0:
            return EMPTY
        return self._held(entry.path, found.st_size) if os.access(entry.path, os.R_OK) else UNREADABLE

    def _no_photo(self, entry: os.DirEntry[str], found: os.stat_result) -> str | None:
        """Why a file will never be claimed, as far as its kind and name tell."""
        if stat.S_ISLNK(found.st_mode) or is_link(found):
            return LINK
        if not stat.S_ISREG(found.st_mode):
            return SPECIAL
        return ignore_reason(entry.name) or self._classify(entry.name)

    def _files(
        self, counts: Counter[str], times: dict[str, _Time | None], *, everywhere: bool = False
    ) -> Iterator[tuple[os.DirEntry[str], str]]:
        """Every entry that is no folder, with its path below incoming; ``times`` gets those of the folders."""
        folders, others = [""], list[str]()
        while folders or others:
            is_passed_over = not folders
            below = others.pop() if is_passed_over else folders.pop()
            times[below] = _settled_time_of(self._incoming / below)
            try:
                with os.scandir(self._incoming / below) as entries:
                    for entry in entries:
                        origin = f"{below}{os.sep}{entry.name}" if below else entry.name
                        if not _is_folder(entry):
                            yield entry, origin
                        elif origin.count(os.sep) < DEEPEST:
                            if not (is_passed_over or is_pruned(entry.name)):
                                folders.append(origin)
                            elif everywhere:
                                others.append(origin)
            except OSError as exc:
                if not below:
                    raise incoming_problem(exc, self._incoming) from exc
                if not isinstance(exc, FileNotFoundError):
                    counts[UNREADABLE] += 1


def _time_of(folder: Path) -> _Time | None:
    """Which folder it is, and when something last appeared in it or left."""
    try:
        found = os.stat(folder)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns


def _settled_time_of(folder: Path) -> _Time | None:
    """Its time before it is listed; None where a later change might bear the same."""
    found = _time_of(folder)
    return found if found and time.time() - found[2] / 1e9 > RACY_S else None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not is_link(entry.stat(follow_symlinks=False))
    except OSError:
        return False


def incoming_problem(exc: OSError, incoming: Path) -> SpoolError:
    """What it means that incoming can't be listed."""
    if isinstance(exc, PermissionError):
        return FolderMissing(
            message("The incoming folder {incoming} may not be read.", incoming=incoming),
            "Please give yourself the right to read it.",
            waits=BY_ITSELF,
        )
    if isinstance(exc, (FileNotFoundError, NotADirectoryError)):
        return missing("incoming", incoming)
    return problem(exc, message("reading the incoming folder"), incoming)

"""One incoming folder on its own: when it is looked at, what was found there, and whether it can be had at all.

Of one thread, the engine's, but for ``hint``. What becomes of a photo is decided in engine.py.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from photospool.engine.job_queue import LARGE_BYTES
from photospool.engine.unmoved import Unmoved
from photospool.errors import FolderMissing, SpoolError
from photospool.events import FolderSeen
from photospool.photo.photo import Digests
from photospool.photo.sidecar_names import beginning
from photospool.security.untrusted_text import folded
from photospool.spool.durable_io import State
from photospool.spool.jobs import JobWords
from photospool.spool.scanner import KEPT, UNMOVED, UNREADABLE, Scan, ScanEntry, Scanner
from photospool.spool.watcher import Watcher

QUIET_S: Final = 0.3
"""A hint is followed after this long, so that a burst is looked at once."""
LONE: Final = "sidecar without its photo"
"""A file that goes with a photo waits for it."""
UNSURE: Final = "sidecar of one of several photos"
NOTES: Final = "notes of an album"
"""Takeout's, which belong to no photo."""
_TRIES: Final = 3
"""So often a file is read that goes with a photo: who reads it may have been ended in the middle."""
FIRST_LOOK_S: Final = 5.0
LAST_LOOK_S: Final = 60.0
"""How soon a folder that is away is looked at again, at first and at last."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A photo that is to be taken; with its digests where it is to be copied."""

    entry: ScanEntry
    digests: Digests | None = None
    words: JobWords | None = None
    """Of a file that goes with photos: which these are. None for a photo."""


@dataclass(slots=True)
class WaitingSidecar:
    """A file that goes with a photo, as it lies here."""

    entry: ScanEntry
    reason: str | None = None
    """Why it stays; empty: its photo is known. None: nobody looked yet, or something changed since."""
    is_woken: bool = False
    """Whether something changed while somebody looked."""
    tries: int = 0
    """How often it could not be read."""

    def wake(self) -> None:
        """Something changed: it is to be looked at again, unless its photo is known."""
        self.is_woken = True
        if self.reason:
            self.reason = None


class IncomingFolder:
    """Made for one run."""

    def __init__(
        self,
        scanner: Scanner,
        watcher: Watcher,
        words_for: Callable[[PurePath], JobWords],
        *,
        key: str = "",
        name: str = "",
        keeps: bool = False,
        comes_and_goes: bool = False,
    ) -> None:
        """``key`` is empty for the first folder. ``keeps``: its photos stay, and are copied. ``comes_and_goes``: it is
        a card or a camera, so that nobody is told when it is away.
        """
        self.key, self.name, self.keeps, self.comes_and_goes = key, name, keeps, comes_and_goes
        self.scanner, self.watcher, self.words_for = scanner, watcher, words_for
        self.unmoved = Unmoved()
        self.ready: deque[Fresh] = deque()
        """What may be taken now."""
        self.taking: ScanEntry | None = None
        """A large one that is being taken right now; the looks meanwhile find it here still."""
        self.unexamined: deque[ScanEntry] = deque()
        """What lies in a folder whose photos stay, before it was found out whether the album has it."""
        self.beside: dict[str, WaitingSidecar] = {}
        """Files that go with a photo, by their paths below the folder."""
        self.matched: deque[Fresh] = deque()
        """Those of them whose photo is in the album."""
        self._by_beginning: dict[tuple[str, str], list[WaitingSidecar]] = {}
        self._beside_of: Scan | None = None  # the look by which these are known
        self.scan = Scan([], 0, 0, {})
        self.next_scan = 0.0
        self.trouble: SpoolError | None = None
        self._taken = 0  # copied since the last look, or found to be in the album
        self._unread = 0  # not to be read, at the last look
        self._looks = 0
        self._is_hinted = True  # whether the next look has a reason; set by any thread, no lock

    def hint(self, now: float) -> bool:
        """From the watcher's thread: something happened there. Whether that changes when it is looked at."""
        self._is_hinted = True
        soon = now + max(QUIET_S, self.watcher.breath_s)
        if soon >= self.next_scan:
            return False
        self.next_scan = soon
        return True

    def hurry(self) -> None:
        """Somebody asks: look in full, at once."""
        self._is_hinted = True
        self.next_scan = 0.0
        self.unmoved.try_again()

    def look(self, clock: Callable[[], float], *, claims: bool) -> Scan:
        """In full, unless hints would have come and none came. Raises SpoolError where it can't be looked at."""
        began = clock()
        # Set before the scan: a hint that comes while we look must lead to another look.
        self.next_scan = began + self.watcher.interval_s
        is_routine = self.watcher.is_watching and not self._is_hinted
        self._is_hinted = False  # before the look, as above
        try:
            scan = self.scanner.glance() if is_routine else self.scanner.look()
        except SpoolError:
            self._is_hinted = True
            self.drop()
            raise
        self.watcher.supervise(clock() - began)
        if scan is not self._beside_of:
            self._see_beside(scan.beside)
            self._beside_of = scan
        self.scan, self._taken, self._unread = scan, 0, 0
        found = [entry for entry in scan.ready if not self._is_being_taken(entry)] if self.taking else scan.ready
        if claims and self.keeps:
            self._take_up(found)
        elif claims:
            self.ready.clear()
            self.ready.extend(Fresh(entry) for entry in found)
            self._small_first()
        if scan.settling:
            soon_s = max(self.scanner.wait_s, self.watcher.breath_s)
            self.next_scan = min(self.next_scan, clock() + soon_s)
        self.unmoved.looked(scan)
        return scan

    def _is_being_taken(self, entry: ScanEntry) -> bool:
        return self.taking is not None and _known_by(entry) == _known_by(self.taking)

    def _take_up(self, found: list[ScanEntry]) -> None:
        """What was examined before this look needs not be read again where it is what it was."""
        there = {_known_by(entry): entry for entry in found}
        examined = [one for one in self.ready if _known_by(one.entry) in there]
        self.ready.clear()
        self.ready.extend(examined)
        for one in examined:
            del there[_known_by(one.entry)]
        self.unexamined.clear()
        self.unexamined.extend(there.values())

    def _see_beside(self, found: Sequence[ScanEntry]) -> None:
        """What is known of a file holds while it is what it was; one that could not be taken is looked at anew."""
        there = {_known_by(entry) for entry in found}
        self.matched = deque(one for one in self.matched if _known_by(one.entry) in there)
        waits = {one.entry.origin for one in self.matched}
        now: dict[str, WaitingSidecar] = {}
        for entry in found:
            known = self.beside.get(entry.origin)
            if known is None or known.entry.state != entry.state or (known.reason == "" and entry.origin not in waits):
                known = WaitingSidecar(entry)
            now[entry.origin] = known
        self.beside = now
        self._by_beginning = {}
        for origin, one in now.items():
            path = PurePath(origin)
            self._by_beginning.setdefault((folder_of(path), beginning(path.name)), []).append(one)

    def beside_photo(self, folder: str, name: str) -> list[WaitingSidecar]:
        """Files in this folder that may go with a photo of this name, by how it begins."""
        plain = folded(name)
        return [one for end in range(len(plain) + 1) for one in self._by_beginning.get((folder, plain[:end]), ())]

    def undecided(self) -> list[WaitingSidecar]:
        """Files that go with a photo of which nobody knows yet whether it is in the album."""
        return [one for one in self.beside.values() if one.reason is None]

    def decided(self, entry: ScanEntry, reason: str, words: JobWords | None, digests: Digests | None = None) -> None:
        """It stays for this reason, or its photos are known; ``digests``: and it is to be copied."""
        known = self.beside.get(entry.origin)
        if known is None or known.entry.state != entry.state:
            return
        known.reason = None if known.is_woken and words is None else reason
        if words is not None:
            self.matched.append(Fresh(entry, digests, words))

    def unread(self, entry: ScanEntry) -> None:
        """A file that goes with a photo could not be read now: it is tried again, and then waits for a change."""
        known = self.beside.get(entry.origin)
        if known is not None and known.entry.state == entry.state:
            known.tries += 1
            known.reason = LONE if known.tries >= _TRIES else None

    def put_back(self, one: Fresh) -> None:
        """It could not be taken now."""
        (self.ready if one.words is None else self.matched).appendleft(one)

    def examined(self, some: Sequence[ScanEntry], fresh: Sequence[Fresh], known: int) -> None:
        """Of these photos, ``known`` are taken already and ``fresh`` are to be; the rest could not be read."""
        done = {_known_by(entry) for entry in some}
        left = [entry for entry in self.unexamined if _known_by(entry) not in done]
        are_there = len(self.unexamined) - len(left) == len(done)
        self.unexamined.clear()
        self.unexamined.extend(left)
        if are_there:  # else they were looked at again meanwhile, and changed or went
            self.ready.extend(fresh)
            self._small_first()
            self._taken += known
            self._unread += len(some) - known - len(fresh)

    def _small_first(self) -> None:
        """Large files behind all others, whatever their age: they take long."""
        if any(one.entry.size >= LARGE_BYTES for one in self.ready):
            ordered = sorted(self.ready, key=lambda one: one.entry.size >= LARGE_BYTES)
            self.ready.clear()
            self.ready.extend(ordered)

    def took(self, count: int = 1, *, beside: bool = False) -> None:
        """So many photos that stay were copied, or are in the album already; ``beside``: files that go with one."""
        self._taken += count

    def drop(self) -> None:
        """What was found there does not hold any more."""
        self.ready.clear()
        self.unexamined.clear()
        self.matched.clear()
        self.beside.clear()
        self._beside_of = None

    def hold(self, exc: SpoolError, now: float) -> bool:
        """It can't be had: all waits there. Whether that is news."""
        is_news = self.trouble is None or self.trouble.title != exc.title
        is_news = is_news and not (self.comes_and_goes and isinstance(exc, FolderMissing))
        self._looks = 0 if self.trouble is None else self._looks + 1
        self.trouble = exc
        self.next_scan = now + min(LAST_LOOK_S, FIRST_LOOK_S * 2.0 ** min(self._looks, 4))
        self._is_hinted = True
        self.drop()
        return is_news

    def release(self) -> bool:
        """It is there; whether it was away before, and that was told."""
        was_away, self.trouble = self.trouble is not None, None
        return was_away and not self.comes_and_goes

    def fault(self, exc: SpoolError) -> SpoolError:
        """How it is told that this folder can't be had."""
        return exc

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.scanner.incoming

    @property
    def settling(self) -> int:
        """Photos that must be looked at again soon."""
        return self.scan.settling

    def seen(self, *, claims: bool = True) -> FolderSeen:
        """How it stands: photos that the disk does not let go are not among those that are ready."""
        ready = len(self.ready) + len(self.unexamined) + (self.taking is not None) if claims else len(self.scan.ready)
        if self.unmoved:
            ready -= sum(self.unmoved.holds(one.entry) for one in self.ready)
        counts = dict(self.scan.counts)
        if self.unmoved:
            counts[UNMOVED] = len(self.unmoved)
        if self.keeps and (self._taken or KEPT in counts):
            counts[KEPT] = counts.get(KEPT, 0) + self._taken
        if self._unread:
            counts[UNREADABLE] = counts.get(UNREADABLE, 0) + self._unread
        for one in self.beside.values():
            if reason := LONE if one.reason is None else one.reason:
                counts[reason] = counts.get(reason, 0) + 1
        title, advice = (self.trouble.title, self.trouble.advice) if self.trouble else ("", "")
        return FolderSeen(
            key=self.key,
            name=self.name,
            keeps=self.keeps,
            ready=ready,
            waiting=self.scan.waiting,
            ignored=counts,
            path=str(self.folder),
            title=title,
            advice=advice,
            comes_and_goes=self.comes_and_goes and isinstance(self.trouble, FolderMissing | None),
        )


def folder_of(origin: PurePath) -> str:
    """The folder below an incoming folder in which something lies there; empty for that folder itself."""
    parent = origin.parent.as_posix()
    return "" if parent == "." else parent


def _known_by(entry: ScanEntry) -> tuple[str, State]:
    return entry.origin, entry.state

"""All incoming folders together: which is looked at, which photo is next, and whether a fault is one folder's or all's.

Photos are taken from the folders in turn, so that ten thousand in one don't keep the others waiting. Of the engine's
thread, but for ``examine``, ``take`` and ``forget``. What is told, and what becomes of a photo in work, is decided in
engine.py.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import Final

from photospool.engine.incoming_folder import Fresh, IncomingFolder, folder_of
from photospool.engine.job_queue import LARGE_BYTES
from photospool.engine.kept_photos import KeptPhotos, some_of
from photospool.engine.sidecar_matcher import SidecarMatcher, fits, mark
from photospool.errors import SpoolError
from photospool.events import KnownPhoto, ScanFinished
from photospool.spool.durable_io import Copied
from photospool.spool.jobs import Job, JobWords
from photospool.spool.kept_memory import kept_photo
from photospool.spool.spools import Spools

BESIDE_AT_ONCE: Final = 100
"""Files that go with a photo that are looked at in one step."""

MOST_NAMED: Final = 100
"""Files that stay that are told by name."""


class Intake:
    """Made for one run; the first source is the first folder."""

    def __init__(
        self,
        sources: Sequence[IncomingFolder],
        spool: Spools,
        kept: KeptPhotos | None,
        *,
        claims: bool,
        matcher: SidecarMatcher | None = None,
    ) -> None:
        """``kept`` is needed where photos of a folder stay; without ``claims`` all that lies in the folders stays.

        ``matcher`` knows the photos of files that go with one; needed where those are taken.
        """
        self._matcher = matcher
        self._sources = tuple(sources)  # replaced as a whole, by the engine's thread alone
        self._spool = spool
        self._kept = kept
        self._claims = claims
        self._turn = 0
        self._lock = threading.Lock()  # for what ``examine`` changes

    # Watching.

    def watch(self, hint: Callable[[IncomingFolder], None]) -> None:
        """Begin to hear of what arrives."""
        for source in self._sources:
            source.watcher.start(partial(hint, source))

    def add(self, source: IncomingFolder, hint: Callable[[IncomingFolder], None]) -> None:
        """One more, in place of one with its key; it uses the first work folder."""
        self.remove(source.key)
        self._spool.lend(source.key, source.folder)
        with self._lock:
            self._sources = (*self._sources, source)
        source.watcher.start(partial(hint, source))

    def remove(self, key: str) -> None:
        """Look at it no more; what of it lies in work goes on."""
        for gone in [source for source in self._sources if source.key == key]:
            gone.watcher.stop()
            with self._lock:
                gone.drop()
                self._sources = tuple(source for source in self._sources if source is not gone)

    def stop(self) -> None:
        """End that."""
        for source in self._sources:
            source.watcher.stop()

    def close(self) -> None:
        """Close the memory of what was copied."""
        if self._kept is not None:
            self._kept.memory.close()
        if self._matcher is not None:
            self._matcher.memory.close()

    # Looking.

    @property
    def next_scan(self) -> float:
        """When the next folder is looked at, by the engine's clock."""
        return min(source.next_scan for source in self._sources)

    def due(self, now: float) -> list[IncomingFolder]:
        """The folders that are to be looked at now."""
        return [source for source in self._sources if source.next_scan <= now]

    def look(self, source: IncomingFolder, clock: Callable[[], float]) -> list[Job]:
        """See what lies in a folder; photos that go on because its disk has come. Raises SpoolError."""
        found: list[Job] = []
        if len(self._sources) > 1:
            source.next_scan = clock() + source.watcher.interval_s
            found = self._spool.prepare(source.key)
            self.remember(found)
            self._spool.check_incoming(source.key, is_kept=source.keeps)
        with self._lock:
            source.look(clock, claims=self._claims)
        return found

    def put_off(self, now: float) -> None:
        """After a fault: not at once again."""
        for source in self._sources:
            source.next_scan = now + source.watcher.interval_s

    def hurry(self) -> None:
        """Somebody asks: look at all at once."""
        for source in self._sources:
            source.hurry()

    def try_again(self) -> None:
        """A disk came back."""
        for source in self._sources:
            source.unmoved.try_again()
            source.next_scan = 0.0

    def seen(self) -> ScanFinished:
        """What lies in all folders."""
        with self._lock:
            folders = [source.seen(claims=self._claims) for source in self._sources]
            lone = [origin for source in self._sources for origin, one in source.beside.items() if one.reason]
        counts: dict[str, int] = {}
        for folder in folders:
            for reason, count in folder.ignored.items():
                counts[reason] = counts.get(reason, 0) + count
        ready, waiting = sum(folder.ready for folder in folders), sum(folder.waiting for folder in folders)
        further = tuple(folders) if len(folders) > 1 else ()
        return ScanFinished(ready, waiting, counts, further, tuple(lone[:MOST_NAMED]))

    @property
    def keeps_any(self) -> bool:
        """Whether the photos of a folder stay there."""
        return any(source.keeps for source in self._sources)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing lies there that could be taken now."""
        self._look_again()
        return not any(
            source.ready or source.unexamined or source.settling or source.matched or source.undecided()
            for source in self._held_out()
        )

    def _held_out(self) -> Iterator[IncomingFolder]:
        return (source for source in self._sources if source.trouble is None)

    # Faults.

    def fault_of_all(self, source: IncomingFolder, exc: SpoolError) -> SpoolError | None:
        """The fault that holds everything: the only folder is in trouble, or the first disk's work and done are."""
        if len(self._sources) == 1:
            return exc
        if not self._spool.is_first(source.key):
            return None
        try:
            self._spool.check_folders()
            self._spool.check_room(0)
        except SpoolError as world:
            return world
        return None

    def hold(self, source: IncomingFolder, exc: SpoolError, now: float) -> list[tuple[IncomingFolder, bool]]:
        """This folder waits, and all others of its disk where that is in trouble; of each, whether that is news."""
        held = [source]
        if not self._spool.is_first(source.key):
            try:
                self._spool.check_folders(source.key)
            except SpoolError:
                self._spool.lose(source.key)
                near = self._spool.neighbours(source.key)
                held += [one for one in self._sources if one.key in near and one is not source]
        return [(one, one.hold(exc, now)) for one in held]

    def of(self, key: str) -> IncomingFolder:
        """The folder of this key."""
        return next(source for source in self._sources if source.key == key)

    def check(self, source: IncomingFolder) -> None:
        """Raises SpoolError where the folder, or its disk's work and done, can't be used."""
        self._spool.check_folders(source.key)
        if len(self._sources) > 1:
            self._spool.check_incoming(source.key, is_kept=source.keeps)

    # Folders whose photos stay.

    def unexamined(self) -> list[IncomingFolder]:
        """Folders in which lies what nobody knows yet."""
        return [source for source in self._sources if source.unexamined]

    def examine(self, source: IncomingFolder, stop: threading.Event) -> tuple[KnownPhoto, ...]:
        """Find out of some photos which are new; those that the album turned out to have. In a thread of its own.

        Raises what the album raises; nothing is forgotten then.
        """
        kept = self._needed
        with self._lock:
            some = some_of(source.unexamined)
        found = kept.examine(source.key, some, stop)
        with self._lock:
            source.examined(some, found.fresh, found.known)
        return found.in_album

    def remember(self, jobs: Sequence[Job]) -> None:
        """What lies in work was taken."""
        if self._kept is not None:
            self._kept.note_jobs(jobs)

    def forget(self, job: Job) -> None:
        """The copy in work was taken away by somebody."""
        if self._kept is not None:
            self._kept.forget(job)

    # Files that go with a photo.

    def _look_again(self) -> None:
        """A photo is in the album: those that it may have beside it are looked at anew."""
        if self._matcher is None:
            return
        for place, photo in self._matcher.news():
            with self._lock:
                for source in self._sources:
                    if source.key == place.source:
                        for one in source.beside_photo(place.folder, photo):
                            one.wake()

    def awaits_photos(self, source: IncomingFolder) -> bool:
        """Whether a file that goes with a photo may still find its own, or is still to be taken. Raises SpoolError."""
        if self._matcher is None or not source.beside:
            return False
        if any(job.source == source.key and _may_have(source, PurePath(job.origin)) for job in self._spool.jobs()):
            return True
        self._look_again()  # a photo is noted before it leaves work
        return bool(source.matched or source.undecided())

    def unmatched(self) -> list[IncomingFolder]:
        """Folders in which files lie of whose photos nobody knows yet."""
        if self._matcher is None or not self._claims:
            return []
        self._look_again()
        return [source for source in self._held_out() if source.undecided()]

    def match(self, source: IncomingFolder, stop: threading.Event) -> None:
        """Find the photos of some. In a thread of its own. Raises what the album raises, and SpoolError."""
        if self._matcher is None:
            return
        with self._lock:
            undecided = source.undecided()[:BESIDE_AT_ONCE]
            for one in undecided:
                one.is_woken = False
            some = [one.entry for one in undecided]
        for verdict in self._matcher.judged(source.key, some, stop, keeps=source.keeps):
            is_known = verdict.is_there and verdict.digests is not None
            if verdict.is_unread:
                with self._lock:
                    source.unread(verdict.entry)
                continue
            with self._lock:
                source.decided(verdict.entry, verdict.reason, None if is_known else verdict.words, verdict.digests)
                if is_known:
                    source.took(beside=True)
            if verdict.is_there and verdict.digests is not None:
                kept = kept_photo(source.key, verdict.entry.origin, verdict.entry.state, verdict.digests.sha256)
                self._needed.memory.note(source.key, [kept])

    # Taking.

    def next(self, *, large: bool = True) -> tuple[IncomingFolder, Fresh] | None:
        """The next photo to be taken, of the folders in turn; a large file where there is no other, and ``large``."""
        with self._lock:
            return self._first(LARGE_BYTES) or (self._first(None) if large else None) or self._first_beside()

    def _first_beside(self) -> tuple[IncomingFolder, Fresh] | None:
        for source in self._sources:
            while source.matched:
                one = source.matched.popleft()
                if source.unmoved.may_try(one.entry):
                    return source, one
        return None

    def _first(self, below: int | None) -> tuple[IncomingFolder, Fresh] | None:
        for step in range(len(self._sources)):
            source = self._sources[(self._turn + step) % len(self._sources)]
            while source.ready and (below is None or source.ready[0].entry.size < below):
                one = source.ready.popleft()
                if source.unmoved.may_try(one.entry):
                    self._turn += step + 1
                    return source, one
        return None

    def take(self, source: IncomingFolder, one: Fresh, copied: Copied | None = None) -> Job | None:
        """Into work: moved, or copied; None where it is not what it was. From any thread. Raises SpoolError.

        ``copied`` as of ``Spool.claim``.
        """
        entry = one.entry
        self._spool.check_room(entry.size, source.key)
        if one.words is not None:
            return self._take_beside(source, one, one.words)  # small ones: nobody watches
        words = source.words_for(PurePath(entry.origin))
        if self._matcher is not None and source.beside:
            with self._lock:
                near = source.beside_photo(folder_of(PurePath(entry.origin)), entry.path.name)
            beside = [mark(one.entry) for one in near if fits(one.entry.path.name, entry.path.name)]
            words = {**words, "beside": beside} if beside else words
        if one.digests is None:
            return self._spool.claim(entry, words, source.key, copied)
        memory, sha256 = self._needed.memory, one.digests.sha256
        kept = kept_photo(source.key, entry.origin, entry.state, sha256)
        if memory.has_taken(sha256):  # an equal one came by meanwhile
            memory.note(source.key, [kept])
            self._took(source)
            return None
        job = self._spool.take_copy(entry, words, source.key, kept=str(kept), sha256=sha256, copied=copied)
        if job is not None:
            memory.note(source.key, [kept])
            self._took(source)
        return job

    def _took(self, source: IncomingFolder, *, beside: bool = False) -> None:
        with self._lock:
            source.took(beside=beside)

    def _take_beside(self, source: IncomingFolder, one: Fresh, words: JobWords) -> Job | None:
        """A file whose photos are in the album: equal ones are not one, for each belongs to its own photos."""
        entry = one.entry
        if one.digests is None:
            return self._spool.claim(entry, words, source.key)
        kept = kept_photo(source.key, entry.origin, entry.state, one.digests.sha256)
        job = self._spool.take_copy(entry, words, source.key, kept=str(kept), sha256=one.digests.sha256)
        if job is not None:
            self._needed.memory.note(source.key, [kept])
            self._took(source, beside=True)
        return job

    @property
    def _needed(self) -> KeptPhotos:
        if self._kept is None:
            raise AssertionError("a folder whose photos stay needs a memory")
        return self._kept


def _may_have(source: IncomingFolder, photo: PurePath) -> bool:
    """Whether a file that lies there may go with this photo, which lay there."""
    near = source.beside_photo(folder_of(photo), photo.name)
    return any(fits(one.entry.path.name, photo.name) for one in near)

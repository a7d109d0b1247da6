"""Photos out of incoming, into work: the next one, and what becomes of it where a disk is in the way.

A large file may lie on another disk, and is copied then, for minutes: it comes in a thread of its own, one at a time,
and photos go on. Whether anything may be taken at all is decided in engine.py.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum, auto
from functools import partial

from photospool import events
from photospool.engine.incoming_folder import Fresh, IncomingFolder
from photospool.engine.intake import Intake
from photospool.engine.job_queue import LARGE_BYTES, TAKING, JobQueue
from photospool.engine.large_uploads import LargeUploads
from photospool.engine.unmoved import of_one_photo
from photospool.errors import NotMoved, SpoolError
from photospool.events import Listener
from photospool.spool.jobs import Job

log = logging.getLogger(__name__)

Taken = Callable[[], Job | None]
"""Gives what came of it, or raises what went wrong."""


class Next(Enum):
    """What came of the next one."""

    BEGUN = auto()
    NONE = auto()
    NO_PLACE = auto()
    """It waits in incoming until another one is out of work."""


class Taking:
    """Of the engine's thread, but for the copy of a large file."""

    def __init__(
        self,
        intake: Intake,
        roster: JobQueue,
        uploads: LargeUploads,
        tell: Listener,
        *,
        start: Callable[[str, Callable[[], None]], object],
        call: Callable[[Callable[[], None]], None],
        fault: Callable[[IncomingFolder, SpoolError], None],
        stop: threading.Event,
    ) -> None:
        """``start`` has a step of this name done in a thread of its own, and wakes the engine once it is over;
        ``call`` has one done in the engine's thread. ``fault``: a folder, or its disk, can't be used. Once ``stop`` is
        set nobody is told of what could not be taken.
        """
        self._intake, self._roster, self._uploads, self._tell = intake, roster, uploads, tell
        self._start, self._call, self._fault, self._stop = start, call, fault, stop
        self._large: tuple[IncomingFolder, Fresh] | None = None

    def one(self) -> Next:
        """Take the next one, or begin to."""
        # One that has ended comes only once the engine heard of it: else that would be taken for the end of the next.
        found = self._intake.next(large=self._large is None and not self._roster.has_large)
        if found is None:
            return Next.NONE
        source, one = found
        if self._roster.is_full:
            source.put_back(one)
            return Next.NO_PLACE
        if one.entry.size < LARGE_BYTES:
            self._came(source, one, partial(self._intake.take, source, one))
        else:
            self._large, source.taking = found, one.entry
            self._start(TAKING, partial(self._take_large, source, one))
        return Next.BEGUN

    def is_coming(self, job: Job) -> bool:
        """Whether a job found in work is the large file that is on its way there."""
        if self._large is None:
            return False
        source, one = self._large
        return (job.source, job.origin) == (source.key, one.entry.origin)

    def _take_large(self, source: IncomingFolder, one: Fresh) -> None:
        """In a thread of its own."""
        copying = self._uploads.copying(one.entry.path.name, one.entry.size)
        taken: Future[Job | None] = Future()
        try:
            taken.set_result(self._intake.take(source, one, copying))
        except Exception as exc:  # noqa: BLE001 (raised in the engine's thread, as if it had happened there)
            taken.set_exception(exc)
        copying.over()
        self._call(partial(self._large_came, source, one, taken.result))

    def _large_came(self, source: IncomingFolder, one: Fresh, taken: Taken) -> None:
        self._large = source.taking = None
        self._came(source, one, taken)

    def _came(self, source: IncomingFolder, one: Fresh, taken: Taken) -> None:
        try:
            job = taken()
        except SpoolError as exc:
            if not self._stop.is_set():  # else it stays in incoming, and is taken at the next start
                self._stays(source, one, exc)
            return
        source.unmoved.moved(one.entry)
        if job is not None:
            told = events.Claimed if one.words is None else events.JobQueued  # which is not counted in incoming
            self._tell(told(job.id, job.name))
            self._roster.take(job)

    def _stays(self, source: IncomingFolder, one: Fresh, exc: SpoolError) -> None:
        of_photo = of_one_photo(exc, lambda: self._intake.check(source))
        if not isinstance(of_photo, NotMoved):
            source.put_back(one)
            self._fault(source, exc)
            return
        log.warning("A photo stays in incoming: %s", exc.title)
        if source.unmoved.note(one.entry):
            self._tell(events.PhotoStays(one.entry.origin, exc.title, exc.advice))
            self._tell(self._intake.seen())

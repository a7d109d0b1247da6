"""How far a large file is on its way into work, into the album or into done, told as it goes; and the hold on it while
the user pauses.

A listener, told of every event, and asked by each thread that sends. It never decides what is sent.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from photospool.engine.job_queue import LARGE_BYTES
from photospool.errors import AlbumUnavailable
from photospool.events import BytesCopied, BytesSent, Event, Listener, Pause, PauseEnded, QueuePaused
from photospool.spool.jobs import Job

EVERY_S: Final = 0.5
"""Seconds between two events of one file, at the least."""


class LargeUploads:
    """Safe to use from several threads."""

    def __init__(self, tell: Listener, clock: Callable[[], float] = time.monotonic) -> None:
        self._tell = tell  # set once, no lock
        self._clock = clock  # set once, no lock
        self._goes_on = threading.Event()
        self._goes_on.set()
        self._is_ended = False  # set once, by ``end``

    def __call__(self, event: Event) -> None:
        """The user's pause holds what is being sent, too; all others let it come to its end."""
        match event:
            case QueuePaused(reason=Pause.USER):
                if not self._is_ended:
                    self._goes_on.clear()
            case PauseEnded(reason=Pause.USER):
                self._goes_on.set()

    def copying(self, name: str, size: int, job: str = "") -> Copying:
        """Of a large file (``size`` in bytes) that may be copied between disks; ``job``: of one that has one."""
        return Copying(BytesCopied(name, 0, size, job=job), self._tell, self._clock, self._goes_on.wait)

    @contextmanager
    def leaving(self, job: Job, size: int) -> Iterator[Copying | None]:
        """Of a file (``size`` in bytes) that goes to done, maybe as a copy; of a small one nothing is told."""
        if size < LARGE_BYTES:
            yield None
            return
        copying = self.copying(job.name, size, job.id)
        try:
            yield copying
        finally:
            copying.over()

    def end(self) -> None:
        """The program ends: whoever is held goes on, and a file that is being sent raises AlbumUnavailable: it is sent
        at the next start.
        """
        self._is_ended = True
        self._goes_on.set()

    def of(self, job: Job, size: int) -> Callable[[int], None] | None:
        """What is to be called with the number of bytes that are sent, before more are; None for a small file.

        It waits while the user pauses. Whatever lies in between may hang up meanwhile; then it begins anew. It raises
        AlbumUnavailable once the program ends.
        """
        if size < LARGE_BYTES:
            return None
        told_at = -EVERY_S

        def sent(number: int) -> None:
            nonlocal told_at
            now = self._clock()
            if now - told_at >= EVERY_S or number >= size:
                told_at = now
                self._tell(BytesSent(job.id, job.name, number, size))
            self._goes_on.wait()
            if self._is_ended:
                raise AlbumUnavailable("The program ends.", "It goes on at the next start.")

        return sent


class Copying:
    """One copy as it goes; for one thread."""

    def __init__(
        self, begun: BytesCopied, tell: Listener, clock: Callable[[], float], hold: Callable[[], object]
    ) -> None:
        """``begun`` is what is told first; ``hold`` returns once it may go on."""
        self._last = begun
        self._tell, self._clock, self._hold = tell, clock, hold
        self._told_at: float | None = None

    def __call__(self, copied: int) -> None:
        """So many bytes are copied; returns once more may be."""
        now, self._last = self._clock(), replace(self._last, copied=copied)
        if self._told_at is None or now - self._told_at >= EVERY_S:
            self._told_at = now
            self._tell(self._last)
        self._hold()

    def over(self) -> None:
        """However it ended, and how far it had come; told only where anything was copied."""
        if self._told_at is not None:
            self._tell(replace(self._last, is_over=True))

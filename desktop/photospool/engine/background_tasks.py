"""What the program does by itself while it runs, beside carrying photos: steps that are due every so often.

One thread of its own, started and stopped by the engine, so that every front end and a headless program have it alike.
What a step does is not known here; one that fails is tried again when it is due again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from photospool.errors import PhotospoolError
from photospool.events import Listener

log = logging.getLogger(__name__)

STOP_S: Final = 1.0
"""How long a stop waits for a step; closing the album ends its requests at once."""


@dataclass(frozen=True, slots=True)
class BackgroundTask:
    """One step, done at the start and then every so often."""

    name: str
    every_s: float
    do: Callable[[Listener], None]
    """Called from the chores' thread; may raise PhotospoolError when it can't be done now."""


@dataclass(slots=True)
class _Due:
    chore: BackgroundTask
    at: float = field(default=0.0)


class BackgroundTasks:
    """Made for one run: ``start``, then ``stop``."""

    def __init__(
        self,
        chores: Sequence[BackgroundTask],
        clock: Callable[[], float] = time.monotonic,
        stop: threading.Event | None = None,
    ) -> None:
        """``stop`` is set at the end, for steps that wait for something themselves."""
        self._due = [_Due(chore) for chore in chores]  # the thread's own
        self._said: dict[str, str] = {}  # the thread's own
        self._clock = clock
        self._stop = stop or threading.Event()
        self._wake = threading.Event()
        self._hurry = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, tell: Listener) -> None:
        """Do each once and go on until ``stop``; a daemon, so that a hanging step can't hold up the end."""
        self._thread = threading.Thread(target=self._run, args=(tell,), name="photospool-chores", daemon=True)
        self._thread.start()

    def do_now(self) -> None:
        """Do all of them at once; from any thread."""
        self._hurry.set()
        self._wake.set()

    def stop(self) -> None:
        """End soon; also before ``start``, and twice."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOP_S)

    def _run(self, tell: Listener) -> None:
        for due in self._due:
            due.at = self._clock()
        while not self._stop.is_set():
            if self._hurry.is_set():
                self._hurry.clear()
                for due in self._due:
                    due.at = self._clock()
            for due in self._due:
                if due.at <= self._clock() and not self._stop.is_set():
                    self._do(due.chore, tell)
                    due.at = self._clock() + due.chore.every_s
            if self._due:
                self._wake.wait(max(0.0, min(due.at for due in self._due) - self._clock()))
            else:
                self._wake.wait()
            self._wake.clear()

    def _do(self, chore: BackgroundTask, tell: Listener) -> None:
        try:
            chore.do(tell)
            self._said.pop(chore.name, None)
        except PhotospoolError as exc:
            if self._said.get(chore.name) != str(exc) and not self._stop.is_set():
                self._said[chore.name] = str(exc)
                log.info("%s waits: %s", chore.name, exc)
        except Exception:
            if not self._stop.is_set():
                log.exception("%s failed", chore.name)

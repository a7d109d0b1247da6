"""Hints that something happened in incoming. A hint only makes us look sooner; the look is the truth.

Every way in which watching fails is silent (a full kernel queue, a folder that was replaced or unmounted, no watches
left), so each look also asks whether the watch is still alive, and builds a new one if not.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from photospool.spool.filesystem import is_network

LOCAL_S: Final = 15.0
"""Seconds between looks where hints come too."""
NETWORK_S: Final = 60.0
WATCHED_LOGGER: Final = "watchdog"
INOTIFY_LOGGER: Final = "watchdog.observers.inotify"

log = logging.getLogger(__name__)


class Watcher:
    """Calls ``hint`` from its own thread whenever a file may have appeared."""

    def __init__(self, incoming: Path, *, enabled: bool = True) -> None:
        self._incoming = incoming
        self._enabled = enabled
        self._hint: Callable[[], None] = lambda: None
        self._observer: Any = None
        self._watched: tuple[int, int] | None = None  # (device, inode) of the folder that is watched
        self._overflow: logging.Handler | None = None
        self._scan_s = 0.0
        self._told = False

    @property
    def interval_s(self) -> float:
        """How long until the next look when no hint comes: looking never costs more than a hundredth of the time."""
        # Without hints the rescan is all there is, on a local disk just as often.
        longest = NETWORK_S if self._enabled and is_network(self._incoming) else LOCAL_S
        return max(longest, 100 * self._scan_s)

    @property
    def breath_s(self) -> float:
        """The least rest between looks, also while files arrive: looking costs at most a tenth of the time."""
        return 10 * self._scan_s

    @property
    def is_watching(self) -> bool:
        """Whether hints may come."""
        return self._observer is not None

    def start(self, hint: Callable[[], None]) -> None:
        """Begin. ``hint`` must return at once and never raise."""
        self._hint = hint
        if not self._enabled:
            return
        self._overflow = _Overflow(hint)
        logging.getLogger(WATCHED_LOGGER).addHandler(self._overflow)
        self._watch()

    def stop(self) -> None:
        """End; a hint that is under way may still come."""
        if self._overflow is not None:
            logging.getLogger(WATCHED_LOGGER).removeHandler(self._overflow)
        self._end()

    def supervise(self, scan_s: float) -> None:
        """After each look: is the watch alive, and of the folder that is there now? Else make a new one."""
        self._scan_s = scan_s
        if not self._enabled:
            return
        if self._observer is None or not self._is_alive() or self._identity() != self._watched:
            self._end()
            self._watch()

    def _watch(self) -> None:
        if is_network(self._incoming) or self._identity() is None:
            return
        from watchdog import events
        from watchdog.observers import Observer

        handler = events.FileSystemEventHandler()
        hint = self._hint
        handler.on_any_event = lambda event: hint()  # type: ignore[method-assign]
        wanted: list[type[events.FileSystemEvent]] = [
            events.FileCreatedEvent,
            events.FileMovedEvent,
            events.FileClosedEvent,
            events.DirCreatedEvent,
            events.DirMovedEvent,
        ]
        logging.getLogger(INOTIFY_LOGGER).addFilter(_not_of_the_end)
        observer = Observer()
        self._watched = self._identity()
        try:
            # Where a link leads: the library watches a link itself, in which nothing ever happens.
            folder = os.path.realpath(self._incoming)
            observer.schedule(handler, folder, recursive=True, event_filter=wanted)
            observer.start()
        except Exception as exc:  # noqa: BLE001 (no watches left, no backend, the folder has gone: looking makes up)
            if not self._told:
                log.warning("No hints from %s (%s): looking every %.0f s.", self._incoming, exc, self.interval_s)
            self._told = True
            observer.unschedule_all()
            return
        self._told = False
        self._observer = observer

    def _end(self) -> None:
        observer, self._observer = self._observer, None
        if observer is None:
            return
        # In a thread: on some systems the end of a watch on a dead disk hangs.
        threading.Thread(target=observer.stop, name="photospool-unwatch", daemon=True).start()

    def _is_alive(self) -> bool:
        emitters = self._observer.emitters
        return bool(self._observer.is_alive() and emitters and all(emitter.is_alive() for emitter in emitters))

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self._incoming.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _not_of_the_end(record: logging.LogRecord) -> bool:
    """Not what the library logs as an error each time that a watch ends while its thread reads."""
    return "when the thread is inactive" not in record.getMessage()


class _Overflow(logging.Handler):
    """The watching library only logs that it lost events: then everything is looked at."""

    def __init__(self, hint: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._hint = hint

    def emit(self, record: logging.LogRecord) -> None:
        self._hint()

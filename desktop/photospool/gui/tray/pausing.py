"""The user's pause: how long, remembered over a restart, and over by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from photospool.config.app_state import AppState
from photospool.gui.engine_thread import EngineThread
from photospool.gui.state import PausedUntil
from photospool.gui.tray.menu import UNTIL_TOMORROW

MORNING: Final = 8
"""The hour at which tomorrow begins."""
LOOK_MS: Final = 20_000
"""The wall clock decides, also after a sleep of the computer, so it is looked at while a pause runs."""


class Pauser(QObject):
    """Tells the engine and remembers."""

    def __init__(
        self,
        room: EngineThread,
        remember: Callable[[bool, float], None],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._room = room
        self._remember = remember
        self._clock = clock
        self._until = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, memory: AppState) -> None:
        """At start: go on with a pause that is not over yet."""
        if memory.paused and not 0 < memory.paused_until <= self._clock():
            self._pause_until(memory.paused_until)
        elif memory.paused:
            self._remember(False, 0.0)

    @Slot(float)
    def pause(self, seconds: float) -> None:
        """For so long; 0: until resumed; ``UNTIL_TOMORROW``."""
        until = 0.0
        if seconds == UNTIL_TOMORROW:
            until = tomorrow(self._clock())
        elif seconds > 0:
            until = self._clock() + seconds
        self._remember(True, until)
        self._pause_until(until)

    @Slot()
    def resume(self) -> None:
        """Now."""
        self._timer.stop()
        self._remember(False, 0.0)
        self._room.resume()
        self._room.tell(PausedUntil(0.0))

    @Slot()
    def look(self) -> None:
        """Is it over?"""
        if self._until and self._until <= self._clock():
            self.resume()

    def _pause_until(self, until: float) -> None:
        self._until = until
        self._room.tell(PausedUntil(until))
        self._room.pause()
        if until:
            self._timer.start()
        else:
            self._timer.stop()


def tomorrow(now: float) -> float:
    """The coming morning of another day, in seconds since 1970."""
    day = datetime.fromtimestamp(now) + timedelta(days=1)
    return day.replace(hour=MORNING, minute=0, second=0, microsecond=0).timestamp()

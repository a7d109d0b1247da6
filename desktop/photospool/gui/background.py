"""One question at a time, answered in a thread of its own so that no window waits; only the newest answer is told.

For short jobs of dialogs (a look at folders, a test of a server). The engine has its own thread: worker.py.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

log = logging.getLogger(__name__)


class _Carrier(QObject):
    """Brings an answer over; belongs to nobody, so that an answer that comes too late finds it still there."""

    arrived = Signal(int, object, object)


class Reporter(QObject):
    """Carries what a step tells on its way into the window's thread; belongs to nobody, so that it outlives a dialog.

    A step calls ``told.emit``.
    """

    told = Signal(object)


class Background(QObject):
    """Ask a step to run; ``answered`` or ``failed`` comes in the window's thread, not for one that was replaced."""

    answered = Signal(object)
    failed = Signal(object)
    """The exception."""

    def __init__(self, parent: QObject | None = None, *, debounce_ms: int = 0) -> None:
        super().__init__(parent)
        self._number = 0
        self._is_busy = False
        self._step: Callable[[], Any] | None = None
        self._carrier = _Carrier()
        self._carrier.arrived.connect(self._arrived)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(debounce_ms)
        self._timer.timeout.connect(self._begin)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._is_busy

    def ask(self, step: Callable[[], Any]) -> None:
        """Run this step; an earlier one that is not answered yet is forgotten."""
        self._number += 1
        self._step = step
        self._is_busy = True
        self._timer.start()

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._number += 1
        self._timer.stop()
        self._is_busy = False

    @Slot()
    def _begin(self) -> None:
        step, number, carrier = self._step, self._number, self._carrier
        if step is None:
            return

        def run() -> None:
            answer: Any = None
            error: Exception | None = None
            try:
                answer = step()
            except Exception as exc:  # noqa: BLE001 (whoever asked is told)
                error = exc
            # At the program's end Qt's objects go first: nobody wants the answer any more.
            with contextlib.suppress(RuntimeError):
                carrier.arrived.emit(number, answer, error)

        # A daemon: a disk that hangs must not hold up the program's end.
        threading.Thread(target=run, name="photospool-dialog", daemon=True).start()

    @Slot(int, object, object)
    def _arrived(self, number: int, answer: Any, error: Exception | None) -> None:
        if number != self._number:
            return
        self._is_busy = False
        if error is not None:
            log.info("A step of a dialog failed: %s", type(error).__name__)
            self.failed.emit(error)
        else:
            self.answered.emit(answer)

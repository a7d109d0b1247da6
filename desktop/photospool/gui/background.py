"""One question at a time, answered in a thread of its own so that no window waits; only the newest answer is told.

For short jobs of dialogs (a look at folders, a test of a server). The engine has its own thread: worker.py.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

log = logging.getLogger(__name__)


class _Run(QObject):
    """A step under way. What it holds, and what comes of it, is let go in the window's thread alone.

    A step knows the page that asked, and may be the last that does: a page that went in another thread would take its
    timers along, and Qt would end the program.
    """

    ended = Signal()
    _steps: ClassVar[dict[_Run, Callable[[], Any]]] = {}
    """Of all that are under way. They belong to nobody, so that an answer that comes too late finds them there; only
    the window's thread adds and removes."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.answer: Any = None
        self.error: Exception | None = None
        # A daemon: a disk that hangs must not hold up the program's end.
        self._thread = threading.Thread(target=self._work, name="photospool-dialog", daemon=True)

    def start(self, step: Callable[[], Any]) -> None:
        """Begin."""
        self._steps[self] = step
        self.ended.connect(self._let_go)
        self._thread.start()

    def _work(self) -> None:
        try:
            self.answer = self._steps[self]()
        except Exception as exc:  # noqa: BLE001 (whoever asked is told)
            self.error = exc
        # At the program's end Qt's objects go first: nobody wants the answer any more.
        with contextlib.suppress(RuntimeError):
            self.ended.emit()

    @Slot()
    def _let_go(self) -> None:
        self._thread.join()  # it has nothing left to do but to let go itself
        self.answer = self.error = None  # an exception knows its frames, and they know this
        del self._steps[self]


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
        step, self._step = self._step, None
        if step is None:
            return
        run = _Run(self._number)
        run.ended.connect(self._ended)
        run.start(step)

    @Slot()
    def _ended(self) -> None:
        run = self.sender()
        if not isinstance(run, _Run) or run.number != self._number:
            return
        self._is_busy = False
        if run.error is not None:
            log.info("A step of a dialog failed: %s", type(run.error).__name__)
            self.failed.emit(run.error)
        else:
            self.answered.emit(run.answer)

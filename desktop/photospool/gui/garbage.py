"""Circles of Python's objects are broken up in the window's thread alone.

Python looks for them in whatever thread just makes something, and what only a circle held goes there and then. Qt's
objects belong to a thread: one that goes in the engine's, while the window's still hands it something, ends the whole
program by a signal. So Python does not look by itself any more; the window's thread does, when it has time.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS: Final = 5_000
"""So often: a photo leaves five kilobytes in circles (measured), half a megabyte at 25 photos a second."""


class GarbageCollection(QObject):
    """Takes Python's looking over for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.collect()
        gc.freeze()  # what the start made stays to the end, and need not be looked through each time
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Look through what is as old as Python would have looked through by now; most often that is nothing."""
        is_due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if is_due[0]:
            gc.collect(2 if is_due[1] and is_due[2] else 1 if is_due[1] else 0)

    def close(self) -> None:
        """Let Python look again by itself."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

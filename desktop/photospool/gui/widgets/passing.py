"""A line that says what just came of something, and goes by itself: nobody reads there later what is true no more."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from photospool.gui.widgets import labels

SAID_MS: Final = 120_000
"""So long whoever did something has time to read what came of it."""


class Passing(labels.Muted):
    """Empty it takes no room. What stands (``stand``) is there again when what passes (``say``) is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._standing = ""
        self._is_true_for_a_time = False
        self.lasts_ms = SAID_MS
        """So long it stands in sight, in milliseconds."""
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self.over)
        self.hide()

    def say(self, text: str, *, true_ms: int | None = None) -> None:
        """Show this for a while. ``true_ms``: for so long it is true, whether somebody looks or not."""
        self._show(text)
        self._is_true_for_a_time = true_ms is not None
        self._patience.stop()
        if true_ms is not None:
            self._patience.start(true_ms)
        elif text and self.isVisible():
            self._patience.start(self.lasts_ms)

    def stand(self, text: str) -> None:
        """Show this until something else is to stand."""
        self._standing = text
        self.over()

    @Slot()
    def over(self) -> None:
        """What was said in passing is true no more."""
        self._patience.stop()
        self._show(self._standing)

    def _show(self, text: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is in sight is read."""
        super().showEvent(event)
        if self.text() != self._standing and not self._is_true_for_a_time:
            self._patience.start(self.lasts_ms)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back has the whole time."""
        super().hideEvent(event)
        if not self._is_true_for_a_time:
            self._patience.stop()

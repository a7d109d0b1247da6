"""The current event in one line, as wide as it wants and as narrow as it must be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from photospool.gui import theme

LEAST_PX: Final = 120
ROUNDED_PX: Final = 2
"""A font's letters are no whole pixels wide."""


class EventButton(QToolButton):
    """Shortened in the middle where there is no room: the name and the end are what one wants to know."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setObjectName("event")
        self.setAutoRaise(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_whole(self, text: str) -> None:
        """Show this text, or as much of it as fits."""
        self._whole = text
        self.setToolTip(theme.tip(text))
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        width = self._around() + self.fontMetrics().horizontalAdvance(self._whole)
        return QSize(width + ROUNDED_PX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(LEAST_PX, self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def _around(self) -> int:
        """What the style adds to the text."""
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))

    def _fit(self) -> None:
        room = max(LEAST_PX, self.width()) - self._around()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown.replace("&", "&&"))

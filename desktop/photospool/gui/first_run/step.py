"""What every step of the first run has: a title, a sentence, and whether one may go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.widgets import labels
from photospool.gui.widgets.scroll_area import ScrollArea


class Step(QWidget):
    """One step."""

    changed = Signal()
    """Whether one may go on may be another now."""

    def __init__(self, title: str, intro: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(28, 24, 28, 16)
        self.column.setSpacing(theme.WIDE)
        self.column.addWidget(labels.Title(title, larger=1.5))
        if intro:
            self.column.addWidget(labels.Wrapped(intro))
        outer.addWidget(ScrollArea(inner))

    @property
    def may_go_on(self) -> bool:
        """Whether what is chosen here will do."""
        return not self.why_not

    @property
    def why_not(self) -> str:
        """What is still to be done before one may go on; empty where one may."""
        return ""

    def entered(self) -> None:
        """It is shown now."""

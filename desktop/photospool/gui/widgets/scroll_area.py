"""What scrolls in a window: whatever the keyboard comes to is shown whole."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollArea(QScrollArea):
    """Without a frame, as wide as the window; sideways it scrolls only where that is wanted."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None, *, sideways: bool = False) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes from button to button, and this follows
        self.setWidget(inner)
        self._stays_at_the_end = False
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._follow_the_end)
        bar.valueChanged.connect(self._scrolled_to)

    def stay_at_the_end(self) -> None:
        """Scroll to what stands last, and again each time when more is in it, until somebody scrolls away from there.

        Once is not enough: lines that wrap get their height in several turns.
        """
        self._stays_at_the_end = True
        self._follow_the_end()

    def go_to_the_top(self) -> None:
        """Scroll to what stands first, and follow the end no longer."""
        self._stays_at_the_end = False
        self.verticalScrollBar().setValue(0)

    @Slot()
    def _follow_the_end(self) -> None:
        if self._stays_at_the_end:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())

    @Slot(int)
    def _scrolled_to(self, value: int) -> None:
        self._stays_at_the_end = self._stays_at_the_end and value == self.verticalScrollBar().maximum()

    def ensureWidgetVisible(self, child: QWidget, x_margin: int = 50, y_margin: int = 50) -> None:
        """Scroll to all of it. Qt looks only whether its cursor is seen, of a field to type in."""
        super().ensureWidgetVisible(child, x_margin, y_margin)
        inner = self.widget()
        if inner is not None:
            half = QPoint(child.width() // 2, child.height() // 2)
            middle = child.mapTo(inner, half)
            self.ensureVisible(middle.x(), middle.y(), half.x() + 1, half.y() + 1)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """The keyboard goes on: what it comes to is scrolled to."""
        went, focused, inner = super().focusNextPrevChild(is_next), self.focusWidget(), self.widget()
        if went and focused is not None and inner is not None and inner.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)
        return went

"""What scrolls in a window: whatever the keyboard comes to is shown whole."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
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

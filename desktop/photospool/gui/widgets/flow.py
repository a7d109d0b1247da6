"""A row of widgets that goes on in the next line where the room ends, as words do.

A widget that places its children by itself and no QLayout: one that is written in Python and lies in another layout
ends the program by a signal when that is taken away (Qt for Python 6.12, Python 3.13 and 3.14).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Widgets side by side, each as large as it would like to be; hidden ones take no room."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int) -> None:
        """``spacing``: pixels between two of them, sideways and downwards."""
        super().__init__(parent)
        self._spacing = spacing
        self.widgets: list[QWidget] = []
        """In their order, hidden ones too."""
        # Its lines need room to grow: “Fixed” would be one line high.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """At the end."""
        widget.setParent(self)
        if self.isVisible():
            widget.show()  # Qt hides what comes to a parent that is seen already
        self.widgets.append(widget)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """In pixels."""
        return self._place(width, is_real=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [_size(widget) for widget in self._shown()]
        width = sum(size.width() for size in shown) + self._spacing * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSizeHint(self) -> QSize:
        """One below the other."""
        shown = [_smallest(widget) for widget in self._shown()]
        return QSize(
            max((size.width() for size in shown), default=0), max((size.height() for size in shown), default=0)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines."""
        super().resizeEvent(event)
        self._place(self.width(), is_real=True)

    def event(self, event: QEvent) -> bool:
        """A child wants another size, comes or goes; or all is read from right to left."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange}:
            self.updateGeometry()
            self._place(self.width(), is_real=True)
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self.widgets if not widget.isHidden()]

    def _place(self, width: int, *, is_real: bool) -> int:
        """Where each of them lies; the height of all, in pixels."""
        left, top, line = 0, 0, 0
        is_mirrored = self.isRightToLeft()
        for widget in self._shown():
            size = _size(widget).boundedTo(QSize(max(width, _smallest(widget).width()), 1 << 20))
            if left > 0 and left + size.width() > width:
                left, top, line = 0, top + line + self._spacing, 0
            if is_real:
                x = width - left - size.width() if is_mirrored else left
                widget.setGeometry(QRect(x, top, size.width(), size.height()))
            left += size.width() + self._spacing
            line = max(line, size.height())
        return top + line


def _size(widget: QWidget) -> QSize:
    """As large as it would like to be."""
    return widget.sizeHint().expandedTo(_smallest(widget)).boundedTo(widget.maximumSize())


def _smallest(widget: QWidget) -> QSize:
    return widget.minimumSizeHint().expandedTo(widget.minimumSize())

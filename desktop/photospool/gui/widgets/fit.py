"""How large a window may be: never larger than the screen leaves room for; what does not fit in is scrolled to.

A window that is made says how large it would like to be. Its last row, the one with the buttons, stands still; what
is above it scrolls where the screen is small. A size that the user gave to a window is taken up again the next time.
"""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from photospool.gui.widgets.scroll_area import ScrollArea
from photospool.gui.widgets.window_sizes import keep_size, kept_size

TITLE_BAR_PX: Final = 36
"""What a window manager draws above a window, until it is shown and can be asked."""
SMALLEST_PX: Final = 120
SCROLL_BAR_PX: Final = 12
"""Room beside what scrolls, so that the bar hides nothing."""


def fit(window: QWidget, wanted: QSize, *, scrolls: bool = True, grows: bool | None = None) -> None:
    """Call it last in a window's ``__init__``, once its layout is made.

    ``wanted``: in pixels; a height of 0 means as high as what is in it. ``scrolls``: whether all above the last row of
    its layout goes into one scroll area; False where the window has scroll areas of its own. ``grows``: whether the
    window becomes higher with what is in it; as ``scrolls`` where nothing is said.
    """
    if scrolls:
        _scroll_all_but_the_last_row(window)
    _Fitting(window, wanted, grows=scrolls if grows is None else grows)


class Scrolled(ScrollArea):
    """As high as what is in it where there is room, and never wider than the window."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        self._inner = inner
        super().__init__(inner, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inner.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """All of it."""
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Sideways nothing is cut off; downwards it scrolls."""
        return QSize(self._inner.minimumSizeHint().width(), min(SMALLEST_PX, self._inner.sizeHint().height()))

    def whole_height(self, width: int) -> int:
        """The height that needs no scrolling. Not Qt's ``heightForWidth``: a layout takes that for the least, too."""
        layout = self._inner.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self._inner.sizeHint().height()
        return layout.totalHeightForWidth(width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it grew: the window may grow too."""
        if not isValid(self):
            return False
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def _scroll_all_but_the_last_row(window: QWidget) -> None:
    whole = window.layout()
    if not isinstance(whole, QBoxLayout):
        raise TypeError(f"{type(window).__name__} has no rows to scroll")
    margins = whole.contentsMargins()
    inner = QWidget()
    inner.setLayout(whole)  # Qt takes it, with all widgets in it, away from the window
    foot = whole.takeAt(whole.count() - 1)
    whole.setContentsMargins(margins.left(), margins.top(), margins.right(), 0)
    outer = QVBoxLayout(window)
    outer.setContentsMargins(0, 0, 0, margins.bottom())
    outer.setSpacing(whole.spacing())
    outer.addWidget(Scrolled(inner), 1)
    below = QVBoxLayout()
    below.setContentsMargins(margins.left(), 0, margins.right(), 0)
    if foot is not None and (layout := foot.layout()) is not None:
        below.addLayout(layout)
    elif foot is not None and (widget := foot.widget()) is not None:
        below.addWidget(widget)
    outer.addLayout(below)


class _Fitting(QObject):
    """Watches one window for as long as it lives."""

    def __init__(self, window: QWidget, wanted: QSize, *, grows: bool) -> None:
        super().__init__(window)
        self._grows = grows
        self._wanted = wanted
        self._given = QSize()
        self._screen: QScreen | None = None
        self._first()
        window.installEventFilter(self)

    @property
    def _window(self) -> QWidget:
        """Asked for and never kept: a window that its own child refers to is a circle, which Python breaks up whenever
        it likes and in whatever thread it then is. Qt ends the program for that.
        """
        return cast("QWidget", self.parent())

    def _first(self) -> None:
        room = self._room().size()
        least = self._window.minimumSize().boundedTo(room)
        self._window.setMinimumSize(least)
        kept = kept_size(self._window.objectName())
        width = min(kept.width() if kept.isValid() else self._wanted.width(), room.width())
        width = max(width, min(self._window.minimumSizeHint().width(), room.width()))
        height = kept.height() if kept.isValid() else self._wanted.height()
        height = max(height, 0 if self._wanted.height() else self._needed(width))
        self._give(QSize(width, min(height, room.height())))

    def _room(self) -> QRect:
        """Where the window may lie, without its frame."""
        screen = self._window.screen() or QGuiApplication.primaryScreen()
        free = screen.availableGeometry()
        frame, inner = self._window.frameGeometry(), self._window.geometry()
        above = max(inner.top() - frame.top(), TITLE_BAR_PX)
        sides = max(inner.left() - frame.left(), 1)
        return free.adjusted(sides, above, -sides, -max(frame.bottom() - inner.bottom(), 1))

    def _needed(self, width: int) -> int:
        layout = self._window.layout()
        if layout is None:
            return self._window.sizeHint().height()
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        hint = layout.totalSizeHint().height()
        item = layout.itemAt(0)
        first = item.widget() if item is not None else None
        return hint - first.sizeHint().height() + first.whole_height(width) if isinstance(first, Scrolled) else hint

    def _give(self, size: QSize) -> None:
        self._given = size
        self._window.resize(size)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shown, grown, or closed."""
        # A window that is deleted while it is shown is hidden by Qt once more, when Python's half of both may be gone.
        if not isValid(self) or "_given" not in self.__dict__ or not isinstance(self.parent(), QWidget):
            return False
        match event.type():
            case QEvent.Type.Show:
                self._follow(self._window.screen())
                self._keep_in()
            case QEvent.Type.LayoutRequest:
                self._grow()
            case QEvent.Type.ScreenChangeInternal:
                self._follow(self._window.screen())
                self._keep_in()
            case QEvent.Type.Hide:
                self._remember()
        return super().eventFilter(watched, event)

    def _follow(self, screen: QScreen) -> None:
        """Hear once when the room on this screen changes, and of the former one no more."""
        if screen is self._screen:
            return
        if self._screen is not None and isValid(self._screen):
            self._screen.availableGeometryChanged.disconnect(self._keep_in)
        self._screen = screen
        screen.availableGeometryChanged.connect(self._keep_in)

    def _grow(self) -> None:
        """More is in it now; it never shrinks by itself."""
        window, room = self._window, self._room().size()
        if window.isMaximized() or window.isFullScreen():
            return
        needed = min(self._needed(window.width()), room.height())
        if self._grows and needed > window.height():
            self._give(QSize(window.width(), needed))
            self._keep_in()

    @Slot()
    def _keep_in(self) -> None:
        """No part of it lies off the screen."""
        window, room = self._window, self._room()
        if not window.isVisible() or window.isMaximized() or window.isFullScreen():
            return
        window.setMinimumSize(window.minimumSize().boundedTo(room.size()))
        if window.width() > room.width() or window.height() > room.height():
            self._give(window.size().boundedTo(room.size()))
        at = window.geometry().topLeft()
        right, bottom = room.right() + 1 - window.width(), room.bottom() + 1 - window.height()
        inside = QPoint(max(room.left(), min(at.x(), right)), max(room.top(), min(at.y(), bottom)))
        if inside != at and QGuiApplication.platformName() != "wayland":
            window.setGeometry(QRect(inside, window.size()))

    def _remember(self) -> None:
        """Only a size that the user gave it."""
        window = self._window
        if window.size() != self._given and not (window.isMaximized() or window.isFullScreen()):
            keep_size(window.objectName(), window.size())

"""Labels, pictures and surfaces in the program's own look.

Apart from the theme: the tray has none of these, and Qt's classes for them come only with whoever imports them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.widgets.plain_text import breakable, kept_together
from photospool.gui.widgets.scroll_area import ScrollArea


class _Breaking(QLabel):
    """A label that wraps, long words too; ``text`` is what was given, without the signs that let it wrap."""

    _given = ""  # Qt tells of its font before there is a text

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)  # names and what servers say are strangers' texts
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show this."""
        self._given = text
        # Qt copies a no-break space as a blank, but every other sign as it is.
        super().setText(kept_together(text) if self._may_be_copied() else breakable(text))
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Another font has other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def _make_room(self) -> None:
        """Above the first line: some fonts (DejaVu) draw the dots of an Ö higher than they say that letters are."""
        metrics = self.fontMetrics()
        self.setContentsMargins(0, max(0, -metrics.tightBoundingRect(self._given).top() - metrics.ascent()), 0, 0)

    def text(self) -> str:
        """What is shown."""
        return self._given

    def setTextInteractionFlags(self, flags: Qt.TextInteractionFlag) -> None:
        """What can be marked and copied has to be what was given."""
        super().setTextInteractionFlags(flags)
        self.setText(self._given)

    def _may_be_copied(self) -> bool:
        marks = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        return bool(self.textInteractionFlags() & marks)


class Wrapped(_Breaking):
    """A label that wraps, and is never higher than its text at the width that it has."""

    def minimumSizeHint(self) -> QSize:
        """One line: Qt's own is as high as the text would be in the narrowest column."""
        above = self.contentsMargins().top()
        return QSize(min(160, super().minimumSizeHint().width()), above + self.fontMetrics().height())


class Muted(Wrapped):
    """A label for what is said in passing."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._recolour()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.ApplicationPaletteChange, QEvent.Type.ThemeChange}:
            self._recolour()

    def _recolour(self) -> None:
        palette = QPalette(QGuiApplication.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme.colours().muted)
        self.setPalette(palette)


class Title(_Breaking):
    """A label in a larger, bolder hand; wraps."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, larger: float = 1.25) -> None:
        super().__init__(text, parent)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * larger)
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)


class Elided(QLabel):
    """One line that is shortened in the middle where it does not fit; the whole is in the tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Show this text, or as much of it as fits."""
        self._whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, max(self.width(), 40))
        self.setText(shown)
        self.setToolTip(theme.tip(self._whole) if shown != self._whole else "")
        self.setAccessibleName(self._whole)


class Picture(QLabel):
    """One of our icons in a window, in a colour of ``ThemeColours`` by its name."""

    def __init__(self, name: str, size_px: int, colour: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = colour
        self.setFixedSize(size_px, size_px)

    def show_icon(self, name: str, colour: str = "text") -> None:
        """Another icon, or another colour."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, sharp at every density."""
        painter = QPainter(self)
        theme.draw_icon(painter, self._name, QRectF(self.rect()), getattr(theme.colours(), self._colour))
        painter.end()


class CardFrame(QFrame):
    """A rounded surface on which things belong together; ``edge`` colours its border by a name of ``ThemeColours``."""

    def __init__(self, parent: QWidget | None = None, *, edge: str = "line") -> None:
        super().__init__(parent)
        self.edge = edge
        self.is_hovered = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        found = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(found.card_hover if self.is_hovered else found.card)
        painter.setPen(getattr(found, self.edge))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.end()


class EmptyPlace(QWidget):
    """What stands where there is nothing to show: a picture, a title, a sentence, and what may follow; it scrolls."""

    def __init__(self, icon_name: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Title(title)
        self.text = Muted(text)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setMaximumWidth(460)
        self.text.setMinimumWidth(260)
        inner = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollArea(inner))
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        layout.setSpacing(theme.GAP)
        layout.addStretch(2)
        layout.addWidget(Picture(icon_name, 44, "muted"), alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(theme.GAP)
        layout.addWidget(self.title)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.text, 4)
        middle.addStretch(1)
        layout.addLayout(middle)
        self.more = QVBoxLayout()
        layout.addLayout(self.more)
        layout.addStretch(3)

    def say(self, title: str, text: str) -> None:
        """Show these words."""
        self.title.setText(title)
        self.text.setText(text)

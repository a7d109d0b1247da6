"""The window's head: the state in a sentence with what can be done about it, and the strip of a photo's way."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photospool.events import Pause
from photospool.gui import theme
from photospool.gui.faces import State
from photospool.gui.i18n import value_texts
from photospool.gui.state import Status
from photospool.gui.tray.menu import PauseMenu
from photospool.gui.widgets import labels

COLOURS: Final = {
    State.IDLE: "good",
    State.WORKING: "accent",
    State.PAUSED: "muted",
    State.ATTENTION: "warning",
    State.OFFLINE: "muted",
}


class StateCard(labels.CardFrame):
    """What the tray icon says, in words, with the buttons that go with it."""

    pause_wanted = Signal(float)
    resume_wanted = Signal()
    look_now = Signal()
    restart = Signal()
    copy_report = Signal()
    settings = Signal()
    set_up = Signal()
    show_issues = Signal()
    show_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("state")
        self._picture = labels.Picture("tray-idle", 36, "good")
        self.title = labels.Title()
        self.detail = labels.Muted()
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # it may hold a line to run
        self._pause = QToolButton()
        self._pause.setObjectName("pause")
        self._pause.setText(self.tr("Pause"))
        self._pause.setIcon(theme.icon("pause"))
        self._pause.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._pause.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = PauseMenu(self._pause)
        menu.chosen.connect(self.pause_wanted)
        self._pause.setMenu(menu)
        self._buttons = {
            name: self._button(name, text, icon, signal)
            for name, text, icon, signal in (
                ("resume", self.tr("Resume"), "play", self.resume_wanted),
                ("look-now", self.tr("Try now"), "retry", self.look_now),
                ("show-issues", self.tr("Show"), "warning", self.show_issues),
                ("show-empty", self.tr("Show…"), "folder", self.show_left),
                ("restart", self.tr("Start again"), "play", self.restart),
                ("copy-report", self.tr("Copy report"), "copies", self.copy_report),
                ("set-up", self.tr("Set up…"), "settings", self.set_up),
                ("fix-settings", self.tr("Settings…"), "settings", self.settings),
            )
        }
        self._lay_out()

    def _button(self, name: str, text: str, icon: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(theme.icon(icon), text)
        button.setObjectName(name)
        button.clicked.connect(signal)
        button.hide()
        return button

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.WIDE, theme.WIDE - 2, theme.WIDE, theme.WIDE - 2)
        layout.setSpacing(theme.WIDE)
        layout.addWidget(self._picture)
        layout.addLayout(texts, 1)
        for button in self._buttons.values():
            layout.addWidget(button)
        layout.addWidget(self._pause)
        self.setMinimumHeight(76)

    def show_status(self, status: Status) -> None:
        """Follow the status."""
        told = value_texts.told(status, time.time())
        self.title.setText(told.title)
        self.detail.setText(told.detail)
        self.detail.setVisible(bool(told.detail))
        # A hook in green beside what has to be sent again would say two things.
        colour = "muted" if value_texts.is_only_empty(status) else COLOURS[status.state]
        self._picture.show_icon(f"tray-{status.state.value}", colour)
        self.setAccessibleName(f"{told.title}. {told.detail}")
        wanted = useful_buttons(status)
        for name, button in self._buttons.items():
            button.setVisible(name in wanted)
        can_pause = status.is_running and not status.pauses
        self._pause.setVisible(can_pause)


def useful_buttons(status: Status) -> set[str]:
    """What can be done about a state."""
    if status.crash:
        return {"restart", "copy-report"}
    if status.refusal is not None:
        return {"restart", "fix-settings"}
    pause = status.pause
    if pause is None:
        is_quiet = not status.working and (not status.coming or value_texts.are_empty(status))
        is_of_them = not status.held  # else the card speaks of HEIC that waits
        if value_texts.is_only_empty(status):
            return {"show-empty"}
        if status.stuck and status.stays is not None and is_quiet and status.copying is None:
            return {"look-now"}  # nothing else tries those again
        return {"show-issues"} if status.issues and is_quiet and is_of_them else set()
    return {
        Pause.USER: {"resume"},
        Pause.UNCONFIRMED: {"set-up"},
        Pause.MOVING: set(),
        Pause.OFFLINE: {"look-now"},
        Pause.REFUSED: {"look-now", "fix-settings"},
        Pause.FOLDERS: {"look-now", "fix-settings"},
        Pause.DISK_FULL: {"look-now"},
    }[pause.reason]


class Tile(QAbstractButton):
    """One station of a photo's way: how many, and what is there."""

    def __init__(self, name: str, label: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = label
        self._icon = icon
        self._count = 0
        self._colour = "text"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int, colour: str = "text", tip: str = "") -> None:
        """Another number."""
        self._count, self._colour = count, colour if count else "muted"
        self.setAccessibleName(f"{self._label}: {QLocale().toString(count)}")
        self.setToolTip(theme.tip(tip))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a number of six digits."""
        line = self.fontMetrics().height()
        return QSize(130, round(line * 3.7))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw number, label and icon on a card."""
        found = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_active = self.underMouse() or self.isDown()
        painter.setBrush(found.card_hover if is_active else found.card)
        painter.setPen(found.accent if self.hasFocus() else found.line)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        inner = box.adjusted(14, 8, -14, -8)
        corner = QRectF(inner.right() - 20, inner.top() + 2, 20, 20)
        theme.draw_icon(painter, self._icon, corner, getattr(found, self._colour))
        font = QFont(self.font())
        painter.setPen(found.muted)
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, self._label)
        font.setPointSizeF(font.pointSizeF() * 1.55)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(getattr(found, self._colour))
        number = QLocale().toString(self._count)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, number)
        painter.end()


class Strip(QWidget):
    """Incoming → Working → Done · Issues."""

    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.incoming = Tile("incoming", self.tr("Incoming"), "folder")
        self.working = Tile("working", self.tr("Working"), "retry")
        self.done = Tile("done", self.tr("Done"), "check")
        self.issues = Tile("issues", self.tr("Issues"), "warning")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for place, tile in enumerate((self.incoming, self.working, self.done, self.issues)):
            if place in {1, 2}:
                layout.addWidget(labels.Picture("arrow", 16, "muted"))
            elif place == 3:
                layout.addSpacing(10)
            layout.addWidget(tile, 1)
            tile.clicked.connect(self._clicked)

    def show_status(self, status: Status) -> None:
        """Follow the status."""
        waiting = self.tr("%n wait to be tried again", "", len(status.waiting)) if status.waiting else ""
        waiting = "\n".join(part for part in (waiting, value_texts.cut_off(status, time.time())) if part)
        names = ", ".join(list(status.working.values())[:5])
        self.incoming.show_count(status.in_incoming, tip=self.tr("Open the incoming folder"))
        self.working.show_count(len(status.working), "accent", tip="\n".join(part for part in (names, waiting) if part))
        self.done.show_count(status.done, tip=self.tr("What reached your album; see it under Recent"))
        self.issues.show_count(len(status.issues), "warning", tip=self.tr("What needs attention"))

    @Slot()
    def _clicked(self) -> None:
        self.clicked.emit(self.sender().objectName())

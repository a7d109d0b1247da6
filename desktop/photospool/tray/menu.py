"""The tray's menu, made anew from the status each time that it opens. It asks; app.py does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from photospool.events import Pause
from photospool.tray import look, words
from photospool.tray.status import Status

if TYPE_CHECKING:
    from photospool.history import Entry

RECENT: Final = 8
UNTIL_TOMORROW: Final = -1.0
"""In place of seconds: until eight in the morning."""
UNTIL_RESUMED: Final = 0.0


@dataclass(frozen=True, slots=True)
class MenuFacts:
    """What the menu shows."""

    status: Status
    recent: Sequence[Entry]
    """With thumbnails, the newest first."""
    event: str
    """The current event in words, or empty."""


class PauseMenu(QMenu):
    """The four pauses; also below the window's button."""

    chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Pause"))
        choices = [
            (self.tr("For 30 minutes"), 30 * 60.0),
            (self.tr("For 1 hour"), 60 * 60.0),
            (self.tr("Until tomorrow"), UNTIL_TOMORROW),
            (self.tr("Until I resume"), UNTIL_RESUMED),
        ]
        for text, seconds in choices:
            action = self.addAction(text)
            action.setData(seconds)
        self.triggered.connect(self._triggered)

    def _triggered(self, action: QAction) -> None:
        self.chosen.emit(float(action.data()))


class TrayMenu(QMenu):
    """Every entry is a signal."""

    open_album = Signal()
    show_window = Signal()
    show_issues = Signal()
    show_photo = Signal(object)
    change_event = Signal()
    add_photos = Signal()
    open_folder = Signal(str)
    pause_wanted = Signal(float)
    resume_wanted = Signal()
    set_up = Signal()
    settings = Signal()
    about = Signal()
    quit_wanted = Signal()

    def __init__(self, facts: Callable[[], MenuFacts], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tray-menu")
        self.setToolTipsVisible(True)
        self._facts = facts
        self._shown: object = None
        self._pause = PauseMenu(self)
        self._pause.chosen.connect(self.pause_wanted)
        self._recent = QMenu(self)
        self._recent.triggered.connect(self._photo_chosen)
        self.aboutToShow.connect(self.rebuild)

    def refresh(self) -> None:
        """Follow the status where a panel keeps a copy of the menu; nothing is done while it is open."""
        facts = self._facts()
        shown = (words.told(facts.status, time.time()), facts.status.issues, facts.event, len(facts.recent))
        if shown != self._shown and not self.isVisible():
            self._shown = shown
            self.rebuild()

    def rebuild(self) -> None:
        """From the status of this moment."""
        facts = self._facts()
        status = facts.status
        told = words.told(status, time.time())
        self.clear()
        first = self.addAction(told.title)
        first.setObjectName("state")
        first.setToolTip(told.detail)
        first.triggered.connect(self.show_window)
        if facts.event:
            self._entry(self.tr("Now: {event}").format(event=facts.event), self.change_event, "event-now")
        if status.issues:
            text = self.tr("%n photo(s) need attention…", "", len(status.issues))
            self._entry(text, self.show_issues, "issues", "warning")
        if Pause.UNCONFIRMED in status.pauses or status.refusal is not None:
            self._entry(self.tr("Set up…"), self.set_up, "set-up")
        self.addSeparator()
        self._entry(self.tr("Open album"), self.open_album, "open-album", "album")
        self._entry(self.tr("Show window"), self.show_window, "show-window")
        self._add_recent(facts.recent)
        self.addSeparator()
        self._entry(self.tr("Add photos…"), self.add_photos, "add-photos", "add")
        self._entry(self.tr("Current event…"), self.change_event, "event")
        self.addSeparator()
        self._entry(self.tr("Open incoming folder"), lambda: self.open_folder.emit("incoming"), "incoming", "folder")
        self._entry(self.tr("Open done folder"), lambda: self.open_folder.emit("done"), "done", "folder")
        self.addSeparator()
        if status.is_paused_by_user:
            self._entry(self.tr("Resume"), self.resume_wanted, "resume", "play")
        else:
            self.addMenu(self._pause)
        self._entry(self.tr("Settings…"), self.settings, "settings", "settings")
        self._entry(self.tr("About Photospool"), self.about, "about")
        self.addSeparator()
        self._entry(self.tr("Quit"), self.quit_wanted, "quit")

    def _entry(self, text: str, do: object, name: str, icon: str = "") -> QAction:
        action = self.addAction(text)
        action.setObjectName(name)
        if icon:
            action.setIcon(look.icon(icon))
        action.triggered.connect(do)
        return action

    def _add_recent(self, recent: Sequence[Entry]) -> None:
        self._recent.clear()
        self._recent.setTitle(self.tr("Recent"))
        for entry in recent[:RECENT]:
            # An ampersand would mark a letter for the keyboard.
            text = f"{entry.name}  ·  {words.ago(entry.at)}".replace("&", "&&")
            action = self._recent.addAction(text)
            action.setIcon(_thumb(entry.thumb))
            action.setData(entry.number)
        self._recent.setEnabled(bool(recent))
        self.addMenu(self._recent)

    def _photo_chosen(self, action: QAction) -> None:
        self.show_photo.emit(action.data())


def _thumb(data: bytes) -> QIcon:
    pixmap = QPixmap()
    return QIcon(pixmap) if data and pixmap.loadFromData(data) else look.icon("picture")

"""The tray's menu, brought up to date each time that it opens. It asks; app.py does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from photospool.events import Pause
from photospool.gui import theme
from photospool.gui.i18n import value_texts
from photospool.gui.state import Status

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


class TrayMenu(QObject):
    """Fills a menu that is there already; every entry is a signal."""

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
    help_wanted = Signal()
    about = Signal()
    quit_wanted = Signal()

    def __init__(self, facts: Callable[[], MenuFacts], menu: QMenu, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = menu
        menu.setObjectName("tray-menu")
        menu.setToolTipsVisible(True)
        self._facts = facts
        self._is_open = False
        self._thumbs: dict[tuple[int, float], QIcon] = {}
        """Of the photos under *Recent*: each is decoded once, not with every photo that comes after it."""
        # Each entry is made once and stays: a panel that shows its own copy of the menu names what is clicked by
        # its number, which must mean the same when the status changes under the user's hand.
        self._state = self._entry("", self.show_window, "state")
        self._event = self._entry("", self.change_event, "event-now")
        self._issues = self._entry("", self.show_issues, "issues", "warning")
        self._set_up = self._entry(self.tr("Set up…"), self.set_up, "set-up")
        menu.addSeparator()
        self._entry(self.tr("Open album"), self.open_album, "open-album", "album")
        self._entry(self.tr("Show window"), self.show_window, "show-window")
        self._recent = QMenu(self.tr("Recent"), menu)
        self._recent.triggered.connect(self._photo_chosen)
        menu.addMenu(self._recent)
        menu.addSeparator()
        self._entry(self.tr("Add files…"), self.add_photos, "add-photos", "add")
        self._entry(self.tr("Current event…"), self.change_event, "event")
        menu.addSeparator()
        self._entry(self.tr("Open incoming folder"), lambda: self.open_folder.emit("incoming"), "incoming", "folder")
        self._entry(self.tr("Open done folder"), lambda: self.open_folder.emit("done"), "done", "folder")
        menu.addSeparator()
        self._resume = self._entry(self.tr("Resume"), self.resume_wanted, "resume", "play")
        self._pause = PauseMenu(menu)
        self._pause.chosen.connect(self.pause_wanted)
        menu.addMenu(self._pause)
        self._entry(self.tr("Settings…"), self.settings, "settings", "settings")
        self._entry(self.tr("Help"), self.help_wanted, "help")
        self._entry(self.tr("About Photospool"), self.about, "about")
        menu.addSeparator()
        self._entry(self.tr("Quit"), self.quit_wanted, "quit")
        menu.aboutToShow.connect(self._opens)
        menu.aboutToHide.connect(self._closes)

    @Slot()
    def _opens(self) -> None:
        self._is_open = True
        self.rebuild()

    @Slot()
    def _closes(self) -> None:
        self._is_open = False

    def rebuild(self) -> None:
        """Follow the status of this moment."""
        facts = self._facts()
        status = facts.status
        attention = value_texts.attention_words(status)
        self._say(status, attention)
        self._event.setText(self.tr("Now: {event}").format(event=facts.event))
        self._event.setVisible(bool(facts.event))
        self._issues.setText(self.tr("{what}…").format(what=attention))
        self._issues.setVisible(bool(status.issues))
        self._set_up.setVisible(Pause.UNCONFIRMED in status.pauses or status.refusal is not None)
        self._resume.setVisible(status.is_paused_by_user)
        self._pause.menuAction().setVisible(not status.is_paused_by_user)
        self._show_recent(facts.recent)

    def refresh(self) -> None:
        """Follow the status while nobody looks, for panels that don't say when they open it."""
        if not self._is_open:
            self.rebuild()

    def _say(self, status: Status, attention: str) -> None:
        told = value_texts.told(status, time.time())
        self._state.setText(told.title)
        is_said_below = bool(status.issues) and told.title == attention
        self._state.setVisible(not is_said_below)
        self._issues.setToolTip(theme.tip(told.detail) if is_said_below else "")
        self._state.setToolTip(theme.tip(told.detail))

    def _entry(self, text: str, do: object, name: str, icon: str = "") -> QAction:
        action = self._menu.addAction(text)
        action.setObjectName(name)
        if icon:
            action.setIcon(theme.icon(icon))
        action.triggered.connect(do)
        return action

    def _show_recent(self, recent: Sequence[Entry]) -> None:
        wanted = [(entry.number, value_texts.ago(entry.at)) for entry in recent[:RECENT]]
        if wanted == [(action.data(), action.property("when")) for action in self._recent.actions()]:
            return
        self._recent.clear()
        known = self._thumbs
        self._thumbs = {}
        for entry in recent[:RECENT]:
            when = value_texts.ago(entry.at)
            # An ampersand would mark a letter for the keyboard.
            action = self._recent.addAction(f"{entry.name}  ·  {when}".replace("&", "&&"))
            which = (entry.number, entry.at)  # numbers begin anew where the list was lost
            self._thumbs[which] = known.get(which) or _thumb(entry.thumb)
            action.setIcon(self._thumbs[which])
            action.setData(entry.number)
            action.setProperty("when", when)
        self._recent.setEnabled(bool(recent))

    def _photo_chosen(self, action: QAction) -> None:
        self.show_photo.emit(action.data())


def _thumb(data: bytes) -> QIcon:
    pixmap = QPixmap()
    return QIcon(pixmap) if data and pixmap.loadFromData(data, "JPEG") else theme.icon("picture")

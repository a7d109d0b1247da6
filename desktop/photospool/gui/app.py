"""The program in the tray: every connection is made here, and nowhere else. Nothing about photos is decided here."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from photospool import events
from photospool.config.kinds import taken
from photospool.config.profile import Profile
from photospool.events import Event, Pause, QueuePaused
from photospool.gui import theme
from photospool.gui.album_server import GOOD_FOR_MS, AlbumDoor, without_browser
from photospool.gui.dialogs.dialogs import Dialogs
from photospool.gui.engine_thread import EngineThread, set_aside
from photospool.gui.i18n import value_texts
from photospool.gui.i18n.folder_words import card_done_words
from photospool.gui.notifications.announcer import Announcer
from photospool.gui.notifications.notice import Go
from photospool.gui.notifications.notifier import notifier_here
from photospool.gui.state import IssuesSeen, KindsChosen, Status, fold
from photospool.gui.tray.icon import TrayIcon
from photospool.gui.tray.menu import RECENT, MenuFacts, TrayMenu
from photospool.gui.tray.pausing import Pauser
from photospool.gui.widgets.previews import Pictures
from photospool.gui.widgets.reveal import Revealer, open_folder
from photospool.system.heap import give_back
from photospool.system.typed_paths import expanded

if TYPE_CHECKING:
    from photospool.config.current_event import CurrentEvent
    from photospool.gui.album_move import AlbumMove
    from photospool.gui.single_instance import HandedOver
    from photospool.gui.window.window import Window
    from photospool.history import History

log = logging.getLogger(__name__)

DRAW_MS: Final = 100
"""The status is drawn at most so often, however much happens."""
MINUTE_MS: Final = 60_000
AT_REST_MS: Final = 3_000
"""After an engine has begun: by then all of it is there, and nothing may be left to do."""
NO_TRAY_MS: Final = 60_000
"""How long a program that was started hidden waits for a tray before it shows itself, minimised."""
NOT_SET_UP: Final = QueuePaused(
    Pause.UNCONFIRMED, "Photospool is not set up yet.", "Choose three folders and an album; that takes a minute."
)


class App(QObject):
    """The one object that knows all others."""

    settings_wanted = Signal()
    set_up_wanted = Signal()
    add_wanted = Signal(list)
    event_wanted = Signal()
    ended = Signal()

    def __init__(
        self, here: Profile, parent: QObject | None = None, *, icon: TrayIcon | None = None, is_demo: bool = False
    ) -> None:
        """``icon``: the one that is in the tray already."""
        super().__init__(parent)
        self.here = here
        self._is_demo = is_demo
        self.status = Status()
        self.history: History | None = None
        self.window: Window | None = None
        self._is_quitting = False
        self._move: AlbumMove | None = None
        self.room = EngineThread(self)
        self.icon = icon or TrayIcon(QMenu())
        self.icon.setParent(self)
        self.menu = TrayMenu(self._facts, self.icon.menu, self)
        self.door = AlbumDoor(self)
        self.pictures = Pictures(self, heic_anyway=lambda: self.here.opens_heic_anyway)
        self._revealer = Revealer(self)
        self._pauser = Pauser(self.room, self._remember_pause, self)
        self._draw_timer = QTimer(self, singleShot=True, interval=DRAW_MS)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self.notifier = notifier_here(lambda: self.icon.tray, parent=self)
        self.announcer = Announcer(
            self.notifier,
            here.settings.notifications,
            here.places.notices,
            is_in_front=self._is_in_front,
            parent=self,
        )
        self.dialogs = Dialogs(
            lambda: self.here, lambda: self.status, lambda: self.window, self.announcer.show_test, self
        )
        self._connect()
        self.add_wanted.connect(self.dialogs.add_photos)
        self.event_wanted.connect(self.dialogs.current_event)
        self.door.alarmed.connect(self.dialogs.warn)
        self.dialogs.photos_added.connect(self.room.look_now)
        self.dialogs.event_chosen.connect(self._remember_event)
        self.room.told.connect(self.announcer.on_event)
        self.announcer.wanted.connect(self._go)
        self.settings_wanted.connect(self.dialogs.settings)
        self.dialogs.copies_wanted.connect(self.show_copies)
        self.dialogs.reveal_wanted.connect(self._revealer.reveal)
        self.dialogs.quit_agreed.connect(self.quit)
        self.dialogs.settings_saved.connect(self._take_new_settings)
        self.dialogs.first_run_ended.connect(self.show_window)
        self.set_up_wanted.connect(self._set_up)

    def _connect(self) -> None:
        self.room.told.connect(self._told)
        self.room.turned.connect(self._soon_draw)
        self.room.history_opened.connect(self._history_opened)
        self._draw_timer.timeout.connect(self.draw)
        self._minute.timeout.connect(self.draw)
        self.door.opened.connect(self._open_address)
        self.door.failed.connect(self.say)
        self.icon.activated.connect(self.show_window)
        self.icon.vanished.connect(self.show_window)
        menu = self.menu
        menu.open_album.connect(self.open_album)
        menu.show_window.connect(self.show_window)
        menu.show_issues.connect(self.show_issues)
        menu.show_photo.connect(self._show_photo)
        menu.change_event.connect(self.event_wanted)
        menu.add_photos.connect(lambda: self.add_wanted.emit([]))
        menu.open_folder.connect(self.open_folder)
        menu.pause_wanted.connect(self._pauser.pause)
        menu.resume_wanted.connect(self._pauser.resume)
        menu.set_up.connect(self.set_up_wanted)
        menu.settings.connect(self.settings_wanted)
        menu.help_wanted.connect(self.dialogs.help)
        menu.about.connect(self.dialogs.about)
        menu.quit_wanted.connect(self.ask_to_quit)

    def _connect_window(self, window: Window) -> None:
        from photospool.gui.album_move import AlbumMove
        from photospool.gui.window.answers import Answers
        from photospool.gui.window.issue_actions import IssueActions

        window.add_files.connect(self.add_wanted)
        window.open_album.connect(self.open_album)
        window.open_folder.connect(self.open_folder)
        window.left_wanted.connect(self.dialogs.left)
        window.change_event.connect(self.event_wanted)
        window.settings.connect(self.settings_wanted)
        window.cards.answered.connect(self.room.answer_card)
        window.online_only.fetched.connect(self.room.look_now)
        window.help_wanted.connect(self.dialogs.help)
        window.about.connect(self.dialogs.about)
        window.quit_wanted.connect(self.ask_to_quit)
        window.closing.connect(self._closing)
        state = window.state
        state.pause_wanted.connect(self._pauser.pause)
        state.resume_wanted.connect(self._pauser.resume)
        state.look_now.connect(self.room.look_now)
        state.restart.connect(self.restart)
        state.copy_report.connect(self._copy_report)
        state.settings.connect(self.settings_wanted)
        state.set_up.connect(self.set_up_wanted)
        window.recent.reveal.connect(self._revealer.reveal)
        window.recent.open_in_album.connect(self.open_album)
        window.copies.open_album.connect(self.open_album)
        window.recent.settings.connect(self.dialogs.kinds)
        window.issues.picture_wanted.connect(self.pictures.want)
        window.issues.seen.connect(lambda jobs: self.room.tell(IssuesSeen(jobs)))
        self.pictures.ready.connect(window.issues.show_picture)
        self._move = AlbumMove(self.room, self.door, window.copies, window)
        self._move.ended.connect(self._move_ended)
        answers = Answers(window, lambda: self.here)
        answers.settled.connect(self.use)
        answers.failed.connect(self.say)
        IssueActions(window.issues, self.room, lambda: self.here.settings, window)

    # Beginning.

    def begin(self, *, is_hidden: bool) -> None:
        """Into the tray, then the window if it is wanted, then the engine."""
        self._pauser.begin(self.here.memory)
        self._tell_kinds()
        self.draw()
        self.icon.start()
        if not is_hidden and not self.here.settings.folders.incoming:
            self.dialogs.first_run()  # alone: a window below it would only say that nothing is set up
        elif not is_hidden:
            self.show_window()
        elif not self.icon.is_there:
            QTimer.singleShot(NO_TRAY_MS, self._show_without_tray)
        QTimer.singleShot(0, self.restart)

    def _tell_kinds(self) -> None:
        self.status = fold(self.status, KindsChosen(taken(self.here.settings, self.here.memory)))

    @Slot()
    def restart(self) -> None:
        """An engine for the settings of now; the one that runs ends first, and every photo keeps its place."""
        if self._is_moving:
            return
        if self.here.settings.folders.incoming:
            self.room.start(self.here)
        else:
            self.room.tell(NOT_SET_UP)

    def use(self, here: Profile) -> None:
        """Other settings hold from now on."""
        self.here = here
        self._tell_kinds()
        self.door.close()
        self.announcer.choose(here.settings.notifications)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply_theme(application, here.settings.app.theme)
        if self.window is not None:
            self.window.show_installation(here)
        if here.settings.folders.incoming:
            self.room.tell(events.PauseEnded(Pause.UNCONFIRMED))
        self.restart()

    @property
    def _is_moving(self) -> bool:
        """Whether the album is on its way into another one."""
        return self._move is not None and self._move.is_under_way

    @Slot(bool)
    def _move_ended(self, is_other: bool) -> None:
        if is_other:
            self._take_new_settings()
        else:
            self.restart()

    @Slot(object)
    def asked(self, asked: HandedOver) -> None:
        """Somebody started the program a second time."""
        if not asked.is_hidden:
            self.show_window()
        if asked.files:
            self.add_wanted.emit(list(asked.files))

    # What the engine tells.

    @Slot(object)
    def _told(self, event: Event) -> None:
        self.status = fold(self.status, event)
        if isinstance(event, events.EngineStarted):
            QTimer.singleShot(AT_REST_MS, give_back)
        if isinstance(event, events.CardTaken) and self.window is not None:
            done = card_done_words(
                event.name,
                event.photos,
                event.left,
                videos_too=event.videos_too,
                sidecars_left=event.sidecars_left,
            )
            self.window.say(" ".join(done))
        if self.window is not None:
            self.window.told(event)

    @Slot()
    def _soon_draw(self) -> None:
        if not self._draw_timer.isActive():
            self._draw_timer.start()

    @Slot()
    def draw(self) -> None:
        """Show the status wherever it is seen."""
        if self._is_quitting:
            return
        told = value_texts.told(self.status, time.time())
        self.icon.show_state(self.status.state, f"Photospool · {told.title}")
        self.menu.refresh()
        if self.window is not None and self.window.isVisible():
            self.window.show_status(self.status)
            self.window.show_event(self._event_words())
            self.dialogs.show_status(self.status)

    @Slot(object)
    def _history_opened(self, history: History) -> None:
        self.history = history
        if self.window is not None:
            self.window.set_history(history)

    def _facts(self) -> MenuFacts:
        recent = self.history.recent(RECENT) if self.history is not None else []
        return MenuFacts(self.status, recent, self._event_words())

    def _event_words(self) -> str:
        event = self.here.memory.event
        if not event.is_on(time.time()):
            return ""
        from photospool.gui.dialogs.current_event import event_words

        return event_words(event, time.time())

    # What the user asks.

    @Slot()
    def show_window(self) -> None:
        """In front of all others."""
        if self.window is None:
            self.window = self._make_window()
        self.window.to_front()
        self.draw()
        self._minute.start()

    @Slot()
    def show_issues(self) -> None:
        """The window, at its issues."""
        self.show_window()
        if self.window is not None:
            self.window.show_issues()

    @Slot()
    def show_copies(self) -> None:
        """The window, at its copies."""
        self.show_window()
        if self.window is not None:
            self.window.tabs.setCurrentWidget(self.window.copies)

    def _make_window(self) -> Window:
        # Imported when somebody wants to see it: the icon is there sooner, and the idle program smaller.
        from photospool.gui.window.window import Window

        window = Window(lambda: set_aside(self.here.settings))
        if self._is_demo:
            window.setWindowTitle(self.tr("Photospool, a demonstration"))
        window.show_installation(self.here)
        if self.history is not None:
            window.set_history(self.history)
        self._connect_window(window)
        window.issues.read_again()
        if self.here.problems:
            window.notice.stand(" ".join(value_texts.core(str(problem)) for problem in self.here.problems))
        return window

    @Slot(object)
    def _show_photo(self, number: int) -> None:
        self.show_window()
        if self.window is not None:
            self.window.tabs.setCurrentWidget(self.window.recent)
            self.window.recent.show_entry(number)

    @Slot()
    @Slot(str)
    def open_album(self, photo_id: str = "") -> None:
        """In the browser."""
        if self._is_moving:
            self.say(self.tr("The album is moving: it can be looked at when all of it is there."), "")
            return
        self.door.open(self.here, photo_id)

    @Slot(object)
    def _open_address(self, address: str) -> None:
        if QDesktopServices.openUrl(QUrl(address)):
            self.door.expect_somebody()
            if self.window is not None:
                self.window.notice.over()  # what was said of the time before is true no more
        else:
            QGuiApplication.clipboard().setText(address)
            self.say(without_browser(), address, GOOD_FOR_MS)

    @Slot(str)
    def open_folder(self, name: str) -> None:
        """Incoming or done, or a folder by its path, in the file manager."""
        text = getattr(self.here.settings.folders, name, name)
        if not text or not open_folder(expanded(text)):
            self.say(self.tr("The folder could not be opened."), text)

    @Slot(str, str)
    def say(self, title: str, advice: str, true_ms: int | None = None) -> None:
        """Show the window with a sentence that must not be missed; ``true_ms``: if it is true only for so long."""
        self.show_window()
        if self.window is not None:
            self.window.say(f"{value_texts.core(title)} {value_texts.core(advice)}".strip(), true_ms)

    @Slot()
    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self.status.crash)

    @Slot()
    def _take_new_settings(self) -> None:
        self.use(self.here.reloaded())

    @Slot()
    def _set_up(self) -> None:
        if not self.here.is_confirmed:
            self.dialogs.first_run()
        else:  # what was confirmed does not suffice any more: the list of “only new ones” is lost
            from photospool.gui.settings.settings_dialog import PageName

            self.dialogs.settings(PageName.FOLDERS)

    def _remember_pause(self, is_paused: bool, until: float) -> None:
        self.here = self.here.noting(paused=is_paused, paused_until=until)

    @Slot(object)
    def _remember_event(self, event: CurrentEvent) -> None:
        self.here = self.here.noting(event=event)
        self.draw()

    def _is_in_front(self) -> bool:
        return self.window is not None and self.window.isActiveWindow()

    @Slot(object)
    def _go(self, where: Go) -> None:
        """A notification was clicked."""
        match where:
            case Go.ALBUM:
                self.open_album()
            case Go.COPIES:
                self.show_copies()
            case Go.ISSUES:
                self.show_issues()
            case Go.FOLDERS | Go.ALBUM_SETTINGS:
                from photospool.gui.settings.settings_dialog import PageName

                self.dialogs.settings(PageName.FOLDERS if where is Go.FOLDERS else PageName.ALBUM)
            case Go.RECENT | Go.WINDOW:
                self.show_window()
                if self.window is not None and where is Go.RECENT:
                    self.window.tabs.setCurrentWidget(self.window.recent)

    # The end.

    @Slot(object)
    def _closing(self, event: QCloseEvent) -> None:
        if self._is_demo:
            self.quit()
        if self._is_quitting:
            return
        if self.icon.is_there:
            self._minute.stop()
            if not self.here.memory.goes_on_told:
                self.here = self.here.noting(goes_on_told=True)
                self.announcer.show_goes_on(is_set_up=self.here.is_confirmed)
            return
        event.ignore()
        from photospool.gui.dialogs.closing import ClosingQuestion

        question = ClosingQuestion(self.window, waiting=value_texts.would_wait(self.status))
        question.go_on.connect(self._hide)
        question.end.connect(self.quit)
        question.open()

    @Slot()
    def _hide(self) -> None:
        if self.window is not None:
            self.window.hide()
        self._minute.stop()

    @Slot()
    def _show_without_tray(self) -> None:
        if not self.icon.is_there and self.window is None and not self._is_quitting:
            self.window = self._make_window()
            self.window.showMinimized()
            self.draw()

    @Slot()
    def ask_to_quit(self) -> None:
        """Whoever chooses Quit is told first what would wait; a second time means it."""
        waiting = value_texts.would_wait(self.status)
        if not waiting or not self.dialogs.ask_to_quit(waiting):
            self.quit()

    @Slot()
    def quit(self) -> None:
        """In less than two seconds, whatever is under way; it goes on at the next start."""
        if self._is_quitting:
            return
        self._is_quitting = True
        if self.window is not None:
            self.window.hide()
        self.icon.close()
        self._minute.stop()
        self._draw_timer.stop()
        self.dialogs.close()
        self.announcer.close()
        self.pictures.close()
        self.door.close()
        self.has_ended_well = self.room.close()
        log.info("Photospool ends%s", "" if self.has_ended_well else ", with a step of the system still under way")
        self.ended.emit()

    has_ended_well = True
    """Whether every thread came back in time."""

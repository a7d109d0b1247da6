"""The window: state, the photo's way, Recent, Issues, Copies. It shows a Status and asks by signals; app.py does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QTabWidget, QToolButton, QVBoxLayout, QWidget

from photospool.config.kinds import ASKED
from photospool.config.profile import Profile
from photospool.events import Event, FolderSeen, JobQueued, PhotoSetAside, PhotoStored, Recovered, WholePhotoCame
from photospool.gui import theme
from photospool.gui.i18n import value_texts
from photospool.gui.i18n.folder_words import away_words, name_of, seen_words
from photospool.gui.replication import CopiesPage
from photospool.gui.state import Status
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import Scrolled, fit
from photospool.gui.widgets.passing import Passing
from photospool.gui.window.card_offer import CardOffer
from photospool.gui.window.event_button import EventButton
from photospool.gui.window.heic_question import HeicQuestion
from photospool.gui.window.issues import IssuesPage
from photospool.gui.window.kind_question import KindQuestion
from photospool.gui.window.online_only import OnlineOnlyButton
from photospool.gui.window.recent import RecentPage
from photospool.gui.window.status_header import StateCard, Strip
from photospool.history import History
from photospool.spool.reasons import SetAside


class _Tabs(QTabWidget):
    """Content with the least height that its pages bear: they scroll, and take what room there is."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())


class Window(QWidget):
    """One window, made at first need and kept."""

    add_files = Signal(list)
    """Paths that were dropped; empty: the user wants to choose."""
    open_album = Signal()
    open_folder = Signal(str)
    left_wanted = Signal()
    """Which files are left in incoming, and why."""
    change_event = Signal()
    settings = Signal()
    help_wanted = Signal()
    about = Signal()
    quit_wanted = Signal()
    closing = Signal(object)
    """A QCloseEvent that app.py may ignore."""

    def __init__(self, read_issues: Callable[[], Sequence[SetAside]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle("Photospool")
        self.setWindowIcon(theme.program_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(600, 420)
        self._folders: tuple[FolderSeen, ...] = ()
        self.state = StateCard()
        self.heic = HeicQuestion()
        self.cards = CardOffer()
        self.kinds = {kind: KindQuestion(kind, lambda: self._installation) for kind in ASKED}
        self.strip = Strip()
        self.folders = labels.Muted()
        self.folders.setObjectName("folders")
        self.away = labels.Wrapped()  # not in passing: somebody has to do something
        self.away.setObjectName("folders-away")
        self.away.hide()
        self.folders.hide()
        self.online_only = OnlineOnlyButton(lambda: self._installation)
        self._installation: Profile | None = None
        self.left = labels.Muted()
        self.left.setObjectName("left-in-incoming")
        self.show_left = QPushButton(self.tr("S&how…"))
        self.show_left.setObjectName("show-left")
        self.show_left.setAutoDefault(False)
        for widget in (self.left, self.show_left):
            widget.hide()
        self.notice = Passing()
        self.recent = RecentPage(lambda: self._installation)
        self.issues = IssuesPage(read_issues)
        self.copies = CopiesPage()
        self.tabs = _Tabs()
        self.tabs.setObjectName("tabs")
        self.tabs.setDocumentMode(True)
        # The container passes its policy on to what lies in it: only the tabs themselves are to be reached.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(self.tr("Photos, videos and copies"))
        self.tabs.addTab(self.recent, self.tr("Recent"))
        self.tabs.addTab(self.issues, self.tr("Issues"))
        self.tabs.addTab(self.copies, self.tr("Copies"))
        self._lay_out()
        self._connect()
        fit(self, QSize(780, 660), scrolls=False, grows=True)
        self.recent.view.setFocus()  # not a button: nothing is to be set off by the first key

    def _lay_out(self) -> None:
        """The lists scroll; where a small screen leaves them no room below a question, the whole window does."""
        inner = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(inner))
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(theme.EDGE, theme.WIDE, theme.EDGE, theme.WIDE)
        layout.setSpacing(theme.GAP + 4)
        layout.addLayout(self._tools())
        layout.addWidget(self.state)
        layout.addWidget(self.heic)
        layout.addWidget(self.cards)
        for question in self.kinds.values():
            layout.addWidget(question)
        layout.addWidget(self.notice)
        layout.addWidget(self.strip)
        layout.addWidget(self.away)
        layout.addWidget(self.folders)
        layout.addWidget(self.online_only, 0, Qt.AlignmentFlag.AlignLeft)
        left = QHBoxLayout()
        left.setSpacing(theme.GAP)
        left.addWidget(self.left, 1)
        left.addWidget(self.show_left)
        layout.addLayout(left)
        layout.addWidget(self.tabs, 1)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for name, text, icon, do in (
            ("open-album", self.tr("Open album"), "album", self.open_album.emit),
            ("add-photos", self.tr("Add files…"), "add", lambda: self.add_files.emit([])),
        ):
            button = QPushButton(theme.icon(icon), text)
            button.setObjectName(name)
            button.clicked.connect(do)
            row.addWidget(button)
        row.addStretch(1)
        self.happening = EventButton()
        self.happening.clicked.connect(self.change_event)
        self.happening.hide()
        row.addWidget(self.happening)
        row.addWidget(self._more_button())
        return row

    def _more_button(self) -> QToolButton:
        menu = QMenu(self)
        for name, text, icon, do in (
            ("event", self.tr("Current event…"), "", self.change_event.emit),
            ("incoming", self.tr("Open incoming folder"), "folder", lambda: self.open_folder.emit("incoming")),
            ("done", self.tr("Open done folder"), "folder", lambda: self.open_folder.emit("done")),
            ("settings", self.tr("Settings…"), "settings", self.settings.emit),
            ("help", self.tr("Help"), "", self.help_wanted.emit),
            ("about", self.tr("About Photospool"), "", self.about.emit),
            ("quit", self.tr("Quit"), "", self.quit_wanted.emit),
        ):
            if name in {"incoming", "settings", "quit"}:
                menu.addSeparator()
            action = menu.addAction(text)
            action.setObjectName(name)
            if icon:
                action.setIcon(theme.icon(icon))
            action.triggered.connect(do)
        button = QToolButton()
        button.setObjectName("more")
        button.setAccessibleName(self.tr("More"))
        button.setToolTip(self.tr("More"))
        button.setIcon(theme.icon("menu"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
        button.setMenu(menu)
        return button

    def _connect(self) -> None:
        self.strip.clicked.connect(self._station)
        self.online_only.said.connect(self.say)
        self.show_left.clicked.connect(self.left_wanted)
        self.state.show_issues.connect(self.show_issues)
        self.state.show_left.connect(self.left_wanted)
        self.recent.show_issues.connect(self.show_issues)
        self.recent.add_files.connect(self.add_files)
        self.tabs.currentChanged.connect(self._tab_changed)
        for key, do in (
            (QKeySequence.StandardKey.Find, self._find),
            (QKeySequence.StandardKey.Close, self.close),
            (QKeySequence.StandardKey.Quit, self.quit_wanted.emit),
            (QKeySequence.StandardKey.Preferences, self.settings.emit),
            (QKeySequence.StandardKey.HelpContents, self.help_wanted.emit),
        ):
            QShortcut(key, self, activated=do)  # type: ignore[call-overload]

    # What is shown.

    def set_history(self, history: History) -> None:
        """What happened is known from here on."""
        self.recent.set_history(history)
        self.issues.set_history(history)

    def told(self, event: Event) -> None:
        """What the engine tells of the photos that need attention."""
        match event:
            case PhotoSetAside() | JobQueued() | Recovered() | WholePhotoCame():
                self.issues.read_again()
            case PhotoStored():
                self.issues.came(event.name)

    def show_status(self, status: Status) -> None:
        """Follow the status."""
        self.state.show_status(status)
        self.heic.show_status(status)
        self.cards.show_status(status)
        is_asking = False
        for question in self.kinds.values():
            question.show_status(status, may_ask=not is_asking)  # one question at a time
            is_asking = is_asking or question.is_open
        self.strip.show_status(status)
        is_unknown = status.is_running and not status.has_looked
        is_coming = bool(status.coming or status.working or is_unknown)
        self.recent.show_coming(is_coming, videos_too=status.videos_too)
        self._folders = status.folders
        for label, words in ((self.away, away_words(status.folders)), (self.folders, seen_words(status.folders))):
            label.setText(words)
            label.setVisible(bool(words))
        self.online_only.show_status(status)
        left = value_texts.left_alone(status.left_alone, status.kinds)
        self.left.setText(left)
        for widget in (self.left, self.show_left):
            widget.setVisible(bool(left))
        count = len(status.issues)
        self.tabs.setTabText(1, self.tr("Issues (%n)", "", count) if count else self.tr("Issues"))
        self.copies.show_status(status)
        troubles = len(status.copy_troubles) + bool(status.conflicts)
        self.tabs.setTabText(2, self.tr("Copies (%n)", "", troubles) if troubles else self.tr("Copies"))
        self.recent.refresh(status)
        self.issues.count_on()

    def show_event(self, text: str) -> None:
        """The current event in words, or nothing."""
        self.happening.set_whole(self.tr("Now: {event}").format(event=text))
        self.happening.setVisible(bool(text))

    def show_installation(self, here: Profile) -> None:
        """Whose folders and copies these are."""
        self._installation = here
        self.copies.show_installation(here)

    @Slot(str)
    def say(self, text: str, true_ms: int | None = None) -> None:
        """One line below the state, for a while (``true_ms``, if it is about a time): what just came of something."""
        self.notice.say(text, true_ms=true_ms)

    @Slot()
    def show_issues(self) -> None:
        """Turn to the issues."""
        self.tabs.setCurrentWidget(self.issues)

    def to_front(self) -> None:
        """Show it above all others."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot(str)
    def _station(self, name: str) -> None:
        if name == "incoming" and len(self._folders) > 1:
            self._choose_folder()
        elif name == "incoming":
            self.open_folder.emit("incoming")
        else:
            self.tabs.setCurrentWidget(self.issues if name == "issues" else self.recent)
            if name == "working":
                self.recent.show_under_way()

    def _choose_folder(self) -> None:
        """Which of several incoming folders is to be opened."""
        menu = QMenu(self)
        menu.setObjectName("incoming-folders")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for folder in self._folders:
            action = menu.addAction(theme.icon("folder"), name_of(folder).replace("&", "&&"))
            action.setEnabled(not folder.title)
            action.triggered.connect(partial(self._open_chosen, folder.path or "incoming"))
        menu.popup(self.strip.incoming.mapToGlobal(self.strip.incoming.rect().bottomLeft()))

    def _open_chosen(self, folder: str, _checked: bool = False) -> None:
        self.open_folder.emit(folder)

    @Slot()
    def _find(self) -> None:
        self.tabs.setCurrentWidget(self.recent)
        self.recent.search.setFocus()
        self.recent.search.selectAll()

    @Slot(int)
    def _tab_changed(self, _index: int) -> None:
        if self.tabs.currentWidget() is self.issues:
            self.issues.read_again()

    # What the system tells.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They go the way of Add files."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.add_files.emit(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing hides it where the tray is; else app.py asks."""
        self.closing.emit(event)

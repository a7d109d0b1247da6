"""Recent: every photo that reached an end, and the search: where is my photo?"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photospool.config.kinds import taken
from photospool.config.profile import Profile
from photospool.engine.whereabouts import StillThere, still_there
from photospool.events import SET_ASIDE
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n import value_texts
from photospool.gui.i18n.whereabouts_words import may_be_chosen, why_words
from photospool.gui.state import Status
from photospool.gui.widgets import labels
from photospool.gui.window.lying_list import LyingList
from photospool.gui.window.recent_model import ENTRY, RecentModel
from photospool.gui.window.recent_rows import RecentDelegate
from photospool.history import Entry, History
from photospool.photo.formats import PHOTOS, classifier

SEARCH_MS: Final = 150
NAMED: Final = 3
"""Of those that are on the way, so many are named."""


class SearchField(QLineEdit):
    """A text to look for, or a file dropped here: where is this photo?"""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(self.tr("Where is my photo or video? Name, tag or date, or drop the file here"))
        self.setAccessibleName(self.tr("Search photos and videos"))
        self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Look for the first file."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files[0])
        else:
            super().dropEvent(event)


class RecentPage(QWidget):
    """The list, its search, and what stands there while it is empty."""

    reveal = Signal(str)
    """Show a file in the system's file manager."""
    open_in_album = Signal(str)
    """A photo's id."""
    show_issues = Signal()
    add_files = Signal(list)
    settings = Signal()

    def __init__(
        self, installation: Callable[[], Profile | None] = lambda: None, parent: QWidget | None = None
    ) -> None:
        """``installation``: whose incoming folders are looked into by the search."""
        super().__init__(parent)
        self._installation = installation
        self._status = Status()
        self.model = RecentModel(self)
        self._delegate = RecentDelegate(self)
        self.search = SearchField()
        self._answer = labels.Muted()
        self._answer.hide()
        self._add_it = QPushButton(self.tr("Add it…"))
        self._add_it.hide()
        self._asked = ""
        self._digest = Background(self)
        self._digest.answered.connect(self._digested)
        self._digest.failed.connect(self._unreadable)
        self._is_under_way = False
        self._arrived: tuple[str, float] | None = None
        """The file that was asked for, while it is said since when it is in the album."""
        self._names_all = False
        self._look = Background(self)
        self._look.answered.connect(self._lying_found)
        self.lying = LyingList()
        self.lying.hide()
        self.lying.reveal.connect(self.reveal)
        self.lying.settings.connect(self.settings)
        self.view = self._make_view()
        self._empty = labels.EmptyPlace("picture", self.tr("Nothing yet"), "")
        self._coming: tuple[bool, bool] | None = None
        self.show_coming(False)
        self._nothing = labels.EmptyPlace(
            "search",
            self.tr("Nothing found"),
            self.tr(
                "Nothing with this name, tag or date came through here, and no photo or video so named lies in "
                "incoming. Is it still on the phone or card, or not sent yet? Drop its file into the field above: that "
                "says whether your album has it, under whatever name."
            ),
        )
        self._stack = QStackedWidget()
        for widget in (self._empty, self.view, self._nothing):
            self._stack.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_MS)
        self._lay_out()
        self._timer.timeout.connect(self._search)
        self.search.textChanged.connect(self._typed)
        self.search.dropped.connect(self.find_file)
        self._add_it.clicked.connect(self._add_asked)
        self._show_right_place()

    def _make_view(self) -> QListView:
        view = QListView()
        view.setObjectName("recent")
        view.setAccessibleName(self.tr("Recent photos and videos"))
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.viewport().setAutoFillBackground(False)
        view.customContextMenuRequested.connect(self._context_menu)
        view.activated.connect(self._activated)
        return view

    def show_coming(self, is_coming: bool, *, videos_too: bool = False) -> None:
        """Where nothing is listed yet: whether somebody has to do something for that, or photos are on their way."""
        if (is_coming, videos_too) == self._coming:
            return
        self._coming = (is_coming, videos_too)
        text = (
            self.tr(
                "Put photos and videos into the incoming folder, or drop them here. Each one is listed as it reaches "
                "your album."
            )
            if videos_too
            else self.tr(
                "Put photos into the incoming folder, or drop them here. Each one is listed as it reaches your album."
            )
        )
        if is_coming:
            text = self.tr("What is on its way is listed here as it reaches your album.")
        self._empty.say(self.tr("Nothing yet"), text)

    def _lay_out(self) -> None:
        answer = QHBoxLayout()
        answer.addWidget(self._answer, 1)
        answer.addWidget(self._add_it)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.search)
        layout.addLayout(answer)
        layout.addWidget(self.lying)
        layout.addWidget(self._stack, 1)

    def set_history(self, history: History) -> None:
        """The history is there."""
        self.model.set_history(history)
        self._show_right_place()

    def refresh(self, status: Status) -> None:
        """Take in what happened; the place where somebody reads does not move."""
        self._delegate.open_issues = status.issues
        bar = self.view.verticalScrollBar()
        is_at_top = bar.value() == 0
        count = self.model.refresh()
        if count and not is_at_top:
            bar.setValue(bar.value() + count * self.view.sizeHintForRow(0))
        self.view.viewport().update()
        is_moved = (status.left_alone, status.in_incoming) != (self._status.left_alone, self._status.in_incoming)
        self._status = status
        if is_moved and self.lying.isVisibleTo(self):
            self._look_into_incoming()  # what was found there may have gone on
        if self._names_all:
            self.show_under_way()
        elif self._is_under_way:
            self._say_whether_under_way()  # what became of it stands in the list
        elif self._arrived is not None:
            self._say_since_when(*self._arrived)
        self._show_right_place()

    def show_under_way(self) -> None:
        """Name all that is on its way, and why what waits does, until something is searched or nothing is left."""
        self._names_all = bool(self._status.working)
        if self._names_all:
            self._say_under_way(lambda _name: True)
        else:
            self._say("")

    def show_entry(self, number: int) -> None:
        """Select an entry."""
        self.search.clear()
        row = self.model.row_of(number)
        if row >= 0:
            index = self.model.index(row)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        self.view.setFocus()

    def find_file(self, path: str) -> None:
        """Say where the photo in this file is."""
        self._asked = path
        self._say(self.tr("Looking at {name}…").format(name=Path(path).name))
        self._digest.ask(lambda: photo_id_of(Path(path)))

    @Slot(object)
    def _unreadable(self, _error: Exception) -> None:
        self._say(self.tr("{name} can't be read.").format(name=Path(self._asked).name))

    @Slot(object)
    def _digested(self, photo_id: str) -> None:
        name = Path(self._asked).name
        self.search.blockSignals(True)
        self.search.setText(name)
        self.search.blockSignals(False)
        self.model.show_photo(photo_id)
        self._is_under_way = name in self._status.working.values()
        if self.model.rowCount():
            entry: Entry = self.model.index(0).data(ENTRY)
            self._say_since_when(name, entry.at)
        elif self._is_under_way:
            self._say_under_way(lambda one: one == name)
        else:  # of what was set aside only the name is known here
            self.model.search(value_texts.as_written_in_history(name))
            came = self.tr("This came through here under the name {name}:")
            none = self.tr("{name} has not come through here.")
            self._say((came if self.model.rowCount() else none).format(name=name), can_add=True)
            self._look_into_incoming()
        self._show_right_place()

    def _say_since_when(self, name: str, at: float) -> None:
        """Said anew as time goes by."""
        when = value_texts.ago(at)
        self._say(self.tr("{name} is in your album (it came: {when}).").format(name=name, when=when))
        self._arrived = (name, at)

    def _say(self, text: str, *, can_add: bool = False) -> None:
        self._arrived = None
        why_not = self._why_not_added() if can_add else ""
        self._answer.setText(f"{text} {why_not}".strip())
        self._answer.setVisible(bool(text))
        self._add_it.setVisible(can_add and not why_not)  # an empty list of what to add would say nothing

    def _why_not_added(self) -> str:
        """Why the file that was asked for is of no kind that is taken; empty for one that is."""
        here, path = self._installation(), Path(self._asked)
        kinds = taken(here.settings, here.memory) if here is not None else (PHOTOS,)
        reason = classifier(kinds)(path.name)
        if not reason:
            return ""
        one = StillThere(path, path.name, 0, reason)
        told = why_words(one, self._status)
        return f"{told.why} {told.advice}" if may_be_chosen(one) else told.why

    def _say_under_way(self, is_meant: Callable[[str], bool]) -> None:
        """Those on the way, and of those that wait why."""
        found = [(job, name) for job, name in self._status.working.items() if is_meant(name)]
        why = [core for job, _ in found if (core := value_texts.core(self._status.waiting.get(job, "")))]
        names = ", ".join(name for _, name in found[:NAMED])
        if len(found) > NAMED:
            names = self.tr("{names} and %n more", "", len(found) - NAMED).format(names=names)
        text = self.tr("On the way: {names}").format(names=names)
        if why:
            waiting = [job for job, _ in found if job in self._status.waiting]
            again = value_texts.patience(self._status, waiting, time.time())
            text = f"{text}. {' '.join(dict.fromkeys(why))} {again}"
        self._say(text)

    @Slot()
    def _add_asked(self) -> None:
        self.add_files.emit([self._asked])

    @Slot()
    def _typed(self) -> None:
        self._names_all = False
        self._say("")
        self._timer.start()

    @Slot()
    def _search(self) -> None:
        text = self.search.text().strip()
        self.model.search(value_texts.as_written_in_history(text))
        self._say_whether_under_way()
        self._look_into_incoming()
        self._show_right_place()

    def _say_whether_under_way(self) -> None:
        text = self.search.text().strip().lower()
        self._is_under_way = bool(text) and any(text in name.lower() for name in self._status.working.values())
        if self._is_under_way:
            self._say_under_way(lambda name: text in name.lower())
        else:
            self._say("")

    def _look_into_incoming(self) -> None:
        """Whether what is looked for lies there still; in another thread, for there may be many."""
        text, here, counts = self.search.text().strip(), self._installation(), dict(self._status.left_alone)
        if text and here is not None:
            self._look.ask(lambda: still_there(here, counts, find=text))
        else:
            self._look.forget()
            self._lying_found([])

    @Slot(object)
    def _lying_found(self, found: list[StillThere]) -> None:
        if any(one.path == Path(self._asked) for one in found) and self._add_it.isVisibleTo(self):
            self._say(self.tr("{name} lies in incoming:").format(name=Path(self._asked).name))
        self.lying.show_files(found, self._status)
        self.lying.keep_low()
        self.lying.setVisible(bool(found))
        self._show_right_place()

    def _show_right_place(self) -> None:
        is_searching = bool(self.search.text().strip())
        is_found = self._is_under_way or self.lying.isVisibleTo(self)
        if self.model.rowCount() or (is_searching and (is_found or self._look.is_busy)):
            self._stack.setCurrentWidget(self.view)
        else:
            self._stack.setCurrentWidget(self._nothing if is_searching else self._empty)

    @Slot(QPoint)
    def _context_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        if not index.isValid():
            return
        entry: Entry = index.data(ENTRY)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, entry)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _fill(self, menu: QMenu, entry: Entry) -> None:
        def add(text: str, icon: str, do: Any) -> QAction:
            action = menu.addAction(theme.icon(icon), text)
            action.triggered.connect(do)
            return action

        if entry.photo_id:
            add(self.tr("Open in the album"), "album", lambda: self.open_in_album.emit(entry.photo_id))
        if entry.done:
            add(self.tr("Show the file"), "folder", lambda: self.reveal.emit(entry.done))
        if entry.outcome == SET_ASIDE:
            add(self.tr("Show in Issues"), "warning", self.show_issues.emit)
        copy = add(self.tr("Copy name"), "copies", lambda: QGuiApplication.clipboard().setText(entry.name))
        copy.setObjectName("copy-name")

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        entry: Entry = index.data(ENTRY)
        if entry.outcome == SET_ASIDE:
            self.show_issues.emit()
        elif entry.photo_id:
            self.open_in_album.emit(entry.photo_id)
        elif entry.done:
            self.reveal.emit(entry.done)


def photo_id_of(path: Path) -> str:
    """Which photo a file is; reads all of it, so never in the window's thread. Raises what reading raises."""
    from photospool.photo.digests import digests

    return digests(path).md5

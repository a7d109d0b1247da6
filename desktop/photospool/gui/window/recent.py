"""Recent: every photo that reached an end, and the search: where is my photo?"""

from __future__ import annotations

from collections.abc import Mapping
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

from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n import value_texts
from photospool.gui.window.recent_model import ENTRY, RecentModel
from photospool.gui.window.recent_rows import RecentDelegate
from photospool.history import SET_ASIDE, Entry, History

SEARCH_MS: Final = 150


class SearchField(QLineEdit):
    """A text to look for, or a file dropped here: where is this photo?"""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(self.tr("Where is my photo? Name, tag or date, or drop the file here"))
        self.setAccessibleName(self.tr("Search photos"))
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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RecentModel(self)
        self._delegate = RecentDelegate(self)
        self.search = SearchField()
        self._answer = theme.Muted()
        self._answer.hide()
        self._add_it = QPushButton(self.tr("Add it…"))
        self._add_it.hide()
        self._asked = ""
        self._digest = Background(self)
        self._digest.answered.connect(self._digested)
        self._digest.failed.connect(self._unreadable)
        self._working: Mapping[str, str] = {}
        self._is_under_way = False
        self.view = self._make_view()
        self._empty = theme.EmptyPlace(
            "picture",
            self.tr("No photos yet"),
            self.tr(
                "Put photos into the incoming folder, or drop them here. Each one is listed as it reaches your album."
            ),
        )
        self._nothing = theme.EmptyPlace(
            "search", self.tr("Nothing found"), self.tr("No photo with this name, tag or date came through here.")
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
        view.setAccessibleName(self.tr("Recent photos"))
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

    def _lay_out(self) -> None:
        answer = QHBoxLayout()
        answer.addWidget(self._answer, 1)
        answer.addWidget(self._add_it)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.search)
        layout.addLayout(answer)
        layout.addWidget(self._stack, 1)

    def set_history(self, history: History) -> None:
        """The history is there."""
        self.model.set_history(history)
        self._show_right_place()

    def refresh(self, issues: frozenset[str], working: Mapping[str, str]) -> None:
        """Take in what happened; the place where somebody reads does not move."""
        self._delegate.open_issues = issues
        bar = self.view.verticalScrollBar()
        is_at_top = bar.value() == 0
        count = self.model.refresh()
        if count and not is_at_top:
            bar.setValue(bar.value() + count * self.view.sizeHintForRow(0))
        self.view.viewport().update()
        self._show_right_place()
        self._working = working

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
        self._is_under_way = name in self._working.values()
        if self.model.rowCount():
            entry: Entry = self.model.index(0).data(ENTRY)
            self._say(
                self.tr("{name} is in your album (since {when}).").format(name=name, when=value_texts.ago(entry.at))
            )
        elif name in self._working.values():
            self._say(self.tr("On the way: {names}").format(names=name))
        else:  # of what was set aside only the name is known here
            self.model.search(value_texts.as_written_in_history(name))
            came = self.tr("This came through here under the name {name}:")
            none = self.tr("{name} has not come through here.")
            self._say((came if self.model.rowCount() else none).format(name=name), can_add=True)
        self._show_right_place()

    def _say(self, text: str, *, can_add: bool = False) -> None:
        self._answer.setText(text)
        self._answer.setVisible(bool(text))
        self._add_it.setVisible(can_add)

    @Slot()
    def _add_asked(self) -> None:
        self.add_files.emit([self._asked])

    @Slot()
    def _typed(self) -> None:
        self._say("")
        self._timer.start()

    @Slot()
    def _search(self) -> None:
        text = self.search.text().strip()
        self.model.search(value_texts.as_written_in_history(text))
        under_way = [name for name in self._working.values() if text and text.lower() in name.lower()]
        self._is_under_way = bool(under_way)
        if under_way:
            self._say(self.tr("On the way: {names}").format(names=", ".join(under_way[:3])))
        self._show_right_place()

    def _show_right_place(self) -> None:
        if self.model.rowCount() or (self._is_under_way and self.search.text().strip()):
            self._stack.setCurrentWidget(self.view)
        else:
            is_searching = bool(self.search.text().strip())
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
        elif entry.done:
            self.reveal.emit(entry.done)


def photo_id_of(path: Path) -> str:
    """Which photo a file is; reads all of it, so never in the window's thread. Raises what reading raises."""
    from photospool.photo.digests import digests

    return digests(path).md5

"""The history as a list for a view: rows are fetched by the hundred, thumbnails only for what is seen.

Ten thousand rows stay smooth by that, and the memory small. Nothing is drawn in here.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from photospool.events import SET_ASIDE
from photospool.gui import theme
from photospool.gui.i18n import value_texts
from photospool.history import Entry, History

PAGE: Final = 100
THUMBS: Final = 300
"""Thumbnails kept in memory, the last seen ones."""
ENTRY: Final = Qt.ItemDataRole.UserRole
THUMB: Final = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class RecentModel(QAbstractListModel):
    """The history's entries, the newest first; more are fetched as the view asks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history: History | None = None
        self._entries: list[Entry] = []
        self._has_more = False
        self._find = ""
        self._photo = ""
        self._thumbs: OrderedDict[int, QPixmap] = OrderedDict()

    def set_history(self, history: History) -> None:
        """Where entries come from."""
        self._history = history
        self._reload()

    def search(self, text: str) -> None:
        """Only entries with this in name, tag or date; empty: all."""
        if (text, "") != (self._find, self._photo):
            self._find, self._photo = text, ""
            self._reload()

    def show_photo(self, photo_id: str) -> None:
        """Only the entries of one photo."""
        self._find, self._photo = "", photo_id
        self._reload()

    def refresh(self) -> int:
        """Take in what happened since; returns how many rows came in at the top."""
        if self._history is None or self._photo:
            return 0
        newest = self._entries[0].number if self._entries else 0
        fresh = self._history.recent(PAGE, find=self._find, after=newest, thumbs=False)
        if not fresh:
            return 0
        if len(fresh) == PAGE:
            self._reload()  # more than a page at once: begin again at the top
            return 0
        self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
        self._entries[:0] = fresh
        self.endInsertRows()
        return len(fresh)

    def row_of(self, number: int) -> int:
        """The row of an entry that has been fetched, or -1."""
        return next((row for row, entry in enumerate(self._entries) if entry.number == number), -1)

    def _reload(self) -> None:
        self.beginResetModel()
        self._entries = []
        if self._history is not None:
            if self._photo:
                self._entries = self._history.by_photo(self._photo)
            else:
                self._entries = self._history.recent(PAGE, find=self._find, thumbs=False)
        self._has_more = len(self._entries) == PAGE and not self._photo
        self.endResetModel()

    # What a view asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Rows fetched so far."""
        return 0 if parent.isValid() else len(self._entries)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older entries are left."""
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """The next hundred."""
        if self._history is None or parent.isValid() or not self._entries:
            return
        before = self._entries[-1].number
        older = self._history.recent(PAGE, before=before, find=self._find, thumbs=False)
        self._has_more = len(older) == PAGE
        if older:
            self.beginInsertRows(QModelIndex(), len(self._entries), len(self._entries) + len(older) - 1)
            self._entries += older
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One row: the name; for people who listen, the whole row in words."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            end = value_texts.end_words(entry.outcome)
            told = [value_texts.core(entry.title).rstrip("."), value_texts.day(entry.taken)]
            told = told if entry.outcome != SET_ASIDE else []
            return ", ".join([entry.name, end, *filter(None, told), value_texts.ago(entry.at), *entry.keywords])
        if role == Qt.ItemDataRole.ToolTipRole:
            return theme.tip(self._tip(entry))
        if role == ENTRY:
            return entry
        if role == THUMB:
            return self._thumb(entry)
        return None

    def _tip(self, entry: Entry) -> str:
        opens = self.tr("Double-click: show it in the album") if entry.photo_id else ""
        return "\n".join(filter(None, (entry.done or value_texts.core(entry.title), opens)))

    def _thumb(self, entry: Entry) -> QPixmap:
        found = self._thumbs.pop(entry.number, None)
        if found is None:
            found = QPixmap()
            data = self._history.thumb(entry.number) if self._history is not None else b""
            if data:
                found.loadFromData(data, "JPEG")
        self._thumbs[entry.number] = found
        while len(self._thumbs) > THUMBS:
            self._thumbs.popitem(last=False)
        return found

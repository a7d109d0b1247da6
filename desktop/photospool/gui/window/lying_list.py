"""Files that lie in incoming: where each is, why it is there still, and what can be done. It shows; app.py does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photospool.engine.whereabouts import StillThere
from photospool.gui import theme
from photospool.gui.i18n.whereabouts_words import may_be_chosen, where_words, why_words
from photospool.gui.state import Status
from photospool.gui.widgets import labels
from photospool.spool.ignore import shown

Index = QModelIndex | QPersistentModelIndex
FILE: Final = int(Qt.ItemDataRole.UserRole)
SHOWN_ROWS: Final = 3
"""So high is the list beside other things."""


class _Files(QAbstractListModel):
    """The files, in the order in which they were found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: tuple[StillThere, ...] = ()
        self.status = Status()

    def show(self, found: Sequence[StillThere], status: Status) -> None:
        self.beginResetModel()
        self.found, self.status = tuple(found), status
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        one = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(one.path.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join([shown(one.path.name), where_words(one), *why_words(one, self.status)])
        if role == Qt.ItemDataRole.ToolTipRole:
            return theme.tip(shown(str(one.path)))
        return one if role == FILE else None


class _FileRow(QStyledItemDelegate):
    """Draws one: its name, and where it lies."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, option.fontMetrics.height() * 2 + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = theme.colours()
        box = QRectF(option.rect).adjusted(4, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(found.chosen if is_chosen else found.card_hover)
            painter.drawRoundedRect(box, 6, 6)
        metrics = painter.fontMetrics()
        line = QRectF(box.left() + 10, box.center().y() - metrics.height(), box.width() - 20, metrics.height())
        for text, colour in (
            (index.data(), found.text),
            (where_words(index.data(FILE)), found.muted),
        ):
            painter.setPen(colour)
            fitting = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, int(line.width()))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), fitting)
            line.translate(0, line.height())
        painter.restore()


class LyingList(QWidget):
    """The list; below it, what is to be said of the file that is chosen there."""

    reveal = Signal(str)
    """Show a file in the system's file manager."""
    settings = Signal()
    """A choice there would take it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lying")
        self._files = _Files(self)
        self.view = QListView()
        self.view.setObjectName("lying-files")
        self.view.setAccessibleName(self.tr("Files in incoming"))
        self.view.setModel(self._files)
        self.view.setItemDelegate(_FileRow(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.why = labels.Wrapped()
        self.why.setObjectName("lying-why")
        self.advice = labels.Muted()
        self.advice.setObjectName("lying-advice")
        self.show_file = QPushButton(theme.icon("folder"), self.tr("Show in &folder"))
        self.show_file.setObjectName("lying-show")
        self.to_settings = QPushButton(theme.icon("settings"), self.tr("S&ettings…"))
        self.to_settings.setObjectName("lying-settings")
        for button in (self.show_file, self.to_settings):
            button.setAutoDefault(False)
        self._lay_out()
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.activated.connect(self._reveal)
        self.show_file.clicked.connect(self._reveal)
        self.to_settings.clicked.connect(self.settings)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.why)
        words.addWidget(self.advice)
        below = QHBoxLayout()
        below.setSpacing(theme.GAP)
        below.addLayout(words, 1)
        for button in (self.to_settings, self.show_file):
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.view, 1)
        layout.addLayout(below)

    @property
    def found(self) -> tuple[StillThere, ...]:
        """What is shown."""
        return self._files.found

    def show_files(self, found: Sequence[StillThere], status: Status) -> None:
        """These; the one that was chosen stays so where it is still there."""
        before = self.view.currentIndex().data(FILE)
        self._files.show(found, status)
        rows = [row for row, one in enumerate(found) if before is not None and one.path == before.path]
        if found:
            self.view.setCurrentIndex(self._files.index(rows[0] if rows else 0))

    def keep_low(self) -> None:
        """No higher than a few rows: it stands above something else."""
        height = self.view.sizeHintForRow(0) * min(SHOWN_ROWS, len(self.found))
        self.view.setFixedHeight(height + 2 * self.view.frameWidth())

    @Slot(QModelIndex, QModelIndex)
    def _chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        one = now.data(FILE)
        if one is None:
            return
        why = why_words(one, self._files.status)
        self.why.setText(why.why)
        self.advice.setText(why.advice)
        self.to_settings.setVisible(may_be_chosen(one))

    @Slot()
    def _reveal(self) -> None:
        one = self.view.currentIndex().data(FILE)
        if one is not None:
            self.reveal.emit(str(one.path))

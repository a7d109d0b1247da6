"""The photos that are going to be added, as a list of small pictures; each is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtCore import QDate as Date
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photospool.gui import theme
from photospool.gui.add_photos.threads import Thumb
from photospool.gui.i18n import value_texts
from photospool.gui.i18n.core_words import core

PICTURE = QSize(132, 92)
CELL = QSize(156, 146)
Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
SIGN_PX = 20
_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Row:
    """One photo."""

    path: Path
    picture: QPixmap | None = None
    """None: not made yet, or it can't be read."""
    taken: str = ""
    problem: str = ""


class PhotoList(QAbstractListModel):
    """Each file once, in the order in which they came."""

    def __init__(self, want: Callable[[Path], None]) -> None:
        """``want`` is asked for a photo's picture; the answer comes to ``on_thumb``."""
        super().__init__()
        self._want = want
        self._rows: list[Row] = []
        self._places: dict[Path, int] = {}
        self._asked: set[Path] = set()

    @property
    def paths(self) -> list[Path]:
        """All, in their order."""
        return [row.path for row in self._rows]

    def is_known(self, path: Path) -> bool:
        """Whether its picture was made, or could not be."""
        row = self._rows[self._places[path]]
        return row.picture is not None or bool(row.problem)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own way)
        """How many."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What the view shows of one."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            if row.path not in self._asked:
                self._asked.add(row.path)
                self._want(row.path)
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.path.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.path.name, row.taken, row.problem) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return theme.tip("\n".join(part for part in (str(row.path), row.problem) if part))
        return None

    def add(self, paths: Iterable[Path]) -> None:
        """Put these at the end; those that are there already are not put twice."""
        fresh = [path for path in dict.fromkeys(paths) if path not in self._places]
        if not fresh:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
        self._places |= {path: first + number for number, path in enumerate(fresh)}
        self._rows += [Row(path) for path in fresh]
        self.endInsertRows()

    def remove(self, paths: Iterable[Path]) -> None:
        """Take these out."""
        gone = set(paths)
        self.beginResetModel()
        self._rows = [row for row in self._rows if row.path not in gone]
        self._places = {row.path: number for number, row in enumerate(self._rows)}
        self.endResetModel()

    @Slot(object)
    def on_thumb(self, thumb: Thumb) -> None:
        """A picture was made."""
        place = self._places.get(thumb.path)
        if place is None:
            return
        picture = None if thumb.image.isNull() else QPixmap.fromImage(thumb.image)
        self._rows[place] = replace(self._rows[place], picture=picture, taken=thumb.taken, problem=core(thumb.problem))
        index = self.index(place)
        self.dataChanged.emit(index, index)


class PhotoCell(QStyledItemDelegate):
    """Draws one: its picture, its name, and its day or what is wrong with it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All are of one size."""
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        rect = QRectF(option.rect).adjusted(4, 4, -4, -4)
        colours = theme.colours()  # a view has a palette of its own
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            tint = QColor(colours.accent)
            painter.setPen(tint)
            tint.setAlphaF(0.18)
            painter.setBrush(tint)
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        elif state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.line)
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        box = QRectF(rect.center().x() - PICTURE.width() / 2, rect.top() + 6, PICTURE.width(), PICTURE.height())
        self._draw_picture(painter, row, box, colours)
        line = QRectF(rect.left() + 4, box.bottom() + 4, rect.width() - 8, painter.fontMetrics().height())
        painter.setPen(colours.text)
        self._draw_line(painter, line, row.path.name)
        line.translate(0, line.height())
        painter.setPen(colours.muted)
        self._draw_line(painter, line, _day(row.taken))
        painter.restore()

    @staticmethod
    def _draw_picture(painter: QPainter, row: Row, box: QRectF, colours: theme.ThemeColours) -> None:
        if row.picture is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.card_hover)
            painter.drawRoundedRect(box, 6, 6)
            if row.problem:
                _draw_problem(painter, row.problem, box, colours)
                return
            middle = QRectF(box.center().x() - 14, box.center().y() - 14, 28, 28)
            theme.draw_icon(painter, "picture", middle, colours.muted)
            return
        size = row.picture.size().scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRectF(box.center().x() - size.width() / 2, box.bottom() - size.height(), size.width(), size.height())
        shape = QPainterPath()
        shape.addRoundedRect(shown, 4, 4)
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(shown, row.picture, QRectF(row.picture.rect()))
        painter.restore()

    @staticmethod
    def _draw_line(painter: QPainter, line: QRectF, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(line.width()))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter), shown)


def _draw_problem(painter: QPainter, problem: str, box: QRectF, colours: theme.ThemeColours) -> None:
    """Why there is no picture, in its place: no line below is long enough for a sentence."""
    room = box.adjusted(4, 6 + SIGN_PX + 2, -4, -4)
    text = fitting(painter.fontMetrics(), problem, room)
    height = painter.fontMetrics().boundingRect(room.toRect(), _WRAPPED, text).height()
    room.translate(0, (room.height() - height) / 2)
    sign = QRectF(box.center().x() - SIGN_PX / 2, room.top() - SIGN_PX - 2, SIGN_PX, SIGN_PX)
    theme.draw_icon(painter, "warning", sign, colours.danger)
    painter.setPen(colours.danger)
    painter.drawText(room, _WRAPPED, text)


def fitting(metrics: QFontMetrics, text: str, room: QRectF) -> str:
    """As many of the text's words as there is room for in several lines; all of it is in the tooltip."""
    words = text.split(" ")
    for count in range(len(words), 0, -1):
        shown = text if count == len(words) else " ".join(words[:count]).rstrip(".,:;") + "…"
        takes = metrics.boundingRect(room.toRect(), _WRAPPED, shown)
        if takes.height() <= room.height() and takes.width() <= room.width():
            return shown
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))


def _day(text: str) -> str:
    day = Date.fromString(text, Qt.DateFormat.ISODate)
    return value_texts.date_words(day) if day.isValid() else ""

"""How a row of Recent looks: the picture, the name, what became of it and when, its tags."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photospool.events import SET_ASIDE, Outcome
from photospool.gui import theme
from photospool.gui.i18n import value_texts
from photospool.gui.window.recent_model import ENTRY, THUMB, Index
from photospool.history import UNSORTED, Entry

ROW_PX: Final = 60


class RecentDelegate(QStyledItemDelegate):
    """Draws a row: the picture, the name, what became of it and when, its tags."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.open_issues: frozenset[str] = frozenset()
        """Jobs that still need attention."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(200, max(ROW_PX, option.fontMetrics.height() * 2 + 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        entry: Entry = index.data(ENTRY)
        found = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect: QRect = option.rect
        inner = QRectF(rect).adjusted(4, 2, -4, -2)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(found.chosen if is_chosen else found.card_hover)
            painter.drawRoundedRect(inner, 6, 6)
        box = QRectF(inner.left() + 8, inner.center().y() - 21, 58, 42)
        _draw_thumb(painter, box, index.data(THUMB))
        self._draw_words(
            painter, QRectF(box.right() + 14, inner.top(), inner.right() - box.right() - 26, inner.height()), entry
        )
        painter.restore()

    def _draw_words(self, painter: QPainter, area: QRectF, entry: Entry) -> None:
        found = theme.colours()
        is_open = entry.job in self.open_issues
        end = value_texts.end_words(entry.outcome, is_open=is_open)
        line = painter.fontMetrics().height() + 3
        top = area.center().y() - line
        first = QRectF(area.left(), top, area.width(), line)
        second = first.translated(0, line)
        when = value_texts.ago(entry.at)
        metrics = painter.fontMetrics()
        when_width = metrics.horizontalAdvance(when) + 12
        painter.setPen(found.muted)
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when)
        painter.setPen(found.text)
        name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideMiddle, int(first.width() - when_width))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, name)
        colour = found.muted
        if entry.outcome == SET_ASIDE:
            colour = found.warning if is_open else found.muted
        elif entry.outcome == Outcome.NEW.value:
            colour = found.good
        painter.setPen(colour)
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, end)
        used = metrics.horizontalAdvance(end)
        more = [*(f"#{word}" for word in entry.keywords if word != UNSORTED)]
        if entry.outcome == SET_ASIDE:
            more = [value_texts.core(entry.title)]
        else:
            more = [value_texts.day(entry.taken), *more] if entry.taken else more
            more = [value_texts.core(entry.title), *more] if entry.title else more
        if more:
            painter.setPen(found.muted)
            text = metrics.elidedText(
                "  ·  " + "   ".join(more), Qt.TextElideMode.ElideRight, int(second.width() - used)
            )
            painter.drawText(second.translated(used, 0), Qt.AlignmentFlag.AlignVCenter, text)


def _draw_thumb(painter: QPainter, box: QRectF, pixmap: QPixmap) -> None:
    """The picture, filling its box; a placeholder where there is none."""
    found = theme.colours()
    shape = QPainterPath()
    shape.addRoundedRect(box, 5, 5)
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(box, found.card_hover)
    if pixmap is not None and not pixmap.isNull():
        scale = max(box.width() / pixmap.width(), box.height() / pixmap.height())
        part_w, part_h = box.width() / scale, box.height() / scale
        part = QRectF((pixmap.width() - part_w) / 2, (pixmap.height() - part_h) / 2, part_w, part_h)
        painter.drawPixmap(box, pixmap, part)
    else:
        theme.draw_icon(painter, "picture", QRectF(box.center().x() - 11, box.center().y() - 11, 22, 22), found.muted)
    painter.restore()

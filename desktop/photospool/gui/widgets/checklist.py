"""Facts with a tick each: what is right, worth knowing, or wrong. Shapes differ, not only colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from photospool.config.folder_checks import Level
from photospool.gui import theme
from photospool.gui.widgets import labels

_ICONS = {Level.FINE: ("check", "good"), Level.NOTE: ("info", "warning"), Level.WRONG: ("close", "danger")}


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One fact in words."""

    level: Level
    text: str


class Ticks(QWidget):
    """Shows ticks below each other; empty, it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: tuple[ChecklistItem, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    @property
    def ticks(self) -> tuple[ChecklistItem, ...]:
        """What is shown now."""
        return self._ticks

    def show_ticks(self, ticks: Sequence[ChecklistItem]) -> None:
        """Show these instead."""
        if tuple(ticks) == self._ticks:
            return
        self._ticks = tuple(ticks)
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tick in self._ticks:
            self._layout.addWidget(_Row(tick))


class _Row(QWidget):
    """A tick and its words."""

    def __init__(self, tick: ChecklistItem) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        name, colour = _ICONS[tick.level]
        layout.addWidget(labels.Picture(name, 16, colour), alignment=Qt.AlignmentFlag.AlignTop)
        label = labels.Wrapped(tick.text) if tick.level is Level.WRONG else labels.Muted(tick.text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAccessibleName(f"{_said(tick.level)} {tick.text}")
        layout.addWidget(label, 1)


def _said(level: Level) -> str:
    """The tick's shape for those who hear it."""
    if level is Level.FINE:
        return QCoreApplication.translate("Ticks", "All right:")
    if level is Level.NOTE:
        return QCoreApplication.translate("Ticks", "Note:")
    return QCoreApplication.translate("Ticks", "Wrong:")

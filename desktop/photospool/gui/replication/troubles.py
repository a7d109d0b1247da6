"""What is wrong with the copies as the engine told it, above their cards: also while the album's server is away."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.i18n import value_texts
from photospool.gui.state import Status
from photospool.gui.widgets import labels

SHOWN_NAMES: Final = 5


class Troubles(QWidget):
    """A card for each trouble; empty, it takes no room."""

    choice_wanted = Signal()
    """Photos that were changed on two computers are to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = Status()
        self._explained: frozenset[str] = frozenset()
        self._shown: tuple[tuple[str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_status(self, status: Status) -> None:
        """Follow the status."""
        self._status = status
        self._show()

    def leave_out(self, names: Collection[str]) -> None:
        """Copies whose own cards say already what is wrong."""
        self._explained = frozenset(names)
        self._show()

    def _show(self) -> None:
        told: list[tuple[str, str]] = [
            (self.tr("Copy “{name}”: {title}").format(name=name, title=value_texts.core(trouble.title)), trouble.advice)
            for name, trouble in self._status.copy_troubles.items()
            if name not in self._explained
        ]
        conflicts = self._status.conflicts
        if conflicts:
            names = ", ".join(conflicts[:SHOWN_NAMES])
            title = self.tr("%n photo(s) or video(s) were changed on two computers at once", "", len(conflicts))
            told.append(
                (
                    title,
                    self.tr("Nothing is lost: both versions are kept until you choose. {names}").format(names=names),
                )
            )
        if tuple(told) == self._shown:
            return
        self._shown = tuple(told)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (title, advice) in enumerate(told, 1):
            card = _trouble(title, value_texts.core(advice))
            if conflicts and number == len(told):
                button = QPushButton(self.tr("Choose…"))
                button.setObjectName("choose")
                button.clicked.connect(self.choice_wanted)
                layout = card.layout()
                assert layout is not None  # noqa: S101 (made below)
                layout.addWidget(button)
                layout.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
            self._column.addWidget(card)


def _trouble(title: str, advice: str) -> labels.CardFrame:
    card = labels.CardFrame(edge="warning")
    card.setObjectName("trouble")
    card.setAccessibleName(f"{title} {advice}")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(theme.WIDE, theme.WIDE - 4, theme.WIDE, theme.WIDE - 4)
    heading = labels.Wrapped(title)
    layout.addWidget(heading)
    layout.addWidget(labels.Muted(advice))
    return card

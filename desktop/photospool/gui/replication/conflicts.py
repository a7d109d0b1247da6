"""Photos that two computers changed differently: both versions side by side, what differs in bold, one click."""

from __future__ import annotations

import json
import threading
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photospool.config.profile import Profile
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n import value_texts
from photospool.gui.replication import actions
from photospool.gui.replication.actions import Choice, Side
from photospool.gui.replication.card import failure_words
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import fit
from photospool.gui.widgets.plain_text import Label
from photospool.gui.widgets.scroll_area import ScrollArea

_LONGEST = 600
"""Letters of one field that are shown; the page shows all."""


class ConflictsDialog(QDialog):
    """One photo after the other; what is kept is written at once, and the next one comes."""

    def __init__(self, here: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = here
        self._stop = threading.Event()
        self.setObjectName("conflicts")
        self.setWindowTitle(self.tr("Changed on two computers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._looking = Background(self)
        self._looking.answered.connect(self._show)
        self._looking.failed.connect(self._failed)
        self.title = labels.Title(self.tr("Looking for what needs your choice…"))
        self.hint = labels.Muted(
            self.tr(
                "Both versions are kept until you choose. Tags of both stay, and whatever only one of them changed; "
                "what you see here is what both changed."
            )
        )
        self.picture = Label()
        self.sides = QWidget()
        self._row = QHBoxLayout(self.sides)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GAP)
        area = ScrollArea(self.sides, sideways=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.later = QPushButton(self.tr("&Later"))
        self.later.setObjectName("later")
        self.later.clicked.connect(self._next)
        buttons.addButton(self.later, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        for widget in (self.title, self.picture, self.hint):
            layout.addWidget(widget)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        fit(self, QSize(680, 520))
        self._left: list[Choice] = []
        self.later.hide()
        self._looking.ask(lambda: actions.choices(here, self._stop))

    def done(self, result: int) -> None:
        """Nobody wants to know any more."""
        self._stop.set()
        self._looking.forget()
        super().done(result)

    @Slot(object)
    def _show(self, found: tuple[Choice, ...]) -> None:
        self._left = list(found)
        self._show_first()

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self.title.setText(self.tr("That did not work"))
        self.hint.setText(failure_words(error))
        self.sides.setEnabled(True)

    def _show_first(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.later.setVisible(len(self._left) > 1)
        if not self._left:
            self.title.setText(self.tr("Nothing waits for a choice"))
            self.hint.hide()
            self.picture.hide()
            return
        choice = self._left[0]
        more = self.tr("and %n more", "", len(self._left) - 1) if len(self._left) > 1 else ""
        self.title.setText(" · ".join(filter(None, (choice.name, more))))
        pixmap = QPixmap()
        self.picture.setVisible(pixmap.loadFromData(choice.thumb, "JPEG"))
        self.picture.setPixmap(pixmap)
        self.picture.setAccessibleName(choice.name)
        for number, side in enumerate(choice.sides):
            self._row.addWidget(self._card(choice, side, number), 1)
        self.sides.setEnabled(True)

    def _card(self, choice: Choice, side: Side, number: int) -> QWidget:
        card = labels.CardFrame()
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.GAP)
        column.addWidget(labels.Muted(self.tr("Shown now") if number == 0 else self.tr("The other version")))
        for name, value in side.same.items():
            column.addWidget(labels.Muted(f"{_label(name)}: {_text(name, value)}"))
        for name in choice.fields:
            column.addWidget(labels.Muted(_label(name)))
            label = labels.Wrapped(_text(name, side.values.get(name)))
            font = label.font()
            font.setBold(True)
            label.setFont(font)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addStretch(1)
        keep = QPushButton(self.tr("Keep this one"))
        keep.setObjectName(f"keep-{number}")
        keep.clicked.connect(partial(self._keep, choice, side.rev))
        column.addWidget(keep)
        card.setAccessibleName(
            "; ".join(f"{_label(name)}: {_text(name, side.values.get(name))}" for name in choice.fields)
        )
        return card

    def _keep(self, choice: Choice, rev: str, _checked: bool = False) -> None:
        here, stop = self._here, self._stop
        self.sides.setEnabled(False)
        self._looking.ask(lambda: actions.choose(here, choice.photo_id, rev, stop))

    @Slot()
    def _next(self) -> None:
        self._left = [*self._left[1:], *self._left[:1]]
        self._show_first()


def _label(name: str) -> str:
    return {
        "descr": QCoreApplication.translate("Copies", "Description"),
        "cat": QCoreApplication.translate("Copies", "Category"),
        "taken": QCoreApplication.translate("Copies", "Taken"),
        "taken_at": QCoreApplication.translate("Copies", "Taken at"),
        "taken_source": QCoreApplication.translate("Copies", "What told the date"),
        "keywords": QCoreApplication.translate("Copies", "Tags"),
    }.get(name, name)


def _text(name: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, str) and name in {"cat", "taken"}:
        return (value_texts.category(value) if name == "cat" else value_texts.day(value))[:_LONGEST]
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return ", ".join(value)[:_LONGEST]
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))[:_LONGEST]

"""Photos that need attention for the same reason: the reason once, what can be done with all of them, and each of them.

A few are shown at once, each with its own buttons; of many only their names, until somebody wants to see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.i18n import core_words
from photospool.gui.i18n.kind_words import things_named
from photospool.gui.widgets import labels
from photospool.gui.widgets.flow import Flow
from photospool.gui.window.issue_card import Card
from photospool.security.untrusted_text import said
from photospool.spool.reasons import SetAside

FIRST: Final = 30
"""Cards of a group that are shown at once; more on demand."""
FEW: Final = 3
"""So many are shown one by one without being asked."""
NAMES: Final = 4
"""Names that stand for all."""
NAME_LETTERS: Final = 40
"""Of each: shortened one by one, for a line that is cut in its middle names fewer than it counts."""


def grouped(items: Iterable[SetAside]) -> dict[str, tuple[SetAside, ...]]:
    """By reason, in the order in which the first of each came; what was filled into a reason makes no other one.

    Takes no Qt, so that a thread can do it.
    """
    found: dict[str, list[SetAside]] = {}
    for item in items:
        found.setdefault(core_words.kind_of(item.title), []).append(item)
    return {reason: tuple(alike) for reason, alike in found.items()}


class Group(QWidget):
    """All photos of one reason; a single one is only its card."""

    retry = Signal(object)
    """Jobs, in a tuple, as in the others too."""
    reveal = Signal(str)
    move_wanted = Signal(object)
    keep_out = Signal(object)
    discard = Signal(object)
    picture_wanted = Signal(str, str)
    """A job, and the path of its photo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[SetAside, ...] = ()
        self.cards: dict[str, Card] = {}
        self._most = FIRST
        self._is_open: bool | None = None
        """None: the user chose neither."""
        self._busy: frozenset[str] = frozenset()
        self._head = self._make_head()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP + 2)
        self._more = QPushButton()
        self._more.setObjectName("more-of-these")
        self._more.clicked.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._head)
        column.addLayout(self._list)
        column.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignHCenter)

    def _make_head(self) -> labels.CardFrame:
        head = labels.CardFrame(edge="warning")
        head.setObjectName("issue-group")
        self._title = labels.Title(larger=1.08)
        self._reason = labels.Wrapped()
        self._advice = labels.Muted()
        self._names = labels.Wrapped()
        self._names.setObjectName("names")
        self._buttons = Flow(spacing=theme.GAP)
        for text, name, signal, icon in (
            (self.tr("Retry them"), "retry-these", self.retry, "retry"),
            (self.tr("Move them to a folder…"), "move-these", self.move_wanted, ""),
            (self.tr("Keep them out of the album…"), "keep-these-out", self.keep_out, ""),
            (self.tr("Move them to the trash…"), "discard-these", self.discard, ""),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            if icon:
                button.setIcon(theme.icon(icon))
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.jobs))
            self._buttons.add(button)
        self._each = QToolButton()
        self._each.setObjectName("show-each")
        self._each.setText(self.tr("Show each"))
        self._each.setCheckable(True)
        self._each.setAutoRaise(True)
        self._each.clicked.connect(self._open)
        self._buttons.add(self._each)
        texts = QVBoxLayout()
        texts.setSpacing(3)
        for widget in (self._title, self._reason, self._advice, self._names):
            texts.addWidget(widget)
        texts.addSpacing(theme.GAP)
        texts.addWidget(self._buttons)
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        row.setSpacing(theme.WIDE)
        row.addWidget(labels.Picture("warning", 24, "warning"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        return head

    @property
    def jobs(self) -> tuple[str, ...]:
        """Of all its photos, shown or not."""
        return tuple(item.job.id for item in self.items)

    @property
    def is_open(self) -> bool:
        """Whether each is shown: what the user chose, else where they are few."""
        return len(self.items) <= FEW if self._is_open is None else self._is_open

    def show_items(self, items: Sequence[SetAside], busy: frozenset[str]) -> None:
        """These photos need attention for this reason; of those that are busy something has been asked."""
        self.items, self._busy = tuple(items), busy
        is_group = len(self.items) > 1
        title = core_words.of_kind([item.title for item in self.items])
        advice = core_words.of_kind([item.advice for item in self.items]) if self._is_one_advice else ""
        count = things_named(item.job.name for item in self.items)
        self._title.setText(count)
        self._reason.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._names.setText(self._name_words())
        self._names.setVisible(not self.is_open)
        self._each.setChecked(self.is_open)
        self._head.setAccessibleName(f"{count}: {title}")
        self._head.setAccessibleDescription(advice)
        self._head.setVisible(is_group)
        self._show_cards(title if is_group else "", advice if is_group else "")
        self._show_busy()

    def count_on(self) -> None:
        """Time goes by."""
        for card in self.cards.values():
            card.count_on()

    @property
    def _is_one_advice(self) -> bool:
        return len({core_words.kind_of(item.advice) for item in self.items}) == 1

    def _name_words(self) -> str:
        names = ", ".join(said(item.job.name, NAME_LETTERS) for item in self.items[:NAMES])
        left = len(self.items) - NAMES
        return self.tr("{names} and %n more", "", left).format(names=names) if left > 0 else names

    def _show_cards(self, title: str, advice: str) -> None:
        shown = self.items[: self._most] if self.is_open else ()
        wanted = {item.job.id: (item, title, advice) for item in shown}
        for job in [job for job, card in self.cards.items() if wanted.get(job) != (card.item, *card.said)]:
            card = self.cards.pop(job)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, item in enumerate(shown):
            if item.job.id not in self.cards:
                card = self.cards[item.job.id] = self._card(item, title, advice)
                self._list.insertWidget(place, card)
        hidden = len(self.items) - len(shown) if self.is_open else 0
        self._more.setVisible(hidden > 0)
        self._more.setText(self.tr("Show %n more", "", hidden))

    def _card(self, item: SetAside, title: str, advice: str) -> Card:
        card = Card(item, title=title, advice=advice)
        card.retry.connect(self.retry)
        card.reveal.connect(self.reveal)
        card.move_wanted.connect(self.move_wanted)
        card.keep_out.connect(self.keep_out)
        card.discard.connect(self.discard)
        self.picture_wanted.emit(item.job.id, str(item.job.photo))
        return card

    def _show_busy(self) -> None:
        for job, card in self.cards.items():
            card.setEnabled(job not in self._busy)
        is_free = not self._busy.intersection(self.jobs)
        for widget in self._buttons.widgets:
            if widget is not self._each:
                widget.setEnabled(is_free)

    @Slot(bool)
    def _open(self, is_open: bool) -> None:
        self._is_open = is_open
        self.show_items(self.items, self._busy)

    @Slot()
    def _show_more(self) -> None:
        self._most += FIRST
        self.show_items(self.items, self._busy)

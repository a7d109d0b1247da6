"""Issues: the photos that need attention, by reason, with what happened and what can be done.

The folder work/failed is the truth: it is read again, in a thread, whenever something about it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.kind_words import things_named
from photospool.gui.widgets import labels
from photospool.gui.widgets.passing import Passing
from photospool.gui.widgets.scroll_area import ScrollArea
from photospool.gui.window.issue_card import Card
from photospool.gui.window.issue_groups import Group, grouped
from photospool.history import History
from photospool.spool.reasons import SetAside


class IssuesPage(QWidget):
    """All groups, Retry all, and a calm word where nothing needs anybody."""

    retry = Signal(object)
    """Jobs, in a tuple, as in the others too."""
    reveal = Signal(str)
    move_wanted = Signal(object)
    keep_out = Signal(object)
    discard = Signal(object)
    picture_wanted = Signal(str, str)
    """A job, and the path of its photo: somebody may be able to draw it."""
    seen = Signal(object)
    """The jobs that lie in work/failed."""

    def __init__(self, read: Callable[[], Sequence[SetAside]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._background = Background(self)
        self._background.answered.connect(self._was_read)
        self._must_read_again = False
        self._history: History | None = None
        self._found: Mapping[str, tuple[SetAside, ...]] = {}
        self._busy: frozenset[str] = frozenset()
        """Jobs of which something has been asked that is not done yet."""
        self.groups: dict[str, Group] = {}
        """By reason."""
        self._heading = labels.Muted()
        self._retry_all = QPushButton(theme.icon("retry"), self.tr("Retry all"))
        self._retry_all.setObjectName("retry-all")
        self._retry_all.clicked.connect(self._retry_every)
        self._said = Passing()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.WIDE)
        self._empty = labels.EmptyPlace(
            "calm",
            self.tr("Nothing needs you"),
            self.tr("What can't go into your album is shown here, with the reason and what you can do."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._full_place())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.addWidget(self._said)
        layout.addWidget(self._stack)

    def _full_place(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.GAP // 2, 0)
        column.addLayout(self._list)
        column.addStretch(1)
        area = ScrollArea(inner)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._retry_all)
        place = QWidget()
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(area, 1)
        return place

    @property
    def cards(self) -> dict[str, Card]:
        """Job → card, of those that are shown one by one."""
        return {job: card for group in self.groups.values() for job, card in group.cards.items()}

    @property
    def items(self) -> tuple[SetAside, ...]:
        """Everything that needs attention, by reason."""
        return tuple(item for alike in self._found.values() for item in alike)

    def read_again(self) -> None:
        """Look at the folder, in a thread; one look at a time."""
        if self._background.is_busy:
            self._must_read_again = True
        else:
            self._background.ask(lambda: grouped(self._known(self._read())))

    def set_history(self, history: History) -> None:
        """It knows what came after a photo was set aside."""
        self._history = history
        self.read_again()

    def came(self, name: str) -> None:
        """A file of this name is in the album now: perhaps it was sent once more because of what is said here."""
        if any(item.job.name.casefold() == name.casefold() for item in self.items):
            self.read_again()

    def _known(self, items: Sequence[SetAside]) -> list[SetAside]:
        """In a thread."""
        history = self._history
        if history is None:
            return list(items)
        return [replace(item, came_since=history.came_since(item.job.name, item.job.claimed_at)) for item in items]

    def say(self, text: str) -> None:
        """One line above the cards: what a command came to; for a while, and as long as somebody looks."""
        self._said.say(text)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back looks at what is so then."""
        super().hideEvent(event)
        self.say("")

    def show_picture(self, job: str, image: QImage) -> None:
        """A photo could be read."""
        card = self.cards.get(job)
        if card is not None and not image.isNull():
            card.show_picture(image)

    def busy(self, jobs: Iterable[str]) -> None:
        """Something was asked of them: no second click."""
        self._busy |= frozenset(jobs)
        self._show()

    def enable(self, jobs: Iterable[str] | None = None) -> None:
        """What was asked of them, or (None) of any, did not come to pass: it may be asked again."""
        self._busy = frozenset() if jobs is None else self._busy - frozenset(jobs)
        self._show()

    def count_on(self) -> None:
        """Time goes by."""
        for group in self.groups.values():
            group.count_on()

    def things(self, jobs: Sequence[str]) -> str:
        """So many photos and videos."""
        names = {item.job.id: item.job.name for item in self.items}
        return things_named(names.get(job, "") for job in jobs)

    def name_of(self, job: str) -> str:
        """The photo's name."""
        return next((item.job.name for item in self.items if item.job.id == job), "")

    @Slot(object)
    def _was_read(self, found: Mapping[str, tuple[SetAside, ...]]) -> None:
        self._found = found
        jobs = tuple(item.job.id for item in self.items)
        self._busy &= frozenset(jobs)
        self._show()
        self.seen.emit(jobs)
        if self._must_read_again:
            self._must_read_again = False
            self.read_again()

    def _show(self) -> None:
        for reason in [reason for reason in self.groups if reason not in self._found]:
            group = self.groups.pop(reason)
            self._list.removeWidget(group)
            group.hide()
            group.deleteLater()
        for place, (reason, items) in enumerate(self._found.items()):
            if reason not in self.groups:
                group = self.groups[reason] = self._group()
                self._list.insertWidget(place, group)
            self.groups[reason].show_items(items, self._busy)
        count = len(self.items)
        text = self.tr("{things} could not go into your album. They are kept unchanged.", "", count)
        self._heading.setText(text.format(things=self.things([item.job.id for item in self.items])))
        self._retry_all.setVisible(len(self._found) > 1)
        self._retry_all.setEnabled(not self._busy)
        self._stack.setCurrentIndex(1 if count else 0)

    def _group(self) -> Group:
        group = Group()
        group.retry.connect(self._retry)
        group.reveal.connect(self.reveal)
        group.move_wanted.connect(self.move_wanted)
        group.keep_out.connect(self.keep_out)
        group.discard.connect(self.discard)
        group.picture_wanted.connect(self.picture_wanted)
        return group

    @Slot(object)
    def _retry(self, jobs: tuple[str, ...]) -> None:
        self.busy(jobs)
        self.retry.emit(jobs)

    @Slot()
    def _retry_every(self) -> None:
        self._retry(tuple(item.job.id for item in self.items))

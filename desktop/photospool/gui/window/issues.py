"""Issues: a card for each photo that needs attention, with what happened and what can be done.

The folder work/failed is the truth: it is read again, in a thread, whenever something about it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n import value_texts
from photospool.gui.widgets.plain_text import Label
from photospool.security.untrusted_text import LONGEST, said
from photospool.spool.spool import SetAside

FIRST: Final = 30
"""Cards shown at once; more on demand."""
PICTURE: Final = QSize(112, 84)


class Card(theme.CardFrame):
    """One photo that needs attention."""

    retry = Signal(str)
    reveal = Signal(str)
    move_wanted = Signal(str)
    keep_out = Signal(str)

    def __init__(self, item: SetAside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setObjectName("issue")
        self.setAccessibleName(f"{item.job.name}: {item.title}")
        self.picture = theme.Picture("picture", 32, "muted")
        self._picture_place = Label()
        self._details = theme.Muted(self._detail_text())
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._details.hide()
        self._lay_out()

    def show_picture(self, image: QImage) -> None:
        """The photo can be read: show it."""
        ratio = self.devicePixelRatioF()
        wanted = PICTURE * ratio
        mode = Qt.AspectRatioMode.KeepAspectRatio
        pixmap = QPixmap.fromImage(image).scaled(wanted, mode, Qt.TransformationMode.SmoothTransformation)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.hide()
        self._picture_place.setPixmap(pixmap)

    def _lay_out(self) -> None:
        name = theme.Elided(self.item.job.name)
        font = name.font()
        font.setWeight(font.Weight.DemiBold)
        name.setFont(font)
        title = theme.Wrapped(value_texts.core(self.item.title))
        advice = theme.Muted(value_texts.core(self.item.advice))
        texts = QVBoxLayout()
        texts.setSpacing(3)
        texts.addWidget(name)
        texts.addWidget(title)
        texts.addWidget(advice)
        texts.addSpacing(theme.GAP)
        texts.addLayout(self._buttons())
        texts.addSpacing(2)
        texts.addWidget(self._details)
        texts.addStretch(1)
        place = QVBoxLayout(self._picture_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.picture, alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture_place.setFixedSize(PICTURE)
        self._picture_place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        layout.addWidget(self._picture_place, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)

    def _buttons(self) -> QHBoxLayout:
        job, photo = self.item.job.id, str(self.item.job.photo)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for text, name, icon, signal, value in (
            (self.tr("Retry"), "retry", "retry", self.retry, job),
            (self.tr("Show"), "show", "folder", self.reveal, photo),
            (self.tr("Move to a folder…"), "move", "", self.move_wanted, job),
            (self.tr("Keep out of the album…"), "keep-out", "", self.keep_out, job),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            if icon:
                button.setIcon(theme.icon(icon))
            button.clicked.connect(lambda _=False, signal=signal, value=value: signal.emit(value))
            row.addWidget(button)
        details = QToolButton()
        details.setObjectName("details")
        details.setText(self.tr("Details"))
        details.setCheckable(True)
        details.setAutoRaise(True)
        details.toggled.connect(self._details.setVisible)
        row.addWidget(details)
        row.addStretch(1)
        return row

    def _detail_text(self) -> str:
        job = self.item.job
        lines = [
            self.tr("File: {path}").format(path=said(job.photo, 4 * LONGEST)),
            self.tr("Taken from incoming: {when}").format(when=value_texts.ago(job.claimed_at)),
            self.tr("Tried %n time(s)", "", job.attempts),
            self.tr("Job: {job}").format(job=job.id),
        ]
        if job.last_error and job.last_error != self.item.title:
            lines.insert(2, value_texts.core(job.last_error))
        return "\n".join(lines)

    def busy(self) -> None:
        """Something was asked: no second click."""
        self.setEnabled(False)


class IssuesPage(QWidget):
    """All cards, Retry all, and a calm word where nothing needs anybody."""

    retry = Signal(str)
    reveal = Signal(str)
    move_wanted = Signal(str)
    keep_out = Signal(str)
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
        self._items: tuple[SetAside, ...] = ()
        self._most = FIRST
        self.cards: dict[str, Card] = {}
        self._heading = theme.Muted()
        self._retry_all = QPushButton(theme.icon("retry"), self.tr("Retry all"))
        self._retry_all.setObjectName("retry-all")
        self._retry_all.clicked.connect(self._retry_every)
        self._more = QPushButton()
        self._more.clicked.connect(self._show_more)
        self._said = theme.Muted()
        self._said.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP + 2)
        self._empty = theme.EmptyPlace(
            "calm",
            self.tr("Nothing needs you"),
            self.tr("A photo that can't go into your album is shown here, with the reason and what you can do."),
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
        column.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._retry_all)
        place = QWidget()
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(area, 1)
        return place

    def read_again(self) -> None:
        """Look at the folder, in a thread; one look at a time."""
        if self._background.is_busy:
            self._must_read_again = True
        else:
            self._background.ask(lambda: tuple(self._read()))

    def say(self, text: str) -> None:
        """One line above the cards: what a command came to."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def show_picture(self, job: str, image: QImage) -> None:
        """A photo could be read."""
        if job in self.cards and not image.isNull():
            self.cards[job].show_picture(image)

    def enable(self, job: str) -> None:
        """What was asked of a card did not work: it may be asked again."""
        if job in self.cards:
            self.cards[job].setEnabled(True)

    @Slot(object)
    def _was_read(self, items: tuple[SetAside, ...]) -> None:
        self._items = items
        self._show()
        self.seen.emit(tuple(item.job.id for item in items))
        if self._must_read_again:
            self._must_read_again = False
            self.read_again()

    def _show(self) -> None:
        shown = self._items[: self._most]
        wanted = {item.job.id: item for item in shown}
        for job in [job for job, card in self.cards.items() if wanted.get(job) != card.item]:
            card = self.cards.pop(job)
            self._list.removeWidget(card)
            card.deleteLater()
        for place, item in enumerate(shown):
            if item.job.id not in self.cards:
                card = self.cards[item.job.id] = self._card(item)
                self._list.insertWidget(place, card)
        count = len(self._items)
        self._heading.setText(self.tr("%n photo(s) could not go into your album. They are kept unchanged.", "", count))
        self._retry_all.setVisible(count > 1)
        self._retry_all.setEnabled(True)
        hidden = count - len(shown)
        self._more.setVisible(hidden > 0)
        self._more.setText(self.tr("Show %n more", "", hidden))
        self._stack.setCurrentIndex(1 if count else 0)

    def _card(self, item: SetAside) -> Card:
        card = Card(item)
        card.retry.connect(self._retry_one)
        card.reveal.connect(self.reveal)
        card.move_wanted.connect(self.move_wanted)
        card.keep_out.connect(self.keep_out)
        self.picture_wanted.emit(item.job.id, str(item.job.photo))
        return card

    @Slot(str)
    def _retry_one(self, job: str) -> None:
        self.cards[job].busy()
        self.retry.emit(job)

    @Slot()
    def _retry_every(self) -> None:
        self._retry_all.setEnabled(False)
        for item in self._items:
            if item.job.id in self.cards:
                self.cards[item.job.id].busy()
            self.retry.emit(item.job.id)

    @Slot()
    def _show_more(self) -> None:
        self._most += FIRST
        self._show()

    def name_of(self, job: str) -> str:
        """The photo's name."""
        return next((item.job.name for item in self._items if item.job.id == job), "")

"""The switches for videos, raw files and sidecars, and the question before any is taken: how many, how large, and
whether those that lie there move too.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from photospool.config.kinds import ASKED, Lying, lying, taken
from photospool.config.profile import Profile
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.kind_words import lying_words, words_of, year_words
from photospool.gui.settings.consent import WIDTH_PX, WhichPhotos
from photospool.gui.settings.page import Field
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import fit
from photospool.photo.formats import PHOTOS


class KindsField(Field):
    """A switch for each kind, with what lies in incoming of all."""

    def __init__(self) -> None:
        self.boxes = {kind: QCheckBox(words_of(kind).switch) for kind in ASKED}
        first, *others = ASKED
        super().__init__("", self.boxes[first], self._remark(first))
        for kind in others:
            self._column.addSpacing(theme.GAP)
            self.add(self.boxes[kind])
            self.add(labels.Muted(self._remark(kind)))
        for kind, box in self.boxes.items():
            box.setObjectName(f"photos-{kind}")
        self._taken: tuple[str, ...] = ()
        self._lying = labels.Muted()
        self._lying.setObjectName("photos-lying")
        self._lying.hide()
        self._column.addSpacing(theme.GAP)  # it is said of all kinds, not of the last one
        self.add(self._lying)
        self._count = Background(self)
        self._count.answered.connect(self._show_lying)

    def _remark(self, kind: str) -> str:
        return f"{self.tr('Otherwise they stay in incoming.')} {year_words(kind=kind)}".strip()

    def show_installation(self, here: Profile) -> None:
        """Which of them are taken, and what lies in its incoming folders, counted in another thread."""
        self._taken = taken(here.settings, here.memory)
        for kind, box in self.boxes.items():
            box.setChecked(kind in self._taken)
        self._count.ask(lambda: lying(here))

    @property
    def wanted_newly(self) -> list[str]:
        """The kinds that are switched on, and were not taken before."""
        return [kind for kind, box in self.boxes.items() if box.isChecked() and kind not in self._taken]

    @property
    def unwanted_newly(self) -> list[str]:
        """The kinds that are switched off, and were taken before."""
        return [kind for kind, box in self.boxes.items() if kind in self._taken and not box.isChecked()]

    @Slot(object)
    def _show_lying(self, found: list[Lying]) -> None:
        text = lying_words(found)
        self._lying.setText(text)
        self._lying.setVisible(bool(text))


class KindDialog(QDialog):
    """Asks of one kind; emits ``answered`` unless the user goes back."""

    answered = Signal(bool)
    """Whether those that lie there now stay."""

    def __init__(self, kind: str, found: Sequence[Lying], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{kind}-dialog")
        words = words_of(kind)
        self.setWindowTitle(words.question)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.WIDE)
        column.addWidget(labels.Title(words.question))
        text = self.tr(
            "They move out of incoming as photos do: into the album, and their files into done. What keeps the "
            "incoming folder in step then removes them from the cloud and from your other devices."
        )
        for line in (text, f"{lying_words(found, (PHOTOS, kind))} {year_words(found, kind)}".strip()):
            column.addWidget(labels.Wrapped(line))
        count = sum(one.count for one in found if one.kind == kind)
        self.which = WhichPhotos(0)
        self.which.ask(0, **{one: count for one in ASKED if one == kind})
        column.addWidget(self.which)
        buttons = QDialogButtonBox()
        self.take = QPushButton(words.take)
        self.take.setObjectName(f"{kind}-take")
        self.back = QPushButton(self.tr("Go bac&k"))
        self.back.setObjectName(f"{kind}-back")
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.back, QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(buttons)
        self._asks = count > 0
        self.take.clicked.connect(self._take)
        self.back.clicked.connect(self.reject)
        self.which.all.toggled.connect(self._enable)
        self.which.only_new.toggled.connect(self._enable)
        self._enable()
        fit(self, QSize(WIDTH_PX, 0))

    @Slot()
    def _enable(self) -> None:
        self.take.setEnabled(not self._asks or self.which.is_answered)

    @Slot()
    def _take(self) -> None:
        self.accept()
        self.answered.emit(self._asks and self.which.only_new.isChecked())

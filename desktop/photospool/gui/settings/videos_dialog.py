"""The switch for videos, and the question before they are taken: how many, how large, and whether those that lie there
move too.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from photospool.config.kinds import Lying, lying, taken
from photospool.config.profile import Profile
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.kind_words import lying_words, year_words
from photospool.gui.settings.consent import WIDTH_PX, WhichPhotos
from photospool.gui.settings.page import Field
from photospool.gui.widgets.fit import fit
from photospool.photo.formats import VIDEOS


class VideosField(Field):
    """The switch, with what lies in incoming of each kind."""

    def __init__(self) -> None:
        self.box = QCheckBox(self.tr("Take &videos too"))
        self.box.setObjectName("photos-videos")
        super().__init__("", self.box, f"{self.tr('Otherwise they stay in incoming.')} {year_words()}")
        self.was_taken = False
        self._lying = theme.Muted()
        self._lying.setObjectName("photos-lying")
        self._lying.hide()
        self.add(self._lying)
        self._count = Background(self)
        self._count.answered.connect(self._show_lying)

    def show_installation(self, here: Profile) -> None:
        """Whether its videos are taken, and what lies in its incoming folders, counted in another thread."""
        self.was_taken = VIDEOS in taken(here.settings, here.memory)
        self.box.setChecked(self.was_taken)
        self._count.ask(lambda: lying(here))

    @Slot(object)
    def _show_lying(self, found: list[Lying]) -> None:
        text = lying_words(found)
        self._lying.setText(text)
        self._lying.setVisible(bool(text))


class VideosDialog(QDialog):
    """Asks; emits ``answered`` unless the user goes back."""

    answered = Signal(bool)
    """Whether the videos that lie there now stay."""

    def __init__(self, found: Sequence[Lying], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("videos-dialog")
        self.setWindowTitle(self.tr("Shall videos move too?"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.WIDE)
        column.addWidget(theme.Title(self.tr("Shall videos go into your album too?")))
        text = self.tr(
            "They move out of incoming as photos do: into the album, and their files into done. What keeps the "
            "incoming folder in step then removes them from the cloud and from your other devices."
        )
        for words in (text, f"{lying_words(found)} {year_words(found)}".strip()):
            column.addWidget(theme.Wrapped(words))
        count = sum(one.count for one in found if one.kind == VIDEOS)
        self.which = WhichPhotos(0)
        self.which.ask(0, count)
        column.addWidget(self.which)
        buttons = QDialogButtonBox()
        self.take = QPushButton(self.tr("&Take videos"))
        self.take.setObjectName("videos-take")
        self.back = QPushButton(self.tr("Go bac&k"))
        self.back.setObjectName("videos-back")
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

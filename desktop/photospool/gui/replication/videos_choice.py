"""Whether strangers get the videos of a public copy, too: chosen below the words that tell what a video carries."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from photospool.album.replication.models import Copy, Films, Tell
from photospool.config.folder_checks import Level
from photospool.config.profile import Profile
from photospool.gui.i18n.core_words import core
from photospool.gui.replication import actions, replication_texts
from photospool.gui.replication.actions import Stopped
from photospool.gui.replication.progress_dialog import TryingDialog
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem
from photospool.gui.widgets.fit import fit
from photospool.photo.metadata.public_fields import WHAT_A_VIDEO_CARRIES, WHAT_STRANGERS_GET


class VideosChoice(QWidget):
    """What a video carries and what strangers get of it, and below that the choice."""

    changed = Signal()

    def __init__(self, films: Films, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for text in (WHAT_A_VIDEO_CARRIES, WHAT_STRANGERS_GET):
            label = labels.Wrapped()
            label.setText(core(text))
            column.addWidget(label)
        self._group = QButtonGroup(self)
        self.buttons = {
            Films.NONE: QRadioButton(self.tr("No &videos: one picture of each, and the words")),
            Films.PICTURE: QRadioButton(self.tr("Videos with&out their sound")),
            Films.SOUND: QRadioButton(self.tr("Videos &with their sound")),
        }
        for one, button in self.buttons.items():
            button.setObjectName(f"videos-{one.value}")
            self._group.addButton(button)
            column.addWidget(button)
        self.buttons[films].setChecked(True)
        self._group.buttonClicked.connect(self.changed)
        column.addWidget(labels.Muted(self.tr("What others have copied before cannot be called back.")))

    def chosen(self) -> Films:
        """Which one is ticked."""
        return next(films for films, button in self.buttons.items() if button.isChecked())


class VideosDialog(TryingDialog):
    """Nothing is sent before its owner chose, and what was sent is taken back by choosing less."""

    def __init__(self, here: Profile, copy: Copy, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._here, self._copy = here, copy
        self.setObjectName("videos-dialog")
        self.setWindowTitle(self.tr("Videos for strangers"))
        self._choice = VideosChoice(copy.films)
        self._choice.changed.connect(self._chosen)
        self.choices = self._choice.buttons
        self.column.addWidget(self._choice)
        self.go.setText(self.tr("&Use this"))
        self.go.setEnabled(False)
        fit(self, QSize(600, 480))

    def chosen(self) -> Films:
        """Which one is ticked."""
        return self._choice.chosen()

    @Slot()
    def _chosen(self) -> None:
        self.go.setEnabled(self.chosen() is not self._copy.films)

    @Slot()
    def begin(self) -> None:
        """Take back what strangers may not have any more, then make what they get; that may be stopped."""
        here, copy, films, stop = self._here, self._copy, self.chosen(), self.stop

        def step(tell: Tell) -> Copy:
            return actions.choose_films(here, copy, films, tell, stop)

        doing = self.tr("Taking back…") if films is Films.NONE else self.tr("Making and sending videos…")
        self.try_out(step, doing, may_stop=True)

    def enable(self, is_enabled: bool) -> None:
        """The choice stands still while it is carried out."""
        self._choice.setEnabled(is_enabled)

    def failed(self, error: Exception) -> None:
        """Why it is not done; what was chosen holds, and the program goes on by itself."""
        if isinstance(error, Stopped):
            text = self.tr("Stopped. What was chosen holds: the rest is done by itself while Photospool runs.")
            self.ticks.show_ticks([*self.ticks.ticks, ChecklistItem(Level.NOTE, text)])
        else:
            super().failed(error)

    def succeeded(self, answer: Copy) -> None:
        """It holds from now on."""
        self._copy = answer
        text = replication_texts.films(answer.films)
        self.ticks.show_ticks([*self.ticks.ticks, ChecklistItem(Level.FINE, text)])
        self.finish()

"""The question to whoever has used Photospool before it took videos: shall they go into the album too?

A card in the window and no dialog: nothing waits for the answer. It says how many there are, and how large, before
anybody can say yes; until then every video stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photospool.config import kinds
from photospool.config.kinds import Lying
from photospool.config.profile import Profile
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.kind_words import lying_words, year_words
from photospool.gui.state import Status
from photospool.photo.formats import VIDEOS

VIDEO = "video"
"""The reason by which a scan counts videos that are left alone."""


class VideoAnswer(Enum):
    """What the user said."""

    ALL = "all"
    ONLY_NEW = "new"
    """Those that lie there now stay."""
    NONE = "no"
    UNDO = "undo"
    """It was said yes by mistake."""


def carry_out(here: Profile, answer: VideoAnswer) -> tuple[Profile, VideoAnswer, int]:
    """Keep the answer; how many videos stay where they are. Lists folders. Raises PhotospoolError, OSError."""
    if answer is VideoAnswer.UNDO:
        return kinds.leave_videos(here).remembering(videos_asked=False), answer, 0
    if answer is VideoAnswer.NONE:
        return kinds.leave_videos(here), answer, 0
    here, stays = kinds.take_videos(here, only_new=answer is VideoAnswer.ONLY_NEW)
    return here, answer, stays


class VideoQuestion(theme.CardFrame):
    """Shown while videos lie in incoming and nobody said anything of them."""

    answered = Signal(object)
    """VideoAnswer."""

    def __init__(self, installation: Callable[[], Profile | None], parent: QWidget | None = None) -> None:
        super().__init__(parent, edge="accent")
        self.setObjectName("video-question")
        self._installation = installation
        self._counted = -1
        self._is_said = False
        self.title = theme.Title("", larger=1.1)
        self.text = theme.Muted()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addStretch(1)
        self.buttons = {
            answer: self._button(answer, words)
            for answer, words in (
                (VideoAnswer.NONE, self.tr("&Leave videos alone")),
                (VideoAnswer.ONLY_NEW, self.tr("Only those that c&ome")),
                (VideoAnswer.ALL, self.tr("&Take all of them")),
                (VideoAnswer.UNDO, self.tr("&Undo")),
            )
        }
        self.fine = QPushButton(self.tr("&Fine"))
        self.fine.setObjectName("videos-fine")
        self.fine.setAutoDefault(False)
        self.fine.clicked.connect(self._close)
        for button in (*self.buttons.values(), self.fine):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.WIDE - 2, theme.WIDE, theme.WIDE - 2)
        column.setSpacing(theme.GAP)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(buttons)
        self._look = Background(self)
        self._look.answered.connect(self.ask)
        self.hide()

    def _button(self, answer: VideoAnswer, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"videos-{answer.value}")
        button.setAutoDefault(False)  # nothing moves by a key that was meant for something else
        button.clicked.connect(lambda: self.answered.emit(answer))
        return button

    def show_status(self, status: Status) -> None:
        """Count and weigh them anew whenever there are more or fewer; ask once that is known."""
        here = self._installation()
        if self._is_said:
            return
        count = status.left_alone.get(VIDEO, 0) if status.is_running else 0
        if here is None or not count or not kinds.is_to_be_asked(here):
            self._counted = -1
            self._look.forget()
            self.hide()
        elif count != self._counted:
            self._counted = count
            self._look.ask(lambda: kinds.lying(here))

    def said(self, answer: VideoAnswer, stays: int) -> None:
        """The answer is kept: say what happens from now on, and let a yes be taken back."""
        if answer in {VideoAnswer.NONE, VideoAnswer.UNDO}:
            self._close()
            return
        self._is_said = True
        self.title.setText(self.tr("Videos go into your album too from now on"))
        kept = self.tr("%n video(s) that is/are there now stay(s) where it is/they are.", "", stays) if stays else ""
        self.text.setText(f"{kept} {self.tr('Settings › Photos and videos changes it.')}".strip())
        self._offer(VideoAnswer.UNDO)

    @Slot()
    def _close(self) -> None:
        self._is_said = False
        self._counted = -1
        self.hide()

    @Slot(object)
    def ask(self, found: list[Lying]) -> None:
        """Whether these shall be taken; nothing where there are none."""
        if not any(one.count for one in found if one.kind == VIDEOS):
            return
        self.title.setText(self.tr("Shall videos go into your album too?"))
        self.text.setText(
            " ".join(
                [
                    lying_words(found),
                    self.tr(
                        "Until now, only photos are taken. Videos would go the same way: into the album, and their "
                        "files into done; what keeps the incoming folder in step then removes them from the cloud and "
                        "from your other devices."
                    ),
                    year_words(found),
                ]
            )
        )
        self._offer(VideoAnswer.NONE, VideoAnswer.ONLY_NEW, VideoAnswer.ALL)

    def _offer(self, *answers: VideoAnswer) -> None:
        for answer, button in self.buttons.items():
            button.setVisible(answer in answers)
        self.fine.setVisible(VideoAnswer.UNDO in answers)
        self.setAccessibleName(f"{self.title.text()} {self.text.text()}")
        self.show()

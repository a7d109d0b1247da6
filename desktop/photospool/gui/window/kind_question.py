"""The question to whoever has used Photospool before it took videos, raw files or sidecars: shall they be taken too?

A card in the window and no dialog: nothing waits for the answer. It says how many there are, and how large, before
anybody can say yes; until then every one of them stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from photospool.config import kinds
from photospool.config.kinds import Lying
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.gui.background import Background
from photospool.gui.i18n.kind_words import lying_words, words_of, year_words
from photospool.gui.state import Status
from photospool.gui.window.offer import Offer
from photospool.photo.formats import PHOTOS, RAW, SIDECARS, VIDEOS

REASONS: Final = {VIDEOS: "video", RAW: "raw", SIDECARS: "sidecar"}
"""Kind → the reason by which a scan counts those that are left alone."""


class KindAnswer(Enum):
    """What the user said."""

    ALL = "all"
    ONLY_NEW = "new"
    """Those that lie there now stay."""
    NONE = "no"
    UNDO = "undo"
    """It was said yes by mistake."""


def carry_out(here: Profile, kind: str, answer: KindAnswer, before: Settings) -> tuple[Profile, str, KindAnswer, int]:
    """Keep the answer; how many stay where they are. ``before``: the settings before a yes that is taken back.

    Lists folders. Raises PhotospoolError, OSError.
    """
    if answer is KindAnswer.UNDO:
        return kinds.ask_again(kinds.take_back(here, kind, before), kind), kind, answer, 0
    if answer is KindAnswer.NONE:
        return kinds.leave(here, kind), kind, answer, 0
    here, stays = kinds.take(here, kind, only_new=answer is KindAnswer.ONLY_NEW)
    return here, kind, answer, stays


class KindQuestion(Offer):
    """Shown while files of this kind lie in incoming and nobody said anything of them."""

    answered = Signal(str, object)
    """The kind, and a KindAnswer."""

    def __init__(self, kind: str, installation: Callable[[], Profile | None], parent: QWidget | None = None) -> None:
        super().__init__(f"{kind}-question", parent)
        self.kind = kind
        self._installation = installation
        self._counted = -1
        self._is_said = False
        self.buttons = {
            answer: self.add_answer(f"{kind}-{answer.value}", words, partial(self.answered.emit, kind, answer))
            for answer, words in (
                (KindAnswer.NONE, words_of(kind).leave),
                (KindAnswer.ONLY_NEW, self.tr("Only those that c&ome")),
                (KindAnswer.ALL, self.tr("&Take all of them")),
                (KindAnswer.UNDO, self.tr("&Undo")),
            )
        }
        self.fine = self.add_answer(f"{kind}-fine", self.tr("&Fine"), self._close)
        self._look = Background(self)
        self._look.answered.connect(self.ask)

    @property
    def is_open(self) -> bool:
        """Whether it asks, or is about to."""
        return self._look.is_busy or not self.isHidden()

    def show_status(self, status: Status, *, may_ask: bool = True) -> None:
        """Count and weigh them anew whenever there are more or fewer; ask once that is known, and ``may_ask``."""
        here = self._installation()
        if self._is_said:
            return
        count = status.left_alone.get(REASONS[self.kind], 0) if status.is_running and may_ask else 0
        if here is None or not count or not kinds.is_to_be_asked(here, self.kind):
            self._counted = -1
            self._look.forget()
            self.hide()
        elif count != self._counted:
            self._counted = count
            self._look.ask(lambda: kinds.lying(here))

    def said(self, answer: KindAnswer, stays: int) -> None:
        """The answer is kept: say what happens from now on, and let a yes be taken back."""
        if answer in {KindAnswer.NONE, KindAnswer.UNDO}:
            self._close()
            return
        self._is_said = True
        words = words_of(self.kind, stays)
        kept = words.stays if stays else ""
        self.say(words.taken, f"{kept} {self.tr('Settings › Photos and videos changes it.')}".strip())
        self._offer(KindAnswer.UNDO)

    @Slot()
    def _close(self) -> None:
        self._is_said = False
        self._counted = -1
        self.hide()

    @Slot(object)
    def ask(self, found: list[Lying]) -> None:
        """Whether these shall be taken; nothing where there are none."""
        if not any(one.count for one in found if one.kind == self.kind):
            return
        words = words_of(self.kind)
        lying = lying_words(found, (PHOTOS, self.kind))
        self.say(words.question, " ".join([lying, words.way, year_words(found, self.kind)]).strip())
        self._offer(KindAnswer.NONE, KindAnswer.ONLY_NEW, KindAnswer.ALL)

    def _offer(self, *answers: KindAnswer) -> None:
        for answer, button in self.buttons.items():
            button.setVisible(answer in answers)
        self.fine.setVisible(KindAnswer.UNDO in answers)
        self.show()

"""The user's answers about kinds of photos, kept in the settings; the last of each kind can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.errors import PhotospoolError
from photospool.gui.background import Background
from photospool.gui.window.kind_question import KindAnswer, carry_out
from photospool.gui.window.window import Window


class Answers(QObject):
    """Belongs to a window whose questions it hears."""

    settled = Signal(object)
    """The profile with the settings that hold from now on."""
    failed = Signal(str, str)
    """Title and advice: the answer isn't kept."""

    def __init__(self, window: Window, here: Callable[[], Profile]) -> None:
        super().__init__(window)
        self._window = window
        self._here = here
        self._before: dict[str, Settings] = {}
        """Kind → the settings before the last answer about it, for its undo."""
        self._background = Background(self)
        self._background.answered.connect(self._kind_settled)
        self._background.failed.connect(self._not_kept)
        window.heic.answered.connect(self._heic_answered)
        for question in window.kinds.values():
            question.answered.connect(self._kind_answered)

    @Slot(str)
    def _heic_answered(self, answer: str) -> None:
        here = self._here().reloaded()
        try:
            self.settled.emit(here.with_settings(here.settings.replace("photos.heic_anyway", answer)))
        except OSError as exc:
            self._not_kept(exc)

    @Slot(str, object)
    def _kind_answered(self, kind: str, answer: KindAnswer) -> None:
        here = self._here().reloaded()
        before = self._before.get(kind, here.settings)
        if answer is not KindAnswer.UNDO:
            self._before[kind] = here.settings
        self._background.ask(lambda: carry_out(here, kind, answer, before))

    @Slot(object)
    def _kind_settled(self, settled: tuple[Profile, str, KindAnswer, int]) -> None:
        here, kind, answer, stays = settled
        self.settled.emit(here)
        self._window.kinds[kind].said(answer, stays)

    @Slot(object)
    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, PhotospoolError):
            self.failed.emit(error.title, error.advice)
        else:
            self.failed.emit(
                self.tr("Your answer could not be kept."), self.tr("Is the disk full? You are asked again.")
            )

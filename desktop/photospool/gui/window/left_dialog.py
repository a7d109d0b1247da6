"""What is left in incoming, file by file: opened from the line in the window that only counts them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from photospool.config.profile import Profile
from photospool.engine.size_limit import NO_ROOM, TOO_LARGE, UNASKED
from photospool.engine.whereabouts import MOST, StillThere, still_there
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.kind_words import kind_words
from photospool.gui.state import Status
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import fit
from photospool.gui.window.lying_list import LyingList
from photospool.photo import jxl_support
from photospool.photo.heif import WAITS
from photospool.spool.ignore import ONLINE_ONLY
from photospool.spool.scanner import EMPTY

WAITING: Final = frozenset({EMPTY, ONLINE_ONLY, TOO_LARGE, NO_ROOM, UNASKED, WAITS, jxl_support.WAITS})
"""Reasons of files that would be taken, and wait for somebody."""


class LeftDialog(QDialog):
    """Looks when it is opened, and again whenever the engine counts anew."""

    reveal = Signal(str)
    settings = Signal()

    def __init__(self, here: Callable[[], Profile | None], status: Status, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("left-dialog")
        self.setWindowTitle(self.tr("Left in incoming"))
        self._here = here
        self._status = status
        self._look = Background(self)
        self._look.answered.connect(self._show)
        self.intro = labels.Wrapped(self.tr("Looking…"))
        self.files = LyingList()
        self.files.hide()
        self.files.reveal.connect(self.reveal)
        self.files.settings.connect(self.settings)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        layout.addWidget(self.intro)
        layout.addWidget(self.files, 1)
        layout.addWidget(buttons)
        fit(self, QSize(640, 480), scrolls=False)
        self._ask()

    def show_status(self, status: Status) -> None:
        """Follow the status."""
        is_news = status.left_alone != self._status.left_alone
        self._status = status
        if is_news:
            self._ask()

    def _ask(self) -> None:
        here, counts = self._here(), dict(self._status.left_alone)
        if here is not None:
            reasons = {reason for reason in counts if kind_words(reason, 1)} | WAITING
            self._look.ask(lambda: still_there(here, counts, reasons=reasons))

    @Slot(object)
    def _show(self, found: list[StillThere]) -> None:
        if len(found) == MOST:
            self.intro.setText(self.tr("The first %n file(s) that stay(s) in incoming, and why:", "", MOST))
        elif found:
            self.intro.setText(self.tr("%n file(s) stay(s) in incoming, and why:", "", len(found)))
        else:
            self.intro.setText(self.tr("Nothing is left there now."))
        self.files.show_files(found, self._status)
        self.files.setVisible(bool(found))

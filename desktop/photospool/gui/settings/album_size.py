"""How many photos and videos the album holds, and what they weigh: counted when somebody asks, at no other time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from photospool.album.sizes import Sizes
from photospool.config.kinds import a_year
from photospool.errors import PhotospoolError
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.core_words import core
from photospool.gui.i18n.kind_words import album_words
from photospool.gui.widgets import labels


class AlbumSize(QWidget):
    """A button, and beside it the answer."""

    def __init__(self, ask: Callable[[], Sizes], parent: QWidget | None = None) -> None:
        """``ask`` goes through the whole album, off this thread; it may raise what albums and servers raise."""
        super().__init__(parent)
        self._ask = ask
        self.button = QPushButton(self.tr("How &large is it?"))
        self.button.setObjectName("album-size")
        self.button.setAutoDefault(False)
        self.told = labels.Muted()
        self.told.setObjectName("album-size-told")
        self._look = Background(self)
        self._look.answered.connect(self._show)
        self._look.failed.connect(self._fail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.GAP, 0, 0)
        row.setSpacing(theme.WIDE)
        row.addWidget(self.button)
        row.addWidget(self.told, 1)
        self.button.clicked.connect(self._count)

    @Slot()
    def _count(self) -> None:
        if not self._look.is_busy:
            self.told.setText(self.tr("Counting…"))
            self._look.ask(self._ask)

    @Slot(object)
    def _show(self, found: Sizes) -> None:
        self.told.setText(album_words(found, a_year(found.video_months)))

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if isinstance(error, PhotospoolError):
            self.told.setText(f"{core(error.title)} {core(error.advice)}")
        else:
            self.told.setText(self.tr("The album can't be counted ({error}).").format(error=type(error).__name__))

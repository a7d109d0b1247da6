"""Settings › Copies: what copies there can be of the album; they are watched in the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from photospool.config.settings import Settings
from photospool.gui import theme
from photospool.gui.settings.page import Page
from photospool.gui.widgets import labels


class CopiesSettingsPage(Page):
    """The page of the settings dialog."""

    show_wanted = Signal()
    """The user wants to see the window's Copies."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Copies"), self.tr("An album that lies in one place is lost with that place. Keep a copy of it.")
        )
        self._here = labels.Muted()
        self._here.setObjectName("copies-here")
        self.column.addWidget(self._here)
        self.show_button = QPushButton(theme.icon("copies"), self.tr("Show the copies"))
        self.show_button.setObjectName("copies-show")
        self.show_button.clicked.connect(self.show_wanted)
        self.column.addWidget(self.show_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def fill(self, settings: Settings) -> None:
        """Say what there is."""
        if settings.album.url:
            text = self.tr(
                "Your album is in a CouchDB, which can copy it to another server by itself and keep both in step. The "
                "window shows each copy and how it goes, under “Copies”; you add one there too."
            )
        else:
            text = self.tr(
                "Your album is on this computer only. Include its folder in your usual backup. In a CouchDB of your "
                "own it can be copied to other machines by itself: move it there in the window, under “Copies”."
            )
        self._here.setText(text)

    def gathered(self, settings: Settings) -> Settings:
        """Nothing is chosen here."""
        return settings

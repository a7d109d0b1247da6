"""Settings › Copies: what copies there can be of the album, in honest words; the copies themselves are elsewhere."""

from __future__ import annotations

from photospool.settings import Settings
from photospool.tray import look
from photospool.tray.settings_dialog.page import Page


class CopiesPage(Page):
    """The page of the settings dialog."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Copies"), self.tr("An album that lies in one place is lost with that place. Keep a copy of it.")
        )
        self._here = look.Muted()
        self._here.setObjectName("copies-here")
        self.column.addWidget(self._here)
        self.column.addStretch(1)

    def fill(self, settings: Settings) -> None:
        """Say what there is."""
        if settings.album.url:
            text = self.tr(
                "Your album is in a CouchDB, which can copy it to another server by itself and keep both in step. Set "
                "a copy up with “photospool copies add” in a terminal; “photospool copies list” shows how each goes."
            )
        else:
            text = self.tr(
                "Your album is on this computer only. Include its folder in your usual backup. In a CouchDB of your "
                "own it could be copied to other machines by itself: move it there with “photospool move-album”."
            )
        self._here.setText(text)

    def gathered(self, settings: Settings) -> Settings:
        """Nothing is chosen here."""
        return settings

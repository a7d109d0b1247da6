"""First run, step 3: the album; a CouchDB that answers on this computer is offered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot

from photospool.album.couchdb.connection_test import ConnectionTester, here
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.gui.background import Background
from photospool.gui.first_run.step import Step
from photospool.gui.settings.album_page import AlbumForm
from photospool.gui.widgets import labels


class AlbumStep(Step):
    """On this computer, or in a CouchDB that was tested."""

    def __init__(self, installation: Profile, examiner: ConnectionTester, look_here: Callable[[], str] = here) -> None:
        super().__init__(
            self.tr("Where is your album?"),
            self.tr("Both keep your photos and videos in the same way, and you can change your mind later."),
        )
        self.form = AlbumForm(installation, examiner)
        self._found_here = labels.Muted()
        self._found_here.setObjectName("couchdb-found")
        self._found_here.hide()
        self.column.addWidget(self.form)
        self.column.addWidget(self._found_here)
        self.column.addStretch(1)
        self.form.edited.connect(self.changed)
        self.form.tested.connect(self.changed)
        self.form.asking.connect(self.changed)
        self._find = Background(self)
        self._find.answered.connect(self._found)
        self._find.ask(look_here)

    @property
    def why_not(self) -> str:
        """The album must be able to take photos: a server must have been tested."""
        if self.form.is_connected:
            return ""
        if self.form.is_busy:
            return self.tr("The server is being asked…")
        if self.form.diagnosis is not None:
            return self.tr("The album can't take photos yet: see what the test found.")
        if not self.form.is_complete:
            return self.tr("Type the address of your CouchDB and the name of the album.")
        return self.tr("Press Test, so that it is known whether the server takes photos.")

    def gathered(self, settings: Settings) -> Settings:
        """The settings with this album."""
        chosen = self.form.choice()
        for name in ("url", "database", "user", "ca_file", "allow_plain_http"):
            settings = settings.replace(f"album.{name}", getattr(chosen, name))
        return settings

    @Slot(object)
    def _found(self, url: str) -> None:
        if not url:
            return
        text = self.tr("A CouchDB answers on this computer, at {url}. Choose the second way to use it.")
        self._found_here.setText(text.format(url=url))
        self._found_here.show()
        self.form.propose(url)

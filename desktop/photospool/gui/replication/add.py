"""Add a copy: where it shall lie, tried step by step before anything is copied."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QWidget

from photospool.album.replication.models import Copy
from photospool.config.folder_checks import Level
from photospool.config.profile import Profile
from photospool.gui.replication import actions, replication_texts
from photospool.gui.replication.actions import Stopped
from photospool.gui.replication.progress_dialog import TryingDialog
from photospool.gui.replication.server_form import CopyForm
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem
from photospool.gui.widgets.fit import fit


class AddCopyDialog(TryingDialog):
    """Stays open with its ticks, so that what was done can be read."""

    def __init__(self, here: Profile, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._here = here
        self.setObjectName("add-copy")
        self.setWindowTitle(self.tr("Add a copy"))
        self.go.setText(self.tr("&Try and add it"))
        self.form = CopyForm()
        self.column.addWidget(
            labels.Muted(
                self.tr(
                    "Another CouchDB, in the attic or at a friend's, gets every photo, every video and every edit by "
                    "itself. Your album's server does the copying."
                )
            )
        )
        self.column.addWidget(self.form)
        self.column.addWidget(labels.Muted(replication_texts.admins_can_read()))
        fit(self, QSize(620, 0))

    @Slot()
    def begin(self) -> None:
        """Try everything; if all is well it is copied from then on."""
        wish = self.form.wish()
        if wish is not None:
            # Stopped, it goes no further, and takes away what was made for it.
            self.try_out(partial(actions.add, self._here, wish, self.stop), self.tr("Trying…"), may_stop=True)

    def failed(self, error: Exception) -> None:
        """Why there is no copy."""
        if isinstance(error, Stopped):
            text = self.tr("Stopped: nothing is copied, and the names that were made for it are taken away again.")
            self.ticks.show_ticks([*self.ticks.ticks, ChecklistItem(Level.NOTE, text)])
        else:
            super().failed(error)

    def succeeded(self, answer: Copy) -> None:
        """It is copied from now on."""
        self.form.password.clear()
        self.finish()

    def enable(self, is_enabled: bool) -> None:
        """The fields stand still while they are tried."""
        self.form.setEnabled(is_enabled)

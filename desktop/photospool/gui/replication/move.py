"""Move the album on this computer into a CouchDB, and use that one from then on.

The engine stands still meanwhile, so that no photo goes into the album that is being left; whoever opens the dialog
sees to that. The album here is only read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from photospool.album.couchdb.connection_test import ConnectionTester
from photospool.album.couchdb.connection_test import here as couchdb_here
from photospool.album.maintenance.migrate import Moved
from photospool.config.apply_settings import Keep
from photospool.config.folder_checks import Level
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.engine.move_album import Destination
from photospool.gui import theme
from photospool.gui.background import Background, Reporter
from photospool.gui.i18n.core_words import core
from photospool.gui.replication import actions
from photospool.gui.replication.actions import Stopped
from photospool.gui.replication.card import failure_words
from photospool.gui.settings.album_page import AlbumForm
from photospool.gui.settings.questions import ask_where_to_keep
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem, Ticks
from photospool.gui.widgets.fit import fit
from photospool.system.credentials import NoKeyring


class MoveDialog(QDialog):
    """First where to and a test, then the way of all photos. Emits what the engine has to do."""

    rest_wanted = Signal()
    """Let the engine end; ``engine_rests`` is called when it has."""
    go_on_wanted = Signal(bool)
    """Begin again; True: with the new settings, which stand in the settings file."""

    def __init__(
        self,
        here: Profile,
        examiner: ConnectionTester | None = None,
        parent: QWidget | None = None,
        *,
        couchdb: Callable[[], str] = couchdb_here,
    ) -> None:
        """``couchdb`` says where one answers on this computer; asked off this thread."""
        super().__init__(parent)
        self._here = here
        self._stop = threading.Event()
        self._teller = Reporter()
        self._teller.told.connect(self._told)
        self._sayer = Reporter()
        self._sayer.told.connect(self._said)
        self._is_resting = False
        self._choice = AlbumChoice()
        self._password: str | None = None
        self._moving = Background(self)
        self._moving.answered.connect(self._moved)
        self._moving.failed.connect(self._failed)
        self.setObjectName("move-album")
        self.setWindowTitle(self.tr("Move the album to a CouchDB"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = AlbumForm(here, examiner or ConnectionTester(), only_server=True)
        self.ticks = Ticks()
        self.progress = QProgressBar()
        self.progress.setFormat(self.tr("%p%"))
        self.progress.setAccessibleName(self.tr("Photos and videos that are there"))
        self.progress.hide()
        self.count = labels.Muted()
        self.count.hide()
        self.found = labels.Muted()
        self.found.setObjectName("couchdb-found")
        self.found.hide()
        self.go = QPushButton(self.tr("Mo&ve it"))
        self.go.setObjectName("go")
        self.go.setEnabled(False)
        self.leave = QPushButton(self.tr("Cancel"))
        self.leave.setObjectName("leave")
        self.why_not = labels.Wrapped()
        self.why_not.setObjectName("move-why-not")
        self._lay_out()
        self._look_at_form()
        self.form.edited.connect(self._look_at_form)
        self.form.tested.connect(self._look_at_form)
        self.go.clicked.connect(self._begin)
        self.leave.clicked.connect(self._leave)
        self.go.setDefault(True)
        fit(self, QSize(620, 0))
        self._find = Background(self)
        self._find.answered.connect(self._found)
        self._find.ask(couchdb)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.why_not, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.WIDE)
        column.setSpacing(theme.WIDE)
        self.intro = labels.Muted(
            self.tr(
                "Every photo goes there with its original and all that you wrote. The album on this computer is "
                "only read and stays as it is. It may be interrupted and begun again at any time. New photos wait in "
                "the incoming folder until it is done."
            )
        )
        for widget in (self.intro, self.found, self.form, self.progress, self.count, self.ticks):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(foot)

    @property
    def is_busy(self) -> bool:
        """Whether photos are on their way, or the engine is being stopped for them."""
        return self._is_resting

    @Slot(object)
    def _found(self, url: str) -> None:
        """One answers on this computer: it is proposed where nothing was typed yet."""
        if url and not self.form.url.text():
            self.form.propose(url)
            self.found.setText(self.tr("A CouchDB answers on this computer, at {url}.").format(url=url))
            self.found.show()

    @Slot()
    def _look_at_form(self) -> None:
        found = self.form.diagnosis
        self.go.setEnabled(not self.is_busy and found is not None and found.verdict.is_connected)
        is_untested = not self.is_busy and found is None
        why_not = self.tr("Test the server first.") if is_untested else ""
        self.why_not.setText(why_not)
        self.go.setAccessibleDescription(why_not)

    # On the way.

    @Slot()
    def _begin(self) -> None:
        self._choice, self._password = self.form.choice(), self.form.entered_password
        self._stop.clear()
        self._is_resting = True
        self.form.hide()  # how far it is stands where one looks, on a small screen too
        self._look_at_form()
        self.leave.setText(self.tr("Stop"))
        self.ticks.show_ticks([])
        self.progress.setRange(0, 0)
        self.progress.show()
        self.count.setText(self.tr("What is under way comes to rest first…"))
        self.count.show()
        self.rest_wanted.emit()

    @Slot()
    def engine_rests(self) -> None:
        """Nobody writes into the album on this computer any more."""
        if self._is_resting and not self._moving.is_busy:
            self._go(Keep.KEYRING)

    def _go(self, keep: Keep) -> None:
        here, to = self._here, Destination(self._choice, self._password, keep)
        tell, said, stop = self._teller.told.emit, self._sayer.told.emit, self._stop
        self._moving.ask(lambda: actions.move(here, to, tell, said, stop))

    @Slot(object)
    def _told(self, moved: Moved) -> None:
        self.progress.setRange(0, max(moved.of, 1))
        self.progress.setValue(moved.photos)
        text = (
            self.tr("All are there. Compared once more, in case something was edited meanwhile: {photos} of {all}")
            if moved.is_again
            else self.tr("{photos} of {all} photos and videos are there.")
        )
        self.count.setText(text.format(photos=moved.photos, all=moved.of))

    @Slot(object)
    def _said(self, text: str) -> None:
        self.ticks.show_ticks([*self.ticks.ticks, ChecklistItem(Level.NOTE, core(text))])

    @Slot(object)
    def _moved(self, moved: Moved) -> None:
        self._told(moved)
        self._rest_ends()
        self.intro.hide()
        text = self.tr("All is there. From now on this album is used: {address}").format(address=self._choice.address)
        self.ticks.show_ticks([ChecklistItem(Level.FINE, text), *self.ticks.ticks])
        self.count.hide()
        self.go.hide()
        self.leave.setText(self.tr("Close"))
        self.leave.setDefault(True)
        self.leave.setFocus()
        self.go_on_wanted.emit(True)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, NoKeyring):
            self.leave.setEnabled(True)
            ask_where_to_keep(self, self._go)  # the photos are there: once more takes a moment
            return
        self._rest_ends()
        self.form.show()
        self.progress.hide()
        self.count.hide()
        text = failure_words(error)
        if isinstance(error, Stopped):
            text = self.tr("Stopped. What is there stays there; begin again to go on.")
        level = Level.NOTE if isinstance(error, Stopped) else Level.WRONG
        self.ticks.show_ticks([ChecklistItem(level, text)])
        self.leave.setText(self.tr("Close"))
        self._look_at_form()
        self.go_on_wanted.emit(False)

    def _rest_ends(self) -> None:
        self._is_resting = False
        self.leave.setEnabled(True)

    # Leaving.

    @Slot()
    def _leave(self) -> None:
        """Stop what is under way, or close."""
        if self._moving.is_busy:
            self.leave.setEnabled(False)
            self._stop.set()
        elif self._is_resting:
            self._failed(Stopped())
        else:
            self.reject()

    def done(self, result: int) -> None:
        """Not while photos are on their way: Stop comes first."""
        if not self._is_resting:
            super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As Cancel."""
        if self._is_resting:
            event.ignore()
        else:
            super().closeEvent(event)

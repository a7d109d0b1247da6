"""The button that has photos downloaded which a sync client keeps online only; nobody but the user presses it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from photospool.config.profile import Profile
from photospool.engine.fetching import Fetched, fetch_online_only
from photospool.errors import PhotospoolError
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.core_words import core
from photospool.gui.state import Status
from photospool.spool.ignore import ONLINE_ONLY


class OnlineOnlyButton(QPushButton):
    """Shown while photos of folders where they stay are online only."""

    said = Signal(str)
    """What came of it, in words."""
    fetched = Signal()
    """There is something to look at."""

    def __init__(self, here: Callable[[], Profile | None], parent: QWidget | None = None) -> None:
        """``here``: whose folders these are; asked when the button is pressed."""
        super().__init__(theme.icon("retry"), "", parent)
        self.setObjectName("fetch-online-only")
        self.setAutoDefault(False)
        self._here = here
        self._work = Background(self)
        self._work.answered.connect(self._end)
        self._work.failed.connect(self._fail)
        self.clicked.connect(self._begin)
        self.hide()

    def show_status(self, status: Status) -> None:
        """Offer it while there is something to download."""
        count = sum(folder.ignored.get(ONLINE_ONLY, 0) for folder in status.folders if folder.keeps)
        self.setVisible(bool(count) or self._work.is_busy)
        self.setEnabled(not self._work.is_busy)
        if self._work.is_busy:
            self.setText(self.tr("Downloading…"))
        else:
            self.setText(self.tr("&Download the %n photo(s) that is/are online only", "", count))

    @Slot()
    def _begin(self) -> None:
        here = self._here()
        if here is None:
            return
        folders = [folder for folder in here.settings.more_folders if folder.keeps and here.takes_from(folder)]
        self._work.ask(lambda: fetch_online_only(here, folders))
        self.setEnabled(False)
        self.setText(self.tr("Downloading…"))

    @Slot(object)
    def _end(self, found: Fetched) -> None:
        self.setEnabled(True)
        self.said.emit(fetched_words(found))
        self.fetched.emit()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.setEnabled(True)
        told = error if isinstance(error, PhotospoolError) else None
        words = f"{core(told.title)} {core(told.advice)}" if told else self.tr("They could not be downloaded.")
        self.said.emit(words)


def fetched_words(found: Fetched) -> str:
    """What came of it; where nothing here can download them, who can."""
    translate = QCoreApplication.translate
    if not found.here and not found.failed:
        return translate(
            "Folders", "Only the sync client itself can download these: choose “Download Now” in the file manager."
        )
    words = translate("Folders", "%n photo(s) is/are on this computer now.", "", found.here)
    if found.failed:
        more = translate("Folders", "%n could not be downloaded; is the network there?", "", len(found.failed))
        words = f"{words} {more}"
    return words

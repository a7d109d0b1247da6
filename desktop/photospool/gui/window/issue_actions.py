"""What the buttons of the issues do: commands to the engine, with a question before what can't be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox

from photospool import events
from photospool.config.settings import Settings
from photospool.events import Event
from photospool.gui.engine_thread import EngineThread
from photospool.gui.i18n import value_texts
from photospool.gui.widgets.plain_text import Box
from photospool.gui.widgets.reveal import Revealer
from photospool.gui.window.issues import IssuesPage

KEPT_OUT: Final = "Kept out of the album"
"""A folder in done."""


class IssueActions(QObject):
    """Joins one page of issues to the engine."""

    def __init__(
        self, page: IssuesPage, room: EngineThread, settings: Callable[[], Settings], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._room = room
        self._settings = settings
        self._revealer = Revealer(self)
        self._last = str(Path.home())
        page.retry.connect(self._retry)
        page.reveal.connect(self._revealer.reveal)
        page.move_wanted.connect(self._move)
        page.keep_out.connect(self._ask_keep_out)
        room.told.connect(self._told)

    @Slot(str)
    def _retry(self, job: str) -> None:
        self._page.say("")
        self._room.retry(job)

    @Slot(str)
    def _move(self, job: str) -> None:
        dialog = QFileDialog(self._page, self.tr("Where shall this photo go?"), self._last)
        dialog.setObjectName("move-to")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.move(job, Path(folder)))
        dialog.open()

    def move(self, job: str, folder: Path) -> None:
        """Move the photo there; ``said`` by the page when it is done."""
        self._last = str(folder)
        self._take_out(job, folder)

    @Slot(str)
    def _ask_keep_out(self, job: str) -> None:
        box = Box(self._page)
        box.setObjectName("keep-out")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Keep {name} out of the album?").format(name=self._page.name_of(job)))
        box.setInformativeText(
            self.tr("The file moves, unchanged, to the folder “{folder}” in done. It is not tried again.").format(
                folder=KEPT_OUT
            )
        )
        keep = box.addButton(self.tr("Keep it out"), QMessageBox.ButtonRole.AcceptRole)
        keep.clicked.connect(lambda: self.keep_out(job))
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.open()

    def keep_out(self, job: str) -> None:
        """The user said yes."""
        folder = Path(self._settings().folders.done).expanduser() / KEPT_OUT
        try:
            # Its parent is never made: a folder that is missing is an unmounted disk.
            folder.mkdir(exist_ok=True)
        except OSError as exc:
            self._page.say(self.tr("The folder {folder} can't be made: {why}").format(folder=folder, why=exc.strerror))
            return
        self._take_out(job, folder)

    def _take_out(self, job: str, folder: Path) -> None:
        if job in self._page.cards:
            self._page.cards[job].busy()
        self._room.take_out(job, folder)

    @Slot(object)
    def _told(self, event: Event) -> None:
        match event:
            case events.PhotoTakenOut():
                path = Path(event.path)
                self._page.say(self.tr("{name} lies in {folder} now.").format(name=path.name, folder=path.parent))
            case events.NotTakenOut():
                self._page.say(f"{value_texts.core(event.title)} {value_texts.core(event.advice)}")
                self._page.enable(event.job)
            case events.EngineStopped():
                self._page.read_again()  # what was asked and not done can be asked again
            case _:
                return
        self._page.read_again()

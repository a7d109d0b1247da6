"""First run, step 2: whether the photos of the chosen folder may leave it, and what room they will need."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from photospool.config.folder_checks import Level
from photospool.config.folder_suggestions import OWN
from photospool.config.more_folders import COPY, MoreFolder
from photospool.config.settings import Settings
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.folder_words import room_words, why_words
from photospool.gui.settings.folder_dialog import Looked, look_into
from photospool.gui.widgets.checklist import ChecklistItem, Ticks
from photospool.photo.formats import KINDS


class StayingBox(QWidget):
    """Proposes to leave the photos where they are, where the folder must not be emptied; the user decides."""

    changed = Signal()

    def __init__(self, home: Path, album: Path, parent: QWidget | None = None) -> None:
        """``album``: where the one on this computer would lie."""
        super().__init__(parent)
        self._home, self._album = home, album
        self.looked: Looked | None = None
        self._is_decided = False
        self.box = QCheckBox(self.tr("&Leave the files there, and copy each once"))
        self.box.setObjectName("stay")
        self.box.hide()
        self.ticks = Ticks()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.ticks)
        column.addWidget(self.box)
        self.box.clicked.connect(self._decided)
        self._look = Background(self)
        self._look.answered.connect(self._show)
        self._asked: tuple[str, str, bool] = ("", "", False)

    @property
    def is_chosen(self) -> bool:
        """Whether the photos stay."""
        return self.box.isChecked() and not self.box.isHidden()

    @property
    def own_incoming(self) -> str:
        """The first incoming folder, of our own, where the chosen one is only copied from."""
        return str(self._home / OWN / "incoming")

    @property
    def photos_there(self) -> int:
        """Photos that lie in the chosen folder."""
        return self.looked.found.photos if self.looked is not None and self.looked.found is not None else 0

    def folder(self, path: str) -> MoreFolder:
        """The chosen folder, as one whose photos stay."""
        return MoreFolder(name=Path(path).name or path, path=path, mode=COPY)

    def look(self, path: str, done: str, *, offers: bool) -> None:
        """Look at the chosen folder, in another thread; ``offers``: to leave the photos there makes sense anyhow."""
        if path != self._asked[0]:
            self._is_decided = False
            self.box.setChecked(False)
        self.box.setVisible(offers or self.box.isChecked())
        asked = (path, done, self.is_chosen)
        if asked == self._asked and self.looked is not None:
            return
        self._asked = asked
        self.looked = None
        # All kinds are proposed: what they need is said before one is left out.
        settings = Settings().replace("folders.done", done).replace("photos.kinds", KINDS)
        album, copies = self._album, self.is_chosen
        self._look.ask(lambda: look_into(path, copies=copies, settings=settings, album=album))

    @Slot()
    def _decided(self) -> None:
        self._is_decided = True
        self.changed.emit()

    @Slot(object)
    def _show(self, looked: Looked) -> None:
        self.looked = looked
        ticks = [ChecklistItem(Level.NOTE, why_words(looked.why))] if looked.why is not None else []
        self.ticks.show_ticks([*ticks, *self.room_ticks()])
        if looked.why is not None:
            self.box.show()
            if not self._is_decided and not self.box.isChecked():
                self.box.setChecked(True)  # proposed; the user may say otherwise
        self.changed.emit()

    def room_ticks(self) -> list[ChecklistItem]:
        """What done and the album will need for what lies there, and what is free."""
        looked = self.looked
        rooms = looked.rooms if looked is not None and looked.found is not None and looked.found.total else ()
        return [ChecklistItem(Level.FINE if room.is_enough else Level.WRONG, room_words(room)) for room in rooms]

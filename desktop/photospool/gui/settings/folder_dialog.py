"""One further incoming folder: where it lies, whether its photos move or stay, what is said of them, and the yes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from photospool.config.change_folders import Contents, RoomNeeded, contents, mode_of, placed, room_needed, with_own_disk
from photospool.config.folder_checks import Level
from photospool.config.kept_folders import WhyKept, why_kept
from photospool.config.more_folders import MoreFolder
from photospool.config.settings import Settings
from photospool.errors import SettingsError, SpoolError
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.core_words import core
from photospool.gui.i18n.folder_words import contents_words, room_words, why_words
from photospool.gui.settings.consent import WhichPhotos
from photospool.gui.settings.folders_page import DEBOUNCE_MS, FolderField
from photospool.gui.settings.page import Field
from photospool.gui.settings.photos_page import USUAL
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem, Ticks
from photospool.gui.widgets.fit import fit
from photospool.gui.widgets.tag_fields import TagsEdit, let_type_category
from photospool.system.sync_clients import SyncFolder
from photospool.system.typed_paths import expanded


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a folder; may have taken a while."""

    path: str
    found: Contents | None
    """None: it is not there, or can't be read."""
    why: WhyKept | None
    rooms: tuple[RoomNeeded, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What the user decided about one folder."""

    folder: MoreFolder
    former: str
    """The name of the one that it takes the place of; empty: a new one."""
    says_yes: bool
    only_new: bool


def look_into(path: str, *, copies: bool, settings: Settings, album: Path | None) -> Looked:
    """Count, weigh and judge; for a thread of its own."""
    folder = expanded(path)
    if not path or not folder.is_absolute() or not folder.is_dir():
        return Looked(path, None, None, ())
    try:
        found = contents(folder, settings.photos.kinds)
        done = expanded(settings.folders.done or path)
        rooms = room_needed(found.size, is_copied=copies, incoming=folder, done=done, album=album)
    except (SpoolError, OSError):
        return Looked(path, None, None, ())
    return Looked(path, found, why_kept(folder), rooms)


class FolderDialog(QDialog):
    """Emits ``decided`` with what the user said, unless they go back."""

    decided = Signal(object)
    """Said."""

    def __init__(
        self,
        settings: Settings,
        known: Callable[[], Sequence[SyncFolder]],
        album: Path | None,
        folder: MoreFolder | None = None,
        parent: QWidget | None = None,
        *,
        asks_again: bool = True,
    ) -> None:
        """``album``: where the one on this computer lies, None where it lies on a server. ``asks_again``: whether the
        yes to the folder is to be said, also where nothing is changed.
        """
        super().__init__(parent)
        self._settings, self._known, self._album = settings, known, album
        self._former = folder
        self._asks_again = asks_again
        self._is_mode_chosen = folder is not None
        self._looked: Looked | None = None
        self.setWindowTitle(self.tr("Add a folder") if folder is None else self.tr("Change a folder"))
        self._make_fields()
        self._lay_out()
        self._look = Background(self, debounce_ms=DEBOUNCE_MS)
        self._look.answered.connect(self._show)
        if folder is not None:
            self._fill(folder)
        fit(self, QSize(560, 0))
        self._look_again()

    def _make_fields(self) -> None:
        self.name = QLineEdit()
        self.name.setObjectName("folder-name")
        self.name.setPlaceholderText(self.tr("Anna's phone"))
        self.place = FolderField("more", self.tr("&Folder"), "")
        self.moves = QRadioButton(self.tr("&Move its files out, as from the first folder"))
        self.moves.setObjectName("folder-moves")
        self.copies = QRadioButton(self.tr("&Leave its files there, and copy each once"))
        self.copies.setObjectName("folder-copies")
        self._ways = QButtonGroup(self)
        for button in (self.moves, self.copies):
            self._ways.addButton(button)
        self.moves.setChecked(True)
        own = self.tr("On the folder's own disk; empty: chosen by itself, so that nothing crosses disks.")
        self.own_work = FolderField("more-work", self.tr("Its own &work folder"), own)
        self.own_done = FolderField("more-done", self.tr("Its own &done folder"), "")
        self.ticks = Ticks()
        self.tags = TagsEdit()
        self.tags.setObjectName("folder-tags")
        self.category = QComboBox()
        let_type_category(self.category)
        self.category.setObjectName("folder-category")
        self.category.addItems(["", *USUAL])
        self.added_by = QLineEdit()
        self.added_by.setObjectName("folder-added-by")
        self.which = WhichPhotos(0)
        self._problem = labels.Wrapped()
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setStyleSheet(f"color: {theme.colours().danger.name()}")
        self._problem.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.GAP + 4)
        column.addWidget(Field(self.tr("&Name"), self.name))
        column.addWidget(self.place)
        column.addWidget(self.moves)
        column.addWidget(self.copies)
        column.addWidget(self.ticks)
        column.addWidget(self.which)
        column.addWidget(Field(self.tr("&Tags of its photos"), self.tags))
        column.addWidget(Field(self.tr("&Category; empty: the usual one"), self.category))
        remark = self.tr("The name that strangers may see with its photos in a public copy; empty: the usual one.")
        column.addWidget(Field(self.tr("Added &by"), self.added_by, remark))
        column.addWidget(self.own_work)
        column.addWidget(self.own_done)
        column.addWidget(self._problem)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setObjectName("folder-ok")
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._decide)
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._enable)
        self.place.edited.connect(self._look_again)
        self._ways.buttonClicked.connect(self._chose_way)
        for button in (self.which.all, self.which.only_new):
            button.toggled.connect(self._enable)

    def _fill(self, folder: MoreFolder) -> None:
        self.name.setText(folder.name)
        self.place.edit.setText(folder.path)
        (self.copies if folder.keeps else self.moves).setChecked(True)
        self.tags.set_tags(folder.keywords)
        self.category.setEditText(folder.category)
        self.added_by.setText(folder.added_by)
        self.own_work.edit.setText(folder.work)
        self.own_done.edit.setText(folder.done)

    def gathered(self) -> MoreFolder:
        """The folder as the fields say now."""
        before = self._former or MoreFolder()
        # Beside the folder's former place they would lie on another disk now, unless they were chosen anew.
        is_left = before.path != self.place.path and (before.work, before.done) == (
            self.own_work.path,
            self.own_done.path,
        )
        return dataclasses.replace(
            before,
            name=self.name.text().strip(),
            path=self.place.path,
            mode=mode_of(copies=self.copies.isChecked()),
            keywords=self.tags.tags(),
            category=self.category.currentText().strip(),
            added_by=self.added_by.text().strip(),
            work="" if is_left else self.own_work.path,
            done="" if is_left else self.own_done.path,
        )

    @property
    def _needs_yes(self) -> bool:
        return self._former is None or self._asks_again or self._former.fingerprint() != self.gathered().fingerprint()

    @Slot()
    def _look_again(self) -> None:
        self._looked = None
        path, copies, settings, album = self.place.path, self.copies.isChecked(), self._settings, self._album
        self._look.ask(lambda: look_into(path, copies=copies, settings=settings, album=album))
        self._enable()

    @Slot()
    def _chose_way(self) -> None:
        self._is_mode_chosen = True
        self._look_again()

    @Slot(object)
    def _show(self, looked: Looked) -> None:
        self._looked = looked
        if looked.why is not None and not self._is_mode_chosen and not self.copies.isChecked():
            self.copies.setChecked(True)  # proposed; the user may say otherwise
        ticks = []
        if looked.found is None and looked.path:
            ticks.append(ChecklistItem(Level.WRONG, self.tr("The folder is not there, or can't be read.")))
        if looked.why is not None:
            ticks.append(ChecklistItem(Level.NOTE, why_words(looked.why)))
        if looked.found is not None:
            ticks.append(ChecklistItem(Level.FINE, contents_words(looked.found)))
        for room in looked.rooms if looked.found is not None and looked.found.total else ():
            ticks.append(ChecklistItem(Level.FINE if room.is_enough else Level.WRONG, room_words(room)))
        self.ticks.show_ticks(ticks)
        self.which.ask(*(looked.found.counts if looked.found is not None and self._needs_yes else (0,)))
        self._enable()

    @Slot()
    def _enable(self) -> None:
        found = self._looked.found if self._looked is not None else None
        for field in (self.own_work, self.own_done):  # copies go through the first ones
            field.setVisible(self.moves.isChecked() or bool(field.path))
        asks = found is not None and found.total > 0 and self._needs_yes
        self.ok.setEnabled(
            bool(self.name.text().strip()) and found is not None and (not asks or self.which.is_answered)
        )

    @Slot()
    def _decide(self) -> None:
        folder = with_own_disk(self.gathered(), self._settings, list(self._known()), Path.home())
        former = self._former.name if self._former else ""
        try:
            placed(self._settings, folder, former)
        except SettingsError as problem:
            self._problem.setText(f"{core(problem.title)} {core(problem.advice)}".strip())
            self._problem.show()
            return
        says_yes = self._needs_yes
        self.accept()
        self.decided.emit(Said(folder, former, says_yes, says_yes and self.which.only_new.isChecked()))

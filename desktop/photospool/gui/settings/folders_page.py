"""Settings › Folders: incoming, work and done, each with live ticks beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from photospool.config.folder_checks import NAMES, Fact, Level, check_folders, has_wrong
from photospool.config.folder_suggestions import beside
from photospool.config.settings import Settings, whole_path
from photospool.gui.background import Background
from photospool.gui.settings.check_texts import fact_ticks
from photospool.gui.settings.page import Field, Page
from photospool.gui.widgets.checklist import Ticks
from photospool.system.sync_clients import SyncFolder

DEBOUNCE_MS = 300


class FolderField(Field):
    """A folder's name, a button to choose it, and ticks below."""

    edited = Signal()

    def __init__(self, name: str, title: str, remark: str) -> None:
        self.edit = QLineEdit()
        self.edit.setObjectName(f"folder-{name}")
        self.button = QPushButton(self.tr("Choose…"))
        self.button.setObjectName(f"choose-{name}")
        super().__init__(title, self.edit, remark)
        self.title = title.replace("&", "")  # without its key
        self.button.setAccessibleName(self.tr("Choose “{title}”").format(title=self.title))
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self._column.insertLayout(1, row)
        self.ticks = Ticks()
        self._column.addSpacing(2)
        self.add(self.ticks)
        self.edit.textEdited.connect(self.edited)
        self.button.clicked.connect(self._choose)

    @property
    def path(self) -> str:
        """The folder as a whole path; empty for none."""
        text = self.edit.text().strip()
        return str(whole_path(text)) if text.startswith("~") else text

    @Slot()
    def _choose(self) -> None:
        start = self.path if self.path and Path(self.path).is_dir() else str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.title, start)
        if chosen:
            self.edit.setText(str(Path(chosen)))
            self.edited.emit()


class FolderForm(QWidget):
    """The three fields and the look at them; shared with the first run."""

    edited = Signal()
    looked = Signal(object)
    """The facts, whenever they are new."""

    def __init__(self, known: Callable[[], Sequence[SyncFolder]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self.facts: tuple[Fact, ...] = ()
        self.incoming_instead = ""  # the folder that photos move out of, where those of the chosen one stay
        self.fields = {
            "incoming": FolderField(
                "incoming", self.tr("&Incoming"), self.tr("Where photos and videos appear: your synced folder.")
            ),
            "work": FolderField(
                "work",
                self.tr("&Work"),
                self.tr("Where files lie while they are on their way, outside what is synced."),
            ),
            "done": FolderField(
                "done",
                self.tr("&Done"),
                self.tr(
                    "Where the files end, unchanged. Back this one up: beside the album, it is the other place where "
                    "your photos and videos are."
                ),
            ),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        for field in self.fields.values():
            column.addWidget(field)
            field.edited.connect(self._edited)
        self.fields["incoming"].edit.editingFinished.connect(self._propose)
        self._look = Background(self, debounce_ms=DEBOUNCE_MS)
        self._look.answered.connect(self._show)

    @property
    def paths(self) -> dict[str, str]:
        """What is chosen now."""
        return {name: field.path for name, field in self.fields.items()}

    @property
    def is_usable(self) -> bool:
        """Whether the newest look found nothing wrong, and nothing was edited since."""
        return bool(self.facts) and not self._look.is_busy and not has_wrong(self.facts)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The titles of the fields with whose folders something is wrong, from above."""
        found = {fact.folder for fact in self.facts if fact.level is Level.WRONG}
        return tuple(field.title for name, field in self.fields.items() if name in found)

    def fill(self, paths: dict[str, str]) -> None:
        """Show these folders."""
        for name, field in self.fields.items():
            field.edit.setText(paths[name])
        self.look_again()

    def look_again(self) -> None:
        """Look at the folders, a little later, in another thread."""
        paths, known = self.paths, self._known
        if self.incoming_instead:
            paths["incoming"] = self.incoming_instead
        self._look.ask(lambda: check_folders(paths, known()))

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts beside the fields."""
        self.facts = tuple(facts)
        for name, field in self.fields.items():
            is_other = name == "incoming" and bool(self.incoming_instead)
            field.ticks.show_ticks([] if is_other else fact_ticks(facts, name))

    @Slot(object)
    def _show(self, facts: tuple[Fact, ...]) -> None:
        self.show_facts(facts)
        self.looked.emit(facts)

    @Slot()
    def _edited(self) -> None:
        self.facts = ()
        self.look_again()
        self.edited.emit()

    @Slot()
    def _propose(self) -> None:
        """Work and done that fit, where nothing is chosen yet."""
        incoming = self.fields["incoming"].path
        if not incoming or self.fields["work"].path or self.fields["done"].path:
            return
        work, done = beside(Path(incoming), list(self._known()), Path.home())
        self.fields["work"].edit.setText(str(work))
        self.fields["done"].edit.setText(str(done))
        self._edited()


class FoldersPage(Page):
    """The page of the settings dialog."""

    def __init__(self, known: Callable[[], Sequence[SyncFolder]]) -> None:
        super().__init__(
            self.tr("Folders"),
            self.tr("A photo or a video moves through three folders: where it lies is how far it has come."),
        )
        self.form = FolderForm(known)
        self.column.addWidget(self.form)
        self.fields = {f"folders.{name}": field for name, field in self.form.fields.items()}
        self.keep_one = QCheckBox(self.tr("&Keep one of equal files in done"))
        self.keep_one.setObjectName("folders-keep-one")
        keep_one = Field(
            "",
            self.keep_one,
            self.tr(
                "A file that comes again goes to the system's trash, once the album has it and both files were "
                "compared byte by byte. Otherwise every file stays in done."
            ),
        )
        self.add_field("folders.keep_one_of_equal", keep_one)
        self.cards = QCheckBox(self.tr("&Propose what is new on cards and cameras"))
        self.cards.setObjectName("folders-cards")
        remark = self.tr("When one is connected, the window asks; its photos and videos are copied, and stay on it.")
        self.add_field("folders.cards", Field("", self.cards, remark))
        self.column.addStretch(1)
        self.cards.toggled.connect(self.edited)
        self.form.edited.connect(self.edited)
        self.keep_one.toggled.connect(self.edited)

    def add_further(self, box: QWidget) -> None:
        """Put what is said of further folders below the three."""
        self.column.insertWidget(self.column.indexOf(self.form) + 1, box)

    def fill(self, settings: Settings) -> None:
        """Show these settings."""
        self.form.fill({name: getattr(settings.folders, name) for name in NAMES})
        self.keep_one.setChecked(settings.folders.keep_one_of_equal)
        self.cards.setChecked(settings.folders.cards)

    def gathered(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        for name, path in self.form.paths.items():
            settings = settings.replace(f"folders.{name}", path)
        settings = settings.replace("folders.cards", self.cards.isChecked())
        return settings.replace("folders.keep_one_of_equal", self.keep_one.isChecked())

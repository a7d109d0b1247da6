"""Settings › Folders: the incoming folders besides the first, to be added, changed and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from photospool.config.change_folders import placed, say_yes
from photospool.config.more_folders import MoreFolder
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.gui import theme
from photospool.gui.i18n.folder_words import way_words
from photospool.gui.settings.folder_dialog import FolderDialog, Said
from photospool.gui.widgets import labels
from photospool.gui.widgets.plain_text import Label
from photospool.system.sync_clients import SyncFolder


class MoreFoldersBox(QWidget):
    """What was decided here is carried out when the dialog is saved."""

    edited = Signal()

    def __init__(self, known: Callable[[], Sequence[SyncFolder]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._here: Profile | None = None
        self._settings = Settings()
        self._yes: dict[str, bool] = {}  # by the folder's name: whether only new photos are taken
        self.list = QListWidget()
        self.list.setObjectName("more-folders")
        self.list.setAccessibleName(self.tr("Further incoming folders"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.add = self._button("add-folder", self.tr("Add a fo&lder…"), "add", self._add)
        self.change = self._button("change-folder", self.tr("C&hange…"), "settings", self._change)
        self.remove = self._button("remove-folder", self.tr("&Remove"), "close", self._remove)
        self.refused = labels.Muted()
        self.refused.setObjectName("refused-cards")
        self.ask_again = self._button("ask-again", self.tr("Propose &these again"), "retry", self._ask_again)
        self._asks_again = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        label = Label(self.tr("&Further incoming folders"))
        label.setBuddy(self.list)
        column.addWidget(label)
        column.addWidget(
            labels.Muted(
                self.tr(
                    "A second phone, a camera's card, or a folder whose photos and videos must stay, such as a "
                    "shared album."
                )
            )
        )
        column.addWidget(self.list)
        row = QHBoxLayout()
        for button in (self.add, self.change, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.refused)
        column.addWidget(self.ask_again, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemActivated.connect(self._change)

    def _button(self, name: str, text: str, icon: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(theme.icon(icon), text)
        button.setObjectName(name)
        button.clicked.connect(do)
        return button

    def show_installation(self, here: Profile) -> None:
        """Whose folders these are, and which had a yes."""
        self._here = here

    def fill(self, settings: Settings) -> None:
        """Show the folders of these settings."""
        self._settings = settings
        self._yes.clear()
        self._asks_again = False
        self._draw()

    def gathered(self, settings: Settings) -> Settings:
        """The settings with the folders as they stand here."""
        return settings.with_folders(self._settings.more_folders)

    def carry_out(self, here: Profile) -> Profile:
        """Say the user's yes to those that were added or changed here; for a thread. Raises as ``say_yes``."""
        for name, only_new in self._yes.items():
            here, _ = say_yes(here, name, only_new=only_new)
        if self._asks_again:
            here = here.proposing_again()
        return here

    def _draw(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for folder in self._settings.more_folders:
            item = QListWidgetItem(f"{folder.name}  ·  {way_words(folder)}{self._waits(folder)}\n{folder.path}")
            item.setSizeHint(QSize(0, self._row_px))
            self.list.addItem(item)
        count = self.list.count()
        self.list.setVisible(count > 0)
        self.list.setFixedHeight(min(max(count, 1), 4) * self._row_px + 6)
        self.list.setCurrentRow(min(max(row, 0), count - 1))
        self._enable()
        names = [] if self._here is None or self._asks_again else [card.name for card in self._here.refused_cards]
        self.refused.setText(self.tr("Cards that are not proposed: {names}").format(names=", ".join(names)))
        for widget in (self.refused, self.ask_again):
            widget.setVisible(bool(names))

    def _waits(self, folder: MoreFolder) -> str:
        if folder.name in self._yes or self._here is None or self._here.takes_from(folder):
            return ""
        return "  ·  " + self.tr("waits for your yes")

    @property
    def _row_px(self) -> int:
        """Room for two lines."""
        return 2 * self.fontMetrics().lineSpacing() + 12

    @property
    def _chosen(self) -> MoreFolder | None:
        row = self.list.currentRow()
        folders = self._settings.more_folders
        return folders[row] if 0 <= row < len(folders) else None

    @Slot()
    def _enable(self) -> None:
        for button in (self.change, self.remove):
            button.setVisible(bool(self._settings.more_folders))
            button.setEnabled(self._chosen is not None)

    def _open(self, folder: MoreFolder | None) -> None:
        album = self._here.places.album if self._here and not self._settings.album.url else None
        is_allowed = folder is not None and (self._here is None or self._here.takes_from(folder))
        asked = FolderDialog(self._settings, self._known, album, folder, self, asks_again=not is_allowed)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.decided.connect(self._decided)
        asked.open()

    @Slot()
    def _add(self) -> None:
        self._open(None)

    @Slot()
    def _change(self) -> None:
        if self._chosen is not None:
            self._open(self._chosen)

    @Slot()
    def _ask_again(self) -> None:
        self._asks_again = True
        self._draw()
        self.edited.emit()

    @Slot()
    def _remove(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            self._yes.pop(chosen.name, None)
            left = [folder for folder in self._settings.more_folders if folder != chosen]
            self._settings = self._settings.with_folders(left)
            self._draw()
            self.edited.emit()

    @Slot(object)
    def _decided(self, said: Said) -> None:
        self._settings = placed(self._settings, said.folder, said.former)
        if said.former in self._yes:
            self._yes[said.folder.name] = self._yes.pop(said.former)
        if said.says_yes:
            self._yes[said.folder.name] = said.only_new
        self._draw()
        self.edited.emit()

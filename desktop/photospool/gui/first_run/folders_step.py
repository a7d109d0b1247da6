"""First run, step 2: the three folders; what is found is proposed, what is chosen is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from photospool.config.folder_checks import NAMES, Fact, What, lying_there
from photospool.config.folder_suggestions import OWN, Proposal, proposals
from photospool.config.more_folders import MoreFolder
from photospool.config.settings import Settings
from photospool.gui.background import Background
from photospool.gui.first_run.staying import StayingBox
from photospool.gui.first_run.step import Step
from photospool.gui.settings.folders_page import FolderForm
from photospool.gui.settings.page import Field
from photospool.photo.formats import PHOTOS
from photospool.system.sync_clients import SyncFolder


class FoldersStep(Step):
    """Detects and proposes; the user may choose others."""

    def __init__(self, settings: Settings, known: Callable[[], Sequence[SyncFolder]], home: Path, album: Path) -> None:
        """``album``: where the one on this computer would lie."""
        super().__init__(
            self.tr("Where do your photos and videos arrive?"),
            self.tr("A photo or a video moves through three folders: where it lies is how far it has come."),
        )
        self._offers: list[Proposal] = []
        self._home = home
        self.offers = QComboBox()
        self.offers.setObjectName("proposals")
        self._offer = Field(self.tr("&Found on this computer"), self.offers)
        self._offer.hide()
        self.form = FolderForm(known)
        self.staying = StayingBox(home, album)
        self.form.fields["incoming"].add(self.staying)
        self.staying.changed.connect(self._staying_changed)
        self.column.addWidget(self._offer)
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.offers.activated.connect(self._take)
        self.form.edited.connect(self.changed)
        self.form.looked.connect(self._looked)
        self._find = Background(self)
        self._find.answered.connect(self._found)
        self._is_chosen = bool(settings.folders.incoming)
        if self._is_chosen:
            self.form.fill({name: getattr(settings.folders, name) for name in NAMES})
        self._find.ask(lambda: proposals(known(), home))

    @property
    def why_not(self) -> str:
        """Nothing may be wrong with the folders, nor with what is to stay where it is."""
        if self.form.is_usable:
            is_looked_at = not self.staying.is_chosen or self.staying.looked is not None
            return "" if is_looked_at else self.tr("Looking at the folders…")
        if not all(self.form.paths.values()):
            return self.tr("Choose all three folders.")
        if not self.form.facts:
            return self.tr("Looking at the folders…")
        wrong = " · ".join(self.form.wrong)  # it may be one that has to be scrolled to
        return self.tr("This can't be used: {folders}. See what stands below it.").format(folders=wrong)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What was found about them."""
        return self.form.facts

    @property
    def photos_there(self) -> int:
        """Photos that lie in the chosen folder."""
        if self.staying.is_chosen:
            return self.staying.photos_there
        return lying_there(self.facts)[PHOTOS]

    @property
    def takes_from_phones(self) -> str:
        """The sync client that takes photos away from other devices too; empty for none."""
        if self.staying.is_chosen:
            return ""
        return next((fact.detail for fact in self.facts if fact.what is What.TWO_WAY), "")

    @property
    def typed(self) -> dict[str, str]:
        """The folders, where they are others than those that are proposed by themselves."""
        proposed = {name: str(getattr(self._offers[0], name)) for name in NAMES} if self._offers else {}
        return {} if self.form.paths == proposed or not any(self.form.paths.values()) else dict(self.form.paths)

    def gathered(self, settings: Settings) -> Settings:
        """The settings with these folders."""
        for name, path in self.form.paths.items():
            settings = settings.replace(f"folders.{name}", path)
        kept = self.kept
        if kept is None:
            return settings
        others = [folder for folder in settings.more_folders if folder.key != kept.key and folder.name != kept.name]
        return settings.replace("folders.incoming", self.staying.own_incoming).with_folders([*others, kept])

    @property
    def kept(self) -> MoreFolder | None:
        """The chosen folder, where its photos stay."""
        return self.staying.folder(self.form.paths["incoming"]) if self.staying.is_chosen else None

    @Slot(object)
    def _found(self, offers: list[Proposal]) -> None:
        self._offers = offers
        self.offers.clear()
        for offer in offers:
            where = str(offer.incoming)
            name = self.tr("A folder of its own: {path}").format(path=where)
            if offer.client:
                name = f"{offer.client}: {where}"
            elif offer.is_there:
                name = where
            self.offers.addItem(name)
        self._offer.setVisible(any(offer.client or offer.is_there for offer in offers))
        if self._is_chosen or any(self.form.paths.values()):
            self.offers.setCurrentIndex(-1)
        else:
            self._take(0)

    @Slot(int)
    def _take(self, index: int) -> None:
        offer = self._offers[index]
        self.form.fill({name: str(getattr(offer, name)) for name in NAMES})
        self.changed.emit()

    @Slot(object)
    def _looked(self, facts: tuple[Fact, ...]) -> None:
        of_it = {fact.what for fact in facts if fact.folder == "incoming"}
        offers = bool(of_it & {What.TWO_WAY, What.NOT_WRITABLE}) or self.staying.is_chosen
        self.staying.look(self.form.paths["incoming"], self.form.paths["done"], offers=offers)
        self.changed.emit()

    def _keep_at_home(self) -> None:
        """What is copied goes to this user's own disk, not beside the folder that it comes from."""
        for name in ("work", "done"):
            field = self.form.fields[name]
            if not field.path or not Path(field.path).is_relative_to(self._home):
                field.edit.setText(str(self._home / OWN / name))

    @Slot()
    def _staying_changed(self) -> None:
        instead = self.staying.own_incoming if self.staying.is_chosen else ""
        if instead != self.form.incoming_instead:
            self.form.incoming_instead = instead
            if instead:
                self._keep_at_home()
            self.form.facts = ()
            self.form.look_again()
        self.changed.emit()

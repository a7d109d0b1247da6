"""Remove a copy: asks what shall become of the photos that lie there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from photospool.album.replication import models
from photospool.album.replication.models import Copy, RemovalMode, Tell
from photospool.config.folder_checks import Level
from photospool.config.profile import Profile
from photospool.gui import theme
from photospool.gui.replication import actions, replication_texts
from photospool.gui.replication.progress_dialog import TryingDialog
from photospool.gui.settings.page import Field
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem
from photospool.gui.widgets.fit import fit


class RemoveCopyDialog(TryingDialog):
    """The safe choice is chosen at first: no photo is deleted, and of a public copy strangers see nothing any more."""

    def __init__(self, here: Profile, copy: Copy, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._here = here
        self._copy = copy
        self.setObjectName("remove-copy")
        self.setWindowTitle(self.tr("Remove a copy"))
        self.go.setText(self.tr("&Remove"))
        self._choices = QButtonGroup(self)
        self.column.addWidget(labels.Title(self.tr("What shall become of “{name}”?").format(name=copy.name)))
        self.column.addWidget(
            labels.Muted(self.tr("Nothing is copied there any more, and its password is forgotten. Your album stays."))
        )
        for fate, text, meaning in self._fates():
            choice = QRadioButton(text)
            choice.setObjectName(f"fate-{fate.value}")
            self._choices.addButton(choice, list(RemovalMode).index(fate))
            self.column.addWidget(choice)
            if meaning:
                choice.setAccessibleDescription(meaning)
                below = labels.Muted(meaning)
                below.setContentsMargins(2 * theme.WIDE, 0, 0, 0)
                self.column.addWidget(below)
        self._choices.buttons()[0].setChecked(True)
        self._choices.idToggled.connect(self._chosen)
        self._user = QLineEdit()
        self._user.setObjectName("administrator")
        self._password = QLineEdit()
        self._password.setObjectName("administrator-password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._make_administrator()
        self._chosen()
        fit(self, QSize(520, 0))

    def _fates(self) -> list[tuple[RemovalMode, str, str]]:
        """What may become of it, in words, and what more has to be known before it is chosen."""
        delete = (RemovalMode.DELETE, self.tr("&Delete all of it on that server, for good"), "")
        if not self._copy.is_public:
            return [(RemovalMode.KEEP, self.tr("The photos &stay there, as they are now"), ""), delete]
        # Whoever removes what was shared wants the sharing to end.
        close = (RemovalMode.CLOSE, self.tr("The photos stay there, but strangers see &nothing any more"), "")
        looks_after = self.tr(
            "Strangers go on seeing them, and nobody looks after them: a photo that you take back from public "
            "or delete later stays public there."
        )
        return [close, (RemovalMode.KEEP, self.tr("The photos &stay there, and stay public"), looks_after), delete]

    def _make_administrator(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(self.tr("An &administrator there"), self._user), 1)
        row.addWidget(Field(self.tr("&Password"), self._password), 1)
        self._why = labels.Muted()
        self.column.addLayout(row)
        self.column.addWidget(self._why)
        for edit in (self._user, self._password):
            edit.textEdited.connect(self._chosen)

    @property
    def fate(self) -> RemovalMode:
        """What is chosen."""
        return list(RemovalMode)[self._choices.checkedId()]

    @Slot()
    def _chosen(self) -> None:
        is_needed = self.fate is RemovalMode.DELETE
        if is_needed:
            self._why.setText(self.tr("Only an administrator of that server can delete it."))
        elif self._copy.made_user:
            self._why.setText(
                self.tr("Not needed. With it the name {user}, which was made for this copy, goes too.").format(
                    user=self._copy.made_user
                )
            )
        else:
            self._why.setText(self.tr("Not needed for this."))
        self.go.setEnabled(not is_needed or bool(self._user.text().strip()))

    @Slot()
    def begin(self) -> None:
        """The copy's part first, then ours; what fails can be asked again."""
        name = self._user.text().strip()
        administrator = (name, self._password.text()) if name else None
        here, copy, fate = self._here, self._copy, self.fate

        def step(tell: Tell) -> None:
            actions.remove(here, copy, fate, tell, administrator)

        self.try_out(step, self.tr("Removing…"))

    @Slot(object)
    def told(self, tick: models.CheckResult) -> None:
        """What does not go away with it is worth knowing, and not wrong: that would have ended it."""
        said = replication_texts.tick(tick)
        self.ticks.show_ticks([*self.ticks.ticks, said if tick.is_fine else ChecklistItem(Level.NOTE, said.text)])

    def succeeded(self, answer: object) -> None:
        """It is gone."""
        self._password.clear()
        if all(tick.level is Level.FINE for tick in self.ticks.ticks):
            self.accept()
        else:
            self.finish()

    def enable(self, is_enabled: bool) -> None:
        """Nothing is chosen while it is carried out."""
        for widget in (*self._choices.buttons(), self._user, self._password):
            widget.setEnabled(is_enabled)

"""Which name strangers see, and the one yes that lets public copies of an earlier Photospool go by today's rules."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from photospool.config.profile import Profile
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.core_words import strangers_see
from photospool.gui.replication import actions
from photospool.gui.settings.page import Field
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import fit


class ShownAs(QWidget):
    """A field for the name; empty for none."""

    def __init__(self, here: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(here.settings.photos.shown_as)
        self.edit.setObjectName("shown-as")
        self.edit.setPlaceholderText(self.tr("no name"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            Field(
                self.tr("Name that strangers &see"),
                self.edit,
                self.tr(
                    "Instead of the login name that an earlier Photospool stored with your photos. Photos that you add "
                    "from now on get the name that stands in the settings."
                ),
            )
        )

    def text(self) -> str:
        """What was entered; empty for no name."""
        return self.edit.text().strip()


class MendDialog(QDialog):
    """Says how many photos are concerned, and emits the name when the user says yes."""

    agreed = Signal(str)

    def __init__(self, here: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mend")
        self.setWindowTitle(self.tr("Mend public photos"))
        self._looking = Background(self)
        self._looking.answered.connect(self._counted)
        self._looking.failed.connect(self._failed)
        self.title = labels.Title(self.tr("Looking at the public photos…"))
        self.title.setWordWrap(True)
        self.shown_as = ShownAs(here)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._go = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._go.setObjectName("go")
        self._go.setText(self.tr("&Mend them"))
        self._go.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        layout.addWidget(self.title)
        layout.addWidget(
            labels.Muted(
                self.tr(
                    "An earlier Photospool told strangers the names of files, who added the photos, and more of the "
                    "camera's notes. All of it moves to the originals, where strangers don't see it, and what they "
                    "could read before is forgotten there. No photo disappears, but one whose original is not in the "
                    "album: it is named, and shown no more."
                )
            )
        )
        layout.addWidget(labels.Muted(strangers_see()))
        layout.addWidget(self.shown_as)
        layout.addWidget(buttons)
        fit(self, QSize(520, 0))
        self._looking.ask(lambda: actions.to_mend(here))

    @Slot(object)
    def _counted(self, count: int) -> None:
        self.title.setText(self.tr("%n photo(s) tell strangers more than they should", "", count))
        self._go.setEnabled(True)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self.title.setText(f"{self.tr('That could not be looked at')}: {type(error).__name__}")

    def accept(self) -> None:
        """Tell that the user said yes."""
        super().accept()
        self.agreed.emit(self.shown_as.text())

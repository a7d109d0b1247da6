"""A new password for a copy whose server does not accept the one that is kept."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from photospool.album.replication.models import Copy
from photospool.gui import theme
from photospool.gui.settings.page import Field
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import fit


class PasswordDialog(QDialog):
    """Emits what was entered."""

    entered = Signal(str)

    def __init__(self, copy: Copy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("copy-password-dialog")
        self.setWindowTitle(self.tr("New password"))
        self._edit = QLineEdit()
        self._edit.setObjectName("new-password")
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._edit.textChanged.connect(self._changed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setObjectName("go")
        self._ok.setText(self.tr("&Go on with it"))
        self._ok.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        name = self.tr("&Password of {user} on {host}").format(
            user=copy.there.user.replace("&", "&&"), host=copy.there.url.partition("//")[2]
        )
        layout.addWidget(Field(name, self._edit))
        if copy.made_user:
            layout.addWidget(
                labels.Muted(
                    self.tr(
                        "Photospool made this name and its password when the copy was added. If that server does not "
                        "accept it any more, an administrator there can give it a new password; or remove the copy "
                        "here and add it again: the photos that lie there stay and are not copied a second time."
                    )
                )
            )
        layout.addWidget(buttons)
        fit(self, QSize(460, 0))

    @Slot()
    def _changed(self) -> None:
        self._ok.setEnabled(bool(self._edit.text()))

    def accept(self) -> None:
        """Tell it; nothing of it stays here."""
        password = self._edit.text()
        self._edit.clear()
        super().accept()
        self.entered.emit(password)

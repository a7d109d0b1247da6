"""The address of a public copy's page as a QR code: for the phone of whoever sits beside you, or to be printed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QStandardPaths, Qt, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photospool.album.replication.models import Copy
from photospool.album.replication.qr_code import squares
from photospool.album.replication.sharing import page_of
from photospool.gui import theme
from photospool.gui.replication.replication_texts import link_copied, with_reach
from photospool.gui.widgets import labels

_SAVED: Final = 16
"""Pixels for a square in a saved picture: sharp on paper, 8 cm wide at 300 dpi."""


def drawn(address: str) -> QImage:
    """The code, one pixel for a square: black on white in every theme, for a camera wants it so."""
    rows = squares(address)
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                image.setPixelColor(x, y, Qt.GlobalColor.black)
    return image


class QrCode(QWidget):
    """Drawn as large as its place allows, in whole pixels."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = drawn(address)
        """One pixel for a square."""
        self.setObjectName("qr-code")
        self.setAccessibleName(self.tr("QR code"))
        self.setAccessibleDescription(address)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Five pixels for a square."""
        return self.image.size() * 5

    def minimumSizeHint(self) -> QSize:
        """Fewer than three pixels for a square are hard to read from a screen."""
        return self.image.size() * 3

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the middle."""
        del event
        # In the screen's own pixels, so that each square has the same number of them.
        ratio = self.devicePixelRatioF()
        each = max(1, int(min(self.width(), self.height()) * ratio) // self.image.width())
        picture = self.image.scaledToWidth(each * self.image.width(), Qt.TransformationMode.FastTransformation)
        picture.setDevicePixelRatio(ratio)
        side = picture.width() / ratio
        painter = QPainter(self)
        painter.drawImage(int((self.width() - side) / 2), int((self.height() - side) / 2), picture)
        painter.end()


class QrDialog(QDialog):
    """The code with the address in words below it, to be copied or saved."""

    def __init__(self, copy: Copy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = page_of(copy)
        self.setObjectName("qr-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("QR code of “{name}”").format(name=copy.name))
        self.code = QrCode(self._address)
        self.said = labels.Muted()
        # Not to be marked: a long one has signs in it that let it wrap.
        self.said.setText(with_reach(self._address, self._address))
        self.copy_link = QPushButton(self.tr("&Copy link"))
        self.copy_link.setObjectName("qr-copy")
        self.copy_link.clicked.connect(self._copy)
        self.save = QPushButton(self.tr("&Save as picture…"))
        self.save.setObjectName("qr-save")
        self.save.clicked.connect(self._save)
        self.leave = QPushButton(self.tr("Close"))
        self.leave.setObjectName("leave")
        self.leave.clicked.connect(self.reject)
        buttons = QDialogButtonBox()
        for button in (self.copy_link, self.save):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        layout.addWidget(self.code, 1)
        layout.addWidget(self.said)
        layout.addWidget(buttons)

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText(self._address)
        self.said.setText(link_copied(self._address))

    @Slot()
    def _save(self) -> None:
        where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        file, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the QR code"), str(Path(where) / "qr-code.png"), self.tr("PNG pictures (*.png)")
        )
        if file:
            self.save_to(Path(file))

    def save_to(self, file: Path) -> None:
        """Write it as a PNG, and say so."""
        if not file.suffix:
            file = file.with_suffix(".png")
        whole = self.code.image
        if whole.scaledToWidth(whole.width() * _SAVED).save(str(file)):
            self.said.setText(self.tr("Saved as {file}").format(file=file))
        else:
            self.said.setText(self.tr("It could not be saved there. Please choose another folder."))

"""Copies: what a CouchDB would bring to an album that lives on this computer alone, in honest words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from photospool.settings import AlbumChoice
from photospool.tray import look

COMMAND = "photospool move-album http://server:5984/photo --user name --create"


class CopiesPage(QWidget):
    """One of two texts, as the album is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = look.EmptyPlace(
            "copies",
            self.tr("Your album lives on this computer only"),
            self.tr(
                "That is enough to look at it here. In a CouchDB of your own it can also be copied to your other "
                "computers, be edited on each of them, and have a public copy. "
                "Your photos, tags and descriptions move with it, and the album here stays as it is."
            ),
        )
        hint = look.Muted(self.tr("To move the album, type in a terminal:"))
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        command = QLabel(COMMAND)
        command.setObjectName("move-command")
        command.setAccessibleName(self.tr("Command that moves the album"))
        command.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        command.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = command.font()
        font.setFamilies(["monospace", "Menlo", "Consolas"])
        command.setFont(font)
        self._here.more.addSpacing(look.WIDE)
        self._here.more.addWidget(hint)
        self._here.more.addWidget(command)
        self._server = look.EmptyPlace(
            "copies",
            self.tr("Your album lives in a CouchDB"),
            self.tr("Photospool adds photos there. Copies between servers are CouchDB's own replication."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._here)
        self._stack.addWidget(self._server)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_album(self, album: AlbumChoice) -> None:
        """Which of the two."""
        self._stack.setCurrentWidget(self._server if album.url else self._here)

"""Copies: what is wrong with one, else what copies are and how to make them, in honest words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from photospool.settings import AlbumChoice
from photospool.tray import look, words
from photospool.tray.status import Status

MOVE_COMMAND: Final = "photospool move-album http://server:5984/photo --user name --create"
COPY_COMMAND: Final = "photospool copies add https://other-server:6984/photo --user name"
SHOWN_NAMES: Final = 5


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
        self._here.more.addSpacing(look.WIDE)
        self._here.more.addWidget(_centred(look.Muted(self.tr("To move the album, type in a terminal:"))))
        self._here.more.addWidget(_command(MOVE_COMMAND, self.tr("Command that moves the album")))
        self._server = look.EmptyPlace(
            "copies",
            self.tr("Your album lives in a CouchDB"),
            self.tr(
                "It can be copied to CouchDBs on your other computers, as a whole or only what is public. A copy goes "
                "on by itself from then on, and a photo that could not be copied is named here."
            ),
        )
        self._server.more.addSpacing(look.WIDE)
        self._server.more.addWidget(_centred(look.Muted(self.tr("To add a copy, type in a terminal:"))))
        self._server.more.addWidget(_command(COPY_COMMAND, self.tr("Command that adds a copy")))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._here)
        self._stack.addWidget(self._server)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, look.GAP, 0, 0)
        self._troubles = QVBoxLayout()
        self._shown: tuple[tuple[str, str], ...] = ()
        layout.addLayout(self._troubles)
        layout.addWidget(self._stack, 1)

    def show_album(self, album: AlbumChoice) -> None:
        """Which of the two."""
        self._stack.setCurrentWidget(self._server if album.url else self._here)

    def show_status(self, status: Status) -> None:
        """What is wrong, above all else."""
        told = [
            (self.tr("Copy “{name}”: {title}").format(name=name, title=words.core(trouble.title)), trouble.advice)
            for name, trouble in status.copy_troubles.items()
        ]
        if status.conflicts:
            names = ", ".join(status.conflicts[:SHOWN_NAMES])
            title = self.tr("%n photo(s) were changed on two computers at once", "", len(status.conflicts))
            told.append(
                (title, self.tr("Choose what holds with “photospool album conflicts”: {names}").format(names=names))
            )
        if tuple(told) == self._shown:
            return
        self._shown = tuple(told)
        while (item := self._troubles.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for title, advice in told:
            self._troubles.addWidget(_trouble(title, words.core(advice)))


def _trouble(title: str, advice: str) -> look.Card:
    card = look.Card(edge="warning")
    card.setObjectName("trouble")
    card.setAccessibleName(f"{title} {advice}")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(look.WIDE, look.WIDE - 4, look.WIDE, look.WIDE - 4)
    heading = QLabel(title)
    heading.setWordWrap(True)
    layout.addWidget(heading)
    layout.addWidget(look.Muted(advice))
    return card


def _centred(label: look.Muted) -> look.Muted:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label


def _command(text: str, name: str) -> QLabel:
    """A line for a terminal, to be copied."""
    label = QLabel(text)
    label.setAccessibleName(name)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    font = label.font()
    font.setFamilies(["monospace", "Menlo", "Consolas"])
    label.setFont(font)
    return label

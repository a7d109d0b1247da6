"""The one question before photos begin to move: these folders, this album, and what lies there already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from photospool.config.apply_settings import Checked
from photospool.config.settings import Settings
from photospool.gui import theme
from photospool.gui.i18n.kind_words import things
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import fit
from photospool.photo.formats import PHOTOS, VIDEOS
from photospool.system.sync_clients import WITHOUT_CLOUD

WIDTH_PX = 540


class ConsentAnswer(Enum):
    """What the user said."""

    BEGIN = "begin"
    LATER = "later"
    """Save, but move nothing yet."""


def route_words(settings: Settings, *, videos_too: bool = False) -> str:
    """From where to where, in one sentence."""
    album = QCoreApplication.translate("Confirm", "the album on this computer")
    if settings.album.url:
        album = QCoreApplication.translate("Confirm", "the album “{name}” at {url}")
        album = album.format(name=settings.album.database, url=settings.album.url)
    text = QCoreApplication.translate(
        "Confirm", "Each photo in {incoming} goes into {album}, and its file ends in {done}, unchanged."
    )
    if videos_too:
        text = QCoreApplication.translate(
            "Confirm", "Each photo and video in {incoming} goes into {album}, and its file ends in {done}, unchanged."
        )
    return text.format(incoming=settings.folders.incoming, album=album, done=settings.folders.done)


def leaving_words(client: str, *, videos_too: bool = False) -> str:
    """What moving out means where a sync client is at work."""
    if client in WITHOUT_CLOUD:
        text = QCoreApplication.translate(
            "Confirm",
            "Photos move out of the incoming folder. {client} sees that and removes them from your other devices too; "
            "from then on they are in your album and in done.",
        )
        if videos_too:
            text = QCoreApplication.translate(
                "Confirm",
                "Photos and videos move out of the incoming folder. {client} sees that and removes them from your "
                "other devices too; from then on they are in your album and in done.",
            )
        return text.format(client=client)
    if client and videos_too:
        text = QCoreApplication.translate(
            "Confirm",
            "Photos and videos move out of the incoming folder. {client} sees that and removes them from the cloud and "
            "from your other devices too; from then on they are in your album and in done.",
        )
        return text.format(client=client)
    if videos_too:
        return QCoreApplication.translate(
            "Confirm",
            "Photos and videos move out of the incoming folder. If a sync client keeps it in step, they leave the "
            "cloud and your other devices too; from then on they are in your album and in done.",
        )
    if client:
        text = QCoreApplication.translate(
            "Confirm",
            "Photos move out of the incoming folder. {client} sees that and removes them from the cloud and from your "
            "other devices too; from then on they are in your album and in done.",
        )
        return text.format(client=client)
    return QCoreApplication.translate(
        "Confirm",
        "Photos move out of the incoming folder. If a sync client keeps it in step, they leave the cloud and your "
        "other devices too; from then on they are in your album and in done.",
    )


class WhichPhotos(QWidget):
    """“All photos or only new ones?”, where photos lie in incoming already."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.all = QRadioButton(self.tr("&All of them, and those that come"))
        self.all.setObjectName("which-all")
        self.only_new = QRadioButton(self.tr("Only new &ones: what is there now stays where it is"))
        self.only_new.setObjectName("which-new")
        self._question = labels.Wrapped()
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._question)
        for button in (self.all, self.only_new):
            group.addButton(button)
            column.addWidget(button)
        self._group = group
        self.ask(count)

    def ask(self, photos: int, videos: int = 0, raw: int = 0, sidecars: int = 0) -> None:
        """For so many; nothing is chosen for the user."""
        text = self.tr("There already: {things}. Which shall go into the album?")
        self._question.setText(text.format(things=things(photos, videos, raw, sidecars)))
        self.setVisible(photos + videos + raw + sidecars > 0)

    @property
    def is_answered(self) -> bool:
        """Whether one of the two was chosen."""
        return self.all.isChecked() or self.only_new.isChecked()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What was said."""

    checked: Checked
    answer: ConsentAnswer
    only_new: bool | None
    """Whether what lies there stays; None where that was not asked, or is still to be said."""


class ConfirmDialog(QDialog):
    """Asks; emits ``answered`` unless the user goes back."""

    answered = Signal(object)
    """Confirmation."""

    def __init__(self, checked: Checked, kinds: Collection[str] = (PHOTOS,), parent: QWidget | None = None) -> None:
        """``kinds``: what is taken; of what stays anyhow nothing is asked."""
        super().__init__(parent)
        counts = [count if kind in kinds else 0 for kind, count in checked.there.items()]
        videos_too = VIDEOS in kinds
        self._checked = checked
        self.setWindowTitle(self.tr("Shall photos move?"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.WIDE)
        column.addWidget(labels.Title(self.tr("Shall photos move from now on?")))
        column.addWidget(_plain(route_words(checked.settings, videos_too=videos_too)))
        column.addWidget(_plain(leaving_words(checked.takes_from_phones, videos_too=videos_too)))
        self.which = WhichPhotos(0)
        self.which.ask(*counts)
        column.addWidget(self.which)
        buttons = QDialogButtonBox()
        self.begin = QPushButton(self.tr("&Begin"))
        self.begin.setObjectName("confirm-begin")
        self.later = QPushButton(self.tr("Save, but &wait"))
        self.later.setObjectName("confirm-later")
        self.back = QPushButton(self.tr("Go bac&k"))
        self.back.setObjectName("confirm-back")
        buttons.addButton(self.begin, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.later, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.back, QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(buttons)
        self.begin.clicked.connect(self._begin)
        self.later.clicked.connect(self._later)
        self.back.clicked.connect(self.reject)
        self.which.all.toggled.connect(self._enable)
        self.which.only_new.toggled.connect(self._enable)
        self._asks = sum(counts) > 0
        self._enable()
        fit(self, QSize(WIDTH_PX, 0))

    @Slot()
    def _enable(self) -> None:
        self.begin.setEnabled(not self._asks or self.which.is_answered)

    @Slot()
    def _begin(self) -> None:
        self.accept()
        only_new = self.which.only_new.isChecked() if self._asks else None
        self.answered.emit(Confirmation(self._checked, ConsentAnswer.BEGIN, only_new))

    @Slot()
    def _later(self) -> None:
        self.accept()
        self.answered.emit(Confirmation(self._checked, ConsentAnswer.LATER, None))


def _plain(text: str) -> labels.Wrapped:
    label = labels.Wrapped(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

"""A public copy as something to share: what is public, taken back in one click; and the page that is to run there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from photospool.album.replication.models import Copy
from photospool.config.folder_checks import Level
from photospool.config.profile import Profile
from photospool.gui.background import Background
from photospool.gui.i18n import value_texts
from photospool.gui.replication import actions, replication_texts
from photospool.gui.replication.actions import LinkPreview, Stopped
from photospool.gui.replication.progress_dialog import TryingDialog
from photospool.gui.replication.publish import PHOTO_ID, THUMB_SIZE, StrangersView
from photospool.gui.replication.title_edit import TitleEdit
from photospool.gui.settings.page import Field
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem
from photospool.gui.widgets.fit import fit
from photospool.gui.widgets.fold import Fold

if TYPE_CHECKING:
    from photospool.album.replication.service import Published
    from photospool.album.replication.sharing import TakenBack


class PublicPhotosDialog(TryingDialog):
    """What strangers see, and “take back” for what is chosen."""

    def __init__(self, here: Profile, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._here = here
        self.setObjectName("public-photos")
        self.setWindowTitle(self.tr("What is public"))
        self.view = StrangersView(here, is_all=True)
        self.view.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.list.itemSelectionChanged.connect(self._chosen)
        self.column.addWidget(self.view, 1)
        self._whole.setStretch(0, 100)
        self.all = QPushButton(self.tr("Select &all"))
        self.all.setObjectName("select-all")
        self.all.clicked.connect(self.view.list.selectAll)
        self.foot.insertWidget(0, self.all)
        self.view.known.connect(self._view_known)
        self.leave.setText(self.tr("Close"))
        self._chosen()
        self._view_known()
        fit(self, QSize(640, 560))
        self.view.begin()

    def _ids(self) -> list[str]:
        found = [item.data(PHOTO_ID) for item in self.view.list.selectedItems()]
        return [photo_id for photo_id in found if isinstance(photo_id, str)]

    @Slot()
    def _chosen(self) -> None:
        count = len(self._ids())
        self.go.setEnabled(count > 0 and not self.is_busy)
        words = self.tr("&Take %n back from public", "", count) if count else self.tr("&Take back from public")
        self.go.setText(words)

    @Slot()
    def _view_known(self) -> None:
        self.all.setVisible(self.view.list.count() > 1)

    @Slot()
    def begin(self) -> None:
        """Make what is chosen Private and take it out of every public copy now."""
        here, ids, stop = self._here, self._ids(), self.stop
        if ids:
            self.try_out(lambda _tell: actions.take_back(here, ids, stop), self.tr("Taking back…"), may_stop=True)

    def failed(self, error: Exception) -> None:
        """Why they are not taken back yet."""
        if isinstance(error, Stopped):
            text = self.tr("Stopped: what is Private by now goes out of the public copies by itself, a little later.")
            self.ticks.show_ticks([*self.ticks.ticks, ChecklistItem(Level.NOTE, text)])
        else:
            super().failed(error)

    def enable(self, is_enabled: bool) -> None:
        """What is chosen stands still while it is taken back."""
        self.view.list.setEnabled(is_enabled)
        self.all.setEnabled(is_enabled)

    def succeeded(self, answer: TakenBack) -> None:
        """What is public now."""
        self.enable(True)
        self.leave.setText(self.tr("Close"))
        text = self.tr("%n photo(s) are Private now.", "", answer.photos)
        told = [ChecklistItem(Level.FINE, text)]
        if answer.is_clean:
            told.append(
                ChecklistItem(Level.FINE, self.tr("Strangers can't read them any more, former versions neither."))
            )
        elif not all(audit.is_clean for audit in answer.audits.values()):
            told.append(
                ChecklistItem(Level.WRONG, self.tr("Strangers can still read former versions; it is tried again."))
            )
        for name, error in answer.failed.items():
            still = self.tr("Strangers may still see them in the copy “{name}”; it is tried again. {why}")
            told.append(ChecklistItem(Level.WRONG, still.format(name=name, why=value_texts.core(error.title))))
        told.append(ChecklistItem(Level.NOTE, self.tr("What others have copied before cannot be called back.")))
        self.ticks.show_ticks(told)
        self.view.begin()
        self.go.setEnabled(False)

    def done(self, result: int) -> None:
        """Nobody wants to know any more."""
        if not self.is_busy:
            self.view.end()
        super().done(result)


class LinkPreviewDialog(TryingDialog):
    """What the page calls itself instead of “Album”, and which photo messengers show with a link to it."""

    def __init__(self, here: Profile, copy: Copy, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._here, self._copy = here, copy
        self._looked = threading.Event()
        """Set when nobody wants to know any more."""
        self.setObjectName("title-dialog")
        self.setWindowTitle(self.tr("Title and picture of the page"))
        self.edit = TitleEdit()
        self.column.addWidget(
            Field(self.tr("&Title"), self.edit, self.tr("Everybody who opens the page sees it; empty: “Album”."))
        )
        self.list = QListWidget()
        self.list.setObjectName("link-picture")
        self.list.setIconSize(THUMB_SIZE)
        self.list.setMinimumHeight(140)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.column.addWidget(
            Field(
                self.tr("&Picture for messengers"),
                self.list,
                self.tr("They show it with a link to the page. The newest public photos are listed."),
            ),
            1,
        )
        self._whole.setStretch(0, 100)
        self.go.setText(self.tr("&Use them"))
        self.go.setEnabled(False)
        self._asking = Background(self)
        self._asking.answered.connect(self._known)
        self._asking.failed.connect(self.failed)
        looked = self._looked
        self._asking.ask(lambda: actions.link_preview(here, copy, looked))
        self._add(self.tr("Looking…"), "")
        self.list.setEnabled(False)
        fit(self, QSize(520, 480))

    def _add(self, text: str, photo_id: str, thumb: bytes = b"") -> None:
        item = QListWidgetItem(text)
        item.setData(PHOTO_ID, photo_id)
        pixmap = QPixmap()
        if pixmap.loadFromData(thumb, "JPEG"):
            item.setIcon(QIcon(pixmap))
        self.list.addItem(item)

    @Slot(object)
    def _known(self, found: LinkPreview) -> None:
        if not self.edit.isModified():
            self.edit.setText(found.title)
        self.list.clear()
        self._add(self.tr("No picture"), "")
        for photo in found.photos:
            said = " · ".join(filter(None, (value_texts.day(photo.day), photo.description)))
            self._add(f"{photo.name}\n{said}" if said else photo.name, photo.photo_id, photo.thumb)
        ids = ["", *(photo.photo_id for photo in found.photos)]
        self.list.setCurrentRow(ids.index(found.photo_id) if found.photo_id in ids else 0)
        self.list.setEnabled(True)
        self.go.setEnabled(True)

    @Slot()
    def begin(self) -> None:
        """Write both there."""
        here, copy, title, item = self._here, self._copy, self.edit.text(), self.list.currentItem()
        photo_id = str(item.data(PHOTO_ID)) if item is not None else ""
        self.try_out(lambda _tell: actions.set_link_preview(here, copy, title, photo_id), self.tr("Setting it…"))

    def enable(self, is_enabled: bool) -> None:
        """Both stand still while they are written."""
        self.edit.setEnabled(is_enabled)
        self.list.setEnabled(is_enabled)

    def succeeded(self, answer: LinkPreview) -> None:
        """They stand there."""
        text = self.tr("The page calls itself “{title}” now.").format(title=answer.title or self.tr("Album"))
        shows = (
            self.tr("Messengers show the picture with a link to it.")
            if answer.photo_id
            else self.tr("Messengers show no picture with a link to it.")
        )
        self.ticks.show_ticks([ChecklistItem(Level.FINE, text), ChecklistItem(Level.FINE, shows)])
        self.finish()

    def done(self, result: int) -> None:
        """Nobody wants to know any more."""
        if not self.is_busy:
            self._looked.set()
            self._asking.forget()
        super().done(result)


class LetRunDialog(TryingDialog):
    """The one setting of the copy's server that lets its page run: shown word for word, set after a yes."""

    def __init__(self, copy: Copy, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._copy = copy
        self._published: Published | None = None
        self.setObjectName("let-run-dialog")
        self.setWindowTitle(self.tr("Let the page run there"))
        self.user, self.password = QLineEdit(), QLineEdit()
        self.user.setObjectName("let-run-user")
        self.password.setObjectName("let-run-password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.text = labels.Muted(
            self.tr(
                "A CouchDB lets no page run that lies in it unless an administrator sets a policy. Sign in as one of "
                "{host}; the name and the password are used for this only, and kept nowhere."
            ).format(host=copy.there.url.partition("//")[2])
        )
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.text)
        self.fields = QWidget()
        row = QHBoxLayout(self.fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Field(self.tr("&Administrator"), self.user), 1)
        row.addWidget(Field(self.tr("&Password"), self.password), 1)
        self.column.addWidget(self.fields)
        self.details = labels.Muted()
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fold = Fold(self.tr("Which setting, word for word"), self.details)
        self.fold.hide()
        self.column.addWidget(self.fold)
        self.go.setText(self.tr("&Next"))
        fit(self, QSize(600, 260))

    @Slot()
    def begin(self) -> None:
        """First look what that server says now, then set it."""
        published, copy = self._published, self._copy
        if published is None:
            user, password = self.user.text().strip(), self.password.text()
            self.try_out(lambda _tell: actions.page_policy(copy, user, password), self.tr("Looking…"))
        else:
            self.try_out(lambda _tell: actions.let_run(published), self.tr("Setting it…"))

    def enable(self, is_enabled: bool) -> None:
        """The fields stand still while they are tried."""
        self.fields.setEnabled(is_enabled)

    def succeeded(self, answer: Published) -> None:
        """What it would be, or that the page runs."""
        self._published = answer
        self.password.clear()
        self.fields.hide()
        policy = answer.policy
        if policy is None:
            self.ticks.show_ticks([ChecklistItem(Level.WRONG, self.tr("There is no page in this copy."))])
            self.finish()
        elif not policy.fails:
            text = self.tr("The page runs: {address}").format(address=policy.address)
            self.ticks.show_ticks([ChecklistItem(Level.FINE, text)])
            self.text.hide()
            self.finish()
        else:
            self.text.setText(replication_texts.policy_words())
            self.details.setText(replication_texts.policy_details(policy))
            self.fold.show()
            self.go.setText(self.tr("&Let it run"))

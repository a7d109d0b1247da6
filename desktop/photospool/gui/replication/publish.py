"""Make a public copy, guided: what strangers would see, then where to, then each step and proof as a tick."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photospool.album.documents import UNDESCRIBED
from photospool.album.replication.models import Films, Tell
from photospool.album.replication.sharing import is_here_only
from photospool.album.views import UNPROCESSED
from photospool.config.folder_checks import Level
from photospool.config.profile import Profile
from photospool.errors import AlbumUnavailable, CopyUnreachable
from photospool.gui import theme
from photospool.gui.background import Background, Reporter
from photospool.gui.i18n import value_texts
from photospool.gui.i18n.core_words import core, strangers_see
from photospool.gui.replication import actions, replication_texts
from photospool.gui.replication.actions import Previewed, Stopped
from photospool.gui.replication.card import failure_words
from photospool.gui.replication.mending import ShownAs
from photospool.gui.replication.progress_dialog import TryingDialog
from photospool.gui.replication.server_form import CopyForm
from photospool.gui.replication.title_edit import TitleEdit
from photospool.gui.replication.videos_choice import VideosChoice
from photospool.gui.settings.page import Field
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem, Ticks
from photospool.gui.widgets.fit import fit
from photospool.gui.widgets.fold import Fold
from photospool.gui.widgets.plain_text import Box

if TYPE_CHECKING:
    from photospool.album.replication.public.publish import Shown
    from photospool.album.replication.service import Published

THUMB_SIZE = QSize(72, 54)
PHOTO_ID = Qt.ItemDataRole.UserRole
_VIDEOS: Final = 1
"""The number of the guide's page that asks whether strangers get videos."""


class StrangersView(QWidget):
    """How many photos strangers would see, the first of them, what of each, and what holds it back."""

    known = Signal(bool)
    """It has been looked at; True: nothing is held back."""
    open_album = Signal()
    """There is nothing to see before something was made public there."""

    def __init__(self, here: Profile, parent: QWidget | None = None, *, is_all: bool = False) -> None:
        """``is_all``: every photo is listed, not only the first."""
        super().__init__(parent)
        self._here = here
        self._is_all = is_all
        self.videos = 0
        """How many of what strangers would see are videos, once that is known."""
        self.to_name = 0
        """With how many an earlier version stored who added them."""
        self._stop = threading.Event()
        self._looking = Background(self)
        self._looking.answered.connect(self._show)
        self._looking.failed.connect(self._failed)
        self._counter = Reporter()
        self._counter.told.connect(self._counted)
        self.title = labels.Title(self.tr("Looking at the public photos…"))
        self.ticks = Ticks()
        self.list = QListWidget()
        self.list.setObjectName("strangers-see")
        self.list.setAccessibleName(self.tr("Photos and videos that strangers would see"))
        self.list.setIconSize(THUMB_SIZE)
        self.list.setMinimumHeight(180)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.none = labels.Wrapped(
            self.tr(
                "In the album, select what you want to show and press “Make public” there: it appears in the copy by "
                "itself."
            )
            if is_all
            else self.tr(
                "In the album, select what you want to show and press “Make public” there; then close this window and "
                "begin here again. Or go on now: what becomes public later appears in the copy by itself."
            )
        )
        self.none.setObjectName("none-public")
        self.to_album = QPushButton(theme.icon("album"), self.tr("Open album"))
        self.to_album.setObjectName("view-open-album")
        self.to_album.setAutoDefault(False)
        self.to_album.clicked.connect(self.open_album)
        for widget in (self.none, self.to_album):
            widget.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.ticks)
        column.addWidget(self.list, 1)
        column.addWidget(self.none)
        column.addWidget(self.to_album, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(labels.Muted(strangers_see()))
        column.addStretch(0)  # takes the room that the list leaves where there is nothing to list

    def begin(self) -> None:
        """Look at every public photo and its pictures' bytes."""
        self.title.setText(self.tr("Looking at the public photos…"))  # again, where some were taken back
        self.list.clear()
        here, stop, counter = self._here, self._stop, self._counter
        self._looking.ask(lambda: actions.preview(here, stop, counter.told.emit))

    @Slot(object)
    def _counted(self, count: int) -> None:
        """How far it is."""
        if self._looking.is_busy and not self._stop.is_set():
            self.title.setText(self.tr("Looking at the public photos: {number}").format(number=count))

    def end(self) -> None:
        """Nobody wants to know any more."""
        self._stop.set()
        self._looking.forget()

    @Slot(object)
    def _show(self, previewed: Previewed) -> None:
        found = previewed.preview
        self.videos, self.to_name = found.videos, found.to_name
        self.list.clear()
        if not found.things:
            self.title.setText(
                self.tr("Nothing is public yet") if self._is_all else self.tr("Strangers would see nothing")
            )
        elif self._is_all:
            self.title.setText(self.tr("%n photo(s) or video(s) are public", "", found.things))
        else:
            self.title.setText(self.tr("Strangers would see %n photo(s) or video(s)", "", found.things))
        held = [
            ChecklistItem(Level.WRONG, f"{item.name}: {', '.join(core(reason) for reason in item.reasons)}")
            for item in found.held_back[: replication_texts.MOST_MISSING]
        ]
        if found.held_back:
            text = self.tr(
                "%n photo(s) can't be shown to strangers as they are, so nothing can be published yet. “photospool "
                "album repair” mends photos of older programs; settle conflicts, or make them Private.",
                "",
                len(found.held_back),
            )
            held.append(ChecklistItem(Level.NOTE, text))
        if found.to_mend:
            text = self.tr(
                "%n photo(s) say more yet than strangers get, such as the file's name. That moves to the original, "
                "where strangers don't see it, before anything is published.",
                "",
                found.to_mend,
            )
            held.append(ChecklistItem(Level.NOTE, text))
        self.ticks.show_ticks(held)
        for photo in found.photos[: None if self._is_all else actions.MOST_SHOWN]:
            said = " · ".join(filter(None, (value_texts.day(photo.day), *_said(photo))))
            item = QListWidgetItem(f"{photo.name}\n{said}" if said else photo.name)
            item.setData(PHOTO_ID, photo.photo_id)
            pixmap = QPixmap()
            if pixmap.loadFromData(previewed.thumbs.get(photo.photo_id, b""), "JPEG"):
                item.setIcon(QIcon(pixmap))
            self.list.addItem(item)
        left = len(found.photos) - self.list.count()
        if left > 0:
            self.list.addItem(self.tr("and %n more", "", left))
        self.list.setVisible(bool(found.photos))
        for widget in (self.none, self.to_album):
            widget.setVisible(not found.photos and not found.held_back)
        self.known.emit(not found.held_back)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self.title.setText(self.tr("That could not be looked at"))
        self.ticks.show_ticks([ChecklistItem(Level.WRONG, failure_words(error))])
        self.list.hide()


def _said(photo: Shown) -> tuple[str, str]:
    """Description and tags in the user's words: the album has marks of its own for what nobody wrote yet."""
    description = "" if photo.description == UNDESCRIBED else photo.description
    unsorted = QCoreApplication.translate("Words", "not put in order yet")
    return description, ", ".join(unsorted if word == UNPROCESSED else word for word in photo.keywords)


class _Pages(QWidget):
    """One page at a time, and as high as that one. Qt's own stack is as high as its highest, whatever is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[QWidget] = []
        self._index = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, page: QWidget) -> None:
        """One more; the first is shown."""
        self._pages.append(page)
        self._column.addWidget(page)
        page.setVisible(len(self._pages) == 1)

    @property
    def index(self) -> int:
        """Of the page that is shown, from 0."""
        return self._index

    @property
    def is_at_the_end(self) -> bool:
        """Whether no page comes after it."""
        return self._index == len(self._pages) - 1

    def turn_to(self, index: int) -> None:
        """Show another one."""
        self._pages[self._index].hide()
        self._index = index
        self._pages[index].show()


class PublishDialog(TryingDialog):
    """Nothing is published before the user saw what strangers would see."""

    def __init__(self, here: Profile, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._here = here
        self._published: Published | None = None
        self.setObjectName("publish")
        self.setWindowTitle(self.tr("Make a public copy"))
        self.view = StrangersView(here)
        self.view.known.connect(self._view_known)
        self.form = CopyForm(is_public=True, own=here.settings.album)
        self.shown_as = ShownAs(here)
        self.title = TitleEdit()
        self.videos = VideosChoice(Films.NONE)
        self.pages = _Pages()
        for page in (self.view, self._of_videos(), self._where()):
            self.pages.add(page)
        self.column.addWidget(self.pages, 1)
        self._whole.setStretch(0, 100)  # the list takes what room there is
        self.after = self._after()
        self.column.addWidget(self.after)
        self.back = QPushButton(self.tr("Go bac&k"))
        self.back.setObjectName("back")
        self.back.clicked.connect(self._go_back)
        self.buttons.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.foot.insertStretch(1)
        self.foot.insertWidget(2, self.back)  # before what leads on, as in the first run
        self.back.hide()
        self.go.setText(self.tr("&Next"))
        self.go.setEnabled(False)
        self._setting = Background(self)
        self._setting.answered.connect(self._policy_is_set)
        self._setting.failed.connect(self.failed)
        fit(self, QSize(640, 560))
        self.view.begin()

    def _of_videos(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(labels.Title(self.tr("Shall strangers get videos, too?")))
        column.addWidget(self.videos)
        column.addWidget(
            labels.Muted(self.tr("“More” on the copy's card has “Videos…”, which changes it at any time."))
        )
        column.addStretch(1)
        return place

    def _where(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            labels.Muted(
                self.tr(
                    "The copy gets a database of its own, which takes what is public only and refuses every change. It "
                    "is opened when all are there, and then tried as a stranger; if anything is wrong it is closed "
                    "again. What others have copied from it cannot be called back."
                )
            )
        )
        column.addWidget(self.form)
        column.addWidget(
            Field(self.tr("&Title of the page"), self.title, self.tr("Everybody who opens the page sees it."))
        )
        column.addWidget(self.shown_as)
        column.addWidget(labels.Muted(replication_texts.admins_can_read()))
        column.addStretch(1)
        return place

    def _after(self) -> QWidget:
        """What is left to do on that server, once it is public."""
        place = QWidget()
        self.page = labels.Wrapped()
        self.page.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.let_run = QPushButton(self.tr("&Let the page run there…"))
        self.let_run.setObjectName("let-run")
        self.let_run.clicked.connect(self._ask_policy)
        self.proxy = QPlainTextEdit()
        self.proxy.setObjectName("proxy")
        self.proxy.setAccessibleName(self.tr("Lines for nginx"))
        self.proxy.setReadOnly(True)
        self.proxy.document().setDocumentMargin(theme.GAP)
        self.proxy.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.proxy.setMaximumHeight(110)
        copy = QPushButton(theme.icon("copies"), self.tr("&Copy these lines"))
        copy.clicked.connect(self._copy_proxy)
        lines = QWidget()
        inner = QVBoxLayout(lines)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.proxy)
        inner.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.page)
        column.addWidget(self.let_run, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(
            labels.Muted(
                self.tr(
                    "Whoever looks after a server that others reach puts a proxy in front of it, which should let "
                    "nothing but looking pass. It needs lines of its own for that; the copy's card has them, too."
                )
            )
        )
        self.lines = Fold(self.tr("Lines for nginx"), lines)
        column.addWidget(self.lines)
        column.addStretch(1)
        place.hide()
        return place

    @Slot(bool)
    def _view_known(self, is_fit: bool) -> None:
        self.go.setEnabled(is_fit)
        self.shown_as.setVisible(self.view.to_name > 0)  # else it has nothing to stand for

    @Slot()
    def begin(self) -> None:
        """From page to page, and from the last one on."""
        if not self.pages.is_at_the_end:
            self._turn_to(self._beside(1))
            return
        wish = self.form.wish()
        if wish is None:
            return
        here, stop, shown_as, title = self._here, self.stop, self.shown_as.text(), self.title.text()
        films = self.videos.chosen() if self.view.videos else Films.NONE

        def step(tell: Tell) -> Published:
            return actions.publish(here, wish, tell, stop, shown_as=shown_as, title=title, films=films)

        self.try_out(step, self.tr("Setting up…"), may_stop=True)

    def _turn_to(self, index: int) -> None:
        self.pages.turn_to(index)
        is_last = self.pages.is_at_the_end
        self.back.setVisible(index > 0)
        self.go.setText(self.tr("Make it pu&blic") if is_last else self.tr("&Next"))
        self.ticks.show_ticks([])  # what an attempt came to is that page's
        self.scroll_up()
        (self.form.url if is_last else self.go).setFocus()

    def _beside(self, step: int) -> int:
        """The page before or after this one; nobody is asked of videos where none is public."""
        index = self.pages.index + step
        return index if index != _VIDEOS or self.view.videos else index + step

    @Slot()
    def _go_back(self) -> None:
        self._turn_to(self._beside(-1))

    def done(self, result: int) -> None:
        """Nobody wants to know any more what strangers would see."""
        if not self.is_busy:
            self.view.end()
        super().done(result)

    def enable(self, is_enabled: bool) -> None:
        """The fields stand still while they are tried."""
        self.back.setEnabled(is_enabled)
        self.form.setEnabled(is_enabled)
        self.shown_as.setEnabled(is_enabled)
        self.title.setEnabled(is_enabled)

    def succeeded(self, answer: Published) -> None:
        """It is public: where, and what is left to do."""
        self._published = answer
        self.form.password.clear()
        self.pages.hide()
        self.back.hide()
        self.proxy.setPlainText(answer.proxy)
        self.after.show()
        self._show_page(answer)
        self.scroll_up()  # the page's address stands first
        self.finish()

    def failed(self, error: Exception) -> None:
        """Why it is not public."""
        if not isinstance(error, (Stopped, AlbumUnavailable, CopyUnreachable)):
            super().failed(error)
            return
        has_begun = bool(self.ticks.ticks)
        if not isinstance(error, Stopped):
            # Its advice may be that photos wait and are added by themselves: that is no word of this copy.
            why = " ".join(core(text) for text in (error.title, error.todo) if text)
            self.ticks.show_ticks([*self.ticks.ticks, ChecklistItem(Level.WRONG, why)])
            if not has_begun:
                return
        text = self.tr(
            "Not opened yet. If its card is among your copies, it is filled from now on; “Check now” there opens "
            "it when all photos and videos have arrived."
        )
        self.ticks.show_ticks([*self.ticks.ticks, ChecklistItem(Level.NOTE, text)])

    # The page of the copy.

    def _show_page(self, answer: Published) -> None:
        policy = answer.policy
        address = policy.address if policy is not None else answer.copy.there.address
        if is_here_only(address) and (policy is None or not policy.fails):
            text = self.tr("It is open now: {address}")
        elif policy is None or not policy.fails:
            text = self.tr("Everybody can look at it now: {address}")
        elif policy.lets_run:
            text = self.tr(
                "Everybody can look at it now: {address}. But that server's policy is of an earlier version: the page "
                "plays no videos, or no motion photos, before it is set anew."
            )
        else:
            text = self.tr(
                "Everybody can read it now, but its page does not run there yet, for that server's policy lets no "
                "scripts run: {address}"
            )
        self.page.setText(replication_texts.with_reach(text.format(address=address), address))
        self.let_run.setVisible(policy is not None and bool(policy.fails))

    @Slot()
    def _ask_policy(self) -> None:
        answer = self._published
        if answer is None or answer.policy is None:
            return
        box = Box(self)
        box.setObjectName("policy")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Make a public copy"))
        box.setText(self.tr("Let the album's page run on that server?"))
        box.setInformativeText(replication_texts.policy_words())
        box.setDetailedText(replication_texts.policy_details(answer.policy))
        box.offer(self.tr("Let it run"), self._set_policy)

    @Slot()
    def _set_policy(self) -> None:
        answer = self._published
        if answer is not None:
            self.let_run.setEnabled(False)
            self._setting.ask(lambda: actions.let_run(answer))

    @Slot(object)
    def _policy_is_set(self, answer: Published) -> None:
        self._published = answer
        self.let_run.setEnabled(True)
        self._show_page(answer)
        self.changed.emit()  # the copy's card says whether its page runs

    @Slot()
    def _copy_proxy(self) -> None:
        QApplication.clipboard().setText(self.proxy.toPlainText())

"""The settings dialog: load → check → save. Everything is checked before anything is saved; Cancel changes nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photospool.album.couchdb.connection_test import ConnectionTester
from photospool.config.apply_settings import Change, Checked, Keep, Refused, carry_out, check, question_of
from photospool.config.existing_files import is_baseline_lost
from photospool.config.kinds import Lying, leave, lying_in, take, taken
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.errors import PhotospoolError
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.settings.album_page import AlbumPage
from photospool.gui.settings.app_page import AppPage
from photospool.gui.settings.check_texts import verdict_words
from photospool.gui.settings.consent import Confirmation, ConfirmDialog, ConsentAnswer
from photospool.gui.settings.copies_page import CopiesSettingsPage
from photospool.gui.settings.folders_page import FoldersPage
from photospool.gui.settings.kinds_dialog import KindDialog
from photospool.gui.settings.more_folders_box import MoreFoldersBox
from photospool.gui.settings.notifications_page import NotificationsPage
from photospool.gui.settings.page import Page
from photospool.gui.settings.photos_page import PhotosPage
from photospool.gui.settings.questions import ask_where_to_keep, may_change_under_way, may_save_untested, tell
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import fit
from photospool.system.autostart.autostart import LoginItem
from photospool.system.credentials import NoKeyring
from photospool.system.sync_clients import SyncFolder, sync_folders

_ICONS: Final = ("folder", "album", "picture", "copies", "bell", "settings")


class PageName(Enum):
    """For whoever opens the dialog at a certain page."""

    FOLDERS = 0
    ALBUM = 1
    PHOTOS = 2
    COPIES = 3
    NOTIFICATIONS = 4
    APP = 5


class SettingsDialog(QDialog):
    """Emits ``saved`` with the new settings, which stand in the settings file by then.

    The memory may have been written too (the user said yes): load the installation again (``here.reloaded()``).
    """

    saved = Signal(object)
    """Settings."""
    copies_wanted = Signal()
    """The user wants to see the window's Copies."""

    def __init__(
        self,
        here: Profile,
        *,
        login: LoginItem,
        photos_under_way: Callable[[], int],
        known: Callable[[], Sequence[SyncFolder]] = sync_folders,
        categories: Callable[[], Sequence[str]] = tuple,
        show_sample: Callable[[], None] | None = None,
        examiner: ConnectionTester | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``photos_under_way`` counts what lies in work now, set aside or not; ``categories`` asks the album for those
        that it has, and may wait for it; ``show_sample`` shows a sample notification.
        """
        super().__init__(parent)
        self._here = here
        self._login = login
        self._photos_under_way = photos_under_way
        self._known = known
        self._examiner = examiner or ConnectionTester()
        self._change: Change | None = None
        self._only_new: dict[str, bool] = {}
        self.folders = FoldersPage(known)
        self.more_folders = MoreFoldersBox(known)
        self.more_folders.show_installation(here)
        self.folders.add_further(self.more_folders)
        self.album = AlbumPage(here, self._examiner)
        self.photos = PhotosPage(categories)
        self.notifications = NotificationsPage(show_sample)
        self.app = AppPage(here.places.log, login)
        copies = CopiesSettingsPage()
        copies.show_wanted.connect(self.copies_wanted)
        self.pages: tuple[Page, ...] = (
            self.folders, self.album, self.photos, copies, self.notifications, self.app,
        )  # fmt: skip
        self._checking = Background(self)
        self._checking.answered.connect(self._checked)
        self._checking.failed.connect(self._failed)
        self._counting = Background(self)
        self._counting.answered.connect(self._counted)
        self._counting.failed.connect(self._failed)
        self._applying = Background(self)
        self._applying.answered.connect(self._applied)
        self._applying.failed.connect(self._failed)
        self.setWindowTitle(self.tr("Settings"))
        self._lay_out()
        for page in self.pages:
            page.fill(here.settings)
        self.more_folders.fill(here.settings)
        self.photos.kinds.show_installation(here)
        fit(self, QSize(820, 690), scrolls=False)

    def _lay_out(self) -> None:
        self.list = QListWidget()
        self.list.setObjectName("settings-pages")
        self.list.setAccessibleName(self.tr("Pages of the settings"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSpacing(2)
        self.stack = QStackedWidget()
        for page, icon in zip(self.pages, _ICONS, strict=True):
            item = QListWidgetItem(theme.icon(icon), page.title)
            item.setSizeHint(QSize(0, 34))
            self.list.addItem(item)
            self.stack.addWidget(page)
        widest = max(self.fontMetrics().horizontalAdvance(page.title) for page in self.pages)
        self.list.setFixedWidth(max(180, widest + 94))
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save_button.setObjectName("settings-save")
        self.cancel_button = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button.setObjectName("settings-cancel")
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self._doing = labels.Muted()
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.EDGE, theme.GAP, theme.EDGE, theme.WIDE)
        foot.addWidget(self._doing, 1)
        foot.addWidget(self.buttons)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(_line(QFrame.Shape.VLine))
        body.addWidget(self.stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(_line(QFrame.Shape.HLine))
        whole.addLayout(foot)

    def show_page(self, name: PageName) -> None:
        """Turn to a page."""
        self.list.setCurrentRow(name.value)

    def gathered(self) -> Settings:
        """The settings as the pages say now."""
        settings = self._here.settings
        for page in self.pages:
            settings = page.gathered(settings)
        return self.more_folders.gathered(settings)

    # Check, ask, carry out.

    @Slot()
    def save(self) -> None:
        """Check everything; what is right is saved, what is not is shown."""
        settings = self.gathered()
        problems = settings.validate()
        wrong = [page for page in self.pages if page.show_problems(problems)]
        if wrong:
            self.list.setCurrentRow(self.pages.index(wrong[0]))
            return
        form = self.album.form
        asks_album = bool(settings.album.url) and not form.is_connected and self._album_is_new(settings)
        choice, password, vault = settings.album, form.entered_password, self._here.vault
        known, examiner = self._known, self._examiner

        def step() -> Checked:
            question = question_of(choice, password, vault) if asks_album else None
            return check(settings, known(), examiner, question)

        self._be_busy(self.tr("Checking…"))
        self._checking.ask(step)

    @Slot(object)
    def _checked(self, checked: Checked) -> None:
        self._be_ready()
        self.folders.form.show_facts(checked.facts)
        if checked.folders_are_wrong:
            self.show_page(PageName.FOLDERS)
            return
        if checked.diagnosis is not None and checked.question is not None:
            self.album.form.show_diagnosis(checked.diagnosis, checked.question)
            if not checked.diagnosis.verdict.is_connected:
                self.show_page(PageName.ALBUM)
                why = verdict_words(checked.diagnosis, checked.question)
                may_save_untested(self, why, partial(self._album_is_settled, checked))
                return
        self._album_is_settled(checked)

    def _album_is_settled(self, checked: Checked) -> None:
        under_way = self._photos_under_way()
        if under_way and checked.settings.folders.work != self._here.settings.folders.work:
            back = partial(self.show_page, PageName.FOLDERS)
            may_change_under_way(self, under_way, partial(self._folders_are_settled, checked), back)
        else:
            self._folders_are_settled(checked)

    def _folders_are_settled(self, checked: Checked) -> None:
        memory = self._here.reloaded().memory
        is_confirmed = memory.is_confirmed(checked.settings)
        # A former yes to another incoming folder says nothing of what has come to lie there since.
        is_confirmed = is_confirmed and not self._incoming_is_new(checked.settings)
        if is_confirmed and not is_baseline_lost(checked.settings, self._here.places):
            self._settled(checked, is_confirmed=True, only_new=None)
            return
        question = ConfirmDialog(checked, taken(checked.settings, memory), self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.answered.connect(self._confirmed)
        question.open()

    @Slot(object)
    def _confirmed(self, said: Confirmation) -> None:
        self._settled(said.checked, is_confirmed=said.answer is ConsentAnswer.BEGIN, only_new=said.only_new)

    def _settled(self, checked: Checked, *, is_confirmed: bool, only_new: bool | None) -> None:
        password = self.album.form.entered_password if checked.settings.album.url else None
        if only_new is None and self._incoming_is_new(checked.settings):
            only_new = False
        change = Change(checked.settings, password=password, is_confirmed=is_confirmed, only_new=only_new)
        if not self.photos.kinds.wanted_newly:
            self._carry_out(change)
            return
        self._be_busy(self.tr("Checking…"))
        folders = [
            Path(checked.settings.folders.incoming),
            *(folder.folder for folder in checked.settings.more_folders),
        ]
        self._counting.ask(lambda: (change, lying_in(folders)))

    @Slot(object)
    def _counted(self, counted: tuple[Change, list[Lying]]) -> None:
        self._be_ready()
        self._only_new = {}
        self._ask_of_kinds(*counted)

    def _ask_of_kinds(self, change: Change, found: list[Lying]) -> None:
        """One question after the other; going back from any of them saves nothing."""
        open_ones = [kind for kind in self.photos.kinds.wanted_newly if kind not in self._only_new]
        if not open_ones:
            self._carry_out(change)
            return
        question = KindDialog(open_ones[0], found, self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.answered.connect(partial(self._kind_said, change, found, open_ones[0]))
        question.open()

    def _kind_said(self, change: Change, found: list[Lying], kind: str, only_new: bool) -> None:
        self._only_new[kind] = only_new
        self._ask_of_kinds(change, found)

    def _carry_out(self, change: Change) -> None:
        self._change = change
        here, known, more = self._here, self._known, self.more_folders
        login, wanted = self._login, self.app.wanted_start
        wanted_kinds = {kind: self._only_new[kind] for kind in self.photos.kinds.wanted_newly}
        unwanted_kinds = self.photos.kinds.unwanted_newly

        def step() -> Profile:
            done = more.carry_out(carry_out(here, change, known()))
            for kind, only_new in wanted_kinds.items():
                done, _ = take(done, kind, only_new=only_new)
            for kind in unwanted_kinds:
                done = leave(done, kind)
            if wanted is not None:
                (login.turn_on if wanted else login.turn_off)()
            return done

        self._be_busy(self.tr("Saving…"))
        self._applying.ask(step)

    @Slot(object)
    def _applied(self, here: Profile) -> None:
        self._be_ready()
        self._here = here
        self.saved.emit(here.settings)
        self.accept()

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._be_ready()
        match error:
            case NoKeyring() if self._change is not None:
                ask_where_to_keep(self, partial(self._keep_password, self._change))
            case Refused():
                self.folders.form.show_facts(error.facts)
                self.show_page(PageName.FOLDERS)
            case PhotospoolError():
                tell(self, error.title, error.advice)
            case OSError():
                tell(self, self.tr("The settings could not be saved."), str(error.strerror or error))
            case _:
                tell(self, self.tr("Photospool made a mistake."), type(error).__name__)

    def _keep_password(self, change: Change, keep: Keep) -> None:
        self._carry_out(dataclasses.replace(change, keep=keep))

    def _album_is_new(self, settings: Settings) -> bool:
        """Whether there is something to ask its server: another album, a password, or nobody has said yes yet."""
        is_other = settings.album != self._here.settings.album
        return is_other or self.album.form.entered_password is not None or not self._here.memory.is_confirmed(settings)

    def _incoming_is_new(self, settings: Settings) -> bool:
        return settings.folders.incoming != self._here.settings.folders.incoming

    def _be_busy(self, doing: str) -> None:
        self._doing.setText(doing)
        self.save_button.setEnabled(False)
        self.stack.setEnabled(False)

    def _be_ready(self) -> None:
        self._doing.setText("")
        self.save_button.setEnabled(True)
        self.stack.setEnabled(True)

    def reject(self) -> None:
        """Close; nothing was changed. What is being carried out is waited for."""
        if not self._applying.is_busy:
            self._checking.forget()
            self._counting.forget()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As Cancel."""
        if self._applying.is_busy:
            event.ignore()
        else:
            super().closeEvent(event)


def _line(shape: QFrame.Shape) -> QFrame:
    line = QFrame()
    line.setFrameShape(shape)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line

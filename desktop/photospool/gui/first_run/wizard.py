"""The first run's window: step after step, back and forth, and the yes at the end.

Skipping leaves the program unconfirmed: it claims nothing. What was typed, but no password, is shown again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from photospool.album.couchdb.connection_test import ConnectionTester
from photospool.album.couchdb.connection_test import here as couchdb_here
from photospool.config import begun_setup
from photospool.config.apply_settings import Change, Keep, Refused, carry_out
from photospool.config.begun_setup import BegunSetup
from photospool.config.change_folders import say_yes
from photospool.config.folder_checks import NAMES, Level, What
from photospool.config.kinds import leave, take
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice, Settings
from photospool.errors import PhotospoolError
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.first_run.album_step import AlbumStep
from photospool.gui.first_run.consent_step import ConsentStep
from photospool.gui.first_run.folders_step import FoldersStep
from photospool.gui.first_run.journey import JourneyStep
from photospool.gui.first_run.step import Step
from photospool.gui.first_run.welcome_step import WelcomeStep
from photospool.gui.settings.check_texts import fact_ticks, verdict_ticks
from photospool.gui.settings.questions import ask_where_to_keep, tell
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem
from photospool.gui.widgets.fit import fit
from photospool.system.autostart.autostart import Autostart, AutostartRefused, LoginItem
from photospool.system.credentials import NoKeyring
from photospool.system.sync_clients import SyncFolder, sync_folders


class FirstRun(QDialog):
    """Emits ``finished_with`` once settings and yes are written (``here.reloaded()`` has both), or ``skipped``."""

    finished_with = Signal(object)
    """Settings."""
    skipped = Signal()
    login_refused = Signal(str, str)
    """Title and advice: all is set up, but it does not start at login."""

    def __init__(
        self,
        here: Profile,
        *,
        login: LoginItem | None = None,
        known: Callable[[], Sequence[SyncFolder]] = sync_folders,
        home: Path | None = None,
        couchdb: Callable[[], str] = couchdb_here,
        examiner: ConnectionTester | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``couchdb`` says where one answers on this computer. ``login`` None: what starts at login is not this one."""
        super().__init__(parent)
        self._here = here
        self._known = known
        self._login = login
        self._change: Change | None = None
        begun = begun_setup.load(here.places.begun_setup, here.settings)
        self.folders = FoldersStep(begun.over(here.settings), known, home or Path.home(), here.places.album)
        self.album = AlbumStep(here, examiner or ConnectionTester(), couchdb)
        if begun.album is not None:
            self.album.form.bring_back(begun.album)
        self.consent = ConsentStep()
        self.journey = JourneyStep()
        self.steps: tuple[Step, ...] = (WelcomeStep(), self.folders, self.album, self.consent, self.journey)
        self._applying = Background(self)
        self._applying.answered.connect(self._applied)
        self._applying.failed.connect(self._failed)
        self.setObjectName("first-run")
        self.setWindowTitle("Photospool")  # what each step is about stands in it, once
        # What was switched off in the system's own settings stays off until somebody wants it here.
        self.consent.offer_start(None if login is None else login.state() is not Autostart.SWITCHED_OFF)
        self._lay_out()
        fit(self, QSize(700, 720), scrolls=False)
        self._turn_to(0)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for step in self.steps:
            self.stack.addWidget(step)
            step.changed.connect(self._enable)
        self.skip = QPushButton(self.tr("&Skip for now"))
        self.skip.setObjectName("first-run-skip")
        self.back = QPushButton(self.tr("&Back"))
        self.back.setObjectName("first-run-back")
        self.next = QPushButton()
        self.next.setObjectName("first-run-next")
        self._count = labels.Muted()
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.EDGE, theme.GAP, theme.EDGE, theme.WIDE)
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.skip)
        foot.addSpacing(theme.GAP)
        foot.addWidget(self._count)
        self._why_not = labels.Wrapped()
        self._why_not.setObjectName("first-run-why-not")
        foot.addSpacing(theme.GAP)
        foot.addWidget(self._why_not, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(self.palette().ColorRole.Mid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(line)
        column.addLayout(foot)
        self.next.setDefault(True)  # once it is within: see TryingDialog
        self.skip.clicked.connect(self.reject)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.journey.again.clicked.connect(self.next.setFocus)  # it hides, and would hand the keyboard to “Skip”

    @property
    def step(self) -> Step:
        """The one that is shown."""
        return self.steps[self.stack.currentIndex()]

    def gathered(self) -> Settings:
        """What was chosen until now."""
        return self.album.gathered(self.folders.gathered(self._here.settings))

    # Step by step.

    def _turn_to(self, index: int) -> None:
        if self.steps[index] is self.consent:
            self._tell_consent()
        self.stack.setCurrentIndex(index)
        is_last = index == len(self.steps) - 1
        self.back.setVisible(index > 0)
        self.next.setText(self.tr("Be&gin") if is_last else self.tr("&Next"))
        text = self.tr("Step {number} of {all}").format(number=index + 1, all=len(self.steps))
        self._count.setText(text)
        self._enable()
        self.step.entered()
        has_controls = self.step not in {self.steps[0], self.journey}
        (_first_control(self.step) if has_controls else self.next).setFocus()

    def _tell_consent(self) -> None:
        ticks: list[ChecklistItem] = []
        # What leaves the other devices is said in a sentence of its own.
        notes = [f for f in self.folders.facts if f.level is Level.NOTE and f.what is not What.TWO_WAY]
        for name in NAMES:
            if name != "incoming" or self.folders.kept is None:
                ticks += fact_ticks(notes, name)
        form = self.album.form
        if form.diagnosis is not None and form.asked is not None and form.server.isChecked():
            ticks += verdict_ticks(form.diagnosis, form.asked)
        ticks += self.folders.staying.room_ticks()
        kept = self.folders.kept
        self.consent.tell(
            self.gathered(),
            client=self.folders.takes_from_phones,
            photos=self.folders.photos_there,
            ticks=ticks,
            kept=kept.path if kept else "",
        )

    @Slot()
    def _enable(self) -> None:
        why_not = self.step.why_not
        if self._applying.is_busy:  # the button stays as it is: one that is disabled hands the keyboard to “Skip”
            why_not = self.tr("One moment…")
            if self._change is not None and self._change.password:  # its window names “an application” only
                why_not = self.tr("One moment… Your system may ask for its keyring's password.")
        self._why_not.setText(why_not)
        self.next.setEnabled(self.step.may_go_on)
        self.next.setToolTip(theme.tip(why_not))
        self.next.setAccessibleDescription(why_not)

    @Slot()
    def _go_back(self) -> None:
        self._turn_to(max(0, self.stack.currentIndex() - 1))

    @Slot()
    def _go_on(self) -> None:
        if not self.step.may_go_on or self._applying.is_busy:
            return
        if self.step is self.journey:
            self._carry_out(
                Change(
                    self.gathered(),
                    password=self.album.form.entered_password if self.album.form.server.isChecked() else None,
                    is_confirmed=True,
                    only_new=self.consent.only_new and self.folders.kept is None,
                )
            )
        else:
            self._turn_to(self.stack.currentIndex() + 1)

    # The end.

    def _carry_out(self, change: Change) -> None:
        self._change = change
        here, known, login, wanted = self._here, self._known, self._login, self.consent.start.isChecked()
        kept, only_new = self.folders.kept, self.consent.only_new
        kinds = {kind: box.isChecked() for kind, box in self.consent.kinds.items()}

        def step() -> tuple[Profile, AutostartRefused | None]:
            done = carry_out(here, change, known())
            done = done if kept is None else say_yes(done, kept.name, only_new=only_new)[0]
            for kind, is_wanted in kinds.items():
                done = take(done, kind)[0] if is_wanted else leave(done, kind)
            return done, start_at_login(login, wanted=wanted)

        self._applying.ask(step)
        self._enable()

    @Slot(object)
    def _applied(self, done: tuple[Profile, AutostartRefused | None]) -> None:
        self._here, refused = done
        self.journey.stop()
        begun_setup.forget(self._here.places.begun_setup)
        self.finished_with.emit(self._here.settings)
        super().accept()
        if refused is not None:  # all else is done: it can be tried again in the settings
            self.login_refused.emit(refused.title, refused.advice)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._enable()
        match error:
            case NoKeyring() if self._change is not None:
                ask_where_to_keep(self, partial(self._keep_password, self._change))
            case Refused():
                self._turn_to(self.steps.index(self.folders))
                self.folders.form.show_facts(error.facts)
            case PhotospoolError():
                tell(self, error.title, error.advice)
            case _:
                tell(self, self.tr("The settings could not be saved."), str(error))

    def _keep_password(self, change: Change, keep: Keep) -> None:
        self._carry_out(dataclasses.replace(change, keep=keep))

    def reject(self) -> None:
        """Skip: the program stays paused and nothing moves; who comes back need not type it all anew."""
        if self._applying.is_busy:
            return
        self.journey.stop()
        album = self.album.form.choice()
        is_server = self.album.form.server.isChecked() and album != AlbumChoice()
        begun = BegunSetup(self.folders.typed, album if is_server else None)
        begun_setup.keep(begun, self._here.places.begun_setup, self._here.settings)
        self.skipped.emit()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As skipping."""
        event.ignore()
        self.reject()


def start_at_login(login: LoginItem | None, *, wanted: bool) -> AutostartRefused | None:
    """As the user wants it from now on; why not, where the system does not let us."""
    if login is None:
        return None
    try:
        state = login.state()
        if wanted and state is not Autostart.ON:
            login.turn_on()
        elif not wanted and state is Autostart.ON:
            login.turn_off()
    except AutostartRefused as exc:
        return exc
    return None


def _first_control(step: Step) -> QWidget:
    """Where the keyboard goes when a step is shown."""
    controls = (widget for widget in step.findChildren(QWidget) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return next((widget for widget in controls if widget.isVisibleTo(step)), step)

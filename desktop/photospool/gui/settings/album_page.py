"""Settings › Album: on this computer, or a CouchDB with a test that names what is right and wrong."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from photospool.album.couchdb.connection_test import ConnectionTester, Diagnosis, Fault, Question, Verdict
from photospool.album.couchdb.transport import Address, as_typed
from photospool.config.apply_settings import question_of, trust
from photospool.config.folder_checks import Level
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice, Settings
from photospool.engine.factory import sizes_in
from photospool.errors import AlbumRefused
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n.core_words import core
from photospool.gui.settings.album_size import AlbumSize
from photospool.gui.settings.check_texts import verdict_ticks
from photospool.gui.settings.page import Field, Page
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem, Ticks
from photospool.gui.widgets.plain_text import Box


class AlbumForm(QWidget):
    """Where the album is, who signs in, and a test; shared with the first run."""

    edited = Signal()
    asking = Signal()
    """A test has begun."""
    tested = Signal()
    """A test has ended."""

    def __init__(
        self, here: Profile, examiner: ConnectionTester, parent: QWidget | None = None, *, only_server: bool = False
    ) -> None:
        """``only_server``: the album on this computer is no choice."""
        super().__init__(parent)
        self._here = here
        self._only_server = only_server
        self._examiner = examiner
        self.asked: Question | None = None
        self.diagnosis: Diagnosis | None = None
        self._test = Background(self)
        self._test.answered.connect(self._show)
        self._test.failed.connect(self._failed)
        self._make_controls()
        self._lay_out()
        self.fill(here.settings.album)

    def _make_controls(self) -> None:
        self.local = QRadioButton(self.tr("On this &computer"))
        self.local.setObjectName("album-local")
        self.server = QRadioButton(self.tr("In a Couch&DB of your own"))
        self.server.setObjectName("album-server")
        group = QButtonGroup(self)
        group.addButton(self.local)
        group.addButton(self.server)
        self.url = _edit("album-url", "https://couch.example.org")
        self.database = _edit("album-database", "photo")
        self.user = _edit("album-user")
        self.password = _edit("album-password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.ca_file = _edit("album-ca-file", self.tr("only for a server with a certificate of your own"))
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose a certificate file"))
        self.plain = QCheckBox(self.tr("Send password and photos &unencrypted to this server"))
        self.plain.setObjectName("album-plain")
        self.reveal = QCheckBox(self.tr("Sh&ow the password"))
        self.test = QPushButton(self.tr("&Test"))
        self.test.setObjectName("album-test")
        self.create_button = QPushButton(self.tr("Ma&ke this album"))
        self.create_button.setObjectName("album-create")
        self.views_button = QPushButton(self.tr("&Install the views"))
        self.views_button.setObjectName("album-views")
        self.trust_button = QPushButton(self.tr("T&rust this certificate…"))
        self.trust_button.setObjectName("album-trust")
        self.tune_button = QPushButton(self.tr("Use lar&ger pieces…"))
        self.tune_button.setObjectName("album-tune")
        self.ticks = Ticks()
        self._buttons = (self.test, self.create_button, self.views_button, self.trust_button, self.tune_button)

        for button in (self.choose, *self._buttons):
            button.setAutoDefault(
                False
            )  # Enter in a field presses none of them: eventFilter tests, or the dialog goes on
        group.buttonToggled.connect(self._toggled)
        for edit in (self.url, self.database, self.user, self.password, self.ca_file):
            edit.textEdited.connect(self._edited)
            edit.installEventFilter(self)
        self.url.editingFinished.connect(self._complete_address)
        self.plain.toggled.connect(self._edited)
        self.reveal.toggled.connect(self._reveal)
        self.choose.clicked.connect(self._choose_file)
        self.test.clicked.connect(self.test_now)
        self.create_button.clicked.connect(self._create)
        self.views_button.clicked.connect(self._bring_views)
        self.trust_button.clicked.connect(self._trust)
        self.tune_button.clicked.connect(self._ask_to_tune)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        choices = QWidget()
        both = QVBoxLayout(choices)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(theme.GAP)
        both.addWidget(self.local)
        both.addWidget(
            _indented(
                labels.Muted(self.tr("Needs no server. It can move into a CouchDB later, with all that you edited."))
            )
        )
        both.addSpacing(theme.GAP)
        both.addWidget(self.server)
        both.addWidget(
            _indented(
                labels.Muted(
                    self.tr(
                        "A database server that you run yourself, on a NAS or a rented computer for example. Copies in "
                        "other places, and a public copy that others look at, need one."
                    )
                )
            )
        )
        choices.setVisible(not self._only_server)
        column.addWidget(choices)
        self.inputs = QWidget()
        rows = QVBoxLayout(self.inputs)
        rows.setContentsMargins(*((0, 0, 0, 0) if self._only_server else (26, 4, 0, 0)))
        rows.setSpacing(12)
        self.fields = {
            "album.url": Field(self.tr("&Address"), self.url),
            "album.database": Field(self.tr("Na&me of the album"), self.database),
            "album.user": Field(self.tr("Us&er"), self.user),
            "album.password": Field(self.tr("&Password"), self.password),
            "album.ca_file": Field(self.tr("Certi&ficate file"), self.ca_file),
            "album.allow_plain_http": Field("", self.plain),
        }
        rows.addLayout(_side_by_side((self.fields["album.url"], 3), (self.fields["album.database"], 2)))
        rows.addLayout(_side_by_side((self.fields["album.user"], 1), (self.fields["album.password"], 1)))
        rows.addWidget(self.reveal)
        rows.addWidget(self.fields["album.allow_plain_http"])
        rows.addLayout(_side_by_side((self.fields["album.ca_file"], 1), (_low(self.choose), 0)))
        buttons = QHBoxLayout()
        for button in self._buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        rows.addLayout(buttons)
        rows.addWidget(self.ticks)
        column.addWidget(self.inputs)

    # What is chosen.

    def fill(self, album: AlbumChoice) -> None:
        """Show this choice; the password stays where it is kept."""
        is_server = self._only_server or bool(album.url)
        self.local.setChecked(not is_server)
        self.server.setChecked(is_server)
        self.url.setText(album.url)
        self.database.setText(album.database)
        self.user.setText(album.user)
        self.password.clear()
        kept = self.tr("kept") if album.url and album.user else ""
        self.password.setPlaceholderText(kept)
        self.ca_file.setText(album.ca_file)
        self.plain.setChecked(album.allow_plain_http)
        self._forget_test()

    def bring_back(self, album: AlbumChoice) -> None:
        """Show a server that was typed before and never kept: nor was its password."""
        self.fill(album)
        self.server.setChecked(True)
        self.password.setPlaceholderText("")

    def propose(self, url: str) -> None:
        """Write an address that was found, where none was chosen."""
        if not self.url.text():
            self.url.setText(url)
            self._forget_test()

    def choice(self) -> AlbumChoice:
        """What is chosen now."""
        if self.local.isChecked():
            return AlbumChoice()
        return AlbumChoice(
            url=as_typed(self.url.text()),
            database=self.database.text().strip(),
            user=self.user.text().strip(),
            ca_file=self.ca_file.text().strip(),
            allow_plain_http=self.plain.isChecked() and self._is_plain(),
        )

    @property
    def entered_password(self) -> str | None:
        """What was typed; None: whatever is kept."""
        return self.password.text() or None

    @property
    def is_busy(self) -> bool:
        """Whether a test is running."""
        return self._test.is_busy

    @property
    def is_connected(self) -> bool:
        """Whether what is chosen now was tested and can take photos."""
        return self.local.isChecked() or (self.diagnosis is not None and self.diagnosis.verdict.is_connected)

    def _is_plain(self) -> bool:
        """Whether the password would travel unencrypted to another machine."""
        try:
            address = Address.parse(as_typed(self.url.text()))[0]
        except AlbumRefused:
            return False
        return not address.is_https and not address.is_loopback

    # The test.

    @Slot()
    def test_now(self) -> None:
        """Ask the server; one request for each password that was entered."""
        self._ask()

    @Slot()
    def _create(self) -> None:
        self._ask(create=True)

    @Slot()
    def _bring_views(self) -> None:
        self._ask(bring_views=True)

    def _ask(self, *, create: bool = False, bring_views: bool = False, tune: bool = False) -> None:
        if self._test.is_busy:  # the button stays as it is: one that is disabled hands the keyboard on
            return
        if any(button.hasFocus() for button in self._buttons):
            self.test.setFocus()  # the others hide, and would hand it to the first run's “Skip”
        self._complete_address()
        choice, password, vault, examiner = self.choice(), self.entered_password, self._here.vault, self._examiner

        def step() -> tuple[Question, Diagnosis]:
            question = question_of(choice, password, vault)
            return question, examiner.examine(question, create=create, bring_views=bring_views, tune=tune)

        self._show_buttons(None)
        self.ticks.show_ticks([ChecklistItem(Level.NOTE, self.tr("Asking {host}…").format(host=choice.url))])
        self._test.ask(step)
        self.asking.emit()

    @Slot(object)
    def _show(self, answer: tuple[Question, Diagnosis]) -> None:
        question, diagnosis = answer
        self.show_diagnosis(diagnosis, question)

    def show_diagnosis(self, diagnosis: Diagnosis, question: Question) -> None:
        """Show what was found, and offer what may follow."""
        self.diagnosis, self.asked = diagnosis, question
        self.ticks.show_ticks(verdict_ticks(diagnosis, question))
        self._show_buttons(diagnosis)
        self.tested.emit()

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        text = self.tr("The test could not be made ({error}).").format(error=type(error).__name__)
        self.ticks.show_ticks([ChecklistItem(Level.WRONG, text)])
        self.tested.emit()

    def _show_buttons(self, found: Diagnosis | None) -> None:
        verdict = found.verdict if found else None
        self.create_button.setVisible(verdict is Verdict.DATABASE_MISSING)
        self.views_button.setVisible(verdict in {Verdict.VIEWS_MISSING, Verdict.VIEWS_OLD})
        is_own = found is not None and found.fault is Fault.SELF_SIGNED and bool(found.certificate)
        self.trust_button.setVisible(is_own)
        self.tune_button.setVisible(found is not None and found.tuning is not None and not found.tuning.is_tuned)

    def _forget_test(self) -> None:
        self._test.forget()
        self.diagnosis, self.asked = None, None
        self.ticks.show_ticks([])
        self.inputs.setVisible(self.server.isChecked())
        self.fields["album.allow_plain_http"].setVisible(self._is_plain())
        is_https = urlsplit(self.url.text()).scheme == "https" if "[" not in self.url.text() else True
        self.fields["album.ca_file"].setVisible(is_https)
        self.choose.setVisible(is_https)
        self.reveal.setEnabled(bool(self.password.text()))
        self._show_buttons(None)
        self._enable_test()

    @property
    def is_complete(self) -> bool:
        """Whether there is a server to test."""
        return bool(self.url.text().strip() and self.database.text().strip())

    def _enable_test(self) -> None:
        self.test.setEnabled(self.is_complete)

    # What the user does.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a field tests what was typed, as long as it was not; then it is the dialog's."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not is_enter or event.type() is not QEvent.Type.KeyPress or self.is_connected:
            return super().eventFilter(watched, event)
        if self.test.isEnabled() and not self.is_busy:
            self.test_now()
        return True

    @Slot()
    def _edited(self) -> None:
        self._forget_test()
        self.edited.emit()

    @Slot()
    def _complete_address(self) -> None:
        """What is meant stands there, whoever typed less."""
        if self.url.text() != (url := as_typed(self.url.text())):
            self.url.setText(url)

    @Slot()
    def _toggled(self) -> None:
        self._edited()

    @Slot(bool)
    def _reveal(self, is_shown: bool) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    @Slot()
    def _choose_file(self) -> None:
        kinds = self.tr("Certificates (*.pem *.crt *.cer);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Certificate file"), str(Path.home()), kinds)
        if path:
            self.ca_file.setText(path)
            self._edited()

    @Slot()
    def _trust(self) -> None:
        found, asked = self.diagnosis, self.asked
        if found is None or asked is None:
            return
        host = urlsplit(asked.url).hostname or "server"
        box = Box(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Trust this certificate?"))
        box.setText(self.tr("Is this the certificate of your own server {host}?").format(host=host))
        box.setInformativeText(
            self.tr("Compare its fingerprint on the server itself. If it is another one, somebody may be listening.")
            + f"\n\n{found.fingerprint}"
        )
        box.offer(self.tr("It is the same: trust it"), self._trusted)

    @Slot()
    def _trusted(self) -> None:
        """The user compared the fingerprints."""
        found, asked = self.diagnosis, self.asked
        if found is None or asked is None:
            return
        try:
            path = trust(self._here.places.settings, urlsplit(asked.url).hostname or "server", found.certificate)
        except OSError as exc:
            self.ticks.show_ticks(
                [ChecklistItem(Level.WRONG, self.tr("It can't be kept: {error}").format(error=exc.strerror))]
            )
            return
        self.ca_file.setText(str(path))
        self._edited()
        self.test_now()

    @Slot()
    def _ask_to_tune(self) -> None:
        from photospool.album.couchdb.tuning import SECTION, SETTING

        found = self.diagnosis
        if found is None or found.tuning is None:
            return
        box = Box(self)
        box.setObjectName("album-tune-question")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Use larger pieces?"))
        box.setText(core(found.tuning.words))
        box.setInformativeText(
            self.tr(
                "It is the server's setting {setting}, for all its databases and for what is stored from then on. What "
                "is there stays as it is."
            ).format(setting=f"{SECTION}/{SETTING}")
        )
        box.offer(self.tr("Set it"), self._tune)

    @Slot()
    def _tune(self) -> None:
        self._ask(tune=True)


class AlbumPage(Page):
    """The page of the settings dialog."""

    def __init__(self, here: Profile, examiner: ConnectionTester) -> None:
        super().__init__(self.tr("Album"), self.tr("Where your photos and videos go."))
        self.form = AlbumForm(here, examiner)
        self.column.addWidget(self.form)
        self.album_size = AlbumSize(lambda: sizes_in(here))
        self.column.addWidget(self.album_size)
        self.column.addStretch(1)
        self.fields = self.form.fields
        self.form.edited.connect(self.edited)

    def fill(self, settings: Settings) -> None:
        """Show these settings."""
        self.form.fill(settings.album)

    def gathered(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        chosen = self.form.choice()
        for name in ("url", "database", "user", "ca_file", "allow_plain_http"):
            settings = settings.replace(f"album.{name}", getattr(chosen, name))
        return settings


def _edit(name: str, placeholder: str = "") -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setPlaceholderText(placeholder)
    return edit


def _indented(widget: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(26, 0, 0, 0)
    layout.addWidget(widget)
    return holder


def _low(widget: QWidget) -> QWidget:
    """A button that stands as low as the control beside it."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addStretch(1)
    layout.addWidget(widget)
    return holder


def _side_by_side(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget, share in widgets:
        row.addWidget(widget, share)
    return row

"""Where a copy shall lie, and who signs in there. Checks what can be checked without asking anybody."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from photospool.album.couchdb.transport import Address, as_typed
from photospool.album.replication.models import Direction, ReplicaSpec
from photospool.config.settings import AlbumChoice, Settings
from photospool.errors import AlbumRefused
from photospool.gui import theme
from photospool.gui.replication import replication_texts
from photospool.gui.settings.check_texts import problem_words
from photospool.gui.settings.page import Field
from photospool.gui.widgets import labels


class CopyForm(QWidget):
    """The fields of a copy to be; a public one only sends."""

    def __init__(
        self, *, is_public: bool = False, own: AlbumChoice | None = None, parent: QWidget | None = None
    ) -> None:
        """``own``: where the album lies, which is proposed for a copy that may lie there too."""
        super().__init__(parent)
        self._is_public = is_public
        self._own = own or AlbumChoice()
        self.use_own = QPushButton(self.tr("Use the album's &own server"))
        self.use_own.setObjectName("copy-own")
        self.use_own.setToolTip(theme.tip(self._own.url))
        self.use_own.clicked.connect(self._fill_own)
        self.url = _edit("copy-url", "https://attic.example.org:6984")
        self.database = _edit("copy-database", "public" if is_public else "photo")
        if is_public:
            self.database.setText("public")  # as the names beside it, which are taken where nothing is typed
        self.name = _edit("copy-name", self.tr("Public") if is_public else self.tr("Attic"))
        self.user = _edit("copy-user", self.tr("an administrator is best"))
        self.password = _edit("copy-password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.url_here = _edit("copy-url-here", self.tr("only if it is another one"))
        self.way = QComboBox()
        self.way.setObjectName("copy-direction")
        for direction in Direction:
            self.way.addItem(replication_texts.direction_words(direction), direction)
        self.create_database = QCheckBox(self.tr("&Make the database if it is not there"))
        self.create_database.setObjectName("copy-create")
        self.create_database.setChecked(True)
        self.plain = QCheckBox(self.tr("Send password and photos un&encrypted to this server"))
        self.plain.setObjectName("copy-plain")
        self.fields = {
            "album.url": Field(self.tr("&Address, as your album's server reaches it"), self.url),
            "album.database": Field(self.tr("&Database"), self.database),
            "album.user": Field(self.tr("&User there"), self.user),
            "album.password": Field(self.tr("&Password"), self.password),
            "album.allow_plain_http": Field("", self.plain),
        }
        self._seen_from_here = Field(self.tr("Address as this &computer reaches it"), self.url_here)
        self._lay_out()
        for edit in (self.url, self.url_here):
            edit.textEdited.connect(self._look_at_way)
        self._look_at_way()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        fields = self.fields
        if self._own.url:
            own = QHBoxLayout()
            own.setSpacing(12)
            own.addWidget(
                labels.Muted(
                    self.tr("It may be any CouchDB, also the one that your album lies in: {address}").format(
                        address=self._own.url
                    )
                ),
                1,
            )
            own.addWidget(self.use_own)
            column.addLayout(own)
        column.addLayout(_row((fields["album.url"], 3), (fields["album.database"], 2)))
        column.addLayout(_row((fields["album.user"], 1), (fields["album.password"], 1)))
        column.addLayout(
            _row(
                (Field(self.tr("&Name of this copy"), self.name), 1),
                (self._seen_from_here, 1),
            )
        )
        direction = Field(self.tr("Which &way"), self.way)
        direction.setVisible(not self._is_public)
        column.addWidget(direction)
        column.addWidget(self.create_database)
        column.addWidget(fields["album.allow_plain_http"])

    @property
    def is_complete(self) -> bool:
        """Whether there is something to try."""
        return bool(self.url.text().strip() and self.database.text().strip())

    def wish(self) -> ReplicaSpec | None:
        """What is wanted; None where a field says what is wrong with it."""
        url, database = as_typed(self.url.text()), self.database.text().strip()
        choice = AlbumChoice(
            url=url,
            database=database,
            user=self.user.text().strip(),
            allow_plain_http=self.plain.isChecked() and self._is_plain(),
        )
        problems = Settings(album=choice).validate()
        for name, field in self.fields.items():
            field.show_problem("\n".join(problem_words(problem) for problem in problems if problem.field == name))
        if not self.is_complete:
            field = self.fields["album.database" if url else "album.url"]
            field.show_problem(self.tr("This is needed."))
        url_here = as_typed(self.url_here.text())
        in_it = Settings(album=replace(choice, url=url_here)).validate()  # a password there would be kept, and shown
        self._seen_from_here.show_problem("\n".join(problem_words(one) for one in in_it if one.field == "album.url"))
        if self._seen_from_here.problem or any(field.problem for field in self.fields.values()):
            return None
        return ReplicaSpec(
            url,
            database,
            choice.user,
            self.password.text(),
            name=self.name.text().strip() or (self.tr("Public") if self._is_public else ""),
            direction=Direction.SEND if self._is_public else self.way.currentData(),
            create=self.create_database.isChecked(),
            url_here=url_here,
            allow_plain_http=choice.allow_plain_http,
        )

    @Slot()
    def _fill_own(self) -> None:
        self.url.setText(self._own.url)
        self.url_here.clear()
        self.user.setText(self._own.user)
        self.password.setPlaceholderText(self.tr("empty: the one that is known") if self._own.user else "")
        self._look_at_way()
        self.password.setFocus()

    def _is_plain(self) -> bool:
        """Whether password and photos would travel unencrypted to another machine."""
        return any(_is_plain(edit.text()) for edit in (self.url, self.url_here))

    @Slot()
    def _look_at_way(self) -> None:
        self.fields["album.allow_plain_http"].setVisible(self._is_plain())


def _is_plain(url: str) -> bool:
    try:
        address = Address.parse(as_typed(url))[0]
    except AlbumRefused:
        return False
    return not address.is_https and not address.is_loopback


def _edit(name: str, placeholder: str = "") -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setPlaceholderText(placeholder)
    return edit


def _row(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget, share in widgets:
        row.addWidget(widget, share)
    return row

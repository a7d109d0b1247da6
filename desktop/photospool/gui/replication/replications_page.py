"""The Copies tab: a card for each copy of the album, looked at again while it is seen; other words without a server.

Nothing is asked while nobody looks. What fails for want of a right or a password is not tried again by itself.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from photospool.album.replication.models import Condition, CopyState, Overview
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.errors import AlbumUnavailable
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.replication import actions
from photospool.gui.replication.card import CopyCard, failure_words
from photospool.gui.replication.troubles import Troubles
from photospool.gui.state import Status
from photospool.gui.widgets import labels
from photospool.gui.widgets.scroll_area import ScrollArea

LOOK_MS: Final = 30_000
TROUBLES: Final = {Condition.UNREACHABLE, Condition.REFUSED, Condition.FAILING}


class CopiesPage(QWidget):
    """Shows what is so, and opens the dialogs that change it."""

    rest_wanted = Signal()
    """The album on this computer is to be moved: let the engine end, then tell ``engine_rests``."""
    go_on_wanted = Signal(bool)
    """The move has ended; True: other settings hold."""
    open_album = Signal()
    engine_rests = Signal()
    """For app.py to emit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here: Profile | None = None
        self._album: AlbumChoice | None = None
        self._is_known = False
        self.cards: dict[str, CopyCard] = {}
        self._looking = Background(self)
        self._looking.answered.connect(self._looked)
        self._looking.failed.connect(self._failed)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_again)
        self._stack = QStackedWidget()
        self._local = self._local_place()
        self._list_place = self._make_list()
        self._empty = labels.EmptyPlace(
            "copies",
            self.tr("No copy yet"),
            self.tr(
                "An album that lies on one server is lost with it. Another CouchDB, in the attic or at a friend's, "
                "can have every photo, every video and every edit, by itself."
            ),
        )
        self._problem = labels.EmptyPlace("warning", "", "")
        self._problem.setObjectName("copies-problem")
        self._again = QPushButton(theme.icon("retry"), self.tr("Try again"))
        self._again.setObjectName("copies-again")
        self._again.clicked.connect(self.try_again)
        self._problem.more.addSpacing(theme.WIDE)
        self._problem.more.addWidget(self._again, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._looking_place = labels.EmptyPlace("copies", self.tr("Looking at the copies…"), "")
        places = {
            "local": self._local,
            "looking": self._looking_place,
            "list": self._list_place,
            "empty": self._empty,
            "problem": self._problem,
        }
        self._places = tuple(places)
        for place in places.values():
            self._stack.addWidget(place)
        self._head = self._make_head()
        self._troubles = Troubles()
        self._troubles.choice_wanted.connect(self.show_conflicts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.addWidget(self._troubles)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)

    def _local_place(self) -> labels.EmptyPlace:
        place = labels.EmptyPlace(
            "copies",
            self.tr("Your album lives on this computer only"),
            self.tr(
                "That is enough to look at it here. In a CouchDB of your own it can also be copied to your other "
                "computers, be edited on each of them, and have a public copy. "
                "Your photos, tags and descriptions move with it, and the album here stays as it is."
            ),
        )
        self.move_button = QPushButton(theme.icon("copies"), self.tr("Move to a CouchDB…"))
        self.move_button.setObjectName("move-album")
        self.move_button.clicked.connect(self.move_album)
        place.more.addSpacing(theme.WIDE)
        place.more.addWidget(self.move_button, alignment=Qt.AlignmentFlag.AlignHCenter)
        return place

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self._heading = labels.Muted()
        row.addWidget(self._heading, 1)
        self.add_button = QPushButton(theme.icon("add"), self.tr("Add a copy…"))
        self.add_button.setObjectName("copies-add")
        self.add_button.clicked.connect(self.add)
        row.addWidget(self.add_button)
        self.publish_button = QPushButton(self.tr("Make a public copy…"))
        self.publish_button.setObjectName("copies-publish")
        self.publish_button.clicked.connect(self.publish)
        row.addWidget(self.publish_button)
        return head

    def _make_list(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.GAP // 2, 0)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP + 2)
        column.addLayout(self._list)
        column.addStretch(1)
        return ScrollArea(inner)

    # What there is.

    def show_installation(self, here: Profile) -> None:
        """Another album may have been chosen: nothing of the former one stays on the screen."""
        is_other = here.settings.album != self._album
        self._here, self._album = here, here.settings.album
        if is_other:
            self._looking.forget()
            self._is_known = False
            self._keep_only(set())
            self._stack.setCurrentWidget(self._looking_place if here.settings.album.url else self._local)
        for card in self.cards.values():
            card.here = here
        self._head.setVisible(bool(here.settings.album.url))
        if self.isVisible():
            self.try_again()

    def show_status(self, status: Status) -> None:
        """What the engine told of the copies."""
        self._troubles.show_status(status)

    @property
    def shows(self) -> str:
        """Which of its places: ``local``, ``looking``, ``list``, ``empty`` or ``problem``."""
        return self._places[self._stack.currentIndex()]

    @property
    def is_looking_on(self) -> bool:
        """Whether it will look again by itself."""
        return self._timer.isActive()

    @property
    def here(self) -> Profile:
        """This user's settings of now."""
        assert self._here is not None  # noqa: S101 (shown first, then used)
        return self._here

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: so do we."""
        super().showEvent(event)
        self.try_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    @Slot()
    def try_again(self) -> None:
        """Look now, and from now on as long as the tab is seen."""
        if self._album is not None and self._album.url:
            self._timer.start()
            self.look_again()

    @Slot()
    def look_again(self) -> None:
        """Ask the album's server, unless it is being asked."""
        if not self._looking.is_busy and self._here is not None and self._here.settings.album.url:
            here = self._here
            self._looking.ask(lambda: actions.look(here))

    @Slot()
    def _must_look(self) -> None:
        """What is being asked is out of date."""
        self._looking.forget()
        if self.isVisible():
            self.look_again()

    @Slot(object)
    def _looked(self, found: Overview) -> None:
        states = found.states
        self._is_known = True
        self._keep_only({state.copy.id for state in states})
        for place, state in enumerate(states):
            card = self.cards.get(state.copy.id)
            if card is None:
                card = self.cards[state.copy.id] = self._card(state)
                self._list.insertWidget(place, card)
            card.show_state(state, found.strangers.get(state.copy.id))
        self._heading.setText(self.tr("%n copy(s) of your album", "", len(states)) if states else "")
        self._troubles.leave_out([state.copy.name for state in states if state.condition in TROUBLES])
        self._stack.setCurrentWidget(self._list_place if states else self._empty)
        self.add_button.setEnabled(True)
        self.publish_button.setEnabled(True)

    def _keep_only(self, ids: set[str]) -> None:
        for copy_id in [copy_id for copy_id in self.cards if copy_id not in ids]:
            card = self.cards.pop(copy_id)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _card(self, state: CopyState) -> CopyCard:
        card = CopyCard(self.here, state)
        card.begun.connect(self._looking.forget)
        card.ended.connect(self._must_look)
        card.password_wanted.connect(self._ask_password)
        card.mend_wanted.connect(self._ask_mending)
        card.photos_wanted.connect(self._show_photos)
        card.page_wanted.connect(self._ask_page)
        card.code_wanted.connect(self._show_code)
        card.title_wanted.connect(self._ask_title)
        card.videos_wanted.connect(self._ask_videos)
        card.remove_wanted.connect(self._ask_removal)
        return card

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AlbumUnavailable):
            self._timer.stop()  # a password that is wrong must not be tried every half minute
        if self._is_known and isinstance(error, AlbumUnavailable):
            self._heading.setText(failure_words(error))
            return
        self._problem.title.setText(self.tr("The copies can't be seen now"))
        self._problem.text.setText(failure_words(error))
        self._stack.setCurrentWidget(self._problem)
        self.add_button.setEnabled(False)
        self.publish_button.setEnabled(False)

    # What the user does.

    @Slot()
    def add(self) -> None:
        """Another one."""
        from photospool.gui.replication.add import AddCopyDialog

        dialog = AddCopyDialog(self.here, self.window())
        dialog.changed.connect(self._must_look)
        dialog.open()

    @Slot()
    def publish(self) -> None:
        """A copy that anybody may look at."""
        from photospool.gui.replication.publish import PublishDialog

        dialog = PublishDialog(self.here, self.window())
        dialog.changed.connect(self._must_look)
        dialog.view.open_album.connect(self.open_album)
        dialog.open()

    @Slot()
    def move_album(self) -> None:
        """Into a CouchDB."""
        from photospool.gui.replication.move import MoveDialog

        dialog = MoveDialog(self.here, parent=self.window())
        dialog.rest_wanted.connect(self.rest_wanted)
        dialog.go_on_wanted.connect(self.go_on_wanted)
        self.engine_rests.connect(dialog.engine_rests)
        dialog.open()

    @Slot(object)
    def _ask_password(self, state: CopyState) -> None:
        from photospool.gui.replication.password import PasswordDialog

        dialog = PasswordDialog(state.copy, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card = self.cards.get(state.copy.id)
        if card is not None:
            dialog.entered.connect(card.use_password)
            dialog.open()

    @Slot(object)
    def _show_code(self, state: CopyState) -> None:
        from photospool.gui.replication.qr_code import QrDialog

        QrDialog(state.copy, self.window()).open()

    @Slot()
    def show_conflicts(self) -> None:
        """Photos that two computers changed differently."""
        from photospool.gui.replication.conflicts import ConflictsDialog

        ConflictsDialog(self.here, self.window()).open()

    @Slot(object)
    def _show_photos(self, _state: CopyState) -> None:
        from photospool.gui.replication.sharing import PublicPhotosDialog

        dialog = PublicPhotosDialog(self.here, self.window())
        dialog.changed.connect(self._must_look)
        dialog.view.open_album.connect(self.open_album)
        dialog.open()

    @Slot(object)
    def _ask_title(self, state: CopyState) -> None:
        from photospool.gui.replication.sharing import LinkPreviewDialog

        LinkPreviewDialog(self.here, state.copy, self.window()).open()

    @Slot(object)
    def _ask_videos(self, state: CopyState) -> None:
        from photospool.gui.replication.videos_choice import VideosDialog

        dialog = VideosDialog(self.here, state.copy, self.window())
        dialog.changed.connect(self._must_look)
        dialog.open()

    @Slot(object)
    def _ask_page(self, state: CopyState) -> None:
        from photospool.gui.replication.sharing import LetRunDialog

        LetRunDialog(state.copy, self.window()).open()

    @Slot(object)
    def _ask_mending(self, state: CopyState) -> None:
        from photospool.gui.replication.mending import MendDialog

        dialog = MendDialog(self.here, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card = self.cards.get(state.copy.id)
        if card is not None:
            dialog.agreed.connect(card.use_name)
            dialog.open()

    @Slot(object)
    def _ask_removal(self, state: CopyState) -> None:
        from photospool.gui.replication.remove import RemoveCopyDialog

        dialog = RemoveCopyDialog(self.here, state.copy, self.window())
        dialog.changed.connect(self._must_look)
        dialog.open()

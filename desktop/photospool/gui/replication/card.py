"""One copy of the album in the Copies tab: how it goes in words, and what can be done about it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from photospool.album.replication.models import (
    TODAY,
    CheckResult,
    Condition,
    Copy,
    CopyInspection,
    CopyState,
    Films,
    Missing,
    Strangers,
    Tell,
)
from photospool.album.replication.public.proxy import nginx
from photospool.album.replication.sharing import page_of
from photospool.config.profile import Profile
from photospool.errors import PhotospoolError
from photospool.gui import theme
from photospool.gui.background import Background, Reporter
from photospool.gui.i18n.core_words import core
from photospool.gui.replication import actions, replication_texts
from photospool.gui.replication.card_deeds import Deeds
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import Ticks
from photospool.gui.widgets.passing import Passing

_LOOKS: Final = {
    Condition.STARTING: ("retry", "muted"),
    Condition.COPYING: ("retry", "accent"),
    Condition.UP_TO_DATE: ("check", "good"),
    Condition.UNREACHABLE: ("warning", "warning"),
    Condition.REFUSED: ("warning", "danger"),
    Condition.FAILING: ("warning", "danger"),
    Condition.PAUSED: ("pause", "muted"),
}
_ONE_AT_A_TIME: Final = ("copy-mend", "copy-pause", "copy-resume", "copy-check", "copy-password", "copy-remove")
"""What asks the servers for something."""
_OF_PUBLIC: Final = ("copy-code", "copy-title", "copy-videos", "copy-proxy")


class CopyCard(labels.CardFrame):
    """Acts in a thread of its own; whoever shows it is told before and after."""

    begun = Signal()
    """Something is being done: what was asked of the album before may be out of date."""
    ended = Signal()
    password_wanted = Signal(object)
    """CopyState."""
    photos_wanted = Signal(object)
    """CopyState."""
    code_wanted = Signal(object)
    """CopyState."""
    title_wanted = Signal(object)
    """CopyState."""
    videos_wanted = Signal(object)
    """CopyState."""
    page_wanted = Signal(object)
    """CopyState."""
    mend_wanted = Signal(object)
    """CopyState."""
    remove_wanted = Signal(object)
    """CopyState."""

    def __init__(self, here: Profile, state: CopyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.here = here
        """Of the album whose copy it is."""
        self.state = state
        self._strangers: Strangers | None = None
        self._found: tuple[Missing, ...] = ()
        self._acting = Background(self)
        self._acting.answered.connect(self._acted)
        self._acting.failed.connect(self._failed)
        self._reporter: Reporter | None = None
        self._is_counting = False
        self.setObjectName("copy")
        self._icon = labels.Picture("copies", 20, "muted")
        self._name = labels.Title(larger=1.08)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._address = labels.Elided()
        self._address.setObjectName("copy-address")
        self._database = labels.Muted()
        self._database.setObjectName("copy-database")
        self.sentence = labels.Title(larger=1.0)
        self.sentence.setObjectName("copy-state")
        self.detail = labels.Muted()
        self.detail.setObjectName("copy-detail")
        for label in (self.sentence, self.detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.missing = labels.Muted()
        self.missing.setTextFormat(Qt.TextFormat.PlainText)
        self.missing.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.missing.setObjectName("copy-missing")
        self._checked = Passing()
        self._checked.setObjectName("copy-checked")
        self.ticks = Ticks()
        self.deeds = Deeds()
        self._make_deeds()
        self._lay_out()
        self._show()

    def _make_deeds(self) -> None:
        add = self.deeds.add
        add("copy-open", self.tr("Open"), "out", self._open_page)
        add("copy-link", self.tr("Copy link"), "copies", self._copy_link)
        add("copy-what", self.tr("What is public…"), "", self._want_photos)
        add("copy-let-run", self.tr("Let the page run there…"), "", self._want_page)
        add("copy-mend", self.tr("Mend…"), "check", self._want_mending)
        add("copy-resume", self.tr("Resume"), "play", self._resume)
        add("copy-check", self.tr("Check now"), "retry", self._check)
        add("copy-pause", self.tr("Pause"), "pause", self._pause)
        add("copy-password", self.tr("New password…"), "", self._want_password)
        self.deeds.part()
        add("copy-code", self.tr("QR code…"), "", self._want_code)
        add("copy-title", self.tr("Title and picture…"), "", self._want_title)
        add("copy-videos", self.tr("Videos…"), "", self._want_videos)
        add("copy-proxy", self.tr("Copy lines for nginx"), "", self._copy_proxy)
        self.deeds.part()
        add("copy-remove", self.tr("Remove…"), "", self._want_removal)
        self.deeds.end()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(3)
        texts.addWidget(self._name)
        texts.addWidget(self._address)
        self._way = labels.Muted()
        texts.addWidget(self._way)
        texts.addWidget(self._database)
        texts.addSpacing(4)
        for widget in (self.sentence, self.detail, self.missing, self._checked, self.ticks):
            texts.addWidget(widget)
        texts.addSpacing(theme.GAP)
        texts.addWidget(self.deeds)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)

    @property
    def is_busy(self) -> bool:
        """Whether something that was asked is still being done."""
        return self._acting.is_busy

    @property
    def _is_shut(self) -> bool:
        """Whether it is known that strangers may not look at it yet."""
        return self._strangers is not None and not self._strangers.is_open

    def show_state(self, state: CopyState, strangers: Strangers | None = None) -> None:
        """How it goes now, and what strangers find; what a close look found stays until the next one."""
        if not self.is_busy:
            self._strangers = strangers
            # Of large files each look knows anew which are lacking.
            largest = state.copy.largest or math.inf
            found = [item for item in self._found if (item.size or 0) <= largest]
            self.state = replace(state, missing=(*state.missing, *found))
            self._show()

    def _show(self) -> None:
        state, copy = self.state, self.state.copy
        self.setAccessibleName(f"{copy.name}: {replication_texts.sentence(state)}")
        name, colour = _LOOKS[state.condition]
        if state.condition is Condition.UP_TO_DATE and state.carrying.left:
            name, colour = _LOOKS[Condition.COPYING]
        # All may be there, and strangers see nothing: that is no tick.
        if state.missing or self._is_shut or (self._strangers is not None and self._strangers.page_fails):
            name, colour = "warning", "warning"
        self._icon.show_icon(name, colour)
        self._name.setText(copy.name)
        self._address.set_whole(replication_texts.link_for_others(copy) if copy.is_public else copy.there.address)
        self._address.setVisible(copy.is_public or copy.name != copy.there.address.partition("//")[2])
        self._database.setText(self.tr("Database: {address}").format(address=copy.there.address))
        self._database.setVisible(copy.is_public)
        self._way.setText(replication_texts.direction(copy, is_shut=self._is_shut))
        self.sentence.setText(replication_texts.sentence(state))
        _say(self.detail, "\n".join(filter(None, self._details())))
        _say(self.missing, "\n".join(replication_texts.missing(state.missing)))
        self._show_buttons()

    def _details(self) -> tuple[str, ...]:
        state = self.state
        public = page = ""
        if self._strangers is not None:
            public, page = replication_texts.strangers(self._strangers), replication_texts.page(self._strangers)
        films = replication_texts.films(state.copy.films) if state.copy.is_public else ""
        played, without = "", list[str]()
        if self._strangers is not None and state.copy.films is not Films.NONE:
            played = replication_texts.played(self._strangers.films)
            without = replication_texts.without_film(self._strangers.without_film)
        carried = replication_texts.carrying(state)
        said = (page, replication_texts.advice(state), carried, replication_texts.last_success(state), public)
        return (*said, " ".join(filter(None, (films, played))), *without)

    def _show_buttons(self) -> None:
        state, copy, strangers = self.state, self.state.copy, self._strangers
        is_refused = state.condition is Condition.REFUSED
        is_paused = state.condition is Condition.PAUSED
        is_well = state.condition is Condition.UP_TO_DATE and not state.missing
        page_fails = strangers is not None and bool(strangers.page_fails)
        may_check = not is_paused and not is_refused
        wanted = {
            "copy-open": copy.is_public,
            "copy-link": copy.is_public,
            "copy-what": copy.is_public,
            "copy-let-run": copy.is_public and page_fails,
            "copy-mend": copy.is_public and copy.rules < TODAY and not is_paused,
            "copy-resume": is_paused,
            "copy-check": may_check and (not copy.is_public or not is_well or self._is_shut),
            "copy-password": is_refused and bool(copy.there.user),
        }
        possible = {
            "copy-let-run": copy.is_public,
            "copy-check": may_check,
            "copy-pause": may_check,
            "copy-password": bool(copy.there.user),
            **dict.fromkeys(_OF_PUBLIC, copy.is_public),
            "copy-remove": True,
        }
        self.deeds.show_deeds(_names(wanted), _names(possible), copy.name)
        self.deeds.enable(_ONE_AT_A_TIME, not self.is_busy)

    # What the user does.

    @Slot()
    def _pause(self) -> None:
        self._act(self.tr("Pausing…"), actions.pause)

    @Slot()
    def _resume(self) -> None:
        self._act(self.tr("Resuming…"), actions.resume)

    @Slot()
    def _check(self) -> None:
        text = self.tr("Looking as a stranger…") if self.state.copy.is_public else self.tr("Comparing…")
        self._act(text, actions.check)

    def use_password(self, password: str) -> None:
        """Go on with another one."""
        self._act(self.tr("Resuming…"), partial(actions.resume, password=password))

    def use_name(self, shown_as: str) -> None:
        """Mend the photos of an earlier version; strangers see this name with them."""
        self._act(self.tr("Mending…"), partial(actions.mend, shown_as=shown_as))

    @Slot()
    def _open_page(self) -> None:
        address = QUrl(page_of(self.state.copy))
        # It stands in a server's document, where any program may write.
        if address.scheme() in {"http", "https"} and not QDesktopServices.openUrl(address):
            text = self.tr("No browser could be opened. The address of the page: {address}")
            self._checked.say(text.format(address=page_of(self.state.copy)))

    @Slot()
    def _copy_link(self) -> None:
        address = page_of(self.state.copy)
        QApplication.clipboard().setText(address)
        self._checked.say(replication_texts.link_copied(address))

    @Slot()
    def _copy_proxy(self) -> None:
        QApplication.clipboard().setText(nginx(self.state.copy))
        self._checked.say(self.tr("The lines are copied: they belong into the proxy in front of that server."))

    @Slot()
    def _want_code(self) -> None:
        self.code_wanted.emit(self.state)

    @Slot()
    def _want_title(self) -> None:
        self.title_wanted.emit(self.state)

    @Slot()
    def _want_videos(self) -> None:
        self.videos_wanted.emit(self.state)

    @Slot()
    def _want_photos(self) -> None:
        self.photos_wanted.emit(self.state)

    @Slot()
    def _want_page(self) -> None:
        self.page_wanted.emit(self.state)

    @Slot()
    def _want_mending(self) -> None:
        self.mend_wanted.emit(self.state)

    @Slot()
    def _want_password(self) -> None:
        self.password_wanted.emit(self.state)

    @Slot()
    def _want_removal(self) -> None:
        self.remove_wanted.emit(self.state)

    def _act(self, doing: str, step: Callable[[Profile, Copy, Tell], CopyInspection]) -> None:
        here, copy = self.here, self.state.copy
        self._checked.stand(doing)
        self.begun.emit()
        self.ticks.show_ticks([])
        self._is_counting = False
        self._reporter = reporter = Reporter()
        reporter.told.connect(self._told)
        self._acting.ask(lambda: step(here, copy, reporter.told.emit))
        self._show_buttons()

    @Slot(object)
    def _told(self, tick: CheckResult) -> None:
        """Something was tried: waiting for many photos takes long."""
        if self.is_busy:
            shown = self.ticks.ticks[:-1] if self._is_counting else self.ticks.ticks
            self._is_counting = tick.goes_on
            self.ticks.show_ticks([*shown, replication_texts.tick(tick)])

    @Slot(object)
    def _acted(self, looked: CopyInspection) -> None:
        # What a close look found holds only as long as nothing else was done.
        self._found = looked.state.missing
        self.state = looked.state
        self.ticks.show_ticks([replication_texts.tick(tick) for tick in looked.ticks])
        is_check = looked.state.condition not in {Condition.PAUSED, Condition.STARTING}
        said = self._check_words(looked) if is_check else ""
        self._checked.stand(" ".join(filter(None, (said, replication_texts.sent(looked.state.sent)))))
        self._show()
        self.ended.emit()

    def _check_words(self, looked: CopyInspection) -> str:
        """When it was looked at closely, and that all is well if it is."""
        at = replication_texts.when(datetime.fromtimestamp(time.time(), UTC).isoformat())
        is_compared = looked.state.condition is Condition.UP_TO_DATE and not looked.state.reason
        if looked.ticks and all(tick.is_fine for tick in looked.ticks):
            return self.tr("Checked at {when}: strangers see what is Public and nothing else.").format(when=at)
        if is_compared and not looked.state.missing and not looked.ticks:
            return self.tr("Checked at {when}: every photo and video is there.").format(when=at)
        if looked.state.condition in {Condition.UNREACHABLE, Condition.FAILING}:
            return self.tr("Checked at {when}: it is tried again now.").format(when=at)
        return self.tr("Checked at {when}.").format(when=at)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._checked.stand(failure_words(error))
        self._show_buttons()
        self.ended.emit()

    @property
    def said(self) -> str:
        """What the last thing that was done came to."""
        return self._checked.text()


def failure_words(error: Exception) -> str:
    """What went wrong, and what to do."""
    if isinstance(error, PhotospoolError):
        return " ".join(core(text) for text in (error.title, error.advice) if text)
    text = QCoreApplication.translate("Copies", "That did not work ({error}).")
    return text.format(error=type(error).__name__)


def _names(deeds: Mapping[str, bool]) -> frozenset[str]:
    return frozenset(name for name, is_so in deeds.items() if is_so)


def _say(label: labels.Wrapped, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))

"""First run, step 4: what will happen, in plain words, and the user's yes to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from photospool.config.kinds import ASKED, Lying, lying_in
from photospool.config.settings import Settings
from photospool.gui.background import Background
from photospool.gui.first_run.step import Step
from photospool.gui.i18n.kind_words import lying_words, words_of, year_words
from photospool.gui.settings.consent import WhichPhotos, leaving_words, route_words
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem, Ticks
from photospool.photo.formats import VIDEOS


class ConsentStep(Step):
    """The route, what leaves the cloud, and which photos; a two-way sync client wants a tick."""

    def __init__(self) -> None:
        super().__init__(self.tr("What will happen"))
        self._route = labels.Wrapped()
        self._leaving = labels.Wrapped()
        self.understood = QCheckBox(self.tr("&Yes, they may vanish from my other devices: they are in the album then"))
        self.understood.setObjectName("understood")
        self._send_only = labels.Muted(
            self.tr(
                "Would you rather keep them on the phone? In Syncthing on the phone, open the folder and set “Folder "
                "Type” to “Send Only”: then the phone sends photos, and nothing is taken from it."
            )
        )
        self._send_only.setObjectName("send-only")
        self.ticks = Ticks()
        self.which = WhichPhotos(0)
        self.kinds = {kind: QCheckBox(words_of(kind).switch) for kind in ASKED}
        for kind, box in self.kinds.items():
            box.setObjectName(f"first-run-{kind}")
            box.setChecked(True)  # proposed: what a phone or a camera fills holds all of them
            box.toggled.connect(self._ask_which)
        self._lying = labels.Muted()
        self._lying.setObjectName("first-run-lying")
        self.start = QCheckBox(self.tr("Start Photospool when I &log in"))
        self.start.setObjectName("start-at-login")
        self._start_note = labels.Muted(
            self.tr("It waits quietly in the tray then, so that nothing is left lying. Settings › App changes it.")
        )
        for widget in (
            self._route,
            self._leaving,
            self.understood,
            self._send_only,
            self.ticks,
            *self.kinds.values(),
            self._lying,
            self.which,
            self.start,
            self._start_note,
        ):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._wants_tick = False
        self._photos = 0
        self._others = dict.fromkeys(self.kinds, 0)
        self._told: tuple[Settings, str, str] | None = None
        self._look = Background(self)
        self._look.answered.connect(self._show_lying)
        self._look.failed.connect(lambda _error: self._show_lying([]))  # the folder is still to be made
        self.understood.toggled.connect(self.changed)
        self.which.all.toggled.connect(self._answered)
        self.which.only_new.toggled.connect(self._answered)

    @property
    def why_not(self) -> str:
        """The user must say yes to what there is to say yes to."""
        if self._wants_tick and not self.understood.isChecked():
            return self.tr("Tick that photos may vanish from your other devices, if that is well.")
        if self._look.is_busy:
            return self.tr("What lies there is being counted…")
        if self._asks_which and not self.which.is_answered:
            return self.tr("Choose what becomes of what lies there now.")
        return ""

    def offer_start(self, is_wanted: bool | None) -> None:
        """Ticked or not; None: it is no choice here."""
        self.start.setChecked(bool(is_wanted))
        self.start.setVisible(is_wanted is not None)
        self._start_note.setVisible(is_wanted is not None)

    @property
    def only_new(self) -> bool:
        """Whether what lies in incoming now stays there."""
        return self._asks_which and self.which.only_new.isChecked()

    def tell(self, settings: Settings, *, client: str, photos: int, ticks: list[ChecklistItem], kept: str = "") -> None:
        """For these choices; ``kept`` is the folder whose photos stay, empty for none."""
        folders = [kept or settings.folders.incoming]
        self._told = (settings, client, kept)
        self._tell_route()
        self._wants_tick = bool(client)
        self._photos = photos
        self.understood.setVisible(self._wants_tick)
        self._send_only.setVisible(client == "Syncthing")
        self.ticks.show_ticks(ticks)
        self.which.ask(photos)
        self._look.ask(lambda: lying_in(Path(folder) for folder in folders))
        self._show_lying([])

    def _tell_route(self) -> None:
        if self._told is None:
            return
        settings, client, kept = self._told
        videos_too = self.kinds[VIDEOS].isChecked()
        self._route.setText(route_words(settings, videos_too=videos_too))
        self._leaving.setText(leaving_words(client, videos_too=videos_too))
        if kept:
            text = self.tr(
                "Photos are copied from “{folder}”, and stay there. Nothing is ever written there or taken away."
            )
            self._route.setText(text.format(folder=kept))
            text = self.tr(
                "Photos that you put into “{incoming}” move out of it; those in “{folder}” are copied and stay."
            )
            self._leaving.setText(text.format(incoming=settings.folders.incoming, folder=kept))

    @Slot(object)
    def _show_lying(self, found: list[Lying]) -> None:
        """How many of each kind, and how large, before anybody says yes to it."""
        self._others = {kind: sum(one.count for one in found if one.kind == kind) for kind in self.kinds}
        years = [year_words(found, kind) for kind, count in self._others.items() if count or kind == VIDEOS]
        self._lying.setText(" ".join([lying_words(found), *years]).strip())
        self._ask_which()

    @Slot()
    def _ask_which(self) -> None:
        self._tell_route()
        self.which.ask(self._photos, *self._wanted)
        self.changed.emit()

    @property
    def _asks_which(self) -> bool:
        return self._photos + sum(self._wanted) > 0

    @property
    def _wanted(self) -> list[int]:
        """How many lie there of each further kind that is ticked."""
        return [self._others[kind] if box.isChecked() else 0 for kind, box in self.kinds.items()]

    @Slot()
    def _answered(self) -> None:
        self.changed.emit()

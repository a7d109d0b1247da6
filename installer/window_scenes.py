"""Every window, dialog and state of the tray program, to be drawn (pictures.py) and measured (the tests).

The widgets are the real ones; what they show is what came of the sample photos in a throw-away program, once with usual
words and once with the longest that there may be.
"""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

from installer.copy_scenes import PUBLIC, card_of, copies, sharing
from installer.question_scenes import folder_scenes, happening_scenes, question_scenes
from installer.scene_parts import KNOWN, WEDDING, House, Scene, at_once
from PySide6.QtWidgets import QListWidget, QMenu, QToolButton, QWidget

from photospool import events
from photospool.album.couchdb import response_errors
from photospool.album.couchdb.connection_test import Diagnosis, Fault, Question, Verdict, fingerprint
from photospool.album.couchdb.tuning import Tuning
from photospool.album.known_tags import KnownTags
from photospool.album.replication.models import Condition, CopyState, Endpoint, Missing
from photospool.config.apply_settings import Checked
from photospool.config.current_event import CurrentEvent
from photospool.config.folder_checks import Fact, Level, What
from photospool.config.kinds import ASKED, Lying
from photospool.config.known_cards import Answer, KnownCard
from photospool.config.more_folders import COPY, MOVE, MoreFolder
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.engine.factory import spool_of
from photospool.errors import AlbumRefused
from photospool.events import Pause, QueuePaused
from photospool.gui import album_server
from photospool.gui.add_photos import AddPhotosDialog
from photospool.gui.dialogs.about import AboutDialog
from photospool.gui.dialogs.current_event import CurrentEventDialog, event_words
from photospool.gui.dialogs.help import HelpDialog
from photospool.gui.engine_thread import UNCONFIRMED, set_aside
from photospool.gui.first_run import FirstRun
from photospool.gui.replication.password import PasswordDialog
from photospool.gui.replication.qr_code import QrDialog
from photospool.gui.replication.remove import RemoveCopyDialog
from photospool.gui.replication.sharing import LetRunDialog
from photospool.gui.settings.consent import ConfirmDialog
from photospool.gui.settings.kinds_dialog import KindDialog
from photospool.gui.settings.settings_dialog import PageName, SettingsDialog
from photospool.gui.state import IssuesSeen, KindsChosen, Status, fold_all
from photospool.gui.tray.menu import MenuFacts, PauseMenu, TrayMenu
from photospool.gui.widgets.previews import Pictures
from photospool.gui.window.kind_question import REASONS, KindAnswer
from photospool.gui.window.left_dialog import LeftDialog
from photospool.gui.window.window import Window
from photospool.photo import heif
from photospool.photo.formats import PHOTOS, RAW, SIDECARS, VIDEOS
from photospool.photo.sandbox import SandboxParts
from photospool.spool.durable_io import missing
from photospool.spool.ignore import ONLINE_ONLY
from photospool.spool.scanner import KEPT
from photospool.system.autostart.autostart import AutostartEntry
from photospool.system.licences import third_party
from photospool.system.sync_clients import SyncFolder


def scenes(house: House) -> Iterator[Scene]:
    """Name, what makes it, and whether it shows all that it will show."""
    yield from windows(house)
    yield from left_in_incoming(house)
    yield from menus(house)
    yield from about()
    yield from adding(house)
    yield from happening()
    yield from choosing(house)
    yield from several(house)
    yield from beginning(house)
    yield from copies(house)
    yield from sharing(house)
    yield from folder_scenes(house)
    yield from happening_scenes(house)
    yield from question_scenes(house)
    yield from longest(house)


def windows(house: House) -> Iterator[Scene]:
    """The window in each state."""
    waits = "Photos and videos wait, and are added as soon as it answers again."
    answer = response_errors.ServerReply(401, {}, {"error": "unauthorized", "reason": "Name or password is incorrect."})
    refused = cast("AlbumRefused", response_errors.problem(answer))
    paused = {
        "offline": QueuePaused(Pause.OFFLINE, "Nothing answers at couch.example.org.", waits),
        "refused": QueuePaused(Pause.REFUSED, refused.title, refused.advice),
        "paused": QueuePaused(Pause.USER, "Paused.", ""),
        "unconfirmed": UNCONFIRMED,
    }
    quiet = house.status
    names = ["IMG_4711.JPG", "IMG_4712.JPG", "PXL_20260613_171502.jpg"]
    begun = [events.ScanFinished(12, 2, {"video": 1}), *(events.Claimed(name, name) for name in names)]
    busy = fold_all(quiet, begun)
    states = {"idle": quiet, "working": busy}
    states |= {name: fold_all(quiet, [pause]) for name, pause in paused.items()}
    states["crashed"] = fold_all(quiet, [events.EngineCrashed("Traceback")])
    old = "The decoder for HEIC photos has known faults (libheif 1.23.0; libheif 1.23.4 mends them)."
    mend = (
        f"Run “{heif.LINE}” and start Photospool again. Until then HEIC photos wait in incoming, and all others go on."
    )
    unfit = events.DecoderTroubled(old, mend, is_fit=False)
    states["heic"] = fold_all(quiet, [unfit, events.ScanFinished(0, 0, {heif.WAITS: 3, "video": 1})])
    problem = heif.open_to_harm()
    asking = events.DecoderTroubled(problem.title, problem.advice, is_fit=False, asks=True)
    states["heic-question"] = fold_all(quiet, [asking, events.ScanFinished(0, 0, {heif.WAITS: 3})])
    for name, status in states.items():
        yield f"window-{name}", lambda status=status: window(house, status), at_once
    new = fold_all(Status(), [events.EngineStarted(), events.ScanFinished(0, 0, {})])
    film = [events.ScanFinished(12, 2, {"document": 1}), events.Claimed("film", "VID_4713.MOV")]
    both = fold_all(quiet, [KindsChosen((PHOTOS, VIDEOS)), *begun, *film])
    states["sending"] = fold_all(both, [events.BytesSent("film", "VID_4713.MOV", 1_200_000_000, 3_400_000_000)])
    yield "window-sending", lambda: window(house, states["sending"]), at_once
    copied = events.BytesCopied("VID_4713.MOV", 1_200_000_000, 3_400_000_000)
    states["copying"] = fold_all(both, [events.PhotoVanished("film", "VID_4713.MOV"), copied])
    yield "window-copying", lambda: window(house, states["copying"]), at_once
    for kind in ASKED:
        yield f"window-{kind}", lambda kind=kind: asked_of(kind, house, quiet), at_once
        yield f"window-{kind}-taken", lambda kind=kind: asked_of(kind, house, quiet, KindAnswer.ONLY_NEW), at_once
    yield "window-issues", lambda: window(house, quiet, "issues"), has_cards
    yield (
        "window-issues-came-since",
        lambda: whole_came_since(house, quiet),
        lambda shown: any(label.isVisible() for label in shown.findChildren(QWidget, "came-since")),
    )
    yield "window-copies", lambda: window(house, quiet, "copies"), at_once
    yield "window-event", lambda: window(house, busy, event=event_words(WEDDING, time.time())), at_once
    yield "window-no-browser", lambda: without_browser(house, quiet), at_once
    yield "window-new", lambda: window(None, new), at_once
    yield "window-new-issues", lambda: window(None, new, "issues"), at_once


def whole_came_since(house: House, status: Status) -> Window:
    """The window of which an issue says that a file of its name came into the album after it."""
    made = window(house, status, "issues")
    one = replace(set_aside(house.here.settings)[0], came_since=time.time() - 900)
    made.issues._read, made.issues._history = (lambda: [one]), None
    made.issues.read_again()
    return made


def without_browser(house: House, status: Status) -> Window:
    """The window that says where the album can be looked at."""
    made = window(house, status)
    made.say(f"{album_server.without_browser()} http://127.0.0.1:43117/?enter={'x' * 43}")
    return made


ALL_KINDS = [
    Lying(PHOTOS, 312, 1_410_000_000),
    Lying(VIDEOS, 38, 9_230_000_000, 41_000_000_000),
    Lying(RAW, 1_204, 36_100_000_000),
    Lying(SIDECARS, 2_311, 5_400_000),
]


def left_in_incoming(house: House) -> Iterator[Scene]:
    """What lies in incoming still: listed, and found by the search."""
    counts = fold_all(house.status, [events.ScanFinished(0, 0, {"video": 1, "document": 1})])

    def searched() -> Window:
        made = window(house, counts)
        made.show_installation(house.here)
        made.recent.search.setText("e")
        return made

    yield "left-dialog", lambda: LeftDialog(lambda: house.here, counts), lambda shown: bool(shown.files.found)
    yield "left-found", searched, lambda shown: bool(shown.recent.lying.found)


DISK = Path("/media/anna/disk/incoming")
GONE = missing("incoming", DISK)
FOLDERS = (
    events.FolderSeen("", "", False, 12, 2, {"video": 1}, "/home/anna/Dropbox/Phone"),
    events.FolderSeen("anna", "Anna's phone", False, 3, 0, {}, "/home/anna/Dropbox/Anna"),
    events.FolderSeen("nas", "NAS", True, 0, 4, {KEPT: 20_314, ONLINE_ONLY: 4}, "/mnt/nas/photos"),
    events.FolderSeen("usb", "Grandfather's disk", False, 0, 0, {}, str(DISK), GONE.title, GONE.advice),
    events.FolderSeen("card", "EOS_DIGITAL", True, 131, 0, {KEPT: 12}, "/media/anna/EOS_DIGITAL/DCIM"),
)  # fmt: skip
CARD = events.CardSeen("card-1", "EOS_DIGITAL", "/media/anna/EOS_DIGITAL/DCIM", 143, 1_230_000_000, 12)
SECOND_CARD = events.CardSeen("card-2", "NIKON D750", "/media/anna/NIKON D750/DCIM", 1, 4_000_000, 0)


def several(house: House) -> Iterator[Scene]:
    """More than one incoming folder, and cards."""

    def seen(count: int) -> Status:
        folders = FOLDERS[:count] if count > 1 else ()
        ready, waiting = (
            sum(counts) for counts in zip(*((one.ready, one.waiting) for one in FOLDERS[:count]), strict=True)
        )
        return fold_all(house.status, [events.ScanFinished(ready, waiting, {"video": 1}, folders)])

    for count in (1, 2, 5):
        yield f"folders-window-{count}", lambda count=count: window(house, seen(count)), at_once
    offered = fold_all(seen(2), [CARD, SECOND_CARD])
    yield "folders-window-card", lambda: window(house, offered), at_once

    def dialog(count: int) -> SettingsDialog:
        further = [MoreFolder(one.name, one.path, COPY if one.keeps else MOVE) for one in FOLDERS[1:count]]
        here = house.here.answering_card(KnownCard(CARD.key, CARD.name), Answer.NEVER if count == 5 else Answer.NONE)
        here = dataclasses.replace(here, settings=here.settings.with_folders(further))
        made = SettingsDialog(
            here,
            login=AutostartEntry(["photospool"], house.mine.parent / "autostart"),
            photos_under_way=lambda: 0,
            known=list,
            show_sample=lambda: None,
        )
        made.show_page(PageName.FOLDERS)
        return made

    def further(shown: SettingsDialog) -> bool:
        return bool(shown.folders.form.facts)

    for count in (1, 2, 5):
        yield f"folders-settings-{count}", lambda count=count: dialog(count), further


def has_cards(shown: QWidget) -> bool:
    """Whether the issues have been read."""
    return bool(shown.findChildren(QWidget, "issue") or shown.findChildren(QWidget, "issue-group"))


def window(house: House | None, status: Status, page: str = "recent", event: str = "") -> Window:
    """The window, with or without photos."""
    made = Window((lambda: set_aside(house.here.settings)) if house else list)
    if house:
        made.set_history(house.history)
        made.copies.show_installation(house.here)
        pictures = Pictures(made)
        made.issues.picture_wanted.connect(pictures.want)
        pictures.ready.connect(made.issues.show_picture)
    made.tabs.setCurrentWidget(getattr(made, page))
    made.issues.read_again()
    made.show_status(status)
    made.show_event(event)
    return made


def menus(house: House) -> Iterator[Scene]:
    """The tray's menu."""
    event = event_words(WEDDING, time.time())

    def menu(facts: MenuFacts) -> QMenu:
        made = QMenu()
        TrayMenu(lambda: facts, made, made).rebuild()
        return made

    yield "menu", lambda: menu(MenuFacts(house.status, house.history.recent(8), event)), at_once
    yield "menu-pause", PauseMenu, at_once


def about() -> Iterator[Scene]:
    """What it is made of."""
    closed = SandboxParts(files=True, network=True, programs=True, how="Landlock 7, seccomp")
    yield "help", HelpDialog, at_once
    yield (
        "about",
        lambda: AboutDialog(third_party, lambda: closed),
        lambda about: about.findChild(QListWidget).count() > 0,
    )


def adding(house: House) -> Iterator[Scene]:
    """Add photos."""

    def dialog(paths: list[Path], category: str = "Private") -> AddPhotosDialog:
        made = AddPhotosDialog(
            lambda: spool_of(house.here.settings), lambda: KNOWN, usual_category="Private", paths=paths
        )
        made.form.category.setCurrentText(category)
        return made

    def is_drawn(shown: AddPhotosDialog) -> bool:
        photos, view = shown.photos, shown.view
        seen = view.viewport().rect()  # of the others no picture is asked for yet
        rows = [row for row in range(len(photos.paths)) if view.visualRect(photos.index(row)).intersects(seen)]
        return bool(rows) and all(photos.is_known(photos.paths[row]) for row in rows)

    yield "add-photos", lambda: dialog([house.mine], "Public"), is_drawn
    yield "add-photos-empty", lambda: dialog([]), at_once


def happening() -> Iterator[Scene]:
    """The current event."""

    def dialog(event: CurrentEvent) -> CurrentEventDialog:
        return CurrentEventDialog(event, lambda: KNOWN, usual_category="Private")

    yield "event", lambda: dialog(CurrentEvent()), at_once
    yield "event-on", lambda: dialog(WEDDING), at_once


def asked_of(kind: str, house: House, status: Status, answer: KindAnswer | None = None) -> Window:
    """The window with its question, or what it says after an answer."""
    of_kind = next(one for one in ALL_KINDS if one.kind == kind)
    seen = [events.ScanFinished(0, status.in_incoming, {REASONS[kind]: of_kind.count})]
    if answer is not None:
        seen = [KindsChosen((PHOTOS, kind)), events.ScanFinished(0, status.in_incoming, {KEPT: of_kind.count})]
    made = window(house, fold_all(status, seen))
    question = made.kinds[kind]
    question.ask([Lying(PHOTOS, status.in_incoming, 54_000_000), of_kind])
    if answer is not None:
        question.said(answer, of_kind.count)
    return made


def choosing(house: House) -> Iterator[Scene]:
    """The settings, page by page."""

    def dialog(page: PageName) -> SettingsDialog:
        home = house.mine.parent
        made = SettingsDialog(
            house.here,
            login=AutostartEntry(["photospool"], home / "autostart"),
            photos_under_way=lambda: 0,
            known=lambda: [SyncFolder("Dropbox", Path(house.here.settings.folders.incoming))],
            show_sample=lambda: None,
        )
        made.show_page(page)
        return made

    def refused() -> SettingsDialog:
        made = dialog(PageName.ALBUM)
        form = made.album.form
        form.fill(AlbumChoice("https://couch.example.org", user="anna"))
        form.show_diagnosis(
            Diagnosis(Verdict.CERTIFICATE, fault=Fault.SELF_SIGNED, fingerprint=fingerprint(b"x"), certificate="x"),
            Question("https://couch.example.org", "photo", "anna"),
        )
        return made

    def connected() -> SettingsDialog:
        made = refused()
        found = Diagnosis(Verdict.VIEWS_MISSING, "CouchDB 3.5.0", "anna", 1284)
        made.album.form.show_diagnosis(found, Question("https://couch.example.org", "photo", "anna"))
        return made

    def slow() -> SettingsDialog:
        made = refused()
        found = Diagnosis(Verdict.READY, "CouchDB 3.5.0", "anna", 1284, tuning=Tuning({"one": 4096}, ("two",)))
        made.album.form.show_diagnosis(found, Question("https://couch.example.org", "photo", "anna"))
        return made

    def question() -> ConfirmDialog:
        facts = [Fact("incoming", Level.FINE, What.CONTENTS, counts=(312, 38, 0, 0))]
        facts.append(Fact("incoming", Level.NOTE, What.TWO_WAY, "Dropbox"))
        return ConfirmDialog(Checked(house.here.settings, tuple(facts), None))

    def has_looked(shown: SettingsDialog) -> bool:
        return bool(shown.folders.form.facts)

    for page in PageName:
        yield f"settings-{page.name.lower()}", lambda page=page: dialog(page), has_looked
    yield "settings-album-certificate", refused, has_looked
    yield "settings-album-connected", connected, has_looked
    yield "settings-album-slow", slow, has_looked
    yield "settings-question", question, at_once
    for kind in ASKED:
        yield f"settings-{kind}", lambda kind=kind: KindDialog(kind, ALL_KINDS), at_once


def beginning(house: House) -> Iterator[Scene]:
    """The first run, step by step."""

    def wizard(step: int) -> FirstRun:
        fresh = Profile.load(places(house.mine.parent / "fresh"))
        phone = SyncFolder("Syncthing", Path(house.here.settings.folders.incoming))
        made = FirstRun(
            fresh,
            login=AutostartEntry(["photospool"], house.mine.parent / "autostart"),
            known=lambda: [phone],
            home=house.mine.parent,
            couchdb=lambda: "http://127.0.0.1:5984",
        )
        made.wanted_step = step
        return made

    def is_there(shown: FirstRun) -> bool:
        step = shown.stack.currentIndex()
        if step < shown.wanted_step and shown.next.isEnabled():
            shown.next.click()
        shown.consent.understood.setChecked(True)
        shown.consent.which.only_new.setChecked(True)
        if step != shown.wanted_step or not shown.folders.form.facts:
            return False
        return step != len(shown.steps) - 1 or shown.journey.place == "done"

    for number, name in enumerate(("welcome", "folders", "album", "consent", "journey")):
        yield f"first-run-{number + 1}-{name}", lambda number=number: wizard(number), is_there


LONG = ("Familienfeier mit Übernachtung und Feuerwerksvorführung am Schwarzwaldhochstraßenrasthof " * 3).strip()
WIDE = "IMG_" + "Donaudampfschifffahrtsgesellschaftskapitän" * 4
"""A name that no blank breaks up."""
FIFTY = 50


def longest(house: House) -> Iterator[Scene]:
    """The longest names, words and lists."""
    one = set_aside(house.here.settings)[0]
    many = [
        replace(one, job=replace(one.job, id=f"{n:08}", name=f"{n} {LONG if n % 2 else WIDE}.jpg"))
        for n in range(FIFTY)
    ]
    pause = QueuePaused(Pause.OFFLINE, f"Nothing answers at {WIDE.lower()}.example.org.", LONG)
    seen = [IssuesSeen(tuple(item.job.id for item in many)), events.Claimed("a", f"{WIDE}.jpg"), pause]
    status = fold_all(house.status, seen)

    past = house.past
    for n in range(3):
        past(events.PhotoSetAside(str(n), f"{WIDE}{n}.jpg", f"{LONG} {n}", LONG))
        past(events.PhotoStored(f"s{n}", f"{n} {LONG}.jpg", "1", events.Outcome.NEW, "", (WIDE,) * 9))

    def shown(page: str) -> Window:
        made = Window(lambda: many)
        made.set_history(past)
        made.tabs.setCurrentWidget(getattr(made, page))
        made.issues.read_again()
        made.show_status(status)
        made.show_event(LONG)
        return made

    def adding() -> AddPhotosDialog:
        folder = house.mine.parent / LONG[:80].strip()
        folder.mkdir(exist_ok=True)
        for sample in sorted(house.mine.glob("*.jpg"))[:3]:
            shutil.copy2(sample, folder / f"{WIDE}{sample.name}"[-120:])
        tags = KnownTags(tuple(f"{WIDE}{n}"[-60:] for n in range(30)), KNOWN.categories)
        made = AddPhotosDialog(
            lambda: spool_of(house.here.settings), lambda: tags, usual_category="Private", paths=[folder]
        )
        made.form.category.setCurrentText("Public")
        return made

    there = Endpoint(f"https://{WIDE.lower()[:60]}.example.org:6984", WIDE.lower(), "photospool-1a2b3c4d-there")
    copy = replace(PUBLIC, name=LONG, there=there, rules=1)
    now = datetime.now().astimezone().isoformat()
    gone = tuple(Missing(str(n), f"{WIDE}{n}.jpg", 8_123_456, is_original=True) for n in range(FIFTY))
    state = CopyState(copy, Condition.FAILING, 1200, now, now, reason=LONG, missing=gone)

    def is_opened(made: Window) -> bool:
        for button in made.issues.findChildren(QToolButton, "show-each"):
            if not button.isChecked():
                button.click()
        return bool(made.issues.findChildren(QWidget, "issue"))

    yield "longest-issues", lambda: shown("issues"), has_cards
    yield "longest-issues-each", lambda: shown("issues"), is_opened
    yield "longest-recent", lambda: shown("recent"), at_once
    yield "longest-add-photos", adding, lambda made: len(made.photos.paths) > 0
    yield (
        "longest-event",
        lambda: CurrentEventDialog(
            replace(WEDDING, name=LONG, keywords=(WIDE,)), lambda: KNOWN, usual_category="Private"
        ),
        at_once,
    )
    yield "longest-copy", lambda: card_of(house, state), at_once
    yield "longest-remove", lambda: RemoveCopyDialog(house.here, copy), at_once
    yield "longest-password", lambda: PasswordDialog(copy), at_once
    yield "longest-code", lambda: QrDialog(copy), at_once
    yield "longest-let-run", lambda: LetRunDialog(copy), at_once

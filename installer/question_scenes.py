"""Questions that open over a window, and what is shown while something goes on or once it is done.

To be drawn and measured as the others in window_scenes.py are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from installer.copy_scenes import ATTIC, PUBLIC
from installer.scene_parts import KNOWN, House, Scene, at_once
from PySide6.QtWidgets import QWidget

from photospool import events
from photospool.album.couchdb import response_errors
from photospool.album.couchdb.connection_test import ConnectionTester, Diagnosis, Fault, Question, Verdict, fingerprint
from photospool.album.couchdb.couchapp import Policy
from photospool.album.couchdb.tuning import Tuning
from photospool.album.maintenance.migrate import Moved
from photospool.album.replication.models import CheckResult
from photospool.album.replication.service import Published
from photospool.config.change_folders import Contents, RoomNeeded
from photospool.config.kept_folders import WhyKept
from photospool.config.more_folders import MOVE, MoreFolder
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.engine.add_files import NotCopied
from photospool.engine.added_sidecars import Belongs, SidecarPlan
from photospool.engine.factory import spool_of
from photospool.gui.add_photos import AddPhotosDialog
from photospool.gui.add_photos.threads import Ended, Progress
from photospool.gui.dialogs.closing import ClosingQuestion, QuitQuestion
from photospool.gui.dialogs.dialogs import Dialogs
from photospool.gui.engine_thread import EngineThread, set_aside
from photospool.gui.i18n import value_texts
from photospool.gui.replication.add import AddCopyDialog
from photospool.gui.replication.move import MoveDialog
from photospool.gui.replication.publish import PublishDialog
from photospool.gui.settings import questions
from photospool.gui.settings.album_page import AlbumForm
from photospool.gui.settings.check_texts import verdict_words
from photospool.gui.settings.folder_dialog import FolderDialog, Looked
from photospool.gui.state import fold_all
from photospool.gui.widgets.plain_text import Box
from photospool.gui.window.issue_actions import IssueActions
from photospool.gui.window.issue_groups import grouped
from photospool.gui.window.issues import IssuesPage
from photospool.messages import message
from photospool.photo.formats import PHOTOS, SIDECARS

WALL = response_errors.problem(response_errors.ServerReply(401, {}, {"error": "unauthorized", "reason": ""}))
"""A problem with the core's own words."""


def over(house: House, owner: QWidget, ask: Callable[[], object]) -> Box:
    """The question that ``ask`` opens over a window that is not shown; the window stays as long as the house does."""
    house.owners.append(owner)
    ask()
    return owner.findChildren(Box)[-1]


def question_scenes(house: House) -> Iterator[Scene]:
    """What asks before something is done that can't be taken back, and what warns."""

    def asked(ask: Callable[[QWidget], None]) -> Box:
        owner = QWidget()
        return over(house, owner, lambda: ask(owner))

    def of_server(diagnosis: Diagnosis, ask: Callable[[AlbumForm], Callable[[], None]]) -> Box:
        form = AlbumForm(house.here, ConnectionTester(), only_server=True)
        form.fill(AlbumChoice("https://couch.example.org", user="anna"))
        form.show_diagnosis(diagnosis, Question("https://couch.example.org", "photo", "anna"))
        return over(house, form, ask(form))

    def of_issues(ask: str, count: int) -> Box:
        one = set_aside(house.here.settings)[0]
        many = [replace(one, job=replace(one.job, id=f"{n:08}", name=f"IMG_{n}.jpg")) for n in range(count)]
        page = IssuesPage(lambda: many)
        page._was_read(grouped(many))
        actions = IssueActions(page, EngineThread(page), lambda: house.here.settings, page)
        return over(house, page, lambda: getattr(actions, ask)([item.job.id for item in many]))

    def warned() -> Box:
        owner = QWidget()
        dialogs = Dialogs(lambda: house.here, lambda: house.status, lambda: owner, lambda: None, owner)
        title = message(
            "Another user of this computer ({name}) tried to open your album and was not let in.", name="eve"
        )
        advice = "If you do not know why, ask whoever looks after this computer."
        return over(house, owner, lambda: dialogs.warn(title, advice))

    policy = Policy(PUBLIC.there.address, "", "default-src 'none'; " * 9, "script-src 'self'; " * 9, lets_run=False)

    def of_policy() -> Box:
        made = published(house.here, policy)
        return over(house, made, made._ask_policy)

    silent = Diagnosis(Verdict.NOTHING_ANSWERS)
    why = verdict_words(silent, Question("https://couch.example.org", "photo", "anna"))
    of_settings = [
        ("untested", lambda parent: questions.may_save_untested(parent, why, lambda: None)),
        ("under-way", lambda parent: questions.may_change_under_way(parent, 41, lambda: None, lambda: None)),
        ("keyring", lambda parent: questions.ask_where_to_keep(parent, lambda _keep: None)),
        ("told", lambda parent: questions.tell(parent, WALL.title, WALL.advice)),
    ]
    for name, ask in of_settings:
        yield f"question-{name}", lambda ask=ask: asked(ask), at_once
    signed = Diagnosis(Verdict.CERTIFICATE, fault=Fault.SELF_SIGNED, fingerprint=fingerprint(b"x"), certificate="x")
    slow = Diagnosis(Verdict.READY, "CouchDB 3.5.0", "anna", 1284, tuning=Tuning({"one": 4096}, ("two",)))
    yield "question-trust", lambda: of_server(signed, lambda form: form._trust), at_once
    yield "question-tune", lambda: of_server(slow, lambda form: form._ask_to_tune), at_once
    for ask, word in (("_ask_keep_out", "keep-out"), ("_ask_discard", "discard")):
        for count in (1, 50):
            yield f"question-{word}-{count}", lambda ask=ask, count=count: of_issues(ask, count), at_once
    yield "question-policy", of_policy, at_once
    claimed = [events.Claimed(f"{number}", f"IMG_{number}.jpg") for number in range(8)]
    busy = fold_all(house.status, [events.ScanFinished(22, 0, {}), *claimed])
    yield "question-closing", lambda: ClosingQuestion(waiting=value_texts.would_wait(busy)), at_once
    yield "question-quit", lambda: QuitQuestion(value_texts.would_wait(busy)), at_once
    yield "question-warned", warned, at_once


def published(here: Profile, policy: Policy) -> PublishDialog:
    """The guide to a public copy, at its end."""
    made = PublishDialog(here)
    made.view.end()
    made.succeeded(Published(PUBLIC, PUBLIC.there, policy))
    return made


def folder_scenes(house: House) -> Iterator[Scene]:
    """A further folder is added or changed."""

    def dialog(looked: Looked | None, folder: MoreFolder | None = None) -> FolderDialog:
        made = FolderDialog(house.here.settings, list, None, folder)
        made._look.forget()
        if looked is not None:
            made.name.setText("Anna's phone")
            made.place.edit.setText(looked.path)
            made._show(looked)
        return made

    there = "/mnt/nas/photos"
    size = 143_000_000_000
    rooms = (
        RoomNeeded(Path("/home/anna/done"), size, 71_000_000_000),
        RoomNeeded(Path("/home/anna/album"), size, 412_000_000_000),
    )
    full = Looked(there, Contents((20_314, 412, 0, 0), size, 4), WhyKept.NETWORK, rooms)
    kept = MoreFolder("Anna's phone", there, MOVE, work=f"{there}/work", done=f"{there}/done", keywords=("anna",))
    yield "folder-new", lambda: dialog(None), at_once
    yield "folder-looked-at", lambda: dialog(full), at_once
    yield "folder-changed", lambda: dialog(replace(full, rooms=()), kept), at_once
    yield "folder-gone", lambda: dialog(Looked(there, None, None, ())), at_once


def happening_scenes(house: House) -> Iterator[Scene]:
    """What is shown while it goes on, and how it ended."""

    def adding() -> AddPhotosDialog:
        kinds = (PHOTOS, SIDECARS)
        return AddPhotosDialog(
            lambda: spool_of(house.here.settings), lambda: KNOWN, usual_category="Private", kinds=kinds
        )

    def copying() -> AddPhotosDialog:
        made = adding()
        made.progress.setRange(0, 3_000)
        made._on_progress(Progress(1_204, 3_000))
        for shown in (made.progress, made.stop):
            shown.show()
        for hidden in (made.add, made.close_button):
            hidden.hide()
        return made

    def reported() -> AddPhotosDialog:
        made = adding()
        takeout = house.mine / "Takeout" / "Google Photos"
        photos = tuple(takeout / f"IMG_{n}.jpg" for n in range(3_000))
        going = tuple(Belongs(photo.with_suffix(".jpg.json"), (photo,), ("Lake",)) for photo in photos[9:])
        lone, unsure, none = (tuple(takeout / f"{name}-{n}.json" for n in range(60)) for name in ("gone", "two", "odd"))
        plan = SidecarPlan(going=going, lone=lone, unsure=unsure, none=none, is_unasked=True)
        failed = tuple(NotCopied(takeout / f"torn {n}.jpg", WALL.title, WALL.advice) for n in range(30))
        made._on_ended(Ended(photos, failed, plan=plan, beside=tuple(one.path for one in going)))
        return made

    def connecting() -> AddCopyDialog:
        made = AddCopyDialog(house.here)
        made.form.url.setText(ATTIC.there.url)
        made.try_out(lambda _tell: made.stop.wait(), made.tr("Trying…"), may_stop=True)
        for title in ("It is a CouchDB 3.5.0.", "The database “photo” is there."):
            made.told(CheckResult(title))
        made.shut_down = made.stop.set
        return made

    def moving(*, is_there: bool) -> MoveDialog:
        made = MoveDialog(house.here, couchdb=lambda: "")
        made._choice = AlbumChoice("https://couch.example.org", database="photo")
        made._begin()
        made._choice = AlbumChoice("https://couch.example.org", database="photo")
        made._told(Moved(1_204, 9_800, 311))
        if is_there:
            made._moved(Moved(9_800, 9_800, 8_907))
        return made

    runs = Policy(PUBLIC.there.address, "", "", "script-src 'self'", lets_run=True)
    fails = replace(runs, lets_run=False)
    yield "add-photos-copying", copying, at_once
    yield "add-photos-report", reported, at_once
    yield "copy-add-under-way", connecting, at_once
    yield "copy-move-under-way", lambda: moving(is_there=False), at_once
    yield "copy-move-done", lambda: moving(is_there=True), at_once
    yield "copy-published", lambda: published(house.here, runs), at_once
    yield "copy-published-fails", lambda: published(house.here, fails), at_once

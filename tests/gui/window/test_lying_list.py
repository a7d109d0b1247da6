"""What lies in incoming still is found by the search and listed from the line that counts it: where, and why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from photospool import events
from photospool.engine.incoming_folder import NOTES, UNSURE
from photospool.engine.size_limit import RAISE, TITLE, TOO_LARGE
from photospool.engine.whereabouts import READY, StillThere
from photospool.events import Pause, QueuePaused
from photospool.gui.i18n import language, value_texts
from photospool.gui.i18n.whereabouts_words import may_be_chosen, where_words, why_words
from photospool.gui.state import KindsChosen, Status, fold_all
from photospool.gui.window.left_dialog import LeftDialog
from photospool.gui.window.recent import RecentPage
from photospool.history import History
from photospool.photo.formats import PHOTOS, SIDECARS, VIDEOS
from photospool.photo.heif import WAITS
from photospool.spool import ignore, scanner
from photospool.spool.ignore import ONLINE_ONLY, PASSED_OVER

ALL = (
    *(READY, TOO_LARGE, WAITS, scanner.BEFORE, scanner.KEPT, scanner.EMPTY, scanner.UNREADABLE, scanner.LINK),
    *(scanner.SPECIAL, *ignore.IGNORED, ONLINE_ONLY),
    *("video", "raw", "document", "audio", "drawing", "archive", "sidecar", "companion", "unknown"),
)


@pytest.fixture
def incoming(here):
    return Path(here.settings.folders.incoming)


def one(reason, name="a.jpg"):
    return StillThere(Path("/in") / name, name, 2_400_000, reason)


def listed(files):
    return {found.path.name: found.reason for found in files.found}


@pytest.mark.parametrize("code", ["en", "de"])
def test_whatever_stays_is_said_with_what_to_do(qapp, code):
    language.speak(qapp, code)
    for reason in ALL:
        why = why_words(one(reason), Status())
        assert why.why, reason
        assert why.advice, reason
    language.speak(qapp, "en")


def test_what_the_engine_knows_is_said(qapp):
    language.speak(qapp, "en")
    away = QueuePaused(Pause.OFFLINE, "Nothing answers at couch.example.org.", "Photos and videos wait.")
    running = fold_all(Status(), [events.EngineStarted()])
    assert "next to be taken" in why_words(one(READY), running).why
    assert why_words(one(READY), fold_all(running, [away])) == (
        "Nothing answers at couch.example.org.",
        "Photos and videos wait.",
    )
    stays = events.PhotoStays("a.jpg", "The disk would not let it go.", "Check the disk.")
    stuck = fold_all(running, [events.ScanFinished(0, 0, {scanner.UNMOVED: 1}), stays])
    assert why_words(one(READY), stuck) == ("The disk would not let it go.", "Check the disk.")
    assert "next to be taken" in why_words(one(READY, "b.jpg"), stuck).why
    heic = events.DecoderTroubled("Nothing opens HEIC.", "Install it.", is_fit=False)
    assert why_words(one(WAITS), fold_all(running, [heic])) == ("Nothing opens HEIC.", "Install it.")
    assert why_words(one(TOO_LARGE), running) == (TITLE, RAISE)
    assert why_words(one("video", "a.mp4"), running) == (
        "This is a video. Only photos are taken.",
        "Settings › Photos and videos takes videos too.",
    )
    both = fold_all(running, [KindsChosen((PHOTOS, VIDEOS))])
    assert why_words(one("sidecar", "a.jpg.json"), running).advice == "Settings › Photos and videos takes sidecars too."
    taken = fold_all(running, [KindsChosen((PHOTOS, SIDECARS))])
    assert why_words(one("companion", "a.pp3"), taken) == (
        "This is a file of another photo program. Only photos and sidecars are taken.",
        "It may stay here. If its name is wrong, give it the right one.",
    )
    assert "several photos" in why_words(one(UNSURE, "a.xmp"), taken).why
    assert "whole album" in why_words(one(NOTES, "metadata.json"), taken).why
    of_another_kind = why_words(one("video", "a.flv"), both)
    assert of_another_kind.why == "This is a video. Only photos and videos are taken."
    assert "Settings" not in of_another_kind.advice, "nothing there takes it"
    assert (
        where_words(StillThere(Path("/in/trip/a.jpg"), "trip/a.jpg", 2_400_000, READY, "NAS")) == "NAS › trip · 2.4 MB"
    )


def test_the_folder_that_is_not_looked_into_is_named(qapp):
    language.speak(qapp, "en")
    lies = StillThere(
        Path("/in/trip/.thumbnails/x/a.jpg"), os.path.join("trip", ".thumbnails", "x", "a.jpg"), 7, PASSED_OVER
    )
    told = why_words(lies, Status())
    assert told.why == "It lies in the folder “.thumbnails”, which is left alone with all that is in it."
    assert "Add files…" in told.advice
    film = StillThere(Path("/in/.thumbnails/a.mp4"), os.path.join(".thumbnails", "a.mp4"), 7, PASSED_OVER)
    assert not may_be_chosen(film), "no setting takes it"


def test_the_search_finds_what_stays_in_incoming(run, here, incoming, monkeypatch):
    (incoming / "trip").mkdir()
    (incoming / "trip" / "VID_7.mp4").write_bytes(b"film")
    monkeypatch.setattr(scanner, "is_online_only", lambda found: found.st_size == 7)
    (incoming / "far.jpg").write_bytes(b"seven b")
    program = run()
    program.wait(lambda: program.status.left_alone.get("video") == 1)
    page = program.window.recent
    page.search.setText("vid_")
    program.wait(lambda: listed(page.lying) == {"VID_7.mp4": "video"})
    assert not page._nothing.isVisible()
    assert page.lying.why.text() == "This is a video. Only photos are taken."
    assert page.lying.to_settings.isVisible()
    page.search.setText("far")
    program.wait(lambda: listed(page.lying) == {"far.jpg": ONLINE_ONLY})
    assert "sync client" in page.lying.why.text()
    assert not page.lying.to_settings.isVisible()
    with program.qtbot.waitSignal(page.reveal) as shown:
        page.lying.show_file.click()
    assert shown.args == [str(incoming / "far.jpg")]
    page.search.setText("nowhere")
    program.wait(page._nothing.isVisible)
    assert not page.lying.isVisible()
    page.search.clear()
    program.wait(page._empty.isVisible)


def test_what_waits_for_the_album_is_found_with_the_reason(qtbot, qapp, here):
    language.speak(qapp, "en")
    page = RecentPage(lambda: here)
    qtbot.addWidget(page)
    page.refresh(Status(working={"1": "sea.jpg", "2": "seal.jpg"}, waiting={"1": "Nothing answers at couch."}))
    page.search.setText("sea")
    qtbot.waitUntil(lambda: "On the way" in page._answer.text())
    assert page._answer.text() == (
        "On the way: sea.jpg, seal.jpg. Nothing answers at couch. It is tried again by itself."
    )
    qtbot.waitUntil(lambda: not page._look.is_busy)
    assert page._stack.currentWidget() is page.view, "and not “Nothing found”"


def test_a_photo_of_the_list_opens_in_the_album(qtbot, tmp_path):
    """The folder with all others, where its file lies, is one of the things that a right click offers."""
    history = History(tmp_path / "history.sqlite")
    history(events.PhotoStored("1", "sea.jpg", "f" * 32, events.Outcome.NEW, "/done/sea.jpg"))
    page = RecentPage(lambda: None)
    qtbot.addWidget(page)
    page.set_history(history)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    with qtbot.waitSignal(page.open_in_album) as shown:
        page.view.activated.emit(page.model.index(0))
    assert shown.args == ["f" * 32]
    history.close()


def test_what_is_no_longer_under_way_is_not_said_to_be(qtbot, qapp, here):
    language.speak(qapp, "en")
    page = RecentPage(lambda: here)
    qtbot.addWidget(page)
    page.refresh(Status(working={"1": "sea.jpg"}, waiting={"1": "The end of this photo is missing."}))
    page.search.setText("sea")
    qtbot.waitUntil(lambda: "On the way" in page._answer.text())
    page.refresh(Status(working={"1": "sea.jpg"}))
    assert page._answer.text() == "On the way: sea.jpg"
    page.refresh(Status())
    assert page._answer.isHidden()


def test_what_is_not_found_leads_on(qapp):
    language.speak(qapp, "en")
    assert "Drop its file into the field above" in RecentPage(lambda: None)._nothing.text.text()


def test_since_when_a_found_photo_is_there_goes_on_counting(qapp, monkeypatch):
    language.speak(qapp, "en")
    now = [1_000_000.0]
    monkeypatch.setattr(value_texts.time, "time", lambda: now[0])
    page = RecentPage(lambda: None)
    page._say_since_when("a.jpg", now[0])
    assert "just now" in page._answer.text()
    now[0] += 5 * 60
    page.refresh(Status())
    assert page._answer.text() == "a.jpg is in your album (it came: 5 minutes ago)."
    page._typed()
    page.refresh(Status())
    assert page._answer.text() == ""


def test_a_file_of_incoming_that_is_dropped_is_said_to_lie_there(run, here, incoming):
    film = incoming / "b.mp4"
    film.write_bytes(b"film")
    program = run()
    program.wait(lambda: program.status.left_alone.get("video") == 1)
    page = program.window.recent
    page.find_file(str(film))
    program.wait(lambda: listed(page.lying) == {"b.mp4": "video"})
    page.find_file(str(incoming / "c.jpg"))
    program.wait(lambda: "can't be read" in page._answer.text())


def test_the_line_that_counts_them_leads_to_them(run, here, incoming):
    program = run()
    program.wait(lambda: program.status.is_running)
    assert not program.button("show-left").isVisible()
    for name in ("b.mp4", "letter.pdf", ".hidden.jpg", "half.part"):
        (incoming / name).write_bytes(b"x")
    program.wait(lambda: program.window.left.isVisible() and "document" in program.window.left.text())
    program.button("show-left").click()
    dialog = program.app.dialogs._open["left"]
    program.wait(lambda: listed(dialog.files) == {"b.mp4": "video", "letter.pdf": "document"})
    assert dialog.intro.text() == "2 files stay in incoming, and why:"
    (incoming / "letter.pdf").unlink()
    program.wait(lambda: listed(dialog.files) == {"b.mp4": "video"})
    (incoming / "b.mp4").unlink()
    program.wait(lambda: dialog.intro.text() == "Nothing is left there now.")
    dialog.close()


def test_the_station_of_what_is_under_way_names_it_until_nothing_is(run):
    """It led to a list in which that is not."""
    program = run()
    page = program.window.recent
    waits = Status(working={str(n): f"{n}.jpg" for n in range(5)}, waiting={"0": "The end of this photo is missing."})
    page.refresh(waits)
    program.window.tabs.setCurrentWidget(program.window.issues)
    program.window.strip.working.click()
    assert program.window.tabs.currentWidget() is page
    assert page._answer.text() == (
        "On the way: 0.jpg, 1.jpg, 2.jpg and 2 more. The end of this photo is missing. It is tried again by itself."
    )
    page.refresh(Status(working={"3": "3.jpg"}))
    assert page._answer.text() == "On the way: 3.jpg"
    page.refresh(Status())
    assert not page._answer.isVisible()


def test_an_empty_file_that_all_is_said_of_is_shown_by_a_button(run, incoming):
    (incoming / "IMG_1.jpg").write_bytes(b"")
    program = run()
    program.wait(lambda: program.window.state.title.text() == "1 empty file in incoming")
    program.wait(program.window.state.findChild(QPushButton, "show-empty").isVisible)
    program.window.state.findChild(QPushButton, "show-empty").click()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, LeftDialog)]
    program.wait(lambda: listed(dialog.files) == {"IMG_1.jpg": "empty"})

"""The program in the tray, whole: real engine, real folders, the embedded album; only the screen is missing."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from tests.children import PATIENCE_S

from photospool.album.embedded.album import LocalAlbum
from photospool.config import app_state
from photospool.config.profile import Profile
from photospool.gui.album_server import GOOD_FOR_MS
from photospool.gui.faces import State
from photospool.gui.notifications.notice_texts import goes_on_notice
from photospool.gui.state import Status
from photospool.gui.tray.menu import UNTIL_RESUMED, UNTIL_TOMORROW
from photospool.gui.window.issue_actions import KEPT_OUT

from .conftest import PATIENCE_MS


def incoming(here):
    return Path(here.settings.folders.incoming)


def done(here):
    return Path(here.settings.folders.done)


def documents(here):
    album = LocalAlbum(here.places.album)
    try:
        return [row["doc"] for row in album.all_docs(include_docs=True) if row["doc"]["type"] == "original"]
    finally:
        album.close()


def test_photos_dropped_in_incoming_appear_in_recent(run, here, photo):
    program = run()
    program.wait(lambda: program.status.is_running)
    photo(incoming(here) / "a.jpg", "red")
    photo(incoming(here) / "trip/b.jpg", "blue")
    program.wait(lambda: sorted(program.names()) == ["a.jpg", "b.jpg"])
    program.wait(lambda: program.title() == "All photos are in your album")
    assert program.status.done == 2
    assert {document["filename"] for document in documents(here)} == {"a.jpg", "b.jpg"}
    assert program.window.strip.done.accessibleName() == "Done: 2"


def test_a_broken_one_in_issues_and_a_retry_that_works(run, here, photo):
    program = run()
    (incoming(here) / "c.jpg").write_bytes(b"never a photo")
    program.wait(lambda: len(program.window.issues.cards) == 1)
    (card,) = program.window.issues.cards.values()
    assert (card.item.job.name, program.status.state) == ("c.jpg", State.ATTENTION)
    assert card.item.title
    assert card.item.advice
    program.wait(lambda: program.title() == "1 photo needs attention")
    assert program.entry("issues").text() == "1 photo needs attention…"
    assert program.entry("state") is None, "the same words once are enough"
    assert program.entry("issues").toolTip(), "and what goes with them"
    photo(card.item.job.photo, "green")
    program.button("retry", card).click()
    program.wait(lambda: not program.window.issues.cards)
    program.wait(lambda: program.status.done == 1)
    assert [document["filename"] for document in documents(here)] == ["c.jpg"]
    assert program.entry("issues") is None


def test_retry_all(run, here, photo):
    program = run()
    for name in "xyz":
        (incoming(here) / f"{name}.jpg").write_bytes(b"never a photo")
    program.wait(lambda: len(program.window.issues.cards) == 3)
    for card in program.window.issues.cards.values():
        photo(card.item.job.photo, {"x.jpg": "red", "y.jpg": "green", "z.jpg": "blue"}[card.item.job.name])
    assert program.button("retry-all").isHidden()  # they are one group, which has a button of its own
    program.button("retry-these").click()
    program.wait(lambda: program.status.done == 3 and not program.window.issues.cards)


def test_keep_out_of_the_album_asks_and_moves_the_file_unchanged(run, here):
    program = run()
    (incoming(here) / "c.jpg").write_bytes(b"never a photo")
    program.wait(lambda: len(program.window.issues.cards) == 1)
    (card,) = program.window.issues.cards.values()
    program.button("keep-out", card).click()
    box = program.window.findChild(QMessageBox, "keep-out")
    program.button("yes", box).click()
    kept = done(here) / KEPT_OUT / "c.jpg"
    program.wait(kept.exists)
    assert kept.read_bytes() == b"never a photo"
    program.wait(lambda: not program.window.issues.cards and not program.status.issues)
    assert documents(here) == []


def test_moving_to_a_folder_that_is_gone_is_said_and_the_photo_stays(run, here, tmp_path):
    program = run()
    (incoming(here) / "c.jpg").write_bytes(b"never a photo")
    program.wait(lambda: len(program.window.issues.cards) == 1)
    (card,) = program.window.issues.cards.values()
    job = card.item.job.id
    program.app.room.take_out([job], tmp_path / "gone")
    program.wait(lambda: not program.window.issues._said.isHidden())
    assert program.window.issues.cards[job].item.job.photo.exists()
    assert program.window.issues.cards[job].isEnabled()
    (tmp_path / "mine").mkdir()
    program.app.room.take_out([job], tmp_path / "mine")
    program.wait((tmp_path / "mine/c.jpg").exists)
    program.wait(lambda: not program.window.issues.cards)


def test_a_picture_of_a_photo_that_can_be_read(run, here, photo):
    program = run()
    (incoming(here) / "c.jpg").write_bytes(b"never a photo")
    program.wait(lambda: len(program.window.issues.cards) == 1)
    (job,) = program.window.issues.cards
    path = program.window.issues.cards[job].item.job.photo
    photo(path, "red")
    program.app.pictures.want(job, str(path))
    program.wait(lambda: not program.window.issues.cards[job]._picture_place.pixmap().isNull())


class TestPause:
    def test_it_survives_a_restart_and_says_so(self, run, here, photo):
        program = run()
        program.wait(lambda: program.status.is_running)
        program.app.menu.pause_wanted.emit(UNTIL_RESUMED)
        program.wait(lambda: program.status.state is State.PAUSED)
        program.app.quit()
        photo(incoming(here) / "a.jpg")
        again = run(Profile.load(here.places))
        again.wait(lambda: again.status.is_running and again.status.incoming == 1)
        again.wait(lambda: again.title() == "Paused until you resume")
        assert (incoming(here) / "a.jpg").exists()
        again.button("resume").click()
        again.wait(lambda: again.names() == ["a.jpg"])
        assert not app_state.load(here.places.memory).paused

    def test_until_a_time(self, run, here):
        program = run()
        program.wait(lambda: program.status.is_running)
        program.app.menu.pause_wanted.emit(30 * 60.0)
        program.wait(lambda: program.status.is_paused_by_user)
        program.wait(lambda: program.title().startswith("Paused until "))
        kept = app_state.load(here.places.memory)
        assert kept.paused
        assert 29 * 60 < kept.paused_until - time.time() <= 30 * 60
        program.app.menu.pause_wanted.emit(UNTIL_TOMORROW)
        program.wait(lambda: "tomorrow" in program.title())

    def test_one_that_is_over_ends_by_itself(self, run, here):
        run_out = here.remembering(paused=True, paused_until=time.time() - 5)
        program = run(run_out)
        program.wait(lambda: program.status.is_running)
        assert not program.status.is_paused_by_user
        assert not app_state.load(here.places.memory).paused


def test_an_outage_in_the_state_and_its_end(run, here):
    settings = here.settings.replace("album.url", "http://127.0.0.1:9")
    program = run(here.with_settings(settings).confirmed())
    program.wait(lambda: program.status.state is State.OFFLINE)
    program.wait(lambda: program.button("look-now").isVisible())
    assert program.entry("state").text() == program.title()
    program.app.use(here.with_settings(here.settings).confirmed())
    program.wait(lambda: program.status.state is State.IDLE and program.status.is_running)


def test_nothing_is_claimed_before_a_yes(run, here, photo):
    photo(incoming(here) / "a.jpg")
    program = run(here.remembering(confirmed=""))
    program.wait(lambda: program.status.incoming == 1)
    program.wait(lambda: program.title() == "Nothing is moved yet")
    assert program.button("set-up").isVisible()
    assert (incoming(here) / "a.jpg").exists()
    program.app.use(program.app.here.confirmed())
    program.wait(lambda: program.names() == ["a.jpg"])


def test_without_folders_it_says_so(run, tmp_path):
    from photospool.config.paths import places

    program = run(Profile.load(places(tmp_path / "fresh")))
    program.wait(lambda: "first-run" in program.app.dialogs._open)
    program.app.dialogs._open["first-run"].skip.click()
    program.wait(lambda: program.window is not None and program.title() == "Photospool is not set up yet")
    assert program.entry("set-up") is not None


def test_a_work_folder_in_use_is_said_and_can_be_tried_again(run, here):
    from photospool.spool.lock import WorkLock

    lock = WorkLock(Path(here.settings.folders.work))
    lock.acquire()
    program = run()
    program.wait(lambda: program.title() == "Photospool is already running")
    lock.release()
    program.button("restart").click()
    program.wait(lambda: program.status.is_running)


def test_a_crash_of_the_engine_is_shown_with_a_report_and_can_be_started_again(run, here, monkeypatch, qtbot):
    from photospool.spool.scanner import Scanner

    def breaks(self):
        raise RuntimeError("token=abc123 in the wrong place")

    with monkeypatch.context() as patch:
        patch.setattr(Scanner, "look", breaks)
        program = run()
        program.wait(lambda: bool(program.status.crash))
        program.wait(lambda: program.title() == "Photospool made a mistake and stopped")
    program.button("copy-report").click()
    from PySide6.QtGui import QGuiApplication

    report = QGuiApplication.clipboard().text()
    assert "RuntimeError" in report
    assert "abc123" not in report
    program.button("restart").click()
    program.wait(lambda: program.status.is_running and not program.status.crash)


def test_a_restart_with_other_settings_loses_no_photo(run, here, photo):
    program = run()
    program.wait(lambda: program.status.is_running)
    for number in range(12):
        photo(incoming(here) / f"{number}.jpg", f"#{number * 20:02x}40{255 - number * 20:02x}")
    program.wait(lambda: program.status.done > 0)
    program.app.use(here.with_settings(here.settings.replace("program.uploads", 1)))
    program.wait(lambda: program.status.done == 12)
    assert len(documents(here)) == 12
    assert len(list(done(here).glob("*.jpg"))) == 12


class TestDrop:
    def drop(self, widget, *paths):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        widget.dropEvent(event)
        return event.isAccepted()

    def test_files_on_the_window_are_to_be_added(self, run, qtbot, tmp_path):
        program = run()
        with qtbot.waitSignal(program.app.add_wanted) as wanted:
            assert self.drop(program.window, tmp_path / "x.jpg", tmp_path / "y.jpg")
        assert wanted.args == [[str(tmp_path / "x.jpg"), str(tmp_path / "y.jpg")]]

    def test_a_file_on_the_search_says_where_the_photo_is(self, run, here, photo, tmp_path, qtbot):
        mine = photo(tmp_path / "mine.jpg", "red")
        other = photo(tmp_path / "other.jpg", "blue")
        program = run()
        (incoming(here) / "a.jpg").write_bytes(mine.read_bytes())
        photo(incoming(here) / "b.jpg", "green")
        program.wait(lambda: len(program.names()) == 2)
        self.drop(program.window.recent.search, mine)
        program.wait(lambda: program.names() == ["a.jpg"])
        self.drop(program.window.recent.search, other)
        program.wait(lambda: "has not come through here" in program.window.recent._answer.text())
        with qtbot.waitSignal(program.app.add_wanted) as wanted:
            program.window.recent._add_it.click()
        assert wanted.args == [[str(other)]]
        drawing = tmp_path / "mine.svg"
        drawing.write_text("<svg/>", encoding="utf-8")
        self.drop(program.window.recent.search, drawing)
        program.wait(lambda: "mine.svg has not come" in program.window.recent._answer.text())
        assert (
            "This is a drawing or a picture of another kind. Only photos are taken."
            in program.window.recent._answer.text()
        )
        assert not program.window.recent._add_it.isVisible(), "an empty list of what to add would say nothing"
        program.window.recent.search.clear()
        program.wait(lambda: len(program.names()) == 2)

    def test_a_file_that_was_set_aside_or_is_on_its_way_is_not_called_unknown(self, run, here, tmp_path, monkeypatch):
        mine = tmp_path / "words.jpg"
        mine.write_text("no photo at all " * 100, encoding="utf-8")
        program = run()
        (incoming(here) / "words.jpg").write_bytes(mine.read_bytes())
        program.wait(lambda: program.names() == ["words.jpg"])
        page = program.window.recent
        self.drop(page.search, mine)
        program.wait(lambda: "came through here under the name words.jpg" in page._answer.text())
        assert program.names() == ["words.jpg"]
        page.refresh(Status(working={"job": "film.jpg"}))
        monkeypatch.setattr(page, "refresh", lambda _status: None)  # the program's own look may come in between
        page.search.setText("film")
        program.wait(lambda: page._answer.text() == "On the way: film.jpg")
        assert not page._nothing.isVisible()
        film = tmp_path / "film.jpg"
        film.write_text("half of it", encoding="utf-8")
        page.search.clear()
        self.drop(page.search, film)
        program.wait(lambda: page._answer.text() == "On the way: film.jpg")
        assert not page._add_it.isVisible()
        assert not page._nothing.isVisible()


def test_the_first_closed_window_says_once_that_photospool_goes_on(run, here, monkeypatch):
    program = run()
    program.wait(lambda: program.status.is_running)
    monkeypatch.setattr(type(program.app.icon), "is_there", True)
    shown = []
    monkeypatch.setattr(program.app.notifier, "show_notice", shown.append)
    program.window.close()
    assert not program.window.isVisible()
    assert [notice.title for notice in shown] == ["Photospool goes on in the tray"]
    assert "photos and videos go on into your album" in shown[0].body
    assert "nothing moves" in goes_on_notice(is_set_up=False).body
    assert program.app.room.is_running
    program.app.show_window()
    program.window.close()
    assert len(shown) == 1
    assert here.reloaded().memory.goes_on_told, "not at the next start either"


class TestWithoutTray:
    """Offscreen there is none: the window is the program."""

    def test_closing_asks_and_keep_running_hides(self, run, qtbot):
        program = run()
        program.wait(lambda: program.status.is_running)
        program.window.close()
        assert program.window.isVisible()
        box = program.window.findChild(QMessageBox, "closing")
        box.findChild(QPushButton, "keep-running").click()
        assert not program.window.isVisible()
        assert program.app.room.is_running

    def test_closing_asks_and_quit_ends(self, run, qtbot):
        program = run()
        program.window.close()
        box = program.window.findChild(QMessageBox, "closing")
        with qtbot.waitSignal(program.app.ended, timeout=PATIENCE_MS):
            box.findChild(QPushButton, "quit").click()
        assert not program.app.room.is_running or program.app.has_ended_well

    def test_hidden_shows_itself_minimised_when_no_tray_comes(self, run):
        program = run(is_hidden=True)
        assert program.window is None
        program.app._show_without_tray()
        assert program.window.isMinimized()


def test_open_album_sends_the_browser_to_an_address_that_lets_it_in(run, here, photo, opened):
    import urllib.request

    program = run()
    photo(incoming(here) / "a.jpg")
    program.wait(lambda: program.names() == ["a.jpg"])
    program.button("open-album").click()
    program.wait(lambda: bool(opened))
    with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(
        opened[0], timeout=PATIENCE_S
    ) as answer:
        assert b"<html" in answer.read().lower()
    program.app.quit()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(opened[0], timeout=PATIENCE_S)


def test_without_a_browser_the_album_s_address_is_said_and_copied(run, here, photo, monkeypatch):
    class NoBrowser:
        @staticmethod
        def openUrl(url):
            return False

    monkeypatch.setattr("photospool.gui.app.QDesktopServices", NoBrowser)
    program = run()
    program.wait(lambda: program.status.is_running)
    program.button("open-album").click()
    program.wait(lambda: "No browser could be opened" in program.window.notice.text())
    address = QApplication.clipboard().text()
    assert address.startswith("http://127.0.0.1:")
    assert program.window.notice.text().endswith(address)
    passing = program.window.notice._patience
    assert passing.isActive()
    assert passing.interval() == GOOD_FOR_MS
    passing.timeout.emit()
    assert program.window.notice.isHidden()


def test_a_browser_that_never_came_is_said_and_one_that_came_is_not(run, here, photo, opened):
    """It may end at once, which the system calls opened."""
    import urllib.request

    program = run()
    program.wait(lambda: program.status.is_running)
    patience = program.app.door._patience
    program.button("open-album").click()
    program.wait(lambda: len(opened) == 1 and patience.isActive())
    urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(opened[0], timeout=PATIENCE_S).close()
    patience.timeout.emit()
    assert "No browser has come" not in program.window.notice.text()
    program.button("open-album").click()
    program.wait(lambda: len(opened) == 2)
    patience.timeout.emit()
    program.wait(lambda: "No browser has come to your album." in program.window.notice.text())
    program.button("open-album").click()
    program.wait(program.window.notice.isHidden)


def test_somebody_else_at_the_album_s_door_is_told_in_a_window_of_its_own(run):
    def warnings():
        every = QApplication.topLevelWidgets()
        return [one for one in every if one.objectName() == "warning" and one.isVisible()]

    program = run()
    for _ in range(2):
        program.app.door.alarmed.emit("Another user (<b>eve</b>) was there.", "Ask <i>who</i> that was.")
    [box] = warnings()
    assert (box.text(), box.informativeText()) == ("Another user (<b>eve</b>) was there.", "Ask <i>who</i> that was.")
    said = [label for label in box.findChildren(QLabel) if label.text()]
    assert {label.textFormat() for label in said} == {Qt.TextFormat.PlainText}
    box.button(QMessageBox.StandardButton.Ok).click()
    assert warnings() == []


def test_folders_are_opened(run, here, opened):
    program = run()
    program.entry("incoming").trigger()
    program.window.strip.incoming.click()
    program.entry("done").trigger()
    folder = QUrl.fromLocalFile(here.settings.folders.incoming).toString()
    assert opened == [folder, folder, QUrl.fromLocalFile(here.settings.folders.done).toString()]


@pytest.fixture
def opened():
    """Addresses that would have been opened by the system."""
    from PySide6.QtCore import QObject, Slot
    from PySide6.QtGui import QDesktopServices

    class Opened(QObject):
        def __init__(self):
            super().__init__()
            self.addresses = []

        @Slot(QUrl)
        def open(self, url):
            self.addresses.append(url.toString())

    found = Opened()
    for scheme in ("http", "file"):
        QDesktopServices.setUrlHandler(scheme, found, "open")
    yield found.addresses
    for scheme in ("http", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_an_entry_stays_the_same_whatever_happens_under_the_users_hand(run, here):
    """A panel shows its own copy of the menu and names what is clicked by its number."""
    program = run()
    before = {name: program.entry(name) for name in ("state", "settings", "quit", "open-album")}
    (incoming(here) / "c.jpg").write_bytes(b"never a photo")
    program.wait(lambda: program.entry("issues") is not None)
    program.app.menu.pause_wanted.emit(UNTIL_RESUMED)
    program.wait(lambda: program.entry("resume") is not None)
    assert {name: program.entry(name) for name in before} == before

"""The program's dialogs, opened from the program itself: what is said in them reaches the documents."""

import errno
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from photospool.album.embedded.album import LocalAlbum
from photospool.config.current_event import CurrentEvent
from photospool.config.settings import Settings
from photospool.gui.engine_thread import set_aside
from photospool.gui.notifications.notice import Go
from photospool.spool import spool


@pytest.fixture
def document(here):
    """The one photo's document."""

    def find():
        album = LocalAlbum(here.places.album)
        try:
            (found,) = [row["doc"] for row in album.all_docs(include_docs=True) if row["doc"]["type"] == "photo"]
        finally:
            album.close()
        return found

    return find


def dialog(program, name):
    return program.app.dialogs._open[name]


def test_dropped_photos_are_added_with_words_of_the_users_own(run, here, photo, tmp_path, document):
    program = run()
    program.wait(lambda: program.status.is_running)
    mine = photo(tmp_path / "mine/x.jpg", "orange")
    program.window.add_files.emit([str(mine)])
    adding = dialog(program, "add")
    program.wait(adding.add.isEnabled)
    adding.form.tags.set_tags(["sea", "summer time"])
    adding.add.click()
    program.wait(lambda: program.names() == ["x.jpg"])
    assert document()["keywords"] == ["sea", "summer-time", "unprocessed"]
    assert mine.exists()


def test_more_files_go_to_the_dialog_that_is_open(run, photo, tmp_path):
    program = run()
    program.window.add_files.emit([str(photo(tmp_path / "mine/x.jpg", "orange"))])
    adding = dialog(program, "add")
    program.wait(lambda: adding.photos.rowCount() == 1)
    program.app.asked(program_asked(photo(tmp_path / "mine/y.jpg", "red")))
    program.wait(lambda: adding.photos.rowCount() == 2)
    assert dialog(program, "add") is adding
    adding.close()
    program.wait(lambda: "add" not in program.app.dialogs._open)


def program_asked(*paths):
    from photospool.gui.single_instance import HandedOver

    return HandedOver(tuple(str(path) for path in paths))


def test_the_current_event_is_shown_and_reaches_the_documents(run, here, photo, document):
    program = run()
    program.wait(lambda: program.status.is_running)
    program.entry("event").trigger()
    asking = dialog(program, "event")
    asking.chosen.emit(CurrentEvent(name="Wedding", category="Friends/Family", until=time.time() + 3600))
    program.wait(lambda: "Wedding · Friends/Family · until" in program.window.happening.text())
    assert "Wedding" in program.entry("event-now").text()
    photo(Path(here.settings.folders.incoming) / "a.jpg")
    program.wait(lambda: program.names() == ["a.jpg"])
    assert (document()["keywords"], document()["cat"]) == (["Wedding", "unprocessed"], "Friends/Family")
    program.app.dialogs.event_chosen.emit(CurrentEvent())
    program.wait(lambda: not program.window.happening.isVisible())
    assert program.entry("event-now") is None


def test_a_click_on_a_notification_goes_to_the_right_place(run):
    program = run(is_hidden=True)
    program.app.announcer.wanted.emit(Go.ISSUES)
    assert program.window.tabs.currentWidget() is program.window.issues
    program.app.announcer.wanted.emit(Go.RECENT)
    assert program.window.tabs.currentWidget() is program.window.recent


def test_settings_are_applied_by_a_new_engine(run, here, photo, document):
    program = run()
    program.wait(lambda: program.status.is_running)
    program.entry("settings").trigger()
    asking = dialog(program, "settings")
    before = program.app.here.settings
    asking.reject()
    program.wait(lambda: "settings" not in program.app.dialogs._open)
    assert program.app.here.settings == before
    here.with_settings(before.replace("photos.category", "Friends/Family"))
    program.app.dialogs.settings_saved.emit()
    assert program.app.here.settings.photos.category == "Friends/Family"
    photo(Path(here.settings.folders.incoming) / "a.jpg")
    program.wait(lambda: program.names() == ["a.jpg"])
    assert document()["cat"] == "Friends/Family"


def test_fix_leads_to_the_page_that_mends_it(run):
    from photospool.gui.settings.settings_dialog import PageName

    program = run()
    program.app.announcer.wanted.emit(Go.ALBUM_SETTINGS)
    program.wait(lambda: dialog(program, "settings").list.currentRow() == PageName.ALBUM.value)
    dialog(program, "settings").reject()


def test_the_first_run_is_offered_once_and_its_yes_begins_the_work(run, here, photo, tmp_path):
    from photospool.config.paths import places
    from photospool.config.profile import Profile

    program = run(Profile.load(places(tmp_path / "fresh")))
    asking = dialog(program, "first-run")
    asking.skip.click()
    program.wait(lambda: "first-run" not in program.app.dialogs._open)
    program.wait(lambda: program.title() == "Photospool is not set up yet")
    program.wait(program.button("set-up").isVisible)
    program.button("set-up").click()
    again = dialog(program, "first-run")
    program.app.here.with_settings(here.settings).confirmed()
    again.finished_with.emit(here.settings)
    photo(Path(here.settings.folders.incoming) / "a.jpg")
    program.wait(lambda: program.names() == ["a.jpg"])
    again.close()


def test_photos_can_be_added_only_once_there_is_a_folder_for_them(run, photo, tmp_path):
    from photospool.config.paths import places
    from photospool.config.profile import Profile

    program = run(Profile.load(places(tmp_path / "fresh")), is_hidden=True)
    program.app.add_wanted.emit([str(photo(tmp_path / "x.jpg"))])
    assert set(program.app.dialogs._open) == {"first-run"}
    dialog(program, "first-run").skip.click()


def test_a_copy_in_trouble_is_told_until_it_goes_well_again(run):
    from photospool import events

    program = run()
    program.wait(lambda: program.status.is_running)
    program.app.room.tell(events.ReplicaFailed("nas", "It can't be reached.", "It goes on by itself."))
    program.wait(lambda: program.window.tabs.tabText(2) == "Copies (1)")
    (card,) = program.window.copies.findChildren(QWidget, "trouble")
    assert card.accessibleName() == "Copy “nas”: It can't be reached. It goes on by itself."
    program.app.room.tell(events.ReplicaRecovered("nas"))
    program.wait(lambda: program.window.tabs.tabText(2) == "Copies")


def test_a_work_folder_that_can_not_be_read_does_not_keep_the_engine_from_waiting(monkeypatch, tmp_path):
    """It waits for the disk by itself; an answer of “could not begin” would be the end."""

    def broken(_folder):
        raise OSError(errno.ESTALE, "stale")

    monkeypatch.setattr(spool, "_folders", broken)
    assert set_aside(Settings().replace("folders.work", str(tmp_path))) == []

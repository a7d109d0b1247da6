"""Photos that are online only are downloaded when the user presses the button, and at no other time."""

from __future__ import annotations

import pytest

from photospool import events
from photospool.config.change_folders import placed, say_yes
from photospool.config.more_folders import MoreFolder
from photospool.engine.fetching import Fetched, fetch_online_only
from photospool.gui.state import Status, fold_all
from photospool.gui.window import online_only
from photospool.gui.window.online_only import OnlineOnlyButton, fetched_words
from photospool.spool import scanner
from photospool.spool.ignore import ONLINE_ONLY


def status(count, *, keeps=True):
    folder = events.FolderSeen("nas", "NAS", keeps, 0, count, {ONLINE_ONLY: count} if count else {})
    first = events.FolderSeen("", "", False, 0, 0, {})
    return fold_all(Status(), [events.EngineStarted(), events.ScanFinished(0, 0, {}, (first, folder))])


@pytest.fixture
def nas(here, tmp_path, monkeypatch):
    """A folder whose photos stay, three of which are online only."""
    folder = tmp_path / "nas"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.jpg").write_bytes(b"photo")
    monkeypatch.setattr(scanner, "is_online_only", lambda found: True)
    here = here.with_settings(placed(here.settings, MoreFolder(name="NAS", path=str(folder), mode="copy")))
    return say_yes(here, "NAS", only_new=False)[0]


def test_it_is_there_only_while_something_is_online_only(qtbot):
    button = OnlineOnlyButton(lambda: None)
    qtbot.addWidget(button)
    for found, is_shown in ((status(4), True), (status(0), False), (status(4, keeps=False), False), (status(1), True)):
        button.show_status(found)
        assert button.isVisibleTo(None) is is_shown


def test_pressed_all_are_downloaded_and_it_is_said(qtbot, nas, monkeypatch):
    asked = []
    monkeypatch.setattr(online_only, "fetch_online_only", lambda here, folders: asked.append(folders) or Fetched(3))
    button = OnlineOnlyButton(lambda: nas)
    qtbot.addWidget(button)
    button.show_status(status(3))
    with qtbot.waitSignals([button.said, button.fetched]):
        button.click()
        assert not button.isEnabled()
    assert [folder.name for (folder,) in asked] == ["NAS"]
    assert button.isEnabled()


def test_each_is_read_once_and_one_that_fails_is_counted(nas):
    read = []

    def download(path):
        read.append(path.name)
        if path.name == "1.jpg":
            raise OSError(5, "Input/output error")

    found = fetch_online_only(nas, nas.settings.more_folders, download=download)
    assert sorted(read) == ["0.jpg", "1.jpg", "2.jpg"]
    assert (found.here, [path.name for path, _ in found.failed]) == (2, ["1.jpg"])
    assert "2 photo" in fetched_words(found)
    assert "1 could not" in fetched_words(found)


def test_where_the_system_can_not_it_says_who_can():
    assert "sync client" in fetched_words(Fetched(0))

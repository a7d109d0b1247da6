"""Several incoming folders in the window: the tile asks which one is to be opened."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from photospool import events
from photospool.gui.i18n.folder_words import seen_words
from photospool.gui.state import Status, fold_all
from photospool.gui.window.window import Window
from photospool.photo.heif import WAITS
from photospool.spool.ignore import ONLINE_ONLY
from photospool.spool.scanner import EMPTY, KEPT, UNMOVED


def seen(*folders):
    return fold_all(Status(), [events.EngineStarted(), events.ScanFinished(1, 0, {}, folders)])


FIRST = events.FolderSeen("", "", False, 1, 0, {}, "/home/anna/Phone")
NAS = events.FolderSeen("nas", "NAS & attic", True, 0, 0, {}, "/mnt/nas")
AWAY = events.FolderSeen("usb", "Disk", False, 0, 0, {}, "/media/usb", "It is not there.")


@pytest.fixture
def window(qtbot):
    made = Window(list)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_tile_opens_the_folder_that_one_chooses(qtbot, window):
    window.show_status(seen(FIRST, NAS, AWAY))
    window.strip.incoming.click()
    menu = window.findChild(QMenu, "incoming-folders")
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [
        ("Incoming", True), ("NAS && attic", True), ("Disk", False),
    ]  # fmt: skip
    with qtbot.waitSignal(window.open_folder) as asked:
        menu.actions()[1].trigger()
    assert asked.args == ["/mnt/nas"]
    menu.close()


def test_with_one_folder_it_is_opened_at_once(qtbot, window):
    window.show_status(seen())
    with qtbot.waitSignal(window.open_folder) as asked:
        window.strip.incoming.click()
    assert asked.args == ["incoming"]


def test_what_waits_in_each_folder_is_what_the_strip_counts_in_all(window):
    """“17” stood above “Incoming: 12 waiting · Anna's phone: 3 waiting”."""
    phone = events.FolderSeen("", "", False, 12, 3, {EMPTY: 1, "video": 1}, "/home/anna/Phone")
    anna = events.FolderSeen("anna", "Anna's phone", False, 3, 0, {WAITS: 2, UNMOVED: 4}, "/home/anna/Anna")
    nas = events.FolderSeen("nas", "NAS", True, 0, 5, {KEPT: 20, ONLINE_ONLY: 5}, "/mnt/nas")
    status = fold_all(
        Status(), [events.EngineStarted(), events.ScanFinished(15, 8, {WAITS: 2, UNMOVED: 4}, (phone, anna, nas))]
    )
    assert seen_words(status.folders) == (
        "Incoming: 15 waiting  ·  Anna's phone: 9 waiting  ·  NAS: 20 kept in place, 5 online only"
    )
    assert status.in_incoming == 15 + 9 + 5


def test_a_folder_that_is_gone_stands_by_itself_and_not_among_what_is_said_in_passing(window):
    """It stood in one grey block with what waits in the others."""
    card = events.FolderSeen("card", "Card", True, 0, 0, {}, "/media/card", "It is not there.", comes_and_goes=True)
    window.show_status(seen(FIRST, AWAY, card))
    assert (window.away.text(), window.away.isVisible()) == ("Disk: It is not there. ", True)
    assert window.folders.text() == "Incoming: 1 waiting  ·  Card: not connected"
    told, passing = (label.palette().windowText().color() for label in (window.away, window.folders))
    assert told == window.palette().windowText().color() != passing
    window.show_status(seen(FIRST, NAS))
    assert not window.away.isVisible()

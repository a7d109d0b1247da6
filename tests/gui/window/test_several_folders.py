"""Several incoming folders in the window: the tile asks which one is to be opened."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from photospool import events
from photospool.gui.state import Status, fold_all
from photospool.gui.window.window import Window


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

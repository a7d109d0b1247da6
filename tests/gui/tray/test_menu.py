"""The tray's menu: what it shows of the photos that came."""

import io

import pytest
from PIL import Image
from PySide6.QtWidgets import QMenu

from photospool.gui.state import Status
from photospool.gui.tray import menu
from photospool.history import Entry


@pytest.fixture
def decoded(monkeypatch):
    """The pictures that were decoded, as they were given."""
    found = []
    real = menu._thumb
    monkeypatch.setattr(menu, "_thumb", lambda data: found.append(data) or real(data))
    return found


def jpeg(colour):
    made = io.BytesIO()
    Image.new("RGB", (32, 24), colour).save(made, "JPEG")
    return made.getvalue()


def came(number, colour="red", at=100.0):
    return Entry(number, at, f"job{number}", f"IMG_{number}.jpg", "new", "", "", (), "", "", "", jpeg(colour))


def shown(owner):
    return owner.findChildren(QMenu)[0].actions()


def test_a_picture_is_decoded_once_and_not_again_with_each_photo_that_comes(qtbot, decoded):
    recent, owner = [came(1)], QMenu()
    qtbot.addWidget(owner)
    made = menu.TrayMenu(lambda: menu.MenuFacts(Status(), recent, ""), owner)
    for number in range(2, 6):
        made.refresh()
        recent.insert(0, came(number))
    made.refresh()
    assert [action.data() for action in shown(owner)] == [5, 4, 3, 2, 1]
    assert len(decoded) == 5


def test_a_list_that_began_anew_shows_its_own_pictures(qtbot, decoded):
    recent, owner = [came(1, "red")], QMenu()
    qtbot.addWidget(owner)
    made = menu.TrayMenu(lambda: menu.MenuFacts(Status(), recent, ""), owner)
    made.refresh()
    recent[:] = [came(1, "blue", at=9e8)]
    made.refresh()
    colour = shown(owner)[0].icon().pixmap(16, 12).toImage().pixelColor(8, 6)
    assert (colour.blue() > 200, colour.red() < 60) == (True, True)

"""The icon: five shapes at every size, in the panel's colour, made once a tray is there."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu

from photospool.gui import theme
from photospool.gui.faces import State
from photospool.gui.tray import icon
from photospool.gui.tray.icon import SIZES, TrayIcon, panel_is_dark, state_icon

from ..conftest import PATIENCE_MS


def shape(state, size, is_light=False):
    """Where it is drawn, and where not."""
    image = state_icon(state, is_light=is_light).pixmap(QSize(size, size), 1.0).toImage()
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    return [image.pixelColor(x, y).alpha() > 127 for y in range(size) for x in range(size)]


@pytest.mark.parametrize("size", SIZES)
def test_states_differ_in_shape_at_every_size(qtbot, size):
    shapes = {state: shape(state, size) for state in State}
    for first in State:
        for second in State:
            if first is not second:
                different = sum(a != b for a, b in zip(shapes[first], shapes[second], strict=True))
                # A twentieth of all pixels: one sees it without looking for it.
                assert different > size * size / 20, (first, second)


@pytest.mark.parametrize("state", list(State))
def test_the_shape_is_the_same_on_dark_and_light_panels(qtbot, state):
    assert shape(state, 22, is_light=True) == shape(state, 22)
    light = state_icon(state, is_light=True).pixmap(QSize(64, 64), 1.0).toImage()
    drawn = [light.pixelColor(x, y) for x in range(64) for y in range(64) if light.pixelColor(x, y).alpha() == 255]
    assert drawn
    assert all(colour.lightness() > 250 for colour in drawn)


def test_it_is_sharp_at_every_density(qtbot):
    made = state_icon(State.IDLE, is_light=False)
    for density in (1.0, 1.5, 2.0):
        pixmap = made.pixmap(QSize(22, 22), density)
        assert pixmap.width() == round(22 * density)


def test_gnome_and_its_kin_have_dark_panels_whatever_their_windows(qtbot, monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    assert panel_is_dark()
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    assert not panel_is_dark()


def test_the_programs_own_theme_says_nothing_of_the_panel(qapp, monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    try:
        theme.apply_theme(qapp, "dark")
        assert theme.colours().is_dark
        assert not panel_is_dark()
    finally:
        theme.apply_theme(qapp, "system")


class Tray:
    there = False


@pytest.fixture
def tray(qtbot, monkeypatch):
    monkeypatch.setattr(icon, "SOON_MS", 10)
    monkeypatch.setattr(icon, "LATER_MS", 10)
    found = Tray()
    found.icon = TrayIcon(QMenu(), is_tray_there=lambda: found.there)
    yield found
    found.icon.close()


def test_it_is_made_when_a_tray_appears_and_goes_with_it(tray, qtbot):
    tray.icon.start()
    assert not tray.icon.is_there
    with qtbot.waitSignal(tray.icon.appeared, timeout=PATIENCE_MS):
        tray.there = True
    assert tray.icon.tray.isVisible()
    with qtbot.waitSignal(tray.icon.vanished, timeout=PATIENCE_MS):
        tray.there = False
    assert not tray.icon.is_there
    with qtbot.waitSignal(tray.icon.appeared, timeout=PATIENCE_MS):
        tray.there = True


def test_it_follows_the_state(tray, qtbot):
    tray.there = True
    tray.icon.start()
    tray.icon.show_state(State.ATTENTION, "Photospool · 1 photo needs attention")
    assert tray.icon.tray.toolTip() == "Photospool · 1 photo needs attention"
    shown = tray.icon.tray.icon().pixmap(QSize(22, 22), 1.0).toImage()
    assert shown == state_icon(State.ATTENTION, is_light=panel_is_dark()).pixmap(QSize(22, 22), 1.0).toImage()

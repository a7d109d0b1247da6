"""The program on a real Wayland without X11: sway, the tray of waybar, dunst. Icon, menu, window, notification."""

import io
import sys

import pytest
from jeepney import DBusAddress
from PIL import Image, ImageChops
from tests.children import PATIENCE_S

from . import desk
from .test_desktop import Running, folder

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a desktop of Wayland and D-Bus")
BAR = (0, 610, 1024, 640)
CORNER = (600, 0, 1024, 200)


@pytest.fixture(scope="module")
def desktop(tmp_path_factory):
    if reason := desk.missing("dbus-daemon", "sway", "waybar", "dunst", "grim"):
        pytest.skip(reason)
    with desk.wayland_desktop(tmp_path_factory.mktemp("wayland")) as found:
        yield found


@pytest.fixture
def running(desktop, here):
    with desktop.panel():
        found = Running(desktop, here, "--hidden")
        found.wait_for_icon()
        yield found
        found.close()


def part(desktop, box):
    """A part of the screen."""
    return Image.open(io.BytesIO(desktop.picture())).convert("RGB").crop(box)


def differ(one, other):
    return ImageChops.difference(one, other).getbbox() is not None


def test_the_icon_is_drawn_in_the_bar(desktop, here):
    with desktop.panel():
        before = part(desktop, BAR)
        running = Running(desktop, here, "--hidden")
        try:
            item = running.wait_for_icon()
            assert running.property(item, "Id") == "Photospool"
            desk.wait_until(lambda: differ(before, part(desktop, BAR)), "the icon on the screen")
        finally:
            running.close()


def test_the_menu_works_and_a_click_shows_the_window(desktop, running):
    desk.wait_until(lambda: running.labels()[0] == "Ready", "the engine")
    running.click("Until I resume")
    desk.wait_until(lambda: running.labels()[0] == "Paused until you resume", "the pause in the menu")
    assert desktop.windows("Photospool") == []
    running.call(running.item, "Activate", "ii", (0, 0))
    desk.wait_until(lambda: desktop.windows("Photospool"), "the window")
    running.click("Quit")
    assert running.process.wait(PATIENCE_S) == 0, running.output()


def test_a_notification_is_drawn(desktop, here, running):
    with desktop.notifications():
        before = part(desktop, CORNER)
        (folder(here, "incoming") / "c.jpg").write_bytes(b"never a photo")
        dunst = DBusAddress(
            "/org/freedesktop/Notifications",
            bus_name="org.freedesktop.Notifications",
            interface="org.dunstproject.cmd0",
        )
        desk.wait_until(lambda: running.property(dunst, "displayedLength") > 0, "the notification")
        desk.wait_until(lambda: differ(before, part(desktop, CORNER)), "the notification on the screen")

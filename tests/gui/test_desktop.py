"""The program on a real small desktop: a panel over D-Bus, its menu, windows, a second start, and sudden ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jeepney import DBusAddress, MatchRule, Properties, message_bus, new_method_call
from jeepney.io.blocking import Proxy, open_dbus_connection
from tests.children import PATIENCE_S, child

from photospool.album.embedded.album import LocalAlbum
from photospool.config import app_state
from photospool.history import History

from . import desk

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a desktop of X11 and D-Bus")
WATCHER = DBusAddress(
    "/StatusNotifierWatcher", bus_name="org.kde.StatusNotifierWatcher", interface="org.kde.StatusNotifierWatcher"
)


@pytest.fixture(scope="module")
def desktop(tmp_path_factory):
    reason = desk.missing("dbus-daemon", "Xvfb", "openbox", "xfce4-panel", "xdotool")
    if reason or not desk.XFCONFD:
        pytest.skip(reason or "needs xfconfd")
    with desk.desktop(tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.fixture
def panel(desktop):
    with desktop.panel():
        yield


class Running:
    """The program in a process of its own, seen from outside."""

    def __init__(self, desktop, here, *words):
        self.desktop, self.here = desktop, here
        self.home = here.places.memory.parent
        self.log = (self.home / "output.log").open("ab")
        self.process = self.start(*words)
        self.bus = open_dbus_connection(desktop.address)
        self.item = None

    def start(self, *words):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_"))}
        command = [sys.executable, "-m", "photospool", "--home", str(self.home), *words]
        return child(command, env=environment | self.desktop.variables, stdout=self.log, stderr=subprocess.STDOUT)

    def again(self, *words):
        """Start it once more, after its end."""
        self.process = self.start(*words)
        self.item = None

    def close(self):
        self.process.kill()
        self.process.end()
        self.bus.close()
        self.log.close()

    def output(self):
        return (self.home / "output.log").read_text()

    # The icon and its menu, as a panel sees them.

    def call(self, address, member, signature="", body=()):
        """One method of ours or the panel's; what it answered."""
        reply = self.bus.send_and_get_reply(new_method_call(address, member, signature, body), timeout=PATIENCE_S)
        return reply.body

    def property(self, address, name):
        return self.bus.send_and_get_reply(Properties(address).get(name), timeout=PATIENCE_S).body[0][1]

    def items(self):
        return [item for item in self.property(WATCHER, "RegisteredStatusNotifierItems") if self.owns(item)]

    def owns(self, item):
        """Whether this process has registered it."""
        name = item.split("/")[0]
        bus = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")
        reply = self.bus.send_and_get_reply(new_method_call(bus, "GetConnectionUnixProcessID", "s", (name,)))
        return reply.body == (self.process.pid,)

    def wait_for_icon(self):
        """With its menu, which is filled a little later."""
        self.wait_for_bare_icon()
        desk.wait_until(self.labels, "the filled menu")
        return self.item

    def wait_for_bare_icon(self):
        desk.wait_until(lambda: self.items() or self.has_ended(), "the icon in the panel")
        name, path = self.items()[0].split("/", 1)
        self.item = DBusAddress(f"/{path}", bus_name=name, interface="org.kde.StatusNotifierItem")
        return self.item

    def has_ended(self):
        assert self.process.poll() is None, self.output()

    def menu(self):
        """Label → number of every entry, those of sub-menus too; made anew as a panel asks for it."""
        item = self.item or self.wait_for_icon()
        path = self.property(item, "Menu")
        address = DBusAddress(path, bus_name=item.bus_name, interface="com.canonical.dbusmenu")
        self.call(address, "AboutToShow", "i", (0,))
        _revision, root = self.call(address, "GetLayout", "iias", (0, -1, []))
        found = {}

        def walk(node):
            number, properties, children = node
            if not properties.get("visible", ("b", True))[1]:
                return
            if "label" in properties:
                found[properties["label"][1].replace("_", "")] = number
            for _signature, inner in children:
                walk(inner)

        walk(root)
        return address, found

    def labels(self):
        return list(self.menu()[1])

    def click(self, label):
        address, found = self.menu()
        self.call(address, "Event", "isvu", (found[label], "clicked", ("s", ""), 0))

    def windows(self, name):
        """Visible windows with this name."""
        return desk.xdotool(self.desktop.display, "search", "--onlyvisible", "--name", name).split()


@pytest.fixture
def start(desktop, here):
    started = []

    def begin(*words):
        running = Running(desktop, here, *words)
        started.append(running)
        return running

    yield begin
    for running in started:
        running.close()


def folder(here, name):
    return Path(getattr(here.settings.folders, name))


def test_the_icon_is_registered_with_shape_words_and_menu(start, panel):
    running = start("--hidden")
    item = running.wait_for_icon()
    assert running.property(item, "Id") == "Photospool"
    pixmaps = running.property(item, "IconPixmap")
    assert {width for width, _height, _data in pixmaps} >= {22, 44}
    assert all(len(data) == width * height * 4 for width, height, data in pixmaps)
    desk.wait_until(lambda: "Photospool · Ready" in running.property(item, "ToolTip")[2:], "the words of the icon")
    assert running.labels()[0] == "Ready"
    wanted = {
        "Open album", "Show window", "Add files…", "Current event…", "Open incoming folder", "Open done folder",
        "Pause", "For 30 minutes", "For 1 hour", "Until tomorrow", "Until I resume", "Settings…", "Quit",
    }  # fmt: skip
    assert wanted <= set(running.labels())
    assert running.windows("^Photospool") == []


def test_the_menu_works(start, here, panel, photo):
    running = start("--hidden")
    running.wait_for_icon()
    running.click("Until I resume")
    desk.wait_until(lambda: running.labels()[0] == "Paused until you resume", "the pause in the menu")
    running.click("Show window")
    desk.wait_until(lambda: running.windows("^Photospool$"), "the window")
    running.click("Resume")
    photo(folder(here, "incoming") / "a.jpg")
    desk.wait_until(lambda: any(label.startswith("a.jpg") for label in running.labels()), "the photo under Recent")
    (folder(here, "incoming") / "c.jpg").write_bytes(b"never a photo")
    desk.wait_until(lambda: "1 photo needs attention…" in running.labels(), "the issue in the menu")
    running.click("Quit")
    assert running.process.wait(PATIENCE_S) == 0, running.output()
    assert running.output() == ""


def test_a_panel_that_asked_for_the_empty_menu_is_told_when_it_is_filled(start, panel):
    running = start("--hidden")
    told = MatchRule(type="signal", interface="com.canonical.dbusmenu", member="LayoutUpdated")
    Proxy(message_bus, running.bus).AddMatch(told)
    with running.bus.filter(told) as heard:
        running.wait_for_icon()
        running.bus.recv_until_filtered(heard, timeout=PATIENCE_S)


def test_a_panel_that_comes_late_gets_the_icon(start, desktop):
    running = start("--hidden")
    desk.wait_until((running.home / "running.lock").exists, "the program")
    with desktop.panel():
        running.wait_for_icon()


def test_a_panel_that_is_started_again_gets_it_again(start, desktop):
    running = start("--hidden")
    with desktop.panel():
        first = running.wait_for_icon()
    with desktop.panel():
        assert running.wait_for_icon().bus_name == first.bus_name


def test_a_click_on_the_icon_shows_the_window(start, panel):
    """Also one on an icon behind which the program is still being loaded."""
    running = start("--hidden")
    running.call(running.wait_for_bare_icon(), "Activate", "ii", (0, 0))
    desk.wait_until(lambda: running.windows("^Photospool$"), "the window")


def test_without_a_tray_the_window_is_the_program(start):
    running = start()
    desk.wait_until(lambda: running.windows("^Photospool$"), "the window")


class TestASecondStart:
    def test_it_raises_the_window_of_the_first(self, start, panel):
        running = start("--hidden")
        running.wait_for_icon()
        second = running.start()
        assert second.wait(PATIENCE_S) == 0
        desk.wait_until(lambda: running.windows("^Photospool$"), "the first one's window")
        assert running.process.poll() is None

    def test_it_hands_over_its_files(self, start, panel, photo, tmp_path):
        running = start("--hidden")
        running.wait_for_icon()
        assert running.start("window", str(photo(tmp_path / "x.jpg"))).wait(PATIENCE_S) == 0
        desk.wait_until(lambda: running.windows("Add files"), "the dialog")

    def test_at_login_it_says_nothing(self, start, panel):
        running = start("--hidden")
        running.wait_for_icon()
        assert running.start("--autostart").wait(PATIENCE_S) == 0
        assert running.windows("^Photospool") == []


class TestTheEnd:
    def test_sigterm_ends_it_as_quit_does(self, start, panel):
        running = start()
        running.wait_for_icon()
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(PATIENCE_S) == 0
        assert running.output() == ""

    def test_killed_in_the_middle_of_work(self, start, here, panel, photo):
        """Photos resume, history and pause are right, no lock is in the way."""
        running = start("--hidden")
        running.wait_for_icon()
        count = 60
        for number in range(count):
            photo(folder(here, "incoming") / f"{number:02}.jpg", f"#{number * 4:02x}{255 - number * 4:02x}80")
        done = folder(here, "done")
        desk.wait_until(lambda: len(list(done.glob("*.jpg"))) >= 3, "the first photos in done")
        running.process.kill()
        running.process.wait(PATIENCE_S)
        assert len(list(done.glob("*.jpg"))) < count
        running.again("--hidden")
        running.wait_for_icon()
        desk.wait_until(lambda: len(list(done.glob("*.jpg"))) == count, "all photos in done")
        assert documents(here) == count
        running.click("Until I resume")
        desk.wait_until(lambda: app_state.load(here.places.memory).paused, "the pause")
        running.process.kill()
        running.process.wait(PATIENCE_S)
        photo(folder(here, "incoming") / "late.jpg", "white")
        running.again("--hidden")
        running.wait_for_icon()
        desk.wait_until(lambda: running.labels()[0] == "Paused until you resume", "the pause after the kill")
        assert (folder(here, "incoming") / "late.jpg").exists()
        running.click("Resume")
        desk.wait_until((done / "late.jpg").exists, "the photo after the pause")
        # While it is on its last step, Quit would ask.
        desk.wait_until(lambda: running.labels()[0] == "All photos are in your album", "the end of its way")
        running.click("Quit")
        assert running.process.wait(PATIENCE_S) == 0
        names = [entry.name for entry in told(here)]
        assert len(names) == len(set(names))
        assert set(names) <= {path.name for path in done.glob("*.jpg")}
        assert len(names) >= count + 1 - 8  # those in the middle of their last step when it was killed


def documents(here):
    album = LocalAlbum(here.places.album)
    try:
        return sum(row["doc"]["type"] == "photo" for row in album.all_docs(include_docs=True))
    finally:
        album.close()


def told(here):
    history = History(here.places.history)
    try:
        return history.recent(1000)
    finally:
        history.close()

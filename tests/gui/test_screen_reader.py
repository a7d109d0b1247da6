"""What a screen reader hears of every window over a real accessibility bus (AT-SPI): name, role, value, description."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import open_dbus_connection
from tests.children import PATIENCE_S, child

from . import desk

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AT-SPI is of Linux")
LAUNCHERS = [Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher")]
ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
FOCUSABLE, SHOWING = 1 << 11, 1 << 25
"""https://gitlab.gnome.org/GNOME/at-spi2-core/-/blob/main/atspi/atspi-constants.h: AtspiStateType."""
SILENT = {"invalid", "unknown", "panel", "filler", "redundant object"}
"""Roles that say nothing of what can be done."""


class Heard:
    """One thing on the bus."""

    def __init__(self, bus, name, path):
        self.bus, self.name, self.path = bus, name, path

    def ask(self, member, signature="", body=(), interface=ACCESSIBLE):
        address = DBusAddress(self.path, bus_name=self.name, interface=interface)
        return self.bus.send_and_get_reply(new_method_call(address, member, signature, body), timeout=PATIENCE_S).body

    def has(self, property_name, interface=ACCESSIBLE):
        address = DBusAddress(self.path, bus_name=self.name, interface=interface)
        return self.bus.send_and_get_reply(Properties(address).get(property_name), timeout=PATIENCE_S).body[0][1]

    def children(self):
        return [Heard(self.bus, name, path) for name, path in self.ask("GetChildren")[0]]

    def state(self):
        return self.ask("GetState")[0][0]

    def value(self):
        interfaces = self.ask("GetInterfaces")[0]
        if "org.a11y.atspi.Text" in interfaces:
            return self.ask("GetText", "ii", (0, -1), "org.a11y.atspi.Text")[0]
        return ""

    def below(self):
        """All in sight below it; of a list only the first rows."""
        for one in self.children()[:40]:
            if one.state() & SHOWING:
                yield one
                yield from one.below()


@pytest.fixture
def spoken(tmp_path):
    """The process that shows windows, and the accessibility bus."""
    launcher = next((path for path in LAUNCHERS if path.exists()), None)
    if reason := desk.missing("dbus-daemon", "Xvfb") or ("" if launcher else "needs at-spi2-core"):
        pytest.skip(reason)
    with desk.bus(tmp_path) as address, desk.screen(tmp_path, "1280x900x24") as display:
        variables = {
            **{"DBUS_SESSION_BUS_ADDRESS": address, "DISPLAY": display, "XDG_RUNTIME_DIR": str(tmp_path)},
            **{"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "AT_SPI_BUS_ADDRESS": ""},
        }
        log = tmp_path / "at-spi.log"
        with desk.program(str(launcher), "--launch-immediately", "--a11y=1", log=log, **variables):
            desk.wait_until(lambda: desk.has_owner("org.a11y.Bus", address), "the accessibility bus")
            session = open_dbus_connection(address)
            where = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
            found = session.send_and_get_reply(new_method_call(where, "GetAddress")).body[0]
            session.close()
            with child(
                [sys.executable, "-m", "tests.gui.spoken_windows"],
                cwd=Path(__file__).parents[2],
                env={**os.environ, **variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            ) as process:
                bus = open_dbus_connection(found)
                yield process, bus
                bus.close()


def program(bus):
    registry = Heard(bus, "org.a11y.atspi.Registry", ROOT)
    return next((one for one in registry.children() if one.has("Name") in {"Photospool", "photospool"}), None)


def above(one):
    """The names of what it lies in."""
    while one.path != ROOT:
        name, path = one.has("Parent")
        one = Heard(one.bus, name, path)
        yield f"{one.ask('GetRoleName')[0]} {one.has('Name')!r}"


def faults(bus, told):
    """What is heard of one window, against what its controls are."""
    windows = [one for one in program(bus).children() if one.state() & SHOWING]
    heard = []
    for one in (inner for window in windows for inner in window.below()):
        if not one.state() & FOCUSABLE:
            continue
        name, role = one.has("Name"), one.ask("GetRoleName")[0]
        heard.append((name, one.value(), one.has("Description")))
        if not name.strip():
            yield f"a {role} without a name, {one.value()!r}, in {[one.has('Name'), *above(one)]}"
        if role in SILENT:
            yield f"{name!r} is a {role}"
    for name, value, description in told["controls"]:
        fitting = [one for one in heard if one[0] == name and one[2] == description]
        if not fitting:
            yield f"{name!r} with {description!r} is not heard"
        elif value and not any(value in (one[1], one[0]) for one in fitting):
            yield f"{name!r} shows {value!r} and is heard as {[one[1] for one in fitting]}"


def test_every_window_is_heard(spoken):
    process, bus = spoken
    count, found = 0, []
    while line := process.stdout.readline():
        told = json.loads(line)
        desk.wait_until(lambda: program(bus), "the program on the accessibility bus")
        found += [f"{told['scene']}: {fault}" for fault in faults(bus, told)]
        count += 1
        process.stdin.write("\n")
        process.stdin.flush()
    assert process.wait(PATIENCE_S) == 0
    assert count > 40
    assert found == []

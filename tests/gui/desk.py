"""A small real desktop for tests: a D-Bus of its own, a screen without a monitor, a notification service.

Everything is started privately and ended by its own handle; nothing of the user's desktop is touched.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.children import PATIENCE_S, child

# No service folders: nothing starts by itself that a test did not start.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def missing(*programs: str) -> str:
    """Which of the programs are not installed, in words for a skip; empty if all are."""
    absent = [name for name in programs if shutil.which(name) is None]
    return f"needs {', '.join(absent)} (the development command installs them on Debian)" if absent else ""


def wait_until(is_so: Callable[[], object], what: str) -> None:
    """Wait with much patience."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.02)


@contextlib.contextmanager
def bus(folder: Path) -> Iterator[str]:
    """A session bus of its own; its address."""
    config = folder / "bus.conf"
    config.write_text(_BUS.format(folder=folder))
    command = ["dbus-daemon", "--nofork", "--print-address=1", f"--config-file={config}"]
    with child(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, "dbus-daemon did not start"
        yield address


@contextlib.contextmanager
def screen(folder: Path, size: str = "1024x640x24") -> Iterator[str]:
    """An X screen without a monitor; its DISPLAY."""
    number = folder / "display"
    with number.open("w") as out:
        command = ["Xvfb", "-displayfd", str(out.fileno()), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        with (folder / "xvfb.log").open("w") as log:
            process = child(command, pass_fds=[out.fileno()], stdout=log, stderr=log, text=True)
    with process:
        wait_until(lambda: number.read_text().endswith("\n"), "Xvfb's display")
        yield f":{number.read_text().strip()}"


@contextlib.contextmanager
def program(*command: str, log: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A program that runs beside the test, with its output in a file."""
    with log.open("w") as out:
        process = child(command, stdout=out, stderr=out, env={**os.environ, **variables}, text=True)
    with process:
        yield process


def has_owner(name: str, address: str) -> bool:
    """Whether somebody has this name on the bus."""
    asked = subprocess.run(
        [
            *("dbus-send", f"--bus={address}", "--print-reply", "--dest=org.freedesktop.DBus", "/"),
            *("org.freedesktop.DBus.NameHasOwner", f"string:{name}"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return "boolean true" in asked.stdout


def xdotool(display: str, *arguments: str) -> str:
    """Move the mouse, find windows; what it printed."""
    asked = subprocess.run(
        ["xdotool", *arguments],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    return asked.stdout


_PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="30"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/>
  </property>
</channel>
"""
XFCONFD = next((str(path) for path in Path("/usr/lib").glob("*/xfce4/xfconf/xfconfd")), "")
"""Keeps the panel's settings; started by us, because nothing on our bus starts by itself."""


@dataclass(frozen=True)
class Desktop:
    """A screen with a window manager and a bus; a panel is started when a test wants one."""

    folder: Path
    display: str
    address: str

    @property
    def variables(self) -> dict[str, str]:
        """The environment of a program on this desktop."""
        return {
            "DISPLAY": self.display,
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_CONFIG_HOME": str(self.folder / ".config"),
            "XDG_DATA_HOME": str(self.folder / ".local/share"),
            "XDG_CACHE_HOME": str(self.folder / ".cache"),
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
        }

    @contextlib.contextmanager
    def panel(self) -> Iterator[subprocess.Popen[str]]:
        """A panel with a tray; ready for icons."""
        command = ["xfce4-panel", "--disable-wm-check"]
        with program(*command, log=self.folder / "panel.log", **self.variables) as process:
            wait_until(lambda: has_owner("org.kde.StatusNotifierWatcher", self.address), "the panel's tray")
            yield process
        wait_until(lambda: not has_owner("org.kde.StatusNotifierWatcher", self.address), "the panel's end")


@contextlib.contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """A small desktop, without a panel yet."""
    for name in ("run", ".config/xfce4/xfconf/xfce-perchannel-xml"):
        (folder / name).mkdir(parents=True)
    (folder / "run").chmod(0o700)
    (folder / ".config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml").write_text(_PANEL)
    with bus(folder) as address, screen(folder) as display:
        found = Desktop(folder, display, address)
        with (
            program("openbox", log=folder / "openbox.log", **found.variables),
            program(XFCONFD, log=folder / "xfconfd.log", **found.variables),
        ):
            wait_until(lambda: has_owner("org.xfce.Xfconf", address), "the panel's settings")
            yield found


@dataclass(frozen=True)
class WaylandDesktop(Desktop):
    """Sway without a monitor; ``display`` is its socket. A panel is waybar."""

    ipc: str
    """Where sway itself is asked."""

    @property
    def variables(self) -> dict[str, str]:
        """The environment of a program on this desktop: nothing of X11."""
        found = {**super().variables, "QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": self.display}
        found["DISPLAY"] = ""
        return found

    @contextlib.contextmanager
    def panel(self) -> Iterator[subprocess.Popen[str]]:
        """A bar with a tray; ready for icons."""
        config = self.folder / "waybar.json"
        config.write_text(json.dumps({"position": "bottom", "height": 30, "modules-right": ["tray"]}))
        style = self.folder / "waybar.css"
        style.write_text("* { background: #202020; }")
        command = ["waybar", "-c", str(config), "-s", str(style)]
        variables = {**self.variables, "NO_AT_BRIDGE": "1"}
        with program(*command, log=self.folder / "waybar.log", **variables) as process:
            wait_until(lambda: has_owner("org.kde.StatusNotifierWatcher", self.address), "waybar's tray")
            yield process

    @contextlib.contextmanager
    def notifications(self) -> Iterator[subprocess.Popen[str]]:
        """Dunst, which draws on Wayland too."""
        with program("dunst", log=self.folder / "dunst.log", **self.variables) as process:
            wait_until(lambda: has_owner("org.freedesktop.Notifications", self.address), "dunst")
            yield process

    def windows(self, name: str) -> list[str]:
        """The titles of windows that hold this."""
        told = self._asked("swaymsg", "-s", self.ipc, "-t", "get_tree").decode()
        found: list[str] = []

        def walk(node: dict[str, Any]) -> None:
            if node.get("pid") and name in (node.get("name") or ""):
                found.append(node["name"])
            for inner in (*node.get("nodes", ()), *node.get("floating_nodes", ())):
                walk(inner)

        walk(json.loads(told or "{}"))
        return found

    def picture(self) -> bytes:
        """What is on the screen, as a PNG."""
        return self._asked("grim", "-")

    def _asked(self, *command: str) -> bytes:
        environment = {**os.environ, **self.variables}
        return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=PATIENCE_S).stdout


NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
"""Sway refuses to be root."""


@contextlib.contextmanager
def wayland_desktop(folder: Path) -> Iterator[WaylandDesktop]:
    """A small desktop of Wayland alone, without a panel yet."""
    (folder / "run").mkdir(mode=0o700)
    config = "output HEADLESS-1 mode 1024x640\nxwayland disable\n"
    with tempfile.TemporaryDirectory(prefix="sway-") as place, bus(folder) as address:
        run = Path(place)
        (run / "config").write_text(config)
        if is_root := os.geteuid() == 0:
            os.chown(run, 65534, 65534)
        variables = {
            **{"XDG_RUNTIME_DIR": str(run), "HOME": str(run), "WLR_BACKENDS": "headless", "DISPLAY": ""},
            **{"WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman", "WAYLAND_DISPLAY": ""},
        }
        command = [*(NOBODY if is_root else []), "sway", "-c", str(run / "config")]
        with program(*command, log=folder / "sway.log", **variables):

            def sockets(pattern: str) -> list[str]:
                return [str(path) for path in run.glob(pattern) if path.suffix != ".lock"]

            wait_until(lambda: sockets("wayland-*") and sockets("sway-ipc.*"), "sway")
            yield WaylandDesktop(folder, sockets("wayland-*")[0], address, sockets("sway-ipc.*")[0])

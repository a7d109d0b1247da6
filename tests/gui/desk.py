"""A small real desktop for tests: a D-Bus of its own, a screen without a monitor, a notification service.

Everything is started privately and ended by its own handle; nothing of the user's desktop is touched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE_S = 30.0
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
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Ends the process at the end, whatever happens."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


@contextlib.contextmanager
def bus(folder: Path) -> Iterator[str]:
    """A session bus of its own; its address."""
    config = folder / "bus.conf"
    config.write_text(_BUS.format(folder=folder))
    command = ["dbus-daemon", "--nofork", "--print-address=1", f"--config-file={config}"]
    with ended(subprocess.Popen(command, stdout=subprocess.PIPE, text=True)) as process:
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
            process = subprocess.Popen(command, pass_fds=[out.fileno()], stdout=log, stderr=log, text=True)
    with ended(process):
        wait_until(lambda: number.read_text().endswith("\n"), "Xvfb's display")
        yield f":{number.read_text().strip()}"


@contextlib.contextmanager
def program(*command: str, log: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A program that runs beside the test, with its output in a file."""
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, **variables}, text=True)
    with ended(process):
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

"""What the development command needs of a Debian (or a kin of it), and how it gets there: one list, one line.

On other systems these come with the system, or are not needed. Needs nothing but Python.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from dev_env import BUILD, is_root, say

# What Qt's wheels leave to the system: drawing without a screen, then X11 and Wayland windows. The program knows the
# libraries in them by name (gui/qt_libraries.py); a test holds both lists together.
QT = (
    *(
        "libgl1",
        "libegl1",
        "libfontconfig1",
        "libfreetype6",
        "libglib2.0-0",
        "libdbus-1-3",
        "libxkbcommon0",
        "libx11-6",
    ),
    *("zlib1g", "libzstd1", "fonts-dejavu-core"),
    *("libx11-xcb1", "libxcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render0", "libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1"),
    *("libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0", "libwayland-client0", "libwayland-cursor0"),
)
# What checks desktop entries and launches them as a desktop does, for tests.
ENTRY = ("desktop-file-utils", "libglib2.0-bin")
# A small real desktop (screen, window manager, panel with a tray, notifications) and a browser, for tests.
DESKTOP = ("xvfb", "xauth", "dbus", "dbus-x11", "openbox", "xfce4-panel", "dunst", "xdotool", "x11-utils")
BROWSER = ("chromium", "chromium-driver")
# Disks of other systems in a file, for the tests that fill them and pull them out; only root can connect them.
DISK = ("e2fsprogs", "xfsprogs", "btrfs-progs", "exfatprogs", "exfat-fuse", "ntfs-3g")
# Makes the tests' videos, and decodes a frame of one.
FILMS = ("ffmpeg",)
# The page of a public copy stands behind one. Only machines that are there for tests get it: Debian starts it as it is
# installed, and nobody wants an open web server for having tried our tests.
PROXY = ("nginx",)
# PyInstaller reads libraries with objdump, the spec with readelf; tests of both make small libraries with as and ld.
LIBRARIES = ("binutils",)
# The tray is tried on the small desktop.
BUNDLE = (*QT, *LIBRARIES, *DESKTOP, "imagemagick")
# Clean Debians, and a screen for the demo in them.
FRESH = ("mmdebstrap", "debian-archive-keyring", "xvfb", "xauth")
DEB = (*BUNDLE, "dpkg-dev", "lintian", "appstream", "desktop-file-utils", "mmdebstrap")


def is_debians_python() -> bool:
    """Whether the interpreter that runs this came as a Debian package; another one is whole without packages."""
    return Path(sys.executable).resolve().is_relative_to("/usr/bin")


def for_environments() -> list[str]:
    """What a virtual environment needs: Debian keeps venv's ensurepip in a package of its own."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return []
    return [f"python3.{sys.version_info.minor}-venv"]


def for_pyinstaller() -> list[str]:
    """Debian's interpreter holds the library of Python in itself; a bundle needs it as a file."""
    return [f"libpython3.{sys.version_info.minor}"] if is_debians_python() else []


def missing(wanted: Iterable[str], installed: str) -> list[str]:
    """Those of the packages that are not there.

    ``installed`` is what ``installed_packages`` says: a line for each package, its name and what it provides.
    A package is there under the name that another one provides: ``libglib2.0-0`` is ``libglib2.0-0t64`` in newer
    releases.
    """
    there: set[str] = set()
    for line in installed.splitlines():
        name, _, provides = line.partition("|")
        there |= {name, name.removesuffix("t64")}
        there |= {one.split()[0] for one in provides.split(",") if one.strip()}
    return [name for name in dict.fromkeys(wanted) if name not in there]


def installed_packages() -> str | None:
    """``name|provides`` in a line for each installed package; None where there is no dpkg."""
    if shutil.which("dpkg-query") is None:
        return None
    form = "${db:Status-Status} ${Package}|${Provides}\\n"
    asked = ["dpkg-query", "--show", "--showformat", form]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return "\n".join(line.removeprefix("installed ") for line in told.splitlines() if line.startswith("installed "))


def install_line(packages: Iterable[str], *, sudo: bool) -> str:
    """What somebody who is not root pastes. The lists come first: on a fresh system there are none."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    # Not "&&": a list of some other archive that can't be fetched must not stop this.
    return f"sudo apt-get update; sudo {line}" if sudo else f"su -c 'apt-get update; {line}'"


def bring(wanted: Iterable[str], why: str) -> None:
    """Install those of the packages that are missing, or end with the one line that does."""
    environments = for_environments()
    told = installed_packages()
    if environments and (told is None or not is_debians_python()):
        raise SystemExit(f"This Python ({sys.executable}) has no venv and ensurepip, which environments need.")
    if told is None:
        return
    if lacking := missing([*environments, *wanted], told):
        _install(lacking, why)


def _install(packages: list[str], why: str) -> None:
    if shutil.which("apt-get") is None:
        raise SystemExit(f"{why} Please install the equivalent of: {' '.join(packages)}")
    if not is_root():
        line = install_line(packages, sudo=shutil.which("sudo") is not None)
        raise SystemExit(f"{why} Please run this once, then start again:\n\n    {line}\n")
    say(f"installing {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log = BUILD / "apt.log"
    log.parent.mkdir(exist_ok=True)
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    with log.open("ab") as out:
        for command in (["apt-get", "update"], install):
            code = subprocess.run(command, env=quiet, stdout=out, stderr=out, check=False).returncode
    if code:
        said = log.read_text(errors="replace").splitlines()
        raise SystemExit("\n".join([*said[-10:], f"apt-get could not install them ({code}); see {log}"]))

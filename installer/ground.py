"""What every verb of the development command stands on: saying, running, system packages, environments."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"

# Debian packages; on other systems these come with the system, or are not needed.
VENV_PACKAGES = ["python3-venv", "python3-pip"]
# What Qt's wheels leave to the system: drawing without a screen, then X11 and Wayland windows.
QT_PACKAGES = [
    *("libgl1", "libegl1", "libfontconfig1", "libglib2.0-0", "libdbus-1-3", "libxkbcommon0", "fonts-dejavu-core"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-xkb1", "libxkbcommon-x11-0", "libxcb-shape0"),
    *("libwayland-client0", "libwayland-cursor0"),
]
# What checks desktop entries and launches them as a desktop does, for tests.
ENTRY_PACKAGES = ["desktop-file-utils", "libglib2.0-bin"]
# A small real desktop (screen, window manager, panel with a tray, notifications) and a browser, for tests.
DESKTOP_PACKAGES = ["xvfb", "xauth", "dbus", "dbus-x11", "openbox", "xfce4-panel", "dunst", "xdotool", "x11-utils"]
BROWSER_PACKAGES = ["chromium", "chromium-driver"]
# Disks of other systems in a file, for the tests that fill them and pull them out; only root can connect them.
DISK_PACKAGES = ["xfsprogs", "exfatprogs", "exfat-fuse", "ntfs-3g"]


def say(text: str) -> None:
    """One line for the person who typed the command."""
    print(f"\033[1m▸ {text}\033[0m" if sys.stdout.isatty() else f"> {text}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None, check: bool = True) -> int:
    """Run a command in the project's folder and end with its exit code if it fails."""
    code = subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=False).returncode
    if check and code:
        say(f"failed ({code}): {' '.join(str(part) for part in command)}")
        raise SystemExit(code)
    return code


def is_root() -> bool:
    """Whether we may install packages and connect disks."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_system(packages: list[str], why: str) -> None:
    """Install Debian packages when we may, else say the exact line."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SystemExit(f"{why} Please install the equivalent of: {' '.join(packages)}")
    if not is_root():
        raise SystemExit(f"{why} Please run this once, then start again:\n\n    sudo {line}\n")
    say(f"installing {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log = BUILD / "apt.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("ab") as out:
        for command in ("apt-get update", line):
            code = subprocess.run(command.split(), env=quiet, stdout=out, stderr=out, check=False).returncode
    if code:
        raise SystemExit(f"apt-get failed; see {log}")


def system_packages(packages: list[str], why: str) -> None:
    """On Debian and its kin, install those of the packages that are missing."""
    if shutil.which("dpkg-query") is None:
        return
    asked = ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\\n", *packages]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
    # Newer releases install libglib2.0-0t64 where libglib2.0-0 is asked for; apt knows.
    there = {line.split()[0].removesuffix("t64") for line in found if line.endswith(" installed")}
    missing = [name for name in packages if name not in there]
    if missing:
        install_system(missing, why)


class Environment:
    """A virtual environment of the project's own, made once and renewed when its needs change."""

    def __init__(self, name: str, extras: str, groups: list[str]) -> None:
        self.folder = ROOT / name
        self._target = f"{ROOT}{extras}"
        self._groups = groups

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def command(self, name: str) -> Path:
        """A program that a package brought into the environment."""
        return self.python.with_name(name + (".exe" if os.name == "nt" else ""))

    def ready(self) -> Environment:
        """Make or renew it; quick when nothing changed."""
        stamp = self.folder / "photospool-stamp"
        needs = (ROOT / "pyproject.toml").read_bytes() + repr((self._target, self._groups)).encode()
        wanted = hashlib.sha256(needs).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            return self
        say(f"setting up {self.folder.name} (once; needs the network)")
        if not self.python.exists():
            self._create()
        self._install("--upgrade", "pip>=25.1")  # 25.1 knows dependency groups
        groups = [part for group in self._groups for part in ("--group", group)]
        self._install("-e", self._target, *groups)
        stamp.write_text(wanted)
        return self

    def _install(self, *what: str) -> None:
        """Install into it; what pip remarks on the way is only shown if it fails."""
        command = [self.python, "-m", "pip", "--disable-pip-version-check", "install", "-q", *what]
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode:
            print(done.stdout)
            raise SystemExit(f"pip could not install {' '.join(what)}")

    def _create(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        command = [sys.executable, "-m", "venv", str(self.folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            # Debian keeps venv's ensurepip in a package of its own.
            install_system(VENV_PACKAGES, "Python's venv module is incomplete here.")
            run(*command)


def core_environment() -> Environment:
    """The program without its window, and the tools for its tests."""
    return Environment(".venv", "", ["test"]).ready()


def desktop_environment() -> Environment:
    """The whole program, and the tools for checking it and for the tests of window and page."""
    system_packages(QT_PACKAGES, "Some system libraries that windows need are missing.")
    return Environment(".venv-desktop", "[desktop]", ["test", "gui", "browser"]).ready()


def bench_environment() -> Environment:
    """The whole program, and what measures it."""
    system_packages(QT_PACKAGES, "Some system libraries that windows need are missing.")
    return Environment(".venv-bench", "[desktop]", ["bench"]).ready()

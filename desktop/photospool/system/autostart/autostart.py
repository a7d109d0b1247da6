"""Start at login: a desktop entry on Linux, a launch agent on macOS, a value under Run on Windows.

What the user switched off in the system's own settings stays off until they ask for it here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Protocol

from photospool.errors import PhotospoolError
from photospool.messages import message
from photospool.security import private_files
from photospool.security.child_env import TOOLS, run
from photospool.system.autostart.desktop_entry import command_of, exec_line
from photospool.system.autostart.registry import Registry, user_registry
from photospool.system.program import APP_ID, HIDDEN, NAME, Program
from photospool.system.service.base import ServiceRefused, check_words


class Autostart(Enum):
    """Whether the program starts at login."""

    OFF = "off"
    ON = "on"
    SWITCHED_OFF = "switched off"
    """It is there, but somebody switched it off in the system's own settings."""


class AutostartRefused(PhotospoolError):
    """The system does not let us say so."""


class LoginItem(Protocol):
    """The system's note that a command is started at login; the same on each system."""

    def state(self) -> Autostart:
        """What happens at the next login."""

    def turn_on(self) -> None:
        """Start at login from now on, also after a switch-off in the system. Raises AutostartRefused."""

    def turn_off(self) -> None:
        """Don't start at login. Raises AutostartRefused."""

    def refresh(self) -> bool:
        """When the program was moved, correct its place; on or off stays. Says whether something was changed."""


def login_item(
    command: Sequence[str] | None = None,
    *,
    platform: str = sys.platform,
    home: Path | None = None,
    env: Mapping[str, str] = os.environ,
) -> LoginItem:
    """The login item of this system, for a command; usually for this program, hidden."""
    command = command or Program.this().command(HIDDEN, with_window=True)
    home = home or Path.home()
    if platform == "win32":
        return RunValue(command, user_registry())
    if platform == "darwin":
        return LaunchAgent(command, home / "Library/LaunchAgents")
    return AutostartEntry(command, Path(env.get("XDG_CONFIG_HOME") or home / ".config") / "autostart")


class AutostartEntry:
    """``~/.config/autostart``, as GNOME, KDE, Xfce and the others read it."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = list(command)
        self._file = folder / f"{APP_ID}.desktop"

    def state(self) -> Autostart:
        """As ``LoginItem``."""
        values = _values(self._lines())
        if "Exec" not in values:
            return Autostart.OFF
        # The first is the standard's, the second the one that GNOME's settings write.
        is_off = values.get("Hidden") == "true" or values.get("X-GNOME-Autostart-enabled") == "false"
        return Autostart.SWITCHED_OFF if is_off else Autostart.ON

    def turn_on(self) -> None:
        """As ``LoginItem``."""
        lines = [
            "[Desktop Entry]",
            "Type=Application",
            f"Name={NAME}",
            "Comment=Carries photos into your album",
            f"Exec={exec_line(self._command)}",
            f"Icon={APP_ID}",
            "Terminal=false",
            "StartupNotify=false",
            "X-GNOME-Autostart-enabled=true",
        ]
        self._write(lines)

    def turn_off(self) -> None:
        """As ``LoginItem``."""
        _remove(self._file)

    def refresh(self) -> bool:
        """As ``LoginItem``."""
        lines = self._lines()
        there = command_of(_values(lines).get("Exec", ""))
        if not _is_moved(there, self._command):
            return False
        self._write([f"Exec={exec_line(self._command)}" if line.startswith("Exec=") else line for line in lines])
        return True

    def _lines(self) -> list[str]:
        try:
            return self._file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []

    def _write(self, lines: list[str]) -> None:
        try:
            text = "\n".join([*lines, ""]).encode()
        except UnicodeEncodeError as exc:
            raise AutostartRefused(
                "The program lies in a folder whose name is not valid text.", "Please move it to another folder."
            ) from exc
        _write(self._file, text)


class LaunchAgent:
    """``~/Library/LaunchAgents``: needs no signed program. macOS lists it among the login items."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        launchctl: Callable[..., str] | None = None,
    ) -> None:
        self._command = list(command)
        self._file = folder / f"{APP_ID}.plist"
        self._launchctl = launchctl or _launchctl

    def state(self) -> Autostart:
        """As ``LoginItem``."""
        if not self._read():
            return Autostart.OFF
        # One line per label: "org.photospool.Photospool" => disabled (=> true on older systems).
        for line in self._launchctl("print-disabled", self._domain()).splitlines():
            label, _, value = line.partition("=>")
            if label.strip() == f'"{APP_ID}"' and value.strip() in {"disabled", "true"}:
                return Autostart.SWITCHED_OFF
        return Autostart.ON

    def turn_on(self) -> None:
        """As ``LoginItem``."""
        self._check_place()
        self._write()
        self._launchctl("enable", f"{self._domain()}/{APP_ID}")

    def turn_off(self) -> None:
        """As ``LoginItem``."""
        _remove(self._file)

    def refresh(self) -> bool:
        """As ``LoginItem``."""
        there = self._read().get("ProgramArguments", [])
        if not _is_moved(there, self._command) or _is_translocated(self._command):
            return False
        self._write()
        return True

    def _check_place(self) -> None:
        if _is_translocated(self._command):
            raise AutostartRefused(
                message("{name} was started from where it was downloaded to.", name=NAME),
                message("Move {name} into the Applications folder first, then start it from there.", name=NAME),
            )

    def _read(self) -> dict[str, list[str]]:
        import plistlib  # here and below: no other system needs it, and this module comes with every start

        try:
            found = plistlib.loads(self._file.read_bytes())
        except (OSError, plistlib.InvalidFileException, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self) -> None:
        import plistlib

        _check(self._command)
        job = {
            "Label": APP_ID,
            "ProgramArguments": self._command,
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
            "AssociatedBundleIdentifiers": [APP_ID],
        }
        _write(self._file, plistlib.dumps(job))

    @staticmethod
    def _domain() -> str:
        return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"


class RunValue:
    """``HKCU\\…\\Run``; the Task Manager and the settings keep their switch beside it."""

    RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
    APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

    def __init__(self, command: Sequence[str], registry: Registry) -> None:
        self._line = subprocess.list2cmdline(command)
        self._registry = registry

    def state(self) -> Autostart:
        """As ``LoginItem``."""
        if self._registry.read(self.RUN, NAME) is None:
            return Autostart.OFF
        approved = self._registry.read(self.APPROVED, NAME)
        # Twelve bytes; an odd first one means switched off, followed by when.
        is_off = isinstance(approved, bytes) and approved[:1] != b"" and approved[0] % 2 == 1
        return Autostart.SWITCHED_OFF if is_off else Autostart.ON

    def turn_on(self) -> None:
        """As ``LoginItem``."""
        self._change(lambda: self._registry.write(self.RUN, NAME, self._line))
        self._change(lambda: self._registry.delete(self.APPROVED, NAME))

    def turn_off(self) -> None:
        """As ``LoginItem``."""
        for key in (self.RUN, self.APPROVED):
            self._change(lambda key=key: self._registry.delete(key, NAME))  # type: ignore[misc]

    def refresh(self) -> bool:
        """As ``LoginItem``."""
        there = self._registry.read(self.RUN, NAME)
        # Split at blanks, both in the same way: only what follows the first option is compared.
        if not isinstance(there, str) or not _is_moved(there.split(" "), self._line.split(" ")):
            return False
        self._change(lambda: self._registry.write(self.RUN, NAME, self._line))
        return True

    @staticmethod
    def _change(step: Callable[[], None]) -> None:
        try:
            step()
        except OSError as exc:
            raise _refused() from exc


def _is_moved(there: list[str], wanted: list[str]) -> bool:
    """Whether an entry starts the same thing from another place. One with other options is another installation's."""
    return bool(there) and there != wanted and _options(there) == _options(wanted)


def _options(command: list[str]) -> list[str]:
    first = next((number for number, word in enumerate(command) if word.startswith("--")), len(command))
    return command[first:]


def _is_translocated(command: list[str]) -> bool:
    """macOS runs a program that was not moved since its download from a random place that soon is gone."""
    return "/AppTranslocation/" in command[0]


def _values(lines: list[str]) -> dict[str, str]:
    """The values of a desktop entry's first group."""
    values: dict[str, str] = {}
    groups = 0
    for line in lines:
        groups += line.startswith("[")
        name, equals, value = line.partition("=")
        if groups == 1 and equals and not line.startswith("#"):
            values[name.strip()] = value.strip()
    return values


def _write(file: Path, content: bytes) -> None:
    try:
        private_files.write(file, content)
    except OSError as exc:
        raise _refused(file) from exc


def _check(command: Sequence[str]) -> None:
    """Words that would be more than one line there are not written. Raises AutostartRefused."""
    try:
        check_words(command)
    except ServiceRefused as exc:
        raise AutostartRefused(exc.title, exc.advice) from exc


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as exc:
        raise _refused(file) from exc


def _refused(file: Path | None = None) -> AutostartRefused:
    return AutostartRefused(
        message("The system does not let {name} change what starts at login.", name=NAME),
        message("Please look at its settings ({file}).", file=file) if file else "Please look at its settings.",
    )


def _launchctl(*words: str) -> str:
    """What launchctl answers; empty where there is none."""
    try:
        return run(["launchctl", *words], TOOLS, timeout_s=10).stdout.decode(errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""

"""A launch agent of macOS that runs always, or as long as something lies in incoming (QueueDirectories).

``man launchd.plist``. Another label than the login item's: one may have both, and this one waits for the other.
"""

from __future__ import annotations

import os
import plistlib
import time
from pathlib import Path

from photospool.security import private_files
from photospool.system.program import APP_ID
from photospool.system.service.base import (
    Ask,
    CommandResult,
    Mode,
    Service,
    ServiceRefused,
    ServiceStatus,
    ask,
    check_words,
    refused,
)

LABEL = f"{APP_ID}.service"
_END_S = 30.0
_LOOK_S = 0.2


class Launchd:
    """The user's own launchd."""

    def __init__(self, folder: Path, run: Ask = ask) -> None:
        """``folder``: ``~/Library/LaunchAgents``."""
        self._file = folder / f"{LABEL}.plist"
        self._run = run
        self._domain = f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"

    def install(self, service: Service) -> None:
        """As ``ServiceManager``."""
        self._end()
        try:
            private_files.write(self._file, plistlib.dumps(agent(service)))
        except OSError as exc:
            raise ServiceRefused(f"{self._file} can't be written.", "Is the disk full?") from exc
        self._run(["launchctl", "enable", f"{self._domain}/{LABEL}"])
        command = ["launchctl", "bootstrap", self._domain, str(self._file)]
        answer = self._run(command)
        if answer.code:
            raise refused(
                command,
                answer,
                f"{self._file} is written and is used from your next login on. Is Photospool allowed among the login "
                "items in the system settings?",
            )

    def remove(self) -> None:
        """As ``ServiceManager``."""
        self._end()
        try:
            self._file.unlink(missing_ok=True)
        except OSError as exc:
            raise ServiceRefused(f"{self._file} can't be removed.", "Please remove it yourself.") from exc

    def standing(self) -> ServiceStatus:
        """As ``ServiceManager``."""
        try:
            job = plistlib.loads(self._file.read_bytes())
        except (OSError, plistlib.InvalidFileException, ValueError):
            return ServiceStatus()
        mode = Mode.QUEUE if "QueueDirectories" in job else Mode.CONTINUOUS
        return ServiceStatus(mode, "state = running" in self._print().text, (self._file,))

    def _end(self) -> None:
        if self._run(["launchctl", "bootout", f"{self._domain}/{LABEL}"]).code:
            return  # it was not loaded
        # bootout answers before the end; what is loaded meanwhile is refused.
        deadline = time.monotonic() + _END_S
        while self._print().code == 0 and time.monotonic() < deadline:
            time.sleep(_LOOK_S)

    def _print(self) -> CommandResult:
        return self._run(["launchctl", "print", f"{self._domain}/{LABEL}"])


def agent(service: Service) -> dict[str, object]:
    """The property list."""
    check_words([*service.command, *map(str, service.watched)])
    job: dict[str, object] = {
        "Label": LABEL,
        "ProgramArguments": list(service.command),
        "RunAtLoad": True,  # also in queue mode: a photo that a crash left in work goes on
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 30,
        "ProcessType": "Background",
        "AssociatedBundleIdentifiers": [APP_ID],
    }
    if service.mode is Mode.QUEUE:
        job["QueueDirectories"] = [str(folder) for folder in service.watched]
    return job

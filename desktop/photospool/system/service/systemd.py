"""A user service of systemd, and the path unit that starts it when something lies in incoming.

https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html, systemd.path.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from photospool.security import private_files
from photospool.system.service.base import Ask, Mode, Service, ServiceRefused, ServiceStatus, ask, check_words, refused

NAME = "photospool"
_PLAIN = re.compile(r"[\w@+=:,./-]+\Z")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "%": "%%", "$": "$$"}


class Systemd:
    """The user's own systemd; needs no administrator."""

    def __init__(self, folder: Path, run: Ask = ask) -> None:
        """``folder``: where user units lie, ``~/.config/systemd/user``."""
        self._service = folder / f"{NAME}.service"
        self._path = folder / f"{NAME}.path"
        self._run = run

    def install(self, service: Service) -> None:
        """As ``ServiceManager``."""
        units = {self._service: service_unit(service)}
        if service.mode is Mode.QUEUE:
            units[self._path] = path_unit(*service.watched)
        elif self._path.exists():
            self._forget(self._path)
        for file, text in units.items():
            try:
                private_files.write(file, text.encode())
            except OSError as exc:
                raise ServiceRefused(f"{file} can't be written.", "Is the disk full or the folder protected?") from exc
            except UnicodeEncodeError as exc:
                raise ServiceRefused("A folder's name is not valid text.", "Please give it another name.") from exc
        names = [file.name for file in units]
        for words in (["daemon-reload"], ["enable", *names], ["restart", *names]):
            self._systemctl(words)

    def remove(self) -> None:
        """As ``ServiceManager``."""
        for file in (self._path, self._service):
            if file.exists():
                self._forget(file)
        self._run(["systemctl", "--user", "daemon-reload"])

    def standing(self) -> ServiceStatus:
        """As ``ServiceManager``."""
        files = tuple(file for file in (self._service, self._path) if file.exists())
        if self._service not in files:
            return ServiceStatus()
        active = self._run(["systemctl", "--user", "is-active", self._service.name]).text
        return ServiceStatus(Mode.QUEUE if self._path in files else Mode.CONTINUOUS, active == "active", files)

    def _forget(self, file: Path) -> None:
        # First the system, then the file: a unit whose file is gone can't be ended by its name.
        self._run(["systemctl", "--user", "disable", "--now", file.name])
        try:
            file.unlink(missing_ok=True)
        except OSError as exc:
            raise ServiceRefused(f"{file} can't be removed.", "Please remove it yourself.") from exc

    def _systemctl(self, words: list[str]) -> None:
        command = ["systemctl", "--user", *words]
        answer = self._run(command)
        if answer.code:
            raise refused(
                command,
                answer,
                f"{self._service} is written. Log in as yourself, on the computer itself or with ssh, and install it "
                "again; systemd keeps services for users who are logged in that way.",
            )


def service_unit(service: Service) -> str:
    """The unit that runs it. Raises ServiceRefused."""
    check_words(service.command)
    return f"""[Unit]
Description=Photospool carries photos into your album
# A program that can't start is tried for ever, each half minute.
StartLimitIntervalSec=0

[Service]
ExecStart={_command_line(service.command)}
Restart=on-failure
RestartSec=30
TimeoutStopSec=20
Nice=5
NoNewPrivileges=yes

[Install]
WantedBy=default.target
"""


def path_unit(*watched: Path) -> str:
    """The unit that starts the service as long as something lies in incoming. Raises ServiceRefused."""
    check_words(map(str, watched))
    lines = "\n".join(f"DirectoryNotEmpty={str(folder).replace('%', '%%')}" for folder in watched)
    return f"""[Unit]
Description=Photospool looks for photos

[Path]
{lines}
Unit={NAME}.service

[Install]
WantedBy=default.target
"""


def _command_line(command: Sequence[str]) -> str:
    if not _PLAIN.match(command[0]):
        # The program's own path is read in another way than its arguments, and may not hold everything.
        command = ["/usr/bin/env", *command]
    program, *words = command
    return " ".join(
        [program, *('"' + "".join(_ESCAPES.get(letter, letter) for letter in word) + '"' for word in words)]
    )

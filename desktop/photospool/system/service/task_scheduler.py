"""A task of Windows' Task Scheduler that runs from login on.

https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema. A service of Windows proper would run as
another user, who sees neither the synced folder nor the passwords.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from photospool.system.service.base import Ask, Mode, Service, ServiceRefused, ServiceStatus, ask, check_words, refused

TASK = "Photospool"
_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"


class TaskScheduler:
    """The user's own tasks; needs no administrator."""

    def __init__(self, env: Mapping[str, str] = os.environ, run: Ask = ask) -> None:
        self._user = "\\".join(part for part in (env.get("USERDOMAIN"), env.get("USERNAME")) if part)
        self._run = run

    def install(self, service: Service) -> None:
        """As ``ServiceManager``."""
        if service.mode is Mode.QUEUE:
            raise ServiceRefused(
                "Windows does not start a task when a folder is not empty.",
                "Install it without --queue: it then runs all the time, and takes next to nothing while it waits.",
            )
        self._run(["schtasks", "/End", "/TN", TASK])
        handle, name = tempfile.mkstemp(prefix="photospool-", suffix=".xml")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(task(service, self._user))
            self._schtasks("/Create", "/TN", TASK, "/XML", name, "/F")
        finally:
            with contextlib.suppress(OSError):
                Path(name).unlink()
        self._schtasks("/Run", "/TN", TASK)

    def remove(self) -> None:
        """As ``ServiceManager``."""
        if self.standing().mode is None:
            return
        self._run(["schtasks", "/End", "/TN", TASK])
        self._schtasks("/Delete", "/TN", TASK, "/F")

    def standing(self) -> ServiceStatus:
        """As ``ServiceManager``. What schtasks says of running is in the system's language, so it is not read."""
        if self._run(["schtasks", "/Query", "/TN", TASK]).code:
            return ServiceStatus()
        return ServiceStatus(Mode.CONTINUOUS)

    def _schtasks(self, *words: str) -> None:
        command = ["schtasks", *words]
        answer = self._run(command)
        if answer.code:
            raise refused(command, answer, "Are tasks allowed for you on this computer? Its administrator knows.")


def task(service: Service, user: str) -> bytes:
    """The task as XML, in the encoding that schtasks wants."""
    check_words([*service.command, str(service.incoming)])
    ElementTree.register_namespace("", _NAMESPACE)
    tree = _element(
        "Task",
        _element("RegistrationInfo", _element("Description", "Carries photos into your album.")),
        # Without a user, a task at login is everybody's, and only an administrator may make it.
        _element("Triggers", _element("LogonTrigger", _element("Enabled", "true"), _element("UserId", user))),
        _element(
            "Principals",
            _element(
                "Principal",
                _element("UserId", user),
                _element("LogonType", "InteractiveToken"),
                _element("RunLevel", "LeastPrivilege"),
                id="Author",
            ),
        ),
        _element(
            "Settings",
            _element("MultipleInstancesPolicy", "IgnoreNew"),
            _element("DisallowStartIfOnBatteries", "false"),
            _element("StopIfGoingOnBatteries", "false"),
            _element("StartWhenAvailable", "true"),
            _element("ExecutionTimeLimit", "PT0S"),  # none: the usual one ends it after three days
            _element("RestartOnFailure", _element("Interval", "PT1M"), _element("Count", "255")),
            _element("Priority", "7"),
        ),
        _element(
            "Actions",
            _element(
                "Exec",
                _element("Command", service.command[0]),
                _element("Arguments", subprocess.list2cmdline(service.command[1:])),
            ),
            Context="Author",
        ),
        version="1.2",
    )
    ElementTree.indent(tree)
    xml: bytes = ElementTree.tostring(tree, encoding="utf-16", xml_declaration=True)
    return xml


def _element(name: str, *content: ElementTree.Element | str, **attributes: str) -> ElementTree.Element:
    element = ElementTree.Element(f"{{{_NAMESPACE}}}{name}", attributes)
    for part in content:
        if isinstance(part, str):
            element.text = part
        else:
            element.append(part)
    return element

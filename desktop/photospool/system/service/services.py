"""Photospool without a screen: the service manager of this system, and what it is told to run."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from photospool.system.program import Program
from photospool.system.service.base import Mode, Service, ServiceManager
from photospool.system.service.launchd import Launchd
from photospool.system.service.systemd import Systemd
from photospool.system.service.task_scheduler import TaskScheduler

RUN = {Mode.CONTINUOUS: ("run", "--unattended"), Mode.QUEUE: ("run", "--until-empty")}


def service_manager(
    *, platform: str = sys.platform, home: Path | None = None, env: Mapping[str, str] = os.environ
) -> ServiceManager:
    """The one of this system."""
    home = home or Path.home()
    if platform == "win32":
        return TaskScheduler(env)
    if platform == "darwin":
        return Launchd(home / "Library/LaunchAgents")
    return Systemd(Path(env.get("XDG_CONFIG_HOME") or home / ".config") / "systemd/user")


def service(program: Program, options: list[str], incoming: Path, mode: Mode, more: tuple[Path, ...] = ()) -> Service:
    """The service that runs this program with these options of its own."""
    return Service(tuple(program.command(*options, *RUN[mode], with_window=True)), mode, incoming, more)

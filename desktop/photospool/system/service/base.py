"""What the three service managers have in common: what is to run, how it stands, and how they are asked."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from photospool.errors import PhotospoolError
from photospool.security.child_env import TOOLS, run

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Mode(Enum):
    """When the service runs."""

    CONTINUOUS = "continuous"
    """Always."""
    QUEUE = "queue"
    """The system starts it when something lies in incoming; it leaves when nothing does."""


@dataclass(frozen=True, slots=True)
class Service:
    """What is to run, as the user who installs it."""

    command: tuple[str, ...]
    """The whole command line for this mode."""
    mode: Mode
    incoming: Path
    more: tuple[Path, ...] = ()
    """Further incoming folders that are emptied; those whose photos stay are never empty, and start nothing."""

    @property
    def watched(self) -> tuple[Path, ...]:
        """Folders in which something may lie that is to be carried away."""
        return (self.incoming, *self.more)


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """What the system knows of it."""

    mode: Mode | None = None
    """None: it is not installed."""
    is_running: bool | None = None
    """None where the system does not say."""
    files: tuple[Path, ...] = ()
    """What was written for the system."""


class ServiceRefused(PhotospoolError):
    """The system does not take, start or end the service."""


class ServiceManager(Protocol):
    """The part of the system that starts services."""

    def install(self, service: Service) -> None:
        """Write it down and start it; one that is there is replaced. Raises ServiceRefused."""

    def remove(self) -> None:
        """End it and forget it; nothing happens where there is none. Raises ServiceRefused."""

    def standing(self) -> ServiceStatus:
        """How it stands."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What a program of the system said."""

    code: int
    text: str = ""
    """Both its outputs."""


Ask = Callable[[Sequence[str]], CommandResult]
"""Runs a program of the system; a test has its own."""


def ask(command: Sequence[str]) -> CommandResult:
    """Run a program of the system and wait for its answer."""
    try:
        done = run(command, TOOLS, timeout_s=60, stderr=subprocess.STDOUT)
    except (OSError, subprocess.TimeoutExpired) as exc:
        return CommandResult(127, f"{command[0]}: {type(exc).__name__}")
    return CommandResult(done.returncode, done.stdout.decode(errors="replace").strip())


def check_words(words: Iterable[str]) -> None:
    """Raises ServiceRefused for words that would be more than one line in a file of the system's."""
    if any(_CONTROL.search(word) for word in words):
        raise ServiceRefused(
            "A folder's name holds a character that can't be seen, such as the end of a line.",
            "Please give it another name.",
        )


def refused(command: Sequence[str], answer: CommandResult, advice: str) -> ServiceRefused:
    """What the user is told when a program of the system said no."""
    said = answer.text.splitlines()[-1] if answer.text else f"it ended with {answer.code}"
    return ServiceRefused(f"“{' '.join(command)}” was refused: {said}", advice)

"""Which disks that come and go are there now, whichever the system.

Never a network's, never one that the system itself lies on. Only looks, and only at a disk's name and number: what lies
on it is for others. May take a while where a disk is slow: for a thread.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Disk:
    """One that is connected and can be looked into."""

    folder: Path
    """Its top."""
    id: str
    """The same each time that it is connected, wherever it appears."""
    name: str
    """As its owner, or its camera, called it; may be empty."""
    is_sure: bool = True
    """Whether ``id`` is the disk's own number. Else it is made of its name and size, and another one may bear it."""


class Disks(Protocol):
    """What each system's module offers."""

    def begin(self, hint: Callable[[], None]) -> None:
        """``hint`` is called, from any thread, when disks may have come or gone; where the system tells."""

    def end(self) -> None:
        """No hints any more."""

    def have_changed(self) -> bool:
        """Whether disks came or went since this was last asked; True at first. Costs next to nothing."""

    def connected(self) -> list[Disk]:
        """Those that are there now."""

    def id_at(self, folder: Path) -> str:
        """The ``id`` of the disk whose top this folder is now; empty for none."""


class NoDisks:
    """Where nobody knows how to ask."""

    def begin(self, hint: Callable[[], None]) -> None:
        """There are no hints."""

    def end(self) -> None:
        """There were none."""

    def have_changed(self) -> bool:
        """Never."""
        return False

    def connected(self) -> list[Disk]:
        """None."""
        return []

    def id_at(self, folder: Path) -> str:
        """None."""
        return ""


def disks_here(platform: str = sys.platform) -> Disks:
    """Of the system that we run on."""
    if platform == "linux":
        from photospool.system.disks.linux import LinuxDisks

        return LinuxDisks()
    if platform == "darwin":
        from photospool.system.disks.macos import MacDisks

        return MacDisks()
    if platform == "win32":
        from photospool.system.disks.windows import WindowsDisks

        return WindowsDisks()
    return NoDisks()

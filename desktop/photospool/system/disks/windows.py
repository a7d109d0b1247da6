"""Windows: drive letters of the removable kind (GetDriveTypeW), each with its volume's serial number and label.

A card reader keeps its letters while it is empty: a letter without a volume is no disk.
"""

from __future__ import annotations

import ctypes
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

from photospool.system.disks.disks import Disk

DRIVE_REMOVABLE: Final = 2
FLOPPIES: Final = "AB"
"""Asking one for its disk makes it turn."""
SEM_FAILCRITICALERRORS: Final = 1
"""No box “There is no disk in the drive” for an empty reader."""


class Drives(Protocol):
    """What is asked of Windows; another one in tests."""

    def letters(self) -> str:
        """Those that are in use: ``CDE``."""

    def kind(self, top: str) -> int:
        """As GetDriveTypeW, of ``E:\\``."""

    def volume(self, top: str) -> tuple[str, int] | None:
        """Label and serial number; None where no disk is in the drive."""


class Kernel32:
    """The system's own answers."""

    def letters(self) -> str:
        """GetLogicalDrives."""
        bits = _kernel32().GetLogicalDrives()
        return "".join(letter for place, letter in enumerate(string.ascii_uppercase) if bits >> place & 1)

    def kind(self, top: str) -> int:
        """GetDriveTypeW."""
        return int(_kernel32().GetDriveTypeW(top))

    def volume(self, top: str) -> tuple[str, int] | None:
        """GetVolumeInformationW."""
        kernel32, before = _kernel32(), ctypes.c_uint32()
        label, serial = ctypes.create_unicode_buffer(261), ctypes.c_uint32()
        kernel32.SetThreadErrorMode(SEM_FAILCRITICALERRORS, ctypes.byref(before))
        try:
            is_there = kernel32.GetVolumeInformationW(top, label, 261, ctypes.byref(serial), None, None, None, 0)
        finally:
            kernel32.SetThreadErrorMode(before.value, None)
        return (label.value, serial.value) if is_there else None


def _kernel32() -> Any:
    return vars(ctypes)["windll"].kernel32  # there on Windows alone


class WindowsDisks:
    """``drives`` are others in tests."""

    def __init__(self, drives: Drives | None = None) -> None:
        self._drives = drives or Kernel32()
        self._seen: list[Disk] | None = None

    def begin(self, hint: Callable[[], None]) -> None:
        """There are no hints: the letters are few, and looked at with the folders."""

    def end(self) -> None:
        """There were none."""

    def have_changed(self) -> bool:
        """Whether other disks are in the drives."""
        before, self._seen = self._seen, self.connected()
        return before != self._seen

    def connected(self) -> list[Disk]:
        """Removable drives with a disk in them."""
        found = []
        for letter in self._drives.letters():
            top = f"{letter}:\\"
            if letter not in FLOPPIES and self._drives.kind(top) == DRIVE_REMOVABLE:
                volume = self._drives.volume(top)
                if volume is not None:
                    label, serial = volume
                    is_sure = serial != 0
                    number = f"{serial:08X}" if is_sure else f"~{label}"
                    found.append(Disk(Path(top), f"volume {number}", label, is_sure))
        return found

    def id_at(self, folder: Path) -> str:
        """Of the disk that is in this drive now."""
        return next((disk.id for disk in self.connected() if disk.folder == folder), "")

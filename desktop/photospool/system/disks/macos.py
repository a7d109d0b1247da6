"""macOS: what lies in /Volumes. Of one that is new, ``diskutil`` says whether it can be taken out, and its number."""

from __future__ import annotations

import os
import plistlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from photospool.security.child_env import TOOLS, run
from photospool.system.disks.disks import Disk

TIMEOUT_S: Final = 20.0
"""A disk that sleeps takes its time."""


def _diskutil(folder: Path) -> bytes:
    """What it says of a volume; empty where it knows none, as of a server's."""
    command = ["/usr/sbin/diskutil", "info", "-plist", str(folder)]
    try:
        done = run(command, TOOLS, timeout_s=TIMEOUT_S)
        done.check_returncode()
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout


class MacDisks:
    """``volumes`` and ``ask`` are others in tests."""

    def __init__(self, volumes: Path = Path("/Volumes"), ask: Callable[[Path], bytes] = _diskutil) -> None:
        self._volumes, self._ask = volumes, ask
        self._there: tuple[tuple[str, int], ...] | None = None
        self._known: dict[tuple[str, int], Disk | None] = {}

    def begin(self, hint: Callable[[], None]) -> None:
        """There are no hints: the list is short, and looked at with the folders."""

    def end(self) -> None:
        """There were none."""

    def have_changed(self) -> bool:
        """Whether /Volumes has other names, or other disks behind them."""
        before, self._there = self._there, self._seen()
        return before != self._there

    def connected(self) -> list[Disk]:
        """Volumes that can be taken out; asked of each only once while it is there."""
        seen = self._seen()
        self._known = {one: known for one, known in self._known.items() if one in seen}
        for one in seen:
            if one not in self._known:
                self._known[one] = self._disk(self._volumes / one[0])
        return [disk for disk in self._known.values() if disk is not None]

    def id_at(self, folder: Path) -> str:
        """Of the volume that lies there now."""
        return next((disk.id for disk in self.connected() if disk.folder == folder), "")

    def _seen(self) -> tuple[tuple[str, int], ...]:
        """Name and device number of each; the system's own stands there as a link."""
        found = []
        try:
            with os.scandir(self._volumes) as entries:
                for entry in entries:
                    if not entry.is_symlink() and not entry.name.startswith("."):
                        found.append((entry.name, entry.stat(follow_symlinks=False).st_dev))
        except OSError:
            return ()
        return tuple(sorted(found))

    def _disk(self, folder: Path) -> Disk | None:
        try:
            told: Any = plistlib.loads(self._ask(folder))
        except (plistlib.InvalidFileException, ValueError):
            return None
        if not isinstance(told, dict) or told.get("MountPoint") in {"", "/", None}:
            return None
        # A disk image counts as external; one that Time Machine or the system mounted has no user's photos.
        if not (told.get("RemovableMediaOrExternalDevice") or told.get("Ejectable")):
            return None
        name = str(told.get("VolumeName") or folder.name)
        number = told.get("VolumeUUID") or told.get("DiskUUID")
        if number:
            return Disk(folder, f"volume {number}", name)
        return Disk(folder, f"volume ~{name} {told.get('TotalSize') or told.get('Size') or 0}", name, is_sure=False)

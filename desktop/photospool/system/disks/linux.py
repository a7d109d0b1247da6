"""Linux: the kernel's table of mounts, which tells by itself when it changes, and what /sys says of each device.

proc_pid_mountinfo(5): a poll for POLLPRI wakes when a file system was mounted or unmounted. So nothing is asked again
and again, and it is the same whoever mounts: udisks, autofs, a person.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import select
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from photospool.system.disks.disks import Disk

_OCTAL: Final = re.compile(r"\\([0-7]{3})")
_SYSTEM: Final = ("/", "/boot", "/home", "/nix", "/opt", "/root", "/srv", "/usr", "/var")
"""Where the system itself, or its users, lie."""
_COMES_AND_GOES: Final = ("/usb", "/mmc_host/", "/firewire", "/memstick")
"""Buses, as the paths of /sys name them, whose disks are taken out."""
_UUID: Final = re.compile(
    r"[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}|[0-9A-Fa-f]{8}(-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}|[0-9A-F]{16}"
)
"""What udisks calls a disk that has no name."""


@dataclass(frozen=True, slots=True)
class _Mount:
    point: Path
    source: str
    """``/dev/sdb1``."""
    kind: str


class LinuxDisks:
    """``root``: where /proc, /sys and /dev are looked for; another one in tests."""

    def __init__(self, root: Path = Path("/")) -> None:
        self._root = root
        self._proc, self._sys, self._dev = root / "proc/self", root / "sys", root / "dev"
        self._changed = True  # set by any thread, no lock
        self._wake: int | None = None
        self._is_watching = False
        self._told = ""

    # When.

    def begin(self, hint: Callable[[], None]) -> None:
        """A thread that sleeps until the kernel says that the table of mounts changed."""
        try:
            table = os.open(self._proc / "mounts", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return
        ended, self._wake = os.pipe2(os.O_CLOEXEC)
        self._is_watching = True

        def watch() -> None:
            poll = select.poll()
            poll.register(table, select.POLLERR | select.POLLPRI)
            poll.register(ended, select.POLLIN)
            try:
                while all(handle != ended for handle, _ in poll.poll()):
                    self._changed = True
                    hint()
            finally:
                os.close(table)
                os.close(ended)

        threading.Thread(target=watch, name="photospool-mounts", daemon=True).start()

    def end(self) -> None:
        """The thread ends."""
        wake, self._wake = self._wake, None
        if wake is not None:
            with contextlib.suppress(OSError):
                os.write(wake, b".")
            os.close(wake)

    def have_changed(self) -> bool:
        """Whether the table of mounts is another one than when this was last asked."""
        if not self._is_watching:
            told, self._told = self._told, self._table()
            return told != self._told
        changed, self._changed = self._changed, False
        return changed

    # Which.

    def connected(self) -> list[Disk]:
        """Mounts of whole file systems on devices that come and go."""
        mounts = list(self._mounts())
        systems = [mount.source for mount in mounts if str(mount.point) in _SYSTEM]
        taken = {disk for source in systems for disk in self._under(source)}
        found = {}
        for mount in mounts:
            if self._may_go(mount.source) and not taken & self._under(mount.source):
                found[mount.source] = self._disk(mount)
        return list(found.values())

    def id_at(self, folder: Path) -> str:
        """Of what is mounted there last."""
        there = [mount for mount in self._mounts() if mount.point == folder]
        return self._disk(there[-1]).id if there else ""

    def _table(self) -> str:
        try:
            return (self._proc / "mountinfo").read_bytes().decode("utf-8", errors="surrogateescape")
        except OSError:
            return ""

    def _mounts(self) -> Iterator[_Mount]:
        """Whole file systems on devices of this computer; network disks and the like have none below /dev."""
        for line in self._table().split("\n"):  # a disk's name may hold what Python takes for a line's end
            fields, _, rest = line.partition(" - ")
            before, after = fields.split(" "), rest.split(" ")
            if len(before) < 5 or len(after) < 2 or before[3] != "/" or not after[1].startswith("/dev/"):
                continue
            yield _Mount(Path(_plain(before[4])), _plain(after[1]), after[0])

    def _name_of(self, source: str) -> str:
        """``/dev/mapper/card`` → ``dm-3``."""
        inside = self._dev / source.removeprefix("/dev/")
        return Path(os.path.realpath(inside)).name

    def _under(self, source: str) -> set[str]:
        """The whole disks that a device lies on, by their names; behind LUKS, LVM and RAID too."""
        found, left = set(), [self._name_of(source)]
        while left:
            name = left.pop()
            path = Path(os.path.realpath(self._sys / "class/block" / name))
            slaves = path / "slaves"
            below = os.listdir(slaves) if slaves.is_dir() else []
            if below:
                left += below
            else:
                found.add(path.parent.name if (path / "partition").exists() else name)
        return found

    def _may_go(self, source: str) -> bool:
        """Whether any disk below it can be taken out; one of which /sys says nothing may be."""
        return all(self._can_go(name) for name in self._under(source))

    def _can_go(self, name: str) -> bool:
        path = Path(os.path.realpath(self._sys / "class/block" / name))
        if name.startswith("loop"):
            return True
        try:
            is_removable = (path / "removable").read_text(encoding="ascii").strip() == "1"
        except OSError:
            return not path.is_dir()
        return is_removable or any(bus in str(path) for bus in _COMES_AND_GOES)

    def _disk(self, mount: _Mount) -> Disk:
        name = self._written(mount, "by-label")
        if not name and not _UUID.fullmatch(mount.point.name):
            name = mount.point.name
        uuid = self._written(mount, "by-uuid")
        if uuid:
            return Disk(mount.point, f"{mount.kind} {uuid}", name)
        try:
            size = os.statvfs(mount.point)
            told = f"{size.f_frsize * size.f_blocks} {size.f_files}"
        except OSError:
            told = ""
        guessed = hashlib.blake2b(f"{mount.kind}\0{name}\0{told}".encode(errors="surrogateescape"), digest_size=8)
        return Disk(mount.point, f"{mount.kind} ~{guessed.hexdigest()}", name, is_sure=False)

    def _written(self, mount: _Mount, how: str) -> str:
        """What udev found written on a device: its UUID or its label; empty for none."""
        wanted, folder = self._name_of(mount.source), self._dev / "disk" / how
        with contextlib.suppress(OSError):
            for name in os.listdir(folder):
                if Path(os.path.realpath(folder / name)).name == wanted:
                    plain = re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes([int(match[1], 16)]), os.fsencode(name))
                    return plain.decode(errors="replace")
        return ""


def _plain(field: str) -> str:
    """As the system writes a path there: blanks as ``\\040``, bytes as they are."""
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), field)

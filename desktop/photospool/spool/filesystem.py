"""Whether a folder comes over a network: such folders send no events, so they are looked at now and then instead."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from photospool.security.untrusted_text import folded

NETWORK_TYPES: Final = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "ncpfs", "webdav", "davfs", "9p", "coda", "afs"),
        *("ceph", "glusterfs", "lustre", "beegfs", "drvfs", "vboxsf", "virtiofs"),
        *("fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.ceph", "fuse.glusterfs"),
        "fuse.vmhgfs-fuse",
    )
)
PLAIN_TYPES: Final = frozenset(
    ("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "tmpfs", "ramfs", "zfs", "bcachefs", "jfs", "reiserfs", "overlay")
)
"""File systems of Linux itself, on this computer's own disks: what they say of a step is so."""
_DRIVE_REMOTE: Final = 4  # GetDriveTypeW
_OCTAL: Final = re.compile(r"\\([0-7]{3})")


def is_network(folder: Path) -> bool:
    """Whether the file system of a folder is known to send no events for what others write."""
    if sys.platform == "win32":
        drive = folder.absolute().drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE
    ask = {"darwin": is_network_on_macos, "linux": _is_network_on_linux}.get(sys.platform)
    return ask is not None and ask(folder)


def mount_of(folder: Path) -> str:
    """The mount of a folder: type, device number, source and options. Raises OSError where the folder is not there."""
    device = os.stat(folder).st_dev
    mounts = _mounts()
    if mounts is None:
        return f"{'' if is_network(folder) else 'local'} {device}"
    return mount_among(folder, device, mounts)


def mount_point_of(folder: Path) -> str:
    """Where the disk of a folder is mounted; empty where nothing tells. Only Linux keeps such a folder."""
    fields = line_of(folder, _mounts() or "").split(" ")
    return _plain(fields[1]) if len(fields) > 1 else ""


def _plain(point: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), point)


def _mounts() -> str | None:
    """The mounts that this process sees (Linux, proc(5)); None where nothing tells."""
    try:
        return Path("/proc/self/mounts").read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return None


def mount_among(folder: Path, device: int, mounts: str) -> str:
    """The same, from the text of ``/proc/self/mounts``.

    In a chroot that is no mount itself no line tells of it; a disk from a network, mounted inside, has its own.
    """
    line = line_of(folder, mounts)
    return f"{type_of(folder, mounts)} {device} {line}" if line else f"local {device}"


def is_plain(mount: str) -> bool:
    """Whether a mount, as ``mount_of`` tells it, is one of the system's own file systems on this computer."""
    kind = mount.partition(" ")[0]
    return kind in PLAIN_TYPES or kind == "local"


def type_of(folder: Path, mounts: str) -> str:
    """The file system's type under a folder, from the text of ``/proc/self/mounts`` (fstab(5))."""
    fields = line_of(folder, mounts).split(" ")
    return fields[2] if len(fields) > 2 else ""


def line_of(folder: Path, mounts: str) -> str:
    """The line of the mount under a folder, from the text of ``/proc/self/mounts``; empty for none."""
    rows = [(fields[1], line) for line in mounts.split("\n") if len(fields := line.split(" ")) >= 3]
    points = ((_plain(point), line) for point, line in rows)
    return _deepest(os.path.realpath(folder), points)


def is_of_network(line: str) -> bool:
    """Whether a line of ``/proc/self/mounts`` tells of a network disk; davfs2 calls itself plain ``fuse``."""
    source, _, kind, *_ = [*line.split(" "), "", "", ""]
    return kind in NETWORK_TYPES or (kind.startswith("fuse") and "://" in source)


def _is_network_on_linux(folder: Path) -> bool:
    mounts = _mounts()
    return mounts is not None and is_of_network(line_of(folder, mounts))


def is_network_on_macos(folder: Path) -> bool:
    """By the flag ``MNT_LOCAL`` (statfs(2)), whatever the file system is called: those of macFUSE have any name."""
    import psutil

    try:
        disks = psutil.disk_partitions(all=True)  # what the system remembers: a server that is away holds up nothing
    except (OSError, psutil.Error):
        return False
    points = ((folded(disk.mountpoint), disk.opts) for disk in disks)
    options = _deepest(folded(os.path.realpath(folder)), points)
    return bool(options) and "local" not in options.split(",")


def _deepest(path: str, mounts: Iterable[tuple[str, str]]) -> str:
    """What stands beside the last of the deepest mount points that a path is in or below; empty if it is in none."""
    best, found = "", ""
    for point, beside in mounts:
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, found = point, beside
    return found

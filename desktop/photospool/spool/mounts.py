"""Whether a folder comes over a network: such folders send no events, so they are looked at now and then instead."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from pathlib import Path
from typing import Final

NETWORK_TYPES: Final = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "ncpfs", "webdav", "davfs", "9p", "coda", "afs"),
        *("ceph", "glusterfs", "lustre", "beegfs", "drvfs", "vboxsf", "virtiofs"),
        *("fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.ceph", "fuse.glusterfs"),
        "fuse.vmhgfs-fuse",
    )
)
_DRIVE_REMOTE: Final = 4  # GetDriveTypeW
_OCTAL: Final = re.compile(r"\\([0-7]{3})")


def is_network(folder: Path) -> bool:
    """Whether the file system of a folder is known to send no events for what others write."""
    if sys.platform == "win32":
        drive = folder.absolute().drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # macOS: its network folders send events for what this computer writes; the rescan does the rest
    return type_of(folder, mounts) in NETWORK_TYPES


def type_of(folder: Path, mounts: str) -> str:
    """The file system's type under a folder, from the text of ``/proc/self/mounts`` (fstab(5))."""
    path = os.path.realpath(folder)
    best, found = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[1])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, found = point, fields[2]
    return found

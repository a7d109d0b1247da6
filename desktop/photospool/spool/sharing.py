"""Equal files that share their room on the disk, where the file system can do that (btrfs, xfs, bcachefs on Linux).

The kernel itself compares the bytes and only then lets both files point to one place (ioctl_fideduperange(2)).
Neither file's bytes or times change, and a later write to one does not touch the other.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import Final

from photospool.spool import durable_io

if sys.platform == "linux":
    import fcntl

_CALL: Final = 0xC0189436
_HEAD: Final = struct.Struct("=QQHHI")
_PLACE: Final = struct.Struct("=qQQiI")
AT_ONCE: Final = 16 << 20
"""Bytes for one call; more is cut by the kernel."""


def share_room(former: Path, later: Path) -> bool:
    """Whether the later file has its bytes where the former has them now. False where that can't be, or they differ."""
    if sys.platform != "linux":
        return False
    try:
        source = os.open(former, durable_io.READ_FLAGS)
        try:
            target = os.open(later, durable_io.READ_FLAGS)
            try:
                return _shared(source, target)
            finally:
                os.close(target)
        finally:
            os.close(source)
    except OSError:
        return False


def _shared(source: int, target: int) -> bool:
    first, second = os.fstat(source), os.fstat(target)
    if first.st_dev != second.st_dev or first.st_ino == second.st_ino or first.st_size != second.st_size:
        return False
    at = 0
    while at < first.st_size:
        length = min(AT_ONCE, first.st_size - at)
        asked = bytearray(_HEAD.pack(at, length, 1, 0, 0) + _PLACE.pack(target, at, 0, 0, 0))
        fcntl.ioctl(source, _CALL, asked)
        _, _, done, status, _ = _PLACE.unpack_from(asked, _HEAD.size)
        if status != 0 or not done:
            return False
        at += done
    return True

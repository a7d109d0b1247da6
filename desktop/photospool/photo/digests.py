"""Both digests of a file in one pass, in constant memory. It never knows what the bytes mean."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from pathlib import Path
from threading import Event

from photospool.errors import PhotoNotReady
from photospool.photo.photo import Digests, FileState
from photospool.photo.source import open_file

CHUNK_BYTES = 1 << 20
RACY_S = 3.0
"""A file that was written so short a time ago may be written again within the same time stamp (FAT: two seconds)."""


def digests(path: Path, *, stop: Event | None = None) -> Digests:
    """Read the whole file once and return md5, sha256 and the number of bytes read.

    Raises PhotoNotReady when the file can't be read now, or when ``stop`` is set meanwhile.
    """
    md5 = hashlib.md5(usedforsecurity=False)  # a name in the album, not a proof: sha256 stands beside it
    sha256 = hashlib.sha256()
    size = 0
    buffer = memoryview(bytearray(CHUNK_BYTES))
    try:
        # Whoever may write into its folder may have put a link or a pipe in its place.
        with os.fdopen(open_file(path), "rb", buffering=0) as file:
            before = state_of(file.fileno())
            while count := file.readinto(buffer):
                if stop is not None and stop.is_set():
                    raise PhotoNotReady("Stopped while reading.", "The file stays where it is and is read again.")
                md5.update(buffer[:count])
                sha256.update(buffer[:count])
                size += count
            state = before if before == state_of(file.fileno()) and _is_telling(before) else None
    except OSError as exc:
        raise unreadable(exc) from exc
    return Digests(md5=md5.hexdigest(), sha256=sha256.hexdigest(), size=size, state=state)


def state_of(handle: int) -> FileState:
    """What any write to an open file changes. Raises OSError."""
    found = os.fstat(handle)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _is_telling(state: FileState) -> bool:
    return time.time() - state[3] / 1e9 > RACY_S


def unreadable(exc: OSError) -> PhotoNotReady:
    """What a failed open or read of the original means, by errno."""
    if exc.errno in {errno.ENOENT, errno.ENOTDIR}:
        return PhotoNotReady("The file is no longer there.", "Somebody else may have taken it away.")
    if exc.errno in {errno.EACCES, errno.EPERM}:
        return PhotoNotReady(
            "The file may not be read.", "Please give yourself the right to read it. It stays where it is, unchanged."
        )
    if exc.errno in {errno.EIO, errno.ESTALE, errno.ENXIO, errno.ENODEV}:
        return PhotoNotReady(
            "The disk could not read the file.", "Please check the disk or the network drive. Nothing was changed."
        )
    return PhotoNotReady("The file can't be read now.", "It stays where it is, unchanged, and is tried again.")

"""One of equal files stays in done, where the user wants that: the later one goes to the trash, after a proof.

The proof is read from the disk, byte by byte, and not from a note; whatever is in doubt leaves both where they are.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from photospool.spool import durable_io
from photospool.spool.durable_io import CHUNK_BYTES, READ_FLAGS, state_at, state_of
from photospool.spool.trash import put_back


def keep_former(former: Path, later: Path, sha256: str, to_trash: Callable[[Path], Path | None]) -> bool:
    """Whether the later file is in the trash now, because the former one holds the same bytes, of this sha256 (hex).

    Both lie in one folder. False, and nothing done, where they are one file, are links, differ or change just now.
    Raises OSError; the later file is where it was then. Should the former one go in that very moment, the later one
    comes back.
    """
    if former.parent != later.parent:
        return False
    states = _states_of_equal(former, later, sha256)
    if states is None:
        return False
    durable_io.sync_path(former)
    durable_io.sync_folder(former.parent)
    if _states(former, later) != states:
        return False
    lies = to_trash(later)
    durable_io.sync_folder(later.parent)
    if state_at(former) == states[0]:
        return True
    # Somebody took the former one away, or wrote to it, in that moment.
    return not (lies is not None and put_back(lies, later))


def _states_of_equal(
    former: Path, later: Path, sha256: str
) -> tuple[durable_io.State | None, durable_io.State | None] | None:
    """What both are, if they are two whole files of the same bytes."""
    try:
        first = os.open(former, READ_FLAGS)
    except OSError:  # the user emptied done, or a link lies there
        return None
    try:
        second = os.open(later, READ_FLAGS)
        try:
            found, other = os.fstat(first), os.fstat(second)
            if not (stat.S_ISREG(found.st_mode) and stat.S_ISREG(other.st_mode)) or found.st_size != other.st_size:
                return None
            if os.path.samestat(found, other) or not _is_equal(first, second, sha256):
                return None
            states = state_of(os.fstat(first)), state_of(os.fstat(second))
            return states if states == (state_of(found), state_of(other)) == _states(former, later) else None
        finally:
            os.close(second)
    finally:
        os.close(first)


def _is_equal(first: int, second: int, sha256: str) -> bool:
    read = hashlib.sha256()
    with os.fdopen(os.dup(first), "rb") as some, os.fdopen(os.dup(second), "rb") as other:
        while chunk := some.read(CHUNK_BYTES):
            if other.read(len(chunk)) != chunk:
                return False
            read.update(chunk)
        return not other.read(1) and read.hexdigest() == sha256


def _states(former: Path, later: Path) -> tuple[durable_io.State | None, durable_io.State | None]:
    return state_at(former), state_at(later)

"""One process per work folder: a lock that the system frees when its process is killed, and a note of who has it.

The lock is the truth on this computer. The note tells another computer, which may see the same folder over a network,
that the work folder is not its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from photospool.errors import AlreadyRunning, SpoolError
from photospool.messages import message
from photospool.security import private_files, untrusted_json
from photospool.spool.computer_id import Computer, this_computer
from photospool.spool.durable_io import problem, write_all

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE: Final = ".lock"
_LOCKED_BYTE: Final = 1 << 30  # Windows: a place in the file that holds no text, so that others can read the note


class WorkLock:
    """The lock of one work folder; not to be inherited by other processes."""

    def __init__(self, work: Path) -> None:
        self._path = work / LOCK_FILE
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object has the lock."""
        return self._handle is not None

    def acquire(self, computer: Computer | None = None) -> None:
        """Take the lock. Raises AlreadyRunning (another process, or another computer), SpoolError."""
        computer = computer or this_computer()
        try:
            handle = private_files.open_file(self._path, os.O_RDWR | os.O_CREAT)
        except private_files.NotOurs as exc:
            raise _no_lock_of_ours(self._path) from exc
        except OSError as exc:
            raise problem(exc, message("the lock of the work folder"), self._path.parent) from exc
        try:
            self._take(handle, computer)
        except OSError as exc:
            _close(handle)
            raise problem(exc, message("the lock of the work folder"), self._path.parent) from exc
        except BaseException:
            _close(handle)
            raise
        self._handle = handle

    def release(self) -> None:
        """Give the lock back; the note goes too, so that another computer may have the folder."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
        _close(handle)

    def is_in_place(self) -> bool:
        """Whether the lock that we hold is still the one in the work folder."""
        if self._handle is None:
            return False
        try:
            ours, there = os.fstat(self._handle), os.lstat(self._path)
        except OSError:
            return False
        return (ours.st_dev, ours.st_ino) == (there.st_dev, there.st_ino)

    def is_held_elsewhere(self) -> bool:
        """Whether another process has it now."""
        if self.is_held:
            return False
        try:
            handle = private_files.open_file(self._path, os.O_RDWR)
        except OSError:
            return False
        try:
            return not _try_lock(handle)
        finally:
            _close(handle)

    def _take(self, handle: int, computer: Computer) -> None:
        if os.fstat(handle).st_nlink > 1:
            raise _no_lock_of_ours(self._path)  # it is emptied, and would be under its other name too
        if not _try_lock(handle):
            raise AlreadyRunning(
                "Photospool is already running.",
                message("Another Photospool on this computer has the work folder {parent}.", parent=self._path.parent),
            )
        owner = _note(handle)
        if "computer" in owner and not computer.wrote(str(owner["computer"]), str(owner.get("name", ""))):
            raise AlreadyRunning(
                message(
                    "The work folder belongs to Photospool on {computer}.",
                    computer=owner.get("name") or message("another computer"),
                ),
                message(
                    "Each computer needs a work folder of its own. If that one is not in use "
                    "any more, delete the file {path} and start again.",
                    path=self._path,
                ),
            )
        note = {
            "computer": computer.id,
            "name": computer.name,
            "pid": os.getpid(),
            "started": datetime.now().isoformat(timespec="seconds"),
        }
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        write_all(handle, json.dumps(note).encode())
        os.fsync(handle)


def _close(handle: int) -> None:
    """The lock goes with the handle, whatever is said: rclone's mount without a cache refuses to close such a file."""
    with contextlib.suppress(OSError):
        os.close(handle)


def _no_lock_of_ours(path: Path) -> SpoolError:
    return SpoolError(
        message("{path} is no file of Photospool's.", path=path),
        "It is a link, or belongs to somebody else, and was not touched. Please look at it, remove it and start again.",
    )


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _note(handle: int) -> dict[str, Any]:
    """Who had the folder; empty if nobody, or if the note is torn."""
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        found = untrusted_json.loads(os.read(handle, 4096) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

"""Our own small files and folders: only this user reads them, and no link is followed to any of them.

Settings, memory, log and album say where somebody lives and when; other users of the computer must not read them,
whatever the umask is. And a link that lies in a file's place must not lead us to write into somebody else's file.
What the files say is not known here.
"""

# Plain os calls: what is opened is looked at before anything is written to it.
# ruff: noqa: PTH102, PTH105, PTH108, PTH116, PTH123

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import Final

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600
NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Flags with which a file of ours is opened; a pipe in its place does not hold us up."""
_OTHERS: Final = 0o077


class NotOurs(PermissionError):
    """What lies in the place of a file of ours is a link, no ordinary file, or belongs to somebody else."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EPERM, "this is no file of ours", str(path))


def make_folder(folder: Path) -> None:
    """Make a folder that only this user may enter, with those above it. One that is there stays as it is.

    Raises OSError.
    """
    missing = []
    while not os.path.isdir(folder):  # noqa: PTH112
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        with contextlib.suppress(FileExistsError):
            os.mkdir(one, FOLDER_MODE)


def tighten_folder(folder: Path) -> None:
    """Take from others what they may do in a folder that is ours alone; nothing where it is not there."""
    _tighten(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0), FOLDER_MODE)


def tighten(file: Path) -> None:
    """Take from others what they may do with a file of ours; nothing where it is not there, or is no file of ours."""
    _tighten(file, os.O_RDONLY, FILE_MODE)


def is_ours_alone(folder: Path) -> bool:
    """Whether a folder is this user's, no link, and shut to everybody else."""
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    return os.name != "posix" or (found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & _OTHERS)


def open_file(path: Path, flags: int) -> int:
    """A handle of a file of ours, which nobody else may read from then on; made if ``flags`` say so.

    Never with ``O_TRUNC``: empty it once it is known to be ours. Raises NotOurs and other OSErrors.
    """
    try:
        handle = os.open(path, flags | NO_LINKS, FILE_MODE)
    except OSError as exc:
        if exc.errno == errno.ELOOP or (exc.errno == errno.ENXIO and os.path.lexists(path)):
            raise NotOurs(path) from exc
        raise
    try:
        check(handle, path)
        _without_others(handle, FILE_MODE)
    except BaseException:
        os.close(handle)
        raise
    return handle


def check(handle: int, path: Path) -> None:
    """Raises NotOurs unless an open file is an ordinary one of this user."""
    found = os.fstat(handle)
    is_ours = stat.S_ISREG(found.st_mode) and not _is_link(path)
    if os.name == "posix":
        is_ours = is_ours and (found.st_uid == os.geteuid() or _is_owned_as_ours_would_be(found.st_uid, path.parent))
    if not is_ours:
        raise NotOurs(path)


def prepare_database(path: Path) -> None:
    """Make the file of a database that SQLite opens by its name, or tighten it, with its companions.

    SQLite gives its companions the database's mode. Raises NotOurs and other OSErrors.
    """
    make_folder(path.parent)
    os.close(open_file(path, os.O_RDWR | os.O_CREAT))
    for ending in ("-wal", "-shm", "-journal"):
        tighten(path.with_name(path.name + ending))


def read(path: Path) -> bytes:
    """All of a file of ours. Raises FileNotFoundError, NotOurs and other OSErrors."""
    handle = open_file(path, os.O_RDONLY)
    with open(handle, "rb") as file:
        return file.read()


def write(path: Path, content: bytes) -> None:
    """Put a file there, whole and on the disk, in place of an older one. Raises OSError; the older one stays then."""
    make_folder(path.parent)
    fresh = path.with_name(path.name + ".new")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(fresh)  # what a kill left behind, or a link that somebody put there
    try:
        with open(open_file(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(fresh)
        raise


def _tighten(path: Path, flags: int, mode: int) -> None:
    if os.name != "posix":
        return  # Windows: what lies in the user's profile is the user's alone
    try:
        handle = os.open(path, flags | NO_LINKS)
    except OSError:
        return
    try:
        _without_others(handle, mode)
    finally:
        os.close(handle)


def _without_others(handle: int, mode: int) -> None:
    if os.name != "posix":
        return
    found = os.fstat(handle)
    if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) & _OTHERS:
        with contextlib.suppress(OSError):  # a disk without modes, or one that is read-only
            os.fchmod(handle, stat.S_IMODE(found.st_mode) & mode)


def _is_owned_as_ours_would_be(owner: int, folder: Path) -> bool:
    """Whether a file that we make has this owner, too: a disk that knows no owners shows one for all that is on it.

    That the folder has the same owner proves nothing: whoever makes the file may have made the folder.
    """
    if owner != os.stat(folder).st_uid:
        return False
    probe = folder / f".photospool-{os.urandom(8).hex()}.tmp"
    try:
        handle = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINKS, FILE_MODE)
    except OSError:
        return False
    try:
        return os.fstat(handle).st_uid == owner
    finally:
        os.close(handle)
        with contextlib.suppress(OSError):
            os.unlink(probe)


def _is_link(path: Path) -> bool:
    """Windows has no flag for it: the name is looked at, too."""
    if os.name == "posix":
        return False
    try:
        found = os.lstat(path)
    except OSError:
        return True
    return stat.S_ISLNK(found.st_mode) or bool(getattr(found, "st_reparse_tag", 0) & 0x20000000)

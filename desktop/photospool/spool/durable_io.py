"""Steps on files that survive a power cut, on every system, and what their failures mean.

Plain ``os`` calls: the crash tests stop the program before and after each of them. No name is ever renamed onto a
name that we did not create. It never knows of jobs.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import hashlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from photospool.errors import DiskFull, FolderMissing, SpoolError
from photospool.messages import message

if sys.platform != "win32":
    import fcntl

CHUNK_BYTES: Final = 1 << 20
SYNC_BYTES: Final = 64 << 20
"""After each so many bytes of a copy they are made durable."""
READ_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
CREATE_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

PROBE_FILE: Final = ".photospool-probe.tmp"

_NO_SUCH_STEP: Final = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.EPERM, errno.EIO, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOTTY}
)
"""How disks say that they know no such step: EINVAL to a rename that may replace nothing, EPERM or EIO to a link."""

BUSY_WINERRORS: Final = frozenset({5, 32, 33})
"""Access denied, sharing violation, lock violation: another program has the file open for a moment."""
BUSY_WAITS_S: Final = (0.0, 0.001, 0.01, 0.02, 0.04, 0.1, 0.25, 0.5, 1.0)
"""As git waits on Windows, then up to two seconds as Go's tools do."""

_NEVER_THERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL})
"""What a disk says of a name that nothing has there, or that nothing can have."""

Copied = Callable[[int], None]
"""Called with the number of bytes that are copied."""
State = tuple[int, int, int, int, int]
"""(device, inode, bytes, mtime in ns, ctime in ns): equal while nobody wrote."""


def state_of(found: os.stat_result) -> State:
    """What changes when a file is written, replaced or moved."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def state_at(path: Path) -> State | None:
    """The same of what lies at a path, no link followed; None for nothing that can be asked."""
    try:
        return state_of(path.lstat())
    except OSError:
        return None


BY_ITSELF: Final = message("It goes on by itself.")
"""What is true while a program carries photos; a command that ended leaves it out."""
ONCE_BACK: Final = message("It goes on by itself once it is back.")
ALL_STAYS: Final = message("Everything stays where it is; it goes on by itself.")


def problem(exc: OSError, doing: str, folder: Path) -> SpoolError:
    """What a failed step means for the person whose folders these are."""
    match exc.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return no_room(folder)
        case errno.EROFS:
            return SpoolError(
                message("The disk of {folder} can only be read.", folder=folder),
                "Please make it writable. Everything stays where it is.",
            )
        case errno.EACCES | errno.EPERM:
            return SpoolError(
                message("{folder} may not be written to.", folder=folder),
                "Please give yourself the right to write there. Everything stays where it is.",
            )
        case errno.ENOENT | errno.ENOTDIR:
            return FolderMissing(
                message("{folder} is not there.", folder=folder),
                "Please connect its disk, or sign in to the sync client.",
                waits=ONCE_BACK,
            )
        case errno.EMFILE | errno.ENFILE:
            return SpoolError("Too many files are open.", "Please close other programs.", waits=BY_ITSELF)
    return SpoolError(
        message("The disk of {folder} had a problem.", folder=folder),
        message("It was in the way of {doing}. Please check the disk.", doing=doing),
        waits=ALL_STAYS,
    )


def no_room(folder: Path, free: int | None = None) -> DiskFull:
    """The same title whatever is left: one full disk is told once. ``free`` counts bytes."""
    advice = (
        "Please make room there."
        if free is None
        else message("Please make room there ({left} MB are left).", left=round(free / 1e6))
    )
    return DiskFull(
        message("There is too little room on the disk of {folder}.", folder=folder),
        advice,
        waits=ALL_STAYS,
    )


_CALLED: Final = {"incoming": message("incoming"), "work": message("work"), "done": message("done")}


def called(name: str) -> str:
    """One of the three folders as people call it; any other name as it is."""
    return _CALLED.get(name, name)


def missing(name: str, folder: Path) -> FolderMissing:
    """A folder of the three is not there; said in the same words wherever it is found."""
    return FolderMissing(
        message("The {name} folder {folder} is not there.", name=called(name), folder=folder),
        "Please connect its disk, sign in to the sync client, or choose another folder.",
        waits=ONCE_BACK,
    )


def sync_file(handle: int) -> None:
    """The file's bytes are on the disk when this returns. Never repeated after an error: pages may be dropped."""
    os.fsync(handle)
    if sys.platform == "darwin":
        # There fsync only reaches the disk's own cache. File systems that can't do more refuse.
        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)


def sync_folder(folder: str | Path) -> None:
    """The names in a folder are on the disk when this returns. Windows has no such call; its journal does it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_path(path: Path) -> None:
    """As ``sync_file``, by name. Windows wants a writable handle for it."""
    flags = READ_FLAGS if os.name != "nt" else os.O_RDWR | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        sync_file(handle)
    finally:
        os.close(handle)


def rename(source: Path, target: Path, *, step: Callable[[Path, Path], None] | None = None) -> None:
    """Rename, waiting out other programs that have the file open for a moment (Windows, macOS).

    The target must be in a folder that we made, or a reservation of ours. After a failure it looks before it believes
    it: over a network a rename may have been done although its answer was lost. ``step`` is ``os.rename`` or
    ``os.replace``.
    """
    step = step or os.rename
    before = os.lstat(source)
    for wait_s in BUSY_WAITS_S:
        time.sleep(wait_s) if wait_s else None
        try:
            step(source, target)
        except OSError as exc:
            if _is_same(target, before) and not os.path.lexists(source):
                return
            if not _is_busy(exc) or wait_s == BUSY_WAITS_S[-1]:
                raise
        else:
            return


def replace(source: Path, reservation: Path) -> None:
    """Rename over a reservation of ours."""
    rename(source, reservation, step=os.replace)


def rename_new(source: str | Path, target: str | Path) -> None:
    """Rename to a free name, in one step. FileExistsError where it is taken, EINVAL where a disk can't do that."""
    if sys.platform == "win32":
        os.rename(source, target)  # there it never takes a name from another file
        return
    call = _rename_call()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(source))
    if call(os.fsencode(source), os.fsencode(target)):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(source), None, str(target))


@functools.cache
def _rename_call() -> Callable[[bytes, bytes], int] | None:
    """renameat2(2) with RENAME_NOREPLACE, or macOS's renamex_np(2) with RENAME_EXCL; None where there is neither."""
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        exclusive = library.renamex_np
        exclusive.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
        return lambda source, target: int(exclusive(source, target, 4))
    if hasattr(library, "renameat2"):
        no_replace = library.renameat2
        no_replace.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        return lambda source, target: int(no_replace(-100, source, -100, target, 1))  # from where paths are whole
    return None


def is_refused_kind(exc: OSError) -> bool:
    """Whether a disk can't do a step at all, whatever the file."""
    return exc.errno in _NO_SUCH_STEP


def is_full(exc: OSError) -> bool:
    """Whether there is no room, or none for us."""
    return exc.errno in {errno.ENOSPC, errno.EDQUOT}


def reserve(path: Path) -> bool:
    """Make an empty file that nobody else has; False if the name is taken."""
    try:
        os.close(os.open(path, CREATE_FLAGS, 0o600))
    except FileExistsError:
        return False
    except OSError:
        # On exFAT and NTFS a folder of that name, or a name that differs only in case, may answer otherwise.
        if os.path.lexists(path):
            return False
        raise
    return True


def write_whole(path: Path, data: bytes, *, is_durable: bool = True) -> None:
    """Write a small file so that either the old or the new one is there, whatever happens."""
    new = path.with_name(path.name + ".new")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(new)  # what a kill left behind, or a link that somebody put there
    handle = os.open(new, CREATE_FLAGS, 0o600)
    try:
        write_all(handle, data)
        if is_durable:
            sync_file(handle)
    finally:
        os.close(handle)
    replace(new, path)
    if is_durable:
        sync_folder(path.parent)


def try_writing(folder: Path) -> None:
    """Write a small file and remove it: a failing disk or a used-up quota is found in no other way. Raises OSError."""
    path = folder / PROBE_FILE
    handle = _made_afresh(path)
    try:
        write_all(handle, bytes(4096))
        sync_file(handle)
    finally:
        os.close(handle)
        with contextlib.suppress(OSError):
            os.unlink(path)


def _made_afresh(path: Path) -> int:
    """A new file, whatever has the name: a pipe there would hold us up, and another name of a file be emptied."""
    while True:
        try:
            return os.open(path, CREATE_FLAGS, 0o600)
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)


def write_all(handle: int, data: bytes) -> None:
    """All of the bytes; ``os.write`` may take fewer at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _go_on(_copied: int) -> None:
    """Nobody watches."""


def until(is_ended: Callable[[], bool], copied: Copied | None = None) -> Copied:
    """For a copy that is given up (OSError, ECANCELED) once ``is_ended``; ``copied`` is told first."""

    def step(size: int) -> None:
        if copied is not None:
            copied(size)
        if is_ended():
            raise OSError(errno.ECANCELED, os.strerror(errno.ECANCELED))

    return step


def copy_proved(source: Path, target: Path, copied: Copied = _go_on) -> str:
    """Copy a regular file's bytes to a new name, make them durable, read them again; returns their sha256.

    ``copied`` is called before each piece, and with all bytes while they are read again: what it raises ends the copy.
    Raises OSError, also when the copy is not what was read (EIO). The target is left behind then.
    """
    sent = hashlib.sha256()
    handle = os.open(source, READ_FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(source))
        out = os.open(target, CREATE_FLAGS, 0o600)
        try:
            size = 0
            while chunk := os.read(handle, CHUNK_BYTES):
                copied(size)
                sent.update(chunk)
                write_all(out, chunk)
                size += len(chunk)
                if not size % SYNC_BYTES:
                    sync_file(out)  # a film's gigabytes in one go could not be ended for minutes
            sync_file(out)
        finally:
            os.close(out)
    finally:
        os.close(handle)
    times = os.stat(source, follow_symlinks=False)
    os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))  # a photo without EXIF is dated by it
    if sha256_of(target, lambda _read: copied(size)) != sent.hexdigest():
        raise OSError(errno.EIO, "the copy is not what was written", str(target))
    return sent.hexdigest()


def is_start_of(part: Path, whole: Path, read: Copied = _go_on) -> bool:
    """Whether a file is an ordinary one and holds nothing but the beginning of another one's bytes.

    ``read`` is called before each piece with how many bytes are compared, and what it raises ends it.
    """
    if not is_there(part) or not stat.S_ISREG(os.lstat(part).st_mode):
        return False
    size = 0
    with part.open("rb") as some, whole.open("rb") as every:
        while chunk := some.read(CHUNK_BYTES):
            read(size)
            if every.read(len(chunk)) != chunk:
                return False
            size += len(chunk)
    return True


def check_readable(path: Path) -> None:
    """Raises OSError unless an ordinary file is there that opens; a pipe is not waited for."""
    handle = os.open(path, READ_FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
    finally:
        os.close(handle)


def sha256_of(path: Path, read: Copied = _go_on) -> str:
    """Hex; ``read`` is called before each piece, and what it raises ends it. Raises OSError."""
    found, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, READ_FLAGS), "rb", buffering=0) as file:
        while chunk := file.read(CHUNK_BYTES):
            read(size)
            found.update(chunk)
            size += len(chunk)
    return found.hexdigest()


def is_there(path: Path) -> bool:
    """Whether a name is taken. Raises OSError where that can't be known; ``os.path.lexists`` would say no."""
    try:
        os.lstat(path)
    except OSError as exc:
        if exc.errno in _NEVER_THERE:
            return False
        raise
    return True


def remove_if_empty(path: Path) -> bool:
    """Remove a reservation of ours; False, and nothing done, if there is something in it."""
    if not is_there(path):
        return False
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode) or found.st_size:
        return False
    os.unlink(path)
    return True


def is_different_volume(exc: OSError) -> bool:
    """Whether a rename failed because the two folders are on different disks."""
    return exc.errno == errno.EXDEV or getattr(exc, "winerror", None) == 17


def has_writer(handle: int) -> bool:
    """Whether another program has the file open for writing. Only Linux can say; elsewhere False."""
    if sys.platform != "linux":
        return False
    try:
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as exc:
        # Others: a file of another user, or a file system without leases. Then it can't be known.
        return exc.errno == errno.EAGAIN
    return False


def free_bytes(folder: Path) -> tuple[int, int]:
    """(free for us, in all) on the disk of a folder."""
    usage = shutil.disk_usage(folder)
    return usage.free, usage.total


def _is_busy(exc: OSError) -> bool:
    if sys.platform == "darwin":
        return exc.errno in {errno.EBUSY, errno.ETXTBSY}
    return getattr(exc, "winerror", None) in BUSY_WINERRORS


def _is_same(path: Path, found: os.stat_result) -> bool:
    try:
        now = os.lstat(path)
    except OSError:
        return False
    return (now.st_dev, now.st_ino) == (found.st_dev, found.st_ino)

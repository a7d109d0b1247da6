"""Into the system's trash: a file leaves its folder, can be put back from there, and nothing in the trash is replaced.

On Linux as the FreeDesktop.org trash specification 1.0 says, with steps that survive a power cut; a file never travels
to another disk's trash, as file managers do it too. macOS and Windows have calls of their own.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
import sys
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from photospool.spool import durable_io, ways
from photospool.spool.ignore import numbered

if sys.platform == "win32":
    import ctypes

INFO: Final = ".trashinfo"
_FIXED: Final = 3  # GetDriveTypeW


class NoTrash(OSError):
    """There is no trash that this file could go to; it is where it was."""


def move_to_trash(path: Path) -> Path | None:
    """Move an ordinary file to the trash; where it lies there, as far as the system tells.

    Raises OSError; the file is where it was then.
    """
    if sys.platform == "win32":
        _to_recycle_bin(path)
        return None
    if sys.platform == "darwin":
        from send2trash import send2trash

        send2trash(path)
        return None
    trash, top = _trash_for(path)
    return _moved(path, trash, top)


def put_back(lies: Path, path: Path) -> bool:
    """Out of the trash again, to a name that must be free; False, and nothing done, where it is taken."""
    if not ways.move_untried(lies, path):
        return False
    with contextlib.suppress(OSError):
        os.unlink(lies.parent.parent / "info" / f"{lies.name}{INFO}")
    return True


def _moved(path: Path, trash: Path, top: Path | None) -> Path:
    """``top``: the root of the disk that the trash belongs to; None: the trash at home."""
    files, infos = _own_folder(trash / "files"), _own_folder(trash / "info")
    whole = path.parent.resolve() / path.name
    lay = os.fsencode(whole if top is None else whole.relative_to(top))
    info = f"[Trash Info]\nPath={quote(lay)}\nDeletionDate={datetime.now():%Y-%m-%dT%H:%M:%S}\n".encode("ascii")
    for name in itertools.islice(numbered(path.name), 10_000):
        note = infos / f"{name}{INFO}"
        try:
            handle = os.open(note, durable_io.CREATE_FLAGS, 0o600)  # whose note it is, has the name
        except FileExistsError:
            continue
        try:
            try:
                durable_io.write_all(handle, info)
                durable_io.sync_file(handle)
            finally:
                os.close(handle)
            durable_io.sync_folder(infos)
            if ways.move_untried(path, files / name):
                durable_io.sync_folder(files)
                return files / name
        except OSError:
            if not durable_io.is_there(path):  # it has arrived, and only making that durable failed
                return files / name
            os.unlink(note)
            raise
        os.unlink(note)  # a file without a note has this name
    raise NoTrash("the trash has no name left for this file")


def _trash_for(path: Path) -> tuple[Path, Path | None]:
    """The trash on the file's own disk, and that disk's root; None for the one at home."""
    device = os.lstat(path).st_dev
    home = _home_trash()
    if home is not None and _device_of(home) == device:
        return _own_folder(home), None
    top = path.parent.resolve()
    while not os.path.ismount(top):
        top = top.parent
    shared = top / ".Trash"
    if durable_io.is_there(shared):
        found = os.lstat(shared)
        if stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX:
            try:
                return _own_folder(shared / str(os.getuid())), top
            except OSError:
                pass  # the specification's second choice
    return _own_folder(top / f".Trash-{os.getuid()}"), top


def _home_trash() -> Path | None:
    data = os.environ.get("XDG_DATA_HOME", "")
    try:
        return (Path(data) if data.startswith("/") else Path.home() / ".local" / "share") / "Trash"
    except RuntimeError:  # nobody knows where this user is at home
        return None


def _device_of(folder: Path) -> int:
    """The disk on which a folder is, or would be made."""
    while not folder.exists():
        folder = folder.parent
    return folder.stat().st_dev


def _own_folder(folder: Path) -> Path:
    """A folder of this user's alone, made where it is missing. Raises OSError for a link, or somebody else's."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise NoTrash(f"{folder} is not this user's own folder")
    return folder


def _to_recycle_bin(path: Path) -> None:
    """Windows deletes outright what has no bin (a network's folder, a memory stick), so only fixed disks are asked."""
    if sys.platform == "win32":
        from send2trash import send2trash

        drive = path.absolute().drive
        if drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") != _FIXED:
            raise NoTrash(f"{drive} has no recycle bin")
        send2trash(str(path))

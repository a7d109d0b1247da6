"""Files that are made below one folder and nowhere else, whatever a stranger's words say: the one place for it.

A document, an index or a note in work may have been written by anybody, and names of files are made of their words. So
each name is made fit first (one part of a path, such as every system takes), and each file is then reached from its
folder's open handle, step by step, and no link is followed on the way. What the files hold is not known here.
"""

# Calls of os: they are the ones that take an open folder.

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, Final, Self

from photospool.security.private_files import FILE_MODE, FOLDER_MODE, NO_LINKS

LONGEST_BYTES: Final = 255
"""What most file systems allow in one name."""
PART: Final = ".part"
"""The ending of what is not whole yet."""
_BY_HANDLE: Final = os.open in os.supports_dir_fd
"""Windows reaches files by their paths alone; there every name is looked at before it is used."""
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINKS


class Outside(OSError):
    """A name leads out of its folder, or over a link."""

    def __init__(self, name: str) -> None:
        super().__init__(errno.EPERM, "this leads out of its folder", name)


def is_one_part(name: str) -> bool:
    """Whether a name is one part of a path on every system, and leads nowhere."""
    if name in {"", ".", ".."} or "/" in name or "\\" in name or "\0" in name:
        return False
    if not name.isascii():
        try:
            os.fsencode(name)
        except UnicodeEncodeError:
            return False  # half a letter: no disk has such a name
    return os.name != "nt" or (":" not in name and PurePath(name).name == name)  # no drive, no stream


def is_below(path: str) -> bool:
    """Whether a path with slashes, as a note keeps it, stays below the folder that it starts from."""
    parts = path.replace(os.sep, "/").split("/")
    return all(is_one_part(part) for part in parts)


def fit(text: str, *, longest_bytes: int = LONGEST_BYTES, instead: str = "photo") -> str:
    """A stranger's words as one part of a path that every system takes, cut to so many bytes."""
    from pathvalidate import sanitize_filename

    text = text.encode("utf-8", errors="ignore").decode("utf-8")  # half a letter is none
    name = str(sanitize_filename(text, platform="universal"))
    name = name.encode("utf-8", errors="ignore")[:longest_bytes].decode("utf-8", errors="ignore").rstrip(" .")
    return name if is_one_part(name) else instead


class Folder:
    """An open folder. Names that are no single part, and links, raise Outside; everything else OSError."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path = path
        self._handle = handle  # None: the system reaches files by their paths alone

    @classmethod
    def open(cls, path: Path) -> Folder:
        """The folder that a person named; made, for this user alone, where it is not there. A link to it is theirs."""
        from photospool.security.private_files import make_folder

        make_folder(path)
        return cls.look_into(path)

    @classmethod
    def look_into(cls, path: Path) -> Folder:
        """As ``open``, of a folder that is there. Raises OSError."""
        return cls(path, os.open(path, os.O_RDONLY | _directory()) if _BY_HANDLE else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def sub(self, name: str) -> Folder:
        """A folder in it, made where it is not there."""
        path = self._checked(name)
        for is_made in (False, True):
            try:
                return Folder(self.path / name, self._entered(path, name))
            except FileNotFoundError:
                if is_made:
                    raise
            with contextlib.suppress(FileExistsError):
                os.mkdir(path, FOLDER_MODE, dir_fd=self._handle)
        raise AssertionError("it is there, or that was raised")

    def _entered(self, path: str, name: str) -> int | None:
        if not _BY_HANDLE:
            found = os.lstat(path)
            if not stat.S_ISDIR(found.st_mode) or _is_junction(found):
                raise Outside(name)
            return None
        try:
            return os.open(path, os.O_RDONLY | _directory() | NO_LINKS, dir_fd=self._handle)
        except OSError as exc:
            raise Outside(name) if exc.errno in {errno.ELOOP, errno.ENOTDIR} else exc from exc

    def lstat(self, name: str) -> os.stat_result | None:
        """What lies there under a name; None for nothing."""
        try:
            return os.stat(self._checked(name), dir_fd=self._handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def create(self, name: str, *, instead: bool = False) -> BinaryIO:
        """A new file for writing. FileExistsError where the name is taken, by a link too.

        ``instead``: of what has the name, which goes; for names that only we give.
        """
        path = self._checked(name)
        try:
            handle = os.open(path, _CREATE, FILE_MODE, dir_fd=self._handle)
        except FileExistsError:
            if not instead:
                raise
            self.remove(name)
            handle = os.open(path, _CREATE, FILE_MODE, dir_fd=self._handle)
        return os.fdopen(handle, "wb")

    @property
    def device(self) -> int:
        """The number of its disk."""
        return os.fstat(self._handle).st_dev if self._handle is not None else self.path.stat().st_dev

    def takes(self, name: str) -> bool:
        """Whether its disk takes a file of this name, tried with an empty one that is gone again."""
        try:
            self.create(name).close()
        except FileExistsError:
            return True
        except OSError as exc:
            if exc.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
                raise
            return False
        self.remove(name)
        return True

    def read(self, name: str) -> BinaryIO:
        """A file for reading; FileNotFoundError, and Outside for what is no ordinary file."""
        path = self._checked(name)
        try:
            handle = os.open(path, os.O_RDONLY | NO_LINKS, dir_fd=self._handle)
        except OSError as exc:
            raise Outside(name) if exc.errno in {errno.ELOOP, errno.ENXIO} else exc from exc
        found = None if _BY_HANDLE else self.lstat(name)  # Windows may have followed a link
        if not all(stat.S_ISREG(one.st_mode) for one in (os.fstat(handle), found) if one is not None):
            os.close(handle)
            raise Outside(name)
        return os.fdopen(handle, "rb")

    def remove(self, name: str) -> None:
        """Take a name away, if it is there; of a link the link."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._checked(name), dir_fd=self._handle)

    def replace(self, made: str, name: str) -> None:
        """Give what was made here another name; whatever has it goes, of a link the link."""
        os.replace(self._checked(made), self._checked(name), src_dir_fd=self._handle, dst_dir_fd=self._handle)

    def place(self, made: str, name: str) -> None:
        """As ``replace``, where nothing has the name. Raises FileExistsError."""
        source, target = self._checked(made), self._checked(name)
        try:
            os.link(source, target, src_dir_fd=self._handle, dst_dir_fd=self._handle, follow_symlinks=False)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a disk without second names: looked at, then renamed
            if self.lstat(name) is not None:
                raise FileExistsError(errno.EEXIST, "the name is taken", name) from None
            os.rename(source, target, src_dir_fd=self._handle, dst_dir_fd=self._handle)
        else:
            os.unlink(source, dir_fd=self._handle)

    @contextmanager
    def writing(self, name: str, *, is_durable: bool = True) -> Iterator[BinaryIO]:
        """A file that takes the place of ``name`` once it is whole, and on the disk; nothing of it stays otherwise."""
        part = name + PART
        try:
            with self.create(part, instead=True) as out:
                yield out
                if is_durable:
                    out.flush()
                    os.fsync(out.fileno())
            self.replace(part, name)
        except BaseException:
            with contextlib.suppress(OSError):
                self.remove(part)
            raise

    def _checked(self, name: str) -> str:
        if not is_one_part(name):
            raise Outside(name)
        return name if self._handle is not None else os.fspath(self.path / name)


def _directory() -> int:
    return getattr(os, "O_DIRECTORY", 0)


def _is_junction(found: os.stat_result) -> bool:
    return bool(getattr(found, "st_reparse_tag", 0) & 0x20000000)

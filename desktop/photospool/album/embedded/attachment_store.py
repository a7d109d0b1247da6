"""Attachments of the embedded album as files that are named by their content.

``files/ab/ab34…`` is the sha256 of what is in it, so the same bytes are kept once, and every file can prove itself.
A file is whole and on the disk before anything names it: written beside, fsync, rename, fsync of the folder, and read
again. Which file belongs to which photo is not known here; that is document_store.py.
"""

# Plain os calls: the crash tests stop the program before and after each of them.
# ruff: noqa: PTH102, PTH105, PTH108, PTH123

from __future__ import annotations

import base64
import errno
import hashlib
import io
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from photospool.album.documents import couch_digest
from photospool.errors import PhotoNotReady
from photospool.security import private_files

if sys.platform != "win32":
    import fcntl

_CHUNK: Final = 1 << 20
Copied = Callable[[int], None]
"""Called with the number of bytes that are written, before more are; it may wait, or raise to end it."""
_BUSY: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})
_TMP: Final = "tmp"
_ABANDONED_S: Final = 3600.0
"""A file beside its place that nobody has written to for so long belongs to a process that is gone."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file that is in its place."""

    sha256: str
    """Hex; its name."""
    md5: str
    """Hex."""
    length: int
    """Bytes."""

    @property
    def digest(self) -> str:
        """As CouchDB writes it: ``md5-<base64>``."""
        return couch_digest(self.md5)


def md5_of(digest: str) -> str:
    """The hex md5 of CouchDB's ``md5-<base64>``; empty for what is none."""
    try:
        return base64.b64decode(digest.removeprefix("md5-"), validate=True).hex()
    except ValueError:
        return ""


class Damaged(OSError):
    """The disk does not give back the bytes that were written."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EIO, "the content is not what was written", str(path))


class AttachmentStore:
    """A folder of files named by their sha256. Safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder  # set once, no lock
        private_files.make_folder(folder / _TMP)

    def path(self, sha256: str) -> Path:
        """Where the file of this content is, or would be."""
        return self._folder / sha256[:2] / sha256

    def add_bytes(self, data: bytes) -> StoredFile:
        """Keep ``data``; ``OSError`` when the disk can't."""
        return self._add(io.BytesIO(data), hashlib.sha256(data).hexdigest())

    def add_file(self, path: Path, sha256: str, copied: Copied | None = None) -> StoredFile:
        """Keep a copy of the file at ``path``, whose sha256 is known; ``copied`` is called as it goes.

        Raises ``PhotoNotReady`` if its bytes have changed since, ``OSError`` when a disk can't.
        """
        # The owner's own file, not a link or a pipe that somebody put in its place.
        with open(os.open(path, os.O_RDONLY | private_files.NO_LINKS), "rb") as source:
            return self._add(source, sha256, copied)

    def verify(self, sha256: str) -> StoredFile:
        """Read a file again; :class:`Damaged` or ``FileNotFoundError`` if it is not what its name says."""
        path = self.path(sha256)
        with self.open(sha256) as file:
            found = _digests(file)
        if found.sha256 != sha256:
            raise Damaged(path)
        return found

    def open(self, sha256: str) -> BinaryIO:
        """A file for reading, over no link. Raises FileNotFoundError and other OSErrors."""
        return os.fdopen(os.open(self.path(sha256), os.O_RDONLY | private_files.NO_LINKS), "rb")

    def size(self, sha256: str) -> int | None:
        """How many bytes the file has, without reading it; None where there is none. Raises OSError."""
        try:
            return os.lstat(self.path(sha256)).st_size
        except FileNotFoundError:
            return None

    def is_whole(self, sha256: str) -> bool:
        """Whether the file is there and what its name says. Raises OSError where no more files can be opened."""
        try:
            self._prove(sha256)
        except OSError as exc:
            if exc.errno in _BUSY:
                raise  # which says nothing of this file
            return False
        return True

    def _prove(self, sha256: str) -> None:
        """As ``verify``, by its name alone: of a film of gigabytes each further digest takes seconds."""
        found = hashlib.sha256()
        with self.open(sha256) as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
        if found.hexdigest() != sha256:
            raise Damaged(self.path(sha256))

    def remove(self, sha256: str) -> None:
        """Remove a file that nothing names any more."""
        with suppress(FileNotFoundError):
            os.unlink(self.path(sha256))

    def names(self) -> Iterator[str]:
        """The sha256 of every file that is there."""
        for folder in sorted(os.listdir(self._folder)):
            if len(folder) == 2:
                yield from sorted(n for n in os.listdir(self._folder / folder) if len(n) == 64)

    def remove_abandoned(self) -> int:
        """Remove what crashes left half-written; the number of files."""
        removed = 0
        with os.scandir(self._folder / _TMP) as entries:
            for entry in list(entries):
                with suppress(OSError):  # gone, or (Windows) still written to
                    if _is_abandoned(entry):
                        os.unlink(entry.path)
                        removed += 1
        return removed

    def _add(self, source: BinaryIO, sha256: str, copied: Copied | None = None) -> StoredFile:
        final = self.path(sha256)
        # After a crash, or for a picture that two photos share, the work is done already.
        with suppress(OSError):
            stored = self.verify(sha256)
            _sync_folder(final.parent)
            return stored
        tmp, out = _created(self._folder / _TMP)
        with ExitStack() as held:
            held.callback(_unlink, tmp)
            held.callback(os.close, out)  # held until it has its place: who cleans up leaves it alone
            found = _copy(source, out, copied or (lambda _number: None))
            if found.sha256 != sha256:
                raise PhotoNotReady(
                    "The file changed while it was being copied into the album.",
                    "It stays where it is and is tried again when it has come to rest.",
                )
            self._make_folder(final.parent)
            if sys.platform == "win32":  # there no file that is open can be moved, nor removed by others
                held.pop_all()
                held.callback(_unlink, tmp)
                os.close(out)
            self._place(tmp, final, sha256)
        _sync_folder(final.parent)
        self._prove(sha256)
        return found

    def _make_folder(self, folder: Path) -> None:
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
            _sync_folder(self._folder)

    def _place(self, tmp: Path, final: Path, sha256: str) -> None:
        try:
            # Over nothing, over the same bytes of another thread, or over a file that the disk has damaged.
            os.replace(tmp, final)
        except PermissionError:
            if os.name != "nt":
                raise
            self._prove(sha256)  # it can't be replaced while another thread reads the same content


def _is_abandoned(entry: os.DirEntry[str]) -> bool:
    """Whether nobody writes to a file beside its place any more: whoever does holds a lock, which ends with them."""
    if sys.platform == "win32":
        return True  # there a file that is open can't be removed
    # Clocks that were set back only make it wait longer.
    is_old = time.time() - entry.stat(follow_symlinks=False).st_mtime > _ABANDONED_S
    handle = os.open(entry.path, os.O_WRONLY | private_files.NO_LINKS)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk that knows no locks
        return is_old
    finally:
        os.close(handle)
    return True


def _hold(handle: int) -> None:
    """Say that somebody writes to it."""
    if sys.platform != "win32":
        with suppress(OSError):  # a disk that knows no locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _created(folder: Path) -> tuple[Path, int]:
    """A fresh file that we hold, and its handle; made anew where somebody cleaned up before we held it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        path = folder / f"{os.getpid()}-{secrets.token_hex(8)}"
        out = os.open(path, flags, 0o600)
        _hold(out)
        if os.path.lexists(path):
            return path, out
        os.close(out)


def _unlink(path: Path) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)


def _copy(source: BinaryIO, out: int, copied: Copied) -> StoredFile:
    md5, sha256, length = hashlib.md5(usedforsecurity=False), hashlib.sha256(), 0
    copied(0)
    while chunk := source.read(_CHUNK):
        md5.update(chunk)
        sha256.update(chunk)
        length += len(chunk)
        view = memoryview(chunk)
        while view:
            view = view[os.write(out, view) :]
        copied(length)
    _sync_file(out)
    return StoredFile(sha256.hexdigest(), md5.hexdigest(), length)


def _digests(file: BinaryIO) -> StoredFile:
    md5, sha256, length = hashlib.md5(usedforsecurity=False), hashlib.sha256(), 0
    while chunk := file.read(_CHUNK):
        md5.update(chunk)
        sha256.update(chunk)
        length += len(chunk)
    return StoredFile(sha256.hexdigest(), md5.hexdigest(), length)


def _sync_file(handle: int) -> None:
    os.fsync(handle)
    if sys.platform == "darwin":
        # There fsync only reaches the disk's own cache. File systems that can't do more refuse.
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call: its file system's journal does it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The bytes of one photo, wherever they are read from: a file by its path, or a descriptor that somebody handed over.

A decoding worker opens nothing (``photo.cage``), so it gets a descriptor. Both kinds answer the two questions that
reading asks: ``open("rb")`` and ``stat()``. It never knows what the bytes mean.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

_BUFFER_BYTES = 1 << 16
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def open_file(path: Path) -> int:
    """A read-only descriptor of an ordinary file; links are not followed, and FIFOs don't block. Raises OSError."""
    descriptor = os.open(path, _OPEN_FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.ENXIO, "no ordinary file", str(path))
        if sys.platform != "win32":
            os.set_blocking(descriptor, True)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


@dataclass(frozen=True, slots=True)
class Facts:
    """The part of ``os.stat_result`` that reading a photo asks for."""

    st_mtime: float
    """Seconds since 1970."""
    st_size: int
    """Bytes."""


class Handed:
    """A descriptor that was handed over, with what its giver knows of the file. Owns the descriptor.

    Stands where a path stands. Each ``open`` has a position of its own, so that two may read at a time.
    """

    def __init__(self, descriptor: int, facts: Facts) -> None:
        self._descriptor = descriptor
        self._facts = facts
        self._lock = threading.Lock()

    def open(self, mode: str = "rb") -> BinaryIO:
        """The bytes from the start; closing leaves the descriptor as it is. ValueError for a mode but "rb"."""
        if mode != "rb":
            raise ValueError(mode)
        return cast(BinaryIO, io.BufferedReader(_Reader(self._descriptor, self._lock), _BUFFER_BYTES))

    def read_bytes(self) -> bytes:
        """All of it."""
        with self.open() as file:
            return file.read()

    def stat(self) -> Facts:
        """As the giver saw it: asking the system is refused in the cage."""
        return self._facts

    def close(self) -> None:
        """Give the descriptor back."""
        os.close(self._descriptor)


class FilePart:
    """A part of another source, as a file by itself; ``head`` stands in place of its first bytes."""

    def __init__(self, source: Path | Handed, offset: int, length: int, head: bytes = b"") -> None:
        self._source, self._offset, self._length, self._head = source, offset, length, head

    def open(self, mode: str = "rb") -> BinaryIO:
        """Its bytes from the start. ValueError for a mode but "rb"."""
        if mode != "rb":
            raise ValueError(mode)
        window = _Window(self._source.open("rb"), self._offset, self._length, self._head)
        return cast(BinaryIO, io.BufferedReader(window, _BUFFER_BYTES))

    def read_bytes(self) -> bytes:
        """All of it."""
        with self.open() as file:
            return file.read()

    def stat(self) -> Facts:
        """Its own length, and the time of the whole."""
        return Facts(self._source.stat().st_mtime, self._length)


class InMemory:
    """Bytes that were unpacked out of another source, as a file by themselves."""

    def __init__(self, data: bytes, modified_s: float) -> None:
        self._data, self._modified_s = data, modified_s

    def open(self, mode: str = "rb") -> BinaryIO:
        """Its bytes from the start. ValueError for a mode but "rb"."""
        if mode != "rb":
            raise ValueError(mode)
        return io.BytesIO(self._data)

    def read_bytes(self) -> bytes:
        """All of it."""
        return self._data

    def stat(self) -> Facts:
        """Its own length, and the time of the whole."""
        return Facts(self._modified_s, len(self._data))


Source = Path | Handed | FilePart | InMemory
"""What a photo is read from."""


class _Positioned(io.RawIOBase):
    """Read at a position of its own."""

    _at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset += self._at
        elif whence == os.SEEK_END:
            offset += self._size()
        if offset < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at

    def _size(self) -> int:
        """Bytes in all."""
        raise NotImplementedError


class _Window(_Positioned):
    """Reads a part of an open file, which it closes with itself."""

    def __init__(self, file: BinaryIO, offset: int, length: int, head: bytes) -> None:
        self._file, self._offset, self._length, self._head = file, offset, length, head

    def readinto(self, buffer: Any) -> int:  # any that can be written to
        count = max(0, min(len(buffer), self._length - self._at))
        self._file.seek(self._offset + self._at)
        data = self._file.read(count)
        if self._at < len(self._head):
            head = self._head[self._at :][: len(data)]
            data = head + data[len(head) :]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _size(self) -> int:
        return self._length

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


class _Reader(_Positioned):
    """Reads from a descriptor, whatever others do with its own position."""

    def __init__(self, descriptor: int, lock: threading.Lock) -> None:
        self._descriptor = descriptor
        self._lock = lock

    def fileno(self) -> int:
        """The TIFF library reads by itself; it sets the descriptor's position before each read.

        Not on macOS, whose cage may refuse it to ask for the file's size: it is given the bytes there.
        """
        if sys.platform == "darwin":
            raise io.UnsupportedOperation
        return self._descriptor

    def readinto(self, buffer: Any) -> int:  # any that can be written to
        if hasattr(os, "preadv"):
            count = os.preadv(self._descriptor, [buffer], self._at)
        else:
            with self._lock:
                os.lseek(self._descriptor, self._at, os.SEEK_SET)
                data = os.read(self._descriptor, len(buffer))
            count = len(data)
            buffer[:count] = data
        self._at += count
        return count

    def _size(self) -> int:
        with self._lock:
            return os.lseek(self._descriptor, 0, os.SEEK_END)

"""A disk that fails at the N-th call, in the way of SQLite's test VFS (https://www.sqlite.org/testing.html).

The ``os`` functions that the program uses are wrapped from outside; only calls about files below one folder count,
by path or by a handle that was opened there.
"""

from __future__ import annotations

import contextlib
import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from photospool.spool import durable_io

WRITING = ("mkdir", "rename", "replace", "link", "unlink", "rmdir", "fsync", "write", "ftruncate", "utime", "create")
READING = ("open", "read", "lstat", "stat", "scandir", "file")


class Disk:
    """Counts calls below ``root`` and fails the ``at``-th, or all from there on."""

    def __init__(self, root: Path, error: int, *, at: int, lasting: bool, reading: bool) -> None:
        self.error: type[BaseException] = OSError
        self.on_failure: Callable[[], object] = lambda: None
        self.count = 0
        self.failed: list[str] = []
        self._root = str(root)
        self._error, self._at, self._lasting = error, at, lasting
        self._names = (*WRITING, *READING) if reading else WRITING
        self._handles: set[int] = set()
        self._lock = threading.Lock()

    def fail_from_now(self) -> None:
        """Every call fails from here on."""
        self._at, self._lasting = self.count + 1, True

    def mend(self) -> None:
        """No call fails any more."""
        self._at = 0

    def close_all(self) -> None:
        """As the system does with what a killed program had open."""
        for handle in list(self._handles):
            with contextlib.suppress(OSError):
                os.close(handle)

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("mkdir", "rename", "replace", "unlink", "rmdir", "fsync", "write", "ftruncate", "utime"):
            patch.setattr(os, name, self._wrapped(name, getattr(os, name)))
        for name in ("read", "lstat", "stat", "scandir"):
            patch.setattr(os, name, self._wrapped(name, getattr(os, name)))
        patch.setattr(durable_io, "rename_new", self._wrapped("rename", durable_io.rename_new))
        patch.setattr(os, "link", self._wrapped("link", os.link))
        patch.setattr(os, "open", self._opening(os.open))
        patch.setattr(os, "close", self._closing(os.close))
        patch.setattr(io, "open", self._wrapped("file", io.open))

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            self._count(name, args[0] if args else "")
            return call(*args, **kwargs)

        return step

    def _opening(self, call: Callable[..., int]) -> Callable[..., int]:
        def step(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
            self._count("create" if flags & os.O_CREAT else "open", path)
            handle = call(path, flags, *args, **kwargs)
            if self._is_ours(path):
                self._handles.add(handle)
            return handle

        return step

    def _closing(self, call: Callable[[int], None]) -> Callable[[int], None]:
        def step(handle: int) -> None:
            self._handles.discard(handle)
            call(handle)

        return step

    def _is_ours(self, what: Any) -> bool:
        if isinstance(what, int):
            return what in self._handles
        return isinstance(what, (str, os.PathLike)) and os.fspath(what).startswith(self._root)

    def _count(self, name: str, what: Any) -> None:
        if name not in self._names or not self._is_ours(what):
            return
        with self._lock:
            self.count += 1
            fails = self.count >= self._at if self._lasting else self.count == self._at
            if not fails or not self._at:
                return
            self.failed.append(f"{name} {what}")
        self.on_failure()
        raise self.error(self._error, os.strerror(self._error), str(what))


@contextmanager
def failing(root: Path, error: int, *, at: int, lasting: bool = False, reading: bool = True) -> Iterator[Disk]:
    """While it lasts, the disk below ``root`` fails at call number ``at`` (0: never, only counted)."""
    disk = Disk(root, error, at=at, lasting=lasting, reading=reading)
    with pytest.MonkeyPatch.context() as patch:
        disk.install(patch)
        yield disk


class Killed(BaseException):
    """The program ends here: from now on no call does anything any more."""


@contextmanager
def killed_at(root: Path, at: int, end: Callable[[], object]) -> Iterator[None]:
    """The program is killed at call number ``at`` that writes below ``root``: nothing of it happens any more.

    In this very process: each later call fails in every thread, as nothing that catches errors may catch this. ``end``
    ends whoever would wait for a thread that was killed.
    """
    disk = Disk(root, 0, at=at, lasting=True, reading=False)
    disk.error, disk.on_failure = Killed, end
    with pytest.MonkeyPatch.context() as patch:
        disk.install(patch)
        try:
            yield
        finally:
            disk.close_all()

"""Pictures of photos that need attention: read in a process of their own, as every stranger's file, one at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage

from photospool.errors import PhotospoolError


def jpeg(data: bytes) -> QImage:
    """A picture that a decoding process made; null if it is anything but a JPEG: Qt would guess what else it may be."""
    image = QImage()
    image.loadFromData(data, "JPEG")
    return image


def _nothing() -> None:
    pass


class _Reading(QRunnable):
    def __init__(self, owner: Pictures, job: str, path: Path) -> None:
        super().__init__()
        self._owner, self._job, self._path = owner, job, path

    def run(self) -> None:
        """In the pool's thread."""
        image = self._owner.read(self._path)
        if not image.isNull():
            self._owner.ready.emit(self._job, image)


class Pictures(QObject):
    """Asked by job and path; answers only where there is a picture."""

    ready = Signal(str, object)

    def __init__(self, parent: QObject | None = None, *, heic_anyway: Callable[[], bool] = lambda: False) -> None:
        """``heic_anyway``: whether the user lets HEIC be opened where nothing closes its decoder in."""
        super().__init__(parent)
        self._heic_anyway = heic_anyway
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(5000)
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._end: Callable[[], None] = _nothing  # guarded by _lock: ends the process that is at work

    def want(self, job: str, path: str) -> None:
        """Read this photo when its turn comes."""
        self._pool.start(_Reading(self, job, Path(path)))

    def close(self) -> None:
        """Ask for nothing more, and end what is at work."""
        self._closed.set()
        self._pool.clear()
        with self._lock:
            self._end()
        self._pool.waitForDone(500)

    def read(self, path: Path) -> QImage:
        """The photo's small picture; null if it can't be read. Called in the pool's thread."""
        from photospool.photo.options import Options
        from photospool.photo.workers.pool import WorkerPool

        decoders = WorkerPool(1, Options(large=False, heic_anyway=self._heic_anyway()))
        with self._lock:
            if self._closed.is_set():
                return QImage()
            self._end = decoders.close
        try:
            with contextlib.suppress(PhotospoolError, OSError):
                prepared = decoders.prepare(path, path.name)
                if prepared.renditions:
                    return jpeg(prepared.renditions[0].data)
            return QImage()
        finally:
            with self._lock:
                self._end = _nothing
            decoders.close()

"""What takes its time, off the interface's thread: walking folders, small pictures, copying. All tell by signals."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photospool.album.sidecar_owner import AskedOwner
from photospool.engine import add_files
from photospool.engine.add_files import AddedFiles, Companion, Copied, LeftOut, NotCopied
from photospool.engine.added_sidecars import SidecarPlan, planned
from photospool.errors import PhotospoolError
from photospool.gui.widgets.previews import jpeg
from photospool.photo.formats import PHOTOS
from photospool.photo.photo import Prepared
from photospool.spool.spool import Spool

TELL_S = 0.1
"""What is found, and how far the copying is, is told no more often."""
JOIN_S = 1.5


class Finder(QObject):
    """Walks what was chosen or dropped, one choice after the other."""

    found = Signal(object)
    """A list of paths, ``Companion`` and ``LeftOut``, some at a time."""
    finished = Signal()
    """Nothing is left to walk."""

    def __init__(self, kinds: Collection[str] = (PHOTOS,), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._asked: deque[Path] = deque()  # guarded by _lock
        self._is_running = False  # guarded by _lock

    def walk(self, chosen: Sequence[Path]) -> None:
        """Look at these files and folders too."""
        with self._lock:
            self._asked += chosen
            if self._is_running or not self._asked:
                return
            self._is_running = True
        threading.Thread(target=self._run, name="photospool-find", daemon=True).start()

    def close(self) -> None:
        """Tell nothing any more."""
        self._stop.set()

    def _run(self) -> None:
        kept: list[Path | Companion | LeftOut] = []
        told = time.monotonic()
        while (path := self._next()) is not None:
            for one in add_files.find([path], self._kinds):
                if self._stop.is_set():
                    return
                kept.append(one)
                if time.monotonic() - told > TELL_S:
                    self._tell(kept)
                    kept, told = [], time.monotonic()
            self._tell(kept)
            kept = []
        self._emit_finished()

    def _next(self) -> Path | None:
        with self._lock:
            if not self._asked:
                self._is_running = False
                return None
            return self._asked.popleft()

    def _tell(self, kept: list[Path | Companion | LeftOut]) -> None:
        # The window may be gone by now, and this object's inner one with it.
        with contextlib.suppress(RuntimeError):
            if kept and not self._stop.is_set():
                self.found.emit(kept)

    def _emit_finished(self) -> None:
        with contextlib.suppress(RuntimeError):
            if not self._stop.is_set():
                self.finished.emit()


class PreviewDecoder(Protocol):
    """Reads pictures in a process that may die without harm."""

    def prepare(self, path: Path, name: str) -> Prepared: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Thumb:
    """What was learnt of one photo."""

    path: Path
    image: QImage
    """Null where it can't be read."""
    taken: str = ""
    """Its day, ``YYYY-MM-DD``."""
    problem: str = ""


class Thumbs(QObject):
    """Makes small pictures of what is looked at, the last asked first."""

    made = Signal(object)
    """A ``Thumb``."""

    def __init__(self, make_decoder: Callable[[], PreviewDecoder], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_decoder = make_decoder
        self._changed = threading.Condition()
        self._wanted: list[Path] = []  # guarded by _changed
        self._decoder: PreviewDecoder | None = None  # guarded by _changed
        self._thread: threading.Thread | None = None
        self._is_closed = False  # guarded by _changed

    def want(self, path: Path) -> None:
        """Ask for a photo's picture."""
        with self._changed:
            self._wanted.append(path)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="photospool-thumbs", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """End it at once, the decoding process too."""
        with self._changed:
            self._is_closed = True
            decoder = self._decoder
            self._changed.notify()
        if decoder is not None:
            decoder.close()
        if self._thread is not None:
            self._thread.join(JOIN_S)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted or self._is_closed)
                if self._is_closed:
                    return
                path = self._wanted.pop()
                decoder = self._decoder = self._decoder or self._make_decoder()
            self._tell(_thumb(decoder, path))

    def _tell(self, thumb: Thumb) -> None:
        with self._changed:
            if self._is_closed:
                return
        with contextlib.suppress(RuntimeError):
            self.made.emit(thumb)


def _thumb(decoder: PreviewDecoder, path: Path) -> Thumb:
    try:
        prepared = decoder.prepare(path, path.name)
    except PhotospoolError as problem:
        return Thumb(path, QImage(), problem=problem.title)
    image = jpeg(prepared.renditions[0].data) if prepared.renditions else QImage()
    return Thumb(path, image, taken=prepared.reading.taken.day)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the copying is."""

    done: int
    """Photos and sidecars tried, copied or not."""
    total: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How the copying ended."""

    copied: tuple[Path, ...]
    failed: tuple[NotCopied, ...]
    problem: PhotospoolError | None = None
    """What ended it early: a folder or the disk."""
    is_stopped: bool = False
    """The user stopped it."""
    beside: tuple[Path, ...] = ()
    """Sidecars that were copied."""
    plan: SidecarPlan = field(default_factory=SidecarPlan)


class Copier(QObject):
    """Copies one batch into work."""

    progressed = Signal(object)
    """A ``Progress``."""
    ended = Signal(object)
    """An ``Ended``, once."""

    def __init__(
        self,
        spool: Spool,
        paths: Sequence[Path],
        batch: AddedFiles,
        sidecars: Sequence[Path] = (),
        parent: QObject | None = None,
        *,
        make_asker: Callable[[], AskedOwner] | None = None,
    ) -> None:
        """``make_asker`` makes what asks the album, in this object's thread."""
        super().__init__(parent)
        self._make_asker = make_asker
        self._spool = spool
        self._paths, self._sidecars = tuple(paths), tuple(sidecars)
        self._batch = batch
        self._stop = threading.Event()
        # Not a daemon's way: a copy that was begun is ended, or its half removed, before the program goes.
        self._thread = threading.Thread(target=self._run, name="photospool-copy")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the photo that is being copied."""
        self._stop.set()

    def wait(self) -> None:
        """Until the thread has ended; ``ended`` has been emitted by then."""
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        copied: list[Path] = []
        beside: list[Path] = []
        failed: list[NotCopied] = []
        problem: PhotospoolError | None = None
        plan = SidecarPlan()
        told = 0.0
        try:
            plan = self._planned()
            total = len(self._paths) + len(plan.going) + len(plan.there)
            ends = add_files.copy(
                self._spool, self._paths, self._batch, plan.going, plan.there, is_stopped=self._stop.is_set
            )
            for one in ends:
                if isinstance(one, NotCopied):
                    failed.append(one)
                else:
                    (copied if isinstance(one, Copied) else beside).append(one.path)
                if time.monotonic() - told > TELL_S:
                    told = time.monotonic()
                    self._emit(self.progressed, Progress(len(copied) + len(beside) + len(failed), total))
        except PhotospoolError as exc:
            problem = exc
        finally:
            is_stopped = self._stop.is_set() and len({*copied, *(one.path for one in failed)}) < len(set(self._paths))
            self._emit(self.ended, Ended(tuple(copied), tuple(failed), problem, is_stopped, tuple(beside), plan))

    def _planned(self) -> SidecarPlan:
        asker = self._make_asker() if self._make_asker is not None and self._sidecars else None
        try:
            return planned(self._paths, self._sidecars, ask=asker, is_stopped=self._stop.is_set)
        finally:
            if asker is not None:
                asker.close()

    @staticmethod
    def _emit(signal: object, value: object) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone
            signal.emit(value)  # type: ignore[attr-defined]

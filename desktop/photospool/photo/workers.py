"""The program's side of decoding: a few worker processes, started when needed, watched, and replaced when they die.

No picture is opened in this process, and no image library imported: a hostile file ends a worker at most.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from photospool.children import DECODING, environment
from photospool.errors import DecoderDied, PhotoNotReady, PhotospoolError, TooLarge
from photospool.photo import wire
from photospool.photo.limits import Confinement, Limits
from photospool.photo.photo import Prepared
from photospool.photo.prepare import Options
from photospool.photo.worker import command

PREPARE = "photospool.photo.prepare:prepare"
_MOST_REMEMBERED = 1000
_START_S = 60.0
_KILL_S = 2.0


class Decoders:
    """Up to ``count`` workers at once. ``prepare`` may be called by many threads, ``close`` by any."""

    def __init__(self, count: int, options: Options, limits: Limits | None = None, *, task: str = PREPARE) -> None:
        # set once, no lock
        self._count = max(1, count)
        self._options = options
        self._limits = limits or Limits()
        self._task = task
        self._changed = threading.Condition()
        # guarded by _changed
        self._free: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._starting = 0
        self._pixels = 0
        self._closed = False
        self._deaths: dict[Path, int] = {}

    def prepare(self, path: Path, name: str) -> Prepared:
        """Read and render one file in a worker; waits for a free one.

        Raises what ``photo.prepare.prepare`` raises; PhotoNotReady when the worker ended over this photo, or was
        stopped; DecoderDied when one ended over it for the second time.
        """
        while True:
            with self._worker() as worker:
                try:
                    prepared = self._with(worker, path, name)
                except _Unasked as exc:
                    if worker.is_fresh:
                        raise _no_worker() from exc
                    continue  # it had ended by itself, of idleness
                except _Ended as exc:
                    raise self._death(path, exc) from exc
            with self._changed:
                self._deaths.pop(path, None)
            return prepared

    def close(self) -> None:
        """End all workers at once. Calls under way and later ones raise PhotoNotReady."""
        with self._changed:
            self._closed = True
            workers = [*self._free, *self._busy]
            self._free.clear()
            self._changed.notify_all()
        for worker in workers:
            worker.kill()

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        """A worker for one photo; it goes back to the free ones only if it is known to be well."""
        worker = self._taken()
        try:
            yield worker
        finally:
            with self._changed:
                self._busy.discard(worker)
                is_kept = worker.is_well and worker.photos < self._limits.photos and not self._closed
                if is_kept:
                    self._free.append(worker)
                self._changed.notify_all()
            if not is_kept:
                worker.kill()

    def _taken(self) -> _Worker:
        with self._changed:
            while not self._closed and not self._free and len(self._busy) + self._starting >= self._count:
                self._changed.wait()
            if self._closed:
                raise _stopped()
            if self._free:
                worker = self._free.pop()
                self._busy.add(worker)
                return worker
            self._starting += 1
        return self._started()

    def _started(self) -> _Worker:
        worker = None
        try:
            worker = _Worker(self._task, self._limits)
        except OSError as exc:
            raise _no_worker() from exc
        finally:
            with self._changed:
                self._starting -= 1
                is_late = self._closed
                if worker and not is_late:
                    self._busy.add(worker)
                self._changed.notify_all()
        if is_late:
            worker.kill()
            raise _stopped()
        return worker

    def _with(self, worker: _Worker, path: Path, name: str) -> Prepared:
        worker.ask(
            {
                "path": os.fspath(path.absolute()),
                "name": name,
                "large": self._options.large,
                "quality": self._options.quality,
            }
        )
        message, data = worker.answer()
        if "pixels" in message:
            with self._room(int(message["pixels"])):
                worker.go_on()
                message, data = worker.answer()
        if "error" in message:
            error = wire.untold(message)
            worker.is_well = not isinstance(error, TooLarge)  # memory that was short may stay so
            raise error
        try:
            prepared = wire.unpacked(message, data)
        except (KeyError, TypeError, ValueError) as exc:
            worker.is_well = False
            raise _Ended from exc
        return prepared

    @contextmanager
    def _room(self, pixels: int) -> Iterator[None]:
        """Wait until so many pixels fit beside those that others hold; too many for any room go alone."""
        pixels = min(pixels, self._limits.pixels)
        with self._changed:
            while not self._closed and self._pixels + pixels > self._limits.pixels:
                self._changed.wait()
            if self._closed:
                raise _stopped()
            self._pixels += pixels
        try:
            yield
        finally:
            with self._changed:
                self._pixels -= pixels
                self._changed.notify_all()

    def _death(self, path: Path, ended: _Ended) -> PhotospoolError:
        """The first time it may have been an accident, the second time it is the photo."""
        with self._changed:
            if self._closed:
                return _stopped()
            deaths = self._deaths.pop(path, 0) + 1
            self._deaths[path] = deaths
            if len(self._deaths) > _MOST_REMEMBERED:
                self._deaths.pop(next(iter(self._deaths)))
        if deaths == 1:
            return PhotoNotReady(ended.what, "Nothing was changed; it is tried once more.")
        return DecoderDied(
            f"{ended.what} It did so twice.",
            "The file is kept unchanged among the photos that need attention. "
            "It may be damaged: please look at it with another program, and save a copy from there.",
        )


class _Unasked(Exception):
    """The worker was gone before it took the photo."""


class _Ended(Exception):
    """The worker ended over the photo, or was ended."""

    def __init__(self, what: str = "Reading this photo ended the reader.") -> None:
        super().__init__(what)
        self.what = what


class _Worker:
    """One process and its two pipes; used by one thread at a time, killed by any."""

    def __init__(self, task: str, limits: Limits) -> None:
        self._limits = limits
        self._process = subprocess.Popen(
            command(task, limits),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # decoders comment on odd files, with their bytes
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env=environment(DECODING, MALLOC_ARENA_MAX="2"),  # the last is glibc's alone
        )
        self._confinement = Confinement(self._process.pid, limits)
        self._killing = threading.Lock()
        self._is_killed = False  # guarded by _killing
        self._why = ""
        self.is_well = True
        self.photos = 0

    def ask(self, job: wire.Message) -> None:
        """Hand over a photo and wait until it is taken. Raises _Unasked."""
        try:
            wire.send(self._pipe(self._process.stdin), job)
            self.answer(max(_START_S, self._limits.wall_s))
        except (OSError, ValueError, _Ended) as exc:
            self.is_well = False
            raise (_Unasked if not self._why and not self._is_killed else _Ended) from exc
        self.photos += 1

    def go_on(self) -> None:
        """Give leave for the pixels that it asked for."""
        try:
            wire.send(self._pipe(self._process.stdin), {"go": True})
        except (OSError, ValueError) as exc:
            self.is_well = False
            raise _Ended from exc

    @property
    def is_fresh(self) -> bool:
        """Whether it has never taken a photo."""
        return self.photos == 0

    def answer(self, wall_s: float | None = None) -> tuple[wire.Message, bytes]:
        """The next message; whoever takes too long or too much for it is killed. Raises _Ended."""
        answered = threading.Event()
        watch = threading.Thread(
            target=self._watch, args=(answered, wall_s or self._limits.wall_s), name="decoder-watch", daemon=True
        )
        watch.start()
        try:
            return wire.receive(self._pipe(self._process.stdout))
        except (EOFError, OSError, ValueError) as exc:
            self.is_well = False
            raise (_Ended(self._why) if self._why else _Ended()) from exc
        finally:
            answered.set()
            watch.join()

    def _watch(self, answered: threading.Event, left_s: float) -> None:
        period_s = self._confinement.period_s
        while not answered.wait(min(left_s, period_s or left_s)):
            left_s -= period_s or left_s
            if self._confinement.is_over():
                self._why = "Reading this photo needs too much memory."
            elif left_s <= 0:
                self._why = "Reading this photo took too long."
            if self._why:
                self.kill(reap=False)
                return

    def kill(self, *, reap: bool = True) -> None:
        """End it now. ``reap`` waits for its end and gives back its pipes."""
        with self._killing:
            self._is_killed = True
            self._process.kill()
            if not reap:
                return
            with contextlib.suppress(subprocess.TimeoutExpired):  # stuck in a dead network drive
                self._process.wait(_KILL_S)
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):  # what was not sent any more
                    self._pipe(pipe).close()
            self._confinement.close()

    @staticmethod
    def _pipe(pipe: object) -> BinaryIO:
        assert pipe is not None  # noqa: S101 - both were asked for
        return pipe  # type: ignore[return-value]


def _stopped() -> PhotoNotReady:
    return PhotoNotReady("Stopped while reading.", "The photo stays where it is and is read again.")


def _no_worker() -> PhotoNotReady:
    return PhotoNotReady(
        "The photo can't be read now.", "The part of Photospool that reads photos does not start. It is tried again."
    )

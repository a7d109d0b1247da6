"""The program's side of decoding: a few worker processes, started when needed, watched, and replaced when they die.

No picture is opened in this process, and no image library imported: a hostile file ends a worker at most.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from photospool.errors import DecoderDied, PhotoNotReady, PhotospoolError, TooLarge
from photospool.messages import joined
from photospool.photo.digests import unreadable
from photospool.photo.options import Options
from photospool.photo.photo import Prepared
from photospool.photo.sandbox import OPEN, SandboxParts
from photospool.photo.source import open_file
from photospool.photo.workers import protocol
from photospool.photo.workers.processes import NOTHING, started
from photospool.photo.workers.resource_limits import Limits
from photospool.photo.workers.worker import command

PREPARE = "photospool.photo.prepare:prepare"
REREAD = "photospool.photo.prepare:reread"
DRAW = "photospool.photo.prepare:draw"
_Result = TypeVar("_Result")
Unpacked = Callable[[protocol.Message, bytes], _Result]
_MOST_REMEMBERED = 1000
_MOST_ASKED = 16
"""How often one file may ask for room: a raw file for its pictures, one after the other, and for developing it."""
_START_S = 60.0
_KILL_S = 2.0
_MOST_PATIENCE = 9
"""So many times as long is waited in all for a reader that the machine lets starve."""
_SHORT_S = 0.01
_GRACE_S = 5.0
"""A worker that nobody asks ends by itself; one that was taken over would not, and is ended so much later."""


class WorkerPool:
    """Up to ``count`` workers at once. ``prepare`` may be called by many threads, ``close`` by any."""

    def __init__(
        self,
        count: int,
        options: Options,
        limits: Limits | None = None,
        *,
        task: str = PREPARE,
        is_caged: bool = True,
        developing: Callable[[Path, bool], None] = lambda _path, _is_over: None,
        at_rest: Callable[[], None] = lambda: None,
    ) -> None:
        """``is_caged`` is given up by tests and measurements only.

        ``developing``: called with a raw file's path as a worker begins to develop it, and again with True once that is
        over, however it ended; by the thread that called ``prepare``. ``at_rest``: called by a thread of its own when
        the last worker has ended of idleness.
        """
        # set once, no lock
        self._count = max(1, count)
        self._options = options
        self._limits = limits or Limits()
        self._task = task
        self._is_caged = is_caged
        self._developing = developing
        self._at_rest = at_rest
        self._changed = threading.Condition()
        # guarded by _changed
        self._free: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._starting = 0
        self._pixels = 0
        self._closed = False
        self._deaths: dict[Path, int] = {}
        self._parts: SandboxParts | None = None
        self._idle_watch: threading.Thread | None = None
        # of its own
        self._ending = threading.Event()

    @property
    def parts(self) -> SandboxParts | None:
        """What the cage of the latest worker closes; None before the first one has told."""
        with self._changed:
            return self._parts

    def prepare(self, path: Path, name: str) -> Prepared:
        """Read and render one file in a worker; waits for a free one.

        Raises what ``photo.prepare.prepare`` raises; PhotoNotReady when the file can't be opened, the worker ended
        over this photo, or was stopped; DecoderDied when one ended over it for the second time.
        """
        return self.answered(path, name, protocol.unpacked)

    def answered(self, path: Path, name: str, unpacked: Unpacked[_Result]) -> _Result:
        """The same for other tasks than preparing: ``unpacked`` reads the answer and looks at each part of it.

        It raises KeyError, TypeError or ValueError for what an honest worker never answers.
        """
        while True:
            with self._worker() as worker:
                try:
                    result = self._with(worker, path, name, unpacked)
                except _Unasked as exc:
                    if worker.is_fresh:
                        raise _no_worker() from exc
                    continue  # it had ended by itself, of idleness
                except _Ended as exc:
                    raise self._death(path, exc) from exc
            with self._changed:
                self._deaths.pop(path, None)
            return result

    def close(self) -> None:
        """End all workers at once. Calls under way and later ones raise PhotoNotReady."""
        with self._changed:
            self._closed = True
            workers = [*self._free, *self._busy]
            self._free.clear()
            self._changed.notify_all()
        self._ending.set()
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
                    worker.rest()
                    self._free.append(worker)
                    self._watch_idle()
                self._changed.notify_all()
            if not is_kept:
                worker.kill()

    def _taken(self) -> _Worker:
        with self._changed:
            while not self._closed and not self._free and len(self._busy) + self._starting >= self._count:
                self._changed.wait()
            if self._closed:
                raise _stopped()
            worker = self._free.pop() if self._free else None
            if worker and not worker.is_restless():
                self._busy.add(worker)
                return worker
            self._starting += 1
        if worker:
            worker.kill()
        return self._started()

    def _watch_idle(self) -> None:
        """Have a thread that ends who stays longer than asked for. The lock is held."""
        if self._idle_watch is None:
            self._idle_watch = threading.Thread(target=self._end_idle, name="decoder-idle", daemon=True)
            self._idle_watch.start()

    def _end_idle(self) -> None:
        while not self._ending.wait(self._limits.idle_s + _GRACE_S):
            with self._changed:
                late = [worker for worker in self._free if worker.idle_s() > self._limits.idle_s]
                self._free = [worker for worker in self._free if worker not in late]
                is_done = not self._free
                if is_done:
                    self._idle_watch = None
            for worker in late:
                worker.kill()
            if is_done:
                self._at_rest()
                return

    def _started(self) -> _Worker:
        worker = None
        try:
            worker = _Worker(self._task, self._limits, is_caged=self._is_caged)
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

    def _with(self, worker: _Worker, path: Path, name: str, unpacked: Unpacked[_Result]) -> _Result:
        self._ask(worker, path, name)
        message, data = worker.answer()
        for _ in range(_MOST_ASKED):  # again where one way has failed, and another needs room of its own
            if "pixels" not in message:
                break
            develops = message.get("develops") is True
            with self._room(_pixels(worker, message["pixels"])), self._told(path, develops=develops):
                worker.go_on()
                message, data = worker.answer()
        if "error" in message:
            try:
                error = protocol.untold(message)
            except KeyError as exc:
                worker.is_well = False
                raise _Ended from exc
            worker.is_well = not isinstance(error, TooLarge)  # memory that was short may stay so
            raise error
        try:
            result = unpacked(message, data)
        except (KeyError, TypeError, ValueError) as exc:
            worker.is_well = False
            raise _Ended from exc
        return result

    def _ask(self, worker: _Worker, path: Path, name: str) -> None:
        """Open the file and hand it over: the worker can't open any."""
        try:
            file = open_file(path)
        except OSError as exc:
            raise unreadable(exc) from exc
        try:
            facts = os.fstat(file)
            job = {
                "modified_s": facts.st_mtime,
                "size": facts.st_size,
                "name": name,
                "large": self._options.large,
                "quality": self._options.quality,
                "heic_anyway": self._options.heic_anyway,
                "videos": self._options.videos,
                "raw": self._options.raw,
            }
            worker.ask(job, file)
        finally:
            os.close(file)
        with self._changed:
            self._parts = worker.parts

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

    @contextmanager
    def _told(self, path: Path, *, develops: bool) -> Iterator[None]:
        """Tell of what takes seconds, and of its end."""
        if not develops:
            yield
            return
        self._developing(path, False)
        try:
            yield
        finally:
            self._developing(path, True)

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
            joined(ended.what, "It did so twice."),
            "The file is kept unchanged among what needs attention. "
            "It may be damaged: please look at it with another program, and save a copy from there.",
        )


def _pixels(worker: _Worker, told: object) -> int:
    """What it asks for, if that can be. Raises _Ended."""
    if type(told) is not int or told < 0:
        worker.is_well = False
        raise _Ended
    return told


def ask_parts() -> SandboxParts:
    """What is closed around a worker that is started for this question; all open where none starts."""
    try:
        worker = _Worker(NOTHING, Limits(), is_caged=True)
    except OSError:
        return OPEN
    try:
        return worker.told_parts()
    except (OSError, ValueError, _Ended):
        return OPEN
    finally:
        worker.kill()


class _Unasked(Exception):
    """The worker was gone before it took the photo."""


class _Ended(Exception):
    """The worker ended over the photo, or was ended."""

    def __init__(self, what: str = "Reading this file ended the reader.") -> None:
        super().__init__(what)
        self.what = what


class _Worker:
    """One process and the channel to it; used by one thread at a time, killed by any."""

    def __init__(self, task: str, limits: Limits, *, is_caged: bool) -> None:
        self._limits = limits
        words = command(task, limits, is_caged=is_caged)
        self._process, self._channel, self._confinement = started(words, limits, is_caged=is_caged)
        self._killing = threading.Lock()
        self._is_killed = False  # guarded by _killing
        self._why = ""
        self._free_since = 0.0
        self.is_well = True
        self.photos = 0
        self.parts: SandboxParts | None = None

    def ask(self, job: protocol.Message, file: int) -> None:
        """Hand over a photo and wait until it is taken. Raises _Unasked, _Ended."""
        try:
            self.told_parts()
            self._confinement.allow_cpu()
            self._channel.send(job, file=file)
            self.answer(max(_START_S, self._limits.wall_s))
        except (OSError, ValueError, _Ended) as exc:
            self.is_well = False
            raise (self._ended() if self._why or self._is_killed else _Unasked()) from exc
        self.photos += 1

    def told_parts(self) -> SandboxParts:
        """What its cage closes: its first message. Raises _Ended."""
        if self.parts is None:
            told = self.answer(_START_S)[0].get("cage")
            self.parts = SandboxParts.from_message(told) if isinstance(told, dict) else OPEN
        return self.parts

    def rest(self) -> None:
        """It has answered, and nobody asks it now."""
        self._free_since = time.monotonic()
        self._confinement.rest()

    def idle_s(self) -> float:
        """How long nobody has asked it."""
        return time.monotonic() - self._free_since

    def is_restless(self) -> bool:
        """Whether it computed though nobody asked."""
        return self._confinement.is_restless()

    def go_on(self) -> None:
        """Give leave for the pixels that it asked for."""
        try:
            self._channel.send({"go": True})
        except (OSError, ValueError) as exc:
            self.is_well = False
            raise self._ended() from exc

    @property
    def is_fresh(self) -> bool:
        """Whether it has never taken a photo."""
        return self.photos == 0

    def answer(self, wall_s: float | None = None) -> tuple[protocol.Message, bytes]:
        """The next message; whoever takes too long or too much for it is killed. Raises _Ended."""
        answered = threading.Event()
        watch = threading.Thread(
            target=self._watch, args=(answered, wall_s or self._limits.wall_s), name="decoder-watch", daemon=True
        )
        watch.start()
        try:
            message, data, _ = self._channel.receive()
            return message, data
        except (EOFError, OSError, ValueError) as exc:
            self.is_well = False
            raise self._ended() from exc
        finally:
            answered.set()
            watch.join()

    def _ended(self) -> _Ended:
        """With the reason for which it was ended, if it was."""
        return _Ended(self._why) if self._why else _Ended()

    def _watch(self, answered: threading.Event, left_s: float) -> None:
        period_s, starved_s = self._confinement.period_s, self._confinement.starved_s()
        more_s = _MOST_PATIENCE * left_s
        while not answered.wait(min(left_s, period_s or left_s)):
            left_s -= period_s or left_s
            if left_s <= 0:  # what the machine spent on others meanwhile is not this file's
                before, starved_s = starved_s, self._confinement.starved_s()
                left_s = min(starved_s - before, more_s)
                more_s -= left_s
            self._why = self._confinement.excess() or ("Reading this file took too long." if left_s < _SHORT_S else "")
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
            self._channel.close()
            self._confinement.close()


def _stopped() -> PhotoNotReady:
    return PhotoNotReady("Stopped while reading.", "The file stays where it is and is read again.")


def _no_worker() -> PhotoNotReady:
    return PhotoNotReady(
        "The file can't be read now.", "The part of Photospool that reads photos does not start. It is tried again."
    )

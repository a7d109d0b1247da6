"""Who is in work: photos that are ready, under way or waiting, and how many may be under way at once.

Told and asked by the engine's threads; everything in it is guarded by one lock. What becomes of a photo is decided in
engine.py and retry_policy.py, never here.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from photospool.errors import LooksIncomplete, PhotospoolError
from photospool.photo.metadata.text import texts
from photospool.spool.durable_io import State
from photospool.spool.jobs import Job

LARGE_BYTES: Final = 64 << 20
"""A file of so many bytes goes alone, behind all that are smaller: a film must not hold up photos."""

TAKING: Final = "taking"
"""The name of the step that brings a large file into work, which is a copy where it lies on another disk."""


def size_of(job: Job) -> int:
    """Bytes of a job's file; 0 where it is not to be had now."""
    try:
        return job.photo.stat().st_size
    except OSError:
        return 0


@dataclass(slots=True)
class _Waiting:
    job: Job
    due: float
    error: PhotospoolError
    number: int
    """Grows: the smallest waits longest."""


class JobQueue:
    """Every photo in work, by its job, and every step that runs in a thread of its own, by its name."""

    def __init__(self, places: int) -> None:
        """``places``: photos in work at once; the rest stay where the cloud has them too."""
        self._places = places  # set once, no lock
        self._lock = threading.Lock()
        self._under_way: dict[str, threading.Thread] = {}  # guarded by _lock
        self._waiting: dict[str, _Waiting] = {}  # guarded by _lock
        self._ready: deque[Job] = deque()  # guarded by _lock
        self._width = places  # guarded by _lock; threads at once: 1 after an outage, then doubled
        self._stored = 0  # guarded by _lock
        self._stored_at_claim: dict[str, int] = {}  # guarded by _lock
        self._stored_at_refusal: dict[str, int] = {}  # guarded by _lock
        self._refusals: dict[str, int] = {}  # guarded by _lock; since something went through, or somebody asked
        self._since: dict[str, tuple[State | None, float]] = {}  # guarded by _lock; when its bytes were first seen so
        self._numbers = itertools.count()
        self._large = {TAKING}  # guarded by _lock; of those in work, and the one that comes there
        self._behind: list[Job] = []  # guarded by _lock; files that go with photos that are in work too

    # Photos.

    def take(self, job: Job) -> None:
        """A photo may be worked on."""
        size = size_of(job)
        with self._lock:
            if size >= LARGE_BYTES:
                self._large.add(job.id)
            self._stored_at_claim.setdefault(job.id, self._stored)
            if job.words.get("after"):
                self._behind.append(job)
            else:
                self._ready.append(job)

    def next_ready(self) -> Job | None:
        """The photo to begin with now; None when there is none, or enough are under way.

        A large file begins only where no small one could, and no other large one is under way.
        """
        with self._lock:
            self._let_through()
            # A film takes its time, perhaps hours: it must not be the one that may be under way after an outage.
            if not self._ready or len(self._under_way.keys() - self._large) >= self._width:
                return None
            found = next((job for job in self._ready if job.id not in self._large), None)
            if found is None and self._large.isdisjoint(self._under_way):
                found = self._ready[0]
            if found is not None:
                self._ready.remove(found)
            return found

    def _let_through(self) -> None:
        """Files whose photos are in work no more, once there is nothing else to begin with. Under the lock."""
        if not self._behind or any(job.id not in self._large for job in self._ready):
            return
        here = {*self._under_way, *self._waiting, *(job.id for job in self._ready)}
        self._ready.extend(job for job in self._behind if here.isdisjoint(texts(job.words.get("after"))))
        self._behind = [job for job in self._behind if not here.isdisjoint(texts(job.words.get("after")))]

    def wait(self, job: Job, due: float, error: PhotospoolError) -> None:
        """A photo is tried again at ``due``, in seconds of the engine's clock."""
        with self._lock:
            self._waiting[job.id] = _Waiting(job, due, error, next(self._numbers))

    def wake(self, now: float) -> None:
        """Photos whose wait is over are ready again."""
        with self._lock:
            for job_id in [job_id for job_id, item in self._waiting.items() if item.due <= now]:
                self._ready.append(self._waiting.pop(job_id).job)

    def hurry(self, now: float) -> None:
        """Nobody waits any longer: somebody asks, and what was refused is refused anew."""
        with self._lock:
            self._refusals.clear()
            for item in self._waiting.values():
                item.due = now

    def pop_longest_cut(self) -> tuple[Job, PhotospoolError] | None:
        """Where nothing but waiting is left: the photo that has waited longest for its missing end, and why."""
        with self._lock:
            if self._under_way or self._ready:
                return None
            cut = [item for item in self._waiting.values() if isinstance(item.error, LooksIncomplete)]
            if not cut:
                return None
            oldest = min(cut, key=lambda item: item.number)
            del self._waiting[oldest.job.id]
            return oldest.job, oldest.error

    def same_for_s(self, job: Job, state: State | None, now: float) -> float:
        """Seconds since a photo's file was first seen as it is, by our own clock: what it says of its age may be a
        program's word (rsync leaves a cut file with a time of 1970).
        """
        with self._lock:
            known = self._since.get(job.id)
            if known is None or known[0] != state:
                known = self._since[job.id] = (state, now)
            return now - known[1]

    def stored(self, job: Job) -> None:
        """A photo is in the album: after an outage, more may be under way again."""
        with self._lock:
            self._stored += 1
            self._refusals.clear()
            self._width = min(self._places, self._width * 2)
            self._let_go(job)

    def forget(self, job: Job) -> None:
        """A photo is not in work any more."""
        with self._lock:
            self._let_go(job)

    def _let_go(self, job: Job) -> None:
        """Nothing is known of it any more. Within the lock."""
        self._large.discard(job.id)
        for known in (self._stored_at_claim, self._stored_at_refusal, self._refusals, self._since):
            known.pop(job.id, None)

    def outage(self) -> None:
        """The album is away: one photo at a time when it is back."""
        with self._lock:
            self._width = 1

    def refused(self, job: Job) -> bool:
        """The album refused a photo; whether another one was stored since it refused this one before."""
        with self._lock:
            before = self._stored_at_refusal.get(job.id)
            self._stored_at_refusal[job.id] = self._stored
            self._refusals[job.id] = self._refusals.get(job.id, 0) + 1
            return before is not None and self._stored > before

    def refusals(self, job: Job) -> int:
        """How often the album refused it; 0 for one that was not."""
        with self._lock:
            return self._refusals.get(job.id, 0)

    def others_succeed(self, job: Job) -> bool:
        """Whether another photo was stored since this one was taken."""
        with self._lock:
            return self._stored > self._stored_at_claim.get(job.id, 0)

    # Steps in threads of their own.

    def start(self, name: str, step: Callable[[], None], ended: Callable[[], None]) -> bool:
        """Run a step in a thread of its own, unless one of this name runs; ``ended`` is called when it is over.

        A daemon, so that a step that hangs can't hold up the end. Returns whether it was begun.
        """

        def body() -> None:
            try:
                step()
            finally:
                with self._lock:
                    self._under_way.pop(name, None)
                ended()

        with self._lock:
            if name in self._under_way:
                return False
            thread = threading.Thread(target=body, name=f"photospool-{name or 'album'}", daemon=True)
            self._under_way[name] = thread
        thread.start()
        return True

    def runs(self, name: str) -> bool:
        """Whether a step of this name is under way."""
        with self._lock:
            return name in self._under_way

    @property
    def threads(self) -> list[threading.Thread]:
        """Those that are under way."""
        with self._lock:
            return list(self._under_way.values())

    # The whole.

    @property
    def known(self) -> set[str]:
        """Every job, and every step's name."""
        with self._lock:
            return {*self._under_way, *self._waiting, *(job.id for job in (*self._ready, *self._behind))}

    @property
    def has_large(self) -> bool:
        """Whether a large file is under way, or could begin."""
        with self._lock:
            return any(one in self._large for one in (*self._under_way, *(job.id for job in self._ready)))

    @property
    def is_full(self) -> bool:
        """Whether no more may be claimed."""
        with self._lock:
            return len(self._under_way) + len(self._waiting) + len(self._ready) >= self._places

    @property
    def is_busy(self) -> bool:
        """Whether a step is under way."""
        with self._lock:
            return bool(self._under_way)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is under way and no photo could be begun with."""
        with self._lock:
            self._let_through()
            return not self._under_way and not self._ready

    def next_wake_s(self, now: float) -> float | None:
        """Seconds until the next wait is over; None where nobody waits."""
        with self._lock:
            return min((max(0.0, item.due - now) for item in self._waiting.values()), default=None)

"""Whether the queue moves: the reasons to stand still, when to look again, and what the user is told.

Several reasons may hold at once (paused by the user while the disk is full); the queue moves when none is left.
It never looks at folders or servers: the engine does, when ``due`` says so.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from photospool.engine import retry_policy
from photospool.errors import AlbumRefused, AlbumUnavailable, DiskFull, PhotospoolError
from photospool.events import Listener, Pause, PauseEnded, QueuePaused, QueueResumed

FIRST_LOOK_S = 5.0
LAST_LOOK_S = 60.0
LAST_DOUBLING = 4
"""After so many looks the wait is the longest; an outage of days must not count on into an overflow."""


@dataclass(frozen=True, slots=True)
class _Reason:
    title: str
    advice: str
    looks: int
    """How often we looked again in vain."""
    since: float
    due: float | None
    """When to look again, in seconds of the gate's clock; None: only when the user asks."""


def reason_of(exc: PhotospoolError) -> Pause:
    """Why the queue stands still after a fault that is not one photo's."""
    if isinstance(exc, AlbumUnavailable):
        return Pause.OFFLINE
    if isinstance(exc, AlbumRefused):
        return Pause.REFUSED
    if isinstance(exc, DiskFull):
        return Pause.DISK_FULL
    return Pause.FOLDERS


class PauseState:
    """Told by any thread; each reason is announced once, however often it is found again."""

    def __init__(self, tell: Listener, clock: Callable[[], float], rng: random.Random) -> None:
        self._tell = tell
        self._clock = clock
        self._rng = rng
        self._lock = threading.Lock()
        self._reasons: dict[Pause, _Reason] = {}  # guarded by _lock

    @property
    def is_open(self) -> bool:
        """Whether photos may be claimed and stored."""
        with self._lock:
            return not self._reasons

    @property
    def reasons(self) -> frozenset[Pause]:
        """Every reason that holds."""
        with self._lock:
            return frozenset(self._reasons)

    def close(
        self,
        reason: Pause,
        title: str,
        advice: str = "",
        *,
        retry_after_s: float | None = None,
        by_itself: bool = True,
    ) -> None:
        """The queue stands still for this reason; found again, the next look is put off further."""
        with self._lock:
            before = self._reasons.get(reason)
            looks = before.looks + 1 if before else 0
            due = None
            if by_itself:
                due = self._clock() + (retry_after_s or self._wait_s(reason, looks))
            self._reasons[reason] = _Reason(title, advice, looks, self._clock(), due)
            # Before the yes, work and done may never have been made: “connect its disk” would be untrue.
            waits_for_yes = reason is Pause.FOLDERS and Pause.UNCONFIRMED in self._reasons
            is_news = (before is None or before.title != title) and not waits_for_yes
        if is_news:
            is_said = retry_after_s is not None and reason is Pause.REFUSED
            self._tell(QueuePaused(reason, title, advice, time.time() + (retry_after_s or 0.0) if is_said else 0.0))

    def open(self, reason: Pause) -> None:
        """This reason no longer holds."""
        with self._lock:
            was_there = self._reasons.pop(reason, None) is not None
            is_free = not self._reasons
        if was_there:
            self._tell(PauseEnded(reason))
        if was_there and is_free:
            self._tell(QueueResumed())

    def due(self) -> list[Pause]:
        """The reasons that should be looked at again now."""
        now = self._clock()
        with self._lock:
            return [name for name, reason in self._reasons.items() if reason.due is not None and reason.due <= now]

    def next_look_s(self) -> float | None:
        """Seconds until the next reason is due, or None."""
        now = self._clock()
        with self._lock:
            waits = [reason.due - now for reason in self._reasons.values() if reason.due is not None]
        return max(0.0, min(waits)) if waits else None

    def look_now(self) -> None:
        """The user (or the network's return) asks to look again at once, a refusal too."""
        with self._lock:
            for name, reason in self._reasons.items():
                if name not in {Pause.USER, Pause.UNCONFIRMED}:
                    self._reasons[name] = replace(reason, due=self._clock())

    def sooner(self, reason: Pause, wait_s: float) -> None:
        """There is something new to try: look again so long after this reason was found, if not before."""
        with self._lock:
            known = self._reasons.get(reason)
            if known is not None and known.due is not None:
                self._reasons[reason] = replace(known, due=min(known.due, known.since + wait_s))

    def _wait_s(self, reason: Pause, looks: int) -> float:
        if reason is Pause.REFUSED:
            return retry_policy.REFUSED_WAIT_S
        # Jitter, so that several desktops don't knock at a recovering server in step.
        return min(LAST_LOOK_S, FIRST_LOOK_S * 2.0 ** min(looks, LAST_DOUBLING)) * self._rng.uniform(0.5, 1.0)

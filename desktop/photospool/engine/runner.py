"""One engine from a profile to its end, the same for window, command line, service and demo.

Cheap to import and to make: the engine itself, with the heavy packages that it needs, comes with ``run``, in the thread
that carries it. Commands come from any thread and at any time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from photospool import events
from photospool.config.known_cards import Answer
from photospool.config.profile import Profile
from photospool.events import Listener, Pause, QueuePaused

if TYPE_CHECKING:
    from pathlib import Path

    from photospool.engine.engine import Engine
    from photospool.history import History


class EngineRunner:
    """Made for one run."""

    def __init__(
        self,
        here: Profile,
        tell: Listener,
        *,
        unconfirmed: QueuePaused | None = None,
        history: Callable[[], History] | None = None,
        watch: bool = True,
        claims: bool = True,
        is_paused: bool = False,
    ) -> None:
        """``tell`` hears of each event after the history.

        ``unconfirmed``: what holds the queue until the owner of this profile has said yes; None where that was asked.
        ``history``: opens the one that somebody else closes; None: its own. ``watch``: whether the system's hints are
        asked for. ``claims``: whether photos are taken out of incoming, or only those in work go on.
        """
        # set once, no lock
        self._here = here
        self._tell = tell
        self._unconfirmed = unconfirmed
        self._history = history
        self._watch = watch
        self._claims = claims
        self._lock = threading.Lock()
        self._engine: Engine | None = None  # guarded by _lock
        self._is_paused = is_paused  # guarded by _lock
        self._is_stopped = False  # guarded by _lock
        self._thread: threading.Thread | None = None  # these two: of the thread that calls start and join
        self._failed: list[BaseException] = []

    def run(self, *, once: bool = False) -> None:
        """Carry photos until ``stop``; ``once``: until nothing is left to do.

        Raises SettingsError, AlreadyRunning, SpoolError where the work folder can't be used, and what is a mistake of
        ours.
        """
        if self._history is not None:
            self._run(self._history(), once=once)
            return
        from photospool.history import History

        history = History(self._here.places.history)
        try:
            self._run(history, once=once)
        finally:
            history.close()

    def _run(self, history: History, *, once: bool) -> None:
        from photospool.engine.factory import assemble, returns_of

        here = self._here
        tell = events.together(history, self._tell, returns_of(here, history, self._tell))
        engine = assemble(
            here.settings,
            here.places,
            here.credentials(),
            tell,
            history=history,
            watch=self._watch,
            claims=self._claims,
        )
        if self._unconfirmed is not None and not here.is_confirmed:
            engine.hold(self._unconfirmed)
        with self._lock:
            if self._is_stopped:
                return
            if self._is_paused:
                engine.pause()
            self._engine = engine
        (engine.run_once if once else engine.run)()

    # In a thread of its own, so that signals reach the main thread on every system.

    def start(self, *, once: bool = False, at_end: Callable[[], None] = lambda: None) -> None:
        """``run`` in a new thread; ``at_end`` is called there when it has ended, however it did."""

        def body() -> None:
            try:
                self.run(once=once)
            except BaseException as exc:  # noqa: BLE001 (handed over to whoever joins)
                self._failed.append(exc)
            finally:
                at_end()

        self._thread = threading.Thread(target=body, name="photospool-engine")
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the thread of ``start`` still runs."""
        return self._thread is not None and self._thread.is_alive()

    def join(self) -> None:
        """Wait for the end of what ``start`` began. Raises what ``run`` raised."""
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(0.2)  # a wait without an end lets no signal through on Windows
        for exc in self._failed:
            raise exc

    # Commands: from any thread, at any time; each returns at once.

    def stop(self) -> None:
        """End within two seconds; also before the engine is there."""
        with self._lock:
            self._is_stopped = True
            if self._engine is not None:
                self._engine.stop()

    def set_paused(self, paused: bool) -> None:
        """The user's own pause."""
        with self._lock:
            self._is_paused = paused
            if self._engine is not None:
                (self._engine.pause if paused else self._engine.resume)()

    def look_now(self) -> None:
        """Look at incoming, the album and waiting photos at once."""
        self._ask(lambda engine: engine.look_now())

    def retry(self, job_id: str) -> None:
        """Try a photo that was set aside again."""
        self._ask(lambda engine: engine.retry(job_id))

    def answer_card(self, key: str, answer: Answer) -> None:
        """What the user says of a card that is connected."""
        self._ask(lambda engine: engine.answer_card(key, answer))

    def take_out(self, job_ids: Sequence[str], folder: Path | None) -> None:
        """Move photos that were set aside to a folder of the user's, or (None) to the system's trash."""
        self._ask(lambda engine: engine.take_out(job_ids, folder))

    def _ask(self, command: Callable[[Engine], None]) -> None:
        with self._lock:
            if self._engine is not None:
                command(self._engine)

    # What may be asked.

    @property
    def is_idle(self) -> bool:
        """Whether nothing is left that could move now; False before the engine is there."""
        with self._lock:
            return self._engine is not None and self._engine.is_idle

    @property
    def pauses(self) -> frozenset[Pause]:
        """Why the queue stands still; empty while it moves, and before the engine is there."""
        with self._lock:
            return frozenset() if self._engine is None else self._engine.pauses

"""The engine's side of the window: one engine in one thread, its events brought over, commands sent to it.

The interface only observes and asks. It never draws, and no step of a photo is done in here.
"""

from __future__ import annotations

import logging
import platform
import threading
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot, qVersion

import photospool
from photospool import events
from photospool.config.known_cards import Answer
from photospool.config.profile import Profile
from photospool.engine.runner import EngineRunner
from photospool.errors import PhotospoolError, SpoolError
from photospool.events import Event, Listener
from photospool.gui.state import Remembered
from photospool.system.logs import masked

if TYPE_CHECKING:
    from photospool.config.settings import Settings
    from photospool.history import History
    from photospool.spool.reasons import SetAside

log = logging.getLogger(__name__)

AT_ONCE: Final = 200
"""Events handled in one turn of the window's loop, so that ten thousand never hold it up."""
END_MS: Final = 1800
UNCONFIRMED: Final = events.QueuePaused(
    events.Pause.UNCONFIRMED, "Nothing is moved yet.", "Say once that folders and album are right, and it begins."
)


class _Mailbox:
    """Events on their way from the engine's threads to the window's; it knocks once until it is emptied."""

    def __init__(self, knock: Callable[[], None]) -> None:
        self._knock = knock
        self._lock = threading.Lock()
        self._events: deque[Event] = deque()  # guarded by _lock
        self._is_heard = False  # guarded by _lock

    def put(self, event: Event) -> None:
        """From any thread."""
        with self._lock:
            self._events.append(event)
            must_knock, self._is_heard = not self._is_heard, True
        if must_knock:
            self._knock()

    def take(self, most: int) -> tuple[list[Event], bool]:
        """The oldest ones, and whether more are there."""
        with self._lock:
            found = [self._events.popleft() for _ in range(min(most, len(self._events)))]
            self._is_heard = bool(self._events)
            return found, self._is_heard


class _EngineWorker(QObject):
    """Lives in the engine's thread for one run. Its commands are called directly: its loop never turns."""

    ended = Signal()

    def __init__(self, here: Profile, tell: Listener, history: Callable[[], History], *, is_paused: bool) -> None:
        super().__init__()
        # set once, no lock
        self._here = here
        self._tell = tell
        self._history = history
        self.engine = EngineRunner(here, self._pass_on, unconfirmed=UNCONFIRMED, history=history, is_paused=is_paused)
        """To be commanded from any thread."""

    @Slot()
    def run(self) -> None:
        """Begin, watch until ``stop``, and end; whatever goes wrong is told."""
        try:
            self._run()
        except PhotospoolError as exc:
            log.warning("The engine could not begin: %s", exc)
            self._tell(events.EngineRefused(exc.title, exc.advice))
        except Exception:
            log.exception("The engine ended by a mistake of ours")
            self._tell(events.EngineCrashed(report(traceback.format_exc())))
        finally:
            self.ended.emit()

    def _run(self) -> None:
        history = self._history()
        done = sum(count for outcome, count in history.counts().items() if outcome != events.SET_ASIDE)
        self._tell(Remembered(done, tuple(item.job.id for item in set_aside(self._here.settings))))
        self.engine.run()

    def _pass_on(self, event: Event) -> None:
        if not isinstance(event, events.EngineCrashed):  # told below, whole and masked
            self._tell(event)


class EngineThread(QObject):
    """Has the engine, in the window's thread: begins, restarts and ends it, passes on what it tells."""

    told = Signal(object)
    """Every event, one by one, in the window's thread."""
    turned = Signal()
    """After each handful of events: the time to draw."""
    history_opened = Signal(object)
    """The history can be read now."""
    ended = Signal()
    """No engine is there any more."""
    _knocked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = _Mailbox(self._knocked.emit)
        # Queued from everywhere: nobody is told of an event while they are still telling it.
        self._knocked.connect(self._empty, Qt.ConnectionType.QueuedConnection)
        self._thread: QThread | None = None
        self._worker: _EngineWorker | None = None
        self._next: Profile | None = None
        self._is_closing = False
        self._is_paused = False
        self._history_lock = threading.Lock()
        self._history: History | None = None  # guarded by _history_lock

    @property
    def is_running(self) -> bool:
        """Whether an engine is there, or just ending."""
        return self._thread is not None

    def start(self, here: Profile) -> None:
        """Begin with these settings; while an engine is there, end it first. No photo is lost by that."""
        if self._is_closing:
            return
        if self._thread is not None:
            self._next = here
            self._stop()
            return
        self._next = None
        thread, worker = (
            QThread(self),
            _EngineWorker(here, self.tell, self._open(here.places.history), is_paused=self._is_paused),
        )
        thread.setObjectName("photospool-engine")
        worker.moveToThread(thread)
        thread.started.connect(worker.run)
        # Directly: the window's thread may be waiting for this very end.
        worker.ended.connect(thread.quit, Qt.ConnectionType.DirectConnection)
        thread.finished.connect(self._thread_ended)
        self._thread, self._worker = thread, worker
        thread.start()

    def end(self) -> None:
        """End the engine that is there, as soon as it can; ``ended`` follows. ``start`` begins again."""
        self._next = None
        self._stop()

    def close(self) -> bool:
        """End for good; False if a step of the system holds the engine up longer than a user should wait."""
        self._is_closing = True
        self._stop()
        has_ended = self._thread is None or self._thread.wait(END_MS)
        if has_ended:
            with self._history_lock:
                if self._history is not None:
                    self._history.close()
        return has_ended

    def tell(self, event: Event) -> None:
        """From any thread: an event that goes the way of all others."""
        self._mailbox.put(event)

    # Commands; each returns at once.

    def pause(self) -> None:
        """The queue stands still until ``resume``, over restarts of the engine too."""
        self._is_paused = True
        if self._worker is not None:
            self._worker.engine.set_paused(True)

    def resume(self) -> None:
        """The queue goes on."""
        self._is_paused = False
        if self._worker is not None:
            self._worker.engine.set_paused(False)

    def retry(self, job: str) -> None:
        """Try a photo that was set aside again."""
        if self._worker is not None:
            self._worker.engine.retry(job)

    def take_out(self, jobs: Sequence[str], folder: Path | None) -> None:
        """Move photos that were set aside to a folder of the user's, or (None) to the system's trash."""
        if self._worker is not None:
            self._worker.engine.take_out(jobs, folder)

    def answer_card(self, key: str, answer: Answer) -> None:
        """What the user says of a card that is connected."""
        if self._worker is not None:
            self._worker.engine.answer_card(key, answer)

    def look_now(self) -> None:
        """Look at incoming, the album and waiting photos at once."""
        if self._worker is not None:
            self._worker.engine.look_now()

    # Inside.

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.engine.stop()

    def _open(self, path: Path) -> Callable[[], History]:
        """Opens the history once, in the thread that asks first: its check may take a while."""

        def opened() -> History:
            from photospool.history import History

            with self._history_lock:
                is_news = self._history is None
                self._history = self._history or History(path)
                history = self._history
            if is_news:
                self.history_opened.emit(history)
            return history

        return opened

    @Slot()
    def _thread_ended(self) -> None:
        thread, self._thread, self._worker = self._thread, None, None
        if thread is not None:
            thread.deleteLater()
        self._empty()
        if self._next is not None and not self._is_closing:
            self.start(self._next)
        else:
            self.ended.emit()

    @Slot()
    def _empty(self) -> None:
        found, has_more = self._mailbox.take(AT_ONCE)
        for event in found:
            self.told.emit(event)
        if found:
            self.turned.emit()
        if has_more:
            QTimer.singleShot(0, self._empty)


def set_aside(settings: Settings) -> list[SetAside]:
    """What lies in work/failed, the oldest first; nothing where no folder is chosen or to be had."""
    from photospool.engine.factory import spool_of

    if not settings.folders.work:
        return []
    try:
        return spool_of(settings).failed()
    except SpoolError as exc:
        log.info("work/failed can't be read: %s", exc)
        return []


def report(trace: str) -> str:
    """What a developer needs to know of a crash, safe to paste anywhere."""
    head = [
        f"Photospool {photospool.__version__}",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Qt {qVersion()}",
    ]
    return masked("\n".join([*head, "", trace]))

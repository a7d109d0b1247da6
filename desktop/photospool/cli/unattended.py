"""``photospool run`` where nobody looks: services. What keeps it from working is said once and waited for.

Whoever starts us again as long as incoming is not empty (launchd's QueueDirectories, systemd's DirectoryNotEmpty) must
find a process that stays as long: one that ended with something still there would be started in circles.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from pathlib import Path

from photospool import events
from photospool.cli.console import UNCONFIRMED, out
from photospool.cli.folders import watched
from photospool.config.profile import Profile
from photospool.engine.factory import spool_of
from photospool.engine.runner import EngineRunner
from photospool.errors import AlreadyRunning, PhotospoolError, SpoolError
from photospool.events import Listener, Pause
from photospool.spool.spools import Spools
from photospool.system.credentials import Credentials

log = logging.getLogger(__name__)

LINGER_S = 30.0
"""An empty incoming is left after this long. launchd wants at least 10 s, and photos often come in groups."""
LOOK_S = 2.0
"""How soon changed settings, and a folder that became empty, are noticed."""
ELSEWHERE_S = 10.0
"""How often the lock of another Photospool is looked at."""
TROUBLE_S = 60.0
"""The rest after a fault that ended the engine."""


class Unattended:
    """Made for one ``run``, in the main thread. Ends on a signal, or when all is done and ``linger_s`` is over."""

    def __init__(self, here: Profile, tell: Listener, *, linger_s: float | None) -> None:
        """``linger_s``: how long incoming must be empty before the end; None: there is no end."""
        self._places, self._vault = here.places, here.vault
        self._tell = tell
        self._linger_s = linger_s
        self._wake = threading.Event()
        self._is_stopped = False
        self._is_done = False
        self._empty_since: float | None = None
        self._said = ""
        self._seen: list[tuple[int, int]] = []
        self._chosen: object = None

    def run(self) -> None:
        """Carry photos until there is a reason to end."""
        before = {name: signal.signal(name, self._stop) for name in (signal.SIGINT, signal.SIGTERM)}
        try:
            while not self._is_stopped and not self._is_done:
                self._period()
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)

    def _stop(self, *_: object) -> None:
        self._is_stopped = True
        self._wake.set()

    def _period(self) -> None:
        """From reading the settings to the next reason to read them again."""
        self._seen = self._written()
        here = Profile.load(self._places, self._vault)
        self._chosen = _chosen(here)
        wrong = here.settings.validate()
        for problem in [*here.problems, *wrong]:
            self._say(problem.title, problem.advice)
        if wrong:
            self._wait()
            return
        spool = spool_of(here.settings)
        if spool.is_owned_elsewhere():
            self._say("Another Photospool is carrying these photos.", "This one waits, and goes on when that one ends.")
            self._wait(spool, ELSEWHERE_S)
            return
        try:
            self._carry(here, spool)
        except AlreadyRunning as exc:
            self._say(exc.title, exc.advice)
            self._wait(spool, ELSEWHERE_S)
        except PhotospoolError as exc:
            self._say(exc.title, exc.advice)
            self._wait(spool, TROUBLE_S)
        except Exception:
            log.exception("The engine ended by itself")
            self._say("Photospool made a mistake.", "The log has it. Photos stay where they are; it begins again.")
            self._wait(spool, TROUBLE_S)

    def _carry(self, here: Profile, spool: Spools) -> None:
        """Run an engine until the settings change, all is done, or somebody stops us. Raises what it raised."""
        credentials = here.credentials()
        runner = EngineRunner(here, events.together(self._tell, self._moved), unconfirmed=UNCONFIRMED)
        runner.start(at_end=self._wake.set)
        try:
            self._said = ""
            out.print(f"Watching {watched(here)}.")
            ask_again = time.monotonic() + TROUBLE_S
            while runner.is_alive and not self._has_reason(spool):
                self._rest(LOOK_S)
                if Pause.REFUSED in runner.pauses and time.monotonic() > ask_again:
                    ask_again = time.monotonic() + TROUBLE_S
                    if _differ(here.credentials(), credentials):
                        break  # a new password: the engine tries each one once
        finally:
            runner.stop()
            runner.join()
        if self._is_empty_for_long(spool):
            # Only now, with the lock given back: a photo that was claimed or handed over meanwhile must not be left.
            self._is_done = not self._is_stopped and _is_empty(spool)

    def _moved(self, event: events.Event) -> None:
        """Photos that travel keep us: from the engine's threads."""
        if isinstance(event, events.Claimed | events.PhotoStored | events.SidecarAttached | events.PhotoSetAside):
            self._empty_since = None

    def _wait(self, spool: Spools | None = None, seconds: float | None = None) -> None:
        """Rest until there is a reason to look again: changed settings, the end, or the time given."""
        deadline = None if seconds is None else time.monotonic() + seconds
        while not self._has_reason(spool) and (deadline is None or time.monotonic() < deadline):
            self._rest(LOOK_S)
        if spool is not None and self._is_empty_for_long(spool):
            self._is_done = True

    def _has_reason(self, spool: Spools | None) -> bool:
        if self._is_stopped or self._is_chosen_anew():
            return True
        return spool is not None and self._is_empty_for_long(spool)

    def _is_empty_for_long(self, spool: Spools) -> bool:
        if self._linger_s is None:
            return False
        if not _is_empty(spool):
            self._empty_since = None
            return False
        since = self._empty_since = self._empty_since or time.monotonic()
        return time.monotonic() - since >= self._linger_s

    def _rest(self, seconds: float) -> None:
        self._wake.wait(seconds)
        if not self._is_stopped:
            self._wake.clear()

    def _is_chosen_anew(self) -> bool:
        """Whether the choices are other ones. What else is remembered, such as the current event, disturbs nothing."""
        written = self._written()
        if written == self._seen:
            return False
        self._seen = written
        return _chosen(Profile.load(self._places, self._vault)) != self._chosen

    def _written(self) -> list[tuple[int, int]]:
        """Changes when another program writes the settings or says yes to them."""
        return [_state(path) for path in (self._places.settings, self._places.memory)]

    def _say(self, title: str, advice: str) -> None:
        """Once, until something else is to be said."""
        text = f"{title} {advice}".strip()
        if text != self._said:
            self._said = text
            log.info("%s", text)
            out.print(text)


def _chosen(here: Profile) -> object:
    agreed = here.is_confirmed, here.memory.confirmed_folders, here.memory.confirmed_kinds
    return here.settings, agreed, [problem.title for problem in here.problems]


def _is_empty(spool: Spools) -> bool:
    try:
        return spool.is_empty()
    except SpoolError:  # a folder is not there: nobody knows what lies in it
        return False


def _differ(one: Credentials | None, other: Credentials | None) -> bool:
    return one is not None and (other is None or (one.user, one.password) != (other.user, other.password))


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino

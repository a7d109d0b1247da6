"""The engine: looks at incoming, claims what has settled, hands it to the processor, and decides on every fault.

It takes the settings apart and gives each part plain values. It knows no EXIF, no HTTP and no window; it catches
the bases of ``errors.py``, never texts. One thread (the caller of ``run``) claims and decides; a few threads process.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import random
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path, PurePath

from photospool import events
from photospool.config.known_cards import Answer
from photospool.engine import retry_policy, size_limit
from photospool.engine.engine_parts import EngineParts, one_at_a_time
from photospool.engine.incoming_folder import IncomingFolder
from photospool.engine.intake import Intake
from photospool.engine.job_queue import LARGE_BYTES, JobQueue, size_of
from photospool.engine.pause_state import PauseState, reason_of
from photospool.engine.taking import Next, Taking
from photospool.engine.taking_out import take_out
from photospool.engine.unmoved import of_large_file, of_one_photo
from photospool.errors import (
    AlbumRefused,
    AlbumUnavailable,
    AlreadyRunning,
    NotAllowed,
    PhotoError,
    PhotoNotReady,
    PhotospoolError,
    SpoolError,
    StoreInterrupted,
    WrongPassword,
)
from photospool.events import Listener, Pause
from photospool.messages import message
from photospool.spool.durable_io import state_at
from photospool.spool.jobs import Job, JobWords
from photospool.spool.spools import Spools

log = logging.getLogger(__name__)

STOP_S = 1.5
"""How long a stop waits for a step that is under way; what is cut off goes on at the next start."""
ASKING_S = 1.0
"""The shortest rest while the album takes its time to answer."""
BUG = "Photospool made a mistake with this file."


class Engine:
    """Made for one run: ``run`` watches until ``stop``; ``run_once`` ends when nothing is left to do."""

    def __init__(
        self,
        parts: EngineParts,
        tell: Listener,
        *,
        uploads: int = 4,
        claims: bool = True,
        words_for: Callable[[PurePath], JobWords] | None = None,
        clock: Callable[[], float] = time.monotonic,
        rng: random.Random | None = None,
    ) -> None:
        self._parts = parts
        self._spool = parts.spool if isinstance(parts.spool, Spools) else Spools(parts.spool)
        self._tell = one_at_a_time(tell)
        self._claims = claims  # set once: whether photos are taken out of incoming, or only those in work go on
        self._roster = JobQueue(places=2 * uploads)
        first = IncomingFolder(parts.settler, parts.watcher, words_for or (lambda _origin: {}))
        self._intake = Intake((first, *parts.further), self._spool, parts.kept, claims=claims, matcher=parts.matcher)
        self._clock = clock
        self._rng = rng or random.Random()  # noqa: S311 (jitter)
        self._gate = PauseState(self._tell, clock, self._rng)
        self._commands: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._taking = Taking(
            self._intake,
            self._roster,
            parts.uploads,
            self._tell,
            start=self._start,
            call=self._command,
            fault=self._folder_fault,
            stop=self._stop,
        )
        self._wake = threading.Event()
        self._album_answered = False
        self._is_recovered = False
        self._ready = 0
        """Photos that were ready in incoming at the last look, without those that were taken since."""

    # Commands: from any thread, carried out by the engine's own.

    def stop(self) -> None:
        """End within two seconds; safe to call from any thread, also twice."""
        self._stop.set()
        self._spool.end()
        self._wake.set()

    def pause(self) -> None:
        """The user asks the queue to stand still; what is under way is finished, large files are held."""
        self.hold(events.QueuePaused(Pause.USER, "Paused.", ""))

    def hold(self, paused: events.QueuePaused) -> None:
        """The queue stands still for this reason until somebody ends it: it does not end by itself."""
        self._gate.close(paused.reason, paused.title, paused.advice, by_itself=False)

    @property
    def pauses(self) -> frozenset[Pause]:
        """Why the queue stands still; empty while it moves."""
        return self._gate.reasons

    def resume(self) -> None:
        """The user asks the queue to go on."""
        self._gate.open(Pause.USER)
        self.look_now()

    def look_now(self) -> None:
        """Look at incoming, the album and waiting photos at once."""
        self._command(self._hurry)

    def retry(self, job_id: str) -> None:
        """Try a photo that was set aside again."""
        self._command(lambda: self._retry(job_id))

    def take_out(self, job_ids: Sequence[str], folder: Path | None) -> None:
        """Give photos that were set aside back, in a folder of the user's or (None) in the trash; each is told."""
        wanted = tuple(job_ids)  # in one thread for all: the folder may lie on another disk, and the queue goes on
        step = partial(take_out, self._spool, wanted, folder, self._tell, self._stop)
        self._command(lambda: self._start(f"out-{hash(wanted):x}", step))

    def answer_card(self, key: str, answer: Answer) -> None:
        """What the user says of a card that is connected."""
        self._command(lambda: self._parts.cards.say(key, answer))

    def _command(self, step: Callable[[], object]) -> None:
        self._commands.put(step)
        self._wake.set()

    # The run.

    def run(self) -> None:
        """Watch until ``stop``. Raises AlreadyRunning, or SpoolError when the work folder can't be used."""
        self._run(once=False)

    def run_once(self) -> None:
        """One pass over what is there; ends also when the album or a folder is not to be had."""
        self._run(once=True)

    def _run(self, *, once: bool) -> None:
        parts = self._parts
        try:
            if not self._open(once=once):
                return
            self._tell(events.EngineStarted())
            self._intake.watch(self._hint)
            if not once:
                parts.cards.begin(self._wake.set)
                parts.chores.start(self._tell)
            while not self._stop.is_set():
                try:
                    self._turn()
                except SpoolError as exc:  # wherever a disk fails: photos stay where they are, and are found again
                    self._intake.put_off(self._clock())
                    self._world_fault(exc)
                if once and self.is_idle:
                    if self._intake.keeps_any:  # the last look may be older than the last copy
                        self._tell(self._intake.seen())
                    break
                self._rest()
        except PhotospoolError:
            raise
        except Exception:
            self._tell(events.EngineCrashed(traceback.format_exc()))
            raise
        finally:
            self._end()

    def _open(self, *, once: bool) -> bool:
        """Take the work folder, waiting for a disk that is not there yet; False when stopped meanwhile."""
        while not self._stop.is_set():
            try:
                self._spool.open()
            except SpoolError as exc:
                if once or isinstance(exc, AlreadyRunning):
                    raise
                self._world_fault(exc)
                self._wake.clear()  # set by the fault itself; who stops us sets _stop first
                if not self._stop.is_set():
                    self._wake.wait(self._gate.next_look_s())
            else:
                self._gate.open(Pause.FOLDERS)
                self._gate.open(Pause.DISK_FULL)
                return True
        return False

    def _recover(self) -> None:
        """Photos that a crash left in work go on; one that was there at every end is not tried for ever."""
        found = self._spool.recover()
        self._is_recovered = True
        self._intake.remember([*found, *(item.job for item in self._spool.failed())])
        self._begin_again(found)

    def _begin_again(self, found: list[Job]) -> None:
        for job in found:
            is_fresh = not job.attempts and job.words.get("by_person")  # put into work for us to begin with
            told = events.JobQueued if is_fresh else events.Recovered
            self._tell(told(job.id, job.name))
            # One that was noted how it ended did not end with the program.
            reason = None if job.last_error else retry_policy.verdict_after_crashes(job.attempts)
            if reason is None:
                self._roster.take(job)
            else:
                self._set_aside(job, reason)

    def _end(self) -> None:
        self.stop()
        parts = self._parts
        deadline = time.monotonic() + STOP_S
        for close in (parts.cards.end, self._intake.stop, parts.uploads.end, parts.close_decoder, parts.album.close):
            with contextlib.suppress(Exception):
                close()
        parts.chores.stop()  # after the album was closed, which ends what it waits for
        for thread in self._roster.threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        # A thread that is still in a step finds the spool closed and changes nothing any more.
        self._spool.close()
        self._intake.close()
        self._tell(events.EngineStopped())

    def _turn(self) -> None:
        """One round: what the user asked, what is due, what has arrived."""
        while not self._commands.empty():
            self._commands.get()()
        self._look_at_the_world()
        if not self._is_recovered and not self._gate.reasons & {Pause.FOLDERS, Pause.DISK_FULL}:
            self._recover()
        if self._is_recovered:
            self._parts.cards.turn(self._intake, self._hint, self._tell, self._start)
            self._scan_when_due()
        self._roster.wake(self._clock())
        self._ask()
        self._claim()
        self._dispatch()

    def _rest(self) -> None:
        waits = [max(0.0, self._intake.next_scan - self._clock())]
        if (look := self._gate.next_look_s()) is not None:
            # While the album is being asked, its end wakes us.
            waits.append(max(look, ASKING_S) if self._roster.runs("") else look)
        if (wake := self._roster.next_wake_s(self._clock())) is not None:
            waits.append(wake)
        self._wake.wait(min(waits))
        self._wake.clear()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is left that could move now: all ends are reached, waits run, or the queue stands still."""
        if not self._gate.is_open:
            return not self._roster.is_busy and self._commands.empty()
        return self._roster.is_at_rest and self._intake.is_at_rest and self._commands.empty()

    # The world: the album and the folders.

    def _look_at_the_world(self) -> None:
        if not self._album_answered and not self._gate.reasons & {Pause.OFFLINE, Pause.REFUSED}:
            self._start_asking("", self._ask_album)
        for reason in self._gate.due():
            if reason in {Pause.OFFLINE, Pause.REFUSED}:
                self._start_asking("", self._ask_album)
            elif reason in {Pause.FOLDERS, Pause.DISK_FULL}:
                self._look_at_folders(reason)

    def _ask_album(self) -> None:
        """In a thread of its own: an address that swallows packets must not hold up a stop."""
        self._parts.album.check()
        self._album_answered = True
        self._gate.open(Pause.OFFLINE)
        self._gate.open(Pause.REFUSED)

    def _look_at_folders(self, reason: Pause) -> None:
        try:
            self._spool.check_folders()
            self._spool.check_room(0)
        except SpoolError as exc:
            self._world_fault(exc)
            if reason_of(exc) is not reason:
                self._gate.open(reason)
        else:
            self._gate.open(reason)
            self._intake.try_again()

    def _world_fault(self, exc: PhotospoolError, refused: Job | None = None) -> None:
        """A fault that is not one photo's: everything keeps its place. ``refused``: the photo that met it, if any."""
        reason = reason_of(exc)
        if isinstance(exc, AlbumUnavailable):
            self._roster.outage()
            self._gate.close(reason, exc.title, exc.advice, retry_after_s=exc.retry_after_s)
        else:
            wait_s = self._refused_wait_s(refused) if refused else None
            by_itself = not isinstance(exc, WrongPassword)
            self._gate.close(reason, exc.title, exc.advice, retry_after_s=wait_s, by_itself=by_itself)
        self._wake.set()

    def _refused_wait_s(self, job: Job) -> float | None:
        times, is_large = self._roster.refusals(job), size_of(job) >= LARGE_BYTES
        return retry_policy.refused_wait_s(times, is_large=is_large) if times else None

    def _hint(self, source: IncomingFolder) -> None:
        """From a watcher's thread: something happened in an incoming folder."""
        if source.hint(self._clock()):
            self._wake.set()

    def _hurry(self) -> None:
        self._parts.limit.forget()
        self._intake.hurry()
        self._gate.look_now()
        self._roster.hurry(self._clock())

    # Incoming.

    def _scan_when_due(self) -> None:
        looked = False
        for source in self._intake.due(self._clock()):
            try:
                self._begin_again(self._intake.look(source, self._clock))
            except SpoolError as exc:
                self._folder_fault(source, exc)
                continue
            looked = True
            if Pause.FOLDERS in self._gate.reasons:
                self._look_at_folders(Pause.FOLDERS)
            if source.release():
                self._tell(events.FolderReleased(source.name))
        if looked:
            added = [job for job in self._spool.adopt(self._roster.known) if not self._taking.is_coming(job)]
            for job in added:
                self._tell(events.JobQueued(job.id, job.name))
                self._roster.take(job)
            seen = self._intake.seen()
            self._tell(seen)
            if added or seen.ready > self._ready:  # what was refused alone must not hold up what came since
                self._try_refused_soon()
            self._ready = seen.ready
            for name, why in self._parts.limit.news():
                self._tell(events.PhotoStays(name, *size_limit.WORDS[why]))

    def _folder_fault(self, source: IncomingFolder, exc: SpoolError) -> None:
        """One folder can't be had: it alone is held where there are others; what they share holds all."""
        exc = source.fault(exc)
        world = self._intake.fault_of_all(source, exc)
        if world is not None:
            source.drop()
            self._world_fault(world)
            return
        for one, is_news in self._intake.hold(source, exc, self._clock()):
            if is_news:
                self._tell(events.FolderHeld(one.name, exc.title, exc.advice))
        self._tell(self._intake.seen())

    def _ask(self) -> None:
        """Which photos, in folders where they stay, are new; and whether the album's server takes what is large."""
        if self._gate.is_open and self._album_answered and not self._stop.is_set():
            for source in self._intake.unexamined():
                self._start_asking(f"look-{source.key}", partial(self._examined, source))
            for source in self._intake.unmatched():
                self._start_asking(f"beside-{source.key}", partial(self._matched, source))
            if self._parts.limit.is_due:
                self._start_asking("limit", self._ask_limit)

    def _examined(self, source: IncomingFolder) -> None:
        known = self._intake.examine(source, self._stop)
        if known:
            self._tell(events.PhotosKnown(known))
        self._tell(self._intake.seen())

    def _matched(self, source: IncomingFolder) -> None:
        self._intake.match(source, self._stop)
        self._tell(self._intake.seen())

    def _ask_limit(self) -> None:
        if self._parts.limit.ask():
            self._command(self._intake.hurry)

    def _start_asking(self, name: str, step: Callable[[], None]) -> None:
        """In a thread of its own; what the album raises there is a fault of the world."""

        def body() -> None:
            try:
                step()
            except (AlbumUnavailable, AlbumRefused) as exc:
                if not self._stop.is_set():
                    self._world_fault(exc)

        self._start(name, body)

    def _claim(self) -> None:
        while self._gate.is_open and self._album_answered and not self._stop.is_set():
            came = self._taking.one()
            if came is Next.NO_PLACE:
                self._make_room()
            if came is not Next.BEGUN:
                return
            self._ready -= 1

    def _make_room(self) -> None:
        """Photos that look cut off must not hold every place: who waits longest is set aside early."""
        if (longest := self._roster.pop_longest_cut()) is not None:
            job, error = longest
            self._set_aside(job, PhotoError(error.title, error.advice))
            self._wake.set()

    # Work.

    def _dispatch(self) -> None:
        while self._gate.is_open and self._album_answered:
            job = self._roster.next_ready()
            if job is None:
                return
            self._start(job.id, lambda job=job: self._work(job))  # type: ignore[misc]

    def _start(self, name: str, step: Callable[[], None]) -> bool:
        return self._roster.start(name, step, self._wake.set)

    def _work(self, job: Job) -> None:
        try:
            self._parts.processor.process(job)
        except PhotospoolError as exc:
            self._left(job) if self._stop.is_set() else self._failed(job, exc)
        except Exception as exc:  # a bug of ours is one photo's fault, never the end of the queue
            if not self._stop.is_set():
                log.exception("While working on %s", job.id)
                advice = message("It is kept unchanged. Please report this: {problem}.", problem=type(exc).__name__)
                self._failed(job, PhotoNotReady(BUG, advice))
        else:
            self._roster.stored(job)
            self._try_refused_soon()  # if it takes others, what it refused is set aside

    def _try_refused_soon(self) -> None:
        self._gate.sooner(Pause.REFUSED, retry_policy.REFUSED_WAIT_S)

    def _left(self, job: Job) -> None:
        """The end cut an attempt off: it does not count, or a film that takes its time would be given up some day."""
        with contextlib.suppress(SpoolError):
            self._spool.note_failure(job, "Photospool is stopping.", counts=False)

    def _failed(self, job: Job, exc: PhotospoolError) -> None:
        if isinstance(exc, NotAllowed) and self._roster.refused(job):
            exc = retry_policy.of_one_refused(exc)
        elif isinstance(exc, StoreInterrupted):
            # Is it the world or this photo? A small request decides.
            try:
                self._parts.album.check()
            except (AlbumUnavailable, AlbumRefused) as world:
                exc = world
        try:
            exc = of_large_file(exc, size_of(job), lambda: self._spool.check_room(0, self._spool.source_of(job)))
            self._settle(job, of_one_photo(exc, lambda: self._spool.check_folders(self._spool.source_of(job))))
        except SpoolError as broken:
            # The folder itself is in trouble: the photo stays in its job folder and is found again.
            self._disk_fault(job, broken)

    def _disk_fault(self, job: Job, exc: PhotospoolError) -> None:
        """Where a photo lies under way is in trouble: another disk holds up only what is there."""
        key = self._spool.source_of(job)
        if not key or not isinstance(exc, SpoolError):
            self._world_fault(exc, job)
            self._roster.take(job)
            return
        self._roster.forget(job)  # it is found again with its disk
        self._tell(events.PhotoWaiting(job.id, job.name, exc.title, retry_policy.DISK_S))
        self._command(lambda: self._folder_fault(self._intake.of(key), exc))

    def _settle(self, job: Job, exc: PhotospoolError) -> None:
        is_world = isinstance(exc, (AlbumUnavailable, AlbumRefused, SpoolError))
        noted = self._spool.note_failure(job, exc.title, counts=not is_world)
        if noted is None:
            self._intake.forget(job)
            self._tell(events.PhotoVanished(job.id, job.name))
            return
        if is_world:
            self._disk_fault(noted, exc)
            return
        case = retry_policy.Case(
            attempts=noted.attempts,
            age_s=max(0.0, time.time() - noted.claimed_at),
            untouched_s=self._roster.same_for_s(noted, state_at(noted.photo), self._clock()),
            others_succeed=self._roster.others_succeed(job),
        )
        reason = retry_policy.verdict(exc, case)
        if reason is not None:
            self._set_aside(noted, reason)
            return
        wait_s = retry_policy.wait_s(noted.attempts, self._rng)
        self._roster.wait(noted, self._clock() + wait_s, exc)
        since, until = retry_policy.patience(exc, case, wait_s, time.time())
        self._tell(events.PhotoWaiting(noted.id, noted.name, exc.title, wait_s, since, until))

    def _set_aside(self, job: Job, reason: PhotospoolError) -> None:
        self._spool.set_aside(job, reason.title, reason.advice)
        self._roster.forget(job)
        self._tell(events.PhotoSetAside(job.id, job.name, reason.title, reason.advice))

    def _retry(self, job_id: str) -> None:
        try:
            job = self._spool.retry(job_id)
        except SpoolError as exc:
            self._world_fault(exc)
        except KeyError:
            log.info("Nothing to retry under %s", job_id)
        else:
            self._tell(events.JobQueued(job.id, job.name))
            self._roster.take(job)

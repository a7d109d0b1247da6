"""The spools of all disks as one: a photo's way never leaves its disk, and each disk has a work and a done of its own.

The first one is the program's own: without it nothing moves. Another one may be away (its disk is not connected) and
come back; its photos keep their places meanwhile. Who decides what that means is the engine.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from photospool.errors import DiskFull, PhotoNotReady, SpoolError
from photospool.spool.durable_io import Copied, State
from photospool.spool.jobs import Job, JobWords
from photospool.spool.reasons import SetAside
from photospool.spool.scanner import ScanEntry
from photospool.spool.spool import Spool
from photospool.spool.ways import Promise

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Lane:
    """One further disk."""

    make: Callable[[], Spool]
    spool: Spool
    is_open: bool = False


class Spools:
    """Answers as one Spool does; all methods may be called from several threads, for different jobs."""

    def __init__(
        self,
        first: Spool,
        further: Mapping[str, Callable[[], Spool]] | None = None,
        lanes: Mapping[str, str] | None = None,
        moved: Sequence[Path] = (),
    ) -> None:
        """``further`` makes the spool of another disk, by a name for it; ``lanes`` says of an incoming folder's key
        which of these it uses, none for the first one; ``moved`` are further incoming folders that are emptied.
        """
        self.first = first
        self._lanes = {name: _Lane(make, make()) for name, make in (further or {}).items()}
        self._lane_of = dict(lanes or {})
        self._moved = tuple(moved)
        self._lock = threading.Lock()

    # Beginning and end.

    def open(self) -> None:
        """Take the first work folder; the others as they come. Raises as ``Spool.open``."""
        self.first.open()

    def prepare(self, key: str) -> list[Job]:
        """Take the work folder of this incoming folder's disk, where that is not done yet; what lay in work goes on.

        Raises FolderMissing, AlreadyRunning, SpoolError; the disk is not used then.
        """
        lane = self._lane(key)
        if lane is None or lane.is_open:
            return []
        fresh = lane.make()
        fresh.open()
        try:
            fresh.check_folders()
            found = fresh.recover()
        except BaseException:
            fresh.close()
            raise
        with self._lock:
            lane.spool, lane.is_open = fresh, True
        return found

    def lose(self, key: str) -> None:
        """The disk of this incoming folder is in trouble: it is not used before ``prepare`` takes it again."""
        lane = self._lane(key)
        if lane is None:
            return
        with self._lock:
            was_open, lane.is_open = lane.is_open, False
        if was_open:
            lane.spool.end()
            lane.spool.close()

    def end(self) -> None:
        """As ``Spool.end``, of all; from any thread."""
        for spool in (self.first, *(lane.spool for lane in self._lanes.values())):
            spool.end()

    def close(self) -> None:
        """Give all back."""
        for lane in self._lanes.values():
            if lane.is_open:
                lane.spool.close()
        self.first.close()

    def lend(self, key: str, folder: Path) -> None:
        """As ``Spool.lend``, of the first."""
        self.first.lend(key, folder)

    def is_first(self, key: str) -> bool:
        """Whether this incoming folder uses the first work folder."""
        return self._lane(key) is None

    def neighbours(self, key: str) -> set[str]:
        """The incoming folders that use the same further disk; none for the first."""
        name = self._lane_of.get(key)
        return {other for other, lane in self._lane_of.items() if name and lane == name}

    # A folder's part.

    def claim(self, entry: ScanEntry, words: JobWords, source: str = "", copied: Copied | None = None) -> Job | None:
        """As ``Spool.claim``."""
        return self._of(source).claim(entry, words, source, copied)

    def take_copy(
        self,
        entry: ScanEntry,
        words: JobWords,
        source: str,
        *,
        kept: str,
        sha256: str,
        copied: Copied | None = None,
    ) -> Job | None:
        """As ``Spool.take_copy``."""
        return self._of(source).take_copy(entry, words, source, kept=kept, sha256=sha256, copied=copied)

    def check_room(self, size: int, source: str = "") -> None:
        """As ``Spool.check_room``, on this folder's disk."""
        self._of(source).check_room(size)

    def has_room(self, path: Path, size: int) -> bool:
        """Whether a file in incoming fits on the disk that it comes to; yes where that can't be known now."""
        further = (lane.spool for lane in self._lanes.values() if lane.spool.takes_from(path))
        try:
            next(further, self.first).check_room(size)
        except DiskFull:
            return False
        except SpoolError:
            return True  # whoever takes it says what is wrong
        return True

    def check_folders(self, source: str = "") -> None:
        """As ``Spool.check_folders``, on this folder's disk."""
        self._of(source).check_folders()

    def check_incoming(self, source: str, *, is_kept: bool) -> None:
        """As ``Spool.check_incoming``."""
        self._of(source).check_incoming(source, is_kept=is_kept)

    # A job's part: by where it lies.

    def source_of(self, job: Job) -> str:
        """The key of an incoming folder on the disk where a job lies; empty for the first."""
        for key, name in self._lane_of.items():
            if name in self._lanes and self._lanes[name].spool.work in job.folder.parents:
                return key
        return ""

    def begin_attempt(self, job: Job) -> Job:
        """As ``Spool.begin_attempt``. Photos are added by hand into the first work folder alone.

        So no note on a further disk speaks for a person: on a card that knows no owners anybody may have written it.
        """
        spool = self._at(job)
        if spool is not self.first and "by_person" in job.words:
            words = job.words.copy()
            del words["by_person"]
            job = replace(job, words=words)
        return spool.begin_attempt(job)

    def state(self, job: Job) -> State:
        """As ``Spool.state``."""
        return self._at(job).state(job)

    def note_failure(self, job: Job, text: str, *, counts: bool) -> Job | None:
        """As ``Spool.note_failure``."""
        return self._at(job).note_failure(job, text, counts=counts)

    def finish(self, job: Job, copied: Copied | None = None) -> Path:
        """As ``Spool.finish``."""
        return self._at(job).finish(job, copied)

    def close_parts(self, whole: Job, path: Path) -> list[Job]:
        """As ``Spool.close_parts``."""
        return self._at(whole).close_parts(whole, path)

    def set_aside(self, job: Job, title: str, advice: str) -> None:
        """As ``Spool.set_aside``."""
        self._at(job).set_aside(job, title, advice)

    def keep_former(self, former: Path, later: Path, sha256: str) -> bool:
        """As ``Spool.keep_former``; only files of one disk are compared."""
        spools = [self.first, *(lane.spool for lane in self._lanes.values() if lane.is_open)]
        return any(spool.keep_former(former, later, sha256) for spool in spools if spool.done == later.parent)

    def retry(self, job_id: str) -> Job:
        """As ``Spool.retry``."""
        return self._with(job_id).retry(job_id)

    def ask_retry(self, job_id: str) -> None:
        """As ``Spool.ask_retry``."""
        self._with(job_id).ask_retry(job_id)

    def move_out(self, job_id: str, folder: Path) -> Path:
        """As ``Spool.move_out``."""
        return self._with(job_id).move_out(job_id, folder)

    def discard(self, job_id: str) -> str:
        """As ``Spool.discard``."""
        return self._with(job_id).discard(job_id)

    def add(self, path: Path, words: JobWords) -> Job:
        """As ``Spool.add``, into the first work folder."""
        return self.first.add(path, words)

    # All of them.

    def recover(self) -> list[Job]:
        """As ``Spool.recover``, of the first; the others' by ``prepare``."""
        return self.first.recover()

    def adopt(self, known: Iterable[str]) -> list[Job]:
        """As ``Spool.adopt``, of all that are there. Raises SpoolError for the first one's disk alone."""
        known = set(known)
        found = self.first.adopt(known)
        for name, lane in self._lanes.items():
            if lane.is_open:
                try:
                    found += lane.spool.adopt(known)
                except SpoolError as exc:
                    log.info("What lies in work on another disk (%s) can't be looked at: %s", name, exc)
        return found

    def failed(self) -> list[SetAside]:
        """As ``Spool.failed``, of all that are there, the oldest first."""
        found = self.first.failed()
        for lane in self._lanes.values():
            found += _unless_away(lane.spool.failed)
        return sorted(found, key=lambda item: item.job.id)

    def jobs(self) -> list[Job]:
        """As ``Spool.jobs``, of all that are there."""
        found = self.first.jobs()
        for lane in self._lanes.values():
            found += _unless_away(lane.spool.jobs)
        return found

    def is_empty(self) -> bool:
        """As ``Spool.is_empty``; folders whose photos stay don't count, and a disk that is away holds nobody."""
        if not self.first.is_empty():
            return False
        for folder in self._moved:
            if folder.is_dir() and any(folder.iterdir()):
                return False
        return not any(_unless_away(lane.spool.jobs) for lane in self._lanes.values())

    def is_owned_elsewhere(self) -> bool:
        """As ``Spool.is_owned_elsewhere``, of the first."""
        return self.first.is_owned_elsewhere()

    def promise(self) -> Promise:
        """As ``Spool.promise``, of the first."""
        return self.first.promise()

    def promises(self) -> dict[Path, Promise | SpoolError]:
        """What each further disk bears, or why it can't be said, by its done folder."""
        found: dict[Path, Promise | SpoolError] = {}
        for lane in self._lanes.values():
            try:
                found[lane.spool.done] = lane.spool.promise()
            except SpoolError as exc:
                found[lane.spool.done] = exc
        return found

    # Inside.

    def _lane(self, key: str) -> _Lane | None:
        return self._lanes.get(self._lane_of.get(key, ""))

    def _of(self, key: str) -> Spool:
        lane = self._lane(key)
        return self.first if lane is None else lane.spool

    def _at(self, job: Job) -> Spool:
        spool = self._of(self.source_of(job))
        if spool is not self.first or self.first.work in job.folder.parents:
            return spool
        raise PhotoNotReady("The file was taken out of work.", "Somebody moved or removed its folder.")

    def _with(self, job_id: str) -> Spool:
        """The spool in which a photo of this id was set aside; the first where none has it, which says so."""
        for lane in self._lanes.values():
            if any(item.job.id == job_id for item in _unless_away(lane.spool.failed)):
                return lane.spool
        return self.first


def _unless_away(look: Callable[[], list[Any]]) -> list[Any]:
    try:
        return look()
    except SpoolError as exc:
        log.info("A disk is away, or can't be read: %s", exc)
        return []

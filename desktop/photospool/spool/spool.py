"""The three folders: incoming → work → done. The place of a photo is its state; nothing else is needed to go on.

One Spool owns a work folder at a time. Every step leaves the photo where the next start finds it, whatever is killed
between two lines. What a photo is, and what an album is, is not known here.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from photospool.errors import PhotoNotReady, SpoolError
from photospool.messages import message
from photospool.security.confined_files import is_one_part
from photospool.spool import claim as claiming
from photospool.spool import durable_io, jobs, reasons, recovery
from photospool.spool.adding import add
from photospool.spool.computer_id import this_computer
from photospool.spool.disk_names import DiskNames
from photospool.spool.durable_io import Copied
from photospool.spool.finish import conclude, publish
from photospool.spool.folder_faults import became_link, check_listed, check_moves, look_into
from photospool.spool.ignore import shown
from photospool.spool.jobs import Job, JobWords
from photospool.spool.keep_one import keep_former
from photospool.spool.lock import WorkLock
from photospool.spool.reasons import SetAside
from photospool.spool.scanner import ScanEntry
from photospool.spool.trash import move_to_trash
from photospool.spool.ways import Promise, Ways

log = logging.getLogger(__name__)

FAILED: Final = "failed"
RESERVE_BYTES: Final = 500_000_000
RESERVE_SHARE: Final = 0.05
"""On a small disk the reserve is this share of it."""
PICTURES_BYTES: Final = 128 << 20
"""The most that is kept free for the pictures of one file: those of a film are no larger than a photo's."""
CLOSE_S: Final = 1.0


class Spool:
    """All methods may be called from several threads, for different jobs."""

    def __init__(
        self,
        incoming: Path,
        work: Path,
        done: Path,
        *,
        reserve_bytes: int = RESERVE_BYTES,
        classify: Callable[[str], str | None] = lambda _name: None,
        own_id: Path | None = None,
        others: Mapping[str, Path] | None = None,
        is_alone: bool = True,
    ) -> None:
        """``classify`` says of a name why it is no photo, or None; asked for files that lie loose in work.

        ``own_id`` is the file for this computer's own id, where the system has none. ``others`` are further incoming
        folders that use work and done too, by their keys. Not ``is_alone``: an incoming folder that is away holds up
        nothing but itself.
        """
        self.incoming, self.work, self.done = incoming, work, done
        self._incoming = {"": incoming, **(others or {})}
        self._is_alone = is_alone
        self._reserve_bytes = reserve_bytes
        self._classify = classify
        self._lock = WorkLock(work)
        self._own_id = own_id
        self._names = DiskNames()
        self._ways = Ways(work, done)
        self._listing = threading.Lock()
        self._parts: dict[str, set[str]] | None = None  # by origin: jobs in failed; made at first use; by _listing
        self._arrived: dict[str, Path] = {}  # by job: in done, but its folder is still to be removed
        self._idle = threading.Condition()
        self._real: dict[str, Path] = {}  # set once by open: folders that were no links then
        self._links: set[str] = set()  # set once by open: incoming folders that were links, by their keys
        self._acting = 0  # guarded by _idle: steps under way
        self._closed = False  # guarded by _idle
        self._ended = threading.Event()

    @property
    def set_aside_folder(self) -> Path:
        """Where photos lie that need attention."""
        return self.work / FAILED

    # Beginning and end.

    def open(self) -> None:
        """Take the work folder. Raises FolderMissing, AlreadyRunning, SpoolError."""
        self._check_exist()
        self._lock.acquire(this_computer(self._own_id))
        with self._translated(message("the work folder"), self.work):
            self.set_aside_folder.mkdir(mode=0o700, exist_ok=True)
            folders = {**self._needed, "work": self.work, "done": self.done}
            self._links = {key for key, folder in self._incoming.items() if folder.is_symlink()}
            self._real = {name: folder for name, folder in folders.items() if not folder.is_symlink()}

    def end(self) -> None:
        """The program ends: a copy between disks, which may take minutes, is given up and begun anew next time."""
        self._ended.set()

    def close(self) -> None:
        """Give it back, once the steps that are under way have ended. A late thread changes nothing any more."""
        with self._idle:
            self._closed = True
            self._idle.wait_for(lambda: not self._acting, CLOSE_S)
        self._lock.release()

    def is_owned_elsewhere(self) -> bool:
        """Whether another process has the work folder now."""
        return self._lock.is_held_elsewhere()

    @property
    def _needed(self) -> dict[str, Path]:
        """The incoming folder without which nothing can be done."""
        return {"incoming": self.incoming} if self._is_alone else {}

    def check_folders(self) -> None:
        """Raises FolderMissing or SpoolError for the first folder that can't be used."""
        self._check_exist()
        for folder in self._needed.values():
            check_listed(folder)
        for folder in (self.work, self.done):
            with self._translated(message("looking into a folder"), folder):
                look_into(folder)
        for folder in (*self._needed.values(), self.work, self.done):
            check_moves(folder)
        for folder in (self.work, self.done):  # not into incoming: its sync client would carry the file around
            with self._translated(message("writing to {folder}", folder=folder), folder):
                durable_io.try_writing(folder)
        self._check_same()
        if self._ways.known is not None:
            self.promise()

    def takes_from(self, path: Path) -> bool:
        """Whether a file lies below one of the incoming folders."""
        return any(folder in path.parents for folder in self._incoming.values())

    def lend(self, key: str, folder: Path) -> None:
        """From now on a further incoming folder uses work and done; it holds up nothing but itself."""
        self._incoming = {**self._incoming, key: folder}

    def check_incoming(self, key: str, *, is_kept: bool) -> None:
        """Raises FolderMissing or SpoolError where this incoming folder can't be used; ``is_kept``: it is only read."""
        folder = self._incoming[key]
        with self._translated(message("looking at the incoming folder"), folder):
            is_there, is_link = folder.is_dir(), folder.is_symlink()
        if not is_there:
            raise durable_io.missing("incoming", folder)
        if is_link and key not in self._links:
            raise became_link("incoming", folder)
        check_listed(folder)
        if not is_kept:
            check_moves(folder)

    def _check_same(self) -> None:
        """Raises SpoolError when something else lies now where a folder of ours was when we began."""
        if self._lock.is_held and not self._lock.is_in_place():
            self._check_exist()
            raise SpoolError(
                message("The work folder {work} is not the one that it was.", work=self.work),
                "Is another disk in its place? It goes on once the first one is back, or when Photospool is restarted.",
            )
        for name, folder in self._real.items():
            with self._translated(message("looking at the {name} folder", name=durable_io.called(name)), folder):
                is_link = folder.is_symlink()
            if is_link:
                raise became_link(name, folder)

    def _check_exist(self) -> None:
        for name, folder in (*self._needed.items(), ("work", self.work), ("done", self.done)):
            with self._translated(message("looking at the {name} folder", name=durable_io.called(name)), folder):
                is_there = folder.is_dir()
            if not is_there:
                raise durable_io.missing(name, folder)

    def promise(self) -> Promise:
        """What the disks of work and done bear, tried where it was not yet. Raises SpoolError where files get lost."""
        with self._translated(message("trying how the disk behaves"), self.done):
            promise = self._ways.promise()
        if promise.way is None:
            raise SpoolError(
                message("The disk of {done} loses files.", done=self.done),
                "Small files that were moved there were not there afterwards, however it was done. Please choose "
                "a done folder on another disk. Everything stays where it is.",
            )
        if not promise.holds_notes:
            raise SpoolError(
                message("The disk of {work} loses files.", work=self.work),
                "Small files that were written there anew were not there afterwards. Please choose a work folder on "
                "another disk. Everything stays where it is.",
            )
        return promise

    def check_room(self, size: int) -> None:
        """Raises DiskFull when a photo of so many bytes, its pictures and a reserve would not fit."""
        needed = size + min(2 * size, PICTURES_BYTES)
        for folder in (self.work, self.done):
            with self._translated(message("looking at the free room"), folder):
                free, total = durable_io.free_bytes(folder)
            reserve = min(self._reserve_bytes, int(total * RESERVE_SHARE))
            if free < reserve + needed:
                raise durable_io.no_room(folder, free)

    # A photo's way.

    def claim(self, entry: ScanEntry, words: JobWords, source: str = "", copied: Copied | None = None) -> Job | None:
        """Take a settled photo out of incoming, into a job folder of its own. None if it is not what it was.

        ``copied`` is told how far a copy from another disk is, and may take its time; ``end`` gives such a copy up.
        """
        with self._step(message("taking a file into work"), self.work):
            self.promise()  # known before the first photo leaves incoming
            folder, goes_on = self._incoming[source], durable_io.until(self._ended.is_set, copied)
            return claiming.claim(folder, self.work, entry, words, self._names, source=source, copied=goes_on)

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
        """Copy a settled photo into a job folder; it stays in incoming. None if it is not what it was.

        ``kept`` is what is to be remembered of it, ``sha256`` what its bytes were; ``copied`` as of ``claim``.
        """
        with self._step(message("copying a file into work"), self.work):
            self.promise()
            folder = self._incoming[source]
            return claiming.take_copy(
                folder,
                self.work,
                entry,
                words,
                self._names,
                source=source,
                kept=kept,
                sha256=sha256,
                copied=durable_io.until(self._ended.is_set, copied),
            )

    def add(self, path: Path, words: JobWords) -> Job:
        """Copy a photo that somebody chose straight into work; needs no lock.

        The folder gets its job's name when all is in it: whoever has the lock sees a whole job or none.
        Raises PhotoNotReady when the photo can't be read.
        """
        self._check_exist()
        with self._translated(message("copying a file into work"), self.work):
            return add(path, self.work, words, self._names)

    def begin_attempt(self, job: Job) -> Job:
        """Count an attempt, durably, before it is made. Raises PhotoNotReady when its folder is gone, SpoolError."""
        with self._step(message("counting an attempt"), self.work):
            if not job.folder.is_dir():
                raise PhotoNotReady("The file was taken out of work.", "Somebody moved or removed its folder.")
            job = dataclasses.replace(job, attempts=job.attempts + 1, last_error="")
            jobs.write(job)
            return job

    def state(self, job: Job) -> durable_io.State:
        """What changes when somebody writes to the photo. Raises PhotoNotReady when it is gone."""
        try:
            return durable_io.state_of(os.lstat(job.photo))
        except OSError as exc:
            raise PhotoNotReady("The file was taken out of work.", "Somebody moved or removed it.") from exc

    def note_failure(self, job: Job, text: str, *, counts: bool) -> Job | None:
        """Remember why an attempt failed; one that does not count is taken back. None: the photo is gone."""
        with self._step(message("noting what happened"), self.work):
            found = jobs.read(job.folder)
            if found is None:
                claiming.remove_folder(job.folder)
                return None
            job = dataclasses.replace(
                found,
                attempts=found.attempts if counts else max(0, found.attempts - 1),
                last_error=text,
            )
            jobs.write(job)
            return job

    def finish(self, job: Job, copied: Copied | None = None) -> Path:
        """The album has it: into done under a free name. Raises PhotoNotReady when the photo is gone.

        ``copied`` as of ``claim``: of a copy to another disk.
        """
        with self._step(message("moving a file into done"), self.done):
            current = jobs.read(job.folder) or job
            try:
                moved = self._arrived.get(job.id)
                if moved is None:
                    goes_on = durable_io.until(self._ended.is_set, copied)
                    moved = publish(current, self.done, self._names, self.promise().way, goes_on)
                self._arrived[job.id] = moved
                conclude(job, self.done)
                del self._arrived[job.id]
                return moved
            except FileNotFoundError as exc:
                if durable_io.is_there(job.photo):
                    raise
                raise PhotoNotReady("The file was taken out of work.", "Somebody moved or removed it.") from exc

    def keep_former(self, former: Path, later: Path, sha256: str) -> bool:
        """As ``keep_one.keep_former``, for two files in done. Raises SpoolError where there is no trash to be had."""
        with self._step(message("moving an equal file to the trash"), self.done):
            return later.parent == self.done and keep_former(former, later, sha256, move_to_trash)

    # What needs attention.

    def set_aside(self, job: Job, title: str, advice: str) -> None:
        """Move a photo to work/failed, with the reason beside it in words."""
        with self._step(message("setting a file aside"), self.work):
            self._note_reason(job, title, advice)
            os.rename(job.folder, self.set_aside_folder / job.id)
            durable_io.sync_folder(self.set_aside_folder)
            durable_io.sync_folder(self.work)
            with self._listing:
                if self._parts is not None:
                    self._parts.setdefault(job.origin, set()).add(job.id)

    def _note_reason(self, job: Job, title: str, advice: str) -> None:
        """In words for people, and as data for the windows."""
        jobs.write(dataclasses.replace(jobs.read(job.folder) or job, reason=(title, advice)))
        durable_io.write_whole(job.folder / jobs.REASON_FILE, reasons.written(job, title, advice))

    def failed(self) -> list[SetAside]:
        """Everything in work/failed that needs its owner, the oldest first."""
        with self._translated(message("looking at what was set aside"), self.work):
            folders = [folder for folder in _folders(self.set_aside_folder) if not jobs.is_closed(folder)]
        return [found for folder in folders if (found := reasons.shown_of(folder)) is not None]

    def close_parts(self, whole: Job, path: Path) -> list[Job]:
        """Photos in work/failed of the same place in incoming that are nothing but a beginning of this one, which came
        later: they stay where they are, with a note, and need nobody any more.
        """
        if not whole.origin:
            return []
        with self._step(message("looking at what was set aside"), self.work), self._listing:
            if self._parts is None:
                self._parts = {}
                for item in self.failed():
                    self._parts.setdefault(item.job.origin, set()).add(item.job.id)
            closed = []
            for job_id in sorted(self._parts.get(whole.origin, ())):
                part = jobs.read(self.set_aside_folder / job_id)
                if part is not None and durable_io.is_start_of(part.photo, path):
                    title = "The whole photo came."
                    advice = message(
                        "It lies in {path}. This is only its beginning, kept unchanged; you may delete this folder.",
                        path=path,
                    )
                    self._note_reason(part, title, advice)
                    durable_io.write_whole(part.folder / jobs.CLOSED_FILE, b"")
                    closed.append(part)
                    self._parts[whole.origin].discard(job_id)
            return closed

    def jobs(self) -> list[Job]:
        """What lies in work, whoever works on it."""
        with self._translated(message("looking at what lies in work"), self.work):
            return [
                job for folder in _folders(self.work) if jobs.is_id(folder.name) and (job := reasons.job_of(folder))
            ]

    def is_empty(self) -> bool:
        """Whether nothing lies in incoming, or in work but what is set aside: nothing that could still move.

        Everything in incoming counts, whatever it is: so do those who start us again while it is not empty.
        A folder that is not there is not empty: it may be an unmounted disk. Raises SpoolError.
        """
        with self._translated(message("looking at what is left"), self.work):
            under_way = [name for name in os.listdir(self.work) if not name.startswith(".") and name != FAILED]
            return not os.listdir(self.incoming) and not under_way and not self._asked()

    def retry(self, job_id: str) -> Job:
        """Take a photo out of work/failed and begin again with its attempts. Raises KeyError if there is none."""
        with self._step(message("trying a file again"), self.work):
            folder = self._set_aside(job_id).folder
            # A folder that a person laid there has a name of its own; in work only ours are looked at.
            target = self.work / (job_id if jobs.is_id(job_id) else jobs.new_id())
            os.rename(folder, target)
            for name in (jobs.RETRY_FILE, jobs.REASON_FILE, jobs.CLOSED_FILE):
                with suppress(FileNotFoundError):
                    os.unlink(target / name)
            job = jobs.read(target)
            if job is None:
                raise KeyError(job_id)
            job = dataclasses.replace(job, attempts=0, claimed_at=time.time(), last_error="", reason=("", ""))
            jobs.write(job)
            durable_io.sync_folder(self.work)
            return job

    def ask_retry(self, job_id: str) -> None:
        """Ask whoever has the work folder to try a photo again; needs no lock."""
        with self._translated(message("asking for another try"), self.work):
            durable_io.write_whole(self.set_aside_folder / job_id / jobs.RETRY_FILE, b"")

    def move_out(self, job_id: str, folder: Path) -> Path:
        """Give a photo that was set aside back to the user, in a folder of their choice. Raises KeyError."""
        with self._step(message("moving a file"), folder):
            job = self._set_aside(job_id)
            goes_on = durable_io.until(self._ended.is_set)
            moved = publish(dataclasses.replace(job, reserved=""), folder, self._names, None, goes_on)
            conclude(job, folder)
            return moved

    def discard(self, job_id: str) -> str:
        """Move a photo that was set aside to the system's trash; its name. Raises KeyError."""
        with self._step(message("moving a file to the trash"), self.work):
            job = self._set_aside(job_id)
            move_to_trash(job.photo)
            conclude(job, self.set_aside_folder)
            return job.name

    # What others left, or asked for.

    def recover(self) -> list[Job]:
        """After a crash, at start: mend what was cut short; every photo in work is a job again."""
        with self._step(message("looking at what lies in work"), self.work):
            return recovery.recover(self._incoming, self.work, self.done, self._classify, self._names)

    def adopt(self, known: Iterable[str]) -> list[Job]:
        """Jobs that another process added, and photos that it asked to try again; ``known`` are ours already."""
        with self._step(message("looking at what lies in work"), self.work):
            known = set(known)
            found = []
            for folder in _folders(self.work):
                if folder.name in known or not jobs.is_id(folder.name) or not jobs.is_whole(folder):
                    continue
                # Asked again: a copy that was given up while we read goes with its file, and is no job of anybody's.
                found += [job] if (job := reasons.job_of(folder)) and jobs.is_whole(folder) else []
            asked = self._asked()
        return found + [job for folder in asked if (job := self._tried_again(folder.name))]

    def _set_aside(self, job_id: str) -> Job:
        """A photo that was set aside. Raises KeyError if there is none."""
        job = jobs.read(self.set_aside_folder / job_id) if is_one_part(job_id) else None
        if job is None:
            raise KeyError(job_id)
        return job

    def _asked(self) -> list[Path]:
        """Photos in work/failed that somebody wants to be tried again."""
        return [folder for folder in _folders(self.set_aside_folder) if durable_io.is_there(folder / jobs.RETRY_FILE)]

    def _tried_again(self, name: str) -> Job | None:
        """As ``retry``; a folder with which that can't be done holds up no other, and stays as it is."""
        try:
            return self.retry(name)
        except KeyError:
            with suppress(OSError):  # no photo is in it (any more): nobody is to ask again and again
                os.unlink(self.set_aside_folder / name / jobs.RETRY_FILE)
        except SpoolError as exc:
            log.warning("%s in work/failed could not be tried again: %s", shown(name), exc)
        return None

    @contextmanager
    def _step(self, doing: str, folder: Path) -> Iterator[None]:
        """A step that changes something: not after ``close``, and its OSErrors are ours."""
        with self._idle:
            if self._closed:
                raise SpoolError("Photospool is stopping.", "The file stays where it is.")
            self._acting += 1
        try:
            with self._translated(doing, folder):
                self._check_same()
                yield
        finally:
            with self._idle:
                self._acting -= 1
                self._idle.notify_all()

    @contextmanager
    def _translated(self, doing: str, folder: Path) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise durable_io.problem(exc, doing, folder) from exc


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))
    except FileNotFoundError:
        return []

"""Out of work: into done under a free name, or into any folder that the user chose. Nothing is ever overwritten."""

from __future__ import annotations

import dataclasses
import math
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from photospool.errors import NoNameFits
from photospool.spool import durable_io, jobs, ways
from photospool.spool.claim import remove_folder
from photospool.spool.disk_names import DiskNames, instead_of
from photospool.spool.fitting import rules_after
from photospool.spool.ignore import numbered
from photospool.spool.jobs import Job
from photospool.spool.ways import Way


def publish(job: Job, folder: Path, names: DiskNames, way: Way | None, copied: durable_io.Copied) -> Path:
    """Move a job's photo into a folder under its name, or a numbered one; returns where it is. See ``conclude``.

    ``way`` is one that the disks bear; None: a folder in which nothing may be tried. Ways of more than one step write
    the name into the job first, so that after a crash what lies there is known as ours. Where the disk can't hold the
    name, it is made fit (``names`` knows how). ``copied`` is told of a copy as it goes; it is given up for an OSError
    that it raises. Raises OSError (FileNotFoundError if the photo is gone) and NoNameFits; the photo is in the job's
    folder then.
    """
    # As it was before any of it is copied: how much is compared is told by nobody.
    moved = already_there(job, folder, lambda _compared: copied(0))
    if moved is not None:
        return moved
    os.lstat(job.photo)
    try:
        return _named(_Naming(job, job.photo, folder, way, copied), names)
    except OSError as exc:
        if not durable_io.is_different_volume(exc):
            raise
    return _over(job, folder, names, way, copied)


def conclude(job: Job, folder: Path) -> None:
    """The photo is in its folder: make that durable, and remove the job. Raises OSError, and may be asked again."""
    durable_io.sync_folder(folder)
    if durable_io.is_there(job.folder):
        durable_io.sync_folder(job.folder)
        remove_folder(job.folder)


def already_there(job: Job, folder: Path, compared: durable_io.Copied, most_bytes: float = math.inf) -> Path | None:
    """Clear up after a publication that was cut short: where the photo is, if it had arrived.

    An empty reservation and half a copy go; one that is whole stays, and the photo in work goes. ``compared`` is called
    while both are read; what it raises ends it, with nothing changed. Of more than ``most_bytes`` nothing is read: it
    stays a job, and ``publish`` looks again.
    """
    part = _part(job, folder)
    if durable_io.is_there(part):
        os.unlink(part)
    if not job.reserved:
        return None
    target = folder / job.reserved
    if durable_io.remove_if_empty(target) or not durable_io.is_there(target):
        return None
    if not durable_io.is_there(job.photo):
        return target
    if os.lstat(target).st_size > most_bytes or not durable_io.is_start_of(target, job.photo, compared):
        return None
    if os.lstat(target).st_size == os.lstat(job.photo).st_size:
        os.unlink(job.photo)
        return target
    os.unlink(target)
    return None


def _named(naming: _Naming, names: DiskNames) -> Path:
    """Give the photo, or its copy in the folder, a name there."""
    job, folder = naming.job, naming.folder
    try:
        return naming.first_free(numbered(job.file_name))
    except OSError as exc:
        rules = None if durable_io.is_different_volume(exc) else rules_after(exc, naming.tried, folder, names)
        if rules is None:
            raise
        for other in instead_of(job.file_name, rules):
            try:
                return naming.first_free(numbered(other, rules))
            except OSError as further:
                if durable_io.is_different_volume(further):
                    raise
        raise NoNameFits(
            "The disk of the done folder takes no name that this file could have.",
            "Please choose a done folder on another disk, then try again. The file is in the album and kept here.",
        ) from exc


@dataclass(slots=True)
class _Naming:
    """Gives the photo of a job, or its copy in a folder, a name there."""

    job: Job
    source: Path
    folder: Path
    way: Way | None
    copied: durable_io.Copied
    tried: str = ""
    """The name that was tried last."""

    def first_free(self, wanted: Iterator[str]) -> Path:
        for self.tried in wanted:
            target = self.folder / self.tried
            with _given_by_us_alone(target) as is_free:
                if is_free and not durable_io.is_there(target) and self._moved_to(target):
                    return target
        raise AssertionError("there is always a further number")

    def _moved_to(self, target: Path) -> bool:
        if self.way is Way.RENAME and self.source == self.job.photo:  # one step
            return ways.move(self.source, target, self.way)
        jobs.write(dataclasses.replace(self.job, reserved=self.tried))
        try:
            if self.way is None:
                return ways.move_untried(self.source, target)
            return ways.move(self.source, target, self.way, self.copied)
        except OSError:
            with suppress(OSError):  # what lies there later is not this photo's
                jobs.write(dataclasses.replace(self.job, reserved=""))
            raise


_giving: set[Path] = set()  # guarded by _giving_lock: names that a thread looks at, notes and gives just now
_giving_lock = threading.Lock()


@contextmanager
def _given_by_us_alone(target: Path) -> Iterator[bool]:
    """Whether no other thread is at this name; nor is one as long as the block lasts.

    What a job's note names is taken for its photo's own after a kill, so two jobs must never note one name: of two
    equal files one would be removed.
    """
    with _giving_lock:
        is_free = target not in _giving
        if is_free:
            _giving.add(target)
    try:
        yield is_free
    finally:
        if is_free:
            with _giving_lock:
                _giving.discard(target)


def _over(job: Job, folder: Path, names: DiskNames, way: Way | None, copied: durable_io.Copied) -> Path:
    """Onto another disk: a copy beside its place, proved, gets the name; then the photo goes."""
    part = _part(job, folder)
    try:
        durable_io.copy_proved(job.photo, part, copied)
        target = _named(_Naming(job, part, folder, way, copied), names)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    durable_io.sync_folder(folder)
    os.unlink(job.photo)
    return target


def _part(job: Job, folder: Path) -> Path:
    """A copy onto another disk that is not whole yet."""
    return folder / f".photospool-{job.id}.part"

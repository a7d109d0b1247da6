"""From incoming into a job folder: the point of no return, for the rename tells the sync client that the photo is gone.

So the bytes are made durable first, and a photo is moved only while it is what it was when it had settled.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import Final

from photospool.errors import SpoolError
from photospool.messages import message
from photospool.spool import durable_io, jobs
from photospool.spool.disk_names import DiskNames
from photospool.spool.filesystem import mount_point_of
from photospool.spool.fitting import renamed_into
from photospool.spool.jobs import Job, JobWords
from photospool.spool.scanner import ScanEntry

_FORBIDDEN: Final = (errno.EACCES, errno.EPERM, errno.EROFS)


def claim(
    incoming: Path,
    work: Path,
    entry: ScanEntry,
    words: JobWords,
    names: DiskNames,
    *,
    source: str = "",
    copied: durable_io.Copied = lambda _bytes: None,
) -> Job | None:
    """Move a settled photo into a fresh job folder; None when it is gone, has changed, or is being written.

    ``names`` knows which names the disks take; ``source`` is the key of the incoming folder. ``copied`` is told of a
    copy from another disk as it goes; it is given up for an OSError that it raises.

    Raises OSError, or SpoolError where the photo's folder refuses; it is in incoming then, or in the job folder.
    """
    with _blaming(entry):
        if not _is_below(incoming, entry.origin) or not _made_durable(entry):
            return None
    if os.name != "nt" and not os.access(entry.path.parent, os.W_OK | os.X_OK):
        # Before anything is copied.
        raise durable_io.problem(PermissionError(errno.EACCES, "refused"), message("taking a file"), entry.path.parent)
    mount = mount_point_of(incoming) if entry.state[0] != os.stat(work).st_dev else ""
    job = jobs.new_job(work, entry.path.name, origin=entry.origin, words=words, source=source, mount=mount)
    try:
        make_folder(job, work)
    except OSError:
        with suppress(OSError):  # a disk that is full is tried again and again: nothing is left behind each time
            remove_folder(job.folder)
        raise
    try:
        with _blaming(entry):  # work was just written to
            job = renamed_into(entry.path, job, names)
    except (OSError, SpoolError) as exc:
        if isinstance(exc, SpoolError) or not durable_io.is_different_volume(exc):
            remove_folder(job.folder)
            if isinstance(exc, FileNotFoundError) and not durable_io.is_there(entry.path):
                return None
            raise
        here = _copied(entry, job, names, copied)
        if here is None:
            return None
        job = here
    durable_io.sync_folder(job.folder)
    durable_io.sync_folder(entry.path.parent)
    return _checked(job, entry)


def take_copy(
    incoming: Path,
    work: Path,
    entry: ScanEntry,
    words: JobWords,
    names: DiskNames,
    *,
    source: str,
    kept: str,
    sha256: str,
    copied: durable_io.Copied = lambda _bytes: None,
) -> Job | None:
    """Copy a settled photo into a fresh job folder; it stays where it is, untouched. None where it is not what it was,
    or its bytes are not those of ``sha256`` any more.

    ``kept`` goes into the job's file before the copy begins, so that whatever is killed, who took it is known.
    ``copied`` as of ``claim``. Raises OSError; nothing is left in work then.
    """
    if not _is_below(incoming, entry.origin) or not _holds_still(entry):
        return None
    job = jobs.new_job(work, entry.path.name, origin=entry.origin, words=words, source=source, kept=kept)
    try:
        make_folder(job, work)
        part = job.folder / jobs.PART_FILE
        is_same = durable_io.copy_proved(entry.path, part, copied) == sha256
        if not is_same or durable_io.state_of(os.lstat(entry.path)) != entry.state:
            _forget_copy(job)
            return None
        job = renamed_into(part, job, names)
        durable_io.sync_folder(job.folder)
    except OSError as exc:
        with suppress(OSError):
            _forget_copy(job)
        if isinstance(exc, FileNotFoundError) and not durable_io.is_there(entry.path):
            return None
        raise
    return job


@contextmanager
def _blaming(entry: ScanEntry) -> Iterator[None]:
    """What is forbidden here, the photo's own folder forbids."""
    try:
        yield
    except OSError as exc:
        if exc.errno in _FORBIDDEN:
            raise durable_io.problem(exc, message("taking a file into work"), entry.path.parent) from exc
        raise


def make_folder(job: Job, work: Path) -> None:
    """The job's folder and its own file, on the disk."""
    os.mkdir(job.folder, 0o700)
    jobs.write(job)
    durable_io.sync_folder(work)


def remove_folder(folder: Path) -> None:
    """Remove a job's folder and our notes in it; what somebody else put there stays."""
    for name in sorted(jobs.OURS - {jobs.PART_FILE}):
        try:
            os.unlink(folder / name)
        except FileNotFoundError:
            continue
    try:
        os.rmdir(folder)
    except OSError:
        return  # not empty: shown at the next start


def _holds_still(entry: ScanEntry) -> bool:
    """Whether the file is still what had settled, and nobody writes."""
    return _opened_as_settled(entry, lambda _handle: None)


def _made_durable(entry: ScanEntry) -> bool:
    """As ``_holds_still``; then its bytes are on the disk."""
    if os.name != "nt":
        return _opened_as_settled(entry, durable_io.sync_file)
    if not _holds_still(entry):
        return False
    _sync_on_windows(entry.path)
    return True


def _opened_as_settled(entry: ScanEntry, then: Callable[[int], None]) -> bool:
    try:
        handle = os.open(entry.path, durable_io.READ_FLAGS)
    except OSError:
        return False  # gone, a link by now, or not to be read: the next look says what it is
    try:
        found = os.fstat(handle)
        if (
            not stat.S_ISREG(found.st_mode)
            or durable_io.state_of(found) != entry.state
            or durable_io.has_writer(handle)
        ):
            return False
        then(handle)
    finally:
        os.close(handle)
    return True


def _sync_on_windows(path: Path) -> None:
    """Windows flushes writable handles only; a file that is read-only was written by somebody who closed it."""
    try:
        durable_io.sync_path(path)
    except PermissionError:
        return


def _is_below(incoming: Path, origin: str) -> bool:
    """Whether no folder between has become a link since the look."""
    folder = incoming
    for name in PurePath(origin).parent.parts:
        folder = folder / name
        try:
            if not stat.S_ISDIR(os.lstat(folder).st_mode):
                return False
        except OSError:
            return False
    return True


def _copied(entry: ScanEntry, job: Job, names: DiskNames, copied: durable_io.Copied) -> Job | None:
    """Across disks: copy, prove the copy, and let the file in incoming go only if nobody has touched it.

    Whatever ends it before that leaves nothing: half a copy of what lies on a disk that is away would be found in work
    at the next start, and taken for all that we have.
    """
    part = job.folder / jobs.PART_FILE
    try:
        _forget_halves(job)
        durable_io.copy_proved(entry.path, part, copied)
        job = renamed_into(part, job, names)
        durable_io.sync_folder(job.folder)
        is_same = durable_io.state_of(os.lstat(entry.path)) == entry.state
        is_same = is_same and _holds_still(entry)  # who opened it meanwhile would write on into nothing
    except (OSError, SpoolError) as exc:
        with suppress(OSError):
            _forget_copy(job)
        if isinstance(exc, FileNotFoundError) and _is_another(entry):
            return None
        raise  # no such file, says a disk that can't hold its name, too
    if not is_same:
        _forget_copy(job)
        return None
    try:
        with _blaming(entry):
            os.unlink(entry.path)
    except FileNotFoundError:
        return job  # perhaps it was us, and a network lost the answer: all is in work, and proved
    except (OSError, SpoolError):
        if os.path.lexists(entry.path):
            _forget_copy(job)
        raise
    return job


def _is_another(entry: ScanEntry) -> bool:
    """Whether the file is gone, or is not what it was."""
    return not durable_io.is_there(entry.path) or durable_io.state_of(os.lstat(entry.path)) != entry.state


def _forget_halves(job: Job) -> None:
    """What a copy of the same file left in work that was killed while its disk was away: the file is there again."""
    with os.scandir(job.folder.parent) as entries:
        others = [Path(entry.path) for entry in entries if entry.name != job.id and jobs.is_id(entry.name)]
    for folder in others:
        if not durable_io.is_there(folder / jobs.PART_FILE) or jobs.foreign_files(folder):
            continue
        if jobs.origin_of(folder)[:2] == (job.source, job.origin):
            os.unlink(folder / jobs.PART_FILE)
            remove_folder(folder)


def _forget_copy(job: Job) -> None:
    for path in (job.folder / jobs.PART_FILE, job.photo):
        if durable_io.is_there(path):
            os.unlink(path)
    remove_folder(job.folder)


def _checked(job: Job, entry: ScanEntry) -> Job | None:
    """What we got is what we looked at; another file that took its name meanwhile is made durable too."""
    found = os.lstat(job.photo)
    if not stat.S_ISREG(found.st_mode):
        # A link or a pipe was put in its place at that very moment: it goes back, unopened.
        if not durable_io.is_there(entry.path):
            durable_io.rename(job.photo, entry.path)
            remove_folder(job.folder)
        return None
    if (found.st_dev, found.st_ino) != entry.state[:2]:
        durable_io.sync_path(job.photo)
    return job

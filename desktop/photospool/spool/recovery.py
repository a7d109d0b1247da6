"""What a kill or a power cut can leave behind, and how each start mends it. The lock is held.

left behind                                      mended by
empty job folder                                 removing it; the photo is in incoming or in done
a photo in a job folder, job.json lost or torn   making a new one: the place is the truth
an empty reservation in done                     removing it, if a job's file names it
half a copy in done                              removing it, if a job's file names it and the photo begins so
a photo under both names, in work and in done    removing the one in work
a photo in done and a job folder without one     removing the folder
a copy between disks that is not whole           removing it while its source is there, or stays there by its rules;
                                                 leaving it alone while the source's folder, or its disk, is away;
                                                 else going on
a trial of the disks that is not over            removing its folders: in work and in done they have one name
a folder in which a photo was being added        removing it after an hour: the user's file is where it was
a photo loose in work, as old programs leave it  taking it into a job of its own
anything else                                    leaving it alone
"""

from __future__ import annotations

import logging
import os
import shutil
import stat
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from photospool.spool import durable_io, jobs
from photospool.spool.claim import make_folder, remove_folder
from photospool.spool.disk_names import DiskNames
from photospool.spool.filesystem import mount_point_of
from photospool.spool.finish import already_there
from photospool.spool.fitting import TRYING, renamed_into
from photospool.spool.ignore import ignore_reason, shown
from photospool.spool.jobs import Job
from photospool.spool.ways import TRIAL

log = logging.getLogger(__name__)

ADDING: Final = ".adding-"
"""A folder in which another process is collecting a job."""
ABANDONED_S: Final = 3600.0
AT_ONCE_BYTES: Final = 1 << 26
"""A larger file that may have arrived in done is compared with what lies there when its turn comes, behind the photos:
two of 4 GB are minutes on a slow disk, and nothing is taken meanwhile.
"""


def recover(
    incoming: Mapping[str, Path], work: Path, done: Path, classify: Callable[[str], str | None], names: DiskNames
) -> list[Job]:
    """Mend everything in work; every photo there is a job again, the oldest first. ``incoming``: each by its key.

    What the disk won't let us mend is left as it is, for the next start. Raises OSError when work can't be read.
    """
    found: list[Job] = []
    with os.scandir(work) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        path = Path(entry.path)
        job = None
        try:
            if entry.is_dir(follow_symlinks=False):
                if entry.name.startswith(ADDING):
                    _remove_abandoned(path)
                elif entry.name.startswith((TRYING, TRIAL)):  # small files of our own
                    for folder in (done, work):  # as they were made, the other way round
                        shutil.rmtree(folder / entry.name, ignore_errors=True)
                elif jobs.is_id(entry.name):
                    job = _mended(path, incoming, done)
            elif entry.is_file(follow_symlinks=False) and not (ignore_reason(entry.name) or classify(entry.name)):
                job = _taken_in(path, work, names)
        except OSError as exc:
            log.warning("%s in work could not be mended: %s", shown(entry.name), exc)
        found += [job] if job else []
    return found


def _mended(folder: Path, incoming: Mapping[str, Path], done: Path) -> Job | None:
    """The job of a folder; None, and the folder removed, when no photo is in it any more."""
    if not _is_part_settled(folder, incoming):
        return None
    job = jobs.read(folder)
    if job is None:
        reserved = jobs.reserved_name(folder)
        if reserved:
            durable_io.remove_if_empty(done / reserved)
        remove_folder(folder)
        return None
    if already_there(job, done, lambda _compared: None, AT_ONCE_BYTES) is not None:
        remove_folder(folder)
        return None
    if durable_io.is_there(folder / jobs.REASON_FILE):
        os.unlink(folder / jobs.REASON_FILE)
    with suppress(OSError):  # the place is the truth; the next attempt writes it, or says what is wrong with the disk
        jobs.write(job)
    return job


def _is_part_settled(folder: Path, incoming: Mapping[str, Path]) -> bool:
    """Half a copy goes while its source is there. Without a source it is all that we have, and is tried.

    False where that can't be known: the folder of its source is away. It waits there, as it is.
    """
    part = folder / jobs.PART_FILE
    if not durable_io.is_there(part):
        return True
    source, origin, name = jobs.origin_of(folder)
    is_away = source in incoming and _is_away(incoming[source], jobs.mount_of_source(folder))
    is_here = source in incoming and durable_io.is_there(incoming[source] / origin)
    if not origin or is_here or jobs.foreign_files(folder) or jobs.is_of_kept(folder):
        os.unlink(part)
    elif is_away:
        return False
    else:
        durable_io.rename(part, folder / name)
        durable_io.sync_folder(folder)
    return True


def _is_away(incoming: Path, mount: str) -> bool:
    """Whether it is gone, or is nothing but the empty folder in which its disk was mounted."""
    return not incoming.is_dir() or (mount != "" and mount_point_of(incoming) != mount)


def _remove_abandoned(folder: Path) -> None:
    with_times = [folder, *folder.iterdir()]
    newest = max(os.lstat(path).st_mtime for path in with_times)
    if time.time() - newest > ABANDONED_S:
        shutil.rmtree(folder, ignore_errors=True)


def _taken_in(path: Path, work: Path, names: DiskNames) -> Job | None:
    if not stat.S_ISREG(os.lstat(path).st_mode) or os.lstat(path).st_size == 0:
        return None
    job = jobs.new_job(work, path.name)
    make_folder(job, work)
    durable_io.sync_path(path)
    job = renamed_into(path, job, names)
    durable_io.sync_folder(job.folder)
    durable_io.sync_folder(work)
    return job

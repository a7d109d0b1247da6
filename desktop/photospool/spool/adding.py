"""A file that somebody chose, copied straight into work; the work folder's lock may be another process's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from photospool.errors import PhotoNotReady
from photospool.messages import message
from photospool.spool import durable_io, jobs, recovery
from photospool.spool.disk_names import DiskNames
from photospool.spool.fitting import renamed_into
from photospool.spool.jobs import Job, JobWords


def add(path: Path, work: Path, words: JobWords, names: DiskNames) -> Job:
    """Copy it. The folder gets its job's name when all is in it: whoever has the lock sees a whole job or none.

    Raises PhotoNotReady when the file can't be read, and OSError; nothing is left in work then.
    """
    job = jobs.new_job(work, path.name, words=words)
    target, making = job.folder, jobs.in_folder(job, work / f"{recovery.ADDING}{job.id}")
    if path.is_symlink():
        raise PhotoNotReady(message("{path} is a link.", path=path), "Please add the photo that it leads to.")
    try:
        durable_io.check_readable(path)
    except OSError as exc:
        raise PhotoNotReady(message("{path} can't be read.", path=path), "It was not added.") from exc
    os.mkdir(making.folder, 0o700)
    try:
        part = making.folder / jobs.PART_FILE
        durable_io.copy_proved(path, part)
        job = renamed_into(part, making, names)
        jobs.write(job)
        os.rename(making.folder, target)
    except OSError:
        shutil.rmtree(making.folder, ignore_errors=True)  # a copy: the user's file is where it was
        raise
    durable_io.sync_folder(work)
    return jobs.in_folder(job, target)

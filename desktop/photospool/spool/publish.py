"""Out of work: into done under a free name, or into any folder that the user chose. Nothing is ever overwritten."""

from __future__ import annotations

import dataclasses
import os
from contextlib import suppress
from pathlib import Path

from photospool.spool import files, jobs
from photospool.spool.claim import remove_folder
from photospool.spool.jobs import Job
from photospool.spool.names import numbered


def publish(job: Job, folder: Path) -> Path:
    """Move a job's photo into a folder under its name, or a numbered one, and remove the job; returns where it is.

    The name is written into the job before it is reserved, so that after a crash the empty file is known as ours.
    Raises OSError (FileNotFoundError if the photo is gone); the photo is in the job's folder then.
    """
    moved = already_there(job, folder)
    if moved is None:
        os.lstat(job.photo)
        job = _reserved(job, folder)
        moved = folder / job.reserved
        try:
            _move(job, moved)
        except OSError:
            files.remove_if_empty(moved)
            raise
    files.sync_folder(folder)
    files.sync_folder(job.folder)
    remove_folder(job.folder)
    return moved


def already_there(job: Job, folder: Path) -> Path | None:
    """Clear up after a publication that was cut short: where the photo is, if it had arrived.

    An empty reservation and half a copy go; a copy that is whole stays and the photo in work goes.
    """
    if not job.reserved:
        return None
    target, part = folder / job.reserved, _part(job, folder)
    if files.is_there(part):
        os.unlink(part)
    if files.remove_if_empty(target) or not files.is_there(target):
        return None
    if not files.is_there(job.photo):
        return target
    if target.is_symlink() or os.lstat(target).st_size != os.lstat(job.photo).st_size:
        return None
    if files.sha256_of(target) != files.sha256_of(job.photo):
        return None
    os.unlink(job.photo)
    return target


def _reserved(job: Job, folder: Path) -> Job:
    for name in numbered(job.photo.name):
        if files.is_there(folder / name):
            continue
        job = dataclasses.replace(job, reserved=name)
        jobs.write(job)
        if files.reserve(folder / name):
            break
    return job


def _move(job: Job, target: Path) -> None:
    try:
        files.replace(job.photo, target)
    except OSError as exc:
        if not files.is_different_volume(exc):
            raise
        part = _part(job, target.parent)
        with suppress(FileNotFoundError):  # what a kill left of an earlier try; the photo is here
            os.unlink(part)
        try:
            files.copy_proved(job.photo, part)
            files.replace(part, target)
        except OSError:
            with suppress(OSError):
                os.unlink(part)
            raise
        files.sync_folder(target.parent)
        os.unlink(job.photo)


def _part(job: Job, folder: Path) -> Path:
    """A copy onto another disk that is not whole yet."""
    return folder / f".photospool-{job.id}.part"

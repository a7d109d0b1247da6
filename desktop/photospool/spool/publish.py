"""Out of work: into done under a free name, or into any folder that the user chose. Nothing is ever overwritten."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from photospool.disk_names import DiskNames, instead_of
from photospool.errors import NoNameFits
from photospool.spool import files, jobs
from photospool.spool.claim import remove_folder
from photospool.spool.fitting import rules_after
from photospool.spool.jobs import Job
from photospool.spool.names import numbered


def publish(job: Job, folder: Path, names: DiskNames) -> Path:
    """Move a job's photo into a folder under its name, or a numbered one, and remove the job; returns where it is.

    The name is written into the job before it is reserved, so that after a crash the empty file is known as ours.
    Where the disk can't hold the name, it is made fit (``names`` knows how). Raises OSError (FileNotFoundError if the
    photo is gone) and NoNameFits; the photo is in the job's folder then.
    """
    moved = already_there(job, folder)
    if moved is None:
        os.lstat(job.photo)
        job = _reserved(job, folder, names)
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


def _reserved(job: Job, folder: Path, names: DiskNames) -> Job:
    """The job with a name in a folder that is kept for it."""
    tried = [job.file_name]
    try:
        return _reserved_as(job, folder, numbered(job.file_name), tried)
    except OSError as exc:
        rules = rules_after(exc, tried[-1], folder, names)
        if rules is None:
            raise
        for other in instead_of(job.file_name, rules):
            with suppress(OSError):
                return _reserved_as(job, folder, numbered(other, rules), tried)
        raise NoNameFits(
            "The disk of the done folder takes no name that this photo could have.",
            "Please choose a done folder on another disk, then try again. The photo is in the album and kept here.",
        ) from exc


def _reserved_as(job: Job, folder: Path, wanted: Iterator[str], tried: list[str]) -> Job:
    for name in wanted:
        tried.append(name)
        if files.is_there(folder / name):
            continue
        job = dataclasses.replace(job, reserved=name)
        jobs.write(job)
        if files.reserve(folder / name):
            return job
    raise AssertionError("there is always a further number")


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

"""Another name for a photo where a disk refuses its own. Asked only after a refusal: a name that fits costs nothing."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from photospool.spool import durable_io, jobs
from photospool.spool.disk_names import DiskNames, Rules, instead_of, is_of_names
from photospool.spool.jobs import Job

TRYING: Final = ".photospool-names-"
"""A folder of ours in which names are tried; gone at once, and at the next start where a kill left it."""


def rules_after(exc: OSError, refused: str, folder: Path, names: DiskNames) -> Rules | None:
    """What the disk of a folder takes, after a step with this name failed so; None: the name is not to blame.

    Raises OSError where the disk can't be asked.
    """
    if not is_of_names(exc):
        return None
    with _trying(folder) as takes:
        return names.learn(os.stat(folder).st_dev, refused, takes)


def renamed_into(source: Path, job: Job, names: DiskNames) -> Job:
    """Rename a file into its job's folder, under the job's name or one that the disk takes; the job as it is then.

    Raises OSError; the file is where it was then.
    """
    try:
        durable_io.rename(source, job.photo)
    except OSError as exc:
        if durable_io.is_different_volume(exc) or not durable_io.is_there(source):
            raise
        rules = rules_after(exc, job.photo.name, job.folder.parent, names)
        if rules is None:
            raise
        for other in instead_of(job.file_name, rules):
            fit = jobs.under_another_name(job, other)
            jobs.write(fit)  # before the photo has that name: who mends after a kill reads it there
            with contextlib.suppress(OSError):
                durable_io.rename(source, fit.photo)
                return fit
        raise
    return job


@contextmanager
def _trying(folder: Path) -> Iterator[Callable[[str], bool]]:
    scratch = folder / f"{TRYING}{secrets.token_hex(4)}"
    os.mkdir(scratch, 0o700)

    def takes(name: str) -> bool:
        try:
            os.close(os.open(scratch / name, durable_io.CREATE_FLAGS, 0o600))
            os.unlink(scratch / name)
        except OSError as exc:
            if not is_of_names(exc):
                raise
            return False
        return True

    try:
        yield takes
    finally:
        with contextlib.suppress(OSError):
            os.rmdir(scratch)

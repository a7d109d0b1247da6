"""What lies in work/failed, and why: the note beside a photo that needs its owner, in words.

Whoever may write into work may have written such a note, too: it is shown, and never believed.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from photospool.errors import PhotoNotReady
from photospool.messages import message
from photospool.spool import jobs
from photospool.spool.ignore import shown
from photospool.spool.jobs import Job

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A photo in work/failed."""

    job: Job
    title: str
    advice: str
    came_since: float = 0.0
    """When a file of its name came into the album after it, seconds since 1970; 0: none did, or nobody knows."""


def written(job: Job, title: str, advice: str) -> bytes:
    """The note."""
    lines = [
        title,
        advice,
        "",
        f"File:  {job.name}",
        f"When:  {datetime.now():%Y-%m-%d %H:%M}",
        f"To try again: photospool retry {job.id}",
        "Or move the file wherever you like; nothing else refers to it.",
        "",
    ]
    return "\n".join(lines).encode()


def job_of(folder: Path) -> Job | None:
    """The job of a folder; one that can't be read doesn't hold up the others."""
    try:
        return jobs.read(folder)
    except OSError as exc:
        log.warning("%s in work could not be read: %s", shown(folder.name), exc)
        return None


def shown_of(folder: Path) -> SetAside | None:
    """A photo in work/failed; one that can't be read is shown as that, and holds up no other."""
    try:
        job = jobs.read(folder)
    except OSError as exc:
        name = shown(folder.name)
        problem = PhotoNotReady(
            message("{name} can't be read ({strerror}).", name=name, strerror=exc.strerror),
            "Please give yourself the right to read it.",
        )
        return SetAside(Job(folder.name, folder, folder, name), problem.title, problem.advice)
    return None if job is None else SetAside(job, *_read(job))


def _read(job: Job) -> tuple[str, str]:
    """Title and advice."""
    lines = jobs.note_of(job.folder, jobs.REASON_FILE).decode("utf-8", errors="replace").splitlines()
    if not lines and job.last_error:
        return job.last_error, "Try again."
    title = jobs.sentence(lines[0] if lines else "The reason is not known any more.")
    advice = jobs.sentence(lines[1] if len(lines) > 1 else "Try again.")
    # Each on its own: a sentence without values is kept as the text that it is.
    return _as_kept(job.reason[0], title), _as_kept(job.reason[1], advice)


def _as_kept(kept: str, text: str) -> str:
    """With its template and values, unless somebody changed the note."""
    return kept if kept == text else text

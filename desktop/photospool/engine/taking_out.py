"""Photos that were set aside go back to their owner: into a folder, or into the system's trash. Each is told."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from photospool.errors import SpoolError
from photospool.events import Listener, NotTakenOut, PhotoTakenOut
from photospool.spool.spools import Spools

log = logging.getLogger(__name__)


def take_out(spool: Spools, job_ids: Sequence[str], folder: Path | None, tell: Listener, stop: threading.Event) -> None:
    """One after the other, until ``stop``; ``folder`` None: the trash. One that can't go holds up no other."""
    for job_id in job_ids:
        if stop.is_set():
            return
        try:
            tell(_taken(spool, job_id, folder))
        except (SpoolError, KeyError) as exc:
            if stop.is_set():  # a copy to another disk was given up: it lies where it was
                return
            log.info("%s was not taken out: %s", job_id, exc)
            title = exc.title if isinstance(exc, SpoolError) else "This file is not there any more."
            advice = exc.advice if isinstance(exc, SpoolError) else "Somebody moved it."
            tell(NotTakenOut(job_id, title, advice))


def _taken(spool: Spools, job_id: str, folder: Path | None) -> PhotoTakenOut:
    if folder is None:
        return PhotoTakenOut(job_id, spool.discard(job_id), "")
    moved = spool.move_out(job_id, folder)
    return PhotoTakenOut(job_id, moved.name, str(moved))

"""Makes the copy of a video that strangers may have: planned by one caged worker, judged by another.

This process never looks into a video: it puts the pieces together that a worker named. A worker that was taken over by
the video could name others, or say anything of the header; so what came of it is judged by a fresh one, by rules of its
own, before it is given out.
"""

from __future__ import annotations

import contextlib
import os
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from photospool.photo.options import Options
from photospool.photo.public_film.reasons import CannotShow, Reason
from photospool.photo.public_film.tasks import JUDGE_PICTURE, JUDGE_SOUND, PICTURE, SOUND, judged, planned
from photospool.photo.source import open_file
from photospool.photo.workers.pool import WorkerPool
from photospool.photo.workers.resource_limits import Limits

_LIMITS: Final = Limits(cpu_s=600, wall_s=1800.0, photos=1)
"""Of a film of many gigabytes each picture's head is looked at."""
_CHUNK_BYTES: Final = 1 << 20

Tell = Callable[[int], object]
"""Hears how many bytes were written; may raise to end it."""


def make(video: Path, film: Path, *, has_sound: bool, tell: Tell = lambda _bytes: None) -> None:
    """Write ``film``, which must not be there yet.

    Raises CannotShow, PhotoError, PhotoNotReady, OSError; then there is none.
    """
    with contextlib.closing(WorkerPool(1, Options(), _LIMITS, task=SOUND if has_sound else PICTURE)) as pool:
        plan = pool.answered(video, video.name, planned)
    if isinstance(plan, Reason):
        raise CannotShow(plan)
    try:
        with film.open("xb") as made:
            made.write(plan.head)
            _copy(video, plan.offsets, plan.lengths, made, tell)
        if judge(film, has_sound=has_sound):
            raise CannotShow(Reason.HIDDEN)
    except BaseException:
        film.unlink(missing_ok=True)
        raise


def judge(film: Path, *, has_sound: bool) -> str:
    """What a film for strangers holds besides picture and sound, by a caged worker; empty for nothing.

    Raises PhotoError, PhotoNotReady.
    """
    with contextlib.closing(
        WorkerPool(1, Options(), _LIMITS, task=JUDGE_SOUND if has_sound else JUDGE_PICTURE)
    ) as pool:
        return pool.answered(film, film.name, judged)


def _copy(video: Path, offsets: array[int], lengths: array[int], made: BinaryIO, tell: Tell) -> None:
    """These pieces of the video. Raises CannotShow where it has none there."""
    done = 0
    with os.fdopen(open_file(video), "rb", buffering=_CHUNK_BYTES) as file:
        most = os.fstat(file.fileno()).st_size
        for at, length in zip(offsets, lengths, strict=True):
            done += length
            if done > most:
                raise CannotShow(Reason.MALFORMED)
            file.seek(at)
            while length:
                chunk = file.read(min(length, _CHUNK_BYTES))
                if not chunk:
                    raise CannotShow(Reason.MALFORMED)
                made.write(chunk)
                length -= len(chunk)  # noqa: PLW2901
            tell(done)

"""How a copy goes: the scheduler's word, the last checkpoint, and on demand the photos that could not be copied."""

from __future__ import annotations

import email.utils
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from photospool.album.copies.comparing import missing
from photospool.album.copies.keeping import PASSWORD, REPLICATOR, replication_id
from photospool.album.copies.states import Going, going, worst
from photospool.album.copies.there import at_copy, open_copy
from photospool.album.copies.values import Condition, Copy, CopyState, Direction
from photospool.album.couch import CouchAlbum
from photospool.album.database import Database
from photospool.album.refusals import NotThere
from photospool.errors import CopyError

_SCHEDULER: Final = ("_scheduler", "docs", REPLICATOR)


def state_of(album: CouchAlbum, copy: Copy, *, compare: bool = False) -> CopyState:
    """How it goes just now; with ``compare`` also what is missing, once all is copied. Raises what the album raises."""
    if copy.is_paused:
        is_refused = copy.paused_why == PASSWORD
        return CopyState(copy, Condition.REFUSED if is_refused else Condition.PAUSED)
    answers = [_asked(album, copy, way) for way in _ways(copy)]
    found: Going = worst(going(answer) for answer in answers)
    state = CopyState(
        copy,
        found.condition,
        found.waiting,
        found.since,
        max((_last_success(album.database, answer) for answer in answers), default=""),
        found.reason,
        found.refused_documents,
    )
    if compare and not copy.is_public and state.condition is Condition.UP_TO_DATE:
        return compared(album, state)
    return state


def compared(album: CouchAlbum, state: CopyState) -> CopyState:
    """The state with what is missing; as it is where this computer can't reach the copy."""
    try:
        there = open_copy(album, state.copy)
        with at_copy():
            return replace(state, missing=missing(album, state.copy, there))
    except CopyError as exc:
        return replace(state, reason=exc.title)


def _ways(copy: Copy) -> Iterator[Direction]:
    if copy.direction.sends:
        yield Direction.SEND
    if copy.direction.fetches:
        yield Direction.FETCH


def _asked(album: CouchAlbum, copy: Copy, way: Direction) -> dict[str, Any] | None:
    try:
        return album.guard.get(*_SCHEDULER, replication_id(copy, way))
    except NotThere:
        return None


def _last_success(database: Database, answer: dict[str, Any] | None) -> str:
    """The server notes there how far it came, at least every half minute while something is copied."""
    job = (answer or {}).get("id")
    checkpoint = database.get(f"_local/{job.split('+')[0]}") if isinstance(job, str) else None
    history = (checkpoint or {}).get("history")
    ended = history[0].get("end_time") if isinstance(history, list) and history else None
    try:
        return email.utils.parsedate_to_datetime(str(ended)).isoformat() if ended else ""
    except (TypeError, ValueError):
        return ""

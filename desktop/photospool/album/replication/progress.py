"""How a copy goes: the scheduler's word, the last checkpoint, and on demand the photos that could not be copied."""

from __future__ import annotations

import email.utils
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.database import Database
from photospool.album.documents import original_id
from photospool.album.replication.diff import changed_since, changes, lacking, names_of
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.models import Condition, Copy, CopyState, Direction, Missing, PausedWhy
from photospool.album.replication.replications import replication_id, selector_of
from photospool.album.replication.status import Left, ReplicationStatus, going, through, worst
from photospool.errors import CopyError


def state_of(album: CouchAlbum, copy: Copy, *, compare: bool = False) -> CopyState:
    """How it goes just now; with ``compare`` also what is missing, once all is copied. Raises what the album raises."""
    if copy.is_paused:
        is_refused = copy.paused_why is PausedWhy.PASSWORD
        return CopyState(copy, Condition.REFUSED if is_refused else Condition.PAUSED)
    answers = {way: _asked(album, copy, way) for way in ways_of(copy)}
    found: ReplicationStatus = worst(going(answer, _left(album, copy, way, answer)) for way, answer in answers.items())
    state = CopyState(
        copy,
        found.condition,
        found.waiting,
        found.since,
        max((_last_success(album.database, answer) for answer in answers.values()), default=""),
        found.reason,
        found.refused_documents,
    )
    if compare and not copy.is_public and state.condition is Condition.UP_TO_DATE:
        return _compared(album, state, {way: through(answer) for way, answer in answers.items()})
    return state


def _compared(album: CouchAlbum, state: CopyState, written: Mapping[Direction, str]) -> CopyState:
    """The state with what is missing; as it is where this computer can't reach the copy.

    ``written`` is up to which sequence of the source all was written, before anything was compared: what the copy lacks
    and what did not change since then is missing, and all else may be on its way.
    """
    found: list[Missing] = []
    try:
        there = open_copy(album, state.copy)
        for way in ways_of(state.copy):
            here, other = sides(album, there, way)
            with at_copy():
                ids = lacking(here, other)
                late = changed_since(here, written[way], ids)
                late -= _carried(here, sorted(late), state.copy.largest)
                found += names_of(here, [doc_id for doc_id in ids if doc_id not in late], in_album=not way.sends)
    except CopyError as exc:
        return replace(state, reason=exc.title)
    return replace(state, missing=tuple(found))


def _carried(source: Database, ids: Sequence[str], largest: int) -> set[str]:
    """Those that the server leaves out, which are on no way of its; how far it came says nothing of them."""
    if not largest:
        return set()
    return {original_id(item.photo_id) for item in names_of(source, ids) if (item.size or 0) > largest}


def ways_of(copy: Copy) -> Iterator[Direction]:
    """The directions of a copy, each by itself."""
    if copy.direction.sends:
        yield Direction.SEND
    if copy.direction.fetches:
        yield Direction.FETCH


def sides(album: CouchAlbum, there: CouchAlbum, way: Direction) -> tuple[Database, Database]:
    """Source and target of one direction."""
    return (album.database, there.database) if way.sends else (there.database, album.database)


def _left(album: CouchAlbum, copy: Copy, way: Direction, answer: dict[str, Any] | None) -> Left | None:
    """What the source says is behind the last that was written; None where nobody here can ask it."""
    since = through(answer)
    if not since:
        return None
    if way.sends:
        return _behind(album.database, copy, since)
    try:
        with at_copy():
            return _behind(open_copy(album, copy).database, copy, since)
    except CopyError:
        return None


def _behind(source: Database, copy: Copy, since: str) -> Left:
    rows, pending = changes(source, since, selector_of(copy))
    if not rows:
        return Left(is_nothing=True, count=0)
    return Left(is_nothing=False, count=None if copy.is_public else len(rows) + pending)


def _asked(album: CouchAlbum, copy: Copy, way: Direction) -> dict[str, Any] | None:
    return album.server.scheduled(replication_id(copy, way))


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

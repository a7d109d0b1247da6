"""What the server's scheduler says of one replication, as a Condition. Pure; progress.py asks.

The scheduler answers with Erlang terms, so what is looked for in them stands in one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from photospool.album.replication.models import Condition
from photospool.photo.metadata.text import as_text, line

_REFUSED: Final = ("unauthorized", "forbidden", "name or password", "temporarily locked")
_UNREACHABLE: Final = (
    "econnrefused",
    "nxdomain",
    "could not resolve",
    "timeout",
    "timedout",
    "conn_failed",
    "conn_closed",
    "connection_closed",
    "ehostunreach",
    "enetunreach",
    "econnreset",
    "etimedout",
)
_WORSE: Final = (
    Condition.REFUSED,
    Condition.FAILING,
    Condition.UNREACHABLE,
    Condition.PAUSED,
    Condition.COPYING,
    Condition.STARTING,
    Condition.UP_TO_DATE,
)


@dataclass(frozen=True, slots=True)
class Left:
    """What the source still holds of what a copy should carry, behind the last that was written."""

    is_nothing: bool
    count: int | None = None
    """None where only some of it is for this copy."""


@dataclass(frozen=True, slots=True)
class ReplicationStatus:
    """One direction of a copy."""

    condition: Condition
    waiting: int | None = None
    since: str = ""
    reason: str = ""
    refused_documents: int = 0


def going(answer: Mapping[str, Any] | None, left: Left | None = None) -> ReplicationStatus:
    """What ``_scheduler/docs/_replicator/<id>`` says; None where it knows nothing yet.

    ``left`` is what the source itself says is still to be carried; None where nobody here can ask it.
    """
    if answer is None:
        return ReplicationStatus(Condition.STARTING)
    info = answer.get("info")
    info = info if isinstance(info, Mapping) else {}
    since = as_text(answer.get("last_updated"))
    failures = _count(info.get("doc_write_failures")) or 0
    if answer.get("state") == "running":
        if not info:
            return ReplicationStatus(Condition.STARTING, None, since)
        is_done = left.is_nothing if left is not None else _says_done(info)
        waiting = 0 if is_done else left.count if left is not None else _count(info.get("changes_pending")) or None
        condition = Condition.UP_TO_DATE if is_done else Condition.COPYING
        return ReplicationStatus(condition, waiting, since, "", failures)
    said = info.get("error")
    if isinstance(said, str) and said:
        return ReplicationStatus(meaning(said), None, since, line(said, 300), failures)
    return ReplicationStatus(Condition.STARTING, None, since)


def meaning(said: str) -> Condition:
    """What an error of the replicator is about."""
    low = said.lower()
    if any(word in low for word in _REFUSED):
        return Condition.REFUSED
    if any(word in low for word in _UNREACHABLE):
        return Condition.UNREACHABLE
    return Condition.FAILING


def worst(ways: Iterable[ReplicationStatus]) -> ReplicationStatus:
    """Both directions as one: the worse condition, and what is waiting in both."""
    found = sorted(ways, key=lambda way: _WORSE.index(way.condition))
    if not found:
        return ReplicationStatus(Condition.STARTING)
    waits = [way.waiting for way in found if way.waiting is not None]
    first = found[0]
    failures = sum(way.refused_documents for way in found)
    return ReplicationStatus(first.condition, sum(waits) if waits else None, first.since, first.reason, failures)


def through(answer: Mapping[str, Any] | None) -> str:
    """Up to which sequence of the source all is written in the target; empty where it is not running."""
    info = (answer or {}).get("info")
    seq = info.get("through_seq") if isinstance(info, Mapping) else None
    return str(seq) if seq is not None and (answer or {}).get("state") == "running" else ""


def _says_done(info: Mapping[str, Any]) -> bool:
    # That all was written which was read so far says nothing: the rest may not have been read yet. So the server must
    # have counted what is left, and noted that it came to the end.
    ends = {str(info.get(name)) for name in ("through_seq", "source_seq", "checkpointed_source_seq")}
    return _count(info.get("changes_pending")) == 0 and len(ends) == 1


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None

"""What the server's scheduler says of one replication, as a Condition. Pure; asking is watching.py's.

The scheduler answers with Erlang terms, so what is looked for in them stands in one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from photospool.album.copies.values import Condition
from photospool.photo.text import as_text, line

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
class Going:
    """One direction of a copy."""

    condition: Condition
    waiting: int | None = None
    since: str = ""
    reason: str = ""
    refused_documents: int = 0


def going(answer: Mapping[str, Any] | None) -> Going:
    """What ``_scheduler/docs/_replicator/<id>`` says; None where it knows nothing yet."""
    if answer is None:
        return Going(Condition.STARTING)
    info = answer.get("info")
    info = info if isinstance(info, Mapping) else {}
    since = as_text(answer.get("last_updated"))
    failures = _count(info.get("doc_write_failures")) or 0
    if answer.get("state") == "running":
        waiting = _waiting(info)
        condition = Condition.UP_TO_DATE if waiting == 0 else Condition.COPYING
        if not info:
            condition = Condition.STARTING
        return Going(condition, waiting, since, "", failures)
    said = info.get("error")
    if isinstance(said, str) and said:
        return Going(meaning(said), None, since, line(said, 300), failures)
    return Going(Condition.STARTING, None, since)


def meaning(said: str) -> Condition:
    """What an error of the replicator is about."""
    low = said.lower()
    if any(word in low for word in _REFUSED):
        return Condition.REFUSED
    if any(word in low for word in _UNREACHABLE):
        return Condition.UNREACHABLE
    return Condition.FAILING


def worst(ways: Iterable[Going]) -> Going:
    """Both directions as one: the worse condition, and what is waiting in both."""
    found = sorted(ways, key=lambda way: _WORSE.index(way.condition))
    if not found:
        return Going(Condition.STARTING)
    waits = [way.waiting for way in found if way.waiting is not None]
    first = found[0]
    failures = sum(way.refused_documents for way in found)
    return Going(first.condition, sum(waits) if waits else None, first.since, first.reason, failures)


def _waiting(info: Mapping[str, Any]) -> int | None:
    # The count is first made at a checkpoint, half a minute after the start; until then equal sequences say that
    # all that was read is written.
    through, source = info.get("through_seq"), info.get("source_seq")
    if through is not None and through == source:
        return 0
    if info.get("changes_pending") is None and source == "0" and through == info.get("checkpointed_source_seq"):
        return 0  # begun again where it ended, and nothing new has come since
    return _count(info.get("changes_pending"))


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None

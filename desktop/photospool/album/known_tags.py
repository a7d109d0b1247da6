"""The words that an album knows already: its tags and categories, the most used first. For completion in dialogs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from photospool.album.documents import TRASH

ALWAYS: Final = ("Private", "Friends/Family", "Public")
"""Categories that the old album knows, also before a photo has them."""
_INNER: Final = frozenset({"unprocessed"})


@dataclass(frozen=True, slots=True)
class KnownTags:
    """Words to choose from; an album may know more."""

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ALWAYS


def counted(tags: Mapping[str, Any], categories: Mapping[str, Any]) -> KnownTags:
    """Made of the answers of the views ``tag`` and ``cat``, grouped by key."""
    known = [name for name in _by_use(categories) if name != TRASH]
    return KnownTags(
        tags=tuple(word for word in _by_use(tags) if word not in _INNER),
        categories=tuple(dict.fromkeys([*ALWAYS, *known])),
    )


def _by_use(answer: Mapping[str, Any]) -> list[str]:
    rows = [row for row in answer.get("rows", ()) if isinstance(row.get("key"), str) and row["key"]]
    return [row["key"] for row in sorted(rows, key=lambda row: (-_count(row), row["key"].casefold()))]


def _count(row: Mapping[str, Any]) -> int:
    value = row.get("value")
    return value if isinstance(value, int) else 0

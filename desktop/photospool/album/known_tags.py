"""The words that an album knows already: its tags and categories, the most used first. For completion in dialogs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from photospool.album.documents import PRIVATE, PUBLIC, TRASH
from photospool.security.untrusted_text import UNSAFE_IN_LINE

ALWAYS: Final = (PRIVATE, "Friends/Family", PUBLIC)
"""Categories that the old album knows, also before a photo has them."""
_INNER: Final = frozenset({"unprocessed"})
_LONGEST: Final = 200


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
    """Words that a person may want again: one that acts instead of being seen, or never ends, is offered to none."""
    rows = [row for row in answer.get("rows", ()) if isinstance(row.get("key"), str) and _is_a_word(row["key"])]
    return [row["key"] for row in sorted(rows, key=lambda row: (-_count(row), row["key"].casefold()))]


def _is_a_word(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not UNSAFE_IN_LINE.search(text)


def _count(row: Mapping[str, Any]) -> int:
    value = row.get("value")
    return value if isinstance(value, int) else 0

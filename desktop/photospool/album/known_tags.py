"""The words that an album knows already: its tags and categories, the most used first. For completion in dialogs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from photospool.album.couchdb.response_errors import NotThere
from photospool.album.database_errors import DatabaseError
from photospool.album.documents import TRASH
from photospool.album.view_query import ViewQuery

ALWAYS: Final = ("Private", "Friends/Family", "Public")
"""Categories that the old album knows, also before a photo has them."""
_INNER: Final = frozenset({"unprocessed"})


@dataclass(frozen=True, slots=True)
class KnownTags:
    """Words to choose from; an album may know more."""

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ALWAYS


class _Local(Protocol):
    def view(self, name: str, query: ViewQuery | None = None) -> dict[str, Any]: ...


class _ViewSource(Protocol):
    def view(self, name: str, **options: object) -> dict[str, Any]: ...


def of_local(album: _Local) -> KnownTags:
    """The embedded album's. Raises AlbumUnavailable."""
    try:
        return _made(*(album.view(name, ViewQuery(group=True)) for name in ("tag", "cat")))
    except DatabaseError:
        return KnownTags()


def of_server(album: _ViewSource) -> KnownTags:
    """A CouchDB's; one whose views are not set up knows no words. Raises AlbumUnavailable, AlbumRefused."""
    try:
        return _made(*(album.view(name, group=True) for name in ("tag", "cat")))
    except NotThere:
        return KnownTags()


def _made(tags: Mapping[str, Any], categories: Mapping[str, Any]) -> KnownTags:
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

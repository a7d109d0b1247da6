"""What can be asked of a view, as a value: CouchDB's query options, checked.

It never knows how rows are stored. Options and their meaning:
https://docs.couchdb.org/en/stable/api/ddoc/views.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from photospool.album.base import BadRequest
from photospool.album.collation import sort_key


class _Unset:
    """Stands for an option that was not given; ``None`` is a key that can be asked for."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = _Unset()
PLAIN_OPTIONS: Final = frozenset(
    {"stale", "update", "startkey_docid", "endkey_docid", "start_key_doc_id", "end_key_doc_id"}
)
"""Options whose value is a plain word, where others are JSON."""


@dataclass(frozen=True, slots=True)
class ViewQuery:
    """CouchDB's query options; keys are JSON values."""

    startkey: Any = UNSET
    endkey: Any = UNSET
    startkey_docid: str = ""
    """The first row's document among those with exactly ``startkey``."""
    endkey_docid: str = ""
    inclusive_end: bool = True
    key: Any = UNSET
    keys: Sequence[Any] | None = None
    """Rows of these keys, in this order."""
    descending: bool = False
    limit: int | None = None
    """Rows at most."""
    skip: int = 0
    group: bool = False
    group_level: int | None = None
    reduce: bool | None = None
    """``None``: if the view has a reduce."""
    include_docs: bool = False

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> ViewQuery:
        """A query of options by their CouchDB names; :class:`BadRequest` for an unknown or impossible one."""
        known = {_SPELLINGS.get(name, name): value for name, value in options.items()}
        unknown = set(known) - {field.name for field in fields(cls)}
        if unknown:
            raise BadRequest("query_parse_error", f"Unknown option: {min(unknown)}")
        query = cls(**known)
        query._check()
        return query

    def is_grouped(self) -> bool:
        return self.group or bool(self.group_level)

    def _check(self) -> None:
        for name in ("inclusive_end", "descending", "group", "include_docs"):
            if not isinstance(getattr(self, name), bool):
                raise BadRequest("query_parse_error", f"{name} is true or false.")
        for name in ("skip", "limit", "group_level"):
            number = getattr(self, name)
            if number is not None and (isinstance(number, bool) or not isinstance(number, int) or number < 0):
                raise BadRequest("query_parse_error", f"{name} is a whole number from 0.")
        if self.keys is not None and (isinstance(self.keys, str) or not isinstance(self.keys, Sequence)):
            raise BadRequest("bad_request", "keys is a list.")
        if self.keys is not None and any(option is not UNSET for option in (self.key, self.startkey, self.endkey)):
            raise BadRequest("query_parse_error", "keys goes with no other key or range.")
        first, last = self.first(), self.last()
        if first is not UNSET and last is not UNSET:
            low, high = (last, first) if self.descending else (first, last)
            if sort_key(low) > sort_key(high):
                raise BadRequest(
                    "query_parse_error",
                    "No rows can match your key range, reverse your start_key and end_key or set descending=true",
                )

    def first(self) -> Any:
        """Where the rows begin, in the direction that was asked for; UNSET: at the end of the view."""
        return self.startkey if self.key is UNSET else self.key

    def last(self) -> Any:
        """Where they end."""
        return self.endkey if self.key is UNSET else self.key


_SPELLINGS: Final = {
    "start_key": "startkey",
    "end_key": "endkey",
    "start_key_doc_id": "startkey_docid",
    "end_key_doc_id": "endkey_docid",
}


def is_word(option: str) -> bool:
    """Whether a query option is a plain word, where others are JSON."""
    return option in PLAIN_OPTIONS

"""Two documents of one photo become one, and nobody's words are lost. Pure: who asks for it is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from photospool.album.documents import TRASH, Document
from photospool.album.views import words_of

NO_WORDS: Final = frozenset({"", "Uploaded image."})
"""Descriptions that nobody wrote."""
_OPENNESS: Final = {TRASH: 0, "Private": 1, "Friends/Family": 3, "Public": 4}
_OWN: Final = 2  # a category of the user's own: as open as they made it, so less than what all of the family sees


def merged(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Document:
    """``theirs`` with what only ``mine`` knows: all tags, both descriptions, the stricter category, the earlier ``ts``.

    A date that a person gave wins over one that the photo gave. Id, revision and attachments are ``theirs``.
    """
    result: Document = {**{name: value for name, value in mine.items() if not name.startswith("_")}, **theirs}
    result["keywords"] = list(dict.fromkeys([*words_of(theirs.get("keywords")), *words_of(mine.get("keywords"))]))
    result["descr"] = _description(_text(mine.get("descr")), _text(theirs.get("descr")))
    result["cat"] = min(_text(mine.get("cat")), _text(theirs.get("cat")), key=_openness)
    result["ts"] = min(filter(None, (_text(mine.get("ts")), _text(theirs.get("ts")))), default="")
    if mine.get("taken_source") == "user" != theirs.get("taken_source"):
        result |= {name: mine[name] for name in ("taken", "taken_at", "taken_source") if name in mine}
    return result


def _description(mine: str, theirs: str) -> str:
    if mine in NO_WORDS or mine in theirs:
        return theirs
    if theirs in NO_WORDS or theirs in mine:
        return mine
    return f"{theirs}\n\n{mine}"


def _openness(category: str) -> int:
    return _OPENNESS.get(category, _OWN)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

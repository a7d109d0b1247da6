"""Two documents of one photo become one, and nobody's words are lost. Pure: who asks for it is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from photospool.album.documents import (
    APART,
    PART,
    PART_OF,
    PRIVATE,
    PUBLIC,
    TRASH,
    TRASHED_FROM,
    TRASHED_WITH,
    UNDESCRIBED,
    Document,
    restored,
)
from photospool.album.schema import read
from photospool.album.views import words_of
from photospool.photo.metadata.text import as_text

NO_WORDS: Final = frozenset({"", UNDESCRIBED})
"""Descriptions that nobody wrote."""
_OPENNESS: Final = {TRASH: 0, PRIVATE: 1, "Friends/Family": 3, PUBLIC: 4}
OF_PICTURES: Final = frozenset(
    {"width", "height", "tnwidth", "tnheight", "extension", "orientation", "placeholder", "poster"}
)
"""Said of the pictures, and kept together with them."""
_PERSONAL: Final = frozenset({"cat", "descr", "taken", "taken_at", "taken_source", "taken_precision"})
"""Fields that a person fills in."""
_ABSENT: Final = object()
_OWN: Final = 2  # a category of the user's own: as open as they made it, so less than what all of the family sees


def merged(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Document:
    """``theirs`` with what only ``mine`` knows: all tags, both descriptions, the stricter category, the earlier ``ts``.

    A date that a person gave wins over one that the photo gave. Id, revision and attachments are ``theirs``.
    """
    result: Document = {**{name: value for name, value in mine.items() if not name.startswith("_")}, **theirs}
    result["keywords"] = list(dict.fromkeys([*words_of(theirs.get("keywords")), *words_of(mine.get("keywords"))]))
    result["descr"] = _description(as_text(mine.get("descr")), as_text(theirs.get("descr")))
    categories = filter(None, (as_text(mine.get("cat")), as_text(theirs.get("cat"))))
    result["cat"] = min(categories, key=_openness, default=PRIVATE)
    if (stricter_one := stricter(out_of_trash(mine), out_of_trash(theirs))) != out_of_trash(result):
        result |= {TRASHED_FROM: stricter_one} if result["cat"] == TRASH else {}
    result["ts"] = min(filter(None, (as_text(mine.get("ts")), as_text(theirs.get("ts")))), default="")
    if mine.get("taken_source") == "user" != theirs.get("taken_source"):
        given = read(mine)
        when = ("taken", "taken_at", "taken_source", "taken_precision")
        result |= {name: given[name] for name in when if name in given}
    return _one_standing(result)


def joined(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Document:
    """As ``merged``, where two albums become one: a photo that one of them keeps is not thrown away."""
    if (mine.get("cat") == TRASH) != (theirs.get("cat") == TRASH):
        mine, theirs = restored(mine), restored(theirs)
    return merged(mine, theirs)


@dataclass(frozen=True, slots=True)
class Settled:
    """Two versions as one."""

    document: Document
    undecided: tuple[str, ...] = ()
    """Fields that both sides changed to something else: a person decides. ``theirs`` stands in the document."""


def settled(base: Mapping[str, Any] | None, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Settled:
    """Two versions that both grew out of ``base``; None where nobody knows any more what they grew out of.

    What only one side changed is taken from there; tags are sets. Words and category that both changed are undecided,
    unless one description holds the other. Id, revision and pictures are ``theirs``.
    """
    known = base or {}
    result: Document = dict(theirs)
    undecided = []
    for name in sorted({*mine, *theirs}):
        if name.startswith("_") or name in OF_PICTURES or name == "keywords":
            continue
        ours, others, before = (side.get(name, _ABSENT) for side in (mine, theirs, known))
        if ours == others or (base is not None and ours == before):
            continue
        if base is None or others != before:
            ours, is_decided = _both_changed(name, ours, others)
            if not is_decided:
                undecided.append(name)
        if ours is _ABSENT:
            result.pop(name, None)
        else:
            result[name] = ours
    result["keywords"] = _tags(base, mine, theirs)
    if result.get("cat") != TRASH:
        result.pop(TRASHED_FROM, None)
        result.pop(TRASHED_WITH, None)
    return Settled(_one_standing(result), tuple(undecided))


def _one_standing(document: Document) -> Document:
    """What one side took apart and the other put together stays apart: the first is a person's word.

    What is no part lies in the trash by itself, whatever it went there with.
    """
    if document.get(APART) is True:
        for name in (PART_OF, PART):
            document.pop(name, None)
    if PART_OF not in document:
        document.pop(TRASHED_WITH, None)
    return document


def _both_changed(name: str, mine: object, theirs: object) -> tuple[object, bool]:
    """The value that both sides' different ones become, and whether no person has to look."""
    if name == "descr":
        mine, theirs = as_text(mine), as_text(theirs)
        if mine in NO_WORDS or mine in theirs:
            return theirs, True
        if theirs in NO_WORDS or theirs in mine:
            return mine, True
        return theirs, False
    if name == "ts" and isinstance(mine, str) and isinstance(theirs, str):
        return min(mine, theirs), True
    if name == TRASHED_FROM and isinstance(mine, str) and isinstance(theirs, str):
        return stricter(mine, theirs), True
    # What a machine wrote is as good from either side; what a person chose is theirs to choose again.
    return theirs if theirs is not _ABSENT or name in _PERSONAL else mine, name not in _PERSONAL


def _tags(base: Mapping[str, Any] | None, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    ours, others = list(words_of(mine.get("keywords"))), list(words_of(theirs.get("keywords")))
    before = set(words_of((base or {}).get("keywords")))
    gone = {word for word in before if word not in ours or word not in others}
    return [word for word in dict.fromkeys([*others, *ours]) if word not in gone]


def _description(mine: str, theirs: str) -> str:
    if mine in NO_WORDS or mine in theirs:
        return theirs
    if theirs in NO_WORDS or theirs in mine:
        return mine
    return f"{theirs}\n\n{mine}"


def stricter(one: str, other: str) -> str:
    """The category of the two that fewer people see; ``one`` where they are equally strict."""
    return min(filter(None, (one, other)), key=_openness, default=PRIVATE)


def out_of_trash(document: Mapping[str, Any]) -> str:
    """Who sees it, or will when it is taken out of the trash: a category."""
    return as_text(restored(document).get("cat"))


def _openness(category: str) -> int:
    return _OPENNESS.get(category, _OWN)

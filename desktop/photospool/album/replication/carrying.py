"""What Photospool itself still has to carry of a copy, and how far the one is that is on its way.

The one place where it is known: both servers are asked, from where the last comparison came to on. That, and the bytes
that are sent (claims.py), stand in a ``_local`` document of the album, where only its own people write, and where every
window and command of any computer finds them. Nothing is sent in here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.database import Database
from photospool.album.documents import Document, original_id
from photospool.album.replication import claims
from photospool.album.replication.diff import lacking_of, names_of
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.filters import large_originals
from photospool.album.replication.hindrances import counted, noted_of, read_of
from photospool.album.replication.models import Carrying, Copy, Direction, Hindrance, Missing
from photospool.album.replication.progress import sides, ways_of
from photospool.errors import CopyError

_WHY: Final = "why"
"""The note's field with what kept each from coming through."""
_FAR: Final = 100
"""So many changes are looked through anew before it is noted that there was nothing among them: 10 ms of a server's CPU
each minute, 76 of a thousand (CouchDB 3.5.0)."""


def look(album: CouchAlbum, copy: Copy) -> Carrying:
    """What is still to be carried just now, by whomever. Raises what the album raises.

    Where this computer can't reach the copy: what was lacking at the last comparison, and what came since.
    """
    return _looked(album, copy)[0]


def look_and_note(album: CouchAlbum, copy: Copy) -> Carrying:
    """The same, and the next look begins there. Raises what the album raises."""
    found, ways, noted = _looked(album, copy)
    if found.is_known and any(_is_news(noted, way, one) for way, one in ways.items()):
        stood = _stood(ways)
        left = {way.value: [item.photo_id for item in one.left] for way, one in ways.items()}

        def said(known: Document) -> Document:
            why = {} if _is_in_its_place(known, ways) else known.get(_WHY, {})
            return {**known, **stood, "left": left, _WHY: why}

        claims.write(album, copy, said)
    return found


@dataclass(frozen=True, slots=True)
class BeforeComparing:
    """Where the two ends of a direction stood before anything was compared."""

    through: str
    """The source's last change."""
    born: str
    """Which database the target was: one that takes its place has nothing of what this one had."""


def begin(album: CouchAlbum, copy: Copy) -> dict[Direction, BeforeComparing]:
    """For each direction; nothing of one whose ends can't be asked. Raises what the album raises."""
    found: dict[Direction, BeforeComparing] = {}
    for way in ways_of(copy):
        with contextlib.suppress(CopyError), contextlib.closing(open_copy(album, copy)) as there, at_copy():
            source, target = sides(album, there, way)
            found[way] = BeforeComparing(str(source.info().get("update_seq", "")), _born(target))
    return found


def hindered(album: CouchAlbum, copy: Copy, begun: Mapping[Direction, BeforeComparing]) -> Mapping[str, Hindrance]:
    """What stood in the way of each, by the photo, when it was tried last. Raises what the album raises."""
    return _why(claims.read(album, copy) or {}, begun)


def compared(
    album: CouchAlbum, copy: Copy, begun: Mapping[Direction, BeforeComparing], missing: Sequence[Missing]
) -> tuple[Missing, ...]:
    """Note what a comparison found; ``missing``: large originals, which come back with how often each was hindered.

    Raises what the album raises.
    """
    before = hindered(album, copy, begun)
    found = tuple(counted(item, before) for item in missing)
    left = {way.value: [item.photo_id for item in missing if item.in_album is not way.sends] for way in begun}
    stood = _stood(begun)

    def said(known: Document) -> Document:
        now = claims.still_claimed(known, missing)
        return {**known, **stood, "left": left, _WHY: noted_of(found), "now": now}

    claims.write(album, copy, said)
    return found


@dataclass(frozen=True, slots=True)
class _OneWay:
    """What one direction lacks."""

    left: tuple[Missing, ...]
    through: str
    """Where its source stood."""
    born: str
    """Which database its target is; empty where it can't be asked."""
    is_known: bool
    """Whether its target was asked."""


def _stood(ways: Mapping[Direction, BeforeComparing | _OneWay]) -> dict[str, dict[str, str]]:
    """Both ends of each direction, as the note has them."""
    return {
        "through": {way.value: one.through for way, one in ways.items()},
        "born": {way.value: one.born for way, one in ways.items()},
    }


def _looked(album: CouchAlbum, copy: Copy) -> tuple[Carrying, dict[Direction, _OneWay], Document]:
    noted = claims.read(album, copy) or {}
    ways = {}
    with contextlib.ExitStack() as stack:
        there = None  # where only the album's server can reach it
        with contextlib.suppress(CopyError):
            there = stack.enter_context(contextlib.closing(open_copy(album, copy)))
        for way in ways_of(copy):
            if there is None and not way.sends:
                continue  # what lies there is known to nobody else
            source, target = (album.database, None) if there is None else sides(album, there, way)
            with contextlib.suppress(CopyError):
                ways[way] = _of_one_way(source, target, copy, way, noted)
    why = _why(noted, ways)
    lacking = [replace(item, why=why.get(item.photo_id)) for one in ways.values() for item in one.left]
    now, sent = claims.on_its_way(noted, lacking)
    # What is tried again just now is on its way, whatever was in it before.
    left = tuple(item for item in lacking if item is now or not item.needs_somebody)
    others = tuple(item for item in lacking if item not in left)
    is_known = all(way in ways and ways[way].is_known for way in ways_of(copy))
    return Carrying(left, others, now, sent, is_known), ways, noted


def _of_one_way(
    source: Database, target: Database | None, copy: Copy, way: Direction, noted: Mapping[str, Any]
) -> _OneWay:
    """``target``: None where it can't be asked."""
    born = ""
    if target is not None:
        with contextlib.suppress(CopyError), at_copy():
            born = _born(target)
    # In the place of one that was dropped nothing is there of all that was compared before.
    since = _seq(noted, way) if born in {"", _text_of(noted, "born", way)} else ""
    with at_copy():
        body = {"selector": large_originals(copy.largest)}
        changes = source.changes(since, body=body, filter="_selector")
    ids = sorted({*map(original_id, _before(noted, way)), *(str(row["id"]) for row in changes.rows)})
    is_known = False
    if target is not None:
        with contextlib.suppress(CopyError), at_copy():
            ids = lacking_of(source, target, ids)
            is_known = True
    with at_copy():
        found = names_of(source, ids, in_album=not way.sends)
        left = tuple(item for item in found if (item.size or 0) > copy.largest)
    return _OneWay(left, changes.last_seq, born, is_known)


def _why(noted: Mapping[str, Any], ways: Mapping[Direction, BeforeComparing | _OneWay]) -> Mapping[str, Hindrance]:
    """What stood in the way, by the photo; nothing where that was another database, which is gone with its rules."""
    return {} if _is_in_its_place(noted, ways) else read_of(noted.get(_WHY))


def _is_in_its_place(noted: Mapping[str, Any], ways: Mapping[Direction, BeforeComparing | _OneWay]) -> bool:
    """Whether a database of which something is noted was dropped, and another one took its place."""
    return any(one.born and _text_of(noted, "born", way) not in {"", one.born} for way, one in ways.items())


def _born(target: Database) -> str:
    """When the database was made, as its server says; of some always the same."""
    return str(target.info().get("instance_start_time", ""))


def _is_news(noted: Mapping[str, Any], way: Direction, found: _OneWay) -> bool:
    """Whether that would save the next look anything: what is noted is written anew each time."""
    before = _seq(noted, way)
    if (
        not before
        or found.born != _text_of(noted, "born", way)
        or set(_before(noted, way)) != {item.photo_id for item in found.left}
    ):
        return True
    return _count(found.through) - _count(before) >= _FAR


def _seq(noted: Mapping[str, Any], way: Direction) -> str:
    """Empty where nothing was compared yet."""
    return _text_of(noted, "through", way)


def _text_of(noted: Mapping[str, Any], field: str, way: Direction) -> str:
    found = noted.get(field)
    return str(found.get(way.value) or "") if isinstance(found, Mapping) else ""


def _before(noted: Mapping[str, Any], way: Direction) -> list[str]:
    """The photos whose originals were lacking."""
    found = noted.get("left")
    return _texts(found.get(way.value)) if isinstance(found, Mapping) else []


def _count(seq: str) -> int:
    """How many changes there were, as a CouchDB's sequences begin; 0 where it says no number."""
    number = seq.partition("-")[0]
    return int(number) if number.isdecimal() else 0


def _texts(noted: object) -> list[str]:
    return [text for text in noted if isinstance(text, str)] if isinstance(noted, list) else []

"""What Photospool itself still has to carry of a copy, and how far the one is that is on its way.

The one place where it is known: both servers are asked, from where the last comparison came to on. That, and the bytes
that are sent, stand in a ``_local`` document of the album, where only its own people write, and where every window and
command of any computer finds them. Nothing is sent in here.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.database import Database
from photospool.album.documents import Document, original_id
from photospool.album.replication.diff import lacking_of, names_of
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.filters import large_originals
from photospool.album.replication.models import Carrying, CheckResult, Copy, Direction, Missing, Tell
from photospool.album.replication.progress import sides, ways_of
from photospool.album.replication.replications import Replications
from photospool.album.store_photo import again_if_changed
from photospool.errors import AlbumUnavailable, CopyError, StoreInterrupted
from photospool.messages import message
from photospool.size_words import size_words

NOTED_S: Final = 5.0
"""How often the bytes that are sent are noted, and whoever sends them asks whether the copy still wants them."""
_FAR: Final = 100
"""So many changes are looked through anew before it is noted that there was nothing among them: 10 ms of a server's CPU
each minute, 76 of a thousand (CouchDB 3.5.0)."""
_SILENT_S: Final = 60.0
"""After so long without a note nothing is on its way any more: whoever sent it was ended."""


def look(album: CouchAlbum, copy: Copy) -> Carrying:
    """What is still to be carried just now, by whomever. Raises what the album raises.

    Where this computer can't reach the copy: what was lacking at the last comparison, and what came since.
    """
    return _looked(album, copy)[0]


def look_and_note(album: CouchAlbum, copy: Copy) -> Carrying:
    """The same, and the next look begins there. Raises what the album raises."""
    found, ways, noted = _looked(album, copy)
    if found.is_known and any(_is_news(noted, way, one) for way, one in ways.items()):
        through = {way.value: one.through for way, one in ways.items()}
        left = {way.value: [item.photo_id for item in one.left] for way, one in ways.items()}
        _write(album, copy, {"through": through, "left": left})
    return found


def sequences(album: CouchAlbum, copy: Copy) -> dict[Direction, str]:
    """Where the source of each direction stands, before anything is compared; nothing of one that can't be asked.

    Raises what the album raises.
    """
    found: dict[Direction, str] = {}
    for way in ways_of(copy):
        source = album.database
        try:
            if not way.sends:
                source = open_copy(album, copy).database
            with at_copy():
                found[way] = str(source.info().get("update_seq", ""))
        except CopyError:
            continue
    return found


def compared(album: CouchAlbum, copy: Copy, through: Mapping[Direction, str], missing: Sequence[Missing]) -> None:
    """Note what a comparison found, which began when the sources stood there; ``missing``: large originals.

    Raises what the album raises.
    """
    too_large = [item.photo_id for item in missing if item.is_too_large]
    left = {way.value: [item.photo_id for item in missing if item.in_album is not way.sends] for way in through}
    seqs = {way.value: seq for way, seq in through.items()}
    _write(album, copy, {"through": seqs, "left": left, "too_large": too_large, "now": None})


def noting(album: CouchAlbum, copy: Copy, item: Missing, tell: Tell) -> Callable[[int], bool]:
    """To be called with the bytes that are sent of it, as often as one likes: noted and told now and then.

    Answers whether the copy still wants it: somebody may have paused or removed it. Where the album can't say so just
    now, nothing has changed.
    """
    noted_at = -math.inf

    def sent(number: int) -> bool:
        nonlocal noted_at
        if time.monotonic() - noted_at < NOTED_S:
            return True
        noted_at = time.monotonic()
        words = {"name": item.name, "sent": size_words(number), "all": size_words(item.size or 0)}
        tell(CheckResult(message("On its way: {name} ({sent} of {all})", **words), goes_on=True))
        try:
            kept = next((one for one in Replications(album).copies() if one.id == copy.id), None)
            if kept is None or kept.is_paused:
                return False
            _write(album, copy, {"now": {"photo": item.photo_id, "sent": number, "at": time.time()}})
        except (AlbumUnavailable, StoreInterrupted):
            return True
        return True

    return sent


def forget(album: CouchAlbum, copy: Copy) -> None:
    """A copy that is removed leaves no note behind. Raises what the album raises."""

    def step() -> None:
        there = album.get(_note(copy))
        if there is not None:
            album.put_document({"_id": _note(copy), "_rev": there["_rev"], "_deleted": True})

    again_if_changed(step)


@dataclass(frozen=True, slots=True)
class _OneWay:
    """What one direction lacks."""

    left: tuple[Missing, ...]
    through: str
    """Where its source stood."""
    is_known: bool
    """Whether its target was asked."""


def _looked(album: CouchAlbum, copy: Copy) -> tuple[Carrying, dict[Direction, _OneWay], Document]:
    noted = album.get(_note(copy)) or {}
    refused = set(_texts(noted.get("too_large")))
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
    left = [item for one in ways.values() for item in one.left]
    fits = tuple(item for item in left if item.photo_id not in refused)
    too_large = tuple(replace(item, is_too_large=True) for item in left if item.photo_id in refused)
    now, sent = _on_its_way(noted.get("now"), fits)
    is_known = all(way in ways and ways[way].is_known for way in ways_of(copy))
    return Carrying(fits, too_large, now, sent, is_known), ways, noted


def _of_one_way(
    source: Database, target: Database | None, copy: Copy, way: Direction, noted: Mapping[str, Any]
) -> _OneWay:
    """``target``: None where it can't be asked."""
    with at_copy():
        body = {"selector": large_originals(copy.largest)}
        changes = source.changes(_seq(noted, way), body=body, filter="_selector")
    ids = sorted({*map(original_id, _before(noted, way)), *(str(row["id"]) for row in changes.rows)})
    is_known = False
    if target is not None:
        with contextlib.suppress(CopyError), at_copy():
            ids = lacking_of(source, target, ids)
            is_known = True
    with at_copy():
        found = names_of(source, ids, in_album=not way.sends)
        left = tuple(item for item in found if (item.size or 0) > copy.largest)
    return _OneWay(left, changes.last_seq, is_known)


def _is_news(noted: Mapping[str, Any], way: Direction, found: _OneWay) -> bool:
    """Whether that would save the next look anything: what is noted is written anew each time."""
    before = _seq(noted, way)
    if not before or set(_before(noted, way)) != {item.photo_id for item in found.left}:
        return True
    return _count(found.through) - _count(before) >= _FAR


def _seq(noted: Mapping[str, Any], way: Direction) -> str:
    """Empty where nothing was compared yet."""
    found = noted.get("through")
    return str(found.get(way.value) or "") if isinstance(found, Mapping) else ""


def _before(noted: Mapping[str, Any], way: Direction) -> list[str]:
    """The photos whose originals were lacking."""
    found = noted.get("left")
    return _texts(found.get(way.value)) if isinstance(found, Mapping) else []


def _count(seq: str) -> int:
    """How many changes there were, as a CouchDB's sequences begin; 0 where it says no number."""
    number = seq.partition("-")[0]
    return int(number) if number.isdecimal() else 0


def _on_its_way(noted: object, left: Sequence[Missing]) -> tuple[Missing | None, int]:
    if not isinstance(noted, Mapping):
        return None, 0
    at, sent = noted.get("at"), noted.get("sent")
    if not isinstance(at, (int, float)) or not isinstance(sent, int) or abs(time.time() - at) > _SILENT_S:
        return None, 0
    found = next((item for item in left if item.photo_id == noted.get("photo")), None)
    return found, sent if found is not None else 0


def _write(album: CouchAlbum, copy: Copy, said: Mapping[str, Any]) -> None:
    def step() -> None:  # another computer may carry, too
        known: Document = album.get(_note(copy)) or {"_id": _note(copy)}
        album.put_document({**known, **said})

    again_if_changed(step)


def _texts(noted: object) -> list[str]:
    return [text for text in noted if isinstance(text, str)] if isinstance(noted, list) else []


def _note(copy: Copy) -> str:
    return f"_local/photospool-large-{copy.id}"

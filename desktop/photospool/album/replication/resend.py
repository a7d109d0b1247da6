"""Send what a copy lacks: a server passes over what it can't take, and never tries it again by itself.

Its checkpoint is past such a photo, so raising a limit changes nothing. The album's server is asked for a replication
of these ids alone, without a checkpoint; large originals, which it would hold in its memory, are carried by ourselves.
progress.py finds what is lacking.
"""

from __future__ import annotations

import math
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from photospool.album.base import AlbumAnswer
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.carry import carry
from photospool.album.documents import original_id
from photospool.album.replication import limits
from photospool.album.replication.add import try_password
from photospool.album.replication.diff import lacking_of
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.models import Condition, Copy, CopyState, Direction, Missing
from photospool.album.replication.progress import sides, state_of, ways_of
from photospool.album.replication.replications import Replications
from photospool.errors import AlbumUnavailable, CopyError, PhotoError

AT_ONCE: Final = 50
"""Photos of one request at most, which is answered when all of them are there.

For more than a hundred documents a server reads all that ever changed instead of looking for each.
"""
AT_ONCE_BYTES: Final = 25_000_000
"""And no more than this together, as far as is known, unless one alone is larger: it is answered while we listen."""
LOOKS: Final = 40
LOOK_S: Final = 0.25
"""A replication that is resumed is looked at so often before it is left to itself."""


def look_closely(album: CouchAlbum, copy: Copy, *, pause: Callable[[float], object] = time.sleep) -> CopyState:
    """How it goes and what is missing; of that is sent what fits, and what waits to try again is hurried.

    ``pause`` may raise to end it. Raises what the album raises.
    """
    state = state_of(album, copy, compare=True)
    if state.condition in {Condition.UNREACHABLE, Condition.FAILING}:
        Replications(album).resume(copy)
    return _with_sent(album, state, pause)


def send_what_fits(album: CouchAlbum, copy: Copy, *, pause: Callable[[float], object] = time.sleep) -> CopyState:
    """How it goes and what is missing, of which is sent what fits. Raises what the album raises."""
    return _with_sent(album, state_of(album, copy, compare=True), pause)


def _with_sent(album: CouchAlbum, state: CopyState, pause: Callable[[float], object]) -> CopyState:
    """What a server would refuse for its size stays missing: a film of gigabytes is not to cross the line in vain."""
    if not state.missing:
        return state
    try:
        with at_copy():
            there = open_copy(album, state.copy)
            refused = {
                way: least_refused(one.takes, [item.size or 0 for item in state.missing if item.in_album is way])
                for way, one in ((False, there), (True, album))
            }
    except CopyError:
        return replace(state, missing=())
    too_large = tuple(
        replace(item, is_too_large=True) for item in state.missing if (item.size or 0) >= refused[item.in_album]
    )
    fits = tuple(item for item in state.missing if (item.size or 0) < refused[item.in_album])
    found = _all_sent(album, replace(state, missing=fits), pause)
    return replace(found, missing=too_large + found.missing)


def least_refused(takes: Callable[[int], bool], sizes: Sequence[int]) -> float:
    """The smallest of these sizes that is not taken, infinity where all are; asks seldom: an answer takes seconds."""
    ordered = sorted(set(sizes) - {0})
    if not ordered or takes(ordered[-1]):
        return math.inf
    return ordered[bisect_left(ordered, True, hi=len(ordered) - 1, key=lambda size: not takes(size))]


def resume(
    album: CouchAlbum, copy: Copy, *, password: str | None = None, pause: Callable[[float], object] = time.sleep
) -> CopyState:
    """Go on copying, and send what was left out before. A new password is tried before it is kept.

    Raises CopyError, and what the album raises.
    """
    if password is not None:
        try_password(album, copy, password)
    keeper = Replications(album)
    copy = keeper.resume(copy, password=password)
    for _ in range(LOOKS):
        state = state_of(album, copy, compare=True)
        if state.condition is not Condition.STARTING:
            return _with_sent(album, state, pause)
        pause(LOOK_S)
    return state


def _all_sent(album: CouchAlbum, state: CopyState, pause: Callable[[float], object]) -> CopyState:
    keeper = Replications(album)
    left: list[Missing] = []
    for way in ways_of(state.copy):
        wanted = [item for item in state.missing if item.in_album is (way is Direction.FETCH)]
        ends = keeper.ends(state.copy, way) if wanted else None
        for some in batches([item for item in wanted if not _is_large(item)]):
            if ends is not None:
                _replicate(album, ends, _ids(some))
            left += _still_missing(album, state, way, some)
        for item in filter(_is_large, wanted):
            _carry(album, state, way, item, pause)
            left += _still_missing(album, state, way, [item])
    still = {(item.photo_id, item.in_album) for item in left}
    sent = tuple(item for item in state.missing if (item.photo_id, item.in_album) not in still)
    return replace(state, missing=tuple(left), sent=sent)


def _is_large(item: Missing) -> bool:
    return (item.size or 0) > limits.BY_ITSELF


def _carry(
    album: CouchAlbum, state: CopyState, way: Direction, item: Missing, pause: Callable[[float], object]
) -> None:
    """Every version of it, by ourselves. What does not come through is told as missing, and tried again later."""
    try:
        with at_copy():
            here, other = sides(album, open_copy(album, state.copy), way)
            leaves = here.leaves(_ids([item]))
            unknown = other.unknown({doc_id: [leaf["_rev"] for leaf in some] for doc_id, some in leaves.items()})
            for doc_id, some in leaves.items():
                for leaf in some:
                    if leaf["_rev"] in unknown.get(doc_id, ()):
                        carry(here, other, leaf, lambda: pause(0))
    except (CopyError, AlbumAnswer, AlbumUnavailable, PhotoError):
        return


def batches(wanted: Sequence[Missing]) -> Iterator[list[Missing]]:
    """In their order, as many at once as one request may ask for."""
    some: list[Missing] = []
    weight = 0
    for item in wanted:
        size = item.size if item.size is not None else AT_ONCE_BYTES
        if some and (len(some) == AT_ONCE or weight + size > AT_ONCE_BYTES):
            yield some
            some, weight = [], 0
        some.append(item)
        weight += size
    if some:
        yield some


def _replicate(album: CouchAlbum, ends: tuple[object, object], ids: Sequence[str]) -> None:
    source, target = ends
    try:
        # What it says of refusals is looked at by ids.
        album.server.replicate(source, target, list(ids), use_checkpoints=False)
    except AlbumUnavailable:
        album.database.info()  # a large photo takes its time; the server goes on without being listened to


def _still_missing(album: CouchAlbum, state: CopyState, way: Direction, some: Sequence[Missing]) -> Sequence[Missing]:
    try:
        with at_copy():
            here, other = sides(album, open_copy(album, state.copy), way)
            lacking = set(lacking_of(here, other, _ids(some)))
    except CopyError:
        return some
    return [item for item in some if not lacking.isdisjoint(_ids([item]))]


def _ids(some: Sequence[Missing]) -> list[str]:
    return [doc_id for item in some for doc_id in (item.photo_id, original_id(item.photo_id))]

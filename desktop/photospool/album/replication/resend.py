"""Send what a copy lacks: a server passes over what it can't take, and never tries it again by itself.

Its checkpoint is past such a photo, so raising a limit changes nothing. The album's server is asked for a replication
of these ids alone, without a checkpoint; large originals, which it would hold in its memory, are carried by ourselves.
progress.py finds what is lacking.
"""

from __future__ import annotations

import contextlib
import math
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.carry import carry
from photospool.album.couchdb.database import Database
from photospool.album.documents import original_id
from photospool.album.replication import carrying, claims, limits
from photospool.album.replication.add import try_password
from photospool.album.replication.diff import lacking_of
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.hindrances import hindrance_of
from photospool.album.replication.models import (
    CheckResult,
    Condition,
    Copy,
    CopyState,
    Direction,
    Hindrance,
    Missing,
    Obstacle,
    Pause,
    Tell,
)
from photospool.album.replication.progress import sides, state_of, ways_of
from photospool.album.replication.replications import Replications
from photospool.errors import AlbumUnavailable, CopyError, PhotospoolError

AT_ONCE: Final = 50
"""Photos of one request at most, which is answered when all of them are there.

For more than a hundred documents a server reads all that ever changed instead of looking for each.
"""
AT_ONCE_BYTES: Final = 25_000_000
"""And no more than this together, as far as is known, unless one alone is larger: it is answered while we listen."""
_ALONE: Final = 20
"""So many of those that a server did not copy are carried by ourselves, for what is said of them then."""
RESTS_S: Final = 86400.0
"""What was sent in vain, refused or not whole where it lies, is not sent again by itself for so long, whoever starts
meanwhile: it may be gigabytes.
"""
_RESTING: Final = frozenset({Obstacle.REFUSED, Obstacle.TOO_LARGE, Obstacle.UNREADABLE})
LOOKS: Final = 40
LOOK_S: Final = 0.25
"""A replication that is resumed is looked at so often before it is left to itself."""


def _silent(_tick: CheckResult) -> None:
    """Nobody listens."""


def look_closely(album: CouchAlbum, copy: Copy, *, tell: Tell = _silent, pause: Pause = time.sleep) -> CopyState:
    """How it goes and what is missing; of that is sent what fits, and what waits to try again is hurried.

    ``tell`` hears how far large originals are. What ``pause`` raises ends it. Raises what the album raises.
    """
    state, begun = _compared(album, copy)
    if state.condition in {Condition.UNREACHABLE, Condition.FAILING}:
        Replications(album).resume(copy)
    return _with_sent(_Sending(album, begun, tell, pause), state)


def send_what_fits(album: CouchAlbum, copy: Copy, *, pause: Pause = time.sleep) -> CopyState:
    """How it goes and what is missing, of which is sent what fits and was not refused of late.

    What ``pause`` raises ends it. Raises what the album raises.
    """
    state, begun = _compared(album, copy)
    return _with_sent(_Sending(album, begun, _silent, pause, carrying.hindered(album, copy, begun)), state)


def rests_s(item: Missing) -> float:
    """Seconds until it is sent again by itself after it was sent in vain; 0: it may be now."""
    if item.why is None or item.why.obstacle not in _RESTING:
        return 0.0
    since_s = time.time() - item.why.tried_at
    return RESTS_S - since_s if 0.0 <= since_s < RESTS_S else 0.0


@dataclass(frozen=True, slots=True)
class _Sending:
    album: CouchAlbum
    begun: Mapping[Direction, carrying.BeforeComparing]
    """Where both ends stood before they were compared."""
    tell: Tell
    pause: Pause
    before: Mapping[str, Hindrance] = field(default_factory=dict)
    """What stood in the way when each was tried last; empty where somebody asks for it now: all are tried then."""


def _compared(album: CouchAlbum, copy: Copy) -> tuple[CopyState, Mapping[Direction, carrying.BeforeComparing]]:
    """How it goes and what is missing, and where both ends stood before."""
    begun = carrying.begin(album, copy) if copy.largest else {}
    return state_of(album, copy, compare=True), begun


def _with_sent(sending: _Sending, state: CopyState) -> CopyState:
    """What a server would refuse for its size stays missing: a film of gigabytes is not to cross the line in vain."""
    is_compared = state.condition is Condition.UP_TO_DATE and not state.reason and not state.copy.is_public
    if not is_compared or not (state.missing or state.copy.largest):
        return state
    try:
        with contextlib.closing(open_copy(sending.album, state.copy)) as there:
            return _noted(sending, _all_that_fits(sending, there, state))
    except CopyError as exc:
        return replace(state, missing=(), reason=exc.title)
    except claims.NotWanted:
        return CopyState(state.copy, Condition.PAUSED)


def _all_that_fits(sending: _Sending, there: CouchAlbum, state: CopyState) -> CopyState:
    with at_copy():
        refused = {
            way: least_refused(one.takes, [item.size or 0 for item in state.missing if item.in_album is way])
            for way, one in ((False, there), (True, sending.album))
        }
    too_large = tuple(
        replace(item, why=Hindrance(Obstacle.TOO_LARGE))
        for item in state.missing
        if (item.size or 0) >= refused[item.in_album]
    )
    fits = [item for item in state.missing if (item.size or 0) < refused[item.in_album]]
    known = [replace(item, why=sending.before.get(item.photo_id)) for item in fits if _is_large(item, state.copy)]
    resting = tuple(item for item in known if rests_s(item))
    ids = {item.photo_id for item in resting}
    found = _all_sent(sending, there, replace(state, missing=tuple(item for item in fits if item.photo_id not in ids)))
    return replace(found, missing=too_large + resting + found.missing)


def _noted(sending: _Sending, state: CopyState) -> CopyState:
    copy = state.copy
    if copy.largest:
        large = [item for item in state.missing if _is_large(item, copy)]
        others = tuple(item for item in state.missing if item not in large)
        state = replace(state, missing=carrying.compared(sending.album, copy, sending.begun, large) + others)
    return state


def least_refused(takes: Callable[[int], bool], sizes: Sequence[int]) -> float:
    """The smallest of these sizes that is not taken, infinity where all are; asks seldom: an answer takes seconds."""
    ordered = sorted(set(sizes) - {0})
    if not ordered or takes(ordered[-1]):
        return math.inf
    return ordered[bisect_left(ordered, True, hi=len(ordered) - 1, key=lambda size: not takes(size))]


def resume(album: CouchAlbum, copy: Copy, *, password: str | None = None, pause: Pause = time.sleep) -> CopyState:
    """Go on copying, and send what was left out before. A new password is tried before it is kept.

    Raises CopyError, and what the album raises.
    """
    if password is not None:
        try_password(album, copy, password)
    keeper = Replications(album)
    copy = keeper.resume(copy, password=password)
    for _ in range(LOOKS):
        state, begun = _compared(album, copy)
        if state.condition is not Condition.STARTING:
            return _with_sent(_Sending(album, begun, _silent, pause), state)
        pause(LOOK_S)
    return state


def _all_sent(sending: _Sending, there: CouchAlbum, state: CopyState) -> CopyState:
    keeper = Replications(sending.album)
    left: list[Missing] = []
    left_alone = _ALONE
    for way in ways_of(state.copy):
        here, other = both = sides(sending.album, there, way)
        wanted = [item for item in state.missing if item.in_album is (way is Direction.FETCH)]
        ends = keeper.ends(state.copy, way) if wanted else None
        for some in batches([item for item in wanted if not _is_large(item, state.copy)]):
            if ends is not None:
                _replicate(sending.album, ends, _ids(some))
            for item in _still_missing(here, other, some):
                # Its server says of none of them why it did not take it.
                why = _alone(sending, both, item) if left_alone else None
                if why is not None and why.obstacle is Obstacle.CUT_OFF:
                    left_alone = 0  # the next one would hear no more
                elif left_alone:
                    left_alone -= 1
                left += _still_missing(here, other, [replace(item, why=why)])
        for item in [item for item in wanted if _is_large(item, state.copy)]:
            why = _carry(sending, state.copy, both, item)
            left += _still_missing(here, other, [replace(item, why=why)])
    still = {(item.photo_id, item.in_album) for item in left}
    sent = tuple(item for item in state.missing if (item.photo_id, item.in_album) not in still)
    return replace(state, missing=tuple(left), sent=sent)


def _is_large(item: Missing, copy: Copy) -> bool:
    return (item.size or 0) > (copy.largest or limits.BY_ITSELF)


class _PauseRaised(Exception):
    """What a pause raised, out of whatever it interrupted: that is no fault of a server's."""

    def __init__(self, why: Exception) -> None:
        super().__init__()
        self.why = why


def _alone(sending: _Sending, both: tuple[Database, Database], item: Missing) -> Hindrance | None:
    """A small one, by ourselves; what was in its way. Raises what the pause raises."""
    sending.pause(0)
    try:
        _carry_versions(both, item, lambda _number: None)
    except PhotospoolError as exc:
        return hindrance_of(exc)
    return None


def _carry(sending: _Sending, copy: Copy, both: tuple[Database, Database], item: Missing) -> Hindrance | None:
    """Every version of it, by ourselves; what was in its way. What does not come through is tried again later.

    Raises NotWanted, and what the pause raises.
    """

    def pause(seconds: float) -> None:
        try:
            sending.pause(seconds)
        except Exception as exc:
            raise _PauseRaised(exc) from exc

    def sent(number: int) -> None:
        pause(0)
        claim.goes_on(number)

    with contextlib.closing(claims.Claim(sending.album, copy, item, sending.tell)) as claim:
        try:
            while True:
                claim.take(pause)
                try:
                    _carry_versions(both, item, sent)
                except claims.SentByAnother:
                    continue
                return None
        except _PauseRaised as exc:
            raise exc.why from None
        except PhotospoolError as exc:
            return replace(hindrance_of(exc), tried_at=time.time())


def _carry_versions(both: tuple[Database, Database], item: Missing, sent: Callable[[int], object]) -> None:
    """Those that the other one never had."""
    here, other = both
    leaves = here.leaves(_ids([item]))
    unknown = other.unknown({doc_id: [leaf["_rev"] for leaf in some] for doc_id, some in leaves.items()})
    for doc_id, some in leaves.items():
        for leaf in some:
            if leaf["_rev"] in unknown.get(doc_id, ()):
                carry(here, other, leaf, sent)


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


def _still_missing(here: Database, other: Database, some: Sequence[Missing]) -> Sequence[Missing]:
    try:
        with at_copy():
            lacking = set(lacking_of(here, other, _ids(some)))
    except CopyError:
        return some
    return [item for item in some if not lacking.isdisjoint(_ids([item]))]


def _ids(some: Sequence[Missing]) -> list[str]:
    return [doc_id for item in some for doc_id in (item.photo_id, original_id(item.photo_id))]

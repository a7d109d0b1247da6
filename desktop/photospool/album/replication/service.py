"""What people ask of the album's copies, one function for each action: command line and window only show what it says.

``tell`` hears of each step as soon as it was tried. ``pause`` waits so many seconds and may raise to end the action.
Nobody is asked anything in here: what needs a yes is done after it.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from typing import Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.replication.endpoint import at_copy, may_reach
from photospool.album.replication.models import (
    CheckResult,
    Condition,
    Copy,
    CopyInspection,
    Overview,
    Pause,
    Strangers,
    Tell,
)
from photospool.album.replication.progress import state_of
from photospool.album.replication.public import proof
from photospool.album.replication.public.publish import open_to_strangers
from photospool.album.replication.public.retract import (
    STILL_READABLE,
    STILL_READABLE_ADVICE,
    Audit,
    audit,
    is_open,
    last_look,
    stranger,
)
from photospool.album.replication.replications import Replications
from photospool.album.replication.resend import look_closely
from photospool.errors import CopyError, CopyUnreachable
from photospool.messages import message, plural

MOST_NAMED: Final = 20
"""Photos of one kind that are named among the ticks; the rest is counted."""


def overview(album: CouchAlbum) -> Overview:
    """Every copy and how it goes, and what strangers find at the public ones. Raises what the album raises."""
    states = tuple(state_of(album, copy) for copy in Replications(album).copies())
    strangers = {}
    for state in states:
        if state.copy.is_public and state.condition in {Condition.UP_TO_DATE, Condition.COPYING}:
            with contextlib.suppress(CopyError):
                strangers[state.copy.id] = _strangers(album, state.copy)
    return Overview(states, strangers)


def _strangers(album: CouchAlbum, copy: Copy) -> Strangers:
    """Asked without a name. Raises CopyError where this computer can't know."""
    if not copy.url_here and not may_reach(album, copy.there.url):
        raise CopyUnreachable("Only the album's server can reach this copy, not this computer.")
    if not is_open(copy):
        return Strangers(is_open=False)
    with contextlib.closing(stranger(copy)) as anybody, at_copy():
        count = int(anybody.database.info().get("doc_count") or 0)
        designs = anybody.database.designs()
    return Strangers(is_open=True, photos=count - len(designs), looked_at=last_look(album, copy))


def check(album: CouchAlbum, copy: Copy, tell: Tell, pause: Pause = time.sleep) -> CopyInspection:
    """Look closely: send what is lacking, hurry what waits to be tried again, and prove what is public.

    What can't be known of a public copy is a tick, for it goes on by itself. Raises what the album raises.
    """
    state = look_closely(album, copy)
    if not copy.is_public or state.condition is Condition.REFUSED:  # the password is not tried again
        return CopyInspection(state)
    ticks: list[CheckResult] = []

    def told(tick: CheckResult) -> None:
        ticks.append(tick)
        tell(tick)

    found = None
    try:
        found = prove(album, copy, told, pause)
    except CopyError as exc:
        told(CheckResult(exc.title, False, exc.advice))
    if found is None:
        return CopyInspection(state, tuple(ticks))
    if state.condition is Condition.UP_TO_DATE:  # else they may be on their way
        state = replace(state, missing=found.missing)
    return CopyInspection(state, tuple(ticks), found.unpublished)


def prove(album: CouchAlbum, copy: Copy, tell: Tell, pause: Pause = time.sleep) -> Audit:
    """Take back what is not public, then try as a stranger to read and change everything; each finding is a tick.

    A copy that is not open yet is opened when all photos are there, and closed again where it does not pass.
    Raises CopyError, and what the album raises.
    """
    if not is_open(copy):
        if state_of(album, copy).condition is Condition.UNREACHABLE:
            raise CopyUnreachable(
                "The public copy is not complete, so it was not opened.",
                "The album's server can't reach it just now. Please check it again when it can.",
            )
        open_to_strangers(album, copy, tell, pause=pause)
        return Audit()
    found = audit(album, copy, pause=pause)
    _tell_taken_back(found, tell)
    proof.prove(copy, tell)
    return found


def _tell_taken_back(found: Audit, tell: Tell) -> None:
    gone = [message("Taken back: {name}", name=item.name) for item in found.unpublished]
    versions = [message("A version was taken back, the photo stays: {name}", name=item.name) for item in found.versions]
    for sentences in (gone, versions):
        for sentence in sentences[:MOST_NAMED]:
            tell(CheckResult(sentence))
        if len(sentences) > MOST_NAMED:
            tell(CheckResult(plural("and {n} more", "and {n} more", n=len(sentences) - MOST_NAMED)))
    if not found.is_clean:
        tell(CheckResult(STILL_READABLE, False, STILL_READABLE_ADVICE))

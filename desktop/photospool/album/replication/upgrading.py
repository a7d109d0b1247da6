"""A public copy that an earlier Photospool made goes by today's rules, once its owner has said yes.

First the photos are mended in the album, then the copy gets today's selector, and what could not be mended is taken
back. What strangers must not read any more is noted before anything is changed, so that it is proved by the next audit
wherever this was cut short.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.replication.mending import Naming, affected, history_of, mend
from photospool.album.replication.models import TODAY, CheckResult, Copy, Missing, Pause, Tell
from photospool.album.replication.public.publish import wait_for_all
from photospool.album.replication.public.retract import STILL_READABLE, STILL_READABLE_ADVICE, audit, expect_gone
from photospool.album.replication.replications import Replications
from photospool.errors import CopyRefused
from photospool.messages import message


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What came of it."""

    mended: int
    """Photos that strangers see as before, without what was not theirs."""
    left: tuple[str, ...]
    """Photos that could not be mended, each with its reason, and which strangers see no more."""
    withdrawn: tuple[Missing, ...]
    """All photos that strangers see no more."""
    still_readable: tuple[str, ...]
    """Ids of photos of which strangers can read a former version yet; it is tried again by itself."""


def former_copies(album: CouchAlbum) -> list[Copy]:
    """Public copies that still go by an earlier version's rules."""
    return [copy for copy in Replications(album).copies() if copy.is_public and copy.rules < TODAY]


def count(album: CouchAlbum) -> int:
    """How many public photos tell strangers what is not theirs. Raises NotThere without views."""
    return sum(len(page) for page in affected(album))


def upgrade(
    album: CouchAlbum,
    copies: Sequence[Copy],
    naming: Naming,
    tell: Tell,
    *,
    pause: Pause = time.sleep,
) -> Upgraded:
    """Mend the photos and let these copies go by today's rules. Raises CopyError, and what the album raises."""
    for copy in copies:
        if copy.is_paused:
            raise CopyRefused(
                message("“{name}” is paused.", name=copy.name), "Resume it first, so that strangers get what is mended."
            )
    mended = 0
    left: dict[str, tuple[str, str]] = {}
    for page in affected(album):
        former = history_of(album, page)
        for copy in copies:
            expect_gone(album, copy, former)
        done = mend(album, page, naming)
        mended += len(done.photos)
        left |= done.left
        tell(CheckResult(message("Mended so far: {mended}.", mended=mended)))
    withdrawn: dict[str, Missing] = {}
    still: set[str] = set()
    for copy in copies:
        today = Replications(album).go_by_todays_rules(copy)
        tell(CheckResult(message("“{name}” gets only what stands on the list from now on.", name=copy.name)))
        wait_for_all(album, today, tell, pause)
        found = audit(album, today, pause=pause)
        withdrawn |= {item.photo_id: item for item in found.unpublished}
        still |= set(found.still_readable)
    reasons = tuple(message("{name}: {why}", name=name, why=why) for name, why in left.values())
    for reason in reasons:
        tell(CheckResult(reason, False))
    if still:
        tell(CheckResult(STILL_READABLE, False, STILL_READABLE_ADVICE))
    else:
        tell(CheckResult("Former versions can't be read by strangers any more."))
    return Upgraded(mended, reasons, tuple(withdrawn.values()), tuple(sorted(still)))

"""Which files lie in the incoming folders, and why each is there still: for whoever looks for one.

A look of its own beside the engine's, for another thread: nothing is opened, moved or downloaded for it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from photospool.config.existing_files import was_before
from photospool.config.kinds import taken
from photospool.config.profile import Profile
from photospool.engine.factory import held_by, memory_of, scanner_of, settler_of
from photospool.engine.incoming_folder import LONE
from photospool.engine.size_limit import NO_ROOM, PROBED_BYTES, TOO_LARGE, UNASKED
from photospool.errors import SpoolError
from photospool.photo import jxl_support
from photospool.photo.formats import is_sidecar_name
from photospool.photo.heif import WAITS, DecoderCheck, HeicSupport
from photospool.security.untrusted_text import folded
from photospool.spool.ignore import shown
from photospool.spool.scanner import LyingFile, Scanner

log = logging.getLogger(__name__)

READY: Final = "to be taken"
"""The reason of a file to which nothing stands in the way."""
BY_SIZE: Final = (TOO_LARGE, NO_ROOM, UNASKED)
"""Reasons to wait that the largest files have."""
MOST: Final = 500
"""So many are told at once; nobody reads more."""


@dataclass(frozen=True, slots=True)
class StillThere:
    """A file in an incoming folder."""

    path: Path
    origin: str
    """The path below its folder."""
    size: int
    """Bytes."""
    reason: str
    """READY, or a scan's word for why it stays."""
    folder: str = ""
    """The name of the further folder that it lies in; empty: the first one."""


def still_there(
    here: Profile,
    counts: Mapping[str, int],
    *,
    find: str = "",
    reasons: Collection[str] | None = None,
    most: int = MOST,
) -> list[StillThere]:
    """Files whose path has ``find`` in it, whatever the case, and of those the ones with these reasons; None: any.

    ``counts``: what the engine's last look came to (reason → files). Of what waits for a decoder or a server only the
    engine knows, and says how many. A folder that can't be read is passed over: its trouble is told elsewhere.
    """
    wanted = folded(find)
    # A server's limit, and the room on a disk, are told by the largest of all.
    is_limited = any(counts.get(reason) for reason in BY_SIZE)
    found: Iterable[StillThere] = _all(here, counts, "" if is_limited else wanted)
    if is_limited:
        found = (one for one in _held_by_size(list(found), counts) if wanted in folded(shown(one.origin)))
    return list(islice((one for one in found if reasons is None or one.reason in reasons), most))


def _all(here: Profile, counts: Mapping[str, int], wanted: str) -> Iterator[StillThere]:
    settings, places = here.settings, here.places
    # The engine has asked already: nothing is to be started for an answer that is known.
    decoder = DecoderCheck(lambda: HeicSupport({}, not counts.get(WAITS)))
    held = held_by(decoder, is_closed_in=lambda: not counts.get(jxl_support.WAITS))
    if settings.folders.incoming:
        first = settler_of(settings, was_before(settings, places), held, taken(settings, here.memory))
        yield from _in(first, wanted)
    for folder in settings.more_folders:
        if not here.takes_from(folder):
            continue
        memory = memory_of(settings, places) if folder.keeps else None
        try:
            for one in _in(scanner_of(folder, settings, places, memory, held), wanted):
                yield replace(one, folder=folder.name)
        finally:
            if memory is not None:
                memory.close()


def _in(scanner: Scanner, wanted: str) -> Iterator[StillThere]:
    try:
        # Who looks for a file wants to hear of it, also where it is left alone.
        for one in scanner.files(lambda origin: wanted in folded(shown(origin)), everywhere=bool(wanted)):
            yield _told(one)
    except SpoolError as exc:
        log.info("Nobody can look for a file there now: %s", exc.title)


def _told(one: LyingFile) -> StillThere:
    ready = LONE if is_sidecar_name(one.path.name) else READY
    return StillThere(one.path, one.origin, one.size, ready if one.reason is None else one.reason)


def _held_by_size(found: list[StillThere], counts: Mapping[str, int]) -> list[StillThere]:
    """A limit is a size: it holds the largest of those that are to be taken, as many as the engine counted."""
    large = [one for one in found if one.reason == READY and one.size >= PROBED_BYTES]
    largest = iter(sorted(large, key=lambda one: -one.size))
    why = {one.path: reason for reason in BY_SIZE for one in islice(largest, counts.get(reason, 0))}
    return [replace(one, reason=why.get(one.path, one.reason)) for one in found]

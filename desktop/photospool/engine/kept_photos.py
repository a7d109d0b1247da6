"""Folders whose photos stay: before one is copied, it is found out whether it was taken already, or the album has it.

Reading takes its time, and so does a server: this is a step for a thread of its own. Nothing is moved or written but
the memory of what was found.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from photospool.album.documents import Stored
from photospool.engine.incoming_folder import Fresh
from photospool.errors import PhotoNotReady
from photospool.events import KnownPhoto
from photospool.photo.digests import digests
from photospool.spool.durable_io import state_of
from photospool.spool.jobs import Job
from photospool.spool.kept_memory import KeptMemory, KeptPhoto, kept_photo, read
from photospool.spool.placeholders import never_download
from photospool.spool.scanner import ScanEntry

TOGETHER: Final = 50
"""Photos that are read, and asked of the album, in one step."""
TOGETHER_BYTES: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found out about some photos."""

    known: int
    """So many were taken before, or are in the album."""
    fresh: tuple[Fresh, ...]
    """These are to be copied. What could not be read is neither: the next look finds it again."""
    in_album: tuple[KnownPhoto, ...] = ()
    """Those of the known ones that nobody remembered: the album has them."""


def some_of(entries: Iterable[ScanEntry]) -> list[ScanEntry]:
    """As many as are examined in one step."""
    found: list[ScanEntry] = []
    size = 0
    for entry in islice(entries, TOGETHER):
        found.append(entry)
        size += entry.size
        if size > TOGETHER_BYTES:
            break
    return found


class KeptPhotos:
    """What was taken from folders whose photos stay, and what of them the album has."""

    def __init__(self, memory: KeptMemory, find: Callable[[Sequence[str]], dict[str, Stored]]) -> None:
        """``find`` asks the album, as ``Album.find``."""
        self.memory = memory
        self._find = find

    def examine(self, source: str, entries: Sequence[ScanEntry], stop: threading.Event) -> Examined:
        """Read these photos, and ask the album for those that nobody remembers. Raises what the album raises."""
        never_download()
        taken: list[KeptPhoto] = []
        unknown: list[Fresh] = []
        for entry in entries:
            try:
                found = digests(entry.path, stop=stop)
                if state_of(os.lstat(entry.path)) != entry.state:
                    continue
            except (PhotoNotReady, OSError):
                continue  # gone, or not to be read now
            if self.memory.has_taken(found.sha256):
                taken.append(kept_photo(source, entry.origin, entry.state, found.sha256))
            else:
                unknown.append(Fresh(entry, found))
        stored = self._find([one.digests.md5 for one in unknown if one.digests]) if unknown else {}
        fresh, in_album = [], []
        for one in unknown:
            if one.digests is None:
                continue
            there = stored[one.digests.md5]
            # What lies in the album's trash was put there by its owner: it does not come back by itself.
            if there.photo is not None and there.has_original(one.digests):
                taken.append(kept_photo(source, one.entry.origin, one.entry.state, one.digests.sha256))
                in_album.append(KnownPhoto(one.entry.path.name, one.digests.md5))
            else:
                fresh.append(one)
        self.memory.note(source, taken)
        return Examined(len(taken), tuple(fresh), tuple(in_album))

    def note_jobs(self, jobs: Sequence[Job]) -> None:
        """What lies in work was taken, whatever the memory says: a crash may have come between."""
        for job in jobs:
            kept = read(job.kept)
            if kept is not None and (self.memory.has_taken(kept.sha256) or _is_copy(job, kept)):
                self.memory.note(job.source, [kept])

    def forget(self, job: Job) -> None:
        """The copy was taken out of work by somebody before it was in the album: it may be taken again."""
        kept = read(job.kept)
        if kept is not None:
            self.memory.forget(kept)


def _is_copy(job: Job, kept: KeptPhoto) -> bool:
    """Whether the photo in work is what its note says: a note of somebody else's could make another one be left out."""
    try:
        return digests(job.photo).sha256 == kept.sha256
    except PhotoNotReady:
        return False

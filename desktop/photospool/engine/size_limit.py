"""Which files are too large for the album's server or a disk: found out before they leave incoming, where they wait.

The scanner asks for each file; the answer is one of a memory. What is not known yet is asked of the album by the
engine, in a thread of its own, and again after a while, for a limit may be raised. A film for which there is no room
waits alone: were it a full disk, all photos would stand still with it, though there is room for them.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Final

TOO_LARGE: Final = "larger than the album's server takes"
UNASKED: Final = "size to be asked of the album's server"
NO_ROOM: Final = "larger than the room that is left"
PROBED_BYTES: Final = 32 << 20
"""Smaller files are sent without asking: if a limit is so low, the answer to the photo itself says so."""
TITLE: Final = "A file is larger than the album's server takes."
AGAIN_S: Final = 600.0
ROOM_AGAIN_S: Final = 60.0
ROOM_KNOWN_S: Final = 1.0
"""What is known of a disk's room holds for so long: for one look."""
RAISE: Final = (
    "It stays in incoming, and all others go on. An administrator of CouchDB raises the limit with "
    "“max_attachment_size” in the section “couchdb” (and “max_http_request_size” in “chttpd”) of its settings; a proxy "
    "in front may have one of its own (nginx: client_max_body_size). It is asked again every ten minutes."
)
NO_ROOM_TITLE: Final = "There is too little room for a large file."
MAKE_ROOM: Final = (
    "It stays in incoming, and all others go on. Please make room on the disk of the folders and of the album: as much "
    "as the file is large, and some more. It goes on by itself."
)
WORDS: Final = {TOO_LARGE: (TITLE, RAISE), NO_ROOM: (NO_ROOM_TITLE, MAKE_ROOM)}
"""Reason → title and advice for the owner of a file that waits."""


class SizeLimit:
    """Asked from any thread."""

    def __init__(
        self,
        takes: Callable[[int], bool] | None,
        clock: Callable[[], float] = time.monotonic,
        *,
        has_room: Callable[[str, int], bool] = lambda _path, _size: True,
    ) -> None:
        """``takes``: asks the album whether so many bytes would be taken; None where there is no limit to ask for.
        ``has_room``: whether the disks that a file (its path, bytes) comes to have room for it; never raises.
        """
        self._takes = takes  # set once, no lock
        self._has_room = has_room  # set once, no lock
        self._clock = clock
        self._lock = threading.Lock()
        self._taken = 0  # guarded by _lock; the most that is known to be taken
        self._refused = 0  # guarded by _lock; the least that is known not to be; 0: nothing is
        self._asked_at = 0.0  # guarded by _lock
        self._wanted: set[int] = set()  # guarded by _lock
        self._told: dict[tuple[str, str], bool] = {}  # guarded by _lock; (file that waits, why): does its owner know
        self._roomless: dict[str, int] = {}  # guarded by _lock; files for which there was no room, with their bytes
        self._room_seen_at = 0.0  # guarded by _lock
        self._room: dict[str, tuple[float, int, int]] = {}
        """Guarded by _lock; by folder: since when, the most bytes that fit, the least that don't (0: none is known)."""

    def held(self, path: str, size: int) -> str | None:
        """Why a file of so many bytes waits in incoming, or None."""
        if size < PROBED_BYTES:
            return None
        waits = self._held_by_the_server(size) if self._takes else None
        if waits is None and not self._fits(path, size):
            waits = NO_ROOM
        with self._lock:
            if waits == NO_ROOM:
                self._roomless[path] = size
            else:
                self._roomless.pop(path, None)
            if waits in WORDS:
                self._told.setdefault((path, waits), False)
        return waits

    def _fits(self, path: str, size: int) -> bool:
        """Of a thousand films in one folder a disk, perhaps one far away, is asked about a few."""
        folder, now = os.path.dirname(path), self._clock()  # noqa: PTH120 - as the scanner has them
        with self._lock:
            asked_at, most, least = self._room.get(folder, (now, 0, 0))
        if now - asked_at >= ROOM_KNOWN_S:
            asked_at, most, least = now, 0, 0
        if size <= most:
            return True
        if least and size >= least:
            return False
        fits = self._has_room(path, size)
        with self._lock:
            self._room[folder] = (asked_at, size, least) if fits else (asked_at, most, size)
        return fits

    def _held_by_the_server(self, size: int) -> str | None:
        with self._lock:
            if size <= self._taken:
                return None
            if self._refused and size >= self._refused:
                return TOO_LARGE
            self._wanted.add(size)
            return UNASKED

    def news(self) -> list[tuple[str, str]]:
        """Files that wait and of which nobody was told yet: each one's name, and why."""
        with self._lock:
            fresh = [waits for waits, is_told in self._told.items() if not is_told]
            self._told.update(dict.fromkeys(fresh, True))
        return [(os.path.basename(path), why) for path, why in fresh]  # noqa: PTH119 - as the scanner has them

    @property
    def is_due(self) -> bool:
        """Whether something is to be asked now."""
        with self._lock:
            now = self._clock()
            is_old = self._refused and now - self._asked_at >= AGAIN_S
            return bool(self._wanted or is_old or (self._roomless and now - self._room_seen_at >= ROOM_AGAIN_S))

    def forget(self) -> None:
        """Somebody asks: the limit may have been raised, or lowered."""
        with self._lock:
            if self._refused:
                self._wanted.add(self._refused)
            self._refused = self._taken = 0
            self._roomless.clear()
            self._room.clear()

    def ask(self) -> bool:
        """Ask for all that is not known; whether anything is known now that was not. Raises what the album raises."""
        has_news = self._looked_for_room()
        takes = self._takes
        if takes is None:
            return has_news
        with self._lock:
            wanted = sorted({*self._wanted, *((self._refused,) if self._refused else ())})
            before = self._taken, self._refused
            refused, taken = 0, self._taken
        for size in wanted:
            if refused or size <= taken:
                continue
            if takes(size):
                taken = size
            else:
                refused = size
        with self._lock:
            self._taken, self._refused = taken, refused
            self._wanted.difference_update(wanted)
            self._asked_at = self._clock()
            return has_news or (taken, refused) != before

    def _looked_for_room(self) -> bool:
        """Whether there is room now for any file for which there was none; who is gone is forgotten."""
        with self._lock:
            without = dict(self._roomless)
            self._room_seen_at = self._clock()
        gone = [path for path in without if not os.path.lexists(path)]
        fits = [path for path, size in without.items() if path not in gone and self._has_room(path, size)]
        with self._lock:
            self._room.clear()
            for path in (*gone, *fits):
                self._roomless.pop(path, None)
        return bool(fits)

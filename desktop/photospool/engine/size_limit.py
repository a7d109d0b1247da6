"""Which files are too large for the album's server: found out before they leave incoming, where they wait.

The scanner asks for each file; the answer is one of a memory. What is not known yet is asked of the album by the
engine, in a thread of its own, and again after a while, for a limit may be raised.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Final

TOO_LARGE: Final = "larger than the album's server takes"
UNASKED: Final = "size to be asked of the album's server"
PROBED_BYTES: Final = 32 << 20
"""Smaller files are sent without asking: if a limit is so low, the answer to the photo itself says so."""
TITLE: Final = "A file is larger than the album's server takes."
AGAIN_S: Final = 600.0
RAISE: Final = (
    "It stays in incoming, and all others go on. An administrator of CouchDB raises the limit with "
    "“max_attachment_size” in the section “couchdb” (and “max_http_request_size” in “chttpd”) of its settings; a proxy "
    "in front may have one of its own (nginx: client_max_body_size). It is asked again every ten minutes."
)


class SizeLimit:
    """Asked from any thread."""

    def __init__(self, takes: Callable[[int], bool] | None, clock: Callable[[], float] = time.monotonic) -> None:
        """``takes``: asks the album whether so many bytes would be taken; None where there is no limit to ask for."""
        self._takes = takes  # set once, no lock
        self._clock = clock
        self._lock = threading.Lock()
        self._taken = 0  # guarded by _lock; the most that is known to be taken
        self._refused = 0  # guarded by _lock; the least that is known not to be; 0: nothing is
        self._asked_at = 0.0  # guarded by _lock
        self._wanted: set[int] = set()  # guarded by _lock
        self._told: dict[str, bool] = {}  # guarded by _lock; files that wait, and whether their owner knows

    def held(self, path: str, size: int) -> str | None:
        """Why a file of so many bytes waits in incoming, or None."""
        if self._takes is None or size < PROBED_BYTES:
            return None
        with self._lock:
            if size <= self._taken:
                return None
            if self._refused and size >= self._refused:
                self._told.setdefault(path, False)
                return TOO_LARGE
            self._wanted.add(size)
            return UNASKED

    def news(self) -> list[str]:
        """Names of files that wait and of which nobody was told yet."""
        with self._lock:
            fresh = [path for path, is_told in self._told.items() if not is_told]
            self._told.update(dict.fromkeys(fresh, True))
        return [os.path.basename(path) for path in fresh]  # noqa: PTH119 - as the scanner has them

    @property
    def is_due(self) -> bool:
        """Whether something is to be asked now."""
        with self._lock:
            is_old = self._refused and self._clock() - self._asked_at >= AGAIN_S
            return bool(self._wanted or is_old)

    def forget(self) -> None:
        """Somebody asks: the limit may have been raised, or lowered."""
        with self._lock:
            if self._refused:
                self._wanted.add(self._refused)
            self._refused = self._taken = 0

    def ask(self) -> bool:
        """Ask for all that is not known; whether anything is known now that was not. Raises what the album raises."""
        takes = self._takes
        if takes is None:
            return False
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
            return (taken, refused) != before

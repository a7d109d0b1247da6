"""Keeps one of equal files in done, where the user wants that: the one that just came goes to the system's trash.

Only what has just arrived is ever moved, and only for one that the history knows to have arrived before; so of equal
files the first one stays. A trash that can't be had is told once, and the files stay in done, as without this choice.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from photospool.errors import SpoolError
from photospool.events import Listener, TrashRefused
from photospool.history import History
from photospool.photo.photo import Digests
from photospool.spool.spool import Spool
from photospool.spool.spools import Spools

log = logging.getLogger(__name__)


class EqualFiles:
    """Safe to be asked by several threads."""

    def __init__(self, spool: Spool | Spools, history: History, tell: Listener) -> None:
        self._spool = spool
        self._history = history
        self._tell = tell
        self._lock = threading.Lock()
        self._is_told = False  # guarded by _lock

    def former(self, digests: Digests, done: Path) -> Path | None:
        """The equal file that stays, if the one that has just come to done went to the trash for it; else None."""
        formers = dict.fromkeys(Path(entry.done) for entry in self._history.by_photo(digests.md5) if entry.done)
        with self._lock:  # one after the other: no two go for each other
            for path in formers:
                if path == done:
                    continue
                try:
                    if self._spool.keep_former(path, done, digests.sha256):
                        return path
                except SpoolError as exc:
                    log.warning("An equal file stays in done: %s (%s)", exc, exc.__cause__)
                    self._say()
                    return None
        return None

    def _say(self) -> None:
        if not self._is_told:
            self._is_told = True
            self._tell(
                TrashRefused(
                    "An equal file could not be moved to the trash.",
                    "It stays in done beside the first one, and so do others like it. Has the disk of done a trash "
                    "that you may write to? The photo is in your album.",
                )
            )

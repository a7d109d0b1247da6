"""Photos that come again and again: who sends them is told once, and equal files in done share their room.

A program that copies one way sends everything once more into a folder that was emptied. Nothing is ever deleted for
that: each file ends in done, as everywhere. A listener, after the history.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from photospool.config import app_state
from photospool.events import Event, Listener, Outcome, PhotosReturn, PhotoStored
from photospool.history import History
from photospool.spool.sharing import share_room

TIMES: Final = 3
"""A photo that came so often under one name is sent again and again; twice may be a hand that chose it twice."""
FEW: Final = 3
"""So many such photos are no accident."""
QUIET_S: Final = 30 * 24 * 3600.0
"""How long the same thing is not said again."""


class Returns:
    """Safe to be told by several threads."""

    def __init__(
        self,
        history: History,
        tell: Listener,
        remembered: Path,
        sender: Callable[[str], str] = lambda _source: "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``sender`` names the sync client of an incoming folder, by its key, as far as that is known; asked when
        something is to be told.
        """
        self._history = history
        self._tell = tell
        self._remembered = remembered
        self._sender = sender
        self._clock = clock
        self._lock = threading.Lock()
        self._came: set[str] = set()  # guarded by _lock; photos that came for the third time or more

    def __call__(self, event: Event) -> None:
        """Look at a photo that was there already."""
        if not isinstance(event, PhotoStored) or event.outcome is not Outcome.DUPLICATE:
            return
        entries = self._history.by_photo(event.photo_id)
        for entry in entries:
            if entry.done and entry.done != event.done and share_room(Path(entry.done), Path(event.done)):
                break
        # What stays in its folder has no job: it is looked at again and again, and nobody sends it.
        if sum(entry.name == event.name and bool(entry.job) for entry in entries) < TIMES:
            return
        with self._lock:
            self._came.add(event.photo_id)
            count = len(self._came)
        if count >= FEW and self._clock() - app_state.load(self._remembered).returns_told >= QUIET_S:
            app_state.change(self._remembered, lambda found: dataclasses.replace(found, returns_told=self._clock()))
            self._tell(_told(self._sender(event.source)))


def _told(sender: str) -> PhotosReturn:
    title = "The same files come again and again."
    if sender == "Syncthing":
        return PhotosReturn(
            sender,
            title,
            "Syncthing does so after “Override” on the phone, or when its index was reset. Leave “Override” alone: the "
            "folders may differ. Nothing is lost: each photo lies in done.",
        )
    return PhotosReturn(
        sender,
        title,
        "A program that copies one way, such as rsync, sends all that is missing in this folder. Let it remember what "
        "it sent, as the page on phones says. Nothing is lost: each photo lies in done.",
    )

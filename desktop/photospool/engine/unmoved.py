"""Photos that a disk does not let us move though all folders are well: the others go on; none is copied for ever."""

from __future__ import annotations

from collections.abc import Callable

from photospool.engine.job_queue import LARGE_BYTES
from photospool.engine.retry_policy import MOVE_TRIES
from photospool.errors import DiskFull, FolderMissing, NotMoved, PhotoNotReady, PhotospoolError, SpoolError
from photospool.spool.durable_io import State
from photospool.spool.scanner import Scan, ScanEntry


class Unmoved:
    """Photos in incoming that could not be claimed, by their path below it. For one thread."""

    def __init__(self) -> None:
        self._tries: dict[str, tuple[State, int]] = {}

    def __len__(self) -> int:
        return len(self._tries)

    def note(self, entry: ScanEntry) -> bool:
        """It could not be moved; whether that is new."""
        is_new = entry.origin not in self._tries
        state, tries = self._tries.get(entry.origin, (entry.state, 0))
        tries = tries + 1 if state == entry.state else 1
        self._tries[entry.origin] = (entry.state, tries)
        return is_new

    def may_try(self, entry: ScanEntry) -> bool:
        """Whether it is tried: not for ever, but again once it has changed."""
        state, tries = self._tries.get(entry.origin, (entry.state, 0))
        return tries < MOVE_TRIES or state != entry.state

    def looked(self, scan: Scan) -> None:
        """Only what this look found is still there."""
        if self._tries:
            there = {entry.origin for entry in scan.ready}
            self._tries = {origin: found for origin, found in self._tries.items() if origin in there}

    def holds(self, entry: ScanEntry) -> bool:
        """Whether it could not be moved."""
        return entry.origin in self._tries

    def moved(self, entry: ScanEntry) -> None:
        """It could be moved after all."""
        self._tries.pop(entry.origin, None)

    def try_again(self) -> None:
        """Somebody asks, or a disk came back: each is tried again."""
        self._tries = {origin: (state, 0) for origin, (state, _) in self._tries.items()}


def of_large_file(exc: PhotospoolError, size: int, check_room: Callable[[], None]) -> PhotospoolError:
    """The same error, or PhotoNotReady where a disk is full for a file of so many bytes and has room for photos."""
    if not isinstance(exc, DiskFull) or size < LARGE_BYTES:
        return exc
    try:
        check_room()
    except SpoolError:
        return exc
    return PhotoNotReady(
        exc.title, "Please make room there.", waits="It stays in work and is tried again; all others go on."
    )


def of_one_photo(exc: PhotospoolError, check_folders: Callable[[], None]) -> PhotospoolError:
    """The same error, or NotMoved where the folders are well, so that only this photo can't be moved."""
    if not isinstance(exc, SpoolError) or isinstance(exc, DiskFull):
        return exc
    try:
        check_folders()
    except SpoolError:
        return exc
    title = "The disk would not let this file be moved." if isinstance(exc, FolderMissing) else exc.title
    return NotMoved(
        title, "Its folders are well: only this photo is in the way. Please check the disk, then try again."
    )

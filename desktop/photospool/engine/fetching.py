"""Photos that a sync client shows although their bytes are online: downloaded because the user asked, and then only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from photospool.config.more_folders import MoreFolder
from photospool.config.profile import Profile
from photospool.engine.factory import memory_of, scanner_of
from photospool.spool.placeholders import fetch


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it."""

    here: int
    """So many are on this computer now."""
    failed: tuple[tuple[Path, OSError], ...] = ()


def fetch_online_only(
    here: Profile,
    folders: Sequence[MoreFolder],
    stop: threading.Event | None = None,
    download: Callable[[Path], None] = fetch,
) -> Fetched:
    """Have all photos of these folders downloaded that are online only; takes as long as that takes.

    Raises SpoolError where a folder can't be looked at. ``stop`` ends it between two photos.
    """
    waiting: list[Path] = []
    memory = memory_of(here.settings, here.places)
    try:
        for folder in folders:
            waiting += scanner_of(folder, here.settings, here.places, memory).online_only()
    finally:
        memory.close()
    count, failed = 0, []
    with ThreadPoolExecutor(1) as another:  # the thread that looked must never download
        for path in waiting:
            if stop is not None and stop.is_set():
                break
            try:
                another.submit(download, path).result()
                count += 1
            except OSError as exc:
                failed.append((path, exc))
    return Fetched(count, tuple(failed))

"""What the engine drives, and whom it tells. Nothing is decided in here."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from photospool.album.base import PhotoStore
from photospool.engine.background_tasks import BackgroundTasks
from photospool.engine.cards import Cards, no_cards
from photospool.engine.incoming_folder import IncomingFolder
from photospool.engine.kept_photos import KeptPhotos
from photospool.engine.large_uploads import LargeUploads
from photospool.engine.photo_pipeline import PhotoPipeline
from photospool.engine.sidecar_matcher import SidecarMatcher
from photospool.engine.size_limit import SizeLimit
from photospool.events import Event, Listener
from photospool.spool.scanner import Scanner
from photospool.spool.spool import Spool
from photospool.spool.spools import Spools
from photospool.spool.watcher import Watcher

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EngineParts:
    """What the engine drives; made from the settings by ``assemble``, or by hand in tests."""

    spool: Spool | Spools
    watcher: Watcher
    settler: Scanner
    processor: PhotoPipeline
    album: PhotoStore
    close_decoder: Callable[[], None]
    chores: BackgroundTasks = field(default_factory=partial(BackgroundTasks, ()))
    """What is done beside, while the engine watches."""
    further: tuple[IncomingFolder, ...] = ()
    """Incoming folders besides the first one."""
    cards: Cards = field(default_factory=no_cards)
    """Cards and cameras that come and go."""
    limit: SizeLimit = field(default_factory=lambda: SizeLimit(None))
    """Which files the album's server would not take."""
    uploads: LargeUploads = field(default_factory=lambda: LargeUploads(lambda _event: None))
    """Which large files are being sent, and the hold on them while the user pauses."""
    kept: KeptPhotos | None = None
    """What is known of folders whose photos stay; needed where one of them does."""
    matcher: SidecarMatcher | None = None
    """Finds the photos of files that go with one; needed where such files are taken."""


def one_at_a_time(listener: Listener) -> Listener:
    """Tells one event at a time, from whatever thread; a listener that fails does not stop a photo."""
    lock = threading.Lock()

    def tell(event: Event) -> None:
        with lock:
            try:
                listener(event)
            except Exception:
                log.exception("A listener failed on %s", type(event).__name__)

    return tell

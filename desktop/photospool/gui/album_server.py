"""Open album: the page's server for the album of this moment, begun at first need, and the browser sent to it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from photospool.config.profile import Profile
from photospool.errors import PhotospoolError
from photospool.gui.background import Background

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.embedded.album import LocalAlbum
    from photospool.album.web.server import Alarm, PageServer

log = logging.getLogger(__name__)

GOOD_FOR_MS = 30_000
"""So long an address lets somebody in."""
NOBODY_MS = GOOD_FOR_MS - 2_000
"""When nobody entered by then, nobody will."""


def without_browser() -> str:
    """What is said before the address, where no browser could be sent there."""
    return QCoreApplication.translate(
        "AlbumDoor",
        "No browser could be opened. The album's address is copied: paste it into a browser on this computer within "
        "30 seconds. It lets in once; “Open album” makes another one.",
    )


class AlbumDoor(QObject):
    """Everything that may take a while happens in a thread; the address comes as a signal."""

    opened = Signal(object)
    """An address for the browser, good for one entry within 30 s."""
    failed = Signal(str, str)
    """Title and advice."""
    alarmed = Signal(str, str)
    """Title and advice, when somebody else was at the door."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._open: tuple[PageServer, LocalAlbum | CouchAlbum] | None = None  # guarded by _lock
        self._background = Background(self)
        self._background.answered.connect(self.opened)
        self._background.failed.connect(self._failed)
        self._entries = 0
        """How often somebody was let in before the last address was made."""
        self._patience = QTimer(self, singleShot=True, interval=NOBODY_MS)
        self._patience.timeout.connect(self._look_who_came)

    def open(self, here: Profile, photo_id: str = "") -> None:
        """Show the album, or one photo of it."""
        self._background.ask(lambda: self._enter(here, photo_id))

    def close(self) -> None:
        """Close the door: another album was chosen, or the program ends."""
        self._background.forget()
        self._patience.stop()
        # A keyring that asks the user may hold the lock: then there is no door to close yet.
        if not self._lock.acquire(timeout=0.2):
            return
        try:
            found, self._open = self._open, None
        finally:
            self._lock.release()
        if found is not None:
            gateway, album = found
            gateway.stop()
            album.close()

    def _enter(self, here: Profile, photo_id: str) -> str:
        """In a thread."""
        from photospool.album.embedded.album import LocalAlbum
        from photospool.album.replication.sharing import public_page
        from photospool.album.web.server import open_gateway
        from photospool.engine.factory import open_album, open_server
        from photospool.photo.options import Options

        with self._lock:
            if self._open is None:
                album: LocalAlbum | CouchAlbum
                page: Callable[[], str] = str
                if here.settings.album.url:
                    album = server = open_server(here.settings.album, here.credentials())
                    page = partial(public_page, server)
                else:
                    found = open_album(here.settings.album, here.places, None)
                    assert isinstance(found, LocalAlbum)  # noqa: S101 (an empty address is the embedded one)
                    album = found
                folder = here.places.memory.parent
                photos = here.settings.photos
                pictures = Options(photos.large_picture, photos.quality)
                gateway = open_gateway(album, folder=folder, alarm=self._alarm, public_page=page, pictures=pictures)
                self._open = (gateway, album)
            self._entries = self._open[0].entries
            return self._open[0].start(photo_id=photo_id)

    def expect_somebody(self) -> None:
        """A browser was sent to the address: say it where nobody comes."""
        self._patience.start()

    @Slot()
    def _look_who_came(self) -> None:
        """A browser that ends at once, or opens nothing, tells nobody."""
        if not self._lock.acquire(blocking=False):
            return  # the album is being opened anew
        try:
            nobody_came = self._open is not None and self._open[0].entries == self._entries
        finally:
            self._lock.release()
        if nobody_came:
            self.failed.emit(
                self.tr("No browser has come to your album."),
                self.tr(
                    "If none opened, look which browser this computer's settings name, and press “Open album” again."
                ),
            )

    def _alarm(self, alarm: Alarm) -> None:
        """In one of the server's threads."""
        self.alarmed.emit(alarm.title, alarm.advice)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, PhotospoolError):
            self.failed.emit(error.title, error.advice)
        else:
            log.error("The album could not be opened", exc_info=error)
            self.failed.emit(self.tr("The album could not be opened."), str(error))

"""Show an album in the browser from the command line, until Ctrl-C or until the process is asked to end."""

from __future__ import annotations

import signal
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from photospool.cli.console import out, show_error
from photospool.errors import PhotospoolError
from photospool.system.screen import has_screen

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.embedded.album import LocalAlbum
    from photospool.album.web.server import Alarm, PageServer
    from photospool.config.profile import Profile

WAKE_S = 0.5
"""On Windows a waiting thread hears Ctrl-C only when it wakes."""


class _Asked(BaseException):
    """Somebody wants us to end; not an Exception, so that nothing on the way takes it for a fault."""


def show_album(album: LocalAlbum | CouchAlbum, here: Profile, *, browser: bool) -> None:
    """Serve the album's page to a browser on this computer, until SIGINT (Ctrl-C) or SIGTERM. In the main thread."""
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.replication.sharing import public_page
    from photospool.album.web.server import open_gateway
    from photospool.photo.options import Options

    page = partial(public_page, album) if isinstance(album, CouchAlbum) else str
    folder, photos = here.places.memory.parent, here.settings.photos
    pictures = Options(photos.large_picture, photos.quality)
    gateway = open_gateway(album, folder=folder, alarm=_alarm, public_page=page, pictures=pictures)
    gateway.start()
    try:
        with _signals_raise():
            _show_address(gateway, browser=browser)
            out.print("The album is open until you press Ctrl-C. Press Enter to open it once more.")
            while True:
                _wait_for_enter()
                _show_address(gateway, browser=browser)
    except _Asked:
        out.print("Closed.")
    finally:
        gateway.stop()


@contextmanager
def _signals_raise() -> Iterator[None]:
    """SIGINT and SIGTERM raise ``_Asked``, once; also SIGINT that who started us wants ignored, as ``run`` does it."""
    asked = False

    def ask(*_: object) -> None:
        nonlocal asked
        if not asked:  # a second one does not disturb the end
            asked = True
            raise _Asked

    before = {name: signal.signal(name, ask) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        asked = True
        for name, handler in before.items():
            signal.signal(name, handler)


def _show_address(gateway: PageServer, *, browser: bool) -> None:
    """The token in it works once and for half a minute, so nobody can use it afterwards."""
    if browser and webbrowser.open(gateway.new_address()):
        out.print("The album opens in your browser.")
    else:
        address = gateway.new_address(is_typed=True)
        out.print(f"Open this within 30 seconds; it works once:\n{address}")


def _alarm(alarm: Alarm) -> None:
    show_error(PhotospoolError(alarm.title, alarm.advice))


def _wait_for_enter() -> None:
    """Returns when somebody pressed it; where nobody can, never."""
    if sys.stdin is not None and sys.stdin.isatty() and sys.stdin.readline():
        return
    while True:
        time.sleep(WAKE_S)


def is_watched() -> bool:
    """Whether somebody sits here who can see a browser's window, and press Ctrl-C."""
    return sys.stdin.isatty() and sys.stdout.isatty() and has_screen()

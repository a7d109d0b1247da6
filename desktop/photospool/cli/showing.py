"""Show an album in the browser from the command line, until Ctrl-C."""

from __future__ import annotations

import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from photospool.cli.console import out, show_error
from photospool.errors import PhotospoolError
from photospool.system.screen import has_screen

if TYPE_CHECKING:
    from photospool.album.couch import CouchAlbum
    from photospool.album.gateway import Alarm, Gateway
    from photospool.album.local import LocalAlbum


def show_album(album: LocalAlbum | CouchAlbum, folder: Path, *, browser: bool) -> None:
    """Serve the album's page to a browser on this computer, until Ctrl-C. ``folder`` is this user's alone."""
    from photospool.album.gateway import open_gateway

    gateway = open_gateway(album, folder=folder, alarm=_alarm)
    gateway.start()
    try:
        _show_address(gateway, browser=browser)
        out.print("The album is open until you press Ctrl-C. Press Enter to open it once more.")
        while _pressed_enter():
            _show_address(gateway, browser=browser)
    except KeyboardInterrupt:
        out.print("Closed.")
    finally:
        gateway.stop()


def _show_address(gateway: Gateway, *, browser: bool) -> None:
    """The token in it works once and for half a minute, so nobody can use it afterwards."""
    if browser and webbrowser.open(gateway.new_address()):
        out.print("The album opens in your browser.")
    else:
        address = gateway.new_address(is_typed=True)
        out.print(f"Open this within 30 seconds; it works once:\n{address}", markup=False)


def _alarm(alarm: Alarm) -> None:
    show_error(PhotospoolError(alarm.title, alarm.advice))


def _pressed_enter() -> bool:
    """Wait for Enter where there is somebody to press it; else for ever."""
    if sys.stdin is not None and sys.stdin.isatty() and sys.stdin.readline():
        return True
    threading.Event().wait()
    return False


def is_watched() -> bool:
    """Whether somebody sits here who can see a browser's window, and press Ctrl-C."""
    return sys.stdin.isatty() and sys.stdout.isatty() and has_screen()

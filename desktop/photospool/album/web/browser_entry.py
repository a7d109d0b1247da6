"""A file of this user's alone that leads a browser on to an address with a token in it.

A program's command line can be read by every user of a computer; what stands in a file with mode 0600 can't.
"""

from __future__ import annotations

import contextlib
import html
import os
import secrets
import time
from pathlib import Path
from typing import Final

_BEGIN: Final = "open-album-"
_KEPT_S: Final = 60.0


def leading_to(address: str, folder: Path) -> str:
    """Write such a file and return its address. Raises OSError."""
    remove_old(folder)
    path = folder / f"{_BEGIN}{secrets.token_hex(8)}.html"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with open(handle, "wb") as file:  # noqa: PTH123 (it is open already)
        file.write(page_to(address).encode())
    return path.as_uri()


def remove_old(folder: Path) -> None:
    """Their tokens are good for half a minute only."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_BEGIN}*.html"):
            with contextlib.suppress(OSError):
                if path.lstat().st_mtime <= time.time() - _KEPT_S:
                    path.unlink()


def page_to(address: str) -> str:
    """A page that goes on at once, or where the user presses."""
    to = html.escape(address)
    return (
        "<!doctype html><html><head><meta charset=utf-8><meta name=referrer content=no-referrer>"
        f'<meta http-equiv="refresh" content="0;url={to}"><title>Photospool</title></head>'
        f'<body><p><a href="{to}" rel=noreferrer>Open the album</a></p></body></html>'
    )

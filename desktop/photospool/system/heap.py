"""Keeps this process's memory small: one heap for all threads, and given back what only the start or work needed."""

from __future__ import annotations

import contextlib
import ctypes
import linecache
import sys
from typing import Final

_M_ARENA_MAX: Final = -8  # malloc.h


def share_one_heap() -> None:
    """Let all threads allocate from one heap (glibc).

    Otherwise each of several gets its own and keeps what it once needed: 17 MB more after some hundred photos.
    Nothing happens where there is another C library.
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Let go of what only the start, or photos under way, needed, and hand free memory back to the system (glibc).

    Python keeps the lines of every source that somebody asked for, for tracebacks that can read them again: 6 MB where
    PySide6 looks into all modules (``gui/plain_imports`` keeps the one that we know from it).
    """
    linecache.clearcache()
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)

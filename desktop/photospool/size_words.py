"""Bytes as people say them; the same at the command line and in the windows."""

from __future__ import annotations

from typing import Final

_UNITS: Final = (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3))


def size_words(number: int, point: str = ".") -> str:
    """``1.2 GB``; ``point`` as the language writes it."""
    for unit, size in _UNITS:
        if number >= size:
            return f"{number / size:.1f} {unit}".replace(".", point)
    return f"{number} B"


def about_words(number: int, point: str = ".") -> str:
    """``64 GB`` of 64,424,509,440 bytes, ``1.2 TB``: an estimate says no more than it knows, two digits."""
    rest = 10 ** max(0, len(str(number)) - 2)
    return size_words(round(number / rest) * rest, point).replace(f"{point}0 ", " ")

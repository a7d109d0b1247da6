"""The one room that knows Brotli, by which JPEG XL may pack its notes (box ``brob``, ISO/IEC 18181-2:2024).

The package comes with the extra that opens JPEG XL. It is loaded in a worker before its cage closes.
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from typing import Any, Final

FLOOR: Final = (1, 2, 0)
"""The oldest that may be used: before it nothing bounds what comes out (CVE-2025-6176)."""


def load() -> None:
    """Before the cage closes: afterwards no module could be loaded."""
    _brotli()


@cache
def _brotli() -> Any:
    """The module, or None where it is missing, broken or too old."""
    if importlib.util.find_spec("brotli") is None:
        return None
    try:
        import brotli

        numbers = re.findall(r"\d+", brotli.__version__)
        return brotli if tuple(map(int, numbers[:3])) >= FLOOR else None
    except Exception:  # noqa: BLE001 - half there, or of another system
        return None


def unpacked(data: bytes, most: int) -> bytes:
    """What was packed; empty where it is broken, cut off, longer than ``most`` bytes, or nothing here unpacks it."""
    brotli = _brotli()
    if brotli is None:
        return b""
    try:
        decompressor = brotli.Decompressor()
        found = bytes(decompressor.process(data, output_buffer_limit=most))
        return found if decompressor.is_finished() and len(found) <= most else b""
    except (brotli.error, MemoryError):
        return b""

"""Whether windows can be shown to somebody."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def has_screen(env: Mapping[str, str] = os.environ, *, platform: str = sys.platform) -> bool:
    """Windows and macOS always have one; elsewhere a display is named, or Qt was told to draw without."""
    if platform in {"win32", "darwin"}:
        return True
    return any(env.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))

"""macOS: one Seatbelt profile that denies all, set once, when all is loaded.

``sandbox_init`` is marked as deprecated and has no successor for a program that is no app bundle of its own; Chromium
and Firefox close their helpers with it. A descriptor that is handed over is read without asking the profile.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Final, cast

PROFILE: Final = b"(version 1)(deny default)"
_IS_TEXT: Final = 0  # the profile is given as text, not by name

Init = Callable[[bytes, int, object], int]


def close(init: Init | None = None) -> str:
    """Deny all, and say what holds it; empty where the system refused. Never raises."""
    message = ctypes.c_char_p()
    try:
        init = init or _of_the_system()
        result = init(PROFILE, _IS_TEXT, ctypes.byref(message))
    except (AttributeError, OSError):
        return ""
    return "Seatbelt" if result == 0 else ""


def _of_the_system() -> Init:
    function = ctypes.CDLL("/usr/lib/libSystem.B.dylib").sandbox_init
    function.argtypes = (ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(ctypes.c_char_p))
    function.restype = ctypes.c_int
    return cast(Init, function)

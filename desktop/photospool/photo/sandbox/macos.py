"""macOS: one Seatbelt profile that denies all, set once, when all is loaded.

``sandbox_init`` is marked as deprecated and has no successor for a program that is no app bundle of its own; Chromium
and Firefox close their helpers with it. A descriptor that is handed over is read without asking the profile.

What ``deny default`` leaves open is denied by name: asking for other processes, the computer's non-volatile memory, the
properties of its devices, and mapping a file to run it. Chromium's ``renderer.sb`` ("these operations are allowed by
default", crbug.com/799149) and Firefox's ``SandboxPolicyUtility.h`` ("not included in (deny default)") name them.
Rules that come later win, so two things are allowed behind them: a process may signal itself, which is how a
library ends itself when it finds damage, and ask what the processor can do, by which decoders choose their fast code.
Not the rest of ``sysctl``, which tells of other processes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Final, cast

PROFILE: Final = b"""(version 1)
(deny default)
(deny process-info*)
(deny nvram*)
(deny iokit-get-properties)
(deny file-map-executable)
(allow signal (target self))
(allow sysctl-read (sysctl-name-prefix "hw."))
"""
PLAIN: Final = b"(version 1)(deny default)"
"""For a macOS that doesn't know one of the words above, and so refuses the whole."""
_IS_TEXT: Final = 0  # the profile is given as text, not by name

Init = Callable[[bytes, int, object], int]


def close(init: Init | None = None) -> str:
    """Deny all, and say what holds it; empty where the system refused. Never raises."""
    message = ctypes.c_char_p()
    try:
        init = init or _of_the_system()
        for profile, name in ((PROFILE, "Seatbelt"), (PLAIN, "Seatbelt, in its plainest form")):
            if init(profile, _IS_TEXT, ctypes.byref(message)) == 0:
                return name
    except (AttributeError, OSError):
        return ""
    return ""


def _of_the_system() -> Init:
    function = ctypes.CDLL("/usr/lib/libSystem.B.dylib").sandbox_init
    function.argtypes = (ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(ctypes.c_char_p))
    function.restype = ctypes.c_int
    return cast(Init, function)

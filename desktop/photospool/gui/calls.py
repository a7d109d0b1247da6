"""How one start of the program tells another a line, on this system."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    from photospool.gui.named_pipes import PipeCalls as Calls
    from photospool.gui.named_pipes import tell
else:
    from photospool.gui.local_calls import SocketCalls as Calls
    from photospool.gui.local_calls import tell

__all__ = ["Calls", "tell"]

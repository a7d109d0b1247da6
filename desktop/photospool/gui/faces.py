"""The faces of the icon, in a module that loads nothing, for the icon is there before all else is."""

from __future__ import annotations

from enum import Enum


class State(Enum):
    """The five faces of the icon."""

    IDLE = "idle"
    WORKING = "working"
    PAUSED = "paused"
    ATTENTION = "attention"
    OFFLINE = "offline"

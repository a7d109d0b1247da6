"""One notification as a value: what it says, and where a click on it leads. Knows no Qt and no desktop."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Go(Enum):
    """Where a click leads."""

    WINDOW = "window"
    RECENT = "recent"
    ISSUES = "issues"
    ALBUM = "album"
    FOLDERS = "folders"
    """The settings' folders."""
    ALBUM_SETTINGS = "album-settings"
    COPIES = "copies"


class Slot(Enum):
    """What it is about: a new notice replaces the last one in its slot."""

    PHOTOS = "photos"
    OUTAGE = "outage"
    STOP = "stop"
    COPY = "copy"
    CARD = "card"
    GOES_ON = "goes-on"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Action:
    """A button."""

    go: Go
    label: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What is shown."""

    slot: Slot
    title: str
    body: str
    go: Go
    """Where a click on the notice itself leads."""
    actions: tuple[Action, ...] = ()
    """Two at most; the desktop may leave them out."""
    picture: Path | None = None

"""What a video's file says of itself, whatever its container: the values that its readers make.

Nothing in here reads a file; ``movie_boxes``, ``matroska``, ``avi`` and ``transport_stream`` do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

MAKERS_PREFIX: Final = re.compile(r"com\.(apple\.quicktime|android)\.")
"""How keys of phones begin; what stands behind it is taken for a name of ours: ``make``, ``creationdate`` …"""


@dataclass(frozen=True, slots=True)
class SaidDate:
    """One place in the file that says when it was filmed."""

    source: str
    """As in ``photo.Taken.source``: ``QuickTime creationdate``, ``movie header``."""
    text: str
    """As EXIF or ISO 8601 write it."""
    is_instant: bool = False
    """Whether it is Greenwich time by its format's rules, so that the wall clock is not known by it."""


@dataclass(frozen=True, slots=True)
class Movie:
    """What the boxes, elements or chunks tell; zero and empty where they don't."""

    format: str
    """A key of ``formats.VIDEO_FORMATS``: ``MP4``, ``MOV``, ``3GP``, ``MKV``, ``WEBM``, ``AVI``, ``MTS`` …"""
    duration_s: float = 0.0
    width: int = 0
    """Pixels, upright."""
    height: int = 0
    """Pixels, upright."""
    orientation: int = 1
    """How the film is to be turned for showing, as EXIF's orientation says it: 1 to 8."""
    video_codec: str = ""
    """As RFC 6381 writes it where the file tells so much (``avc1.640028``), else the container's own word."""
    audio_codec: str = ""
    frame_rate: float = 0.0
    """Frames a second, on average."""
    has_picture: bool = False
    """Whether there is a track of moving pictures at all; one without any frame counts."""
    dates: tuple[SaidDate, ...] = ()
    """The best first."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Everything else that it tells, by names of the container: ``make``, ``model``, ``location`` …"""

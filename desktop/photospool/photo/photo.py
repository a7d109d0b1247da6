"""The values that travel from the picture to the album. No work is done in here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from photospool.photo.formats import is_raw, is_video

FileState = tuple[int, int, int, int, int]
"""(device, inode, bytes, mtime in ns, ctime in ns): any write changes it."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Both digests of a file's bytes, made in one pass."""

    md5: str
    """Lower-case hex; the photo's id in the album."""
    sha256: str
    """Lower-case hex."""
    size: int
    """Bytes."""
    state: FileState | None = field(default=None, compare=False)
    """What the file was while they were made; None where that does not prove that it is still the same."""


@dataclass(frozen=True, slots=True)
class Taken:
    """When the photo was taken, as the camera's own wall clock said."""

    day: str
    """``YYYY-MM-DD``; of a photo of which only the month or the year is known, the first day of it."""
    at: str
    """ISO 8601, no more than is known: ``2013-05-01T12:34:56.780+02:00``, ``2013-05-01``, ``1975-06``, ``1975``."""
    source: str
    """Which said so: ``EXIF DateTimeOriginal``, ``XMP DateCreated``, ``file name``, ``folder``, ``file time``,
    ``user``; behind a comma, which zone an instant was told in."""
    other: str = ""
    """As ``at``: another date in the photo that disagrees by more than a day; empty where none does."""
    other_source: str = ""

    @property
    def precision(self) -> str:
        """How much of it is known: ``year``, ``month``, ``day`` or ``minute``."""
        return {4: "year", 7: "month", 10: "day"}.get(len(self.at), "minute")


@dataclass(frozen=True, slots=True)
class Location:
    """Where the photo was taken (WGS 84)."""

    lat: float
    """Degrees, north positive."""
    lon: float
    """Degrees, east positive."""
    alt: float | None = None
    """Metres above sea level."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a photo knows of itself."""

    format: str
    """Pillow's name of the decoded format: ``JPEG`` (MPO too), ``HEIF``, ``PNG`` …; else our own: ``MP4``, ``NEF`` …"""
    content_type: str
    """From the decoded format, never from the name: ``image/jpeg``."""
    extension: str
    """Of the original's attachment, from the decoded format, without a dot: ``jpg``."""
    width: int
    """Pixels, upright."""
    height: int
    """Pixels, upright."""
    orientation: int
    """The camera's EXIF orientation, 1 to 8."""
    taken: Taken
    exif: dict[str, str] = field(default_factory=dict)
    """For everybody: ExifRead's names and printed values of what the camera did, by the list in strangers.py."""
    full_exif: dict[str, str] = field(default_factory=dict)
    """For the original's document only."""
    location: Location | None = None
    description: str = ""
    """Embedded caption (XMP, IPTC, EXIF), plain text."""
    keywords: tuple[str, ...] = ()
    """Embedded keywords (XMP, IPTC, EXIF)."""
    keywords_left_off: int = 0
    """How many more there were than a photo may have."""
    duration_s: float = 0.0
    """Seconds that a video lasts; 0 for a photo, and where it does not say."""
    video_codec: str = ""
    """Of a video, as RFC 6381 writes it where that is known: ``hvc1.2.4.L120.90``, ``avc1.640028``, ``vp09``."""
    audio_codec: str = ""
    """The same of its sound; empty where it has none."""
    frame_rate: float = 0.0
    """Frames a second, on average; 0 where that is not known."""
    content_id: str = ""
    """What the picture and the film of one live photo have in common; empty where the file has none (``shot_ids``)."""
    burst_id: str = ""
    """What the frames of one burst have in common."""
    motion_offset: int = 0
    """Of a motion photo, where its film begins in the file, in bytes (``structure/motion``)."""
    motion_length: int = 0
    """Bytes of that film; 0 for all that have none."""
    people: tuple[str, ...] = ()
    """Names of those who are shown, of a sidecar: for the original's document only."""
    former_texts: tuple[str, ...] = ()
    """What 0.1.0 read instead, where that was asked for: captions and titles (``former.FormerWords``)."""
    former_keywords: tuple[str, ...] = ()
    former_rendering: bool = False
    """Whether 0.1.0 may have drawn it otherwise, where that was asked for (``former_rendering``)."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A small picture: an upright sRGB JPEG without any metadata."""

    name: str
    """The attachment's name: ``thumb.jpg``, ``800x600.jpg``, ``1600x1200.jpg``."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    data: bytes


DRAWN, FRAME = "drawn", "frame"
"""What ``Prepared.poster`` says of a video."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that a decoding worker makes of one file."""

    reading: Reading
    renditions: tuple[Rendition, ...]
    """The thumbnail first, then by size."""
    placeholder: str
    """A thumbhash, base64 (https://evanw.github.io/thumbhash/)."""
    fields: str = ""
    """How it looks, where that was asked for (``looks``)."""
    poster: str = ""
    """Of a video: ``frame`` where the pictures show one of its own, ``drawn`` where nothing here could decode it.

    Of a camera's raw file what they were made of: ``preview``, ``developed``, ``small``, ``undeveloped``,
    ``drawn`` (``raw_pictures``). Empty for photos.
    """

    @property
    def is_video(self) -> bool:
        """Whether the original moves."""
        return is_video(self.reading.format)

    @property
    def is_raw(self) -> bool:
        """Whether the original is a camera's raw file."""
        return is_raw(self.reading.format)


@dataclass(frozen=True, slots=True)
class Words:
    """What a person (or a sub-folder's name) said about a photo before it was stored."""

    keywords: tuple[str, ...] = ()
    category: str = ""
    """Empty: the default of the settings. Only a person may say ``Public``."""
    description: str = ""
    taken: str = ""
    """``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SS``; empty: what the photo says."""
    added_by: str = ""
    """The name that strangers may see; empty: the one of the settings."""
    by_person: bool = False
    """Whether a person looked at the photo while saying this (add, not a watched folder)."""


@dataclass(frozen=True, slots=True)
class Photo:
    """Everything that an album needs to store one photo."""

    path: Path
    """The original file, unchanged while it is being stored."""
    filename: str
    """The original name, safe to show and to put into JSON."""
    digests: Digests
    prepared: Prepared
    category: str
    keywords: tuple[str, ...]
    """As stored, ``unprocessed`` included where it belongs."""
    description: str
    added_by: str
    """The name that strangers may see; empty for none."""
    ts: str
    """When it was added: ``YYYY-MM-DDTHH:MM:SS``, local time."""
    taken: Taken
    """The reading's, or what the user said."""
    login: str = ""
    """Who added it, by the name that this person signs in with here: for the original's document."""
    sent: Callable[[int], None] | None = field(default=None, compare=False, repr=False)
    """Called with how many of the original's bytes are sent, before more are; it may wait, or raise to end it."""

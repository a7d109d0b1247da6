"""What the structure of a camera's raw file tells: values, and small reads that all its readers share. No decoding."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, Final

SRGB, ADOBE_RGB, PROPHOTO_RGB = "sRGB", "Adobe RGB", "ProPhoto RGB"
"""What ``RawPreview.space`` may say."""

MOST_NOTES: Final = 4 << 20
"""Bytes of notes that are read at once: what is larger is none."""


@dataclass(frozen=True, slots=True)
class RawPreview:
    """A JPEG inside the file, as the camera lays it down."""

    offset: int
    length: int
    """Bytes."""
    width: int
    """Pixels as they lie, not turned."""
    height: int
    first: int = 0xFF
    """Its first byte, where the file has another one there."""
    space: str = ""
    """Its colours, where something beside it says so."""

    @property
    def pixels(self) -> int:
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class RawThumbnail:
    """A small picture inside the file that is not packed: three bytes a pixel, red, green, blue."""

    offset: int
    width: int
    """Pixels as they lie, not turned."""
    height: int

    @property
    def length(self) -> int:
        """Bytes."""
        return 3 * self.width * self.height


@dataclass(slots=True)
class RawFile:
    """Of one file; what it does not say is empty."""

    format: str
    """A key of ``formats.RAW_FORMATS``."""
    is_whole: bool = True
    """Whether all that it speaks of lies inside it."""
    width: int = 0
    """Pixels of the picture itself, as they lie."""
    height: int = 0
    orientation: int = 0
    """1 to 8, as TIFF has it; 0 where nothing is said."""
    previews: list[RawPreview] = field(default_factory=list)
    thumbnail: RawThumbnail | None = None
    """The largest that is not packed."""
    is_tiff: bool = False
    """Whether its notes are those of a TIFF, perhaps under another header."""
    plain_head: bytes = b""
    """The first four bytes that such a file would have as a plain TIFF."""
    exif: bytes = b""
    """Else a block of EXIF, from the byte order on."""
    notes_in_preview: bool = False
    """Whether its notes are those of its largest preview."""
    words: dict[str, str] = field(default_factory=dict)
    """Notes in a form of the maker's own, under the names of EXIF: ``Image Make``, ``EXIF DateTimeOriginal``."""
    xmp: bytes = b""
    iptc: bytes = b""
    space: str = ""
    """What the camera says of the colours of its pictures."""
    is_mapped: bool = False
    """Whether its numbers mean light only by steps beside them that LibRaw passes over: its colours are wrong."""

    @property
    def largest(self) -> RawPreview | None:
        """The preview of most pixels."""
        return max(self.previews, key=lambda one: one.pixels, default=None)

    def needs(self, end: int, size: int) -> bool:
        """Note that the file must reach so far; whether it does."""
        if end > size:
            self.is_whole = False
        return end <= size

    def offer(self, file: BinaryIO, offset: int, length: int, size: int, *, first: int = 0xFF, space: str = "") -> None:
        """Note a preview, if a JPEG that can be shown lies there; what is cut off is noted as that."""
        if length < 4 or offset <= 0 or not self.needs(offset + length, size):
            return
        if frame := jpeg_frame(file, offset, offset + length, first):
            self.previews.append(RawPreview(offset, length, *frame, first, space))


_SHOWN: Final = (0xC0, 0xC1, 0xC2)
"""Baseline, extended and progressive frames (ITU-T T.81, table B.1): others hold the sensor's own numbers."""
_NO_FRAMES: Final = (0xC4, 0xC8, 0xCC)
_MOST_MARKERS: Final = 1000


def jpeg_frame(file: BinaryIO, at: int, end: int, first: int = 0xFF) -> tuple[int, int] | None:
    """Width and height of the JPEG that begins there, with ``first`` for its first byte; None for what is none, or no
    picture of eight bits.
    """
    head = read_at(file, at, 3)
    if head != bytes([first]) + b"\xd8\xff":
        return None
    at += 2
    for _ in range(_MOST_MARKERS):
        part = read_at(file, at, 10)
        if len(part) < 10 or at + 10 > end or part[0] != 0xFF:
            return None
        marker = part[1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAMES:
            height, width = int.from_bytes(part[5:7], "big"), int.from_bytes(part[7:9], "big")
            is_shown = marker in _SHOWN and part[4] == 8 and part[9] in (1, 3) and width > 0 and height > 0
            return (width, height) if is_shown else None
        if marker in (0xDA, 0xD9):
            return None
        at += 2 + max(2, int.from_bytes(part[2:4], "big"))
    return None


def read_at(file: BinaryIO, at: int, length: int) -> bytes:
    """So many bytes from there; fewer at the file's end, none behind it. Raises OSError."""
    if at < 0 or at > 1 << 62:
        return b""
    file.seek(at)
    return file.read(length)


def text(data: bytes) -> str:
    """Up to the first NUL."""
    return data.split(b"\0", 1)[0].decode("utf-8", "replace").strip()

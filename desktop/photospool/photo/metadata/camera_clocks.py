"""When cameras took a photo whose EXIF has no date: clocks that stand in segments and notes of their makers' own.

Four kinds, each sure by its signature: Picture Info (APP12 of digital cameras before EXIF: Agfa, Epson, Olympus,
Sanyo), CIFF (APP0 of Canon's first), Reconyx' trail cameras, FLIR's thermal ones. Forms and the meaning of their
numbers as exiftool's documentation of tags has them (https://exiftool.org/TagNames/). Pure functions over bytes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

Clock = tuple[str, str]
"""The source, and the date as EXIF or ISO 8601 write it."""

PICTURE_INFO, CIFF, FLIR = "Picture Info", "CIFF", "FLIR"
_TIME_DATE: Final = re.compile(rb"\[picture info\][^\[]{0,2000}?TimeDate=(\d{6,10})\b", re.IGNORECASE | re.DOTALL)
_MOST_ENTRIES: Final = 256
_MOST_HEAPS: Final = 16
_CIFF_TIME: Final = 0x180E
_CIFF_FOLDERS: Final = (0x2800, 0x3000)
_FLIR_CAMERA: Final = 0x20


def segment_of(marker: int, data: bytes) -> tuple[str, bytes] | None:
    """Whose segment of a JPEG it is, and what of it counts; None for all others.

    FLIR's goes on in the next ones, which are to be joined.
    """
    if marker == 0xEC and b"[picture info]" in data[:200].lower():
        return PICTURE_INFO, data
    if marker == 0xE0 and data[6:14] == b"HEAPJPGM":
        return CIFF, data
    if marker == 0xE1 and data.startswith(b"FLIR\0\1"):
        return FLIR, data[8:]
    return None


def clocks(segments: dict[str, bytes], makers_notes: bytes) -> Iterator[Clock]:
    """What the makers' own parts say; nothing for what is broken in them."""
    for source, reader in ((PICTURE_INFO, _of_picture_info), (CIFF, _of_ciff), (FLIR, _of_flir)):
        if source in segments:
            try:
                text = reader(segments[source])
            except (struct.error, ValueError, OverflowError, OSError):
                continue
            if text:
                yield source, text
    if text := _of_reconyx(makers_notes):
        yield "Reconyx", text


def _of_picture_info(data: bytes) -> str:
    """Seconds since 1970 of the camera's own wall clock."""
    found = _TIME_DATE.search(data)
    return _wall(int(found[1])) if found else ""


def _wall(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y:%m:%d %H:%M:%S")


def _of_ciff(data: bytes) -> str:
    """A heap of heaps: its directory's offset stands at its end; tag, size and offset of each part."""
    order = "<" if data[:2] == b"II" else ">"
    begin = struct.unpack_from(order + "I", data, 2)[0]
    pending = [(begin, len(data))]
    for start, end in pending:  # grows while it is walked through
        (at,) = struct.unpack_from(order + "I", data, end - 4)
        at += start
        (count,) = struct.unpack_from(order + "H", data, at)
        for entry in range(at + 2, at + 2 + 10 * min(count, _MOST_ENTRIES), 10):
            tag, size, offset = struct.unpack_from(order + "HII", data, entry)
            if tag == _CIFF_TIME and size >= 4:
                (seconds,) = struct.unpack_from(order + "I", data, start + offset)
                return _wall(seconds) if seconds else ""
            if tag & 0x3800 in _CIFF_FOLDERS and len(pending) < _MOST_HEAPS:
                pending.append((start + offset, start + offset + size))
    return ""


def _of_reconyx(notes: bytes) -> str:
    """HyperFire: second, minute, hour, month, day and year as six numbers, from the 22nd byte on."""
    if notes[:2] != b"\x01\xf1" or len(notes) < 34:
        return ""
    second, minute, hour, month, day, year = struct.unpack_from("<6H", notes, 22)
    return f"{year:04}:{month:02}:{day:02} {hour:02}:{minute:02}:{second:02}"


def _of_flir(data: bytes) -> str:
    """A list of records; that of the camera has seconds since 1970, milliseconds, and minutes west of Greenwich."""
    if data[:4] not in (b"FFF\0", b"AFF\0"):
        return ""
    order = ">" if 100 <= struct.unpack_from(">I", data, 20)[0] < 200 else "<"
    at, count = struct.unpack_from(order + "II", data, 24)
    for entry in range(at, at + 32 * min(count, _MOST_ENTRIES), 32):
        (kind,) = struct.unpack_from(order + "H", data, entry)
        if kind == _FLIR_CAMERA:
            offset, length = struct.unpack_from(order + "II", data, entry + 12)
            return _of_flir_camera(data[offset : offset + length])
    return ""


def _of_flir_camera(record: bytes) -> str:
    order = "<" if struct.unpack_from("<H", record)[0] == 2 else ">"
    seconds, milliseconds, west = struct.unpack_from(order + "IIh", record, 0x384)
    if not seconds or abs(west) > 14 * 60:
        return ""
    zone = timezone(-timedelta(minutes=west))
    at = datetime.fromtimestamp(seconds, zone) + timedelta(milliseconds=milliseconds & 0xFFFF)
    return at.isoformat(timespec="milliseconds")

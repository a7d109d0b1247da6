"""Dates as cameras write them who have no date in EXIF, and as moving pictures do; forms by exiftool's tag names."""

from __future__ import annotations

import struct
from datetime import datetime

from tests.photo import made
from tests.photo.containers import box

PICTURE = made.corners()
AT = datetime(2016, 5, 6, 7, 8, 9)
SECONDS = int((AT - datetime(1970, 1, 1)).total_seconds())


def picture_info(seconds: int = SECONDS) -> bytes:
    """Olympus D-320L and its kin: a text in APP12."""
    text = f"OLYMPUS OPTICAL CO.,LTD.   \0 713\r\n[picture info]\r\nTimeDate={seconds}\r\nZoom=1\r\n[camera]\r\n"
    return made.with_segments(made.encoded(PICTURE), (0xEC, text.encode()))


def heap(*parts: tuple[int, bytes], order: str) -> bytes:
    """A heap of CIFF: the parts, their directory, its offset."""
    data, directory = b"", struct.pack(order + "H", len(parts))
    for tag, content in parts:
        directory += struct.pack(order + "HII", tag, len(content), len(data))
        data += content
    return data + directory + struct.pack(order + "I", len(data))


def ciff(seconds: int = SECONDS, order: str = "<") -> bytes:
    """Canon PowerShot A5: the time two heaps deep in APP0."""
    time = struct.pack(order + "III", seconds, 0, 0)
    parts = heap((0x0805, b"words"), (0x300A, heap((0x1817, b"\1\2\3\4"), (0x180E, time), order=order)), order=order)
    mark = b"II" if order == "<" else b"MM"
    head = mark + struct.pack(order + "I", 26) + b"HEAPJPGM" + bytes(12)
    return made.with_segments(made.encoded(PICTURE), (0xE0, head + parts))


def reconyx(*numbers: int) -> bytes:
    """HyperFire HC500: six numbers in the maker's notes."""
    told = numbers or (9, 8, 7, 5, 6, 2016)
    notes = b"\x01\xf1\x03\0" + bytes(18) + struct.pack("<6H", *told) + bytes(60)
    return made.encoded(PICTURE, exif=made.exif(details={0x927C: notes}))


def flir(seconds: int = SECONDS, west: int = -120, order: str = ">") -> bytes:
    """Vue Pro: a file of its own in parts of APP1, with the camera's record; the zone in minutes west."""
    record = struct.pack("<H", 2).ljust(0x384, b"\0") + struct.pack("<IIh", seconds, 123, west) + bytes(20)
    entry = struct.pack(order + "HHIIII", 0x20, 1, 100, 1, 64 + 32, len(record)).ljust(32, b"\0")
    head = (b"FFF\0" + b"FLIR".ljust(16, b"\0") + struct.pack(order + "III", 100, 64, 1)).ljust(64, b"\0")
    whole = head + entry + record
    parts = [whole[:700], whole[700:]]
    segments = [(0xE1, b"FLIR\0\1" + bytes((number, 1)) + part) for number, part in enumerate(parts)]
    return made.with_segments(made.encoded(PICTURE), *segments)


def moving(data: bytes, seconds: int | None = None, *, long: bool = False) -> bytes:
    """An AVIF with a movie's header behind it; seconds since 1904."""
    since = int((AT - datetime(1904, 1, 1)).total_seconds()) if seconds is None else seconds
    form = ">B3xQQI" if long else ">B3xIII"
    return data + box(b"moov", box(b"mvhd", struct.pack(form, int(long), since, since, 600) + bytes(80)))

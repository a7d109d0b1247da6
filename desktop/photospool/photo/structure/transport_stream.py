"""Videos of camcorders in MPEG transport streams (MTS, M2TS): whether one is whole, and what it says.

ISO/IEC 13818-1: packets of 188 bytes; AVCHD and Blu-ray put a clock of four bytes before each. There is no length
and no end mark: a file that ends with a whole packet is whole as far as anybody can know.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from photospool.photo.structure.movie import Movie, SaidDate

_SYNC: Final = 0x47
_PLAIN, _CLOCKED = 188, 192
_PROBED: Final = 5
_READ_PACKETS: Final = 4000
"""At each end of the file: less than a second of any camera's."""
_CLOCK: Final = 90_000
_ROUND: Final = 1 << 33
"""So many of its ticks, and it is 0 again."""
_NOTED_PACKETS: Final = 400
"""So many of the picture's first packets may hold the camcorder's notes: they come before the first picture."""
_NOTES: Final = bytes.fromhex("17ee8c60f84d11d98cd60800200c9a66") + b"MDPM"
_DAY, _TIME = 0x18, 0x19
_PICTURES: Final = {0x01: "mpg1", 0x02: "mpg2", 0x10: "mp4v", 0x1B: "avc1", 0x24: "hvc1"}
_SOUNDS: Final = {0x03: "mp3", 0x04: "mp3", 0x0F: "mp4a.40.2", 0x11: "mp4a.40.2", 0x80: "lpcm", 0x81: "ac-3"}
"""``stream_type``, ISO/IEC 13818-1 table 2-34; from 0x80 on Blu-ray's."""


def packet_bytes(file: BinaryIO) -> int:
    """188 or 192; 0 for what is no such stream. Raises OSError."""
    file.seek(0)
    head = file.read(_CLOCKED * _PROBED)
    for width in (_PLAIN, _CLOCKED):
        marks = [head[at : at + 1] for at in range(width - _PLAIN, len(head), width)]
        if len(head) >= width and all(mark == b"\x47" for mark in marks):
            return width
    return 0


def is_whole(file: BinaryIO, size: int) -> bool:
    """Whether it ends with a whole packet that is one; a reserved end is all zeros."""
    width = packet_bytes(file)
    if not width or size % width:
        return False
    file.seek(size - _PLAIN)
    return file.read(1) == b"\x47"


def read_movie(file: BinaryIO, size: int) -> Movie:
    """Codecs and length, of the tables at its beginning and the clocks at both ends. Raises OSError."""
    width = packet_bytes(file)
    first, lasts = -1, 0
    pmt: int | None = None
    kinds: list[tuple[int, int]] = []
    notes = bytearray()
    noted = 0
    many = width * _READ_PACKETS
    for pid, payload, is_start in _packets(file, 0, min(size, many), width):
        if is_start and pid == 0:
            pmt = pmt if pmt is not None else _program(payload)
        elif is_start and pid == pmt and not kinds:
            kinds = list(_kinds(payload))
        elif is_start and first < 0:
            first = _shown_at(payload)
        if noted < _NOTED_PACKETS and any(one == pid and kind in _PICTURES for kind, one in kinds):
            notes += payload
            noted += 1
    tail = max(0, size - many) // width * width if width else 0
    for _, payload, is_start in _packets(file, tail, size, width):
        if is_start and first >= 0 and (at := _shown_at(payload)) >= 0:
            # The clock begins anew after a day, and where a film's sound comes first, just before it begins.
            since = (at - first) % _ROUND
            lasts = max(lasts, since if since < _ROUND // 2 else 0)
    video = next((_PICTURES[kind] for kind, _ in kinds if kind in _PICTURES), "")
    seconds = lasts / _CLOCK
    return Movie(
        "MTS",
        duration_s=round(seconds, 3) if seconds < 1e6 else 0.0,
        video_codec=video,
        audio_codec=next((_SOUNDS[kind] for kind, _ in kinds if kind in _SOUNDS), ""),
        has_picture=bool(video) or not kinds,
        dates=tuple(_dates(bytes(notes))),
    )


def _dates(picture: bytes) -> Iterator[SaidDate]:
    """AVCHD: notes among those of the coder (SEI), five bytes each: which, and four; the clock on the camera's wall.

    Its zone stands there, too, but not whether summer is in it; exiftool's H264.pm knows what each means.
    """
    at = picture.find(_NOTES)
    if at < 0:
        return
    # Three bytes that would look like a beginning are kept apart by a fourth (ISO/IEC 14496-10, 7.4.1).
    data = picture[at + len(_NOTES) : at + len(_NOTES) + 400].replace(b"\0\0\3", b"\0\0")
    said = {data[one]: data[one + 1 : one + 5].hex() for one in range(1, min(1 + 5 * data[0], len(data) - 4), 5)}
    day, time = said.get(_DAY, ""), said.get(_TIME, "")
    if len(day + time) == 16 and (day[2:] + time).isdecimal():
        text = f"{day[2:6]}:{day[6:8]}:{time[:2]} {time[2:4]}:{time[4:6]}:{time[6:8]}"
        yield SaidDate("AVCHD date", text)


def _packets(file: BinaryIO, at: int, end: int, width: int) -> Iterator[tuple[int, bytes, bool]]:
    """Number of the stream, what it carries, and whether a piece begins here."""
    if not width:
        return
    file.seek(at)
    while at + width <= end:
        packet = file.read(width)[width - _PLAIN :]
        at += width
        if len(packet) < _PLAIN or packet[0] != _SYNC:
            return
        begin = 4 + (1 + packet[4] if packet[3] & 0x20 else 0)
        if packet[3] & 0x10:
            yield (packet[1] & 0x1F) << 8 | packet[2], packet[begin:], bool(packet[1] & 0x40)


def _program(payload: bytes) -> int | None:
    """The stream in which the first program's table comes (``PAT``)."""
    table = payload[1 + payload[0] :] if payload else b""
    for at in range(8, len(table) - 3, 4):
        if int.from_bytes(table[at : at + 2], "big"):
            return int.from_bytes(table[at + 2 : at + 4], "big") & 0x1FFF
    return None


def _kinds(payload: bytes) -> Iterator[tuple[int, int]]:
    """The kind of each stream of a program (``PMT``), and in which packets it comes."""
    table = payload[1 + payload[0] :] if payload else b""
    end = min(3 + (int.from_bytes(table[1:3], "big") & 0xFFF) - 4, len(table))
    at = 12 + (int.from_bytes(table[10:12], "big") & 0xFFF)
    while at + 5 <= end:
        yield table[at], int.from_bytes(table[at + 1 : at + 3], "big") & 0x1FFF
        at += 5 + (int.from_bytes(table[at + 3 : at + 5], "big") & 0xFFF)


def _shown_at(payload: bytes) -> int:
    """When a piece is shown, in ninety-thousandths of a second (``PTS``); -1 where it does not say."""
    if payload[:3] != b"\0\0\1" or len(payload) < 14 or not payload[7] & 0x80:
        return -1
    a, b, c = payload[9], int.from_bytes(payload[10:12], "big"), int.from_bytes(payload[12:14], "big")
    return (a >> 1 & 7) << 30 | b >> 1 << 15 | c >> 1

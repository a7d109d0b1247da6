"""Raw files in forms of their makers' own: Fujifilm's RAF, Minolta's MRW, Sigma's X3F, Canon's old CRW.

As https://exiftool.org/TagNames and the makers' publications (CIFF 1.0; X3F 2.2) describe them.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from fractions import Fraction
from typing import BinaryIO, Final

from photospool.photo.structure.raw_file import MOST_NOTES, RawFile, read_at, text
from photospool.photo.structure.raw_tiff import CANONS_SPACES

_MOST_ENTRIES: Final = 1000


def read_raf(file: BinaryIO, size: int) -> RawFile:
    """A header that tells where three things lie: a JPEG with the notes, the sensor's description, its numbers."""
    raw = RawFile("RAF", notes_in_preview=True)
    head = read_at(file, 0, 108)
    if len(head) < 108:
        raw.is_whole = False
        return raw
    jpeg, jpeg_bytes, about, about_bytes, pixels, pixels_bytes = struct.unpack_from(">6I", head, 84)
    for offset, length in ((jpeg, jpeg_bytes), (about, about_bytes), (pixels, pixels_bytes)):
        raw.needs(offset + length, size)
    raw.offer(file, jpeg, jpeg_bytes, size)
    _look_at_fujis(raw, read_at(file, about, min(about_bytes, 1 << 16)))
    return raw


def _look_at_fujis(raw: RawFile, data: bytes) -> None:
    """Tag, length, value one after the other; 0x111 is the size of what is shown."""
    count, at = int.from_bytes(data[:4], "big"), 4
    for _ in range(min(count, _MOST_ENTRIES)):
        if at + 4 > len(data):
            return
        tag, length = struct.unpack_from(">HH", data, at)
        if tag == 0x111 and length == 4 and at + 8 <= len(data):
            raw.height, raw.width = struct.unpack_from(">HH", data, at + 4)
        at += 4 + length


def read_mrw(file: BinaryIO, size: int) -> RawFile:
    """Blocks with a name and a length: the sensor, a TIFF with the notes; then the sensor's numbers."""
    raw = RawFile("MRW")
    begin = 8 + int.from_bytes(read_at(file, 4, 4), "big")
    raw.needs(begin, size)
    at, pixels_bytes = 8, 0
    for _ in range(_MOST_ENTRIES):
        head = read_at(file, at, 8)
        if at >= begin or len(head) < 8:
            break
        name, length = head[:4], int.from_bytes(head[4:], "big")
        if name == b"\0PRD":
            data = read_at(file, at + 8, 24)
            if len(data) == 24:
                rows, columns, raw.height, raw.width = struct.unpack_from(">4H", data, 8)
                pixels_bytes = rows * columns * data[16] // 8
        elif name == b"\0TTW" and length <= MOST_NOTES:
            raw.exif = read_at(file, at + 8, length)
            _look_at_minoltas(raw, file, at + 8, size)
        at += 8 + length
    if not raw.needs(begin + pixels_bytes, size) or not pixels_bytes:
        raw.is_whole = False
    return raw


def _look_at_minoltas(raw: RawFile, file: BinaryIO, base: int, size: int) -> None:
    """The maker's notes in the TIFF tell where a preview lies; its first byte is overwritten."""
    order = "<" if raw.exif[:2] == b"II" else ">"
    notes = _entries(raw.exif, order, int.from_bytes(raw.exif[4:8], "little" if order == "<" else "big"))
    details = _entries(raw.exif, order, notes.get(0x8769, (0, 0, 0))[2])
    at = details.get(0x927C, (0, 0, 0))[2]
    own = _entries(raw.exif, order, at) if at else {}
    offset, length = own.get(0x88, (0, 0, 0))[2], own.get(0x89, (0, 0, 0))[2]
    if not (offset and length) and 0x81 in own:
        offset, length = own[0x81][2], own[0x81][1]
    if offset and length:
        first = read_at(file, base + offset, 1)
        raw.offer(file, base + offset, length, size, first=first[0] if first else 0xFF)


def _entries(block: bytes, order: str, at: int) -> dict[int, tuple[int, int, int]]:
    """Tag → type, number of values, value or offset. Empty for what is not there to its end."""
    try:
        (count,) = struct.unpack_from(order + "H", block, at)
        rows = [struct.unpack_from(order + "HHII", block, at + 2 + 12 * number) for number in range(min(count, 512))]
    except struct.error:
        return {}
    return {tag: (kind, length, value) for tag, kind, length, value in rows}


_ROTATIONS: Final = {0: 1, 90: 6, 180: 3, 270: 8}
"""Degrees clockwise → TIFF's orientation."""
_SIGMAS: Final = {"CAMMANUF": "Image Make", "CAMMODEL": "Image Model", "CAMSERIAL": "EXIF BodySerialNumber"}


def read_x3f(file: BinaryIO, size: int) -> RawFile:
    """A directory at the end, its offset in the last four bytes; pictures are sections, one of them the sensor's."""
    raw = RawFile("X3F", notes_in_preview=True)
    head = read_at(file, 0, 40)
    at = int.from_bytes(read_at(file, size - 4, 4), "little")
    table = read_at(file, at, 12) if 0 < at < size else b""
    if len(head) < 40 or table[:4] != b"SECd":
        raw.is_whole = False
        return raw
    width, height, degrees = struct.unpack_from("<3I", head, 28)
    if width < 1 << 16 and height < 1 << 16:
        raw.width, raw.height = width, height
    raw.orientation = _ROTATIONS.get(degrees, 0)
    for number in range(min(int.from_bytes(table[8:12], "little"), _MOST_ENTRIES)):
        entry = read_at(file, at + 12 + 12 * number, 12)
        if len(entry) < 12:
            raw.is_whole = False
            break
        offset, length = struct.unpack_from("<II", entry)
        if not raw.needs(offset + length, size):
            continue
        if entry[8:] in (b"IMAG", b"IMA2"):
            _, _, of_kind, form = struct.unpack("<4s3I", read_at(file, offset, 16).ljust(16, b"\0"))
            if of_kind == 2 and form == 18:
                raw.offer(file, offset + 28, length - 28, size)
        elif entry[8:] == b"PROP":
            raw.words = _sigmas_words(read_at(file, offset, min(length, MOST_NOTES)))
    return raw


def _sigmas_words(section: bytes) -> dict[str, str]:
    """Pairs of offsets, in letters of UTF-16, to a name and a value."""
    if section[:4] != b"SECp" or len(section) < 24:
        return {}
    (count,) = struct.unpack_from("<I", section, 8)
    count = min(count, _MOST_ENTRIES)
    letters = section[24 + 8 * count :]
    told = {}
    for pair in struct.iter_unpack("<II", section[24 : 24 + 8 * count][: len(section[24:]) // 8 * 8]):
        name, value = (_wide(letters[2 * at :]) for at in pair)
        told[name] = value
    words = {ours: told[theirs] for theirs, ours in _SIGMAS.items() if told.get(theirs)}
    if told.get("TIME", "").isdecimal() and 0 < int(told["TIME"]) < 1 << 32:
        words["EXIF DateTimeOriginal"] = _moment(int(told["TIME"]))
    return words


def _wide(data: bytes) -> str:
    end = next((at for at in range(0, min(len(data), 512) - 1, 2) if data[at : at + 2] == b"\0\0"), min(len(data), 512))
    return data[:end].decode("utf-16-le", "replace")


def _moment(seconds: int) -> str:
    """Seconds of the camera's own clock on the wall, as EXIF writes them."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y:%m:%d %H:%M:%S")


_DEGREES_AT: Final = 12
_JPEG, _THUMB = 0x2007, 0x2008
_MAKE_MODEL, _TIME, _IMAGE, _SERIAL, _OWNER = 0x080A, 0x180E, 0x1810, 0x180B, 0x0810
_FOCAL, _SHOT, _SETTINGS, _SPACE = 0x1029, 0x102A, 0x102D, 0x10B4
_HEAPS: Final = (0x2800, 0x3000)
_IN_ENTRY: Final = 0x4000


def read_crw(file: BinaryIO, size: int) -> RawFile:
    """CIFF: a heap of values, its directory at its end, in which further heaps lie."""
    raw = RawFile("CRW")
    order = "<" if read_at(file, 0, 2) == b"II" else ">"
    (begin,) = struct.unpack(order + "I", read_at(file, 2, 4).ljust(4, b"\0"))
    pending, seen = [(begin, size)], 0
    numbers: dict[int, tuple[int, ...]] = {}
    while pending and seen < 32:
        seen += 1
        begin, end = pending.pop()
        for told, offset, length in _heap(raw, file, order, begin, end):
            tag = told & 0x3FFF
            if tag & 0x3800 in _HEAPS and not told & _IN_ENTRY:
                pending.append((offset, offset + length))
            else:
                if tag in (_JPEG, _THUMB):
                    raw.offer(file, offset, length, size)
                data = read_at(file, offset, min(length, 1024))
                _look_at_canons(raw, order, tag, data)
                if tag in (_FOCAL, _SHOT, _SETTINGS):
                    numbers[tag] = struct.unpack(f"{order}{len(data) // 2}h", data[: len(data) // 2 * 2])
    raw.words |= _exposure(numbers)
    return raw


def _exposure(numbers: dict[int, tuple[int, ...]]) -> dict[str, str]:
    """Exposure and lens of Canon's lists of 16 bits, under the names and in the printed form of ExifRead."""
    units = _at(numbers, _SETTINGS, 25) or 1
    focal, longest, shortest = (_at(numbers, *place) for place in ((_FOCAL, 1), (_SETTINGS, 23), (_SETTINGS, 24)))
    base, more, f_number, seconds = (_at(numbers, _SHOT, number) for number in (2, 1, 21, 22))
    words = {
        "EXIF FocalLength": str(Fraction(focal, units)) if focal > 0 < units else "",
        "EXIF LensSpecification": f"[{Fraction(shortest, units)}, {Fraction(longest, units)}, 0, 0]"
        if 0 < shortest <= longest and units > 0
        else "",
        "EXIF ISOSpeedRatings": str(round(2 ** ((base + more) / 32) * 100 / 32)) if 0 < base < 1000 > more else "",
        "EXIF FNumber": str(Fraction(f"{2 ** (_ev(f_number) / 2):.2g}")) if 0 < f_number < 1000 else "",
        # Nothing is said where the aperture is not: 0 is one second, too.
        "EXIF ExposureTime": _seconds(2 ** -_ev(seconds)) if f_number > 0 and abs(seconds) < 1000 else "",
    }
    return {name: word for name, word in words.items() if word}


def _at(numbers: dict[int, tuple[int, ...]], tag: int, number: int) -> int:
    return found[number] if number < len(found := numbers.get(tag, ())) else 0


def _ev(value: int) -> float:
    """Canon's steps of a 32nd, in which 12 and 20 are a third and two."""
    whole, part = divmod(abs(value), 32)
    return (-1 if value < 0 else 1) * (whole + {12: 1 / 3, 20: 2 / 3}.get(part, part / 32))


def _seconds(value: float) -> str:
    return f"1/{round(1 / value)}" if value < 0.26 else str(Fraction(f"{value:.1f}"))


def _heap(raw: RawFile, file: BinaryIO, order: str, begin: int, end: int) -> list[tuple[int, int, int]]:
    """Tag, offset and length of each value. What lies beyond its heap makes the file not whole."""
    tail = read_at(file, end - 4, 4)
    at = begin + struct.unpack(order + "I", tail.ljust(4, b"\0"))[0]
    count = struct.unpack(order + "H", read_at(file, at, 2).ljust(2, b"\0"))[0]
    table = read_at(file, at + 2, 10 * count)
    if end - 4 < begin or at + 2 + 10 * count > end or len(table) < 10 * count or not 0 < count < _MOST_ENTRIES:
        raw.is_whole = False
        return []
    found = []
    for number in range(count):
        tag, length, offset = struct.unpack_from(order + "HII", table, 10 * number)
        if tag & 0xC000 == _IN_ENTRY:
            found.append((tag, at + 2 + 10 * number + 2, 8))
        elif raw.needs(begin + offset + length, end):
            found.append((tag, begin + offset, length))
    return found


def _look_at_canons(raw: RawFile, order: str, tag: int, data: bytes) -> None:
    if tag == _MAKE_MODEL:
        make, _, model = data.partition(b"\0")
        raw.words |= {"Image Make": text(make), "Image Model": text(model)}
    elif tag == _TIME and len(data) >= 4:
        raw.words["EXIF DateTimeOriginal"] = _moment(struct.unpack_from(order + "I", data)[0])
    elif tag == _SERIAL and len(data) >= 4:
        raw.words["EXIF BodySerialNumber"] = str(struct.unpack_from(order + "I", data)[0])
    elif tag == _SPACE and len(data) >= 2:
        raw.space = CANONS_SPACES.get(struct.unpack_from(order + "H", data)[0], "")
    elif tag == _OWNER and text(data):
        raw.words["EXIF CameraOwnerName"] = text(data)
    elif tag == _IMAGE and len(data) >= 16:
        width, height = struct.unpack_from(order + "II", data)
        raw.orientation = _ROTATIONS.get(struct.unpack_from(order + "i", data, _DEGREES_AT)[0] % 360, 0)
        if width < 1 << 16 and height < 1 << 16:
            raw.width, raw.height = width, height

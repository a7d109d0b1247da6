"""Whether a JPEG is whole, with all that hangs on behind its picture. ITU T.81 annex B, CIPA DC-007 (MPF).

Behind the picture lie gain maps, second pictures, videos and makers' notes. An index in front tells where, but
programs move those parts, or drop them, and keep the index: so the bytes are asked, and the index is a hint.
It never decodes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

from photospool.photo.structure import isobmff

_CHUNK_BYTES = 64 * 1024
"""So much stays in the processor's cache, and needs no fresh memory of the system each time."""

# ITU T.81 annex B: a marker is FF and a byte that is neither 00 (a stuffed FF) nor FF (filling).
_MARKER = re.compile(rb"\xff[^\x00\xff]")
_MARKER_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SOI, _EOI, _SOS, _APP2 = 0xD8, 0xD9, 0xDA, 0xE2
_ALONE = {0x01, *range(0xD0, 0xD9)}

_BEGIN = re.compile(rb"\xff\xd8\xff[\xc0-\xfe]|[\x00-\xff]{4}ftyp[\x20-\x7e]{4}")
"""What may begin a picture or a video among bytes that nobody knows."""
_BEGUN: Final = (b"\xff\xd8", b"\xff\xd8\xff")


def is_whole(file: BinaryIO, size: int) -> bool:
    """Whether the picture, and each picture or video begun behind it, is there to its end. Raises OSError."""
    end, index = _end_of_picture(file, 0, size)
    if end is None:
        return False
    if index and _is_reserved(file, end, size, index):
        return False
    if end == size - 1 and not any(_others(index)):
        file.seek(end)
        if file.read(1) == b"\xff":
            return True  # filling: no second picture is announced. HP's PhotoSmart 735 ends its files so
    return _is_whole_behind(file, end, size)


def _end_of_picture(file: BinaryIO, start: int, size: int) -> tuple[int | None, bytes]:
    """The offset behind the end-of-image marker, or None; and the index of further pictures."""
    at, in_scan, index = start + 2, False, b""
    while True:
        found = _next_marker(file, at, _MARKER_AFTER_SCAN if in_scan else _MARKER)
        if found is None:
            return None, b""
        marker, at = found
        if marker == _EOI:
            return at, index
        if marker in _ALONE:
            continue
        file.seek(at)
        (length,) = struct.unpack(">H", file.read(2).ljust(2, b"\0"))
        if at + length > size:
            return None, b""
        if marker == _APP2 and (data := file.read(min(max(length - 2, 0), 4096))).startswith(b"MPF\0"):
            index = data[4:]
        in_scan = marker == _SOS or (in_scan and length < 2)
        at += max(length, 2)


def _next_marker(file: BinaryIO, at: int, pattern: re.Pattern[bytes]) -> tuple[int, int] | None:
    """The next marker's second byte and the offset behind it, from an offset on."""
    file.seek(at)
    last = b""
    while chunk := file.read(_CHUNK_BYTES):
        if pattern.match(last + chunk[:1]):
            return chunk[0], at + 1
        if match := pattern.search(chunk):
            return chunk[match.end() - 1], at + match.end()
        last = chunk[-1:]
        at += len(chunk)
    return None


def _is_reserved(file: BinaryIO, end: int, size: int, index: bytes) -> bool:
    """Whether nothing but zeros follows, where the index speaks of a picture: a copier that reserves the space."""
    if end == size or not any(_others(index)):
        return False
    file.seek(end)
    rest = file.read(_CHUNK_BYTES).rstrip(b"\0")
    if rest not in (b"", b"\xff", *_BEGUN):
        return False
    while chunk := file.read(_CHUNK_BYTES):
        if chunk.strip(b"\0"):
            return False
    return True


def _others(index: bytes) -> list[int]:
    """Offset of each picture from the index, as the index says; nothing if it is malformed."""
    order = "<" if index[:2] == b"II" else ">"
    try:
        (ifd,) = struct.unpack_from(order + "I", index, 4)
        (count,) = struct.unpack_from(order + "H", index, ifd)
        for entry in range(min(count, 16)):
            tag, _, length, value = struct.unpack_from(order + "HHII", index, ifd + 2 + 12 * entry)
            if tag == 0xB002:  # MP Entry: attributes, length, offset, two dependants
                entries = range(0, min(length, 512), 16)
                return [struct.unpack_from(order + "I", index, value + at + 8)[0] for at in entries]
    except struct.error:
        pass
    return []


def _is_whole_behind(file: BinaryIO, at: int, size: int) -> bool:
    """Part by part: pictures, videos, a maker's trailer; what is none of them is passed over."""
    while at < size:
        file.seek(at)
        head = file.read(16)
        if isobmff.begins_makers_notes(head):
            return isobmff.has_makers_end(file, size)
        if isobmff.is_box(head):
            end = isobmff.end_of_video(file, at, size)
        elif head[:2] == b"\xff\xd8":
            end = _end_of_picture(file, at, size)[0]
        elif isobmff.may_begin_box(head) or head == b"\xff":
            return False
        else:
            end = next(_begins(file, at + 1, size), None)
            if end is None:
                return not _ends_with_a_beginning(file, size)
        if end is None:
            return False
        at = end
    return True


def _begins(file: BinaryIO, at: int, size: int) -> Iterator[int]:
    """Offsets from here on where a picture or a video begins, by more than its first four bytes."""
    file.seek(at)
    kept = b""
    while chunk := file.read(_CHUNK_BYTES):
        data = kept + chunk
        for match in _BEGIN.finditer(data):
            if _is_beginning(file, at + match.start(), size):
                yield at + match.start()
        kept = data[-11:]
        at += len(data) - len(kept)
        file.seek(at + len(kept))


def _is_beginning(file: BinaryIO, at: int, size: int) -> bool:
    """Bytes of a video or of a maker's notes may look like a picture's first four: the next part must fit too."""
    file.seek(at)
    head = file.read(16)
    if head[:2] != b"\xff\xd8":
        return isobmff.is_box(head) and int.from_bytes(head[:4], "big") <= 1024
    if head[3] in _ALONE or head[3] in (_EOI, _SOS):
        return False
    behind = at + 4 + int.from_bytes(head[4:6], "big")
    if behind + 2 > size:
        return True
    file.seek(behind)
    return _MARKER.match(file.read(2)) is not None


def _ends_with_a_beginning(file: BinaryIO, size: int) -> bool:
    file.seek(max(0, size - 3))
    return file.read().endswith(_BEGUN)

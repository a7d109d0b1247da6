"""One block of EXIF of several that are TIFFs by themselves: what the camera is, the exposure, the place."""

from __future__ import annotations

import struct
from typing import Final

from photospool.photo.structure.tiff import WIDTHS

_DETAILS, _PLACE = 0x8769, 0x8825
_MOST_ENTRIES: Final = 1024
_Value = tuple[int, int, int, bytes]
"""Tag, type, number of values, the values."""


def joined(first: bytes, details: bytes, place: bytes) -> bytes:
    """The first one's directory, with the others' hung on where EXIF has them; empty without a first one.

    All are of one byte order, or those that are not are left out.
    """
    order = {b"II": "<", b"MM": ">"}.get(first[:2], "")
    if not order:
        return b""
    block = bytearray(first[:4] + struct.pack(order + "I", 8))
    values = [value for value in _values(first) if value[0] not in (_DETAILS, _PLACE)]
    hung = [(tag, _values(data)) for tag, data in ((_DETAILS, details), (_PLACE, place)) if data[:2] == first[:2]]
    hung = [(tag, found) for tag, found in hung if found]
    pointers = [(tag, 4, 1, bytes(4)) for tag, _ in hung]
    places = _append(block, order, sorted([*values, *pointers]))
    for tag, found in hung:
        struct.pack_into(order + "I", block, places[tag], len(block))
        _append(block, order, sorted(found))
    return bytes(block)


def _append(block: bytearray, order: str, values: list[_Value]) -> dict[int, int]:
    """A directory at the block's end; where each tag's value or offset lies."""
    begin = len(block)
    data_at = begin + 2 + 12 * len(values) + 4
    table, data, places = bytearray(struct.pack(order + "H", len(values))), bytearray(), {}
    for number, (tag, kind, count, content) in enumerate(values):
        table += struct.pack(order + "HHI", tag, kind, count)
        places[tag] = begin + 2 + 12 * number + 8
        if len(content) <= 4:
            table += content.ljust(4, b"\0")
        else:
            table += struct.pack(order + "I", data_at + len(data))
            data += content + bytes(len(content) % 2)
    block += table + bytes(4) + data
    return places


def _values(block: bytes) -> list[_Value]:
    """Of the first directory; what lies behind the end is left out."""
    order = "<" if block[:2] == b"II" else ">"
    found = []
    try:
        (at,) = struct.unpack_from(order + "I", block, 4)
        (count,) = struct.unpack_from(order + "H", block, at)
        for number in range(min(count, _MOST_ENTRIES)):
            entry = at + 2 + 12 * number
            tag, kind, length, value = struct.unpack_from(order + "HHII", block, entry)
            bytes_ = WIDTHS.get(kind, 0) * length
            where = value if bytes_ > 4 else entry + 8
            content = block[where : where + bytes_]
            if bytes_ and len(content) == bytes_:
                found.append((tag, kind, length, content))
    except struct.error:
        pass
    return list({value[0]: value for value in found}.values())

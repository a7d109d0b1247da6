"""Whether all pixel data of a TIFF lies inside the file. TIFF 6.0 sections 2 and 15, and BigTIFF.

Nothing in here decodes: it reads the directories and adds offsets and lengths.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

_STRIPS, _STRIP_BYTES = 273, 279
_TILES, _TILE_BYTES = 324, 325
_NEEDED = (258, 320, 338, 339)  # bits, palette, extra samples, sample format: without them nothing is decoded
_READ = (_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES, *_NEEDED)
_TYPES = {3: "H", 4: "I", 16: "Q"}
_MOST_VALUES = 1 << 20
_MOST_ENTRIES = 1 << 12


@dataclass(frozen=True, slots=True)
class _Layout:
    """How numbers are written in this file."""

    order: str
    count: str
    """Struct letter of a directory's number of entries."""
    offset: str
    """Struct letter of offsets and of each entry's number of values."""

    def size(self, letters: str) -> int:
        return struct.calcsize(self.order + letters)

    def read(self, file: BinaryIO, at: int, letters: str) -> tuple[int, ...]:
        """Numbers at an offset; raises struct.error behind the end, OSError for an offset that can't be."""
        file.seek(at)
        return struct.unpack(self.order + letters, file.read(self.size(letters)))


def check_tiff(file: BinaryIO, size: int) -> bool:
    """Whether the first directory, what decoding needs of it, and all strips or tiles lie inside the file.

    Only the first: it is the picture that is shown.
    """
    file.seek(0)
    head = file.read(4)
    order = "<" if head[:2] == b"II" else ">"
    big = b"+" in head[2:]
    layout = _Layout(order, "Q", "Q") if big else _Layout(order, "H", "I")
    try:
        (directory,) = layout.read(file, 8 if big else 4, layout.offset)
        values = _directory(file, layout, directory)
    except (struct.error, OverflowError, ValueError):
        return False
    if not values:
        return False
    for offsets, lengths in ((_STRIPS, _STRIP_BYTES), (_TILES, _TILE_BYTES)):
        pairs = zip(values.get(offsets, ()), values.get(lengths, ()), strict=False)
        if any(offset + length > size for offset, length in pairs):
            return False
    return True


def _directory(file: BinaryIO, layout: _Layout, at: int) -> dict[int, tuple[int, ...]]:
    (count,) = layout.read(file, at, layout.count)
    first = at + layout.size(layout.count)
    entry = layout.size("HH" + layout.offset * 2)
    room = layout.size(layout.offset)
    values: dict[int, tuple[int, ...]] = {}
    for number in range(min(count, _MOST_ENTRIES)):
        begin = first + number * entry
        tag, kind, length = layout.read(file, begin, "HH" + layout.offset)
        letter = _TYPES.get(kind, "")
        if tag not in _READ or not letter or length > _MOST_VALUES:
            values.setdefault(tag, ())
            continue
        where = begin + 4 + room
        if layout.size(letter) * length > room:
            (where,) = layout.read(file, where, layout.offset)
        values[tag] = layout.read(file, where, letter * length)
    return values

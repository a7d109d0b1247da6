"""Whether all pixel data of a TIFF lies inside the file. TIFF 6.0 sections 2 and 15, and BigTIFF.

It never decodes: it reads the directories and adds offsets and lengths.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

_STRIPS, _STRIP_BYTES = 273, 279
_TILES, _TILE_BYTES = 324, 325
_SUB_IFDS = 330
_NEEDED = (258, 320, 338, 339)  # bits, palette, extra samples, sample format: without them nothing is decoded
_READ = (_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES, _SUB_IFDS, *_NEEDED)
_TYPES = {3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
WIDTHS |= {16: 8, 17: 8, 18: 8, 129: 1}
"""Type of an entry → bytes of one value. TIFF 6.0, its technical notes, BigTIFF, Exif 3.0."""
_MOST_ENTRIES_OF_ALL = 200_000
_MOST_VALUES = 1 << 20
_MOST_ENTRIES = 1 << 12
_FURTHEST = 1 << 62
"""No file is so long, and no system takes what is much further: an error of the disk's is not what it is."""


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
        """Numbers at an offset; raises struct.error behind the end."""
        if at > _FURTHEST:
            raise struct.error
        file.seek(at)
        return struct.unpack(self.order + letters, file.read(self.size(letters)))


def check_tiff(file: BinaryIO, size: int) -> bool:
    """Whether every page's directory, all that its entries speak of, and all strips or tiles lie inside the file.

    Every page and every smaller or larger copy of one (SubIFDs, TIFF technical note 1; Photoshop's pyramids, scanners'
    full picture behind a small one), for a file of which the first is there may still be arriving.
    """
    file.seek(0)
    head = file.read(4)
    order = "<" if head[:2] == b"II" else ">"
    big = b"+" in head[2:]
    layout = _Layout(order, "Q", "Q") if big else _Layout(order, "H", "I")
    try:
        (directory,) = layout.read(file, 8 if big else 4, layout.offset)
        if not directory:
            return False
        pending, seen, entries = [(directory, True)], set[int](), 0
        while pending and entries < _MOST_ENTRIES_OF_ALL:
            at, is_page = pending.pop()
            if not at or at in seen:
                continue
            seen.add(at)
            values, following = _directory(file, layout, at, size)
            entries += len(values) + 1
            if (is_page and not values) or not _has_pixels(values, size):
                return False
            pending += [(copy, False) for copy in values.get(_SUB_IFDS, ())]
            if is_page:
                pending.append((following, True))
    except (struct.error, OverflowError, ValueError):
        return False
    return True


def _has_pixels(values: dict[int, tuple[int, ...]], size: int) -> bool:
    for offsets, lengths in ((_STRIPS, _STRIP_BYTES), (_TILES, _TILE_BYTES)):
        pairs = zip(values.get(offsets, ()), values.get(lengths, ()), strict=False)
        if any(offset + length > size for offset, length in pairs):
            return False
    return True


def _directory(file: BinaryIO, layout: _Layout, at: int, size: int) -> tuple[dict[int, tuple[int, ...]], int]:
    """What decoding needs of a directory, and where the next one lies. Raises struct.error for what is not there."""
    (count,) = layout.read(file, at, layout.count)
    first = at + layout.size(layout.count)
    entry = layout.size("HH" + layout.offset * 2)
    room = layout.size(layout.offset)
    values: dict[int, tuple[int, ...]] = {}
    for number in range(min(count, _MOST_ENTRIES)):
        begin = first + number * entry
        tag, kind, length = layout.read(file, begin, "HH" + layout.offset)
        where, bytes_ = begin + 4 + room, WIDTHS.get(kind, 0) * length
        if bytes_ > room:
            (where,) = layout.read(file, where, layout.offset)
            if where + bytes_ > size:
                raise struct.error
        letter = _TYPES.get(kind, "")
        if tag in _READ and letter and length <= _MOST_VALUES:
            values[tag] = layout.read(file, where, letter * length)
        else:
            values.setdefault(tag, ())
    (following,) = layout.read(file, first + count * entry, layout.offset)
    return values, following

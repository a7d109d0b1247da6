"""Boxes within boxes of a film: what is in one, the first of a path, a number at a place. ISO/IEC 14496-12.

Small reads of an open file; what is malformed is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from photospool.photo.structure.isobmff import IsoBox, read_at, walk


def inner_boxes(file: BinaryIO, box: IsoBox, *, is_named: bool = True) -> Iterator[IsoBox]:
    """One after the other, up to what is none or reaches behind its end. ``is_named`` as in ``isobmff.walk``."""
    for inner in walk(file, box.at + box.header, box.end, is_named=is_named):
        if inner is None or inner.end > box.end:
            return
        yield inner


def find(file: BinaryIO, box: IsoBox, *names: bytes) -> IsoBox | None:
    """The first box of this path."""
    for name in names:
        found = next((inner for inner in inner_boxes(file, box) if inner.name == name), None)
        if found is None:
            return None
        box = found
    return box


def number_at(file: BinaryIO, at: int, length: int) -> int:
    """Of so many bytes, the highest first."""
    return int.from_bytes(read_at(file, at, length), "big")

"""Where in a photo's file its short film lies: motion photos of Google's, Samsung's and others' phones, one file each.

Three ways, told by the file: Samsung's trailer (SEF, block ``MotionPhoto_Data``), a box ``mpvd`` behind a HEIC's
picture (https://developer.android.com/media/platform/motion-photo-format), and XMP that counts from the end:
``Container:Directory``, or ``MicroVideoOffset`` of its first version. Believed only where a film begins there and is
there to its end. It never decodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from photospool.photo.structure.isobmff import IsoBox, end_of_video, read_at, walk

_SEF_NAME: Final = b"MotionPhoto_Data"
_MOST_BLOCKS: Final = 256
_MOST_ITEMS: Final = 64
_MOST_OF_ITEM: Final = 2000
_ITEM: Final = re.compile(rb"<(?:[A-Za-z]+:)?li\b")
_ITEM_END: Final = re.compile(rb"</(?:[A-Za-z]+:)?(?:li|Seq)\s*>")
_SEMANTIC: Final = re.compile(rb":Semantic\s*(?:=\s*[\"']|>)\s*([A-Za-z]{1,40})\s*[\"'<]")
_LENGTH: Final = re.compile(rb":Length\s*(?:=\s*[\"']|>)\s*(\d{1,12})\s*[\"'<]")
_PADDING: Final = re.compile(rb":Padding\s*(?:=\s*[\"']|>)\s*(\d{1,12})\s*[\"'<]")
"""As attributes, which phones write, and as elements, into which exiftool turns them with any word that it adds."""
_MICRO: Final = re.compile(rb"Camera:MicroVideoOffset\s*(?:=\s*[\"']|>)\s*(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Motion:
    """The film's place."""

    offset: int
    """Bytes from the file's beginning."""
    length: int
    """Bytes."""


def motion_in(file: BinaryIO, size: int, xmp: bytes) -> Motion | None:
    """The film in an opened photo; None where there is none. Raises OSError."""
    for at, end in (*_by_trailer(file, size), *_by_box(file, size), *_by_xmp(xmp, size)):
        if not 0 < at < end <= size or read_at(file, at + 4, 4) != b"ftyp":
            continue
        behind = end_of_video(file, at, end)
        if behind is not None and behind > at:
            return Motion(at, behind - at)
    return None


def _by_trailer(file: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """SEF, from its end: its mark, the directory's length; in the directory how far each block lies before it."""
    tail = read_at(file, max(0, size - 8), 8)
    if tail[4:] != b"SEFT":
        return
    length = int.from_bytes(tail[:4], "little")
    begin = size - 8 - length
    if begin < 0 or length > 12 + 12 * _MOST_BLOCKS:
        return
    directory = read_at(file, begin, length)
    if directory[:4] != b"SEFH":
        return
    for entry in range(12, len(directory) - 11, 12):
        back = int.from_bytes(directory[entry + 4 : entry + 8], "little")
        whole = int.from_bytes(directory[entry + 8 : entry + 12], "little")
        head = read_at(file, max(0, begin - back), 8 + len(_SEF_NAME))
        if back <= begin and head[4:8] == len(_SEF_NAME).to_bytes(4, "little") and head[8:] == _SEF_NAME:
            yield begin - back + len(head), begin - back + whole


def _by_box(file: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """Of a HEIC: the box on the outermost level."""
    if read_at(file, 4, 4) != b"ftyp":
        return
    boxes: Iterator[IsoBox | None] = walk(file, 0, size)
    for box in boxes:
        if box is not None and box.name == b"mpvd":
            yield box.begin, min(box.end, size)


def _by_xmp(xmp: bytes, size: int) -> Iterator[tuple[int, int]]:
    """Items lie one behind the other at the file's end, in their order; the first one is the picture itself."""
    lengths: list[tuple[bytes, int]] = []
    for begun in _ITEM.split(xmp)[1:]:
        item = _ITEM_END.split(begun[:_MOST_OF_ITEM], maxsplit=1)[0]
        semantic, length, padding = (form.search(item) for form in (_SEMANTIC, _LENGTH, _PADDING))
        if semantic and len(lengths) < _MOST_ITEMS:
            is_first = semantic[1] == b"Primary"
            counted = 0 if is_first else (int(length[1]) if length else 0) + (int(padding[1]) if padding else 0)
            lengths.append((semantic[1], counted))
    for number, (semantic_name, length_) in enumerate(lengths):
        if semantic_name == b"MotionPhoto":
            at = size - sum(counted for _, counted in lengths[number:])
            yield at, at + length_
    if found := _MICRO.search(xmp):
        yield size - int(found[1]), size

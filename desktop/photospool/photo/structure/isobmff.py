"""Whether a file of boxes is whole: HEIC, AVIF, and the videos that hang on behind a photo. ISO/IEC 14496-12, 23008-12.

Boxes tell their length in front, and the description (``meta``) tells where each picture's bytes lie. What follows
the last box that matters is of no concern, unless it is a box begun. It never decodes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from photospool.photo import coded_colour

_BOX_NAME = re.compile(rb"[\x20-\x7e\xa9]{4}")
_OUTERMOST = frozenset(
    # ISO/IEC 14496-12 table 1, QuickTime's own, and the two in which phones keep a live photo's video.
    b"ftyp styp pdin moov moof mfra mdat imda free skip wide udta meta meco sidx ssix prft emsg uuid jumb mpvd sefd"
    b" pnot idat etyp otyp".split()
)
_ZEROS_BYTES = 4096
_MOST_META_BYTES = 4 << 20
_MOST_BOXES = 10_000
IN_FILE, IN_META = 0, 1
"""Where an item's bytes lie; ISO/IEC 14496-12, 8.11.3.3."""


def is_box(head: bytes) -> bool:
    """Whether these first 16 bytes begin a box of those that lie on the outermost level."""
    return head[4:8] in _OUTERMOST and int.from_bytes(head[:4], "big") not in range(2, 8)


def may_begin_box(rest: bytes) -> bool:
    """Whether the last few bytes of a file are a box's header that is not there to its end."""
    if len(rest) >= 8 or not rest.strip(b"\0"):
        return False
    begun = rest[4:]
    return rest[:1] == b"\0" and (not begun or any(name.startswith(begun) for name in _OUTERMOST))


def begins_makers_notes(head: bytes) -> bool:
    """Whether Samsung's trailer (SEF) begins here: two zeros, a type, the length of a name, the name.

    Fewer than these 16 bytes, at the end of a file, may begin it too.
    """
    if len(head) < 16:
        return head[:2] == b"\0\0" and bool(head.strip(b"\0"))
    length = int.from_bytes(head[4:8], "little")
    return head[:2] == b"\0\0" and 4 <= length <= 64 and re.match(rb"[A-Z][A-Za-z_]{3,}", head[8:16]) is not None


def has_makers_end(file: BinaryIO, size: int) -> bool:
    """Whether that trailer is there to its end; some programs hang on a little more behind it."""
    file.seek(max(0, size - _ZEROS_BYTES))
    return b"SEFT" in file.read()


@dataclass(frozen=True, slots=True)
class IsoBox:
    at: int
    name: bytes
    header: int
    """Bytes."""
    end: int
    """Offset behind the box, as it says."""

    @property
    def begin(self) -> int:
        """Offset of what is in it."""
        return self.at + self.header


def walk(
    file: BinaryIO, at: int, size: int, *, is_named: bool = True, most: int = _MOST_BOXES
) -> Iterator[IsoBox | None]:
    """Box after box; None, and an end, where something else begins, or where there are more than any photo has.

    ``is_named``: whether a box's name is letters; those of a list of values are numbers.
    """
    for _ in range(most):
        if at >= size:
            return
        file.seek(at)
        header = file.read(16)
        length, name = int.from_bytes(header[:4], "big"), header[4:8]
        if len(header) < 8 or (is_named and not _BOX_NAME.fullmatch(name)):
            yield None
            return
        width = 8
        if length == 1:
            length, width = int.from_bytes(header[8:16].ljust(8, b"\xff"), "big"), 16
        elif length == 0:
            length = size - at
        if length < width:
            yield None
            return
        yield IsoBox(at, name, width, at + length)
        at += length
    yield None


def end_of_video(file: BinaryIO, at: int, size: int) -> int | None:
    """The offset behind the boxes that begin here; None if one is not there to its end, or no video comes of them."""
    names, end = set[bytes](), at
    for box in walk(file, at, size):
        if box is None or (names and box.name not in _OUTERMOST):
            break
        if box.end > size:
            return None
        names.add(box.name)
        end = box.end
    if b"ftyp" in names and not names & {b"moov", b"moof", b"meta"}:
        return None
    file.seek(end)
    return None if may_begin_box(file.read(8)) else end


def is_whole_picture(file: BinaryIO, size: int) -> bool:
    """Whether a HEIC or AVIF is there to its end: all that the description speaks of, and each box begun behind it."""
    meta: IsoBox | None = None
    names, end = set[bytes](), 0
    for box in walk(file, 0, size):
        if box is None:
            break
        has_all = meta is not None and bool(names & {b"mdat", b"imda"})
        if has_all and box.name not in _OUTERMOST:
            break  # something hung on: its first bytes only look like a box
        if box.end > size or (box.name == b"mdat" and ends_in_zeros(file, box.end, box.end - box.at)):
            return False
        meta = box if box.name == b"meta" else meta
        names.add(box.name)
        end = box.end
    if meta is None:
        if b"mini" in names:  # all in one box (ISO/IEC 23008-12:2022/Amd 1, annex O), which the decoder may not know
            return end == size
        return b"moov" in names and b"mdat" in names
    content = read_at(file, meta.at, min(meta.end - meta.at, _MOST_META_BYTES))
    if not names & {b"mdat", b"imda"} and b"idat" not in content:
        return False
    if any(behind > end for behind in _extents(content)):
        return False
    return _is_whole_behind(file, end, size)


def _is_whole_behind(file: BinaryIO, end: int, size: int) -> bool:
    head = read_at(file, end, 16)
    if begins_makers_notes(head):
        return has_makers_end(file, size)
    return not may_begin_box(head)


def read_at(file: BinaryIO, at: int, length: int) -> bytes:
    """So many bytes from there; fewer at the file's end. Raises OSError."""
    file.seek(at)
    return file.read(length)


def ends_in_zeros(file: BinaryIO, end: int, length: int, zeros: int = _ZEROS_BYTES) -> bool:
    """Whether compressed data stops early: so many zeros in a row mean nothing to any of these codecs."""
    return length > 2 * zeros and not read_at(file, end - zeros, zeros).strip(b"\0")


def _extents(meta: bytes) -> list[int]:
    """The offset behind each piece of a picture that lies in the file."""
    at = meta.find(b"iloc")
    if at < 4:
        return []
    try:
        places = list(item_places(meta[at + 4 :]))
    except struct.error:
        return []  # malformed rather than cut off: the decoder says so
    return [begin + length for _, (where, pieces) in places if where == IN_FILE for begin, length in pieces]


def item_places(iloc: bytes) -> Iterator[tuple[int, tuple[int, list[tuple[int, int]]]]]:
    """Item → where its bytes lie (IN_FILE, IN_META or neither), and (offset, length) of each piece.

    ISO/IEC 14496-12, 8.11.3. Raises struct.error where it ends too early.
    """
    version, sizes, more = number(iloc, 0, 1), number(iloc, 4, 1), number(iloc, 5, 1)
    offset_width, length_width, base_width = sizes >> 4, sizes & 15, more >> 4
    has_methods = version in (1, 2)
    index_width = more & 15 if has_methods else 0
    wide = 4 if version == 2 else 2
    at = 6 + wide
    for _ in range(number(iloc, 6, wide)):
        item, at = number(iloc, at, wide), at + wide
        method = 0
        if has_methods:
            method, at = number(iloc, at, 2) & 15, at + 2
        elsewhere, base, at = number(iloc, at, 2), number(iloc, at + 2, base_width), at + 2 + base_width
        count, at = number(iloc, at, 2), at + 2
        pieces = []
        for _ in range(count):
            at += index_width
            pieces.append((base + number(iloc, at, offset_width), number(iloc, at + offset_width, length_width)))
            at += offset_width + length_width
        yield item, (method if not elsewhere else -1, pieces)


def number(data: bytes, at: int, size: int) -> int:
    """Of so many bytes. Raises struct.error where they are not there."""
    if at + size > len(data):
        raise struct.error
    return int.from_bytes(data[at : at + size], "big")


def colour_codes(file: BinaryIO) -> tuple[int, int] | None:
    """Primaries and transfer (ITU-T H.273) of the main picture: by a box (``colr``, ``nclx``), else by its codec.

    Of several pictures (a gain map has its own) the one that ``pitm`` names, by the properties that ``ipma`` gives it
    or, where it is put together of tiles, its first tile; ISO/IEC 23008-12, 9.3. Raises OSError.
    """
    given, told = _properties(file)
    for reader in (_nclx, _in_codec):
        # A picture of tiles has no codec of its own: the first that there is.
        for name, content in given if reader is _nclx else [*given, *told]:
            if codes := reader(name, content):
                return codes
    return None


def movie_time(file: BinaryIO) -> str:
    """When a moving picture was made (``mvhd``, ISO/IEC 14496-12, 8.2.2), Greenwich time as EXIF writes it; or empty.

    Raises OSError.
    """
    size = file.seek(0, 2)
    for box in walk(file, 0, size):
        if box is None:
            break
        if box.name == b"moov":
            header = dict(inside(read_at(file, box.at + box.header, 256), 0, 256)).get(b"mvhd", b"")
            seconds = int.from_bytes(header[4:12] if header[:1] == b"\1" else header[4:8], "big")
            if not 0 < seconds < 1 << 34:
                break
            return (datetime(1904, 1, 1) + timedelta(seconds=seconds)).strftime("%Y:%m:%d %H:%M:%S")
    return ""


def brightest(file: BinaryIO) -> float:
    """The brightest light of the main picture, cd/m²; 0 where nothing is said of it. Raises OSError.

    By its content light level, else by the display that it was made on; ISO/IEC 14496-12, 12.1.5 and 12.1.6.
    """
    given = dict(_properties(file)[0])
    if light := int.from_bytes(given.get(b"clli", b"")[:2], "big"):
        return float(light)
    return int.from_bytes(given.get(b"mdcv", b"")[16:20], "big") / 10_000


_Property = tuple[bytes, bytes]
"""Name and content."""


def _properties(file: BinaryIO) -> tuple[list[_Property], list[_Property]]:
    """Those of the main picture, and those of all."""
    size = file.seek(0, 2)
    for box in walk(file, 0, size):
        if box is None:
            break
        if box.name == b"meta":
            return _properties_in(read_at(file, box.at, min(box.end - box.at, _MOST_META_BYTES)), box.header + 4)
    return [], []


def _properties_in(meta: bytes, begin: int) -> tuple[list[_Property], list[_Property]]:
    inner = dict(inside(meta, begin, len(meta)))
    main = main_item(inner.get(b"pitm", b""))
    properties = inner.get(b"iprp", b"")
    parts = list(inside(properties, 0, len(properties)))
    store = next((content for name, content in parts if name == b"ipco"), b"")
    told = list(inside(store, 0, len(store)))
    given = [
        told[n - 1]
        for name, content in parts
        if name == b"ipma"
        for n in properties_of(content, main)
        if 0 < n <= len(told)
    ]
    return given, told


def _in_codec(name: bytes, content: bytes) -> tuple[int, int] | None:
    if name == b"hvcC":
        return coded_colour.of_hevc(content)
    return coded_colour.of_av1(content) if name == b"av1C" else None


def inside(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of the boxes within a box."""
    while at + 8 <= end:
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8:
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def main_item(pitm: bytes) -> int:
    """The number of the main picture."""
    return int.from_bytes(pitm[4:8] if pitm[:1] == b"\1" else pitm[4:6], "big")


def _nclx(name: bytes, content: bytes) -> tuple[int, int] | None:
    if name != b"colr" or content[:4] != b"nclx" or len(content) < 8:
        return None
    return int.from_bytes(content[4:6], "big"), int.from_bytes(content[6:8], "big")


def properties_of(ipma: bytes, item: int) -> list[int]:
    """The numbers of a picture's properties, from 1 on."""
    return next((numbers for found, numbers in properties_of_all(ipma) if found == item), [])


def properties_of_all(ipma: bytes) -> Iterator[tuple[int, list[int]]]:
    """Picture and the numbers of its properties, one after the other."""
    wide_item, wide_number = ipma[:1] != b"\0", bool(ipma[3:4] and ipma[3] & 1)
    at, width, step = 8, 4 if wide_item else 2, 2 if wide_number else 1
    for _ in range(int.from_bytes(ipma[4:8], "big")):
        if at + width >= len(ipma):
            break
        found, count = int.from_bytes(ipma[at : at + width], "big"), ipma[at + width]
        at += width + 1
        numbers = [int.from_bytes(ipma[at + n * step : at + (n + 1) * step], "big") for n in range(count)]
        yield found, [number & (0x7FFF if wide_number else 0x7F) for number in numbers]
        at += count * step

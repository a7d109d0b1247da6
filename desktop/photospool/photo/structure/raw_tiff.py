"""Raw files that are TIFFs, under their own header or a maker's: DNG, CR2, NEF, ARW, PEF, SRW, ORF, RW2 and their kin.

TIFF 6.0; TIFF/EP (ISO 12234-2); Adobe DNG 1.7.1; what makers add as https://exiftool.org/TagNames describes it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from photospool.photo.structure.raw_file import (
    ADOBE_RGB,
    MOST_NOTES,
    PROPHOTO_RGB,
    SRGB,
    RawFile,
    RawThumbnail,
    read_at,
    text,
)
from photospool.photo.structure.tiff import WIDTHS

ORDERS: Final = {
    **dict.fromkeys((b"II*\0", b"II+\0", b"IIRO", b"IIRS", b"IIU\0"), "<"),
    **dict.fromkeys((b"MM\0*", b"MM\0+", b"MMOR"), ">"),
}
"""First four bytes → byte order."""
_OLYMPUS: Final = (b"IIRO", b"IIRS", b"MMOR")
_PANASONIC: Final = b"IIU\0"
_MAKE, _MODEL, _ORIENTATION, _COMPRESSION, _PHOTOMETRIC, _SUB_TYPE = 0x10F, 0x110, 0x112, 0x103, 0x106, 0xFE
_WIDTH, _HEIGHT, _STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES = 0x100, 0x101, 0x111, 0x117, 0x144, 0x145
_JPEG, _JPEG_BYTES, _SUB_IFDS, _EXIF, _XMP, _IPTC, _MAKERS_NOTES = 0x201, 0x202, 0x14A, 0x8769, 0x2BC, 0x83BB, 0x927C
_DNG_VERSION, _PREVIEW_SPACE, _CROP, _STEPS, _BITS = 0xC612, 0xC71A, 0xC620, 0xC741, 0x102
_PLANES, _MOST_THUMBNAIL_BYTES = 0x11C, 16 << 20
_JPEG_OF_PANASONIC, _RAW_AT, _BOTTOM, _RIGHT, _TOP, _LEFT = 0x2E, 0x118, 0x06, 0x07, 0x04, 0x05
_LINEAR_RAW: Final = 34892
_RAW_PHOTOMETRIC: Final = (32803, _LINEAR_RAW)
_MOST_DIRECTORIES, _MOST_ENTRIES, _MOST_VALUES = 64, 4096, 1 << 16
_NUMBERS: Final = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}

CANONS_SPACES: Final = {1: SRGB, 2: ADOBE_RGB}
"""What Canon's own tag says of colours."""

_BY_MAKER: Final = (
    ("canon", "CR2"),
    ("nikon", "NEF"),
    ("sony", "ARW"),
    ("pentax", "PEF"),
    ("asahi", "PEF"),
    ("ricoh", "PEF"),
    ("samsung", "SRW"),
    ("hasselblad", "3FR"),
    ("imacon", "FFF"),
    ("phase one", "IIQ"),
    ("leaf", "MOS"),
    ("kodak", "DCR"),
    ("eastman kodak", "DCR"),
    ("seiko epson", "ERF"),
    ("epson", "ERF"),
    ("mamiya", "MEF"),
    ("leica", "RWL"),
    ("olympus", "ORF"),
    ("panasonic", "RW2"),
)
"""How ``Make`` begins, in lower case → format."""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    count: int
    at: int
    """Offset of the values."""
    length: int
    """Bytes."""


class _Tiff:
    """Directories of one file, read as they are asked for."""

    def __init__(self, file: BinaryIO, size: int, base: int = 0, order: str = "", *, big: bool = False) -> None:
        self.file, self.size, self.base = file, size, base
        self.order = order
        self.letters = ("Q", "Q") if big else ("H", "I")

    def number(self, at: int, letter: str) -> int:
        """Raises struct.error behind the end."""
        file_at = self.base + at
        return int(
            struct.unpack(self.order + letter, read_at(self.file, file_at, struct.calcsize(self.order + letter)))[0]
        )

    def directory(self, at: int) -> tuple[dict[int, _Entry], int]:
        """Its entries, and the offset of the next one. Raises struct.error for what is not there to its end."""
        of_count, of_offset = self.letters
        count = self.number(at, of_count)
        if not 0 < count <= _MOST_ENTRIES:
            raise ValueError(count)
        room = struct.calcsize(self.order + of_offset)
        step = 4 + 2 * room
        first = at + struct.calcsize(self.order + of_count)
        data = read_at(self.file, self.base + first, count * step)
        if len(data) < count * step:
            raise struct.error
        entries: dict[int, _Entry] = {}
        for number in range(count):
            tag, kind, length = struct.unpack_from(f"{self.order}HH{of_offset}", data, number * step)
            bytes_ = WIDTHS.get(kind, 0) * length
            where = first + number * step + 4 + room
            if bytes_ > room:
                (where,) = struct.unpack_from(self.order + of_offset, data, number * step + 4 + room)
            entries.setdefault(tag, _Entry(kind, length, where, bytes_))
        following = 0
        tail = read_at(self.file, self.base + first + count * step, room)
        if len(tail) == room:
            (following,) = struct.unpack(self.order + of_offset, tail)
        return entries, following

    def numbers(self, entry: _Entry | None) -> tuple[int, ...]:
        letter = _NUMBERS.get(entry.kind, "") if entry else ""
        if entry is None or not letter or entry.count > _MOST_VALUES:
            return ()
        data = read_at(self.file, self.base + entry.at, entry.length)
        if len(data) < entry.length:
            return ()
        return struct.unpack(f"{self.order}{entry.count}{letter}", data)

    def one(self, entries: dict[int, _Entry], tag: int) -> int:
        """The first number of a tag; 0 where there is none."""
        return (*self.numbers(entries.get(tag)), 0)[0]

    def data(self, entry: _Entry | None, most: int = MOST_NOTES) -> bytes:
        return read_at(self.file, self.base + entry.at, entry.length) if entry and entry.length <= most else b""

    def real(self, entry: _Entry | None) -> tuple[float, ...]:
        """Numbers, ratios too."""
        if entry is None or entry.kind not in (5, 10) or entry.count > 16:
            return tuple(float(number) for number in self.numbers(entry))
        data = self.data(entry)
        pairs = struct.iter_unpack(self.order + ("II" if entry.kind == 5 else "ii"), data)
        return tuple(above / (below or 1) for above, below in pairs)


def order_of(head: bytes) -> str:
    """``<`` or ``>``; empty for what is no such file."""
    return ORDERS.get(head[:4], "")


def read_raw(file: BinaryIO, size: int) -> RawFile:
    """By its directories. Raises OSError."""
    head = read_at(file, 0, 16)
    big = head[2:4] in (b"+\0", b"\0+")
    tiff = _Tiff(file, size, order=order_of(head), big=big)
    raw = RawFile("", is_tiff=True)
    raw.plain_head = {"<": b"II*\0", ">": b"MM\0*"}[tiff.order] if not big else head[:4]
    try:
        first = tiff.number(8 if big else 4, tiff.letters[1])
        directories = list(_directories(tiff, first, raw))
    except (struct.error, ValueError):
        directories = []
    if not directories:
        raw.format, raw.is_whole = _format(head, tiff, {}), False
        return raw
    main = directories[0]
    raw.format = _format(head, tiff, main)
    raw.orientation = _orientation(tiff, directories)
    raw.xmp, raw.iptc = tiff.data(main.get(_XMP)), tiff.data(main.get(_IPTC))
    for entries in directories:
        _look(raw, tiff, entries)
    _look_at_makers_own(raw, tiff, head, directories)
    return raw


def _directories(tiff: _Tiff, first: int, raw: RawFile) -> Iterator[dict[int, _Entry]]:
    """The chain, what hangs on each, and the camera's notes. What lies behind the end makes the file not whole."""
    pending, seen = [first], set[int]()
    while pending and len(seen) < _MOST_DIRECTORIES:
        at = pending.pop(0)
        if not at or at in seen:
            continue
        seen.add(at)
        try:
            entries, following = tiff.directory(at)
        except struct.error:
            raw.is_whole = False
            continue
        except ValueError:
            if len(seen) == 1:
                raw.is_whole = False
            continue  # of a maker's own kind
        yield entries
        pending.append(following)
        model = text(tiff.data(entries.get(_MODEL), 256))
        if _SUB_IFDS in entries and model != "DSLR-A100":  # which keeps its sensor's data there
            pending += tiff.numbers(entries[_SUB_IFDS])[:16]
        pending += tiff.numbers(entries.get(_EXIF))[:1]


def _format(head: bytes, tiff: _Tiff, main: dict[int, _Entry]) -> str:
    make = text(tiff.data(main.get(_MAKE), 256)).lower()
    model = text(tiff.data(main.get(_MODEL), 256))
    if head[:4] in _OLYMPUS:
        return "ORF"
    if head[:4] == _PANASONIC:
        return "RWL" if make.startswith("leica") else "RW2"
    if head[8:10] == b"CR":
        return "CR2"
    if _DNG_VERSION in main:
        return "GPR" if make.startswith("gopro") else "DNG"
    if head[8:12] in (b"IIII", b"MMMM"):
        return "IIQ"
    name = next((name for begin, name in _BY_MAKER if make.startswith(begin)), "TIFF/EP")
    if name == "ARW":
        return {"DSC-R1": "SR2", "DSC-F828": "SRF", "DSC-V3": "SRF"}.get(model, "ARW")
    if name == "NEF" and tiff.one(main, _COMPRESSION) == 6:  # its first picture is a JPEG: as Coolpix cameras write it
        return "NRW"
    return "KDC" if name == "DCR" and not model.upper().startswith("DCS") else name


def _orientation(tiff: _Tiff, directories: list[dict[int, _Entry]]) -> int:
    """The first that says so."""
    told = (tiff.one(entries, _ORIENTATION) for entries in directories)
    return next((number for number in told if number in range(1, 9)), 0)


def _look(raw: RawFile, tiff: _Tiff, entries: dict[int, _Entry]) -> None:
    """One directory: all its values, its pixels and its JPEGs must lie inside the file."""
    for tag, entry in entries.items():
        if tag != _MAKERS_NOTES and WIDTHS.get(entry.kind):
            raw.needs(entry.at + entry.length, tiff.size)
    photometric = tiff.one(entries, _PHOTOMETRIC)
    space = {2: SRGB, 3: ADOBE_RGB, 4: PROPHOTO_RGB}.get(tiff.one(entries, _PREVIEW_SPACE), "")
    for offsets, lengths in ((_STRIPS, _STRIP_BYTES), (_TILES, _TILE_BYTES)):
        pairs = list(zip(tiff.numbers(entries.get(offsets)), tiff.numbers(entries.get(lengths)), strict=False))
        for offset, length in pairs:
            if offset != 0xFFFFFFFF:  # Panasonic's, which says it elsewhere
                raw.needs(offset + length, tiff.size)
        if len(pairs) == 1 and photometric not in _RAW_PHOTOMETRIC and tiff.one(entries, _COMPRESSION) in (6, 7, 99):
            raw.offer(tiff.file, *pairs[0], tiff.size, space=space)
    _look_at_thumbnail(raw, tiff, entries)
    raw.offer(tiff.file, tiff.one(entries, _JPEG), tiff.one(entries, _JPEG_BYTES), tiff.size, space=space)
    # Seen of Adobe's own (LibRaw 0.22.2): colours packed as a usual JPEG, with steps that make light of its numbers.
    is_jpeg = photometric == _LINEAR_RAW and tiff.one(entries, _COMPRESSION) == 7 and tiff.one(entries, _BITS) == 8
    raw.is_mapped = raw.is_mapped or (is_jpeg and _STEPS in entries)
    _note_size(raw, tiff, entries)


def _look_at_thumbnail(raw: RawFile, tiff: _Tiff, entries: dict[int, _Entry]) -> None:
    """A small picture of 8 bits in one piece, as Nikon and Adobe lay one in front."""
    if (tiff.one(entries, _PHOTOMETRIC), tiff.one(entries, _COMPRESSION), tiff.one(entries, _BITS)) != (2, 1, 8):
        return
    offsets, lengths = tiff.numbers(entries.get(_STRIPS)), tiff.numbers(entries.get(_STRIP_BYTES))
    found = RawThumbnail((*offsets, 0)[0], tiff.one(entries, _WIDTH), tiff.one(entries, _HEIGHT))
    ends = [at + length for at, length in zip(offsets, lengths, strict=False)]
    is_in_one_piece = len(offsets) == len(lengths) and list(offsets[1:]) == ends[:-1]
    is_small = 0 < found.length <= _MOST_THUMBNAIL_BYTES and tiff.one(entries, _PLANES) in (0, 1)
    if not (is_in_one_piece and is_small and sum(lengths) == found.length and ends[-1] <= tiff.size):
        return
    if raw.thumbnail is None or found.length > raw.thumbnail.length:
        raw.thumbnail = found


def _note_size(raw: RawFile, tiff: _Tiff, entries: dict[int, _Entry]) -> None:
    """The largest picture is the one; DNG says what of it is meant to be shown."""
    width, height = tiff.one(entries, _WIDTH), tiff.one(entries, _HEIGHT)
    crop = tiff.real(entries.get(_CROP))
    if len(crop) == 2 and 0 < crop[0] <= width and 0 < crop[1] <= height:
        width, height = round(crop[0]), round(crop[1])
    if width * height > raw.width * raw.height and max(width, height) < 1 << 16:
        raw.width, raw.height = width, height


def _look_at_makers_own(raw: RawFile, tiff: _Tiff, head: bytes, directories: list[dict[int, _Entry]]) -> None:
    main = directories[0]
    if head[:4] == _PANASONIC:
        _panasonic(raw, tiff, main)
    if raw.format == "IIQ":
        _phase_one(raw, tiff)
    notes = next((entries[_MAKERS_NOTES] for entries in directories if _MAKERS_NOTES in entries), None)
    if notes is None:
        return
    raw.needs(notes.at + notes.length, tiff.size)
    begin = tiff.data(_Entry(7, 18, notes.at, 18))
    try:
        if begin.startswith(b"Nikon\0\2"):
            _nikon(raw, tiff, notes.at + 10)
        elif begin.startswith((b"OLYMPUS\0", b"OM SYSTEM\0")):
            _olympus(raw, tiff, notes.at, 12 if begin.startswith(b"OLYMPUS") else 16, begin)
        elif raw.format == "CR2":
            _canon(raw, tiff, notes.at)
    except (struct.error, ValueError):
        return  # makers' notes are moved by programs that don't know them


def _panasonic(raw: RawFile, tiff: _Tiff, main: dict[int, _Entry]) -> None:
    if (jpeg := main.get(_JPEG_OF_PANASONIC)) is not None:
        raw.offer(tiff.file, jpeg.at, jpeg.length, tiff.size)
    begin, length = tiff.one(main, _RAW_AT), tiff.one(main, _STRIP_BYTES)
    if begin:
        raw.needs(begin + max(length, 1), tiff.size)
    sides = [tiff.one(main, tag) for tag in (_RIGHT, _LEFT, _BOTTOM, _TOP)]
    if sides[0] > sides[1] and sides[2] > sides[3]:
        raw.width, raw.height = sides[0] - sides[1], sides[2] - sides[3]


def _phase_one(raw: RawFile, tiff: _Tiff) -> None:
    """A directory of its own: tag, type, bytes, value or offset from the eighth byte on."""
    base = 8
    head = read_at(tiff.file, base, 12)
    order = "<" if head[:4] == b"IIII" else ">"
    if len(head) < 12:
        raw.is_whole = False
        return
    (at,) = struct.unpack_from(order + "I", head, 8)
    (count,) = struct.unpack(order + "I", read_at(tiff.file, base + at, 4).ljust(4, b"\0"))
    data = read_at(tiff.file, base + at + 8, 16 * min(count, _MOST_ENTRIES))
    raw.needs(base + at + 8 + 16 * min(count, _MOST_ENTRIES), tiff.size)
    told = {}
    for tag, _, length, value in struct.iter_unpack(order + "4I", data[: len(data) // 16 * 16]):
        told[tag] = value
        if length > 4:
            raw.needs(base + value + length, tiff.size)
    width, height = told.get(0x10A, 0), told.get(0x10B, 0)
    if 0 < width < 1 << 16 and 0 < height < 1 << 16:
        raw.width, raw.height = width, height


def _nikon(raw: RawFile, tiff: _Tiff, at: int) -> None:
    """A TIFF of its own: with a preview in a directory, and the colours of all pictures."""
    order = {b"II": "<", b"MM": ">"}.get(read_at(tiff.file, at, 2), "")
    if not order:
        return
    own = _Tiff(tiff.file, tiff.size, at, order)
    entries, _ = own.directory(own.number(4, "I"))
    raw.space = {1: SRGB, 2: ADOBE_RGB}.get(own.one(entries, 0x1E), "")
    if preview := own.one(entries, 0x11):
        of_preview, _ = own.directory(preview)
        raw.offer(tiff.file, at + own.one(of_preview, _JPEG), own.one(of_preview, _JPEG_BYTES), tiff.size)


def _olympus(raw: RawFile, tiff: _Tiff, at: int, header: int, begin: bytes) -> None:
    """Offsets from the notes' own begin; the camera's settings hold a preview and its colours."""
    mark = begin[header - 4 : header - 2]
    own = _Tiff(tiff.file, tiff.size, at, ">" if mark == b"MM" else "<")
    entries, _ = own.directory(header)
    settings = own.one(entries, 0x2020) or (entries[0x2020].at if 0x2020 in entries else 0)
    if not settings:
        return
    inner, _ = own.directory(settings)
    raw.space = {0: SRGB, 1: ADOBE_RGB, 2: PROPHOTO_RGB}.get(own.one(inner, 0x507), "") if 0x507 in inner else ""
    raw.offer(tiff.file, at + own.one(inner, 0x101), own.one(inner, 0x102), tiff.size)


def _canon(raw: RawFile, tiff: _Tiff, at: int) -> None:
    """A plain directory, offsets from the file's begin."""
    entries, _ = tiff.directory(at)
    raw.space = CANONS_SPACES.get(tiff.one(entries, 0xB4), "")


def space_of_canon(file: BinaryIO, at: int, size: int) -> str:
    """The colours that Canon's notes tell, where these are a TIFF by themselves (CR3); empty where they do not."""
    tiff = _Tiff(file, size, at, order_of(read_at(file, at, 4)))
    try:
        entries, _ = tiff.directory(tiff.number(4, "I"))
    except (struct.error, ValueError):
        return ""
    return CANONS_SPACES.get(tiff.one(entries, 0xB4), "")

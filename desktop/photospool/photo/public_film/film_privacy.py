"""Whether a film holds nothing but its picture, and its sound where that was chosen. Pure, but for reading the film.

It shares nothing with what writes such films: each box has its place, its length and its bytes, or the film is not fit.
Times of making, names, languages and everything reserved must be zero; each byte of the media belongs to one sample,
and each sample of pictures is made of units that are picture. What a coder hid *inside* picture or sound can't be seen.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

CONTENT_TYPE: Final = "video/mp4"
"""What such a film has to be called, to the letter."""
_BRAND: Final = b"\0\0\0\x1cftypisom\0\0\2\0isomiso2mp41"
_MOST_HEADER: Final = 256 << 20
_ONE: Final = 1 << 16
_UPRIGHT: Final = struct.pack(">9i", _ONE, 0, 0, 0, _ONE, 0, 0, 0, 1 << 30)
_QUARTERS: Final = {
    struct.pack(">9i", a * _ONE, b * _ONE, 0, c * _ONE, d * _ONE, 0, 0, 0, 1 << 30)
    for a, b, c, d in (
        *((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)),
        *((-1, 0, 0, 1), (1, 0, 0, -1), (0, 1, 1, 0), (0, -1, -1, 0)),
    )
}
_HERE: Final = b"\0\0\0\x1cdref\0\0\0\0\0\0\0\1\0\0\0\x0curl \0\0\0\1"


class _Unfit(Exception):
    """What is wrong with it, for people."""


def hidden_in_film(file: BinaryIO, size: int, *, has_sound: bool) -> str:
    """What else a film holds, in words; empty when it is a film for strangers and nothing more. Raises OSError."""
    try:
        _judge(file, size, has_sound=has_sound)
    except _Unfit as exc:
        return str(exc)
    except (struct.error, IndexError, ValueError, OverflowError):
        return "a part that is cut off"
    return ""


def _must(holds: object, what: str) -> None:
    if not holds:
        raise _Unfit(what)


@dataclass(frozen=True, slots=True)
class _Samples:
    """Where one track's samples lie: chunks in order, and the bytes of each sample."""

    is_picture: bool
    chunks: list[tuple[int, int, int]]
    """``(where, number of its first sample, how many)``."""
    sizes: array[int]
    length_bytes: int
    is_hevc: bool


def _judge(file: BinaryIO, size: int, *, has_sound: bool) -> None:
    head = _read(file, 0, len(_BRAND) + 8)
    _must(head[: len(_BRAND)] == _BRAND, "another kind of file")
    length = int.from_bytes(head[len(_BRAND) : len(_BRAND) + 4], "big")
    _must(head[-4:] == b"moov" and 8 < length <= _MOST_HEADER, "something before its description")
    description = _read(file, len(_BRAND) + 8, length - 8)
    begin = len(_BRAND) + length
    media = _read(file, begin, 16)
    _must(
        media[:8] == b"\0\0\0\1mdat" and begin + int.from_bytes(media[8:], "big") == size, "something beside its media"
    )
    tracks = _tracks(_Box(description), has_sound=has_sound)
    _covers(tracks, begin + 16, size)
    for track in tracks:
        _look_into(file, track)


class _Box:
    """What is in a box, taken from the front: each part must be the one that is expected."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = memoryview(data), 0

    @property
    def next(self) -> bytes:
        """The name of the box that comes; empty at the end."""
        return bytes(self._data[self._at + 4 : self._at + 8])

    def box(self, name: bytes) -> _Box:
        """The next box, which must be this one."""
        _must(self.next == name, f"a part “{_said(self.next)}” where “{_said(name)}” belongs")
        length = struct.unpack_from(">I", self._data, self._at)[0]
        _must(8 <= length <= len(self._data) - self._at, "a part that is cut off")
        found = _Box(bytes(self._data[self._at + 8 : self._at + length]))
        self._at += length
        return found

    def take(self, count: int) -> bytes:
        """So many bytes."""
        _must(count <= len(self._data) - self._at, "a part that is cut off")
        self._at += count
        return bytes(self._data[self._at - count : self._at])

    def rest(self) -> bytes:
        """All that is left."""
        return self.take(len(self._data) - self._at)

    def ahead(self, count: int) -> int:
        """The byte so many further on, without taking it."""
        _must(self._at + count < len(self._data), "a part that is cut off")
        return self._data[self._at + count]

    def number(self, count: int) -> int:
        """Of so many bytes."""
        return int.from_bytes(self.take(count), "big")

    def same(self, wanted: bytes, what: str) -> None:
        """These bytes and no others."""
        _must(self.take(len(wanted)) == wanted, what)

    def zeros(self, count: int, what: str) -> None:
        """So many, where others could say something."""
        self.same(bytes(count), what)

    def end(self) -> None:
        """Nothing follows."""
        _must(self._at == len(self._data), "a part that is too long")


def _said(name: bytes) -> str:
    return "".join(chr(letter) if 0x20 < letter < 0x7F else "?" for letter in name)


def _tracks(moov: _Box, *, has_sound: bool) -> list[_Samples]:
    header = moov.box(b"mvhd")
    header.same(b"\1\0\0\0", "an odd header")
    header.zeros(16, "when it was made")
    scale, lasts = header.number(4), header.number(8)
    header.same(struct.pack(">IH10x", _ONE, 1 << 8) + _UPRIGHT + bytes(24), "an odd header")
    count = header.number(4) - 1
    header.end()
    _must(scale and count in ((1, 2) if has_sound else (1,)), "other tracks than were chosen")
    found, longest = [], 0
    for number in range(1, count + 1):
        one, shown = _track(moov.box(b"trak"), number, scale)
        found.append(one)
        longest = max(longest, shown)
    moov.end()
    _must(lasts == longest and [one.is_picture for one in found] == [True, False][:count], "an odd header")
    return found


def _track(track: _Box, number: int, scale: int) -> tuple[_Samples, int]:
    is_picture = number == 1
    header = track.box(b"tkhd")
    header.same(b"\1\0\0\3", "an odd header")
    header.zeros(16, "when it was made")
    header.same(struct.pack(">I4x", number), "an odd header")
    shown = header.number(8)
    header.same(bytes(12) + (b"\0\0" if is_picture else b"\1\0") + bytes(2), "an odd header")
    _must(header.take(36) in _QUARTERS, "an odd header")
    width, height = header.number(4), header.number(4)
    _must(not (width | height) & 0xFFFF and (is_picture or not width | height), "an odd header")
    header.end()
    edits = _edits(track.box(b"edts"), shown)
    media = track.box(b"mdia")
    track.end()
    header = media.box(b"mdhd")
    header.same(b"\1\0\0\0", "an odd header")
    header.zeros(16, "when it was made")
    own, lasts = header.number(4), header.number(8)
    header.same(b"\x55\xc4\0\0", "a language")
    header.end()
    kind = media.box(b"hdlr")
    kind.same(bytes(8) + (b"vide" if is_picture else b"soun") + bytes(13), "a name of a track")
    kind.end()
    inner = media.box(b"minf")
    media.end()
    about = inner.box(b"vmhd" if is_picture else b"smhd")
    about.same(b"\0\0\0\1" + bytes(8) if is_picture else bytes(8), "an odd header")
    about.end()
    where = inner.box(b"dinf")
    where.same(_HERE, "a part in another file")
    where.end()
    tables = inner.box(b"stbl")
    inner.end()
    samples, whole = _tables(tables, is_picture=is_picture)
    _must(own and lasts == whole and edits <= whole, "an odd header")
    return samples, shown


def _edits(edts: _Box, shown: int) -> int:
    """Where the film begins in the track."""
    table = edts.box(b"elst")
    edts.end()
    table.same(b"\1\0\0\0", "an odd edit")
    count = table.number(4)
    _must(count in (1, 2), "an odd edit")
    delay = 0
    if count == 2:
        delay = table.number(8)
        table.same(b"\xff" * 8 + b"\0\1\0\0", "an odd edit")
    lasts, begins = table.number(8), table.number(8)
    table.same(b"\0\1\0\0", "an odd edit")
    table.end()
    _must(delay + lasts == shown, "an odd edit")
    return begins


def _tables(tables: _Box, *, is_picture: bool) -> tuple[_Samples, int]:
    description = tables.box(b"stsd")
    description.same(bytes(4) + b"\0\0\0\1", "several kinds of picture or sound")
    length_bytes, is_hevc = _picture(description) if is_picture else _sound(description)
    description.end()
    lasts = _numbers(tables.box(b"stts"), b"\0\0\0\0", 2)
    samples = sum(lasts[::2])
    if tables.next == b"ctts":
        shifts = tables.box(b"ctts")
        kind = shifts.take(4)
        _must(kind in (b"\0\0\0\0", b"\1\0\0\0"), "an odd table")
        _must(sum(_counted(shifts, 2)[::2]) == samples, "a table for more than there is")
    if tables.next == b"stss":
        sync = _numbers(tables.box(b"stss"), b"\0\0\0\0", 1)
        rising = all(before < after for before, after in pairwise(sync))
        _must(rising and sync[0] > 0 and sync[-1] <= samples, "a table for more than there is")
    per_chunk = _numbers(tables.box(b"stsc"), b"\0\0\0\0", 3)
    sizes = tables.box(b"stsz")
    sizes.zeros(8, "an odd table")
    each = _counted(sizes, 1)
    places = tables.box(b"co64")
    places.zeros(4, "an odd table")
    begins = _counted(places, 1, "Q")
    tables.end()
    _must(len(each) == samples and samples, "a table for more than there is")
    whole = sum(count * value for count, value in zip(lasts[::2], lasts[1::2], strict=True))
    return _Samples(is_picture, list(_chunks(per_chunk, begins, samples)), each, length_bytes, is_hevc), whole


def _numbers(table: _Box, kind: bytes, width: int) -> array[int]:
    table.same(kind, "an odd table")
    return _counted(table, width)


def _counted(table: _Box, width: int, code: str = "I") -> array[int]:
    """The numbers of a table, which says in front how many rows it has, and has no more."""
    found = array(code)
    found.frombytes(table.take(table.number(4) * width * found.itemsize))
    table.end()
    if sys.byteorder == "little":
        found.byteswap()
    return found


def _chunks(per_chunk: array[int], begins: array[int], samples: int) -> Iterator[tuple[int, int, int]]:
    chunk, sample = 1, 0
    firsts = [*per_chunk[::3], len(begins) + 1]
    for row, count in enumerate(per_chunk[1::3]):
        _must(
            firsts[row] == chunk and firsts[row + 1] > chunk and count and per_chunk[3 * row + 2] == 1, "an odd table"
        )
        while chunk < firsts[row + 1]:
            yield begins[chunk - 1], sample, count
            chunk, sample = chunk + 1, sample + count
    _must(chunk == len(begins) + 1 and sample == samples, "a table for more than there is")


def _covers(tracks: list[_Samples], begin: int, end: int) -> None:
    """Each byte of the media belongs to one sample: nothing lies between them, before, or behind."""
    spans = sorted((at, sum(one.sizes[first : first + count])) for one in tracks for at, first, count in one.chunks)
    for at, length in spans:
        _must(at == begin, "something between its samples")
        begin += length
    _must(begin == end, "something behind its samples")


# How it is decoded.

_LONGEST: Final = 512
"""Bytes of a parameter set."""


def _picture(description: _Box) -> tuple[int, bool]:
    name = description.next
    _must(name in (b"avc1", b"avc3", b"hvc1", b"hev1"), "a picture of another kind")
    entry = description.box(name)
    entry.same(bytes(6) + b"\0\1" + bytes(16), "an odd description")
    entry.take(4)  # width and height
    entry.same(b"\0\x48\0\0\0\x48\0\0" + bytes(4) + b"\0\1", "an odd description")
    entry.zeros(32, "the name of a program")
    entry.same(b"\0\x18\xff\xff", "an odd description")
    is_hevc = name in (b"hvc1", b"hev1")
    how = entry.box(b"hvcC" if is_hevc else b"avcC")
    width = _hevc(how) if is_hevc else _h264(how)
    for colour, is_one in _COLOUR:
        if entry.next == colour:
            inside = entry.box(colour)
            is_one(inside)
            inside.end()
    entry.end()
    return width, is_hevc


def _colr(inside: _Box) -> None:
    inside.same(b"nclx", "a colour profile")
    inside.take(6)
    _must(inside.number(1) in (0, 0x80), "an odd colour")


def _mdcv(inside: _Box) -> None:
    _must(all(inside.number(2) <= 50_000 for _ in range(8)), "an odd colour")
    brightest, darkest = inside.number(4), inside.number(4)
    _must(darkest < brightest <= 100_000_000, "an odd colour")


_COLOUR: Final[tuple[tuple[bytes, Callable[[_Box], object]], ...]] = (
    (b"colr", _colr),
    (b"pasp", lambda inside: inside.take(8)),
    (b"mdcv", _mdcv),
    (b"clli", lambda inside: inside.take(4)),
)


def _h264(how: _Box) -> int:
    how.same(b"\1", "an odd description")
    profile = how.number(1)
    how.take(2)
    width = how.number(1)
    _must(width & 0xFC == 0xFC and width & 3 != 2, "an odd description")
    first = how.number(1)
    _must(first & 0xE0 == 0xE0, "an odd description")
    _units(how, first & 0x1F, {0x07, 0x27, 0x47, 0x67})
    _units(how, how.number(1), {0x08, 0x28, 0x48, 0x68})
    rest = how.rest()
    if rest:
        _must(profile not in (66, 77, 88) and len(rest) == 4, "a part that is too long")
        _must(rest[0] & 0xFC == 0xFC and rest[1] & rest[2] & 0xF8 == 0xF8 and not rest[3], "an odd description")
    return (width & 3) + 1


def _hevc(how: _Box) -> int:
    how.same(b"\1", "an odd description")
    how.take(12)
    segmentation = how.number(2)
    rest = how.take(6)
    _must(segmentation >> 12 == 0xF and rest[0] & rest[1] & 0xFC == 0xFC, "an odd description")
    _must(rest[2] & rest[3] & 0xF8 == 0xF8 and not rest[4] and not rest[5], "an odd description")
    width = how.number(1)
    _must(width & 3 != 2, "an odd description")
    for _ in range(how.number(1)):
        kind = how.number(1)
        _must(kind in (0xA0, 0xA1, 0xA2), "notes in its description")
        _units(how, how.number(2), {(kind & 0x3F) << 1})
    how.end()
    return (width & 3) + 1


def _units(how: _Box, count: int, heads: set[int]) -> None:
    for _ in range(count):
        unit = how.take(how.number(2))
        _must(2 < len(unit) <= _LONGEST and unit[0] in heads, "notes in its description")


def _sound(description: _Box) -> tuple[int, bool]:
    entry = description.box(b"mp4a")
    entry.same(bytes(6) + b"\0\1" + bytes(8), "an odd description")
    _must(1 <= entry.number(2) <= 8, "an odd description")
    entry.same(b"\0\x10\0\0\0\0", "an odd description")
    entry.take(2)
    entry.zeros(2, "an odd description")
    stream = entry.box(b"esds")
    entry.end()
    stream.zeros(4, "an odd description")
    length = stream.ahead(21)
    stream.same(bytes([3, 23 + length, 0, 0, 0]), "an odd description")
    stream.same(bytes([4, 15 + length, 0x40, 0x15]) + bytes(11) + bytes([5, length]), "an odd description")
    _must(_is_configuration(stream.take(length)), "notes in its description")
    stream.same(b"\6\1\2", "an odd description")
    stream.end()
    return 0, False


def _is_configuration(data: bytes) -> bool:
    """Whether it says AAC-LC, or that with a doubled rate, and nothing more (ISO/IEC 14496-3, table 1.15)."""
    bits = "".join(f"{byte:08b}" for byte in data)
    is_doubled = bits[:5] in ("00101", "11101")  # its own rate, and then the kind of what is doubled
    kind, rest = (bits[17:22], bits[22:]) if is_doubled else (bits[:5], bits[13:])
    if kind != "00010" or int(bits[5:9], 2) > 12 or not 1 <= int(bits[9:13], 2) <= 7 or rest[1:3] != "00":
        return False
    rest = rest[3:]
    if rest.startswith("01010110111" + "00101" + "1"):
        rest = rest[21:]
    return len(rest) < 8 and "1" not in rest


# The samples.


def _look_into(file: BinaryIO, track: _Samples) -> None:
    for begin, first, count in track.chunks:
        at = begin
        for size in track.sizes[first : first + count]:
            if track.is_picture:
                _units_of(file, at, size, track)
            else:
                head = _read(file, at, min(size, 32 if _read(file, at, 1) >= b"\x80" else 2))
                _must(size >= 2 and (head[0] < 0x80 or _is_coders_name(head)), "other data in its sound")
            at += size


def _is_coders_name(data: bytes) -> bool:
    """Whether sound begins with a filling that holds name and version of ffmpeg's coder, and with nothing else.

    ISO/IEC 14496-3, tables 4.57 and 4.85: three bits of kind, four that count bytes, or eight more; then four bits and
    the name, aligned. Behind it no data may begin either.
    """
    bits = "".join(f"{byte:08b}" for byte in data)
    count, at = int(bits[3:7], 2), 7
    if count == 15:
        count, at = 14 + int(bits[7:15], 2), 15
    begin, end = -(-(at + 4) // 8), at + 8 * count
    is_named = re.fullmatch(rb"Lavc\d{1,3}\.\d{1,3}\.\d{1,3}", data[begin : end // 8])
    around = bits[at : 8 * begin] + bits[end // 8 * 8 : end + 1]
    return bits[:3] == "110" and len(bits) > end and bool(is_named) and "1" not in around


def _units_of(file: BinaryIO, at: int, size: int, track: _Samples) -> None:
    width, end = track.length_bytes, at + size
    while at < end:
        head = _read(file, at, width + 2)
        length = int.from_bytes(head[:width], "big")
        _must(length > 2 and at + width + length <= end, "something between the units of its picture")
        first, second = head[width], head[width + 1]
        _must(not first & 0x80, "an odd unit in its picture")
        if track.is_hevc:
            kind = first >> 1
            is_set, is_slice = 32 <= kind <= 34, kind < 10 or 16 <= kind < 22
            _must(not first & 1 and second < 8, "another layer in its picture")
        else:
            kind = first & 0x1F
            is_set, is_slice = kind in (7, 8), 1 <= kind <= 5
        _must(is_slice or (is_set and length <= _LONGEST), "notes between its pictures")
        at += width + length


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at)
    data = file.read(count)
    _must(len(data) == count, "a part that is cut off")
    return data

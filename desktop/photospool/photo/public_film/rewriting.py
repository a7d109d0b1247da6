"""Plan a video's copy for strangers: a header made anew, and which bytes of the original stand behind it.

An allow-list: one track of pictures, one of sound where it was chosen; of a picture's samples the units that are
picture (no SEI, no filling, no other layer), of each table its numbers. Whatever is not read here is not copied.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from photospool.photo.public_film import coding
from photospool.photo.public_film.coding import Coding, box
from photospool.photo.public_film.reasons import CannotShow, Reason
from photospool.photo.public_film.track import (
    Chunk,
    Run,
    Track,
    described,
    handler,
    heading,
    inside,
    is_loud,
    read_track,
    timescale_of,
)
from photospool.photo.structure.isobmff import IsoBox, read_at, walk

MOST_PIECES: Final = 4_000_000
_H264: Final = frozenset({1, 2, 3, 4, 5, 7, 8})
"""Slices and parameter sets (ITU-T H.264, table 7-1)."""
_HEVC: Final = frozenset({*range(10), *range(16, 22), 32, 33, 34})
"""The same (ITU-T H.265, table 7-1)."""
_SETS: Final = {False: frozenset({7, 8}), True: frozenset({32, 33, 34})}
_LONGEST_SET: Final = 512
_PRIMING_S: Final = 0.2
"""Sound that decoders need before the first that is heard, and behind the last; more is a part that an edit hides."""
_BEHIND: Final = 1
"""Pictures that may follow the end of an edit: films' and tracks' units are rounded."""
_MOST_LED_IN: Final = 3
"""Of sound's first samples those that may hold other data: encoders leave their names there. They are left out."""
_CODERS_NAME: Final = re.compile(rb"Lavc[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\0")
_CODES: Final = struct.Struct(">9i")


@dataclass(slots=True)
class Plan:
    """A film for strangers: ``head``, then these pieces of the original, one after the other."""

    head: bytes
    offsets: array[int] = field(default_factory=lambda: array("Q"))
    lengths: array[int] = field(default_factory=lambda: array("I"))

    @property
    def size(self) -> int:
        """Bytes of the film."""
        return len(self.head) + sum(self.lengths)


def plan(file: BinaryIO, size: int, *, has_sound: bool) -> Plan:
    """How a video is copied for strangers. Raises CannotShow, OSError."""
    moov, media = _outermost(file, size)
    scale = timescale_of(file, moov)
    tracks = _chosen(file, moov, has_sound=has_sound)
    pieces = _Pieces(size, media)
    kept = [_KeptTrack.of(file, track, scale) for track in tracks]
    chunks = [(chunk, one) for one in kept for chunk in one.track.chunks]
    for chunk, whose in sorted(chunks, key=lambda pair: pair[0].at):
        whose.copy(file, chunk, pieces)
    return Plan(_head(kept, scale, pieces.size), pieces.offsets, pieces.lengths)


def _outermost(file: BinaryIO, size: int) -> tuple[IsoBox, list[IsoBox]]:
    """``moov``, of a film that lies in one piece, and its media, each ``mdat``. Raises CannotShow."""
    found, media = list[IsoBox](), list[IsoBox]()
    for one in walk(file, 0, size, most=200_000):
        if one is None or one.end > size:
            break
        if one.name == b"moof":
            raise CannotShow(Reason.PIECES)
        found += [one] if one.name == b"moov" else []
        media += [one] if one.name == b"mdat" else []
    if not found:
        raise CannotShow(Reason.CONTAINER)
    if len(found) != 1:
        raise CannotShow(Reason.MALFORMED)
    if b"mvex" in inside(file, found[0]):
        raise CannotShow(Reason.PIECES)
    return found[0], media


def _chosen(file: BinaryIO, moov: IsoBox, *, has_sound: bool) -> list[Track]:
    """The first track of pictures; of sound the first that is AAC, for cameras lay others beside it."""
    tracks = inside(file, moov).get(b"trak", [])[:32]
    kinds = [handler(file, track) for track in tracks]
    pictures = [track for track, kind in zip(tracks, kinds, strict=True) if kind == b"vide"]
    sounds = [track for track, kind in zip(tracks, kinds, strict=True) if kind == b"soun"]
    if not pictures:
        raise CannotShow(Reason.NO_PICTURE)
    found = [read_track(file, _played(file, pictures)[0])]
    if not len(found[0].sizes):
        raise CannotShow(Reason.NO_PICTURE)
    heard = _heard(file, moov, sounds) if has_sound else []
    if heard:
        aac = [track for track in heard if _is_aac(file, track)]
        read = read_track(file, (aac or heard)[0])
        found += [read] if len(read.sizes) else []
    return found


def _played(file: BinaryIO, tracks: Sequence[IsoBox]) -> list[IsoBox]:
    """Those that are not switched off: nobody who plays the film meets the others. Where all are, players take all.

    Also one that stands in for another of its group which a player may not know.
    """
    headings = [heading(file, track) for track in tracks]
    groups = {one.group for one in headings if one.is_on and one.group}
    played = [track for track, one in zip(tracks, headings, strict=True) if one.is_on or one.group in groups]
    return played or list(tracks)


def _heard(file: BinaryIO, moov: IsoBox, sounds: Sequence[IsoBox]) -> list[IsoBox]:
    """The sounds that are played, and not muted: a person may have done that."""
    everything = inside(file, moov).get(b"trak", [])
    if not is_loud(file, moov) or (
        any(heading(file, track).is_on for track in everything)
        and not any(heading(file, track).is_on for track in sounds)
    ):
        return []
    return [track for track in _played(file, sounds) if heading(file, track).is_loud]


def _is_aac(file: BinaryIO, track: IsoBox) -> bool:
    try:
        coding.of_sound(described(file, track))
    except CannotShow as exc:
        if exc.reason is not Reason.SOUND_CODEC:
            raise
        return False
    return True


class _Pieces:
    """What is copied of the original, in order; neighbours are joined."""

    def __init__(self, most_bytes: int, media: Sequence[IsoBox]) -> None:
        self.offsets, self.lengths = array("Q"), array("I")
        self._begins, self._ends = [one.begin for one in media], [one.end for one in media]
        self.size = 0
        self._most_bytes = most_bytes

    def add(self, at: int, length: int) -> None:
        self.size += length
        # A film whose samples lie over each other could be made larger than any disk.
        if self.size > self._most_bytes or not self._is_media(at, at + length):
            raise CannotShow(Reason.MALFORMED)
        if self.offsets and self.offsets[-1] + self.lengths[-1] == at and self.lengths[-1] + length < 1 << 31:
            self.lengths[-1] += length
            return
        if len(self.offsets) >= MOST_PIECES:
            raise CannotShow(Reason.LARGE)
        self.offsets.append(at)
        self.lengths.append(length)

    def _is_media(self, at: int, end: int) -> bool:
        """Whether it lies in the media: an offset may lead into the film's own notes."""
        number = bisect_right(self._begins, at) - 1
        return number >= 0 and end <= self._ends[number]


@dataclass(slots=True)
class _KeptTrack:
    """A track on its way into the copy."""

    track: Track
    coding: Coding
    sizes: array[int] = field(default_factory=lambda: array("I"))
    """Bytes of each sample in the copy, by its number."""
    begins: list[int] = field(default_factory=list)
    """Where each chunk begins, from the first piece on."""

    @classmethod
    def of(cls, file: BinaryIO, track: Track, scale: int) -> _KeptTrack:
        known = coding.of_picture(track.description) if track.is_picture else coding.of_sound(track.description)
        _show_all(track, scale)
        if not track.is_picture:
            _without_lead_in(file, track, scale)
        return cls(track, known, array("I", bytes(4 * len(track.sizes))))

    def copy(self, file: BinaryIO, chunk: Chunk, pieces: _Pieces) -> None:
        """Take a chunk's samples."""
        self.begins.append(pieces.size)
        at = chunk.at
        for number in range(chunk.first, chunk.first + chunk.count):
            size, before = self.track.sizes[number], pieces.size
            if self.track.is_picture:
                for begin, length in self._units(file, at, size):
                    pieces.add(begin, length)
            elif size < 2 or (_leads_with_data(file, at) and not _leads_with_coder(file, at)):
                raise CannotShow(Reason.SOUND_DATA)
            else:
                pieces.add(at, size)
            self.sizes[number] = pieces.size - before
            if not self.sizes[number]:
                raise CannotShow(Reason.MALFORMED)
            at += size

    def _units(self, file: BinaryIO, at: int, size: int) -> Iterator[tuple[int, int]]:
        """Where the units of a picture lie that are kept (NAL), each with its length in front."""
        width, is_hevc = self.coding.length_bytes, self.coding.is_hevc
        end = at + size
        while end - at > width:
            head = read_at(file, at, width + 2)
            length = int.from_bytes(head[:width], "big")
            unit = head[width:]
            if at + width + length > end or len(unit) < 2 or not length:
                raise CannotShow(Reason.MALFORMED)
            kind = unit[0] >> 1 & 0x3F if is_hevc else unit[0] & 0x1F
            is_base = not is_hevc or not (unit[0] & 1 or unit[1] >> 3)
            if kind in (_HEVC if is_hevc else _H264) and is_base and length > 2:
                if kind in _SETS[is_hevc] and length > _LONGEST_SET:
                    raise CannotShow(Reason.UNKNOWN)
                yield at, width + length
            at += width + length


def _leads_with_data(file: BinaryIO, at: int) -> bool:
    """Whether a sample of AAC begins with something that is no sound (DSE, PCE, FIL: ISO/IEC 14496-3, table 4.85)."""
    return read_at(file, at, 1) >= b"\x80"


def _leads_with_coder(file: BinaryIO, at: int) -> bool:
    """Whether that something is the name of ffmpeg's coder, which it repeats in each 256th sample, and nothing more.

    A filling (FIL), aligned as ffmpeg's aacenc.c does it; it ends in the byte behind the name, and sound follows.
    """
    head = read_at(file, at, 24)
    for begin in (2, 3):
        if found := _CODERS_NAME.match(head, begin):
            count = found.end() - 1 - begin + 2
            front = bytes([0xC0 | count << 1]) if count < 15 else bytes([0xDE, (count - 14) << 1])
            return head[:begin] == front + b"\0"
    return False


def _show_all(track: Track, scale: int) -> None:
    """An edit may hide what nobody should see any more: such a film is not copied. Raises CannotShow."""
    if track.shown is None:
        return
    lasts, begins = track.shown
    end = begins + -(-lasts * track.timescale // scale)
    if not track.is_picture:
        whole = sum(count * value for count, value in track.lasts)
        if max(begins, whole - end) > _PRIMING_S * track.timescale:
            raise CannotShow(Reason.EDITED)
        return
    behind = 0
    for shown, stays in _times(track):
        if shown + max(1, stays) <= begins:
            raise CannotShow(Reason.EDITED)
        behind += shown >= end
    if behind > _BEHIND:
        raise CannotShow(Reason.EDITED)


def _times(track: Track) -> Iterator[Run]:
    """When each sample is shown, and how long."""
    now = 0
    shifts = _each(track.shifts or [(len(track.sizes), 0)])
    for stays, shift in zip(_each(track.lasts), shifts, strict=True):
        yield now + shift, stays
        now += stays


def _each(runs: list[Run]) -> Iterator[int]:
    for count, value in runs:
        for _ in range(count):
            yield value


def _without_lead_in(file: BinaryIO, track: Track, scale: int) -> None:
    """Leave out the first samples of a sound that hold other data; what is heard stays where it is in time."""
    for _ in range(_MOST_LED_IN):
        if len(track.sizes) < 2 or not track.chunks or not _leads_with_data(file, track.chunks[0].at):
            return
        chunk, (count, lasts) = track.chunks[0], track.lasts[0]
        chunk.at += track.sizes[0]
        chunk.count -= 1
        track.chunks = track.chunks[0 if chunk.count else 1 :]
        for later in track.chunks[1 if chunk.count else 0 :]:
            later.first -= 1
        track.sizes = track.sizes[1:]
        track.lasts = [(count - 1, lasts), *track.lasts[1:]][0 if count > 1 else 1 :]
        track.shifts, track.sync = [], None
        length, begins = track.shown or (None, 0)
        if length is not None and begins >= lasts:
            track.shown = (length, begins - lasts)
        else:
            left = lasts - begins
            track.delay += left * scale // track.timescale
            track.shown = None if length is None else (max(0, length - left * scale // track.timescale), 0)


# The header.


def _head(kept: list[_KeptTrack], scale: int, media_bytes: int) -> bytes:
    """``ftyp``, ``moov`` and the beginning of ``mdat``."""
    brand = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
    length = len(_moov(kept, scale, 0))
    begin = len(brand) + length + 16
    return brand + _moov(kept, scale, begin) + struct.pack(">I4sQ", 1, b"mdat", 16 + media_bytes)


def _moov(kept: list[_KeptTrack], scale: int, begin: int) -> bytes:
    tracks = [_trak(number, one, scale, begin) for number, one in enumerate(kept, 1)]
    longest = max(_lasts(one.track, scale) for one in kept)
    matrix = _CODES.pack(1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    header = struct.pack(">B3xQQIQIH10x", 1, 0, 0, scale, longest, 1 << 16, 1 << 8)
    return box(b"moov", box(b"mvhd", header, matrix, bytes(24), struct.pack(">I", len(kept) + 1)), *tracks)


def _whole(track: Track) -> int:
    """How long it is, in its own units."""
    return sum(count * value for count, value in track.lasts)


def _shown(track: Track, scale: int) -> Run:
    """``(how long in the film's units, from where in its own)``."""
    if track.shown is not None:
        return track.shown
    return _whole(track) * scale // track.timescale, 0


def _lasts(track: Track, scale: int) -> int:
    return track.delay + _shown(track, scale)[0]


def _trak(number: int, one: _KeptTrack, scale: int, begin: int) -> bytes:
    track = one.track
    a, b, c, d = (value << 16 for value in track.turn)
    matrix = _CODES.pack(a, b, 0, c, d, 0, 0, 0, 1 << 30)
    volume = 0 if track.is_picture else 1 << 8
    header = struct.pack(">IQQI4xQ8xHHH2x", 0x01000003, 0, 0, number, _lasts(track, scale), 0, 0, volume)
    width, height = track.size
    edits = [(track.delay, -1)] if track.delay else []
    edits.append(_shown(track, scale))
    edited = box(
        b"elst", b"\1\0\0\0", struct.pack(">I", len(edits)), *(struct.pack(">qqI", *edit, 1 << 16) for edit in edits)
    )
    kind = b"vide" if track.is_picture else b"soun"
    about = box(b"vmhd", b"\0\0\0\1", bytes(8)) if track.is_picture else box(b"smhd", bytes(8))
    here = box(b"dinf", box(b"dref", bytes(4), b"\0\0\0\1", box(b"url ", b"\0\0\0\1")))
    media = box(
        b"mdia",
        box(b"mdhd", struct.pack(">B3xQQIQHH", 1, 0, 0, track.timescale, _whole(track), 0x55C4, 0)),
        box(b"hdlr", bytes(8), kind, bytes(13)),
        box(b"minf", about, here, _stbl(one, begin)),
    )
    return box(
        b"trak",
        box(b"tkhd", header, matrix, struct.pack(">II", width << 16, height << 16)),
        box(b"edts", edited),
        media,
    )


def _stbl(one: _KeptTrack, begin: int) -> bytes:
    track = one.track
    parts = [
        box(b"stsd", bytes(4), b"\0\0\0\1", one.coding.entry),
        box(b"stts", bytes(4), _table(8, [value for run in track.lasts for value in run])),
    ]
    if track.shifts:
        has_negative = any(value < 0 for _, value in track.shifts)
        numbers = [value & 0xFFFFFFFF for run in track.shifts for value in run]
        parts.append(box(b"ctts", bytes([int(has_negative), 0, 0, 0]), _table(8, numbers)))
    if track.sync is not None:
        parts.append(box(b"stss", bytes(4), _table(4, track.sync)))
    parts += [
        box(b"stsc", bytes(4), _table(12, _per_chunk(track.chunks))),
        box(b"stsz", bytes(8), _table(4, one.sizes)),
        box(b"co64", bytes(4), struct.pack(">I", len(track.chunks)), _packed("Q", _begins(one, begin))),
    ]
    return box(b"stbl", *parts)


def _begins(one: _KeptTrack, begin: int) -> list[int]:
    """By the chunks' numbers; they were copied in the order in which they lie in the original."""
    places = dict(
        zip((chunk.first for chunk in sorted(one.track.chunks, key=lambda chunk: chunk.at)), one.begins, strict=True)
    )
    return [begin + places[chunk.first] for chunk in one.track.chunks]


def _per_chunk(chunks: list[Chunk]) -> list[int]:
    numbers: list[int] = []
    for number, chunk in enumerate(chunks, 1):
        if not numbers or numbers[-2] != chunk.count:
            numbers += [number, chunk.count, 1]
    return numbers


def _table(width: int, numbers: list[int] | array[int]) -> bytes:
    return struct.pack(">I", 4 * len(numbers) // width) + _packed("I", numbers)


def _packed(code: str, numbers: list[int] | array[int]) -> bytes:
    made = array(code, numbers)
    if sys.byteorder == "little":
        made.byteswap()
    return made.tobytes()

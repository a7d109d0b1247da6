"""How long a film of pieces is, and how many pictures it has: MP4 as screen recorders, OBS and browsers write it.

Each piece tells of its own samples (``moof``, ISO/IEC 14496-12, 8.8); nobody wrote their sum in front, for it was not
known yet. A few small reads for each piece, of which there is one for every second or two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Final

from photospool.photo.structure.box_paths import find, inner_boxes, number_at
from photospool.photo.structure.isobmff import IsoBox, read_at, walk

_MOST_PIECES: Final = 200_000
_MOST_RUN_BYTES: Final = 1 << 20
_LONGEST_S: Final = 1e7
# Which fields there are (tfhd 8.8.7, trun 8.8.8).
_BASE, _ENTRY, _EACH = 0x1, 0x2, 0x8
_OFFSET, _FIRST_FLAGS, _DURATION = 0x1, 0x4, 0x100
_OF_A_SAMPLE: Final = (0x100, 0x200, 0x400, 0x800)


@dataclass(frozen=True, slots=True)
class Pieces:
    """All of one track together."""

    seconds: float = 0.0
    frames: int = 0


def all_pieces(file: BinaryIO, size: int, moov: IsoBox, track: IsoBox) -> Pieces:
    """Of this track, which ``moov`` describes; nothing where there are no pieces."""
    header, media = find(file, track, b"tkhd"), find(file, track, b"mdia", b"mdhd")
    if header is None or media is None:
        return Pieces()
    number = number_at(file, header.begin + (20 if read_at(file, header.begin, 1) == b"\1" else 12), 4)
    scale = number_at(file, media.begin + (20 if read_at(file, media.begin, 1) == b"\1" else 12), 4)
    usual = _usual(file, moov, number)
    end = frames = 0
    for piece in walk(file, 0, size, most=_MOST_PIECES):
        if piece is None or piece.end > size:
            break
        if piece.name != b"moof":
            continue
        for part in inner_boxes(file, piece):
            if part.name == b"traf":
                end, frames = _behind(file, part, number, usual, (end, frames))
    seconds = end / scale if scale else 0.0
    return Pieces(seconds, frames) if seconds < _LONGEST_S else Pieces()


def _usual(file: BinaryIO, moov: IsoBox, number: int) -> int:
    """How long a sample lasts where its piece says nothing (``trex``)."""
    for box in _of(file, find(file, moov, b"mvex"), b"trex"):
        if number_at(file, box.begin + 4, 4) == number:
            return number_at(file, box.begin + 12, 4)
    return 0


def _behind(file: BinaryIO, part: IsoBox, number: int, usual: int, before: tuple[int, int]) -> tuple[int, int]:
    """Where the track ends behind this part of a piece, and how many samples there are; as ``before`` for another's."""
    header = find(file, part, b"tfhd")
    if header is None or number_at(file, header.begin + 4, 4) != number:
        return before
    flags, at = number_at(file, header.begin + 1, 3), header.begin + 8
    at += (8 if flags & _BASE else 0) + (4 if flags & _ENTRY else 0)
    each = number_at(file, at, 4) if flags & _EACH else usual
    end, count = before
    if start := find(file, part, b"tfdt"):
        end = number_at(file, start.begin + 4, 8 if read_at(file, start.begin, 1) == b"\1" else 4)
    for run in _of(file, part, b"trun"):
        samples = number_at(file, run.begin + 4, 4)
        end += _lasts(file, run, samples, each)
        count += samples
    return end, count


def _lasts(file: BinaryIO, run: IsoBox, samples: int, each: int) -> int:
    flags = number_at(file, run.begin + 1, 3)
    if not flags & _DURATION:
        return samples * each
    at = run.begin + 8 + (4 if flags & _OFFSET else 0) + (4 if flags & _FIRST_FLAGS else 0)
    width = 4 * sum(1 for flag in _OF_A_SAMPLE if flags & flag)
    told = read_at(file, at, min(samples * width, run.end - at, _MOST_RUN_BYTES))
    return sum(int.from_bytes(told[one : one + 4], "big") for one in range(0, len(told), width))


def _of(file: BinaryIO, box: IsoBox | None, name: bytes) -> list[IsoBox]:
    return [inner for inner in inner_boxes(file, box) if inner.name == name] if box is not None else []

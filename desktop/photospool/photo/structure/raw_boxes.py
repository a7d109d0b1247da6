"""Canon's CR3: boxes (ISO/IEC 14496-12) with notes as TIFFs, and each picture as a track.

What Canon puts where: https://github.com/lclevy/canon_cr3 (a description).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final
from uuid import UUID

from photospool.photo.structure import isobmff, joined_exif, raw_tiff
from photospool.photo.structure.isobmff import IsoBox
from photospool.photo.structure.raw_file import MOST_NOTES, RawFile, read_at

_CANON: Final = UUID("85c0b687-820f-11e0-8111-f4ce462b6a48").bytes
_XMP: Final = UUID("be7acfcb-97a9-42e8-9c71-999491e3afac").bytes
_PREVIEW: Final = UUID("eaf42b5e-1c98-4b88-b9fb-b7dc406e4d16").bytes
_PATH: Final = (b"mdia", b"minf", b"stbl")


def read_raw(file: BinaryIO, size: int) -> RawFile:
    """By its boxes. Raises OSError."""
    raw = RawFile("CR3")
    names = set[bytes]()
    for box in isobmff.walk(file, 0, size):
        if box is None or not raw.needs(box.end, size):
            raw.is_whole = False
            break
        names.add(box.name)
        if box.name == b"moov":
            _look_into_moov(raw, file, box, size)
        elif box.name == b"uuid":
            _look_into_uuid(raw, file, box, size)
    raw.is_whole = raw.is_whole and {b"moov", b"mdat"} <= names
    return raw


def _look_into_moov(raw: RawFile, file: BinaryIO, moov: IsoBox, size: int) -> None:
    for box in _in(file, moov.begin, moov.end):
        if box.name == b"uuid" and read_at(file, box.begin, 16) == _CANON:
            _look_into_notes(raw, file, box, size)
        elif box.name == b"trak":
            _look_into_track(raw, file, box, size)


def _in(file: BinaryIO, at: int, end: int) -> Iterator[IsoBox]:
    """Boxes in a box, up to what is none or reaches beyond it."""
    for box in isobmff.walk(file, at, end):
        if box is None or box.end > end:
            return
        yield box


def _look_into_notes(raw: RawFile, file: BinaryIO, notes: IsoBox, size: int) -> None:
    blocks = {}
    for box in _in(file, notes.begin + 16, notes.end):
        if box.name == b"CMT3":
            raw.space = raw_tiff.space_of_canon(file, box.begin, size)
        elif box.name.startswith(b"CMT"):
            blocks[box.name] = read_at(file, box.begin, min(box.end - box.begin, MOST_NOTES))
        elif box.name == b"THMB":
            length = int.from_bytes(read_at(file, box.begin + 8, 4), "big")
            raw.offer(file, box.begin + 16, length, size)
    raw.exif = joined_exif.joined(blocks.get(b"CMT1", b""), blocks.get(b"CMT2", b""), blocks.get(b"CMT4", b""))


def _look_into_uuid(raw: RawFile, file: BinaryIO, box: IsoBox, size: int) -> None:
    which = read_at(file, box.begin, 16)
    if which == _XMP:
        raw.xmp = read_at(file, box.begin + 16, min(box.end - box.begin - 16, MOST_NOTES))
    elif which == _PREVIEW:
        # A box PRVW behind eight bytes: four of zeros, two each of one, width, height and one, the length.
        length = int.from_bytes(read_at(file, box.begin + 24 + 20, 4), "big")
        raw.offer(file, box.begin + 24 + 24, length, size)


def _look_into_track(raw: RawFile, file: BinaryIO, track: IsoBox, size: int) -> None:
    """Each has one sample: a JPEG, the sensor's own numbers, or the camera's measurements."""
    inside = track
    for name in _PATH:
        found = next((box for box in _in(file, inside.begin, inside.end) if box.name == name), None)
        if found is None:
            return
        inside = found
    offset = length = width = height = 0
    for box in _in(file, inside.begin, inside.end):
        if box.name == b"stsz":
            each, count = _numbers(file, box, 4, 2)
            length = each or (_numbers(file, box, 12, 1)[0] if count else 0)
        elif box.name == b"co64":
            offset = int.from_bytes(read_at(file, box.begin + 8, 8), "big")
        elif box.name == b"stsd":
            # An entry for CRAW: eight bytes of its own, a header of eight, and 24 of what comes before the size.
            data = read_at(file, box.begin + 8, 36)
            if data[4:8] == b"CRAW":
                width, height = int.from_bytes(data[32:34], "big"), int.from_bytes(data[34:36], "big")
    if not offset or not length:
        return
    raw.needs(offset + length, size)
    raw.offer(file, offset, length, size)
    if width * height > raw.width * raw.height:
        raw.width, raw.height = width, height


def _numbers(file: BinaryIO, box: IsoBox, at: int, count: int) -> tuple[int, ...]:
    data = read_at(file, box.begin + at, 4 * count).ljust(4 * count, b"\0")
    return tuple(int.from_bytes(data[4 * one : 4 * one + 4], "big") for one in range(count))

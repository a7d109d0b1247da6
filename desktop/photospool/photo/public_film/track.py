"""One track of a video as its tables have it: where its samples lie, how large, and when. ISO/IEC 14496-12, 8.3 to 8.7.

Tables are read whole, each with a limit; of the samples themselves nothing is read here.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from photospool.photo.public_film.reasons import CannotShow, Reason
from photospool.photo.structure.isobmff import IsoBox, read_at, walk

MOST_SAMPLES: Final = 2_000_000
"""Of a track: nine hours at 60 pictures a second."""
_MOST_CHUNKS: Final = 1_000_000
_MOST_BYTES: Final = 16 * MOST_SAMPLES
_MOST_DESCRIPTION: Final = 1 << 16
TURNS: Final = frozenset(
    {
        (1, 0, 0, 1),
        (0, 1, -1, 0),
        (-1, 0, 0, -1),
        (0, -1, 1, 0),
        (-1, 0, 0, 1),
        (1, 0, 0, -1),
        (0, 1, 1, 0),
        (0, -1, -1, 0),
    }
)
"""How a picture may lie: turned by quarters, and mirrored."""

Run = tuple[int, int]
"""How many samples in a row have this number."""


@dataclass(slots=True)
class Chunk:
    """Samples of one track that lie in a row."""

    at: int
    """Offset in the file."""
    first: int
    """Number of its first sample."""
    count: int


@dataclass(slots=True)
class Track:
    """What is kept of a track."""

    is_picture: bool
    description: bytes
    """The content of ``stsd``, as it is."""
    timescale: int
    turn: tuple[int, int, int, int]
    size: tuple[int, int]
    """As the header has it, in whole pixels."""
    sizes: array[int]
    """Bytes of each sample."""
    lasts: list[Run]
    """How long samples last."""
    shifts: list[Run]
    """How much later than decoded they are shown."""
    sync: array[int] | None
    """Numbers, from 1, of those that stand by themselves; None: all do."""
    chunks: list[Chunk]
    delay: int = 0
    """Before it begins, in the film's units."""
    shown: Run | None = None
    """How long it is shown, in the film's units, from where on in its own; None: all."""


def inside(file: BinaryIO, outer: IsoBox) -> dict[bytes, list[IsoBox]]:
    """The boxes in one, by name. Raises CannotShow where they don't fit into it."""
    found: dict[bytes, list[IsoBox]] = {}
    for inner in walk(file, outer.begin, outer.end):
        if inner is None or inner.end > outer.end:
            break  # what follows is no box: it is not copied
        found.setdefault(inner.name, []).append(inner)
    return found


def of_path(file: BinaryIO, outer: IsoBox, *names: bytes) -> IsoBox:
    """The one box of this path. Raises CannotShow."""
    for name in names:
        boxes = inside(file, outer).get(name, [])
        if len(boxes) != 1:
            raise CannotShow(Reason.MALFORMED)
        outer = boxes[0]
    return outer


def content(file: BinaryIO, one: IsoBox, most: int = _MOST_BYTES) -> bytes:
    """What is in a box. Raises CannotShow where that is more than any film has."""
    length = one.end - one.begin
    if length > most:
        raise CannotShow(Reason.LARGE)
    data = read_at(file, one.begin, length)
    if len(data) != length:
        raise CannotShow(Reason.MALFORMED)
    return data


@dataclass(frozen=True, slots=True)
class Heading:
    """What a track's header says of whether it is played."""

    is_on: bool
    is_loud: bool
    """Of a sound, whether it has a volume."""
    group: int
    """Of those with the same number but 0 a player takes one."""


def heading(file: BinaryIO, track: IsoBox) -> Heading:
    """By ``tkhd``. Raises CannotShow."""
    header = content(file, of_path(file, track, b"tkhd"), 128)
    at = 40 if header[:1] == b"\0" else 52
    if len(header) < at:
        raise CannotShow(Reason.MALFORMED)
    return Heading(bool(header[3] & 1), any(header[at - 4 : at - 2]), int.from_bytes(header[at - 6 : at - 4], "big"))


def is_loud(file: BinaryIO, moov: IsoBox) -> bool:
    """Whether the film has a volume (``mvhd``)."""
    header = content(file, of_path(file, moov, b"mvhd"), 256)
    at = 24 if header[:1] == b"\0" else 36
    return any(header[at : at + 2])


def handler(file: BinaryIO, track: IsoBox) -> bytes:
    """What kind of track it is: ``vide``, ``soun``, others."""
    return content(file, of_path(file, track, b"mdia", b"hdlr"))[8:12]


def described(file: BinaryIO, track: IsoBox) -> bytes:
    """How its samples are decoded: the content of its ``stsd``."""
    return content(file, of_path(file, track, b"mdia", b"minf", b"stbl", b"stsd"), _MOST_DESCRIPTION)


def read_track(file: BinaryIO, track: IsoBox) -> Track:
    """All of its tables. Raises CannotShow."""
    parts = inside(file, track)
    media = of_path(file, track, b"mdia")
    tables = inside(file, of_path(file, media, b"minf", b"stbl"))
    _must_lie_here(file, of_path(file, media, b"minf", b"dinf", b"dref"))

    def table(name: bytes) -> bytes:
        boxes = tables.get(name, [])
        if len(boxes) > 1:
            raise CannotShow(Reason.MALFORMED)
        return content(file, boxes[0]) if boxes else b""

    sizes = _sizes(table(b"stsz"))
    made = Track(
        is_picture=handler(file, track) == b"vide",
        description=described(file, track),
        timescale=_timescale(content(file, of_path(file, media, b"mdhd"), 64)),
        turn=(1, 0, 0, 1),
        size=(0, 0),
        sizes=sizes,
        lasts=_runs(table(b"stts"), len(sizes)),
        shifts=_runs(table(b"ctts"), len(sizes), is_signed=True) if b"ctts" in tables else [],
        sync=_sync(table(b"stss"), len(sizes)) if b"stss" in tables else None,
        chunks=_chunks(table(b"stsc"), table(b"stco"), table(b"co64"), len(sizes)),
    )
    if made.is_picture:
        made.turn, made.size = _shown(content(file, of_path(file, track, b"tkhd"), 128))
    edits = [one for outer in parts.get(b"edts", []) for one in inside(file, outer).get(b"elst", [])]
    if len(edits) > 1:
        raise CannotShow(Reason.MALFORMED)
    if edits:
        made.delay, made.shown = _edit(content(file, edits[0], 4096))
    return made


def _must_lie_here(file: BinaryIO, references: IsoBox) -> None:
    """A track's bytes may lie in another file (``dref``): none that is published."""
    data = content(file, references, 4096)
    if data[4:8] != b"\0\0\0\1" or len(data) < 20 or not data[19] & 1:
        raise CannotShow(Reason.UNKNOWN)


def _timescale(header: bytes) -> int:
    scale = int.from_bytes(header[20:24] if header[:1] == b"\1" else header[12:16], "big")
    if not scale:
        raise CannotShow(Reason.MALFORMED)
    return scale


def timescale_of(file: BinaryIO, moov: IsoBox) -> int:
    """The film's units in a second (``mvhd``)."""
    return _timescale(content(file, of_path(file, moov, b"mvhd"), 256))


def _shown(header: bytes) -> tuple[tuple[int, int, int, int], tuple[int, int]]:
    at = 40 if header[:1] == b"\0" else 52
    if len(header) < at + 44:
        raise CannotShow(Reason.MALFORMED)
    a, b, _, c, d = struct.unpack_from(">5i", header, at)
    one = 1 << 16
    turn = (a // one, b // one, c // one, d // one)
    if any(value % one for value in (a, b, c, d)) or turn not in TURNS:
        raise CannotShow(Reason.TURNED)
    width, height = struct.unpack_from(">II", header, at + 36)
    return turn, (width >> 16, height >> 16)


def _edit(data: bytes) -> tuple[int, Run | None]:
    """``(delay, (how long, from where))``: an empty stretch at most, then one of the film."""
    form, count = (">qqhh", data[4:8]) if data[:1] == b"\1" else (">iihh", data[4:8])
    width = struct.calcsize(form)
    rows = range(8, 8 + width * min(int.from_bytes(count, "big"), 3), width)
    entries = [struct.unpack_from(form, data, at) for at in rows if len(data) >= at + width]
    if len(entries) != int.from_bytes(count, "big") or any(rate != (1, 0) for *_, rate in _rated(entries)):
        raise CannotShow(Reason.EDITED)
    delay = 0
    if len(entries) == 2 and entries[0][1] == -1:
        delay = entries.pop(0)[0]
    if not entries:
        return 0, None
    if len(entries) > 1 or entries[0][1] < 0 or entries[0][0] < 0 or delay < 0:
        raise CannotShow(Reason.EDITED)
    return delay, (entries[0][0], entries[0][1])


def _rated(entries: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int, tuple[int, int]]]:
    for lasts, begins, rate, fraction in entries:
        yield lasts, begins, (rate, fraction)


def _numbers(data: bytes, code: str) -> array[int]:
    found = array(code)
    found.frombytes(data[: len(data) // found.itemsize * found.itemsize])
    if sys.byteorder == "little":
        found.byteswap()
    return found


def _counted(data: bytes, width: int, code: str = "I", *, at: int = 4) -> array[int]:
    """The numbers of a table that says in front how many there are."""
    count = int.from_bytes(data[at : at + 4], "big")
    if count > MOST_SAMPLES:
        raise CannotShow(Reason.LARGE)
    begin = at + 4
    if len(data) < begin + count * width:
        raise CannotShow(Reason.MALFORMED)
    return _numbers(data[begin : begin + count * width], code)


def _sizes(data: bytes) -> array[int]:
    same = int.from_bytes(data[4:8], "big")
    if len(data) < 12:
        raise CannotShow(Reason.MALFORMED)  # also stz2, which no camera writes
    if not same:
        return _counted(data, 4, at=8)
    count = int.from_bytes(data[8:12], "big")
    if count > MOST_SAMPLES:
        raise CannotShow(Reason.LARGE)
    return array("I", [same]) * count


def _runs(data: bytes, samples: int, *, is_signed: bool = False) -> list[Run]:
    numbers = _counted(data, 8)
    found: list[Run] = []
    for count, value in zip(numbers[::2], numbers[1::2], strict=True):
        number = value - (1 << 32) if is_signed and value >> 31 else value
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0] + count, number)
        elif count:
            found.append((count, number))
    if sum(count for count, _ in found) != samples:
        raise CannotShow(Reason.MALFORMED)
    return found


def _sync(data: bytes, samples: int) -> array[int]:
    numbers = _counted(data, 4)
    if (
        not numbers
        or any(here >= after for here, after in zip(numbers, [*numbers[1:], samples + 1], strict=True))
        or 0 in numbers[:1]
    ):
        raise CannotShow(Reason.MALFORMED)
    return numbers


def _chunks(per_chunk: bytes, narrow: bytes, wide: bytes, samples: int) -> list[Chunk]:
    offsets = _counted(narrow, 4) if narrow else _counted(wide, 8, "Q") if wide else array("I")
    if len(offsets) > _MOST_CHUNKS:
        raise CannotShow(Reason.LARGE)
    entries = _counted(per_chunk, 12)
    firsts, counts, kinds = entries[::3], entries[1::3], entries[2::3]
    if any(kind != 1 for kind in kinds):
        raise CannotShow(Reason.UNKNOWN)
    found: list[Chunk] = []
    sample = 0
    for number, first in enumerate(firsts):
        last = firsts[number + 1] if number + 1 < len(firsts) else len(offsets) + 1
        if first != len(found) + 1 or last <= first or not counts[number] or last > len(offsets) + 1:
            raise CannotShow(Reason.MALFORMED)
        for chunk in range(first, last):
            found.append(Chunk(offsets[chunk - 1], sample, counts[number]))
            sample += counts[number]
    if sample != samples or len(found) != len(offsets):
        raise CannotShow(Reason.MALFORMED)
    return found

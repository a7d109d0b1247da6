"""TIFFs of any kind of samples, written by hand: TIFF 6.0, with strips of some rows each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Tone = Callable[[float, float, int], float]
"""x and y from 0 to 1, and the number of the sample → 0 (dark) to 1 (light)."""


@dataclass(frozen=True)
class Kind:
    """How the samples of a TIFF are written."""

    bits: int = 8
    samples: int = 1
    """Of one pixel."""
    photometric: int = 1
    """0 white is zero, 1 black is zero, 2 RGB, 5 CMYK."""
    planar: bool = False
    """Whether all of one colour comes before the next."""
    order: str = "<"
    floats: bool = False
    deflated: bool = False
    white: float = 0
    """The number that means white, if not the greatest of so many bits (1.0 for floats)."""
    extra: tuple[int, ...] = ()
    """ExtraSamples: 0 unknown, 1 alpha that is multiplied in, 2 alpha."""
    size: tuple[int, int] = (40, 30)
    rows: int = 7
    """Of a strip."""
    more: tuple[tuple[int, int, int, int], ...] = ()
    """Further entries: tag, type, count, value."""

    def __str__(self) -> str:
        parts = [f"{self.samples}x{self.bits}{'f' if self.floats else ''}", f"photometric {self.photometric}"]
        parts += [word for word, said in (("planar", self.planar), ("deflated", self.deflated)) if said]
        return ", ".join([*parts, "big endian" if self.order == ">" else "little endian"])


def written(kind: Kind, tone: Tone, *, odd: Sequence[tuple[int, float]] = ()) -> bytes:
    """The file. ``odd`` are pixels that have another number: (index of the sample, number)."""
    width, height = kind.size
    white = kind.white or (1.0 if kind.floats else float(2**kind.bits - 1))

    def number(x: int, y: int, sample: int) -> float:
        light = tone(x / (width - 1), y / (height - 1), sample)
        light = 1 - light if kind.photometric == 0 else light
        return light * white if kind.floats else round(light * white)

    odds = dict(odd)
    planes = [[sample] for sample in range(kind.samples)] if kind.planar else [list(range(kind.samples))]
    strips = []
    for plane in planes:
        for top in range(0, height, kind.rows):
            values = [
                odds.get((y * width + x) * kind.samples + sample, number(x, y, sample))
                for y in range(top, min(top + kind.rows, height))
                for x in range(width)
                for sample in plane
            ]
            data = _packed(kind, values, width * len(plane))
            strips.append(zlib.compress(data) if kind.deflated else data)
    return _file(kind, strips)


def _packed(kind: Kind, values: list[float], row: int) -> bytes:
    if kind.floats:
        return struct.pack(f"{kind.order}{len(values)}{'f' if kind.bits == 32 else 'd'}", *values)
    if kind.bits == 12:  # packed, each row from a whole byte
        data = b""
        for at in range(0, len(values), row):
            bits = "".join(f"{int(value):012b}" for value in values[at : at + row])
            bits += "0" * (-len(bits) % 8)
            data += int(bits, 2).to_bytes(len(bits) // 8, "big")
        return data
    letter = {8: "B", 16: "H", 32: "I"}[kind.bits]
    return struct.pack(f"{kind.order}{len(values)}{letter}", *map(int, values))


def _file(kind: Kind, strips: list[bytes]) -> bytes:
    width, height = kind.size
    offsets = [8 + sum(map(len, strips[:number])) for number in range(len(strips))]
    entries: list[tuple[int, int, tuple[int, ...]]] = [
        (256, 3, (width,)),
        (257, 3, (height,)),
        (258, 3, (kind.bits,) * kind.samples),
        (259, 3, (8 if kind.deflated else 1,)),
        (262, 3, (kind.photometric,)),
        (273, 4, tuple(offsets)),
        (277, 3, (kind.samples,)),
        (278, 3, (kind.rows,)),
        (279, 4, tuple(map(len, strips))),
        (284, 3, (2 if kind.planar else 1,)),
        *([(338, 3, kind.extra)] if kind.extra else []),
        (339, 3, (3 if kind.floats else 1,) * kind.samples),
        *((tag, type_, (value,)) for tag, type_, _, value in kind.more),
    ]
    entries.sort()
    body = b"".join(strips)
    at = 8 + len(body) + len(body) % 2
    behind = at + 2 + 12 * len(entries) + 4
    directory, values = struct.pack(kind.order + "H", len(entries)), b""
    for tag, type_, numbers in entries:
        data = struct.pack(f"{kind.order}{len(numbers)}{'H' if type_ == 3 else 'I'}", *numbers)
        if len(data) > 4:
            place = struct.pack(kind.order + "I", behind + len(values))
            values += data
        else:
            place = data.ljust(4, b"\0")
        directory += struct.pack(kind.order + "HHI", tag, type_, len(numbers)) + place
    head = (b"II*\0" if kind.order == "<" else b"MM\0*") + struct.pack(kind.order + "I", at)
    return head + body + b"\0" * (len(body) % 2) + directory + bytes(4) + values

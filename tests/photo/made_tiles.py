"""HEIC photos put together of tiles, as phones write them; all tiles show the program's own sample."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path

from photospool.photo.structure.isobmff import inside

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "upright.heic"
MAIN, FIRST = 1, 2


def box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + name + content


def full(name: bytes, version: int, *parts: bytes) -> bytes:
    return box(name, bytes((version, 0, 0, 0)), *parts)


def sample() -> tuple[bytes, bytes, bytes, tuple[int, int]]:
    """Coded bytes, decoder's settings (``hvcC``), colours (``colr``), and the size in pixels."""
    data = SAMPLE.read_bytes()
    outer = dict(inside(data, 0, len(data)))
    meta = dict(inside(outer[b"meta"], 4, len(outer[b"meta"])))
    store = dict(inside(dict(inside(meta[b"iprp"], 0, len(meta[b"iprp"])))[b"ipco"], 0, 9999))
    base, _, offset, length = struct.unpack_from(">IHII", meta[b"iloc"], 12)
    width, height = struct.unpack_from(">II", store[b"ispe"], 4)
    return data[base + offset : base + offset + length], store[b"hvcC"], store[b"colr"], (width, height)


@dataclass
class Tiles:
    """A photo of tiles; what is not said is usual."""

    columns: int = 2
    rows: int = 2
    cut: tuple[int, int] = (0, 0)
    """Pixels of the last column and row that do not belong to the photo."""
    turns: list[bytes] = field(default_factory=list)
    """Further properties of the whole: ``irot``, ``imir`` …"""
    is_wide: bool = False
    """Whether numbers of items have four bytes and sizes 32 bits."""
    aux: bytes = b""
    """A further item that belongs to the whole, by kind of reference: ``auxl`` …"""
    broken: int | None = None
    """The number of a tile whose bytes are noise."""

    def encoded(self) -> bytes:
        coded, hvcc, colr, (width, height) = sample()
        count = self.columns * self.rows
        number = ">I" if self.is_wide else ">H"

        def item(value: int) -> bytes:
            return struct.pack(number, value)

        size = (self.columns * width - self.cut[0], self.rows * height - self.cut[1])
        grid = bytes((0, int(self.is_wide), self.rows - 1, self.columns - 1)) + struct.pack(
            ">II" if self.is_wide else ">HH", *size
        )
        tiles = range(FIRST, FIRST + count)
        store = [
            box(b"hvcC", hvcc),
            box(b"colr", colr),
            full(b"ispe", 0, struct.pack(">II", width, height)),
            full(b"ispe", 0, struct.pack(">II", *size)),
            *self.turns,
        ]
        whole = bytes([0x82, 4, *(0x80 | at for at in range(5, 5 + len(self.turns)))])
        given = [(MAIN, whole), *((tile, bytes((0x81, 2, 3))) for tile in tiles)]
        kinds = [(MAIN, b"grid"), *((tile, b"hvc1") for tile in tiles)]
        references = [
            box(b"dimg", item(MAIN), struct.pack(">H", count), *map(item, tiles)),
            *([box(self.aux, item(FIRST), struct.pack(">H", 1), item(MAIN))] if self.aux else []),
        ]
        payload = [
            bytes(reversed(range(256))) * (len(coded) // 256) if index == self.broken else coded
            for index in range(count)
        ]

        def meta(begin: int) -> bytes:
            places, at = [item(MAIN) + struct.pack(">HHHII", 1, 0, 1, 0, len(grid))], begin
            for tile, data in zip(tiles, payload, strict=True):
                places.append(item(tile) + struct.pack(">HHHII", 0, 0, 1, at, len(data)))
                at += len(data)
            return full(
                b"meta",
                0,
                full(b"hdlr", 0, bytes(4), b"pict", bytes(13)),
                full(b"pitm", int(self.is_wide), item(MAIN)),
                full(
                    b"iinf",
                    0,
                    struct.pack(">H", len(kinds)),
                    *(full(b"infe", 3 if self.is_wide else 2, item(one), bytes(2), kind, b"\0") for one, kind in kinds),
                ),
                full(b"iref", int(self.is_wide), *references),
                full(b"iloc", 2 if self.is_wide else 1, b"\x44\0", item(len(places)), *places),
                box(
                    b"iprp",
                    box(b"ipco", *store),
                    full(
                        b"ipma",
                        int(self.is_wide),
                        struct.pack(">I", len(given)),
                        *(item(one) + bytes((len(numbers),)) + numbers for one, numbers in given),
                    ),
                ),
                box(b"idat", grid),
            )

        ftyp = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
        return ftyp + meta(len(ftyp) + len(meta(0)) + 8) + box(b"mdat", *payload)

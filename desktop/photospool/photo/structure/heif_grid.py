"""A HEIC that is put together of tiles, as phones write them: which there are, where each lies, and each as a file.

ISO/IEC 23008-12, 6.6.2.3 (grid), over ISO/IEC 14496-12, 8.11. Only the usual form is known: tiles of HEVC, all of one
size, no alpha, nothing cut off. Of any other ``read`` says None, and the decoder puts the picture together itself.
It never decodes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from photospool.photo.exif_orientation import turned
from photospool.photo.structure.isobmff import (
    IN_FILE,
    IN_META,
    inside,
    item_places,
    main_item,
    number,
    properties_of_all,
    read_at,
    walk,
)

_MOST_META_BYTES: Final = 4 << 20
_MOST_TILES: Final = 4096
_MOST_TILE_BYTES: Final = 16 << 20
_HARMLESS: Final = frozenset((b"ispe", b"pixi", b"colr", b"irot", b"imir", b"clli", b"mdcv"))
"""Properties of the whole that are heeded here, or tell nothing of how its pixels are put together."""
_TURNS: Final = {(0, None): 1, (1, None): 8, (2, None): 3, (3, None): 6, (0, 1): 2, (0, 0): 4}
"""(Quarter turns against the clock, mirror's axis) → the EXIF orientation that says the same."""


@dataclass(frozen=True, slots=True)
class TileGrid:
    """A picture of tiles, row by row."""

    size: tuple[int, int]
    """Width and height in pixels of the whole, before it is turned."""
    tile: tuple[int, int]
    columns: int
    orientation: int
    """What is to be done to the whole, as EXIF numbers it."""
    tiles: tuple[TileData, ...]

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height in pixels when it has been turned."""
        return turned(self.size, self.orientation)


@dataclass(frozen=True, slots=True)
class TileData:
    """One tile's coded picture."""

    extents: tuple[tuple[int, int], ...]
    """(Offset in the file, bytes) of its pieces."""
    properties: tuple[bytes, ...]
    """The boxes that say how to decode it, whole."""

    def as_file(self, file: BinaryIO) -> bytes:
        """A HEIC with this tile alone in it. Raises OSError."""
        data = b"".join(read_at(file, at, length) for at, length in self.extents)
        ftyp = _box(b"ftyp", b"heic", bytes(4), b"mif1heic")
        begin = len(ftyp) + len(self._meta(0, len(data))) + 8
        return b"".join((ftyp, self._meta(begin, len(data)), _box(b"mdat", data)))

    def _meta(self, begin: int, length: int) -> bytes:
        essential = [0x80 if one[4:8] == b"hvcC" else 0 for one in self.properties]
        order = bytes(flag | at for at, flag in enumerate(essential, 1))
        return _full(
            b"meta",
            0,
            _full(b"hdlr", 0, bytes(4), b"pict", bytes(13)),
            _full(b"pitm", 0, struct.pack(">H", 1)),
            _full(b"iinf", 0, struct.pack(">H", 1), _full(b"infe", 2, struct.pack(">HH", 1, 0), b"hvc1\0")),
            _full(b"iloc", 0, b"\x44\0", struct.pack(">HHHHII", 1, 1, 0, 1, begin, length)),
            _box(
                b"iprp",
                _box(b"ipco", *self.properties),
                _full(b"ipma", 0, struct.pack(">IHB", 1, 1, len(order)), order),
            ),
        )


def read(file: BinaryIO) -> TileGrid | None:
    """The tiles of the main picture; None where it has none, or is of a form that is not known. Raises OSError."""
    size = file.seek(0, 2)
    for box in walk(file, 0, size):
        if box is None:
            break
        if box.name == b"meta":
            try:
                return _Items(read_at(file, box.begin + 4, min(box.end - box.begin - 4, _MOST_META_BYTES))).grid(size)
            except (struct.error, _UnknownFormError):
                break
    return None


class _UnknownFormError(Exception):
    """It is left to the decoder."""


class _Items:
    """What a description says of its items; raises struct.error and _UnknownFormError."""

    def __init__(self, meta: bytes) -> None:
        self._boxes: dict[bytes, bytes] = {}
        for name, content in inside(meta, 0, len(meta)):
            self._boxes.setdefault(name, content)
        self._idat = self._boxes.get(b"idat", b"")
        properties = self._boxes.get(b"iprp", b"")
        self._given: dict[int, list[int]] = {}
        self._store: list[tuple[bytes, bytes]] = []
        for name, content in inside(properties, 0, len(properties)):
            if name == b"ipma":
                self._given.update(properties_of_all(content))
            elif name == b"ipco" and not self._store:
                self._store = list(inside(content, 0, len(content)))
        self._types = dict(_types(self._boxes.get(b"iinf", b"")))
        self._places = dict(item_places(self._boxes.get(b"iloc", b"")))
        self._references = list(_references(self._boxes.get(b"iref", b"")))

    def grid(self, file_size: int) -> TileGrid:
        """The main picture's, if it is one whose form is known."""
        main = main_item(self._boxes.get(b"pitm", b""))
        _known(self._types.get(main) == b"grid")
        _known(not any(name == b"auxl" and main in targets for name, _, targets in self._references))
        made_of = [targets for name, source, targets in self._references if name == b"dimg" and source == main]
        _known(len(made_of) == 1 and 0 < len(made_of[0]) <= _MOST_TILES)
        rows, columns, size = self._description(main)
        given = self._of(main)
        _known(_size_of(given) == size and {name for name, _ in given} <= _HARMLESS)
        numbers = made_of[0]
        _known(rows * columns == len(numbers))
        colours = [one for one in given if one[0] == b"colr" and one[1][:4] == b"nclx"]
        tiles = tuple(self._tile(item, colours, file_size) for item in numbers)
        tile = _size_of(self._of(numbers[0]))
        _known(all(_size_of(self._of(item)) == tile for item in set(numbers)))
        _known((columns - 1) * tile[0] < size[0] <= columns * tile[0])
        _known((rows - 1) * tile[1] < size[1] <= rows * tile[1])
        return TileGrid(size, tile, columns, _orientation(given), tiles)

    def _description(self, main: int) -> tuple[int, int, tuple[int, int]]:
        """Rows, columns and the whole's size."""
        method, extents = self._places.get(main, (0, []))
        _known(method == IN_META and len(extents) == 1)
        at, length = extents[0]
        data = self._idat[at : at + length] if length else self._idat[at:]
        version, flags, rows, columns = struct.unpack_from(">BBBB", data)
        _known(version == 0)
        width, height = struct.unpack_from(">II" if flags & 1 else ">HH", data, 4)
        return rows + 1, columns + 1, (width, height)

    def _tile(self, item: int, colours: list[tuple[bytes, bytes]], file_size: int) -> TileData:
        _known(self._types.get(item) == b"hvc1")
        given = [one for one in self._of(item) if one[0] in (b"hvcC", b"ispe", b"pixi", b"colr")]
        _known(len(given) == len(self._of(item)) and sum(name == b"hvcC" for name, _ in given) == 1)
        if not any(name == b"colr" and content[:4] == b"nclx" for name, content in given):
            given += colours
        method, extents = self._places.get(item, (0, []))
        _known(method == IN_FILE and all(length and at + length <= file_size for at, length in extents))
        _known(0 < sum(length for _, length in extents) <= _MOST_TILE_BYTES)
        return TileData(tuple(extents), tuple(_box(name, content) for name, content in given))

    def _of(self, item: int) -> list[tuple[bytes, bytes]]:
        """The properties of one item, in their order."""
        numbers = self._given.get(item, [])
        _known(all(0 < one <= len(self._store) for one in numbers))
        return [self._store[one - 1] for one in numbers]


def _known(is_so: bool) -> None:
    if not is_so:
        raise _UnknownFormError


def _size_of(given: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    content = next((content for name, content in given if name == b"ispe"), b"")
    width, height = struct.unpack_from(">II", content, 4)
    _known(0 < width < 1 << 16 and 0 < height < 1 << 16)
    return width, height


def _orientation(given: list[tuple[bytes, bytes]]) -> int:
    """Of one turn or one mirror; of both, whose order counts, the decoder knows."""
    turns = [content[0] & 3 for name, content in given if name == b"irot" and content]
    mirrors = [content[0] & 1 for name, content in given if name == b"imir" and content]
    _known(len(turns) <= 1 and len(mirrors) <= 1)
    found = _TURNS.get((turns[0] if turns else 0, mirrors[0] if mirrors else None))
    if found is None:
        raise _UnknownFormError
    return found


def _types(iinf: bytes) -> Iterator[tuple[int, bytes]]:
    """Item → type."""
    begin = 6 if iinf[:1] == b"\0" else 8
    for name, content in inside(iinf, begin, len(iinf)):
        if name == b"infe" and content[:1] in (b"\2", b"\3"):
            width = 2 if content[0] == 2 else 4
            yield number(content, 4, width), content[6 + width : 10 + width]


def _references(iref: bytes) -> Iterator[tuple[bytes, int, list[int]]]:
    """(Kind, from, to)."""
    wide = 2 if iref[:1] == b"\0" else 4
    for name, content in inside(iref, 4, len(iref)):
        count = number(content, wide, 2)
        yield name, number(content, 0, wide), [number(content, wide + 2 + at * wide, wide) for at in range(count)]


def _box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + name + content


def _full(name: bytes, version: int, *parts: bytes) -> bytes:
    return _box(name, bytes((version, 0, 0, 0)), *parts)

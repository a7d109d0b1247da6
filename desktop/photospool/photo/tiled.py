"""A HEIC of tiles, decoded and made smaller row by row of them: the whole picture never lies in memory.

A phone's 12 MP are 48 tiles. Decoded at once they are 36 MB twice, the decoder's own and the image library's; row by
row it is a tenth. What the decoder finds wrong with a tile, or a form that is not the usual one, leaves it to the image
library, which decodes the whole.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

from PIL import Image

from photospool.photo import heif, scaling
from photospool.photo.exif_orientation import UPRIGHT, turned
from photospool.photo.structure import heif_grid
from photospool.photo.structure.heif_grid import TileGrid

_TROUBLE: Final = (ValueError, EOFError, SyntaxError, RuntimeError, OSError, struct.error)
"""What the decoder, and reading, raise."""


class TiledPicture:
    """A photo that can be had smaller without being had whole."""

    def __init__(self, file: BinaryIO, grid: TileGrid) -> None:
        self._file = file
        self._grid = grid

    def scaled(self, size: tuple[int, int]) -> Image.Image | None:
        """The upright picture in this size, in pixels; None where the image library has to do it."""
        grid = self._grid
        wanted = turned(size, grid.orientation)
        if any(small >= whole for small, whole in zip(wanted, grid.size, strict=True)):
            return None
        try:
            small = scaling.scaled_by_rows(self._rows(), grid.size, wanted, grid.tile[1])
        except _TROUBLE:
            return None
        return small if grid.orientation == 1 else small.transpose(UPRIGHT[grid.orientation])

    def _rows(self) -> Iterator[Image.Image]:
        """Row after row of tiles; of the last ones only what belongs to the picture."""
        grid = self._grid
        (width, height), (tile_width, tile_height) = grid.size, grid.tile
        for first in range(0, len(grid.tiles), grid.columns):
            top = first // grid.columns * tile_height
            row = Image.new("RGB", (width, min(tile_height, height - top)))
            for column, tile in enumerate(grid.tiles[first : first + grid.columns]):
                picture = heif.coded_picture(tile.as_file(self._file))
                if picture.mode != "RGB" or picture.size != grid.tile:
                    raise ValueError
                row.paste(picture, (column * tile_width, 0))
            yield row


def of(file: BinaryIO, image: Image.Image) -> TiledPicture | None:
    """The tiles of an opened HEIC, whose file stays open for as long; None where it has none that are known here."""
    if image.format != "HEIF" or image.mode != "RGB":
        return None
    grid = heif_grid.read(file)
    return TiledPicture(file, grid) if grid is not None and grid.upright == image.size else None

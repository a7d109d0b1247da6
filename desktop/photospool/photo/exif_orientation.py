"""What makes pixels upright, by the camera's orientation (TIFF 6.0, tag 274)."""

from __future__ import annotations

from typing import Final

from PIL import Image

UPRIGHT: Final[dict[int, Image.Transpose]] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation → what makes the picture upright."""


def turned(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """The size after making upright; its own inverse."""
    return (size[1], size[0]) if orientation >= 5 else size

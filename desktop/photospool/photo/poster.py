"""The picture that stands for what nothing here can decode: a plain field, of a video with the sign for playing.

Drawn in the proportions of the film, so that the page keeps its place. It has no words: they would need a language.
"""

from __future__ import annotations

from typing import Final

from PIL import Image, ImageDraw

_USUAL: Final = (1280, 720)
_LARGEST: Final = (1600, 1200)
_GROUND, _SIGN = (38, 41, 46), (232, 234, 237)


def drawn(size: tuple[int, int], *, plays: bool = True) -> Image.Image:
    """The picture for a film or a raw file of this size, upright, in pixels; of an unknown one as wide as most are."""
    width, height = size if all(0 < side < 1 << 16 for side in size) else _USUAL
    scale = min(1.0, _LARGEST[0] / width, _LARGEST[1] / height)
    width, height = max(16, round(width * scale)), max(16, round(height * scale))
    image = Image.new("RGB", (width, height), _GROUND)
    if not plays:
        return image
    side = min(width, height) / 3
    left, top = (width - side * 0.87) / 2, (height - side) / 2
    triangle = [(left, top), (left, top + side), (left + side * 0.87, top + side / 2)]
    ImageDraw.Draw(image).polygon(triangle, fill=_SIGN)
    return image

"""Making a picture smaller, with Lanczos: the one place that scales, and that knows who does it.

``cykooz-resizer`` uses the processor's vectors (AVX2, SSE4.1, NEON) and works on the image library's own pixels,
without a copy. Where it has no wheel, or does not fit this image library, the image library's own scaling takes its
place: slower, and the same picture to within 50 dB (docs/decisions/0013-scaling.md).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import PIL
from PIL import Image

fast: Any
try:  # with this module, and so before a worker's cage closes
    import cykooz_resizer

    fast = cykooz_resizer
except ImportError:  # no wheel for this system or Python
    fast = None

KNOWN_PILLOW: Final = (12, 13)
"""Major versions of the image library whose pixels the resizer finds: it reads them in memory, by their layout."""

_MODES: Final = frozenset(("RGB", "RGBA", "CMYK", "L", "F"))
"""What the resizer takes; grey with alpha, LAB and YCbCr are the image library's."""

_GAP = 2.0
"""Averaging goes down to so many times the size, Lanczos does the rest."""
_ROWS = 128
"""Of the result that are averaged at a time: what lies between the two passes stays in the processor's cache, and in
memory that the process has. All at once it is 30 MB of a picture of 24 MP, each page of which the system clears first:
as long again as the averaging. The picture is the same, but for a row where two are equally near.
"""
_MANY_PIXELS = 4_000_000
"""Where averaging first is worth it. Of small pictures it takes more than it saves: their sides seldom divide."""


def scaled(image: Image.Image, size: tuple[int, int], *, gap: float | None = _GAP) -> Image.Image:
    """The picture in this size, in pixels; the same object if it has it. Colours count by their alpha.

    **The pixels of one with alpha are used up**: they are multiplied where they lie, so that no second full-size
    picture exists. ``gap`` is for the image library alone: it averages down to so many times the size first, None not
    at all.
    """
    if image.size == size:
        return image
    if image.mode in _MODES and is_fast():
        return _by_vectors(image, size)
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=gap)


def scaled_by_rows(
    rows: Iterable[Image.Image], whole: tuple[int, int], size: tuple[int, int], height: int
) -> Image.Image:
    """As ``scaled``, of a picture without alpha that comes in strips of this height, the first at the top.

    Each strip is made as narrow as the result at once, so that of the whole only that much exists.
    """
    factor = _averaged(whole, size)
    while height % factor:
        factor -= 1
    narrow, top = Image.new("RGB", (size[0], math.ceil(whole[1] / factor))), 0
    for row in rows:
        lower = math.ceil(row.height / factor)
        nearer = _by_box(row, (math.ceil(row.width / factor), lower)) if factor > 1 else row
        narrow.paste(scaled(nearer, (size[0], lower), gap=None), (0, top))
        top += lower
    return scaled(narrow, size, gap=None)


@cache
def is_fast() -> bool:
    """Whether the resizer is there and fits: it is tried, once, on a small picture."""
    if fast is None or int(PIL.__version__.split(".")[0]) not in KNOWN_PILLOW:
        return False
    ramp = Image.linear_gradient("L").resize((64, 48))
    picture = Image.merge("RGB", (ramp, ramp.rotate(90), ramp.rotate(180)))
    ours, theirs = _by_vectors(picture, (23, 17)), picture.resize((23, 17), Image.Resampling.LANCZOS)
    return all(abs(one - other) <= 2 for one, other in zip(ours.tobytes(), theirs.tobytes(), strict=True))


def _by_vectors(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    image.load()
    if image.mode == "RGBA":
        fast.AlphaMulDiv().multiply_alpha_pil_inplace(image)
    factor = _averaged(image.size, size)
    if factor > 1:
        nearer = (math.ceil(image.width / factor), math.ceil(image.height / factor))
        image = _averaged_by_strips(image, nearer)
    return _resized(image, size, "RGBA" if image.mode == "RGBa" else image.mode, fast.FilterType.lanczos3)


def _averaged(whole: tuple[int, int], size: tuple[int, int]) -> int:
    """By how much averaging makes it smaller before Lanczos does the rest: that takes half the time."""
    factor = int(min(whole[0] / size[0], whole[1] / size[1]) / _GAP)
    return factor if factor > 1 and whole[0] * whole[1] > _MANY_PIXELS else 1


def _by_box(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return (
        _resized(image, size, image.mode, fast.FilterType.box)
        if is_fast()
        else image.resize(size, Image.Resampling.BOX)
    )


def _averaged_by_strips(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    small, resizer, height = Image.new(image.mode, size), fast.Resizer(), image.height / size[1]
    for top in range(0, size[1], _ROWS):
        strip = Image.new(image.mode, (size[0], min(_ROWS, size[1] - top)))
        upper = top * height
        of_it = fast.CropBox(0, upper, image.width, min(strip.height * height, image.height - upper))
        how = fast.ResizeAlg.convolution(fast.FilterType.box)
        resizer.resize_pil(image, strip, fast.ResizeOptions(resize_alg=how, crop_box=of_it, use_alpha=False))
        small.paste(strip, (0, top))
    return small


def _resized(image: Image.Image, size: tuple[int, int], mode: str, how: Any) -> Image.Image:
    small = Image.new(mode, size)
    options = fast.ResizeOptions(resize_alg=fast.ResizeAlg.convolution(how), use_alpha=False)
    # A new one for each: it would keep the rows between its two passes, 25 MB for a large PNG.
    fast.Resizer().resize_pil(image, small, options)
    return small

"""The one room that knows what develops a camera's raw file: rawpy (LibRaw), an optional extra.

It is loaded in a worker and nowhere else, and used only where that worker can neither read other files nor reach the
network: LibRaw has had faults in its readers every year. docs/raw.md says who keeps it and what its wheels carry.
"""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from typing import Any, Final

from PIL import Image

from photospool.photo.source import Source

FLOOR: Final = (0, 22, 1)
"""The oldest LibRaw that may open a file: before it CVE-2026-20884, 20911, 21413 and 24450 are open."""
MOST_PIXELS: Final = 160_000_000
"""More, and the worker's memory would not suffice; the largest sensors of 2026 have 151 million."""
_MOST_BYTES: Final = 400 << 20
_LEAST_SHOWN: Final = 0.55
"""Of either side of the sensor; LibRaw's own programs believe no smaller part."""


class Undevelopable(Exception):
    """LibRaw can't read it, or not within its memory. Nobody is told: another picture is looked for."""


def is_installed() -> bool:
    """Whether the package is there; loads nothing."""
    return importlib.util.find_spec("rawpy") is not None


def load() -> None:
    """Before the cage closes: afterwards no module could be loaded, and no thread of its own started."""
    _rawpy()


@cache
def _rawpy() -> Any:
    """The module, or None where it is missing, broken or too old."""
    if not is_installed():
        return None
    os.environ["OMP_NUM_THREADS"] = "1"  # one photo, one thread: several are prepared at a time
    try:
        import rawpy

        return rawpy if tuple(rawpy.libraw_version) >= FLOOR else None
    except Exception:  # noqa: BLE001 - half there, or of another system
        return None


def can_develop(pixels: int, size_bytes: int) -> bool:
    """Whether there is something that develops, and this file is not too large for it."""
    return _rawpy() is not None and pixels <= MOST_PIXELS and size_bytes <= _MOST_BYTES


def developed(path: Source, needed: int) -> Image.Image:
    """The picture in sRGB, by the camera's own white balance, as it lies (not turned): what the camera shows of it.

    ``needed``: pixels of the longer side that suffice; half the sensor's are developed where that is enough. Raises
    Undevelopable.
    """
    rawpy = _rawpy()
    try:
        with path.open("rb") as file, rawpy.imread(file) as raw:
            sizes = raw.sizes
            pixels = raw.postprocess(
                use_camera_wb=True,
                half_size=max(sizes.iwidth, sizes.iheight) >= 2 * needed,
                output_color=rawpy.ColorSpace.sRGB,
                output_bps=8,
                user_flip=0,
                demosaic_algorithm=rawpy.DemosaicAlgorithm.PPG,  # half the time of the usual one; it is scaled down
            )
        return _shown(Image.fromarray(pixels), sizes)
    except (rawpy.LibRawError, ValueError, MemoryError) as exc:
        raise Undevelopable from exc


def _shown(image: Image.Image, sizes: Any) -> Image.Image:
    """The part that the camera's own pictures show; LibRaw knows it, and develops the margins beside it too.

    They count from the sensor's corner, the image from where light falls. A part that is not inside, or less than
    LibRaw itself believes, is none; so is that of a sensor that lies aslant, whose image has other proportions.
    """
    left, top = sizes.crop_left_margin - sizes.left_margin, sizes.crop_top_margin - sizes.top_margin
    across, down = sizes.crop_width, sizes.crop_height
    is_inside = 0 <= left <= sizes.width - across and 0 <= top <= sizes.height - down
    scale = image.width / sizes.width
    if not is_inside or min(across / sizes.width, down / sizes.height) < _LEAST_SHOWN:
        return image
    if abs(image.height - scale * sizes.height) > 2:
        return image
    right, bottom = int(scale * (left + across)), int(scale * (top + down))
    return image.crop((round(scale * left), round(scale * top), right, bottom))

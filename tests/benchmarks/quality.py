"""How near the pictures come to the slow way: the whole picture decoded and scaled once with Lanczos.

Compared before encoding, for JPEG's own loss is larger (36.5 dB at quality 85) and would hide the difference.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
from PIL import Image, ImageCms, ImageOps
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from photospool.photo import render
from photospool.photo.decode import opened

from .measure import Bench
from .photos import Photos
from .table import Row, at_least

NAMES = ("thumb.jpg", "800x600.jpg", "1600x1200.jpg")


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """The worst and the median over all photos of every sort, for each way of making pictures."""
    sorts = (photos.camera, photos.jpeg(24), photos.jpeg(48), photos.heic, photos.other("PNG"))
    paths = [path for sort in sorts for path in sort.paths]
    for names, title in ((NAMES[:2], "two pictures"), (NAMES, "three pictures")):
        found = [pair for path in paths for pair in _compared(path, names)]
        noise, likeness = [pair[0] for pair in found], [pair[1] for pair in found]
        detail = f"median {np.median(noise):.1f} dB; {len(paths)} photos, the worst of {len(found)} pictures"
        yield at_least(f"{title}: PSNR, worst", min(noise), 40.0, " dB", detail)
        yield at_least(f"{title}: SSIM, worst", min(likeness), 0.985, "", f"median {np.median(likeness):.4f}")


def _compared(path: Path, names: tuple[str, ...]) -> list[tuple[float, float]]:
    """(PSNR in dB, SSIM) of each picture."""
    whole = _whole(path)
    found = []
    for picture in _pictures(path, names):
        slow = np.asarray(whole.resize(picture.size, Image.Resampling.LANCZOS))
        fast = np.asarray(picture)
        with np.errstate(divide="ignore"):  # equal pictures: infinitely near
            noise = peak_signal_noise_ratio(slow, fast)
        likeness = structural_similarity(slow, fast, channel_axis=2, gaussian_weights=True, sigma=1.5)
        found.append((float(noise), float(likeness)))
    return found


def _pictures(path: Path, names: tuple[str, ...]) -> list[Image.Image]:
    """What the program encodes, as it is just before."""
    kept: list[Image.Image] = []

    def keep(picture: Image.Image, *_: int, **__: bool) -> bytes:
        kept.append(picture.copy())
        return b""

    with patch.object(render, "_encoded", keep), opened(path) as image:
        profile = image.info.get("icc_profile") or b""
        render.render(image, image.getexif().get(0x0112, 1), names, 85, profile)
    return kept


def _whole(path: Path) -> Image.Image:
    """Every pixel, upright, in sRGB."""
    with opened(path) as image:
        profile = image.info.get("icc_profile")
        upright = (
            image.convert("RGB")
            if image.getexif().get(0x0112, 1) == 1
            else ImageOps.exif_transpose(image.convert("RGB"))
        )
        if not profile:
            return upright
        own, wanted = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(upright, own, wanted) or upright

"""The small pictures: upright, sRGB, JPEG, with nothing in them but pixels.

The fast way, in this order: let the JPEG decoder itself halve the picture down to a quarter more than needed, scale
once with Lanczos to the largest rendition, do everything else (colours, white ground, rotation) on that small
picture, and make each smaller one of the next larger. It never reads what the photo says of itself.
"""

from __future__ import annotations

import base64
import io
import itertools
import math
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageChops, ImageCms

from photospool.photo.exif_orientation import UPRIGHT, turned
from photospool.photo.photo import Rendition
from photospool.photo.scaling import scaled
from photospool.photo.thumb_hash import thumb_hash
from photospool.photo.tiff_samples import in_eight_bits, white_of_floats

BOXES: dict[str, tuple[int, int]] = {"thumb.jpg": (220, 146), "800x600.jpg": (800, 600), "1600x1200.jpg": (1600, 1200)}
"""Rendition → the width and height in pixels that its upright picture fits into."""

SHOWN = "shown"
"""The key of a picture's ``info`` under which the box of a moving picture's first frame lies."""

TILES = "tiles"
"""The key under which a picture of tiles lies, which can be made smaller without being decoded whole."""

_DRAFT = 1.25  # at less the loss shows, at more the decoder works for nothing
_HASH_PX = 20  # a thumbhash keeps seven waves across; more pixels only cost time


def fitted(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """The size within the box, with equal sides kept equal: never enlarged, never under one pixel."""
    width, height = size
    scale = min(1.0, box[0] / width, box[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def render(
    image: Image.Image, orientation: int, names: Sequence[str], quality: int, profile: bytes = b""
) -> tuple[Rendition, ...]:
    """Make the renditions of these names of an opened picture, the smallest first.

    ``orientation`` (1 to 8) is what is still to be done to the decoded pixels; ``profile`` (ICC) what their numbers
    mean, empty for sRGB. **The image is used up**: its pixels mean nothing afterwards. Raises what the image library
    raises.
    """
    upright = turned(image.size, orientation)
    sizes = {name: fitted(upright, BOXES[name]) for name in names}
    ordered = sorted(names, key=lambda name: BOXES[name], reverse=True)
    picture = _largest(image, turned(sizes[ordered[0]], orientation), profile)
    if orientation in UPRIGHT:
        picture = picture.transpose(UPRIGHT[orientation])
    renditions = []
    for name in ordered:
        picture = scaled(picture, sizes[name])
        # Tables of its own pay only there: 4.6 % for 0.1 ms; of the larger ones 1.6 % for 8 ms.
        renditions.append(Rendition(name, *picture.size, _encoded(picture, quality, optimize=name == ordered[-1])))
    return tuple(reversed(renditions))


def placeholder(thumb: Rendition) -> str:
    """A thumbhash of the smallest rendition, base64 (https://evanw.github.io/thumbhash/)."""
    with Image.open(io.BytesIO(thumb.data), formats=["JPEG"]) as image:
        small = image.convert("RGB").resize(fitted(image.size, (_HASH_PX, _HASH_PX)), Image.Resampling.BOX)
    return base64.b64encode(thumb_hash(*small.size, small.tobytes())).decode("ascii")


def fields(rendition: Rendition, side: int) -> bytes:
    """The mean colours of so many fields on each side, row by row, three bytes each."""
    with Image.open(io.BytesIO(rendition.data), formats=["JPEG"]) as image:
        return image.convert("RGB").resize((side, side), Image.Resampling.BOX).tobytes()


def _largest(image: Image.Image, size: tuple[int, int], profile: bytes) -> Image.Image:
    """Decode, scale to this size and bring to sRGB on white."""
    if (tiles := image.info.get(TILES)) is not None and (small := tiles.scaled(size)) is not None:
        return _in_srgb(small, profile)
    if image.format in ("JPEG", "MPO"):
        image.draft(None, (math.ceil(size[0] * _DRAFT), math.ceil(size[1] * _DRAFT)))
        gap = None
    else:
        gap = 2.0
    image.load()
    image = _without_margins(image)
    whole = _in_eight_bits(image) if image.mode in _WIDE else _resizable(image)
    return _on_white(_in_srgb(scaled(whole, size, gap=gap), profile))


def _without_margins(image: Image.Image) -> Image.Image:
    """What lies around a moving picture's first frame is transparent; the image library gives it some colour."""
    box = image.info.get(SHOWN)
    if box is None or box == (0, 0, *image.size):
        return image
    shown = image.convert("RGBA")
    alpha = Image.new("L", image.size, 0)
    alpha.paste(shown.getchannel("A").crop(box), box)
    shown.putalpha(alpha)
    return shown


_WIDE = {"I", "F", "I;16", "I;16L", "I;16B", "I;16N"}


_BITS, _PHOTOMETRIC, _SMAX = 258, 262, 341


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Grey of more than eight bits. A TIFF tells how many, and whether zero is white; others have all sixteen."""
    tags = getattr(image, "tag_v2", {})
    wide = image if image.mode == "F" else image.convert("F")
    if image.mode == "F":
        return in_eight_bits(wide, white_of_floats(wide, tags.get(_SMAX)))
    bits = tags.get(_BITS, (16,))[0] if image.mode.startswith("I;16") else 32
    grey = in_eight_bits(wide, _white(wide, bits))
    if (clear := image.info.get("transparency")) is not None and isinstance(clear, int) and 0 <= clear < 65536:
        table = [255] * 65536
        table[clear] = 0
        grey.putalpha(image.convert("I").point(table, "L"))  # the library forgets it of 16 bits
        return grey
    return grey.point([255 - value for value in range(256)]) if tags.get(_PHOTOMETRIC) == 0 else grey


def _white(wide: Image.Image, bits: int) -> float:
    """By the bits; of 32 it isn't known: the next usual maximum above the brightest."""
    if bits <= 16:
        return float(2**bits - 1)
    brightest = wide.getextrema()[1]
    return next(
        (most for most in (255.0, 4095.0, 65535.0) if isinstance(brightest, float) and brightest <= most), 2.0**32
    )


def _resizable(image: Image.Image) -> Image.Image:
    """Colours instead of palette numbers and of one transparent colour, which can't be averaged."""
    if image.mode in ("RGBA", "LA"):
        return image
    if image.mode in ("La", "RGBa"):
        return image.convert({"La": "LA", "RGBa": "RGBA"}[image.mode])
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK", "LAB", "YCbCr"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture in sRGB; a profile that is broken or made for other colours is passed over."""
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    colours = image.convert(image.mode[:-1]) if alpha else image
    if profile and colours.mode == "L" and _is_of_rgb(profile):
        colours = colours.convert("RGB")
    transform = _to_srgb(profile, colours.mode)
    # Always a copy: to save what was opened, the image library looks at its file, which a worker's cage forbids.
    colours = transform.apply(colours) if transform else colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _is_of_rgb(profile: bytes) -> bool:
    """By the header's colour space, ICC.1:2001-04, 6.1.5. Grey pictures of a colour camera bear one."""
    return profile[16:20] == b"RGB "


@lru_cache(maxsize=8)  # the photos of one camera come with one profile
def _to_srgb(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    srgb = ImageCms.createProfile("sRGB")
    try:
        if mode == "LAB":
            return ImageCms.buildTransform(ImageCms.createProfile("LAB"), srgb, mode, "RGB")
        if not profile:
            return None
        found = ImageCms.buildTransform(ImageCms.ImageCmsProfile(io.BytesIO(profile)), srgb, mode, "RGB")
        return None if mode == "RGB" and _is_nothing(found) else found
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _is_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether it changes no colour by more than a rounding. Many phones and programs name sRGB itself, and to apply
    that takes a third of the time of three pictures.
    """
    steps = range(0, 256, 15)
    every = bytes(itertools.chain(*itertools.product(steps, repeat=3)))
    cube = Image.frombytes("RGB", (len(steps) ** 2, len(steps)), every)
    return max(ImageChops.difference(cube, transform.apply(cube)).tobytes()) <= 1


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _encoded(picture: Image.Image, quality: int, *, optimize: bool) -> bytes:
    """A JPEG of the pixels alone: what the picture brought along would be written too if it were left."""
    picture.info.clear()
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality, optimize=optimize, exif=b"", comment=b"", icc_profile=None)
    return stream.getvalue()

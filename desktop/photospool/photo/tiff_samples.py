"""TIFFs whose samples the image library reads wrongly or not at all, brought to eight bits: right, or refused.

It takes bytes of uncompressed planes for other bytes (16 bits, one colour after the other) without a word, and knows
no grey of 12 or 32 bits, no 16 bits beside an alpha, no white that is zero in more than eight bits. Where the samples
lie plainly in strips (uncompressed or deflated, without a predictor), their high bytes are picked out here; what is
neither is refused, and never shown wrong. TIFF 6.0; its Technical Note 3 for floating point.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, TiffImagePlugin

from photospool.errors import NotAPhoto
from photospool.photo.exif_orientation import UPRIGHT
from photospool.photo.source import Source

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC, _ORIENTATION = 256, 257, 258, 259, 262, 274
_OFFSETS, _SAMPLES, _ROWS, _LENGTHS, _PLANAR, _PREDICTOR = 273, 277, 278, 279, 284, 317
_TILES, _EXTRA, _FORMAT, _SMAX, _ICC = 324, 338, 339, 341, 34675
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _CMYK = 0, 1, 2, 5
_PLAIN, _DEFLATED = 1, (8, 32946)
_MODES: Final = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
_ALPHA: Final = (1, 2)
_MOST_PIXELS = 300_000_000


@dataclass(frozen=True, slots=True)
class Layout:
    """How the samples of the first page lie."""

    size: tuple[int, int]
    bits: int
    samples: int
    photometric: int
    is_planar: bool
    is_float: bool
    is_big_endian: bool
    compression: int
    is_plain: bool
    """Whether they lie in strips without a predictor: so that bytes can be picked out."""

    @property
    def colours(self) -> int:
        """How many of the samples are colours."""
        return {_RGB: 3, _CMYK: 4}.get(self.photometric, 1)


def layout(tags: Any) -> Layout | None:
    """Of a directory as the image library reads it; None for what has samples of several sizes, or none."""
    bits = tags.get(_BITS, (1,))
    formats = set(tags.get(_FORMAT, (1,)))
    if len(set(bits)) != 1 or len(formats) != 1 or not isinstance(tags.get(_WIDTH), int):
        return None
    return Layout(
        size=(tags[_WIDTH], tags.get(_HEIGHT, 0)),
        bits=bits[0],
        samples=tags.get(_SAMPLES, 1),
        photometric=tags.get(_PHOTOMETRIC, -1),
        is_planar=tags.get(_PLANAR, 1) == 2,
        is_float=formats == {3},
        is_big_endian=tags.prefix[:2] == b"MM",
        compression=tags.get(_COMPRESSION, _PLAIN),
        is_plain=_TILES not in tags and tags.get(_PREDICTOR, 1) == 1,
    )


def is_read_wrongly(of: Layout) -> bool:
    """Whether the image library errs, or gives up, on samples like these (measured with Pillow 13.0)."""
    is_grey = of.photometric in (_WHITE_IS_ZERO, _BLACK_IS_ZERO)
    if not is_grey and of.photometric not in (_RGB, _CMYK):
        return False
    if of.is_float:
        return of.samples > 1 or (of.is_big_endian and (of.is_planar or of.compression != _PLAIN))
    if of.bits == 32 or (of.bits == 12 and (of.is_big_endian or of.photometric == _WHITE_IS_ZERO)):
        return True
    if is_grey and of.samples > 1:
        return of.bits > 8 or of.is_planar
    if is_grey:
        return of.bits == 16 and of.photometric == _WHITE_IS_ZERO and of.is_big_endian
    return of.is_planar and of.compression == _PLAIN and (of.bits == 16 or of.samples > of.colours)


def opened(path: Source) -> PickedTiff | None:
    """A TIFF that is read here; None for one that the image library reads right, and for all else.

    Raises OSError; NotAPhoto for one that nobody here reads right.
    """
    with path.open("rb") as file:
        head = file.read(8)
        if head[:4] not in (b"II*\0", b"MM\0*"):
            return None
        tags: Any = TiffImagePlugin.ImageFileDirectory_v2(head)
        file.seek(tags.next)
        try:
            tags.load(file)
            of = layout(tags)
        except Exception:  # noqa: BLE001 - of a broken directory, of which the image library says the same
            return None
    if of is None or not is_read_wrongly(of):
        return None
    strips = zip(tags.get(_OFFSETS, ()), tags.get(_LENGTHS, ()), strict=False)
    is_known = of.compression in (_PLAIN, *_DEFLATED) and of.bits in ((32,) if of.is_float else (8, 12, 16, 32))
    if not (of.is_plain and is_known and of.colours <= of.samples <= 8 and 0 < of.size[0] * of.size[1] <= _MOST_PIXELS):
        raise unreadable_samples()
    return PickedTiff(path, tags, of, list(strips))


def unreadable_samples() -> NotAPhoto:
    """True of the samples, and says what to do."""
    return NotAPhoto(
        "This TIFF keeps its pixels in a way that can't be read without mistakes.",
        "The file is kept unchanged among what needs attention. "
        "Please save it with 8 bits a channel from the program that made it, and add that.",
    )


class PickedTiff(Image.Image):
    """An opened TIFF whose pixels are picked out of its strips when they are first asked for."""

    format = "TIFF"

    def __init__(self, path: Source, tags: Any, of: Layout, strips: list[tuple[int, int]]) -> None:
        super().__init__()
        self.tag_v2 = tags
        self.info = {"icc_profile": tags[_ICC]} if isinstance(tags.get(_ICC), bytes) else {}
        self._path, self._of, self._strips, self._is_picked = path, of, strips, False
        orientation = tags.get(_ORIENTATION, 1)
        self._turn = UPRIGHT.get(orientation)
        self._size = of.size[::-1] if orientation in range(5, 9) else of.size

    def load(self) -> Any:
        """Decode, once, and turn upright as the image library does with TIFFs."""
        if not self._is_picked:
            self._is_picked = True
            picture = _picture(self._path, self.tag_v2, self._of, self._strips)
            picture = picture if self._turn is None else picture.transpose(self._turn)
            self.im, self._mode, self._size = picture.im, picture.mode, picture.size
        return super().load()

    def getexif(self) -> Image.Exif:
        """Of the directory alone."""
        exif = Image.Exif()
        exif.update({tag: value for tag, value in self.tag_v2.items() if tag not in (_OFFSETS, _LENGTHS)})
        return exif


def _picture(path: Source, tags: Any, of: Layout, strips: list[tuple[int, int]]) -> Image.Image:
    has_alpha = of.samples > of.colours and (tags.get(_EXTRA, (0,)) or (0,))[0] in _ALPHA and of.colours != 4
    wanted = of.colours + has_alpha
    data = b"".join(_unpacked(path, of, strips))
    planes = _float_planes(data, of, wanted) if of.is_float else _planes(data, of, wanted)
    if of.photometric == _WHITE_IS_ZERO:
        planes[0] = planes[0].point([255 - value for value in range(256)])
    if of.photometric == _CMYK:
        return Image.merge("CMYK", planes[:4])
    return planes[0] if wanted == 1 else Image.merge(_MODES[wanted], planes)


def _unpacked(path: Source, of: Layout, strips: list[tuple[int, int]]) -> Iterator[bytes]:
    width, height = of.size
    left = (width * of.samples * of.bits + 7) // 8 * height + of.samples * height  # rows of 12 bits end in whole bytes
    with path.open("rb") as file:
        for offset, length in strips:
            file.seek(offset)
            data = file.read(min(length, left + 1024))
            if of.compression != _PLAIN:
                data = zlib.decompressobj().decompress(data, left + 1)
            left -= len(data)
            yield data


def _planes(data: bytes, of: Layout, wanted: int) -> list[Image.Image]:
    return [_plane(data, of, number) for number in range(wanted)]


def _plane(data: bytes, of: Layout, number: int) -> Image.Image:
    """One colour: the high byte of each of its samples."""
    width, height = of.size
    pixels = width * height
    if of.bits == 12:
        return _twelve_bits(data, of)
    step = of.bits // 8
    high = 0 if of.is_big_endian else step - 1
    if of.is_planar:
        picked = data[number * pixels * step :][high::step]
    else:
        picked = data[number * step + high :: step * of.samples]
    return Image.frombytes("L", of.size, picked[:pixels].ljust(pixels, b"\0"))


def _twelve_bits(data: bytes, of: Layout) -> Image.Image:
    """Two samples in three bytes; rows begin with a whole byte. TIFF 6.0 packs from the high bits in either order."""
    width, height = of.size
    stride = (width * 12 + 7) // 8
    picked = bytearray(width * height)
    for row in range(height):
        line = data[row * stride : (row + 1) * stride].ljust(stride + 2, b"\0")
        begin, end = row * width, (row + 1) * width
        odd = bytes(((one & 15) << 4) | (other >> 4) for one, other in zip(line[1::3], line[2::3], strict=False))
        picked[begin:end:2] = line[0 : stride + 2 : 3][: (width + 1) // 2]
        picked[begin + 1 : end : 2] = odd[: width // 2]
    return Image.frombytes("L", of.size, bytes(picked))


def _float_planes(data: bytes, of: Layout, wanted: int) -> list[Image.Image]:
    numbers = array("f")
    numbers.frombytes(data[: len(data) // 4 * 4])
    if of.is_big_endian != (sys.byteorder == "big"):
        numbers.byteswap()
    pixels = of.size[0] * of.size[1]
    planes = []
    for number in range(wanted):
        of_plane = numbers[number * pixels : (number + 1) * pixels] if of.is_planar else numbers[number :: of.samples]
        raw = of_plane[:pixels].tobytes().ljust(pixels * 4, b"\0")
        planes.append(Image.frombytes("F", of.size, raw))
    white = max(white_of_floats(plane) for plane in planes[: of.colours])
    return [in_eight_bits(plane, white) for plane in planes]


_USUAL_WHITES: Final = (1.0, 255.0, 4095.0, 65535.0)
_MOST_ABOVE = 0.01


def white_of_floats(image: Image.Image, told: object = None) -> float:
    """What is white among floating-point numbers: what the file tells, else the usual number that nearly all are under.

    Highlights of a photo that was worked on lie above white; one of them must not make all the rest dark.
    """
    told = told[0] if isinstance(told, tuple) and told else told
    if isinstance(told, int | float) and told > 0:
        return float(told)
    pixels = image.width * image.height
    for white in _USUAL_WHITES:
        above = image.point(lambda value, white=white: value * (255 / white) + -255.0).convert("L").histogram()
        if pixels - above[0] <= pixels * _MOST_ABOVE:
            return white
    return 2.0**32


def in_eight_bits(image: Image.Image, white: float) -> Image.Image:
    """Grey of numbers as grey of bytes; what lies above white is white."""
    return image.point(lambda value: value * (255.0 / white) + 0.0).convert("L")

"""What is transparent in a picture is white in the album, also where the image library tells it wrong or not at all.

The right values are those of the formats' definitions, and what Chromium 156 shows of such files.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from tests.photo import made
from tests.photo.containers import png_chunk

from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.structure.png import SIGNATURE

WHITE = (255, 255, 255)


def shown(tmp_path: Path, data: bytes) -> Image.Image:
    path = tmp_path / "photo"
    path.write_bytes(data)
    return made.opened(prepare(path, "photo", Options(large=False)).renditions[1].data).convert("RGB")


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return max(abs(one - other) for one, other in zip(pixel, colour, strict=True)) < 12


def grey_png(bits: int, left: int, right: int, clear: int) -> bytes:
    """64 × 32 pixels in two halves, one grey of which is transparent (tRNS)."""
    numbers = [left] * 32 + [right] * 32
    row = int("".join(f"{number:0{bits}b}" for number in numbers), 2).to_bytes(64 * bits // 8, "big")
    return png(bits, 0, row, struct.pack(">H", clear))


def png(bits: int, kind: int, row: bytes, clear: bytes) -> bytes:
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 32, bits, kind, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress((b"\0" + row) * 32))
    return SIGNATURE + head + png_chunk(b"tRNS", clear) + pixels + png_chunk(b"IEND", b"")


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16])
@pytest.mark.parametrize("is_left", [True, False])
def test_one_clear_grey_of_a_png_of_any_bits(tmp_path: Path, bits: int, is_left: bool) -> None:
    """PNG 3, 11.3.1.1: the sample's number in the file's own bits."""
    most = 2**bits - 1
    left, right = (most // 2, 0) if is_left else (0, most // 2)
    picture = shown(tmp_path, grey_png(bits, left, right, left if is_left else right))
    dark = (0, 0, 0)
    expected = (WHITE, dark) if is_left else (dark, WHITE)
    if bits == 1:  # there is no grey between black and white: black itself is clear, in both halves
        expected = (WHITE, WHITE)
    assert is_near(picture.getpixel((8, 16)), expected[0]) and is_near(picture.getpixel((56, 16)), expected[1])


def test_white_of_one_bit_is_no_clear_black(tmp_path: Path) -> None:
    picture = shown(tmp_path, grey_png(1, 1, 0, 1))
    assert is_near(picture.getpixel((8, 16)), WHITE) and is_near(picture.getpixel((56, 16)), (0, 0, 0))


def test_one_clear_colour_of_a_png_of_sixteen_bits(tmp_path: Path) -> None:
    red = struct.pack(">HHH", 51_400, 7_710, 10_280)
    row = red * 32 + struct.pack(">HHH", 0, 30_000, 0) * 32
    picture = shown(tmp_path, png(16, 2, row, red))
    assert is_near(picture.getpixel((8, 16)), WHITE) and is_near(picture.getpixel((56, 16)), (0, 117, 0))


def test_around_the_first_frame_of_a_gif_nothing_is(tmp_path: Path) -> None:
    """GIF89a, 18.c.vii names a background; all browsers leave it out (HTML shows what lies behind)."""
    frame = Image.new("P", (30, 20), 1)
    frame.putpalette([20, 200, 30, 200, 30, 40] + [0] * 762)
    data = bytearray(made.encoded(frame, "GIF"))
    struct.pack_into("<HH", data, 6, 60, 40)  # a canvas larger than the frame, of the colour 0
    picture = shown(tmp_path, bytes(data))
    assert picture.size == (60, 40)
    assert is_near(picture.getpixel((10, 8)), (200, 30, 40))
    assert is_near(picture.getpixel((50, 30)), WHITE)


def test_a_gif_that_fills_its_canvas_stays_as_it_is(tmp_path: Path) -> None:
    picture = shown(tmp_path, made.encoded(made.corners().quantize(8), "GIF"))
    assert made.seen(picture) == list(made.CORNERS)

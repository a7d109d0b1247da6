"""A picture in 25 bytes, against the published formula as its package works it out, pixel by pixel."""

from __future__ import annotations

import io
import random

import pytest
import thumbhash
from PIL import Image

from photospool.demo import scenes
from photospool.photo.thumb_hash import thumb_hash

HEAD = 5
"""Bytes that tell mean colours, contrasts and shape."""


def published(width: int, height: int, rgb: bytes) -> bytes:
    rgba = [part for at in range(0, len(rgb), 3) for part in (*rgb[at : at + 3], 255)]
    return bytes(thumbhash.rgba_to_thumb_hash(width, height, rgba))


def sizes() -> list[tuple[int, int]]:
    """All shapes that the smallest picture comes in, wide and high."""
    return [(20, short) for short in range(1, 21)] + [(short, 20) for short in range(1, 20)]


@pytest.mark.parametrize("size", sizes())
def test_it_is_byte_for_byte_the_published_one(size: tuple[int, int]) -> None:
    chance = random.Random(size[0] * 100 + size[1])
    count = size[0] * size[1]
    for _ in range(4):
        grey = chance.randbytes(count)
        for rgb in (
            chance.randbytes(3 * count),
            bytes(part for part in grey for _ in range(3)),
            bytes(chance.choice((0, 255)) for _ in range(3 * count)),
        ):
            assert thumb_hash(*size, rgb) == published(*size, rgb)


@pytest.mark.parametrize("name", scenes.SCENES)
def test_so_it_is_of_scenes(name: str) -> None:
    stream = io.BytesIO()
    scenes.draw(name, (220, 146)).save(stream, "JPEG", quality=85)
    with Image.open(stream) as picture:
        for turned in (picture, picture.rotate(90, expand=True)):
            small = turned.resize((20, 13) if turned.width > turned.height else (13, 20), Image.Resampling.BOX)
            assert thumb_hash(*small.size, small.tobytes()) == published(*small.size, small.tobytes())


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (90, 90, 91), (255, 0, 0), (1, 250, 77)])
def test_an_even_colour_has_no_waves(colour: tuple[int, int, int]) -> None:
    """The published formula makes waves of what rounding leaves: chance, beside a contrast of none.

    One pixel high or wide is left out: its third wave is always there.
    """
    for size in sizes():
        if min(size) == 1:
            continue
        rgb = bytes(colour) * (size[0] * size[1])
        found = thumb_hash(*size, rgb)
        assert found[:HEAD] == published(*size, rgb)[:HEAD]
        assert not any(found[HEAD:])
        assert len(found) == len(published(*size, rgb))

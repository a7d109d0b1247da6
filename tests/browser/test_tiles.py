"""A photo of the timeline: few elements, for there are many, and colours before its picture is there."""

import pytest
from PIL import ImageChops, ImageStat

from . import library

BLOCKS = (4, 4)
"""A picture is compared by the colours of so many parts of it."""
NEAR = 18
"""So many levels of 255 the parts may be others than the picture's in the mean: a few waves stand for all of it."""


@pytest.fixture
def album(shared_album):
    return shared_album


def test_a_photo_is_three_elements(page):
    page.see(".month .tile")
    page.pictures_are_there()
    inside = page.js("return [...document.querySelectorAll('.month a.tile:not(:has(.stack))')].map(a => "
                     "a.querySelectorAll('*').length)")  # fmt: skip
    assert len(inside) > 10
    assert set(inside) == {2}


def test_its_colours_are_seen_before_its_picture(page, album):
    page.see(".month .tile")
    page.js("for (const img of document.querySelectorAll('.month img')) img.style.visibility = 'hidden'")
    boxes = page.js(
        "return [...document.querySelectorAll('.month a.tile')].map(a => [a.dataset.id, a.getBoundingClientRect()])"
        ".filter(([, b]) => b.bottom < innerHeight).map(([id, b]) => [id, b.left, b.top, b.right, b.bottom])"
    )
    assert len(boxes) > 3
    seen = page.pixels()
    for photo_id, *box in boxes:
        _, picture, _ = library.drawn(album.ids.index(photo_id), 800)
        off = ImageChops.difference(seen.crop(box).resize(BLOCKS), picture.resize(BLOCKS))
        assert max(ImageStat.Stat(off).mean) < NEAR, f"the photo at {box}"

"""A photo of the timeline: few elements, for there are many, and colours before its picture is there."""

import pytest
from PIL import ImageChops, ImageStat

from photospool.album.base import Write

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
    page.rows_are_there()
    page.pictures_are_there()
    inside = page.js("return [...document.querySelectorAll('.month a.tile:not(:has(.stack))')].map(a => "
                     "a.querySelectorAll('*').length)")  # fmt: skip
    assert len(inside) > 10
    assert set(inside) == {2}


def test_its_colours_are_seen_before_its_picture(page, album):
    page.see(".month .tile")
    page.rows_are_there()
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


MONTHS, OF_EACH = 12, 100
"""More photos than the timeline remembers at a time."""
ASKED = """
return performance.getEntriesByType('resource')
  .filter(one => one.name.includes('_view/timeline') && one.name.includes('limit=')).length;
"""


def test_what_was_seen_long_ago_is_asked_for_anew(local_album, open_page):
    scene, picture, made = library.drawn(0, 800)
    plain = library.document(0, "2024-01-01", scene, picture)
    for number in range(MONTHS * OF_EACH):
        day = f"2024-{12 - number // OF_EACH:02}-15"
        told = {"_id": library.photo_id(number), "taken": day, "taken_at": f"{day}T12:00:00"}
        local_album.write(Write(plain | told, {"thumb.jpg": made["thumb.jpg"], "800x600.jpg": made["thumb.jpg"]}))
    page = open_page(local_album)
    page.see(".month .tile")
    page.js("performance.setResourceTimingBufferSize(20000)")

    def asked_at(month):
        page.js("document.querySelectorAll('.month')[arguments[0]].scrollIntoView()", month)
        page.wait("return document.querySelectorAll('.month')[arguments[0]].querySelector('.tile')", month)
        return page.js(ASKED)

    for month in range(MONTHS):
        asked = asked_at(month)
    assert asked == MONTHS
    assert asked_at(MONTHS - 3) == MONTHS, "what was seen just now is known"
    assert asked_at(0) > MONTHS, "what is far away is known no more"

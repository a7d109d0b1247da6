"""Motion photos on the page: the film that lies in the photo's own file plays as a live photo's does."""

import pytest

from photospool.album.base import Write
from photospool.photo.options import Options
from photospool.photo.prepare import prepare

from ..photo.containers import box, samsung
from ..photo.films import film, needs_ffmpeg
from ..photo.structure.test_motion import HEIC, JPEG, container, micro, with_xmp
from . import library
from .test_films import at, words
from .test_stacks import VIDEO, moves_under_the_pointer

pytestmark = needs_ffmpeg
MADE = {
    "Google's first": lambda film: with_xmp(micro(len(film))) + film,
    "Google's, Samsung's": lambda film: with_xmp(container(len(film))) + film,
    "HEIC, in its box": lambda film: HEIC + box(b"mpvd", film),
    "Samsung's trailer": lambda film: (
        JPEG + samsung((b"MotionPhoto_Data", film), (b"Image_UTC_Data", b"1682980200000"))
    ),
    "Samsung's trailer, HEIC": lambda film: HEIC + samsung((b"MotionPhoto_Data", film)),
}
BUTTON = "return !document.querySelector('.strip').hidden && !document.querySelector('.strip .live').hidden"
TAKEN = """
return performance.getEntriesByType('resource').filter(e => /\\/original\\.(jpg|heic)$/.test(e.name))
  .map(e => e.encodedBodySize)
"""


def put(album, tmp_path, name="plain.mp4", *, number=800, kind="Google's first", with_original=True):
    """A motion photo as a phone makes it, its film's place as the program reads it; id and the film's length."""
    behind = film(name)
    path = tmp_path / f"PXL_{number}.MP.{'heic' if 'HEIC' in kind else 'jpg'}"
    path.write_bytes(MADE[kind](behind))
    reading = prepare(path, path.name, Options(heic_anyway=True)).reading
    assert reading.motion_length == len(behind)
    scene, picture, renditions = library.drawn(number, 800)
    doc = library.document(number, "2024-12-30", scene, picture)
    doc |= {"motion_offset": reading.motion_offset, "motion_length": reading.motion_length}
    original = {"_id": f"original-{doc['_id']}", "type": "original", "photo": doc["_id"], "filename": path.name}
    if with_original:
        album.write(Write(original, {f"original{path.suffix}": library.source(path.read_bytes())}))
    album.write(Write(doc, renditions))
    return doc["_id"], len(behind)


@pytest.mark.parametrize("kind", MADE)
def test_its_film_plays_silently_and_nothing_else_is_taken(each_album, open_page, tmp_path, kind):
    photo_id, length = put(each_album, tmp_path, kind=kind)
    page = open_page(each_album)
    tile = f"main [data-id='{photo_id}']"
    page.see(f"{tile} .stack")
    assert page.attribute(tile, "aria-label").endswith(", Live photo")
    at(page, photo_id)
    page.wait(BUTTON)
    assert page.all("dialog video") == [], "nothing plays by itself"
    page.watch_films()
    page.key("p")
    page.film_played(0.1, is_silent=True)
    page.wait(f"return !{VIDEO}")  # at its end the photo lies still again
    page.watch_films()
    page.click(".strip .live")
    page.film_played(0.1)
    assert page.js(TAKEN) == [length, length], "the film alone, not the picture before it"
    page.key("i")
    page.wait("return /lies in the same file/.test(document.querySelector('.drawer').textContent)")
    page.go(f"#/?photo={each_album.ids[0]}")
    page.wait("return document.querySelector('.strip').hidden")
    assert page.all("dialog video") == []


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_its_tile_moves_under_the_pointer_unless_less_motion_is_wished(album, open_page, tmp_path, motion):
    photo_id, _length = put(album, tmp_path)
    page = open_page(album)
    moves_under_the_pointer(page, photo_id, motion)


def test_what_the_browser_does_not_know_is_said_by_its_name(album, open_page, tmp_path):
    photo_id, _length = put(album, tmp_path, "hevc.mp4")
    page = open_page(album)
    at(page, photo_id)
    page.wait(BUTTON)
    page.key("p")
    assert "(HEVC)" in words(page)
    link = ".cannot a[download]"
    assert page.attribute(link, "download") == "PXL_800.MP.mp4"
    assert page.attribute(link, "href").startswith("blob:")


def test_without_the_original_nothing_offers_to_move(album, open_page, tmp_path):
    photo_id, _length = put(album, tmp_path, with_original=False)
    other, _length = put(album, tmp_path, number=801)
    page = open_page(album)
    page.see(f"main [data-id='{other}'] .stack")
    assert page.all(f"main [data-id='{photo_id}'] .stack") == []
    at(page, other)
    page.wait(BUTTON)
    at(page, photo_id)
    page.wait("return document.querySelector('.strip').hidden")
    page.key("p")
    page.js("return new Promise(done => setTimeout(done, 400))")
    assert page.all("dialog video") == []
    assert page.js("return document.querySelector('.strip').hidden")

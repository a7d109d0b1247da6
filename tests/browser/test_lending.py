"""Where the program could only draw a video's picture, the browser that plays it lends a frame."""

import io

import pytest
from PIL import Image, ImageStat

from photospool.photo.options import Options

from ..photo.films import film, film_with, needs_ffmpeg
from . import films
from .test_films import at, player, words

pytestmark = needs_ffmpeg
SHOWN = "return document.querySelector('dialog.lightbox video')?.poster.endsWith('?1')"
PICTURED = """
const img = document.querySelector(arguments[0]);
return Boolean(img) && img.currentSrc.endsWith('?1') && img.naturalWidth > 0;
"""
HELD = """
const asked = window.fetch;
window.fetch = async (url, init) => {
  if (String(url).includes('/_frame/')) await new Promise((resolve) => { window.letGo = resolve; });
  return asked(url, init);
};
"""
BLACK_AT_FIRST = ("-vf", r"drawbox=color=black:t=fill:enable='lt(t\,0.9)'")
H264 = ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", "+faststart")


def opened(album, open_page, name="front.mp4", **film):
    """A page that shows a video whose pictures are drawn; the video's id."""
    photo_id = films.put(album, name, poster="drawn", **film)
    page = open_page(album, pictures=Options())
    page.go("#/")
    page.see(f".tile[data-id='{photo_id}']")
    return page, photo_id


def brightness(album, photo_id):
    with album.read(photo_id, "thumb.jpg") as chunks, Image.open(io.BytesIO(b"".join(chunks))) as image:
        return sum(ImageStat.Stat(image).mean) / 3


@pytest.mark.parametrize("name", ["front.mp4", "phone.mov", "vp9.webm"])
def test_a_video_that_was_looked_at_has_its_picture_from_then_on(empty_album, open_page, name):
    page, photo_id = opened(empty_album, open_page, name)
    before = empty_album.get(photo_id)
    at(page, photo_id)
    player(page)
    page.wait(SHOWN)
    player(page)  # where it stood: the frame was looked for by a player of its own
    after = empty_album.get(photo_id)
    changed = {name for name in before if before[name] != after.get(name) and not name.startswith("_")}
    assert {"poster"} <= changed <= {"poster", "placeholder", "tnwidth", "tnheight"}
    assert after["poster"] == "frame"
    assert set(after["_attachments"]) == set(Options().names)
    page.key("ESCAPE")
    page.wait(PICTURED, f".tile[data-id='{photo_id}'] img")


def test_among_the_new_ones_it_is_shown_when_one_comes_back_from_looking(empty_album, open_page):
    photo_id = films.put(empty_album, "front.mp4", poster="drawn", is_new=True)
    page = open_page(empty_album, pictures=Options())
    page.go("#/new")
    page.see(f".day [data-id='{photo_id}']")
    page.point(f".day [data-id='{photo_id}']")
    page.see(".panel form textarea")
    page.js(f"document.querySelector(\".day [data-id='{photo_id}']\").focus()")
    page.key(" ")
    page.wait(SHOWN)
    page.key("ESCAPE")
    page.wait(PICTURED, f".day [data-id='{photo_id}'][aria-pressed=true] img")
    page.type(".panel textarea", "Jo at the sea.")
    page.click(".panel button.main")
    page.wait("return document.querySelector('#toasts').textContent.includes('saved')")
    assert empty_album.get(photo_id)["descr"] == "Jo at the sea."


def test_a_frame_is_looked_for_that_is_not_black(empty_album, open_page):
    page, photo_id = opened(empty_album, open_page, content=film_with("dark.mp4", *H264, *BLACK_AT_FIRST))
    at(page, photo_id)
    page.wait(SHOWN)
    assert brightness(empty_album, photo_id) > 60


def test_of_a_film_that_is_all_black_the_first_one_is_lent(empty_album, open_page):
    page, photo_id = opened(
        empty_album, open_page, content=film("front.mp4", source="color=black:size=320x240:rate=25")
    )
    at(page, photo_id)
    page.wait(SHOWN)
    assert brightness(empty_album, photo_id) < 10


def test_what_somebody_is_writing_meanwhile_is_neither_lost_nor_a_conflict(empty_album, open_page):
    page, photo_id = opened(empty_album, open_page)
    page.js(HELD)
    at(page, photo_id)
    page.wait("return Boolean(window.letGo)")
    page.key("i")
    page.click("dialog.lightbox .drawer button.main")
    page.type("dialog.lightbox .drawer textarea", "Jo learns to swim.")
    page.js("window.letGo()")
    page.wait(SHOWN)
    page.wait("return document.querySelector('dialog.lightbox .drawer textarea')?.value === 'Jo learns to swim.'")
    page.click("dialog.lightbox .drawer button.main")
    page.wait("return document.querySelector('#toasts').textContent.includes('saved')")
    assert not page.all("dialog.question")
    now = empty_album.get(photo_id)
    assert (now["descr"], now["poster"]) == ("Jo learns to swim.", "frame")


def test_what_this_browser_can_not_play_keeps_its_drawn_picture(empty_album, open_page):
    """By the words alone it might: it is tried, and only its sound would be heard."""
    page, photo_id = opened(empty_album, open_page, "hevc.mp4", video_codec="hvc9")
    page.js(HELD)
    at(page, photo_id)
    words(page)
    assert page.js("return window.letGo === undefined")
    assert empty_album.get(photo_id)["poster"] == "drawn"

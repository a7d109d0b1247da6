"""Videos on the page: played by the browser's own player, or said in words that it can't; never aloud by themselves."""

import pytest

from ..photo.films import film, needs_ffmpeg
from . import films, library
from .test_page import closed, opened
from .words import NOT_THERE, OVERLAP

pytestmark = needs_ffmpeg
VIDEO = "document.querySelector('dialog.lightbox video')"


GONE = """
const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'src');
const put = (how) => Object.defineProperty(HTMLMediaElement.prototype, 'src', how);
put({ configurable: true, set(url) { source.set.call(this, `${url}-gone`); } });
const asked = window.fetch;
window.fetch = (url, init) => (init?.method === 'HEAD' ? Promise.resolve({ ok: false }) : asked(url, init));
window.mend = () => put(source);
"""
"""The address of every film leads nowhere, until ``mend``."""
ASKED = """
return performance.getEntriesByType('resource').map(e => new URL(e.name).pathname.split('/').slice(2).join('/'))
  .filter(name => !name.includes('_proof')).sort();
"""
EACH_IS_THERE = """
const all = [...document.querySelectorAll('main .tile img')];
return all.length === 24 && all.every(i => i.complete && i.naturalWidth > 0);
"""


def at(page, photo_id):
    page.go(f"#/?photo={photo_id}")
    page.wait("return document.querySelector('dialog.lightbox').open && location.hash.endsWith(arguments[0])", photo_id)


def player(page):
    """A player that knows its film and stands still."""
    page.wait(f"return {VIDEO}?.readyState >= 1")
    assert page.js(f"return {VIDEO}.videoWidth") == 320
    assert page.js(f"return [{VIDEO}.paused, {VIDEO}.controls, {VIDEO}.currentTime]") == [True, True, 0]


def words(page):
    page.see(".cannot p")
    assert page.all("dialog video") == [], "no black square"
    page.wait("return document.querySelector('dialog .frame img').naturalWidth > 0")
    return page.text(".cannot p")


@pytest.mark.parametrize("name", ["plain.mp4", "front.mp4", "phone.mov", "vp9.webm", "plain.mkv", "silent.m4v"])
def test_a_film_plays_seeks_and_stands_still(empty_album, open_page, name):
    if name == "silent.m4v":
        photo_id = films.put(empty_album, "plain.mp4", content=film(name))
    else:
        photo_id = films.put(empty_album, name)
    page = open_page(empty_album)
    at(page, photo_id)
    player(page)
    page.watch_films()
    page.key("p")
    page.film_played(0.2)
    page.js(f"{VIDEO}.currentTime = 1.5")
    page.wait(f"return !{VIDEO}.seeking && {VIDEO}.currentTime >= 1.5")
    page.key("p")
    page.wait(f"return {VIDEO}.paused")
    page.key("ESCAPE")
    closed(page)
    assert page.all("dialog video") == []


def test_what_this_browser_does_not_know_is_said_with_download_beside_it(local_album, open_page):
    known = films.put(local_album, "hevc.mp4", number=501)
    untold = films.put(local_album, "hevc.mp4", number=502, video_codec="")
    old = films.put(local_album, "camera.avi", number=503)
    page = open_page(local_album)
    for photo_id, said in ((known, "(HEVC)"), (untold, "this kind of video"), (old, "(FMP4)")):
        at(page, photo_id)
        assert said in words(page)
        link = ".cannot a[download]"
        assert page.attribute(link, "download").startswith("film 50")
        assert page.attribute(link, "href").rpartition("/")[2].startswith("original.")
        page.key("ESCAPE")
        closed(page)


@pytest.mark.parametrize("size", [(390, 844), (320, 640)])
def test_on_a_phone_what_can_t_be_played_says_so_beside_the_arrows(album, open_page, size):
    photo_id = films.put(album, "hevc.mp4", number=501, taken="2023-06-15")
    page = open_page(album, width=size[0], height=size[1])
    at(page, photo_id)
    words(page)
    page.click(".tools [aria-expanded]")
    page.see(".drawer .facts")
    for has_details in (True, False):
        page.wait("return !document.querySelector('.back').hidden && !document.querySelector('.forth').hidden")
        assert [name for name in (".back", ".forth") if page.js(OVERLAP, ".cannot", f".lightbox {name}")] == []
        if has_details:
            page.click(".tools [aria-expanded]")
            page.wait("return document.querySelector('.drawer').hidden")


def test_a_copy_without_the_film_shows_its_picture_and_says_so(local_album, open_page):
    photo_id = films.put(local_album, with_original=False)
    page = open_page(local_album)
    at(page, photo_id)
    assert words(page) == "Here is only a picture of this video, not the video itself."
    assert page.all(".cannot a") == []


def test_a_film_that_did_not_come_is_asked_for_again(local_album, open_page):
    photo_id = films.put(local_album)
    page = open_page(local_album)
    page.see(".month .tile")
    page.may_report(NOT_THERE)  # of the address that is made wrong
    page.js(GONE)
    at(page, photo_id)
    assert words(page) == "The video could not be loaded."
    page.js("window.mend()")
    page.click(".cannot button")
    player(page)


def test_tiles_say_that_it_is_a_video_and_how_long(album, open_page):
    photo_id = films.put(album)
    page = open_page(album)
    tile = f"main [data-id='{photo_id}']"
    assert page.attribute(f"{tile} .length", "data-length") == "1:05"
    assert page.attribute(tile, "aria-label") == "Video of Monday, December 30, 2024, 1 minute 5 seconds"
    assert len(page.all("main .tile .length")) == 1
    at(page, photo_id)
    page.key("i")
    said = "H.264 · AAC · 25 pictures a second"
    page.wait("return document.querySelector('.drawer .facts')?.textContent.includes(arguments[0])", said)


def test_keys_turn_play_and_lead_on(album, open_page):
    photo_id = films.put(album)
    page = open_page(album)
    at(page, photo_id)
    player(page)
    page.watch_films()
    page.key(" ")
    page.film_played()
    page.key(" ")
    page.wait(f"return {VIDEO}.paused")
    page.key("ARROW_RIGHT")
    opened(page, album.ids[0])
    assert page.all("dialog video") == []
    page.see(".tools [aria-label='Real pixels, and back']")
    page.key("ARROW_LEFT")
    page.wait("return location.hash.endsWith(arguments[0])", photo_id)
    player(page)
    # With the focus in the player, the keys are the player's own.
    page.js(f"{VIDEO}.focus()")
    page.key("ARROW_RIGHT")
    assert page.js("return location.hash").endswith(photo_id)


def test_a_finger_turns_but_not_on_the_player_s_controls(album, open_page):
    photo_id = films.put(album)
    page = open_page(album)
    at(page, photo_id)
    player(page)
    box = page.js(f"const b = {VIDEO}.getBoundingClientRect(); return [b.left, b.top, b.width, b.height]")
    low = box[1] + box[3] - 20
    page.touch((box[0] + box[2] * 0.8, low), (box[0] + box[2] * 0.3, low))
    page.wait("return document.querySelector('.photo').style.getPropertyValue('--zoom').includes('translate(0px')")
    assert page.js("return location.hash").endswith(photo_id)
    high = box[1] + 40
    page.touch((box[0] + box[2] * 0.8, high), (box[0] + box[2] * 0.3, high))
    opened(page, album.ids[0])


def test_the_slideshow_plays_it_without_a_sound_to_its_end_and_goes_on(album, open_page):
    photo_id = films.put(album)
    page = open_page(album)
    page.keeps("pace", "60")  # so long it stays at the next one, and nothing but the film's end leads there
    at(page, photo_id)
    player(page)
    page.watch_films()
    page.click(".tools button[aria-label='Slideshow']")
    page.film_played(is_silent=True)
    opened(page, album.ids[0])
    page.key(" ")


def test_new_ones_are_put_in_order_as_photos_are(album, open_page):
    photo_id = films.put(album, is_new=True)
    page = open_page(album)
    page.go("#/new")
    page.see(".day .tile .length")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("x", " ")
    page.wait("return location.hash.includes(arguments[0])", photo_id)
    player(page)
    page.key(" ")
    closed(page)
    page.key("2", "ENTER")
    page.wait("return document.querySelector('.day .tile')?.dataset.id !== arguments[0]", photo_id)
    assert album.get(photo_id)["cat"] == "Friends/Family"


@pytest.mark.parametrize("size", [(390, 844), (1024, 600)])
def test_nothing_lies_over_the_player_s_controls(local_album, open_page, size):
    photo_id = films.put(local_album, width=240, height=320)
    films.put(local_album, number=499, width=240, height=320)
    page = open_page(local_album, width=size[0], height=size[1])
    at(page, photo_id)
    page.wait(f"return {VIDEO}?.readyState >= 1")
    covered = page.js(
        f"const b = {VIDEO}.getBoundingClientRect(), y = b.bottom - 24;"
        f"return [0.06, 0.3, 0.6, 0.94].filter(x => document.elementFromPoint(b.left + b.width * x, y) !== {VIDEO})"
    )
    assert covered == []


def test_the_timeline_asks_no_more_for_videos_than_for_photos(local_album, open_page):
    asked = {}
    library.fill(local_album, count=24)
    for kind in ("photos", "videos"):
        if kind == "videos":
            for row in local_album.all_docs(include_docs=True):
                if row["doc"].get("type") == "photo":
                    local_album.put_document({**row["doc"], "media": "video", "duration": 9.5})
        page = open_page(local_album)
        page.wait(EACH_IS_THERE)  # those below the edge too: they are asked for whenever there is time
        page.wait("return !document.querySelector('#badge').hidden")  # how many are new is asked for, too
        asked[kind] = page.js(ASKED)
    assert len(page.all("main .tile .length")) > 10
    # Of the album: the page's own files come in any order, and from what a browser keeps. And what belongs together is
    # asked for in more or fewer questions.
    videos, photos = (
        sorted(one for one in asked[kind] if one.startswith("db/") and "_view/parts" not in one)
        for kind in ("videos", "photos")
    )
    assert len(photos) > 10
    assert videos == photos


def test_the_slideshow_has_another_sign_than_a_video(local_album, open_page):
    """Both are to be seen at a time: the upper one was pressed to play the video."""
    photo_id = films.put(local_album)
    page = open_page(local_album)
    sign = "return document.querySelector(arguments[0] + ' path').getAttribute('d')"
    page.see("main .tile .length")
    of_a_video = page.js(sign, "main .tile .length")
    at(page, photo_id)
    player(page)
    button = ".tools button[aria-label='Slideshow']"
    assert page.js(sign, button) != of_a_video
    page.click(button)
    page.see(".tools button[aria-label='Stop the slideshow']")
    page.click(".tools button[aria-label='Stop the slideshow']")
    assert page.js(sign, button) != of_a_video
    # Nothing of the photo lies below a scroll bar, or the place for one.
    assert page.js(
        "const b = document.querySelector('.tools button:last-child').getBoundingClientRect();"
        " return b.right <= document.documentElement.clientWidth"
    )

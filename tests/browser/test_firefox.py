"""The page in Firefox: the few things that browsers do differently, as people do them."""

import pytest
import websocket

from photospool.album.couchdb.couchapp import examine
from photospool.album.web.server import open_gateway

from ..photo.films import needs_ffmpeg
from . import films
from .conftest import Lasting
from .films import for_strangers
from .test_changes import toast
from .test_couchapp import public, server  # noqa: F401 (fixtures)
from .test_later import lacks, test_a_photo_is_opened_as_soon_as_what_opens_it_came  # noqa: F401 (run here, too)
from .test_motion import put as motion


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """Instead of the browser that the other tests have; ``page`` and ``open_page`` are this one's then."""
    made = Lasting("firefox", tmp_path_factory)
    yield made
    made.quit()


def chosen(page, n):
    page.wait("return (parseInt(document.querySelector('.picked strong')?.textContent) || 0) === arguments[0]", n)


def test_photos_are_shown_opened_and_turned(page, album):
    page.see(".month .tile")
    page.pictures_are_there()
    page.point(f"main [data-id='{album.ids[1]}']")
    page.wait("return location.hash.endsWith(arguments[0])", album.ids[1])
    page.pictures_are_there("dialog img")
    page.key("ARROW_RIGHT")
    page.wait("return location.hash.endsWith(arguments[0])", album.ids[2])
    page.pictures_are_there("dialog img")
    page.key("i")
    page.see(".drawer .facts")
    page.key("ESCAPE")
    page.wait("return !document.querySelector('dialog.lightbox').open")
    assert page.js("return document.activeElement.dataset.id") == album.ids[2]


def test_many_are_chosen_changed_and_put_back(page, album):
    page.see(".month .tile")
    page.point(f"main [data-id='{album.ids[0]}']", held="CONTROL")
    chosen(page, 1)
    page.point(f"main [data-id='{album.ids[3]}']", held="SHIFT")
    chosen(page, 4)
    assert not page.all("dialog.lightbox[open]")
    page.js("document.querySelector('main .chosen').focus()")
    page.key("ENTER")
    page.wait("return document.querySelector('dialog.lightbox').open")
    page.key("ESCAPE")
    page.wait("return !document.querySelector('dialog.lightbox').open")
    chosen(page, 4)
    page.click(".picked button:nth-of-type(2)")
    page.type(".panel input[type=text]", "snow,")
    page.click(".panel button.main")
    toast(page, "4 photos saved: tag “snow” added")
    assert "snow" in album.get(album.ids[3])["keywords"]
    page.click("#undo button")
    toast(page, "4 photos are as they were before")
    assert "snow" not in album.get(album.ids[3])["keywords"]


def test_keys_put_new_photos_in_order(page, album):
    page.go("#/new")
    page.see(".day .tile")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("x", "2", "ENTER")
    toast(page, "1 photo is in “Friends/Family” now")
    assert album.get(album.ids[0])["cat"] == "Friends/Family"
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[1])
    page.key(" ")
    page.wait("return document.querySelector('dialog.lightbox').open")
    page.key(" ")
    page.wait("return !document.querySelector('dialog.lightbox').open")


def test_the_search_finds_and_the_keys_are_told(page, album):
    page.see(".month .tile")
    page.type("#bar input[type=search]", "sea -evening")
    page.key("ENTER")
    page.see("main .tile")
    page.wait("return parseInt(document.querySelector('main .status').textContent)"
              " === document.querySelectorAll('main .tile').length")  # fmt: skip
    shown = page.js("return [...document.querySelectorAll('main .tile')].map(t => t.dataset.id)")
    docs = {photo_id: album.get(photo_id) for photo_id in album.ids}
    assert set(shown) == {i for i, d in docs.items() if "sea" in d["keywords"] and "evening" not in d["keywords"]}
    page.js("document.querySelector('main .tile').focus()")
    page.key("?")
    assert "Choose this one as well" in page.text("dialog.question")


def plays(browser, photo_id, lasts=2.0):
    """Opened it stands still; then it plays, goes where it is sent, and stands still again."""
    browser.go(f"#/?photo={photo_id}")
    video = "document.querySelector('dialog video')"
    browser.wait(f"return {video}?.readyState >= 1")
    assert browser.js(f"return [{video}.paused, {video}.videoWidth]") == [True, 320]
    assert browser.js(f"return {video}.duration") == pytest.approx(lasts, abs=0.15)
    browser.js(f"{video}.muted = true")
    browser.watch_films()
    browser.key("p")
    browser.film_played(0.2)
    browser.js(f"{video}.currentTime = 1.5")
    browser.wait(f"return !{video}.seeking && {video}.currentTime >= 1.5")
    browser.key("p")
    browser.wait(f"return {video}.paused || {video}.ended")
    assert browser.js(f"return {video}.error") is None
    browser.js(f"{video}.currentTime = 0.5")  # back, over what was read already
    browser.wait(f"return !{video}.seeking && {video}.paused && {video}.currentTime === 0.5")


def says_that_it_can_not(browser, photo_id, words):
    browser.go(f"#/?photo={photo_id}")
    browser.see(".cannot a[download]")
    assert words in browser.text(".cannot p")
    assert browser.js("return document.querySelectorAll('dialog video').length") == 0


@needs_ffmpeg
@pytest.mark.parametrize("name", ["plain.mp4", "phone.mov", "vp9.webm"])
def test_a_video_is_played_sought_in_and_stopped(browser, empty_album, name):
    """From the album on this computer, and from one in a CouchDB through the gateway."""
    photo_id = films.put(empty_album, name)
    gateway = open_gateway(empty_album)
    browser.size(1280, 800)
    browser.open(gateway.start())
    plays(browser, photo_id)
    gateway.stop()
    assert browser.problems() == []


@needs_ffmpeg
@pytest.mark.parametrize(("name", "words"), [("camera.avi", "cannot play this video"), ("hevc.mp4", "(HEVC)")])
def test_a_video_that_it_does_not_know_is_said_in_words(browser, empty_album, name, words):
    photo_id = films.put(empty_album, name)
    gateway = open_gateway(empty_album)
    browser.open(gateway.start())
    says_that_it_can_not(browser, photo_id, words)
    gateway.stop()


@needs_ffmpeg
def test_videos_are_played_where_the_page_lies_in_the_database(browser, public):  # noqa: F811
    played = [films.put(public, name, number=500 + at) for at, name in enumerate(("plain.mp4", "vp9.webm"))]
    unknown = films.put(public, "hevc.mp4", number=503)
    browser.size(1280, 800)
    browser.open(examine(public).address)
    for photo_id in played:
        plays(browser, photo_id)
        browser.key("ESCAPE")
        browser.is_gone("dialog.lightbox[open]")
    assert browser.problems() == []
    says_that_it_can_not(browser, unknown, "(HEVC)")


@needs_ffmpeg
@pytest.mark.parametrize("sound", [False, True])
def test_strangers_play_the_film_that_was_made_for_them(browser, public, tmp_path, sound):  # noqa: F811
    photo_id = for_strangers(public, tmp_path, has_sound=sound)
    browser.size(1280, 800)
    browser.open(examine(public).address)
    plays(browser, photo_id)
    assert browser.problems() == []


@needs_ffmpeg
def test_a_motion_photo_moves(browser, local_album, tmp_path):
    photo_id, _length = motion(local_album, tmp_path)
    gateway = open_gateway(local_album)
    browser.size(1280, 800)
    browser.open(gateway.start())
    browser.go(f"#/?photo={photo_id}")
    browser.see(".strip .live")
    browser.watch_films()
    browser.key("p")
    video = "document.querySelector('dialog video')"
    browser.film_played(0.2, is_silent=True)
    browser.wait(f"return !{video}")
    gateway.stop()
    assert browser.problems() == []


def test_the_test_after_one_that_it_stopped_answering_in_gets_another(browser, lasting):
    assert lasting.get() is browser
    browser._process.kill()
    with pytest.raises((OSError, websocket.WebSocketException)):
        browser.js("return 1")
    after = lasting.get()
    assert after is not browser
    assert after.js("return 1 + 1") == 2

"""Files of one shot on the page: one tile, all of them in the open photo, and what a person says of them."""

import pytest

from photospool.album import stacks
from photospool.album.base import Write
from photospool.album.documents import original_id
from photospool.album.views import is_part

from ..photo.films import needs_ffmpeg
from . import films, library
from .test_films import at, words
from .test_page import closed
from .words import OVERLAP

VIDEO = "document.querySelector('dialog.lightbox video')"
PRESS = ".strip .files button:nth-child(%d)"


def live(album, index=0, **film):
    """A photo and the film that belongs to it: their ids."""
    photo_id = album.ids[index]
    return photo_id, films.put(album, **{"part_of": photo_id, "part": "live", "cat": album.get(photo_id)["cat"]} | film)


def raw(album, photo_id):
    """A raw file of the same shot; its id."""
    scene, picture, made = library.drawn(700, 800)
    doc = library.document(700, "2024-12-30", scene, picture)
    doc |= {"media": "raw", "part_of": photo_id, "part": "raw", "cat": "Private", "keywords": ["fromraw"]}
    original = {"_id": original_id(doc["_id"]), "type": "original", "photo": doc["_id"], "filename": "DSC1.NEF"}
    album.write(Write(original, {"original.nef": library.source(b"raw bytes", "image/x-nikon-nef")}))
    album.write(Write(doc, made))
    return doc["_id"]


def plain(doc):
    """Without what every write changes."""
    return {name: value for name, value in doc.items() if name not in ("_rev", "_attachments")}


def members(album, *ids):
    found = [stacks.Member.of(album.listed([photo_id])[photo_id]) for photo_id in ids]
    return [member for member in found if member is not None]


def strip(page, n):
    page.see(".strip")
    page.wait("return document.querySelectorAll('.strip .files button').length === arguments[0]", n)


def moves_under_the_pointer(page, photo_id, motion):
    """A live or motion photo on its tile, unless less motion is wished; and it lies still when the pointer has left."""
    page.motion(motion)
    tile = f"main [data-id='{photo_id}']"
    page.see(f"{tile} .stack")
    page.watch_films()
    hover = "new PointerEvent(arguments[1], {pointerType: 'mouse'})"
    page.js(f"document.querySelector(arguments[0]).dispatchEvent({hover})", tile, "pointerenter")
    if motion == "reduce":
        page.js("return new Promise(done => setTimeout(done, 600))")
    else:
        page.film_played(is_silent=True)
        page.js(f"document.querySelector(arguments[0]).dispatchEvent({hover})", tile, "pointerleave")
    assert page.all(f"{tile} video") == []


@needs_ffmpeg
def test_a_tile_says_how_many_files_it_stands_for(each_album, open_page):
    photo_id, film_id = live(each_album)
    raw(each_album, photo_id)
    page = open_page(each_album)
    tile = f"main [data-id='{photo_id}']"
    assert page.attribute(f"{tile} .stack", "data-files") == "3"
    assert page.attribute(tile, "aria-label").endswith(", 3 files of one shot")
    assert page.all(f"main [data-id='{film_id}']") == []
    assert len(page.all("main .stack")) == 1
    assert page.text("h1.hidden").endswith("40 photos")


@needs_ffmpeg
def test_keys_and_buttons_lead_through_the_files_and_a_live_photo_moves_silently(album, open_page):
    photo_id, _film = live(album)
    raw(album, photo_id)
    page = open_page(album)
    at(page, photo_id)
    strip(page, 3)
    assert page.text(".strip [role=status]") == "1 of 3: photo"
    assert page.all("dialog video") == [], "nothing plays by itself"
    page.watch_films()
    page.key("p")
    page.film_played(0.1, is_silent=True)
    page.wait(f"return !{VIDEO}")  # at its end the photo lies still again
    page.key("ARROW_DOWN")
    page.wait("return /^2 of 3/.test(document.querySelector('.strip [role=status]').textContent)")
    page.key("ARROW_DOWN")
    page.key("i")
    kinds = set()
    for at_ in (2, 3):
        page.click(PRESS % at_)
        kinds.add(page.text(".strip [role=status]").rpartition(" ")[2])
        page.wait(
            "return /^(film 500|DSC1)/.test(document.querySelector('.drawer a[download]')?.download)",
        )
    assert kinds == {"film", "file"}
    assert page.js("return location.hash").endswith(photo_id)
    page.key("ESCAPE")
    closed(page)


@needs_ffmpeg
def test_a_long_press_moves_it_and_what_a_browser_does_not_know_is_said(album, open_page):
    photo_id, _film = live(album)
    unknown, _film = live(album, 1, name="hevc.mp4", number=501)
    page = open_page(album)
    at(page, photo_id)
    strip(page, 2)
    page.may_report("setPointerCapture")  # a pointer that is none can't be captured
    page.watch_films()
    page.js(
        "const how = { bubbles: true, isPrimary: true,"
        "pointerType: 'mouse', pointerId: 1, clientX: 600, clientY: 400 };"
        "document.querySelector('dialog .frame').dispatchEvent(new PointerEvent('pointerdown', how));"
    )
    page.film_played(is_silent=True)
    page.go(f"#/?photo={unknown}")
    page.wait("return location.hash.endsWith(arguments[0])", unknown)
    page.wait("return document.querySelectorAll('dialog video').length === 0")
    strip(page, 2)
    page.click(".strip .live")
    assert "(HEVC)" in words(page)


@needs_ffmpeg
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_tile_moves_under_the_pointer_unless_less_motion_is_wished(album, open_page, motion):
    photo_id, _film = live(album)
    page = open_page(album)
    moves_under_the_pointer(page, photo_id, motion)


@needs_ffmpeg
def test_taking_apart_writes_what_the_program_writes_and_can_be_undone(each_album, open_page):
    photo_id, film_id = live(each_album)
    before = each_album.get(film_id)
    page = open_page(each_album)
    at(page, photo_id)
    strip(page, 2)
    page.key("i")
    page.click(".drawer .together button:last-child")
    page.wait("return document.querySelector('.strip').hidden")
    assert plain(each_album.get(film_id)) == plain(stacks.taken_apart(before))
    page.click(".toast button")
    strip(page, 2)
    assert plain(each_album.get(film_id)) == plain(before)
    page.wait("return /Together again: shown as one/.test(document.querySelector('#toasts').textContent)")
    assert "as it was before" not in page.text("#toasts"), "no photo was changed"


@needs_ffmpeg
def test_what_is_taken_back_of_a_part_alone_is_called_what_it_is(album, open_page):
    photo_id, _film_id = live(album)
    page = open_page(album)
    at(page, photo_id)
    strip(page, 2)
    page.key("i")
    page.click(PRESS % 2)
    page.wait("return /film$/.test(document.querySelector('.strip [role=status]').textContent)")
    page.wait("return document.querySelector('.drawer a[download]')?.download.startsWith('film 500')")
    page.click(".drawer .buttons .main")
    page.type(".drawer textarea", "The film.")
    page.click(".drawer form .main")
    page.wait("return /1 video saved: description changed/.test(document.querySelector('#toasts').textContent)")
    page.click(".toast button")
    page.wait("return /1 video is as it was before/.test(document.querySelector('#toasts').textContent)")


@needs_ffmpeg
@pytest.mark.parametrize("opened", ["photo", "film"])
def test_what_was_taken_apart_long_ago_is_put_together_from_either_half(each_album, open_page, opened):
    photo_id, film_id = live(each_album)
    for one in (photo_id, film_id):
        each_album.put_document(each_album.get(original_id(one)) | {"pair_keys": ["content:1", f"name:{one}|1"]})
    before = each_album.get(film_id)
    each_album.put_document(stacks.taken_apart(before) | {"keywords": ["sea"]})
    page = open_page(each_album)
    at(page, photo_id if opened == "photo" else film_id)
    page.key("i")
    assert page.text(".drawer .together h3") == "Taken apart from another file of the same shot"
    page.click(".drawer .together button")
    strip(page, 2)
    assert plain(each_album.get(film_id)) == plain(before) | {"keywords": ["sea"]}
    assert "sea" in each_album.get(photo_id)["keywords"], "as the program does where something becomes a part"
    page.wait("return document.querySelectorAll('.drawer .together').length === 1")
    page.click(".toast button")
    page.wait("return document.querySelector('.strip').hidden")
    assert stacks.Member.of(each_album.listed([film_id])[film_id]).photo["apart"] is True


@pytest.mark.parametrize(("camera", "offered"), [("Pixel 3", 1), ("E-M10", 0)])
def test_of_one_name_and_second_only_the_same_camera_s_is_the_other_half(album, open_page, camera, offered):
    """Two cameras may count alike."""
    one, other = album.ids[0], album.ids[4]
    for photo_id, model, more in ((one, "Pixel 3", {}), (other, camera, {"apart": True})):
        doc = album.get(photo_id)
        album.put_document(doc | {"exif": doc["exif"] | {"Image Make": "A maker", "Image Model": model}} | more)
        album.put_document(album.get(original_id(photo_id)) | {"pair_keys": ["name:img_1|2024-01-01T10:00:00"]})
    page = open_page(album)
    at(page, one)
    page.js(
        "const real = window.fetch; let found = false; window.asked = 0;"
        "window.fetch = async (url, ...more) => { const answer = await real(url, ...more);"
        " found ||= String(url).includes('_view/partners'); window.asked += found; return answer; };"
    )
    page.key("i")
    page.wait("return window.asked >= 3")  # the partners, what their originals say, and they themselves
    page.js("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
    if offered:
        page.see(".drawer .together button")
    assert len(page.all(".drawer .together")) == offered


def test_showing_the_other_one_first_writes_what_the_program_writes_and_can_be_undone(each_album, open_page):
    photo_id = each_album.ids[0]
    raw_id = raw(each_album, photo_id)
    before = {name: each_album.get(name) for name in (photo_id, raw_id)}
    wanted = {doc["_id"]: doc for doc in stacks.shown_first(members(each_album, photo_id, raw_id), raw_id)}
    page = open_page(each_album)
    at(page, photo_id)
    strip(page, 2)
    page.key("i")
    page.click(".drawer .together button:first-child")
    page.wait("return location.hash.endsWith(arguments[0])", raw_id)
    strip(page, 2)
    assert {name: plain(each_album.get(name)) for name in wanted} == {name: plain(doc) for name, doc in wanted.items()}
    page.click(".toast button")
    page.wait("return location.hash.endsWith(arguments[0])", photo_id)
    assert {name: plain(each_album.get(name)) for name in before} == {name: plain(doc) for name, doc in before.items()}


@needs_ffmpeg
def test_the_trash_takes_the_parts_along_and_undo_brings_all_back(each_album, open_page):
    photo_id, film_id = live(each_album)
    before = each_album.get(film_id)
    page = open_page(each_album)
    at(page, photo_id)
    strip(page, 2)
    page.key("i")
    page.click(".drawer .buttons button:last-child")
    page.see(".toast button")
    shown = each_album.get(photo_id)
    assert shown["cat"] == "Trash"
    assert plain(each_album.get(film_id)) == plain(stacks.following(before, shown))
    assert "1 photo is in the trash" in page.text(".toast")
    page.click(".toast button")
    page.wait("return /as it was before/.test(document.querySelector('#toasts').textContent)")
    assert plain(each_album.get(film_id)) == plain(before)
    assert each_album.get(photo_id)["cat"] != "Trash"


@needs_ffmpeg
def test_what_is_deleted_for_good_goes_with_all_its_files(album, open_page):
    photo_id, film_id = live(album)
    page = open_page(album)
    at(page, photo_id)
    strip(page, 2)
    page.key("i")
    page.click(".drawer .buttons button:last-child")
    page.see(".toast button")
    page.go("#/trash")
    page.see("main .tile .stack")
    page.click(".line .danger")
    page.click("dialog.question .danger")
    page.see(".empty")
    gone = [photo_id, film_id, original_id(film_id)]
    assert not any(row["id"] in gone for row in album.all_docs())


@needs_ffmpeg
def test_a_live_photo_that_comes_back_to_the_new_ones_is_one(page, album):
    """Its film was counted, and shown, too."""
    photo_id, _film = live(album, is_new=True)
    page.go("#/new")
    page.see(f".day [data-id='{photo_id}']")
    assert page.text("main h1").strip() == "New photos 20"
    page.click(f".day [data-id='{photo_id}'] .tick")
    page.click(".panel button[title='To the trash']")
    page.is_gone(f".day [data-id='{photo_id}']")
    page.click("#undo button")
    page.see(f".day [data-id='{photo_id}']")
    assert page.text("main h1").strip() == "New photos 20"
    assert len(page.all(".day .tile")) == 20


def test_a_stricter_category_takes_the_parts_along_and_a_more_open_one_does_not(album, open_page):
    photo_id, film_id = live(album, cat="Friends/Family")
    album.put_document(album.get(photo_id) | {"cat": "Friends/Family", "keywords": ["unprocessed"]})
    page = open_page(album)
    for key, wanted, of_film in (("1", "Private", "Private"), ("2", "Friends/Family", "Private")):
        album.put_document(album.get(photo_id) | {"keywords": ["unprocessed"]})
        page.go("#/tags")
        page.go("#/new")
        tile = f".day .tile[data-id='{photo_id}']"
        page.see(f"{tile} .stack")
        page.js("document.querySelector(arguments[0]).focus()", tile)
        page.key("x", key, "ENTER")
        page.wait("return !document.querySelector(arguments[0])", tile)
        assert [album.get(photo_id)["cat"], album.get(film_id)["cat"]] == [wanted, of_film]
        assert is_part(album.get(film_id))


@needs_ffmpeg
def test_what_is_written_meanwhile_is_not_drawn_over(album, open_page):
    """The answer about what belongs to the photo comes while somebody writes."""
    photo_id, _film_id = live(album)
    page = open_page(album)
    page.see("main .stack")  # the grid has asked already
    page.hold("/_view/parts")
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.click(".drawer button.main")
    page.type(".drawer input[type=text]", "being written")
    page.js("window.field = document.querySelector('.drawer input[type=text]')")
    page.let_go()
    strip(page, 2)
    assert page.js("return window.field.isConnected && window.field.value") == "being written"
    page.click(".drawer form .buttons button[type=button]:last-child")
    page.see(".drawer .together")


@needs_ffmpeg
@pytest.mark.parametrize("size", [(1280, 720), (1024, 600), (390, 844), (320, 640)])
def test_what_leads_through_the_files_lies_beside_the_picture_and_the_buttons(album, open_page, size):
    photo_id, _film = live(album)
    raw(album, photo_id)
    page = open_page(album, width=size[0], height=size[1])
    at(page, photo_id)
    strip(page, 3)
    page.see("dialog .frame img")
    page.see(".strip .live")
    for more in ("", "i"):
        if more:
            page.key(more)
            page.see(".drawer .facts")
        page.wait(f"return !(function () {{ {OVERLAP} }})('.strip', 'dialog .frame')")
        assert not page.js(OVERLAP, ".strip", ".tools")
        left, right = page.js(
            "const b = document.querySelector('.strip').getBoundingClientRect(),"
            " s = document.querySelector('.stage').getBoundingClientRect(); return [b.left - s.left, s.right - b.right]"
        )
        assert left >= 0
        assert right >= 0
        assert page.js("const e = document.querySelector('.strip'); return e.scrollWidth <= e.clientWidth")
    page.watch_films()
    page.click(".strip .live")
    page.film_played(0.1)
    assert not page.js(OVERLAP, ".strip", "dialog .frame")

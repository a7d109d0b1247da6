"""Looking closer at photos, sending links to them, and finding a way on."""

import io

import pytest
from PIL import Image

from photospool.album.base import Write

from . import library
from .test_changes import KEPT, toast
from .test_page import closed, opened


def with_original(album, *, size, kind="JPEG", content_type="image/jpeg", turned=1):
    """A photo of so many pixels with its original, which is blue where the album's pictures are not."""
    exif = Image.Exif()
    exif[0x0112] = turned
    out = io.BytesIO()
    drawn = size if turned == 1 else size[::-1]
    Image.new("RGB", drawn, (0, 0, 255)).save(out, kind, exif=exif)
    name, picture, _ = library.drawn(0, 800)
    picture = picture.resize((size[0] // 4, size[1] // 4))
    doc = library.document(1, "2024-06-15", name, picture) | {"width": size[0], "height": size[1]}
    ending = content_type.partition("/")[2]
    original = {"_id": f"original-{doc['_id']}", "type": "original", "photo": doc["_id"], "filename": "large.jpg"}
    album.write(Write(original, {f"original.{ending}": library.source(out.getvalue(), content_type)}))
    album.write(Write(doc, library.pictures(picture)))
    return doc["_id"]


def scale(page):
    return page.js(
        "const i = document.querySelector('dialog .frame img');"
        "return i.getBoundingClientRect().width * devicePixelRatio / i.naturalWidth"
    )


@pytest.mark.parametrize("turned", [1, 6])
def test_zooming_in_brings_the_original_s_own_pixels_and_no_more(local_album, open_page, turned):
    photo_id = with_original(local_album, size=(2400, 1800), turned=turned)
    page = open_page(local_album)
    page.go(f"#/?photo={photo_id}")
    opened(page, photo_id)
    assert "original" not in page.js("return document.querySelector('dialog .frame img').currentSrc")
    for _ in range(40):
        page.js("document.querySelector('.photo').dispatchEvent(new WheelEvent('wheel', "
                "{deltaY: -300, clientX: 600, clientY: 400, cancelable: true, bubbles: true}))")  # fmt: skip
    page.wait("return document.querySelector('dialog .frame img.original')?.naturalWidth === 2400")
    assert scale(page) == pytest.approx(1, abs=0.01)
    assert page.pixels().getpixel((600, 400)) == pytest.approx((0, 0, 255), abs=3)
    page.key("+")  # asks for more
    page.wait("const i = document.querySelector('dialog .frame img');"
              "return i.getBoundingClientRect().width * devicePixelRatio > i.naturalWidth * 1.4")  # fmt: skip
    page.key("1")
    assert scale(page) == pytest.approx(1, abs=0.01)
    page.key("0")
    assert not page.all(".photo.zoomed")
    page.pinch((600, 400), 40, 160)
    page.wait("return document.querySelector('.photo').classList.contains('zoomed')")
    assert page.js("return location.hash").endswith(photo_id)


def test_without_an_original_that_browsers_show_the_largest_picture_is_the_end(local_album, open_page):
    photo_id = with_original(local_album, size=(2400, 1800), content_type="image/heic")
    page = open_page(local_album)
    page.go(f"#/?photo={photo_id}")
    opened(page, photo_id)
    page.key("1")
    toast(page, "This is the largest picture of it that can be shown here. The original has 2,400 × 1,800 pixels.")
    assert page.text("#toasts .toast button") == "Save the original"
    assert page.js("return document.querySelector('.progress').textContent") == ""
    page.wait("const f = document.querySelector('dialog .frame');"
              "return f.getBoundingClientRect().width <= f.offsetWidth * 1.01")  # fmt: skip


def test_where_no_original_is_the_largest_picture_is_called_that(local_album, open_page):
    """As in every copy for strangers."""
    photo_id = with_original(local_album, size=(2400, 1800))
    original = local_album.get(f"original-{photo_id}")
    local_album.delete(original["_id"], original["_rev"])
    page = open_page(local_album)
    page.go(f"#/?photo={photo_id}")
    opened(page, photo_id)
    page.key("1")
    toast(page, "This is the largest picture of it that there is here.")
    assert page.all("#toasts .toast button") == []


def test_a_small_photo_is_not_blown_up(local_album, open_page):
    photo_id = with_original(local_album, size=(320, 240))
    page = open_page(local_album)
    page.go(f"#/?photo={photo_id}")
    opened(page, photo_id)
    assert page.js("return document.querySelector('dialog .frame').getBoundingClientRect().width") == 320


def test_a_swipe_follows_the_finger_and_comes_back(page, album):
    page.go(f"#/?photo={album.ids[3]}")
    opened(page, album.ids[3])
    page.fingers("touchStart", [(600, 400)])
    for x in (590, 570, 560):
        page.fingers("touchMove", [(x, 400)])
    page.wait("return document.querySelector('.photo').style.getPropertyValue('--zoom').includes('translate(-40px')")
    page.fingers("touchEnd", [])
    page.wait("return document.querySelector('.photo').style.getPropertyValue('--zoom').includes('translate(0px')")
    assert page.js("return location.hash").endswith(album.ids[3])


def test_the_slideshow_s_controls_fade_and_its_pace_is_chosen(page, album):
    page.go(f"#/?photo={album.ids[0]}")
    opened(page, album.ids[0])
    page.click(".tools button")
    page.js("const s = document.querySelector('.pace'); s.value = '60'; s.dispatchEvent(new Event('change'))")
    page.see(".stage.quiet")
    page.js("document.querySelector('.stage').dispatchEvent(new PointerEvent('pointermove'))")
    page.is_gone(".stage.quiet")
    page.key(" ")
    page.wait("return document.querySelector('.pace').hidden")
    page.wait(KEPT, 1, what="the program has kept it")
    page.reload()
    opened(page, album.ids[0])
    assert page.js("return document.querySelector('.pace').value") == "60"


COPIED = "window.copied = null; navigator.clipboard.writeText = async (text) => { window.copied = text; };"


def test_a_link_leads_to_the_public_copy_for_what_is_public_there(browser, album, tmp_path):
    from photospool.album.web.server import open_gateway

    page = browser
    page.new_window()
    where = "https://photos.example.org/public/_design/photospool/index.html"
    gateway = open_gateway(album, public_page=lambda: where)
    page.open(gateway.start())
    try:
        page.js(COPIED)
        public, private = album.ids[23], album.ids[22]
        assert (album.get(public)["cat"], album.get(private)["cat"]) == ("Public", "Private")
        for photo_id, address, said in (
            (public, f"{where}#/?photo={public}", "Whoever gets it sees what is public there"),
            (private, f"{page.js('return location.href.split(`#`)[0]')}#/?photo={private}", "the photo is not public"),
        ):
            page.go(f"#/?photo={photo_id}")
            opened(page, photo_id)
            page.click(".tools [aria-label='Copy the link']")
            page.wait("return window.copied === arguments[0]", address)
            toast(page, said)
        page.key("ESCAPE")
        opened(page, public)  # it goes back, and would go back from what is opened before that
        page.go("#/search/lake")
        page.click("main .title button")
        page.wait("return window.copied === arguments[0]", f"{where}#/search/lake")
        for server in ("127.0.0.1", "localhost", "[::1]"):
            where = f"http://{server}:5984/public/_design/photospool/index.html"
            page.click("main .title button")
            page.wait("return window.copied === arguments[0]", f"{where}#/search/lake")
            toast(page, "It works on this computer only: others need")
    finally:
        gateway.stop()


def test_beside_what_is_public_now_the_link_for_others_is_offered(browser, album):
    """The address of the page itself leads nobody else there, and was all that could be seen to be sent."""
    from photospool.album.web.server import open_gateway

    page = browser
    page.new_window()
    where = "https://photos.example.org/public/_design/photospool/index.html"
    gateway = open_gateway(album, public_page=lambda: where)
    page.open(gateway.start())
    try:
        page.keeps("told-of-strangers", "1")
        page.js(COPIED)
        page.go("#/search/cat:Private")
        page.see("main .tile")
        page.point("main .tile", "CONTROL")
        page.click(".picked button[title='Make public']")
        toast(page, "1 photo is public now")
        buttons = "return [...document.querySelectorAll('#toasts .toast button')].map((one) => one.textContent)"
        assert page.js(buttons) == ["Undo", "Copy the link"]
        page.click("#toasts .toast button:last-child")
        page.wait("return window.copied === arguments[0]", f"{where}#/")
        toast(page, "Whoever gets it sees what is public there")
        assert page.js(buttons) == ["Undo", "Copy the link"]
    finally:
        gateway.stop()


def test_without_a_public_copy_a_link_says_how_far_it_reaches(page, album):
    page.js("navigator.clipboard.writeText = async () => { throw new Error('not allowed'); }")
    page.go("#/search/lake")
    page.click("main .title button")
    said = page.text("dialog.question")
    assert "there is no public copy" in said
    assert page.value("dialog.question input").endswith("#/search/lake")


def test_question_mark_tells_the_keys(page):
    page.see(".month .tile")
    page.key("?")
    said = page.text("dialog.question")
    for words in ("New photos", "Look at it large", "Choose this one as well"):
        assert words in said
    page.key("ESCAPE")
    page.is_gone("dialog.question")
    page.type("#bar input[type=search]", "?")
    assert not page.all("dialog.question")


def found(page):
    page.wait("return /found/.test(document.querySelector('main .status')?.textContent)")
    return set(page.js("return [...document.querySelectorAll('main .tile')].map(t => t.dataset.id)"))


CALLED = [("public", "Public"), ("family", "Friends/Family"), ("Private", "Private")]


@pytest.mark.parametrize(("word", "category"), CALLED)
def test_a_word_finds_a_category(page, album, word, category):
    page.go(f"#/search/{word}%202023")
    page.see("main .tile")
    wanted = {
        photo_id
        for photo_id in album.ids
        if (doc := album.get(photo_id))["taken"].startswith("2023")
        and (doc["cat"] == category or word in doc["keywords"])
    }
    assert found(page) == wanted


def test_nothing_found_offers_a_way_on(page, album):
    page.go("#/search/moutains%202024")
    assert "Nothing found" in page.text("main .empty h2")
    offered = page.js("return [...document.querySelectorAll('main .empty .chip')].map(a => a.textContent)")
    assert offered == ["mountains", "2024"]
    page.click("main .empty .chip")
    page.see("main .tile")
    page.go("#/search/qqqqqq")
    page.wait("return [...document.querySelectorAll('main .empty .button')].length === 2")


def test_sparse_months_share_a_row(local_album, open_page):
    ids = []
    for number, month in enumerate((9, 8, 7)):
        name, picture, made = library.drawn(number, 800)
        doc = library.document(number, f"2024-{month:02}-05", name, picture)
        local_album.write(Write(doc, made))
        ids.append(doc["_id"])
    page = open_page(local_album)
    page.see(".month .tile")
    page.wait("return document.querySelectorAll('.month .tile').length === 3")
    tops = page.js("return [...document.querySelectorAll('.month')].map(m => m.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    page.pictures_are_there()
    page.size(320, 640)
    page.wait("return [...document.querySelectorAll('.month')]"
              ".every(m => m.getBoundingClientRect().right <= innerWidth)")  # fmt: skip


def test_long_words_do_not_push_edit_out_of_sight(page, album):
    photo_id = album.ids[30]
    doc = album.get(photo_id)
    album.write(Write(doc | {"descr": "A long story. " * 600}))
    page.go(f"#/?photo={photo_id}")
    opened(page, photo_id)
    page.key("i")
    page.see(".drawer .facts")
    box = page.js("return document.querySelector('.drawer .buttons .main').getBoundingClientRect().toJSON()")
    assert 0 <= box["top"] < box["bottom"] <= 800
    page.key("ESCAPE")
    closed(page)


def test_words_from_right_to_left_stand_so(page, album):
    photo_id = album.ids[30]
    words = {"descr": "يوم على البحر. The sea.", "keywords": ["بحر", "sea"]}
    album.write(Write(album.get(photo_id) | words))
    page.go(f"#/?photo={photo_id}")
    opened(page, photo_id)
    page.key("i")
    page.see(".drawer .chip")
    direction = "return [...document.querySelectorAll(arguments[0])].map(e => getComputedStyle(e).direction)"
    assert page.js(direction, ".drawer .descr p") == ["rtl"]
    assert page.js(direction, ".drawer .chip") == ["rtl", "ltr"]
    page.click(".drawer .buttons .main")
    page.see(".drawer form textarea")
    assert page.js(direction, ".drawer form textarea") == ["rtl"]


def test_an_outage_is_told_once_and_where_the_album_is_then(page):
    page.see(".month .tile")
    page.end_program()
    for place in ("tags", "cameras", "tags"):
        page.go(f"#/{place}")
        page.see(".empty[role=alert]")
    assert page.js("return document.querySelectorAll('.toast').length") == 1
    assert "another address now" in page.text(".toast")


def test_beside_a_photo_that_is_not_there_yet_nothing_of_the_one_before_can_be_pressed(page, album):
    """For two seconds on a slow machine the bin beside it was the former one's."""
    first, second = album.ids[:2]
    page.go(f"#/?photo={first}")
    opened(page, first)
    if not page.all(".drawer .buttons"):
        page.key("i")
    page.see(".drawer .buttons")
    page.js(
        "const asked = window.fetch; const free = new Promise((done) => { window.release = done; });"
        "window.fetch = async (...all) => { await free; return asked(...all); };"
    )
    page.js("location.hash = `#/?photo=${arguments[0]}`", second)
    page.wait("return document.querySelector('.drawer').inert")
    page.js("window.release()")
    opened(page, second)
    page.wait("return !document.querySelector('.drawer').inert")
    page.see(".drawer .buttons")

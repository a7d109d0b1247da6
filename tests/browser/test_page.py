"""The album's page as people use it: to look at photos."""

import socket

import pytest

from photospool.album.base import Write

from . import library
from .words import NOT_THERE


@pytest.fixture
def album(shared_album):
    return shared_album


LOADED = (
    "const i = document.querySelector('dialog .frame img'); return i.complete && i.naturalWidth > 0 && i.currentSrc"
)


def opened(page, photo_id):
    page.wait("return document.querySelector('dialog.lightbox').open && location.hash.endsWith(arguments[0])", photo_id)
    page.wait(f"return ({{a() {{ {LOADED} }}}}).a()?.includes(arguments[0])", photo_id)


def closed(page):
    page.wait("return !document.querySelector('dialog.lightbox').open")


def test_shows_the_newest_photos_by_month(page, album):
    page.see(".month .tile")
    page.rows_are_there()
    page.pictures_are_there()
    assert page.text(".month h2").startswith("December 2024")
    assert page.js("return document.querySelector('.tile').dataset.id") == album.ids[0]
    assert page.text("#badge") == "20"


def test_the_whole_library_is_reached_by_scrolling_and_little_of_it_is_kept(page, album):
    page.see(".month .tile")
    seen = set()
    for _ in range(200):
        seen |= set(page.js("return [...document.querySelectorAll('.tile')].map(t => t.dataset.id)"))
        if seen == set(album.ids):
            break
        page.js("scrollBy(0, innerHeight / 2)")
        page.rows_are_there()
    assert seen == set(album.ids)
    page.js("scrollTo(0, document.body.scrollHeight)")
    page.wait("return document.querySelector('.month .rows').childElementCount === 0", what="the first month is let go")
    assert page.js("return getComputedStyle(document.querySelector('.month h2')).position") == "static"


def test_month_names_stay_in_sight(page):
    page.see(".month .tile")
    page.js("scrollTo(0, 500)")
    top = page.js("return document.querySelector('.month h2').getBoundingClientRect().top")
    assert top == page.js("return document.querySelector('#bar').getBoundingClientRect().bottom")


def test_the_scrubber_goes_to_a_year(page):
    page.see(".month .tile")
    page.js("document.querySelector('.rail').focus()")
    page.key("END")
    page.wait("return document.querySelector('.month:last-child .tile')")
    assert "2022" in page.js("return document.querySelector('.rail').getAttribute('aria-valuetext')")
    page.wait("return document.querySelector('.month:last-child h2').getBoundingClientRect().top < innerHeight")


@pytest.mark.only_chromium("how often a page is laid out, only Chromium tells")
def test_scrolling_lays_nothing_out_anew_for_the_scrubber(page):
    page.pictures_are_there()
    page.js("scrollTo(0, 0)")
    before = page.layouts()
    page.js("""
        let left = 60;
        window.isScrolled = false;
        (function go() {
            scrollBy(0, 10);
            left -= 1;
            if (left) requestAnimationFrame(go); else window.isScrolled = true;
        }());
    """)
    page.wait("return window.isScrolled")
    assert page.layouts() - before < 60, "less than one for each frame"
    at = page.js("return document.querySelector('.mark').getBoundingClientRect().top")
    page.js("scrollTo(0, 0)")
    above = "return document.querySelector('.mark').getBoundingClientRect().top < arguments[0]"
    page.wait(above, at, what="it goes back up")


@pytest.mark.only_chromium("how far what is shown moves by itself, only Chromium tells")
def test_nothing_moves_while_pictures_load(page):
    page.js("window.shifts = 0; new PerformanceObserver(l => l.getEntries().forEach(e => {window.shifts += e.value}))"
            ".observe({type: 'layout-shift', buffered: true})")  # fmt: skip
    page.pictures_are_there()
    assert page.js("return window.shifts") < 0.01


def test_a_photo_opens_and_back_closes_it(page, album):
    page.see(".tile")
    page.click(f"[data-id='{album.ids[1]}']")
    opened(page, album.ids[1])
    page.key("ARROW_RIGHT")
    opened(page, album.ids[2])
    page.key("ARROW_LEFT", "ARROW_LEFT")
    opened(page, album.ids[0])
    page.wait("return document.querySelector('.lightbox .back').hidden")
    page.back()
    closed(page)
    assert page.js("return document.activeElement.dataset.id") == album.ids[0]


def test_a_photo_has_an_address_of_its_own(page, album):
    page.go(f"#/tags?photo={album.ids[5]}")
    opened(page, album.ids[5])
    page.reload()
    opened(page, album.ids[5])
    page.key("ESCAPE")
    closed(page)
    page.see(".cloud")
    page.may_report(NOT_THERE)
    page.go("#/?photo=nothing-of-the-kind")
    assert "not in the album" in page.text("dialog .missing")


def test_the_keyboard_goes_everywhere(page, album):
    page.see(".month .tile")
    page.rows_are_there()
    page.js("document.activeElement.blur()")
    page.key("TAB")
    assert page.focused() == "Skip to the photos"
    page.key("ENTER", "TAB")
    assert page.focused().startswith("Photo of Saturday, December 28, 2024")
    page.key("ARROW_RIGHT", "ARROW_RIGHT", "ARROW_LEFT", "ENTER")
    opened(page, album.ids[1])
    assert page.js("return document.querySelector('dialog.lightbox').contains(document.activeElement)")
    page.key("i")
    page.see(".drawer .facts")
    page.key("ESCAPE")
    closed(page)
    assert page.js("return document.activeElement.dataset.id") == album.ids[1]
    outline = page.js("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.key("ENTER")
    opened(page, album.ids[1])
    for _ in range(12):  # behind the last comes the browser's own, where it likes
        page.key("TAB")
        assert page.js("const e = document.activeElement; return e === document.body || !!e.closest('dialog.lightbox')")


def test_the_details_say_what_is_known(page, album):
    page.go(f"#/?photo={album.ids[25]}")
    opened(page, album.ids[25])
    page.key("i")
    said = page.text(".drawer")
    for part in (
        "SONY ILCE-7M4",
        "FE 24-70mm F2.8 GM II",
        "35 mm · f/2.8 · 1/250 s · ISO 200",
        "from the camera’s clock",
        "by Änne",
        "IMG_0025.jpg",
        "MB",
        "pixels",
    ):
        assert part in said
    page.go(f"#/?photo={album.ids[24]}")
    page.wait("return document.querySelector('.drawer a[download]')?.download === 'IMG_0024.jpg'")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"taken": "1975-01-01", "taken_at": "1975", "taken_precision": "year"}, "about 1975"),
        ({"taken": "1975-06-01", "taken_at": "1975-06", "taken_precision": "month"}, "June 1975"),
        ({"taken": "1975-06-15", "taken_at": "1975-06-15", "taken_precision": "day"}, "June 15, 1975"),
        ({"taken": "1975-06-15", "taken_at": "1975-06-15"}, "June 15, 1975"),
    ],
)
def test_no_more_is_said_of_a_day_than_is_known(local_album, open_page, more, says):
    name, picture, made = library.drawn(0, 800)
    other = {"taken_other": "2024-02-03T10:11:12", "taken_other_source": "EXIF DateTimeDigitized"}
    doc = library.document(1, "1975-06-15", name, picture) | more | other | {"taken_source": "XMP DateCreated"}
    local_album.write(Write(doc, made))
    page = open_page(local_album)
    page.see(".tile")
    page.go(f"#/?photo={doc['_id']}")
    opened(page, doc["_id"])
    page.key("i")
    said = page.text(".drawer")
    assert says in said
    assert ":" not in said.split(says)[1].split("from the photo’s notes")[0]
    assert "February 3, 2024" in said
    # A person's word wins, and is a whole day.
    changed = page.js(
        "return import(new URL('js/photo.js', document.baseURI))"
        ".then((m) => m.changed(arguments[0], { taken: '1976-07-08' }))",
        doc,
    )
    assert (changed["taken"], changed["taken_source"]) == ("1976-07-08", "user")
    assert changed["taken_at"] == "1976-07-08"
    assert changed.get("taken_precision", "day") == "day"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("FLIR", "from the camera’s clock"),
        ("Picture Info", "from the camera’s clock"),
        ("movie header, this computer's zone", "from the camera’s clock"),
        ("AVCHD date", "from the camera’s clock"),
    ],
)
def test_where_a_day_is_known_from_is_said_in_words(local_album, open_page, source, says):
    name, picture, made = library.drawn(0, 800)
    doc = library.document(1, "1998-10-29", name, picture) | {"taken_source": source}
    local_album.write(Write(doc, made))
    page = open_page(local_album)
    page.see(".tile")
    page.go(f"#/?photo={doc['_id']}")
    opened(page, doc["_id"])
    page.key("i")
    assert says in page.text(".drawer")


def test_zooms_with_the_wheel_and_keys(page, album):
    page.go(f"#/?photo={album.ids[0]}")
    opened(page, album.ids[0])
    page.key("+")
    page.wait("return document.querySelector('.photo').classList.contains('zoomed')")
    page.key("0")
    page.wait("return !document.querySelector('.photo').classList.contains('zoomed')")
    page.js("document.querySelector('.photo').dispatchEvent(new WheelEvent('wheel', "
            "{deltaY: -300, clientX: 300, clientY: 300, cancelable: true, bubbles: true}))")  # fmt: skip
    page.key("+")  # however few pixels it has, who asks gets it larger
    page.wait("return document.querySelector('.photo').classList.contains('zoomed')")
    page.js("document.querySelector('.photo').dispatchEvent(new WheelEvent('wheel', "
            "{deltaY: 3000, clientX: 300, clientY: 300, cancelable: true, bubbles: true}))")  # fmt: skip
    page.wait("return !document.querySelector('.photo').classList.contains('zoomed')")


def test_a_swipe_turns(page, album):
    page.go(f"#/?photo={album.ids[3]}")
    opened(page, album.ids[3])
    page.wait("return !document.querySelector('.lightbox .forth').hidden")
    page.touch((900, 400), (300, 410))
    opened(page, album.ids[4])


def test_two_fingers_zoom(page, album):
    page.go(f"#/?photo={album.ids[3]}")
    opened(page, album.ids[3])
    page.key("+")
    page.wait("return document.querySelector('.photo').classList.contains('zoomed')")
    page.pinch((600, 400), 160, 20)
    page.wait("return !document.querySelector('.photo').classList.contains('zoomed')")
    assert page.js("return location.hash").endswith(album.ids[3])


def test_the_slideshow_goes_on_by_itself(page, album):
    page.go(f"#/?photo={album.ids[0]}")
    opened(page, album.ids[0])
    # After the first turn it stays for a minute: else it may be further on when it is looked at.
    page.js(
        "const stay = () => { const pace = document.querySelector('.pace'); pace.value = '60';"
        " pace.dispatchEvent(new Event('change')); }; addEventListener('hashchange', stay, { once: true })"
    )
    page.key(" ")
    assert page.js("return document.querySelector('.tools button').ariaLabel") == "Stop the slideshow"
    opened(page, album.ids[1])
    page.key(" ")
    assert page.js("return document.querySelector('.tools button').ariaLabel") == "Slideshow"


def found(page):
    page.wait("return /found|Nothing/.test(document.querySelector('main .status')?.textContent)")
    page.wait("const n = parseInt(document.querySelector('main .status').textContent) || 0;"
              "return document.querySelectorAll('main .tile').length === n")  # fmt: skip
    return set(page.js("return [...document.querySelectorAll('main .tile')].map(t => t.dataset.id)"))


def test_searches_tags_years_cameras_categories_and_words(page, album):
    docs = {photo_id: album.get(photo_id) for photo_id in album.ids}

    def where(test):
        return {photo_id for photo_id, doc in docs.items() if test(doc)}

    for query, test in {
        "sea": lambda doc: "sea" in doc["keywords"],
        "sea -evening": lambda doc: "sea" in doc["keywords"] and "evening" not in doc["keywords"],
        "2023": lambda doc: doc["taken"].startswith("2023"),
        "-2024 family": lambda doc: ("family" in doc["keywords"] or doc["cat"] == "Friends/Family")
        and not doc["taken"].startswith("2024"),
        "camera:sony -sea": lambda doc: doc["exif"].get("Image Make") == "SONY" and "sea" not in doc["keywords"],
        "cat:pub": lambda doc: doc["cat"] == "Public",
        '"coast path"': lambda doc: "coast path" in doc["descr"],
        "-camera:sony -camera:apple -unprocessed": lambda doc: doc["exif"].get("Image Make") not in {"SONY", "Apple"}
        and "unprocessed" not in doc["keywords"],
        "no-such-thing": lambda doc: False,
    }.items():  # fmt: skip
        page.type("#bar input[type=search]", query)
        page.key("ENTER")
        page.wait("return document.querySelector('main h1')?.textContent === arguments[0]", query)
        assert found(page) == where(test), query
        assert page.js("return decodeURIComponent(location.hash)") == f"#/search/{query}"


def test_suggests_how_the_search_goes_on(page):
    offered = "return [...document.querySelectorAll('#suggestions option')].map(o => o.value)"
    for text, wanted in {
        "sea -au": "sea -autumn",
        "camera:pix": None,
        "camera:google": 'camera:"google pixel 8"',
        "cat:fr": "cat:Friends/Family",
    }.items():
        page.type("#bar input[type=search]", text)
        if wanted:
            page.wait(f"{offered}.includes(arguments[0])", wanted)
        else:
            page.wait(f"{offered}.length === 0")


def test_tags_and_cameras_lead_to_their_photos(page, album):
    page.go("#/tags")
    page.see(".cloud a")
    page.js("[...document.querySelectorAll('.cloud a')].find(a => a.textContent.startsWith('winter')).click()")
    page.wait("return document.querySelector('main h1')?.textContent === 'winter'")
    assert found(page) == {i for i in album.ids if "winter" in album.get(i)["keywords"]}
    page.go("#/cameras")
    page.wait("return [...document.querySelectorAll('.cameras a')].some(a => a.textContent === 'X100V')")
    page.js("[...document.querySelectorAll('.cameras a')].find(a => a.textContent === 'X100V').click()")
    page.see(".status")
    assert found(page) == {i for i in album.ids if album.get(i)["exif"].get("Image Model") == "X100V"}


def test_a_chosen_tag_greets(page, album):
    page.go("#/tags")
    page.wait("return document.querySelector('.line select')?.options.length > 1")
    assert page.js("return document.querySelector('.line select').options[0].text").startswith(
        "Show a photo with this tag"
    )
    page.js("const s = document.querySelector('.line select'); s.value = 'lake'; s.dispatchEvent(new Event('change'))")
    page.go("#/")
    page.see(".greeting img")
    assert "lake" in page.text(".greeting")
    shown = page.js("return document.querySelector('.greeting a').dataset.id")
    assert "lake" in album.get(shown)["keywords"]


def test_an_empty_album_says_what_to_do(empty_album, open_page):
    page = open_page(empty_album)
    assert "incoming folder" in page.text(".empty")
    for place in ("tags", "cameras", "new", "trash", "search/x"):
        page.go(f"#/{place}")
        page.wait("return document.querySelector('main .hint, main .empty, main .status')?.textContent.length > 3")


def test_many_photos_of_one_month_come_part_by_part(local_album, open_page):
    name, picture, made = library.drawn(0, 800)
    ids = []
    for number in range(160):
        doc = library.document(number, "2024-05-05", name, picture)
        doc["taken_at"] = "2024-05-05T10:00:00"
        local_album.write(Write(doc, made))
        ids.append(doc["_id"])
    page = open_page(local_album)
    page.see(".tile")
    assert len(page.all(".month .rows")) == 2
    seen = {}
    for at in range(2):
        page.js("document.querySelectorAll('.month .rows')[arguments[0]].scrollIntoView()", at)
        page.wait("return document.querySelectorAll('.month .rows')[arguments[0]].childElementCount", at)
        for photo_id in page.js(
            "return [...document.querySelectorAll('.month .rows')[arguments[0]].children].map(t => t.dataset.id)", at
        ):
            seen[photo_id] = seen.get(photo_id, 0) + 1
    assert seen == dict.fromkeys(ids, 1)
    # A search shows them in parts of its own, and keeps the rows whole.
    page.go("#/search/2024")
    page.wait("return document.querySelector('main .status')?.textContent === '160 photos found'")
    found = {}
    for _ in range(60):
        found |= page.js(
            "return Object.fromEntries([...document.querySelectorAll('main .rows')].flatMap((rows, part) =>"
            " [...rows.children].map(tile => [tile.dataset.id, part])))"
        )
        if len(found) == len(ids):
            break
        page.js("scrollBy(0, innerHeight / 2)")
        page.rows_are_there()
    assert set(found) == set(ids)
    assert set(found.values()) == {0, 1}
    gap = page.js(
        "const [a, b] = [...document.querySelectorAll('main .rows')].map(r => r.getBoundingClientRect());"
        "return b.top - a.bottom"
    )
    assert gap == pytest.approx(4, abs=0.01)


def test_says_when_the_album_is_gone_and_when_it_has_to_be_opened_again(page):
    page.see(".tile")
    page.end_program()
    port = int(page.origin.rpartition(":")[2])
    # Nobody else gets the port meanwhile: that another program answers there is another sentence.
    with socket.socket() as nobody:
        nobody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        nobody.bind(("127.0.0.1", port))
        page.go("#/tags")
        said = page.text(".empty[role=alert]")
    assert "close this page, and choose “Open album” there" in said
    page.gateway.start(port)
    page.js("dispatchEvent(new Event('online'))")  # it asks again by itself, and now at once
    page.wait("return document.querySelector('.empty').textContent.includes('open it from Photospool again')")


def test_german_says_everything_that_english_says(page):
    page.js("window.words = null; Promise.all([import('./words/de.js'), import('./words/en.js')])"
            ".then(([{de}, {en}]) => { window.words = [Object.keys(de()), Object.keys(en())]; })")  # fmt: skip
    german, english = page.wait("return window.words")
    names = {"Private", "Friends/Family", "Public", "Trash"}
    assert set(german) - names == set(english)

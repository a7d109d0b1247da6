"""What comes from a photo, a file's name or a document is text in the page, whatever it looks like; and photos stand
upright, whoever stored them."""

import pytest

from . import library
from .words import NOT_THERE

INSERTED = "return document.querySelectorAll('img[onerror], script:not([src=\"js/main.js\"]), b').length"


@pytest.fixture
def hostile(empty_album):
    write = library.hostile_document()
    empty_album.write(write)
    empty_album.write(library.upright_document(1, 1))
    return empty_album, write.document["_id"]


def test_hostile_texts_are_texts_everywhere(hostile, open_page):
    album, photo_id = hostile
    page = open_page(album)
    page.see(".month .tile")
    page.keeps("greeting", album.get(photo_id)["keywords"][0])
    for place in ("#/tags", "#/", "#/cameras", "#/new", f"#/search/{library.HOSTILE[:30]}", "#/search/cat:%3Cb"):
        page.go(place)
        page.wait("return !!document.querySelector('main h1')")
        page.wait("return document.querySelector('main').textContent.length > 10")
        assert page.js(INSERTED) == 0
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.key("i")
    page.see(".drawer .facts")
    page.js("document.querySelector('.drawer details').open = true")
    said = page.text(".drawer")
    assert "<img src=x onerror=" in said
    assert "<b>bold</b>" in said
    assert page.js("return [...document.querySelectorAll('a')].some(a => a.protocol === 'javascript:')") is False
    address = page.js("return document.querySelector('.descr a').href")
    assert address == "https://example.org/"
    for what in (said, page.title(), page.js("return document.querySelector('dialog.lightbox').ariaLabel"),
                 page.js("return document.querySelector('.photo img').alt")):  # fmt: skip
        assert not set(what) & set("\u202e\x00\x1b")
        assert what != "hit"
    assert len(page.title()) < 400
    page.click(".drawer button.main")
    page.see(".drawer form")
    page.wait("return document.querySelectorAll('.choice').length === 4")
    assert page.text(".choice:last-child span") == "<b>cat</b>"
    assert page.js(INSERTED) == 0
    page.key("ESCAPE")  # the form
    page.key("ESCAPE")  # the photo
    page.is_gone("dialog.lightbox[open]")  # nobody writes into what lies below it
    page.type("#bar input[type=search]", "javas")
    page.wait("return document.querySelector('#suggestions option')?.value.includes('javascript:alert(1)')")
    page.type("#bar input[type=search]", "<")
    page.wait("return [...document.querySelectorAll('#suggestions option')].some(o => o.value.startsWith('<img'))")
    assert page.js(INSERTED) == 0
    page.type("#bar input[type=search]", "\u202e")
    page.wait("return document.querySelectorAll('#suggestions option').length === 0")
    assert page.title() != "hit"


def test_hostile_words_are_kept_by_an_edit(hostile, open_page):
    album, photo_id = hostile
    before = album.get(photo_id)
    page = open_page(album)
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.key("i")
    page.click(".drawer button.main")
    page.type(".drawer input[type=text]", "new,")
    page.click(".drawer form button.main")
    page.wait("return [...document.querySelectorAll('.drawer a.chip')].some(c => c.textContent === 'new')")
    now = album.get(photo_id)
    assert now["keywords"] == [*before["keywords"], "new"]
    assert {**now, "keywords": 0, "_rev": 0} == {**before, "keywords": 0, "_rev": 0}


def test_a_hostile_address_shows_nothing_but_text(album, open_page):
    page = open_page(album)
    page.may_report(NOT_THERE)
    for place in ("#/search/%3Cscript%3Ealert(1)%3C/script%3E", "#/<b>x</b>", "#/?photo=../../_users", "#/%E0%A4%A",
                  "#/tags?photo=%00", "#/search/%00%E2%80%AE"):  # fmt: skip
        page.go(place)
        page.wait("return document.querySelector('main').textContent.length > 5")
        assert page.js(INSERTED) == 0


@pytest.mark.parametrize("place", ["tile", "photo"])
def test_the_eight_orientations_stand_upright(local_album, open_page, place):
    ids = []
    for code in range(1, 9):
        for write in (library.old_document(code, code), library.upright_document(code, code)):
            local_album.write(write)
            ids.append(write.document["_id"])
    page = open_page(local_album)
    page.see(".month .tile")
    for photo_id in ids:
        if place == "photo":
            page.go(f"#/?photo={photo_id}")
            page.wait("return document.querySelector('dialog img')?.currentSrc.includes(arguments[0])", photo_id)
        selector = f"main [data-id='{photo_id}'] .frame" if place == "tile" else "dialog .frame"
        page.wait("return document.querySelector(arguments[0])?.classList.contains('ready')", selector)
        if place == "tile":
            page.js("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        box = page.js("const b = document.querySelector(arguments[0]).getBoundingClientRect();"
                      "return [b.left, b.top, b.width, b.height]", selector)  # fmt: skip
        assert box[2] > box[3]  # four to three, and nothing cut off
        left, top, width, height = box
        middle = (left + width / 2, top + height / 2)
        page.wait("return getComputedStyle(document.querySelector(arguments[0]).querySelector('img')).opacity === '1'",
                  selector)  # fmt: skip
        screen = page.pixels()
        assert near(screen, (middle[0], top + height * 0.08), (255, 0, 0)), f"{photo_id} above"
        assert near(screen, (left + width * 0.08, middle[1]), (0, 255, 0)), f"{photo_id} to the left"
        assert near(screen, (left + width * 0.92, middle[1]), (0, 0, 255)), f"{photo_id} to the right"
        assert near(screen, (middle[0], top + height * 0.92), (255, 255, 255)), f"{photo_id} below"


def near(screen, point, colour):
    found = screen.getpixel((int(point[0]), int(point[1])))
    return all(abs(a - b) < 60 for a, b in zip(found, colour, strict=True))


LINKS = [
    ("[our bank](https://evil.example/x)", "our bank (evil.example)"),
    ("[https://bank.example](https://evil.example/)", "https://bank.example (evil.example)"),
    (
        "[https://evil.example.bank/a](https://evil.example)",
        "https://evil.example.bank/a (evil.example)",
    ),
    ("[http://bank.example/](https://bank.example/)", "http://bank.example/ (bank.example)"),
    ("https://bank.example@evil.example/a", "https://bank.example@evil.example/a (evil.example)"),
    ("https://b\u0430nk.example/", "https://b\u0430nk.example/ (xn--bnk-6cd.example)"),
    ("https://bank.example:8443/a", "https://bank.example:8443/a"),
    ("[https://bank.example/there](https://bank.example/here)", "https://bank.example/there"),
    ("https://bank.example", "https://bank.example"),
    ("[nowhere](https://[)", "nowhere"),
    ("a\u061cb\U000e0041c", "abc"),
]


def test_a_link_says_where_it_leads(album, open_page):
    """Whatever its text says: another server's name, a part of one, or letters that look like one."""
    page = open_page(album)
    page.see(".month .tile")
    shown = page.js(
        """
        const [texts] = arguments;
        return import(new URL('js/markdown.js', document.baseURI)).then(({ markdown }) => texts.map((text) => {
            const box = document.createElement('div');
            box.append(...markdown(text));
            return box.textContent;
        }));
        """,
        [text for text, _ in LINKS],
    )
    assert dict(zip([text for text, _ in LINKS], shown, strict=True)) == dict(LINKS)

"""The bar above every view: it stands still, and what it offers lies over nothing that was found."""

import pytest

BOXES = (
    "return [...document.querySelectorAll('#bar nav a, #bar .search')].map((one) =>"
    " { const box = one.getBoundingClientRect(); return [box.left, box.width].map(Math.round); })"
)
OFFERED = "return document.querySelectorAll('#suggestions option').length"


def marked(page, route, view):
    page.go(route)
    page.wait("return document.querySelector('#bar a[aria-current]')?.dataset.view === arguments[0]", view)


def test_the_bar_stands_still_from_view_to_view(page):
    page.see("main .tile")
    page.wait("return !document.querySelector('#badge').hidden")
    before = page.js(BOXES)
    for view in ("new", "tags", "cameras", "trash"):
        marked(page, f"#/{view}", view)
        assert page.js(BOXES) == before, view
    page.go("#/search/sea")
    page.wait("return document.querySelector('main h1')?.textContent === 'sea'")
    assert page.js(BOXES) == before
    # Nor does what is short and has no scroll bar.
    assert page.js("return getComputedStyle(document.documentElement).scrollbarGutter") == "stable"


def test_nothing_is_offered_over_what_was_found(page):
    page.see("main .tile")
    page.type("#bar input[type=search]", "se")
    page.wait(f"{OFFERED} > 0")
    page.key("ENTER")
    page.wait("return document.querySelector('main h1')?.textContent === 'se'")
    page.wait(f"{OFFERED} === 0")
    # Nor by an answer that comes after Enter.
    page.js(
        "const field = document.querySelector('#bar input[type=search]'); field.value = 'sea';"
        "field.dispatchEvent(new Event('input')); field.form.requestSubmit()"
    )
    page.wait("return /found/.test(document.querySelector('main .status')?.textContent)")
    assert page.js(OFFERED) == 0
    page.type("#bar input[type=search]", "win")
    page.wait(f"{OFFERED} > 0")


def test_an_enter_that_the_browser_takes_for_its_list_searches_all_the_same(page):
    """WebKit sends no form then; neither does any browser for a key that only a script pressed."""
    page.see("main .tile")
    page.type("#bar input[type=search]", "sea")
    page.js(
        "document.querySelector('#bar input[type=search]')"
        ".dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))"
    )
    page.wait("return document.querySelector('main h1')?.textContent === 'sea'")


def test_no_bar_stands_beside_an_open_photo_and_the_page_below_keeps_its_width(page):
    page.see("main .tile")
    root = (
        "return [getComputedStyle(document.documentElement).scrollbarGutter,"
        " getComputedStyle(document.body).marginRight]"
    )
    page.click("main .tile")
    page.see("dialog.lightbox .photo img")
    # The tests' browser draws no scroll bars: so wide is another one's.
    page.js("document.documentElement.style.setProperty('--gutter', '15px')")
    assert page.js(root) == ["auto", "15px"]
    assert page.js("return getComputedStyle(document.documentElement).overflowY") == "hidden"
    assert page.js("return document.querySelector('dialog.lightbox').getBoundingClientRect().width === innerWidth")
    page.back()
    page.wait("return !document.querySelector('dialog.lightbox[open]')")
    assert page.js(root) == ["stable", "0px"]


def test_what_saves_and_what_throws_away_stand_side_by_side_in_long_words_too(open_page, album):
    page = open_page(album, width=1024, height=600)
    page.go("#/new")
    page.click(".process .tile")
    page.see(".panel form")
    page.js("document.querySelector('.panel .buttons .name').textContent = 'Into the wastepaper basket'")
    saves, throws, panel = page.js(
        "return ['.panel .buttons button', '.panel .buttons button + button', '.panel'].map("
        "(one) => document.querySelector(one).getBoundingClientRect().toJSON())"
    )
    assert saves["top"] == throws["top"]
    assert saves["right"] < throws["left"] < throws["right"] <= panel["right"]


def test_what_is_done_with_those_chosen_lies_over_all_of_the_bar_on_a_phone_too(page):
    page.size(390, 844)
    page.see("main .tile")
    page.click("#select button")
    page.see(".picked")
    lower = "return document.querySelector(arguments[0]).getBoundingClientRect().bottom"
    assert page.js(lower, ".picked") >= page.js(lower, "#bar")


@pytest.mark.parametrize("width", [390, 375, 320])
def test_all_names_of_the_bar_are_in_sight_on_a_narrow_phone_in_german_too(page, width):
    page.size(width, 700)
    page.go("#/tags")
    page.see(".cloud a")
    page.wait("return !document.querySelector('#badge').hidden")
    page.js(
        "const words = ['Fotos', 'Neu', 'Schlagwörter', 'Kameras'];"
        "document.querySelectorAll('#bar nav .steady:not(.name)')"
        ".forEach((one, n) => { one.textContent = words[n]; });"
        "document.querySelector('#badge').textContent = '999'"
    )
    assert page.js("const nav = document.querySelector('#bar nav'); return nav.scrollWidth - nav.clientWidth") == 0

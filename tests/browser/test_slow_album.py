"""What the page says while the album takes its time."""

import pytest

SAID = """
const seen = [...document.querySelectorAll('main .status')].filter((one) => one.checkVisibility());
const said = seen.map((one) => one.textContent).join();
"""
SLOW = {
    "#/new": ("unprocessed", "Loading…"),
    "#/tags": ("_view/tag", "Loading…"),
    "#/cameras": ("_view/cameras", "Loading…"),
    "#/trash": ("_view/cat", "Loading…"),
    "#/search/lake": ("_view/tag", "Looking through the album… 0"),
}


@pytest.mark.parametrize("route", SLOW)
def test_while_the_album_is_slow_the_page_says_that_it_looks(page, album, route):
    """The new photos showed an empty white box, and nothing else, for ten seconds."""
    part, said = SLOW[route]
    page.see(".month .tile")
    page.hold(part)
    page.go(route)
    page.wait(SAID + "return said === arguments[0]", said)
    assert page.js("return !document.querySelector('.panel')?.checkVisibility()")
    page.let_go()
    page.wait(SAID + "return !/Loading|Looking/.test(said)")


def test_no_empty_box_stands_beside_new_photos_while_their_documents_come(page, album):
    page.go("#/new")
    page.see(".day .tile")
    page.click(f".day [data-id='{album.ids[0]}']")
    page.type(".panel textarea", "Half")
    page.reload()
    page.see(".day .tile")
    page.wait("return document.querySelector('.panel textarea')?.value === 'Half'")
    page.go("#/")
    page.see(".month .tile")
    page.hold("_all_docs")
    page.go("#/new")
    page.see(".day .tile")
    page.wait("return window.asked > 0")
    assert page.js("return !document.querySelector('.panel').checkVisibility()")
    page.let_go()
    page.wait("return document.querySelector('.panel textarea')?.value === 'Half'")


def test_the_bar_never_counts_other_new_photos_than_the_heading_beside_it(page, album):
    """For seconds after saving it said 233 beside 223."""
    page.go("#/new")
    page.see(".day .tile")
    page.wait("return document.querySelector('#badge').textContent === '20'")
    page.click(f".day [data-id='{album.ids[0]}']")
    page.see(".panel form")
    page.hold("unprocessed")
    page.click(".panel button.main")
    page.wait("return document.querySelector('main h1').textContent.trim().endsWith('19')")
    assert page.text("#badge") == "19"
    page.js("window.letGo()")
    page.click("#undo button")
    page.wait("return document.querySelector('main h1').textContent.trim().endsWith('20')")
    assert page.text("#badge") == "20"

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

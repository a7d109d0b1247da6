"""axe-core on an album in which nothing lies: every view that it has, none of which may wait for a photo."""

import pytest

from . import library
from .test_axe import AXE, SCHEMES, SIZES, fresh, violations
from .words import NOT_THERE

pytestmark = pytest.mark.skipif(not AXE.exists(), reason="needs axe-core, which `dev.py test` brings from npm")
SAID = {
    "": ("main .empty h1", "Nothing here yet"),
    "tags": ("main .cloud .hint", "No tags yet"),
    "cameras": ("main .hint", "No cameras known"),
    "search/sea": ("main .empty h2", "Nothing found"),
    "new": ("main .days .empty h2", "Nothing new"),
    "trash": ("main .empty h2", "The trash is empty"),
}
"""What a view says where there is nothing, and where it stands."""


def view(page, route):
    page.go(f"#/{route}")
    where, text = SAID[route]
    page.wait("return document.querySelector(arguments[0])?.textContent === arguments[1]", where, text)


def choosing(page):
    view(page, "")
    page.click("#select button")
    page.see(".picked")


def choosing_in_the_trash(page):
    view(page, "trash")
    page.click("#select button")
    page.see(".picked")


def keys(page):
    view(page, "")
    page.js("document.querySelector('#bar a').focus()")
    page.key("?")
    page.see("dialog.question .keys")


def photo_that_is_not_there(page):
    page.may_report(NOT_THERE)
    page.go(f"#/?photo={'0' * 32}")
    page.see("dialog .missing")


OVER = (choosing, choosing_in_the_trash, keys, photo_that_is_not_there)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_axe_finds_nothing_in_an_empty_album(local_album, open_page, size, scheme):
    page = open_page(local_album)
    page.size(*SIZES[size])
    page.scheme(scheme)
    found = []
    for route in SAID:
        fresh(page)
        view(page, route)
        found += [f"{route or 'timeline'}: {one}" for one in violations(page)]
    for over in OVER:
        fresh(page)
        over(page)
        found += [f"{over.__name__}: {one}" for one in violations(page)]
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_axe_finds_nothing_where_only_the_trash_is_empty(local_album, open_page, size, scheme):
    """And nothing is new, nothing has a tag: photos are there all the same."""
    for photo_id in library.fill(local_album, count=4, new=0):
        local_album.put_document(local_album.get(photo_id) | {"keywords": []})
    page = open_page(local_album)
    page.size(*SIZES[size])
    page.scheme(scheme)
    found = []
    for route in ("tags", "new", "trash"):
        fresh(page)
        view(page, route)
        found += [f"{route}: {one}" for one in violations(page)]
    assert found == []

"""A hundred documents of every JSON type in every field, as Hypothesis makes them, in the page of both albums."""

import pytest
from tests.album.odd_documents import hundred, named

from photospool.album.base import Write

from . import library
from .test_hostile import INSERTED
from .test_odd_documents import only_pictures_are_missing

PLACES = ("#/", "#/new", "#/cameras", "#/tags", "#/trash")
SEARCHES = ("too cold", "cat:Private", "camera:canon", "__proto__", "2013", "-x", "family")
LONG = {
    "brackets": {"descr": "[" * 20_000},
    "stars": {"descr": "**a *b " * 3000},
    "many tags": {"keywords": [f"tag-{number}" for number in range(20_000)]},
    "many notes": {"exif": {f"Note {number}": "x" for number in range(20_000)}},
}


@pytest.fixture
def hundred_album(empty_album):
    """With two usual photos; ``ids`` of all others, those that it takes."""
    picture = library.view(7)[1]
    for day in (1, 2):
        document = library.document(day, f"2020-01-0{day}", "lake", picture)
        empty_album.write(Write(document, library.pictures(picture)))
    rows = empty_album.bulk([named(dict(document)) for document in hundred()])
    empty_album.ids = [row["id"] for row in rows if "error" not in row]
    assert len(empty_album.ids) > 50
    return empty_album


def test_a_hundred_documents_stand_in_nobodys_way(hundred_album, open_page):
    page = open_page(hundred_album)
    usual = [library.photo_id(day) for day in (1, 2)]
    for photo_id in usual:
        page.see(f".month [data-id='{photo_id}'] .frame.ready")
    for place in PLACES:
        page.go(place)
        page.wait("return !!document.querySelector('main h1')", what=place)
        page.wait("return document.querySelector('main').textContent.length > 5", what=place)
        assert page.all("main [role=alert]") == [], place
    for search in SEARCHES:
        page.go(f"#/search/{search}")
        page.wait("return document.querySelector('main h1')?.textContent === arguments[0]", search)
        page.wait("return /found|nothing|photo/i.test(document.querySelector('main .status').textContent)", what=search)
        assert page.all("main [role=alert]") == [], search
    for photo_id in usual:  # by a tag of theirs
        page.see(f"main [data-id='{photo_id}'] .frame.ready")
    page.go(f"#/?photo={usual[0]}")
    page.see("dialog .frame")
    page.key("i")
    page.see(".drawer .facts")
    for doc_id in hundred_album.ids:
        page.js("document.querySelector('aside.drawer').replaceChildren()")
        page.js("location.hash = '#/?photo=' + encodeURIComponent(arguments[0])", doc_id)
        page.wait("return !!document.querySelector('aside.drawer .facts')", what=doc_id)
    assert page.js(INSERTED) == 0
    only_pictures_are_missing(page)


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_no_photos_words_make_the_page_stand_still(local_album, open_page, long):
    picture = library.view(7)[1]
    doc = library.document(1, "2020-01-01", "lake", picture) | long
    local_album.write(Write(doc, library.pictures(picture)))
    page = open_page(local_album)
    page.see(".month .tile")
    page.go(f"#/?photo={doc['_id']}")
    page.see("dialog .frame")
    page.key("i")
    page.see(".drawer .facts")
    assert len(page.all(".drawer .chip")) <= 500
    assert len(page.all(".drawer details dt")) <= 500


@pytest.mark.parametrize("piece", ["[", "[a](http://", "**", "*a", "http://", "[a]("])
def test_words_become_paragraphs_in_one_walk(album, open_page, piece):
    """Twenty thousand brackets held the page for two seconds: each began a search to the end."""
    page = open_page(album)
    took_ms = page.js(
        "const [text] = arguments;"
        "return import(new URL('js/markdown.js', document.baseURI)).then(({ markdown }) => {"
        "  const once = () => { const began = performance.now(); markdown(text); return performance.now() - began; };"
        "  return Math.min(once(), once(), once()); });",
        piece * (20_000 // len(piece)),
    )
    assert took_ms < 500

"""Documents that hold anything in any field stand in nobody's way: their photos are shown as far as they can be, all
others as ever, and what is odd is kept by an edit."""

import re

import pytest
from tests.album.odd_documents import ODD

from photospool.album.base import Write

from . import library

DEEP: object = 1
for _ in range(90):  # a document nested deeper than 100 levels is named and left out before it comes to the page
    DEEP = [DEEP]
VALUES = [
    None, True, 7, 1e200, -1, "", "text", [], ["a", 7, None, {"toString": 1}], {}, {"toString": 1, "length": 3},
    [{"toString": None}], {"__proto__": {"x": 1}, "constructor": "y"}, DEEP, "__proto__", "constructor",
]  # fmt: skip
FIELDS = [
    "cat", "keywords", "descr", "taken", "taken_at", "taken_source", "ts", "filename", "addedby", "exif", "size",
    "width", "height", "extension", "placeholder", "trashed_from", "orientation", "taken_precision", "other",
]  # fmt: skip
IDS = ["a/b", "a b?c#d%2Fe", "a\\b", "../up", "a//b", "constructor", "toString", "x\u00a0y", "a\u202eb"]


def odd_documents():
    """Each value in each field, several fields of one document at a time; and those of the views' own tests."""
    for number, value in enumerate(VALUES):
        for part in range(3):
            doc = library.document(number, f"2019-03-{part + 1:02}", "noon", library.view(7)[1])
            yield doc | dict.fromkeys(FIELDS[part::3], value) | {"_id": f"odd-{number}-{part}"}
        exif = dict.fromkeys(("Image Make", "Image Model", "Image Orientation", "EXIF FNumber"), value)
        doc = library.document(number, "2019-04-01", "noon", library.view(7)[1])
        yield doc | {"_id": f"odd-{number}-exif", "exif": exif, "keywords": [value, "unprocessed"]}
    for number, doc in enumerate(ODD):
        yield doc | {"_id": f"views-{number}"}


def put(album, doc):
    """As any program may, without a look at what it is."""
    album.put_document(doc)


@pytest.fixture
def odd_album(empty_album):
    """With two usual photos, many odd documents, and photos with odd ids."""
    picture = library.view(7)[1]
    album = empty_album
    for day in (1, 2):
        album.write(Write(library.document(day, f"2020-01-0{day}", "lake", picture), library.pictures(picture)))
    album.bulk(list(odd_documents()))
    for number, doc_id in enumerate(IDS):
        doc = library.document(number, "2018-05-01", "dunes", picture)
        album.write(Write(doc | {"_id": doc_id, "descr": f"Number {number}"}, library.pictures(picture)))
    return album


def only_pictures_are_missing(page):
    """What the browser reports are the pictures that odd documents lack, which were asked for, and nothing else."""
    page.visit("about:blank")  # nothing more is asked for after this
    assert [one for one in page.problems() if "404" not in one or not re.search(r"/(thumb|800x600)\.", one)] == []


def test_odd_documents_stand_in_nobodys_way(odd_album, open_page):
    page = open_page(odd_album)
    page.see(".month .tile")
    usual = [library.photo_id(day) for day in (1, 2)]
    for place in ("#/", "#/new", "#/cameras", "#/tags", "#/trash", "#/constructor", "#/__proto__"):
        page.go(place)
        page.wait("return !!document.querySelector('main h1')", what=place)
        page.wait("return document.querySelector('main').textContent.length > 5", what=place)
        assert page.all("main [role=alert]") == [], place
    for search in ("too cold", "__proto__", "cat:__proto__", "camera:constructor", "-nothing", "2020", "text"):
        page.go(f"#/search/{search}")
        page.wait("return document.querySelector('main h1')?.textContent === arguments[0]", search)
        page.wait("return /found|nothing|photo/i.test(document.querySelector('main .status').textContent)", what=search)
        assert page.all("main [role=alert]") == [], search
    page.go("#/search/too cold")
    for photo_id in usual:
        page.see(f"main [data-id='{photo_id}'] .frame.ready")
    only_pictures_are_missing(page)


def test_each_odd_photo_opens(odd_album, open_page):
    page = open_page(odd_album)
    page.see(".month .tile")
    page.go("#/search/%20")
    page.go(f"#/?photo={library.photo_id(1)}")
    page.see("dialog .frame")
    page.key("i")
    page.see(".drawer .facts")
    for doc in [*odd_documents(), *({"_id": doc_id} for doc_id in IDS)]:
        page.js("document.querySelector('aside.drawer').replaceChildren()")
        page.js("location.hash = '#/?photo=' + encodeURIComponent(arguments[0])", doc["_id"])
        page.wait("return !!document.querySelector('aside.drawer .facts')", what=doc["_id"])
    for number, doc_id in enumerate(IDS):
        page.js("location.hash = '#/?photo=' + encodeURIComponent(arguments[0])", doc_id)
        shown = "return document.querySelector('aside.drawer .descr')?.textContent === arguments[0]"
        page.wait(shown, f"Number {number}")
    only_pictures_are_missing(page)


def test_a_photo_with_a_slash_in_its_id_is_opened_by_a_click(odd_album, open_page):
    page = open_page(odd_album)
    page.see(".month .tile")
    page.go("#/search/2018")
    page.click("main [data-id='a/b']")
    page.see("dialog .frame.ready img")
    assert page.js("return document.querySelector('dialog .frame img').naturalWidth") > 100
    only_pictures_are_missing(page)


def test_what_is_odd_is_kept_by_an_edit(odd_album, open_page):
    kept = {"taken_source": {"toString": 1}, "exif": {"Image Make": ["X"], "__proto__": 1}, "size": "many"}
    doc = odd_album.get("a/b")
    put(odd_album, {**doc, **kept, "keywords": ["sea"]})
    before = odd_album.get("a/b")
    page = open_page(odd_album)
    page.see(".month .tile")
    page.go("#/?photo=a%2Fb")
    page.see("dialog .frame img")
    page.key("i")
    page.click(".drawer button.main")
    page.type(".drawer input[type=text]", "new ")
    page.click(".drawer form button.main")
    page.wait("return [...document.querySelectorAll('.drawer a.chip')].some(c => c.textContent === 'new')")
    now = odd_album.get("a/b")
    assert now["keywords"] == ["sea", "new"]
    for name in (*kept, "_attachments"):
        assert now[name] == before[name], name
    only_pictures_are_missing(page)

"""Stacks where the page has less of them: a copy for strangers, and an album that an earlier version set up."""

import pytest

from photospool.album.base import Write
from photospool.album.couchdb.couchapp import examine

from . import conftest, library
from .test_couchapp import public, server  # noqa: F401 (fixtures)
from .test_page import opened

ASKED = "return performance.getEntriesByType('resource').filter(e => e.name.includes('_view/parts')).length"


def part(album, of, number, **more):
    """As a public copy holds it: without the original."""
    scene, picture, made = library.drawn(number, 800)
    doc = library.document(number, "2024-12-30", scene, picture, cat="Public", part_of=of, part="edit") | more
    album.write(Write(doc, made))
    return doc["_id"]


def shows(page, photo_id):
    page.go(f"#/?photo={photo_id}")
    page.wait("return document.querySelector('dialog.lightbox').open && location.hash.endsWith(arguments[0])", photo_id)
    page.see("dialog .frame img")
    if not page.all(".drawer .facts"):
        page.key("i")
    page.see(".drawer .facts")


def test_strangers_see_what_the_copy_has_of_a_stack_and_take_nothing_apart(browser, public):  # noqa: F811
    whole, half = public.ids[3], public.ids[7]  # the second has no original
    shown = part(public, whole, 810)
    film = part(public, whole, 811, media="video", part="live", duration=2.5, video_codec="avc1.640028")
    orphan = part(public, library.photo_id("not in the copy"), 812)
    public.put_document(public.get(half) | {"motion_offset": 1000, "motion_length": 2000})
    page = browser
    page.new_window()
    page.open(examine(public).address)
    assert page.attribute(f"main [data-id='{whole}'] .stack", "data-files") == "3"
    assert len(page.all("main .stack")) == 1
    assert [one for one in (shown, film, orphan) if page.all(f"main [data-id='{one}']")] == []
    shows(page, whole)
    page.wait("return document.querySelectorAll('.strip .files button').length === 3")
    for at in (1, 2, 3):
        page.click(f".strip .files button:nth-child({at})")
        page.wait(
            "return document.querySelector('.strip [role=status]').textContent.startsWith(arguments[0])", f"{at} of 3"
        )
        assert page.all(".drawer button") == []
    for alone in (half, orphan):
        shows(page, alone)
        page.wait("return document.querySelector('.strip').hidden")
        page.key("p")
        assert page.all("dialog video, .cannot, .missing, .toast") == []
    assert page.problems() == []


@pytest.fixture
def of_before(request):
    """An album in a CouchDB whose views are of a version that knew no stacks."""
    with conftest.new_album("couch", request) as album:
        album.ids = library.fill(album, count=40)
        design = album.get("_design/photospool")
        del design["views"]["parts"]
        album.put_document(design)
        yield album


def test_an_album_without_the_view_is_asked_once_and_shows_its_photos(of_before, open_page):
    page = open_page(of_before)
    page.pictures_are_there()
    page.wait(ASKED + " === 1")
    for photo_id in of_before.ids[:3]:
        shows(page, photo_id)
    page.key("ESCAPE")
    opened(page, of_before.ids[1])  # it goes back, and would go back from what is opened before that
    page.go("#/new")
    page.see(".day .tile")
    page.go("#/tags")
    page.see(".cloud a")
    assert page.js(ASKED) == 1
    assert page.all(".stack, .toast") == []
    said = page.problems()
    # Chromium tells of each answer that is an error, Firefox of none.
    assert len(said) == (0 if page.name == "firefox" else 1)
    assert all("_view/parts" in one for one in said)


def test_a_page_in_such_an_album_does_not_ask(browser, public):  # noqa: F811
    design = public.get("_design/photospool")
    del design["views"]["parts"]
    public.put_document(design)
    page = browser
    page.new_window()
    page.open(examine(public).address)
    page.pictures_are_there()
    shows(page, public.ids[3])
    assert page.js(ASKED) == 0
    assert page.problems() == []

"""Every view of the page as axe-core sees it: both themes, phone and desktop, the album's own page and strangers'.

https://www.npmjs.com/package/axe-core (MPL-2.0, of Deque): the development command brings it where Node.js is there.
"""

import os
from pathlib import Path

import pytest

from photospool.album.couchdb.couchapp import examine

from ..photo.films import needs_ffmpeg
from . import films, library, pictures
from .test_couchapp import public, server  # noqa: F401 (fixtures)
from .test_many import click, timeline
from .test_page import closed
from .words import NOT_THERE

BROUGHT = Path(__file__).parents[2] / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
AXE = Path(os.environ.get("PHOTOSPOOL_AXE", BROUGHT))
pytestmark = pytest.mark.skipif(not AXE.exists(), reason="needs axe-core, which `dev.py test` brings from npm")
SIZES = {"phone": (390, 844), "small-phone": (320, 640), "desktop": (1280, 800)}
SCHEMES = ("light", "dark")


def choosing(page, ids):
    timeline(page)
    page.click("#select button")
    for photo_id in ids[:2]:
        click(page, photo_id)
    page.see(".picked")


def editing_many(page, ids):
    choosing(page, ids)
    page.click(".picked button:nth-of-type(2)")
    page.see(".panel form")


def keys(page, ids):
    timeline(page)
    page.js("document.querySelector('main a.tile').focus()")
    page.key("?")
    page.see("dialog.question")


def link(page, ids):
    page.go("#/search/sea")
    page.see("main .tile")
    page.js("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    page.click(".title button")
    page.see("dialog.question input")


def nothing_found(page, ids):
    page.go("#/search/seaa")
    page.see(".empty")


def choosing_in_the_trash(page, ids):
    pictures.trash(page, ids)
    page.click("#select button")
    page.js("document.querySelector('.tile a.tile').focus()")
    page.key("x")
    page.see(".picked")


VIEWS = (
    *(view for view in pictures.VIEWS if view is not pictures.further),
    choosing,
    editing_many,
    keys,
    link,
    nothing_found,
    choosing_in_the_trash,
)


def large_while_sorting(page, ids):
    pictures.new(page, ids)
    page.js("document.querySelector('.day .tile').focus()")
    page.key("SPACE")
    page.see("dialog.lightbox .frame img")


def slideshow(page, ids):
    pictures.photo(page, ids)
    page.key("SPACE")
    page.see(".pace")


def zoomed(page, ids):
    pictures.photo(page, ids)
    page.pictures_are_there("dialog .frame img")
    page.key("+")


def toasts_stay(page):
    """On a busy machine they would be gone before anybody looks."""
    page.js(
        "const later = window.setTimeout;"
        "window.setTimeout = (done, ms, ...more) => (ms >= 5000 ? 0 : later(done, ms, ...more));"
    )


def copied(page, ids):
    pictures.photo(page, ids)
    toasts_stay(page)
    page.js("navigator.clipboard.writeText = () => Promise.resolve()")
    page.js("document.querySelector(`.tools [aria-label='Copy the link']`).click()")
    page.see("#toasts .toast")


def not_saved(page, ids):
    pictures.edit(page, ids)
    page.type(".drawer textarea", "By the sea.")
    page.type(".drawer form input[list]", "two words,")
    page.wait("return document.querySelector('.drawer .unsaved').textContent")


def many_not_saved(page, ids):
    editing_many(page, ids)
    page.type(".panel textarea", "By the sea.")
    page.wait("return document.querySelector('.panel .unsaved').textContent")


def filtered_to_nothing(page, ids):
    pictures.tags(page, ids)
    page.type("main input", "zzz")
    page.wait("return !document.querySelector('.cloud a')")


def emptying_the_trash(page, ids):
    pictures.trash(page, ids)
    page.click(".line .danger")
    page.see("dialog.question")


def photo_that_is_not_there(page, ids):
    page.may_report(NOT_THERE)
    page.go(f"#/?photo={'0' * 32}")
    page.see("dialog .missing")


def away(page, ids):
    """The album does not answer: what stands in the view, and the toast."""
    timeline(page)
    page.js("window.fetch = () => Promise.reject(new TypeError('away'))")
    page.go("#/cameras")
    page.see("main [role=alert] button")
    page.see("#toasts .toast")


def another_program(page, ids):
    timeline(page)
    page.js("dispatchEvent(new Event('another-server'))")
    page.see("dialog.question")


def done(page, ids):
    """After a change: said with a way back, and the way back in the bar."""
    choosing(page, ids[20:])
    toasts_stay(page)
    page.click(".picked button:nth-of-type(2)")
    page.type(".panel textarea", "The same for both.")
    page.click(".panel .main")
    page.see("#toasts .toast button")
    page.see("#undo button")


def done_in_its_history(page, ids):
    done(page, ids)
    page.go(f"#/?photo={ids[20]}")
    page.see("dialog .frame img")
    page.key("i")
    page.see(".drawer .changes button")


OVER = (
    large_while_sorting,
    slideshow,
    zoomed,
    copied,
    not_saved,
    many_not_saved,
    filtered_to_nothing,
    emptying_the_trash,
    photo_that_is_not_there,
    away,
    another_program,
    done,
    done_in_its_history,
)
"""What opens over a view, or comes of what one does there."""


def violations(page):
    """What axe finds where the page stands, in words."""
    page.wait("return !document.getAnimations().some(one => one.playState === 'running')")
    if not page.js("return 'axe' in window"):
        page.js(AXE.read_text(encoding="utf-8"))
    found = page.js(
        "return axe.run(document).then(r => r.violations.map(v => ({ id: v.id, help: v.help,"
        " nodes: v.nodes.map(n => ({ html: n.html })) })))"
    )
    return [f"{one['id']}: {one['help']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def fresh(page):
    page.js("sessionStorage.clear(); localStorage.clear(); location.hash = '#/tags'")
    page.reload()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_any_view(page, album, size, scheme):
    def someone_else_changes(photo_id):
        doc = album.get(photo_id)
        theirs = {"descr": f"Of somebody else, {len(doc['_rev'])}.", "keywords": ["unprocessed", "theirs"]}
        album.put_document(doc | theirs)

    page.someone_else_changes = someone_else_changes
    for photo_id in album.ids[32:36]:
        album.discard(photo_id)
    page.size(*SIZES[size])
    page.scheme(scheme)
    found = []
    for view in VIEWS:
        fresh(page)
        view(page, album.ids)
        found += [f"{view.__name__}: {one}" for one in violations(page)]
    assert found == []


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_what_opens_over_a_view(page, album, size, scheme, part):
    for photo_id in album.ids[32:36]:
        album.discard(photo_id)
    page.size(*SIZES[size])
    page.scheme(scheme)
    found = []
    for view in OVER[part::2]:
        fresh(page)
        view(page, album.ids)
        found += [f"{view.__name__}: {one}" for one in violations(page)]
        assert page.problems() == []
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_what_strangers_see(browser, public, scheme):  # noqa: F811
    page = browser
    page.new_window()
    page.scheme(scheme)
    page.open(examine(public).address)
    found = []

    def look(name):
        found.extend(f"{name}: {one}" for one in violations(page))

    for size in SIZES.values():
        page.size(*size)
        page.go("#/")
        page.reload()
        page.pictures_are_there()
        look("photos")
        page.go(f"#/?photo={public.ids[5]}")
        page.see("dialog .frame img")
        page.key("i")
        page.see(".drawer .facts")
        look("details")
        page.key("ESCAPE")
        page.click(".account button")
        page.see("#sign-in-name")
        look("signing in")
        page.type("#sign-in-name", "anna")
        page.type("#sign-in-password", "not it")
        page.click(".sign-in .main")
        page.wait("return document.querySelector('.sign-in .wrong').textContent")
        look("not let in")
        page.key("ESCAPE")
    assert found == []


@needs_ffmpeg
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_videos(local_album, open_page, scheme):
    played = films.put(local_album)
    unknown = films.put(local_album, "hevc.mp4", number=501)
    page = open_page(local_album)
    page.scheme(scheme)
    found = []
    for size in SIZES.values():
        page.size(*size)
        fresh(page)
        page.go("#/")
        page.see("main .tile .length")
        page.pictures_are_there()
        found += [f"tiles: {one}" for one in violations(page)]
        for photo_id, shown in ((played, "dialog video"), (unknown, ".cannot p")):
            page.go(f"#/?photo={photo_id}")
            page.see(shown)
            found += [f"{shown}: {one}" for one in violations(page)]
            page.key("ESCAPE")
            closed(page)
    assert found == []


@needs_ffmpeg
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_stacks(local_album, open_page, size, scheme):
    shown = library.fill(local_album, count=8, new=0)[3]
    films.put(local_album, part_of=shown, part="live")
    page = open_page(local_album)
    page.scheme(scheme)
    page.size(*SIZES[size])
    page.see("main .tile .stack")
    page.pictures_are_there()
    found = [f"tile: {one}" for one in violations(page)]
    page.go(f"#/?photo={shown}")
    page.see(".strip .live")
    found += [f"strip: {one}" for one in violations(page)]
    page.key("i")
    page.see(".drawer .together button")
    found += [f"details: {one}" for one in violations(page)]
    page.click(".strip .files button:nth-child(2)")
    page.see("dialog video")
    found += [f"film: {one}" for one in violations(page)]
    assert found == []


@needs_ffmpeg
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_a_strangers_film(browser, public, tmp_path, scheme):  # noqa: F811
    """The player with the film that was made for strangers, its details, and a video that they see by its poster."""
    played = films.for_strangers(public, tmp_path)
    poster = films.put(public, "plain.mkv", number=501, with_original=False)
    page = browser
    page.new_window()
    page.scheme(scheme)
    page.open(examine(public).address)
    found = []
    for size in SIZES.values():
        page.size(*size)
        for photo_id, shown in ((played, "dialog video"), (poster, ".cannot p")):
            page.go(f"#/?photo={photo_id}")
            page.see(shown)
            found += [f"{shown}: {one}" for one in violations(page)]
            page.key("i")
            page.see(".drawer .facts")
            found += [f"{shown}, details: {one}" for one in violations(page)]
            page.key("i")
            page.key("ESCAPE")
            closed(page)
    assert found == []

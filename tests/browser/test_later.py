"""What the page runs only once somebody wants it (``js/later.js``): it came with the page.

Where it did not, that is said, and nothing that somebody pressed is lost.
"""

import pytest

from photospool.album.web import server
from photospool.album.web.server import open_gateway, page_files

from .test_another_server import QUIET, TOLD, nothing, taken_over
from .test_page import opened
from .words import NOT_THERE

WATCH = """
    window.names = [];
    const watch = (list) => window.names.push(...list.getEntries().map((one) => one.name));
    new PerformanceObserver(watch).observe({ type: 'resource' });
"""
VIEWS = {
    "#/tags": "main .cloud a",
    "#/cameras": "main .cameras li",
    "#/search/2024": "main .tile",
    "#/new": "main .day .tile",
    "#/trash": "main .empty",
}
NOT_COME = (NOT_THERE, "Loading module from")


@pytest.fixture
def lacks(monkeypatch):
    """The page's server without one of its files; what that returns gives it back."""

    def without(name):
        files = page_files(server.page_folder())
        held = {name: files.pop(name)}
        monkeypatch.setattr(server, "page_files", lambda _folder: files)
        return lambda: files.update(held)

    return without


def comes_back(page, give_back):
    """By itself; Firefox asks for it no more, and the page says so."""
    give_back()
    if page.name == "firefox":
        load_again(page)


def load_again(page):
    buttons = "[...document.querySelectorAll('#toasts button, main .empty button')]"
    page.wait(f"window.again = {buttons}.find((one) => one.textContent === 'Load again'); return Boolean(window.again)")
    page.js("window.again.click()")
    page.wait("return !window.again && Boolean(document.querySelector('#bar nav'))")


def test_nothing_is_asked_for_once_the_page_is_there(album, open_page):
    page = open_page(album)
    page.see(".month .tile")
    assert not page.all("dialog.lightbox")
    page.js(WATCH)
    for route, shown in VIEWS.items():
        page.go(route)
        page.see(shown)
    page.go(f"#/?photo={album.ids[3]}")
    opened(page, album.ids[3])
    page.go("#/")
    page.wait("return !document.querySelector('dialog.lightbox[open]')")
    page.see(".month .tile")
    page.point(".month .tile", "CONTROL")
    page.click(".picked .action.edit")
    page.see(".panel form")
    page.click(".picked .action.trash")
    page.see("#undo button")
    page.click("#undo button")
    page.wait("return !document.querySelector('#undo button')")
    names = page.js("return window.names")
    assert names and not [name for name in names if name.endswith(".js")]


def test_no_script_is_asked_of_another_server(album, open_page, lacks):
    lacks("js/lightbox.js")
    page = open_page(album)
    page.may_report(*NOT_COME)
    page.see(".month .tile")
    page.wait(QUIET)
    with taken_over(page, nothing) as stranger:
        page.go(f"#/?photo={album.ids[3]}")
        page.see(TOLD)
        assert stranger.said() == []


def test_a_photo_is_opened_as_soon_as_what_opens_it_came(album, open_page, lacks):
    give_back = lacks("js/lightbox.js")
    page = open_page(album)
    page.may_report(*NOT_COME)
    page.go(f"#/?photo={album.ids[3]}")
    assert "does not answer" in page.text("#toasts .toast")
    comes_back(page, give_back)
    opened(page, album.ids[3])


def test_a_view_that_did_not_come_is_asked_for_again(album, open_page, lacks):
    give_back = lacks("js/tags.js")
    page = open_page(album)
    page.may_report(*NOT_COME)
    page.go("#/tags")
    assert "does not answer" in page.text("main .empty[role=alert]")
    comes_back(page, give_back)
    page.see("main .cloud a")  # by itself, as soon as the album answers


def test_what_is_done_with_chosen_photos_says_that_it_could_not_and_they_stay_chosen(album, open_page, lacks):
    give_back = lacks("js/saving.js")
    page = open_page(album)
    page.may_report(*NOT_COME)
    page.see(".month .tile")
    page.point(".month .tile", "CONTROL")
    page.click(".picked .action.trash")
    assert "does not answer" in page.text("#toasts .toast")
    assert len(page.all(".tile.chosen")) == 1
    give_back()
    page.click(".picked .action.trash")
    if page.name == "firefox":
        load_again(page)
        page.see(".month .tile")
        page.point(".month .tile", "CONTROL")
        page.click(".picked .action.trash")
    page.see("#undo button")
    assert page.all(".tile.chosen") == []


def test_a_page_that_did_not_start_says_so_and_how_to_go_on(album, browser, lacks):
    """It stayed white for ever."""
    give_back = lacks("js/dom.js")
    gateway = open_gateway(album)
    browser.new_window(width=320, height=568)
    browser.may_report(*NOT_COME)
    browser.visit(gateway.start())
    browser.wait("return document.querySelector('.unstarted').checkVisibility({ visibilityProperty: true })")
    assert "has not started yet" in browser.text(".unstarted")
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
    give_back()
    browser.click(".unstarted a")
    browser.stands()
    assert browser.all(".unstarted") == []
    gateway.stop()

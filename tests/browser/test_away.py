"""The album is away for a while (its CouchDB is stopped, its disk is full): the page goes on by itself afterwards."""

import threading

import pytest

from photospool.album.web.embedded_backend import LocalBackend
from photospool.errors import AlbumUnavailable, WrongPassword

from .test_page import opened
from .words import AWAY, FORBIDDEN


class Switch:
    """Whether the album answers the page's server."""

    def __init__(self, browser, monkeypatch):
        browser.may_report(AWAY)
        self.error = None
        self.asked = threading.Event()
        for name in ("about", "answer"):
            monkeypatch.setattr(LocalBackend, name, self._switched(getattr(LocalBackend, name)))

    def _switched(self, real):
        def asked(backend, *given):
            if self.error is not None:
                self.asked.set()
                raise self.error
            return real(backend, *given)

        return asked

    def off(self, error=None):
        self.asked.clear()
        self.error = error or AlbumUnavailable("Nothing answers at 127.0.0.1:15984.", "Photos wait.")

    def on(self):
        self.error = None


@pytest.fixture
def switch(browser, monkeypatch):
    return Switch(browser, monkeypatch)


@pytest.fixture
def open_while_away(switch, album, open_page, browser, monkeypatch):
    """The page, opened while the album does not answer."""

    def opened_so(error=None):
        switch.off(error)
        with monkeypatch.context() as patched:
            patched.setattr(browser, "stands", lambda: None)  # it has no bar yet
            page = open_page(album)
        page.see(".empty[role=alert]")
        return page

    return opened_so


def answers_again(page, switch):
    switch.on()
    page.wait("return !!document.querySelector('#bar nav')")
    page.see("main .tile")


def test_a_page_that_was_opened_meanwhile_stays_let_in_and_goes_on(switch, open_while_away):
    page = open_while_away()
    assert "does not answer at the moment" in page.text(".empty[role=alert]")
    assert "127.0.0.1" not in page.text("main")
    sessions = page.gateway._gatekeeper
    page.wait("return performance.getEntriesByType('resource').some((one) => one.name.endsWith('/_page'))")
    assert sessions._session.pages and sessions._session.ends is None, "else it would be let in for two minutes only"
    answers_again(page, switch)


def test_the_button_asks_at_once_and_stays_where_the_focus_is(switch, open_while_away):
    page = open_while_away()
    page.js("document.querySelector('.empty button').focus()")
    switch.asked.clear()
    page.key("ENTER")
    assert switch.asked.wait(60)
    assert page.js("return document.activeElement.closest('.empty') !== null")
    answers_again(page, switch)


def test_what_is_refused_is_said_and_asked_only_by_the_button(switch, open_while_away):
    """A wrong password again and again would lock the account."""
    page = open_while_away(WrongPassword("The album does not accept the password."))
    assert "The album does not accept the password." in page.text(".empty[role=alert]")
    page.js(
        "const later = window.setTimeout, real = window.fetch; window.timers = 0; window.answers = 0;"
        "window.setTimeout = (...given) => { window.timers += 1; return later(...given); };"
        "window.fetch = async (...given) => { try { return await real(...given); }"
        " finally { window.answers += String(given[0]).endsWith('_session'); } };"
    )
    page.click(".empty button")
    page.wait("return window.answers === 1")
    page.js("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.js("return window.timers") == 0
    switch.on()
    page.click(".empty button")
    answers_again(page, switch)


def test_an_open_page_and_its_photo_go_on_by_themselves(switch, album, open_page):
    page = open_page(album)
    page.see("main .tile")
    switch.off()
    page.go("#/tags")
    assert "does not answer at the moment" in page.text(".empty[role=alert]")
    page.see("#toasts .toast")
    page.go(f"#/?photo={album.ids[3]}")
    page.see("dialog.lightbox[open]")
    switch.on()
    # That is said for five seconds only, from before the photo is asked for.
    page.wait("return document.querySelector('#toasts').textContent.includes('answers again')")
    opened(page, album.ids[3])


def test_what_was_changed_just_before_is_shown_afterwards(switch, album, open_page):
    """The timeline was asked anew in vain, and showed for ever what lay in the trash."""
    page = open_page(album)
    photo_id = album.ids[0]
    page.point(f"main [data-id='{photo_id}']", held="CONTROL")
    page.see(".picked")
    page.hold("/_view/timeline")
    page.click(".picked .action:last-child")
    page.wait("return document.querySelector('#toasts').textContent.includes('in the trash')")
    switch.off()
    page.let_go()
    page.wait("return document.querySelector('#toasts').textContent.includes('does not answer')")
    assert page.js("return document.querySelectorAll('main .tile').length") > 0
    switch.on()
    page.wait("return document.querySelector('#toasts').textContent.includes('answers again')")
    page.wait("return !document.querySelector(`main [data-id='${arguments[0]}']`)", photo_id)


def test_enter_while_the_album_is_away_files_nothing_and_asks_again_afterwards(switch, album, open_page):
    page = open_page(album)
    page.go("#/new")
    page.see(".day .tile")
    first, second = album.ids[:2]
    page.click(f".day [data-id='{first}'] .tick")
    page.see(".panel form")
    asked = "return performance.getEntriesByType('resource').filter((one) => one.name.includes('/_all_docs')).length"
    before = page.js(asked)
    switch.off()
    page.js("document.querySelector(`.day [data-id='${arguments[0]}']`).focus()", first)
    page.key("ARROW_RIGHT", "2", "ENTER")
    # Enter asks again; once the album answers, it files what it is about.
    page.wait(f"{asked} >= arguments[0]", before + 2)
    page.wait("return document.querySelector('#toasts').textContent.includes('does not answer')")
    switch.on()
    page.wait("return document.querySelector('#toasts').textContent.includes('answers again')")
    assert [album.get(one)["keywords"][-1] for one in (first, second)] == ["unprocessed"] * 2
    page.key("ENTER")
    page.wait("return document.querySelector('#toasts').textContent.includes('1 photo is in “Friends/Family” now')")
    assert (album.get(first)["keywords"][-1], album.get(second)["cat"]) == ("unprocessed", "Friends/Family")


def test_an_answer_that_breaks_off_comes_from_nobody(album, open_page):
    """It was said to be broken, in words of the browser's own."""
    page = open_page(album)
    page.see("main .tile")
    page.may_report("broken off")  # Firefox tells of it itself
    page.js(
        "const real = window.fetch; window.fetch = async (url, ...more) => {"
        " if (!String(url).includes('/_view/')) return real(url, ...more);"
        " const broken = new ReadableStream({ start: (one) => one.error(new TypeError('broken off')) });"
        " return new Response(broken, { status: 200 }); };"
    )
    page.go("#/tags")
    assert "does not answer" in page.text(".empty[role=alert]")


def test_a_page_that_is_let_in_no_more_has_no_button_that_helps_nobody(album, open_page):
    page = open_page(album)
    page.see("main .tile")
    page.may_report(FORBIDDEN)  # of pictures that were on their way, too
    page.gateway._gatekeeper.end()
    page.go("#/tags")
    assert "Close this page, and open it from Photospool again." in page.text(".empty[role=alert]")
    assert page.all(".empty button") == []

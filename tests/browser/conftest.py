"""A real browser for the album's page; tests are skipped, with the reason, where there is none.

Chromium, or the one that PHOTOSPOOL_TEST_BROWSER names (``dev.py test --browser firefox``).
"""

import os
import secrets
import shutil
from contextlib import contextmanager

import pytest

from photospool.album.couchdb.setup import set_up
from photospool.album.embedded.album import LocalAlbum
from photospool.album.web.server import open_gateway

from . import firefox, library

BROWSER = os.environ.get("PHOTOSPOOL_TEST_BROWSER") or "chromium"
CHROMIUM = os.environ.get("PHOTOSPOOL_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = os.environ.get("PHOTOSPOOL_TEST_CHROMEDRIVER") or shutil.which("chromedriver")


def why_not(name):
    """Why a browser can't be had here; None where it can."""
    try:
        import selenium  # noqa: F401
        import websocket  # noqa: F401
    except ImportError:
        return "needs selenium: the dependency group `browser`"
    if name == "firefox":
        return None if firefox.found() else "needs Firefox: apt install firefox-esr"
    if not CHROMIUM or not DRIVER:
        return "needs Chromium and its driver: apt install chromium chromium-driver"
    return None


def opened_browser(name, profile, *, language="en"):
    """A browser of that name, with an empty profile."""
    if name == "firefox":
        return firefox.Firefox(firefox.found(), profile, language=language)
    from .driven import Chromium

    return Chromium(CHROMIUM, DRIVER, profile, language=language)


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" not in item.path.as_posix():
            continue
        wanted = "firefox" if item.path.name == "test_firefox.py" else BROWSER
        if reason := why_not(wanted):
            item.add_marker(pytest.mark.skip(reason=reason))
        only = item.get_closest_marker("only_chromium")
        if only and wanted != "chromium":
            item.add_marker(pytest.mark.skip(reason=only.args[0]))


class Lasting:
    """One browser for many tests; the test after one in which it stopped answering gets another."""

    def __init__(self, name, tmp_path_factory):
        self._start = lambda: opened_browser(name, tmp_path_factory.mktemp(name))
        self._now = None

    def get(self):
        if self._now is not None and not self._now.answers():
            self.quit()
        self._now = self._now or self._start()
        return self._now

    def quit(self):
        last, self._now = self._now, None
        if last is not None:
            last.quit()


@pytest.fixture(scope="session")
def lasting(tmp_path_factory):
    made = Lasting(BROWSER, tmp_path_factory)
    yield made
    made.quit()


@pytest.fixture
def browser(lasting):
    found = lasting.get()
    found.allowed = ()
    found.reported()  # what came after the last test is none of this one's
    return found


@contextmanager
def new_album(kind, request):
    """An embedded album, or one in a real CouchDB; gone afterwards."""
    if kind == "local":
        album = LocalAlbum(request.getfixturevalue("tmp_path_factory").mktemp("album"))
        yield album
        album.close()
        return
    server = request.getfixturevalue("real_couchdb")
    name = f"test-page-{secrets.token_hex(4)}"
    album = server.album(name)
    set_up(album, create=True)
    yield album
    server.request("DELETE", f"/{name}")
    album.close()


@pytest.fixture
def local_album(request):
    with new_album("local", request) as album:
        yield album


@pytest.fixture(params=["local", "couch"])
def empty_album(request):
    """Each of the two albums."""
    with new_album(request.param, request) as album:
        yield album


@pytest.fixture
def album(local_album):
    """An embedded album with forty photos, twenty of them new; ``ids`` newest first."""
    local_album.ids = library.fill(local_album, count=40)
    return local_album


@pytest.fixture
def each_album(empty_album):
    """As ``album``, and the same in a CouchDB: for what the two may answer differently."""
    empty_album.ids = library.fill(empty_album, count=40)
    return empty_album


@pytest.fixture(scope="module", params=["local", "couch"])
def shared_album(request):
    """Each of the two with sixty photos, for tests that only look."""
    with new_album(request.param, request) as album:
        album.ids = library.fill(album)
        yield album


@pytest.fixture
def open_page(browser):
    """Open an album's page as a user opens it; the console must stay free of errors.

    Named after the album among a test's parameters: the page is closed first then.
    """
    gateways = []

    def opened(album, *, pictures=None, **window):
        gateways.append(open_gateway(album, pictures=pictures))
        browser.new_window(**window)
        browser.gateway = gateways[-1]
        browser.open(gateways[-1].start())
        return browser

    yield opened
    problems = []
    if browser.answers():  # else the test has failed, and each further question would be waited for
        problems = browser.problems()
        browser.visit("about:blank")
    for gateway in gateways:
        gateway.stop()
    assert problems == []


@pytest.fixture
def page(album, open_page):
    """The page of ``album``."""
    return open_page(album)

"""A real Chromium for the album's page; tests are skipped, with the reason, where there is none."""

import os
import shutil

import pytest

from photospool.album.couch import CouchAlbum
from photospool.album.gateway import open_gateway
from photospool.album.local import LocalAlbum
from photospool.album.setup import set_up

from . import library

CHROMIUM = os.environ.get("PHOTOSPOOL_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = os.environ.get("PHOTOSPOOL_TEST_CHROMEDRIVER") or shutil.which("chromedriver")


def why_not():
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "needs selenium: the dependency group `browser`"
    if not CHROMIUM or not DRIVER:
        return "needs Chromium and its driver: apt install chromium chromium-driver"
    return None


def pytest_collection_modifyitems(items):
    if reason := why_not():
        for item in items:
            if "/browser/" in item.path.as_posix():
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    from .driven import Chromium

    browser = Chromium(CHROMIUM, DRIVER, tmp_path_factory.mktemp("profile"))
    yield browser
    browser.quit()


@pytest.fixture
def local_album(tmp_path):
    album = LocalAlbum(tmp_path / "album")
    yield album
    album.close()


@pytest.fixture
def couch_album(real_couchdb):
    name = "test-page"
    album = CouchAlbum(real_couchdb.url, name, user=real_couchdb.user, password=real_couchdb.password)
    set_up(album, create=True)
    yield album
    real_couchdb.request("DELETE", f"/{name}")
    album.close()


@pytest.fixture(params=["local", "couch"])
def album(request):
    """An album with sixty photos, twenty of them new; ``ids`` newest first."""
    album = request.getfixturevalue(f"{request.param}_album")
    album.ids = library.fill(album)
    return album


@pytest.fixture
def small_album(local_album):
    return local_album


@pytest.fixture
def page(chromium, request):
    """The page of the test's album, opened as a user opens it; the console must stay free of errors."""
    name = next(name for name in ("album", "small_album") if name in request.fixturenames)
    gateway = open_gateway(request.getfixturevalue(name))
    chromium.new_window()
    chromium.gateway = gateway
    chromium.open(gateway.start())
    yield chromium
    problems = chromium.problems()
    gateway.stop()
    assert problems == []

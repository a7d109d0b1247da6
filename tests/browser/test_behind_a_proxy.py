"""The page of a public copy behind a real nginx, with the lines that Photospool gives for it: it does all its work."""

import secrets

import pytest

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.couchapp import examine, set_policy
from photospool.album.couchdb.setup import set_up
from photospool.album.replication.models import Copy, Endpoint
from photospool.album.replication.public import proxy as lines

from ..servers import couchdb, nginx
from . import library


@pytest.fixture(scope="module")
def behind(tmp_path_factory):
    """A public album on a CouchDB and the address of the nginx before it."""
    if not nginx.NGINX:
        pytest.skip(nginx.WHY_NOT)
    try:
        with couchdb.private_couchdb(tmp_path_factory.mktemp("couchdb")) as server:
            name = f"public-{secrets.token_hex(4)}"
            album = CouchAlbum(server.url, name, user=server.user, password=server.password)
            set_up(album, create=True)
            server.request("PUT", f"/{name}/_security", {"admins": {}, "members": {"names": [], "roles": []}})
            album.ids = library.fill(album, count=24, new=0)
            copy = Copy("1", "Public", Endpoint(server.url, name), is_public=True)
            with nginx.running(tmp_path_factory.mktemp("nginx"), lines.nginx(copy)) as address:
                policy = examine(album, address)
                set_policy(album, policy)
                yield album, policy.address
            album.close()
    except FileNotFoundError as exc:
        pytest.skip(str(exc))


NOBODY = "/_session - Failed to load resource"
"""The browser's own note that the proxy lets nobody sign in."""


def problems(page):
    return [problem for problem in page.problems() if NOBODY not in problem]


def test_strangers_look_at_everything(chromium, behind):
    album, address = behind
    page = chromium
    page.new_window()
    page.open(address)
    page.pictures_are_there()
    assert page.text(".account") == ""  # nobody can sign in, so nothing asks for it
    page.go("#/tags")
    page.see("#main .tags, #main a[href*='lake']")
    page.go("#/search/lake")
    page.wait("return document.querySelector('#main').textContent.includes('photos found')")
    page.pictures_are_there()  # asked for by their ids, with a request that only looks
    page.go(f"#/?photo={album.ids[5]}")
    page.see("dialog .frame img")
    page.key("i")
    page.see(".drawer .facts")
    assert page.all(".drawer button") == []
    assert problems(page) == []

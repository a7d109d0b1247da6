"""The page of a public copy behind a real nginx, with the lines that Photospool gives for it: it does all its work."""

import re
import secrets
import urllib.error
import urllib.request
from html import unescape

import pytest

from photospool.album.couchdb.couchapp import examine, set_policy
from photospool.album.couchdb.setup import set_up
from photospool.album.replication.models import Copy, Endpoint
from photospool.album.replication.public import proxy as lines
from photospool.album.replication.sharing import link_of, link_with_picture
from photospool.album.replication.titles import entitle, picture

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
            album = server.album(name)
            set_up(album, create=True)
            server.request("PUT", f"/{name}/_security", {"admins": {}, "members": {"names": [], "roles": []}})
            album.ids = library.fill(album, count=24, new=0)
            copy = Copy("1", "Public", Endpoint(server.url, name, server.user, server.password), is_public=True)
            with nginx.running(tmp_path_factory.mktemp("nginx"), lines.nginx(copy)) as address:
                policy = examine(album, address)
                set_policy(album, policy)
                yield album, policy.address, copy
            album.close()
    except FileNotFoundError as exc:
        pytest.skip(str(exc))


NOBODY = "/_session - Failed to load resource"
"""The browser's own note that the proxy lets nobody sign in."""


def test_strangers_look_at_everything(browser, behind):
    album, address, _copy = behind
    page = browser
    page.new_window()
    page.may_report(NOBODY)
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
    assert page.problems() == []


def ask(address, method="GET"):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(
            urllib.request.Request(address, method=method, data=b"{}" if method == "POST" else None)
        ) as got:
            return got.status, got.headers.get("Content-Type", ""), got.read(), got.url
    except urllib.error.HTTPError as exc:
        with exc:
            return exc.code, "", b"", address


def head(address):
    """As a messenger: what the page's head says, the first of each."""
    status, kind, content, _url = ask(address)
    assert (status, kind.partition(";")[0]) == (200, "text/html")
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[a-z]+)" content="([^"]*)">', content.decode())
    return {name: unescape(value) for name, value in reversed(found)}


def test_messengers_show_the_title_and_the_photo(browser, behind):
    album, address, copy = behind
    server, cover, other = address.partition("/public-")[0], album.ids[3], album.ids[5]
    assert entitle(album, copy, 'Our <b>"summer"</b> $host') == 'Our <b>"summer"</b> $host'
    picture(album, copy, cover)
    base = f"http://127.0.0.1/{copy.there.database}"  # as the proxy knows itself, without the test's own port
    assert head(address) == {
        "og:type": "website",
        "og:title": 'Our <b>"summer"</b> $host',
        "og:image": f"{base}/{cover}/800x600.jpg",
        "twitter:card": "summary_large_image",
    }
    before = f"{server}/{copy.there.database}"
    shared = f"{before}/{lines.SHARE}/{other}"
    assert head(f"{shared}?fbclid=x")["og:image"] == f"{base}/{other}/800x600.jpg"
    assert head(shared)["og:title"] == 'Our <b>"summer"</b> $host'
    assert ask(f"{before}/{other}/800x600.jpg")[:2] == (200, "image/jpeg")
    assert ask(server)[3] == address  # the shortest address that can be told
    for closed in (f"{before}/{lines.SHARE}/{other}x", f"{before}/{lines.SHARE}/", f"{server}/_session"):
        assert ask(closed)[0] == 404
    assert ask(shared, "POST")[0] == ask(address, "POST")[0] == 403
    # People are taken to the photo.
    page = browser
    page.new_window()
    page.open(shared)
    page.see("dialog .frame img")
    assert page.js("return location.href") == f"{address}#/?photo={other}"
    assert page.js("return document.title").endswith('Our <b>"summer"</b> $host')
    # Links say so once the proxy has the lines.
    public = Copy("1", "Public", Endpoint(server, copy.there.database), is_public=True)
    assert link_with_picture(public, other) == shared
    assert link_with_picture(copy, other) == link_of(copy, photo_id=other)

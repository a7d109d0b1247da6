"""The page inside the album's own database: installed and brought up to date, never over anybody's own; its policy."""

from __future__ import annotations

import secrets
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from photospool.album.couchdb import couchapp
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.couchapp import PAGE, examine, lets_run, our_files, policy_for, set_policy
from photospool.album.couchdb.design_doc import DESIGN_ID, design_document
from photospool.album.couchdb.setup import let_run, set_up
from photospool.errors import NotAllowed

from ...servers.couchdb import Server

OURS = "http://127.0.0.1:5984/photo/_design/photospool/"


@pytest.fixture
def album(couchdb_server: Server, database: str) -> Iterator[CouchAlbum]:
    """An album without views and page."""
    server = couchdb_server
    album = server.album(database)
    yield album
    album.close()


def installed(album: CouchAlbum) -> dict[str, Any]:
    return album.get(DESIGN_ID) or {}


def read(server: Server, album: CouchAlbum, name: str) -> Any:
    return server.request("GET", f"/{album.database.name}/{DESIGN_ID}/{name}")


def test_the_page_is_installed_beside_the_views(couchdb_server: Server, album: CouchAlbum) -> None:
    assert set_up(album, create=False) == ["Installed the album's views.", "Installed the album's page."]
    assert read(couchdb_server, album, "index.html") == our_files()["index.html"].content
    assert read(couchdb_server, album, "js/main.js") == our_files()["js/main.js"].content
    stub = installed(album)["_attachments"]["js/main.js"]
    assert stub["content_type"] == "text/javascript; charset=utf-8"
    rev = installed(album)["_rev"]
    assert set_up(album, create=False) == []
    assert installed(album)["_rev"] == rev


def test_an_older_page_is_brought_up_to_date(couchdb_server: Server, album: CouchAlbum) -> None:
    set_up(album, create=False)
    before = installed(album)
    stubs = {name: stub for name, stub in before["_attachments"].items() if name != "js/main.js"}
    old = {"js/gone.js": {"content_type": "text/javascript", "data": "Ly8="}, "notes.txt": {"data": "aGk="}}
    album.put_document({**before, "_attachments": stubs | old})
    # As if that had been a release of ours.
    now = installed(album)
    files = {name: stub["digest"] for name, stub in now["_attachments"].items() if name != "notes.txt"}
    album.put_document({**now, PAGE: {"release": "0.0.1", "digest": "x", "files": files}})
    assert set_up(album, create=False) == ["Brought the album's page up to date."]
    assert set(installed(album)["_attachments"]) == {*our_files(), "notes.txt"}
    assert read(couchdb_server, album, "js/main.js") == our_files()["js/main.js"].content
    assert set_up(album, create=False) == []


def test_a_page_of_a_newer_photospool_stays(album: CouchAlbum) -> None:
    set_up(album, create=False)
    now = installed(album)
    rev = album.put_document({**now, PAGE: {**now[PAGE], "release": "99.0", "digest": "x"}})
    assert set_up(album, create=False) == []
    assert installed(album)["_rev"] == rev


def test_a_page_that_somebody_changed_stays(couchdb_server: Server, album: CouchAlbum) -> None:
    set_up(album, create=False)
    now = installed(album)
    edited = {**now["_attachments"], "style/base.css": {"content_type": "text/css", "data": "Ym9keXt9"}}
    album.put_document({**now, "_attachments": edited, PAGE: {**now[PAGE], "release": "0.0.1", "digest": "x"}})
    assert set_up(album, create=False) == []
    now = installed(album)
    album.put_document({**now, "version": 0})
    assert set_up(album, create=False) == [
        "Brought the album's views up to date.",
        "Left the album's page as somebody has changed it.",
    ]
    assert read(couchdb_server, album, "style/base.css") == b"body{}"


def test_a_page_of_somebodys_own_stays(couchdb_server: Server, album: CouchAlbum) -> None:
    own = {"index.html": {"content_type": "text/html", "data": "aGk="}}
    album.put_document({**design_document(), "version": 0, "_attachments": own})
    assert set_up(album, create=False) == [
        "Brought the album's views up to date.",
        "Left the album's page as somebody has changed it.",
    ]
    assert set(installed(album)["_attachments"]) == {"index.html"}
    assert read(couchdb_server, album, "index.html") == b"hi"


def test_the_page_comes_with_its_digests_even_after_a_stop_in_between(album: CouchAlbum) -> None:
    set_up(album, create=False)
    now = installed(album)
    album.put_document({**now, PAGE: {**now[PAGE], "files": {}}})
    assert set_up(album, create=False) == []
    assert set(installed(album)[PAGE]["files"]) == set(our_files())


@pytest.mark.parametrize(
    ("policy", "runs"),
    [
        ("", True),
        ("sandbox", False),
        ("sandbox allow-scripts", False),
        ("sandbox allow-scripts allow-same-origin", True),
        ("default-src 'self'", True),
        ("default-src 'none'", False),
        ("script-src 'self'; connect-src 'none'", False),
        ("script-src http://127.0.0.1:5984/other/_design/photospool/", False),
        ("script-src 127.0.0.1:5984/photo/_design/photospool/", True),
        ("SCRIPT-SRC http://127.0.0.1:5984", True),
        (policy_for(OURS), True),
        (policy_for("http://127.0.0.1:5984/other/_design/photospool/"), False),
    ],
)
def test_what_lets_the_page_run(policy: str, runs: bool) -> None:
    assert lets_run(policy, OURS) is runs


def test_the_policy_names_the_page_alone_and_keeps_another_albums() -> None:
    wanted = policy_for(OURS, "sandbox")
    assert f"script-src {OURS};" in wanted
    assert wanted.startswith("default-src 'none'; ")
    other = "http://127.0.0.1:5984/other/_design/photospool/"
    both = policy_for(other, wanted)
    assert lets_run(both, OURS)
    assert lets_run(both, other)
    assert policy_for(other, both) == both
    assert policy_for(OURS, "script-src 'self'; default-src *") == policy_for(OURS)


def test_the_policy_of_before_videos_keeps_another_albums_page_and_is_told() -> None:
    before = policy_for("http://127.0.0.1:5984/other/_design/photospool/").replace("media-src 'self' blob:; ", "")
    assert "media-src" not in before
    both = policy_for(OURS, before)
    assert "script-src http://127.0.0.1:5984/other/_design/photospool/ " + OURS in both
    assert "media-src 'self' blob:" in both


def test_the_policy_is_shown_and_set_only_when_asked(own_server: Server) -> None:
    name = f"test-{secrets.token_hex(4)}"
    album = own_server.album(name)
    set_up(album, create=True)
    policy = examine(album)
    assert policy is not None
    assert (policy.current, policy.lets_run, policy.fails) == ("sandbox", False, "does not run there")
    assert policy.address == f"{own_server.url}/{name}/_design/photospool/index.html"
    assert examine(album) == policy  # nothing was set by looking
    set_policy(album, policy)
    after = examine(album)
    assert after is not None
    assert (after.current, after.lets_run, after.lets_play) == (policy.wanted, True, True)
    old = policy.wanted.replace("media-src 'self' blob:; ", "")
    set_policy(album, couchapp.Policy("", "", "", old, lets_run=False))
    silent = examine(album)
    assert silent is not None
    assert (silent.lets_run, silent.lets_play, silent.wanted) == (True, False, policy.wanted)
    assert silent.fails == "plays no videos there"
    half = policy.wanted.replace("media-src 'self' blob:; ", "media-src 'self'; ")
    set_policy(album, couchapp.Policy("", "", "", half, lets_run=False))
    still = examine(album)
    assert still is not None
    assert (still.lets_run, still.lets_play, still.lets_play_parts) == (True, True, False)
    assert (still.fails, still.wanted) == ("plays no motion photos there", policy.wanted)
    set_policy(album, policy)
    assert not (examine(album) or policy).fails
    elsewhere = examine(album, "https://photos.example.org/")
    assert elsewhere is not None
    assert elsewhere.scripts == f"https://photos.example.org/{name}/_design/photospool/"
    assert not elsewhere.lets_run
    # Another album's page still has to be let in, and what is attached to a photo runs nothing.
    second = own_server.album(f"{name}-2")
    set_up(second, create=True)
    other = examine(second)
    assert other is not None
    assert not other.lets_run
    set_policy(second, other)
    assert (examine(album) or policy).lets_run
    set_policy(second, couchapp.Policy("", "", "", "sandbox", lets_run=False))
    album.close()
    second.close()


def test_a_browser_that_kept_the_page_gets_it_anew_once_it_may_run(own_server: Server) -> None:
    """Asked with the ETag that it knows, a CouchDB would answer 304 and no policy: the one from before would stay."""
    album = own_server.album(f"test-{secrets.token_hex(4)}")
    set_up(album, create=True)
    policy = examine(album)
    assert policy is not None

    def etag() -> str:
        return album.database.attachment_headers(DESIGN_ID, couchapp.INDEX)["etag"]

    kept = etag()
    let_run(album, policy)
    new = etag()
    assert new != kept
    assert (examine(album) or policy).lets_run
    let_run(album, policy)
    assert set_up(album, create=True) == []  # it is our page still, as it was
    assert etag() == new
    couchapp.set_policy(album, couchapp.Policy("", "", "", "sandbox", lets_run=False))
    album.close()


def test_who_is_no_administrator_can_not_set_it(own_server: Server) -> None:
    name = f"test-{secrets.token_hex(4)}"
    admin = own_server.album(name)
    set_up(admin, create=True)
    if "_users" not in own_server.request("GET", "/_all_dbs"):
        own_server.request("PUT", "/_users")
    user = {"name": name, "password": "pw", "roles": [], "type": "user"}
    own_server.request("PUT", f"/_users/org.couchdb.user:{name}", user)
    own_server.request("PUT", f"/{name}/_security", {"admins": {"names": [name]}, "members": {"names": [name]}})
    album = CouchAlbum(own_server.url, name, user=name, password="pw")
    policy = examine(album)
    assert policy is not None
    with pytest.raises(NotAllowed):
        set_policy(album, policy)
    assert examine(album) == policy
    album.close()
    admin.close()


def test_without_a_page_there_is_nothing_to_examine(album: CouchAlbum) -> None:
    assert examine(album) is None


def test_an_attachment_of_a_photo_never_runs(own_server: Server) -> None:
    name = f"test-{secrets.token_hex(4)}"
    album = own_server.album(name)
    set_up(album, create=True)
    policy = examine(album)
    assert policy is not None
    set_policy(album, policy)
    html = {"x.html": {"content_type": "text/html", "data": "PHNjcmlwdD4="}}
    own_server.request("PUT", f"/{name}/photo", {"_attachments": html})
    own_server.request("PUT", f"/{name}/_security", {})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        f"{own_server.url}/{name}/photo/x.html"
    ) as answer:
        sent = answer.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in sent
    assert f"script-src {policy.scripts};" in sent
    set_policy(album, couchapp.Policy("", "", "", "sandbox", lets_run=False))
    album.close()

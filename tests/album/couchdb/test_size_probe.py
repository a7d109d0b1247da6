"""A server's limit is found without sending anything, by who is no administrator too."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.couchdb.size_probe import SizesTaken
from photospool.errors import AlbumUnavailable

from ...servers import couchdb
from ...servers.couchdb import Server

CONFIG = "/_node/_local/_config"
GB = 1 << 30


@pytest.fixture
def album(own_server: Server) -> Iterator[CouchAlbum]:
    name = f"test-{secrets.token_hex(6)}"
    admin = CouchAlbum(own_server.url, name, user=own_server.user, password=own_server.password)
    set_up(admin, create=True)
    admin.close()
    user = f"user-{secrets.token_hex(4)}"
    document = {"name": user, "password": "pass", "roles": [], "type": "user"}
    own_server.request("PUT", f"/_users/org.couchdb.user:{user}", document)
    own_server.request("PUT", f"/{name}/_security", {"members": {"names": [user]}, "admins": {"names": []}})
    found = CouchAlbum(own_server.url, name, user=user, password="pass")
    yield found
    found.close()


def test_the_usual_limit_is_one_gigabyte(own_server: Server, album: CouchAlbum) -> None:
    assert album.takes(GB)
    assert not album.takes(GB + 1)
    assert not album.takes(5 * GB)
    assert [one for one in album.ids() if not one.startswith("_")] == [], "nothing was stored"


def test_a_limit_that_was_raised_or_lowered_counts_at_once(own_server: Server, album: CouchAlbum) -> None:
    path = f"{CONFIG}/couchdb/max_attachment_size"
    own_server.request("PUT", path, "infinity")
    try:
        assert album.takes(3 * GB)
        assert not album.takes(5 * GB), "a request may be 4 GiB"
        own_server.request("PUT", path, str(50 << 20))
        assert not album.takes(51 << 20)
        assert album.takes(40 << 20)
    finally:
        own_server.request("DELETE", path)


def test_a_server_that_is_away_is_no_limit() -> None:
    album = CouchAlbum(f"http://127.0.0.1:{couchdb.free_port()}", "photo", user="a", password="b")
    try:
        with pytest.raises(AlbumUnavailable):
            album.takes(GB)
    finally:
        album.close()


def test_what_is_known_already_is_not_asked_for_again() -> None:
    asked: list[int] = []

    def takes(size: int) -> bool:
        asked.append(size)
        return size <= 50

    known = SizesTaken(takes)
    sizes = (10, 5, 40, 10, 90, 100, 51, 60, 50, 0)
    assert [known.takes(size) for size in sizes] == [size <= 50 for size in sizes]
    assert asked == [10, 40, 90, 51, 50]

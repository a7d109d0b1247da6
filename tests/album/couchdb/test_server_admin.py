"""What a server is asked beside its albums, on a real one; and that nobody outside this room goes around it."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import pytest

import photospool
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.response_errors import AlreadyThere
from photospool.errors import DatabaseMissing

PACKAGE = Path(photospool.__file__).parent


@pytest.fixture
def album(real_couchdb):
    made = real_couchdb.album(f"test-{secrets.token_hex(6)}")
    yield made
    made.close()


def test_a_database_is_made_once_and_deleted(album):
    name = album.database.name
    album.server.create(name)
    with pytest.raises(AlreadyThere):
        album.server.create(name)
    assert album.server.database(name).info()["doc_count"] == 0
    album.server.delete(name)
    with pytest.raises(DatabaseMissing):
        album.database.info()


def test_it_says_who_it_is_and_what_we_may_do(album, real_couchdb):
    assert album.server.welcome()["couchdb"] == "Welcome"
    assert album.server.roles() == ["_admin"]
    assert (album.server.url, album.server.is_loopback) == (real_couchdb.url, True)
    assert real_couchdb.url.endswith(f":{album.server.http_port()}")


def test_a_stranger_has_no_role(real_couchdb):
    stranger = CouchAlbum(real_couchdb.url, "photos")
    assert stranger.server.roles() == []
    stranger.close()


def test_a_replication_that_nobody_keeps_is_none(album):
    assert album.server.scheduled(f"photospool-{secrets.token_hex(4)}") is None


def test_changes_come_in_pages_and_leaves_with_their_history(album):
    album.server.create(album.database.name)
    revisions = {one: album.put_document({"_id": one}) for one in ("a", "b", "c")}
    first = album.database.changes(limit=2)
    rest = album.database.changes(first.last_seq, limit=2)
    assert (len(first.rows), first.pending, len(rest.rows), rest.pending) == (2, 1, 1, 0)
    assert {row["id"] for row in first.rows + rest.rows} == set(revisions)
    ((leaf,),) = album.database.leaves(["a"]).values()
    assert leaf["_rev"] == revisions["a"]
    assert album.database.unknown({"a": [revisions["a"], "9-ab"]}) == {"a": ["9-ab"]}
    album.server.delete(album.database.name)


def test_nobody_outside_this_room_sends_requests_of_its_own():
    around = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\.guard\b", path.read_text(encoding="utf-8"))
    }
    assert "album/couchdb/album.py" in around, "the name that is looked for"
    assert [one for one in around if not one.startswith("album/couchdb/")] == []


@pytest.mark.parametrize("at_once", [1, 2, 3, 4])
def test_every_change_comes_once_whatever_fits_in_a_page(album, at_once):
    album.server.create(album.database.name)
    for one in ("a", "b", "c"):
        album.put_document({"_id": one})
    pages = list(album.database.change_pages(at_once))
    assert sorted(row["id"] for page in pages for row in page.rows) == ["a", "b", "c"]
    assert len(pages[-1].rows) < at_once
    assert [page.rows for page in album.database.change_pages(at_once, pages[-1].last_seq)] == [[]]
    album.server.delete(album.database.name)

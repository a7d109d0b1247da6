"""Making a CouchDB the album: adds what is missing, and leaves what is somebody's own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.design_doc import DESIGN_ID, design_document
from photospool.album.couchdb.setup import MADE, set_up, upgraded
from photospool.errors import DatabaseMissing, NotAllowed

from ...servers.couchdb import Server

NEW: dict[str, Any] = {
    "_id": DESIGN_ID,
    "language": "javascript",
    "version": 2,
    "views": {"a": {"map": "new a"}, "b": {"map": "new b"}},
    "filters": {"cat": "new cat"},
    "updates": {},
}
OLD: dict[str, Any] = {
    **NEW,
    "version": 1,
    "views": {"a": {"map": "old a"}, "b": {"map": "old b"}, "dropped": {"map": "old"}},
    "filters": {"cat": "old cat"},
}


@pytest.fixture
def missing_album(couchdb_server: Server) -> Iterator[CouchAlbum]:
    """An album in a database that does not exist yet."""
    server, name = couchdb_server, f"test-{secrets.token_hex(6)}"
    album = server.album(name)
    yield album
    album.close()
    if name in server.request("GET", "/_all_dbs"):
        server.request("DELETE", f"/{name}")


def test_nothing_is_made_unasked(missing_album: CouchAlbum) -> None:
    with pytest.raises(DatabaseMissing):
        set_up(missing_album, create=False)
    with pytest.raises(DatabaseMissing):
        missing_album.check()


def test_makes_the_album_once(missing_album: CouchAlbum) -> None:
    assert len(set_up(missing_album, create=True)) == 3
    assert missing_album.check().missing == ()
    assert set_up(missing_album, create=True) == []
    assert missing_album.view("timeline")["rows"] == []


def test_check_says_that_the_views_are_missing_or_old(missing_album: CouchAlbum) -> None:
    missing_album.guard.put(missing_album.database.name)
    assert missing_album.check().missing == ("views",)
    rev = missing_album.put_document({**design_document(), "version": 0})
    assert missing_album.check().missing == ("views",)
    assert set_up(missing_album, create=False) == [
        "Brought the album's views up to date.",
        "Installed the album's page.",
    ]
    installed = missing_album.get(DESIGN_ID)
    assert installed is not None
    assert installed["_rev"] != rev
    assert missing_album.check().missing == ()


def test_a_newer_one_and_the_old_albums_are_left_alone(missing_album: CouchAlbum) -> None:
    missing_album.guard.put(missing_album.database.name)
    newer = missing_album.put_document({**design_document(), "version": 10_000})
    old_album = missing_album.put_document({"_id": "_design/app", "views": {}})
    assert set_up(missing_album, create=True) == []
    assert (missing_album.get(DESIGN_ID) or {})["_rev"] == newer
    assert (missing_album.get("_design/app") or {})["_rev"] == old_album


def test_who_may_not_is_told_so_and_stays_signed_in(real_couchdb: Server, database: str) -> None:
    name = f"user-{secrets.token_hex(6)}"
    if "_users" not in real_couchdb.request("GET", "/_all_dbs"):
        real_couchdb.request("PUT", "/_users")
    user = {"name": name, "password": "pw", "roles": [], "type": "user"}
    real_couchdb.request("PUT", f"/_users/org.couchdb.user:{name}", user)
    members = {"admins": {"roles": ["_admin"]}, "members": {"names": [name]}}
    real_couchdb.request("PUT", f"/{database}/_security", members)
    album = CouchAlbum(real_couchdb.url, database, user=name, password="pw")
    with pytest.raises(NotAllowed):
        set_up(album, create=True)
    check = album.check()
    assert (check.user, check.may_write, check.missing) == (name, True, ("views",))
    other = CouchAlbum(real_couchdb.url, f"{database}-2", user=name, password="pw")
    with pytest.raises(NotAllowed):
        set_up(other, create=True)
    outsider = CouchAlbum(real_couchdb.url, "_users", user=name, password="pw")
    with pytest.raises(NotAllowed):
        outsider.put_document({"_id": "x"})


def test_upgrade_replaces_ours_and_keeps_the_rest() -> None:
    installed = upgraded(None, OLD)[0] | {"_rev": "1-a", "_attachments": {"i.html": {"stub": True}}, "note": "mine"}
    installed["views"] = {**installed["views"], "theirs": {"map": "theirs"}}
    wanted, kept = upgraded(installed, NEW)
    assert kept == []
    assert wanted["views"] == {**NEW["views"], "theirs": {"map": "theirs"}}
    assert wanted["filters"] == NEW["filters"]
    assert wanted["version"] == 2
    assert {name: wanted[name] for name in ("_rev", "_attachments", "note")} == {
        name: installed[name] for name in ("_rev", "_attachments", "note")
    }


def test_somebodys_edit_stays_through_every_upgrade() -> None:
    installed = upgraded(None, OLD)[0]
    installed["views"] = {**installed["views"], "a": {"map": "edited"}, "dropped": {"map": "edited"}}
    wanted, kept = upgraded(installed, NEW)
    assert kept == ["views/a", "views/dropped"]
    assert wanted["views"] == {"a": {"map": "edited"}, "b": {"map": "new b"}, "dropped": {"map": "edited"}}
    again, kept = upgraded(wanted, {**NEW, "version": 3, "views": {"a": {"map": "newest"}}})
    assert kept == ["views/a"]
    assert again["views"] == {"a": {"map": "edited"}, "dropped": {"map": "edited"}}


def test_one_installed_by_other_means_is_taken_over() -> None:
    wanted, kept = upgraded({**OLD, "_rev": "1-a"}, NEW)
    assert kept == []
    assert wanted["views"] == {**NEW["views"], "dropped": {"map": "old"}}
    assert set(wanted[MADE]["views"]) == {"a", "b"}


def test_what_is_installed_says_what_the_program_brings(missing_album: CouchAlbum) -> None:
    set_up(missing_album, create=True)
    installed = missing_album.get(DESIGN_ID) or {}
    ours = design_document()
    assert {name: installed[name] for name in ours} == ours

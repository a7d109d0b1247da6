"""Copies on a second real server: added, watched, paused, refused, removed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.replication import add as adding
from photospool.album.replication.add import add
from photospool.album.replication.models import CheckResult, Condition, Direction, PausedWhy, RemovalMode, ReplicaSpec
from photospool.album.replication.progress import state_of
from photospool.album.replication.remove import remove
from photospool.album.replication.replications import Replications
from photospool.errors import CopyRefused, CopyUnreachable

from .conftest import edit, ids, until, wish


def test_a_copy_gets_all_photos_and_gives_its_own_back(album, name, second_couchdb, add_photo, told):
    first = add_photo(b"first")
    copy = add(album, wish(second_couchdb, name), told.append)
    there = second_couchdb.album(name)
    until(lambda: {first, f"original-{first}"} <= ids(there))
    second = add_photo(b"second", into=there)
    until(lambda: {second, f"original-{second}"} <= ids(album))
    edit(album, first, descr="At the sea")
    until(lambda: there.get(first)["descr"] == "At the sea")
    state = until(lambda: (s := state_of(album, copy, compare=True)).condition is Condition.UP_TO_DATE and s)
    assert (state.missing, state.refused_documents) == ((), 0)
    assert until(lambda: state_of(album, copy).last_success)
    assert all(tick.is_fine for tick in told)
    assert ids(there) == ids(album)  # no test document is left


def test_a_copy_may_lie_on_the_same_server(album, real_couchdb, add_photo, told):
    photo_id = add_photo(b"first")
    name = f"{album.database.name}-copy"
    copy = add(album, wish(real_couchdb, name), told.append)
    until(lambda: photo_id in ids(real_couchdb.album(name)))
    remove(album, copy, RemovalMode.DELETE, told.append, administrator=(real_couchdb.user, real_couchdb.password))
    assert not {f"org.couchdb.user:photospool-{copy.id}{end}" for end in ("", "-there")} & real_couchdb.users()


def test_a_deletion_reaches_the_copy(album, name, second_couchdb, add_photo, told):
    photo_id = add_photo(b"first")
    add(album, wish(second_couchdb, name, direction=Direction.SEND), told.append)
    there = second_couchdb.album(name)
    until(lambda: photo_id in ids(there))
    album.put_document({"_id": photo_id, "_rev": album.get(photo_id)["_rev"], "_deleted": True})
    until(lambda: photo_id not in ids(there))


def test_send_only_and_fetch_only(album, name, second_couchdb, add_photo, told):
    mine = add_photo(b"mine")
    second_couchdb.request("PUT", f"/{name}")
    there = second_couchdb.album(name)
    theirs = add_photo(b"theirs", into=there)
    copy = add(album, wish(second_couchdb, name, direction=Direction.FETCH), told.append)
    until(lambda: theirs in ids(album))
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    assert mine not in ids(there)
    remove(album, copy, RemovalMode.KEEP, told.append)
    add(album, wish(second_couchdb, name, direction=Direction.SEND), told.append)
    until(lambda: mine in ids(there))


def test_the_servers_use_names_that_open_this_copy_only(album, name, real_couchdb, second_couchdb, told):
    copy = add(album, wish(second_couchdb, name), told.append)
    kept = real_couchdb.request("GET", f"/_replicator/photospool-{copy.id}-send")
    assert "secret" not in str(kept)
    narrow = f"photospool-{copy.id}-there"
    assert kept["source"]["auth"]["basic"]["username"] == f"photospool-{copy.id}"
    assert kept["target"]["auth"]["basic"]["username"] == narrow
    there = second_couchdb.album(name)
    mine = CouchAlbum(second_couchdb.url, name, user=copy.there.user, password=copy.there.password)
    assert mine.guard.get("_session")["userCtx"]["roles"] == []
    with pytest.raises(Exception, match="may not"):
        mine.put_document({"_id": "_design/mine"})
    assert second_couchdb.password not in repr(copy)
    assert copy.there.password not in repr(copy)
    remove(album, copy, RemovalMode.KEEP, told.append, administrator=(second_couchdb.user, second_couchdb.password))
    for server, database in ((real_couchdb, album.database.name), (second_couchdb, name)):
        assert f"org.couchdb.user:{narrow}" not in server.users()
        security = server.request("GET", f"/{database}/_security")
        assert security["members"] == {"names": [], "roles": ["_admin"]}
    assert Replications(album).copies() == []
    assert there.database.info()


def test_pause_and_resume(album, name, second_couchdb, add_photo, told):
    copy = add(album, replace(wish(second_couchdb, name), name="My attic"), told.append)
    there = second_couchdb.album(name)
    keeper = Replications(album)
    keeper.pause(copy)
    (paused,) = keeper.copies()
    assert (paused.name, paused.is_paused, paused.there) == ("My attic", True, copy.there)
    assert state_of(album, paused).condition is Condition.PAUSED
    until(lambda: not album.guard.get("_scheduler", "jobs")["jobs"] or all(
        copy.id not in job["doc_id"] for job in album.guard.get("_scheduler", "jobs")["jobs"]
    ))  # fmt: skip
    photo_id = add_photo(b"while paused")
    assert keeper.resume(paused) == copy
    until(lambda: photo_id in ids(there))
    assert keeper.copies() == [copy]


def test_a_pause_that_was_cut_short_is_made_again(album, name, second_couchdb, told):
    copy = add(album, wish(second_couchdb, name), told.append)
    keeper = Replications(album)
    document = album.guard.get("_replicator", f"photospool-{copy.id}-send")
    keeper._put_aside(document, PausedWhy.USER)  # and then the program was killed
    assert keeper.copies() == [copy]
    keeper.pause(copy)
    assert [c.is_paused for c in keeper.copies()] == [True]


@pytest.mark.parametrize("direction", [Direction.SEND, Direction.FETCH])
def test_a_wrong_password_is_said_at_once_and_leaves_nothing_behind(
    album, name, real_couchdb, second_couchdb, told, direction
):
    second_couchdb.request("PUT", f"/{name}")
    before = real_couchdb.users()
    with pytest.raises(CopyRefused, match="does not accept"):
        add(album, wish(second_couchdb, name, password="wrong", direction=direction), told.append)
    assert real_couchdb.users() == before
    assert Replications(album).copies() == []
    assert ids(album) == set()


def test_a_password_that_changes_later_is_seen_and_can_be_given_anew(album, name, second_couchdb, add_photo, told):
    copy = add(album, wish(second_couchdb, name), told.append)
    user = second_couchdb.request("GET", f"/_users/org.couchdb.user:{copy.there.user}")
    second_couchdb.request("PUT", f"/_users/{user['_id']}", {**user, "password": "another"})
    keeper = Replications(album)
    keeper.resume(copy)  # what is signed in already stays so for some minutes
    add_photo(b"new")
    state = until(lambda: (s := state_of(album, copy)).condition is Condition.REFUSED and s)
    assert copy.there.password not in state.reason
    keeper.resume(copy, password="another")
    until(lambda: state_of(album, keeper.copies()[0]).condition is Condition.UP_TO_DATE)


def test_what_stands_in_the_way_is_named(album, name, second_couchdb, told):
    with pytest.raises(CopyRefused, match="no database"):
        add(album, wish(second_couchdb, name, create=False), told.append)
    with pytest.raises(CopyUnreachable, match="can't reach"):
        add(
            album,
            ReplicaSpec("http://127.0.0.1:9", name, "", ""),
            told.append,
        )
    with pytest.raises(CopyRefused, match="not encrypted"):
        add(album, ReplicaSpec("http://192.0.2.7:5984", name, "me", "secret"), told.append)
    assert Replications(album).copies() == []
    assert ids(album) == set()


def test_the_albums_server_says_where_it_reaches_itself(album, real_couchdb):
    assert adding.addresses_of(album)[0].startswith("http://127.0.0.1:")


def test_a_copy_can_be_deleted_with_its_removal(album, name, second_couchdb, told):
    copy = add(album, wish(second_couchdb, name), told.append)
    with pytest.raises(CopyRefused, match="administrator"):
        remove(album, copy, RemovalMode.DELETE, told.append)
    remove(album, copy, RemovalMode.DELETE, told.append, administrator=(second_couchdb.user, second_couchdb.password))
    assert name not in second_couchdb.request("GET", "/_all_dbs")
    assert Replications(album).copies() == []
    assert CheckResult(f"Deleted {copy.there.address}.") in told

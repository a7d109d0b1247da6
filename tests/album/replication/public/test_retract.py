"""What is no longer public is taken back from a public copy, every version of it, and proved."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from photospool.album.documents import restored, trashed
from photospool.album.replication.conflicts import choose, settle
from photospool.album.replication.monitor import ReplicationMonitor
from photospool.album.replication.public.proof import prove
from photospool.album.replication.public.publish import preview
from photospool.album.replication.public.retract import audit, last_look, stranger
from photospool.album.replication.replications import Replications
from photospool.album.replication.sharing import take_back
from photospool.errors import CopyError

from ..conftest import conflicting, delete, edit, guarded_as_in_0_1_0, until
from .conftest import seen, settled


def test_what_is_published_later_comes_and_what_is_not_public_goes(album, public_copy, add_photo):
    first = add_photo(b"first", category="Public")
    copy = public_copy()
    second = add_photo(b"second")
    edit(album, second, cat="Public")
    until(lambda: seen(copy) == {first, second})
    edit(album, first, cat="Private")
    found = settled(album, copy)
    assert [item.photo_id for item in found.unpublished] == [first]
    assert found.is_clean
    assert seen(copy) == {second}


def test_former_versions_are_gone_for_strangers(album, public_copy, add_photo):
    photos = {how: add_photo(how.encode(), category="Public") for how in ("private", "family", "trash", "deleted")}
    copy = public_copy()
    first = {photo_id: stranger(copy).get(photo_id)["_rev"] for photo_id in photos.values()}
    for photo_id in photos.values():
        edit(album, photo_id, descr="A garden")
    until(lambda: all(stranger(copy).get(photo_id)["descr"] == "A garden" for photo_id in photos.values()))
    second = {photo_id: stranger(copy).get(photo_id)["_rev"] for photo_id in photos.values()}
    assert all(stranger(copy).get(photo_id, rev=rev) for photo_id, rev in first.items())
    edit(album, photos["private"], cat="Private")
    edit(album, photos["family"], cat="Friends/Family")
    album.put_document(trashed(album.get(photos["trash"])))
    delete(album, photos["deleted"])
    found = settled(album, copy)
    assert ({item.photo_id for item in found.unpublished}, found.is_clean) == (set(photos.values()), True)
    assert seen(copy) == set()
    for revisions in (first, second):
        assert [stranger(copy).get(photo_id, rev=rev) for photo_id, rev in revisions.items()] == [None] * 4
    assert album.get(f"original-{photos['private']}") is not None
    assert all(tick.is_fine for tick in prove(copy, lambda _tick: None))


def test_publishing_again_brings_it_back(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    for _ in range(2):
        edit(album, photo_id, cat="Private")
        settled(album, copy)
        assert seen(copy) == set()
        edit(album, photo_id, cat="Public")
        until(lambda: seen(copy) == {photo_id})
    assert settled(album, copy).unpublished == ()


def test_restored_from_the_trash_it_is_public_again(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    album.put_document(trashed(album.get(photo_id)))
    settled(album, copy)
    assert seen(copy) == set()
    album.put_document(restored(album.get(photo_id)))
    until(lambda: seen(copy) == {photo_id})


def test_a_photo_with_any_version_that_is_not_public_is_not_public(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    other = conflicting(album, photo_id, cat="Private")
    assert [item.reasons for item in preview(album).held_back] in (
        [],
        [("another version of it is not public, and the two are in conflict",)],
    )
    settled(album, copy)
    assert seen(copy) == set()
    # The conflict is settled for Public without a new version: it was there once, and is sent anew.
    delete(album, photo_id, other)
    assert album.get(photo_id)["cat"] == "Public"
    assert settled(album, copy).brought_back == (photo_id,)
    until(lambda: seen(copy) == {photo_id})


def test_a_conflict_in_the_copy_is_taken_back_whole(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    conflicting(album, photo_id, descr="Another's words")
    until(lambda: len(stranger(copy).get(photo_id, conflicts="true").get("_conflicts", [])) == 1)
    revisions = [stranger(copy).get(photo_id, conflicts="true")[name] for name in ("_rev", "_conflicts")]
    edit(album, photo_id, cat="Private")
    found = settled(album, copy)
    assert found.is_clean
    for rev in (revisions[0], *revisions[1]):
        assert stranger(copy).get(photo_id, rev=rev) is None
    assert seen(copy) == set()


def test_a_photo_that_is_public_before_and_after_a_choice_is_never_called_unpublished(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    edit(album, photo_id, descr="Sea")
    copy = public_copy()
    other = conflicting(album, photo_id, descr="Sun")
    until(lambda: len(stranger(copy).get(photo_id, conflicts="true").get("_conflicts", [])) == 1)
    assert len(settle(album, [photo_id]).undecided) == 1
    undecided = settled(album, copy)  # all its versions say Public: it stays, until somebody chooses
    assert (undecided.unpublished, undecided.versions, seen(copy)) == ((), (), {photo_id})
    assert choose(album, photo_id, other)
    told = []
    tending = ReplicationMonitor(album, pause=time.sleep)
    tending.daily(told.append)
    assert told == []
    until(lambda: stranger(copy).get(photo_id)["descr"] == "Sun")
    edit(album, photo_id, descr="Sand")
    torn = conflicting(album, photo_id, descr="Snow")
    until(lambda: len(stranger(copy).get(photo_id, conflicts="true").get("_conflicts", [])) == 1)
    assert choose(album, photo_id, torn)
    found = settled(album, copy)
    assert (found.unpublished, [item.photo_id for item in found.versions]) == ((), [photo_id])
    assert found.is_clean
    assert seen(copy) == {photo_id}
    assert "_conflicts" not in stranger(copy).get(photo_id, conflicts="true")


def test_an_audit_that_was_cut_short_is_finished_by_the_next(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    rev = stranger(copy).get(photo_id)["_rev"]
    edit(album, photo_id, cat="Private")

    class Killed(Exception):
        pass

    def killed(_seconds):
        raise Killed

    with pytest.raises(Killed):
        while True:  # the compaction may be too quick to be waited for
            audit(album, copy, pause=killed)
            edit(album, photo_id, cat="Public")
            until(lambda: seen(copy) == {photo_id})
            edit(album, photo_id, cat="Private")
    found = audit(album, copy)
    assert found.is_clean
    assert stranger(copy).get(photo_id, rev=rev) is None
    journal = album.get(f"_local/photospool-public-{copy.id}")
    assert journal["to_prove"] == {}
    at = datetime.fromisoformat(last_look(album, copy))
    assert timedelta() <= datetime.now(UTC) - at < timedelta(minutes=10)
    audit(album, copy, [photo_id])  # a look at some photos is none at all
    assert datetime.fromisoformat(last_look(album, copy)) == at


def test_what_an_edit_left_behind_is_forgotten_by_the_daily_audit(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    edit(album, photo_id, descr="My neighbour's name")
    copy = public_copy()
    rev = stranger(copy).get(photo_id)["_rev"]
    edit(album, photo_id, descr="A garden")
    until(lambda: stranger(copy).get(photo_id)["descr"] == "A garden")
    audit(album, copy)
    until(lambda: stranger(copy).get(photo_id, rev=rev) is None)


def test_strange_documents_in_the_copy_are_taken_out(album, public_copy, add_photo, second_couchdb, name):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    there = guarded_as_in_0_1_0(second_couchdb.album(name))
    there.put_document({"_id": "note", "cat": "Public", "text": "by its administrator"})
    assert [item.photo_id for item in audit(album, copy).unpublished] == ["note"]
    assert seen(copy) == {photo_id}


def test_while_the_server_is_away_the_audit_says_so(album, public_copy, add_photo):
    add_photo(b"first", category="Public")
    copy = public_copy()
    away = replace(copy, there=replace(copy.there, url="http://127.0.0.1:9"))
    with pytest.raises(CopyError, match="Nothing answers"):
        audit(album, away)


def test_taking_back_needs_no_waiting(album, public_copy, add_photo):
    first, second = add_photo(b"first", category="Public"), add_photo(b"second", category="Public")
    copy = public_copy()
    rev = stranger(copy).get(first)["_rev"]
    taken = take_back(album, [first])
    (found,) = taken.audits.values()
    assert ([item.photo_id for item in found.unpublished], taken.is_clean) == ([first], True)
    assert (album.get(first)["cat"], seen(copy)) == ("Private", {second})
    assert stranger(copy).get(first, rev=rev) is None


def test_a_copy_that_is_away_keeps_no_photo_in_the_others(album, public_copy, add_photo, monkeypatch):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    away = replace(copy, name="away", there=replace(copy.there, url="http://127.0.0.1:9"))
    monkeypatch.setattr(Replications, "copies", lambda _replications: [away, copy])
    taken = take_back(album, [photo_id])
    assert not seen(copy)
    assert list(taken.audits) == [copy.name]
    assert "Nothing answers" in taken.failed["away"].title
    assert not taken.is_clean

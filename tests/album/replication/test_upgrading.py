"""A public copy that version 0.1.0 made: it is told, mended by one yes, and nothing disappears without a word."""

from __future__ import annotations

import json

import pytest

from photospool.album.documents import original_id
from photospool.album.replication.filters import for_strangers
from photospool.album.replication.mending import NO_ORIGINAL, Naming, set_apart
from photospool.album.replication.models import FORMER, TODAY, Direction, ReplicaSpec
from photospool.album.replication.monitor import FORMER_TITLE, ReplicationMonitor
from photospool.album.replication.public.proof import prove
from photospool.album.replication.public.publish import preview, publish
from photospool.album.replication.public.retract import stranger
from photospool.album.replication.replications import OURS, Replications, replication_id
from photospool.album.replication.upgrading import count, former_copies, upgrade
from photospool.events import ReplicaFailed, ReplicaRecovered

from .conftest import delete, edit, ids, make_as_of_0_1_0, until

FILE = "Anna at school.jpg"
LOGIN = "bert42"


@pytest.fixture
def old_copy(album, name, second_couchdb, real_couchdb):
    """Make a public copy as 0.1.0 left it: no rules are noted, and its selector looks at no names of fields."""

    def make():
        wish = ReplicaSpec(
            second_couchdb.url, name, second_couchdb.user, second_couchdb.password, "Public", create=True
        )
        copy = publish(album, wish, lambda _tick: None)
        make_as_of_0_1_0(copy, second_couchdb.album(name), real_couchdb)
        return copy

    return make


def as_0_1_0_stored_it(album, photo_id, **fields):
    document = album.get(photo_id)
    said = {"filename": FILE, "addedby": LOGIN, "exif": {**document["exif"], "EXIF Unheard": "LEAKED"}}
    return edit(album, photo_id, **said, **fields)


def all_that_is_seen(copy):
    return json.dumps(stranger(copy).database.all_docs(include_docs=True)["rows"])


def test_an_upgrade_empties_nothing_and_one_yes_mends_it(album, old_copy, add_photo, real_couchdb):
    mendable, lost, new = (add_photo(text, category="Public") for text in (b"mendable", b"lost", b"new"))
    copy = old_copy()
    for photo_id in (mendable, lost):
        as_0_1_0_stored_it(album, photo_id)
    delete(album, original_id(lost))
    until(lambda: all("filename" in (stranger(copy).get(one) or {}) for one in (mendable, lost)))
    former = {one: stranger(copy).get(one)["_rev"] for one in (mendable, lost)}

    told = []
    tending = ReplicationMonitor(album, pause=lambda _s: None)
    tending.daily(told.append)
    tending.often(told.append)
    (trouble,) = told
    assert (type(trouble), trouble.title) == (ReplicaFailed, FORMER_TITLE)
    assert " 2. " in trouble.advice
    assert ids(stranger(copy)) == {mendable, lost, new}  # nothing disappears without a word
    assert album.get(mendable)["filename"] == FILE

    (kept,) = former_copies(album)
    assert (kept.rules, count(album)) == (FORMER, 2)
    ticks = []
    found = upgrade(album, [kept], Naming("Bert", frozenset({LOGIN})), ticks.append)
    assert (found.mended, found.still_readable) == (1, ())
    assert [item.photo_id for item in found.withdrawn] == [lost]
    (left,) = found.left
    assert NO_ORIGINAL in left
    assert ids(stranger(copy)) == {mendable, new}
    shown = stranger(copy).get(mendable)
    assert ("filename" in shown, shown["addedby"], "EXIF Unheard" in shown["exif"]) == (False, "Bert", False)
    original = album.get(original_id(mendable))
    assert (original["filename"], original["added_by"], original["exif"]["EXIF Unheard"]) == (FILE, LOGIN, "LEAKED")
    for photo_id, rev in former.items():
        assert stranger(copy).get(photo_id, rev=rev) is None
    assert not any(word in all_that_is_seen(copy) for word in (FILE, LOGIN, "LEAKED"))
    stored = real_couchdb.request("GET", f"/_replicator/{replication_id(copy, Direction.SEND)}")
    assert (stored["selector"], stored[OURS]["rules"]) == (for_strangers(), TODAY)
    assert all(tick.is_fine for tick in prove(Replications(album).copies()[0], lambda _tick: None))
    told.clear()
    tending.often(told.append)
    assert told[:1] == [ReplicaRecovered("Public")]
    assert former_copies(album) == []


def test_a_copy_with_nothing_to_mend_goes_by_todays_rules_by_itself(album, old_copy, add_photo):
    photo_id = add_photo(b"new", category="Public")
    copy = old_copy()
    told = []
    ReplicationMonitor(album, pause=lambda _s: None).daily(told.append)
    assert told == []
    assert [one.rules for one in Replications(album).copies()] == [TODAY]
    assert ids(stranger(copy)) == {photo_id}


def test_an_old_photo_that_becomes_public_later_is_mended_first(album, name, second_couchdb, add_photo):
    first, old = add_photo(b"first", category="Public"), add_photo(b"old")
    as_0_1_0_stored_it(album, old)
    wish = ReplicaSpec(second_couchdb.url, name, second_couchdb.user, second_couchdb.password, "Public", create=True)
    copy = publish(album, wish, lambda _tick: None)
    tending = ReplicationMonitor(album, pause=lambda _s: None, naming=Naming("", frozenset({LOGIN})))
    tending.often(lambda _event: None)
    edit(album, old, cat="Public")
    tending.often(lambda _event: None)
    until(lambda: ids(stranger(copy)) == {first, old})
    shown = stranger(copy).get(old)
    assert not {"filename", "addedby"} & set(shown)
    assert album.get(original_id(old))["added_by"] == LOGIN


def test_what_is_published_first_is_mended_first(album, name, second_couchdb, add_photo):
    photo_id = add_photo(b"old", category="Public")
    as_0_1_0_stored_it(album, photo_id)
    found = preview(album)
    assert ([item.photo_id for item in found.photos], found.to_mend, found.held_back) == ([photo_id], 1, ())
    wish = ReplicaSpec(second_couchdb.url, name, second_couchdb.user, second_couchdb.password, "Public", create=True)
    copy = publish(album, wish, lambda _tick: None)
    assert not any(word in all_that_is_seen(copy) for word in (FILE, LOGIN, "LEAKED"))
    assert ids(stranger(copy)) == {photo_id}


def test_a_field_of_another_program_moves_on_its_owners_word_whole(album, add_photo):
    photo_id, other = add_photo(b"one", category="Public"), add_photo(b"two", category="Public")
    value = {"at": [47.5, 9.25], "with": None}
    edit(album, photo_id, mood=value)
    edit(album, other, mood="merry")
    edit(album, original_id(other), moved={"mood": "sad"})
    assert len(preview(album).held_back) == 2
    before = album.get(photo_id)
    assert set(set_apart(album, [photo_id, other], "mood", dry_run=True).photos) == {photo_id, other}
    assert album.get(photo_id) == before
    done = set_apart(album, [photo_id, other], "mood", dry_run=False)
    assert (set(done.photos), set(done.left)) == ({photo_id}, {other})  # no value takes another one's place
    assert album.get(original_id(photo_id))["moved"] == {"mood": value}
    assert "mood" not in album.get(photo_id)
    assert (album.get(other)["mood"], album.get(original_id(other))["moved"]) == ("merry", {"mood": "sad"})
    assert [item.photo_id for item in preview(album).held_back] == [other]

"""What is looked after by itself: at the start, when something changed, and told once when something is wrong."""

from __future__ import annotations

import base64
import secrets
import time

import pytest

from photospool import events
from photospool.album.replication.add import add
from photospool.album.replication.models import Condition, Direction, PausedWhy
from photospool.album.replication.monitor import ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.public.publish import publish
from photospool.album.replication.public.retract import stranger
from photospool.album.replication.replications import Replications

from .conftest import conflicting, edit, ids, quiet, read, until, wish


@pytest.fixture
def tending(album):
    return ReplicationMonitor(album, pause=time.sleep)


def test_an_edit_made_elsewhere_is_taken_back(album, name, second_couchdb, add_photo, tending, told):
    photo_id = add_photo(b"first", category="Public")
    copy = publish(album, wish(second_couchdb, name, name="Public"), quiet)
    tending.daily(told.append)
    tending.often(told.append)
    assert told == []
    edit(album, photo_id, cat="Private")  # as it arrives from another machine
    tending.often(told.append)
    assert told == [events.Unpublished("Public", ("IMG_1.jpg",), is_proved=True)]
    assert ids(stranger(copy)) == set()
    tending.often(told.append)
    assert len(told) == 1


def test_what_changed_is_kept_in_mind_only_for_a_public_copy(album, name, second_couchdb, add_photo, tending, told):
    add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    tending.daily(told.append)
    add_photo(b"first", category="Public")
    tending.often(told.append)
    assert tending._again == []
    assert told == []


def test_what_the_replicator_brings_late_is_taken_back(album, name, second_couchdb, add_photo, told):
    clock = [0.0]
    tending = ReplicationMonitor(album, pause=time.sleep, now=lambda: clock[0])
    photo_id = add_photo(b"first", category="Public")
    copy = publish(album, wish(second_couchdb, name, name="Public"), quiet)
    tending.daily(told.append)
    was = second_couchdb.album(name).get(photo_id, revs="true", attachments="true")
    edit(album, photo_id, cat="Private")
    tending.often(told.append)
    assert ids(stranger(copy)) == set()
    for after_s in (16, 61, 301, 1801):
        # A version that was public once, and that the replicator had read before the photo was taken back.
        was["_revisions"] = {"start": 9, "ids": [secrets.token_hex(16)]}
        was["_rev"] = f"9-{was['_revisions']['ids'][0]}"
        assert second_couchdb.album(name).database.bulk([was], new_edits=False) == []
        assert ids(stranger(copy)) == {photo_id}
        tending.often(told.append)
        assert ids(stranger(copy)) == {photo_id}  # nothing is due
        clock[0] += after_s
        tending.often(told.append)
        assert ids(stranger(copy)) == set()
    assert told == [events.Unpublished("Public", ("IMG_1.jpg",), is_proved=True)] * 5


def test_what_happened_while_the_program_was_away_is_found_at_its_start(
    album, name, second_couchdb, add_photo, tending, told
):
    photo_id = add_photo(b"first", category="Public")
    copy = publish(album, wish(second_couchdb, name), quiet)
    edit(album, photo_id, cat="Private")
    tending.daily(told.append)
    assert isinstance(told[0], events.Unpublished)
    assert ids(stranger(copy)) == set()


def test_what_hides_in_a_picture_is_taken_back_and_told_until_it_is_mended(
    album, name, second_couchdb, add_photo, tending, told
):
    photo_id = add_photo(b"first", category="Public")
    copy = publish(album, wish(second_couchdb, name, name="Public"), quiet)
    tending.daily(told.append)
    whole, data = album.get(photo_id), base64.b64encode(b"<html>").decode()
    mended = {"content_type": "image/jpeg", "data": base64.b64encode(read(album, photo_id, "thumb.jpg")).decode()}
    whole["_attachments"]["thumb.jpg"] = {"content_type": "image/jpeg", "data": data}
    album.put_document(whole)
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    tending.often(told.append)
    tending.often(told.append)
    taken_back, trouble = told
    assert taken_back == events.Unpublished("Public", ("IMG_1.jpg",), is_proved=True)
    assert isinstance(trouble, events.ReplicaFailed)
    assert trouble.advice.startswith("IMG_1.jpg: its picture thumb.jpg holds no JPEG. ")
    assert ids(stranger(copy)) == set()
    whole = album.get(photo_id)
    whole["_attachments"]["thumb.jpg"] = mended
    album.put_document(whole)
    tending.often(told.append)
    assert told[2:] == [events.ReplicaRecovered("Public")]
    until(lambda: ids(stranger(copy)) == {photo_id})


def test_a_wrong_password_is_told_once_and_never_tried_again(album, name, second_couchdb, add_photo, tending, told):
    copy = add(album, wish(second_couchdb, name, name="Attic"), quiet)
    user = second_couchdb.request("GET", f"/_users/org.couchdb.user:{copy.there.user}")
    second_couchdb.request("PUT", f"/_users/{user['_id']}", {**user, "password": "another"})
    Replications(album).resume(copy)
    add_photo(b"new")
    until(lambda: state_of(album, copy).condition is Condition.REFUSED)
    for _ in range(3):
        tending.often(told.append)
    assert [type(event) for event in told] == [events.ReplicaFailed]
    assert told[0].copy == "Attic"
    assert copy.there.password not in told[0].title + told[0].advice
    (paused,) = Replications(album).copies()
    assert paused.paused_why is PausedWhy.PASSWORD
    assert state_of(album, paused).condition is Condition.REFUSED
    Replications(album).resume(paused, password="another")
    until(lambda: state_of(album, Replications(album).copies()[0]).condition is Condition.UP_TO_DATE)
    tending.often(told.append)
    assert told[1:] == [events.ReplicaRecovered("Attic")]


def test_conflicts_are_merged_and_the_others_told_once(album, add_photo, tending, told):
    tending.often(told.append)
    merged, torn = add_photo(b"first"), add_photo(b"second", name="IMG_2.jpg")
    edit(album, merged, descr="Sea")
    conflicting(album, merged, keywords=["other"], descr="Uploaded image.")
    edit(album, torn, descr="Sea")
    conflicting(album, torn, descr="Sun")
    tending.often(told.append)
    assert told == [events.ConflictsFound(("IMG_2.jpg",))]
    assert "_conflicts" not in album.get(merged, conflicts="true")
    tending.daily(told.append)
    assert len(told) == 1


def test_who_may_not_see_the_copies_is_not_troubled(album, real_couchdb, tending, told):
    name = f"plain-{album.database.name}"
    user = {"name": name, "password": "pw", "roles": [], "type": "user"}
    real_couchdb.request("PUT", f"/_users/org.couchdb.user:{name}", user)
    security = {"admins": {"roles": ["_admin"]}, "members": {"names": [name], "roles": ["_admin"]}}
    real_couchdb.request("PUT", f"/{album.database.name}/_security", security)
    plain = type(album)(real_couchdb.url, album.database.name, user=name, password="pw")
    one = ReplicationMonitor(plain, pause=time.sleep)
    one.daily(told.append)
    one.often(told.append)
    assert told == []

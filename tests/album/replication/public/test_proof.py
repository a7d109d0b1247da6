"""A public copy is looked at as a stranger finds it; what he must not see, or could change, fails the proof."""

from __future__ import annotations

import pytest

from photospool.album.replication.public.proof import prove
from photospool.album.replication.public.proxy import nginx
from photospool.album.replication.public.publish import preview
from photospool.album.replication.public.retract import audit, stranger
from photospool.album.replication.public.write_guard import READONLY_ID

from ..conftest import delete, edit, guarded_as_in_0_1_0, until
from .conftest import seen, settled


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"mood": {"at": [47.5, 9.25]}}, "it has fields of another program, which nobody here can judge: mood"),
        ({"exif": {"Image Make": {"at": 1}}}, "its fields hold more than a text, a number or tags: exif"),
        ({"keywords": [{"at": 47.5}]}, "its fields hold more than a text, a number or tags: keywords"),
    ],
)
def test_what_nobody_here_can_judge_is_held_back_and_found_by_the_proof(
    album, public_copy, add_photo, second_couchdb, name, fields, reason
):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    there = guarded_as_in_0_1_0(second_couchdb.album(name))
    edit(there, photo_id, **fields)
    (failed,) = [tick for tick in prove(copy, lambda _tick: None) if not tick.is_fine]
    assert reason in failed.advice
    held = add_photo(b"second", category="Public")
    edit(album, held, **fields)
    assert [item.reasons for item in preview(album).held_back] == [(reason,)]
    # The version that was fit may be on its way yet: the audit that comes after it takes it back.
    until(lambda: settled(album, copy).is_clean and held not in seen(copy))


def test_a_copy_that_can_be_changed_fails_its_proof(album, public_copy, add_photo, second_couchdb, name):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    delete(second_couchdb.album(name), READONLY_ID)
    failed = {tick.title for tick in prove(copy, lambda _tick: None) if not tick.is_fine}
    assert {"A stranger can add a document!", "A stranger can delete a document!"} <= failed
    assert photo_id in seen(copy)
    audit(album, copy)
    assert seen(copy) == {photo_id}  # what the proof could leave there is gone again


def test_a_copy_that_shows_too_much_fails_its_proof(album, public_copy, add_photo, second_couchdb, name):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    there = guarded_as_in_0_1_0(second_couchdb.album(name))
    edit(there, photo_id, exif={"EXIF BodySerialNumber": "4711"})
    edit(there, photo_id, exif={})
    (failed,) = [tick for tick in prove(copy, lambda _tick: None) if not tick.is_fine]
    assert "serial number" in failed.advice


def test_tombstones_with_words_fail_the_proof(album, public_copy, add_photo, second_couchdb, name):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    there = guarded_as_in_0_1_0(second_couchdb.album(name))
    edit(there, photo_id, descr="Anna", _deleted=True)
    (failed,) = [tick for tick in prove(copy, lambda _tick: None) if not tick.is_fine]
    assert "keeps its words" in failed.advice


def test_the_proof_says_that_the_server_s_notes_can_be_read_and_what_stops_it(album, public_copy, add_photo):
    add_photo(b"first", category="Public")
    copy = public_copy()
    (said,) = [tick for tick in prove(copy, lambda _tick: None) if "_local_docs" in tick.title]
    assert said.is_fine
    assert "proxy" in said.advice
    assert stranger(copy).guard.get(copy.there.database, "_local_docs")["rows"]  # so it is really so
    assert f"location ^~ /{copy.there.database}/_local {{ return 403; }}" in nginx(copy)

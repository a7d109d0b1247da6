"""A copy is never called up to date before its last document is there, and what is on its way is never missing."""

from __future__ import annotations

import os
import threading

import pytest

from photospool.album.documents import original_id
from photospool.album.replication.add import add
from photospool.album.replication.models import Condition, Direction, ReplicaSpec
from photospool.album.replication.progress import state_of

from .conftest import ids, opened, until

PHOTOS = int(os.environ.get("PHOTOSPOOL_MANY", "400"))  # 20000 is what an album may be


def fill(album, photos=PHOTOS, **fields):
    """Photos without pictures, quickly."""
    made = []
    for number in range(photos):
        photo_id = f"{number:032x}"
        both = {"filename": f"IMG_{number}.jpg", "sha256": "ab" * 32, "size": 5_000_000}
        made.append({"_id": photo_id, "type": "photo", "cat": "Private", **both, **fields})
        made.append({"_id": original_id(photo_id), "type": "original", **both})
    for at in range(0, len(made), 1000):
        album.bulk(made[at : at + 1000])


def wish(server, name, **options):
    return ReplicaSpec(server.url, name, server.user, server.password, create=True, **options)


def sampled(album, copy, is_complete):
    """States until it is up to date, and those that said so too early."""
    said, lies = [], 0
    while not said or said[-1] is not Condition.UP_TO_DATE:
        was_complete = is_complete()
        said.append(state_of(album, copy).condition)
        lies += said[-1] is Condition.UP_TO_DATE and not (was_complete or is_complete())
    return said, lies


@pytest.mark.parametrize("direction", [Direction.SEND, Direction.FETCH])
def test_it_is_up_to_date_when_the_last_document_is_there(direction, album, name, second_couchdb):
    second_couchdb.request("PUT", f"/{name}")
    there = opened(second_couchdb, name)
    source, target = (album, there) if direction is Direction.SEND else (there, album)
    fill(source)
    copy = add(album, wish(second_couchdb, name, direction=direction), lambda _tick: None)
    said, lies = sampled(album, copy, lambda: ids(source) <= ids(target))
    assert (Condition.COPYING in said, lies) == (True, 0)
    fill(source, 0)
    source.put_document({"_id": "f" * 32, "type": "photo"})
    until(lambda: "f" * 32 in ids(target))
    _said, lies = sampled(album, copy, lambda: ids(source) <= ids(target))
    assert lies == 0


def test_what_is_on_its_way_is_not_missing(album, name, second_couchdb):
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), lambda _tick: None)
    filling = threading.Thread(target=fill, args=(album,))
    filling.start()
    while filling.is_alive():
        assert state_of(album, copy, compare=True).missing == ()
    filling.join()
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    assert state_of(album, copy, compare=True).missing == ()


def test_what_is_missing_is_asked_for_in_batches(album, name, second_couchdb, monkeypatch):
    fill(album)
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), lambda _tick: None)
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    there = opened(second_couchdb, name)
    rows = [row for row in there.database.all_docs()["rows"] if not row["id"].startswith("_")]
    there.bulk([{"_id": row["id"], "_rev": row["value"]["rev"], "_deleted": True} for row in rows])
    asked = []
    ask = album.guard.request
    monkeypatch.setattr(album.guard, "request", lambda *what, **more: asked.append(what) or ask(*what, **more))
    state = state_of(album, copy, compare=True)
    assert len(state.missing) == PHOTOS
    assert (state.missing[0].name, state.missing[0].size) == ("IMG_0.jpg", 5_000_000)
    assert len(asked) < PHOTOS / 40

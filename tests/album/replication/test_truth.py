"""A copy is never called up to date before its last document is there, and what is on its way is never missing.

PHOTOSPOOL_MANY=20000 tries an album of that size, looks once a second, and says how often (``pytest -rP``).
"""

from __future__ import annotations

import base64
import os
import threading
import time

import pytest

from photospool.album.documents import PUBLIC, original_id
from photospool.album.replication.add import add
from photospool.album.replication.models import Condition, Direction
from photospool.album.replication.progress import state_of
from photospool.album.replication.public.publish import publish
from photospool.album.replication.replications import Replications

from .conftest import ids, jpeg, until, wish

PHOTOS = int(os.environ.get("PHOTOSPOOL_MANY", "400"))  # 20000 is what an album may be
REST_S = 1.0 if PHOTOS > 400 else 0.0
PRIVATE_IN = 5
"""One photo in so many is not public."""


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


def fill_for_strangers(album):
    """Photos with a picture, most of them public; how many those are."""
    picture = {"thumb.jpg": {"content_type": "image/jpeg", "data": base64.b64encode(jpeg()).decode()}}
    made, shown = [], 0
    for number in range(PHOTOS):
        photo_id = f"{number:032x}"
        category = "Private" if number % PRIVATE_IN == 0 else PUBLIC
        shown += category == PUBLIC
        both = {"sha256": "ab" * 32, "size": 5_000_000}
        made.append({"_id": photo_id, "type": "photo", "cat": category, "placeholder": "x", "_attachments": picture})
        made[-1] |= both
        made.append({"_id": original_id(photo_id), "type": "original", "filename": f"IMG_{number}.jpg", **both})
    for at in range(0, len(made), 1000):
        album.bulk(made[at : at + 1000])
    return shown


def count(album):
    """How many documents it holds, but for the design documents."""
    return album.database.info()["doc_count"] - len(album.database.designs())


def sampled(what, look, is_complete, is_over):
    """What was seen until it is over, and how often it was called up to date too early."""
    said, lies = [], 0
    while not is_over(said):
        was_complete = is_complete()
        seen = look()
        if seen is not None:
            said.append(seen)
            lies += seen is Condition.UP_TO_DATE and not (was_complete or is_complete())
        time.sleep(REST_S)
    print(f"{what} | {PHOTOS} photos | {len(said)} samples | {said.count(Condition.COPYING)} copying | {lies} lies")
    return said, lies


def is_up_to_date(said):
    return bool(said) and said[-1] is Condition.UP_TO_DATE


@pytest.mark.timeout(max(300, PHOTOS // 4))
@pytest.mark.parametrize("direction", Direction)
def test_it_is_up_to_date_when_the_last_document_is_there(direction, album, name, second_couchdb):
    second_couchdb.request("PUT", f"/{name}")
    there = second_couchdb.album(name)
    source, target = (there, album) if direction is Direction.FETCH else (album, there)
    fill(source)
    copy = add(album, wish(second_couchdb, name, direction=direction), lambda _tick: None)

    def is_complete():
        return count(target) == count(source)

    said, lies = sampled(direction.value, lambda: state_of(album, copy).condition, is_complete, is_up_to_date)
    assert (Condition.COPYING in said, lies) == (True, 0)
    assert ids(source) == ids(target)
    source.put_document({"_id": "f" * 32, "type": "photo"})
    until(lambda: "f" * 32 in ids(target))
    _said, lies = sampled(direction.value, lambda: state_of(album, copy).condition, is_complete, is_up_to_date)
    assert lies == 0


@pytest.mark.timeout(max(300, PHOTOS // 4))
def test_a_public_copy_is_up_to_date_and_opened_when_the_last_photo_is_there(album, name, second_couchdb):
    shown = fill_for_strangers(album)
    second_couchdb.request("PUT", f"/{name}")
    there = second_couchdb.album(name)
    ticks, failed = [], []

    def told(tick):
        ticks.append((tick.title, tick.title != "Every public photo is there." or is_complete()))

    def make():
        try:
            publish(album, wish(second_couchdb, name), told)
        except BaseException as exc:
            failed.append(exc)
            raise

    def is_complete():
        return count(there) >= shown  # the set-up's own test documents come and go

    def look():
        if not (found := Replications(album).copies()):
            return None  # it is still being looked at what strangers would see
        return state_of(album, found[0]).condition

    making = threading.Thread(target=make)
    making.start()
    said, lies = sampled("public", look, is_complete, lambda _said: not making.is_alive())
    making.join()
    assert (failed, lies) == ([], 0)
    assert said[-1] is Condition.UP_TO_DATE
    assert [title for title, was_true in ticks if not was_true] == []
    assert ("Every public photo is there.", True) in ticks
    assert len(ids(there)) == shown


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
    there = second_couchdb.album(name)
    rows = [row for row in there.database.all_docs()["rows"] if not row["id"].startswith("_")]
    there.bulk([{"_id": row["id"], "_rev": row["value"]["rev"], "_deleted": True} for row in rows])
    asked = []
    ask = album.guard.request
    monkeypatch.setattr(album.guard, "request", lambda *what, **more: asked.append(what) or ask(*what, **more))
    begun = time.perf_counter()
    state = state_of(album, copy, compare=True)
    ms = 1000 * (time.perf_counter() - begun) / PHOTOS
    print(f"check | {PHOTOS} photos, all missing | {ms:.2f} ms a photo | {len(asked)} questions")
    assert len(state.missing) == PHOTOS
    assert (state.missing[0].name, state.missing[0].size) == ("IMG_0.jpg", 5_000_000)
    assert len(asked) < 10 + PHOTOS / 40

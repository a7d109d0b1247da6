"""Two machines that each have one half of a thing make the same link, and no conflict."""

from __future__ import annotations

import pytest

from photospool.album.couchdb.setup import set_up
from photospool.album.replication.add import add
from photospool.album.replication.conflicts import torn_ids
from photospool.album.stack_links import Linked, StackLinker
from photospool.album.stack_watch import StackWatch

from ..shots import shot
from .conftest import quiet, until, wish
from .one_shot import replicated

ID = "F3A1C2D4-0001-4B5C-8D7E-112233445566"


def timeline(album):
    return {row["id"] for row in album.view("timeline", reduce=False)["rows"]}


@pytest.fixture
def attic(second_couchdb, name):
    made = second_couchdb.album(name)
    set_up(made, create=True)
    yield made
    made.close()


def test_halves_on_two_machines_become_one_thing_without_a_conflict(album, attic, second_couchdb, name, tmp_path):
    photo, film = shot(tmp_path, "IMG_1.HEIC", content=ID), shot(tmp_path, "IMG_1.MOV", content=ID)
    raw, finished = shot(tmp_path, "IMG_2.DNG"), shot(tmp_path, "IMG_2.JPG", keywords=("sea",))
    for at, given in ((album, photo), (attic, film), (album, raw), (attic, finished)):
        at.store(given)
    ids = [one.digests.md5 for one in (photo, film, raw, finished)]
    watches = [StackWatch(one, StackLinker(one)) for one in (album, attic)]
    assert [watch.daily() for watch in watches] == [Linked(), Linked()]
    add(album, wish(second_couchdb, name), quiet)
    until(lambda: all(one.get(photo_id) for one in (album, attic) for photo_id in ids), "all is on both")
    # Both look before either hears of the other's link: the same edit of the same revision is the same revision.
    for watch in watches:
        assert watch.often() in (Linked(parts=2), Linked(parts=1), Linked())

    def revisions():
        return [[one.get(photo_id)["_rev"] for photo_id in ids] for one in (album, attic)]

    until(lambda: revisions()[0] == revisions()[1], "both have the same")
    assert [timeline(one) for one in (album, attic)] == [{ids[0], ids[3]}] * 2
    assert [torn_ids(one) for one in (album, attic)] == [[], []]
    assert [watch.daily() for watch in watches] == [Linked(), Linked()]


def test_the_same_link_of_the_same_revision_is_the_same_revision(album, attic, tmp_path):
    """Without replication between the two edits at all: what both servers make must be equal by itself."""
    halves = shot(tmp_path, "IMG_1.HEIC", content=ID), shot(tmp_path, "IMG_1.MOV", content=ID, keywords=("sea",))
    for given in halves:
        album.store(given)
    body = {"source": address(album), "target": address(attic), "doc_ids": both(halves)}
    replicated(album, body)
    before = [[one.get(half.digests.md5)["_rev"] for half in halves] for one in (album, attic)]
    assert before[0] == before[1]
    assert [StackLinker(one).of_all() for one in (album, attic)] == [Linked(parts=1)] * 2
    after = [[one.get(half.digests.md5)["_rev"] for half in halves] for one in (album, attic)]
    assert after[0] == after[1]
    assert after[0] != before[0]


def both(halves):
    return [doc_id for half in halves for doc_id in (half.digests.md5, f"original-{half.digests.md5}")]


def address(album):
    auth = {"username": "admin", "password": "secret"}
    return {"url": f"{album.guard.address.url}/{album.database.name}", "auth": {"basic": auth}}

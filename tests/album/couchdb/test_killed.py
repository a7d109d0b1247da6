"""The server itself is killed in the middle of uploads: nothing is half there, twice there or lost."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.children import joined

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import original_id
from photospool.errors import AlbumUnavailable, PhotoNotReady

from ...servers.couchdb import WHY_NOT, Mortal, named
from ..photos import PICTURES, photo

KILLS = int(os.environ.get("PHOTOSPOOL_SERVER_KILLS", "1"))


@pytest.fixture
def mortal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Mortal]:
    request.getfixturevalue("real_couchdb")
    if named():
        pytest.skip("the server that the environment names must not be killed; an installed one may")
    try:
        made = Mortal(tmp_path / "couchdb")
    except FileNotFoundError:
        pytest.skip(WHY_NOT)
    yield made
    made.kill()


def test_killed_while_photos_are_on_their_way(mortal: Mortal, tmp_path: Path) -> None:
    mortal.start()
    mortal.server.request("PUT", "/photo")
    rng = random.Random(1)
    photos = [photo(tmp_path, rng.randbytes(2_000_000), name=f"{n}.jpg") for n in range(4 * (KILLS + 1))]
    waiting, answered = list(photos), 0
    for round_ in range(KILLS + 1):
        album = CouchAlbum(mortal.server.url, "photo", user="admin", password="secret")
        killer = threading.Timer(rng.uniform(0.05, 0.6), mortal.kill)
        if round_ < KILLS:
            killer.start()
        try:
            while waiting:
                album.store(waiting[0])
                waiting.pop(0)
                answered += 1
        except (AlbumUnavailable, PhotoNotReady) as exc:
            assert exc.title and round_ < KILLS
        finally:
            album.close()
        if round_ < KILLS:
            joined(killer)
            mortal.start()
    rows = mortal.server.request("GET", "/photo/_all_docs?include_docs=true")["rows"]
    documents = {row["id"]: row["doc"] for row in rows}
    assert len(documents) == 2 * len(photos) == 2 * answered
    for item in photos:
        md5 = item.digests.md5
        (stub,) = documents[original_id(md5)]["_attachments"].values()
        assert (stub["length"], documents[original_id(md5)]["sha256"]) == (2_000_000, item.digests.sha256)
        assert set(documents[md5]["_attachments"]) == set(PICTURES)
        assert documents[md5]["_rev"].startswith("1-")

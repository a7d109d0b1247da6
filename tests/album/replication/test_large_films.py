"""A large film reaches a copy on another real server, or is named, and comes once the limit rises.

``PHOTOSPOOL_FILM_MB=2048`` for one of two gigabytes, and CouchDB's own limit of one; else both are small.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace

import pytest

from photospool.album.couchdb.setup import set_up
from photospool.album.documents import couch_digest, original_id
from photospool.album.replication import limits
from photospool.album.replication.add import add
from photospool.album.replication.models import Direction
from photospool.album.replication.monitor import ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.resend import look_closely
from photospool.photo.digests import digests

from ...photo.films import needs_ffmpeg
from ...photo.large_films import write_large
from ...servers import couchdb
from ..photos import photo
from .conftest import quiet, wish, with_pictures

pytestmark = needs_ffmpeg

FILM_MB = int(os.environ.get("PHOTOSPOOL_FILM_MB", "20"))
IS_LONG = "PHOTOSPOOL_FILM_MB" in os.environ
PATIENCE_S = 1800 if IS_LONG else 180
LIMIT = "/_node/_local/_config/couchdb/max_attachment_size"
HIGH = str(8 << 30)


@pytest.fixture
def ends(tmp_path):
    """Two servers of the test's own, whose limits it may set; the second has the one that it comes with."""
    if not couchdb.has_real() or couchdb.named():
        pytest.skip("needs an installed CouchDB: limits of one that is only named are not ours to set")
    with couchdb.private_couchdb(tmp_path / "one") as one, couchdb.private_couchdb(tmp_path / "two") as two:
        for server in (one, two):
            server.request("PUT", "/_node/_local/_config/chttpd/max_http_request_size", HIGH)
        one.request("PUT", LIMIT, HIGH)
        if not IS_LONG:
            two.request("PUT", LIMIT, str(10 << 20))
        yield one, two


def film(folder):
    """As the album stores it; its pictures are of no concern here."""
    path = write_large(folder / "long.mp4", FILM_MB << 20)
    other = photo(folder, name="other.jpg")
    reading = replace(other.prepared.reading, format="MP4", content_type="video/mp4", extension="mp4")
    prepared = replace(other.prepared, reading=reading)
    return with_pictures(replace(other, path=path, filename=path.name, digests=digests(path), prepared=prepared))


def original(server, made):
    """Its document in the copy, if it is there."""
    path = f"/copy/_all_docs?keys=[%22{original_id(made.digests.md5)}%22]&include_docs=true"
    return server.request("GET", path)["rows"][0].get("doc")


def until(holds):
    deadline = time.monotonic() + PATIENCE_S
    while not (found := holds()):
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.5)
    return found


@pytest.fixture(autouse=True)
def smaller_films_count_as_large(monkeypatch):
    if not IS_LONG:
        monkeypatch.setattr(limits, "BY_ITSELF", 1 << 20)


@pytest.mark.timeout(0 if IS_LONG else 480)
@pytest.mark.parametrize("rises", ["before", "later"])
def test_a_large_film_reaches_a_copy_or_is_named_and_comes_later(tmp_path, ends, rises):
    one, two = ends
    album = one.album("album")
    try:
        set_up(album, create=True)
        made = film(tmp_path)
        album.store(made)
        if rises == "before":
            two.request("PUT", LIMIT, HIGH)
        tending = ReplicationMonitor(album, pause=time.sleep)
        copy = add(album, wish(two, "copy", direction=Direction.SEND), quiet)
        if rises == "later":
            state = until(lambda: (s := state_of(album, copy, compare=True)).missing and s)
            assert [(item.photo_id, item.name, item.size, item.is_original) for item in state.missing] == [
                (made.digests.md5, "long.mp4", FILM_MB << 20, True)
            ]
            assert original(two, made) is None
            assert look_closely(album, copy).sent == ()
            # It did not cross the line in vain: the server that sends it would have held all of it in its memory.
            assert state_of(album, copy).refused_documents == 0
            two.request("PUT", LIMIT, HIGH)
            look_closely(album, copy)
        there = until(lambda: [tending.often(quiet)] and original(two, made))
        (stub,) = there["_attachments"].values()
        assert (stub["length"], stub["digest"]) == (FILM_MB << 20, couch_digest(made.digests.md5))
        until(lambda: not state_of(album, copy, compare=True).missing)
    finally:
        album.close()

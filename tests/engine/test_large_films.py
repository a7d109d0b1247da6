"""A large film in trouble: its server cuts it off, or takes it slowly, or not at all; the photos go on meanwhile."""

from __future__ import annotations

import hashlib
import threading
from urllib.parse import urlsplit

import pytest
from tests.children import PATIENCE_S
from tests.engine.unsteady import Unsteady
from tests.parts import House, wait_until
from tests.servers.couchdb import Mortal, has_real, named
from tests.servers.proxy import Fault, proxy

from photospool import events
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import couch_digest, original_id
from photospool.engine import job_queue, large_uploads

SIZE = 2 << 20


@pytest.fixture(autouse=True)
def _small_ones_are_large(monkeypatch):
    monkeypatch.setattr(job_queue, "LARGE_BYTES", SIZE)
    monkeypatch.setattr(large_uploads, "LARGE_BYTES", SIZE)


def film(house: House) -> str:
    """A large one lies in incoming; its id."""
    data = b"film" + bytes(range(256)) * (SIZE // 256)
    (house.incoming / "FILM.jpg").write_bytes(data)
    return hashlib.md5(data).hexdigest()


def drop_photos(house: House, *names: str) -> None:
    for name in names:
        (house.incoming / name).write_bytes(name.encode() * 50)


def stored(house: House) -> set[str]:
    return {event.name for event in house.of(events.PhotoStored)}


@pytest.fixture
def running():
    """Starts an engine in a thread, and ends it with the test."""
    begun = []

    def start(engine):
        thread = threading.Thread(target=engine.run, daemon=True)
        thread.start()
        begun.append((engine, thread))
        return engine

    yield start
    for engine, thread in begun:
        engine.stop()
        thread.join(PATIENCE_S)


def test_cut_off_at_nine_tenths_it_is_sent_anew_and_the_photos_go_on(tmp_path, couchdb_server, database, running):
    with proxy(couchdb_server.url) as line:
        user, password = couchdb_server.user, couchdb_server.password
        album = CouchAlbum(line.url, database, user=user, password=password)
        house = House(tmp_path, album=album)
        photo_id = film(house)
        path = f"PUT {urlsplit(line.url).path}/{database}/{original_id(photo_id)}".encode()
        line.fail(Fault(path, cut_after=SIZE * 9 // 10, times=2))
        engine = running(house.engine(watch=False))
        wait_until(lambda: line.faults == 1)
        drop_photos(house, "a.jpg", "b.jpg", "c.jpg")
        engine.look_now()
        wait_until(lambda: stored(house) >= {"a.jpg", "b.jpg", "c.jpg"})
        assert "FILM.jpg" not in stored(house) or line.faults == 2

        def is_stored():
            engine.look_now()
            return "FILM.jpg" in stored(house)

        wait_until(is_stored)
        assert line.faults == 2
        assert [event.name for event in house.of(events.PhotoStored)].count("FILM.jpg") == 1
        assert house.of(events.PhotoSetAside) == []
        original = couchdb_server.album(database).get(original_id(photo_id))
        (stub,) = original["_attachments"].values()
        assert (stub["digest"], stub["length"]) == (couch_digest(photo_id), SIZE + 4)
        begins = [event.sent for event in house.of(events.BytesSent) if event.sent == 0]
        assert len(begins) == 3  # sent anew each time, from its beginning


class Killing:
    """Kills the server in the middle of a film, once."""

    def __init__(self, house: House, server: Mortal) -> None:
        self.house, self.server, self.is_done = house, server, False

    def __call__(self, event: events.Event) -> None:
        self.house.told.append(event)
        if isinstance(event, events.BytesSent) and SIZE // 2 <= event.sent < SIZE and not self.is_done:
            self.is_done = True
            self.server.kill()


def test_a_server_that_ends_in_the_middle_is_asked_first_and_has_it_once(tmp_path, monkeypatch, running):
    monkeypatch.setattr(large_uploads, "EVERY_S", 0.0)
    if not has_real() or named():
        pytest.skip("needs an installed CouchDB: one that is only named can't be killed")
    mortal = Mortal(tmp_path / "couchdb")
    mortal.start()
    try:
        mortal.server.request("PUT", "/album")
        house = House(tmp_path, album=mortal.server.album("album"))
        asked, find, write = [], house.album.find, house.album.write
        house.album.find = lambda ids: [asked.append("asked"), find(ids)][1]
        house.album.write = lambda what: [asked.append(what.document["_id"]), write(what)][1]
        photo_id = film(house)
        engine = running(house.engine(watch=False, tell=Killing(house, mortal)))
        wait_until(lambda: house.of(events.QueuePaused))
        mortal.start()

        def is_stored():
            engine.look_now()
            return stored(house)

        wait_until(is_stored)
        (told,) = house.of(events.PhotoStored)
        assert told.outcome is events.Outcome.NEW
        original = original_id(photo_id)
        first, second = [at for at, what in enumerate(asked) if what == original]
        assert "asked" in asked[first + 1 : second]
        document = mortal.server.album("album").get(original)
        assert document["_rev"].startswith("1-")
        (stub,) = document["_attachments"].values()
        assert (stub["digest"], stub["length"]) == (couch_digest(photo_id), SIZE + 4)
    finally:
        mortal.kill()


class Slow(Unsteady):
    """Takes a large file only when it is told to."""

    def __init__(self, album):
        super().__init__(album)
        self.began = threading.Event()

    def store(self, photo):
        if photo.digests.size >= SIZE:
            self.began.set()
            return super().store(photo)
        self.calls.append("store")
        return self.album.store(photo)


def test_taken_slowly_it_holds_up_no_photo(tmp_path, running):
    house = House(tmp_path)
    house.album = Slow(house.album)
    film(house)
    house.album.hangs.clear()
    engine = running(house.engine(watch=False))
    assert house.album.began.wait(PATIENCE_S)
    names = [f"{number:02}.jpg" for number in range(20)]
    drop_photos(house, *names)
    engine.look_now()
    wait_until(lambda: stored(house) == set(names))
    house.album.hangs.set()
    wait_until(lambda: stored(house) == {*names, "FILM.jpg"})

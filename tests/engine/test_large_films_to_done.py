"""A large film's way from work to done, where that is another disk, or one on which a name is only given by copying: it
takes minutes. Photos go on, it is told by bytes, a pause holds it, a stop ends it, and no half of it stays.
"""

from __future__ import annotations

import threading

import pytest
from tests.children import PATIENCE_S
from tests.parts import Running, wait_until
from tests.spool.claims import another_disk

from photospool import events
from photospool.engine import incoming_folder, intake, job_queue, large_uploads, retry_policy, taking
from photospool.spool import durable_io, jobs, ways
from photospool.spool.ways import Way

SIZE = 8 << 20
FILM = b"film" + bytes(range(256)) * (SIZE // 256)


@pytest.fixture(params=["another disk", "by copying"])
def house(house, monkeypatch, request):
    """The suite's own, with a film in incoming and such a done folder."""
    for module in (incoming_folder, intake, job_queue, large_uploads, taking):
        monkeypatch.setattr(module, "LARGE_BYTES", SIZE)
    monkeypatch.setattr(large_uploads, "EVERY_S", 0.0)
    if request.param == "another disk":
        another_disk(monkeypatch, house.done)
    else:
        monkeypatch.setattr(ways, "ORDER", (Way.COPY,))
    (house.incoming / "FILM.jpg").write_bytes(FILM)
    return house


class Held:
    """The copy stops in its middle until it is let go."""

    def __init__(self, monkeypatch):
        self.is_there, self.goes_on = threading.Event(), threading.Event()
        self.pieces = 0
        self._write_all = durable_io.write_all
        monkeypatch.setattr(durable_io, "write_all", self)

    def __call__(self, handle, data):
        self._write_all(handle, data)
        if len(data) == durable_io.CHUNK_BYTES:
            self.pieces += 1
            if self.pieces == 3:
                self.is_there.set()
                assert self.goes_on.wait(PATIENCE_S)


@pytest.fixture
def held(house, monkeypatch):
    found = Held(monkeypatch)
    yield found
    found.goes_on.set()


def stored(house):
    return [event.name for event in house.of(events.PhotoStored)]


def carried_once(house):
    """It is in the album and in done, whole, and nowhere else."""
    assert stored(house) == ["FILM.jpg"]
    assert house.files("done") == ["FILM.jpg"]
    assert (house.done / "FILM.jpg").read_bytes() == FILM
    assert house.files("incoming") == house.files("work") == []
    assert len(house.originals()) == 1


def test_photos_go_on_meanwhile_and_how_far_it_is_is_told(house, held):
    with Running(house.engine()) as engine:
        assert held.is_there.wait(PATIENCE_S)
        for name in ("a.jpg", "b.jpg", "c.jpg"):
            (house.incoming / name).write_bytes(name.encode() * 50)
        engine.look_now()
        wait_until(lambda: sorted(stored(house)) == ["a.jpg", "b.jpg", "c.jpg"])
        held.goes_on.set()
        wait_until(lambda: "FILM.jpg" in stored(house))
    (job,) = [event.job for event in house.of(events.Claimed) if event.name == "FILM.jpg"]
    told = house.of(events.BytesCopied)
    assert {(event.name, event.job, event.of) for event in told} == {("FILM.jpg", job, len(FILM))}
    copied = [event.copied for event in told]
    assert (copied[0], copied[-1]) == (0, len(FILM))
    assert copied == sorted(copied)
    assert [event.is_over for event in told] == [False] * (len(told) - 1) + [True]


def test_a_stop_ends_it_and_it_is_there_once_after_the_next_start(house, held):
    engine = house.engine()
    with Running(engine):
        assert held.is_there.wait(PATIENCE_S)
        engine.stop()
        held.goes_on.set()
    assert held.pieces == 3, "a stop waits for no further byte"
    assert house.files("done") == [], "no half is left there"
    (job,) = [path for path in house.work.iterdir() if jobs.is_id(path.name)]
    assert jobs.read(job).photo.read_bytes() == FILM
    assert house.of(events.PhotoWaiting) == house.of(events.PhotoSetAside) == stored(house) == []
    over = house.of(events.BytesCopied)[-1]
    assert over.is_over
    assert 0 < over.copied < len(FILM)
    house.album = house.again()
    house.pass_over()
    carried_once(house)
    assert [event.outcome for event in house.of(events.PhotoStored)] == [events.Outcome.NEW]


def test_a_pause_holds_it(house):
    paused = threading.Event()

    def tell(event):
        house.told.append(event)
        if isinstance(event, events.BytesCopied) and event.copied and not paused.is_set():
            engine.pause()
            paused.set()

    engine = house.engine(tell=tell)
    with Running(engine):
        assert paused.wait(PATIENCE_S)
        assert stored(house) == []
        at = house.of(events.BytesCopied)[-1].copied
        assert 0 < at < len(FILM)
        engine.resume()
        wait_until(lambda: stored(house))
    house.album = house.again()
    carried_once(house)


def test_however_often_it_is_ended_meanwhile_it_is_not_given_up(house, held):
    for _ in range(retry_policy.CRASHES + 1):
        held.pieces = 0
        held.is_there.clear()
        held.goes_on.clear()
        engine = house.engine()
        with Running(engine):
            assert held.is_there.wait(PATIENCE_S)
            engine.stop()
            held.goes_on.set()
        house.album = house.again()
    house.pass_over()
    assert house.of(events.PhotoSetAside) == []
    carried_once(house)

"""How far a large file is, told as it goes; and the user's pause, which holds it in its middle."""

from __future__ import annotations

import threading
import time

import pytest
from tests.children import PATIENCE_S
from tests.parts import House, wait_for

from photospool import events
from photospool.engine import large_uploads
from photospool.engine.large_uploads import EVERY_S, LargeUploads
from photospool.errors import AlbumUnavailable
from photospool.spool.jobs import Job

SIZE = 5 << 20
PAUSED = events.QueuePaused(events.Pause.USER, "Paused.", "")


@pytest.fixture(autouse=True)
def _small_ones_are_large(monkeypatch):
    monkeypatch.setattr(large_uploads, "LARGE_BYTES", SIZE)


@pytest.fixture
def job(tmp_path):
    return Job("job-1", tmp_path, tmp_path / "film.mp4", "film.mp4")


def test_small_files_tell_nothing(job):
    assert LargeUploads(lambda _event: None).of(job, SIZE - 1) is None


def test_told_at_the_beginning_now_and_then_and_at_the_end(job):
    told, now = [], [0.0]
    sent = LargeUploads(told.append, lambda: now[0]).of(job, SIZE)
    for number in range(0, SIZE + 1, SIZE // 20):
        sent(number)
        now[0] += EVERY_S / 4
    assert told[0] == events.BytesSent("job-1", "film.mp4", 0, SIZE)
    assert told[-1] == events.BytesSent("job-1", "film.mp4", SIZE, SIZE)
    assert 5 <= len(told) <= 7


@pytest.mark.parametrize("reason", set(events.Pause) - {events.Pause.USER})
def test_another_reason_to_stand_still_lets_it_come_to_its_end(job, reason):
    uploads = LargeUploads(lambda _event: None)
    uploads(events.QueuePaused(reason, "Something.", ""))
    uploads.of(job, SIZE)(SIZE)


def test_who_is_held_is_let_go_at_the_programs_end(job):
    uploads = LargeUploads(lambda _event: None)
    uploads(PAUSED)
    ended = []

    def send():
        with pytest.raises(AlbumUnavailable):
            uploads.of(job, SIZE)(0)
        ended.append(True)

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    time.sleep(0.05)
    assert not ended
    uploads.end()
    thread.join(PATIENCE_S)
    assert ended
    uploads(PAUSED)  # told late
    with pytest.raises(AlbumUnavailable):
        uploads.of(job, SIZE)(0)


class Pausing:
    """Pauses the engine at the first bytes of a film, and says so."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.held = threading.Event()
        self.engine = house.engine(tell=self)

    def __call__(self, event: events.Event) -> None:
        self.house.told.append(event)
        if isinstance(event, events.BytesSent) and not self.held.is_set():
            self.engine.pause()
            self.held.set()


@pytest.fixture
def pausing(house):
    (house.incoming / "IMG_1.jpg").write_bytes(b"film" + b"\7" * SIZE)
    found = Pausing(house)
    thread = threading.Thread(target=found.engine.run, daemon=True)
    thread.start()
    assert found.held.wait(PATIENCE_S)
    yield found
    found.engine.stop()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


def test_a_pause_holds_a_large_file_and_it_goes_on_where_it_was(pausing):
    house = pausing.house
    time.sleep(0.2)
    assert [event.sent for event in house.of(events.BytesSent)] == [0]
    assert not house.of(events.PhotoStored)
    pausing.engine.resume()
    wait_for(lambda: house.of(events.PhotoStored))
    assert house.of(events.BytesSent)[-1].sent == SIZE + 4
    assert [event.outcome for event in house.of(events.PhotoStored)] == [events.Outcome.NEW]


def test_a_stop_while_it_is_held_leaves_it_in_work_for_the_next_start(pausing):
    house = pausing.house
    pausing.engine.stop()
    wait_for(lambda: house.of(events.EngineStopped))
    assert [path.name for path in house.work.glob("*/IMG_1.jpg")] == ["IMG_1.jpg"]
    house.told.clear()
    house.album = house.again()
    house.pass_over()
    assert [event.outcome for event in house.of(events.PhotoStored)] == [events.Outcome.NEW]
    assert len(house.photos()) == 1

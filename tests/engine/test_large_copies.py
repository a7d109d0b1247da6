"""A large film that lies on another disk is copied into work beside everything else: photos go on, a pause holds it, a
stop ends it, and nobody ever sees a half of it. The same on its way to done (test_large_films_to_done.py).
"""

from __future__ import annotations

import errno
import os
import threading

import pytest
from tests.children import PATIENCE_S
from tests.parts import Running, wait_until
from tests.spool.claims import another_disk

from photospool import events
from photospool.engine import incoming_folder, intake, job_queue, large_uploads, taking
from photospool.spool import claim, durable_io, jobs

SIZE = 8 << 20
FILM = b"film" + bytes(range(256)) * (SIZE // 256)
PLACES = (incoming_folder, intake, job_queue, large_uploads, taking)


@pytest.fixture(autouse=True)
def _two_disks(house, monkeypatch):
    for module in PLACES:
        monkeypatch.setattr(module, "LARGE_BYTES", SIZE)
    monkeypatch.setattr(large_uploads, "EVERY_S", 0.0)
    another_disk(monkeypatch, house.incoming)
    (house.incoming / "FILM.jpg").write_bytes(FILM)


class Held:
    """The copy of the film stops in its middle until it is let go."""

    def __init__(self, monkeypatch):
        self.is_there, self.goes_on = threading.Event(), threading.Event()
        self.begun = 0
        self.fails = 0
        self._write_all = durable_io.write_all
        monkeypatch.setattr(durable_io, "write_all", self)

    def __call__(self, handle, data):
        self._write_all(handle, data)
        if data == FILM[: len(data)] and len(data) == durable_io.CHUNK_BYTES:
            self.begun += 1
            self.is_there.set()
            assert self.goes_on.wait(PATIENCE_S)
            if self.fails:
                self.fails -= 1
                raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.fixture
def held(monkeypatch):
    found = Held(monkeypatch)
    yield found
    found.goes_on.set()


def stored(house):
    return [event.name for event in house.of(events.PhotoStored)]


def drop(house, *names):
    for name in names:
        (house.incoming / name).write_bytes(name.encode() * 50)


def seen_anew(house, engine):
    """What one more look finds."""
    looks = len(house.of(events.ScanFinished))
    engine.look_now()
    wait_until(lambda: len(house.of(events.ScanFinished)) > looks)
    return house.of(events.ScanFinished)[-1]


def in_work(house):
    return [name for name in house.files("work") if not name.startswith("failed")]


def test_photos_go_on_while_it_is_copied_and_it_comes_once(house, held):
    with Running(house.engine()) as engine:
        assert held.is_there.wait(PATIENCE_S)
        names = [f"{number:02}.jpg" for number in range(20)]
        drop(house, *names)
        engine.look_now()
        wait_until(lambda: sorted(stored(house)) == names)
        assert seen_anew(house, engine).ready == 1, "it lies in incoming still, and is counted there"
        assert [name.rpartition("/")[2] for name in in_work(house)] == [".part"], "no half has its name"
        held.goes_on.set()
        wait_until(lambda: "FILM.jpg" in stored(house))
        assert seen_anew(house, engine).ready == 0
    assert held.begun == 1
    assert sorted(stored(house)) == [*names, "FILM.jpg"]
    assert (house.done / "FILM.jpg").read_bytes() == FILM
    assert house.files("incoming") == []
    claimed = [event.name for event in (*house.of(events.Claimed), *house.of(events.JobQueued))]
    assert claimed.count("FILM.jpg") == 1


def test_how_far_it_is_is_told_and_that_it_is_over(house):
    house.pass_over()
    told = house.of(events.BytesCopied)
    assert [(event.name, event.of) for event in told] == [("FILM.jpg", len(FILM))] * len(told)
    copied = [event.copied for event in told]
    assert copied[0] == 0
    assert copied == sorted(copied)
    assert [event.is_over for event in told] == [False] * (len(told) - 1) + [True]
    assert house.told.index(told[-1]) < house.told.index(house.of(events.Claimed)[0])
    assert stored(house) == ["FILM.jpg"]


def test_where_it_is_only_moved_nothing_of_it_is_told(house, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(taking, "LARGE_BYTES", SIZE)
    house.pass_over()
    assert house.of(events.BytesCopied) == []
    assert stored(house) == ["FILM.jpg"]


def pausing(house):
    """An engine that its user pauses as soon as a copy begins, and what says that this was done."""
    paused = threading.Event()

    def tell(event):
        house.told.append(event)
        if isinstance(event, events.BytesCopied) and not paused.is_set():
            engine.pause()
            paused.set()

    engine = house.engine(tell=tell)
    return engine, paused


def test_a_pause_holds_it_and_a_stop_ends_it_meanwhile(house):
    engine, paused = pausing(house)
    with Running(engine):
        assert paused.wait(PATIENCE_S)
        wait_until(lambda: in_work(house))
        assert [event.copied for event in house.of(events.BytesCopied)] == [0]
    assert in_work(house) == []
    assert house.files("incoming") == ["FILM.jpg"]
    assert house.of(events.PhotoStays) == house.of(events.Claimed) == []
    house.album = house.again()
    house.pass_over()
    assert stored(house) == ["FILM.jpg"]


def test_a_pause_that_ends_lets_it_go_on(house):
    engine, paused = pausing(house)
    with Running(engine):
        assert paused.wait(PATIENCE_S)
        engine.resume()
        wait_until(lambda: stored(house) == ["FILM.jpg"])
    assert (house.done / "FILM.jpg").read_bytes() == FILM


def test_a_copy_that_fails_leaves_it_where_it_is_and_is_tried_again(house, held):
    held.fails = 1
    held.goes_on.set()
    with Running(house.engine()) as engine:
        wait_until(lambda: house.of(events.PhotoStays) or house.of(events.QueuePaused))
        assert in_work(house) == []
        assert house.files("incoming") == ["FILM.jpg"]

        def is_stored():
            engine.look_now()
            return stored(house) == ["FILM.jpg"]

        wait_until(is_stored)
    assert held.begun == 2
    first, second = [event for event in house.of(events.BytesCopied) if event.is_over]
    assert (first.copied, first.of) == (0, len(FILM)), "no more was copied"
    assert (second.copied, second.of) == (len(FILM), len(FILM))


def test_one_that_changes_while_it_is_copied_stays_and_comes_as_it_is_then(house, held):
    with Running(house.engine()) as engine:
        assert held.is_there.wait(PATIENCE_S)
        (house.incoming / "FILM.jpg").write_bytes(FILM + b"more")
        engine.look_now()
        held.goes_on.set()

        def is_stored():
            engine.look_now()
            return stored(house)

        wait_until(is_stored)
    assert stored(house) == ["FILM.jpg"]
    assert (house.done / "FILM.jpg").read_bytes() == FILM + b"more"
    assert house.of(events.PhotoVanished) == []


def held_in_place(house, monkeypatch, when=lambda: True):
    """The film stays as long as is wished where it lies in work under its own name, and in incoming still."""
    is_there, goes_on = threading.Event(), threading.Event()
    sync_folder = durable_io.sync_folder

    def slow(folder):
        sync_folder(folder)
        if list(folder.glob("FILM.jpg")) and folder.parent == house.work and when() and not is_there.is_set():
            is_there.set()
            assert goes_on.wait(PATIENCE_S)

    monkeypatch.setattr(durable_io, "sync_folder", slow)
    return is_there, goes_on


def test_a_look_between_its_last_steps_does_not_take_it_for_anothers(house, monkeypatch):
    """Whoever looks there then must not begin with it."""
    is_there, goes_on = held_in_place(house, monkeypatch)
    with Running(house.engine()) as engine:
        assert is_there.wait(PATIENCE_S)
        seen_anew(house, engine)
        assert house.of(events.JobQueued) == []
        goes_on.set()
        wait_until(lambda: stored(house) == ["FILM.jpg"])
    assert [event.name for event in house.of(events.Claimed)] == ["FILM.jpg"]
    assert house.of(events.JobQueued) == []


def test_the_end_of_a_copy_is_not_taken_for_that_of_the_next(house, held, monkeypatch):
    """One ends just before the engine takes the next: it hears of that end while the next is on its way."""
    is_there, goes_on = held_in_place(house, monkeypatch, lambda: held.begun == 2)
    look = intake.Intake.look

    def as_it_ends(*args):
        if held.is_there.is_set() and not held.goes_on.is_set():
            (house.incoming / "FILM.jpg").write_bytes(FILM + b"more")
            held.goes_on.set()
            wait_until(lambda: "photospool-taking" not in [thread.name for thread in threading.enumerate()])
        return look(*args)

    monkeypatch.setattr(intake.Intake, "look", as_it_ends)
    with Running(house.engine()) as engine:
        assert held.is_there.wait(PATIENCE_S)

        def is_coming():
            engine.look_now()
            return is_there.wait(0.1)

        wait_until(is_coming)
        assert seen_anew(house, engine).ready == 1
        assert house.of(events.JobQueued) == []
        goes_on.set()
        wait_until(lambda: stored(house))
    assert stored(house) == ["FILM.jpg"]
    assert [event.name for event in house.of(events.Claimed)] == ["FILM.jpg"]
    assert house.of(events.JobQueued) == house.of(events.PhotoVanished) == []


def test_a_copy_that_is_given_up_while_a_look_reads_it_is_nobodys(house, held, monkeypatch):
    """Its file was there, and what says where it comes from was not any more: no other program put that into work."""
    is_found, is_gone = threading.Event(), threading.Event()
    sync_folder, foreign_files, remove_folder = durable_io.sync_folder, jobs.foreign_files, claim.remove_folder

    def is_film(folder):
        return folder.parent == house.work and (folder / "FILM.jpg").exists()

    def until_it_is_found(folder):
        sync_folder(folder)
        if is_film(folder) and not is_found.is_set():
            engine.look_now()
            assert is_found.wait(PATIENCE_S)

    def until_it_is_gone(folder):
        files = foreign_files(folder)
        if files and folder.parent == house.work and not is_found.is_set():
            is_found.set()
            assert is_gone.wait(PATIENCE_S)
        return files

    def removed(folder):
        remove_folder(folder)
        is_gone.set()

    monkeypatch.setattr(durable_io, "sync_folder", until_it_is_found)
    monkeypatch.setattr(jobs, "foreign_files", until_it_is_gone)
    monkeypatch.setattr(claim, "remove_folder", removed)
    with Running(house.engine()) as engine:
        assert held.is_there.wait(PATIENCE_S)
        (house.incoming / "FILM.jpg").write_bytes(FILM + b"more")
        held.goes_on.set()
        assert is_gone.wait(PATIENCE_S)

        def is_stored():
            engine.look_now()
            return stored(house)

        wait_until(is_stored)
    assert stored(house) == ["FILM.jpg"]
    assert [event.name for event in house.of(events.Claimed)] == ["FILM.jpg"]
    assert house.of(events.JobQueued) == house.of(events.PhotoVanished) == []

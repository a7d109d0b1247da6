"""What the program does by itself: at the start, every so often, on demand, and never after the end."""

import queue
import threading

import pytest
from tests.children import PATIENCE_S

from photospool.engine.background_tasks import BackgroundTask, BackgroundTasks
from photospool.errors import AlbumUnavailable
from photospool.events import TrashEmptied


@pytest.fixture
def done():
    return queue.Queue()


@pytest.fixture
def started():
    made = []

    def start(*chores, tell=lambda _event: None, **options):
        one = BackgroundTasks(chores, **options)
        made.append(one)
        one.start(tell)
        return one

    yield start
    for one in made:
        one.stop()


def test_each_is_done_at_the_start_and_then_when_it_is_due(started, done):
    started(
        BackgroundTask("a", 0.01, lambda tell: done.put("a")), BackgroundTask("b", 3600, lambda tell: done.put("b"))
    )
    assert [done.get(timeout=PATIENCE_S) for _ in range(4)] == ["a", "b", "a", "a"]


def test_all_are_done_on_demand(started, done):
    chores = started(BackgroundTask("a", 3600, lambda tell: done.put("a")))
    assert done.get(timeout=PATIENCE_S) == "a"
    chores.do_now()
    assert done.get(timeout=PATIENCE_S) == "a"


def test_one_that_fails_is_tried_again_and_holds_up_no_other(started, done, caplog):
    def away(_tell):
        done.put("away")
        raise AlbumUnavailable("The album is away.")

    started(BackgroundTask("away", 0.01, away), BackgroundTask("b", 0.01, lambda tell: done.put("b")))
    assert {done.get(timeout=PATIENCE_S) for _ in range(6)} == {"away", "b"}
    assert sum("waits" in record.message for record in caplog.records) <= 1


def test_a_bug_in_one_is_logged_and_does_not_end_the_others(started, done, caplog):
    def broken(_tell):
        raise RuntimeError("a bug")

    chores = started(BackgroundTask("broken", 3600, broken), BackgroundTask("b", 3600, lambda tell: done.put("b")))
    assert done.get(timeout=PATIENCE_S) == "b"
    chores.stop()
    assert "broken failed" in caplog.text


def test_what_happened_is_told(started, done):
    started(BackgroundTask("a", 3600, lambda tell: tell(TrashEmptied(3))), tell=done.put)
    assert done.get(timeout=PATIENCE_S) == TrashEmptied(3)


def test_stop_wakes_a_step_that_waits(done):
    stop = threading.Event()

    def waits(_tell):
        done.put("waits")
        stop.wait(3600)
        done.put("woken")

    chores = BackgroundTasks([BackgroundTask("a", 3600, waits)], stop=stop)
    chores.start(lambda _event: None)
    assert done.get(timeout=PATIENCE_S) == "waits"
    chores.stop()
    assert done.get(timeout=PATIENCE_S) == "woken"


def test_stopping_before_the_start_and_twice_is_fine():
    chores = BackgroundTasks([])
    chores.stop()
    chores.start(lambda _event: None)
    chores.stop()
    chores.stop()

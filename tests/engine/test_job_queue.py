"""Who is in work, and how many at once: as values, without an engine."""

import threading
from pathlib import Path

import pytest
from tests.children import PATIENCE_S

from photospool.engine.job_queue import LARGE_BYTES, JobQueue
from photospool.errors import LooksIncomplete, PhotoNotReady
from photospool.spool.jobs import Job

LATER = PhotoNotReady("Not yet.")
CUT = LooksIncomplete("Looks incomplete.")


def job(name):
    return Job(name, Path(name), Path(name) / "a.jpg", "a.jpg")


@pytest.fixture
def roster():
    return JobQueue(places=4)


class Step:
    """A step that runs until it is let go."""

    def __init__(self, roster, name):
        self.go, self.ended = threading.Event(), threading.Event()
        roster.start(name, lambda: self.go.wait(PATIENCE_S), self.ended.set)

    def end(self):
        self.go.set()
        assert self.ended.wait(PATIENCE_S)


def test_photos_are_begun_in_their_order(roster):
    for name in "ab":
        roster.take(job(name))
    assert [roster.next_ready().id, roster.next_ready().id, roster.next_ready()] == ["a", "b", None]


def test_no_more_than_places_are_under_way(roster):
    steps = [Step(roster, name) for name in "abcd"]
    roster.take(job("e"))
    assert roster.next_ready() is None
    steps[0].end()
    assert roster.next_ready().id == "e"
    for step in steps[1:]:
        step.end()
    assert roster.is_at_rest


def test_after_an_outage_a_film_is_not_the_one_that_may_be_under_way(roster, tmp_path):
    """It may take hours, and photos that come meanwhile are not held up."""
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(LARGE_BYTES)
    roster.outage()
    roster.take(Job("film", tmp_path, path, "film.mp4"))
    film = Step(roster, roster.next_ready().id)
    for name in "ab":
        roster.take(job(name))
    photo = Step(roster, roster.next_ready().id)
    assert roster.next_ready() is None
    photo.end()
    assert roster.next_ready().id == "b"
    film.end()


def test_after_an_outage_one_at_a_time_and_then_twice_as_many(roster):
    roster.outage()
    for name in "abcd":
        roster.take(job(name))
    first = Step(roster, roster.next_ready().id)
    assert roster.next_ready() is None
    roster.stored(job("a"))
    assert roster.next_ready().id == "b"
    first.end()


def test_a_step_runs_once_under_its_name(roster):
    step = Step(roster, "")
    again = Step(roster, "")
    assert roster.runs("")
    assert not again.ended.is_set()
    step.end()
    assert not roster.runs("")


def test_a_step_that_raises_is_over_too(roster, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    ended = threading.Event()
    roster.start("a", lambda: 1 / 0, ended.set)
    assert ended.wait(PATIENCE_S)
    assert not roster.is_busy


def test_waits_end_by_the_clock_or_when_asked(roster):
    roster.wait(job("a"), 10.0, LATER)
    roster.wait(job("b"), 20.0, LATER)
    assert roster.next_wake_s(4.0) == 6.0
    roster.wake(10.0)
    assert roster.next_ready().id == "a"
    roster.hurry(11.0)
    roster.wake(11.0)
    assert roster.next_ready().id == "b"
    assert roster.next_wake_s(11.0) is None


def test_everything_in_work_is_known_and_counts(roster):
    step = Step(roster, "a")
    roster.take(job("b"))
    roster.wait(job("c"), 10.0, LATER)
    assert (roster.known, roster.is_full) == ({"a", "b", "c"}, False)
    roster.take(job("d"))
    assert roster.is_full
    step.end()


def test_the_photo_that_waited_longest_for_its_end_makes_room(roster):
    roster.wait(job("a"), 10.0, LATER)
    roster.wait(job("b"), 99.0, CUT)
    roster.wait(job("c"), 10.0, CUT)
    roster.take(job("d"))
    assert roster.pop_longest_cut() is None  # something else can still move
    roster.next_ready()
    assert [roster.pop_longest_cut()[0].id, roster.pop_longest_cut()[0].id] == ["b", "c"]
    assert roster.pop_longest_cut() is None


def test_whether_others_succeed_is_counted_from_when_a_photo_was_taken(roster):
    roster.take(job("a"))
    assert not roster.others_succeed(job("a"))
    roster.stored(job("b"))
    assert roster.others_succeed(job("a"))
    roster.forget(job("a"))
    roster.take(job("a"))
    assert not roster.others_succeed(job("a"))


def test_a_refusal_is_of_the_photo_where_others_were_stored_since_the_one_before(roster):
    roster.take(job("a"))
    roster.stored(job("b"))
    assert not roster.refused(job("a")), "the first says nothing yet"
    assert not roster.refused(job("a")), "nothing goes through"
    roster.stored(job("c"))
    assert roster.refused(job("a"))
    assert not roster.refused(job("a"))
    roster.forget(job("a"))
    roster.stored(job("d"))
    assert not roster.refused(job("a"))


def test_refusals_are_counted_until_somebody_asks(roster):
    roster.take(job("a"))
    for number in (1, 2, 3):
        assert not roster.refused(job("a"))
        assert roster.refusals(job("a")) == number
    roster.hurry(0.0)
    roster.refused(job("a"))
    assert roster.refusals(job("a")) == 1
    roster.forget(job("a"))
    assert roster.refusals(job("a")) == 0

"""Two at a time, told in order, and ended as soon as nobody wants them any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from tests.children import PATIENCE_S

from photospool.album.in_flight import InFlight
from photospool.errors import AlbumUnavailable, PhotoError


def test_two_are_under_way_together_and_told_in_their_order() -> None:
    both = threading.Barrier(2)

    def do(number: int) -> int:
        if number < 2:
            both.wait(PATIENCE_S)  # neither ends before the other has begun
        return number * 10

    assert list(InFlight(do).of(range(5))) == [(0, 0), (1, 10), (2, 20), (3, 30), (4, 40)]


def test_those_that_are_alike_are_done_one_after_the_other_in_their_order() -> None:
    begun = {word: threading.Event() for word in ("a1", "a2", "b1", "b2", "b3")}

    def do(word: str) -> list[str]:
        begun[word].set()
        if word == "a1":
            assert not begun["a2"].wait(0.2)  # there is room for it, and it is not begun before we end
        if word == "b1":
            assert begun["a2"].wait(PATIENCE_S)  # of another kind: together
        return [other for other, event in begun.items() if event.is_set()]

    words = ["a1", "a2", "b1", "b2", "b3"]
    found = dict(InFlight(do, alike=lambda word: word[0]).of(words))
    assert list(found) == words
    assert "b3" not in found["b2"]


def test_what_one_raises_comes_at_its_turn() -> None:
    def do(number: int) -> int:
        if number == 1:
            raise PhotoError("This one.", "")
        return number

    told = []
    with pytest.raises(PhotoError, match=r"This one\."):
        for one in InFlight(do).of(range(100)):
            told.append(one)
    assert told == [(0, 0)]


def test_nothing_more_is_begun_or_read_once_nobody_asks() -> None:
    begun: list[int] = []
    reads = threading.Event()

    def endless() -> Iterator[bytes]:
        while True:
            reads.set()
            yield b"."

    def do(number: int) -> int:
        begun.append(number)
        if number:
            for _ in flight.watched(endless()):
                pass
        return number

    flight: InFlight[int, int] = InFlight(do)
    results = flight.of(range(100))
    assert next(results) == (0, 0)
    assert reads.wait(PATIENCE_S)
    results.close()  # returns: what was being read has ended
    assert len(begun) <= 3


def test_a_reading_that_was_ended_says_so() -> None:
    flight: InFlight[int, int] = InFlight(int)
    assert list(flight.of([1])) == [(1, 1)]
    with pytest.raises(AlbumUnavailable):
        next(flight.watched(iter([b"."])))

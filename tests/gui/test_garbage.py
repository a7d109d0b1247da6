"""Where circles are broken up: an object of Qt's that goes in another thread ends the program by a signal."""

import gc
import threading
import weakref

import pytest

from photospool.gui.garbage import GarbageCollection


class Circle:
    """Nothing but itself holds it."""

    def __init__(self, went: list[threading.Thread]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: went.append(threading.current_thread()))


def busy() -> None:
    """Makes what Python's own collector counts, far more than it waits for."""
    kept = [[[] for _ in range(100)] for _ in range(1000)]
    del kept


@pytest.fixture
def collection(qapp):
    found = GarbageCollection()
    found._timer.setInterval(1)
    yield found
    found.close()


def test_what_a_circle_held_goes_in_the_window_s_thread(qtbot, collection):
    went: list[threading.Thread] = []
    Circle(went)
    other = threading.Thread(target=busy)
    other.start()
    other.join()
    assert went == []
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: went != [])
    assert went == [threading.main_thread()]
    del kept


def test_the_old_are_looked_through_as_seldom_as_python_does(collection, monkeypatch):
    asked: list[int] = []
    collection._timer.stop()
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", asked.append)
    for counts in ((700, 10, 10), (701, 10, 10), (701, 11, 10), (701, 11, 11), (0, 11, 11)):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        collection.look()
    assert asked == [0, 1, 2]


def test_python_looks_again_when_the_program_is_gone(collection):
    assert not gc.isenabled()
    collection.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0

"""A step that runs for a page: its answer comes in the window's thread, and whatever it held goes there."""

from __future__ import annotations

import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QTimer

from photospool.gui.background import Background


class Page(QObject):
    """With a timer, as many have: Qt lets nobody stop it from another thread."""

    def __init__(self, begun, goes_on):
        super().__init__()
        self._begun, self._goes_on = begun, goes_on
        self._timer = QTimer(self)
        self._timer.start(10_000)

    def step(self):
        self._begun.set()
        self._goes_on.wait()


def fails(page):
    page.step()
    raise OSError(page)


@pytest.mark.parametrize("ends", [Page.step, fails])
@pytest.mark.parametrize("is_forgotten", [False, True])
def test_a_page_that_only_its_step_knows_any_more_goes_in_the_windows_thread(qtbot, ends, is_forgotten):
    begun, goes_on, gone_in = threading.Event(), threading.Event(), []
    work = Background()
    page = Page(begun, goes_on)
    weakref.finalize(page, lambda: gone_in.append(threading.current_thread()))
    work.ask(lambda page=page: ends(page))
    del page
    qtbot.waitUntil(begun.is_set)
    if is_forgotten:
        work.forget()
        del work
    goes_on.set()
    qtbot.waitUntil(lambda: bool(gone_in))
    assert gone_in == [threading.current_thread()]


def test_only_the_newest_answer_is_told(qtbot):
    work, answers, begun, late = Background(), [], threading.Event(), threading.Event()
    work.answered.connect(answers.append)
    work.ask(lambda: [begun.set(), late.wait(), "old"][2])
    qtbot.waitUntil(begun.is_set)
    work.ask(lambda: "new")
    qtbot.waitUntil(lambda: bool(answers))
    late.set()
    qtbot.waitUntil(lambda: not any(thread.name == "photospool-dialog" for thread in threading.enumerate()))
    qtbot.wait(10)
    assert (answers, work.is_busy) == (["new"], False)


def test_a_step_that_fails_is_told(qtbot):
    work = Background()
    with qtbot.waitSignal(work.failed) as told:
        work.ask(lambda: 1 / 0)
    assert isinstance(told.args[0], ZeroDivisionError)
    assert not work.is_busy

"""Ten thousand photos waiting: how much work the window does in one turn of its loop, counted and not timed.

What a turn costs in milliseconds on one machine is tests/benchmarks/window.py's to say.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Slot

from photospool import events
from photospool.gui import engine_thread
from photospool.gui.state import Status, fold_all

MANY = 10_000


def test_events_come_by_handfuls_and_the_loop_turns_between(qtbot):
    room = engine_thread.EngineThread()
    told, handfuls, turns = [], [], []

    class Ear(QObject):
        @Slot(object)
        def hear(self, event):
            told.append(event)

        @Slot()
        def turned(self):
            handfuls.append(len(told))

    ear = Ear()
    room.told.connect(ear.hear)
    room.turned.connect(ear.turned)
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(len(told)))
    timer.start(0)
    for number in range(MANY):
        room.tell(events.Claimed(str(number), f"{number}.jpg"))
    qtbot.waitUntil(lambda: len(told) == MANY)
    timer.stop()
    sizes = [after - before for before, after in zip([0, *handfuls], handfuls, strict=False)]
    assert max(sizes) == engine_thread.AT_ONCE
    assert [event.job for event in told] == [str(number) for number in range(MANY)]
    # Other things had their turn all the while: never more than two handfuls between two of them.
    assert (
        max(after - before for before, after in zip([0, *turns], [*turns, MANY], strict=False))
        <= 2 * engine_thread.AT_ONCE
    )


def test_a_status_of_ten_thousand_photos_is_drawn_by_a_few_widgets(run, here):
    program = run()
    program.wait(lambda: program.status.is_running)
    program.app.status = fold_all(program.app.status, [events.JobQueued("first", "first.jpg")])
    program.app.draw()  # a label that can be selected makes what it needs for that at the first drawing
    program.app.status = fold_all(program.app.status, [events.JobQueued(str(n), f"{n}.jpg") for n in range(1000)])
    before = len(program.window.findChildren(QObject))
    program.app.draw()
    assert len(program.window.findChildren(QObject)) == before
    program.app.status = Status()


@pytest.mark.parametrize("count", [MANY])
def test_ten_thousand_photos_in_incoming(run, here, count):
    """They are counted, a few are taken at a time, and the window answers: each click is seen in the next turns."""
    incoming = Path(here.settings.folders.incoming)
    for number in range(count):
        (incoming / f"{number:05}.jpg").write_bytes(b"never a photo %d" % number)
    program = run(here.remembering(paused=True))
    program.wait(lambda: program.status.incoming == count)
    program.wait(lambda: program.window.strip.incoming.accessibleName() == "Incoming: 10,000")
    turns = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(len(program.status.working)))
    timer.start(0)
    program.button("resume").click()
    program.wait(lambda: len(program.status.issues) >= 20)
    timer.stop()
    assert max(turns) <= 8  # twice as many as upload slots, however many wait
    program.wait(lambda: len(program.window.issues.items) >= 20)
    assert not program.window.issues.cards  # of one reason, so one head stands for all
    (group,) = program.window.issues.groups.values()
    group._open(True)
    assert len(group.cards) <= 30

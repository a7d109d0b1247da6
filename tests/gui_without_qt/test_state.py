"""What is shown after what was told: no window, no Qt, only values."""

import subprocess
import sys

import pytest

from photospool import events
from photospool.events import Outcome, Pause, QueuePaused
from photospool.gui.faces import State
from photospool.gui.state import IssuesSeen, PausedUntil, Remembered, Status, fold, fold_all

OFFLINE = QueuePaused(Pause.OFFLINE, "The album can't be reached.", "It goes on by itself.")
USER = QueuePaused(Pause.USER, "Paused.", "")
REFUSED = QueuePaused(Pause.REFUSED, "The password is not accepted.", "Enter it again.")
UNCONFIRMED = QueuePaused(Pause.UNCONFIRMED, "Nothing is moved yet.", "")


def stored(job, name="a.jpg"):
    return events.PhotoStored(job, name, "md5", Outcome.NEW, "/done/a.jpg")


def set_aside(job):
    return events.PhotoSetAside(job, "b.jpg", "This is no photo.", "It is kept.")


def after(*told, start=None):
    return fold_all(start or Status(), told)


def test_a_photos_way():
    status = after(events.EngineStarted(), events.ScanFinished(2, 1, {"video": 3}))
    assert (status.incoming, status.settling, status.left_alone, status.state) == (2, 1, {"video": 3}, State.IDLE)
    status = after(events.Claimed("1", "a.jpg"), events.Claimed("2", "b.jpg"), start=status)
    assert (status.incoming, status.working, status.state) == (0, {"1": "a.jpg", "2": "b.jpg"}, State.WORKING)
    status = after(stored("1"), set_aside("2"), start=status)
    assert (status.working, status.done, status.issues, status.state) == ({}, 1, {"2"}, State.ATTENTION)
    status = after(events.JobQueued("2", "b.jpg"), start=status)
    assert (status.working, status.issues, status.state) == ({"2": "b.jpg"}, set(), State.WORKING)
    assert after(stored("2"), start=status).state is State.IDLE


def test_photos_in_are_photos_somewhere():
    """Whatever happens to three photos, each is counted once."""
    ends = [stored, set_aside, lambda job: events.PhotoWaiting(job, "c.jpg", "Not yet.", 5.0)]
    for first in ends:
        for second in ends:
            status = after(events.ScanFinished(3, 0, {}), events.Claimed("1", "x"), events.Claimed("2", "y"))
            status = after(first("1"), second("2"), start=status)
            assert status.incoming + len(status.working) + status.done + len(status.issues) == 3


def test_a_photo_that_only_waits_is_no_work():
    status = after(events.Claimed("1", "a.jpg"), events.PhotoWaiting("1", "a.jpg", "It looks incomplete.", 10.0))
    assert (status.waiting, status.state) == ({"1": "It looks incomplete."}, State.IDLE)
    assert after(stored("1"), start=status).waiting == {}


@pytest.mark.parametrize("end", [events.PhotoVanished("1", "a"), events.PhotoTakenOut("1", "a", "/elsewhere/a")])
def test_a_photo_that_somebody_took_is_counted_nowhere(end):
    assert after(events.Claimed("1", "a"), end).working == {}
    assert after(set_aside("1"), end).issues == frozenset()


@pytest.mark.parametrize(
    ("told", "face"),
    [
        ([OFFLINE], State.OFFLINE),
        ([USER], State.PAUSED),
        ([UNCONFIRMED], State.PAUSED),
        ([REFUSED], State.ATTENTION),
        ([OFFLINE, USER], State.PAUSED),
        ([USER, REFUSED], State.ATTENTION),
        ([events.EngineCrashed("…")], State.ATTENTION),
        ([events.EngineRefused("Photospool is already running.", "")], State.ATTENTION),
    ],
)
def test_what_must_be_mended_is_told_first(told, face):
    assert after(events.EngineStarted(), events.Claimed("1", "a"), *told).state is face


def test_one_reason_goes_and_the_other_stays():
    status = after(OFFLINE, USER, events.PauseEnded(Pause.USER))
    assert (status.pause, status.is_paused_by_user) == (OFFLINE, False)
    assert after(events.PauseEnded(Pause.OFFLINE), events.QueueResumed(), start=status).pause is None


def test_a_new_engine_begins_with_its_own_pauses_and_a_crash_stays_to_be_read():
    status = after(events.Claimed("1", "a"), OFFLINE, events.EngineCrashed("report"), events.EngineStopped())
    assert (status.working, status.pauses, status.crash) == ({}, {}, "report")
    assert after(events.EngineStarted(), start=status).crash == ""


def test_history_and_folders_are_the_beginning():
    status = after(Remembered(1284, ("1", "2")), IssuesSeen(("2",)), PausedUntil(5.0))
    assert (status.done, status.issues, status.paused_until) == (1284, {"2"}, 5.0)


def test_copies_in_trouble_and_photos_that_two_machines_changed():
    trouble = events.ReplicaFailed("nas", "It can't be reached.", "It goes on by itself.")
    status = after(trouble, events.ConflictsFound(("a.jpg",)), events.ConflictsFound(("b.jpg", "a.jpg")))
    assert (status.copy_troubles, status.conflicts) == ({"nas": trouble}, ("a.jpg", "b.jpg"))
    assert after(events.ReplicaRecovered("nas"), start=status).copy_troubles == {}


def test_nothing_new_is_the_same_object():
    status = after(events.EngineStarted())
    assert fold(status, events.Event()) is status


def test_it_knows_no_qt():
    code = "import sys, photospool.gui.state; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_photo_whose_folder_refuses_shows_on_the_icon_until_it_moves():
    stays = events.PhotoStays("locked/a.jpg", "locked may not be written to.", "Please give yourself the right.")
    status = after(stays, events.ScanFinished(0, 0, {"can't be moved": 1}))
    assert (status.stuck, status.stays, status.state) == (1, stays, State.ATTENTION)
    assert after(events.ScanFinished(0, 0, {}), start=status).state is State.IDLE

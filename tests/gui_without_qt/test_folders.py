"""Several incoming folders in the status, and what is told when one of them goes away."""

from __future__ import annotations

from photospool import events
from photospool.config.settings import Notifications
from photospool.events import FolderSeen, Pause, ScanFinished
from photospool.gui.faces import State
from photospool.gui.notifications.grouping import Grouping, Over, Stop
from photospool.gui.state import Status, fold_all

HELD = FolderSeen("b", "Ben's phone", False, 0, 0, {}, "The incoming folder /b is missing.", "Connect its disk.")
THERE = FolderSeen("", "", False, 3, 0, {})


def test_folders_are_known_until_the_engine_ends():
    status = fold_all(Status(), [events.EngineStarted(), ScanFinished(3, 0, {}, (THERE, HELD))])
    assert status.folders == (THERE, HELD)
    assert status.incoming == 3
    assert fold_all(status, [ScanFinished(0, 0, {})]).folders == ()
    assert fold_all(status, [events.EngineStopped()]).folders == ()


def test_one_that_is_away_needs_attention():
    begun = [events.EngineStarted(), ScanFinished(0, 0, {}, (THERE, HELD))]
    assert fold_all(Status(), begun).state is State.ATTENTION
    assert fold_all(Status(), [*begun, ScanFinished(0, 0, {}, (THERE,))]).state is State.IDLE


def test_a_card_that_is_away_needs_nobody():
    card = FolderSeen("c", "Card", True, 0, 0, {}, "It is missing.", "", comes_and_goes=True)
    assert fold_all(Status(), [events.EngineStarted(), ScanFinished(0, 0, {}, (THERE, card))]).state is State.IDLE


def test_it_is_told_once_with_its_name_and_over_when_it_is_there():
    grouping = Grouping(Notifications())
    held = events.FolderHeld("Ben's phone", "It is missing.", "Connect its disk.")
    (told,) = grouping.tell(held, 0.0)
    assert told == Stop(Pause.FOLDERS, "Ben's phone: It is missing.", "Connect its disk.")
    assert any(isinstance(one, Over) for one in grouping.tell(events.FolderReleased("Ben's phone"), 1.0))


def test_who_wants_no_such_messages_gets_none():
    held = events.FolderHeld("Ben's phone", "It is missing.", "Connect its disk.")
    assert Grouping(Notifications(stops=False)).tell(held, 0.0) == []

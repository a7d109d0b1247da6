"""The gate: reasons to stand still, told once, looked at again in good time."""

import random
import time

import pytest

from photospool.engine.pause_state import LAST_LOOK_S, PauseState
from photospool.engine.retry_policy import REFUSED_WAIT_S
from photospool.events import Pause, PauseEnded, QueuePaused, QueueResumed


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def told():
    return []


@pytest.fixture
def gate(clock, told):
    return PauseState(told.append, clock, random.Random(1))


def test_a_reason_found_again_is_told_once(gate, told):
    for _ in range(50):
        gate.close(Pause.OFFLINE, "The album can't be reached.", "It goes on by itself.")
    gate.open(Pause.OFFLINE)
    gate.open(Pause.OFFLINE)
    paused = QueuePaused(Pause.OFFLINE, "The album can't be reached.", "It goes on by itself.")
    assert told == [paused, PauseEnded(Pause.OFFLINE), QueueResumed()]


def test_another_cause_of_the_same_kind_is_told(gate, told):
    gate.close(Pause.REFUSED, "Wrong password.")
    gate.close(Pause.REFUSED, "No such database.")
    assert len(told) == 2


def test_it_opens_when_the_last_reason_is_gone(gate, told):
    gate.close(Pause.USER, "Paused.", by_itself=False)
    gate.close(Pause.DISK_FULL, "No room.")
    gate.open(Pause.DISK_FULL)
    assert not gate.is_open
    assert told[-1] == PauseEnded(Pause.DISK_FULL)
    assert QueueResumed() not in told
    gate.open(Pause.USER)
    assert gate.is_open
    assert told[-1] == QueueResumed()


def test_looks_come_later_and_later_up_to_a_minute(gate, clock):
    waits = []
    for _ in range(10):
        gate.close(Pause.OFFLINE, "Away.")
        waits.append(gate.next_look_s())
        clock.now += waits[-1]
        assert gate.due() == [Pause.OFFLINE]
    assert 2.5 <= waits[0] <= 5
    assert LAST_LOOK_S / 2 <= waits[-1] <= LAST_LOOK_S


def test_an_outage_of_days_is_looked_at_no_more_rarely(gate, clock):
    for _ in range(5000):
        gate.close(Pause.OFFLINE, "Away.")
        clock.now += gate.next_look_s()
    gate.close(Pause.OFFLINE, "Away.")
    assert LAST_LOOK_S / 2 <= gate.next_look_s() <= LAST_LOOK_S


def test_the_server_may_say_when(gate):
    gate.close(Pause.OFFLINE, "Locked.", retry_after_s=300)
    assert gate.next_look_s() == 300


def test_a_refusal_is_looked_at_rarely_and_a_wrong_password_never_by_itself(gate, clock):
    gate.close(Pause.REFUSED, "No database.")
    assert gate.next_look_s() == REFUSED_WAIT_S
    gate.close(Pause.REFUSED, "Wrong password.", by_itself=False)
    assert gate.next_look_s() is None
    clock.now += 1e9
    assert gate.due() == []
    gate.look_now()
    assert gate.due() == [Pause.REFUSED]


def test_a_longer_pause_ends_sooner_where_there_is_something_new_to_try(gate, clock, told):
    gate.close(Pause.REFUSED, "You may not.", retry_after_s=3600.0)
    assert 3590.0 < told[0].again_at - time.time() <= 3600.0
    gate.sooner(Pause.REFUSED, 300.0)
    assert gate.next_look_s() == 300.0
    clock.now += 200
    gate.sooner(Pause.REFUSED, 300.0)
    assert gate.next_look_s() == 100.0, "from when it was refused on"
    gate.sooner(Pause.OFFLINE, 1.0)
    assert gate.reasons == {Pause.REFUSED}
    gate.close(Pause.REFUSED, "Wrong password.", by_itself=False)
    gate.sooner(Pause.REFUSED, 300.0)
    assert gate.next_look_s() is None, "only its owner ends that"


def test_asking_to_look_does_not_end_the_users_own_pause(gate):
    gate.close(Pause.USER, "Paused.", by_itself=False)
    gate.look_now()
    assert gate.due() == []


def test_before_the_yes_a_folder_that_is_not_there_is_not_told_but_looked_for(gate, told):
    """It may never have been made: the yes makes it."""
    gate.close(Pause.UNCONFIRMED, "Nothing is moved yet.", by_itself=False)
    gate.close(Pause.FOLDERS, "The work folder is not there.")
    assert told == [QueuePaused(Pause.UNCONFIRMED, "Nothing is moved yet.", "")]
    assert gate.next_look_s() is not None
    gate.open(Pause.FOLDERS)
    assert gate.reasons == {Pause.UNCONFIRMED}

"""Of several who find a film lacking one sends it, whatever their clocks say, and whoever of them is ended."""

from __future__ import annotations

import threading
import time

import pytest

from photospool.album.documents import original_id
from photospool.album.replication import carrying, claims, resend
from photospool.album.replication.models import Carrying, Condition
from photospool.album.replication.monitor import ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.replications import Replications
from photospool.album.replication.resend import send_what_fits
from photospool.errors import AlbumUnavailable

from ...children import joined
from .conftest import PATIENCE_S, PIECES, lacking_in, quiet, until
from .films_on_their_way import become_equal, carry_until, has

pytestmark = pytest.mark.usefixtures("large_is_small")

YEAR_S = 365 * 86_400


def carried(album, copy, pauses):
    """By so many at once, each with a pause of its own; what each found that it lacked and that is there now."""
    found = []

    def send(pause):
        state = until(lambda: (state := send_what_fits(album, copy, pause=pause)).sent and state)
        found.append([item.photo_id for item in state.sent])

    threads = [threading.Thread(target=send, args=[pause]) for pause in pauses]
    until(lambda: state_of(album, copy, compare=True).missing)
    for thread in threads:
        thread.start()
    joined(*threads, within_s=2 * PATIENCE_S)
    return found


def when_first(deed):
    """Done at the first call, once for all who share it."""
    calls = []

    def once():
        calls.append(1)
        if len(calls) == 1:
            deed()

    return once


def test_two_who_find_the_same_film_lacking_send_it_once(album, carried_by, bytes_read):
    copy, there, photo_id = carried_by()
    waits, second, found = threading.Event(), [], []

    def stands_behind(seconds):
        if seconds:
            waits.set()
            time.sleep(0.1)

    def begin():
        second.append(threading.Thread(target=lambda: found.extend(carried(album, copy, [stands_behind]))))
        second[0].start()
        assert waits.wait(PATIENCE_S)

    carry_until(album, copy, 2, begin)
    joined(*second)
    assert found == [[photo_id]]
    assert sum(bytes_read) == PIECES << 18
    assert there.get(original_id(photo_id), conflicts="true") == album.get(original_id(photo_id))
    assert claims.read(album, copy)["now"] == {}


def test_two_machines_that_carry_the_same_film_at_once_leave_one(album, carried_by, bytes_read, monkeypatch):
    copy, there, photo_id = carried_by()
    monkeypatch.setattr(claims, "NOTED_S", 0.0)
    both, has_looked = threading.Barrier(2, timeout=PATIENCE_S), threading.Event()
    write, begun = claims.write, {}

    def at_once(album, copy, change):
        me = threading.current_thread()
        if len(begun) < 2 and me not in begun:
            known = change(claims.read(album, copy) or {"_id": claims._note_id(copy)})
            begun[me] = known["now"][photo_id]["by"]
            both.wait()  # neither has read of the other
            for by in sorted(begun.values()):  # the one that has to give way does not write last
                if by == begun[me]:
                    album.put_document(known)
                both.wait()
            return
        if begun.get(me) == max(begun.values()):
            assert has_looked.wait(PATIENCE_S)  # it goes on no further before the other one could hear of it
        try:
            write(album, copy, change)
        except claims._Busy:
            has_looked.set()
            raise

    monkeypatch.setattr(claims, "write", at_once)
    assert carried(album, copy, [lambda _s: time.sleep(0.05)] * 2) == [[photo_id], [photo_id]]
    assert PIECES << 18 <= sum(bytes_read) < 2 * (PIECES << 18)
    assert there.get(original_id(photo_id), conflicts="true") == album.get(original_id(photo_id))


@pytest.mark.parametrize("off_s", [-86_400, 0, 86_400])
def test_a_claim_of_one_that_died_holds_nobody_up_whatever_its_clock_said(album, carried_by, monkeypatch, off_s):
    copy, there, photo_id = carried_by()
    monkeypatch.setattr(claims, "SILENT_S", 0.5)
    dead = {photo_id: {"by": "z", "sent": 300_000, "at": time.time() + off_s}, "other": "no claim"}
    claims.write(album, copy, lambda known: {**known, "now": dead})
    assert (carrying.look(album, copy).now is None) == (off_s != 0)
    waited = []
    until(lambda: [send_what_fits(album, copy, pause=waited.append)] and has(there, photo_id))
    assert claims.LOOK_S in waited
    until(lambda: not lacking_in(album, copy))
    assert claims.read(album, copy)["now"] == {}


def jumped(monkeypatch, by_s):
    """The computer's clock, for every part of the program, is set forward or back."""
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + by_s)


@pytest.mark.parametrize("by_s", [-YEAR_S, -86_400, 86_400, YEAR_S])
def test_a_clock_that_jumps_meanwhile_changes_nothing(album, carried_by, bytes_read, monkeypatch, by_s):
    copy, there, photo_id = carried_by()
    monkeypatch.setattr(claims, "NOTED_S", 0.0)
    carry_until(album, copy, 3, lambda: jumped(monkeypatch, by_s))
    become_equal(album, copy, there, photo_id)
    assert carrying.look(album, copy) == Carrying()
    assert sum(bytes_read) == PIECES << 18


@pytest.mark.parametrize("by_s", [-86_400, 86_400])
def test_a_clock_that_jumps_holds_up_nobody_who_waits_for_a_claim_and_hurries_nobody(
    album, carried_by, bytes_read, monkeypatch, by_s
):
    copy, there, photo_id = carried_by()
    monkeypatch.setattr(claims, "SILENT_S", 3.0)
    dead = {photo_id: {"by": "z", "sent": 300_000, "at": time.time()}}
    claims.write(album, copy, lambda known: {**known, "now": dead})
    waited, begun = [], []

    def pause(seconds):
        (waited if seconds else begun).append(time.monotonic())
        if seconds:
            time.sleep(0.1)
        if len(waited) == 2:
            jumped(monkeypatch, by_s)

    until(lambda: [send_what_fits(album, copy, pause=pause)] and has(there, photo_id))
    # As long as by a clock that nobody sets, though the other one's note is a day old, or of tomorrow, by now.
    assert begun[0] - waited[0] >= 1.5
    assert sum(bytes_read) == PIECES << 18


@pytest.mark.parametrize("by_s", [-86_400, 86_400])
def test_a_clock_that_jumps_neither_hurries_nor_puts_off_the_next_try(album, carried_by, monkeypatch, by_s):
    _copy, there, photo_id = carried_by()
    now, tries = [0.0], []
    tending = ReplicationMonitor(album, pause=lambda _seconds: None, now=lambda: now[0])

    def cut(*_what):
        tries.append(1)
        raise AlbumUnavailable("The line ended.")

    with monkeypatch.context() as moment:
        moment.setattr(resend, "carry", cut)
        until(lambda: [tending.daily(quiet)] and tries)
        jumped(moment, by_s)
        tries.clear()
        for _ in range(3):
            tending.often(quiet)
        assert tries == []  # the half hour is not over
    now[0] += 1801.0
    until(lambda: [tending.often(quiet)] and has(there, photo_id))


def test_what_stands_still_is_taken_over_and_still_comes_once(album, carried_by, monkeypatch):
    copy, there, photo_id = carried_by()
    monkeypatch.setattr(claims, "SILENT_S", 0.5)
    is_there = threading.Event()
    hold = when_first(lambda: is_there.wait(PATIENCE_S))

    def pause(seconds):
        if not seconds:
            hold()
        elif has(there, photo_id):
            is_there.set()
        time.sleep(min(seconds, 0.1))

    def send():
        until(lambda: [send_what_fits(album, copy, pause=pause)] and has(there, photo_id))
        is_there.set()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    joined(*threads, within_s=2 * PATIENCE_S)
    assert there.get(original_id(photo_id), conflicts="true") == album.get(original_id(photo_id))


def test_paused_while_it_waits_for_another_it_sends_nothing(album, carried_by, bytes_read):
    copy, there, photo_id = carried_by()
    going = {photo_id: {"by": "z", "sent": 0, "at": time.time()}}
    claims.write(album, copy, lambda known: {**known, "now": going})
    asked = []

    def pause(seconds):
        asked.append(seconds)
        Replications(album).pause(copy)

    state = until(lambda: (state := send_what_fits(album, copy, pause=pause)) and asked and state)
    assert (state.condition, bytes_read, has(there, photo_id)) == (Condition.PAUSED, [], False)
    assert claims.read(album, copy)["now"] == going


def test_a_claim_asks_the_albums_server_little(album, carried_by, monkeypatch):
    copy, there, _photo_id = carried_by()
    asked, request = [], album.guard.request
    monkeypatch.setattr(
        album.guard, "request", lambda *what, **more: (asked.append(what[:3]), request(*what, **more))[1]
    )
    (item,) = carrying.look(album, copy).left
    monkeypatch.setattr(claims, "NOTED_S", PATIENCE_S)
    asked.clear()
    claim = claims.Claim(album, copy, item, quiet)
    claim.take(time.sleep)
    for number in range(0, 6 << 18, 1 << 18):
        claim.goes_on(number)  # before it is time to note it, nobody is asked anything
    claim.close()
    assert len(asked) == 6, asked  # two of them are the list of copies
    assert claims.read(album, copy)["now"] == {}
    there.close()

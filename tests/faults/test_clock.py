"""The computer's clock jumps, or the computer sleeps: waits go by a clock that nobody sets."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.parts import House, Running, wait_for

from photospool import events
from photospool.errors import AlbumUnavailable, LooksIncomplete, PhotoNotReady
from photospool.events import Pause

YEAR_S = 365 * 86400.0


@pytest.mark.parametrize("jump_s", [YEAR_S, -YEAR_S, 3600.0, -3600.0])
def test_a_jump_of_the_clock_neither_gives_up_nor_waits_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump_s: float
) -> None:
    house = House(tmp_path)
    (house.incoming / "a.jpg").write_bytes(b"photo")
    (house.incoming / "cut.jpg").write_bytes(b"cut")
    now, tries = time.time, []

    def not_yet(path: Path) -> None:
        if path.name == "cut.jpg":
            raise LooksIncomplete("Looks incomplete.", "It waits.")
        tries.append(path)
        if len(tries) == 1:
            monkeypatch.setattr(time, "time", lambda: now() + jump_s)
            raise PhotoNotReady("Not yet.", "It waits.")

    house.decoder.before = not_yet
    engine = house.engine()
    with Running(engine):
        wait_for(lambda: any(event.name == "a.jpg" for event in house.of(events.PhotoWaiting)))
        (waiting,) = [event for event in house.of(events.PhotoWaiting) if event.name == "a.jpg"]
        assert 2.5 <= waiting.wait_s <= 15 * 60
        engine.look_now()
        wait_for(lambda: house.of(events.PhotoStored))
    assert house.files("done") == ["a.jpg"]
    # The one that looks cut off waits, or is set aside with its reason where a jump makes it look long untouched.
    assert house.files("work") and not house.of(events.EngineCrashed)


def test_after_a_sleep_everything_is_looked_at_at_once(tmp_path: Path) -> None:
    """The clock of the waits may go on while the computer sleeps (macOS, Windows): all of them are over then."""
    house = House(tmp_path)
    slept = [0.0]
    away = [AlbumUnavailable("Nobody answers.", "It waits.")]
    check = house.album.check

    def checked() -> object:
        if away:
            raise away[0]
        return check()

    house.album.check = checked
    (house.incoming / "a.jpg").write_bytes(b"photo")
    engine = house.engine(clock=lambda: time.monotonic() + slept[0])
    with Running(engine):
        wait_for(lambda: house.of(events.QueuePaused))
        away.clear()
        slept[0] = 8 * 3600.0
        engine._wake.set()
        wait_for(lambda: house.of(events.PhotoStored))
    assert [event.reason for event in house.of(events.QueuePaused)] == [Pause.OFFLINE]

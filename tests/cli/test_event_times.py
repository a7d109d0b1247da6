"""The end of an event, as somebody types it."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from photospool.cli.event import when
from photospool.config.current_event import in_hours
from photospool.errors import SettingsError

NOW = datetime(2030, 5, 1, 12, 0)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("23:00", datetime(2030, 5, 1, 23, 0)),
        ("11:00", datetime(2030, 5, 2, 11, 0)),
        ("4h", datetime(2030, 5, 1, 16, 0)),
        ("2030-06-01T23:00", datetime(2030, 6, 1, 23, 0)),
    ],
)
def test_it_is_a_time_of_this_computer(text, end):
    assert when(text, NOW) == end


def test_one_with_a_time_zone_is_that_very_moment():
    """Its zone was left away, and the event ended hours too soon or too late."""
    end = datetime(2030, 6, 1, 21, 0, tzinfo=UTC)
    there = (end + timedelta(hours=14)).strftime("%Y-%m-%dT%H:%M+14:00")
    assert when(there, NOW).astimezone(UTC) == end


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't change its zone for one test")
@pytest.mark.parametrize(("evening", "clock"), [((2027, 3, 28, 0, 30), "05:30"), ((2027, 10, 31, 0, 30), "03:30")])
def test_four_hours_are_four_in_the_night_in_which_the_clock_is_changed(monkeypatch, evening, clock):
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        now = datetime(*evening)
        for end in (when("4h", now), in_hours(now, 4)):
            assert end.timestamp() - now.timestamp() == 4 * 3600
            assert f"{end:%H:%M}" == clock
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("text", ["23:00+14:00", "0001-01-01", "soon", "", "25:00", "-4h"])
def test_what_is_none_is_said(text):
    with pytest.raises(SettingsError, match="This is no time"):
        when(text, NOW)

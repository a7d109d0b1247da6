"""When a photo was taken: the first plausible answer of several, as the camera's own wall clock said it.

The original's own date comes before the scan's, whoever tells it (Metadata Working Group, guideline 2.0, 5.3). An
unknown offset stays unknown; an instant becomes the local day. Pure functions; it never opens a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final

from photospool.photo.metadata.filename_dates import in_folders, in_name
from photospool.photo.metadata.partial_date import Moment, full_day, of_instant, offset_of, written
from photospool.photo.photo import Taken

_EARLIEST = date(1826, 1, 1)  # nothing was photographed before
_APART = timedelta(days=1)

FILE_NAME: Final = "file name"
FOLDER: Final = "folder"
FILE_TIME: Final = "file time"
ARRIVAL: Final = "arrival"
"""Nothing tells when; it is the day on which it was added."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that may say when."""

    source: str
    """As in ``Taken.source``."""
    text: str
    """A date as EXIF or ISO 8601 write it."""
    fraction: str = ""
    """Digits behind the seconds, where they stand apart."""
    offset: str = ""
    """``+02:00``, where it stands apart."""
    is_instant: bool = False
    """Whether it is Greenwich time, which says nothing of the wall clock: a satellite's."""


@dataclass(frozen=True, slots=True)
class Zone:
    """What is known of where the clock hung."""

    offset: str = ""
    """``+02:00`` by the photo itself; empty: nothing."""
    by: str = ""
    """What told so, as it follows a source: ``camera's zone``."""
    here: tzinfo | None = None
    """This computer's; None asks the system, which knows summer and winter."""

    def local(self, moment: Moment) -> tuple[Moment, str]:
        """The instant on the wall there, and what stands behind its source."""
        instant = moment.in_utc()
        if self.offset:
            return self._told(moment, instant.astimezone(_fixed(self.offset))), f", {self.by}"
        return self._told(moment, instant.astimezone(self.here)), ", this computer's zone"

    @staticmethod
    def _told(moment: Moment, local: datetime) -> Moment:
        return replace(of_instant(local), fraction=moment.fraction)


def zone_of(offsets: Iterable[str], wall: str, satellite: str, here: tzinfo | None = None) -> Zone:
    """By the offsets that a photo tells; else by its clock against a satellite's, both as EXIF writes them."""
    for text in offsets:
        if offset := offset_of(text):
            return Zone(offset, "camera's zone", here)
    clock, greenwich = written(wall), written(satellite)
    if clock and greenwich and clock.time and greenwich.time:
        ahead = _seconds(clock) - _seconds(greenwich)
        quarters = round(ahead / 900)
        if abs(quarters) <= 56 and abs(ahead - quarters * 900) <= 300:  # 14 hours; a clock may be minutes off
            sign = "-" if quarters < 0 else "+"
            return Zone(f"{sign}{abs(quarters) // 4:02}:{abs(quarters) % 4 * 15:02}", "zone by GPS", here)
    return Zone(here=here)


def _seconds(moment: Moment) -> float:
    return replace(moment, offset="+00:00").in_utc().timestamp()


def _fixed(offset: str) -> timezone:
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if offset[0] == "-" else ahead)


def choose(
    before_name: Iterable[Candidate],
    name: str,
    after_name: Iterable[Candidate],
    *,
    modified_s: float,
    now: datetime,
    zone: Zone | None = None,
) -> Taken:
    """The first plausible of: these, the file's name, its folders', those, the file's time, and at last now.

    ``name`` may stand behind its folders and ``/``; ``modified_s`` counts seconds since 1970; ``now`` knows its zone.
    """
    zone = zone or Zone()
    folders = name.split("/")
    said = [*_said(before_name, zone), *_named(folders.pop(), zone)]
    sure = [one for one in said if _plausible(one[0], now) and not _is_suspect(one[0])]
    unsure = [one for one in said if _plausible(one[0], now) and _is_suspect(one[0])]
    last = [one for one in _said(after_name, zone) if _plausible(one[0], now)]
    by_folder = [(found, FOLDER) for found in in_folders(folders) if _plausible(found, now)]
    file_time = _of_file(modified_s, now, zone)
    if by_folder and file_time and file_time.day.startswith(by_folder[0][0].day):
        by_folder = [(file_time, FILE_TIME)]  # the same, and more exact
    ways = [*sure, *unsure, *by_folder, *last]
    if not ways:
        ways = [(file_time, FILE_TIME) if file_time else (of_instant(now), ARRIVAL)]
    chosen, source = ways[0]
    other = next((one for one in sure if _is_apart(one[0], chosen)), None)
    return Taken(
        day=full_day(chosen.day),
        at=chosen.at,
        source=source,
        other=other[0].at if other else "",
        other_source=other[1] if other else "",
    )


_Way = tuple[Moment, str]
"""When, and the source."""


def _said(candidates: Iterable[Candidate], zone: Zone) -> Iterator[_Way]:
    for candidate in candidates:
        found = written(candidate.text, candidate.fraction, candidate.offset)
        if found is None:
            continue
        if candidate.is_instant and found.time and found.offset:
            if not _was_never_set(found):  # in Greenwich too: some zones were minutes beside the others then
                local, by = _safely_local(found, zone)
                yield local, candidate.source + by
        else:
            yield found, candidate.source


def _named(name: str, zone: Zone) -> Iterator[_Way]:
    for found in in_name(name):
        local, by = _safely_local(found, zone) if found.is_instant else (found, "")
        yield local, FILE_NAME + by


def _safely_local(moment: Moment, zone: Zone) -> _Way:
    try:
        return zone.local(moment)
    except (OverflowError, OSError, ValueError):  # of a year that the system's clock doesn't have
        return moment, ""


def _plausible(moment: Moment, now: datetime) -> bool:
    first = moment.first_day
    return _EARLIEST <= first <= now.date() + _APART and not _was_never_set(moment)


_COUNTED_FROM: Final = {"1904-01-01", "1970-01-01"}
"""Clocks that count from here and never began."""


def _was_never_set(moment: Moment) -> bool:
    """Whether a clock that nobody set says this: where counting begins, in any zone, and what makers put there."""
    if not moment.time:
        return moment.day in _COUNTED_FROM
    hour, rest = int(moment.time[:2]), moment.time[2:]
    on_the_quarter = rest in (":00:00", ":30:00", ":45:00")
    return (
        (moment.day in _COUNTED_FROM and on_the_quarter and hour <= 14)
        or (moment.day == "1969-12-31" and on_the_quarter and hour >= 12)
        or (moment.day in ("1980-01-01", "1980-01-06") and moment.time[:5] == "00:00")  # DOS; GPS
        or (moment.day == "2002-12-08" and moment.time == "12:00:00")  # phones with Android 2 to 4
    )


def _is_suspect(moment: Moment) -> bool:
    """Midnight of a year in which many cameras begin: believed only if nothing else tells a date."""
    return moment.day in ("2000-01-01", "2001-01-01") and moment.time == "00:00:00"


def _is_apart(one: Moment, other: Moment) -> bool:
    """Whether two disagree by more than a day, as far as both are known."""
    known = min(len(one.day), len(other.day))
    if known < len("2013-05-01"):
        return one.day[:known] != other.day[:known]
    return abs(one.first_day - other.first_day) > _APART


def _of_file(modified_s: float, now: datetime, zone: Zone) -> Moment | None:
    """The file's time with the offset that its own day had here. The first day of counting is no time."""
    try:
        found = of_instant(datetime.fromtimestamp(modified_s, UTC).astimezone(zone.here))
    except (OverflowError, OSError, ValueError):
        return None
    return found if abs(modified_s) > 86_400 and _plausible(found, now) else None

"""A point in time as a photo tells it: a wall clock's, with as much of it as is known. ISO 8601 with less at its end.

Pure functions of texts and numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """What one place says, as it says it."""

    day: str
    """``2013-05-01``, ``2013-05`` or ``2013``."""
    time: str = ""
    """``HH:MM:SS`` or empty, where only the day is known."""
    fraction: str = ""
    """Digits behind the seconds."""
    offset: str = ""
    """``+02:00``; empty where nobody knows."""
    is_instant: bool = False
    """Whether it tells Greenwich time of a moment, and not what the clock on the wall said."""

    @property
    def at(self) -> str:
        """ISO 8601, no more than is known."""
        fraction = f".{self.fraction}" if self.fraction else ""
        return f"{self.day}T{self.time}{fraction}{self.offset}" if self.time else self.day

    @property
    def first_day(self) -> date:
        """The first day that it can mean."""
        return date.fromisoformat(full_day(self.day))

    def in_utc(self) -> datetime:
        """The instant; only for one that tells its offset."""
        return datetime.fromisoformat(f"{self.day}T{self.time}{self.offset}").astimezone(UTC)


def full_day(text: str) -> str:
    """``1975`` and ``1975-06`` as the day that they begin with; the old album wants one."""
    return text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text


_WRITTEN = re.compile(
    r"""\s*(\d{4})(?:[:/.-](\d{1,2}|\s{1,2})(?:[:/.-](\d{1,2}|\s{1,2}))?)?
        (?:[\sT]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?
        (?=\D|$)""",
    re.VERBOSE | re.ASCII,
)
_OFFSET = re.compile(r"\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))\s*", re.ASCII)


def written(text: str, fraction: str = "", offset: str = "") -> Moment | None:
    """EXIF writes ``2013:05:01 12:34:56``, XMP ISO 8601; cameras mix both, and leave blanks or zeros.

    ``fraction`` and ``offset`` are those that stand apart.
    """
    found = _WRITTEN.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, within, behind = found.groups()
    if day is None and text[found.end() :].strip(" \0\t\r\n"):
        return None  # damaged in the middle: what is left of it is no month, and no year alone
    apart = fraction.strip()
    digits = within or (apart if apart.isascii() and apart.isdigit() else "")
    return moment((year, month or "", day or ""), (hour, minute, second), digits, behind or offset)


def moment(
    day: tuple[str, str, str], time: tuple[str | None, str | None, str | None], fraction: str = "", offset: str = ""
) -> Moment | None:
    """Of digits; a month or a day that is empty or 00 is not known. None for what no calendar has."""
    year, month, of_month = (int(part) if part.strip() else 0 for part in day)
    try:
        on = date(year, month or 1, of_month or 1)
    except ValueError:
        return None
    if not month:
        return None if of_month else Moment(f"{on.year:04}")
    if not of_month:
        return Moment(f"{on.year:04}-{on.month:02}")
    if not time[0] or not time[1]:
        return Moment(on.isoformat())
    hour, minute, second = int(time[0]), int(time[1]), min(int(time[2] or 0), 59)  # 60 is a leap second
    if hour > 23 or minute > 59:
        return Moment(on.isoformat())
    return Moment(on.isoformat(), f"{hour:02}:{minute:02}:{second:02}", fraction[:6], offset_of(offset))


def offset_of(text: str) -> str:
    """``+02:00`` of what EXIF and XMP write; empty for what none is."""
    found = _OFFSET.fullmatch(text)
    if not found:
        return ""
    zulu, sign, hours, minutes = found.groups()
    if zulu:
        return "+00:00"
    return f"{sign}{hours}:{minutes}" if int(hours) <= 14 and int(minutes) <= 59 else ""


def of_instant(instant: datetime, *, is_instant: bool = False) -> Moment:
    """A moment that knows its zone."""
    offset = offset_of(instant.strftime("%z"))
    return Moment(instant.date().isoformat(), instant.strftime("%H:%M:%S"), "", offset, is_instant)

"""When a photo was taken: the first plausible answer of several, as the camera's own wall clock said it.

Pure functions of texts and numbers; nothing in here opens a file. An unknown offset stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from photospool.photo.photo import Taken

_EARLIEST = date(1826, 1, 1)  # nothing was photographed before
_NEVER_SET = {datetime(1904, 1, 1), datetime(1970, 1, 1)}  # clocks that count from here and never began


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


@dataclass(frozen=True, slots=True)
class _Moment:
    day: date
    time: str = ""
    """``HH:MM:SS`` or empty, where only the day is known."""
    fraction: str = ""
    offset: str = ""

    def taken(self, source: str) -> Taken:
        fraction = f".{self.fraction}" if self.fraction else ""
        at = f"{self.day.isoformat()}T{self.time}{fraction}{self.offset}" if self.time else self.day.isoformat()
        return Taken(day=self.day.isoformat(), at=at, source=source)


def choose(
    before_name: Iterable[Candidate],
    name: str,
    after_name: Iterable[Candidate],
    *,
    modified_s: float,
    now: datetime,
) -> Taken:
    """The first plausible of: these, the file's name, those, the file's time, and at last now.

    ``modified_s`` counts seconds since 1970; ``now`` knows its zone, and the file's time is told in that zone.
    """
    for candidate in before_name:
        if moment := _plausible(_read(candidate), now):
            return moment.taken(candidate.source)
    for found in _in_name(name):
        if moment := _plausible(found, now):
            return moment.taken("file name")
    for candidate in after_name:
        if moment := _plausible(_read(candidate), now):
            return moment.taken(candidate.source)
    return (_plausible(_of_file(modified_s, now), now) or _of_instant(now)).taken("file time")


def _plausible(moment: _Moment | None, now: datetime) -> _Moment | None:
    if moment is None or not _EARLIEST <= moment.day <= now.date() + timedelta(days=1):
        return None
    if moment.time == "00:00:00" and datetime(moment.day.year, moment.day.month, moment.day.day) in _NEVER_SET:
        return None
    return moment


_WRITTEN = re.compile(
    r"""\s*(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})
        (?:[\sT]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?""",
    re.VERBOSE | re.ASCII,
)
_OFFSET = re.compile(r"\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))\s*", re.ASCII)


def _read(candidate: Candidate) -> _Moment | None:
    """EXIF writes ``2013:05:01 12:34:56``, XMP ISO 8601; cameras mix both, and leave blanks or zeros."""
    found = _WRITTEN.match(candidate.text)
    if not found:
        return None
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    apart = candidate.fraction.strip()
    fraction = fraction or (apart if apart.isascii() and apart.isdigit() else "")
    return _moment((year, month, day), (hour, minute, second), fraction, offset or candidate.offset)


def _moment(
    day: tuple[str, str, str], time: tuple[str | None, str | None, str | None], fraction: str = "", offset: str = ""
) -> _Moment | None:
    try:
        on = date(int(day[0]), int(day[1]), int(day[2]))
    except ValueError:
        return None
    if not time[0] or not time[1]:
        return _Moment(on)
    hour, minute, second = int(time[0]), int(time[1]), min(int(time[2] or 0), 59)  # 60 is a leap second
    if hour > 23 or minute > 59:
        return _Moment(on)
    return _Moment(on, f"{hour:02}:{minute:02}:{second:02}", fraction[:6], _offset(offset))


def _offset(text: str) -> str:
    found = _OFFSET.fullmatch(text)
    if not found:
        return ""
    zulu, sign, hours, minutes = found.groups()
    if zulu:
        return "+00:00"
    return f"{sign}{hours}:{minutes}" if int(hours) <= 14 and int(minutes) <= 59 else ""


_DAY = r"(?P<year>(?:18|19|20)\d\d){0}(?P<month>[01]\d){0}(?P<day>[0-3]\d)"
_TIME = r"(?P<hour>[0-2]?\d){0}(?P<minute>[0-5]\d){0}(?P<second>[0-5]\d)"
_NAMES = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        # "2013-05-01 12.34.56.jpg": Dropbox. Signal, WhatsApp, screenshots of macOS ("at 1.34.56 PM") and Android.
        r"(?<!\d)"
        + _DAY.format("[-_.]")
        + r"(?:[ _T-]|,? at |, )"
        + _TIME.format("[-_. ]?")
        # Signal adds milliseconds, macOS half a day.
        + r"(?:[-.](?P<fraction>\d{3})(?!\d))?(?:[  ]?(?P<half>[AP])M)?(?!\d)",
        # IMG_20130501_123456, VID_…, PXL_20230501_123456789, WP_20130501_12_34_56_Pro, 20130501_123456
        r"(?<!\d)" + _DAY.format("") + r"[-_ T]?" + _TIME.format("[-_]?") + r"_?(?P<fraction>\d{3})?(?!\d)",
        # IMG-20130501-WA0007: WhatsApp keeps only the day
        r"(?:IMG|VID)-" + _DAY.format("") + r"-WA\d+",
        r"(?<!\d)" + _DAY.format("-") + r"(?!\d)",
    )
]
_SINCE_1970 = re.compile(r"(?:FB_IMG_|mmexport|received_|IMG_E?)(1\d{12})(?!\d)", re.ASCII)


def _in_name(name: str) -> Iterator[_Moment]:
    """Every reading of a file's name, the most exact first."""
    for pattern in _NAMES:
        for found in pattern.finditer(name):
            parts = found.groupdict()
            hour = parts.get("hour")
            if hour and parts.get("half"):
                hour = str(int(hour) % 12 + (12 if parts["half"] == "P" else 0))
            # The Pixel's names tell Greenwich time, all others the wall clock's.
            offset = "Z" if name.startswith("PXL_") else ""
            moment = _moment(
                (parts["year"], parts["month"], parts["day"]),
                (hour, parts.get("minute"), parts.get("second")),
                parts.get("fraction") or "",
                offset,
            )
            if moment:
                yield moment
    if since := _SINCE_1970.match(name):  # Facebook, WeChat
        yield _of_instant(datetime.fromtimestamp(int(since[1]) // 1000, UTC))


def _of_file(modified_s: float, now: datetime) -> _Moment | None:
    try:
        return _of_instant(datetime.fromtimestamp(modified_s, UTC).astimezone(now.tzinfo))
    except (OverflowError, OSError, ValueError):
        return None


def _of_instant(instant: datetime) -> _Moment:
    return _Moment(instant.date(), instant.strftime("%H:%M:%S"), "", _offset(instant.strftime("%z")))

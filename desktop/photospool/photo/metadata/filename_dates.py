"""Dates in the names of files and folders, by the programs and cameras that write them so.

Pure functions of texts. Which of several dates is believed is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from photospool.photo.metadata.partial_date import Moment, moment, of_instant

_BLANKS = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
"""macOS 13 and later write U+202F before AM and PM."""

_CONFLICTS: Final = (
    # What a program adds to the copy of a file that two devices changed: its date is the conflict's.
    re.compile(r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?"),  # Syncthing
    re.compile(r"_conflict-\d{8}-\d{6}"),  # ownCloud, Nextcloud before 2.5
    re.compile(  # Dropbox, Nextcloud, Seafile, OneDrive, Box in the languages that they speak
        r"[ _]*[(\[][^()\[\]]*(?:conflict|conflit|konflikt|conflitto|conflito|conflicto|конфликт|конфлікт|ristiriit"
        r"|çakış|冲突|衝突|競合|충돌)[^()\[\]]*[)\]]",
        re.IGNORECASE,
    ),
    re.compile(r"[ _-]?SFConflict [^)]*\d{4}-\d\d-\d\d(?:-\d\d-\d\d-\d\d)?"),  # Seafile, where no brackets are left
    re.compile(r"_[^\W_][^_]*_[A-Z][a-z]{2}-\d\d-\d{6}-\d{4}_Conflict"),  # Synology Drive
    re.compile(r"\.conflict\d+(?=\.|$)"),  # rclone bisync
)

_HALVES: Final = {
    word: is_afternoon
    for is_afternoon, words in {
        False: "AM|A.M.|A. M.|A.M|上午|午前|오전|π.μ.|ΠΜ|ÖÖ|SA|пр.об.|de.|ص|fm|e paradites",
        True: "PM|P.M.|P. M.|P.M|下午|午後|오후|μ.μ.|ΜΜ|ÖS|CH|сл.об.|du.|م|em|e pasdites",
    }.items()
    for word in words.casefold().split("|")
}
"""Half of the day, as macOS and WhatsApp write it in the languages that count to twelve → whether it is the second."""
_HALF = "|".join(sorted(map(re.escape, _HALVES), key=len, reverse=True))
_BETWEEN = (
    "at|um|à|a|a las|a la(s)|a la|a les|às|alle|alle ore|kl.|kl|klo|kello|klokken"
    "|v|в|om|o|u|о|ob|saat|la|στις|ที่|lúc|pukul"
)
"""What stands between day and time in macOS's and WhatsApp's languages."""
_JOIN = r"(?:[ _T-]|,? (?:" + "|".join(sorted(map(re.escape, _BETWEEN.split("|")), key=len, reverse=True)) + r"),? |, )"
_DAY = r"(?P<year>(?:18|19|20)\d\d){0}(?P<month>[01]\d){0}(?P<day>[0-3]\d)"
_SEPARATE = r"(?P<hour>[0-2]?\d){0}(?P<minute>[0-5]\d){0}(?P<second>[0-5]\d)"
_COMPACT = r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)"
_AFTER_DASHES = r"(?<!\d)" + _DAY.format("[-_.]") + _JOIN + rf"(?:(?P<before>{_HALF}) ?)?"
_HALF_BEHIND = rf"(?: ?(?P<half>{_HALF}))?(?![\d])"

_PATTERNS: Final = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # The Nextcloud app for iOS: 22-04-06 15-21-03 2160.jpg
        r"^(?P<short>\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d) " + _SEPARATE.format("-") + r" \d{1,5}\b",
        # Telegram for desktops: photo_5@01-05-2023_10-11-12.jpg, the day first
        r"@(?P<day>[0-3]\d)-(?P<month>[01]\d)-(?P<year>20\d\d)_" + _SEPARATE.format("-") + r"(?!\d)",
        # CamScanner: CamScanner 05-01-2023 10.11.12.jpg, the month first
        (
            r"^CamScanner (?P<month>[01]\d)-(?P<day>[0-3]\d)-(?P<year>20\d\d) "
            r"(?P<hour>\d\d)[.:](?P<minute>\d\d)(?:[.:](?P<second>\d\d))?(?!\d)"
        ),
        # "2013-05-01 12.34.56.jpg": Dropbox. WhatsApp, screenshots of macOS and Android, Signal (with milliseconds)
        _AFTER_DASHES + _SEPARATE.format("[-_. :\u2236\u02d0]") + r"(?:[-.](?P<fraction>\d{3})(?!\d))?" + _HALF_BEHIND,
        _AFTER_DASHES + _COMPACT + r"(?:[-.]?(?P<fraction>\d{3})(?!\d))?" + _HALF_BEHIND,
        # IMG_20130501_123456, VID_…, PXL_20230501_123456789, 20130501_123456, …_BURST20130501123456789_COVER
        r"(?<!\d)" + _DAY.format("") + r"[-_ T]?" + _COMPACT + r"_?(?P<fraction>\d{3})?(?!\d)",
        # WP_20130501_12_34_56_Pro
        r"(?<!\d)" + _DAY.format("") + r"[-_ T]" + _SEPARATE.format("[-_]") + r"(?!\d)",
        # The day alone: WhatsApp's IMG-20130501-WA0007; Screenshot_20230501.png; WP_20240501_007; 2013-05-01 birthday
        r"(?<!\d)" + _DAY.format("-") + r"(?![\d])",
        r"(?<![\dA-Fa-f])" + _DAY.format("") + r"(?![\dA-Za-z])",
        r"(?<=Scan)" + _DAY.format("") + r"(?![\dA-Za-z])",
    )
]
_SINCE_1970 = re.compile(
    # Facebook, WeChat, Messenger, cameras' bursts; or nothing but milliseconds
    r"(?:(?<![A-Za-z])(?:FB_IMG_|mmexport|wx_camera_|received_|IMG_E?)|BURST|^)(1\d{12})(?=\D|$)",
    re.ASCII,
)
_GOOGLE = re.compile(r"(?:^|[^A-Za-z])PXL_\d{8}_")
_SAYS_GREENWICH = re.compile(r"Z(?![^\W_])|[ _.-]?(?:UTC|GMT)(?![^\W_]|[ _]?[+-]\d)", re.ASCII)
"""Behind a time: 2023-05-01_12-34-56_UTC.jpg (Instaloader), IMG_20230501_123456Z.jpg (Open Camera). Not "UTC+2"."""


def without_conflict(name: str) -> str:
    """The name as it was before a program put its remark about a conflict into it."""
    for pattern in _CONFLICTS:
        name = pattern.sub("", name)
    return name


def in_name(name: str) -> Iterator[Moment]:
    """Every reading of a file's name, the most exact first. An instant is told in UTC, and says that it is one."""
    name = _BLANKS.sub(" ", without_conflict(name))
    if since := _SINCE_1970.search(name):
        yield of_instant(datetime.fromtimestamp(int(since[1]) // 1000, UTC), is_instant=True)
    # The Pixel's names tell Greenwich time, and those that say so; all others the wall clock's.
    is_google = _GOOGLE.search(name) is not None
    for pattern in _PATTERNS:
        for found in pattern.finditer(name):
            is_instant = is_google or _SAYS_GREENWICH.match(name, found.end()) is not None
            if read := _of_match(found.groupdict(), is_instant):
                yield read


def _of_match(parts: dict[str, str | None], is_instant: bool) -> Moment | None:
    hour = parts.get("hour")
    half = _HALVES.get((parts.get("half") or parts.get("before") or "").casefold())
    if hour and half is not None and 1 <= int(hour) <= 12:
        hour = str(int(hour) % 12 + (12 if half else 0))
    year = parts.get("year") or f"20{parts['short']}"
    found = moment(
        (year, parts["month"] or "", parts["day"] or ""),
        (hour, parts.get("minute"), parts.get("second")),
        parts.get("fraction") or "",
    )
    if found is None or not (is_instant and found.time):
        return found
    return Moment(found.day, found.time, found.fraction, "+00:00", is_instant=True)


_YEAR = re.compile(r"((?:18|19|20)\d\d)(?:\D.*)?", re.ASCII)
_MONTH = re.compile(r"(0[1-9]|1[0-2])(?:\D.*)?", re.ASCII)
_DAY_OF_MONTH = re.compile(r"([0-3]\d)(?:\D.*)?", re.ASCII)
_WHOLE = re.compile(r"((?:18|19|20)\d\d)[-_. ]?([01]\d)(?:[-_. ]?([0-3]\d))?(?:\D.*)?", re.ASCII)


def in_folders(folders: list[str]) -> Iterator[Moment]:
    """The day, month or year that folders tell: ``2016/08/18``, ``2016-08-18 Oslo``, ``2016/08``; the deepest first."""
    for at in range(len(folders) - 1, -1, -1):
        if whole := _WHOLE.fullmatch(folders[at]):
            day = whole[3] or _first(_DAY_OF_MONTH, folders, at + 1)
            parts = whole[1], whole[2], day
        elif year := _YEAR.fullmatch(folders[at]):
            month = _first(_MONTH, folders, at + 1)
            parts = year[1], month, _first(_DAY_OF_MONTH, folders, at + 2) if month else ""
        else:
            continue
        if found := moment(parts, (None, None, None)):
            yield found


def _first(pattern: re.Pattern[str], folders: list[str], at: int) -> str:
    found = pattern.fullmatch(folders[at]) if at < len(folders) else None
    return found[1] if found else ""

"""What IPTC-IIM records say (IPTC, Information Interchange Model 4.2). It never decides what is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from photospool.photo.metadata.captions import LONGEST_DESCRIPTION, Captions, clean_keywords
from photospool.photo.metadata.text import decoded, line, paragraphs

_CODED = (1, 90)
_TITLE, _HEADLINE, _KEYWORDS, _CAPTION = (2, 5), (2, 105), (2, 25), (2, 120)
_DATES = {"DateCreated": ((2, 55), (2, 60)), "DigitalCreationDate": ((2, 62), (2, 63))}
_UTF8 = b"\x1b%G"
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)", re.ASCII)
_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)(?:([+-])(\d\d):?(\d\d))?", re.ASCII)

Records = dict[tuple[int, int], list[bytes]]


def of_iptc(data: bytes) -> Captions:
    """What the records say; where they are broken, what stands before."""
    records = _read(data)
    is_utf8 = _UTF8 in b"".join(records.get(_CODED, ()))

    def texts(key: tuple[int, int]) -> list[str]:
        return [raw.decode("utf-8", "replace") if is_utf8 else decoded(raw) for raw in records.get(key, ())]

    def first(*keys: tuple[int, int]) -> str:
        return next((text for key in keys for text in texts(key) if text.strip()), "")

    return Captions(
        title=line(first(_TITLE, _HEADLINE), 300),
        description=paragraphs(first(_CAPTION), LONGEST_DESCRIPTION),
        keywords=clean_keywords(texts(_KEYWORDS)),
        dates={name: at for name, (day, time) in _DATES.items() if (at := _moment(first(day), first(time)))},
    )


def _read(data: bytes) -> Records:
    records: Records = {}
    for key, value in _each(data):
        records.setdefault(key, []).append(value)
    return records


def _each(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Marker, record, number, length in two bytes; where its first bit is set, the length of the length."""
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        key, length = (data[at + 1], data[at + 2]), int.from_bytes(data[at + 3 : at + 5], "big")
        at += 5
        if length & 0x8000:
            width = min(length & 0x7FFF, 8)
            length = int.from_bytes(data[at : at + width], "big")
            at += width
        yield key, data[at : at + length]
        at += length


def _moment(day: str, time: str) -> str:
    """As XMP writes it: ``2004-02-26T10:11:12+01:00``; month or day 00 is one that nobody knows."""
    found = _DAY.fullmatch(day.strip())
    if not found or found[1] == "0000":
        return ""
    parts = [found[1]]
    for part in (found[2], found[3]):
        if part == "00":
            return "-".join(parts)
        parts.append(part)
    clock = _TIME.match(time.strip())
    if not clock:
        return "-".join(parts)
    offset = f"{clock[4]}{clock[5]}:{clock[6]}" if clock[4] else ""
    return f"{'-'.join(parts)}T{clock[1]}:{clock[2]}:{clock[3]}{offset}"

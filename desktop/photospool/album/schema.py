"""What each field of a document may be. Whatever is not of its type is taken for absent.

A document may have been written by any program and any person who was ever allowed to write into a copy of the album.
So its fields are read in here, once, at the edge: whoever shows, compares, names files or counts needs no checks of
its own. Whoever *writes* a document back goes on from the whole one, so that what is odd is ignored and never lost.
What strangers may see is judged by the whole one, too (copies/selectors.py): odd is not harmless there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from photospool.photo.metadata.text import line
from photospool.security import untrusted_json

Document = dict[str, Any]

UNREADABLE: Final = "_unreadable"
"""The field of a document of which only id and revision are known: nobody can read the rest. No album takes it."""
LARGEST: Final = 2**53
"""The largest whole number that JavaScript has exactly."""
NAME_LENGTH: Final = 255
"""Letters of a name that are shown."""
_ABSENT: Final = object()
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=\Z|[T ])")


def read(document: Mapping[str, Any]) -> Document:
    """The document with what is of its type; fields that we do not know stay if any JSON can hold them."""
    found: Document = {}
    for name, value in document.items():
        kept = _FIELDS.get(name, _anything)(value) if isinstance(name, str) else _ABSENT
        if kept is not _ABSENT:
            found[name] = kept
    return found


def is_readable(document: Mapping[str, Any] | None) -> bool:
    """Whether there is more than a mark that the document can't be read; so it is for none, too."""
    return document is None or UNREADABLE not in document


def is_plain(value: object) -> bool:
    """Whether every program can read this JSON: not too deep, no half letters, no number that is none."""
    if isinstance(value, str):
        return _is_text(value)
    if isinstance(value, (int, float)):
        return isinstance(value, bool) or _is_finite(value)
    if not isinstance(value, (dict, list)):
        return value is None
    if untrusted_json.is_deep(value):
        return False
    left: list[object] = [value]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += one.keys()
            left += one.values()
        elif isinstance(one, list):
            left += one
        elif not is_plain(one):
            return False
    return True


def sendable(document: Mapping[str, Any]) -> Document:
    """The document without what no album takes, odd or not: one such field would stop the whole of it."""
    return {name: value for name, value in document.items() if is_plain(name) and is_plain(value)}


def unread(doc_id: str, rev: str) -> Document:
    """What stands for a document that nobody can read."""
    return {"_id": doc_id, "_rev": rev, UNREADABLE: True}


def day_of(document: Mapping[str, Any]) -> str:
    """``YYYY-MM-DD`` of the day when a photo was taken; empty where its document says no date."""
    taken = document.get("taken")
    found = _DAY.match(taken) if isinstance(taken, str) else None
    return found[0] if found else ""


def name_of(document: Mapping[str, Any] | None, instead: str) -> str:
    """What a person may know a photo by, as one line that is safe to show; ``instead``, such as the id, else."""
    name = (document or {}).get("filename")
    return (line(name, NAME_LENGTH) if isinstance(name, str) else "") or instead


def number(value: object) -> float | None:
    """A number that any program can take; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -LARGEST <= value <= LARGEST:
        return None  # NaN is not between any two numbers
    return value


def stubs(document: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """A document's attachments: name → stub. Whatever another program wrote there is borne."""
    found = document.get("_attachments")
    if not isinstance(found, Mapping):
        return {}
    return {name: stub for name, stub in found.items() if isinstance(stub, Mapping)}


def _text(value: object) -> object:
    return value if isinstance(value, str) and _is_text(value) else _ABSENT


def _number(value: object) -> object:
    kept = number(value)
    return _ABSENT if kept is None else kept


def _tags(value: object) -> object:
    """A list of texts; the old album has one text, split at blanks."""
    if isinstance(value, list):
        return [word for word in value if isinstance(word, str) and _is_text(word)]
    return _text(value)


def _notes(value: object) -> object:
    """The camera's: texts and numbers by name. A list is not of this type, but says that somebody wrote something."""
    if not isinstance(value, Mapping):
        return _ABSENT
    if _are_plain_texts(value):
        return value
    return {
        name: text
        for name, text in value.items()
        if isinstance(name, str) and _is_text(name) and (_text(text) is text or _number(text) is text)
    }


def _place(value: object) -> object:
    if not isinstance(value, Mapping):
        return _ABSENT
    return {name: value[name] for name in ("lat", "lon", "alt") if number(value.get(name)) is not None}


def _attachments(value: object) -> object:
    if not isinstance(value, Mapping):
        return _ABSENT
    return {name: stub for name, stub in value.items() if isinstance(stub, dict) and _is_stub(stub)}


def _are_plain_texts(value: Mapping[Any, Any]) -> bool:
    """Whether all names and values are texts of plain letters, as nearly always: found out at the speed of C."""
    try:
        return "".join(value).isascii() and "".join(value.values()).isascii()
    except TypeError:
        return False


def _is_stub(stub: dict[str, Any]) -> bool:
    for value in stub.values():
        kind = type(value)
        if not (kind is bool or (kind is str and value.isascii()) or (kind is int and -LARGEST <= value <= LARGEST)):
            return is_plain(stub)
    return True


def _anything(value: object) -> object:
    return value if is_plain(value) else _ABSENT


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits is larger than any other number
        return False


def _is_text(value: str) -> bool:
    """Whether it can be written down: half a letter (a lone surrogate) can't."""
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


_FIELDS: Final[Mapping[str, Callable[[object], object]]] = {
    **dict.fromkeys(
        (
            "_id", "_rev", "type", "cat", "descr", "addedby", "added_by", "taken", "taken_at", "taken_source", "ts",
            "filename", "sha256", "extension", "placeholder", "content_type", "photo", "photo_id", "trashed_from",
            "note", "realname", "media", "poster", "video_codec", "audio_codec", "part_of", "part", "trashed_with",
        ),
        _text,
    ),
    **dict.fromkeys(
        ("size", "width", "height", "tnwidth", "tnheight", "orientation", "duration", "frame_rate", "motion_offset",
         "motion_length"),
        _number,
    ),
    "keywords": _tags,
    "exif": _notes,
    "location": _place,
    "_attachments": _attachments,
}  # fmt: skip
"""Field → what is of its type in a value. As docs/album.md has it."""

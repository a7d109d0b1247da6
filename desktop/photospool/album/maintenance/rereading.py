"""Read dates, words and places again from the originals, with what is known today; pure decisions, no album in here.

Only what the program itself wrote is changed: a date whose source is not ``user``, words that are those which 0.1.0
made of the file. What was and what became of it is kept with the original, so that it can be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from photospool.album.documents import READER, RENDERER, UNDESCRIBED, Document, motion_fields
from photospool.album.maintenance.rerendering import Redrawn
from photospool.album.schema import day_of, read
from photospool.album.shot_keys import PAIR_KEYS, keys_of
from photospool.album.views import UNPROCESSED, words_of
from photospool.photo.former import FormerWords
from photospool.photo.metadata.dates import ARRIVAL, FILE_TIME, FOLDER
from photospool.photo.metadata.device_folders import says_nothing
from photospool.photo.metadata.sidecar_words import BY_SIDECAR
from photospool.photo.metadata.tags import as_keyword
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import Reading, Taken

"""What stands where nobody wrote a description."""
BEFORE: Final = "before_rereading"
"""The field of the original's document that keeps what was, and what became of it."""
_EXIF: Final = "exif"
_WHEN: Final = ("taken", "taken_at", "taken_source", "taken_precision", "taken_other", "taken_other_source")
_WORDS: Final = ("keywords", "keywords_left_off")
_MOTION: Final = ("motion_offset", "motion_length")
_NOTATION: Final = re.compile(r"b(['\"]).*\1", re.DOTALL)
"""How 0.1.0 printed a text that is not UTF-8: as Python writes bytes."""

Value = Any
"""Of a field; None stands for none."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What the original says now, against what the album says."""

    photo_id: str
    name: str
    was: Mapping[str, Value] = field(default_factory=dict)
    """Fields of the photo's document that change, as they are."""
    becomes: Mapping[str, Value] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    """All of the camera's, for the original's document."""
    place: Document = field(default_factory=dict)
    """``location``, where it is known only now."""
    pictures: Redrawn | None = None
    """Where they come out otherwise."""
    keys: tuple[str, ...] = ()
    """By which others of its shot are found."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """``date``, ``description``, ``tags``, ``camera``, ``film``, ``pictures``: what of the photo changes."""
        named = {
            "taken_at": "date",
            "descr": "description",
            "keywords": "tags",
            "exif": "camera",
            "motion_length": "film",
        }
        kinds = tuple(kind for name, kind in named.items() if name in self.becomes)
        return (*kinds, "pictures") if self.pictures else kinds


def is_due(photo: Mapping[str, Any], original: Mapping[str, Any] | None) -> bool:
    """Whether an original was last read by a program that knew less, or what was found did not reach the photo."""
    if original is None:
        return False
    known = original.get("reader")
    was, became = record_of(original)
    return not (isinstance(known, int) and known >= READER) or changed(photo, was, became) != photo


def record_of(original: Mapping[str, Any]) -> tuple[Document, Document]:
    """What was and what became of it, as it is kept with the original; empty for none."""
    record = original.get(BEFORE)
    was, became = (record.get(name) for name in ("was", "became")) if isinstance(record, Mapping) else (None, None)
    return (dict(was), dict(became)) if isinstance(was, Mapping) and isinstance(became, Mapping) else ({}, {})


def file_time(photo: Mapping[str, Any]) -> float:
    """What the file's time was, in seconds since 1970, where the photo's date was taken from it; else 0."""
    known = read(photo)
    if not as_text(known.get("taken_source")).startswith(FILE_TIME):
        return 0.0
    try:
        at = datetime.fromisoformat(as_text(known.get("taken_at")))
        added = datetime.fromisoformat(as_text(known.get("ts"))).astimezone()
        # 0.1.0 told it in the zone and season of the day on which it added the photo. Elsewhere nobody knows better.
        return at.timestamp() if at.utcoffset() == added.utcoffset() else 0.0
    except (ValueError, OverflowError, OSError):
        return 0.0


def reread(photo: Mapping[str, Any], original: Mapping[str, Any], reading: Reading) -> Reread:
    """What changes of a photo whose original says this."""
    known, stored = read(photo), read(original)
    place = reading.location if "location" not in stored else None
    formerly = FormerWords(reading.former_texts, reading.former_keywords)
    becomes = {
        **_date(known, reading.taken),
        **_description(known, formerly.description(stored.get("exif") or {}), reading.description),
        **_keywords(known, formerly.keywords, reading),
        **motion_fields(reading),
    }
    becomes = {name: value for name, value in becomes.items() if photo.get(name) != value}
    was = {name: photo.get(name) for name in becomes}
    if camera := _camera(known, reading.exif):
        becomes[_EXIF], was[_EXIF] = camera, {name: known[_EXIF][name] for name in camera}
    return Reread(
        photo["_id"],
        as_text(known.get("filename")) or as_text(stored.get("filename")) or photo["_id"],
        was,
        becomes,
        reading.full_exif,
        {"location": {"lat": place.lat, "lon": place.lon, "alt": place.alt}} if place is not None else {},
        keys=tuple(keys_of(as_text(stored.get("filename")) or as_text(known.get("filename")), reading)),
    )


def read_again(original: Mapping[str, Any], found: Reread) -> Document:
    """The original's document afterwards: notes that it has stay, a place that is known now is added.

    That its pictures are those of today is said only once they are.
    """
    return {
        **found.place,
        **original,
        _EXIF: {**_notes(original), **found.notes},
        "reader": READER,
        **({} if found.pictures else {"renderer": RENDERER}),
        **({PAIR_KEYS: list(found.keys)} if found.keys else {}),
    }


def _date(known: Mapping[str, Any], taken: Taken) -> Document:
    source, at = as_text(known.get("taken_source")), as_text(known.get("taken_at"))
    if not source or source == "user" or not at or day_of(known) != (at + "-01-01")[:10]:
        return {}  # a person's word, or that of another program
    if source.startswith(BY_SIDECAR):
        return {}  # it beats the file
    of_file = taken.source.startswith(FILE_TIME)
    if source == FOLDER or taken.source == ARRIVAL or (of_file and not source.startswith(FILE_TIME)):
        return {}  # the file's own time and its folders are not known any more
    found = {
        "taken": taken.day,
        "taken_at": taken.at,
        "taken_source": taken.source,
        "taken_precision": taken.precision,
        "taken_other": taken.other or None,
        "taken_other_source": taken.other_source or None,
    }
    return found if at != taken.at else {name: found[name] for name in ("taken_other", "taken_other_source")}


def _description(known: Mapping[str, Any], former: str, now: str) -> Document:
    return {"descr": now or UNDESCRIBED} if known.get("descr") == (former or UNDESCRIBED) else {}


def _keywords(known: Mapping[str, Any], former: Sequence[str], reading: Reading) -> Document:
    """The file's own tags anew. Of a photo that somebody has put in order, only if all its tags are the file's."""
    tags = list(words_of(known.get("keywords")))
    old = list(dict.fromkeys(as_keyword(word) for word in former))
    new = list(dict.fromkeys(as_keyword(word) for word in reading.keywords))
    if not set(old) <= set(tags) or (UNPROCESSED not in tags and (not old or set(tags) != set(old))):
        return {}
    others = [tag for tag in tags if tag not in old and tag != UNPROCESSED and (tag in new or not _of_a_device(tag))]
    last = [UNPROCESSED] if UNPROCESSED in tags else []
    found = list(dict.fromkeys([*others, *new, *last]))
    if set(found) == set(tags):
        return {}
    return {"keywords": found, "keywords_left_off": reading.keywords_left_off or None}


def _of_a_device(tag: str) -> bool:
    """Whether a sub-folder of a camera or a phone left this; a pure number may be a person's."""
    return not tag.isdigit() and (says_nothing(tag) or says_nothing(tag.replace("-", " ")))


def _camera(known: Mapping[str, Any], now: Mapping[str, str]) -> Document:
    """Texts that were printed as a program writes bytes."""
    exif = known.get("exif") or {}
    return {
        name: now[name]
        for name, value in exif.items()
        if isinstance(value, str) and _NOTATION.fullmatch(value) and now.get(name, value) != value
    }


def changed(document: Mapping[str, Any], was: Mapping[str, Value], becomes: Mapping[str, Value]) -> Document:
    """The document with those fields that still are as they were; a group is changed as a whole or not at all."""
    found = dict(document)
    for group in (_WHEN, ("descr",), _WORDS, _MOTION):
        names = [name for name in group if name in becomes]
        if any(document.get(name) != was.get(name) for name in names):
            continue  # somebody has written since
        for name in names:
            if becomes[name] is None:
                found.pop(name, None)
            else:
                found[name] = becomes[name]
    exif, former = document.get(_EXIF), was.get(_EXIF)
    if isinstance(exif, Mapping) and isinstance(former, Mapping) and isinstance(becomes.get(_EXIF), Mapping):
        found[_EXIF] = {
            name: becomes[_EXIF].get(name, value) if value == former.get(name) else value
            for name, value in exif.items()
        }
    return found


def differences(before: Mapping[str, Any], after: Mapping[str, Any], of: Mapping[str, Value]) -> Document:
    """Those of these fields by which two documents differ; of the camera's notes, by name."""
    found = {name: of[name] for name in of if name != _EXIF and before.get(name) != after.get(name)}
    one, other = _notes(before), _notes(after)
    notes = {name: value for name, value in (of.get(_EXIF) or {}).items() if one.get(name) != other.get(name)}
    return found | ({_EXIF: notes} if notes else {})


def _notes(document: Mapping[str, Any]) -> Mapping[str, Any]:
    exif = document.get(_EXIF)
    return exif if isinstance(exif, Mapping) else {}

"""The album's views as Python functions: the same rows as ``resources/design/views/*/map.js``, row for row.

For the embedded album, which has no JavaScript. One shared test runs both over the same documents and holds them
equal, so a change here is a change there. A map function sees one document with its ``_id``, ``_rev`` and attachment
stubs and yields ``(key, value)``; it must bear whatever any program ever wrote into a document.
No storing, sorting or counting: see embedded/view_index.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Document = Mapping[str, Any]
Emitted = Iterable[tuple[Any, Any]]

VERSION: Final = 6
"""Counts up with every change to a view, with resources/design/version; the rows are made anew then."""

LARGEST: Final = 2**53
"""The largest size that counts: JavaScript has no larger whole number exactly."""
TRASH: Final = "Trash"
UNPROCESSED: Final = "unprocessed"

_BLANKS: Final = re.compile(r"[ \t\n\v\f\r]+")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CAPITALS: Final = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


@dataclass(frozen=True, slots=True)
class View:
    """One view of the design document."""

    name: str
    map: Callable[[Document], Emitted]
    """Rows of one document."""
    reduce: Literal["_count", "_stats"] | None = None
    """CouchDB's built-in reduce, if the view has one."""


def is_photo(doc: Document) -> bool:
    """Whether a document is a photo's; the oldest ones have no ``type``."""
    kind = doc.get("type")
    if kind is None:
        return isinstance(doc.get("cat"), str) and any(_text(doc.get(name)) is not None for name in ("taken", "ts"))
    return bool(kind == "photo")


def is_part(doc: Document) -> bool:
    """Whether a photo belongs to another one, which is shown in its place."""
    shown = doc.get("part_of")
    return isinstance(shown, str) and shown not in ("", doc.get("_id"))


def is_with_another(doc: Document) -> bool:
    """Whether it is counted with another photo: a part, unless it was thrown away by itself."""
    return is_part(doc) and (doc.get("cat") != TRASH or _text(doc.get("trashed_with")) is not None)


def words_of(keywords: Any) -> Iterator[str]:
    """Each tag once. A document of the old album may hold one string, split at blanks."""
    if isinstance(keywords, str):
        keywords = _BLANKS.split(keywords)
    if isinstance(keywords, list):
        yield from dict.fromkeys(word for word in keywords if isinstance(word, str) and word)


def _tag(doc: Document) -> Emitted:
    if _shown(doc):
        for word in words_of(doc.get("keywords")):
            yield word, _text(doc.get("taken"))


def _cat(doc: Document) -> Emitted:
    if is_photo(doc) and not is_with_another(doc) and _text(doc.get("cat")):
        yield doc["cat"], 1


def _recent_added(doc: Document) -> Emitted:
    if _shown(doc):
        yield _text(doc.get("ts")), None


def _recent_taken(doc: Document) -> Emitted:
    if _shown(doc):
        yield _text(doc.get("taken")), None


def _cameras(doc: Document) -> Emitted:
    camera = _camera(doc)
    if _shown(doc) and camera[0]:
        size = _number(doc.get("size"))
        # Sums and squares of it must stay numbers: one that is too large would end the view, and with it all others.
        yield camera, size if size is not None and 0 <= size <= LARGEST else 0


def _comments(doc: Document) -> Emitted:
    if doc.get("type") == "comment":
        yield [doc.get("photo_id"), doc.get("ts")], doc


def _recent_comments(doc: Document) -> Emitted:
    if doc.get("type") == "comment":
        yield [doc.get("ts"), doc.get("photo_id")], doc


def _missing_exif(doc: Document) -> Emitted:
    if _shown(doc) and doc.get("extension") == "jpg" and not isinstance(doc.get("exif"), (dict, list)):
        yield None, doc


def _timeline(doc: Document) -> Emitted:
    if _shown(doc):
        yield when(doc), _card(doc)


def _unprocessed(doc: Document) -> Emitted:
    if _shown(doc) and UNPROCESSED in words_of(doc.get("keywords")):
        yield when(doc), _card(doc)


def _by_camera(doc: Document) -> Emitted:
    camera = _camera(doc)
    if _shown(doc) and camera[0]:
        yield camera + when(doc), _card(doc)


def _parts(doc: Document) -> Emitted:
    if is_photo(doc) and is_part(doc):
        of_stack = {
            "part": _text(doc.get("part")),
            "cat": _text(doc.get("cat")),
            "at": _text(doc.get("taken_at")) or _text(doc.get("taken")),
        }
        yield doc["part_of"], {**_card(doc), **of_stack}


def _partners(doc: Document) -> Emitted:
    keys = doc.get("pair_keys") if doc.get("type") == "original" else None
    if isinstance(keys, list):
        for key in dict.fromkeys(key for key in keys if isinstance(key, str) and key):
            yield key, None


def _shown(doc: Document) -> bool:
    return is_photo(doc) and not is_part(doc) and doc.get("cat") != TRASH


def _camera(doc: Document) -> list[Any]:
    """Make and model in lower case; plain letters only, for engines differ in others."""
    exif = doc.get("exif")
    if not isinstance(exif, dict):
        return ["", ""]
    return [(_text(exif.get(name)) or "").translate(_CAPITALS) for name in ("Image Make", "Image Model")]


def when(doc: Document) -> list[Any]:
    """``[year, month, day, time]``: what the user says of the day wins over the camera's exact time."""
    for source in ("taken", "taken_at", "ts"):
        found = _DAY.match(_text(doc.get(source)) or "")
        if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31:
            exact = _text(doc.get("taken_at")) or ""
            at = exact if exact.startswith(found[0]) else found[0]
            return [int(found[1]), int(found[2]), int(found[3]), at]
    return [0, 0, 0, ""]


def _card(doc: Document) -> dict[str, Any]:
    """What a page needs to make room for the photo before it asks for it."""
    exif = doc.get("exif")
    pictures = doc.get("_attachments")
    shown: dict[str, Any] = {
        "width": _number(doc.get("width")),
        "height": _number(doc.get("height")),
        "extension": _text(doc.get("extension")),
        "orientation": _text(exif.get("Image Orientation")) if isinstance(exif, dict) else None,
        "placeholder": _text(doc.get("placeholder")),
        "large": isinstance(pictures, dict) and "1600x1200.jpg" in pictures,
    }
    if doc.get("media") == "video":
        # How long it is, in seconds; only a video has this.
        shown["video"] = max(0, _number(doc.get("duration")) or 0)
    offset, length = _number(doc.get("motion_offset")), _number(doc.get("motion_length"))
    if offset and length and offset > 0 and length > 0:
        # Where in the original its film lies, in bytes; only a motion photo has this.
        shown["motion"] = [offset, length]
    return shown


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if -LARGEST <= value <= LARGEST:
        return value
    try:
        number = float(value)  # JavaScript's numbers end to be exact there
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


VIEWS: Final[Mapping[str, View]] = {
    view.name: view
    for view in (
        View("tag", _tag, "_count"),
        View("cat", _cat, "_count"),
        View("recent-added", _recent_added),
        View("recent-taken", _recent_taken),
        View("cameras", _cameras, "_stats"),
        View("comments", _comments),
        View("recent-comments", _recent_comments),
        View("missing-exif", _missing_exif),
        View("timeline", _timeline, "_count"),
        View("unprocessed", _unprocessed, "_count"),
        View("by-camera", _by_camera, "_count"),
        View("parts", _parts, "_count"),
        View("partners", _partners),
    )
}

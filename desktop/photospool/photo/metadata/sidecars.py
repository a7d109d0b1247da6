"""What a file beside a photo says of it: XMP, Apple's adjustments (AAE), Google Takeout's JSON. All a stranger's text.

XMP is read by the one reader of packets. Of an AAE nothing is applied: it is known and kept. Takeout's time is an
instant and becomes the local day, as a video's does. Files are small, so one that is large is none.
"""

from __future__ import annotations

import plistlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from xml.parsers.expat import ExpatError

from photospool.errors import NotAPhoto
from photospool.photo.formats import SIDECAR_FORMATS
from photospool.photo.metadata.captions import LONGEST_DESCRIPTION, clean_keywords
from photospool.photo.metadata.dates import ARRIVAL, Candidate, choose
from photospool.photo.metadata.partial_date import written
from photospool.photo.metadata.sidecar_words import ALBUM, BY_SIDECAR, FAVORITE, MODIFIED, MOST_BYTES, RATING, TITLE
from photospool.photo.metadata.text import as_text, line, paragraphs
from photospool.photo.metadata.xmp import is_xmp, of_xmp
from photospool.photo.photo import Location, Reading, Taken
from photospool.photo.sidecar_names import is_album_notes
from photospool.photo.source import Source
from photospool.security import untrusted_json

NO_DATE: Final = Taken("", "", "")
_YES: Final = "yes"
_OF_ORIGINAL: Final = ("DateTimeOriginal", "DateCreated", "CreateDate")
_OF_CHANGE: Final = ("MetadataDate", "ModifyDate")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FURTHEST_S: Final = 1e11
_MOST_PEOPLE: Final = 1000


def read(path: Source, name: str) -> Reading:
    """All of it; ``name`` tells which form it should have. Raises NotAPhoto for one of none, and OSError."""
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise _none_of_ours()
    kind = name.rpartition(".")[2].lower()
    return _of_takeout(raw, name) if kind == "json" else {"xmp": _of_xmp, "aae": _of_aae}[kind](raw)


def _album_title(found: Mapping[str, Any], name: str) -> str:
    """What Takeout's notes of an album call it; empty for any other file. Some say nothing but a title."""
    is_bare = is_album_notes(name) and set(found) == {"title"}
    if "photoTakenTime" in found or not (is_bare or {"date", "access", "albumData", "description"} & set(found)):
        return ""
    inner = found.get("albumData")
    return line(as_text((inner if isinstance(inner, Mapping) else found).get("title")), 100)


def _reading(form: str, **told: Any) -> Reading:
    kind = SIDECAR_FORMATS[form]
    return Reading(form, kind.content_type, kind.extension, 0, 0, 1, told.pop("taken", NO_DATE), **told)


def _of_xmp(raw: bytes) -> Reading:
    if not is_xmp(raw):
        raise _none_of_ours()
    said = of_xmp(raw)
    changed = next((said.dates[name] for name in _OF_CHANGE if name in said.dates), "")
    return _reading(
        "XMP",
        taken=_chosen(Candidate(f"{BY_SIDECAR}: XMP {name}", said.dates.get(name, "")) for name in _OF_ORIGINAL),
        exif=_told(dict(zip(("Image Make", "Image Model"), said.camera, strict=True))),
        full_exif=_told({TITLE: said.title, RATING: said.rating, MODIFIED: at.at if (at := written(changed)) else ""}),
        location=said.location,
        description=said.description or said.title,
        keywords=said.keywords,
        people=said.people,
    )


def _of_aae(raw: bytes) -> Reading:
    """A property list of Apple's; plistlib takes no entities."""
    try:
        found = plistlib.loads(raw)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, AttributeError, ExpatError):
        raise _none_of_ours() from None
    if not isinstance(found, dict) or not any(str(key).startswith("adjustment") for key in found):
        raise _none_of_ours()
    at = found.get("adjustmentTimestamp")
    return _reading("AAE", full_exif=_told({MODIFIED: at.isoformat() if isinstance(at, datetime) else ""}))


def _of_takeout(raw: bytes, name: str) -> Reading:
    found = _loaded(raw)
    title, when = as_text(found.get("title")), found.get("photoTakenTime")
    if not title or not isinstance(when, Mapping):
        if album := _album_title(found, name):
            return _reading("TAKEOUT", full_exif={ALBUM: album})
        raise _none_of_ours()
    people = found.get("people")
    names = (
        [as_text(one.get("name")) for one in people[:_MOST_PEOPLE] if isinstance(one, Mapping)]
        if (isinstance(people, list))
        else []
    )
    flags = {FAVORITE: "favorited", "trashed": "trashed", "archived": "archived"}
    return _reading(
        "TAKEOUT",
        taken=_chosen([_instant(when.get("timestamp"))]),
        full_exif=_told(
            {TITLE: line(title, 300), **{name: _YES if found.get(key) is True else "" for name, key in flags.items()}}
        ),
        location=_place(found.get("geoData")) or _place(found.get("geoDataExif")),
        description=paragraphs(as_text(found.get("description")), LONGEST_DESCRIPTION),
        people=clean_keywords(names),
    )


def _loaded(raw: bytes) -> Mapping[str, Any]:
    try:
        found = untrusted_json.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) and not untrusted_json.is_deep(found) else {}


def _instant(told: object) -> Candidate:
    source = f"{BY_SIDECAR}: Takeout photoTakenTime"
    try:
        seconds = float(told) if isinstance(told, str | int) and not isinstance(told, bool) else _FURTHEST_S
        if not abs(seconds) < _FURTHEST_S:
            return Candidate(source, "")
        at = _EPOCH + timedelta(seconds=int(seconds))
    except (ValueError, OverflowError):
        return Candidate(source, "")
    return Candidate(source, at.strftime("%Y-%m-%dT%H:%M:%S"), offset="Z", is_instant=True)


def _chosen(candidates: Iterable[Candidate]) -> Taken:
    """The first that can be; none of the ways of a file itself."""
    found = choose(candidates, "", (), modified_s=0.0, now=datetime.now().astimezone())
    return NO_DATE if found.source == ARRIVAL else found


def _place(told: object) -> Location | None:
    """Degrees; 0/0 is how Takeout says that it knows none."""
    if not isinstance(told, Mapping):
        return None
    lat, lon, alt = (_number(told.get(name)) for name in ("latitude", "longitude", "altitude"))
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180 or (lat == 0 and lon == 0):
        return None
    is_height = alt is not None and alt != 0 and -500 <= alt <= 100_000
    return Location(round(lat, 7), round(lon, 7), round(alt, 2) if alt is not None and is_height else None)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _told(values: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in values.items() if text}


def _none_of_ours() -> NotAPhoto:
    return NotAPhoto(
        "This file says nothing of a photo that Photospool can read.",
        "XMP, Apple's AAE and Google Takeout's JSON are taken. It is kept unchanged among those that need attention.",
    )

"""What a video knows of itself, put together as it is of a photo: the day, camera, words, place.

By what its own boxes tell (``structure.videos``); nothing in here looks at pictures or sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from photospool.photo.formats import ORIGINALS
from photospool.photo.metadata.dates import Candidate, Zone, choose
from photospool.photo.metadata.partial_date import offset_of
from photospool.photo.metadata.public_fields import may_stand
from photospool.photo.metadata.shot_ids import as_id
from photospool.photo.metadata.text import is_safe, line, paragraphs, printable, within
from photospool.photo.photo import Location, Reading, Taken
from photospool.photo.source import Source
from photospool.photo.structure import videos
from photospool.photo.structure.movie import Movie, SaidDate

LOCAL_CLOCKS: Final = (
    "canon",
    "casio",
    "fujifilm",
    "gopro",
    "leica",
    "minolta",
    "nikon",
    "olympus",
    "om digital",
    "panasonic",
    "pentax",
)
"""Makers whose cameras write the time on their own wall where the standard wants Greenwich time (``mvhd``).

exiftool's documentation of ``QuickTimeUTC`` says so of many cameras; of Nikon's and GoPro's their owners do, in
https://github.com/Piwigo/piwigo-videojs/issues/98 and https://github.com/pulsejet/memories/issues/1256. Phones, and
Sony's cameras, keep to the standard.
"""
_LOCAL_BRANDS: Final = {"CAEP": "Canon", "caqv": "Casio", "niko": "Nikon", "pana": "Panasonic"}
"""Brands of files of boxes that only these makers use; https://mp4ra.org/registered-types/brands.

Often not the first: a Canon's MOV begins ``qt  CAEP``, a Nikon's MP4 ``mp42avc1niko``.
"""
_MAKES_COPIES: Final = re.compile(r"HandBrake |mkvmerge v")
"""Programs that record nothing, and write when they made the copy where others say when it was filmed."""
_ZONED_GOPRO: Final = re.compile(r"H(2[2-9]|[3-9][0-9])")
"""How the firmware of those begins that know their zone: HERO11 (H22) and later."""
_PLACE: Final = re.compile(r"([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)(?:([+-]\d+(?:\.\d+)?))?")
_MOST_BYTES: Final = 64 * 1024
_MOST_LETTERS: Final = 10_000
_LONGEST_WORD: Final = 1000
_DESCRIPTIONS: Final = ("description", "\N{COPYRIGHT SIGN}des")
_TITLES: Final = ("title", "displayname", "\N{COPYRIGHT SIGN}nam", "INAM")


def read(path: Source, name: str) -> Reading:
    """All of it. ``name`` is the video's own, for its date, behind its folders. Raises OSError."""
    with path.open("rb") as file:
        movie = videos.read_movie(file)
    kind = ORIGINALS[movie.format]
    words = {key: printable(value, _LONGEST_WORD) for key, value in movie.words.items() if is_safe(key)}
    camera = _camera(movie, words)
    return Reading(
        format=movie.format,
        content_type=kind.content_type,
        extension=kind.extension,
        width=_pixels(movie.width),
        height=_pixels(movie.height),
        orientation=movie.orientation,
        taken=_taken(movie, camera, words, name, path.stat().st_mtime),
        exif=within({tag: text for tag, text in camera.items() if may_stand(tag)}, _MOST_BYTES),
        full_exif=within({**camera, **{f"Video {key}": text for key, text in words.items() if text}}, _MOST_BYTES),
        location=_place(words),
        description=_description(words),
        duration_s=movie.duration_s,
        video_codec=line(movie.video_codec, 60),
        audio_codec=line(movie.audio_codec, 60),
        frame_rate=movie.frame_rate if movie.frame_rate < 100_000 else 0.0,
        content_id=as_id(words.get("content.identifier", "")),
    )


def _pixels(told: int) -> int:
    return told if 0 < told < 1 << 16 else 0


def _camera(movie: Movie, words: dict[str, str]) -> dict[str, str]:
    """Make and model, both or neither, by the names that photos have them under."""
    make, model = words.get("make") or words.get("manufacturer", ""), words.get("model", "")
    if not make:
        make = _make_by_brand(words)
    if not make and words.get("firmware", "").startswith(("HD", "H1", "H2")):
        make = "GoPro"
    return {"Image Make": make, "Image Model": model} if make and model else {}


def _taken(movie: Movie, camera: dict[str, str], words: dict[str, str], name: str, modified_s: float) -> Taken:
    is_local = has_local_clock(words)
    offset = next(
        (offset_of(said.text[-6:]) or offset_of(said.text[-5:]) for said in movie.dates if not said.is_instant), ""
    )
    zone = Zone(offset, "camera's zone") if offset else Zone()
    is_copy = bool(_MAKES_COPIES.match(words.get("software") or words.get("\N{COPYRIGHT SIGN}too", "")))
    of_copy = [said for said in movie.dates if said.is_instant and is_copy]
    return choose(
        [_candidate(said, is_local=is_local) for said in movie.dates if said not in of_copy],
        name,
        [_candidate(said, is_local=is_local) for said in of_copy],
        modified_s=modified_s,
        now=datetime.now().astimezone(),
        zone=zone,
    )


def _candidate(said: SaidDate, *, is_local: bool) -> Candidate:
    if said.is_instant:
        return Candidate(said.source, said.text, offset="" if is_local else "Z", is_instant=not is_local)
    # “Z” is of programs that know no wall clock: what they say is an instant, too.
    return Candidate(said.source, said.text, is_instant=said.text.endswith("Z"))


def has_local_clock(words: dict[str, str]) -> bool:
    """Whether the header's time is that of the camera's own wall, and not Greenwich time."""
    firmware = words.get("firmware", "")
    if "TAGS" in words:  # of a camera that knows no zone
        return True
    if firmware:
        return not _ZONED_GOPRO.match(firmware)
    make = (words.get("make") or words.get("manufacturer", "")).lower()
    return make.startswith(LOCAL_CLOCKS) or bool(_make_by_brand(words))


def _make_by_brand(words: dict[str, str]) -> str:
    """Who made the camera, by the file's brands; empty where none of them tells."""
    return next((_LOCAL_BRANDS[brand] for brand in words.get("brands", "").split() if brand in _LOCAL_BRANDS), "")


def _place(words: dict[str, str]) -> Location | None:
    """ISO 6709, degrees with decimals, as phones write it: ``+50.1000+008.2000+110.000/``; 0/0 is nowhere."""
    found = _PLACE.match(words.get("location.ISO6709") or words.get("location", ""))
    if not found:
        return None
    lat, lon = float(found[1]), float(found[2])
    if abs(lat) > 90 or abs(lon) > 180 or (lat == 0 and lon == 0):
        return None
    alt = float(found[3]) if found[3] else None
    return Location(lat, lon, alt if alt is not None and -500 <= alt <= 100_000 else None)


def _description(words: dict[str, str]) -> str:
    """What somebody wrote; else its title."""
    return next(_said(words), "")


def _said(words: dict[str, str]) -> Iterator[str]:
    for name in (*_DESCRIPTIONS, *_TITLES):
        if text := paragraphs(words.get(name, ""), _MOST_LETTERS):
            yield text

"""Which photo in the album a sidecar belongs to that lies in no folder of its photo's: by what both say themselves.

A name alone is never enough. Name and second on the camera's clock must agree (the key of ``shot_keys``), and the
camera where both tell it; a Takeout tells a moment, which may be any zone's clock. Where two photos fit, none is meant,
nor one that has another Takeout's sidecar already: two photos of one name and second are told alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from photospool.album.base import NotThere
from photospool.album.documents import original_id
from photospool.album.shot_keys import NAME
from photospool.album.shot_names import shot_name
from photospool.album.sidecars import has_anothers
from photospool.album.stack_links import StackShelf
from photospool.album.stacks import Member
from photospool.photo.metadata.sidecar_words import title_of
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import Reading
from photospool.photo.sidecar_names import keys_of_sidecar, only_ones, photos_of
from photospool.security.untrusted_text import folded

_MOST: Final = 200
"""Files of one name and second that are looked at; more are no one's."""
_SECOND: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
_NUMBERED: Final = re.compile(r"\(\d{1,4}\)(?=\.json$)")
_HALF_AND_QUARTER_HOURS: Final = (-570, -270, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 645, 690, 765, 825)
_ZONES: Final = (*range(-12 * 60, 14 * 60 + 1, 60), *_HALF_AND_QUARTER_HOURS)
"""Minutes that clocks go before Greenwich's, or behind it, somewhere since there are digital cameras (tz database)."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What the album knows."""

    photos: tuple[str, ...] = ()
    """Ids: its own photo, then edited copies that share it. Empty: none fits, or several do."""
    is_unsure: bool = False
    """Whether several fit."""


NOBODY: Final = Owner()


def owner_of(album: StackShelf, name: str, reading: Reading) -> Owner:
    """Ask the album about a sidecar of this name, which says this. Raises what the album raises.

    One question to the view ``partners``, and the documents of what it names. An AAE tells no date: nobody's.
    """
    title = title_of(reading)
    seconds = list(_seconds(reading))
    stems = {shot_name(one).stem for one in _photos_names(name, title)} if seconds else set()
    wanted = sorted(f"{NAME}{stem}|{second}" for stem in stems for second in seconds)
    if not wanted:
        return NOBODY
    try:
        rows = album.view("partners", keys=wanted)["rows"]
    except NotThere:  # an album whose views are of an earlier version
        return NOBODY
    ids = sorted({row["id"].removeprefix(original_id("")) for row in rows})
    if not ids or len(ids) > _MOST:
        return Owner(is_unsure=bool(ids))
    members = [member for stored in album.listed(ids).values() if (member := Member.of(stored)) is not None]
    by_name: dict[str, list[str]] = {}
    for member in members:
        if _may_be(reading, member):
            by_name.setdefault(as_text(member.original.get("filename")), []).append(member.id)
    own, copies = photos_of(name, sorted(by_name), title)
    own = list(dict.fromkeys([*own, *(one for one in by_name if title and folded(one) == folded(title))]))
    found = only_ones(by_name, own, copies)
    if any(member.id in found[:1] and has_anothers(member.original, reading) for member in members):
        found = ()  # of another photo of this name and second, which the album has not
    return Owner(found, is_unsure=bool(own) and not found)


class ClosingShelf(StackShelf, Protocol):
    """An album that is closed by whoever opened it."""

    def close(self) -> None:
        """Let go of it."""
        ...


class AskedOwner:
    """Asks an album that is opened with the first question. Of one thread."""

    def __init__(self, opened: Callable[[], ClosingShelf]) -> None:
        self._opened = opened
        self._album: ClosingShelf | None = None

    def __call__(self, name: str, reading: Reading) -> Owner:
        """As ``owner_of``. Raises what opening raises, too."""
        self._album = self._album or self._opened()
        return owner_of(self._album, name, reading)

    def close(self) -> None:
        """Close the album, if there was a question."""
        if self._album is not None:
            self._album.close()


def _photos_names(name: str, title: str) -> Iterator[str]:
    """Names that its photo may have in the album."""
    if title:
        yield title
        if number := _NUMBERED.search(name.lower()):
            stem, dot, extension = title.rpartition(".")
            yield f"{stem}{number[0]}{dot}{extension}"
        return
    for kind, base in keys_of_sidecar(name):
        if kind == "name":
            yield base
        elif kind == "stem":
            yield f"{base}.jpg"


def _seconds(reading: Reading) -> Iterator[str]:
    """Seconds on the camera's clock that it may mean."""
    at = reading.taken.at
    if not _SECOND.match(at):
        return
    yield at[:19]
    if reading.format != "TAKEOUT":
        return
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        return
    for minutes in _ZONES:
        try:
            yield (moment.astimezone(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S")
        except (ValueError, OverflowError):
            continue


def _may_be(reading: Reading, member: Member) -> bool:
    """Whether they name no different cameras. A film's notes name it in other words."""
    both = zip(_camera(reading.exif), member.camera, strict=True)
    return member.is_video or not any(here and there and here != there for here, there in both)


def _camera(exif: Mapping[str, str]) -> tuple[str, str]:
    return exif.get("Image Make", "").casefold(), exif.get("Image Model", "").casefold()

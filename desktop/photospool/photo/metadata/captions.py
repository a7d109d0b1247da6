"""Captions and tags that people wrote into a photo: which of several ways is believed, and what of it is kept.

By the Metadata Working Group's guideline (2.0, chapter 5): XMP before IPTC, unless IPTC was changed later by a
program that knew nothing of XMP; never both, or every tag comes twice. All of it is a stranger's text: cut to length
and made printable. It never opens a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from photospool.photo.metadata.camera_words import is_of_a_camera
from photospool.photo.metadata.text import line, paragraphs
from photospool.photo.photo import Location

LONGEST_DESCRIPTION = 4000
LONGEST_KEYWORD = 100
MOST_KEYWORDS = 1000
"""Of one photo; more are left off, and counted."""
_MOST_TEXTS = 20_000


@dataclass(frozen=True, slots=True)
class Captions:
    """What one of the ways says."""

    title: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Names that stand at faces; tags too."""
    dates: dict[str, str] = field(default_factory=dict)
    """As ``DateTimeOriginal``, ``DateCreated``, ``CreateDate`` → as written."""
    location: Location | None = None
    rating: str = ""
    """XMP's, ``-1`` (rejected) to ``5``; a sidecar's is kept with the original."""
    camera: tuple[str, str] = ("", "")
    """Maker and model; XMP's, of which a sidecar's tells whose it is."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of all ways, in the order in which they are believed."""

    ways: tuple[Captions, ...]

    @property
    def description(self) -> str:
        """A caption before a title; of each, the first that a person may have written."""
        return caption(*(way.description for way in self.ways), *(way.title for way in self.ways))

    @property
    def keywords(self) -> tuple[str, ...]:
        """Those of the first way that has any, and the names of people that any knows."""
        return self._all_keywords()[:MOST_KEYWORDS]

    @property
    def left_off(self) -> int:
        """How many keywords are more than a photo may have."""
        return max(0, len(self._all_keywords()) - MOST_KEYWORDS)

    def _all_keywords(self) -> tuple[str, ...]:
        first = next((way.keywords for way in self.ways if way.keywords), ())
        return clean_keywords([*first, *(name for way in self.ways for name in way.people)])


def in_order(xmp: Captions, iptc: Captions, exif: Captions, *, is_iptc_newer: bool) -> Texts:
    """XMP, IPTC and EXIF as they are believed."""
    written = (iptc, xmp) if is_iptc_newer else (xmp, iptc)
    return Texts((*written, exif))


def caption(*texts: str) -> str:
    """The first text that a person may have written."""
    for text in texts:
        clean = paragraphs(text, LONGEST_DESCRIPTION)
        if not is_of_a_camera(clean):
            return clean
    return ""


_BETWEEN = re.compile(r"[,;]")


def clean_keywords(texts: Iterable[str]) -> tuple[str, ...]:
    """Printable, each once (by the first spelling), in their order; ``a, b; c`` are three."""
    kept: dict[str, str] = {}
    for text in texts:
        for word in _BETWEEN.split(text):
            if len(kept) >= _MOST_TEXTS:
                return tuple(kept.values())
            if clean := line(word, LONGEST_KEYWORD):
                kept.setdefault(clean.casefold(), clean)
    return tuple(kept.values())

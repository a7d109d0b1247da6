"""Which pictures are made anew because they are drawn better today, what was, and how it is kept; no I/O in here.

Only pictures that the program itself made are replaced: the placeholder that it stored beside them must be that of the
stored thumbnail. What they were stays with the original, where no stranger sees it, so that they can be put back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from photospool.album.documents import MEDIA, RENDERER, VIDEO, Document, about_pictures
from photospool.album.schema import read, stubs
from photospool.photo.photo import Prepared, Reading

BEFORE: Final = "before_rendering"
"""The field of the original's document that keeps what its photo's document said of the former pictures."""
KEPT: Final = "before-"
"""What the former pictures' names begin with, beside the original."""
SEEN: Final = 1.5
"""ΔE in one of 64 fields above which a picture counts as another; compressing once more makes less."""
THUMB, SHOWN = "thumb.jpg", "800x600.jpg"
_SAID: Final = ("width", "height", "tnwidth", "tnheight", "orientation", "placeholder")


@dataclass(frozen=True, slots=True)
class Redrawn:
    """How a photo's pictures change."""

    was: Document
    """What its document says of them."""
    becomes: Document
    colours: tuple[str, str]
    """Where they differ most, as ``#c42f36``: as it is, and as it becomes."""


def is_due(photo: Mapping[str, Any], original: Mapping[str, Any] | None) -> bool:
    """Whether an older program drew this photo's pictures, as far as its documents tell.

    Those of a video come of a frame, or are drawn: ``repair`` sees to them.
    """
    if original is None or photo.get(MEDIA) == VIDEO:
        return False
    known = original.get("renderer")
    if isinstance(known, int) and known >= RENDERER:
        return False
    said, there = read(photo), stubs(photo)
    return said.get("extension") == "jpg" and bool(said.get("placeholder")) and {THUMB, SHOWN} <= set(there)


def may_differ(photo: Mapping[str, Any], reading: Reading) -> bool:
    """Whether it is worth to decode the original: by its header, its orientation and its size."""
    said = read(photo)
    known = (said.get("orientation"), said.get("width"), said.get("height"))
    return reading.former_rendering or known != (reading.orientation, reading.width, reading.height)


def said_of_pictures(document: Mapping[str, Any]) -> Document:
    """What a photo's document says of its pictures."""
    return {name: document[name] for name in _SAID if name in document}


def said_now(prepared: Prepared) -> Document:
    """What is to be said of the new ones."""
    return {name: value for name, value in about_pictures(prepared).items() if name in _SAID}


def with_said(document: Mapping[str, Any], said: Mapping[str, Any]) -> Document:
    """The document with other words of its pictures."""
    return {**{name: value for name, value in document.items() if name not in _SAID}, **said}


def record_of(original: Mapping[str, Any] | None) -> Redrawn | None:
    """What was and what became of it, as it is kept; None where nothing is kept that can be read."""
    record = (original or {}).get(BEFORE)
    if not isinstance(record, Mapping):
        return None
    was, became = record.get("was"), record.get("became")
    if not isinstance(was, Mapping) or not isinstance(became, Mapping):
        return None
    colours = record.get("colours")
    plain = colours if isinstance(colours, list) and [type(one) for one in colours] == [str, str] else ["", ""]
    return Redrawn(said_of_pictures(was), said_of_pictures(became), (plain[0], plain[1]))


def kept_names(original: Mapping[str, Any]) -> list[str]:
    """The former pictures beside an original."""
    return [name for name in stubs(original) if name.startswith(KEPT)]


def forgotten(original: Mapping[str, Any]) -> Document:
    """The original's document without what was kept for putting back."""
    document = {name: value for name, value in original.items() if name not in (BEFORE, "renderer")}
    left = {name: stub for name, stub in stubs(original).items() if not name.startswith(KEPT)}
    return document | ({"_attachments": left} if left else {})

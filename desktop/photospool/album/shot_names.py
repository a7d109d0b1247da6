"""What a file's name says of the shot that it is of: the name without what programs hang on, and what that means.

Names alone never make a pair: day, second and camera must agree too (``stacks``). Forms as data, each with its source.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from photospool.photo.edited_names import EDITED_WORDS
from photospool.security.untrusted_text import folded

_APPLE_EDIT: Final = re.compile(r"img_e(\d{4,5})")
"""Apple's Image Capture and Windows' import: ``IMG_E1234.HEIC`` is the edit of ``IMG_1234.HEIC``."""
_TILDE: Final = re.compile(r"(.+)~\d{1,2}")
"""``PXL_20230101_120000000~2.jpg``: Google's "save as copy"."""
_PIXEL: Final = re.compile(r"(pxl_\d{8}_\d{9})(?:\.[a-z]+(?:-\d\d)?)*?(?:\.(cover|original))?(?:\.(?:mp|ts))*")
"""``PXL_….RAW-01.MP.COVER.jpg``, ``PXL_….RAW-02.ORIGINAL.dng``, ``PXL_….MP.jpg``: the Pixels' forms, as collected in
https://github.com/simulot/immich-go/issues/94."""
_MOTION_PREFIX: Final = re.compile(r"mvimg_(\d{8}_\d{6})")
"""``MVIMG_20200902_213341.jpg``: Google's first motion photos, beside ``IMG_…`` of the same second."""
_BURST: Final = re.compile(r"(?:\d{5}[a-z]*_\d{5}_(burst\d{14,20})|(img_\d{8}_\d{6}_burst)\d{3})(_cover)?(?:[-~_].*)?")
"""``00001IMG_00001_BURST20171111030039_COVER.jpg`` (Google), ``IMG_20171111_030039_BURST001_COVER.jpg`` (Huawei)."""

EDIT: Final = "edit"
COVER: Final = "cover"


@dataclass(frozen=True, slots=True)
class ShotName:
    """A name taken apart."""

    stem: str
    """In small letters, without its extension and all that was hung on."""
    role: str = ""
    """``edit``; ``cover``, where the camera marks one of several; empty where it says nothing."""
    burst: str = ""
    """What the frames of one burst have in common in their names."""


def shot_name(filename: str) -> ShotName:
    """Pure; any text will do."""
    stem = folded(filename)
    stem = unicodedata.normalize("NFC", stem.rpartition(".")[0] or stem)
    role = ""
    for word in EDITED_WORDS:
        if stem.endswith(word) and len(stem) > len(word):
            stem, role = stem[: -len(word)], EDIT
    if found := _TILDE.fullmatch(stem):
        stem, role = found[1], EDIT
    if found := _APPLE_EDIT.fullmatch(stem):
        return ShotName(f"img_{found[1]}", EDIT)
    if found := _BURST.fullmatch(stem):
        return ShotName(stem, role or (COVER if found[3] else ""), found[1] or found[2])
    if found := _PIXEL.fullmatch(stem):
        return ShotName(found[1], role or (EDIT if found[2] == "cover" and ".raw" not in stem else ""))
    if found := _MOTION_PREFIX.fullmatch(stem):
        return ShotName(f"img_{found[1]}", role)
    return ShotName(stem, role)

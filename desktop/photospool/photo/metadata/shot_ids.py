"""By what a file itself says which others belong to it: one shot's picture and film, one burst's frames.

Apple writes both into its maker note (tags 11 and 17; exiftool's table of Apple tags names them), and the film's half
as the key ``content.identifier`` of QuickTime. Google's camera names the burst in XMP. Identifiers of the device, so
they go to the original's document only.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Final

_APPLE: Final = b"Apple iOS\0"
_APPLE_ENTRIES: Final = 14
"""Where the maker note's directory begins; its offsets count from the note's first byte."""
_BURST, _CONTENT = 0x000B, 0x0011
_ASCII: Final = 2
_MOST_ENTRIES: Final = 512
_ID: Final = re.compile(r"[0-9A-Za-z_.:+=/-]{8,100}")
"""What can be an identifier: no word of a person's, and nothing that many files share by accident."""
_GOOGLE_BURST: Final = re.compile(rb"GCamera:BurstID\s*(?:=\s*[\"']|>)\s*([0-9A-Za-z_.:+=/-]{8,100})")


@dataclass(frozen=True, slots=True)
class ShotIds:
    """Empty where a file does not say it."""

    content: str = ""
    """The same in the picture and the film of one live photo, and in what was edited of it."""
    burst: str = ""
    """The same in all frames of one burst."""


def shot_ids(makers_notes: bytes, xmp: bytes) -> ShotIds:
    """What a picture's maker note and XMP say; what is malformed says nothing."""
    apple = _of_apple(makers_notes)
    google = _GOOGLE_BURST.search(xmp)
    burst = apple.burst or (as_id(google[1].decode("ascii")) if google else "")
    return ShotIds(apple.content, burst)


def as_id(text: str) -> str:
    """An identifier in the one spelling that is compared; empty for what can't be one.

    Apple's own programs write the letters of one in capitals here and in small ones there.
    """
    text = text.strip("\0 ")
    return text.upper() if _ID.fullmatch(text) and len(set(text)) > 2 else ""


def _of_apple(note: bytes) -> ShotIds:
    if not note.startswith(_APPLE) or note[12:14] not in (b"MM", b"II"):
        return ShotIds()
    order = ">" if note[12:14] == b"MM" else "<"
    found: dict[int, str] = {}
    try:
        (count,) = struct.unpack_from(order + "H", note, _APPLE_ENTRIES)
        for entry in range(_APPLE_ENTRIES + 2, _APPLE_ENTRIES + 2 + 12 * min(count, _MOST_ENTRIES), 12):
            tag, kind, length, at = struct.unpack_from(order + "HHII", note, entry)
            if tag in (_BURST, _CONTENT) and kind == _ASCII:
                begin = at if length > 4 else entry + 8
                found.setdefault(tag, as_id(note[begin : begin + min(length, 200)].decode("ascii", "replace")))
    except struct.error:
        pass  # it ends early: what was read before is right
    return ShotIds(found.get(_CONTENT, ""), found.get(_BURST, ""))

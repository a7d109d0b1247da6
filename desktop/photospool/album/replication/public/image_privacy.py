"""Whether a picture's bytes hold nothing but the picture: no camera's notes, no captions, no comments. Pure.

JPEG only, and of JPEG only the parts that Photospool's own pictures are made of, each as long as it has to be; anything
else can't be judged and is not fit for strangers. A colour profile passes if every byte of it is one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

CONTENT_TYPE: Final = "image/jpeg"
"""What a picture has to be called, to the letter: a browser shows or runs a file as what it is called."""
_START: Final = b"\xff\xd8"
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""
_SCAN: Final = 0xDA
_END: Final = 0xD9
_COMMENT: Final = 0xFE
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
_TABLES: Final = frozenset({0xC4, 0xDB, 0xDD})
_JFIF: Final = b"JFIF\0"
_ICC: Final = b"ICC_PROFILE\0"
_QUANTIZATIONS: Final = 4
"""A decoder has room for so many; more of them can only be there to hold something else."""
_HUFFMANS: Final = 8
"""The same, between one scan and the next."""
_COLOUR: Final = frozenset(
    b"desc cprt wtpt bkpt rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC chad chrm lumi meas tech view vued dmnd dmdd "
    b"A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 gamt para cicp".split()
)
"""What a profile may say (ICC.1). Others are makers' own: some of them number the screen that it was made on."""


def hidden_in(data: bytes) -> list[str]:
    """What else a JPEG holds, in words; empty when it is a picture and nothing more."""
    if not data.startswith(_START):
        return ["no JPEG"]
    looked = _Looked()
    at = 2
    while True:
        marker = data[at + 1] if data[at : at + 1] == b"\xff" and at + 1 < len(data) else None
        if marker is None or (marker != _END and at + 4 > len(data)):
            return looked.told("no end")
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        if marker == _END:
            return looked.told("something follows its end" if at + 2 < len(data) else "")
        if marker in _ALONE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        looked.at(marker, data[at + 4 : at + 2 + length], length - 2)
        at += 2 + length
        if marker == _SCAN:
            at = _after_scan(data, at)
            if at + 2 == len(data) and data[at:] == b"\xff\xd9":
                return looked.told()


class _Looked:
    """What was seen of one JPEG so far."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._frames = 0
        self._scans = 0
        self._quantizations = 0
        self._huffmans = 0
        self._profile: list[bytes] = []

    def at(self, marker: int, body: bytes, length: int) -> None:
        """One segment; ``length`` is what it should have of bytes."""
        if marker == _SCAN:
            self._scans += 1
            self._huffmans = 0
        name = "" if len(body) == length >= 0 else "a part that is cut off"
        if name := name or self._hides(marker, body):
            self._found.append(name)

    def told(self, of_the_end: str = "") -> list[str]:
        """Everything that was found, once each, and what only the whole tells."""
        found = [*self._found, of_the_end]
        if self._profile and not is_profile(self._profile):
            found.append("something that is called a colour profile and is none")
        if not any(found) and not (self._frames == 1 and self._scans):
            found.append("no picture")
        return [name for name in dict.fromkeys(found) if name]

    def _hides(self, marker: int, body: bytes) -> str:
        if marker == _COMMENT:
            return "a comment"
        if marker in _FRAMES:
            self._frames += 1
            return "" if len(body) >= 6 and len(body) == 6 + 3 * body[5] else "a part that is too long"
        if marker == _SCAN:
            return "" if body and len(body) == 4 + 2 * body[0] else "a part that is too long"
        if marker in _TABLES:
            return "" if self._is_table(marker, body) else "a part that is too long"
        if marker == 0xE2 and body.startswith(_ICC):
            self._profile.append(body[len(_ICC) :])
            return ""
        if marker == 0xE0 and body.startswith(_JFIF):
            # Two bytes for the version, five for the density, two for the size of a small picture inside: none.
            return "" if len(body) == 14 and body[12:] == b"\0\0" else "a picture inside"
        return _words(marker, body)

    def _is_table(self, marker: int, body: bytes) -> bool:
        if marker == 0xDD:
            return len(body) == 2
        at = 0
        while at < len(body):
            if marker == 0xDB:
                self._quantizations += 1
                at += 129 if body[at] >> 4 else 65
            else:
                self._huffmans += 1
                at += 17 + sum(body[at + 1 : at + 17])
        return at == len(body) and self._quantizations <= _QUANTIZATIONS and self._huffmans <= _HUFFMANS


def _words(marker: int, body: bytes) -> str:
    if body.startswith(b"Exif\0"):
        return "the camera's notes (EXIF)"
    if body.startswith(b"http://ns.adobe.com/"):
        return "notes (XMP)"
    if body.startswith(b"Photoshop"):
        return "a caption (IPTC)"
    return "notes of some program" if 0xE0 <= marker <= 0xEF else "a part that no picture of ours has"


def is_profile(parts: list[bytes]) -> bool:
    """Whether the parts of an ICC profile, each with its number and their count in front, are one, to the last byte."""
    if any(len(part) < 2 or part[0] != number or part[1] != len(parts) for number, part in enumerate(parts, 1)):
        return False
    data = b"".join(part[2:] for part in parts)
    if len(data) < 132 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        return False
    count = int.from_bytes(data[128:132], "big")
    end = 132 + 12 * count
    if not 0 < count <= 64 or end > len(data):
        return False
    spans = []
    for at in range(132, end, 12):
        start, size = int.from_bytes(data[at + 4 : at + 8], "big"), int.from_bytes(data[at + 8 : at + 12], "big")
        if data[at : at + 4] not in _COLOUR or start < end or start + size > len(data):
            return False
        if not _is_value(data[start : start + size]):
            return False
        spans.append((start, start + size))
    for start, stop in sorted(spans):
        if any(data[end:start]):  # between two parts there are zeros for evenness, or nothing
            return False
        end = max(end, stop)
    return not any(data[end:])


def _is_value(value: bytes) -> bool:
    """Whether a part is of a type that the standard knows (ICC.1, chapter 10), as long as that type is.

    By its bytes alone: the colour library would read a stranger's profile in this process.
    """
    kind, rest = value[:4], value[8:]
    if value[4:8] != bytes(4) or kind not in _LENGTHS:
        return False
    return _LENGTHS[kind](rest)


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


_CURVES: Final = {0: 1, 1: 3, 2: 4, 3: 5, 4: 7}
"""Kind of a parametric curve → how many numbers it has (ICC.1, 10.18)."""
_LENGTHS: Final[dict[bytes, Callable[[bytes], bool]]] = {
    b"text": lambda rest: rest.rstrip(b"\0").isascii(),
    b"desc": lambda rest: len(rest) >= 4 and 4 + _number(rest, 0, 4) <= len(rest),
    b"mluc": lambda rest: len(rest) >= 8 and _number(rest, 4, 4) == 12 and 8 + 12 * _number(rest, 0, 4) <= len(rest),
    b"XYZ ": lambda rest: len(rest) > 0 and len(rest) % 12 == 0,
    b"curv": lambda rest: len(rest) >= 4 and 4 + 2 * _number(rest, 0, 4) <= len(rest) < 8 + 2 * _number(rest, 0, 4),
    b"para": lambda rest: len(rest) == 4 + 4 * _CURVES.get(_number(rest, 0, 2), -1),
    b"sf32": lambda rest: len(rest) > 0 and len(rest) % 4 == 0,
    b"chrm": lambda rest: len(rest) == 4 + 8 * _number(rest, 0, 2),
    b"meas": lambda rest: len(rest) == 28,
    b"view": lambda rest: len(rest) == 28,
    b"sig ": lambda rest: len(rest) == 4,
    b"cicp": lambda rest: len(rest) == 4,
    **dict.fromkeys((b"mft1", b"mft2", b"mAB ", b"mBA "), lambda rest: len(rest) >= 24),
}
"""Type of a part → whether what follows its first eight bytes is as long as it has to be."""


def _after_scan(data: bytes, at: int) -> int:
    """Where the compressed picture ends: the next marker that is neither filling nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0x00 and data[at + 1] not in _ALONE:
            return at
        at += 2

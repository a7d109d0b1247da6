"""Whether a picture's bytes hold nothing but the picture: no camera's notes, no captions, no comments. Pure.

JPEG only, for the pictures that Photospool makes are; anything else can't be judged and is not fit for strangers.
"""

from __future__ import annotations

from typing import Final

_START: Final = b"\xff\xd8"
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""
_SCAN: Final = 0xDA
_END: Final = 0xD9
_COMMENT: Final = 0xFE
_JFIF, _ICC, _ADOBE = (0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe")


def hidden_in(data: bytes) -> list[str]:
    """What else a JPEG holds, in words; empty when it is a picture and nothing more."""
    if not data.startswith(_START):
        return ["it is no JPEG"]
    found: list[str] = []
    at = 2
    while True:
        if at + 4 > len(data) or data[at] != 0xFF:
            return [*found, "its end is missing"]
        marker = data[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        if marker == _END:
            return found + (["something follows its end"] if at + 2 < len(data) else [])
        if marker in _ALONE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        if name := _hides(marker, body):
            found.append(name)
        at += 2 + length
        if marker == _SCAN:
            at = _after_scan(data, at)
            if at + 2 == len(data) and data[at:] == b"\xff\xd9":
                return found


def _hides(marker: int, body: bytes) -> str:
    if marker == _COMMENT:
        return "a comment"
    if not 0xE0 <= marker <= 0xEF:
        return ""
    if any(marker == kind and body.startswith(name) for kind, name in (_JFIF, _ICC, _ADOBE)):
        return ""
    if body.startswith(b"Exif\0"):
        return "the camera's notes (EXIF)"
    if body.startswith(b"http://ns.adobe.com/"):
        return "notes (XMP)"
    if body.startswith(b"Photoshop"):
        return "a caption (IPTC)"
    return "notes of some program"


def _after_scan(data: bytes, at: int) -> int:
    """Where the compressed picture ends: the next marker that is neither filling nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0x00 and data[at + 1] not in _ALONE:
            return at
        at += 2

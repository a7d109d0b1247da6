"""How browsers call what a track is coded in: RFC 6381, and the registrations of the codecs that it leaves open.

Of a sample's description in a file of boxes (``stsd``), without the eight bytes in front. Pure functions over bytes;
what is malformed gives the four letters alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_PICTURE_BYTES: Final = 86
"""Of a picture's sample entry before the boxes in it."""
_SOUND_BYTES: Final = {0: 36, 1: 52, 2: 72}
"""The same for sound, by QuickTime's version of it."""


def of_picture(entry: bytes) -> str:
    """``avc1.640028``, ``hvc1.1.6.L93.B0``, ``vp09.00.10.08``, ``av01.0.04M.08``, ``mp4v.20.9``; else four letters."""
    letters = _letters(entry)
    boxes = dict(_boxes(entry, _PICTURE_BYTES))
    if content := boxes.get(b"avcC"):
        return f"{letters}.{content[1:4].hex().upper()}" if len(content) >= 4 else letters
    if content := boxes.get(b"hvcC"):
        return letters + _hevc(content)
    if content := boxes.get(b"vpcC"):
        return f"{letters}.{content[4]:02}.{content[5]:02}.{content[6] >> 4:02}" if len(content) >= 7 else letters
    if content := boxes.get(b"av1C"):
        return letters + _av1(content)
    if content := boxes.get(b"esds"):
        kind, _ = _stream(content)
        return f"{letters}.{kind:02X}" if kind else letters
    return letters


def of_sound(entry: bytes) -> str:
    """``mp4a.40.2``, ``opus``, ``alac``, ``twos`` …"""
    letters = _letters(entry)
    if letters != "mp4a" or len(entry) < 36:
        return letters
    version = int.from_bytes(entry[16:18], "big")
    boxes = dict(_boxes(entry, _SOUND_BYTES.get(version, 36)))
    wave = boxes.get(b"wave", b"")  # QuickTime puts it one deeper
    content = boxes.get(b"esds") or dict(_boxes(wave, 0)).get(b"esds", b"")
    kind, detail = _stream(content)
    if not kind:
        return letters
    return f"{letters}.{kind:02X}.{detail}" if kind == 0x40 and detail else f"{letters}.{kind:02X}"


def _letters(entry: bytes) -> str:
    text = entry[4:8].decode("ascii", "replace").strip()
    return text if text.isprintable() and text.isascii() else ""


def _boxes(data: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8:
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def _hevc(content: bytes) -> str:
    """ISO/IEC 14496-15, E.3."""
    if len(content) < 13:
        return ""
    space, tier, profile = content[1] >> 6, content[1] >> 5 & 1, content[1] & 31
    compatible = int(f"{int.from_bytes(content[2:6], 'big'):032b}"[::-1], 2)
    limits = content[6:12].rstrip(b"\0")
    told = [f"{('', 'A', 'B', 'C')[space]}{profile}", f"{compatible:X}", f"{'LH'[tier]}{content[12]}"]
    return "." + ".".join([*told, *(f"{byte:X}" for byte in limits)])


def _av1(content: bytes) -> str:
    """AV1 in ISO base media files, 5: profile, level and tier, bits."""
    if len(content) < 3:
        return ""
    profile, level, flags = content[1] >> 5, content[1] & 31, content[2]
    bits = (12 if flags >> 5 & 1 else 10) if flags >> 6 & 1 else 8
    return f".{profile}.{level:02}{'H' if flags >> 7 else 'M'}.{bits:02}"


def _stream(content: bytes) -> tuple[int, int]:
    """What kind of stream, and for sound which of MPEG-4's (``esds``, ISO/IEC 14496-1, 7.2.6); zeros for neither."""
    kind = detail = 0
    at = 4
    while at + 2 <= len(content):
        tag, at = content[at], at + 1
        length = 0
        for _ in range(4):
            if at >= len(content):
                return kind, detail
            byte, at = content[at], at + 1
            length = length << 7 | byte & 127
            if not byte & 128:
                break
        if tag == 3:
            flags = content[at + 2] if at + 2 < len(content) else 0
            at += 3 + (2 if flags & 128 else 0) + (2 if flags & 32 else 0)
        elif tag == 4:
            kind = content[at] if at < len(content) else 0
            at += 13
        elif tag == 5:
            detail = content[at] >> 3 if at < len(content) and length else 0
            return kind, detail
        else:
            at += length
    return kind, detail

"""Where each kind of file keeps its notes, brought to one form: a block of EXIF, a packet of XMP, records of IPTC.

The one room that knows containers; those who read notes get bytes and never a file. Broken parts are not there.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from PIL import Image

from photospool.photo.metadata import camera_clocks, packed_notes
from photospool.photo.source import Source
from photospool.photo.structure import isobmff, jxl_boxes, png

_TIFF_HEADS: Final = (b"II*\0", b"MM\0*")
_APP0, _APP1, _APP13, _SOS, _EOI = 0xE0, 0xE1, 0xED, 0xDA, 0xD9
_XMP_SEGMENT: Final = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_EXTENSION: Final = b"http://ns.adobe.com/xmp/extension/\0"
LAST_CHANGE: Final = "tIME"
"""Among a PNG's texts: when it was changed last."""
MOVIE: Final = "mvhd"
"""Among a moving picture's: when it was made."""
_XMP_KEYWORD: Final = "XML:com.adobe.xmp"
_GIF_XMP: Final = b"\x21\xff\x0bXMP DataXMP"
_MOST_GIF_BYTES, _MOST_XMP_BYTES = 64 << 20, 4 << 20
_IPTC_RESOURCE, _DIGEST_RESOURCE = 0x0404, 0x0425
_IPTC_TAG, _PHOTOSHOP_TAG, _XMP_TAG = 33723, 34377, 700


@dataclass(frozen=True, slots=True)
class Packets:
    """A file's notes as bytes; empty where there are none."""

    exif: bytes = b""
    """From the byte order on, as a TIFF. Of a TIFF nothing: the file itself is one."""
    xmp: bytes = b""
    xmp_more: bytes = b""
    """What a JPEG's one segment had no room for: a packet of its own (XMP part 3, 1.1.3.1)."""
    iptc: bytes = b""
    """IPTC-IIM records one after the other."""
    is_iptc_newer: bool = False
    """Whether somebody changed IPTC who knew nothing of XMP (MWG guideline 2.0, 3.3.1: the digest is another)."""
    texts: dict[str, str] | None = None
    """A PNG's own texts by keyword; of a moving HEIC or AVIF what its header says."""
    makers: dict[str, bytes] = field(default_factory=dict)
    """A JPEG's segments that are some makers' own, by name (``camera_clocks``)."""


def packets(path: Source, image: Image.Image) -> Packets:
    """The notes of an opened file. Never fails over what is in it; raises OSError where it can't be read."""
    if image.format == "PNG":
        return _of_png(path)
    if image.format in ("JPEG", "MPO"):
        return of_jpeg(path)
    if image.format == "TIFF":
        return _of_tiff(getattr(image, "tag_v2", {}))
    if image.format == "GIF":
        return _of_gif(path)
    if image.format == "JXL":
        with path.open("rb") as file:
            exif, xmp = jxl_boxes.notes(file, packed_notes.unpacked)
        return Packets(exif=_exif([exif]), xmp=xmp)
    texts = None
    if image.format in ("HEIF", "AVIF"):
        with path.open("rb") as file:
            texts = {MOVIE: isobmff.movie_time(file)}
    return Packets(exif=_exif([image.info.get("exif")]), xmp=as_bytes(image.info.get("xmp")), texts=texts)


def of_jpeg(path: Source) -> Packets:
    """The notes of a JPEG, opened or not. Raises OSError."""
    return _of_jpeg(_segments(path))


def _of_gif(path: Source) -> Packets:
    """XMP stands as it is in an extension of its own (XMP part 3, 1.1.2), and a trailer that makes blocks of it."""
    with path.open("rb") as file:
        data = file.read(_MOST_GIF_BYTES)
    at = data.find(_GIF_XMP)
    return Packets(xmp=data[at + len(_GIF_XMP) :][:_MOST_XMP_BYTES] if at >= 0 else b"")


def _of_png(path: Source) -> Packets:
    with path.open("rb") as file:
        found = png.side_chunks(file)
    texts = png.texts(found)
    profiles = {
        name.removeprefix("Raw profile type ").lower(): text for name, text in texts.items() if "profile" in name
    }
    app1 = png.raw_profile(profiles.get("app1"))
    blocks = [*found.get(b"eXIf", ()), png.raw_profile(profiles.get("exif")), app1]
    photoshop = png.raw_profile(profiles.get("8bim")) or png.raw_profile(profiles.get("iptc"))
    in_app1 = app1.removeprefix(_XMP_SEGMENT) if app1.startswith(_XMP_SEGMENT) else b""
    return Packets(
        exif=_exif(blocks),
        xmp=texts.get(_XMP_KEYWORD) or png.raw_profile(profiles.get("xmp")) or in_app1,
        texts={name: text.decode("utf-8", "replace")[:4096] for name, text in texts.items() if "profile" not in name}
        | {LAST_CHANGE: png.last_change(found)},
        **_photoshop(photoshop),
    )


def _segments(path: Source) -> Iterator[tuple[int, bytes]]:
    """Marker and content of each application's segment before the scan (ITU T.81, B.1.1)."""
    with path.open("rb") as file:
        at = 2
        while True:
            file.seek(at)
            head = file.read(4)
            if len(head) < 4 or head[0] != 0xFF or head[1] in (_SOS, _EOI):
                return
            if head[1] == 0xFF:  # filling
                at += 1
                continue
            length = int.from_bytes(head[2:], "big")
            if _APP0 <= head[1] <= _APP13:
                yield head[1], file.read(max(0, length - 2))
            at += 2 + max(2, length)


def _of_jpeg(segments: Iterable[tuple[int, bytes]]) -> Packets:
    exif, xmp, photoshop = list[bytes](), b"", b""
    makers: dict[str, bytes] = {}
    parts: list[bytes] = []
    for marker, data in segments:
        if marker == _APP1 and data.startswith(_XMP_SEGMENT):
            xmp = xmp or data.removeprefix(_XMP_SEGMENT)
        elif marker == _APP1 and data.startswith(_XMP_EXTENSION):
            parts.append(data.removeprefix(_XMP_EXTENSION))
        elif marker == _APP1 and data.startswith(b"Exif\0"):
            block = data[6:]
            if exif and not block.startswith((*_TIFF_HEADS, b"Exif")):
                exif[-1] += block  # what one segment can't hold goes on in the next
            else:
                exif.append(block)
        elif marker == _APP13 and data.startswith(b"Photoshop 3.0\0"):
            photoshop += data[14:]
        elif own := camera_clocks.segment_of(marker, data):
            makers[own[0]] = makers.get(own[0], b"") + own[1]
    more = _extension(xmp, parts)
    return Packets(exif=_exif(exif), xmp=xmp, xmp_more=more, makers=makers, **_photoshop(photoshop))


def _extension(xmp: bytes, parts: list[bytes]) -> bytes:
    """The extended packet that the first one names, of parts in any order: 32 digits, its length, an offset, bytes.

    Empty where a part is missing: half a packet is none.
    """
    named = _HAS_EXTENSION.search(xmp)
    ours = [part for part in parts if named and part[:32].upper() == named[1].upper() and len(part) > 40]
    if not ours:
        return b""
    length = int.from_bytes(ours[0][32:36], "big")
    if length > _MOST_XMP_BYTES:
        return b""
    whole, filled = bytearray(length), 0
    for part in {part[36:40]: part for part in ours}.values():
        at, content = int.from_bytes(part[36:40], "big"), part[40:]
        if at + len(content) > length:
            return b""
        whole[at : at + len(content)] = content
        filled += len(content)
    return bytes(whole) if filled == length else b""


def _of_tiff(tags: Any) -> Packets:
    def value(tag: int) -> bytes:
        found = tags.get(tag)
        if isinstance(found, tuple) and all(isinstance(number, int) for number in found):
            # IPTC is often written as numbers of four bytes, in the file's order.
            order = ">" if getattr(tags, "_endian", "<") == ">" else "<"
            return struct.pack(f"{order}{len(found)}I", *(number & 0xFFFFFFFF for number in found))
        return as_bytes(found)

    told = _photoshop(value(_PHOTOSHOP_TAG))
    return Packets(xmp=value(_XMP_TAG), **{**told, "iptc": value(_IPTC_TAG) or told.get("iptc", b"")})


def _exif(blocks: Iterable[object]) -> bytes:
    """The first that is a block of EXIF, in whatever it is wrapped."""
    for block in blocks:
        data = as_bytes(block)
        while data.startswith(b"Exif\0"):
            data = data[6:]
        if data.startswith(_TIFF_HEADS):
            return with_plain_texts(data)
    return b""


def as_bytes(value: object) -> bytes:
    """Bytes, or a text in UTF-8; anything else is nothing."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return bytes(value) if isinstance(value, bytes | bytearray) else b""


def _photoshop(data: bytes) -> dict[str, Any]:
    """IPTC of Photoshop's image resources, and whether it is newer than XMP; or plain IPTC records."""
    if data.startswith(b"Photoshop 3.0\0"):
        data = data[14:]
    if data.startswith(b"\x1c"):
        return {"iptc": data}
    found: dict[int, bytes] = {}
    for number, content in _resources(data):
        found.setdefault(number, content)
    iptc, digest = found.get(_IPTC_RESOURCE, b""), found.get(_DIGEST_RESOURCE, b"")
    is_newer = bool(digest.strip(b"\0")) and digest != hashlib.md5(iptc, usedforsecurity=False).digest()
    return {"iptc": iptc, "is_iptc_newer": bool(iptc) and is_newer}


def _resources(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Signature, number, a name padded to an even length, the length, the content padded to an even length."""
    at = 0
    while data[at : at + 4] in (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR") and at + 12 <= len(data):
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        name = data[at + 6] + 1
        at += 6 + name + name % 2
        length = int.from_bytes(data[at : at + 4], "big")
        yield number, data[at + 4 : at + 4 + length]
        at += 4 + length + length % 2


_ASCII, _UTF8 = 2, 129
_DETAILS, _PLACE = 0x8769, 0x8825
_MOST_ENTRIES = 1024
_BYTES = {1: 1, 2: 1, 7: 1, _UTF8: 1}


def _entries(exif: bytes | bytearray, order: str, at: int) -> Iterator[tuple[int, int, int, int, int]]:
    """Offset, tag, type, number of values and value of a directory's entries. Raises struct.error behind the end."""
    (count,) = struct.unpack_from(order + "H", exif, at)
    for entry in range(at + 2, at + 2 + 12 * min(count, _MOST_ENTRIES), 12):
        yield entry, *struct.unpack_from(order + "HHII", exif, entry)


def raw_values(exif: bytes, wanted: frozenset[int]) -> dict[int, bytes]:
    """The bytes of these tags (texts and undefined ones), of the first directory and that of the details."""
    order = "<" if exif[:1] == b"I" else ">"
    found: dict[int, bytes] = {}
    pending = [int.from_bytes(exif[4:8], "little" if order == "<" else "big")]
    for at in pending:
        try:
            for entry, tag, kind, count, value in _entries(exif, order, at):
                if tag == _DETAILS and len(pending) == 1:
                    pending.append(value)
                elif tag in wanted and kind in _BYTES:
                    begin = value if count > 4 else entry + 8
                    found.setdefault(tag, bytes(exif[begin : begin + count]))
        except struct.error:
            continue
    return found


def with_plain_texts(exif: bytes) -> bytes:
    """Texts of Exif 3.0's type 129 (UTF-8) under type 2, the only one that libraries know; they take UTF-8 there."""
    order = "<" if exif[:1] == b"I" else ">"
    if struct.pack(order + "H", _UTF8) not in exif:
        return exif
    data = bytearray(exif)
    pending = [int.from_bytes(exif[4:8], "little" if order == "<" else "big")]
    for at in pending:
        try:
            for entry, tag, kind, _, value in _entries(exif, order, at):
                if kind == _UTF8:
                    struct.pack_into(order + "H", data, entry + 2, _ASCII)
                if tag in (_DETAILS, _PLACE) and len(pending) < 4:
                    pending.append(value)
        except struct.error:
            continue
    return bytes(data)


_HAS_EXTENSION = re.compile(rb"xmpNote:HasExtendedXMP\s*(?:=\s*[\"']|>)\s*([0-9A-Fa-f]{32})")
_ORIENTATION_IN_XMP = re.compile(rb"tiff:Orientation\s*(?:=\s*[\"']|>)\s*([1-8])")


def orientation_in_xmp(xmp: bytes) -> int:
    """1 to 8; 1 where XMP says nothing of it."""
    found = _ORIENTATION_IN_XMP.search(xmp)
    return int(found[1]) if found else 1

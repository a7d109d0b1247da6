"""A photo without what hangs on its side, for a picture that opens only so: broken notes cost no photo.

It never decodes; what it makes is opened, never stored.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

from photospool.photo.source import Source
from photospool.photo.structure import png

_MOST_BYTES = 512 << 20
_PNG_PICTURE = frozenset(b"IHDR PLTE tRNS IDAT IEND".split())
_WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_EXIF_ENTRY = re.compile(rb"(infe(?:\x02...(?:..)..|\x03...(?:....)..))Exif", re.DOTALL)
_SOS, _EOI = 0xDA, 0xD9
_COM = 0xFE


def without(path: Source) -> io.BytesIO | None:
    """The file in memory with its picture alone; None where there is nothing to leave out. Raises OSError."""
    if path.stat().st_size > _MOST_BYTES:
        return None
    data = path.read_bytes()
    if data[:8] == png.SIGNATURE:
        bare = png.SIGNATURE + b"".join(_png_picture(data))
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        parts = b"".join(_webp_picture(data))
        bare = b"RIFF" + struct.pack("<I", 4 + len(parts)) + b"WEBP" + parts
    elif data[:2] == b"\xff\xd8":
        bare = b"\xff\xd8" + b"".join(_jpeg_picture(data))
    elif data[4:8] == b"ftyp":
        bare = _without_exif_item(data)
    else:
        return None
    return io.BytesIO(bare) if bare != data else None


def _png_picture(data: bytes) -> Iterator[bytes]:
    for name, at, length in png.chunks(io.BytesIO(data)):
        if name in _PNG_PICTURE:
            yield data[at - 8 : at + length + 4]


def _webp_picture(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        end = at + 8 + length + length % 2
        if data[at : at + 4] in _WEBP_PICTURE:
            yield data[at:end]
        at = end


def _jpeg_picture(data: bytes) -> Iterator[bytes]:
    """All but the application's segments and comments; those that tell how the colours are meant stay."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in (_SOS, _EOI):
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        is_note = 0xE0 <= marker <= 0xEF or marker == _COM
        if not is_note or marker in (0xE0, 0xEE) or data[at + 4 : at + 15] == b"ICC_PROFILE":
            yield data[at:end]
        at = end
    yield data[at:]


def _without_exif_item(data: bytes) -> bytes:
    """The item's type is overwritten with one that nobody reads (ISO/IEC 23008-12, annex A); lengths stay.

    Its entry (``infe``, ISO/IEC 14496-12, 8.11.6): version and flags, a number of 2 or 4 bytes, 2 bytes, the type, and
    a name, which may be the same four letters.
    """
    at = data.find(b"meta")
    if at < 4:
        return data
    end = at - 4 + int.from_bytes(data[at - 4 : at], "big")
    return data[:at] + _EXIF_ENTRY.sub(rb"\1xxxx", data[at:end]) + data[end:]

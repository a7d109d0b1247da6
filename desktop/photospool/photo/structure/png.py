"""The chunks of a PNG that are not its picture: notes, words, profiles. https://www.w3.org/TR/png-3/.

Read by ourselves, because the image library gives up on the whole picture where one of them is broken or long, and
does not tell all of them. What unpacks to more than is good for anybody is left.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
MOST_BYTES: Final = 16 << 20
"""Of one chunk, unpacked."""
_MOST_ALTOGETHER = 48 << 20
_MOST_CHUNKS = 20_000
_RAW_PROFILE = re.compile(rb"\s*[\w ]{1,20}\s+\d+\s+([0-9a-fA-F\s]*)")


def chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Name, offset of the content and its length in bytes, one after the other. Raises OSError."""
    at = len(SIGNATURE)
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        header = file.read(8)
        if len(header) < 8:
            return
        length = int.from_bytes(header[:4], "big")
        yield header[4:], at + 8, length
        if header[4:] == b"IEND":
            return
        at += 12 + length


def side_chunks(file: BinaryIO) -> dict[bytes, list[bytes]]:
    """Everything but the pixels, as it is: name → contents. Raises OSError."""
    found: dict[bytes, list[bytes]] = {}
    left = _MOST_ALTOGETHER
    for name, at, length in chunks(file):
        if name in (b"IDAT", b"fdAT") or length > min(left, MOST_BYTES):
            continue
        file.seek(at)
        found.setdefault(name, []).append(file.read(length))
        left -= length
    return found


def clear_colour(told: object, mode: str, file: BinaryIO) -> object:
    """The one colour that is transparent (tRNS, PNG 3, 11.3.1.1) in eight bits, as the pixels are.

    The image library gives it in the file's own bits, ``told``, and its pixels in eight. Raises OSError.
    """
    file.seek(24)
    bits = int.from_bytes(file.read(1), "big")
    if mode in ("1", "L") and isinstance(told, int) and bits in (1, 2, 4):
        return told * 255 // (2**bits - 1)
    if mode == "RGB" and isinstance(told, tuple) and bits == 16:
        return tuple(number >> 8 for number in told)
    return told


_COLOUR_CHUNKS = frozenset({b"cICP", b"sRGB", b"gAMA", b"cHRM", b"cLLI", b"mDCV"})


def colour_chunks(file: BinaryIO) -> dict[bytes, bytes]:
    """What stands before the pixels of how colours are meant, but the profile. Raises OSError."""
    found: dict[bytes, bytes] = {}
    for name, at, length in chunks(file):
        if name == b"IDAT":
            break
        if name in _COLOUR_CHUNKS and length <= 64:
            file.seek(at)
            found.setdefault(name, file.read(length))
    return found


def texts(found: dict[bytes, list[bytes]]) -> dict[str, bytes]:
    """Keyword → text as bytes, of tEXt, zTXt and iTXt (the first of one name); unreadable ones are not there."""
    pairs: dict[str, bytes] = {}
    for name in (b"iTXt", b"zTXt", b"tEXt"):
        for content in found.get(name, ()):
            keyword, _, rest = content.partition(b"\0")
            text = _TEXTS[name](rest)
            if text is not None:
                pairs.setdefault(keyword.decode("latin-1"), text)
    return pairs


def _international(rest: bytes) -> bytes | None:
    """Compression flag and method, language, translated keyword, text."""
    parts = rest[2:].split(b"\0", 2)
    if len(parts) < 3:
        return None
    return _unpacked(parts[2]) if rest[:1] == b"\1" else parts[2]


def _unpacked(data: bytes) -> bytes | None:
    unpack = zlib.decompressobj()
    try:
        text = unpack.decompress(data, MOST_BYTES)
    except zlib.error:
        return None
    return None if unpack.unconsumed_tail else text


def _compressed(rest: bytes) -> bytes | None:
    return _unpacked(rest[1:])


def _plain(rest: bytes) -> bytes | None:
    return rest


_TEXTS = {b"iTXt": _international, b"zTXt": _compressed, b"tEXt": _plain}


def last_change(found: dict[bytes, list[bytes]]) -> str:
    """``tIME`` (W3C PNG 3, 11.3.5.1), Greenwich time, as EXIF writes it; empty where there is none."""
    content = next(iter(found.get(b"tIME", ())), b"")
    if len(content) != 7:
        return ""
    year, *rest = struct.unpack(">H5B", content)
    return "{:04}:{:02}:{:02} {:02}:{:02}:{:02}".format(year, *rest)


def raw_profile(text: bytes | None) -> bytes:
    """What ImageMagick, exiv2 and others write as hexadecimal digits behind a name and a length; else nothing."""
    found = _RAW_PROFILE.match(text or b"")
    digits = b"".join(found[1].split()) if found else b""
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))

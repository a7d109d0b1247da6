"""Metadata as programs write it: EXIF, IPTC and XMP, in each container."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from typing import Any

from tests.photo import made

PICTURE = made.corners()
DATED = {0x9003: "2016:05:06 07:08:09"}
EXIF = made.exif({0x112: 6, 0x10E: "Strand"}, DATED)
TURNED = made.stored(made.corners(), 6)


def bare(exif: bytes) -> bytes:
    return exif.removeprefix(b"Exif\0\0")


def raw_profile(name: str, data: bytes, *, junk: bool = False) -> tuple[bytes, bytes]:
    """As ImageMagick and exiv2 put what PNG had no chunk for: hexadecimal digits in a compressed text."""
    digits = data.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = f"\n{name}\n{len(data):8}\n{'zz junk' if junk else lines}\n"
    keyword = f"Raw profile type {name}".encode()
    return b"zTXt", keyword + b"\0\0" + zlib.compress(text.encode())


def xmp_text(packet: bytes, *, compressed: bool = False) -> tuple[bytes, bytes]:
    head = b"XML:com.adobe.xmp\0" + bytes((compressed, 0)) + b"\0\0"
    return b"iTXt", head + (zlib.compress(packet) if compressed else packet)


def jpeg(*segments: tuple[int, bytes], **options: Any) -> bytes:
    return made.with_segments(made.encoded(TURNED if options.get("exif") is EXIF else PICTURE, **options), *segments)


def behind_tables(data: bytes, *segments: tuple[int, bytes]) -> bytes:
    """The segments behind the quantization tables, where some encoders put them."""
    at = data.index(b"\xff\xdb")
    end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    added = b"".join(b"\xff" + bytes([m]) + struct.pack(">H", len(d) + 2) + d for m, d in segments)
    return data[:end] + added + data[end:]


def subjects(*words: str) -> str:
    return bag("dc:subject", *words)


def bag(name: str, *words: str) -> str:
    return f"<{name}><rdf:Bag>{''.join(f'<rdf:li>{word}</rdf:li>' for word in words)}</rdf:Bag></{name}>"


def described(text: str) -> str:
    return f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:description>'


def xmp_segment(inside: str, attributes: str = "") -> tuple[int, bytes]:
    return 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + made.xmp(inside, attributes)


def extended(inside: str, more: str, *, size: int) -> list[tuple[int, bytes]]:
    """A packet, and one that goes on, in parts of so many bytes; named by its MD5."""
    rest = made.xmp(more)
    name = hashlib.md5(rest, usedforsecurity=False).hexdigest().upper()
    note = f'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="{name}"'
    head = b"http://ns.adobe.com/xmp/extension/\0" + name.encode()
    parts = [
        (0xE1, head + struct.pack(">II", len(rest), at) + rest[at : at + size]) for at in range(0, len(rest), size)
    ]
    return [xmp_segment(inside, note), *parts]


def iptc_segment(*records: tuple[int, int, bytes], digest: bytes | None = None) -> tuple[int, bytes]:
    payload = made.iptc(*records)
    if digest is not None:
        payload += b"8BIM\x04\x25\0\0" + struct.pack(">I", len(digest)) + digest
    return 0xED, payload


def digest_of(*records: tuple[int, int, bytes]) -> bytes:
    length = struct.unpack_from(">I", made.iptc(*records), 22)[0]
    return hashlib.md5(made.iptc(*records)[26 : 26 + length], usedforsecurity=False).digest()


def windows(**texts: str) -> bytes:
    numbers = {"XPTitle": 0x9C9B, "XPComment": 0x9C9C, "XPAuthor": 0x9C9D, "XPKeywords": 0x9C9E, "XPSubject": 0x9C9F}
    return made.exif({numbers[name]: text.encode("utf-16-le") + b"\0\0" for name, text in texts.items()})


def utf8_typed(exif: bytes) -> bytes:
    """Exif 3.0: all texts of the first directory under type 129."""
    data = bytearray(bare(exif))
    order = "<" if data[:1] == b"I" else ">"
    (at,) = struct.unpack_from(order + "I", data, 4)
    for entry in range(at + 2, at + 2 + 12 * struct.unpack_from(order + "H", data, at)[0], 12):
        if struct.unpack_from(order + "H", data, entry + 2)[0] == 2:
            struct.pack_into(order + "H", data, entry + 2, 129)
    return b"Exif\0\0" + bytes(data)


def latin_1(exif: bytes) -> bytes:
    """The letter that stands for an umlaut, in one byte."""
    return exif.replace(b"@", b"\xdf").replace(b"%", b"\xb5")


def in_utf8(exif: bytes) -> bytes:
    """As ``latin_1``, in two bytes."""
    return exif.replace(b"@~", "ß".encode())


def gif_with(packet: bytes) -> bytes:
    """XMP specification part 3, 1.1.2: the packet as it is, then 258 bytes that make blocks of it."""
    data = made.encoded(PICTURE.quantize(), "GIF")
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return data[:-1] + b"\x21\xff\x0bXMP DataXMP" + packet + trailer + data[-1:]


def tiff_with(**tags: Any) -> bytes:
    stream = io.BytesIO()
    info = {int(name[1:]): value for name, value in tags.items()}
    PICTURE.save(stream, "TIFF", tiffinfo=info)
    return stream.getvalue()


def astray(data: bytes) -> bytes:
    """EXIF whose first directory lies nowhere."""
    changed = data.replace(b"II*\0\x08\0\0\0", b"II*\0\xff\xff\xff\x7f").replace(
        b"MM\0*\0\0\0\x08", b"MM\0*\x7f\xff\xff\xff"
    )
    assert changed != data
    return changed


WIDE = {0x10E: "x" * 40, 0x100: 4711, 0x128: 2}


def as_texts(data: bytes) -> bytes:
    """The picture's width in EXIF as a text, which it must not be."""
    changed = data.replace(b"\1\0\0\4\0\0\0\1", b"\1\0\0\2\0\0\0\1")
    assert changed != data
    return changed


def as_brands(data: bytes, major: bytes, *others: bytes) -> bytes:
    """The same boxes under another file type."""
    length = int.from_bytes(data[:4], "big")
    brands = (b"".join(others) + b"mif1" * 16)[: length - 16]
    return data[:8] + major + bytes(4) + brands + data[length:]

"""Files as programs and phones put them together, made of small parts: boxes, chunks, segments, trailers."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image
from tests.photo import made


def noisy(width: int = 320, height: int = 240) -> Image.Image:
    """A picture that doesn't compress: its file is long enough to be cut anywhere."""
    return Image.effect_noise((width, height), 90).convert("RGB")


def box(name: bytes, *content: bytes) -> bytes:
    """A box of ISO/IEC 14496-12."""
    data = b"".join(content)
    return struct.pack(">I", 8 + len(data)) + name + data


def video(size: int = 3000) -> bytes:
    """As much of an MP4 as tells that it is whole. Its pixels begin as a JPEG does."""
    pixels = bytes(range(1, 200)) * (size // 199) + b"\xff\xd8\xff\xe1 looks like a photo"
    return box(b"ftyp", b"mp42\0\0\0\0isommp42") + box(b"mdat", pixels) + box(b"moov", b"\1" * 400)


def samsung(*parts: tuple[bytes, bytes]) -> bytes:
    """Samsung's trailer: named blocks, then their directory (SEF, as exiftool's Samsung.pm describes it)."""
    blocks = [struct.pack("<HHI", 0, 0x0A01, len(name)) + name + data for name, data in parts]
    data, entries = b"".join(blocks), b""
    for number, block in enumerate(blocks):
        entries += struct.pack("<HHII", 0, 0x0A01, len(data) - sum(map(len, blocks[:number])), len(block))
    directory = b"SEFH" + struct.pack("<II", 106, len(blocks)) + entries
    return data + directory + struct.pack("<I", len(directory)) + b"SEFT"


SAMSUNG = samsung((b"Image_UTC_Data", b"1682980200000"), (b"MotionPhoto_Data", video(500)))


def multi_picture(first: bytes, second: bytes, *, off_by: int = 0, between: bytes = b"") -> bytes:
    """Two JPEGs with an index in front (CIPA DC-007); ``off_by`` is what a program that knows no index makes of it."""

    def index(offset: int, one: int) -> bytes:
        entries = struct.pack("<IIIHH", 0x030000, one, 0, 0, 0) + struct.pack("<IIIHH", 0, len(second), offset, 0, 0)
        ifd = struct.pack("<H", 3)
        ifd += struct.pack("<HHI4s", 0xB000, 7, 4, b"0100") + struct.pack("<HHII", 0xB001, 4, 1, 2)
        ifd += struct.pack("<HHII", 0xB002, 7, 32, 50) + struct.pack("<I", 0)
        return b"MPF\0II*\0" + struct.pack("<I", 8) + ifd + entries

    plain = made.with_segments(first, (0xE2, index(0, 0)))
    counted_from = plain.index(b"MPF\0") + 4
    offset = len(plain) + len(between) - counted_from + off_by
    return made.with_segments(first, (0xE2, index(offset, len(plain)))) + between + second


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(image: Image.Image, *chunks: tuple[bytes, bytes], late: bool = False) -> bytes:
    """A PNG with these chunks behind its header, or behind its pixels."""
    data = made.encoded(image, "PNG")
    at = data.index(b"IEND") - 4 if late else 8 + 25
    return data[:at] + b"".join(png_chunk(*chunk) for chunk in chunks) + data[at:]


def webp_with(image: Image.Image, **chunks: bytes) -> bytes:
    """A WebP with these chunks behind its picture, as they are: ``EXIF=…``."""
    data = made.encoded(image, "WEBP", exif=made.exif({0x10F: "x"}), xmp=b"x")
    parts = []
    for name, content in riff_parts(data):
        put = chunks.get(name.decode().strip(), content)
        parts.append(name + struct.pack("<I", len(put)) + put + b"\0" * (len(put) % 2))
    whole = b"".join(parts)
    return b"RIFF" + struct.pack("<I", 4 + len(whole)) + b"WEBP" + whole


def riff_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def saved_all(kind: str, *images: Image.Image, **options: object) -> bytes:
    stream = io.BytesIO()
    images[0].save(stream, kind, save_all=True, append_images=list(images[1:]), **options)
    return stream.getvalue()

"""Whether a file is whole, by the plan that its format lays down at the front: nothing is decoded in here.

An image library notices a cut-off file, but seldom one whose end is still zeros, as a copier leaves it that
reserves the space first. Walking from part to part finds both, at the cost of reading. What isn't known here
passes: the decoder has the last word.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import BinaryIO

from photospool.errors import LooksIncomplete
from photospool.photo.digests import unreadable
from photospool.photo.tiffs import check_tiff

_CHUNK_BYTES = 256 * 1024
_ZEROS_BYTES = 4096


def check(path: Path) -> None:
    """Raise LooksIncomplete if the end of the file is missing, PhotoNotReady if it can't be read."""
    try:
        with path.open("rb") as file:
            check_content(file)
    except OSError as exc:
        raise unreadable(exc) from exc


def check_content(file: BinaryIO) -> None:
    """As ``check``, of an open file; leaves its position anywhere. Raises OSError too."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(16)
    if not head.strip(b"\0"):
        raise incomplete("There is nothing in the file yet.")
    if head[:2] == b"\xff\xd8":
        _check_jpeg(file, size)
    elif head[:8] == b"\x89PNG\r\n\x1a\n":
        _check_png(file, size)
    elif head[4:8] == b"ftyp":
        _check_boxes(file, size)
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        _check_riff(file, size)
    elif head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        if not check_tiff(file, size):
            raise incomplete()
    elif head[:4] == b"GIF8":
        _check_gif(file)


def incomplete(title: str = "The end of this photo is missing.") -> LooksIncomplete:
    """The one sentence of advice for every way in which a file can be cut off."""
    return LooksIncomplete(
        title,
        "It may still be on its way. Nothing was changed; it is looked at again. If it stays so, "
        "please copy the photo once more from where it came.",
    )


# ITU T.81 annex B: a marker is FF and a byte that is neither 00 (a stuffed FF) nor FF (filling).
_MARKER = re.compile(rb"\xff[^\x00\xff]")
_MARKER_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SOI, _EOI, _SOS, _APP2 = 0xD8, 0xD9, 0xDA, 0xE2
_ALONE = {0x01, *range(0xD0, 0xD9)}


def _check_jpeg(file: BinaryIO, size: int) -> None:
    """Walk from segment to segment to the end-of-image marker; what follows it is of no concern.

    But the further pictures of a multi-picture file (CIPA DC-007), if anything follows at all: some programs
    drop those pictures and keep their index.
    """
    at, in_scan, others = 2, False, b""
    others_from = 0
    while True:
        found = _next_marker(file, at, _MARKER_AFTER_SCAN if in_scan else _MARKER)
        if found is None:
            raise incomplete()
        marker, at = found
        if marker == _EOI:
            break
        if marker in _ALONE:
            continue
        file.seek(at)
        (length,) = struct.unpack(">H", file.read(2).ljust(2, b"\0"))
        if at + length > size:
            raise incomplete()
        if marker == _APP2 and (data := file.read(min(max(length - 2, 0), 4096))).startswith(b"MPF\0"):
            others, others_from = data[4:], at + 6
        in_scan = marker == _SOS or (in_scan and length < 2)
        at += max(length, 2)
    if others and at < size:
        _check_others(file, size, others, others_from)


def _next_marker(file: BinaryIO, at: int, pattern: re.Pattern[bytes]) -> tuple[int, int] | None:
    """The next marker's second byte and the offset behind it, from an offset on."""
    file.seek(at)
    kept = b""
    while chunk := file.read(_CHUNK_BYTES):
        data = kept + chunk
        if match := pattern.search(data):
            return data[match.end() - 1], at + match.end()
        kept = data[-1:]
        at += len(data) - 1
    return None


def _check_others(file: BinaryIO, size: int, index: bytes, start: int) -> None:
    order = "<" if index[:2] == b"II" else ">"
    for offset, length in _others(index, order):
        begin = start + offset
        if not offset or begin >= size:  # the first picture; or one that was dropped
            continue
        file.seek(begin)
        if begin + length > size or not file.read(2).strip(b"\0"):
            raise incomplete()


def _others(index: bytes, order: str) -> list[tuple[int, int]]:
    """Offset from the index and length of each picture, as the index says; nothing if it is malformed."""
    try:
        (ifd,) = struct.unpack_from(order + "I", index, 4)
        (count,) = struct.unpack_from(order + "H", index, ifd)
        for entry in range(min(count, 16)):
            tag, _, length, value = struct.unpack_from(order + "HHII", index, ifd + 2 + 12 * entry)
            if tag == 0xB002:  # MP Entry: attributes, length, offset, two dependants
                entries = (struct.unpack_from(order + "III", index, value + n) for n in range(0, min(length, 512), 16))
                return [(offset, size) for _, size, offset in entries]
    except struct.error:
        pass
    return []


def _check_png(file: BinaryIO, size: int) -> None:
    """Chunks up to IEND, https://www.w3.org/TR/png-3/#5Chunk-layout."""
    at = 8
    while True:
        file.seek(at)
        header = file.read(8)
        if len(header) < 8 or not header.strip(b"\0"):
            raise incomplete()
        at += 12 + int.from_bytes(header[:4], "big")
        if at > size:
            raise incomplete()
        if header[4:] == b"IEND":
            return


_BOX_NAME = re.compile(rb"[\x20-\x7e\xa9]{4}")


def _check_boxes(file: BinaryIO, size: int) -> None:
    """Boxes on the outermost level end where the file ends (ISO/IEC 14496-12, 4.2): HEIC, AVIF.

    One of them holds the pixels; a small picture's may lie within the description (``idat``).
    """
    at, has_pixels = 0, False
    while at < size:
        file.seek(at)
        header = file.read(16)
        length, name = int.from_bytes(header[:4], "big"), header[4:8]
        if not _BOX_NAME.fullmatch(name):
            if not header.strip(b"\0"):
                raise incomplete()
            break  # something hung on behind the last box
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        elif length == 0:
            length = size - at
        if length < 8:
            return  # malformed rather than cut off: the decoder says so
        if at + length > size or (name == b"mdat" and _ends_in_zeros(file, at + length, length)):
            raise incomplete()
        has_pixels = has_pixels or name == b"mdat" or (name == b"meta" and b"idat" in _box(file, at, length))
        at += length
    if not has_pixels:
        raise incomplete()


def _box(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(min(length, 1 << 20))


def _check_riff(file: BinaryIO, size: int) -> None:
    """https://developers.google.com/speed/webp/docs/riff_container#webp_file_header."""
    file.seek(4)
    end = 8 + int.from_bytes(file.read(4), "little")
    if end > size or _ends_in_zeros(file, end, end):
        raise incomplete()


def _ends_in_zeros(file: BinaryIO, end: int, length: int) -> bool:
    """Whether compressed data stops early: so many zeros in a row mean nothing to any of these codecs."""
    if length <= 2 * _ZEROS_BYTES:
        return False
    file.seek(end - _ZEROS_BYTES)
    return not file.read(_ZEROS_BYTES).strip(b"\0")


def _check_gif(file: BinaryIO) -> None:
    """The first picture with all its data blocks (GIF89a, sections 17 to 24); the rest is never shown."""
    file.seek(10)
    flags = file.read(3)[:1]
    _skip_colours(file, flags)
    while kind := file.read(1):
        if kind == b"!":
            file.read(1)
            _skip_blocks(file)
        elif kind == b",":
            _skip_colours(file, file.read(9)[8:])
            file.read(1)
            _skip_blocks(file)
            if _is_only_zeros(file.read(_ZEROS_BYTES)):  # the zero that ended the data was the first of many
                break
            return
        else:
            break
    raise incomplete()


def _is_only_zeros(data: bytes) -> bool:
    return bool(data) and not data.strip(b"\0")


def _skip_colours(file: BinaryIO, flags: bytes) -> None:
    if flags and flags[0] & 0x80:
        file.seek(3 << ((flags[0] & 7) + 1), 1)


def _skip_blocks(file: BinaryIO) -> None:
    while length := file.read(1):
        if length == b"\0":
            return
        if len(file.read(length[0])) < length[0]:
            break
    raise incomplete()

"""A JPEG XL by its bytes: is it one, whole as far as its boxes tell, how large, how it lies, and where its notes lie.

Two forms: a bare codestream (``FF 0A``), which tells neither its length nor anything of the camera, and a container of
boxes around it. ISO/IEC 18181-1:2024, annex D (headers); 18181-2:2024 (boxes). It never decodes a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from photospool.photo.structure import isobmff
from photospool.photo.structure.isobmff import IsoBox

BARE: Final = b"\xff\x0a"
IN_BOXES: Final = b"\0\0\0\x0cJXL \r\n\x87\n"
_HEADER_BYTES: Final = 64
_MOST_NOTES_BYTES: Final = 4 << 20
_TIFF_HEADS: Final = (b"II*\0", b"MM\0*")
_LAST_PART: Final = 1 << 31
"""In the number of a part of the codestream (``jxlp``)."""
_RATIOS: Final = {1: (1, 1), 2: (12, 10), 3: (4, 3), 4: (3, 2), 5: (16, 9), 6: (5, 4), 7: (2, 1)}
_SIZES: Final = ((9, 1), (13, 1), (18, 1), (30, 1))
"""Bits, and what is added."""


@dataclass(frozen=True, slots=True)
class JxlHeader:
    """What the codestream says first."""

    width: int
    height: int
    """Pixels as they lie."""
    orientation: int
    """As EXIF's, 1 to 8; decoders turn by it, and an orientation in EXIF is not to be used beside it."""

    @property
    def size(self) -> tuple[int, int]:
        """Upright, in pixels."""
        return (self.height, self.width) if self.orientation > 4 else (self.width, self.height)


def is_jxl(head: bytes) -> bool:
    """Whether a file with these first 12 bytes is one."""
    return head.startswith((BARE, IN_BOXES))


def is_jxl_file(file: BinaryIO) -> bool:
    """As ``is_jxl``, of an open file; leaves its position at the front. Raises OSError."""
    file.seek(0)
    head = file.read(12)
    file.seek(0)
    return is_jxl(head)


def tells_its_end(file: BinaryIO) -> bool:
    """Whether ``is_whole`` would notice a cut: not of a bare codestream, nor where the last box has no length."""
    file.seek(0)
    if file.read(2) == BARE:
        return False
    size = file.seek(0, 2)
    last = None
    for box in isobmff.walk(file, 0, size):
        if box is None:
            break
        last = box
    if last is None:
        return False
    file.seek(last.at)
    return file.read(4) != b"\0\0\0\0"


def is_whole(file: BinaryIO, size: int) -> bool:
    """Whether all boxes are there to their ends, and among them the whole codestream. A bare one passes."""
    file.seek(0)
    if file.read(2) == BARE:
        return True
    has_all = False
    for box in isobmff.walk(file, 0, size):
        if box is None:
            break  # something hung on, if the picture is there; else it is none
        is_picture = box.name in (b"jxlc", b"jxlp")
        if box.end > size or (is_picture and isobmff.ends_in_zeros(file, box.end, box.end - box.at)):
            return False
        has_all = has_all or box.name == b"jxlc" or (box.name == b"jxlp" and _is_last_part(file, box))
    return has_all


def _is_last_part(file: BinaryIO, box: IsoBox) -> bool:
    return bool(int.from_bytes(isobmff.read_at(file, box.begin, 4), "big") & _LAST_PART)


def boxes(file: BinaryIO) -> Iterator[IsoBox]:
    """Those that are there; none of a bare codestream."""
    if not is_jxl_file(file) or file.read(2) == BARE:
        return
    size = file.seek(0, 2)
    for box in isobmff.walk(file, 0, size):
        if box is None:
            return
        yield box


def has_jpeg(file: BinaryIO) -> bool:
    """Whether a JPEG can be made of it again, byte for byte (``jbrd``)."""
    return any(box.name == b"jbrd" for box in boxes(file))


def notes(file: BinaryIO, unpacked: Callable[[bytes, int], bytes]) -> tuple[bytes, bytes]:
    """EXIF from its byte order on, and XMP; empty where there is none.

    ``unpacked`` makes of what Brotli packed (``brob``) what it was, up to so many bytes; empty where it can't.
    """
    exif = xmp = b""
    for box in boxes(file):
        name, data = box.name, b""
        if name in (b"Exif", b"xml ", b"brob"):
            data = isobmff.read_at(file, box.begin, min(box.end - box.begin, _MOST_NOTES_BYTES))
        if name == b"brob":
            name = data[:4]
            data = unpacked(data[4:], _MOST_NOTES_BYTES) if name in (b"Exif", b"xml ") else b""
        if name == b"Exif" and not exif:
            exif = _exif(data)
        elif name == b"xml " and not xmp:
            xmp = data
    return exif, xmp


def _exif(data: bytes) -> bytes:
    """From the byte order on: behind the number that says how far in front of it that is (18181-2, Exif box).

    WORKAROUND for pillow-jxl-plugin up to 1.3.8 at least, which writes no such number.
    """
    return data if data.startswith(_TIFF_HEADS) else data[4 + int.from_bytes(data[:4], "big") :]


def header(file: BinaryIO) -> JxlHeader | None:
    """Size and orientation; None where the beginning of the codestream is not there. Raises OSError."""
    try:
        return _header(_BitReader(codestream(file, _HEADER_BYTES)))
    except (IndexError, KeyError):
        return None


def codestream(file: BinaryIO, most: int = -1) -> bytes:
    """The picture without boxes around it, of however many parts; its first ``most`` bytes. Raises OSError."""
    file.seek(0)
    if file.read(2) == BARE:
        file.seek(0)
        return file.read(most)
    found = bytearray()
    for box in boxes(file):
        if box.name in (b"jxlc", b"jxlp") and (most < 0 or len(found) < most):
            at = box.begin + 4 * (box.name == b"jxlp")
            length = max(0, box.end - at)
            found += isobmff.read_at(file, at, length if most < 0 else min(length, most))
    return bytes(found)


class _BitReader:
    """Numbers of some bits each, the lowest first (18181-1, 6.2)."""

    def __init__(self, data: bytes) -> None:
        self._number, self._left = int.from_bytes(data, "little"), 8 * len(data)

    def take(self, count: int) -> int:
        """The next so many. Raises IndexError where they are not there."""
        if count > self._left:
            raise IndexError
        value = self._number & ((1 << count) - 1)
        self._number >>= count
        self._left -= count
        return value

    def size(self) -> int:
        """One that tells by two bits how many it has."""
        bits, more = _SIZES[self.take(2)]
        return self.take(bits) + more


def _header(bits: _BitReader) -> JxlHeader:
    if bits.take(16) != int.from_bytes(BARE, "little"):
        raise KeyError
    is_small = bits.take(1)
    height = 8 * (bits.take(5) + 1) if is_small else bits.size()
    ratio = bits.take(3)
    if ratio:
        across, down = _RATIOS[ratio]
        width = height * across // down
    else:
        width = 8 * (bits.take(5) + 1) if is_small else bits.size()
    # ImageMetadata: all as usual, or something more, of which the orientation comes first.
    has_more = not bits.take(1) and bits.take(1)
    return JxlHeader(width, height, bits.take(3) + 1 if has_more else 1)

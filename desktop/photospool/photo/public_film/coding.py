"""How picture and sound are decoded, written anew: the sample descriptions that a stranger's copy has.

Each field is read, and written where it belongs; what is not read is not written. ISO/IEC 14496-12 (12.1), 14496-15
(5.3.3, 8.3.3), 14496-1 (7.2.6), 14496-3 (1.6.2.1).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from photospool.photo.public_film.reasons import CannotShow, Reason

_LONGEST_SET: Final = 512
"""Bytes of a parameter set; those of cameras have 10 to 100."""
_MOST_SETS: Final = 16
_PICTURES: Final = {b"avc1": b"avcC", b"avc3": b"avcC", b"hvc1": b"hvcC", b"hev1": b"hvcC"}
_LEFT_OUT: Final = frozenset(b"btrt fiel dvcC dvvC dvwC hvcE chrm gama amve ccst free skip wide uuid udta".split())
"""Of a picture's description what its decoder does without: known, and not copied."""
_LEFT_OUT_OF_SOUND: Final = frozenset(b"chan btrt srat chnl free skip wide uuid udta".split())


@dataclass(frozen=True, slots=True)
class Coding:
    """How a track's samples are decoded."""

    entry: bytes
    """The whole box of the description, made anew."""
    length_bytes: int = 0
    """Of the number before each unit of a picture's sample (NAL)."""
    is_hevc: bool = False


def boxes_in(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """``(name, content)`` of boxes in a row; four zeros may end them (QTFF). Raises CannotShow."""
    at = 0
    while at < len(data):
        if not any(data[at:]) and len(data) - at <= 8:
            return
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8 or at + length > len(data):
            raise CannotShow(Reason.MALFORMED)
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def box(name: bytes, *parts: bytes) -> bytes:
    """A box of these parts."""
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), name) + content


def only_entry(description: bytes) -> tuple[bytes, bytes]:
    """Name and content of the one entry of a ``stsd``. Raises CannotShow where there are more."""
    entries = list(boxes_in(description[8:]))
    if len(entries) != 1 or description[4:8] != b"\0\0\0\1":
        raise CannotShow(Reason.UNKNOWN)
    return entries[0]


def of_picture(description: bytes) -> Coding:
    """By the content of a picture's ``stsd``. Raises CannotShow."""
    name, entry = only_entry(description)
    if name == b"encv":
        raise CannotShow(Reason.LOCKED)
    if name not in _PICTURES or len(entry) < 78:
        raise CannotShow(Reason.PICTURE_CODEC)
    is_hevc = _PICTURES[name] == b"hvcC"
    configuration, colours = b"", dict[bytes, bytes]()
    for inner, content in boxes_in(entry[78:]):
        if inner == _PICTURES[name] and not configuration:
            configuration, length_bytes = _of_hevc(content) if is_hevc else _of_h264(content)
        elif inner in _COLOURS:
            if made := _COLOURS[inner](content):
                colours.setdefault(inner, box(inner, made))
        elif inner == b"sinf":
            raise CannotShow(Reason.LOCKED)
        elif inner == b"clap":
            _must_show_most(content, entry[24:28])
        elif inner not in _LEFT_OUT:
            raise CannotShow(Reason.UNKNOWN)
    if not configuration:
        raise CannotShow(Reason.MALFORMED)
    size = entry[24:28]
    head = bytes(6) + b"\0\1" + bytes(16) + size + struct.pack(">IIIH", 72 << 16, 72 << 16, 0, 1) + bytes(32)
    made = box(
        name,
        head,
        b"\0\x18\xff\xff",
        box(_PICTURES[name], configuration),
        *(colours[key] for key in _COLOURS if key in colours),
    )
    return Coding(made, length_bytes, is_hevc)


def _must_show_most(aperture: bytes, size: bytes) -> None:
    """A player may show a part of the picture alone (``clap``): edges that cameras cut off, or what somebody hid."""
    if len(aperture) != 32:
        raise CannotShow(Reason.MALFORMED)
    cut = struct.unpack_from(">4I", aperture)
    for part, divisor, whole in zip(cut[::2], cut[1::2], struct.unpack(">HH", size), strict=True):
        if part * 5 < whole * divisor * 4 or not divisor:
            raise CannotShow(Reason.EDITED)


def _colr(content: bytes) -> bytes:
    """Numbers for primaries, transfer and matrix; a profile inside is left out."""
    kind, rest = content[:4], content[4:]
    if kind == b"nclx" and len(rest) >= 7:
        return b"nclx" + rest[:6] + bytes([rest[6] & 0x80])
    if kind == b"nclc" and len(rest) >= 6:
        return b"nclx" + rest[:6] + b"\0"
    return b""


def _mdcv(content: bytes) -> bytes:
    """The mastering display of HDR10, where its numbers can be some."""
    if len(content) != 24:
        return b""
    *primaries, brightest, darkest = struct.unpack(">8HII", content)
    return content if max(primaries) <= 50_000 and darkest < brightest <= 100_000_000 else b""


_COLOURS: Final[dict[bytes, Callable[[bytes], bytes]]] = {
    b"colr": _colr,
    b"pasp": lambda content: content if len(content) == 8 and all(struct.unpack(">II", content)) else b"",
    b"mdcv": _mdcv,
    b"clli": lambda content: content if len(content) == 4 else b"",
}
"""What a right picture needs besides: the shape of a pixel, and what its numbers mean."""


def _of_h264(data: bytes) -> tuple[bytes, int]:
    if len(data) < 7 or data[0] != 1:
        raise CannotShow(Reason.MALFORMED)
    sequence, at = _sets(data, 6, data[5] & 0x1F, {0x07, 0x27, 0x47, 0x67})
    picture, at = _sets(data, at + 1, data[at] if at < len(data) else 0, {0x08, 0x28, 0x48, 0x68})
    extended = b""
    if data[1] not in (66, 77, 88) and len(data) >= at + 3:
        extended = bytes([0xFC | data[at], 0xF8 | data[at + 1], 0xF8 | data[at + 2], 0])
    head = data[:4] + bytes([0xFC | data[4], 0xE0 | len(sequence)])
    return head + _joined(sequence) + bytes([len(picture)]) + _joined(picture) + extended, (data[4] & 3) + 1


def _of_hevc(data: bytes) -> tuple[bytes, int]:
    if len(data) < 23 or data[0] != 1:
        raise CannotShow(Reason.MALFORMED)
    arrays, at = list[bytes](), 23
    for _ in range(data[22]):
        kind = data[at] & 0x3F if at < len(data) else -1
        count = int.from_bytes(data[at + 1 : at + 3], "big")
        is_kept = kind in (32, 33, 34)
        units, at = _sets(data, at + 3, count, {kind << 1, kind << 1 | 1}, is_kept=is_kept)
        units = [unit for unit in units if not _is_layered(unit)]
        if is_kept and units:
            arrays.append(bytes([0x80 | kind]) + struct.pack(">H", len(units)) + _joined(units))
    head = (
        bytes([1])
        + data[1:13]
        + bytes(
            [
                0xF0 | data[13],
                data[14],
                0xFC | data[15],
                0xFC | data[16],
                0xF8 | data[17],
                0xF8 | data[18],
                0,
                0,
                data[21],
                len(arrays),
            ]
        )
    )
    return head + b"".join(arrays), (data[21] & 3) + 1


def _is_layered(unit: bytes) -> bool:
    """Whether it belongs to a further layer: a second eye, a larger picture."""
    return len(unit) < 2 or bool(unit[0] & 1 or unit[1] >> 3)


def _sets(data: bytes, at: int, count: int, heads: set[int], *, is_kept: bool = True) -> tuple[list[bytes], int]:
    """Parameter sets with their lengths in front, and where they end."""
    if count > _MOST_SETS:
        raise CannotShow(Reason.UNKNOWN)
    found = []
    for _ in range(count):
        length = int.from_bytes(data[at : at + 2], "big")
        unit = data[at + 2 : at + 2 + length]
        at += 2 + length
        if not unit or len(unit) != length or (is_kept and (length > _LONGEST_SET or unit[0] not in heads)):
            raise CannotShow(Reason.MALFORMED)
        found.append(unit)
    return found, at


def _joined(units: list[bytes]) -> bytes:
    return b"".join(struct.pack(">H", len(unit)) + unit for unit in units)


# Sound.

_RATES: Final = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)


def of_sound(description: bytes) -> Coding:
    """By the content of a sound's ``stsd``; AAC only. Raises CannotShow."""
    name, entry = only_entry(description)
    if name == b"enca":
        raise CannotShow(Reason.LOCKED)
    if name != b"mp4a" or len(entry) < 28:
        raise CannotShow(Reason.SOUND_CODEC)
    version = int.from_bytes(entry[8:10], "big")  # QuickTime's own of 1 and 2 are longer
    if version > 2:
        raise CannotShow(Reason.UNKNOWN)
    stream = _stream_of(entry[28 + {0: 0, 1: 16, 2: 36}[version] :])
    configuration, rate, channels = _configuration(stream)
    head = (
        bytes(6) + b"\0\1" + bytes(8) + struct.pack(">HHHHI", channels, 16, 0, 0, (rate if rate < 1 << 16 else 0) << 16)
    )
    return Coding(box(b"mp4a", head, box(b"esds", _descriptor(configuration))))


def _stream_of(data: bytes) -> bytes:
    """The content of ``esds``, which QuickTime lays into a ``wave``."""
    found = b""
    for name, content in boxes_in(data):
        if name == b"esds":
            found = found or content
        elif name == b"wave":
            inside = [(inner, held) for inner, held in boxes_in(content) if inner != bytes(4)]
            if any(inner not in (b"frma", b"mp4a", b"enda", b"esds") for inner, _ in inside):
                raise CannotShow(Reason.UNKNOWN)
            found = found or next((held for inner, held in inside if inner == b"esds"), b"")
        elif name == b"sinf":
            raise CannotShow(Reason.LOCKED)
        elif name not in _LEFT_OUT_OF_SOUND:
            raise CannotShow(Reason.UNKNOWN)
    if not found:
        raise CannotShow(Reason.SOUND_CODEC)
    return found


def _configuration(stream: bytes) -> tuple[bytes, int, int]:
    """How the sound is decoded (AudioSpecificConfig), made anew, with rate in Hz and channels. Raises CannotShow."""
    data = _inside(stream[4:], 0x03)
    flags, at = data[2] if len(data) > 2 else 0xFF, 3
    if flags & 0xE0:
        raise CannotShow(Reason.UNKNOWN)
    decoder = _inside(data[at:], 0x04)
    if decoder[:1] not in (b"\x40", b"\x67"):
        raise CannotShow(Reason.SOUND_CODEC)
    bits = _SoundBits(_inside(decoder[13:], 0x05))
    kind, rate, channels = bits.take(5), bits.take(4), bits.take(4)
    first, doubled = kind, 0
    if kind in (5, 29):
        doubled, kind = bits.take(4), bits.take(5)
    special = bits.take(3)
    if kind != 2 or rate >= len(_RATES) or not 1 <= channels <= 7 or special & 3 or doubled >= len(_RATES):
        raise CannotShow(Reason.SOUND_CODEC)
    made = _SoundBitsMade()
    made.put((first, 5), (rate, 4), (channels, 4))
    if first != kind:
        made.put((doubled, 4), (kind, 5))
    made.put((special, 3))
    if first == kind and bits.left >= 21 and bits.take(11) == 0x2B7 and bits.take(5) == 5 and bits.take(1):
        doubled = bits.take(4)
        if doubled < len(_RATES):
            made.put((0x2B7, 11), (5, 5), (1, 1), (doubled, 4))
    return made.bytes(), _RATES[rate], {7: 8}.get(channels, channels)


def _inside(data: bytes, tag: int) -> bytes:
    """What a descriptor of this kind holds; its length is said in up to four bytes of seven bits."""
    if data[:1] != bytes([tag]):
        raise CannotShow(Reason.SOUND_CODEC)
    length, at = 0, 1
    for at in range(1, 5):
        if at >= len(data):
            raise CannotShow(Reason.MALFORMED)
        length = length << 7 | data[at] & 0x7F
        if not data[at] & 0x80:
            break
    found = data[at + 1 : at + 1 + length]
    if len(found) != length:
        raise CannotShow(Reason.MALFORMED)
    return found


def _descriptor(configuration: bytes) -> bytes:
    decoder = b"\x40\x15" + bytes(11) + bytes([5, len(configuration)]) + configuration
    stream = bytes(3) + bytes([4, len(decoder)]) + decoder + b"\x06\x01\x02"
    return bytes(4) + bytes([3, len(stream)]) + stream


class _SoundBits:
    """Bits from the front; zeros behind the end."""

    def __init__(self, data: bytes) -> None:
        self._data, self.left = int.from_bytes(data, "big"), 8 * len(data)

    def take(self, count: int) -> int:
        self.left -= count
        return (self._data >> self.left if self.left >= 0 else self._data << -self.left) & ((1 << count) - 1)


class _SoundBitsMade:
    """Bits one after the other, filled up with zeros."""

    def __init__(self) -> None:
        self._value, self._count = 0, 0

    def put(self, *numbers: tuple[int, int]) -> None:
        """Each with how many bits it has."""
        for value, count in numbers:
            self._value, self._count = self._value << count | value, self._count + count

    def bytes(self) -> bytes:
        filling = -self._count % 8
        return (self._value << filling).to_bytes((self._count + filling) // 8, "big")

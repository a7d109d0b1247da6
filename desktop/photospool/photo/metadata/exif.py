"""The camera's own notes: EXIF under the names and in the printed form of ExifRead, which the old album stores too.

Two sets: one for everybody, and the complete one, which stays with the original. ExifRead prints; texts that it
can't read (XP tags, unknown encodings) are the image library's. Dates and captions are made of them elsewhere.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import exifread
from PIL import ExifTags, Image

from photospool.photo.metadata.containers import Packets, as_bytes, orientation_in_xmp, raw_values
from photospool.photo.metadata.public_fields import may_stand
from photospool.photo.metadata.text import decoded, printable, within
from photospool.photo.photo import Location
from photospool.photo.source import Source

LONGEST_VALUE = 300
MOST_BYTES = 64 * 1024

logging.getLogger("exifread").setLevel(logging.CRITICAL)  # it comments on every odd file, with its bytes

_USER_COMMENT = "EXIF UserComment"
_ORIENTATION = "Image Orientation"
_UPRIGHT = "Horizontal (normal)"
_ORIENTATIONS = (
    _UPRIGHT,
    "Mirrored horizontal",
    "Rotated 180",
    "Mirrored vertical",
    "Mirrored horizontal then rotated 90 CCW",
    "Rotated 90 CW",
    "Mirrored horizontal then rotated 90 CW",
    "Rotated 90 CCW",
)
"""As ExifRead prints 1 to 8."""
_WINDOWS: Final = {
    0x9C9B: "XPTitle",
    0x9C9C: "XPComment",
    0x9C9D: "XPAuthor",
    0x9C9E: "XPKeywords",
    0x9C9F: "XPSubject",
}
"""UTF-16LE in bytes; ExifRead prints the bytes."""
_TEXTS: Final = ("ImageDescription", "DocumentName")
_TITLE: Final = 0xA436  # ImageTitle, Exif 3.0
_COMMENT: Final = 0x9286
_MAKERS_NOTES: Final = 0x927C
_RAW: Final = frozenset({*_WINDOWS, _TITLE, _COMMENT, _MAKERS_NOTES})


@dataclass(frozen=True, slots=True)
class Exif:
    """What EXIF says, in words and numbers."""

    words: dict[str, str] = field(default_factory=dict)
    """Every tag: name → printed value, each cut to length."""
    texts: dict[str, str] = field(default_factory=dict)
    """What people write, whole: ``ImageDescription``, ``ImageTitle``, ``XPTitle`` …"""
    location: Location | None = None
    orientation: int = 1
    makers_notes: bytes = b""
    """As they are; never stored."""

    def for_everybody(self, *, upright: bool = True) -> dict[str, str]:
        """What the camera did, by the one list of names (strangers.py); Make and Model both or neither.

        The pictures that go with it are upright, so the orientation says that, where there is one at all.
        """
        words = {name: value for name, value in self.words.items() if may_stand(name)}
        if upright and (_ORIENTATION in words or self.orientation != 1):
            words[_ORIENTATION] = _UPRIGHT
        if not (words.get("Image Make") and words.get("Image Model")):
            words.pop("Image Make", None)
            words.pop("Image Model", None)
        return within(words, MOST_BYTES)

    def complete(self) -> dict[str, str]:
        """All of it, for the original's document."""
        return within(self.words, MOST_BYTES)


def read_exif(path: Source, image: Image.Image, packets: Packets) -> Exif:
    """From the packet; of a TIFF, which is one itself, from the file. Broken notes are no notes."""
    tags = _tags_of(path, image, packets)
    raw = raw_values(packets.exif, _RAW) if packets.exif else _raw_of_tiff(image)
    words, texts = _told(tags, raw, _order(image, packets))
    # An AVIF is turned by its own properties alone, which the library puts into its copy of EXIF (MIAF, 7.3.6.7).
    orientation = _orientation(tags) or (1 if image.format == "AVIF" else orientation_in_xmp(packets.xmp))
    turned = image.info.get("original_orientation")
    if isinstance(turned, int) and 1 < turned <= 8 and orientation == 1:
        # WORKAROUND for the decoder, which rewrites the orientation in its copy of EXIF and puts the true one aside.
        orientation = turned
        words[_ORIENTATION] = _ORIENTATIONS[turned - 1]
    notes = raw.get(_MAKERS_NOTES, b"")
    return Exif(words=words, texts=texts, location=_location(tags), orientation=orientation, makers_notes=notes)


def read_exif_of_raw(tiff: Source | None, packets: Packets, own: Mapping[str, str], orientation: int) -> Exif:
    """Of a camera's raw file: from ``tiff``, where that is one; else from the packet; and the maker's ``own`` words.

    ``orientation``: what the file itself says; 0 for nothing.
    """
    head = packets.exif
    tags = _tags(io.BytesIO(head)) if head else {}
    if tiff is not None:
        with tiff.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            tags = _tags(file)
    raw = raw_values(head, _RAW) if head else {}
    words, texts = _told(tags, raw, head[:2])
    words = {**{name: printable(value, LONGEST_VALUE) for name, value in own.items()}, **words}
    for name in _OF_SMALL:
        words.pop(name, None)
    turned = orientation or _orientation(tags) or orientation_in_xmp(packets.xmp)
    notes = raw.get(_MAKERS_NOTES, b"")
    return Exif(words=words, texts=texts, location=_location(tags), orientation=turned, makers_notes=notes)


_HEAD_BYTES: Final = 256 * 1024
"""Where a raw file keeps the texts of its notes."""
_OF_SMALL: Final = ("Image ImageWidth", "Image ImageLength")
"""What a raw file's first directory says is often the size of a small picture in it."""


def _told(tags: dict[str, Any], raw: dict[int, bytes], order: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Words and texts."""
    words = {str(name): _printed(tag) for name, tag in tags.items()}
    texts = {name: text for name in _TEXTS if (text := _text(tags.get(f"Image {name}")))}
    for number, name in _WINDOWS.items():
        if text := _wide(raw.get(number, b"")):
            texts[name] = text
            words[f"Image {name}"] = printable(text, LONGEST_VALUE)
    if title := decoded(raw.get(_TITLE, b"")):
        texts["ImageTitle"] = title
    if comment := _comment(raw.get(_COMMENT, b""), order):
        words[_USER_COMMENT] = comment
    return words, texts


def _tags_of(path: Source, image: Image.Image, packets: Packets) -> dict[str, Any]:
    if packets.exif:
        return _tags(io.BytesIO(packets.exif))
    if image.format != "TIFF":
        return {}
    try:
        with path.open("rb") as file:
            return _tags(file)
    except OSError:
        return {}


def _tags(file: Any) -> dict[str, Any]:
    try:
        tags = exifread.process_file(file, details=False, extract_thumbnail=False)
    except Exception:  # noqa: BLE001 - it raises whatever its parsers meet in odd files
        return {}
    return {name: tag for name, tag in tags.items() if hasattr(tag, "printable")}


def _printed(tag: Any) -> str:
    values = getattr(tag, "values", None)
    if isinstance(values, bytes):  # a text in another encoding, which it prints as Python writes bytes
        return printable(decoded(values), LONGEST_VALUE)
    return printable(str(tag.printable), LONGEST_VALUE)


def _text(tag: Any) -> str:
    values = getattr(tag, "values", None)
    if isinstance(values, bytes):
        return decoded(values)
    return values if isinstance(values, str) else ""


def _raw_of_tiff(image: Image.Image) -> dict[int, bytes]:
    """As ``raw_values``, of the file itself, by the image library."""
    if image.format != "TIFF":
        return {}
    try:
        exif = image.getexif()
        values = {**dict(exif), **exif.get_ifd(ExifTags.IFD.Exif)}
    except Exception:  # noqa: BLE001 - of a broken directory
        return {}
    return {tag: _as_written(values[tag]) for tag in _RAW if tag in values}


def _as_written(value: object) -> bytes:
    """The bytes of what the image library took for Latin-1, or for single numbers."""
    if isinstance(value, tuple) and all(isinstance(number, int) for number in value):
        return bytes(number & 0xFF for number in value)
    return value.encode("latin-1", "ignore") if isinstance(value, str) else as_bytes(value)


def _wide(raw: bytes) -> str:
    """UTF-16LE up to the first NUL."""
    return raw.decode("utf-16-le", "ignore").split("\0", 1)[0].strip()


def _order(image: Image.Image, packets: Packets) -> bytes:
    """``II`` where numbers are written little endian, ``MM`` where not."""
    return packets.exif[:2] or getattr(getattr(image, "tag_v2", None), "prefix", b"")


def _comment(raw: bytes, order: bytes) -> str:
    """UserComment, which the fast way of reading leaves out. Exif 3.0, 4.6.6.3: eight bytes name its encoding."""
    kind, rest = raw[:8].rstrip(b"\0 ").upper(), raw[8:]
    if kind == b"UNICODE":
        text = _utf16(rest, order)
    elif kind in (b"ASCII", b""):
        text = decoded(rest)
    elif kind == b"JIS":
        text = rest.decode("iso2022_jp", "replace")
    else:
        text = decoded(raw)
    return printable(text.split("\0", 1)[0], LONGEST_VALUE).strip()


def _utf16(raw: bytes, order: bytes) -> str:
    """In the order that its own bytes tell, else in that of the whole block: the standard leaves it open.

    A blank or a letter of ASCII has a zero for its high byte, which hardly a low byte of other scripts is.
    """
    high_first, low_first = raw[0::2].count(0), raw[1::2].count(0)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    is_little = low_first > high_first if low_first != high_first else order == b"II"
    return raw.decode("utf-16-le" if is_little else "utf-16-be", "replace")


def _orientation(tags: dict[str, Any]) -> int:
    """1 to 8, or 0 where nothing is said."""
    value = _first(tags.get(_ORIENTATION))
    return int(value) if value is not None and value in range(1, 9) else 0


def _location(tags: dict[str, Any]) -> Location | None:
    """A plausible place, or none: some phones write 0/0 for "unknown", and 0° 0' is open sea."""
    lat = _degrees(tags, "Latitude", "S", 90)
    lon = _degrees(tags, "Longitude", "W", 180)
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None
    return Location(lat=round(lat, 7), lon=round(lon, 7), alt=_altitude(tags))


def _degrees(tags: dict[str, Any], which: str, negative: str, most: int) -> float | None:
    values = _numbers(tags.get(f"GPS GPS{which}"))
    reference = tags.get(f"GPS GPS{which}Ref")
    if not 1 <= len(values) <= 3 or reference is None:
        return None
    degrees: float = sum(value / 60**power for power, value in enumerate(values))
    if not math.isfinite(degrees) or any(value < 0 for value in values) or degrees > most:
        return None
    is_negative = str(reference.printable).strip().upper().startswith(negative)
    return -degrees if is_negative else degrees


def _altitude(tags: dict[str, Any]) -> float | None:
    values = _numbers(tags.get("GPS GPSAltitude"))
    if len(values) != 1 or not -500 <= values[0] <= 100_000:  # the Dead Sea, and the edge of space
        return None
    # Below the sea, and below the ellipsoid (Exif 3.0, 4.6.7.1.6).
    is_below = _first(tags.get("GPS GPSAltitudeRef")) in (1, 3)
    return round(-values[0] if is_below else values[0], 2) + 0.0  # not -0.0


def _numbers(tag: Any) -> list[float]:
    """The tag's numbers; nothing if one of them is none, as x/0 is."""
    values = getattr(tag, "values", None)
    if not isinstance(values, list):
        return []
    try:
        numbers = [float(value) for value in values[:4]]
    except (ArithmeticError, TypeError, ValueError):
        return []
    return numbers if all(math.isfinite(number) for number in numbers) else []


def _first(tag: Any) -> float | None:
    numbers = _numbers(tag)
    return numbers[0] if numbers else None

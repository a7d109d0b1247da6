"""What an XMP packet says: ISO 16684-1, and the names of those who write it. A stranger's XML: without entities.

It never decides what is believed, or opens a file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree

from photospool.photo.metadata.captions import LONGEST_DESCRIPTION, Captions, clean_keywords
from photospool.photo.metadata.text import line, paragraphs
from photospool.photo.photo import Location

_MOST_BYTES = 4 << 20
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATES: Final = {
    "DateTimeOriginal": _EXIF + "DateTimeOriginal",
    "DateCreated": "{http://ns.adobe.com/photoshop/1.0/}DateCreated",
    "CreateDate": _XMP + "CreateDate",
    "DateTimeDigitized": _EXIF + "DateTimeDigitized",
    "ModifyDate": _XMP + "ModifyDate",
    "MetadataDate": _XMP + "MetadataDate",
}
_TIFF: Final = "{http://ns.adobe.com/tiff/1.0/}"
_DESCRIPTIONS: Final = (_DC + "description", _TIFF + "ImageDescription")
_TITLES: Final = (_DC + "title", "{http://ns.adobe.com/photoshop/1.0/}Headline")
# Trees of tags, for files that have them only there: property → sign between the levels. Lightroom's own flat list
# names every level, digiKam's and Windows' only the last.
_ALL_LEVELS: Final = ("{http://ns.adobe.com/lightroom/1.0/}hierarchicalSubject", "|")
_LAST_LEVEL: Final = (
    ("{http://www.digikam.org/ns/1.0/}TagsList", "/"),
    ("{http://ns.microsoft.com/photo/1.0/}LastKeywordXMP", "/"),
    ("{http://ns.microsoft.com/photo/1.0}LastKeywordXMP", "/"),
    ("{http://ns.iview-multimedia.com/mediapro/1.0/}CatalogSets", "|"),
)
_REGION: Final = "{http://www.metadataworkinggroup.com/schemas/regions/}"
_MICROSOFT_NAME: Final = "{http://ns.microsoft.com/photo/1.2/t/Region#}PersonDisplayName"
_PERSON: Final = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}PersonInImage"
_RATING: Final = re.compile(r"-1|[0-5]")
_ENDS: Final = (b"<?xpacket end", b"</x:xmpmeta>", b"</rdf:RDF>")


def of_xmp(packet: bytes | str | None, more: bytes = b"") -> Captions:
    """What the packet says, and one that goes on where it had no room; an unreadable one says nothing."""
    root = _parsed(packet)
    if root is None:
        return Captions()
    if (rest := _parsed(more)) is not None:
        root.append(rest)  # what is asked of a packet is found by its first answer
    described = list(root.iter(_RDF + "Description"))
    return Captions(
        title=line(_first_of(described, _TITLES), 300),
        description=paragraphs(_first_of(described, _DESCRIPTIONS), LONGEST_DESCRIPTION),
        keywords=clean_keywords(_keywords(described)),
        people=clean_keywords(_people(root, described)),
        dates={name: text for name, tag in _DATES.items() if (text := _value(described, tag))},
        location=_location(described),
        rating=found[0] if (found := _RATING.match(_value(described, _XMP + "Rating"))) else "",
        camera=(line(_value(described, _TIFF + "Make"), 100), line(_value(described, _TIFF + "Model"), 100)),
    )


def is_xmp(raw: bytes) -> bool:
    """Whether these bytes are a packet that can be read."""
    root = _parsed(raw)
    return root is not None and (root.tag == _RDF + "RDF" or root.find(f".//{_RDF}RDF") is not None)


def _parsed(packet: bytes | str | None) -> ElementTree.Element | None:
    """The tree, without ever expanding an entity: a packet has no use for a document type, so none is let in."""
    raw = packet.encode("utf-8", "replace") if isinstance(packet, str) else packet
    if not raw or len(raw) > _MOST_BYTES:
        return None
    raw = raw.strip(b"\0 \t\r\n")
    plain = raw.replace(b"\0", b"")  # as UTF-16 would write it too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        return None
    for part in _up_to_its_end(raw):
        try:
            return ElementTree.fromstring(part)  # noqa: S314 - no document type, so no entities
        except (ElementTree.ParseError, ValueError, LookupError):  # LookupError: an encoding that nobody knows
            continue
    return None


def _up_to_its_end(raw: bytes) -> Iterator[bytes]:
    """Without what some programs leave behind the packet: Lightroom 13.1 in PNG, the trailer that GIF needs.

    Up to the last end, then up to the first: who writes a shorter packet over a longer one leaves the rest of that.
    """
    for end in _ENDS:
        last, first = raw.rfind(end), raw.find(end)
        if last >= 0:
            yield from (raw[: raw.find(b">", at) + 1 or None] for at in dict.fromkeys((last, first)))
            return
    yield raw


def _value(described: Iterable[ElementTree.Element], tag: str) -> str:
    """A simple property, written as an attribute or as an element."""
    for node in described:
        text = node.get(tag) or node.findtext(tag) or ""
        if text.strip():
            return line(text, 40)
    return ""


def _first_of(described: list[ElementTree.Element], tags: Iterable[str]) -> str:
    return next((text for tag in tags if (text := _first(described, tag))), "")


def _first(described: Iterable[ElementTree.Element], tag: str) -> str:
    """A text in several languages: the default one, else the first."""
    for node in described:
        items = list(node.iterfind(f"{tag}/{_RDF}Alt/{_RDF}li"))
        items.sort(key=lambda item: item.get(_XML_LANG) != "x-default")
        for text in [item.text or "" for item in items] + [node.findtext(tag) or "", node.get(tag) or ""]:
            if text.strip():
                return text
    return ""


def _keywords(described: list[ElementTree.Element]) -> list[str]:
    flat = [text for node in described for text in _items(node, _DC + "subject")]
    if flat:
        return flat
    tag, between = _ALL_LEVELS
    levels = [level for node in described for text in _items(node, tag) for level in text.split(between)]
    if levels:
        return levels
    for tag, between in _LAST_LEVEL:
        if last := [text.rpartition(between)[2] for node in described for text in _items(node, tag)]:
            return last
    return []


def _people(root: ElementTree.Element, described: list[ElementTree.Element]) -> Iterator[str]:
    """Names at faces (MWG regions, Windows) and in IPTC's list of the persons shown."""
    for node in root.iter():
        kind = node.get(_REGION + "Type") or node.findtext(_REGION + "Type") or "Face"
        if kind == "Face":
            yield node.get(_REGION + "Name") or node.findtext(_REGION + "Name") or ""
        yield node.get(_MICROSOFT_NAME) or node.findtext(_MICROSOFT_NAME) or ""
    for node in described:
        yield from _items(node, _PERSON)


def _items(node: ElementTree.Element, tag: str) -> list[str]:
    return [item.text or "" for container in node.iterfind(f"{tag}/*") for item in container.iterfind(_RDF + "li")]


_COORDINATE = re.compile(r"\s*(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?\s*([NSEW])\s*")
_RATIO = re.compile(r"\s*(\d{1,12})(?:/(\d{1,9}))?\s*")


def _location(described: list[ElementTree.Element]) -> Location | None:
    """``54,26.052N`` (XMP part 2, 8.6.2: degrees, minutes, maybe seconds); 0/0 is open sea."""
    lat = _degrees(_value(described, _EXIF + "GPSLatitude"), "NS", 90)
    lon = _degrees(_value(described, _EXIF + "GPSLongitude"), "EW", 180)
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None
    return Location(round(lat, 7), round(lon, 7), _altitude(described))


def _degrees(text: str, signs: str, most: int) -> float | None:
    found = _COORDINATE.fullmatch(text)
    if not found or found[4] not in signs:
        return None
    degrees = int(found[1]) + float(found[2]) / 60 + float(found[3] or 0) / 3600
    return None if degrees > most else math.copysign(degrees, -1 if found[4] == signs[1] else 1)


def _altitude(described: list[ElementTree.Element]) -> float | None:
    found = _RATIO.fullmatch(_value(described, _EXIF + "GPSAltitude"))
    if not found or (found[2] and not int(found[2])):
        return None
    metres = int(found[1]) / int(found[2] or 1)
    if metres > 100_000:  # the edge of space
        return None
    is_below = _value(described, _EXIF + "GPSAltitudeRef") in ("1", "3")
    return round(-metres if is_below else metres, 2) + 0.0

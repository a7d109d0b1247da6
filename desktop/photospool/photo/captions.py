"""Captions, keywords and dates that people or programs wrote into a photo: XMP and IPTC.

Both are a stranger's text: parsed without entities, cut to length, made printable. Nothing in here decodes pixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from photospool.photo.text import decoded, line, paragraphs

LONGEST_DESCRIPTION = 4000
LONGEST_KEYWORD = 100
MOST_KEYWORDS = 100
_MOST_XMP_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Captions:
    """What one of the two ways says."""

    title: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    dates: dict[str, str] = field(default_factory=dict)
    """``DateTimeOriginal``, ``DateCreated`` or ``CreateDate`` → as written."""


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATES = {
    "DateTimeOriginal": "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal",
    "DateCreated": "{http://ns.adobe.com/photoshop/1.0/}DateCreated",
    "CreateDate": "{http://ns.adobe.com/xap/1.0/}CreateDate",
}


def of_xmp(packet: bytes | str | None) -> Captions:
    """An XMP packet (ISO 16684-1); an unreadable one says nothing."""
    root = _parsed(packet)
    if root is None:
        return Captions()
    described = list(root.iter(_RDF + "Description"))
    return Captions(
        title=line(_first(described, _DC + "title"), 300),
        description=paragraphs(_first(described, _DC + "description"), LONGEST_DESCRIPTION),
        keywords=clean_keywords(text for node in described for text in _items(node, _DC + "subject")),
        dates={name: text for name, tag in _DATES.items() if (text := _value(described, tag))},
    )


def _parsed(packet: bytes | str | None) -> ElementTree.Element | None:
    """The tree, without ever expanding an entity: a packet has no use for a document type, so none is let in."""
    if not packet or len(packet) > _MOST_XMP_BYTES:
        return None
    raw = packet.encode("utf-8", "replace") if isinstance(packet, str) else packet
    raw = raw.strip(b"\0 \t\r\n")
    plain = raw.replace(b"\0", b"")  # as UTF-16 would write it too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        return None
    try:
        return ElementTree.fromstring(raw)  # noqa: S314 - no document type, so no entities
    except (ElementTree.ParseError, ValueError, LookupError):  # LookupError: an encoding that nobody knows
        return None


def _value(described: Iterable[ElementTree.Element], tag: str) -> str:
    """A simple property, written as an attribute or as an element."""
    for node in described:
        text = node.get(tag) or node.findtext(tag) or ""
        if text.strip():
            return line(text, 40)
    return ""


def _first(described: Iterable[ElementTree.Element], tag: str) -> str:
    """A text in several languages: the default one, else the first."""
    for node in described:
        items = list(node.iterfind(f"{tag}/{_RDF}Alt/{_RDF}li"))
        items.sort(key=lambda item: item.get(_XML_LANG) != "x-default")
        for text in [item.text or "" for item in items] + [node.findtext(tag) or "", node.get(tag) or ""]:
            if text.strip():
                return text
    return ""


def _items(node: ElementTree.Element, tag: str) -> list[str]:
    return [item.text or "" for container in node.iterfind(f"{tag}/*") for item in container.iterfind(_RDF + "li")]


_TITLE, _KEYWORDS, _CAPTION, _CODED = (2, 5), (2, 25), (2, 120), (1, 90)


def of_iptc(records: Mapping[tuple[int, int], bytes | list[bytes]] | None) -> Captions:
    """IPTC-IIM records by (record, dataset), as the image library reads them."""
    records = records or {}
    utf8 = b"\x1b%G" in b"".join(_all(records.get(_CODED)))

    def text(key: tuple[int, int]) -> list[str]:
        return [raw.decode("utf-8", "replace") if utf8 else decoded(raw) for raw in _all(records.get(key))]

    return Captions(
        title=line(" ".join(text(_TITLE)[:1]), 300),
        description=paragraphs("\n".join(text(_CAPTION)[:1]), LONGEST_DESCRIPTION),
        keywords=clean_keywords(text(_KEYWORDS)),
    )


def _all(value: bytes | list[bytes] | None) -> list[bytes]:
    if value is None:
        return []
    return [value] if isinstance(value, bytes) else [item for item in value if isinstance(item, bytes)]


_DEFAULTS = re.compile(
    # What cameras write where a caption belongs: their own name, or nothing in many signs.
    r"([\w .]*digital (still )?camera|sony dsc|dcim\\.*|default|samsung|exif_?jpeg_?(t?\d+|picture)?|<?digimax.*|"
    r"jpeg|screenshot|ascii|unicode|(dsc|dscn|img|p|pict)?[_-]?\d+|\W*)",
    re.IGNORECASE,
)


def caption(*texts: str) -> str:
    """The first text that a person may have written."""
    for text in texts:
        clean = paragraphs(text, LONGEST_DESCRIPTION)
        if not _DEFAULTS.fullmatch(clean):
            return clean
    return ""


def clean_keywords(texts: Iterable[str]) -> tuple[str, ...]:
    """Printable, each once, in their order, no more than a page can show."""
    kept: dict[str, None] = {}
    for text in texts:
        if len(kept) >= MOST_KEYWORDS:
            break
        if clean := line(text, LONGEST_KEYWORD):
            kept[clean] = None
    return tuple(kept)

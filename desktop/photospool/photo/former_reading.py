"""What version 0.1.0 read of IPTC and XMP, through the image library. For former.py; frozen as that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.etree import ElementTree

from PIL import Image, IptcImagePlugin

from photospool.photo.former import LONGEST_DESCRIPTION, FormerWords
from photospool.photo.metadata.text import decoded, line, paragraphs

_LONGEST_KEYWORD: Final = 100
_MOST_KEYWORDS: Final = 100
_MOST_XMP_BYTES: Final = 4 << 20
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLE, _KEYWORDS, _CAPTION, _CODED = (2, 5), (2, 25), (2, 120), (1, 90)


def former_words(image: Image.Image) -> FormerWords:
    """Of an opened file. Never fails over what is in it."""
    xmp, iptc = _parsed(_xmp(image)), _iptc(image)
    described = list(xmp.iter(_RDF + "Description")) if xmp is not None else []
    return FormerWords(
        texts=(
            paragraphs("\n".join(iptc(_CAPTION)[:1]), LONGEST_DESCRIPTION),
            paragraphs(_first(described, _DC + "description"), LONGEST_DESCRIPTION),
            line(" ".join(iptc(_TITLE)[:1]), 300),
            line(_first(described, _DC + "title"), 300),
        ),
        keywords=_clean([*_clean(iptc(_KEYWORDS)), *_clean(t for node in described for t in _items(node))]),
    )


def _xmp(image: Image.Image) -> bytes:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if packet is None and hasattr(image, "tag_v2"):
        packet = image.tag_v2.get(700)
    if isinstance(packet, str):
        return packet.encode("utf-8", "replace")
    return packet if isinstance(packet, bytes) else b""


def _parsed(packet: bytes) -> ElementTree.Element | None:
    if not packet or len(packet) > _MOST_XMP_BYTES:
        return None
    raw = packet.strip(b"\0 \t\r\n")
    plain = raw.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:  # so no entity is ever expanded
        return None
    try:
        return ElementTree.fromstring(raw)  # noqa: S314 - no document type, so no entities
    except (ElementTree.ParseError, ValueError, LookupError):
        return None


class _Iptc:
    """Texts of a record, as they were decoded."""

    def __init__(self, records: Mapping[Any, Any]) -> None:
        self._records = records
        self._is_utf8 = b"\x1b%G" in b"".join(self._all(_CODED))

    def __call__(self, key: tuple[int, int]) -> list[str]:
        return [raw.decode("utf-8", "replace") if self._is_utf8 else decoded(raw) for raw in self._all(key)]

    def _all(self, key: tuple[int, int]) -> list[bytes]:
        value = self._records.get(key)
        values = value if isinstance(value, list) else [value]
        return [item for item in values if isinstance(item, bytes)]


def _iptc(image: Image.Image) -> _Iptc:
    try:
        records = IptcImagePlugin.getiptcinfo(image)  # type: ignore[arg-type]
    except Exception:  # noqa: BLE001 - it raises whatever its parser meets in odd records
        records = None
    return _Iptc(records or {})


def _first(described: Iterable[ElementTree.Element], tag: str) -> str:
    for node in described:
        items = list(node.iterfind(f"{tag}/{_RDF}Alt/{_RDF}li"))
        items.sort(key=lambda item: item.get(_XML_LANG) != "x-default")
        for text in [item.text or "" for item in items] + [node.findtext(tag) or "", node.get(tag) or ""]:
            if text.strip():
                return text
    return ""


def _items(node: ElementTree.Element) -> list[str]:
    return [
        item.text or "" for container in node.iterfind(f"{_DC}subject/*") for item in container.iterfind(_RDF + "li")
    ]


def _clean(texts: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for text in texts:
        if len(kept) >= _MOST_KEYWORDS:
            break
        if clean := line(text, _LONGEST_KEYWORD):
            kept[clean] = None
    return tuple(kept)

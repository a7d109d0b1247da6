"""A photo's words as an XMP sidecar, which other photo programs read. ISO 16684-1; the names are Dublin Core's and
Adobe's (https://developer.adobe.com/xmp/docs/XMPNamespaces/). It never touches a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.etree import ElementTree

from photospool.album.views import UNPROCESSED, words_of
from photospool.photo.metadata.text import as_text, line, paragraphs

TOOLKIT: Final = "Photospool"
"""How a sidecar of ours is known: other programs write their own name there when they change it."""
_X: Final = "adobe:ns:meta/"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP: Final = "http://ns.adobe.com/photoshop/1.0/"
_XMP: Final = "http://ns.adobe.com/xap/1.0/"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST: Final = 4000


def sidecar(document: Mapping[str, Any]) -> bytes:
    """The sidecar of a photo's document: tags, description, date, category (as the label)."""
    for prefix, uri in (("x", _X), ("rdf", _RDF), ("dc", _DC), ("photoshop", _PHOTOSHOP), ("xmp", _XMP)):
        ElementTree.register_namespace(prefix, uri)
    meta = ElementTree.Element(f"{{{_X}}}xmpmeta", {f"{{{_X}}}xmptk": TOOLKIT})
    rdf = ElementTree.SubElement(meta, f"{{{_RDF}}}RDF")
    about = ElementTree.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    taken = line(as_text(document.get("taken_at")) or as_text(document.get("taken")), 40)
    if taken:
        ElementTree.SubElement(about, f"{{{_PHOTOSHOP}}}DateCreated").text = taken
    category = line(as_text(document.get("cat")), 100)
    if category:
        ElementTree.SubElement(about, f"{{{_XMP}}}Label").text = category
    description = paragraphs(as_text(document.get("descr")), _LONGEST)
    if description:
        (item,) = _listed(about, "description", "Alt", [description])
        item.set(_LANG, "x-default")
    _listed(about, "subject", "Bag", (line(word, 100) for word in tags_of(document)))
    ElementTree.indent(meta)
    text: str = ElementTree.tostring(meta, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def tags_of(document: Mapping[str, Any]) -> list[str]:
    """The tags that a person may care for."""
    return [word for word in words_of(document.get("keywords")) if word != UNPROCESSED]


def _listed(about: ElementTree.Element, name: str, kind: str, texts: Iterable[str]) -> list[ElementTree.Element]:
    texts = [text for text in texts if text]
    if not texts:
        return []
    container = ElementTree.SubElement(ElementTree.SubElement(about, f"{{{_DC}}}{name}"), f"{{{_RDF}}}{kind}")
    items = [ElementTree.SubElement(container, f"{{{_RDF}}}li") for _ in texts]
    for item, text in zip(items, texts, strict=True):
        item.text = text
    return items

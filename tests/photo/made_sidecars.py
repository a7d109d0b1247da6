"""Sidecars made by code: XMP as Adobe's programs write it, Apple's AAE, Google Takeout's JSON."""

from __future__ import annotations

import json
import plistlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any


def xmp(
    descr: str = "",
    keywords: Sequence[str] = (),
    *,
    taken: str = "",
    changed: str = "",
    place: tuple[str, str] | None = None,
    person: str = "",
    rating: int | None = None,
    tree: Sequence[str] = (),
) -> bytes:
    """A packet; ``place`` as XMP writes it: ``50,6.0N``; ``tree`` as Lightroom's, ``Places|Mainz``."""
    said = {"exif:DateTimeOriginal": taken, "xmp:MetadataDate": changed}
    said |= {"exif:GPSLatitude": place[0], "exif:GPSLongitude": place[1]} if place else {}
    said |= {"xmp:Rating": str(rating)} if rating is not None else {}
    attributes = " ".join(f'{name}="{value}"' for name, value in said.items() if value)
    parts = []
    if descr:
        parts.append(
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{descr}</rdf:li></rdf:Alt></dc:description>'
        )
    for tag, words in (("dc:subject", keywords), ("lr:hierarchicalSubject", tree)):
        if words:
            items = "".join(f"<rdf:li>{word}</rdf:li>" for word in words)
            parts.append(f"<{tag}><rdf:Bag>{items}</rdf:Bag></{tag}>")
    if person:
        parts.append(
            '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>'
            f'<rdf:li rdf:parseType="Resource"><mwg-rs:Name>{person}</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>'
            "</rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
        )
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
        ' xmlns:lr="http://ns.adobe.com/lightroom/1.0/"'
        f' xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" {attributes}>{"".join(parts)}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def aae(at: datetime = datetime(2021, 5, 1, 12)) -> bytes:
    return plistlib.dumps(
        {
            "adjustmentBaseVersion": 0,
            "adjustmentData": b"\x03what was done",
            "adjustmentFormatIdentifier": "com.apple.photo",
            "adjustmentTimestamp": at,
        }
    )


TAKEN_S = 1_580_000_000
"""Since 1970: on the 26th of January 2020 in Europe, and still on the 25th in America."""


def day_here(seconds: int) -> str:
    """Of an instant, where this computer stands: a sidecar that says no more than the instant is read so."""
    return datetime.fromtimestamp(seconds).date().isoformat()


def takeout(title: str, at: int = TAKEN_S, **more: Any) -> bytes:
    """As of 2024; ``at`` in seconds since 1970."""
    tree = {
        "title": title,
        "description": "",
        "imageViews": "3",
        "creationTime": {"timestamp": "1590000000", "formatted": "20.05.2020, 18:40:00 UTC"},
        "photoTakenTime": {"timestamp": str(at), "formatted": "26.01.2020, 00:53:20 UTC"},
        "geoData": {"latitude": 0.0, "longitude": 0.0, "altitude": 0.0, "latitudeSpan": 0.0, "longitudeSpan": 0.0},
        "url": "https://photos.google.com/photo/made-up",
        **more,
    }
    return json.dumps(tree, indent=2).encode()


def album_notes(title: str) -> bytes:
    """Takeout's notes of a whole album."""
    return json.dumps({"title": title, "description": "", "access": "protected", "date": {"timestamp": "0"}}).encode()

"""Which documents a copy gets: as a selector for CouchDB, and the same rules in Python with reasons for people.

A public copy gets a photo only if all that it holds is fit for strangers. The selector is asked for each leaf of a
document and can't look into pictures, nor into what a camera's note holds; what it can't see, public/retract.py and
public/proof.py find. Both forms are held equal by a test on a real server, so a change to one is a change to the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from photospool.album.documents import PUBLIC
from photospool.album.replication.models import TODAY
from photospool.album.replication.public.image_privacy import CONTENT_TYPE
from photospool.album.schema import is_readable, stubs
from photospool.messages import message
from photospool.photo.metadata.exif_privacy import PRIVATE, is_private
from photospool.photo.metadata.public_fields import (
    CAMERA_NOTES,
    FIELDS,
    FILE_NOTES,
    NAME_OF_FILE,
    PLAIN,
    SPECIAL,
    TAGS,
    may_be_told,
    nested_fields,
    unknown_fields,
)
from photospool.photo.metadata.text import line

TEST: Final = "photospool-test-"
"""How the ids of test documents begin; no copy gets them but the one that is tested."""
PICTURES: Final = ("thumb.jpg", "800x600.jpg", "1600x1200.jpg")
"""The only attachments that a public photo may have."""
PLACES: Final = ("location", "gps", "lat", "lon", "latitude", "longitude", "geo")
"""Fields that would say where a photo was taken."""
_SCALARS: Final = ("string", "number", "boolean", "null")
OF_OTHERS: Final = "it has fields of another program, which nobody here can judge: {names}"
OF_NOTES: Final = "it holds notes that belong with the original, as “photospool album repair” puts them: {names}"
NAMES_FILE: Final = message("it tells the name of its file, and who added it")
UNREADABLE: Final = message("what is said of it can't be read")
PLACE: Final = message("it says where it was taken")
NESTED: Final = "its fields hold more than a text, a number or tags: {names}"
_HEX_64: Final = "^[0-9a-f]{64}$"


def for_everything(largest: int = 0) -> dict[str, Any]:
    """All photos, originals and deletions; a design document is each server's own.

    With ``largest`` no original of more bytes than that, as its own document tells them.
    """
    # The other side of large_originals().
    ours = {"$not": {"_id": {"$regex": f"^(_design/|{TEST})"}}}
    if not largest:
        return ours
    return {
        "$and": [
            ours,
            {
                "$or": [
                    {"_deleted": True},
                    _absent_or("type", {"type": {"$ne": "original"}}),
                    _absent_or("size", {"size": {"$lte": largest}}, {"$not": {"size": {"$type": "number"}}}),
                ]
            },
        ]
    }


def large_originals(largest: int) -> dict[str, Any]:
    """What ``for_everything`` leaves out. Texts count as larger than numbers there."""
    return {"$and": [{"type": "original"}, {"size": {"$type": "number"}}, {"size": {"$gt": largest}}]}


def for_strangers(rules: int = TODAY) -> dict[str, Any]:
    """Photos that their owner made public and that hold nothing but what strangers may have."""
    plain = sorted(PLAIN if rules >= TODAY else PLAIN | {NAME_OF_FILE})
    notes = {"$nin": sorted({*CAMERA_NOTES, *FILE_NOTES})} if rules >= TODAY else {"$regex": f"(?i){PRIVATE}"}
    return {
        "$and": [
            {"cat": PUBLIC},
            {"type": "photo"},
            {"_id": {"$regex": "^[0-9a-f]{32}$"}},
            # Only Photospool writes these; pictures of older programs carry the camera's notes in them.
            {"sha256": {"$type": "string"}},
            {"placeholder": {"$type": "string"}},
            {"_attachments": {"$type": "object"}},
            {"$not": {"_attachments": {"$keyMapMatch": {"$nin": list(PICTURES)}}}},
            # A browser takes a file for what it is called: HTML under a picture's name would run as the copy's own.
            *({"$or": [{_stub(name): {"$exists": False}}, {_type(name): CONTENT_TYPE}]} for name in PICTURES),
            {
                "$or": [
                    {"exif": {"$exists": False}},
                    {
                        "$and": [
                            {"exif": {"$type": "object"}},
                            {"$not": {"exif": {"$keyMapMatch": notes}}},
                        ]
                    },
                ]
            },
            *({name: {"$exists": False}} for name in PLACES),
            # Fields that nobody here knows, and known ones that hold more than they may.
            {"$not": {"$keyMapMatch": {"$nin": sorted({*FIELDS, *plain, *SPECIAL})}}},
            *(_absent_or(name, *({name: {"$type": kind}} for kind in _SCALARS)) for name in plain),
            _absent_or(TAGS, *({TAGS: {"$type": kind}} for kind in _SCALARS), {TAGS: {"$type": "array"}}),
            *(_absent_or(TAGS, {"$not": {TAGS: {"$elemMatch": {"$type": kind}}}}) for kind in ("object", "array")),
        ]
    }


def _stub(name: str) -> str:
    return "_attachments." + name.replace(".", "\\.")


def _type(name: str) -> str:
    return _stub(name) + ".content_type"


def _absent_or(name: str, *others: dict[str, Any]) -> dict[str, Any]:
    # CouchDB's $not lets no document pass that lacks the field.
    return {"$or": [{name: {"$exists": False}}, *others]}


def is_fit(document: Mapping[str, Any], rules: int = TODAY) -> bool:
    """Whether a public copy may hold this leaf: Public, and nothing in it that strangers mustn't have."""
    return document.get("cat") == PUBLIC and not unfit(document, rules)


def unfit(document: Mapping[str, Any], rules: int = TODAY) -> list[str]:
    """What keeps a document from strangers, whatever its category is; reasons for people, empty for none."""
    if not is_readable(document):
        return [UNREADABLE]
    reasons: list[str] = []
    if document.get("type") != "photo" or not re.fullmatch(r"[0-9a-f]{32}", str(document.get("_id"))):
        reasons.append(message("it is no photo of this album's kind"))
    elif not (isinstance(document.get("sha256"), str) and isinstance(document.get("placeholder"), str)):
        reasons.append(message("an older program made its pictures, and may have left the camera's notes in them"))
    there = stubs(document)
    if not there:
        reasons.append(message("it has no pictures"))
    if any(name.startswith("original") for name in there):
        reasons.append(message("its original is attached"))
    elif not set(there) <= set(PICTURES):
        reasons.append(message("something else than its pictures is attached"))
    elif any(stub.get("content_type") != CONTENT_TYPE for stub in there.values()):
        reasons.append(message("a picture of it is called something else than a JPEG"))
    reasons += _of_notes(document.get("exif"), rules, has_some="exif" in document)
    if any(name in document for name in PLACES) and PLACE not in reasons:
        reasons.append(PLACE)
    if rules >= TODAY and NAME_OF_FILE in document:
        reasons.append(NAMES_FILE)
    unknown = [name for name in unknown_fields(document) if name not in (*PLACES, NAME_OF_FILE)]
    if unknown:
        reasons.append(message(OF_OTHERS, names=", ".join(line(name, 60) for name in unknown[:5])))
    nested = nested_fields(document)
    if rules < TODAY and isinstance(document.get(NAME_OF_FILE), (dict, list)):
        nested.append(NAME_OF_FILE)
    if nested:
        reasons.append(message(NESTED, names=", ".join(nested[:5])))
    return reasons


def _of_notes(exif: object, rules: int, *, has_some: bool) -> list[str]:
    if not has_some:
        return []
    if not isinstance(exif, Mapping):
        return [message("its camera's notes are in a form that can't be judged")]
    if rules >= TODAY:
        others = [str(name) for name in exif if not may_be_told(str(name))]
    else:
        others = [str(name) for name in exif if is_private(str(name))]
    reasons: list[str] = []
    if any("gps" in name.lower() for name in others):
        reasons.append(PLACE)
    if any("gps" not in name.lower() and is_private(name) for name in others):
        reasons.append(message("it names the camera's serial number, its owner or the like"))
    if words := [name for name in others if not is_private(name)]:
        reasons.append(message(OF_NOTES, names=", ".join(line(name, 60) for name in words[:5])))
    return reasons

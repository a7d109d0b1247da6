"""The document in which a public copy keeps a video's copy for strangers; it stands in no album. Pure.

It lies in the public copy alone, beside the photo that it belongs to, and says nothing but that it is one: whoever
looks at the photo there asks for it by its id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from photospool.album.documents import Document
from photospool.album.replication.models import Films
from photospool.album.schema import is_readable, stubs
from photospool.messages import message
from photospool.photo.public_film.film_privacy import CONTENT_TYPE

PREFIX: Final = "film-"
NAME: Final = "film.mp4"
"""Of the one attachment."""
TYPE: Final = "film"
SOUND: Final = "has_sound"
"""The field that says whether its owner chose the sound, too."""
FIELDS: Final = frozenset({"_id", "_rev", "_revisions", "_attachments", "type", SOUND})
NOT_CHOSEN: Final = "it is a film, and nobody chose that strangers get any"
OTHER_SOUND: Final = "its film was made with another choice of sound"
_ID: Final = re.compile(r"film-[0-9a-f]{32}")


def film_id(photo_id: str) -> str:
    """Of the film of this photo."""
    return PREFIX + photo_id


def is_film(doc_id: str) -> bool:
    """Whether this is the id of a film's document."""
    return doc_id.startswith(PREFIX)


def photo_of(doc_id: str) -> str:
    """The photo that a film belongs to."""
    return doc_id.removeprefix(PREFIX)


def film_document(photo_id: str, films: Films) -> Document:
    """What is said of a film."""
    return {"_id": film_id(photo_id), "type": TYPE, SOUND: films is Films.SOUND}


def digest_of(document: Mapping[str, Any]) -> str:
    """The film's, as CouchDB writes it; empty where there is none."""
    return str(stubs(document).get(NAME, {}).get("digest") or "")


def against_choice(has_sound: object, films: Films) -> str:
    """Why a film with or without its sound is none that its owner chose; empty where it is."""
    if films is Films.NONE:
        return message(NOT_CHOSEN)
    return "" if has_sound is (films is Films.SOUND) else message(OTHER_SOUND)


def unfit_film(document: Mapping[str, Any], films: Films) -> list[str]:
    """What keeps a film's document from strangers, by what it says; reasons for people, empty for none."""
    if films is Films.NONE:
        return [against_choice(document.get(SOUND), films)]
    there = stubs(document)
    is_one = is_readable(document) and document.get("type") == TYPE and _ID.fullmatch(str(document.get("_id")))
    if not is_one or not set(document) <= FIELDS or set(there) != {NAME}:
        return [message("it is called a film, and holds something else")]
    if there[NAME].get("content_type") != CONTENT_TYPE:
        return [message("its film is called something else than an MP4")]
    reason = against_choice(document.get(SOUND), films)
    return [reason] if reason else []

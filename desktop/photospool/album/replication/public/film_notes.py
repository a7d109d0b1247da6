"""What is noted of a public copy's films in the album, where only its own people write: made, and not to be made.

A film is only what was made and judged by one of our own computers: its digest stands here before it is sent, and a
film of another digest is taken back. Why a video has none is noted too, so that no gigabytes are fetched again for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import Document
from photospool.album.replication.models import Copy
from photospool.album.store_photo import again_if_changed
from photospool.photo.public_film.reasons import Reason

RULES: Final = 2
"""Counts up when films are made or judged otherwise: all are made anew then."""


def made_films(album: CouchAlbum, copy: Copy) -> dict[str, str]:
    """Photo → the digest of its film, as CouchDB writes it; of what was chosen for this copy."""
    return {photo_id: text for photo_id, text in _noted(album, copy).items() if text.startswith("md5-")}


def refused_films(album: CouchAlbum, copy: Copy) -> dict[str, Reason]:
    """Photo → why no film can be made of its video."""
    known = {reason.value: reason for reason in Reason}
    return {photo_id: known[text] for photo_id, text in _noted(album, copy).items() if text in known}


def note_film(
    album: CouchAlbum, copy: Copy, photo_id: str, what: str | Reason, pause: Callable[[float], object] = time.sleep
) -> None:
    """The digest of a film, or why there is none."""
    text = what.value if isinstance(what, Reason) else what

    def step() -> None:  # another computer may make films too
        known: Document = album.get(_journal(copy)) or {"_id": _journal(copy)}
        films = _films_in(known, copy)
        album.put_document({**known, "rules": RULES, "choice": copy.films.value, "films": {**films, photo_id: text}})

    again_if_changed(step, pause)


def _noted(album: CouchAlbum, copy: Copy) -> dict[str, str]:
    return _films_in(album.get(_journal(copy)) or {}, copy)


def _films_in(known: Document, copy: Copy) -> dict[str, str]:
    films = known.get("films")
    if (known.get("rules"), known.get("choice")) != (RULES, copy.films.value) or not isinstance(films, dict):
        return {}
    return {str(photo_id): text for photo_id, text in films.items() if isinstance(text, str)}


def _journal(copy: Copy) -> str:
    return f"_local/photospool-films-{copy.id}"

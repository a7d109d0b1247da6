"""A public copy as something to share: the address of its page, and taking photos back out of it at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final
from urllib.parse import quote

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.couchapp import INDEX
from photospool.album.couchdb.design_doc import DESIGN_ID
from photospool.album.documents import PUBLIC
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.models import Copy
from photospool.album.replication.public.retract import Audit, audit
from photospool.album.replication.replications import Replications
from photospool.album.schema import is_readable
from photospool.album.store_photo import Write, again_if_changed
from photospool.errors import CopyRefused
from photospool.photo.metadata.text import as_text, line

PRIVATE: Final = "Private"
TITLE: Final = "title"
"""A field of the copy's design document, beside the page; the views' results do not depend on it."""
LONGEST_TITLE: Final = 80


def page_of(copy: Copy) -> str:
    """The address of the page in a public copy, as the album's server and everybody else reach it."""
    return f"{copy.there.url}/{quote(copy.there.database, safe='')}/{DESIGN_ID}/{INDEX}"


def link_of(copy: Copy, *, photo_id: str = "", words: str = "") -> str:
    """The address of the page, of one photo in it, or of what a search (words, tags, a year) finds there."""
    search = f"search/{quote(words, safe='')}" if words else ""
    photo = f"?photo={quote(photo_id, safe='')}" if photo_id else ""
    return page_of(copy) + (f"#/{search}{photo}" if search or photo else "")


def title_of(album: CouchAlbum, copy: Copy) -> str:
    """What the page of a public copy calls itself; empty for the usual word. Raises CopyError."""
    there = open_copy(album, copy)
    with at_copy():
        return line(as_text((there.get(DESIGN_ID) or {}).get(TITLE)), LONGEST_TITLE)


def entitle(album: CouchAlbum, copy: Copy, title: str) -> str:
    """Let the page of a public copy call itself so; empty: as usual. Returns it as it is shown. Raises CopyError."""
    shown = line(title, LONGEST_TITLE)
    there = open_copy(album, copy)

    def step() -> None:
        design = there.get(DESIGN_ID)
        if design is None:
            raise CopyRefused("There is no page in this copy.", "“photospool copies prove” brings it.")
        if as_text(design.get(TITLE)) != shown:
            there.put_document({**design, TITLE: shown})

    with at_copy():
        again_if_changed(step)
    return shown


def take_back(
    album: CouchAlbum, ids: Sequence[str], *, pause: Callable[[float], object] = time.sleep
) -> dict[str, Audit]:
    """Make these photos Private, and take them out of every public copy now: copy's name → what came of it there.

    Former versions are forgotten there and asked for as a stranger. Raises CopyError, and what the album raises; the
    photos are Private by then, and the rest is made good by itself.
    """
    for photo_id in ids:
        again_if_changed(partial(_make_private, album, photo_id))
    return {copy.name: audit(album, copy, ids, pause=pause) for copy in Replications(album).copies() if copy.is_public}


def _make_private(album: CouchAlbum, photo_id: str) -> None:
    there = album.find([photo_id])[photo_id].photo
    if there is not None and is_readable(there) and there.get("cat") == PUBLIC:
        album.write(Write({**there, "cat": PRIVATE}))

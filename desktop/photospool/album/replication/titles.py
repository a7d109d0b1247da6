"""What the page of a public copy calls itself, instead of “Album”."""

from __future__ import annotations

from typing import Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.design_doc import DESIGN_ID
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.models import Copy
from photospool.album.store_photo import again_if_changed
from photospool.errors import CopyRefused
from photospool.photo.metadata.text import as_text, line

TITLE: Final = "title"
"""A field of the copy's design document, beside the page; the views' results do not depend on it."""
LONGEST_TITLE: Final = 80


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

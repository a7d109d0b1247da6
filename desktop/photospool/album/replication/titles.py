"""What the page of a public copy calls itself, not “Album”, and which photo messengers show with a link to it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from photospool.album.couchdb import link_preview
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.design_doc import DESIGN_ID
from photospool.album.couchdb.link_preview import PICTURE, SIZE, TITLE, picture_in, title_in
from photospool.album.couchdb.setup import say
from photospool.album.documents import Document
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.models import Copy
from photospool.album.schema import stubs
from photospool.album.store_photo import again_if_changed
from photospool.errors import CopyRefused
from photospool.photo.metadata.text import line

LONGEST_TITLE: Final = link_preview.LONGEST_TITLE


def title_of(album: CouchAlbum, copy: Copy) -> str:
    """What the page of a public copy calls itself; empty for the usual word. Raises CopyError."""
    there = open_copy(album, copy)
    with at_copy():
        return title_in(there.get(DESIGN_ID))


def picture_of(album: CouchAlbum, copy: Copy) -> str:
    """The id of the photo that messengers show with a link to the copy; empty for none. Raises CopyError."""
    there = open_copy(album, copy)
    with at_copy():
        return picture_in(there.get(DESIGN_ID))


def entitle(album: CouchAlbum, copy: Copy, title: str) -> str:
    """Let the page of a public copy call itself so; empty: as usual. Returns it as it is shown. Raises CopyError."""
    shown = line(title, LONGEST_TITLE)
    with at_copy():
        _say(open_copy(album, copy), TITLE, shown)
    return shown


def picture(album: CouchAlbum, copy: Copy, photo_id: str) -> None:
    """Let this photo stand for the copy where messengers show a link to it; empty: none.

    Raises CopyRefused for one that strangers don't see, and CopyError.
    """
    there = open_copy(album, copy)
    with at_copy():
        if photo_id and (not picture_in({PICTURE: photo_id}) or SIZE not in stubs(there.get(photo_id) or {})):
            raise CopyRefused(
                "Strangers don't see this photo.",
                "Only one that is in the public copy can stand for it. Nothing changed.",
            )
        _say(there, PICTURE, photo_id)


def candidates(album: CouchAlbum, copy: Copy, most: int) -> list[Document]:
    """Photos of a public copy that may stand for it, newest first, and before them the one that does. Raises CopyError.

    As many at most, and that one.
    """
    there = open_copy(album, copy)
    with at_copy():
        chosen = picture_in(there.get(DESIGN_ID))
        now = there.get(chosen) if chosen else None
        rows = there.view("timeline", reduce=False, descending=True, limit=most, include_docs=True)["rows"]
    documents = [row["doc"] for row in rows if isinstance(row.get("doc"), dict) and row["id"] != chosen]
    return [document for document in (now, *documents) if document is not None and SIZE in stubs(document)]


def without_picture(there: CouchAlbum, gone: Collection[str]) -> None:
    """A photo that is no longer public stands for the copy no more. Raises what the server answers."""
    if picture_in(there.get(DESIGN_ID)) in gone:
        _say(there, PICTURE, "")


def _say(there: CouchAlbum, name: str, value: str) -> None:
    """In the design document, and in the head of the page."""

    def step() -> None:
        design = there.get(DESIGN_ID)
        if design is None:
            raise CopyRefused("There is no page in this copy.", "“photospool copies prove” brings it.")
        if design.get(name, "") == value:
            return
        say(there, design, name, value)

    again_if_changed(step)

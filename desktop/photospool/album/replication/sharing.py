"""A public copy as something to share: the address of its page, and taking photos back out of it at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import quote

from photospool.album.base import NotThere, Write, in_pages
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.couchapp import INDEX
from photospool.album.couchdb.design_doc import DESIGN_ID
from photospool.album.couchdb.transport import Address
from photospool.album.documents import PRIVATE, PUBLIC, TRASH, TRASHED_FROM
from photospool.album.replication.models import Copy
from photospool.album.replication.public.proxy import SHARE
from photospool.album.replication.public.retract import Audit, audit, stranger
from photospool.album.replication.replications import Replications
from photospool.album.schema import is_readable
from photospool.album.store_photo import again_if_changed
from photospool.errors import AlbumRefused, AlbumUnavailable, CopyError

_AT_ONCE: Final = 200


def page_of(copy: Copy) -> str:
    """The address of the page in a public copy, as the album's server and everybody else reach it."""
    return f"{copy.there.url}/{quote(copy.there.database, safe='')}/{DESIGN_ID}/{INDEX}"


def is_here_only(address: str) -> bool:
    """Whether an address leads to this computer, wherever it is opened: others would find their own there."""
    try:
        return Address.parse(address)[0].is_loopback
    except AlbumRefused:
        return False


def public_page(album: CouchAlbum) -> str:
    """The address of the page in the first public copy that strangers may see; empty where there is none.

    Raises what asking the album's server raises; who may not see its copies is refused there.
    """
    return next((page_of(copy) for copy in Replications(album).copies() if copy.is_public), "")


def link_of(copy: Copy, *, photo_id: str = "", words: str = "") -> str:
    """The address of the page, of one photo in it, or of what a search (words, tags, a year) finds there."""
    search = f"search/{quote(words, safe='')}" if words else ""
    photo = f"?photo={quote(photo_id, safe='')}" if photo_id else ""
    return page_of(copy) + (f"#/{search}{photo}" if search or photo else "")


def link_with_picture(copy: Copy, photo_id: str) -> str:
    """The address of a photo with which messengers show the photo, where the proxy before the copy has our lines.

    Else the one of ``link_of``: what stands behind its ``#`` no messenger ever asks for.
    """
    anybody = stranger(copy)
    try:
        headers = anybody.database.attachment_headers(SHARE, photo_id)
    except (NotThere, AlbumUnavailable, AlbumRefused):
        headers = {}
    finally:
        anybody.close()
    if not headers.get("content-type", "").startswith("text/html"):
        return link_of(copy, photo_id=photo_id)
    return f"{copy.there.url}/{quote(copy.there.database, safe='')}/{SHARE}/{quote(photo_id, safe='')}"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of photos that were taken back, in each public copy by its name."""

    photos: int
    """How many are Private now, or will be when they come out of the trash, each with all that belongs to it."""
    audits: Mapping[str, Audit]
    failed: Mapping[str, CopyError]
    """Copies out of which they could not be taken now, and why: strangers may still see them there."""

    @property
    def is_clean(self) -> bool:
        """Whether strangers can read nothing of them any more, in no public copy."""
        return not self.failed and all(audit.is_clean for audit in self.audits.values())


def take_back(album: CouchAlbum, ids: Sequence[str], *, pause: Callable[[float], object] = time.sleep) -> TakenBack:
    """Make these photos Private, with all that belongs to them, and take them out of every public copy now.

    Former versions are forgotten there and asked for as a stranger. A copy that can't be reached keeps the others from
    nothing; it is made good by itself later. Raises what the album raises; what is Private by then stays so.
    """
    whole = _with_their_parts(album, ids)
    for photo_id in whole:
        again_if_changed(partial(_make_private, album, photo_id))
    audits: dict[str, Audit] = {}
    failed: dict[str, CopyError] = {}
    for copy in Replications(album).copies():
        if copy.is_public:
            try:
                audits[copy.name] = audit(album, copy, whole, pause=pause)
            except CopyError as exc:
                failed[copy.name] = exc
    return TakenBack(len(ids), audits, failed)


def _with_their_parts(album: CouchAlbum, ids: Sequence[str]) -> list[str]:
    """A live photo's film, a raw file, an edit show what their photo shows: none stays with strangers without it."""
    found = list(ids)
    for some in in_pages(list(dict.fromkeys(ids)), _AT_ONCE):
        with suppress(NotThere):  # views of an earlier version: nothing belongs to anything there
            found += [row["id"] for row in album.view("parts", keys=some, reduce=False)["rows"]]
    return list(dict.fromkeys(found))


def _make_private(album: CouchAlbum, photo_id: str) -> None:
    there = album.find([photo_id])[photo_id].photo
    if there is None or not is_readable(there):
        return
    if there.get("cat") == PUBLIC:
        album.write(Write({**there, "cat": PRIVATE}))
    elif there.get("cat") == TRASH and there.get(TRASHED_FROM) == PUBLIC:  # nor when it comes out of there
        album.write(Write({**there, TRASHED_FROM: PRIVATE}))

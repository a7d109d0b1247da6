"""The server that a copy lies on, as this computer reaches it, and its refusals in a copy's words.

The one boundary where an album's errors become a copy's. What is asked there is the other modules'.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from photospool.album.base import ChangedMeanwhile, NotThere
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.response_errors import AlreadyThere
from photospool.album.couchdb.transport import Address
from photospool.album.replication.models import Copy, Endpoint
from photospool.errors import (
    AlbumFull,
    AlbumRefused,
    AlbumUnavailable,
    CopyRefused,
    CopyUnreachable,
    DatabaseMissing,
    NotACouchDB,
    NotAllowed,
    NotTrusted,
    WrongPassword,
)
from photospool.messages import message


@contextmanager
def at_copy() -> Iterator[None]:
    """Around requests to a copy's server: raises CopyUnreachable and CopyRefused, and nothing of an album's."""
    try:
        yield
    except AlbumFull as exc:
        raise CopyUnreachable("The copy's server has no room left.", "The album itself is well.") from exc
    except AlbumUnavailable as exc:
        title = message("The copy's server can't work now ({said}).", said=exc.said) if exc.said else exc.title
        raise CopyUnreachable(title, "The album itself is well.") from exc
    except WrongPassword as exc:
        raise CopyRefused(
            "The copy's server does not accept the name and the password.",
            "Please give them again. Nothing more is tried before, so that the account is not locked.",
        ) from exc
    except NotAllowed as exc:
        raise CopyRefused(
            "This name may not do that on the copy's server.", "Please ask who looks after it, or use another name."
        ) from exc
    except DatabaseMissing as exc:
        raise CopyRefused(
            "The copy's server is there, but it has no database of this name.",
            "Please check the name, or let Photospool make it.",
        ) from exc
    except (NotThere, AlreadyThere, ChangedMeanwhile) as exc:
        raise CopyRefused(
            "The copy's server does not understand us.",
            message("It says: {said}", said=exc.said or exc.title),
        ) from exc
    except NotACouchDB as exc:
        raise CopyRefused(
            "Something else than a CouchDB answers at the copy's address.", "Please check the address and the port."
        ) from exc
    except NotTrusted as exc:
        raise CopyRefused(exc.title, "Please use an https address. No password and no file was sent.") from exc
    except AlbumRefused as exc:
        advice = message("It says: {said}", said=exc.said) if exc.said else str(exc)
        raise CopyRefused("The copy's server does not understand us.", advice) from exc


def open_endpoint(there: Endpoint, *, allow_plain_http: bool = False) -> CouchAlbum:
    """The copy as an album of its own; nothing is asked yet. Raises CopyRefused."""
    with at_copy():
        return CouchAlbum(
            there.url,
            there.database,
            user=there.user,
            password=there.password,
            allow_plain_http=allow_plain_http,
        )


def open_copy(album: CouchAlbum, copy: Copy) -> CouchAlbum:
    """The copy with its own narrow credentials. Raises CopyUnreachable where only the album's server can reach it."""
    if not is_reached(album, copy):
        raise CopyUnreachable("Only the album's server can reach this copy, not this computer.")
    # That the way may be unencrypted was decided when the copy was added.
    return open_endpoint(copy.here, allow_plain_http=True)


def is_reached(album: CouchAlbum, copy: Copy) -> bool:
    """Whether this computer has an address of it, and not only the album's server."""
    return bool(copy.url_here) or may_reach(album, copy.there.url)


def may_reach(album: CouchAlbum, url: str) -> bool:
    """Whether an address means the same here as on the album's server: loopback is each machine's own."""
    with at_copy():
        address, _user, _password = Address.parse(url)
    return album.server.is_loopback or not address.is_loopback

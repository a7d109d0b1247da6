"""Remove a copy: nothing is copied any more, and what becomes of what lies there is the user's word."""

from __future__ import annotations

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.replication import claims
from photospool.album.replication.endpoint import at_copy, open_copy, open_endpoint
from photospool.album.replication.models import CheckResult, Copy, Endpoint, RemovalMode, Tell
from photospool.album.replication.replications import PREFIX, Replications
from photospool.album.replication.users import remove_user, turn_out
from photospool.errors import CopyRefused
from photospool.messages import message


def remove(
    album: CouchAlbum, copy: Copy, fate: RemovalMode, tell: Tell, *, administrator: tuple[str, str] | None = None
) -> None:
    """Do the copy's part first, so that it can be asked again. Raises CopyError, and what the album raises.

    With an ``administrator`` of the copy's server the name that was made there goes too.
    """
    there = _as_administrator(copy, administrator) if administrator else None
    with at_copy():
        if fate is RemovalMode.DELETE:
            if there is None:
                raise CopyRefused(
                    "Only an administrator of the copy's server can delete it.", "Please give such a name and password."
                )
            there.server.delete(copy.there.database)
            tell(CheckResult(message("Deleted {address}.", address=copy.there.address)))
        elif fate is RemovalMode.CLOSE:
            close_to_strangers(there or open_copy(album, copy))
            tell(CheckResult("Strangers see nothing of it any more."))
        if copy.made_user and there is not None:
            if fate is not RemovalMode.DELETE:
                turn_out(there.database, copy.made_user)
            remove_user(there.server, copy.made_user)
    Replications(album).remove(copy)
    claims.forget(album, copy)
    name = f"{PREFIX}{copy.id}"
    turn_out(album.database, name)
    remove_user(album.server, name)
    tell(CheckResult("Nothing is copied there any more, and its password is forgotten."))
    if copy.made_user and there is None:
        stays = message(
            "The name {made_user} stays on the copy's server, where nobody knows its password.",
            made_user=copy.made_user,
        )
        tell(CheckResult(stays, False, "Its administrator can delete it."))


def _as_administrator(copy: Copy, administrator: tuple[str, str]) -> CouchAlbum:
    there = Endpoint(copy.here.url, copy.here.database, *administrator)
    return open_endpoint(there, allow_plain_http=True)


def close_to_strangers(there: CouchAlbum) -> None:
    """Only the database's own people may read it from now on."""
    security = there.database.security()
    members = security.get("members") or {}
    members = {"names": members.get("names") or [], "roles": sorted({*(members.get("roles") or []), "_admin"})}
    there.database.secure({**security, "members": members})

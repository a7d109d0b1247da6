"""Remove a copy: nothing is copied any more, and what becomes of what lies there is the user's word."""

from __future__ import annotations

from photospool.album.copies.accounts import remove_user, turn_out
from photospool.album.copies.keeping import PREFIX, Keeper
from photospool.album.copies.there import at_copy, open_copy, open_endpoint
from photospool.album.copies.values import Copy, Endpoint, Fate, Tell, Tick
from photospool.album.couch import CouchAlbum
from photospool.errors import CopyRefused


def remove(
    album: CouchAlbum, copy: Copy, fate: Fate, tell: Tell, *, administrator: tuple[str, str] | None = None
) -> None:
    """Do the copy's part first, so that it can be asked again. Raises CopyError, and what the album raises.

    With an ``administrator`` of the copy's server the name that was made there goes too.
    """
    server = _as_administrator(copy, administrator) if administrator else None
    with at_copy():
        if fate is Fate.DELETE:
            if server is None:
                raise CopyRefused(
                    "Only an administrator of the copy's server can delete it.", "Please give such a name and password."
                )
            server.guard.request("DELETE", copy.there.database)
            tell(Tick(f"Deleted {copy.there.address}."))
        elif fate is Fate.CLOSE:
            close_to_strangers(server or open_copy(album, copy))
            tell(Tick("Strangers see nothing of it any more."))
        if copy.made_user and server is not None:
            if fate is not Fate.DELETE:
                turn_out(server.guard, copy.there.database, copy.made_user)
            remove_user(server.guard, copy.made_user)
    Keeper(album).remove(copy)
    name = f"{PREFIX}{copy.id}"
    turn_out(album.guard, album.database.name, name)
    remove_user(album.guard, name)
    tell(Tick("Nothing is copied there any more, and its password is forgotten."))
    if copy.made_user and server is None:
        stays = f"The name {copy.made_user} stays on the copy's server, where nobody knows its password."
        tell(Tick(stays, False, "Its administrator can delete it."))


def _as_administrator(copy: Copy, administrator: tuple[str, str]) -> CouchAlbum:
    there = Endpoint(copy.here.url, copy.here.database, *administrator)
    return open_endpoint(there, allow_plain_http=True)


def close_to_strangers(server: CouchAlbum) -> None:
    """Only the database's own people may read it from now on."""
    name = server.database.name
    security = server.guard.get(name, "_security")
    members = security.get("members") or {}
    members = {"names": members.get("names") or [], "roles": sorted({*(members.get("roles") or []), "_admin"})}
    server.guard.put(name, "_security", body={**security, "members": members})

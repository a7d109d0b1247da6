"""Narrow names on a CouchDB: made for one copy, let into one database, and taken away again. Administrators only."""

from __future__ import annotations

from typing import Any, Final

from photospool.album.couchdb.database import Database
from photospool.album.couchdb.server_admin import ServerAdmin
from photospool.errors import DatabaseMissing

USERS: Final = "_users"


def make_user(server: ServerAdmin, name: str, password: str) -> None:
    """A name without any role. Raises what the server raises."""
    users = server.database(USERS)
    try:
        users.info()
    except DatabaseMissing:
        server.create(USERS)
    users.put({"_id": _id(name), "name": name, "password": password, "roles": [], "type": "user"})


def remove_user(server: ServerAdmin, name: str) -> None:
    """Nothing happens if it is not there. Everybody may take away their own."""
    users = server.database(USERS)
    there = users.get(_id(name))
    if there is not None:
        users.put({**there, "_deleted": True})


def let_in(database: Database, name: str, *, as_admin: bool) -> None:
    """Name somebody as one who may read and write, or who looks after the database; all others keep their place."""
    security = database.security()
    members, admins = (_names(security.get(part)) for part in ("members", "admins"))
    if as_admin:
        admins["names"] = [*admins["names"], name]
    elif members["names"] or members["roles"]:  # naming the first member would shut everybody else out
        members["names"] = [*members["names"], name]
    database.secure({**security, "members": members, "admins": admins})


def turn_out(database: Database, name: str) -> None:
    """Take a name out of the database's lists."""
    security = database.security()
    members, admins = (_names(security.get(part)) for part in ("members", "admins"))
    if name in members["names"]:
        members["names"] = [other for other in members["names"] if other != name]
        if not members["names"] and not members["roles"]:
            members["roles"] = ["_admin"]  # without any member a database is open to everybody
    admins["names"] = [other for other in admins["names"] if other != name]
    database.secure({**security, "members": members, "admins": admins})


def _names(part: Any) -> dict[str, Any]:
    part = part if isinstance(part, dict) else {}
    return {**part, "names": list(part.get("names") or []), "roles": list(part.get("roles") or [])}


def _id(name: str) -> str:
    return f"org.couchdb.user:{name}"

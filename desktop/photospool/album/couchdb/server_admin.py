"""The requests to the album's server that concern no single database: names, databases, its own replications."""

from __future__ import annotations

from typing import Any, Final

from photospool.album.base import NotThere
from photospool.album.couchdb.client import CouchClient
from photospool.album.couchdb.database import Database
from photospool.album.couchdb.response_errors import ServerReply

REPLICATOR: Final = "_replicator"


class ServerAdmin:
    """What a server is asked beside its albums; most of it is answered to administrators only.

    Raises AlbumUnavailable and AlbumRefused.
    """

    def __init__(self, guard: CouchClient) -> None:
        self._guard = guard  # set once, no lock

    @property
    def url(self) -> str:
        """Its address, without a name and a password."""
        return self._guard.address.url

    @property
    def is_loopback(self) -> bool:
        """Whether the address means this very computer."""
        return self._guard.address.is_loopback

    def welcome(self) -> dict[str, Any]:
        """What it says of itself: ``couchdb``, ``version``, ``vendor``."""
        return self._guard.get()

    def who(self) -> dict[str, Any]:
        """Who the name that we use is there: ``name`` and ``roles``, as the server says them."""
        context = self._guard.get("_session").get("userCtx")
        return context if isinstance(context, dict) else {}

    def roles(self) -> list[str]:
        """What the name that we use may do."""
        roles = self.who().get("roles")
        return [str(role) for role in roles] if isinstance(roles, list) else []

    def http_port(self) -> int | None:
        """The port on which it serves HTTP itself, whatever proxy is in front; None where it does not say."""
        try:
            port = self._guard.get("_node", "_local", "_config", "chttpd").get("port")
        except NotThere:
            return None
        return int(port) if isinstance(port, str) and port.isdecimal() and int(port) else None

    def database(self, name: str) -> Database:
        """One of its databases; nothing is asked yet."""
        return Database(self._guard, name)

    def create(self, database: str) -> None:
        """Make a database. Raises AlreadyThere."""
        self._guard.put(database)

    def delete(self, database: str) -> None:
        """Delete a database and all that is in it. Raises NotThere."""
        self._guard.request("DELETE", database)

    def replicate(self, source: object, target: object, ids: list[str], **options: object) -> ServerReply:
        """Have documents carried over now; the whole answer, whatever it is."""
        body = {"source": source, "target": target, "doc_ids": ids, **options}
        return self._guard.reply("POST", "_replicate", body=body)

    def scheduled(self, replication: str) -> dict[str, Any] | None:
        """What the scheduler says of a replication that is kept in ``_replicator``; None where it knows none."""
        try:
            return self._guard.get("_scheduler", "docs", REPLICATOR, replication)
        except NotThere:
            return None

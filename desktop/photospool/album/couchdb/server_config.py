"""A CouchDB's own settings, on every node of it. Only an administrator of the server sees and changes them.

A setting belongs to a node: one that is set on the node that happens to answer leaves the others as they were. What is
to be set, and whether, is decided elsewhere; here nothing is changed unasked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from photospool.album.couchdb.client import CouchClient
from photospool.album.couchdb.response_errors import problem

LOCAL: Final = "_local"
"""The node that answers, where the server does not name its nodes."""


@dataclass(frozen=True, slots=True)
class ServerNodes:
    """The nodes of a server."""

    present: tuple[str, ...]
    """Those that can be asked; never empty."""
    away: tuple[str, ...] = ()
    """Those that belong to it and can't be asked now."""


def nodes_of(guard: CouchClient) -> ServerNodes:
    """Which nodes there are; ``_local`` alone where the server does not say it, or not to us."""
    answer = guard.look("_membership") or {}
    present, known = _names(answer.get("all_nodes")), _names(answer.get("cluster_nodes"))
    here = tuple(node for node in present if node in known)
    if not here:
        return ServerNodes((LOCAL,))
    return ServerNodes(here, tuple(node for node in known if node not in here))


def read_setting(guard: CouchClient, node: str, section: str, name: str) -> str | None:
    """The value on one node; empty where it is nowhere set; None where it is not for us to see, or not to be had now.

    A refusal is no refused password: nobody but administrators may look, and they are told apart by trying.
    """
    found = guard.look("_node", node, "_config", section)
    if found is None:
        return None
    value = found.get(name, "")
    return value if isinstance(value, str) else ""


def set_everywhere(guard: CouchClient, section: str, name: str, value: str) -> ServerNodes:
    """Set it on every node that can be asked; the server keeps it beyond its next start. Say which were away.

    Raises NotAllowed for who is no administrator of the server, AlbumUnavailable, AlbumRefused.
    """
    nodes = nodes_of(guard)
    for node in nodes.present:
        reply = guard.reply("PUT", "_node", node, "_config", section, name, body=value)
        if not 200 <= reply.status < 300:
            raise problem(reply)
    return nodes


def _names(value: object) -> tuple[str, ...]:
    return tuple(sorted(name for name in value if isinstance(name, str))) if isinstance(value, list) else ()

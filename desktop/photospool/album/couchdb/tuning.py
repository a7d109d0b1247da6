"""How a CouchDB takes and gives photos: one of its settings doubles what each of them costs it.

It keeps an attachment in pieces of ``[couchdb] attachment_stream_buffer_size``, 4 KB unless somebody sets it, and does
all it does once for each: a photo of 3 MB is 730 pieces. Measured with 3.5.0, CPU of the server for 3 MB: 98 ms to take
and 55 to give in pieces of 4 KB, 43 and 13 in 256 KB, 42 and 11 in 1 MB. The pieces stay as they were written, through
compaction too; copying them to another server writes them anew. Other settings (shards, compression of documents, the
sockets' buffers) change nothing that can be told from noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.server_config import ServerNodes, nodes_of, read_setting, set_everywhere
from photospool.messages import joined, message

SECTION: Final = "couchdb"
SETTING: Final = "attachment_stream_buffer_size"
USUAL_BYTES: Final = 4096
"""CouchDB's own, where nothing is set."""
WANTED_BYTES: Final = 1 << 20
ENOUGH_BYTES: Final = 1 << 18
"""Whoever set so much, or more, is not asked to change it: what is left to gain can hardly be measured."""


_BETTER: Final = (
    "In pieces of 1 MB, it would work half as long to take a photo and a quarter as long to give an original out again."
)


@dataclass(frozen=True, slots=True)
class Tuning:
    """The size of the pieces on each node of a server."""

    bytes_of: dict[str, int]
    """Node → bytes."""
    away: tuple[str, ...] = ()
    """Nodes that could not be asked."""

    @property
    def slow(self) -> tuple[str, ...]:
        """The nodes that keep photos in small pieces."""
        return tuple(node for node, size in self.bytes_of.items() if size < ENOUGH_BYTES)

    @property
    def is_tuned(self) -> bool:
        """Whether nothing is to be gained on any node that could be asked."""
        return not self.slow

    @property
    def smallest_bytes(self) -> int:
        """Of all nodes."""
        return min(self.bytes_of.values())

    @property
    def words(self) -> str:
        """What it costs today, for people; empty where it is well."""
        if self.is_tuned:
            return ""
        size = f"{self.smallest_bytes / 1024:.0f}"
        if len(self.bytes_of) == 1:
            return joined(message("The server keeps photos in pieces of {size} KB.", size=size), _BETTER)
        return joined(
            message(
                "The server keeps photos in pieces of {size} KB on {slow} of its {nodes} nodes.",
                size=size,
                slow=len(self.slow),
                nodes=len(self.bytes_of),
            ),
            _BETTER,
        )


def examine(album: CouchAlbum) -> Tuning | None:
    """How the album's server keeps photos; None where that is not for us to see, or not to be had now."""
    nodes = nodes_of(album.guard)
    found: dict[str, int] = {}
    for node in nodes.present:
        value = read_setting(album.guard, node, SECTION, SETTING)
        if value is None:
            return None
        found[node] = int(value) if value.strip().isdecimal() else USUAL_BYTES
    return Tuning(found, nodes.away)


def tune(album: CouchAlbum) -> ServerNodes:
    """Let every node keep photos in pieces of 1 MB from now on. Only after an administrator said yes.

    Raises NotAllowed for who is no administrator of the server, AlbumUnavailable, AlbumRefused.
    """
    return set_everywhere(album.guard, SECTION, SETTING, str(WANTED_BYTES))


def by_hand(album: CouchAlbum) -> str:
    """The line for a shell by which that server's administrator does the same on the node that answers."""
    setting = f"{album.guard.address.url}/_node/_local/_config/{SECTION}/{SETTING}"
    return f"curl -u NAME -X PUT {setting} -d '\"{WANTED_BYTES}\"'"

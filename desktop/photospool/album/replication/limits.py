"""How large an original may be that a copy gets by itself: none that its server would refuse crosses the line.

A server that replicates reads a file that its target refuses into its own memory, all of it and more: with CouchDB
3.5.0 a film of 600 MB cost 1.4 GB, one of 2 GB 1.8, and once it sent nothing from then on and called that running. So
larger ones are left out of what it copies by itself; resend.py sends those that fit, and names the others.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.models import Copy
from photospool.album.replication.replications import Replications
from photospool.errors import CopyError

SMALLEST: Final = 1 << 24
"""16 MiB: what is no larger goes by itself, whatever a server takes; a photo that is refused costs little."""
UNLIMITED: Final = 1 << 42
"""Who takes 4 TiB has no limit that matters."""


def largest_taken(takes: Callable[[int], bool]) -> int:
    """A power of two, or 0 for no limit. From above: what is refused is refused at once, what is not takes seconds."""
    size = UNLIMITED
    while size > SMALLEST and not takes(size):
        size >>= 1
    return 0 if size == UNLIMITED else size


def with_limit(album: CouchAlbum, copy: Copy) -> Copy:
    """The copy with what its server takes today, noted for all who look after it. Raises what the album raises."""
    if copy.is_public or copy.is_paused:  # strangers get no originals; and nobody is asked for one that was paused
        return copy
    return Replications(album).limit(copy, largest_of(album, copy))


def largest_of(album: CouchAlbum, copy: Copy) -> int:
    """What goes by itself, both ways; as it was noted where this computer can't ask. Raises what the album raises."""
    found = []
    try:
        if copy.direction.sends:
            with at_copy(), closing(open_copy(album, copy)) as there:
                found.append(largest_taken(there.takes))
    except CopyError:
        return copy.largest
    if copy.direction.fetches:
        found.append(largest_taken(album.takes))
    return min(filter(None, found), default=0)

"""How large an original may be that servers copy by themselves: larger ones are carried by Photospool.

A CouchDB that replicates holds each file that it sends in its memory three times over: 3.5.0 took 0.3 GB more for one
of 100 MB and 1.9 for one of 600, whether the target took it or refused it, and with one of 2 GB that was refused it
sent nothing any more and called that running. So what is larger is left out of what it copies by itself, and resend.py
brings it from the one server to the other, in pieces.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.replication.endpoint import is_reached
from photospool.album.replication.models import Copy
from photospool.album.replication.replications import Replications

BY_ITSELF: Final = 1 << 26
"""64 MiB: every photo, and a film of a minute, also while Photospool does not run."""


def limited(album: CouchAlbum, copy: Copy) -> Copy:
    """A copy as it is set up: where nobody but the album's server reaches it, nobody else can carry anything there."""
    return replace(copy, largest=BY_ITSELF if is_reached(album, copy) and not copy.is_public else 0)


def with_limit(album: CouchAlbum, copy: Copy) -> Copy:
    """A copy of an earlier version with what this one notes for all who look after it. Raises what the album raises.

    One that another computer reaches stays as that one noted it.
    """
    largest = limited(album, copy).largest
    return Replications(album).limit(copy, largest) if largest else copy

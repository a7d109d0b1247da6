"""CouchDB's own replication, once and to its end."""

import time
from collections.abc import Mapping
from typing import Any

from tests.children import PATIENCE_S

from photospool.album.couchdb.album import CouchAlbum
from photospool.errors import AlbumUnavailable


def replicated(by: CouchAlbum, body: Mapping[str, Any]) -> Any:
    """What the server of ``by`` answers once it has done it.

    On a busy machine it answers 500 now and then. Asked again it goes on: what arrived is not sent twice.
    """
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return by.guard.post("_replicate", body=body)
        except AlbumUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)

"""An attachment's bytes out of the album's server, as they come: memory stays flat whatever the size.

What the bytes should be is known to whoever asks; here only a broken connection is told from an end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import quote

import urllib3
import urllib3.exceptions

from photospool.album.base import NotStored, NotThere
from photospool.album.couchdb.client import CouchClient
from photospool.album.couchdb.connection import Connections, answered
from photospool.album.couchdb.response_errors import problem

_PIECE_BYTES: Final = 256 * 1024
"""Fewer turns between reading and hashing than with the small pieces in which photos are sent."""


@contextmanager
def download(guard: CouchClient, database: str, doc_id: str, name: str, rev: str = "") -> Iterator[Iterator[bytes]]:
    """The bytes in chunks, while the context lasts; of a former revision where one is named.

    Raises NotStored where there is no such attachment, AlbumUnavailable (also in the middle), AlbumRefused.
    """
    target = guard.target(database, doc_id, name)
    target += f"?rev={quote(rev, safe='')}" if rev else ""
    with guard.wire.line() as line, Connections(guard, line) as pool:
        with guard.permission():
            response = _asked(guard, pool, target)
        try:
            yield _chunks(guard, response)
        finally:
            response.close()


def _asked(guard: CouchClient, pool: Connections, target: str) -> urllib3.BaseHTTPResponse:
    headers = {"Host": guard.address.netloc, "Accept": "*/*", "Connection": "close", **guard.authorization()}
    try:
        response = pool.urlopen(
            "GET", target, headers=headers, retries=False, redirect=False, preload_content=False, decode_content=False
        )
        if response.status == 200:
            return response
        reply = answered(response)
    except (urllib3.exceptions.HTTPError, OSError) as exc:
        raise guard.wire.interrupted(exc) from exc
    found = problem(reply)
    raise NotStored(target) if isinstance(found, NotThere) else found


def _chunks(guard: CouchClient, response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    try:
        yield from response.stream(_PIECE_BYTES, decode_content=False)
    except (urllib3.exceptions.HTTPError, OSError) as exc:
        raise guard.wire.interrupted(exc) from exc

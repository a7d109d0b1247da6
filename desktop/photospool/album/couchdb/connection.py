"""One connection for one large request: what uploading and reading a photo's bytes have in common.

The album's wire opens it, encrypted and proven, and can end it; urllib3 speaks over it and repeats nothing. What is
sent or asked is not known here.
"""

from __future__ import annotations

from typing import Any, Final

import urllib3
import urllib3.connection

from photospool.album.couchdb.client import CouchClient
from photospool.album.couchdb.response_errors import ServerReply
from photospool.album.couchdb.transport import Connection
from photospool.security import untrusted_json

CHUNK_BYTES: Final = 64 * 1024
ANSWER_BYTES: Final = 64 * 1024
"""More than CouchDB ever answers to such a request; a portal's page may be longer and isn't wanted."""


class OneConnection(urllib3.HTTPConnectionPool):
    """A pool of the one connection that is a line of the album's wire."""

    def __init__(self, guard: CouchClient, line: Connection) -> None:
        # While sending, urllib3 goes by the time for connecting; both are the idle time here.
        idle_s = guard.wire.timeouts.idle_s
        timeout = urllib3.Timeout(connect=idle_s, read=idle_s)
        address = guard.address
        super().__init__(address.host, address.port, timeout=timeout, maxsize=1, block=True, retries=False)
        self._line = line

    def _new_conn(self) -> urllib3.connection.HTTPConnection:
        connection = _DirectConnection(self.host, self.port, blocksize=CHUNK_BYTES)
        connection.line = self._line
        return connection


class _DirectConnection(urllib3.connection.HTTPConnection):
    line: Connection

    def _new_conn(self) -> Any:
        return self.line.open()


def answered(response: urllib3.BaseHTTPResponse) -> ServerReply:
    """Read a short answer and close it. Raises urllib3's HTTPError and OSError."""
    try:
        content = response.read(ANSWER_BYTES)
    finally:
        response.close()
    headers = {name.lower(): value for name, value in response.headers.items()}
    return ServerReply(response.status, headers, _json(content))


def _json(content: bytes) -> Any:
    try:
        return untrusted_json.loads(content)
    except ValueError:
        return None

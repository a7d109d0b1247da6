"""How urllib3 speaks over the album's wire: one connection for each large request, several at a time for the page.

The wire opens them, encrypted and proven, and can end them; urllib3 repeats nothing. What is sent or asked is not known
here.
"""

from __future__ import annotations

from typing import Any, Final

import urllib3
import urllib3.connection

from photospool.album.couchdb.client import CouchClient
from photospool.album.couchdb.response_errors import ServerReply
from photospool.album.couchdb.transport import Connection, Transport
from photospool.security import untrusted_json

CHUNK_BYTES: Final = 64 * 1024
ANSWER_BYTES: Final = 64 * 1024
"""More than CouchDB ever answers to such a request; a portal's page may be longer and isn't wanted."""


class Connections(urllib3.HTTPConnectionPool):
    """Connections that the album's wire opens: encrypted, proven, and ended with it."""

    def __init__(self, guard: CouchClient, line: Connection | None = None, *, at_once: int = 1) -> None:
        """``line`` is the one that a single large request goes over, which whoever opened it may cut; without it there
        are up to ``at_once``, opened when they are needed and kept for the next request.
        """
        # While sending, urllib3 goes by the time for connecting; both are the idle time here.
        idle_s = guard.wire.timeouts.idle_s
        timeout = urllib3.Timeout(connect=idle_s, read=idle_s)
        address = guard.address
        is_one = line is not None
        super().__init__(address.host, address.port, timeout=timeout, maxsize=at_once, block=is_one, retries=False)
        self._wire = guard.wire
        self._line = line

    def _new_conn(self) -> urllib3.connection.HTTPConnection:
        connection = _WireConnection(self.host, self.port, blocksize=CHUNK_BYTES)
        connection.wire, connection.given = self._wire, self._line
        return connection


class _WireConnection(urllib3.connection.HTTPConnection):
    wire: Transport
    given: Connection | None
    own: Connection | None = None

    def _new_conn(self) -> Any:
        if self.given is not None:
            return self.given.open()
        self.own = self.wire.line()
        return self.own.open()

    def close(self) -> None:
        super().close()
        # A line that was given stays: its answer may still be read, and be cut by whoever gave it.
        if self.own is not None:
            self.own.__exit__(None, None, None)
            self.own = None


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

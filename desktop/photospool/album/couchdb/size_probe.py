"""Whether a server would take a file of so many bytes, asked without sending any of it.

Only the head of the request goes out, with the length that its body would have: CouchDB (3.5.0 tried), and a proxy in
front, say 413 at once where that is too much, and wait for the body where not. Then the connection is ended, and
nothing is stored. So it needs no administrator, and finds limits that CouchDB's own settings don't tell of.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import quote

from photospool.album.couchdb.client import CouchClient
from photospool.album.couchdb.transport import closed

_PATIENCE_S: Final = 1.5
_HEADS: Final = (
    ("/original.bin", "application/octet-stream"),
    ("", 'multipart/related; boundary="photospool"'),
)
"""As an attachment, which has a limit of its own, and as the one request that a document is sent by."""
_DOCUMENT: Final = "photospool-asks-for-a-limit"
_ROOM_FOR_WORDS: Final = 1 << 20


def takes(guard: CouchClient, database: str, size: int) -> bool:
    """Whether nobody on the way refuses so many bytes. Raises AlbumUnavailable, NotTrusted."""

    def status(head: tuple[str, str]) -> int:
        return _status(guard, database, head, size + _ROOM_FOR_WORDS * (not head[0]))

    # Both at once: a yes is a silence, which is waited for.
    with ThreadPoolExecutor(len(_HEADS), thread_name_prefix="photospool-size") as pool:
        return 413 not in list(pool.map(status, _HEADS))


class SizesTaken:
    """A server's answers for as long as one look takes: who takes so many bytes takes fewer, and refuses more.

    Not for longer: a limit may be changed at any time.
    """

    def __init__(self, takes: Callable[[int], bool]) -> None:
        self._takes = takes
        self._taken, self._refused = -1, math.inf

    def takes(self, size: int) -> bool:
        """As ``takes``, asked only where it is not known."""
        if self._taken < size < self._refused:
            if self._takes(size):
                self._taken = size
            else:
                self._refused = size
        return size <= self._taken


def _status(guard: CouchClient, database: str, head: tuple[str, str], size: int) -> int:
    """The status of an answer that comes at once; 0 where the server waits for the body."""
    name, content_type = head
    path = f"{guard.address.path}/{quote(database, safe='')}/{_DOCUMENT}{name}"
    headers = guard.headers_of(content_type, size).items()
    request = f"PUT {path} HTTP/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in headers) + "\r\n"
    with guard.permission(), guard.wire.line() as line:
        connection = line.open()
        try:
            connection.settimeout(_PATIENCE_S)
            connection.sendall(request.encode("latin-1"))
            answer = connection.recv(256)
        except OSError:
            if guard.wire.is_closed:
                raise closed() from None
            return 0
        finally:
            connection.close()
    words = answer.split(None, 2)
    return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") and words[1].isdigit() else 0

"""Requests passed on to the album's server as they came, several at a time: for the page, and for looking at headers.

The connections are the transport's own, so they are encrypted, proven and ended like all others.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

import urllib3
import urllib3.connection
import urllib3.exceptions

from photospool.album.couchdb.client import CouchClient, as_json, encoded
from photospool.album.couchdb.connection import CHUNK_BYTES, Connections
from photospool.album.couchdb.response_errors import NotOnServer, elsewhere
from photospool.errors import AlbumUnavailable, WrongPassword

_AT_ONCE: Final = 6  # as many as a browser opens to one server
_RELAYED: Final = frozenset({200, 201, 202, 206, 304, 400, 404, 405, 409, 412, 413, 416})


def problem(status: int) -> Exception:
    """What it means when the server answers with a status that is not passed on."""
    if status == 401:
        return WrongPassword(
            "The album's server does not know this name and password.",
            "Please enter them again in the settings. Your photos are safe.",
        )
    return elsewhere(status)


class Relay:
    """Passes requests on to one database of a guarded server; thread-safe."""

    def __init__(self, guard: CouchClient, database: str, problem: Callable[[int], Exception] = problem) -> None:
        self._guard = guard
        self._database = database
        self._problem = problem
        self._lock = threading.Lock()
        self._pool: Connections | None = None  # guarded by _lock

    def send(
        self,
        method: str,
        path: list[str],
        options: Mapping[str, Any],
        *,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> urllib3.BaseHTTPResponse:
        """One request, answered as far as its headers; whoever asks gives the connection back.

        Raises AlbumUnavailable, and what ``problem`` makes of a status that is not passed on.
        """
        query = urlencode(as_json(options))
        sent = {
            "Host": self._guard.address.netloc,
            "Accept": "*/*",
            **(headers or {}),
            **({} if body is None else {"Content-Type": "application/json"}),
            **self._guard.authorization(),
        }
        with self._guard.permission():
            try:
                response = self._connections().urlopen(
                    method,
                    f"{self._guard.target(self._database, *path)}{'?' if query else ''}{query}",
                    body=None if body is None else encoded(body),
                    headers=sent,
                    retries=False,
                    redirect=False,
                    preload_content=False,
                    decode_content=False,
                )
            except (urllib3.exceptions.HTTPError, OSError) as exc:
                raise self.interrupted(exc) from exc
            if response.status not in _RELAYED:
                response.close()
                raise self._problem(response.status)
        return response

    def _connections(self) -> Connections:
        with self._lock:
            if self._pool is None:
                self._pool = Connections(self._guard, at_once=_AT_ONCE)
            return self._pool

    def interrupted(self, exc: Exception) -> AlbumUnavailable:
        """What a broken connection means."""
        return self._guard.wire.interrupted(exc)


def sent_with(guard: CouchClient, database: str, doc_id: str, name: str) -> dict[str, str]:
    """The headers that the server sends with an attachment, names in lower case.

    Raises NotThere, AlbumUnavailable, AlbumRefused.
    """
    response = Relay(guard, database).send("HEAD", [*doc_id.split("/", 1), *name.split("/")], {})
    response.drain_conn()
    response.release_conn()
    if response.status == 404:
        raise NotOnServer(name)
    return {name.lower(): value for name, value in response.headers.items()}


class Streamed:
    """A picture as it comes; gives its connection back."""

    def __init__(self, response: urllib3.BaseHTTPResponse) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._response.stream(CHUNK_BYTES, decode_content=False))

    def close(self) -> None:
        if self._response.closed or self._response.length_remaining in {0, None}:
            self._response.release_conn()
        else:
            self._response.close()  # the browser went away: what is left is not wanted

"""Small requests to the album's server, through the couchdb package and behind a guard.

The package sends half-read bodies again, follows redirects with the password, waits for ever and stumbles over answers
that are no JSON. So each request gets a session and a connection of its own that do none of this, and whatever it
raises is turned into our errors here. No photo's bytes go this way: see upload.py.
"""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, NoReturn
from urllib.parse import quote

from photospool.album.base import ChangedMeanwhile, NotThere
from photospool.album.couchdb.http_client import http as couchdb_http
from photospool.album.couchdb.response_errors import AlreadyThere, ServerReply, elsewhere, problem
from photospool.album.couchdb.transport import WAIT, Address, Connection, Timeouts, Transport
from photospool.album.view_query import is_word
from photospool.errors import AnswerUnreadable, NotTrusted, PhotospoolError, WrongPassword
from photospool.messages import message
from photospool.security import untrusted_json

LONGEST_ANSWER_BYTES: Final = 64 * 1024 * 1024
"""Hundreds of documents with many words are a few megabytes; of a longer answer the documents are asked by halves."""
_CHUNK_BYTES: Final = 256 * 1024
# What the package raises where an answer is not as it expects; none of these names means what it says.
_STUMBLES: Final = (ValueError, TypeError, AttributeError, KeyError, RecursionError)


class CouchClient:
    """Asks one server, from any thread; a refused password is never tried a second time."""

    def __init__(
        self,
        url: str,
        *,
        credentials: tuple[str, str] | None = None,
        ca_file: str | None = None,
        allow_plain_http: bool = False,
        timeouts: Timeouts | None = None,
    ) -> None:
        """Nothing is asked yet. Raises NotTrusted when a password would travel unencrypted, AlbumRefused."""
        address, user, password = Address.parse(url)
        if not (address.is_https or address.is_loopback or allow_plain_http):
            raise NotTrusted(
                message("The way to {netloc} is not encrypted.", netloc=address.netloc),
                "Your password and your photos could be read on the way. Please use an https address, or allow it "
                "for this server in the settings. Nothing was sent.",
            )
        self.address = address  # set once, no lock
        self.wire = Transport(address, ca_file=ca_file, timeouts=timeouts)  # set once, no lock
        user, password = credentials or (user, password)
        self._credentials = (user, _Secret(password)) if user else None  # set once, no lock
        self._first = threading.Lock()  # held while credentials are used that nobody has tried yet
        self._lock = threading.Lock()
        self._is_accepted = False  # guarded by _lock
        self._refused: WrongPassword | None = None  # guarded by _lock

    def __repr__(self) -> str:
        return f"CouchClient({self.address.url!r})"

    @property
    def user(self) -> str:
        """Whose name is used; empty for nobody's."""
        return self._credentials[0] if self._credentials else ""

    def target(self, *path: str) -> str:
        """What stands in a request of its own after the host; quoted, part by part."""
        return "/".join([self.address.path, *(quote(part, safe="") for part in path)])

    def authorization(self) -> dict[str, str]:
        """The header that signs in. For the album's own requests only; never to be logged."""
        header = couchdb_http.basic_auth(self._credentials)
        return {"Authorization": _Secret(header.decode("ascii"))} if header else {}

    def headers_of(self, content_type: str, length: int) -> dict[str, str]:
        """Of a request with a body of so many bytes that somebody else sends; the connection ends with it."""
        return {
            "Host": self.address.netloc,
            "Content-Type": content_type,
            "Content-Length": str(length),
            "Accept": "application/json",
            "Connection": "close",
            **self.authorization(),
        }

    def get(self, *path: str, **options: object) -> dict[str, Any]:
        """The JSON object there. Raises NotThere, AlbumUnavailable, AlbumRefused."""
        return _object(self.request("GET", *path, options=options))

    def post(self, *path: str, body: object, **options: object) -> dict[str, Any]:
        """The JSON object that is answered to ``body``. Raises as ``get``, and ChangedMeanwhile."""
        return _object(self.request("POST", *path, body=body, options=options))

    def put(self, *path: str, body: object = None, **options: object) -> dict[str, Any]:
        """The JSON object that is answered to ``body``. Raises as ``get``, ChangedMeanwhile and AlreadyThere."""
        return _object(self.request("PUT", *path, body=body, options=options))

    def request(self, method: str, *path: str, body: object = None, options: Mapping[str, object] | None = None) -> Any:
        """Send one request and return the JSON, object or list, of its answer; ``path`` is quoted, part by part.

        Raises AlbumUnavailable, AlbumRefused; NotThere, AlreadyThere, ChangedMeanwhile where they can be meant.
        """
        with self.permission():
            reply = self._send(method, path, body, options)
            if not 200 <= reply.status < 300:
                wrong = problem(reply)
                if method in {"GET", "POST"} and isinstance(wrong, (ChangedMeanwhile, AlreadyThere)):
                    raise elsewhere(reply.status)  # nothing was to be changed
                raise wrong
            if not reply.is_json:
                raise elsewhere(reply.status)
            return reply.content

    def reply(
        self,
        method: str,
        *path: str,
        body: object = None,
        options: Mapping[str, object] | None = None,
        sends_photo: bool = False,
    ) -> ServerReply:
        """As ``request``, for who wants to know how it was refused: any answer of the server, if it is JSON."""
        with self.permission():
            reply = self._send(method, path, body, options)
            if reply.status == 401 or not reply.is_json:
                raise problem(reply, sends_photo=sends_photo)
            return reply

    def look(self, *path: str) -> dict[str, Any] | None:
        """The JSON object there, beside a request that is under way; None for any other answer, or none.

        It may be that request that proves the password, so it is not waited for; nothing is asked after a refusal.
        """
        with self._lock:
            if self._refused is not None:
                return None
        try:
            reply = self._send("GET", path, None, None)
        except PhotospoolError:
            return None
        return reply.content if reply.status == 200 and isinstance(reply.content, dict) else None

    def _send(
        self, method: str, path: Sequence[str], body: object, options: Mapping[str, object] | None
    ) -> ServerReply:
        content = None if body is None else encoded(body)
        with self.wire.line() as line:
            resource = couchdb_http.Resource(self.address.url, _session(line, self.wire))
            resource.credentials = self._credentials
            return self._ask(resource, line, (method, [*path]), content, dict(options or {}))

    @contextmanager
    def permission(self) -> Iterator[None]:
        """Around each request that signs in: one wrong password costs one request, however many threads wait.

        CouchDB locks an account after five failures. Raises WrongPassword without asking when it was refused before.
        """
        with self._lock:
            is_first = not self._is_accepted
        if is_first:
            with self._first:
                yield from self._trying()
        else:
            yield from self._trying()

    def close(self) -> None:
        """End all that is under way; later requests raise AlbumUnavailable."""
        self.wire.close()

    def _trying(self) -> Iterator[None]:
        with self._lock:
            if self._refused is not None:
                was = self._refused
                raise WrongPassword(was.title, was.todo, waits=was.waits, said=was.said)
        try:
            yield
        except WrongPassword as exc:
            with self._lock:
                self._refused = exc
            raise
        except (NotThere, AlreadyThere, ChangedMeanwhile):
            self._accept()
            raise
        self._accept()

    def _accept(self) -> None:
        with self._lock:
            self._is_accepted = True

    def _ask(
        self,
        resource: Any,
        line: Connection,
        target: tuple[str, Sequence[str]],
        content: bytes | None,
        options: dict[str, object],
    ) -> ServerReply:
        method, path = target
        headers = {"Connection": "close"} | ({} if content is None else {"Content-Type": "application/json"})
        connections: _OneConnection = resource.session.connection_pool
        try:
            status, message, data = resource._request_json(method, path, body=content, headers=headers, **options)
        except couchdb_http.RedirectLimit:
            raise elsewhere(302) from None
        except couchdb_http.HTTPError as exc:
            return ServerReply(connections.status, connections.headers, _refusal(exc))
        except untrusted_json.Unreadable as exc:
            if connections.status >= 300:
                return ServerReply(connections.status, connections.headers)
            raise unreadable() from exc
        except _STUMBLES as exc:
            # The answer was no JSON, or cut. Its status still says what it means.
            if connections.status >= 300:
                return ServerReply(connections.status, connections.headers)
            self._interrupted(exc, is_json="json" in connections.headers.get("content-type", ""))
        except (OSError, http.client.HTTPException) as exc:
            self._interrupted(exc)
        finally:
            connections.end()
        return ServerReply(status, {name.lower(): value for name, value in message.items()}, data)

    def _interrupted(self, exc: Exception, *, is_json: bool = True) -> NoReturn:
        if not self.wire.is_closed and (not is_json or isinstance(exc, http.client.BadStatusLine)):
            raise elsewhere(200) from exc
        raise self.wire.interrupted(exc) from exc


class _Secret(str):
    """Text that a traceback which shows values does not show."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'…'"


def as_json(options: Mapping[str, object]) -> dict[str, object]:
    """A query's options as CouchDB reads them: keys are JSON, words like ``update`` are not."""
    return {name: value if is_word(name) else json.dumps(value) for name, value in options.items()}


def encoded(value: object) -> bytes:
    """As the JSON that a CouchDB takes. Raises ValueError for NaN, lone surrogates, and what is nested too deep."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
    except RecursionError as exc:
        raise ValueError("nested too deep") from exc


class _OneConnection:
    """In place of the package's pool, which hands one connection to two threads after some errors."""

    def __init__(self, line: Connection, wire: Transport) -> None:
        self._line = line
        self._wire = wire
        self._connection: _ClientConnection | None = None

    def get(self, url: str) -> _ClientConnection:
        self._connection = _ClientConnection(self._line, self._wire.address)
        self._connection.connect()
        return self._connection

    def release(self, url: str, connection: http.client.HTTPConnection) -> None:
        connection.close()

    @property
    def status(self) -> int:
        """Of the answer; 0 before it came."""
        answer = self._connection.answer if self._connection else None
        return answer.status if answer else 0

    @property
    def headers(self) -> dict[str, str]:
        """The answer's, names in lower case: the package drops them when it raises."""
        answer = self._connection.answer if self._connection else None
        return {name.lower(): value for name, value in answer.getheaders()} if answer else {}

    def end(self) -> None:
        """Close what a stumble may have left open."""
        if self._connection is not None:
            self._connection.close()
            if self._connection.answer is not None:
                self._connection.answer.close()


class _BoundedAnswer(http.client.HTTPResponse):
    """An answer that is read no further than anybody needs: a server that goes on and on must not fill the memory."""

    _left_bytes = 0
    """How much may still come; set with the first byte that is read."""
    _is_begun = False

    def read(self, amt: int | None = None) -> bytes:
        """As http.client's. Raises untrusted_json.Unreadable, and is closed then: what is left is not wanted.

        The package reads what it does not want to its end, piece by piece (``amt``): no further than here either.
        """
        if not self._is_begun:
            self._is_begun, self._left_bytes = True, LONGEST_ANSWER_BYTES
        if amt is not None:
            return self._piece(amt)
        parts = []
        while some := self._piece(_CHUNK_BYTES):
            parts.append(some)
        if self._left_bytes < 0:
            raise untrusted_json.Unreadable
        if self.length:
            raise http.client.IncompleteRead(b"".join(parts), self.length)
        return b"".join(parts)

    def _piece(self, most_bytes: int) -> bytes:
        some = super().read(most_bytes)
        self._left_bytes -= len(some)
        if self._left_bytes < 0:
            self.close()
            return b""
        return some


class _ClientConnection(http.client.HTTPConnection):
    """A connection of the album's wire that remembers its answer."""

    response_class = _BoundedAnswer

    def __init__(self, line: Connection, address: Address) -> None:
        super().__init__(address.host, address.port)
        self.default_port = 443 if address.is_https else 80  # no port in the Host header where none is needed
        self.answer: http.client.HTTPResponse | None = None
        self._line = line

    def connect(self) -> None:
        self.sock = self._line.open()

    def getresponse(self) -> http.client.HTTPResponse:
        self.answer = super().getresponse()
        return self.answer


def _session(line: Connection, wire: Transport) -> Any:
    """No repeats, no redirects; cache and connection end with the request."""
    session = couchdb_http.Session(timeout=wire.timeouts.idle_s, max_redirects=-1, retryable_errors=())
    session.connection_pool = _OneConnection(line, wire)
    return session


def _refusal(exc: Exception) -> dict[str, Any] | None:
    """``{"error", "reason"}`` out of what the package raises; None where the answer was no JSON."""
    said = exc.args[0] if exc.args else None
    if isinstance(exc, couchdb_http.ServerError) and isinstance(said, tuple) and len(said) == 2:
        said = said[1]
    if isinstance(said, tuple) and len(said) == 2:
        return {"error": said[0], "reason": said[1]}
    return None


def unreadable() -> AnswerUnreadable:
    """The server answered with JSON that can't be taken: nested too deep, or with numbers that are none."""
    return AnswerUnreadable(
        "The album's server sent what no program can read.",
        "Somebody wrote it into a document: “photospool verify” names which.",
        waits=WAIT,
    )


def _object(answer: Any) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise elsewhere(200)
    return answer

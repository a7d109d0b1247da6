"""A small stand-in for CouchDB, in memory, whose answers can be scripted: for what a real one rarely does.

It counts requests, and stores documents and multipart uploads as CouchDB does, checking lengths and digests.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

from tests.children import joined

DATABASE = "photo"


@dataclass(frozen=True)
class Scripted:
    """An answer in place of the stand-in's own."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str | None = "application/json"
    does_it: bool = False
    """Whether the request is carried out first, so that only its answer differs."""
    reads_body: bool = True
    cut: bool = False
    """The connection ends without an answer."""
    truncated: bool = False
    """The connection ends within the answer's body."""
    chunked: bool = False
    hang: threading.Event | None = None
    """Nothing is answered before it is set."""

    @classmethod
    def json(cls, status: int, error: str, reason: str, **options: Any) -> Scripted:
        """An error as CouchDB words it."""
        return cls(status, json.dumps({"error": error, "reason": reason}).encode(), **options)

    @classmethod
    def html(cls, status: int = 200, **options: Any) -> Scripted:
        """A page of something in between."""
        return cls(status, b"<html><body>Hello</body></html>", content_type="text/html", **options)


@dataclass(frozen=True)
class Request:
    """What came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


Script = Callable[[Request], Scripted | None]


class StandIn:
    """The server's memory and script; ``url`` is where it is."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.requests: list[Request] = []
        self.documents: dict[str, dict[str, Any]] = {}
        self.contents: dict[str, dict[str, bytes]] = {}
        self.deleted: set[str] = set()
        self.script: Script = lambda request: None
        self.arrived = threading.Event()
        """Set when a request has come in."""
        self.node_is_away: threading.Event | None = None
        """As with a node of a cluster away: several parts in one request are stored, and answered when it is set."""
        self.lags = 0
        """So many writes with stubs come to a node that has not heard of the former revision."""
        self.url = ""

    def answer_with(self, scripted: Scripted, *, method: str = "", path: str = "", times: int = 1_000_000) -> None:
        """Answer so whenever method and path (an expression) fit, at most so many times."""
        left = [times]

        def script(request: Request) -> Scripted | None:
            if (method and request.method != method) or not re.search(path, request.path) or not left[0]:
                return None
            left[0] -= 1
            return scripted

        self.script = script

    def seen(self, method: str = "") -> list[str]:
        """Method and path of the requests so far."""
        with self.lock:
            return [f"{r.method} {r.path}" for r in self.requests if not method or r.method == method]

    def answer(self, request: Request) -> tuple[int, Any]:
        """What CouchDB would answer."""
        parts = [unquote(part) for part in urlsplit(request.path).path.strip("/").split("/")]
        if parts == [""]:
            return 200, {"couchdb": "Welcome", "version": "3.5.0"}
        if parts == ["_membership"]:
            away = self.node_is_away is not None and not self.node_is_away.is_set()
            return 200, {"all_nodes": ["a", "b"] if away else ["a", "b", "c"], "cluster_nodes": ["a", "b", "c"]}
        if parts == ["_session"]:
            return 200, {"ok": True, "userCtx": {"name": "admin", "roles": ["_admin"]}}
        if parts[0] != DATABASE:
            return 404, {"error": "not_found", "reason": "Database does not exist."}
        if len(parts) == 1:
            return 200, {"db_name": DATABASE, "doc_count": len(self.documents)}
        doc_id = "/".join(parts[1:])
        with self.lock:
            if doc_id == "_all_docs":
                keys = json.loads(request.body)["keys"] if request.body else sorted(self.documents)
                rows = [self._row(key) for key in keys]
                return 200, {"total_rows": len(self.documents), "offset": 0, "rows": rows}
            if request.method == "PUT" and len(parts) == 3 and parts[1] != "_design":
                return self._attach(parts[1], parts[2], request)
            if request.method == "PUT":
                return self._put(doc_id, request)
            if doc_id in self.documents:
                return 200, self.documents[doc_id]
        return 404, {"error": "not_found", "reason": "missing"}

    def _row(self, key: str) -> dict[str, Any]:
        if key in self.documents:
            found = self.documents[key]
            return {"id": key, "key": key, "value": {"rev": found["_rev"]}, "doc": found}
        if key in self.deleted:
            return {"id": key, "key": key, "value": {"rev": "2-a", "deleted": True}, "doc": None}
        return {"key": key, "error": "not_found"}

    def _attach(self, doc_id: str, name: str, request: Request) -> tuple[int, Any]:
        known = self.documents.get(doc_id, {})
        rev = query(request).get("rev", [None])[0]
        wanted = request.headers.get("Content-MD5")
        if wanted and f"md5-{wanted}" != digest(request.body):
            return 400, {"error": "content_md5_mismatch", "reason": "Possible message corruption."}
        stub = {"content_type": request.headers["Content-Type"], "data": base64.b64encode(request.body).decode()}
        stubs = {**known.get("_attachments", {}), name: stub}
        plain = {name: value for name, value in known.items() if name != "_rev"}
        body = json.dumps({**plain, "_attachments": stubs} | ({"_rev": rev} if rev else {})).encode()
        return self._put(doc_id, Request("PUT", request.path, {"Content-Type": "application/json"}, body))

    def _put(self, doc_id: str, request: Request) -> tuple[int, Any]:
        try:
            document, contents = _parsed(request)
        except ValueError as exc:
            return 500, {"error": "unknown_error", "reason": str(exc)}
        if self.lags and any("stub" in stub for stub in document.get("_attachments", {}).values()):
            self.lags -= 1
            return 412, {"error": "missing_stub", "reason": "Invalid attachment stub in " + doc_id}
        old = self.documents.get(doc_id)
        if (old["_rev"] if old else None) != document.get("_rev"):
            return 409, {"error": "conflict", "reason": "Document update conflict."}
        generation = int(old["_rev"].split("-")[0]) + 1 if old else 3 if doc_id in self.deleted else 1
        stubs: dict[str, Any] = {}
        kept = self.contents.get(doc_id, {})
        for name, stub in document.get("_attachments", {}).items():
            data = contents[name] if name in contents else kept[name]
            contents[name] = data
            stubs[name] = {
                "content_type": stub["content_type"],
                "digest": digest(data),
                "length": len(data),
                "stub": True,
            }
        rev = f"{generation}-{hashlib.md5(request.body).hexdigest()}"
        self.documents[doc_id] = {**document, "_id": doc_id, "_rev": rev} | ({"_attachments": stubs} if stubs else {})
        self.contents[doc_id] = contents
        self.deleted.discard(doc_id)
        return 201, {"ok": True, "id": doc_id, "rev": rev}


def digest(data: bytes) -> str:
    """As CouchDB writes it."""
    return "md5-" + base64.b64encode(hashlib.md5(data).digest()).decode()


@contextmanager
def standin(context: ssl.SSLContext | None = None, *, host: str = "127.0.0.1") -> Iterator[StandIn]:
    """A stand-in on a free port of loopback; with ``context``, behind https."""
    state = StandIn()
    server = _Server((host, 0), _Handler)
    if context is not None:
        context.sslsocket_class = Accepted
    server.state, server.context = state, context
    state.url = f"{'https' if context else 'http'}://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        joined(thread)


class Accepted(ssl.SSLSocket):
    """WORKAROUND for Python before 3.13: of a client that has reset the connection already, none is left open."""

    def getpeername(self) -> Any:
        try:
            return super().getpeername()
        except OSError as exc:
            # Asked first of all, while it is made: Python goes on, reads, fails, and forgets the half-made socket.
            self.close()
            raise ConnectionResetError("The client is gone.") from exc


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    state: StandIn
    context: ssl.SSLContext | None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections that break are what the tests are about."""

    def finish_request(self, request: Any, client_address: Any) -> None:
        # In the connection's own thread, so that one that never shakes hands holds up nobody.
        if self.context is not None:
            request = self.context.wrap_socket(request, server_side=True)
        try:
            super().finish_request(request, client_address)
        finally:
            if self.context is not None:
                request.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def log_message(self, *args: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        self._answer()

    do_PUT = do_POST = do_HEAD = do_DELETE = do_GET

    def _answer(self) -> None:
        state = cast("_Server", self.server).state
        early = Request(self.command, self.path, dict(self.headers), b"")
        scripted = state.script(early)
        body = b""
        if scripted is None or scripted.reads_body:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if len(body) < int(self.headers.get("Content-Length", 0)):
                self.close_connection = True
                return
        request = Request(self.command, self.path, dict(self.headers), body)
        with state.lock:
            state.requests.append(request)
        state.arrived.set()
        if scripted is None:
            status, content = state.answer(request)
            is_whole = "multipart" in request.headers.get("Content-Type", "")
            self._send(Scripted(status, json.dumps(content).encode(), hang=state.node_is_away if is_whole else None))
            return
        if scripted.does_it:
            status, content = state.answer(request)
            if not scripted.body and not scripted.cut:
                scripted = Scripted(scripted.status, json.dumps(content).encode(), scripted.headers, hang=scripted.hang)
        self._send(scripted)

    def _send(self, scripted: Scripted) -> None:
        if scripted.hang is not None:
            scripted.hang.wait(30)
        if scripted.cut:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(scripted.status)
        for name, value in scripted.headers.items():
            self.send_header(name, value)
        if scripted.content_type:
            self.send_header("Content-Type", scripted.content_type)
        body = scripted.body
        if scripted.chunked:
            self.send_header("Transfer-Encoding", "chunked")
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        else:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if scripted.truncated else body)
        self.wfile.flush()
        self.close_connection = True
        if not scripted.reads_body:
            _linger(self.connection)


def _linger(connection: socket.socket) -> None:
    """End as a server does that answers before it has read all: the answer arrives, then nothing more is taken."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(5)
    end = time.monotonic() + 5
    while time.monotonic() < end and connection.recv(1 << 16):
        pass


def _parsed(request: Request) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The JSON and the attachments of a PUT. Raises ValueError where CouchDB answers 500."""
    content_type = request.headers.get("Content-Type", "")
    if not content_type.startswith("multipart/related"):
        document = json.loads(request.body)
        inline = {name: stub["data"] for name, stub in document.get("_attachments", {}).items() if "data" in stub}
        return document, {name: base64.b64decode(data) for name, data in inline.items()}
    boundary = content_type.partition('boundary="')[2].rstrip('"').encode()
    first, *parts = request.body.removeprefix(b"--" + boundary).split(b"\r\n--" + boundary)
    if parts.pop() != b"--":
        raise ValueError("no end")
    document = json.loads(first.partition(b"\r\n\r\n")[2])
    follows = {name: stub for name, stub in document["_attachments"].items() if stub.get("follows")}
    contents: dict[str, bytes] = {}
    for (name, stub), part in zip(follows.items(), parts, strict=True):
        data = part.partition(b"\r\n\r\n")[2]
        if len(data) != stub["length"] or digest(data) != stub["digest"]:
            raise ValueError("function_clause")
        contents[name] = data
    return document, contents


def query(request: Request) -> dict[str, list[str]]:
    """The options in a request's address."""
    return parse_qs(urlsplit(request.path).query)

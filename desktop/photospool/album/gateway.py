"""The album's page on this computer: a small server on 127.0.0.1 that a browser enters with a one-time token.

It hands out the page's files and, under ``/db/``, the few requests of pageapi.py; whatever album is behind them, the
browser needs no password. Loaded when the album is opened, not before: the idle program stays small.
"""

from __future__ import annotations

import json
import logging
import select
import socket
import threading
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from waitress import wasyncore
from waitress.server import create_server
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import wrap_file

from photospool.album import pageapi
from photospool.album.answers import Answer
from photospool.album.gatekeeper import Gatekeeper, is_ours
from photospool.album.local import LocalAlbum
from photospool.album.pageapi import Backend, Reply
from photospool.album.pagecouch import CouchBackend
from photospool.album.pagefiles import PageFile, page_files, page_folder
from photospool.album.pagelocal import LocalBackend
from photospool.errors import PhotospoolError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from photospool.album.couch import CouchAlbum

HOST: Final = "127.0.0.1"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PICTURE_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""Whatever hides in a picture, nothing of it ever runs."""
_ALWAYS: Final = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_THREADS: Final = 8
_REFUSED: Final = "Please open the album from Photospool.\n"


class Gateway:
    """The server of one album. ``start``, then open the address that it returns in a browser; ``stop`` ends it."""

    def __init__(
        self, backend: Backend, page: Traversable | Path | None = None, *, gatekeeper: Gatekeeper | None = None
    ) -> None:
        """``page`` is the folder with ``index.html``; the program's own if none is given."""
        self._gatekeeper = gatekeeper or Gatekeeper()  # set once, no lock
        self._application = Application(backend, page_files(page or page_folder()), self._gatekeeper)
        self._lock = threading.Lock()
        self._running: _Running | None = None  # guarded by _lock

    def start(self, port: int = 0) -> str:
        """Listen, on a free port if none is given, and return an address with a token. Raises OSError."""
        with self._lock:
            if self._running is None:
                self._running = _Running(self._application, port)
                self._application.netloc = f"{HOST}:{self._running.port}"
        return self.new_token()

    def new_token(self) -> str:
        """An address that lets one browser in, once, within 30 s."""
        return f"http://{self._application.netloc}/enter?token={self._gatekeeper.new_token()}"

    def stop(self) -> None:
        """Close every connection; the address answers no more."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.stop()


def open_gateway(album: LocalAlbum | CouchAlbum) -> Gateway:
    """The page's server for an album, not started yet; the album stays the caller's to close, after ``stop``."""
    if isinstance(album, LocalAlbum):
        return Gateway(LocalBackend(album))
    return Gateway(CouchBackend(album.guard, album.database.name))


class Application:
    """The WSGI application behind the server."""

    def __init__(self, backend: Backend, files: Mapping[str, PageFile], gatekeeper: Gatekeeper) -> None:
        self.netloc = ""  # set once, before the first request
        self._backend = backend
        self._files = files
        self._gatekeeper = gatekeeper

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        try:
            response = self._respond(request)
        except HTTPException as exc:
            response = _text(exc.code or 400, exc.name)
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        if not is_ours(request.method, dict(request.headers), self.netloc):
            return _text(403, _REFUSED)
        if request.path == "/enter" and request.method == "GET":
            return self._enter(request)
        if not self._gatekeeper.knows(request.cookies):
            return _text(403, _REFUSED)
        first, *path = request.path.lstrip("/").split("/")
        if first == "db":
            return self._database(request, path)
        if request.method not in {"GET", "HEAD"}:
            return _text(405, "Method not allowed.\n")
        if request.path == "/_session":
            return self._session()
        file = self._files.get(request.path.removeprefix("/") or "index.html")
        if file is None:
            return _text(404, "Not found.\n")
        response = Response(file.content, content_type=file.content_type)
        response.headers["Cache-Control"] = "no-cache"
        response.set_etag(file.etag)
        return response.make_conditional(request)

    def _enter(self, request: Request) -> Response:
        session = self._gatekeeper.enter(request.args.get("token", ""))
        if session is None:
            # An old address in the browser's history must not lock out a browser that is in already.
            if self._gatekeeper.knows(request.cookies):
                return Response(status=303, headers={"Location": "/"})
            return _text(403, _REFUSED)
        response = Response(status=303, headers={"Location": "/"})
        response.set_cookie(self._gatekeeper.cookie_name, session, httponly=True, samesite="Strict", path="/")
        return response

    def _session(self) -> Response:
        try:
            about = dict(self._backend.about())
        except PhotospoolError as exc:
            return _json(503, {"error": "unavailable", "reason": str(exc)})
        user = {"name": about.pop("name"), "roles": about.pop("roles")}
        return _json(200, {"ok": True, "userCtx": user, "photospool": about})

    def _database(self, request: Request, path: list[str]) -> Response:
        wanted = ("Range", "If-Range", "If-None-Match")
        conditions = {name: request.headers[name] for name in wanted if name in request.headers}
        try:
            if (request.content_length or 0) > pageapi.BODY_BYTES:
                return _json(413, {"error": "too_large", "reason": "the request entity is too large"})
            asked = pageapi.asked(request.method, path, request.args, request.get_data(), conditions)
            reply = self._backend.answer(asked)
        except Answer as answer:
            return _json(answer.status, {"error": answer.error, "reason": answer.reason})
        except PhotospoolError as exc:
            return _json(503, {"error": "unavailable", "reason": str(exc)})
        if reply.file or reply.chunks is not None:
            return _picture(request, reply)
        response = _json(reply.status, reply.content)
        response.headers.extend(reply.headers)
        return response


def _picture(request: Request, reply: Reply) -> Response:
    """An attachment; shown if it is a picture, else only ever saved."""
    if reply.file:
        file = Path(reply.file).open("rb")  # noqa: SIM115  the server closes it when it is sent
        length = Path(reply.file).stat().st_size
        response = Response(wrap_file(request.environ, file), direct_passthrough=True)
        response.headers["Content-Length"] = str(length)
    else:
        response = Response(reply.chunks, status=reply.status, direct_passthrough=True)
        del response.headers["Content-Type"]
    content_type = reply.headers.get("Content-Type", "")
    for name, value in reply.headers.items():
        response.headers[name] = value
    if content_type.partition(";")[0].strip().lower() not in pageapi.PICTURES:
        response.headers["Content-Type"] = "application/octet-stream"
        response.headers["Content-Disposition"] = "attachment"
    if request.path.rpartition("/")[2].startswith("original."):
        response.headers["Content-Disposition"] = "attachment"
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Cache-Control"] = "private, max-age=300"
    if reply.file:
        return response.make_conditional(request, accept_ranges=True, complete_length=length)
    return response


class _Running:
    """A listening server and its thread."""

    def __init__(self, application: Application, port: int) -> None:
        # "Task queue depth" is no news to anybody when a page asks for fifty pictures.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._map: dict[int, Any] = {}
        listening = socket.create_server((HOST, port))
        self.port = int(listening.getsockname()[1])
        self._server: Any = create_server(
            application,
            map=self._map,
            sockets=[listening],
            threads=_THREADS,
            ident=None,
            clear_untrusted_proxy_headers=True,
            max_request_body_size=pageapi.BODY_BYTES + 1024,
        )
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="album-page", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()
        self._server.pull_trigger()
        self._thread.join()

    def _run(self) -> None:
        while not self._is_over.is_set():
            wasyncore.loop(timeout=5, map=self._map, count=1, use_poll=hasattr(select, "poll"))
        self._server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._map, ignore_all=True)


def _json(status: int, value: object) -> Response:
    return Response(json.dumps(value), status=status, content_type="application/json")


def _text(status: int, text: str) -> Response:
    return Response(text, status=status, content_type="text/plain; charset=utf-8")

"""The album's page on this computer: a small server on 127.0.0.1 that a browser enters with a one-time token.

It hands out the page's files and, under ``db/``, the few requests of api.py; whatever album is behind them, the
browser needs no password. Loaded when the album is opened, not before: the idle program stays small.
"""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlencode

from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_cookie
from werkzeug.wrappers import Request, Response

from photospool.album import lent_frame
from photospool.album.base import AlbumAnswer
from photospool.album.embedded.album import LocalAlbum
from photospool.album.page_files import PageFile, page_files, page_folder
from photospool.album.web import api, browser_entry
from photospool.album.web.api import ApiRequest, ApiResponse, Backend
from photospool.album.web.couchdb_backend import CouchBackend
from photospool.album.web.embedded_backend import LocalBackend
from photospool.album.web.file_ranges import file_response
from photospool.album.web.http_server import HOST, Asks, Head, LimitedServer, Refusal, knows_peers
from photospool.album.web.kept_choices import KeptChoices
from photospool.album.web.sessions import ENTRY, Sessions, Token, is_ours
from photospool.album.web.tcp_peer import Peer, peer_of
from photospool.errors import AlbumLockedOut, AlbumUnavailable, PhotospoolError
from photospool.messages import message
from photospool.photo.options import Options
from photospool.photo.redrawing import prepared_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from photospool.album.couchdb.album import CouchAlbum

log = logging.getLogger(__name__)

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
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
Lender = Callable[[str, bytes], bool]
"""Takes a video's id and a JPEG of a frame; as ``lent_frame.lend``."""
_QUESTION: Final = re.compile(r"[0-9a-f]{32}")
_REFUSED: Final = "Please open the album from Photospool.\n"


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that the album's owner has to hear of, at once and in so many words."""

    title: str
    advice: str


class PageServer:
    """The server of one album. ``start``, then open the address that it returns in a browser; ``stop`` ends it."""

    def __init__(
        self,
        backend: Backend,
        page: Traversable | Path | None = None,
        *,
        folder: Path | None = None,
        alarm: Callable[[Alarm], object] = lambda _alarm: None,
        gatekeeper: Sessions | None = None,
        asks: Asks = peer_of,
        public_page: Callable[[], str] = str,
        lender: Lender | None = None,
    ) -> None:
        """``page`` is the folder with ``index.html``; the program's own if none is given.

        ``folder`` is this user's alone: where the system does not tell whose a connection is, the browser is given a
        file in it instead of an address, which others could read from its command line; what was chosen on the page is
        kept there. ``alarm`` is called in one of
        the server's threads. ``asks`` says whose a connection is. ``public_page`` is where strangers see the album,
        empty where they do not; it is called when somebody copies a link. ``lender`` takes frames of videos; without
        one the page lends none.
        """
        self._gatekeeper = gatekeeper or Sessions()  # set once, no lock
        self._knows_peers = knows_peers(asks)
        self._asks = asks
        self._folder = folder
        self._alarm = alarm
        files = page_files(page or page_folder())
        kept = KeptChoices(folder / "page.json" if folder is not None else None)
        self._application = Application(
            backend, files, self._gatekeeper, self._used_twice, public_page, kept=kept, lender=lender
        )
        self._lock = threading.Lock()
        self._running: LimitedServer | None = None  # guarded by _lock
        self._told: set[str] = set()  # users that the owner was told of; the server's thread's

    def start(self, port: int = 0, photo_id: str = "") -> str:
        """Listen, on a free port if none is given, and return what ``new_address`` does. Raises OSError."""
        with self._lock:
            if self._running is None:
                self._running = LimitedServer(
                    self._application,
                    self._application.refuses,
                    self._turned_away,
                    port=port,
                    body_bytes=api.BODY_BYTES + 1024,
                    asks=self._asks,
                )
                self._application.netloc = f"{HOST}:{self._running.port}"
        return self.new_address(photo_id)

    def new_address(self, photo_id: str = "", *, is_typed: bool = False) -> str:
        """What to open in a browser: it lets one in, once, within 30 s, at a photo if one is named. Raises OSError.

        ``is_typed``: a person carries it there, so no other program can read it from a command line.
        """
        what = {"token": self._gatekeeper.new_token()} | ({"photo": photo_id} if photo_id else {})
        address = f"http://{self._application.netloc}{ENTRY}?{urlencode(what)}"
        if self._knows_peers or self._folder is None or is_typed:
            return address
        return browser_entry.leading_to(address, self._folder)

    @property
    def entries(self) -> int:
        """How often somebody was let in by an address."""
        return self._gatekeeper.entries

    def stop(self) -> None:
        """Close every connection and end the session; the address answers no more."""
        self._gatekeeper.end()  # what the browser holds must be worth nothing to who listens there next
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.stop()
        if self._folder is not None:
            browser_entry.remove_old(self._folder)

    def _turned_away(self, peer: Peer) -> None:
        """Told once of each user: a program that goes on trying must not bury the owner in messages."""
        if peer.name and peer.name not in self._told:
            self._told.add(peer.name)
            log.warning("A connection of another user of this computer was turned away: %s", peer.name)
            self._alarm(
                Alarm(
                    message(
                        "Another user of this computer ({name}) tried to open your album and was not let in.",
                        name=peer.name,
                    ),
                    "If you do not know why, ask whoever looks after this computer.",
                )
            )

    def _used_twice(self) -> None:
        """Two came with one token: where nothing else tells them apart, the first may have been a stranger."""
        if self._knows_peers:
            return
        self._gatekeeper.end()
        log.warning("A token for the album's page was used twice; whoever had entered is out")
        self._alarm(
            Alarm(
                "The address of your album was used twice. Whoever had entered with it is out again.",
                "If you opened it twice yourself, all is well. If not, another user of this computer may have looked "
                "at your album.",
            )
        )


def open_gateway(
    album: LocalAlbum | CouchAlbum,
    *,
    folder: Path | None = None,
    alarm: Callable[[Alarm], object] = lambda _alarm: None,
    public_page: Callable[[], str] = str,
    pictures: Options | None = None,
) -> PageServer:
    """The page's server for an album, not started yet; the album stays the caller's to close, after ``stop``.

    ``pictures``: how those of a video are made when its frame is lent; None: no frame is taken.
    """
    backend = LocalBackend(album) if isinstance(album, LocalAlbum) else CouchBackend(album)
    lender = None
    if pictures is not None:
        one_at_a_time, draw = threading.Lock(), partial(prepared_of, options=pictures)

        def lender(photo_id: str, jpeg: bytes) -> bool:
            with one_at_a_time:  # each starts a worker
                return lent_frame.lend(album, photo_id, jpeg, draw)

    return PageServer(backend, folder=folder, alarm=alarm, public_page=public_page, lender=lender)


class Application:
    """The WSGI application behind the server, called for what it does not refuse."""

    def __init__(
        self,
        backend: Backend,
        files: Mapping[str, PageFile],
        gatekeeper: Sessions,
        used_twice: Callable[[], object],
        public_page: Callable[[], str],
        *,
        kept: KeptChoices,
        lender: Lender | None = None,
    ) -> None:
        self.netloc = ""  # set once, before the first request
        self._backend = backend
        self._files = files
        self._gatekeeper = gatekeeper
        self._used_twice = used_twice
        self._public_page = public_page
        self._kept = kept
        self._lender = lender

    def refuses(self, head: Head) -> Refusal | None:
        """Whether a request goes no further, known from its headers alone; the server asks this of every request."""
        is_entry = head.path == ENTRY
        is_in = is_ours(head.method, head.headers, self.netloc, is_entry=is_entry) and (
            not head.has_body
            if is_entry
            else head.path.startswith(self._gatekeeper.path)
            and self._gatekeeper.knows(parse_cookie(head.headers.get("Cookie")))
        )
        return None if is_in else Refusal(403, "Forbidden", _REFUSED, {**_ALWAYS, "Cache-Control": "no-store"})

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
        if request.path == ENTRY:
            return self._enter(request)
        first, *path = self._parts(request)
        if first == "db":
            return self._database(request, path)
        if first == "_page" and not path and request.method == "POST":
            return self._page(request)
        if first == "_kept" and not path and request.method == "POST":
            return self._keep(request)
        if first == "_frame" and len(path) == 1 and request.method == "POST":
            return self._frame(request, path[0])
        if request.method not in {"GET", "HEAD"}:
            return _text(405, "Method not allowed.\n")
        if first == "_session" and not path:
            return self._session(request)
        if first == "_proof" and not path:
            return self._proof(request)
        if first == "_public" and not path:
            return _json(200, {"page": self._where_strangers_look()})
        file = self._files.get("/".join([first, *path]) or "index.html")
        if file is None:
            return _text(404, "Not found.\n")
        response = Response(file.content, content_type=file.content_type)
        response.headers["Cache-Control"] = "no-cache"
        response.set_etag(file.etag)
        return response.make_conditional(request)

    def _parts(self, request: Request) -> list[str]:
        """The path below the page's own, part by part: an id may hold a slash, which comes as %2F."""
        raw = str(request.environ.get("REQUEST_URI") or quote(request.path)).partition("?")[0]
        parts = [unquote(part) for part in raw.split("/")]
        return parts[2:]

    def _enter(self, request: Request) -> Response:
        token, cookie = self._gatekeeper.enter(request.args.get("token", ""))
        if token is not Token.GOOD:
            if token is Token.USED:
                self._used_twice()
            return _text(403, _REFUSED)
        photo = request.args.get("photo", "")
        where = self._gatekeeper.path + (f"#/?photo={quote(photo, safe='')}" if photo else "")
        if request.headers.get("Sec-Fetch-Site", "none") == "none":
            response = Response(status=303, headers={"Location": where})
        else:
            # A file led here. A browser sends no strict cookie on a way that began elsewhere, so a new way begins.
            response = Response(browser_entry.page_to(where), content_type="text/html; charset=utf-8")
        response.set_cookie(
            self._gatekeeper.cookie_name, cookie, httponly=True, samesite="Strict", path=self._gatekeeper.path
        )
        return response

    def _page(self, request: Request) -> Response:
        """One of the session's pages says that it is there, or that it was closed."""
        try:
            told = json.loads(request.get_data())
            page, is_open = str(told["page"])[:64], bool(told["open"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return _text(400, "Not understood.\n")
        if is_open:
            self._gatekeeper.page_opened(request.cookies, page)
        else:
            self._gatekeeper.page_closed(request.cookies, page)
        return Response(status=204)

    def _keep(self, request: Request) -> Response:
        """The page's reader chose something for the page."""
        try:
            told = json.loads(request.get_data())
            name, value = told["name"], told["value"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return _text(400, "Not understood.\n")
        is_kept = isinstance(name, str) and isinstance(value, str) and self._kept.keep(name, value)
        return _json(200, {"ok": True}) if is_kept else _text(400, "Not understood.\n")

    def _frame(self, request: Request, photo_id: str) -> Response:
        """The page lends a frame of a video whose pictures are drawn."""
        if self._lender is None:
            return _text(404, "Not found.\n")
        if request.mimetype != "image/jpeg":
            return _text(415, "A frame is a JPEG.\n")
        if (request.content_length or 0) > lent_frame.MOST_BYTES:
            return _json(413, {"error": "too_large", "reason": "the request entity is too large"})
        try:
            return _json(200, {"ok": self._lender(photo_id, request.get_data())})
        except AlbumAnswer as answer:
            return _json(answer.status, {"error": answer.error, "reason": answer.reason})
        except PhotospoolError as exc:
            return _json(503, _no_album(exc))

    def _proof(self, request: Request) -> Response:
        """To a page that wants to know whether it is still us: another program may have our port by now."""
        question = request.args.get("question", "")
        if not _QUESTION.fullmatch(question):
            return _text(400, "Not understood.\n")
        return _json(200, {"proof": self._gatekeeper.proof(request.cookies, question)})

    def _where_strangers_look(self) -> str:
        try:
            return self._public_page()
        except PhotospoolError as exc:  # who may not see the copies has no link to one
            log.info("Where the public copy is could not be asked: %s", exc)
            return ""

    def _session(self, request: Request) -> Response:
        try:
            about = dict(self._backend.about())
        except PhotospoolError as exc:
            # With the key the page can say that it is there: it would be let in no more when the album comes back.
            return _json(503, {**_no_album(exc), "key": self._gatekeeper.key(request.cookies)})
        user = {"name": about.pop("name"), "roles": about.pop("roles")}
        about["key"] = self._gatekeeper.key(request.cookies)
        about["kept"] = self._kept.values()
        about["lends"] = self._lender is not None and about["may_write"]
        return _json(200, {"ok": True, "userCtx": user, "photospool": about})

    def _database(self, request: Request, path: list[str]) -> Response:
        wanted = ("Range", "If-Range", "If-None-Match")
        conditions = {name: request.headers[name] for name in wanted if name in request.headers}
        try:
            if (request.content_length or 0) > api.BODY_BYTES:
                return _json(413, {"error": "too_large", "reason": "the request entity is too large"})
            asked = api.asked(request.method, path, request.args, request.get_data(), conditions)
            reply = self._backend.answer(asked)
        except AlbumAnswer as answer:
            return _json(answer.status, {"error": answer.error, "reason": answer.reason})
        except PhotospoolError as exc:
            return _json(503, _no_album(exc))
        if reply.file or reply.chunks is not None:
            return _attachment(request, asked, reply)
        response = _json(reply.status, reply.content)
        response.headers.extend(reply.headers)
        return response


def _attachment(request: Request, asked: ApiRequest, reply: ApiResponse) -> Response:
    """An attachment; shown if it is a picture, played by the page if it is a film, else only ever saved."""
    response = Response(status=reply.status, direct_passthrough=True)
    if not reply.file:
        response.response = reply.chunks or ()
        del response.headers["Content-Type"]
    for name, value in reply.headers.items():
        response.headers[name] = value
    kind = reply.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in api.PICTURES and kind not in api.FILMS:
        response.headers["Content-Type"] = "application/octet-stream"
    if kind not in api.PICTURES or asked.name.startswith("original."):
        response.headers["Content-Disposition"] = "attachment"
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Cache-Control"] = "private, max-age=300"
    return file_response(request, response, reply.file) if reply.file else response


def _no_album(exc: PhotospoolError) -> dict[str, str]:
    """``unavailable`` is asked again by itself; a password that is not accepted never is: it would lock the account."""
    goes_away = isinstance(exc, AlbumUnavailable) and not isinstance(exc, AlbumLockedOut)
    return {"error": "unavailable" if goes_away else "refused", "reason": str(exc)}


def _json(status: int, value: object) -> Response:
    return Response(json.dumps(value), status=status, content_type="application/json")


def _text(status: int, text: str) -> Response:
    return Response(text, status=status, content_type="text/plain; charset=utf-8")

"""The page's server below HTTP's meaning: who is taken up at all, how long a silence may last, what is read.

Built on waitress, which parses and answers. What it has no setting for is here: a connection of another user is
turned away when it is taken up, one that never gets to the end of its headers is closed after seconds, and what will be
refused is refused before its body is read.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import select
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import Error

from photospool.album.web.tcp_peer import UNKNOWN, Peer, Whose, peer_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = logging.getLogger(__name__)

HOST: Final = "127.0.0.1"
HEAD_S: Final = 5.0
"""How long a connection may take for a request's headers, its first ones or those after a started line."""
QUIET_S: Final = 120
"""How long a connection may be open and unused."""
CONNECTIONS: Final = 64
"""Of one user: many more than the six that a browser opens."""
_HEADER_BYTES: Final = 1024 * 1024
"""Other servers on 127.0.0.1 may have filled the browser's jar for this host: then 180 cookies of 4 kB come with each
request."""
TOLD: Final = ("Host", "Origin", "Cookie", "Sec-Fetch-Site", "Sec-Fetch-Mode")
_TOLD: Final = {name.upper().replace("-", "_"): name for name in TOLD}
_DRAINED_BYTES: Final = 1_000_000
_TICK_S: Final = 1.0
_THREADS: Final = 8


@dataclass(frozen=True, slots=True)
class Head:
    """A request as far as its headers."""

    method: str
    path: str
    """Decoded, without the query."""
    headers: Mapping[str, str]
    """Those that say who asks (``TOLD``), and no others."""
    has_body: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is answered in place of an answer."""

    status: int
    reason: str
    text: str
    headers: Mapping[str, str]


Refuses = Callable[[Head], Refusal | None]
Asks = Callable[[tuple[str, int], tuple[str, int]], Peer]


class LimitedServer:
    """Listens from the beginning; ``stop`` ends it. Raises OSError."""

    def __init__(
        self,
        application: WSGIApplication,
        refuses: Refuses,
        turned_away: Callable[[Peer], object],
        *,
        port: int = 0,
        body_bytes: int,
        asks: Asks = peer_of,
    ) -> None:
        """``turned_away`` hears of each connection of another user; both are called in the server's thread."""
        # "Task queue depth" is no news to anybody when a page asks for fifty pictures.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        listening = _listening(port)
        self.port = int(listening.getsockname()[1])
        self._map: dict[int, Any] = {}
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(_THREADS)
        self._server: Any = _LimitedServer(
            refuses,
            turned_away,
            asks,
            application,
            map=self._map,
            _sock=listening,
            dispatcher=dispatcher,
            adj=Adjustments(
                sockets=[listening],
                ident=None,
                clear_untrusted_proxy_headers=True,
                max_request_body_size=body_bytes,
                max_request_header_size=_HEADER_BYTES,
                channel_timeout=QUIET_S,
                # Ours counts by user, and makes room; waitress would take up nobody any more.
                connection_limit=CONNECTIONS + 100,
            ),
            bind_socket=False,
            sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
        )
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="album-page", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close every connection."""
        self._is_over.set()
        self._server.pull_trigger()
        self._thread.join()

    def _run(self) -> None:
        while not self._is_over.is_set():
            # A tick only while somebody is connected: the idle program stays idle.
            wait_s = _TICK_S if self._server.active_channels else 60
            wasyncore.loop(timeout=wait_s, map=self._map, use_poll=hasattr(select, "poll"), count=1)
            self._server.close_slow_ones(time.time())
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()  # also the files of answers that nobody has read to their end
        self._server.task_dispatcher.shutdown(timeout=1)
        self._server.let_go_of_trigger()
        wasyncore.close_all(self._map, ignore_all=True)


def knows_peers(asks: Asks = peer_of) -> bool:
    """Whether this system tells whose a connection is, tried with one to ourselves."""
    try:
        with socket.create_server((HOST, 0)) as listening:
            here = listening.getsockname()
            with socket.create_connection(here, timeout=2), listening.accept()[0] as taken:
                return asks(taken.getpeername(), here).whose is Whose.OURS
    except OSError:
        return False


def _listening(port: int) -> socket.socket:
    """A port that is ours alone."""
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    if exclusive is None:
        return socket.create_server((HOST, port))
    # On Windows two programs may listen on one port unless the first one says no.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise
    return listening


class _LimitedServer(TcpWSGIServer):
    def __init__(
        self,
        refuses: Refuses,
        turned_away: Callable[[Peer], object],
        asks: Asks,
        *arguments: Any,
        **options: Any,
    ) -> None:
        self.refuses = refuses
        self._turned_away = turned_away
        self._asks = asks
        super().__init__(*arguments, **options)
        self.channel_class = _Channel
        self._pulling = threading.Lock()
        self._is_pulled_in_vain = False  # guarded by _pulling
        self._here: tuple[str, int] = options["_sock"].getsockname()

    def pull_trigger(self) -> None:
        """Wake the server's thread, from any other; nothing once it has ended.

        waitress keeps the number of a pipe and writes into whatever has it: a task that ends after the stop would
        write a byte into a file that was opened since.
        """
        with self._pulling:
            if not self._is_pulled_in_vain:
                super().pull_trigger()

    def let_go_of_trigger(self) -> None:
        """Before it is closed: nobody pulls it from now on."""
        with self._pulling:
            self._is_pulled_in_vain = True

    def set_reuse_addr(self) -> None:
        """The socket came with what it should have; on Windows this would give the port to others as well."""

    def accept(self) -> Any:
        """The next connection, if it is of this user, with room made for it."""
        taken = super().accept()
        if taken is None:
            return None
        connection, address = taken
        peer = self._peer(address)
        if peer.whose is Whose.ANOTHERS:
            connection.close()
            self._turned_away(peer)
            return None
        self._make_room()
        return taken

    def _peer(self, address: tuple[str, int]) -> Peer:
        try:
            return self._asks(address, self._here)
        except Exception:  # a table that changed its form must not end the server
            log.exception("Whose a connection is could not be found out")
            return UNKNOWN

    def _make_room(self) -> None:
        """The one that has waited longest without a request goes for one that has just come."""
        channels: dict[int, _Channel] = self.active_channels  # type: ignore[assignment]
        if len(channels) >= CONNECTIONS:
            waiting = [channel for channel in channels.values() if not channel.requests]
            if waiting:
                min(waiting, key=lambda channel: channel.last_activity).handle_close()

    def close_slow_ones(self, now: float) -> None:
        """Close what did not get to the end of its headers in time."""
        channels: dict[int, _Channel] = self.active_channels  # type: ignore[assignment]
        for channel in list(channels.values()):
            if channel.is_slow(now):
                channel.will_close = True


class _Channel(HTTPChannel):
    def __init__(self, server: Any, *arguments: Any, **options: Any) -> None:
        super().__init__(server, *arguments, **options)
        self.parser_class = functools.partial(_Parser, server.refuses)  # type: ignore[assignment]
        self._head_began: float | None = self.creation_time

    def received(self, data: bytes) -> bool:
        """As waitress, noting when a request's headers begin and end."""
        taken = super().received(data)
        under_way: Any = self.request
        if under_way is None or under_way.headers_finished:
            self._head_began = None
        elif self._head_began is None:
            self._head_began = time.time()
        return taken

    def is_slow(self, now: float) -> bool:
        """Whether the headers take too long."""
        return self._head_began is not None and now - self._head_began > HEAD_S and not self.requests

    def handle_close(self) -> None:
        """Read what has come already: a connection closed over unread bytes loses the answer on its way."""
        left, connection = _DRAINED_BYTES, self.socket
        with contextlib.suppress(OSError):
            while connection is not None and left > 0 and (some := connection.recv(65536)):
                left -= len(some)
        super().handle_close()


class _Parser(HTTPRequestParser):
    """Refuses when the headers are there; the body is not waited for."""

    def __init__(self, refuses: Refuses, adjustments: Adjustments) -> None:
        super().__init__(adjustments)
        self._refuses = refuses

    def parse_header(self, header_plus: bytes) -> None:
        """As waitress; then ``error`` and ``completed`` say that it is over."""
        super().parse_header(header_plus)
        known: Any = self
        headers = {name: known.headers[key] for key, name in _TOLD.items() if key in known.headers}
        has_body = known.chunked or known.content_length > 0
        refusal = self._refuses(Head(known.command, known.path, headers, has_body))
        if refusal is not None:
            self.error = _Answer(refusal)
            self.expect_continue = False
            self.completed = True


class _Answer(Error):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.text)
        self._refusal = refusal

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], Any]:
        """Status line, headers, body."""
        del ident
        refusal = self._refusal
        headers = [("Content-Type", "text/plain; charset=utf-8"), *refusal.headers.items()]
        return f"{refusal.status} {refusal.reason}", headers, refusal.text.encode()

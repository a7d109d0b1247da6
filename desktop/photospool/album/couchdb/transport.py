"""Connections to the album's server: where it is, whether it may be trusted, and how they are ended at once.

Every connection that the album makes is opened here and serves one request. It never knows what is asked.
"""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import socket
import ssl
import threading
import traceback
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self
from urllib.parse import unquote, urlsplit

from photospool.errors import AlbumRefused, AlbumUnavailable, NotACouchDB, NotTrusted
from photospool.messages import message

CONNECT_S: Final = 10.0
IDLE_S: Final = 60.0
"""How long a connection may stand still; there is no limit for the whole, for a slow line is no fault."""
SILENCE_S: Final = 3.0
"""How long after a photo was sent nothing may be answered before it is asked for."""
WAITING: Final = "Photos and videos wait, and are added as soon as it answers again."
WAIT: Final = "Photos and videos wait."


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is; never holds a password."""

    is_https: bool
    host: str
    """Without the brackets of IPv6."""
    port: int
    path: str
    """What stands before the database's name, such as ``/couch``; no slash at the end."""

    @classmethod
    def parse(cls, url: str) -> tuple[Address, str, str]:
        """The address, and the name and password that stood in it.

        Raises AlbumRefused when it is no http or https address.
        """
        try:
            parts = urlsplit(url.strip())
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port = None, None
        else:
            if parts.scheme in {"http", "https"} and host:
                is_https = parts.scheme == "https"
                address = cls(is_https, host, port or (443 if is_https else 80), parts.path.rstrip("/"))
                return address, unquote(parts.username or ""), unquote(parts.password or "")
        raise AlbumRefused(
            "The album's address can't be read.",
            "It should look like https://albums.example.org or http://127.0.0.1:5984. Nothing was touched.",
        ) from None

    @property
    def netloc(self) -> str:
        """Host and port as they stand in an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.is_https else 80) else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """Without a slash at the end."""
        return f"{'https' if self.is_https else 'http'}://{self.netloc}{self.path}"

    @property
    def is_loopback(self) -> bool:
        """Whether nothing leaves this computer."""
        if self.host.rstrip(".") == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def as_typed(text: str) -> str:
    """An address as somebody typed it, without a slash at the end; of this computer's own, ``http://`` may be left out.

    Of no other: there it would decide whether the password travels unencrypted.
    """
    text = text.strip().rstrip("/")
    if text and "://" not in text:
        try:
            address = Address.parse(f"http://{text}")[0]
        except AlbumRefused:
            return text
        if address.is_loopback:
            return f"http://{text}"
    return text


@dataclass(frozen=True, slots=True)
class Timeouts:
    """In seconds."""

    connect_s: float = CONNECT_S
    idle_s: float = IDLE_S
    silence_s: float = SILENCE_S


class Transport:
    """Opens connections to one server, from any thread, and can end all of them at once."""

    def __init__(self, address: Address, *, ca_file: str | None = None, timeouts: Timeouts | None = None) -> None:
        """Raises NotTrusted when ``ca_file`` holds no certificate."""
        self.address = address  # set once, no lock
        self.timeouts = timeouts or Timeouts()  # set once, no lock
        self._context = _context(ca_file) if address.is_https else None  # set once, no lock
        self._lock = threading.Condition()
        self._lines: set[Connection] = set()  # guarded by _lock
        self._closed = False  # guarded by _lock

    def line(self) -> Connection:
        """A connection for one request; a context manager. Raises AlbumUnavailable after ``close``."""
        with self._lock:
            if self._closed:
                raise closed()
            line = Connection(self)
            self._lines.add(line)
        return line

    @property
    def is_closed(self) -> bool:
        """Whether ``close`` was called."""
        with self._lock:
            return self._closed

    def close(self) -> None:
        """End every connection at once, also those that wait for a silent server."""
        with self._lock:
            self._closed = True
            lines = list(self._lines)
            self._lock.notify_all()
        for line in lines:
            line.cut()

    def pause(self, seconds: float) -> None:
        """Wait, but not past ``close``. Raises AlbumUnavailable then."""
        with self._lock:
            if self._lock.wait_for(lambda: self._closed, seconds):
                raise closed()

    def interrupted(self, exc: BaseException | None) -> AlbumUnavailable:
        """What a broken connection means: that the album was closed, or that the server can't be spoken to now."""
        return closed() if self.is_closed else unreachable(self.address, exc)

    def forget(self, line: Connection) -> None:
        """A line has ended."""
        with self._lock:
            self._lines.discard(line)

    def dial(self) -> socket.socket:
        """A connected socket, not encrypted yet. Looking up a name can't be interrupted, so it is only waited for."""
        call = _Call(self.address, self.timeouts.connect_s, self._lock)
        threading.Thread(target=call.run, name="album-connect", daemon=True).start()
        with self._lock:
            self._lock.wait_for(lambda: call.is_over or self._closed)
            if self._closed:
                call.is_abandoned = True
                if call.result is not None:
                    call.result.close()
                raise closed()
        if call.result is None:
            raise unreachable(self.address, call.error) from call.error
        return call.result

    def encrypt(self, plain: socket.socket) -> socket.socket:
        """The socket after a TLS handshake, or as it is where none is wanted. Raises NotTrusted, NotACouchDB."""
        if self._context is None:
            return plain
        try:
            return encrypted(self._context, plain, self.address.host)
        except ssl.SSLCertVerificationError as exc:
            raise NotTrusted(
                message(
                    "The certificate of {netloc} can't be trusted: {why}.",
                    netloc=self.address.netloc,
                    why=_why(exc),
                ),
                "No password and no file was sent. Please check the address, this computer's date, or name the "
                "certificate file of your own authority in the settings.",
            ) from exc
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as exc:
            raise unreachable(self.address, exc) from exc
        except ssl.SSLError as exc:
            raise NotACouchDB(
                message("{netloc} does not answer in https.", netloc=self.address.netloc),
                "Please check the address and the port. No password and no file was sent.",
            ) from exc
        except (OSError, ValueError) as exc:
            raise unreachable(self.address, exc) from exc


def encrypted(context: ssl.SSLContext, plain: socket.socket, host: str) -> ssl.SSLSocket:
    """The socket after hands were shaken, as ``wrap_socket`` makes it; where that fails, nothing is left open.

    Raises ssl.SSLError, OSError, ValueError.
    """
    try:
        ready = context.wrap_socket(plain, server_hostname=host)
    except (OSError, ValueError) as exc:
        # WORKAROUND for Python before 3.13: of a connection that was reset by now, the half-made socket stays open
        # (what asks first came with https://github.com/python/cpython/issues/108310), and nobody has it to close it.
        for frame, _ in traceback.walk_tb(exc.__traceback__):
            for half_made in [value for value in frame.f_locals.values() if isinstance(value, ssl.SSLSocket)]:
                half_made.close()
        raise
    if ready.version() is None:  # the connection had ended: Python shakes no hands then, and says nothing
        ready.close()
        raise ConnectionResetError(errno.ECONNRESET, os.strerror(errno.ECONNRESET))
    return ready


class Connection:
    """One connection and what belongs to it."""

    def __init__(self, wire: Transport) -> None:
        self._wire = wire  # set once, no lock
        self._lock = threading.Lock()
        self._twin: socket.socket | None = None  # guarded by _lock
        self._is_cut = False  # guarded by _lock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._wire.forget(self)
        with self._lock:
            if self._twin is not None:
                self._twin.close()
                self._twin = None

    def open(self) -> socket.socket:
        """A connected and, for https, proven socket. Raises AlbumUnavailable, NotTrusted, NotACouchDB."""
        plain = self._wire.dial()
        try:
            # The connection's other handle: it ends the connection whatever wraps the first one by then.
            twin = plain.dup()
            with self._lock:
                self._twin = twin
                if self._is_cut:
                    raise closed()
            ready = self._wire.encrypt(plain)
        except BaseException:
            plain.close()
            if self._wire.is_closed:
                raise closed() from None
            raise
        ready.settimeout(self._wire.timeouts.idle_s)
        return ready

    def cut(self) -> None:
        """End the connection from another thread: whoever waits for it is woken."""
        with self._lock:
            self._is_cut = True
            if self._twin is not None:
                with contextlib.suppress(OSError):
                    self._twin.shutdown(socket.SHUT_RDWR)


@dataclass(slots=True, eq=False)
class _Call:
    """A name being looked up and a connection being made, in a thread that may be left behind."""

    address: Address
    timeout_s: float
    lock: threading.Condition
    result: socket.socket | None = field(default=None, init=False)
    error: OSError | None = field(default=None, init=False)
    is_over: bool = field(default=False, init=False)
    is_abandoned: bool = field(default=False, init=False)

    def run(self) -> None:
        result, error = None, None
        try:
            result = socket.create_connection((self.address.host, self.address.port), self.timeout_s)
            # Small requests must not wait for more to send.
            result.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as exc:
            error = exc
        except UnicodeError as exc:  # a host name that is none
            error = OSError(str(exc))
        with self.lock:
            self.result, self.error, self.is_over = result, error, True
            if self.is_abandoned and result is not None:
                result.close()
            self.lock.notify_all()


def closed() -> AlbumUnavailable:
    """What every call raises after the album was closed."""
    return AlbumUnavailable("The album was closed.", waits="What is under way stays in work and is added next time.")


def unreachable(address: Address, exc: BaseException | None) -> AlbumUnavailable:
    """The server can't be spoken to now."""
    if isinstance(exc, socket.gaierror):
        title = message("The name {host} can't be found.", host=address.host)
    elif isinstance(exc, ConnectionRefusedError):
        title = message("Nothing answers at {netloc}.", netloc=address.netloc)
    elif isinstance(exc, TimeoutError):
        title = message("The server {netloc} does not answer in time.", netloc=address.netloc)
    else:
        title = message("The connection to {netloc} was interrupted.", netloc=address.netloc)
    return AlbumUnavailable(title, waits=WAITING)


def _context(ca_file: str | None) -> ssl.SSLContext:
    if ca_file:
        try:
            return ssl.create_default_context(cafile=ca_file)
        except (OSError, ValueError) as exc:
            raise NotTrusted(
                "The certificate file of your own authority can't be read.",
                "Please choose it again in the settings. No password and no file was sent.",
            ) from exc
    import truststore  # only where https is spoken

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _why(exc: ssl.SSLCertVerificationError) -> str:
    text = exc.verify_message or "it is not known here"
    return text[:1].lower() + text[1:200].rstrip(".")

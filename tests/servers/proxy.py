"""A TCP proxy that breaks: before, within or after a request, or that keeps the answer to itself."""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""Closing sends a reset."""


@dataclass(frozen=True)
class Fault:
    """What happens to a connection whose request begins with ``request``, an HTTP request line's beginning."""

    request: bytes = b""
    cut_after: int | None = None
    """So many bytes of the request are passed on, then both sides are cut; 0: none."""
    reset: bool = False
    """The cut is a reset, not an orderly end."""
    drop_answer: bool = False
    """The whole request arrives; of the answer nothing comes back but the end."""
    answer: bytes = b""
    """What the client gets after the cut, once it has sent all that it has: a server's refusal in the middle."""
    times: int = 1


class Proxy:
    """Passes bytes to ``target`` (host, port) until a fault says otherwise."""

    def __init__(self, target: tuple[str, int], silence_s: float = 30.0) -> None:
        """``silence_s``: how long either side may say nothing; a server answers only once it has the whole request."""
        self._target = target
        self._silence_s = silence_s
        self._lock = threading.Lock()
        self._fault: Fault | None = None  # guarded by _lock
        self._left = 0  # guarded by _lock
        self.faults = 0
        self.script: Callable[[bytes], Fault | None] | None = None
        """Decides for each connection from its first bytes; instead of ``fail``."""
        """How often one happened; guarded by _lock."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def fail(self, fault: Fault) -> None:
        """From the next connection on."""
        with self._lock:
            self._fault, self._left = fault, fault.times

    def close(self) -> None:
        """Take no more connections."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(self._silence_s)
            first = client.recv(1 << 16)
            fault = self._fault_for(first)
            with socket.create_connection(self._target, 10) as server:
                server.settimeout(self._silence_s)
                if fault is None or fault.drop_answer:
                    self._pass_all(client, server, first, drop_answer=fault is not None)
                else:
                    self._cut(client, server, first, fault)

    def _fault_for(self, first: bytes) -> Fault | None:
        with self._lock:
            if self.script is not None:
                return self.script(first)
            if self._fault is None or not self._left or not first.startswith(self._fault.request):
                return None
            self._left -= 1
            self.faults += 1
            return self._fault

    @staticmethod
    def _pass_all(client: socket.socket, server: socket.socket, first: bytes, *, drop_answer: bool) -> None:
        server.sendall(first)
        upstream = threading.Thread(target=_pump, args=(client, server.sendall), daemon=True)
        upstream.start()
        # The answer's end is the connection's: requests say that they want it closed.
        _pump(server, (lambda chunk: None) if drop_answer else client.sendall)
        for end in (client, server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        upstream.join(10)

    @staticmethod
    def _cut(client: socket.socket, server: socket.socket, first: bytes, fault: Fault) -> None:
        left, chunk = fault.cut_after or 0, first
        while left and chunk:
            server.sendall(chunk[:left])
            left -= min(left, len(chunk))
            chunk = client.recv(1 << 16) if left else b""
        if fault.answer:
            # Who closes on bytes that nobody read resets, and the answer is lost.
            while not chunk.endswith(b"--") and (chunk := client.recv(1 << 16)):
                pass
            client.sendall(fault.answer)
        if fault.reset:
            for end in (client, server):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)


@contextmanager
def proxy(url: str, silence_s: float = 30.0) -> Iterator[Proxy]:
    """A proxy in front of the server at ``url``; ``silence_s`` as of ``Proxy``."""
    host, _, port = url.removeprefix("http://").partition(":")
    made = Proxy((host, int(port)), silence_s)
    try:
        yield made
    finally:
        made.close()


def _pump(source: socket.socket, send: Callable[[bytes], object]) -> None:
    with contextlib.suppress(OSError):
        while chunk := source.recv(1 << 16):
            send(chunk)

"""A line that one start of the program tells another, over a socket in a folder that only this user can enter.

Python's own sockets: Qt's network takes 3 MB of memory, with Kerberos, for nothing else that we use. Windows has no
such sockets in Python; there ``named_pipes`` does the same. What the line says is not known here.
"""

from __future__ import annotations

import contextlib
import logging
import socket
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from photospool.system.socket_peer import is_ours

log = logging.getLogger(__name__)

MOST_BYTES: Final = 10_000_000
ANSWER_S: Final = 2.0
_PIECE: Final = 1 << 16
_READ: Final = b"1"
"""Answered when all of a line was read, so that nothing is lost by the caller's end."""


def tell(name: str, line: bytes) -> bool:
    """Tell whoever listens there one line; whether it was read. Nothing is told to another user's program."""
    with socket.socket(socket.AF_UNIX) as other:
        other.settimeout(ANSWER_S)
        try:
            other.connect(name)
            if not is_ours(other.fileno()):
                return False
            other.sendall(line)
            return bool(other.recv(1))
        except OSError:
            return False


class SocketCalls(QObject):
    """Listens in Qt's loop."""

    called = Signal(bytes)
    """A line, with its end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._name = ""

    def listen(self, name: str) -> str:
        """From now on, in the place of what a killed program left there; why it can't be, empty where it can."""
        listening = socket.socket(socket.AF_UNIX)
        try:
            Path(name).unlink(missing_ok=True)
            listening.bind(name)
            Path(name).chmod(0o600)
            listening.listen()
            listening.setblocking(False)
        except OSError as exc:
            listening.close()
            return str(exc)
        self._socket, self._name = listening, name
        self._notifier = QSocketNotifier(listening.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._accept)
        return ""

    def close(self) -> None:
        """Listen no more."""
        if self._socket is None or self._notifier is None:
            return
        self._notifier.setEnabled(False)
        self._socket.close()
        self._socket = None
        with contextlib.suppress(OSError):
            Path(self._name).unlink()

    @Slot()
    def _accept(self) -> None:
        while self._socket is not None:
            try:
                caller, _ = self._socket.accept()
            except OSError:  # nobody more, or one that has gone already
                return
            if is_ours(caller.fileno()):
                _Caller(caller, self).said.connect(self.called)
            else:
                log.warning("Another user of this computer tried to speak to us.")
                caller.close()


class _Caller(QObject):
    """One caller, until it goes."""

    said = Signal(bytes)

    def __init__(self, caller: socket.socket, parent: QObject) -> None:
        super().__init__(parent)
        caller.setblocking(False)
        self._caller = caller
        self._line = bytearray()
        self._notifier = QSocketNotifier(caller.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    @Slot()
    def _read(self) -> None:
        try:
            piece = self._caller.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        self._line += piece
        if not piece or len(self._line) > MOST_BYTES:
            self._end()
        elif b"\n" in piece:
            end = self._line.index(b"\n") + 1
            line, self._line = bytes(self._line[:end]), self._line[end:]
            with contextlib.suppress(OSError):  # it has gone, and its line counts all the same
                self._caller.send(_READ)
            self.said.emit(line)

    def _end(self) -> None:
        self._notifier.setEnabled(False)
        self._caller.close()
        self.deleteLater()

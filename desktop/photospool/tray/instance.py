"""One Photospool for each user and home: the lock file decides, a local socket carries what the second was given.

A killed program leaves both behind; the next start takes over.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

TOKEN: Final = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (the right to come to the front on Wayland, no secret)
PATIENCE_S: Final = 5.0
ANSWER_MS: Final = 2000
MOST_BYTES: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a second start wants."""

    files: tuple[str, ...] = ()
    is_hidden: bool = False
    """Started at login: no window is to come up."""


class Instance(QObject):
    """``claim`` once; then ``asked`` for every further start."""

    asked = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)  # only a process that has died gives it up
        # A socket's path may be short only: the folder goes in as a digest.
        self._name = "photospool-" + hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:24]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)

    def claim(self, asked: Asked) -> bool:
        """True: we are the only one. False: the one that runs was told. Raises TimeoutError if it does not listen."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            if self._lock.tryLock(0):
                QLocalServer.removeServer(self._name)
                self._server.listen(self._name)
                return True
            if self._tell(asked):
                return False
            if time.monotonic() > deadline:
                raise TimeoutError
            # It is just beginning, or just ending.
            time.sleep(0.1)

    def close(self) -> None:
        """Let the next one be the only one."""
        self._server.close()
        self._lock.unlock()

    def _tell(self, asked: Asked) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ANSWER_MS):
            return False
        _let_come_to_front()
        told = {"files": list(asked.files), "hidden": asked.is_hidden, "token": os.environ.get(TOKEN, "")}
        socket.write(json.dumps(told).encode() + b"\n")
        # It answers when it has read all, so that nothing is lost by our end.
        return socket.waitForReadyRead(ANSWER_MS) and bool(socket.readAll().data())

    @Slot()
    def _called(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._take(socket)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > MOST_BYTES:
                socket.abort()
            return
        line = socket.readLine().data()
        socket.write(b"1")
        socket.flush()
        asked, token = read(line)
        if token:
            os.environ[TOKEN] = token
        self.asked.emit(asked)


def read(line: bytes | bytearray | memoryview) -> tuple[Asked, str]:
    """What another start said, and its right to come to the front; nonsense asks for nothing but the window."""
    try:
        tree: Any = json.loads(bytes(line))
        files = tree.get("files", [])
        paths = tuple(path for path in files if isinstance(path, str)) if isinstance(files, Sequence) else ()
        token = tree.get("token", "")
        return Asked(paths, bool(tree.get("hidden"))), token if isinstance(token, str) else ""
    except (ValueError, AttributeError):
        return Asked(), ""


def _let_come_to_front() -> None:
    """Windows lets only the program that was started last bring a window to the front; it may hand that on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)

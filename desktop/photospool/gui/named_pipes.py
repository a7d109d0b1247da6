"""As ``local_calls``, for Windows: Qt's local sockets, which are named pipes there. Works elsewhere too."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from photospool.gui.local_calls import ANSWER_S, MOST_BYTES
from photospool.system.socket_peer import is_ours

log = logging.getLogger(__name__)

_ANSWER_MS = int(1000 * ANSWER_S)


def tell(name: str, line: bytes) -> bool:
    """As there."""
    other = QLocalSocket()
    other.connectToServer(name)
    if not other.waitForConnected(_ANSWER_MS):
        return False
    if not is_ours(int(other.socketDescriptor())):
        other.abort()  # somebody else listens there: nothing is told, and the user hears that nobody answers
        return False
    other.write(line)
    return other.waitForReadyRead(_ANSWER_MS) and bool(other.readAll().data())


class PipeCalls(QObject):
    """As there."""

    called = Signal(bytes)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)

    def listen(self, name: str) -> str:
        """As there."""
        QLocalServer.removeServer(name)
        return "" if self._server.listen(name) else self._server.errorString()

    def close(self) -> None:
        """As there."""
        self._server.close()

    @Slot()
    def _accept(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            if not is_ours(int(caller.socketDescriptor())):
                log.warning("Another user of this computer tried to speak to us.")
                caller.abort()
                caller.deleteLater()
                continue
            caller.readyRead.connect(self._read)
            caller.disconnected.connect(caller.deleteLater)
            if caller.bytesAvailable():
                self._take(caller)

    @Slot()
    def _read(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._take(caller)

    def _take(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > MOST_BYTES:
                caller.abort()
            return
        line = bytes(caller.readLine().data())
        caller.write(b"1")
        caller.flush()
        self.called.emit(line)

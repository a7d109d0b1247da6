"""How the program and one decoding worker are joined: frames that go both ways, and files that the program hands over.

POSIX: one socket pair, on which descriptors travel (SCM_RIGHTS). Windows: two pipes; a handle is duplicated into the
worker, and its number travels. What a frame holds is ``wire``'s affair.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from typing import BinaryIO, Protocol

from photospool.photo.workers import protocol


class Channel(Protocol):
    """One end. One thread sends and one receives at a time; ``close`` may be called by any."""

    def send(self, message: protocol.Message, data: bytes = b"", file: int | None = None) -> None:
        """One frame, and a descriptor of a file with it. Raises OSError when nobody listens."""

    def receive(self) -> tuple[protocol.Message, bytes, int | None]:
        """The next frame, and a descriptor if one came with it. Raises EOFError at the end, OSError."""

    def close(self) -> None:
        """Give this end back."""


class SocketChannel:
    """POSIX. ``takes_files``: whether descriptors are let in; the program's end refuses them."""

    def __init__(self, end: socket.socket, *, takes_files: bool = False) -> None:
        self._end = end
        self._takes_files = takes_files

    def fileno(self) -> int:
        """The socket's number."""
        return self._end.fileno()

    def send(self, message: protocol.Message, data: bytes = b"", file: int | None = None) -> None:
        head = protocol.head(message, data)
        if file is not None:
            head = head[socket.send_fds(self._end, [head], [file]) :]
        if head:
            self._end.sendall(head)
        if data:
            self._end.sendall(data)

    def receive(self) -> tuple[protocol.Message, bytes, int | None]:
        file = None
        head = bytearray()
        while len(head) < protocol.HEAD_BYTES:
            if self._takes_files:
                part, files, _, _ = socket.recv_fds(self._end, protocol.HEAD_BYTES - len(head), 1)
                file = files[0] if files else file
            else:
                part = self._end.recv(protocol.HEAD_BYTES - len(head))
            if not part:
                raise EOFError
            head += part
        text_length, data_length = protocol.lengths(bytes(head))
        message = protocol.parsed(self._exactly(text_length))
        return message, self._exactly(data_length), file

    def _exactly(self, length: int) -> bytes:
        buffer = bytearray(length)
        view = memoryview(buffer)
        while view:
            count = self._end.recv_into(view)
            if not count:
                raise EOFError
            view = view[count:]
        return bytes(buffer)

    def close(self) -> None:
        self._end.close()


class PipeChannel:
    """Windows. The program's end duplicates a file's handle into the worker, by ``handing``."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO, handing: HandleSender | None = None) -> None:
        self._incoming, self._outgoing, self._handing = incoming, outgoing, handing

    def send(self, message: protocol.Message, data: bytes = b"", file: int | None = None) -> None:
        if file is not None and self._handing is not None:
            message = {**message, "handle": self._handing.duplicated(file)}
        self._outgoing.write(protocol.head(message, data))
        self._outgoing.write(data)
        self._outgoing.flush()

    def receive(self) -> tuple[protocol.Message, bytes, int | None]:
        text_length, data_length = protocol.lengths(self._exactly(protocol.HEAD_BYTES))
        message = protocol.parsed(self._exactly(text_length))
        data = self._exactly(data_length)
        file = None
        if "handle" in message and self._handing is None:  # only the program hands over
            file = _descriptor_of(int(message["handle"]))
        return message, data, file

    def _exactly(self, length: int) -> bytes:
        data = self._incoming.read(length)
        if len(data) < length:
            raise EOFError
        return data

    def close(self) -> None:
        for pipe in (self._incoming, self._outgoing):
            with contextlib.suppress(OSError):  # what was not sent any more
                pipe.close()


class HandleSender(Protocol):
    """What can put a handle of a file into the worker."""

    def duplicated(self, descriptor: int) -> int:
        """The handle's number in the worker; it may be read there, and nothing else. Raises OSError."""


def _descriptor_of(handle: int) -> int:
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.open_osfhandle(handle, os.O_RDONLY | os.O_BINARY)
    raise OSError("handles are Windows'")


def of_worker() -> Channel:
    """The worker's own end, moved away from standard input and output, which some libraries print to."""
    channel: Channel
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
        channel = PipeChannel(os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb"))
    else:
        channel = SocketChannel(socket.socket(fileno=os.dup(0)), takes_files=True)
    for standard in (0, 1):
        os.dup2(2, standard)  # the program gave it as nothing; Windows' cage may refuse to open that
    return channel

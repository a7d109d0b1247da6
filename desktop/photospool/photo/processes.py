"""Starting one decoding worker, and joining it to the program. Windows has a way of its own (``cage.windows``)."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Protocol

from photospool.children import DECODING, environment
from photospool.photo.channel import Channel, SocketChannel


class Process(Protocol):
    """What is done with a worker's process."""

    @property
    def pid(self) -> int:
        """Its number."""

    def kill(self) -> None:
        """End it now; one that has ended is left alone."""

    def wait(self, timeout: float) -> int:
        """Its exit code. Raises subprocess.TimeoutExpired."""


def started(words: Sequence[str], *, is_caged: bool) -> tuple[Process, Channel]:
    """A worker's process and the program's end of the channel. Raises OSError."""
    if sys.platform == "win32":
        from photospool.photo.cage import windows

        return windows.started(words, is_caged=is_caged)
    ours, theirs = socket.socketpair()
    try:
        process = subprocess.Popen(
            words,
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # decoders comment on odd files, with their bytes
            env=environment(DECODING, MALLOC_ARENA_MAX="2"),  # the last is glibc's alone
        )
    except OSError:
        ours.close()
        raise
    finally:
        theirs.close()
    return process, SocketChannel(ours)

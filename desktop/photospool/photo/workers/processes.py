"""Starting one decoding worker, and joining it to the program. Windows has a way of its own (``sandbox.windows``)."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from typing import Final, Protocol

from photospool.photo.workers.channel import Channel, SocketChannel
from photospool.photo.workers.resource_limits import Limits
from photospool.photo.workers.worker import command
from photospool.security.child_env import DECODING, environment

NOTHING: Final = "photospool.photo.sandbox.self_test:nothing"
"""The task of a worker that is only asked what is closed around it."""

HEAP: Final = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TRIM_THRESHOLD_": str(64 * 1024**2),
    "MALLOC_MMAP_THRESHOLD_": str(32 * 1024**2),
}
"""How glibc keeps a worker's memory, in bytes; other C libraries pass it over. Up to 64 MB that one photo needed stay
for the next: else the system takes each page back and clears it anew, 4 % of the time of three pictures.
"""


class Process(Protocol):
    """What is done with a worker's process."""

    @property
    def pid(self) -> int:
        """Its number."""

    def kill(self) -> None:
        """End it now; one that has ended is left alone."""

    def wait(self, timeout: float) -> int:
        """Its exit code. Raises subprocess.TimeoutExpired."""


class Holding(Protocol):
    """What the program holds of one worker's limits."""

    period_s: float | None
    """How often ``excess`` wants to be asked."""

    def allow_cpu(self) -> None:
        """Before each photo: so much more computing."""

    def excess(self) -> str:
        """What the worker uses more of than it may, in a sentence; empty for nothing."""

    def starved_s(self) -> float:
        """How long it was ready to compute while the machine was busy with others; 0 where nobody counts that."""

    def rest(self) -> None:
        """After each photo: an honest worker computes nothing until the next one."""

    def is_restless(self) -> bool:
        """Whether it computed meanwhile."""

    def close(self) -> None:
        """Give back what it holds; the worker has ended."""


def started(words: Sequence[str], limits: Limits, *, is_caged: bool) -> tuple[Process, Channel, Holding]:
    """A worker's process, the program's end of the channel, and what holds its limits. Raises OSError."""
    if sys.platform == "win32":
        process, channel = _starter().start(words, command(NOTHING, limits), limits, is_caged=is_caged)
        return process, channel, process
    ours, theirs = socket.socketpair()
    try:
        process = subprocess.Popen(
            words,
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # decoders comment on odd files, with their bytes
            env=environment(DECODING) | HEAP,
        )
    except OSError:
        ours.close()
        raise
    finally:
        theirs.close()
    return process, SocketChannel(ours), Confinement(process.pid, limits)


if sys.platform == "win32":
    from photospool.photo.sandbox.windows import Starter

    @cache
    def _starter() -> Starter:
        """One for the whole program: what works here is tried once."""
        return Starter()

else:
    from photospool.photo.workers.resource_limits import Confinement

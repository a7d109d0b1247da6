"""The real program with its durable steps counted: it kills itself at the N-th, before or after it is done.

Run as ``python runner.py N before|after LOG -- ARGUMENTS OF PHOTOSPOOL``. N = 0 only counts; the count and the name
of each step are written to LOG. The system calls are wrapped from outside, in the way of SQLite's test VFS
(https://www.sqlite.org/testing.html, "Crash Testing"). Of the program itself only two waits are shortened, for files to
settle and for whoever carried a film to a copy, so that hundreds of runs end in minutes.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading

STEPS = ("mkdir", "rename", "replace", "link", "unlink", "rmdir", "fsync", "write", "ftruncate", "utime")


class Counter:
    """Counts steps over all threads and kills the process at the wanted one."""

    def __init__(self, at: int, side: str, log: str) -> None:
        self.at = at
        self.side = side
        self.count = 0
        self.lock = threading.RLock()
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self.write = os.write

    def wrap(self, name, call):
        def step(*args, **kwargs):
            with self.lock:
                self.count += 1
                self.write(
                    self.log,
                    f"{name} {args[0] if args and isinstance(args[0], (str, os.PathLike)) else ''}\n".encode(
                        errors="replace"
                    ),
                )
                mine = self.count == self.at
                if mine and self.side == "before":
                    os.kill(os.getpid(), signal.SIGKILL)
                if mine:
                    try:
                        return call(*args, **kwargs)
                    finally:
                        os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)

        return step


def without_settling() -> None:
    from photospool.spool.scanner import Scanner

    made = Scanner.__init__

    def at_once(self, *args, **kwargs):
        made(self, *args, **{**kwargs, "wait_s": 0.0})

    Scanner.__init__ = at_once


def without_claims_of_the_dead() -> None:
    """Whoever was killed a moment ago held a film that it carried; half a minute is waited for it otherwise."""
    from photospool.album.replication import claims

    claims.SILENT_S = claims.LOOK_S = 0.2


def with_way(name: str) -> None:
    """As on a disk that bears this way of giving a free name, and none that is better."""
    from photospool.spool import ways
    from photospool.spool.ways import Promise, Way

    ways.Ways.promise = lambda self: Promise(Way[name], 0)


def install(counter: Counter) -> None:
    for name in STEPS:
        setattr(os, name, counter.wrap(name, getattr(os, name)))
    from photospool.spool import durable_io

    durable_io.rename_new = counter.wrap("rename", durable_io.rename_new)
    opened = os.open

    def counted_open(path, flags, *args, **kwargs):
        if flags & os.O_CREAT:
            return counter.wrap("create", opened)(path, flags, *args, **kwargs)
        return opened(path, flags, *args, **kwargs)

    os.open = counted_open
    # What goes to the album's server is a durable step as well.
    socket.socket.sendall = counter.wrap("send", socket.socket.sendall)


if __name__ == "__main__":
    at, side, log = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    sys.argv = ["photospool", *sys.argv[5:]]
    from photospool.cli import main

    without_settling()
    if "copies" in sys.argv:
        without_claims_of_the_dead()
    if os.environ.get("PHOTOSPOOL_TEST_WAY"):
        with_way(os.environ["PHOTOSPOOL_TEST_WAY"])
    install(Counter(at, side, log))
    main()

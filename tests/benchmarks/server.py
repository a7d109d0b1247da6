"""The album's server for a benchmark: a private CouchDB, its process known, with a fresh database for each run."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from photospool.album.couchdb import tuning
from photospool.album.couchdb.album import CouchAlbum

from ..servers import couchdb
from .measure import descendants


@dataclass(frozen=True)
class Couch:
    """A running CouchDB."""

    server: couchdb.Server
    pid: int
    """The process that does the work."""

    def database(self) -> str:
        """A new, empty one."""
        name = f"bench-{secrets.token_hex(4)}"
        self.server.request("PUT", f"/{name}")
        return name

    def tune(self) -> None:
        """As the program offers to an administrator: what is stored from now on lies in large pieces."""
        album = self.album(self.database())
        tuning.tune(album)
        album.close()

    def album(self, database: str) -> CouchAlbum:
        """The program's album in it."""
        return self.server.album(database)


def is_there() -> bool:
    """Whether a CouchDB is installed: one that runs elsewhere can't be watched."""
    return couchdb.has_real() and not couchdb.named()


@contextmanager
def running(folder: Path, *, cores: int = 1) -> Iterator[Couch]:
    """A private one on so many cores, until the end of the block."""
    before = set(descendants(os.getpid()))
    with couchdb.private_couchdb(folder, cores=cores) as server:
        started = [pid for pid in descendants(os.getpid()) if pid not in before]
        yield Couch(server, next(pid for pid in started if "beam" in _name(pid)))


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""

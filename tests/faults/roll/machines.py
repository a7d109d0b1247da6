"""Two machines, each with folders and an album of its own on a CouchDB; the albums replicate both ways."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.children import PATIENCE_S
from tests.faults.crash.scenario import KILLED, Ended, sha256, started
from tests.faults.roll.files import File
from tests.parts import wait_for
from tests.servers.couchdb import Server

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.replication.conflicts import Resolution, settle, torn_ids
from photospool.album.stack_links import StackLinker
from photospool.errors import AlbumUnavailable

SETTINGS = '[photos]\nkinds = ["photos", "videos", "raw", "sidecars"]\nheic_anyway = "yes"\n'


@dataclass
class Machine:
    """One profile of the real program."""

    root: Path
    server: Server
    database: str
    kills: int = 0
    left: list[str] = field(default_factory=list)
    """Sidecars that the last whole run named as left in incoming."""

    def __post_init__(self) -> None:
        self.incoming, self.work, self.done = (self.root / name for name in ("incoming", "work", "done"))
        for folder in (self.incoming, self.work, self.done, self.root / "program"):
            folder.mkdir(parents=True)
        (self.root / "program/settings.toml").write_text(SETTINGS)
        (self.root / "program/memory.json").write_text(json.dumps({"confirmed_kinds": ["videos", "raw", "sidecars"]}))
        self.album: CouchAlbum = self.server.album(self.database)
        wait_for(self._is_set_up)

    def _is_set_up(self) -> bool:
        """A server on a busy machine takes its time for the views."""
        try:
            set_up(self.album, create=True)
        except AlbumUnavailable:
            return False
        return True

    @property
    def name(self) -> str:
        return self.root.name

    def lay(self, files: Iterable[File]) -> None:
        """Into incoming, as a sync client does."""
        for file in files:
            path = self.incoming / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)

    def start(self, at: int = 0, side: str = "before") -> Ended:
        """The real program once, killed at this durable step."""
        home, folders = self.root / "program", (self.incoming, self.work, self.done)
        address = f"{self.server.url}/{self.database}"
        arguments = ["--home", str(home), "process", *map(str, folders), "--album", address, "--json"]
        words = {"PHOTOSPOOL_USER": self.server.user, "PHOTOSPOOL_PASSWORD": self.server.password}
        return started(self.root, arguments, at, side, words)

    def killed_then_whole(self, rng: random.Random, kills: int, steps: int) -> None:
        """So often killed somewhere in its first so many steps, then a run to its end."""
        for _ in range(kills):
            self.kills += self.start(rng.randrange(1, steps), rng.choice(["before", "after"])).returncode == KILLED
        last = self.start()
        assert last.returncode == 0, last.stdout + last.stderr
        result = json.loads(last.stdout)
        assert result["waiting"] == 0, result
        assert result["set_aside"] == 0, result
        self.left = list(result["sidecars_left"])

    def lying(self) -> set[str]:
        """What lies in incoming."""
        return {path.relative_to(self.incoming).as_posix() for path in self.incoming.rglob("*") if path.is_file()}

    def digests_of_all(self) -> set[str]:
        """sha256 of every file in the three folders."""
        ours = {"job.json", "reason.txt", ".lock"}
        folders = (self.incoming, self.work, self.done)
        paths = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name not in ours]
        return {sha256(path.read_bytes()) for path in paths}

    def looks_after(self) -> Resolution:
        """What the program does by itself each day: all links, then what two machines changed both."""
        StackLinker(self.album).of_all()
        return settle(self.album, torn_ids(self.album))

    def revisions(self) -> dict[str, str]:
        """Of all documents but the design."""
        rows = self.server.request("GET", f"/{self.database}/_all_docs")["rows"]
        return {row["id"]: row["value"]["rev"] for row in rows if not row["id"].startswith("_")}

    def documents(self) -> dict[str, dict[str, Any]]:
        """The same, whole, each with its open conflicts."""
        rows = self.server.request("GET", f"/{self.database}/_all_docs?include_docs=true&conflicts=true")["rows"]
        return {row["id"]: row["doc"] for row in rows if not row["id"].startswith("_")}

    def attachment(self, document: str, name: str) -> bytes:
        """Read over the wire."""
        found = self.server.request("GET", f"/{self.database}/{quote(document)}/{quote(name, safe='')}")
        return found if isinstance(found, bytes) else json.dumps(found).encode()


def replicate(one: Machine, other: Machine) -> None:
    """Both ways, once; everything that is there now arrives."""
    for source, target in ((one, other), (other, one)):
        ends = {
            side: {"url": f"{machine.server.url}/{machine.database}", "auth": {"basic": _login(machine.server)}}
            for side, machine in (("source", source), ("target", target))
        }
        assert _replicated(source.server, ends)["ok"] is True


def _replicated(by: Server, ends: dict[str, Any]) -> Any:
    """A busy server answers 500 now and then. Asked again it goes on: what arrived is not sent twice."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return by.request("POST", "/_replicate", ends)
        except OSError as exc:
            if time.monotonic() > until or getattr(exc, "code", 500) < 500:
                raise
        time.sleep(0.5)


def _login(server: Server) -> dict[str, str]:
    return {"username": server.user, "password": server.password}

"""The albums of the crash matrix: the embedded one, a stand-in server that fails at random while it is told to, and a
real CouchDB, also behind a proxy that cuts.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from tests.children import PATIENCE_S
from tests.faults.crash.scenario import sha256
from tests.servers.couchdb import Server as CouchDB
from tests.servers.proxy import Fault, Proxy, proxy
from tests.servers.standin import DATABASE, Request, Scripted, StandIn, digest, standin

from photospool.album.documents import couch_digest
from photospool.album.embedded.album import LocalAlbum

PICTURES = {"thumb.jpg", "800x600.jpg", "1600x1200.jpg"}


class Shelf(Protocol):
    """What the matrix asks of an album."""

    address: str

    def originals(self) -> list[str]:
        """sha256 of every original, read from its bytes; every photo is whole."""
        ...

    def behave(self) -> None:
        """No more faults."""
        ...


class Local:
    """The embedded album below a world's home."""

    address = "local"

    def __init__(self, root: Path) -> None:
        self._folder = root / "program" / "album"

    def behave(self) -> None:
        """It has no faults of its own."""

    def originals(self) -> list[str]:
        album = LocalAlbum(self._folder)
        try:
            rows = album.all_docs(include_docs=True)
            found = []
            for row in rows:
                names = set(row["doc"]["_attachments"])
                digests = [
                    album._open()[0].verify(album.attachment(row["id"], name)[0].stored.sha256) for name in names
                ]
                if row["doc"]["type"] == "original":
                    found += [stored.sha256 for stored in digests]
                else:
                    assert names >= PICTURES
                    assert f"original-{row['id']}" in {other["id"] for other in rows}
            assert len(rows) == 2 * len(found)
            return found
        finally:
            album.close()


class StandInServer:
    """A stand-in; while it misbehaves about a third of the uploads fail, before or after they were carried out."""

    def __init__(self, state: StandIn, seed: int, *, faults: bool) -> None:
        self._state = state
        self.address = f"{state.url}/{DATABASE}"
        if faults:
            rng = random.Random(seed)
            state.script = lambda request: self._fault(request, rng)

    @staticmethod
    def _fault(request: Request, rng: random.Random) -> Scripted | None:
        if request.method != "PUT" or rng.random() > 0.35:
            return None
        return rng.choice(
            [
                Scripted(cut=True),
                Scripted(cut=True, does_it=True),  # carried out, but the answer is lost
                Scripted.json(500, "unknown_error", "function_clause"),
                Scripted.html(502),
                Scripted(201, does_it=True, truncated=True),
            ]
        )

    def behave(self) -> None:
        self._state.script = lambda request: None

    def originals(self) -> list[str]:
        found = []
        for doc_id, document in self._state.documents.items():
            contents = self._state.contents[doc_id]
            assert {name: digest(data) for name, data in contents.items()} == {
                name: stub["digest"] for name, stub in document["_attachments"].items()
            }
            if document["type"] == "original":
                found += [sha256(data) for data in contents.values()]
            else:
                assert set(contents) == PICTURES
                assert f"original-{doc_id}" in self._state.documents
        assert len(self._state.documents) == 2 * len(found)
        return found


class RealServer:
    """A database of its own on a real CouchDB; through the proxy about a third of the uploads are cut."""

    def __init__(self, server: CouchDB, database: str, cutting: Proxy, seed: int, *, faults: bool) -> None:
        self._server, self._database, self._cutting = server, database, cutting
        self.address = f"{cutting.url}/{database}"
        if faults:
            rng = random.Random(seed)
            cutting.script = lambda first: self._fault(first, rng)

    @staticmethod
    def _fault(first: bytes, rng: random.Random) -> Fault | None:
        if not first.startswith(b"PUT") or rng.random() > 0.35:
            return None
        return rng.choice(
            [
                Fault(cut_after=0, reset=True),
                Fault(cut_after=rng.randrange(200, 3000), reset=rng.random() < 0.5),
                Fault(drop_answer=True),  # carried out, but the answer is lost
            ]
        )

    def behave(self) -> None:
        self._cutting.script = None

    def originals(self) -> list[str]:
        rows = self._server.request("GET", f"/{self._database}/_all_docs?include_docs=true")["rows"]
        documents = {row["id"]: row["doc"] for row in rows if not row["id"].startswith("_design/")}
        found = []
        for doc_id, document in documents.items():
            stubs = document["_attachments"]
            read = {
                name: self._server.digests(f"/{self._database}/{doc_id}/{quote(name)}", "md5", "sha256")
                for name in stubs
            }
            assert all(couch_digest(md5) == stubs[name]["digest"] for name, (md5, _) in read.items())
            if document["type"] == "original":
                found += [sha256 for _, sha256 in read.values()]
            else:
                assert set(read) == PICTURES
                assert f"original-{doc_id}" in documents
        assert len(documents) == 2 * len(found)
        return found


@contextmanager
def shelf(kind: str, root: Path, seed: int, couchdb: CouchDB | None) -> Iterator[Shelf]:
    """``local``, ``server``, ``failing server``; with a real one also ``couchdb`` and ``failing couchdb``."""
    if kind == "local":
        yield Local(root)
    elif couchdb is None:
        with standin() as state:
            yield StandInServer(state, seed, faults=kind.startswith("failing"))
    else:
        database = f"test-{secrets.token_hex(6)}"
        couchdb.request("PUT", f"/{database}")
        try:
            with proxy(couchdb.url, PATIENCE_S) as cutting:
                yield RealServer(couchdb, database, cutting, seed, faults=kind.startswith("failing"))
        finally:
            couchdb.request("DELETE", f"/{database}")

"""The albums of the crash matrix: the embedded one, and a stand-in server that fails at random while it is told to."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tests.servers.standin import DATABASE, Request, Scripted, StandIn, digest, standin

from photospool.album.local import LocalAlbum


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
                    assert {"thumb.jpg", "800x600.jpg", "1600x1200.jpg"} <= names
                    assert f"original-{row['id']}" in {other["id"] for other in rows}
            assert len(rows) == 2 * len(found)
            return found
        finally:
            album.close()


class Server:
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
        from tests.faults.crash.scenario import sha256

        found = []
        for doc_id, document in self._state.documents.items():
            contents = self._state.contents[doc_id]
            assert {name: digest(data) for name, data in contents.items()} == {
                name: stub["digest"] for name, stub in document["_attachments"].items()
            }
            if document["type"] == "original":
                found += [sha256(data) for data in contents.values()]
            else:
                assert set(contents) == {"thumb.jpg", "800x600.jpg", "1600x1200.jpg"}
                assert f"original-{doc_id}" in self._state.documents
        assert len(self._state.documents) == 2 * len(found)
        return found


@contextmanager
def shelf(kind: str, root: Path, seed: int) -> Iterator[Shelf]:
    """``local``, ``server`` or ``failing server``."""
    if kind == "local":
        yield Local(root)
        return
    with standin() as state:
        yield Server(state, seed, faults=kind == "failing server")

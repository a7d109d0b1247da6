"""Albums on two or three real servers, and patience."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from photospool.album.copies.keeping import Keeper
from photospool.album.copies.removing import remove
from photospool.album.copies.values import Fate
from photospool.album.couch import CouchAlbum
from photospool.album.setup import set_up

from ...servers.couchdb import Server
from ..photos import photo

PATIENCE_S = 60


def until(holds: Callable[[], Any], what: str = "") -> Any:
    """The first true answer; a server needs its time."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if found := holds():
            return found
        time.sleep(0.1)
    raise AssertionError(f"it did not come to pass: {what or holds}")


def opened(server: Server, database: str) -> CouchAlbum:
    return CouchAlbum(server.url, database, user=server.user, password=server.password)


@pytest.fixture
def album(real_couchdb: Server) -> Iterator[CouchAlbum]:
    """An album on the first server; its copies are removed with it."""
    made = opened(real_couchdb, f"test-{secrets.token_hex(6)}")
    set_up(made, create=True)
    yield made
    for copy in Keeper(made).copies():
        remove(made, copy, Fate.KEEP, lambda _tick: None)
    made.close()
    real_couchdb.request("DELETE", f"/{made.database.name}")


@pytest.fixture
def name(second_couchdb: Server) -> Iterator[str]:
    """A name for a database on the second server, which is not there yet."""
    found = f"copy-{secrets.token_hex(6)}"
    yield found
    if found in second_couchdb.request("GET", "/_all_dbs"):
        second_couchdb.request("DELETE", f"/{found}")


@pytest.fixture
def add_photo(album: CouchAlbum, tmp_path: Path) -> Callable[..., str]:
    """Store a photo in the album; its id."""

    def add(content: bytes, *, into: CouchAlbum | None = None, category: str = "Private", **options: Any) -> str:
        made = photo(tmp_path, content, **options)
        target = into or album
        target.store(made)
        if category != "Private":
            edit(target, made.digests.md5, cat=category)
        return made.digests.md5

    return add


def edit(album: CouchAlbum, photo_id: str, **fields: Any) -> str:
    """Change a document as the page does; its new revision."""
    document = album.get(photo_id)
    assert document is not None
    return album.put_document({**document, **fields})


def ids(album: CouchAlbum) -> set[str]:
    """Every document but the design."""
    rows = album.database.all_docs()["rows"]
    return {row["id"] for row in rows if not row["id"].startswith("_")}

"""Albums on two or three real servers, and patience."""

from __future__ import annotations

import base64
import io
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photospool.album.couchdb import carry
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.download import download
from photospool.album.couchdb.setup import set_up
from photospool.album.replication import limits
from photospool.album.replication.add import add
from photospool.album.replication.models import Copy, Direction, RemovalMode, ReplicaSpec
from photospool.album.replication.progress import state_of
from photospool.album.replication.public.write_guard import READONLY_ID
from photospool.album.replication.remove import remove
from photospool.album.replication.replications import OURS, Replications, replication_id
from photospool.photo.photo import Photo

from ...servers.couchdb import Server
from ...servers.proxy import proxy
from ..photos import photo

PATIENCE_S = 180


def until(holds: Callable[[], Any], what: str = "") -> Any:
    """The first true answer; a server needs its time."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if found := holds():
            return found
        time.sleep(0.1)
    raise AssertionError(f"it did not come to pass: {what or holds}")


def wish(server: Server, database: str, **options: Any) -> ReplicaSpec:
    """A copy there, whose set-up its server's administrator does."""
    given = {"user": server.user, "password": server.password, "create": True, **options}
    return ReplicaSpec(server.url, database, **given)


def quiet(_tick: object) -> None:
    """Nobody listens."""


@pytest.fixture
def told() -> list[Any]:
    """What was told."""
    return []


@pytest.fixture
def album(real_couchdb: Server) -> Iterator[CouchAlbum]:
    """An album on the first server; its copies are removed with it."""
    made = real_couchdb.album(f"test-{secrets.token_hex(6)}")
    set_up(made, create=True)
    yield made
    for copy in Replications(made).copies():
        remove(made, copy, RemovalMode.KEEP, lambda _tick: None)
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
        made = with_pictures(photo(tmp_path, content, **options))
        target = into or album
        target.store(made)
        if category != "Private":
            edit(target, made.digests.md5, cat=category)
        return made.digests.md5

    return add


def jpeg(colour: int = 0) -> bytes:
    """A picture and nothing more."""
    out = io.BytesIO()
    Image.new("RGB", (16, 16), (colour, 90, 160)).save(out, "JPEG")
    return out.getvalue()


def with_pictures(made: Photo) -> Photo:
    """The photo with pictures that can be judged."""
    colour = int(made.digests.md5[:2], 16)
    renditions = tuple(replace(rendition, data=jpeg(colour)) for rendition in made.prepared.renditions)
    return replace(made, prepared=replace(made.prepared, renditions=renditions))


def edit(album: CouchAlbum, photo_id: str, **fields: Any) -> str:
    """Change a document as the page does; its new revision."""
    document = album.get(photo_id)
    assert document is not None
    return album.put_document({**document, **fields})


def ids(album: CouchAlbum) -> set[str]:
    """Every document but the design."""
    rows = album.database.all_docs()["rows"]
    return {row["id"] for row in rows if not row["id"].startswith("_")}


def conflicting(album: CouchAlbum, photo_id: str, **fields: Any) -> str:
    """Another version of a photo's first revision's child, as if another server had made it; its revision."""
    document = album.get(photo_id, revs="true")
    assert document is not None
    history = document.pop("_revisions")
    generation, parents = history["start"], history["ids"]
    digest = secrets.token_hex(16)
    # A sibling of the version that is shown, with the same pictures.
    sibling = {**document, **fields, "_rev": f"{generation}-{digest}"}
    sibling["_revisions"] = {"start": generation, "ids": [digest, *parents[1:]]}
    sibling["_attachments"] = {
        name: {"content_type": "image/jpeg", "data": base64.b64encode(read(album, photo_id, name)).decode()}
        for name in document.get("_attachments", {})
    }
    assert album.database.bulk([sibling], new_edits=False) == []
    return str(sibling["_rev"])


def read(album: CouchAlbum, photo_id: str, name: str) -> bytes:
    with download(album.guard, album.database.name, photo_id, name) as chunks:
        return b"".join(chunks)


ONLY_ADMINISTRATORS = """function (newDoc, oldDoc, userCtx, secObj) {
  var names = (secObj && secObj.admins && secObj.admins.names) || [];
  if (userCtx.roles.indexOf('_admin') === -1 && names.indexOf(userCtx.name) === -1) {
    throw({forbidden: 'This is a public copy: it can be looked at, not changed.'});
  }
}"""


def guarded_as_in_0_1_0(copy: CouchAlbum) -> CouchAlbum:
    """A public copy as an earlier version made it: its administrators, and a replicator, may write anything there."""
    edit(copy, READONLY_ID, validate_doc_update=ONLY_ADMINISTRATORS)
    return copy


SELECTOR_OF_0_1_0 = {
    "$and": [
        {"cat": "Public"},
        {"type": "photo"},
        {"_id": {"$regex": "^[0-9a-f]{32}$"}},
        {"sha256": {"$type": "string"}},
        {"placeholder": {"$type": "string"}},
    ]
}


def make_as_of_0_1_0(copy: Copy, there: CouchAlbum, server: Server) -> None:
    """Leave a public copy as 0.1.0 did: no rules are noted, and its selector looks at no names of fields."""
    guarded_as_in_0_1_0(there)
    path = f"/_replicator/{replication_id(copy, Direction.SEND)}"
    stored = server.request("GET", path)
    about = {field: value for field, value in stored[OURS].items() if field != "rules"}
    server.request("PUT", path, {**stored, "selector": SELECTOR_OF_0_1_0, OURS: about})


def delete(album: CouchAlbum, photo_id: str, rev: str | None = None) -> None:
    document = album.get(photo_id)
    assert document is not None
    album.put_document({"_id": photo_id, "_rev": rev or document["_rev"], "_deleted": True})


# Films on their way; what is large is small there.

SMALL = 100_000
PIECES = 6
"""So many pieces, in each of which something may happen."""


@pytest.fixture
def large_is_small(monkeypatch):
    monkeypatch.setattr(limits, "BY_ITSELF", SMALL)


def lacking_in(album, copy):
    return state_of(album, copy, compare=True).missing


@pytest.fixture
def carried_by(album, name, second_couchdb, add_photo):
    """A copy, all of it there but one large original that is still to be carried: the copy, that server, the photo."""
    there = second_couchdb.album(name)

    def made(direction=Direction.SEND, **options):
        copy = add(album, wish(second_couchdb, name, direction=direction, name="Attic", **options), quiet)
        source, target = (album, there) if direction.sends else (there, album)
        photo_id = add_photo(secrets.token_bytes(PIECES << 18), into=source, name="FILM.MOV")
        until(lambda: photo_id in ids(target))
        until(lambda: [item.photo_id for item in lacking_in(album, copy)] == [photo_id])
        return copy, there, photo_id

    yield made
    there.close()


@pytest.fixture
def bytes_read(monkeypatch):
    """The lengths of all pieces of attachments that are sent, by whomever."""
    found, whole = [], carry._bytes
    monkeypatch.setattr(carry, "_bytes", lambda *what: (found.append(len(some)) or some for some in whole(*what)))
    return found


def behind(server, cutting):
    """The same server under the proxy's address."""
    return replace(server, url=cutting.url)


@pytest.fixture
def cut_by(album, name, second_couchdb, add_photo):
    """As ``carried_by``, with two films, and a proxy in front of the copy's server."""
    with proxy(second_couchdb.url, PATIENCE_S) as cutting:
        copy = add(album, wish(behind(second_couchdb, cutting), name, direction=Direction.SEND, name="Attic"), quiet)
        there = second_couchdb.album(name)
        films = {add_photo(secrets.token_bytes(PIECES << 18), name="FILM.MOV") for _ in range(2)}
        until(lambda: films <= ids(there))
        until(lambda: {item.photo_id for item in lacking_in(album, copy)} == films)
        yield copy, there, films, cutting
        there.close()
        Replications(album).remove(copy)

"""What the album says of itself to different people, and that no answer whatever surprises us."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.couchdb.transport import Timeouts
from photospool.errors import AlbumRefused, AlbumUnavailable, NotAllowed, PhotospoolError, WrongPassword

from ...search import examples
from ...servers.couchdb import Server
from ...servers.standin import DATABASE, Scripted, StandIn, standin
from ..photos import photo

READ_ONLY = """function (newDoc, oldDoc, userCtx, secObj) {
  if (userCtx.roles.indexOf('_admin') < 0) throw({forbidden: 'This copy is read-only.'});
}"""
OPEN = {"admins": {"roles": ["_admin"]}, "members": {"names": [], "roles": []}}


def test_admin(couchdb_server: Server, database: str, tmp_path: Path) -> None:
    server = couchdb_server
    album = server.album(database)
    assert album.check().missing == ("views",)
    set_up(album, create=False)
    album.store(photo(tmp_path))
    check = album.check()
    assert check.kind == "CouchDB " + server.request("GET", "/")["version"] or not server.is_real
    assert (check.user, check.may_write, check.missing) == (server.user, True, ())
    # Neither its original nor the design document is counted.
    assert check.photos == 1


def test_stranger(real_couchdb: Server, database: str, tmp_path: Path) -> None:
    with pytest.raises(WrongPassword, match="wants a name"):
        CouchAlbum(real_couchdb.url, database).check()
    real_couchdb.request("PUT", f"/{database}/_security", OPEN)
    assert CouchAlbum(real_couchdb.url, database).check().may_write
    real_couchdb.request("PUT", f"/{database}/_design/readonly", {"validate_doc_update": READ_ONLY})
    stranger = CouchAlbum(real_couchdb.url, database)
    check = stranger.check()
    assert (check.user, check.may_write) == ("", False)
    with pytest.raises((NotAllowed, WrongPassword)):
        stranger.store(photo(tmp_path))


def test_name_that_is_not_allowed(real_couchdb: Server) -> None:
    album = CouchAlbum(real_couchdb.url, "Photo", user=real_couchdb.user, password=real_couchdb.password)
    with pytest.raises(AlbumRefused):
        set_up(album, create=True)


def test_name_with_a_slash(real_couchdb: Server, tmp_path: Path) -> None:
    album = CouchAlbum(real_couchdb.url, "photos/2013+", user=real_couchdb.user, password=real_couchdb.password)
    assert set_up(album, create=True)
    try:
        album.store(photo(tmp_path))
        assert album.check().photos == 1
    finally:
        real_couchdb.request("DELETE", "/photos%2F2013%2B")


@pytest.fixture(scope="module")
def server() -> Iterator[StandIn]:
    with standin() as server:
        yield server


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["rows", "key", "value", "doc", "rev", "error", "reason", "userCtx", "couchdb", "version"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
ANSWERS = st.builds(
    Scripted,
    st.integers(200, 599),
    JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=40) | st.just(b"[" * 50_000),
    content_type=st.sampled_from(["application/json", "text/html", "application/json; charset=x", None]),
    chunked=st.booleans(),
    truncated=st.booleans(),
)


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scripted=ANSWERS)
@example(scripted=Scripted(404, b"[]"))
@example(scripted=Scripted(404, b"{}"))
@example(scripted=Scripted(404, b'{"message": "no route matches"}'))
@example(scripted=Scripted.json(404, "not_found", "missing"))
def test_no_answer_surprises_us(server: StandIn, tmp_path: Path, scripted: Scripted) -> None:
    kept = photo(tmp_path)
    for method in ("GET", "POST", "PUT"):
        server.documents.clear()
        server.answer_with(scripted, method=method)
        album = CouchAlbum(server.url, DATABASE, user="a", password="b", timeouts=Timeouts(5, 5))
        act = album.check if method == "GET" else lambda album=album: album.store(kept)
        try:
            act()
        except PhotospoolError as exc:
            assert exc.title
            assert exc.advice
        else:
            assert method == "GET"
        if method == "POST":
            with pytest.raises((AlbumUnavailable, AlbumRefused)):
                album.find(["0" * 32])

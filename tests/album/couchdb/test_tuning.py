"""How large the pieces are in which a server keeps photos: seen by administrators only, changed after a yes only."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.connection_test import ConnectionTester, Question, Verdict
from photospool.album.couchdb.server_config import LOCAL, nodes_of
from photospool.album.couchdb.setup import set_up
from photospool.album.couchdb.tuning import ENOUGH_BYTES, WANTED_BYTES, Tuning, examine, tune

from ...servers.couchdb import Server
from ...servers.standin import Scripted, standin

PATH = "/_node/_local/_config/couchdb/attachment_stream_buffer_size"


@pytest.fixture
def album(own_server: Server) -> Iterator[CouchAlbum]:
    own_server.request("PUT", PATH, "4096")
    name = f"test-{secrets.token_hex(6)}"
    found = own_server.album(name)
    set_up(found, create=True)
    yield found
    found.close()


def test_a_server_as_it_comes_is_told_in_words_and_left_alone(own_server: Server, album: CouchAlbum) -> None:
    own_server.request("DELETE", PATH)
    found = examine(album)
    assert found is not None
    assert set(found.bytes_of.values()) == {4096}
    assert not found.is_tuned
    assert found.words.startswith("The server keeps photos in pieces of 4 KB. In pieces of 1 MB")
    section = own_server.request("GET", "/_node/_local/_config/couchdb")
    assert "attachment_stream_buffer_size" not in section, "looking changes nothing"


def test_tuning_sets_it_and_the_next_look_is_content(own_server: Server, album: CouchAlbum) -> None:
    assert tune(album).away == ()
    assert own_server.request("GET", PATH) == str(WANTED_BYTES)
    found = examine(album)
    assert found is not None
    assert found.is_tuned
    assert found.words == ""


@pytest.mark.parametrize("value", [str(ENOUGH_BYTES), "8388608"])
def test_what_somebody_else_chose_is_left_if_it_is_large_enough(
    own_server: Server, album: CouchAlbum, value: str
) -> None:
    own_server.request("PUT", PATH, value)
    found = examine(album)
    assert found is not None
    assert found.is_tuned


def test_who_is_no_administrator_sees_nothing_and_is_not_taken_for_a_wrong_password(
    own_server: Server, album: CouchAlbum
) -> None:
    name = f"jo-{secrets.token_hex(4)}"
    document = {"name": name, "password": "pass", "roles": [], "type": "user"}
    own_server.request("PUT", f"/_users/org.couchdb.user:{name}", document)
    own_server.request("PUT", f"/{album.database.name}/_security", {"admins": {}, "members": {"names": [name]}})
    member = CouchAlbum(own_server.url, album.database.name, user=name, password="pass")
    try:
        assert examine(member) is None
        assert member.check().user == name
    finally:
        member.close()


def test_a_test_of_the_connection_tells_it(own_server: Server, album: CouchAlbum) -> None:
    question = Question(own_server.url, album.database.name, own_server.user, own_server.password)
    found = ConnectionTester().examine(question)
    assert found.verdict is Verdict.READY
    assert found.tuning is not None
    assert not found.tuning.is_tuned


def test_a_server_that_does_not_say_its_nodes_is_asked_for_the_one_that_answers() -> None:
    with standin() as server:
        server.answer_with(Scripted.json(404, "not_found", "missing"), path="/_membership")
        album = CouchAlbum(server.url, "photo")
        try:
            assert nodes_of(album.guard).present == (LOCAL,)
            assert examine(album) is None
        finally:
            album.close()


def test_nodes_are_counted_in_the_words() -> None:
    found = Tuning({"one": 4096, "two": WANTED_BYTES, "three": 16384})
    assert found.slow == ("one", "three")
    assert "in pieces of 4 KB on 2 of its 3 nodes." in found.words

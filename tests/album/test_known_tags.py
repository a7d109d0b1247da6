"""The words that an album knows: the same from both albums, the most used first."""

import secrets

import pytest

from photospool.album.couchdb.setup import set_up
from photospool.album.embedded.album import LocalAlbum
from photospool.album.known_tags import ALWAYS, KnownTags

DOCUMENTS = [
    {"type": "photo", "cat": "Private", "keywords": ["sea", "unprocessed"], "taken": "2013-05-01"},
    {"type": "photo", "cat": "Work", "keywords": ["sea", "Anna"], "taken": "2013-05-02"},
    {"type": "photo", "cat": "Trash", "keywords": ["sea", "ben"], "taken": "2013-05-03"},
    {"type": "photo", "cat": "Work", "keywords": ["Anna", "zoo"], "taken": "2013-05-03"},
    {"type": "photo", "cat": "Alpha", "keywords": ["zoo", "Anna"], "taken": "2013-05-03"},
]


def filled():
    return [{"_id": secrets.token_hex(16), **document} for document in DOCUMENTS]


def check(found):
    assert found.categories == (*ALWAYS, "Work", "Alpha")
    assert found.tags[:1] == ("Anna",)
    assert set(found.tags) >= {"Anna", "sea", "zoo"}
    assert "unprocessed" not in found.tags


def test_the_embedded_album(tmp_path):
    album = LocalAlbum(tmp_path / "album")
    album.bulk(filled())
    check(album.known_tags())
    album.close()


@pytest.mark.parametrize("word", ["a\u202egpj.exe", "a\x1b[2J", "a\nb", "\x9b31m", "x" * 5000, ""])
def test_a_word_that_acts_instead_of_being_seen_is_offered_to_nobody(tmp_path, word):
    album = LocalAlbum(tmp_path / "album")
    album.bulk([*filled(), {"_id": "odd", "type": "photo", "cat": word, "keywords": [word, "fine"]}])
    found = album.known_tags()
    assert {word, *word.split("\n")}.isdisjoint({*found.tags, *found.categories} - {"a"})
    assert "fine" in found.tags
    album.close()


def test_an_empty_album_knows_what_every_album_knows(tmp_path):
    album = LocalAlbum(tmp_path / "album")
    assert album.known_tags() == KnownTags((), ALWAYS)
    album.close()


@pytest.fixture
def server(couchdb_server, database):
    album = couchdb_server.album(database)
    yield album
    album.close()


def test_a_couchdb(server):
    assert server.known_tags() == KnownTags()  # its views are not there yet
    set_up(server, create=False)
    server.bulk(filled())
    check(server.known_tags())

"""Both albums, for the tests of looking after one."""

import secrets

import pytest

from photospool.album.couchdb.setup import set_up
from photospool.album.embedded.album import LocalAlbum


@pytest.fixture(params=["local", "couch"])
def album(request, tmp_path):
    """Each album, empty."""
    if request.param == "local":
        album = LocalAlbum(tmp_path / "album")
    else:
        server = request.getfixturevalue("couchdb_server")
        name = request.getfixturevalue("database")
        album = server.album(name)
    yield album
    album.close()


@pytest.fixture
def other_album(tmp_path):
    album = LocalAlbum(tmp_path / "other album")
    yield album
    album.close()


@pytest.fixture(params=["local", "couch"])
def either_album(request):
    """Each album as the one that takes something back, empty."""
    if request.param == "local":
        yield request.getfixturevalue("other_album")
        return
    server = request.getfixturevalue("couchdb_server")
    made = server.album(f"other-{secrets.token_hex(6)}")
    set_up(made, create=True)
    yield made
    made.close()
    server.request("DELETE", f"/{made.database.name}")

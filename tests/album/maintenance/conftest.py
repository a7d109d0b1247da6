"""Both albums, for the tests of looking after one."""

import pytest

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

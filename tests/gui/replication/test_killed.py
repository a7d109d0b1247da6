"""The real window killed while it carries a large original, and started again: it is there once, equal to the byte."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sys

import pytest

from photospool.album.documents import original_id
from photospool.album.replication import carrying, claims, limits
from photospool.album.replication.add import add
from photospool.album.replication.models import Direction
from photospool.config.paths import places
from photospool.config.profile import Profile

from ...album.photos import photo
from ...album.replication.conftest import ids, quiet, read, until, wish, with_pictures
from ...children import child
from ...cli.commands import chosen

SMALL = 100_000
FILM = 6 << 20
WINDOW = """
import sys, time
from photospool.__main__ import main
from photospool.album.couchdb import carry
from photospool.album.replication import claims, limits
limits.BY_ITSELF = 100_000
claims.SILENT_S = 1.0  # what a window that was killed had claimed is waited for
pieces, between_s = carry._bytes, float(sys.argv[2])
carry._bytes = lambda *what: (time.sleep(between_s) or piece for piece in pieces(*what))
sys.argv = ["photospool", "--home", sys.argv[1], "--hidden"]
main()
"""


@pytest.fixture
def window(tmp_path, album, real_couchdb):
    """Starts the window on the album, with so many seconds between two pieces of a film; ended with the ``with``."""
    for folder in ("home", "incoming", "work", "done", "run"):
        (tmp_path / folder).mkdir()
    (tmp_path / "home/settings.toml").write_text("")
    chosen(tmp_path, url=real_couchdb.url, database=album.database.name, user=real_couchdb.user)
    Profile.load(places(tmp_path / "home")).confirmed()

    def started(between_s):
        names = {"PHOTOSPOOL_USER": real_couchdb.user, "PHOTOSPOOL_PASSWORD": real_couchdb.password}
        names |= {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path / "run")}
        return child([sys.executable, "-c", WINDOW, tmp_path / "home", between_s], env={**os.environ, **names})

    return started


def test_killed_while_it_carries_a_film_the_next_one_brings_it_once(
    album,
    name,
    second_couchdb,
    tmp_path,
    monkeypatch,
    window,
):
    monkeypatch.setattr(limits, "BY_ITSELF", SMALL)
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    film = with_pictures(photo(tmp_path, secrets.token_bytes(FILM), name="FILM.MOV"))
    album.store(film)
    photo_id = film.digests.md5
    with contextlib.closing(second_couchdb.album(name)) as there:
        until(lambda: photo_id in ids(there))
        with window(10.0) as first:  # still on its way when it is seen to be
            until(lambda: first.poll() is not None or carrying.look(album, copy).now)
            assert first.poll() is None
            first.kill()
            first.wait()
        assert original_id(photo_id) not in ids(there)
        assert [item.photo_id for item in carrying.look(album, copy).left] == [photo_id]
        assert photo_id in claims.read(album, copy)["now"]  # nobody took it away
        with window(0.0) as second:
            until(lambda: second.poll() is not None or original_id(photo_id) in ids(there))
            assert second.poll() is None
            until(lambda: not claims.read(album, copy)["now"])
        one, other = (side.get(original_id(photo_id), conflicts="true") for side in (album, there))
        assert one == other
        assert "_conflicts" not in one
        for side in (album, there):
            data = read(side, original_id(photo_id), "original.jpg")
            assert hashlib.md5(data, usedforsecurity=False).hexdigest() == photo_id
        assert carrying.look(album, copy).left == ()

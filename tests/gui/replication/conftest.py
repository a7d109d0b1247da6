"""An album on one real server and a place for its copies on another, in English."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest

from photospool.album.couchdb.setup import set_up
from photospool.album.replication.models import RemovalMode
from photospool.album.replication.remove import remove
from photospool.album.replication.replications import Replications
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.demo.playground import throwaway
from photospool.gui.i18n import language

from ...album.photos import photo
from ...album.replication.conftest import edit, with_pictures
from ...servers.couchdb import Server
from ..conftest import application


@pytest.fixture(autouse=True)
def english(qapp):
    language.speak(qapp, "en")
    yield
    for translator in application().property("photospool-translators"):
        application().removeTranslator(translator)


@pytest.fixture
def album(real_couchdb: Server, second_couchdb: Server):
    """An album on the first server; whatever was copied goes with it."""
    made = real_couchdb.album(f"test-{secrets.token_hex(6)}")
    set_up(made, create=True)
    yield made
    for copy in Replications(made).copies():
        remove(made, copy, RemovalMode.KEEP, lambda _tick: None)
    made.close()
    real_couchdb.request("DELETE", f"/{made.database.name}")


@pytest.fixture
def name(second_couchdb: Server):
    """Of a database on the second server, made by whoever adds a copy."""
    made = f"copy-{secrets.token_hex(6)}"
    yield made
    if made in second_couchdb.request("GET", "/_all_dbs"):
        second_couchdb.request("DELETE", f"/{made}")


@pytest.fixture
def here(tmp_path, monkeypatch, album, real_couchdb) -> Profile:
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    found = throwaway(tmp_path)
    found.vault.keep_for_session(real_couchdb.url, real_couchdb.user, real_couchdb.password)
    choice = AlbumChoice(url=real_couchdb.url, database=album.database.name, user=real_couchdb.user)
    return found.with_settings(replace(found.settings, album=choice))


@pytest.fixture
def add_photo(album, tmp_path):
    """Store a photo; its id."""

    def add(content: bytes, **fields: object) -> str:
        made = with_pictures(photo(tmp_path, content))
        album.store(made)
        edit(album, made.digests.md5, **fields)
        return str(made.digests.md5)

    return add

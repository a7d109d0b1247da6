"""An album on one real server and a place for its copies on another, in English."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.demo.playground import throwaway
from photospool.gui.i18n import language

from ...album.photos import photo
from ...album.replication.conftest import album, edit, name, with_pictures  # noqa: F401 (fixtures among them)
from ..conftest import application


@pytest.fixture(autouse=True)
def english(qapp):
    language.speak(qapp, "en")
    yield
    for translator in application().property("photospool-translators"):
        application().removeTranslator(translator)


@pytest.fixture
def here(tmp_path, monkeypatch, album, real_couchdb) -> Profile:  # noqa: F811
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    found = throwaway(tmp_path)
    found.vault.keep_for_session(real_couchdb.url, real_couchdb.user, real_couchdb.password)
    choice = AlbumChoice(url=real_couchdb.url, database=album.database.name, user=real_couchdb.user)
    return found.with_settings(replace(found.settings, album=choice))


@pytest.fixture
def add_photo(album, tmp_path):  # noqa: F811
    """Store a photo; its id."""

    def add(content: bytes, **fields: object) -> str:
        made = with_pictures(photo(tmp_path, content))
        album.store(made)
        edit(album, made.digests.md5, **fields)
        return str(made.digests.md5)

    return add

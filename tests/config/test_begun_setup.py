"""What was typed at a first start: kept without passwords, and only for the settings that it was begun with."""

from __future__ import annotations

import pytest

from photospool.config import begun_setup
from photospool.config.begun_setup import BegunSetup
from photospool.config.settings import AlbumChoice, Settings

FOLDERS = {"incoming": "/i", "work": "/w", "done": "/d"}


def test_it_counts_for_the_settings_that_it_was_begun_with(tmp_path):
    path, begun = tmp_path / "begun.json", BegunSetup(FOLDERS, AlbumChoice("https://couch.example.org", "family", "a"))
    begun_setup.keep(begun, path, Settings())
    assert begun_setup.load(path, Settings()) == begun
    assert begun_setup.load(path, Settings().replace("folders.incoming", "/other")) == BegunSetup()
    begun_setup.keep(BegunSetup(), path, Settings())
    assert not path.exists()


@pytest.mark.parametrize(
    "typed",
    [
        "https://anna:secret@couch.example.org",
        "anna:secret@couch.example.org",
        "https://anna:se/cret@couch.example.org",
        "anna:secret://@couch.example.org",
    ],
)
def test_no_password_of_an_address_is_kept(tmp_path, typed):
    path = tmp_path / "begun.json"
    begun_setup.keep(BegunSetup(album=AlbumChoice(typed)), path, Settings())
    album = begun_setup.load(path, Settings()).album
    assert album is not None
    assert album.url in {"https://couch.example.org", "couch.example.org"}
    assert b"cret" not in path.read_bytes()


@pytest.mark.parametrize("found", [b"", b"[]", b"{", b'{"begun_with": 1}', b'{"album": [1], "folders": 3}'])
def test_what_cannot_be_read_is_forgotten(tmp_path, found):
    path = tmp_path / "begun.json"
    path.write_bytes(found)
    path.chmod(0o600)
    assert begun_setup.load(path, Settings()) == BegunSetup()

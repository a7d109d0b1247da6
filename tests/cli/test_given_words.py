"""Words of a command line that would mean something else than who wrote them meant are refused at once."""

import pytest
from tests.cli.commands import SECRET, chosen, folders, photo

from photospool.cli.spool import album_of
from photospool.config.settings import Settings
from photospool.errors import SettingsError


@pytest.mark.parametrize(
    "words",
    [
        ("add", ""),
        ("process", "", "{home}/work", "{home}/done"),
        ("export", " "),
        ("import", ""),
        ("folders", "add", "Anna", ""),
        ("--home", "", "status"),
    ],
)
def test_an_empty_word_is_not_the_folder_that_one_stands_in(home, here, monkeypatch, words):
    """A script's variable was empty: all photos around were added, or moved out of there."""
    chosen(home)
    mine = photo(home / "mine/x.jpg", "orange")
    monkeypatch.chdir(home / "mine")
    result = here(home, *(word.format(home=home) for word in words))
    assert (result.code, "An empty word names" in result.err) == (2, True), result.err
    assert [path.name for path in mine.parent.iterdir()] == ["x.jpg"]
    assert list((home / "done").iterdir()) == []


@pytest.mark.parametrize("address", ["photo", "/photo", "http://[::1/photo", "", "couch.example.org/photo"])
def test_what_is_no_address_is_not_the_album_on_this_computer(address):
    with pytest.raises(SettingsError, match="This is no web address") as refused:
        album_of(Settings(), address)
    assert refused.value.field == "--album"


def test_a_password_in_an_address_is_not_kept(home, here):
    chosen(home)
    before = (home / "home/settings.toml").read_text()
    result = here(home, "move-album", f"http://anna:{SECRET}@127.0.0.1:1/photo")
    assert (result.code, "The address holds a name or a password." in result.err) == (2, True), result.err
    assert SECRET not in result.err + result.out
    assert (home / "home/settings.toml").read_text() == before


def test_an_empty_album_is_not_the_usual_one(home, here):
    chosen(home)
    left = photo(home / "incoming/x.jpg", "orange")
    result = here(home, "process", *folders(home), "--album", "")
    assert (result.code, left.exists()) == (2, True), result.err

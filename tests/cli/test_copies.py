"""``photospool copies`` as a person and as a script use it, between two real servers."""

from __future__ import annotations

import secrets

import pytest

from .test_cli import chosen, home, photospool  # noqa: F401 (a fixture)


@pytest.fixture
def database(real_couchdb):
    name = f"test-{secrets.token_hex(6)}"
    real_couchdb.request("PUT", f"/{name}")
    yield name
    real_couchdb.request("DELETE", f"/{name}")


@pytest.fixture
def copy_name(second_couchdb):
    name = f"copy-{secrets.token_hex(6)}"
    yield name
    if name in second_couchdb.request("GET", "/_all_dbs"):
        second_couchdb.request("DELETE", f"/{name}")


@pytest.fixture
def copies(home, real_couchdb, second_couchdb, database):  # noqa: F811
    chosen(home)
    for setting, value in (("url", real_couchdb.url), ("database", database), ("user", real_couchdb.user)):
        assert photospool(home, "settings", "set", f"album.{setting}", value).code == 0

    def run(*arguments, password=second_couchdb.password, **options):
        return photospool(
            home,
            "copies",
            *arguments,
            PHOTOSPOOL_PASSWORD=real_couchdb.password,
            PHOTOSPOOL_COPY_PASSWORD=password,
            **options,
        )

    return run


def test_a_copy_from_its_beginning_to_its_end(copies, second_couchdb, copy_name):
    assert (copies("list", "--json").code, copies("list", "--json").json) == (0, [])
    address = f"{second_couchdb.url}/{copy_name}"
    missing = copies("add", address, "--user", second_couchdb.user)
    assert missing.code == 3
    assert "--create" in missing.err
    added = copies("add", address, "--user", second_couchdb.user, "--name", "Attic", "--create")
    assert added.code == 0, added.err
    assert "whoever administers that server can read them" in added.out
    assert "✓ From now on it is copied by itself." in added.out
    (state,) = copies("list", "--json").json
    assert (state["name"], state["address"], state["direction"]) == ("Attic", address, "both")
    assert copies("pause", "Attic").code == 0
    assert "paused" in copies("list").out
    assert copies("resume", "Attic").code == 0
    assert copies("check", "--json").json[0]["missing"] == []
    assert copies("remove", "Attic").code == 2
    gone = copies("remove", "Attic", "--fate", "delete", "--administrator", second_couchdb.user)
    assert gone.code == 0, gone.err
    assert copy_name not in second_couchdb.request("GET", "/_all_dbs")
    assert copies("list", "--json").json == []


def test_no_password_is_ever_shown(copies, second_couchdb, copy_name):
    wrong = "wr0ng-Wörd"
    address = f"{second_couchdb.url}/{copy_name}"
    result = copies("add", address, "--user", second_couchdb.user, "--create", password=wrong)
    assert result.code == 3
    assert "does not accept the name and the password" in result.err
    assert wrong not in result.out + result.err
    inside = copies("add", "http://me:s3cret@127.0.0.1:1/photo")
    assert inside.code == 2
    assert "s3cret" not in inside.out + inside.err


def test_the_album_on_this_computer_says_what_a_server_would_bring(home):  # noqa: F811
    chosen(home)
    result = photospool(home, "copies", "list")
    assert result.code == 2
    assert "move-album" in result.err

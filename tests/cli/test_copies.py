"""``photospool copies`` as a person and as a script use it, between two real servers."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys

import pytest
from tests.children import child

from photospool.album.couchdb.setup import set_up
from photospool.album.documents import original_id
from photospool.album.embedded.album import LocalAlbum
from photospool.album.replication.qr_code import text
from photospool.album.replication.replications import Replications
from photospool.cli.copies import PASSWORD_VARIABLE, wish_of
from photospool.errors import SettingsError

from ..album.photos import photo
from ..album.replication.conftest import conflicting, edit, ids, make_as_of_0_1_0, until, with_pictures
from .commands import chosen, photospool


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
def tuning(second_couchdb):
    """The setting of the copy's server, which is taken away again."""
    path = "/_node/_local/_config/couchdb/attachment_stream_buffer_size"
    yield path
    if path.rpartition("/")[2] in second_couchdb.request("GET", path.rpartition("/")[0]):
        second_couchdb.request("DELETE", path)


def test_its_server_is_tuned_in_silence_too(copies, second_couchdb, copy_name, tuning):
    words = ("--user", second_couchdb.user, "--create", "--name", "Attic", "--tune", "--json")
    added = copies("add", f"{second_couchdb.url}/{copy_name}", *words)
    assert (added.code, added.json["name"]) == (0, "Attic"), added.err
    assert second_couchdb.request("GET", tuning) == "1048576"
    assert copies("remove", "Attic", "--fate", "keep").code == 0


@pytest.fixture
def copies(home, real_couchdb, second_couchdb, database):
    chosen(home, url=real_couchdb.url, database=database, user=real_couchdb.user)

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
    assert "The server's setting was not changed." in added.out
    assert f"{second_couchdb.url}/_node/_local/_config/couchdb/attachment_stream_buffer_size" in added.out
    assert "album setup --tune" not in added.out, "that is the album's own server"
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


def test_a_copy_that_the_program_will_not_see(copies, home, real_couchdb, second_couchdb, copy_name):
    address = (f"{second_couchdb.url}/{copy_name}", "--user", second_couchdb.user, "--create")
    photospool(home, "settings", "set", "album.user", "photos")
    added = copies("add", *address, "--name", "Attic", PHOTOSPOOL_USER=real_couchdb.user)
    assert added.code == 0, added.err
    assert "Photospool itself signs in as “photos”, who can't look after this copy" in added.err


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


def test_the_album_on_this_computer_says_what_a_server_would_bring(home):
    chosen(home)
    result = photospool(home, "copies", "list")
    assert result.code == 2
    assert "move-album" in result.err


def test_strangers_view_the_public_copy_and_its_proof(
    copies, real_couchdb, second_couchdb, database, copy_name, tmp_path
):
    album = real_couchdb.album(database)
    set_up(album, create=False)
    made = with_pictures(photo(tmp_path))
    album.store(made)
    empty = copies("public", "--json")
    assert (empty.code, empty.json) == (0, {"photos": [], "held_back": [], "to_mend": 0, "to_name": 0, "videos": 0})
    album.put_document({**album.get(made.digests.md5), "cat": "Public", "descr": "A garden"})
    shown = copies("public")
    assert "Strangers would see 1 photo or video." in shown.out
    assert "IMG_1.jpg  2013-05-01, A garden" in shown.out
    address = f"{second_couchdb.url}/{copy_name}"
    made_public = copies(
        "public", address, "--user", second_couchdb.user, "--create", "--yes", "--keep-policy", "--title", "Our summer"
    )
    assert made_public.code == 0, made_public.err
    for line in ("✓ Anybody may read it now.", "✓ A stranger can't add a document.", "limit_except GET HEAD"):
        assert line in made_public.out
    assert "✗" not in made_public.out
    for once in (
        "It is open at",
        "works on this computer only",
        "The album's page is installed at",
        "the setting couchdb/attachment_stream_buffer_size",
    ):
        assert made_public.out.count(once) == 1, once
    page = f"{address}/_design/photospool/index.html"
    linked = copies("link", "Public")
    assert linked.out == f"{page}\n"
    assert "works on this computer only" in linked.err
    tag = copies("link", "Public", "--search", "sea 2024", "--qr").out.splitlines()
    assert tag[0] == f"{page}#/search/sea%202024"
    assert tag[1:] == text(tag[0]).splitlines()
    assert copies("link", "Public", "--search", "x" * 5000, "--qr").code == 2
    assert copies("title", "Public").out == "The page calls itself “Our summer”.\n"
    assert copies("title", "Public", "").out == "The page has no title of its own.\n"
    assert second_couchdb.request("GET", f"/{copy_name}/_design/photospool", user="")["title"] == ""
    assert copies("mend").out == "Every public copy goes by today's rules.\n"
    listed = copies("list").out
    assert "    Strangers see 1 photo or video, of each video one picture. Last compared as a whole: " in listed
    assert "Its page does not run there, for that server's policy does not let it; “Let the page run" in listed
    assert copies("list", "--json").json[0]["strangers"]["photos"] == 1
    album.put_document({**album.get(made.digests.md5), "cat": "Private"})
    proved = copies("prove", "Public")
    assert proved.code == 0, proved.err
    assert "Taken back: IMG_1.jpg" in proved.out
    edit(album, made.digests.md5, cat="Public")
    until(lambda: made.digests.md5 in ids(second_couchdb.album(copy_name)))
    edit(album, made.digests.md5, cat="Private")
    checked = copies("check", "--json")
    assert checked.code == 0, checked.err
    assert checked.json[0]["taken_back"] == [made.digests.md5]
    assert "A stranger can't add a document." in [tick["title"] for tick in checked.json[0]["ticks"]]
    assert "✓ A stranger can read it." in copies("check").out
    album.put_document({**album.get(made.digests.md5), "cat": "Public", "exif": {"GPS GPSLatitude": "1"}})
    held = copies("public")
    assert held.code == 1
    assert "IMG_1.jpg: it says where it was taken" in held.out
    assert "“photospool album repair” mends" in held.out


def test_json_is_all_that_making_a_public_copy_prints(
    copies, real_couchdb, second_couchdb, database, copy_name, tmp_path
):
    album = real_couchdb.album(database)
    set_up(album, create=False)
    made = with_pictures(photo(tmp_path))
    album.store(made)
    edit(album, made.digests.md5, cat="Public")
    address = f"{second_couchdb.url}/{copy_name}"
    signed = ("--user", second_couchdb.user, "--create", "--json")
    asked = copies("public", address, *signed, text="n\n")
    assert (asked.code, asked.out.strip()) == (1, "")
    done = copies("public", address, *signed, "--yes")
    assert done.code == 0, done.err
    assert [shown["photo_id"] for shown in done.json["photos"]] == [made.digests.md5]
    assert (done.json["copy"]["address"], done.json["copy"]["public"]) == (address, True)
    assert ids(second_couchdb.album(copy_name)) == {made.digests.md5}


def test_a_copy_of_0_1_0_is_mended_after_a_yes(copies, real_couchdb, second_couchdb, database, copy_name, tmp_path):
    album = real_couchdb.album(database)
    set_up(album, create=False)
    made = with_pictures(photo(tmp_path))
    photo_id = made.digests.md5
    album.store(made)
    edit(album, photo_id, cat="Public")
    address = f"{second_couchdb.url}/{copy_name}"
    assert copies("public", address, "--user", second_couchdb.user, "--create", "--yes", "--keep-policy").code == 0
    make_as_of_0_1_0(Replications(album).copies()[0], second_couchdb.album(copy_name), real_couchdb)
    edit(album, photo_id, filename="Anna at school.jpg")
    until(lambda: "filename" in second_couchdb.request("GET", f"/{copy_name}/{photo_id}", user=""))
    refused = copies("mend", text="n\n")
    assert (refused.code, "1 photo" in refused.out) == (1, True)
    assert album.get(photo_id)["filename"] == "Anna at school.jpg"
    assert copies("mend", "--yes", "--json").json == {
        "copies": ["Public"],
        "mended": 1,
        "withdrawn": [],
        "still_readable": [],
        "left": [],
    }
    assert "filename" not in second_couchdb.request("GET", f"/{copy_name}/{photo_id}", user="")
    assert copies("mend", "--json").json == {"copies": [], "mended": 0, "withdrawn": [], "left": []}


def test_a_field_of_another_program_is_set_apart_on_a_word(copies, home, real_couchdb, database, tmp_path):
    album = real_couchdb.album(database)
    set_up(album, create=False)
    made = with_pictures(photo(tmp_path))
    photo_id = made.digests.md5
    album.store(made)
    edit(album, photo_id, cat="Public", mood={"at": [47.5]})

    def set_apart(*arguments):
        return photospool(home, "album", "set-apart", *arguments, PHOTOSPOOL_PASSWORD=real_couchdb.password)

    assert "mood" in copies("public").out
    assert "1 photo: “mood” would be moved" in set_apart("mood").out
    assert album.get(photo_id)["mood"] == {"at": [47.5]}
    assert set_apart("mood", "--apply", "--json").json == {"photos": 1, "applied": True, "left": []}
    assert "mood" not in album.get(photo_id)
    assert album.get(original_id(photo_id))["moved"] == {"mood": {"at": [47.5]}}
    assert copies("public").code == 0
    own = set_apart("descr")
    assert (own.code, "Photospool's own" in own.err) == (2, True)


def test_the_trash_is_shown_and_emptied(home):
    chosen(home)
    folder = home / "home" / "album"
    local = LocalAlbum(folder)
    made = photo(home)
    local.store(made)
    local.discard(made.digests.md5)
    local.close()
    assert photospool(home, "album", "trash", "--json").json == {"photos": 1, "emptied": 0}
    assert photospool(home, "album", "trash", "--empty", text="n\n").code == 1
    assert photospool(home, "album", "trash", "--empty", "--yes", "--json").json == {"photos": 0, "emptied": 1}
    local = LocalAlbum(folder)
    assert local.count() == 0
    local.close()


def test_a_conflict_is_shown_and_chosen(copies, home, real_couchdb, database, tmp_path):
    album = real_couchdb.album(database)
    made = with_pictures(photo(tmp_path))
    album.store(made)
    photo_id = made.digests.md5
    edit(album, photo_id, descr="Sea")
    conflicting(album, photo_id, descr="Sun")

    def conflicts(*arguments):
        return photospool(home, "album", "conflicts", *arguments, PHOTOSPOOL_PASSWORD=real_couchdb.password)

    listed = conflicts()
    assert listed.code == 1
    assert 'descr "Sea"' in listed.out
    assert 'descr "Sun"' in listed.out
    wanted = next(line for line in listed.out.splitlines() if "Sun" in line).strip()[0]
    assert conflicts(photo_id, "--keep", wanted).code == 0
    assert album.get(photo_id, conflicts="true")["descr"] == "Sun"
    assert conflicts("--json").json == {"merged": [], "undecided": []}


def test_the_running_program_takes_back_what_is_no_longer_public(
    copies,
    home,
    real_couchdb,
    second_couchdb,
    database,
    copy_name,
    tmp_path,
):
    album = real_couchdb.album(database)
    set_up(album, create=False)
    made = with_pictures(photo(tmp_path))
    album.store(made)
    album.put_document({**album.get(made.digests.md5), "cat": "Public"})
    address = f"{second_couchdb.url}/{copy_name}"
    assert copies("public", address, "--user", second_couchdb.user, "--create", "--yes", "--keep-policy").code == 0
    album.put_document({**album.get(made.digests.md5), "cat": "Private"})  # while no Photospool ran
    env = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")}
    env |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "COLUMNS": "200", "PYTHONUNBUFFERED": "1"}
    env |= {"PHOTOSPOOL_PASSWORD": real_couchdb.password}
    command = [sys.executable, "-m", "photospool", "--home", str(home / "home"), "run", "--yes"]
    with child(command, env=env, stdout=subprocess.PIPE, text=True) as running:
        said = next(line for line in running.stdout if "no longer public" in line)
    assert said.strip() == "⊘ IMG_1.jpg  no longer public in Public"
    rows = second_couchdb.request("GET", f"/{copy_name}/_all_docs")["rows"]
    assert [row["id"] for row in rows if not row["id"].startswith("_design/")] == []


@pytest.mark.parametrize("other", [False, True])
def test_no_address_holds_a_password(other):
    good, bad = "https://attic.example.org", "https://ann:s3cret@attic.lan"
    with pytest.raises(SettingsError, match="holds a name or a password"):
        wish_of(f"{good if other else bad}/photo", "", url_here=bad if other else "")


def test_an_address_that_is_none_is_told():
    for address, here in (("http://[", ""), ("https://attic.example.org/photo", "http://[")):
        with pytest.raises(SettingsError):
            wish_of(address, "", url_here=here)


def test_a_password_of_the_environment_leaves_it(monkeypatch):
    monkeypatch.setenv(PASSWORD_VARIABLE, "s3cret")
    assert wish_of("https://attic.example.org/photo", "ann").password == "s3cret"
    assert PASSWORD_VARIABLE not in os.environ

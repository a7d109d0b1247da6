"""The album on this computer moves: the same steps for command line and window."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import pytest

from photospool.album.embedded.album import LocalAlbum
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.engine.move_album import Destination, at_rest, move_album
from photospool.errors import AlbumUnavailable, AlreadyRunning, DatabaseMissing, NotAllowed
from photospool.spool.lock import WorkLock

from ..album.photos import photo


@pytest.fixture
def here(tmp_path):
    """A profile with two photos in its album."""
    found = Profile.load(places(tmp_path / "home"))
    settings = found.settings
    for name in ("incoming", "work", "done"):
        (tmp_path / name).mkdir()
        settings = settings.replace(f"folders.{name}", str(tmp_path / name))
    found = found.with_settings(settings).confirmed()
    album = LocalAlbum(found.places.album)
    for number in range(2):
        album.store(photo(tmp_path, b"photo %d" % number, name=f"{number}.jpg"))
    album.close()
    return found


@pytest.fixture
def to(real_couchdb):
    """An album that is not there yet; the password is kept for this session."""
    name = f"test-{secrets.token_hex(6)}"
    choice = AlbumChoice(real_couchdb.url, name, real_couchdb.user)
    yield Destination(choice, create=True)
    if name in real_couchdb.request("GET", "/_all_dbs"):
        real_couchdb.request("DELETE", f"/{name}")


@pytest.fixture
def knows(here, to, real_couchdb):
    here.vault.keep_for_session(to.choice.url, to.choice.user, real_couchdb.password)


def nobody(*_):
    return None


def test_all_goes_there_and_only_the_album_is_another_one(here, to, knows):
    Profile.load(here.places).with_settings(here.settings.replace("photos.quality", 77))  # by somebody else, meanwhile
    said, counts, before = [], [], []
    moved = move_album(here, to, counts.append, said.append, lambda target: before.append(target.database.name))
    assert (moved.photos, moved.of, moved.sent) == (2, 2, 2)
    assert (before, said[0].startswith("Made the album")) == ([to.choice.database], True)
    fresh = here.reloaded()
    assert fresh.settings == here.settings.replace("photos.quality", 77).replace("album.url", to.choice.url).replace(
        "album.database", to.choice.database
    ).replace("album.user", to.choice.user)
    assert fresh.is_confirmed


def test_a_yes_that_was_not_given_is_not_given_by_moving(here, to, knows):
    move_album(here.remembering(confirmed=""), to, nobody, nobody)
    assert not here.reloaded().is_confirmed


def test_it_may_only_be_filled(here, to, knows):
    move_album(here, replace(to, is_used=False), nobody, nobody)
    assert here.reloaded().settings == here.settings


def test_what_is_edited_on_the_page_meanwhile_goes_there_too(here, to, knows, real_couchdb):
    album = LocalAlbum(here.places.album)
    edited = []

    def told(moved):
        if moved.photos == moved.of and not edited:
            photo_id = next(row["id"] for row in album.all_docs() if not row["id"].startswith("original-"))
            album.put_document({**album.get(photo_id), "descr": "written meanwhile"})
            edited.append(photo_id)

    moved = move_album(here, to, told, nobody)
    album.close()
    assert moved.sent == 3
    found = real_couchdb.request("GET", f"/{to.choice.database}/{edited[0]}")
    assert found["descr"] == "written meanwhile"


def test_a_second_look_at_all_does_not_count_as_what_is_there(here, to, knows):
    told = []
    move_album(here, to, told.append, nobody)
    assert [(moved.photos, moved.is_again) for moved in told] == [
        *((photos, False) for photos in range(3)),
        *((photos, True) for photos in range(3)),
    ]


def test_what_never_ends_to_change_is_told_and_nothing_is_switched(here, to, knows):
    album = LocalAlbum(here.places.album)
    photo_id = next(row["id"] for row in album.all_docs() if not row["id"].startswith("original-"))
    edits = iter(range(1000))

    def told(moved):
        if moved.photos == moved.of:
            album.put_document({**album.get(photo_id), "descr": f"edit {next(edits)}"})

    with pytest.raises(AlbumUnavailable, match="changed by somebody else"):
        move_album(here, to, told, nobody)
    album.close()
    assert here.reloaded().settings == here.settings


def test_nobody_carries_photos_meanwhile(here, to, knows):
    work = here.settings.folders.work
    other = WorkLock(Path(work))
    other.acquire()
    with pytest.raises(AlreadyRunning, match="Photospool is running"):
        move_album(here, to, nobody, nobody)
    other.release()
    held = []
    move_album(here, to, nobody, nobody, lambda _target: held.append(is_held(work)))
    assert (held, is_held(work)) == ([True], False)


def test_without_a_work_folder_nothing_holds_it(here, tmp_path):
    (tmp_path / "work").rmdir()
    with at_rest(here):
        assert not (tmp_path / "work").exists()
    with at_rest(Profile.load(places(tmp_path / "empty"))):
        pass


def test_a_database_is_made_only_on_a_word(here, to, knows):
    with pytest.raises(DatabaseMissing):
        move_album(here, replace(to, create=False), nobody, nobody)


def test_who_may_not_bring_views_may_bring_photos(here, to, knows, real_couchdb):
    name, password = f"ann-{secrets.token_hex(4)}", secrets.token_hex(8)
    real_couchdb.request("PUT", f"/{to.choice.database}")
    user = {"name": name, "password": password, "roles": [], "type": "user"}
    real_couchdb.request("PUT", f"/_users/org.couchdb.user:{name}", user)
    members = {"admins": {"names": [], "roles": ["_admin"]}, "members": {"names": [name], "roles": []}}
    real_couchdb.request("PUT", f"/{to.choice.database}/_security", members)
    hers = replace(to, choice=replace(to.choice, user=name))
    here.vault.keep_for_session(to.choice.url, name, password)
    said = []
    assert move_album(here, hers, nobody, said.append).sent == 2
    assert [text for text in said if "an administrator can do it" in text]
    missing = replace(hers, choice=replace(hers.choice, database=f"{to.choice.database}-other"))
    with pytest.raises(NotAllowed):
        move_album(here, missing, nobody, nobody)


def is_held(work):
    return WorkLock(Path(work)).is_held_elsewhere()

"""``photospool copies videos``: words before the choice, a film that strangers can fetch, and none again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.album.maintenance.test_videos import drawn, video_photo

from photospool.album.couchdb.setup import set_up
from photospool.album.store_photo import store

from ..photo.films import film, needs_ffmpeg
from .test_copies import copies, copy_name, database

pytestmark = needs_ffmpeg
__all__ = ["copies", "copy_name", "database"]


@pytest.fixture
def shown(request, real_couchdb, database, tmp_path):
    album = real_couchdb.album(database)
    set_up(album, create=False)
    photo = replace(
        video_photo(tmp_path, film(getattr(request, "param", "plain.mp4")), "a.mp4", how=drawn), category="Public"
    )
    store(photo, album.find, album.write)
    return photo.digests.md5


def test_a_video_is_given_to_strangers_and_taken_back(copies, second_couchdb, copy_name, shown):
    preview = copies("public").out
    assert "Strangers would see 1 photo or video." in preview
    assert "Of a video they see one picture" in " ".join(preview.split())
    address = f"{second_couchdb.url}/{copy_name}"
    words = ("public", address, "--user", second_couchdb.user, "--create", "--keep-policy")
    made = copies(*words, "--yes")
    assert made.code == 0, made.err
    film_of = f"/{copy_name}/film-{shown}"
    assert "film-" not in str(second_couchdb.request("GET", f"/{copy_name}/_all_docs", user=""))
    assert "public copy, send only, no videos" in copies("list").out
    assert "Strangers get no video" in copies("videos", "Public").out
    asked = copies("videos", "Public", "picture")
    assert asked.code != 0
    assert "number plates" in asked.out and "written anew" in asked.out
    assert "film-" not in str(second_couchdb.request("GET", f"/{copy_name}/_all_docs", user=""))
    chosen = copies("videos", "Public", "picture", "--yes")
    assert chosen.code == 0, chosen.err
    assert "Strangers can play a.mp4 now." in chosen.out
    listed = copies("list").out
    assert "public copy, send only, videos without their sound" in listed
    assert "Strangers see 1 photo or video and can play 1 video." in listed
    assert "videos without their sound" in copies("check", "Public").out
    assert "Strangers get videos, without their sound." in chosen.out
    assert set(second_couchdb.request("GET", film_of, user="")["_attachments"]) == {"film.mp4"}
    assert copies("list", "--json").json[0]["videos"] == "picture"
    back = copies("videos", "Public", "none")
    assert back.code == 0, back.err
    assert "1 film was taken back" in back.out
    assert "film-" not in str(second_couchdb.request("GET", f"/{copy_name}/_all_docs", user=""))


@pytest.mark.parametrize("shown", ["plain.mkv"], indirect=True)
def test_a_video_that_strangers_can_not_have_is_named_with_the_reason(copies, second_couchdb, copy_name, shown):
    address = f"{second_couchdb.url}/{copy_name}"
    words = ("public", address, "--user", second_couchdb.user, "--create", "--keep-policy", "--videos", "sound")
    made = copies(*words, "--yes")
    assert made.code == 0, made.err
    why = (
        "Strangers see one picture of a.mp4 and can't play it: the place and other notes in a video can be left out of"
    )
    assert why in copies("list").out
    assert why in copies("check", "Public").out
    (listed,) = copies("list", "--json").json
    (without,) = listed["strangers"]["without_film"]
    assert (listed["videos"], listed["strangers"]["films"], without["photo_id"]) == ("sound", 0, shown)

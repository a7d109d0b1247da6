"""Films as cameras write them in a public copy, asked for by a stranger through HTTP: every answer, every byte."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import replace

import pytest
from tests.album.maintenance.test_videos import drawn, video_photo
from tests.children import PATIENCE_S
from tests.photo.films import needs_ffmpeg
from tests.photo.public_film.cameras import FILMS, MADE_SECONDS, MARKS
from tests.photo.public_film.test_marked_films import judged

from photospool.album.replication import service
from photospool.album.replication.models import Films
from photospool.album.replication.public.film_documents import NAME, film_id
from photospool.album.store_photo import store

from .conftest import seen
from .test_leaks import all_that_strangers_get, fetched, found_in

pytestmark = needs_ffmpeg


@pytest.mark.parametrize("films", [Films.PICTURE, Films.SOUND])
def test_a_stranger_finds_no_mark_name_or_time_of_any_camera(album, public_copy, tmp_path, films):
    names = {}
    for name, make in FILMS.items():
        photo = replace(video_photo(tmp_path, make(tmp_path), name, how=drawn), category="Public")
        store(photo, album.find, album.write)
        names[photo.digests.md5] = name
    copy = service.choose_films(album, public_copy(), films, lambda _tick: None)
    service.bring_films(album, copy, lambda _tick: None)
    assert seen(copy) == {*names, *map(film_id, names)}
    asked, url = all_that_strangers_get(copy.there.address), copy.there.address
    for photo_id, name in names.items():
        data = fetched(f"{url}/{film_id(photo_id)}/{NAME}")
        asked[name] = data
        assert judged(data, has_sound=films is Films.SOUND) == ""
        assert (b"soun" in data) == (films is Films.SOUND and name != "silent.m4v")
        request = urllib.request.Request(f"{url}/{film_id(photo_id)}/{NAME}", method="HEAD")
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=PATIENCE_S) as answer:
            asked[f"{name}: headers"] = str(answer.headers).encode()
        document = json.loads(fetched(f"{url}/{film_id(photo_id)}"))
        assert set(document) == {"_id", "_rev", "_attachments", "type", "has_sound"}
        assert set(document["_attachments"]) == {NAME}
    # The page's own files and pictures are left out of the short marks: a JPEG may spell anything.
    marks = (*MARKS, MADE_SECONDS.to_bytes(4, "big"), *(name.encode() for name in names.values()))
    ours = {what: data for what, data in asked.items() if what in names.values() or what.endswith("headers")}
    assert len(ours) == 2 * len(names)
    assert not [(what, mark) for what, data in ours.items() for mark in marks if mark in data]
    assert not [(what, name) for what, data in asked.items() for name in names.values() if name.encode() in data]
    assert found_in(asked) == []

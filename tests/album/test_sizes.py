"""How large an album is, by kind: the same in both, and no original is read for it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from photospool.album.base import Write
from photospool.album.couchdb import album as couch_album
from photospool.album.documents import trashed
from photospool.album.embedded import album as local_album
from photospool.album.embedded.album import LocalAlbum
from photospool.album.sizes import Held, sizes_of
from photospool.photo.photo import Taken

from .photos import photo


@pytest.fixture(params=["local", "couch"])
def album(request, tmp_path, monkeypatch):
    monkeypatch.setattr(couch_album, "AT_ONCE", 3)
    monkeypatch.setattr(local_album, "IDS_AT_ONCE", 3)
    if request.param == "local":
        made = LocalAlbum(tmp_path / "album")
    else:
        made = request.getfixturevalue("couchdb_server").album(request.getfixturevalue("database"))
    yield made
    made.close()


def test_what_belongs_to_another_is_counted_apart(album, tmp_path):
    for content in (b"picture", b"y" * 50, b"z" * 60, b"lone in the trash"):
        add(album, tmp_path, content, month="2025-11" if content[0] in b"yz" else "")
    ids = [hashlib.md5(content, usedforsecurity=False).hexdigest() for content in (b"picture", b"y" * 50, b"z" * 60)]

    def change(photo_id, **fields):
        album.write(Write({**album.find([photo_id])[photo_id].photo, **fields}))

    for film in ids[1:]:
        change(film, part_of=ids[0], part="live")
    found = sizes_of(album)
    assert found.kinds == {"photos": Held(2, 7 + 17), "videos": Held(), "raw": Held()}
    assert (found.parts, found.trash, found.video_months) == (Held(2, 110), Held(), {"2025-11": 110})
    change(ids[0], cat="Trash")
    change(ids[1], cat="Trash", trashed_with=ids[0])
    assert sizes_of(album).trash == Held(1, 7 + 50)
    change(ids[2], cat="Trash")  # by itself
    found = sizes_of(album)
    assert (found.kinds["videos"], found.parts, found.trash) == (Held(1, 60), Held(1, 50), Held(2, 7 + 50 + 60))


def add(album, tmp_path, content, *, month="", trash=False):
    given = photo(tmp_path, content)
    if month:
        film = replace(given.prepared, reading=replace(given.prepared.reading, format="MP4"), poster="drawn")
        given = replace(given, prepared=film, taken=Taken(f"{month}-03", f"{month}-03T10:00:00", "file name"))
    album.store(given)
    if trash:
        album.write(Write(trashed(album.find([given.digests.md5])[given.digests.md5].photo)))


def test_counted_and_weighed_by_kind(album, tmp_path):
    assert sizes_of(album).kinds == {"photos": Held(), "videos": Held(), "raw": Held()}
    for number in range(7):
        add(album, tmp_path, b"photo %d" % number)
    add(album, tmp_path, b"thrown away", trash=True)
    add(album, tmp_path, b"x" * 5000, month="2025-11")
    add(album, tmp_path, b"y" * 3000, month="2025-11")
    add(album, tmp_path, b"z" * 2000, month="2026-01", trash=True)
    album.write(Write({"_id": "a comment", "type": "comment", "size": 99}))
    album.write(Write({"_id": "f" * 32, "type": "photo", "cat": "Private", "size": "odd"}))
    found = sizes_of(album)
    assert found.kinds == {"photos": Held(9, 7 * 7 + 11), "videos": Held(3, 10_000), "raw": Held()}
    assert found.trash == Held(2, 2011)
    assert found.video_months == {"2025-11": 8000, "2026-01": 2000}

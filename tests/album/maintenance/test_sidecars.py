"""Sidecars in an album: exported and imported, proved, carried into another album, never lost as others write."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.photo.made_sidecars import aae, takeout, xmp

from photospool.album.attach_sidecars import attach
from photospool.album.base import Source, Write
from photospool.album.documents import original_id
from photospool.album.maintenance.export import export
from photospool.album.maintenance.import_ import import_folder
from photospool.album.maintenance.verify import Wrong, verify
from photospool.album.sidecars import Sidecar, beside
from photospool.errors import PhotoNotReady
from photospool.photo.digests import digests
from photospool.photo.metadata.sidecars import read

from .shots import added, in_this_process, shot

FILES = {
    "IMG_1.xmp": xmp("Words", ["sun"], person="Anna", place=("50,6.0N", "8,12.0E")),
    "IMG_1.jpg.xmp": xmp("Other words", ["sea"]),
    "IMG_1.AAE": aae(),
    "IMG_1.jpg.supplemental-metadata.json": takeout(
        "IMG_1.jpg", int(datetime(2013, 5, 1, 12, 34, 56).timestamp()), description="From Google"
    ),
}


def with_sidecars(album, tmp_path, photo_id, files=FILES):
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert attach(photo_id, Sidecar(path, name, digests(path), read(path, name)), album.find, album.write)


def sidecars(album, photo_id):
    found = {}
    for one in beside(album.find([photo_id])[photo_id].original):
        with album.read(original_id(photo_id), one.attachment) as chunks:
            found[one.name] = b"".join(chunks)
    return found


def test_out_into_a_folder_and_back(album, either_album, tmp_path):
    given = shot(0)
    added(album, tmp_path, given)
    with_sidecars(album, tmp_path, given.id)
    folder = tmp_path / "out"
    for _ in range(2):
        assert export(album, folder).left_out == ()
        there = {path.name: path.read_bytes() for path in (folder / "photos/2013").iterdir()}
        ours = there.pop("2013-05-01 IMG_1.jpg.xmp")
        assert ours not in FILES.values()
        assert there == {
            "2013-05-01 IMG_1.jpg": given.data,
            "2013-05-01 IMG_1.xmp": FILES["IMG_1.xmp"],
            "2013-05-01 IMG_1.jpg (2).xmp": FILES["IMG_1.jpg.xmp"],
            "2013-05-01 IMG_1.AAE": FILES["IMG_1.AAE"],
            "2013-05-01 IMG_1.jpg.supplemental-metadata.json": FILES["IMG_1.jpg.supplemental-metadata.json"],
        }
    for _ in range(2):
        found = import_folder(either_album, folder, in_this_process)
        assert found.left_out == ()
        assert sidecars(either_album, given.id) == FILES
    mine, theirs = (one.find([given.id])[given.id] for one in (album, either_album))
    assert mine.photo["descr"] == theirs.photo["descr"]
    assert mine.original["sidecars"] == theirs.original["sidecars"]
    assert mine.original["people"] == theirs.original["people"] == ["Anna"]
    assert verify(either_album).findings == ()


def test_a_sidecar_that_is_not_what_was_exported_is_named_and_its_photo_comes(album, other_album, tmp_path):
    given = shot(0)
    added(album, tmp_path, given)
    with_sidecars(album, tmp_path, given.id, {"IMG_1.AAE": FILES["IMG_1.AAE"]})
    export(album, tmp_path / "out")
    (tmp_path / "out/photos/2013/2013-05-01 IMG_1.AAE").write_bytes(b"something else")
    (left_out,) = import_folder(other_album, tmp_path / "out", in_this_process).left_out
    assert "IMG_1.AAE" in left_out
    assert other_album.find([given.id])[given.id].photo is not None
    assert sidecars(other_album, given.id) == {}


def test_verify_names_one_that_is_another(album, tmp_path):
    given = shot(0)
    added(album, tmp_path, given)
    with_sidecars(album, tmp_path, given.id)
    assert verify(album).findings == ()
    original = album.find([given.id])[given.id].original
    first, second = (one.attachment for one in beside(original)[:2])
    left = {name: stub for name, stub in original["_attachments"].items() if name not in {first, second}}
    album.write(
        Write({**original, "_attachments": left}, {first: Source.of_bytes(b"other", "application/octet-stream")})
    )
    for quick in (True, False):
        found = verify(album, quick=quick).findings
        assert {one.wrong for one in found} == {Wrong.SIDECAR_CHANGED, Wrong.SIDECAR_LOST}


def test_an_original_that_is_sent_again_keeps_its_sidecars(album, tmp_path):
    given = shot(0)
    added(album, tmp_path, given)
    with_sidecars(album, tmp_path, given.id)
    original = album.find([given.id])[given.id].original
    left = {name: stub for name, stub in original["_attachments"].items() if name.startswith("sidecar-")}
    album.write(Write({**original, "_attachments": left}))
    assert [one.wrong for one in verify(album).findings] == [Wrong.ORIGINAL_LOST]
    added(album, tmp_path, given)
    assert verify(album).findings == ()
    assert sidecars(album, given.id) == FILES
    assert album.find([given.id])[given.id].original["sidecars"] == original["sidecars"]


def test_a_photo_that_is_not_there_gets_none(album, tmp_path):
    path = tmp_path / "a.xmp"
    path.write_bytes(FILES["IMG_1.xmp"])
    with pytest.raises(PhotoNotReady, match="not in the album"):
        attach("0" * 32, Sidecar(path, "a.xmp", digests(path), read(path, "a.xmp")), album.find, album.write)

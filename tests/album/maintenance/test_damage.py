"""Each damage that was seen: verify names it, what is taken along is right all the same, and the advice heals it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photospool.album.base import Source, Write
from photospool.album.maintenance.export import export
from photospool.album.maintenance.import_ import import_folder
from photospool.album.maintenance.repair import repair
from photospool.album.maintenance.verify import Wrong, verify
from photospool.album.schema import stubs

from .shots import MEANS, added, in_this_process, shot, stored_original


def originals_digest(stored, _data):
    return Write({**stored.original, "sha256": "0" * 64})


def photos_digest(stored, _data):
    return Write({**stored.photo, "sha256": 5})


def second_original(stored, data):
    return Write(dict(stored.original), {"original.jpeg": Source.of_bytes(data[:-100], "image/jpeg")})


def text_as_thumbnail(stored, _data):
    kept = {name: stub for name, stub in stubs(stored.photo).items() if name != "thumb.jpg"}
    return Write({**stored.photo, "_attachments": kept}, {"thumb.jpg": Source.of_bytes(b"a text", "text/plain")})


DAMAGES = {
    originals_digest: Wrong.DIGEST_NOTED_WRONG,
    photos_digest: Wrong.DIGEST_NOTED_WRONG,
    second_original: Wrong.DAMAGED_BESIDE,
    text_as_thumbnail: Wrong.PICTURE_DAMAGED,
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_it_is_named_taken_along_whole_and_healed(album, other_album, tmp_path, damage):
    given, whole = shot(0), shot(1)
    for one in (given, whole):
        added(album, tmp_path, one)
    album.write(damage(album.find([given.id])[given.id], given.data))

    def taken_along(name):
        found = export(album, tmp_path / name)
        assert (found.taken_along, found.left_out) == (2, ())
        return {path.read_bytes() for path in (tmp_path / name / "photos").rglob("*.jpg")}

    assert [(item.photo_id, item.wrong) for item in verify(album).findings] == [(given.id, DAMAGES[damage])]
    assert taken_along("before") == {given.data, whole.data}
    found = repair(album, replace(MEANS, looks_into_pictures=True), dry_run=False)
    assert (found.mended, found.unmended) == (1, ())
    assert verify(album).findings == ()
    assert stored_original(album, given.id) == given.data
    assert taken_along("after") == {given.data, whole.data}
    assert import_folder(other_album, tmp_path / "before", in_this_process).left_out == ()
    assert verify(other_album).findings == ()

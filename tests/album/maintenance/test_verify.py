"""What is wrong with a stored original is found, and named."""

import pytest

from photospool.album.documents import original_id
from photospool.album.maintenance.verify import Wrong, verify
from photospool.album.store_photo import Source, Write

from .shots import added, old_document, shot


def wrongs(found):
    return {(item.photo_id, item.wrong) for item in found.findings}


def test_all_is_well(album, tmp_path):
    shots = [shot(number) for number in range(3)]
    for given in shots[:2]:
        added(album, tmp_path, given)
    album.write(old_document(shots[2]))
    album.write(Write({"_id": "a-comment", "type": "comment", "note": "Nice!"}))
    told = []
    found = verify(album, told.append)
    assert found.findings == ()
    assert (found.photos, found.of) == (3, 3)
    assert found.bytes_read == sum(len(given.data) for given in shots)
    assert [progress.photos for progress in told] == [0, 1, 2, 3]
    assert verify(album, quick=True).bytes_read == 0


def test_an_original_with_a_flipped_bit(album, tmp_path):
    good, bad = shot(0), shot(1)
    for given in (good, bad):
        added(album, tmp_path, given)
    flipped = bytearray(bad.data)
    flipped[len(flipped) // 2] ^= 1
    document = dict(album.find([bad.id])[bad.id].original)
    del document["_attachments"]
    album.write(Write(document, {"original.jpg": Source.of_bytes(bytes(flipped), "image/jpeg")}))
    for quick in (True, False):
        assert wrongs(verify(album, quick=quick)) == {(bad.id, Wrong.ORIGINAL_CHANGED)}


def test_a_bit_that_the_disk_has_flipped(tmp_path, other_album):
    album = other_album
    given = shot()
    added(album, tmp_path, given)
    _, path = album.attachment(original_id(given.id), "original.jpg")
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[100] ^= 0x10
    path.write_bytes(data)
    assert wrongs(verify(album, quick=True)) == set()  # the index does not know it
    (finding,) = verify(album).findings
    assert (finding.name, finding.wrong) == ("IMG_1.jpg", Wrong.ORIGINAL_CHANGED)


def test_a_file_that_is_gone_from_the_disk(tmp_path, other_album):
    given = shot()
    added(other_album, tmp_path, given)
    other_album.attachment(original_id(given.id), "original.jpg")[1].unlink()
    assert wrongs(verify(other_album)) == {(given.id, Wrong.ORIGINAL_LOST)}


@pytest.mark.parametrize("lost", ["original's document", "original's bytes", "photo's document", "a picture"])
def test_what_is_missing_is_named(album, tmp_path, lost):
    given, whole = shot(0), shot(1)
    for one in (given, whole):
        added(album, tmp_path, one)
    stored = album.find([given.id])[given.id]
    photo, original = dict(stored.photo), dict(stored.original)
    if lost == "original's document":
        album.write(Write({"_id": original["_id"], "_rev": original["_rev"], "_deleted": True}))
        expected = Wrong.NO_ORIGINAL
    elif lost == "original's bytes":
        del original["_attachments"]
        album.write(Write(original))
        expected = Wrong.ORIGINAL_LOST
    elif lost == "photo's document":
        album.write(Write({"_id": photo["_id"], "_rev": photo["_rev"], "_deleted": True}))
        expected = Wrong.NO_PHOTO
    else:
        photo["_attachments"] = {name: stub for name, stub in photo["_attachments"].items() if name != "thumb.jpg"}
        album.write(Write(photo))
        expected = Wrong.NO_PICTURES
    assert wrongs(verify(album)) == {(given.id, expected)}

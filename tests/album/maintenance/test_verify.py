"""What is wrong with a stored original is found, and named."""

import hashlib
from dataclasses import replace

import pytest

from photospool.album.base import Source, Write
from photospool.album.documents import original_id
from photospool.album.maintenance.repair import Need, repair
from photospool.album.maintenance.verify import Wrong, verify
from photospool.album.schema import stubs

from .shots import MEANS, added, old_document, shot, stored_original


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


def rewritten(album, document, **fields):
    album.write(Write({**document, **fields}))


@pytest.mark.parametrize("wrong", ["0" * 64, 5, ""])
@pytest.mark.parametrize("which", ["photo", "original"])
def test_a_digest_that_is_noted_wrong_is_named_and_its_advice_heals_it(album, tmp_path, wrong, which):
    given, whole = shot(0), shot(1)
    for one in (given, whole):
        added(album, tmp_path, one)
    rewritten(album, getattr(album.find([given.id])[given.id], which), sha256=wrong)
    assert wrongs(verify(album)) == {(given.id, Wrong.DIGEST_NOTED_WRONG)}
    before = album.find([whole.id])[whole.id]
    assert repair(album, MEANS, dry_run=False).mended == 1
    assert verify(album).findings == ()
    stored = album.find([given.id])[given.id]
    right = hashlib.sha256(given.data).hexdigest()
    assert (stored.photo["sha256"], stored.original["sha256"]) == (right, right)
    assert stored_original(album, given.id) == given.data
    assert album.find([whole.id])[whole.id] == before
    added(album, tmp_path, given)  # and the photo is known again for what it is


def test_bytes_that_both_documents_deny_are_called_exchanged(album, tmp_path):
    given = shot()
    added(album, tmp_path, given)
    stored = album.find([given.id])[given.id]
    for document in (stored.photo, stored.original):
        rewritten(album, document, sha256="1" * 64)
    assert wrongs(verify(album)) == {(given.id, Wrong.ORIGINAL_EXCHANGED)}
    assert repair(album, MEANS, dry_run=False).mended == 0  # nobody here knows which of the two is true
    stored = album.find([given.id])[given.id]
    for document in (stored.photo, stored.original):  # as the advice says: out of the trash, and added anew
        album.write(Write({"_id": document["_id"], "_rev": document["_rev"], "_deleted": True}))
    added(album, tmp_path, given)
    assert verify(album).findings == ()


@pytest.mark.parametrize("place", ["the original's document", "the photo's document"])
def test_a_damaged_file_beside_a_good_original_is_named_and_taken_away(album, tmp_path, place):
    given = shot()
    added(album, tmp_path, given)
    stored = album.find([given.id])[given.id]
    document = dict(stored.original if place == "the original's document" else stored.photo)
    # Its name sorts before the good one's.
    album.write(Write(document, {"original.jpeg": Source.of_bytes(given.data[:-100], "image/jpeg")}))
    for quick in (True, False):
        assert wrongs(verify(album, quick=quick)) == {(given.id, Wrong.DAMAGED_BESIDE)}
    found = repair(album, MEANS, dry_run=True)
    assert found.needs[Need.DAMAGED_BESIDE] == 1
    assert repair(album, MEANS, dry_run=False).unmended == ()
    assert verify(album).findings == ()
    assert stored_original(album, given.id) == given.data
    stored = album.find([given.id])[given.id]
    assert set(stubs(stored.original)) == {"original.jpg"}
    assert "original.jpeg" not in stubs(stored.photo)
    assert repair(album, MEANS, dry_run=False).mended == 0


@pytest.mark.parametrize("content_type", ["text/plain", "image/jpeg"])
@pytest.mark.parametrize("data", [b"a text in a picture's place", b"\xff\xd8\xff\xd9", "cut off"])
def test_a_picture_that_is_none_is_named_and_made_again(album, tmp_path, content_type, data):
    given, whole = shot(0), shot(1)
    for one in (given, whole):
        added(album, tmp_path, one)
    if data == "cut off":
        with album.read(given.id, "thumb.jpg") as chunks:
            data = b"".join(chunks)[:-40]
    photo = album.find([given.id])[given.id].photo
    kept = {name: stub for name, stub in photo["_attachments"].items() if name != "thumb.jpg"}
    album.write(Write({**photo, "_attachments": kept}, {"thumb.jpg": Source.of_bytes(data, content_type)}))
    (finding,) = verify(album).findings
    assert (finding.photo_id, finding.wrong, finding.said) == (given.id, Wrong.PICTURE_DAMAGED, "no picture: thumb.jpg")
    assert len(verify(album, quick=True).findings) == (content_type == "text/plain")
    before = album.find([whole.id])[whole.id]
    found = repair(album, replace(MEANS, looks_into_pictures=True), dry_run=False)
    assert (found.mended, found.needs[Need.PICTURE_DAMAGED], found.unmended) == (1, 1, ())
    assert verify(album).findings == ()
    assert album.find([whole.id])[whole.id] == before


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

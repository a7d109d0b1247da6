"""Photos of the old album are mended: nothing of the user's is lost, nothing private stays where strangers copy it."""

import json
import urllib.error
from dataclasses import replace
from importlib.util import find_spec

import pytest
from tests.photo import raw_files
from tests.photo.made import CORNERS, opened, seen

from photospool.album.base import ChangedMeanwhile, Source, Write
from photospool.album.maintenance.repair import Means, Need, needs, repair
from photospool.album.maintenance.verify import Wrong, verify
from photospool.album.schema import stubs
from photospool.errors import AlbumUnavailable, NotAPhoto
from photospool.photo.options import Options
from photospool.photo.prepare import prepare

from .shots import MEANS, added, contents, old_document, shot, stored_as, stored_original

needs_rawpy = pytest.mark.skipif(not find_spec("rawpy"), reason="needs rawpy, which develops (the extra “raw”)")


def mend(album, means=MEANS, **options):
    return repair(album, means, **({"dry_run": False} | options))


def test_an_old_photo_is_mended_and_keeps_its_words(album):
    given = shot()
    album.write(old_document(given))
    found = mend(album)
    assert (found.photos, found.mended, found.unmended) == (1, 1, ())
    assert set(found.needs) >= {Need.ORIGINAL_EXPOSED, Need.NOTES_EXPOSED, Need.NO_OWN_DOCUMENT, Need.PICTURES}
    photo = album.find([given.id])[given.id].photo
    kept = {name: photo[name] for name in ("taken", "ts", "cat", "descr", "addedby", "mood", "keywords")}
    assert kept == {
        "taken": "2012-12-24",
        "ts": "2012-12-25T10:00:00",
        "cat": "Public",
        "descr": "Words of mine",
        "addedby": "Bert",
        "mood": "a field that nobody knows",
        "keywords": "sea sun",
    }
    assert (photo["type"], photo["extension"], photo["orientation"]) == ("photo", "jpg", 6)
    assert photo["exif"]["Image Orientation"] == "Horizontal (normal)"
    assert set(stubs(photo)) == {"thumb.jpg", "800x600.jpg", "1600x1200.jpg"}
    with album.read(given.id, "800x600.jpg") as chunks:
        assert seen(opened(b"".join(chunks))) == list(CORNERS)
    assert "4711" not in json.dumps(photo)
    assert "GPS" not in json.dumps(photo)


def test_the_original_moves_with_all_that_it_knows(album):
    given = shot()
    album.write(old_document(given))
    mend(album)
    assert stored_original(album, given.id) == given.data
    original = album.find([given.id])[given.id].original
    assert original["exif"]["EXIF BodySerialNumber"] == "SERIAL-4711"
    assert (original["location"]["lat"], original["location"]["lon"]) == (47.5, 9.25)
    assert verify(album).findings == ()


def test_former_revisions_hold_nothing_any_more(real_couchdb, database):
    server = real_couchdb
    album = server.album(database)
    given = shot()
    former = album.write(old_document(given))
    mend(album)
    album.close()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        server.request("GET", f"/{database}/{given.id}?rev={former}")


def test_a_dry_run_changes_nothing(album):
    given = shot()
    album.write(old_document(given))
    before = contents(album)
    found = mend(album, dry_run=True)
    assert found.mended == 1
    assert contents(album) == before


def test_what_is_whole_is_left_alone(album, tmp_path):
    added(album, tmp_path, shot(0))
    album.write(old_document(shot(1)))
    mend(album)
    before = album.find([shot(0).id, shot(1).id])
    assert mend(album).mended == 0
    assert album.find([shot(0).id, shot(1).id]) == before


def test_without_an_original_what_can_be_hidden_is_hidden(album):
    given = shot()
    album.write(old_document(given, original=False))
    found = mend(album)
    assert (found.mended, found.needs[Need.NO_ORIGINAL]) == (1, 1)
    photo = album.find([given.id])[given.id].photo
    assert set(stubs(photo)) == {"thumb.png", "800x600.png"}
    assert photo["exif"] == {"Image Make": "Maker", "Image Model": "M 1", "Image Orientation": "Rotated 90 CW"}
    assert mend(album).mended == 0


def test_without_an_original_notes_that_leave_the_photo_are_kept(album):
    given = shot()
    album.write(old_document(given, original=False))
    mend(album)
    stored = album.find([given.id])[given.id]
    assert stored.original["exif"] == {"GPS GPSLatitude": "[47, 30, 0]", "EXIF BodySerialNumber": "SERIAL-4711"}
    assert [finding.wrong for finding in verify(album).findings] == [Wrong.NO_ORIGINAL]


def test_notes_that_0_1_0_let_strangers_read_move_to_the_original(album, tmp_path):
    given = shot()
    added(album, tmp_path, given)
    photo = album.find([given.id])[given.id].photo
    words = {"Image ImageDescription": "Anna at home", "Image XPSubject": "Anna", "EXIF Unheard": "of another program"}
    album.write(Write({**photo, "exif": {**photo["exif"], **words, "Image ExifOffset": "214"}}))

    def refuse(path, name):
        raise AssertionError("the original need not be read for that")

    assert mend(album, Means(refuse, MEANS.renditions, MEANS.may_stand)).needs == {Need.NOTES_EXPOSED: 1}
    stored = album.find([given.id])[given.id]
    assert stored.photo["exif"] == photo["exif"]
    assert words.items() <= stored.original["exif"].items()
    assert stored.original["exif"]["EXIF BodySerialNumber"] == "SERIAL-4711"
    assert stored_original(album, given.id) == given.data
    assert mend(album).mended == 0


def test_notes_that_must_leave_do_not_hide_a_damaged_picture(album, tmp_path):
    given = shot()
    added(album, tmp_path, given)
    photo = album.find([given.id])[given.id].photo
    kept = {name: stub for name, stub in photo["_attachments"].items() if name != "thumb.jpg"}
    broken = {**photo, "exif": {**photo["exif"], "Image XPSubject": "Anna"}, "_attachments": kept}
    album.write(Write(broken, {"thumb.jpg": Source.of_bytes(b"no picture", "image/jpeg")}))
    found = mend(album, replace(MEANS, looks_into_pictures=True))
    assert found.needs == {Need.NOTES_EXPOSED: 1, Need.PICTURE_DAMAGED: 1}
    assert mend(album, replace(MEANS, looks_into_pictures=True)).needs == {}
    assert verify(album).findings == ()


def test_an_original_without_a_photo_gets_one(album, tmp_path):
    given = shot()
    added(album, tmp_path, given)
    photo = album.find([given.id])[given.id].photo
    album.write(Write({"_id": photo["_id"], "_rev": photo["_rev"], "_deleted": True}))
    assert mend(album).needs[Need.NO_PHOTO] == 1
    again = album.find([given.id])[given.id].photo
    assert (again["cat"], again["taken"], "filename" in again) == ("Private", "2013-05-01", False)
    assert album.find([given.id])[given.id].original["filename"] == "IMG_1.jpg"
    assert verify(album).findings == ()


def test_the_trash_is_left_alone(album):
    write = old_document(shot())
    album.write(Write({**write.document, "cat": "Trash", "trashed_from": "Public"}, write.sources))
    assert mend(album).mended == 0
    assert album.find([shot().id])[shot().id].photo["cat"] == "Trash"


def test_somebody_elses_documents_are_left_alone(album):
    album.write(Write({"_id": "0" * 32, "type": "recipe", "exif": {"GPS GPSLatitude": "no photo"}}))
    assert mend(album).mended == 0


def test_an_original_that_can_not_be_read_is_named_and_stays(album):
    given = shot()
    album.write(old_document(given))
    before = contents(album)

    def refuse(path, name):
        raise NotAPhoto("The photo is damaged.", "It can't be shown.")

    means = Means(refuse, MEANS.renditions, MEANS.may_stand)
    (unmended,) = mend(album, means).unmended
    assert unmended.title.startswith("The photo is damaged.")
    assert contents(album) == before


def test_bytes_that_are_not_the_photo_take_nothing_away(album):
    given = shot()
    write = old_document(given)
    album.write(Write({**write.document, "_id": "0" * 32}, write.sources))
    before = contents(album)
    (unmended,) = mend(album).unmended
    assert "not the photo" in unmended.title
    assert contents(album) == before


class Breaking:
    """The album, which goes away at its n-th write."""

    def __init__(self, album, writes):
        self._album, self._left = album, writes

    def __getattr__(self, name):
        return getattr(self._album, name)

    def write(self, write):
        if self._left == 0:
            raise AlbumUnavailable("Nothing answers.")
        self._left -= 1
        return self._album.write(write)


@pytest.mark.parametrize("writes", range(4))
def test_cut_short_anywhere_and_begun_again(album, writes):
    shots = [shot(0), shot(1)]
    for given in shots:
        album.write(old_document(given))
    with pytest.raises(AlbumUnavailable):
        mend(Breaking(album, writes))
    for given in shots:  # wherever it ended, the bytes are somewhere
        stored = album.find([given.id])[given.id]
        assert any("original.jpg" in stubs(document or {}) for document in (stored.photo, stored.original))
    mend(album)
    assert verify(album).findings == ()
    assert all(needs(stored, MEANS) == set() for stored in album.find([given.id for given in shots]).values())


def test_an_edit_that_comes_in_between_is_kept(album):
    given = shot()
    album.write(old_document(given))

    class Edited(Breaking):
        edited = False

        def write(self, write):
            if write.document.get("type") == "photo" and not self.edited:
                self.edited = True
                photo = album.find([given.id])[given.id].photo
                album.write(Write({**photo, "descr": "Newer words"}))
                raise ChangedMeanwhile
            return album.write(write)

    mend(Edited(album, 0))
    assert album.find([given.id])[given.id].photo["descr"] == "Newer words"
    assert verify(album).findings == ()


@needs_rawpy
def test_a_raw_file_that_nothing_developed_gets_its_pictures_once_something_does(album, tmp_path):
    data = raw_files.dng(1, raw_files.picture((160, 120)))
    path = tmp_path / "a.dng"
    path.write_bytes(data)
    photo_id = stored_as(album, path, prepare(path, path.name, Options(raw=True, develops=False)))
    before = album.find([photo_id])[photo_id].photo
    assert (before["media"], before["poster"]) == ("raw", "small")
    means = replace(MEANS, prepare=lambda file, name: prepare(file, name, Options(raw=True)))
    assert repair(album, means, dry_run=True).needs == {}, "nothing here develops"
    means = replace(means, develops=True)
    assert repair(album, means, dry_run=True).needs == {Need.PICTURES_SMALL: 1}
    assert repair(album, means, dry_run=False).mended == 1
    after = album.find([photo_id])[photo_id].photo
    assert (after["poster"], after["width"], after["height"]) == ("developed", 640, 480)
    with album.read(photo_id, "800x600.jpg") as chunks:
        assert opened(b"".join(chunks)).size == (640, 480)
    assert stored_original(album, photo_id, "original.dng") == data
    kept = {"descr", "keywords", "ts", "taken", "cat", "addedby"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert repair(album, means, dry_run=True).needs == {}
    assert verify(album).findings == ()

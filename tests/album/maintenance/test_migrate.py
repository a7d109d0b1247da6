"""The embedded album goes into a CouchDB, edits included, also when it is cut short."""

import time

import pytest

from photospool.album.documents import original_id, trashed
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.migrate import move
from photospool.errors import AlbumUnavailable, PhotoError

from ..photos import PICTURES, photo


@pytest.fixture
def source(tmp_path):
    album = LocalAlbum(tmp_path / "album")
    for number in range(5):
        given = photo(tmp_path, b"photo %d" % number, name=f"{number}.jpg")
        album.store(given)
        album.put_document({**album.get(given.digests.md5), "descr": f"words {number}", "keywords": [f"tag{number}"]})
    yield album
    album.close()


@pytest.fixture
def target(couchdb_server, database):
    album = couchdb_server.album(database)
    yield album
    album.close()


def ids(album):
    return [row["id"] for row in album.all_docs() if not row["id"].startswith("original-")]


def plain(document):
    return {name: value for name, value in document.items() if name not in {"_rev", "_attachments"}}


def same(source, target):
    there = target.find(ids(source))
    for photo_id, here in source.find(ids(source)).items():
        for mine, theirs in ((here.photo, there[photo_id].photo), (here.original, there[photo_id].original)):
            assert plain(mine) == plain(theirs)
            assert {name: (stub["digest"], stub["length"]) for name, stub in mine["_attachments"].items()} == {
                name: (stub["digest"], stub["length"]) for name, stub in theirs["_attachments"].items()
            }


def test_every_document_and_byte_arrives(source, target):
    told = []
    moved = move(source, target, told.append)
    assert (moved.photos, moved.of, moved.sent) == (5, 5, 5)
    assert [progress.photos for progress in told] == [0, 1, 2, 3, 4, 5]
    same(source, target)
    assert move(source, target).sent == 0


def test_cut_short_and_begun_again(source, target):
    class Breaking:
        writes = 0
        find = staticmethod(target.find)

        def write(self, write):
            self.writes += 1
            if self.writes == 4:
                raise AlbumUnavailable("Nobody answers.")
            return target.write(write)

    with pytest.raises(AlbumUnavailable):
        move(source, Breaking())
    # Two are under way at a time: while one breaks, the other may be finished, and the next one begun and finished.
    assert move(source, target).sent in {2, 3, 4}
    same(source, target)


def test_what_is_there_already_keeps_its_words(source, target, tmp_path):
    given = photo(tmp_path, b"photo 0", name="0.jpg", pictures=PICTURES, renderer="another")
    target.store(given)
    doc = target.get(given.digests.md5)
    target.put_document({**doc, "descr": "their words", "keywords": ["theirs"], "cat": "Public"})
    assert move(source, target).sent == 5
    doc = target.get(given.digests.md5)
    assert doc["keywords"] == ["theirs", "tag0"]
    assert doc["descr"] == "their words\n\nwords 0"
    assert doc["cat"] == "Private"
    assert move(source, target).sent == 0


def test_an_edit_made_between_is_carried_too(source, target):
    move(source, target)
    photo_id = ids(source)[0]
    source.put_document({**source.get(photo_id), "keywords": ["later"]})
    assert move(source, target).sent == 1
    assert "later" in target.get(photo_id)["keywords"]


def test_a_photo_that_is_kept_here_comes_out_of_the_trash_there(source, target):
    kept, thrown = ids(source)[:2]
    move(source, target)
    target.put_document(trashed(target.get(kept)))
    source.put_document(trashed(source.get(thrown)))
    move(source, target)
    assert target.get(kept)["cat"] == "Private"
    assert target.get(thrown)["cat"] == "Private"  # whoever keeps it there did not throw it away
    assert "trashed_from" not in {**target.get(kept), **target.get(thrown)}
    assert move(source, target).sent == 0


def test_a_photo_whose_bytes_are_lost_or_damaged_is_named_and_the_others_are_moved(source, target):
    lost, damaged, *others = ids(source)
    for photo_id in (lost, damaged):
        (name,) = source.get(original_id(photo_id))["_attachments"]
        path = source.attachment(original_id(photo_id), name)[1]
        size = path.stat().st_size
        path.unlink()
        if photo_id == damaged:
            path.write_bytes(bytes(size))
    with pytest.raises(PhotoError) as caught:
        move(source, target)
    assert caught.value.title.startswith("2 photos")
    for photo_id in (lost, damaged):
        assert source.get(original_id(photo_id))["filename"] in str(caught.value)
    there = target.find([lost, damaged, *others])
    assert all(there[photo_id].photo for photo_id in others)
    assert there[lost].photo is None
    assert there[damaged].photo is None


def test_whoever_stops_waits_for_what_is_being_sent(source, target):
    class Stopped(Exception):
        pass

    begun, ended = [], []

    class Slow:
        find = staticmethod(target.find)

        def write(self, write):
            begun.append(write)
            time.sleep(0.2)
            target.write(write)
            ended.append(write)

    def tell(progress):
        if progress.photos:
            raise Stopped

    with pytest.raises(Stopped) as stopped:
        move(source, Slow(), tell)
    assert len(begun) == len(ended) < 10  # of ten
    assert stopped.tb is not None  # whose frames keep all that was not ended

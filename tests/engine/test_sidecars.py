"""Sidecars in incoming: each waits for its photo, is attached to it once with its bytes, or stays, named."""

import itertools
import os
import time
from datetime import datetime

import pytest
from tests.parts import House, Running, wait_for
from tests.photo.made_sidecars import aae, album_notes, takeout, xmp

from photospool import events
from photospool.album.replication.filters import is_fit
from photospool.album.sidecars import beside
from photospool.engine.incoming_folder import LONE, NOTES, UNSURE
from photospool.engine.sidecar_matcher import NO_SIDECAR
from photospool.errors import PhotoError, PhotoNotReady


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    made.takes_sidecars = True
    return made


def lay(house, name, data):
    path = house.incoming / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def attached(house):
    """The names of each photo's sidecars, and their bytes as the album has them; all are proved."""
    found = {}
    for row in house.album.all_docs(include_docs=True):
        document = row["doc"]
        if document["type"] != "original":
            assert not any(name.startswith("sidecar") for name in document["_attachments"])
            continue
        for one in beside(document):
            assert one.is_good
            assert one.stub["content_type"] == "application/octet-stream"
            with house.album.read(document["_id"], one.attachment) as chunks:
                found.setdefault(document["filename"], {})[one.name] = b"".join(chunks)
    return found


def left(house):
    return {name: count for name, count in house.of(events.ScanFinished)[-1].ignored.items() if count}


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xmp", xmp("Words")), ("a.jpg.xmp", xmp("Words")), ("a.AAE", aae()), ("a.jpg.json", takeout("a.jpg"))],
    ids=["adobe", "darktable", "apple", "takeout"],
)
@pytest.mark.parametrize("order", ["together", "sidecar first", "photo first"])
def test_a_sidecar_is_attached_to_its_photo_whichever_comes_first(house, name, data, order):
    if order != "sidecar first":
        lay(house, "a.jpg", b"photo")
    if order != "photo first":
        lay(house, name, data)
    house.pass_over()
    if order == "sidecar first":
        assert house.files("incoming") == [name]
        assert left(house) == {LONE: 1}
        assert house.of(events.ScanFinished)[-1].lone == (name,) or not house.of(events.SidecarAttached)
        lay(house, "a.jpg", b"photo")
    elif order == "photo first":
        lay(house, name, data)
    house.pass_over()
    assert attached(house) == {"a.jpg": {name: data}}
    assert house.files("incoming") == []
    assert house.files("work") == []
    assert house.files("done") == sorted(["a.jpg", name])
    assert (house.done / name).read_bytes() == data
    assert [event.is_new for event in house.of(events.SidecarAttached)] == [True]


def test_without_a_yes_sidecars_stay(tmp_path):
    house = House(tmp_path)
    lay(house, "a.jpg", b"photo")
    for name, data in (("a.xmp", xmp("Words")), ("a.AAE", aae()), ("a.jpg.json", takeout("a.jpg"))):
        lay(house, name, data)
    house.pass_over()
    assert house.files("incoming") == ["a.AAE", "a.jpg.json", "a.xmp"]
    assert left(house) == {"sidecar": 3}


def test_one_without_a_photo_and_a_json_that_is_none_stay_and_are_named(house):
    lay(house, "a.jpg", b"photo")
    for name, data in (
        ("b.xmp", xmp("Words")),
        ("package.json", b'{"name": "x"}'),
        ("a.json", b'{"name": "x"}'),
        ("a.jpg.json", b"[1, 2]"),
        ("a.xmp", b"no XML at all"),
        ("other/a.jpg.xmp", xmp("Of another folder")),
    ):
        lay(house, name, data)
    house.pass_over()
    assert attached(house) == {}
    assert house.files("incoming") == ["a.jpg.json", "a.json", "a.xmp", "b.xmp", "other/a.jpg.xmp", "package.json"]
    assert left(house) == {LONE: 3, NO_SIDECAR: 3}
    assert set(house.of(events.ScanFinished)[-1].lone) == {
        "a.jpg.json", "a.json", "a.xmp", "b.xmp", "other/a.jpg.xmp", "package.json"
    }  # fmt: skip


def test_of_two_photos_that_lay_there_under_one_name_nobody_guesses(house):
    lay(house, "a.jpg", b"one")
    house.pass_over()
    lay(house, "a.jpg", b"two")
    house.pass_over()
    lay(house, "a.xmp", xmp("Whose?"))
    house.pass_over()
    assert attached(house) == {}
    assert left(house) == {UNSURE: 1}
    assert house.files("incoming") == ["a.xmp"]


def test_unless_it_lay_beside_one_of_them(house):
    lay(house, "a.jpg", b"one")
    house.pass_over()
    lay(house, "a.jpg", b"two")
    lay(house, "a.xmp", xmp("The second's"))
    house.pass_over()
    (original,) = [row["doc"] for row in house.album.all_docs(include_docs=True) if "sidecars" in row["doc"]]
    assert original["size"] == len(b"two")
    assert house.files("incoming") == []
    # A later one of the same name may be anybody's.
    lay(house, "a.xmp", xmp("Whose is this?"))
    os.utime(house.incoming / "a.xmp", (1, 1))
    house.pass_over()
    assert left(house) == {UNSURE: 1}


def test_same_names_in_other_folders_are_strangers(house):
    for folder in ("one", "two"):
        lay(house, f"{folder}/a.jpg", folder.encode())
        lay(house, f"{folder}/a.xmp", xmp(folder))
    house.pass_over()
    said = {doc["size"]: doc["descr"] for doc in house.photos()}
    assert sorted(doc["descr"] for doc in house.photos()) == ["one", "two"]
    assert said[3] in {"one", "two"}
    for row in house.album.all_docs(include_docs=True):
        if row["doc"]["type"] == "original":
            (entry,) = row["doc"]["sidecars"].values()
            (photo,) = [doc for doc in house.photos() if doc["_id"] == row["doc"]["photo"]]
            assert entry["says"]["descr"] == photo["descr"]


def test_a_sidecar_waits_as_long_as_its_photo_needs_attention(house):
    lay(house, "bad.jpg", b"bad photo")
    lay(house, "bad.xmp", xmp("Words"))
    house.pass_over()
    assert len(house.of(events.PhotoSetAside)) == 1
    assert house.files("incoming") == ["bad.xmp"]
    assert left(house) == {LONE: 1}


def test_the_same_again_is_attached_once_and_a_later_one_counts(house):
    lay(house, "a.jpg", b"photo")
    lay(house, "a.xmp", xmp("First", ["old"], changed="2020-01-01T10:00:00Z"))
    house.pass_over()
    lay(house, "a.xmp", xmp("First", ["old"], changed="2020-01-01T10:00:00Z"))
    house.pass_over()
    assert [event.is_new for event in house.of(events.SidecarAttached)] == [True, False]
    assert house.photos()[0]["keywords"] == ["old", "unprocessed"]
    lay(house, "a.xmp", xmp("Second", ["new"], changed="2021-01-01T10:00:00+02:00"))
    house.pass_over()
    lay(house, "a.xmp", xmp("Before both", ["oldest"], changed="2019-01-01T10:00:00"))
    house.pass_over()
    (photo,) = house.photos()
    assert photo["descr"] == "Second"
    assert photo["keywords"] == ["new", "unprocessed"]
    original = house.album.get(f"original-{photo['_id']}")
    assert len(beside(original)) == 3
    assert house.files("done") == ["a (2).xmp", "a (3).xmp", "a (4).xmp", "a.jpg", "a.xmp"]


def test_what_a_person_wrote_beats_the_sidecar(house):
    lay(house, "a.jpg", b"photo")
    house.pass_over()
    (photo,) = house.photos()
    document = house.album.get(photo["_id"])
    house.album.put_document(
        {**document, "descr": "Mine", "keywords": ["chosen"], "taken": "1999-01-01", "taken_source": "user"}
    )
    lay(
        house,
        "a.xmp",
        xmp("Not mine", ["added"], taken="2020-02-02T10:00:00", person="Anna", place=("50,6.0N", "8,12.0E")),
    )
    house.pass_over()
    (photo,) = house.photos()
    assert (photo["descr"], photo["taken"]) == ("Mine", "1999-01-01")
    assert photo["keywords"] == ["chosen", "added"]
    original = house.album.get(f"original-{photo['_id']}")
    assert original["people"] == ["Anna"]
    assert original["location"] == {"lat": 50.1, "lon": 8.2, "alt": None}
    assert not any("Anna" in str(value) or "50.1" in str(value) for value in photo.values())
    # What the person takes away does not come back with the same words.
    document = house.album.get(photo["_id"])
    house.album.put_document({**document, "keywords": ["chosen"]})
    lay(house, "a.xmp", xmp("Not mine", ["added"], changed="2022-02-02T10:00:00", taken="2020-02-02T10:00:00"))
    house.pass_over()
    assert house.photos()[0]["keywords"] == ["chosen"]


def test_the_sidecar_beats_the_file(house):
    lay(house, "a.jpg", b"photo")
    lay(house, "a.xmp", xmp("Words", ["one", "two"], taken="2014-06-07T08:09:10", rating=4, tree=["Where|Mainz"]))
    house.pass_over()
    (photo,) = house.photos()
    assert (photo["descr"], photo["keywords"]) == ("Words", ["one", "two", "unprocessed"])
    assert (photo["taken"], photo["taken_at"]) == ("2014-06-07", "2014-06-07T08:09:10")
    assert photo["taken_source"] == "sidecar: XMP DateTimeOriginal"
    assert (photo["taken_other"], photo["taken_other_source"]) == ("2013-05-01T12:34:56", "EXIF DateTimeOriginal")
    (entry,) = house.album.get(f"original-{photo['_id']}")["sidecars"].values()
    assert entry["says"]["rating"] == "4"


@pytest.mark.parametrize(
    "fields", [{"cat": "Public"}, {"cat": "Trash", "trashed_from": "Public"}], ids=["public", "trash"]
)
def test_of_a_public_photo_strangers_read_nothing_that_nobody_looked_at(house, fields):
    lay(house, "a.jpg", b"photo")
    house.pass_over()
    (photo,) = house.photos()
    document = house.album.get(photo["_id"])
    house.album.put_document({**document, **fields})
    before = house.album.get(photo["_id"])
    lay(
        house,
        "a.xmp",
        xmp("With Anna", ["school"], taken="2020-02-02T10:00:00", person="Anna", place=("50,6.0N", "8,12.0E")),
    )
    house.pass_over()
    assert house.album.get(photo["_id"]) == before
    assert list(attached(house)["a.jpg"]) == ["a.xmp"]
    assert not is_fit(house.album.get(f"original-{photo['_id']}"))


def test_names_of_faces_are_no_tags_wherever_they_stand(house):
    lay(house, "a.jpg", b"photo")
    lay(house, "a.xmp", xmp("", ["sun", "Anna"], person="Anna"))
    house.pass_over()
    (photo,) = house.photos()
    assert photo["keywords"] == ["sun", "unprocessed"]
    assert house.album.get(f"original-{photo['_id']}")["people"] == ["Anna"]


class TestTakeout:
    def test_its_words_place_people_and_albums_reach_the_photo(self, house):
        lay(house, "Album/a.jpg", b"photo")
        lay(house, "Album/metadata.json", album_notes("Summer at the Lake"))
        place = {"latitude": 50.25, "longitude": 8.5, "altitude": 100.0}
        data = takeout("a.jpg", description="By the lake", geoData=place, people=[{"name": "Anna"}], favorited=True)
        lay(house, "Album/a.jpg.json", data)
        house.pass_over()
        (photo,) = house.photos()
        assert photo["descr"] == "By the lake"
        assert photo["keywords"] == ["Summer-at-the-Lake", "favorite", "unprocessed"]
        original = house.album.get(f"original-{photo['_id']}")
        assert original["people"] == ["Anna"]
        assert original["location"] == {"lat": 50.25, "lon": 8.5, "alt": 100.0}
        assert house.files("incoming") == ["Album/metadata.json"]
        assert left(house) == {NOTES: 1}

    def test_a_moment_that_the_camera_told_on_its_own_clock_stays(self, house):
        at = int(datetime(2013, 5, 1, 12, 34, 56).timestamp())
        lay(house, "a.jpg", b"photo")
        lay(house, "a.jpg.json", takeout("a.jpg", at))
        house.pass_over()
        assert house.photos()[0]["taken_source"] == "EXIF DateTimeOriginal"

    def test_another_day_is_what_somebody_set_there(self, house):
        at = datetime(1987, 6, 5, 12)
        lay(house, "a.jpg", b"photo")
        lay(house, "a.jpg.json", takeout("a.jpg", int(at.timestamp())))
        house.pass_over()
        (photo,) = house.photos()
        assert photo["taken"] == "1987-06-05"
        assert photo["taken_source"] == "sidecar: Takeout photoTakenTime, this computer's zone"

    def test_numbers_in_the_wrong_place_and_edited_copies(self, house):
        for name in ("a.jpg", "a(1).jpg", "a-edited.jpg"):
            lay(house, name, name.encode())
        lay(house, "a.jpg.supplemental-metadata.json", takeout("a.jpg", description="first"))
        lay(house, "a.jpg.supplemental-metadata(1).json", takeout("a.jpg", description="second"))
        house.pass_over()
        said = {doc["filename"]: doc["descr"] for doc in house.photos()}
        assert said == {"a.jpg": "first", "a(1).jpg": "second", "a-edited.jpg": "first"}
        assert house.files("incoming") == []

    def test_an_album_that_holds_the_same_photo_is_one_more_tag(self, house):
        for album in ("One", "Two"):
            lay(house, f"{album}/a.jpg", b"photo")
            lay(house, f"{album}/a.jpg.json", takeout("a.jpg", description="same"))
            lay(house, f"{album}/Metadaten.json", album_notes(album))
        house.pass_over()
        (photo,) = house.photos()
        assert set(photo["keywords"]) == {"One", "Two", "unprocessed"}
        assert len(attached(house)["a.jpg"]) == 1

    def test_what_lay_in_its_trash_is_kept_and_noted(self, house):
        lay(house, "a.jpg", b"photo")
        lay(house, "a.jpg.json", takeout("a.jpg", trashed=True, archived=True))
        house.pass_over()
        (photo,) = house.photos()
        assert photo["cat"] == "Private"
        (entry,) = house.album.get(f"original-{photo['_id']}")["sidecars"].values()
        assert (entry["says"]["trashed"], entry["says"]["archived"]) == ("yes", "yes")


def test_a_sidecar_that_lost_its_note_is_set_aside_with_its_reason(house):
    lay(house, "a.jpg", b"photo")
    house.pass_over()
    lay(house, "a.xmp", xmp("Words"))
    spool = house.spool()
    spool.open()
    job = house.work / "20260101-101010-0123abcd"
    job.mkdir()
    (house.incoming / "a.xmp").rename(job / "a.xmp")
    spool.close()
    house.pass_over()
    (event,) = house.of(events.PhotoSetAside)
    assert "which photo" in event.title
    assert len(house.files("work")) == 1


def test_a_sidecar_that_needs_attention_holds_up_no_other_of_its_name(house):
    """It was taken for one more photo of that name; the search for photos broke off in its folder, each time."""
    lay(house, "a.jpg", b"photo")
    lay(house, "a.AAE", aae())
    begin = house.decoder.prepare

    def broken(path, name):
        if name == "a.AAE" and path.parent != house.incoming:
            raise PhotoError("It can't be read.", "It is kept.")
        return begin(path, name)

    house.decoder.prepare = broken
    house.pass_over()
    assert [event.name for event in house.of(events.PhotoSetAside)] == ["a.AAE"]
    lay(house, "a.xmp", xmp("Words"))
    house.pass_over()
    assert attached(house) == {"a.jpg": {"a.xmp": xmp("Words")}}


@pytest.mark.parametrize(("times", "attaches"), [(2, True), (3, False)])
def test_one_that_can_not_be_read_just_now_is_tried_again(house, times, attaches):
    """A busy machine ends who reads it; three times in a row it waits for a change, and the pass comes to its end."""
    lay(house, "a.jpg", b"photo")
    house.pass_over()
    lay(house, "a.xmp", xmp("Words"))
    prepare, failed = house.decoder.prepare, []

    def ended(path, name):
        if name == "a.xmp" and len(failed) < times:
            failed.append(name)
            raise PhotoNotReady("It took too long.", "It is tried again.")
        return prepare(path, name)

    house.decoder.prepare = ended
    house.pass_over()
    assert (list(attached(house)) == ["a.jpg"]) is attaches
    assert left(house) == ({} if attaches else {LONE: 1})


def test_thousands_that_wait_cost_a_look_little(house):
    """Each look passes over what was decided; a photo wakes only those that may be its own."""
    for number in range(400):
        lay(house, f"b{number}.xmp", xmp("Words"))
    lay(house, "a.jpg", b"photo")
    lay(house, "a.xmp", xmp("Words"))
    house.pass_over()
    assert left(house) == {LONE: 400}
    assert list(attached(house)) == ["a.jpg"]
    assert len(house.of(events.ScanFinished)[-1].lone) == 100


def test_a_photo_that_arrives_in_the_album_while_its_sidecar_is_looked_at_is_not_missed(house):
    lay(house, "a.jpg", b"photo")
    lay(house, "a.xmp", xmp("Words"))
    prepare = house.decoder.prepare

    def slowly(path, name):
        found = prepare(path, name)
        if name == "a.xmp" and path.parent == house.incoming:
            wait_for(lambda: house.of(events.PhotoStored))
        return found

    house.decoder.prepare = slowly
    house.pass_over()
    assert house.files("incoming") == []
    assert list(attached(house)) == ["a.jpg"]


def test_a_sidecar_that_is_looked_at_while_its_photo_leaves_work_is_not_missed(house):
    lay(house, "a.jpg", b"photo")
    lay(house, "a.xmp", xmp("Words"))
    spool = house.spool()
    finish, looked = spool.finish, []
    prepare = house.decoder.prepare

    def seen(path, name):
        looked.append(name)
        return prepare(path, name)

    def slowly(job, *copied):
        if job.name == "a.jpg":
            before = looked.count("a.xmp")
            wait_for(lambda: looked.count("a.xmp") > before)  # woken by the note, it finds the photo in work
            time.sleep(0.2)
        return finish(job, *copied)

    house.decoder.prepare, spool.finish = seen, slowly
    house.pass_over(spool=spool)
    assert house.files("incoming") == []
    assert list(attached(house)) == ["a.jpg"]


@pytest.mark.parametrize(
    ("files", "sidecar", "owner"),
    [
        (("I.HEIC", "I.MOV"), ("I.AAE", aae()), "I.HEIC"),
        (("I.JPG", "I.NEF"), ("I.xmp", xmp("Words", ["sun"], place=("50,6.0N", "8,12.0E"))), "I.NEF"),
    ],
    ids=["live photo", "raw"],
)
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_a_sidecar_ends_with_the_file_of_the_shot_that_it_is_of_in_any_order(house, files, sidecar, owner, order):
    name, data = sidecar
    for number in order:
        lay(house, *(sidecar if number == 2 else (files[number], files[number].encode())))
        house.pass_over()
    assert attached(house) == {owner: {name: data}}
    assert house.files("incoming") == []
    assert house.files("work") == []
    said = {photo["filename"]: photo["descr"] for photo in house.photos()}
    assert said[owner] == ("Words" if name == "I.xmp" else said[files[1 if owner == files[0] else 0]])
    # Once more, by another start: nothing moves any more.
    before = house.album.all_docs(include_docs=True)
    lay(house, files[0], files[0].encode())
    lay(house, files[1], files[1].encode())
    house.pass_over()
    assert house.album.all_docs(include_docs=True) == before


def test_together_they_end_so_too(house):
    for name, data in (("I.AAE", aae()), ("I.HEIC", b"picture"), ("I.MOV", b"film"), ("I.xmp", xmp("X"))):
        lay(house, name, data)
    lay(house, "I.NEF", b"raw")
    house.pass_over()
    assert {name: list(found) for name, found in attached(house).items()} == {"I.HEIC": ["I.AAE"], "I.NEF": ["I.xmp"]}


def test_a_picture_that_comes_while_the_sidecar_is_attached_to_the_film_gets_it(house):
    lay(house, "I.MOV", b"film")
    lay(house, "I.AAE", aae())
    write, came = house.album.write, []

    def slowly(one):
        if "sidecars" in one.document and not came:
            came.append(lay(house, "I.HEIC", b"picture"))
            engine.look_now()
            wait_for(lambda: [event for event in house.of(events.PhotoStored) if event.name == "I.HEIC"])
        return write(one)

    house.album.write = slowly
    engine = house.engine()
    with Running(engine):
        wait_for(lambda: house.of(events.SidecarAttached))
    house.album = house.again()
    assert list(attached(house)) == ["I.HEIC"]


def test_an_edited_copy_shares_its_json_with_the_photo_that_comes_later(house):
    lay(house, "a-edited.jpg", b"edited")
    lay(house, "a.jpg.json", takeout("a.jpg", description="Of both"))
    house.pass_over()
    assert list(attached(house)) == ["a-edited.jpg"]
    lay(house, "a.jpg", b"photo")
    house.pass_over()
    assert sorted(attached(house)) == ["a-edited.jpg", "a.jpg"]
    assert {photo["descr"] for photo in house.photos()} == {"Of both"}


def test_a_sidecar_named_after_the_film_stays_with_it(house):
    for name, data in (("I.MOV", b"film"), ("I.MOV.xmp", xmp("The film's"))):
        lay(house, name, data)
    house.pass_over()
    lay(house, "I.JPG", b"picture")
    house.pass_over()
    assert list(attached(house)) == ["I.MOV"]


def test_strangers_of_one_name_give_up_nothing(house):
    """Two pictures of this name lay there: nobody can tell whose it is."""
    lay(house, "I.MOV", b"film")
    lay(house, "I.AAE", aae())
    house.pass_over()
    lay(house, "I.HEIC", b"one picture")
    lay(house, "sub/I.HEIC", b"another folder's")
    house.pass_over()
    assert list(attached(house)) == ["I.HEIC"]
    lay(house, "J.MOV", b"film J")
    house.pass_over()
    lay(house, "J.HEIC", b"one J")
    house.pass_over()
    lay(house, "J.HEIC", b"two J")
    house.pass_over()
    lay(house, "J.AAE", aae(datetime(2022, 1, 1)))
    house.pass_over()
    assert house.files("incoming") == ["J.AAE"]

"""A Takeout that is added by hand: its sidecars go with their photos, and what has no other half is named."""

import pytest
from tests.parts import House
from tests.photo.made_sidecars import aae, album_notes, takeout, xmp

from photospool import events
from photospool.album.sidecar_owner import NOBODY, Owner
from photospool.album.sidecars import beside
from photospool.engine import add_files, added_sidecars
from photospool.engine.add_files import AddedFiles, Companion, Copied, CopiedBeside, NotCopied
from photospool.engine.added_sidecars import SidecarPlan, plan
from photospool.errors import AlbumUnavailable
from photospool.photo.formats import KINDS


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


@pytest.fixture
def lay(tmp_path):
    """Put files into a folder of the owner's; returns it."""

    def put(files):
        for name, data in files.items():
            path = tmp_path / "mine" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return tmp_path / "mine"

    return put


def chosen(folder):
    found = list(add_files.find([folder], KINDS))
    sidecars = [one.path for one in found if isinstance(one, Companion)]
    return [one for one in found if not isinstance(one, Companion | add_files.LeftOut)], sidecars


def added(house, folder, batch=None):
    """All of it in the album; what was planned."""
    photos, sidecars = chosen(folder)
    made = plan(photos, sidecars, house.decoder)
    ends = list(add_files.copy(house.spool(), photos, batch or AddedFiles(), made.going))
    assert not [end for end in ends if isinstance(end, NotCopied)]
    house.pass_over()
    return made


def attached(house):
    """Original's name → its sidecars' names, all proved."""
    found = {}
    for row in house.album.all_docs(include_docs=True):
        if row["doc"]["type"] == "original":
            for one in beside(row["doc"]):
                assert one.is_good
                found.setdefault(row["doc"]["filename"], []).append(one.name)
    return found


def names(paths):
    return sorted(path.name for path in paths)


def test_a_takeout_gives_its_photos_what_it_says_of_them_and_stays(house, lay):
    place = {"latitude": 50.25, "longitude": 8.5, "altitude": 100.0}
    long_name = "a_very_long_name_of_a_photo_that_google_cuts_somewhere.jpg"
    files = {
        "Photos from 2020/a.jpg": b"a",
        "Photos from 2020/a.jpg.supplemental-metadata.json": takeout("a.jpg", description="First", geoData=place),
        "Photos from 2020/a(1).jpg": b"a1",
        "Photos from 2020/a.jpg.supplemental-metadata(1).json": takeout("a.jpg", description="Second"),
        "Photos from 2020/a-edited.jpg": b"edited",
        f"Photos from 2020/{long_name}": b"long",
        f"Photos from 2020/{long_name[:46]}.json": takeout(long_name, description="Cut at 46"),
        f"Trip/b{long_name}": b"longer",
        f"Trip/{('b' + long_name + '.supplemental-metadata')[:51]}.json": takeout(f"b{long_name}", description="At 51"),
        "Trip/metadata.json": album_notes("Summer at the Lake"),
        "Trip/none.jpg": b"none",
        "Trip/gone.jpg.json": takeout("gone.jpg"),
        "Trip/none.json": b'{"name": "a package"}',
        "archive_browser.html": b"<html>",
    }
    folder = lay(files)
    made = added(house, folder)
    said = {photo["filename"]: photo["descr"] for photo in house.photos()}
    assert said.pop("none.jpg") == "Uploaded image."
    assert said == {
        "a.jpg": "First",
        "a(1).jpg": "Second",
        "a-edited.jpg": "First",
        long_name: "Cut at 46",
        f"b{long_name}": "At 51",
    }
    tags = {photo["filename"]: photo["keywords"] for photo in house.photos()}
    assert "Summer-at-the-Lake" in tags[f"b{long_name}"]
    assert "Summer-at-the-Lake" not in tags["a.jpg"]
    (original,) = [
        row["doc"] for row in house.album.all_docs(include_docs=True) if row["doc"].get("filename") == "a.jpg"
    ]
    assert original["location"] == {"lat": 50.25, "lon": 8.5, "alt": 100.0}
    assert (names(made.lone), names(made.none)) == (["gone.jpg.json"], ["none.json"])
    assert names(made.notes) == ["metadata.json"]
    assert {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()} == files
    assert len(house.of(events.SidecarAttached)) == 4
    assert len(house.files("done")) == 6 + 4
    assert (house.files("work"), house.files("incoming")) == ([], [])


def test_a_second_time_changes_nothing(house, lay):
    folder = lay({"a.jpg": b"a", "a.jpg.json": takeout("a.jpg", description="Words")})
    added(house, folder)
    before = house.photos()
    added(house, folder)
    assert [event.is_new for event in house.of(events.SidecarAttached)] == [True, False]
    assert house.photos() == before


def test_what_a_person_says_of_all_of_them_beats_their_sidecars(house, lay):
    folder = lay({"a.jpg": b"a", "a.jpg.json": takeout("a.jpg", 500_000_000, description="Google's")})
    added(house, folder, AddedFiles(("mine",), description="Mine", taken="1999-12-31"))
    (photo,) = house.photos()
    assert (photo["descr"], photo["taken"]) == ("Mine", "1999-12-31")
    assert photo["keywords"] == ["mine", "unprocessed"]
    assert attached(house) == {"a.jpg": ["a.jpg.json"]}


def test_same_names_in_other_folders_are_strangers(house, lay):
    folder = lay({"one/a.jpg": b"1", "two/a.jpg": b"2", "two/a.xmp": xmp("Two"), "three/a.xmp": xmp("Three")})
    made = added(house, folder)
    assert sorted(photo["descr"] for photo in house.photos()) == ["Two", "Uploaded image."]
    assert attached(house) == {"a.jpg": ["a.xmp"]}
    assert [path.parent.name for path in made.lone] == ["three"]


def test_a_sidecar_in_another_part_of_the_same_takeout_is_found(house, lay):
    folder = lay(
        {
            "takeout-1/Takeout/Google Photos/2020/a.jpg": b"a",
            "takeout-2/Takeout/Google Photos/2020/a.jpg.json": takeout("a.jpg", description="Of the other part"),
            "takeout-3/Takeout/Google Photos/2020/metadata.json": album_notes("Third part"),
            "takeout-2/Takeout/Google Photos/2021/a.jpg.json": takeout("a.jpg", description="A stranger's"),
        }
    )
    made = added(house, folder)
    (photo,) = house.photos()
    assert photo["descr"] == "Of the other part"
    assert "Third-part" in photo["keywords"]
    assert [path.parent.name for path in made.lone] == ["2021"]


def test_an_album_that_has_a_photo_s_json_alone_is_its_album_too(house, lay):
    """The photo lies in the folder of its year, and only there."""
    of_it = takeout("a.jpg", description="Words")
    folder = lay(
        {
            "Takeout/Google Photos/2020/a.jpg": b"a",
            "Takeout/Google Photos/2020/a.jpg.json": of_it,
            "Takeout/Google Photos/Trip/metadata.json": album_notes("Trip"),
            "Takeout/Google Photos/Trip/a.jpg.json": of_it,
            "Takeout/Google Photos/Home/metadata.json": album_notes("Home"),
            "Takeout/Google Photos/Home/a.jpg.json": takeout("a.jpg", description="Of another one"),
        }
    )
    made = added(house, folder)
    (photo,) = house.photos()
    assert (photo["descr"], photo["keywords"]) == ("Words", ["Trip", "unprocessed"])
    assert [path.parent.name for path in made.lone] == ["Home"]
    assert made.titles == ["Trip"]


def test_of_two_parts_that_both_have_such_a_photo_none_is_guessed(house, lay):
    folder = lay(
        {
            "1/Takeout/Google Photos/2020/a.jpg": b"one",
            "2/Takeout/Google Photos/2020/a.jpg": b"other",
            "3/Takeout/Google Photos/2020/a.jpg.json": takeout("a.jpg"),
        }
    )
    made = added(house, folder)
    assert attached(house) == {}
    assert names(made.unsure) == ["a.jpg.json"]


def test_an_aae_goes_with_the_picture_and_an_xmp_with_the_raw_file(house, lay):
    folder = lay({"I.jpg": b"picture", "I.mov": b"film", "I.nef": b"raw", "I.AAE": aae(), "I.xmp": xmp("Raw's")})
    photos, sidecars = chosen(folder)
    going = {one.path.name: names(one.photos) for one in plan(photos, sidecars, house.decoder).going}
    assert going == {"I.AAE": ["I.jpg"], "I.xmp": ["I.nef"]}


def test_without_a_yes_to_sidecars_they_are_left_out(lay):
    folder = lay({"a.jpg": b"a", "a.xmp": xmp("Words")})
    found = list(add_files.find([folder], ("photos",)))
    assert found == [folder / "a.jpg", add_files.LeftOut(folder / "a.xmp", "sidecar")]


def test_a_photo_that_can_not_be_added_takes_its_sidecar_along(house, lay):
    folder = lay({"a.jpg": b"a", "a.xmp": xmp("Words"), "b.jpg": b"b", "b.xmp": xmp("Others")})
    photos, sidecars = chosen(folder)
    made = plan(photos, sidecars, house.decoder)
    (folder / "a.jpg").unlink()
    ends = list(add_files.copy(house.spool(), photos, AddedFiles(), made.going))
    assert [type(end) for end in ends] == [NotCopied, NotCopied, Copied, CopiedBeside]
    house.pass_over()
    assert attached(house) == {"b.jpg": ["b.xmp"]}
    assert (folder / "a.xmp").exists()


def test_a_sidecar_waits_in_work_behind_its_photo(house, lay):
    """Whatever the order of the jobs: it is never tried before its photo was."""
    folder = lay({f"{number}.jpg": b"%d" % number for number in range(40)})
    folder = lay({f"{number}.xmp": xmp(f"Words {number}") for number in range(40)})
    added(house, folder)
    assert len(attached(house)) == 40
    assert house.of(events.PhotoWaiting) == []


def test_a_sidecar_whose_photo_needs_attention_waits_in_work(house, lay):
    folder = lay({"bad.jpg": b"bad photo", "bad.xmp": xmp("Words")})
    added(house, folder)
    assert len(house.of(events.PhotoSetAside)) == 1
    (waiting,) = house.of(events.PhotoWaiting)
    assert waiting.name == "bad.xmp"
    assert len(house.files("work")) == 2


def test_thousands_in_one_folder_are_planned_without_looking_at_each_pair(house, lay):
    """Each sidecar is read once; one without any photo of its beginning is not read at all."""
    read = []
    prepare = house.decoder.prepare

    def counted(path, name):
        read.append(name)
        return prepare(path, name)

    house.decoder.prepare = counted
    folder = lay({f"IMG_{number:04}.jpg": b"x" for number in range(300)})
    folder = lay({f"IMG_{number:04}.jpg.json": takeout(f"IMG_{number:04}.jpg") for number in range(300)})
    folder = lay({f"DSC_{number:04}.jpg.json": takeout(f"DSC_{number:04}.jpg") for number in range(300)})
    photos, sidecars = chosen(folder)
    made = plan(photos, sidecars, house.decoder)
    assert (len(made.going), len(made.lone), len(read)) == (300, 300, 300)


def test_no_sidecars_are_no_plan():
    assert plan([], [], None) == SidecarPlan()


def test_of_two_takeouts_neither_gets_words_of_the_other(house, lay):
    """Two people's, whose photos have one name: a photo that has its own sidecar needs none of another part's."""
    folder = lay(
        {
            "hers/Takeout/Google Photos/Photos from 2020/a.jpg.json": takeout("a.jpg", description="Hers"),
            "his/Takeout/Google Photos/Photos from 2020/a.jpg": b"his",
            "his/Takeout/Google Photos/Photos from 2020/a.jpg.json": takeout("a.jpg", description="His"),
        }
    )
    made = added(house, folder)
    assert [one.parts[-5] for one in made.lone] == ["hers"]
    assert [photo["descr"] for photo in house.photos()] == ["His"]
    (original,) = (row["doc"] for row in house.album.all_docs(include_docs=True) if row["doc"]["type"] == "original")
    assert len(beside(original)) == 1


def test_one_without_a_photo_here_is_asked_about_once_and_follows_the_others(house, lay):
    (house.incoming / "a.jpg").write_bytes(b"long there")
    house.pass_over()
    (stored,) = house.photos()
    asked = []

    def ask(name, reading):
        asked.append((name, reading.description))
        return {"a.jpg.json": Owner((stored["_id"],)), "c.jpg.json": Owner(is_unsure=True)}.get(name, NOBODY)

    folder = lay(
        {
            "a.jpg.json": takeout("a.jpg", description="Of long ago"),
            "b.jpg": b"b",
            "b.jpg.json": takeout("b.jpg", description="With its photo"),
            "c.jpg.json": takeout("c.jpg"),
            "d.xmp": xmp("Nobody's"),
            "e.AAE": aae(),
            "f.json": b"none",
        }
    )
    made = plan(*chosen(folder), house.decoder, ask=ask)
    assert asked == [("a.jpg.json", "Of long ago"), ("c.jpg.json", ""), ("d.xmp", "Nobody's")]
    assert [one.path.name for one in made.there] == ["a.jpg.json"]
    assert (names(made.unsure), names(made.lone)) == (["c.jpg.json"], ["d.xmp", "e.AAE", "f.json"])
    list(add_files.copy(house.spool(), chosen(folder)[0], AddedFiles(), made.going, made.there))
    house.pass_over()
    assert attached(house) == {"a.jpg": ["a.jpg.json"], "b.jpg": ["b.jpg.json"]}
    assert (house.files("work"), house.files("incoming")) == ([], [])


def test_of_two_that_are_told_alike_none_is_given_to_the_one_in_the_album(house, lay):
    """Two shots of one second under one name: whose is the photo in the album? A photo in two albums is told twice."""
    here = takeout("a.jpg", description="One's")
    folder = lay(
        {
            "Takeout/a.jpg.json": here,
            "Takeout/a.jpg(1).json": takeout("a.jpg", description="The other's"),
            "Takeout/b.jpg": b"b",
            "Takeout/b.jpg.json": takeout("b.jpg", description="With its photo"),
            "Takeout/Lake/b.jpg(1).json": takeout("b.jpg", description="Without"),
            "Takeout/c.jpg.json": takeout("c.jpg", description="Twice"),
            "Takeout/Lake/c.jpg.json": takeout("c.jpg", description="Twice"),
        }
    )
    made = plan(*chosen(folder), house.decoder, ask=lambda name, _reading: Owner((name[0] * 32,)))
    assert names(made.unsure) == ["a.jpg(1).json", "a.jpg.json", "b.jpg(1).json"]
    assert [(one.path.name, one.photos) for one in made.there] == [("c.jpg.json", ("c" * 32,))] * 2
    assert [one.path.name for one in made.going] == ["b.jpg.json"]


def test_an_album_that_is_away_stops_nothing(house, lay):
    def ask(_name, _reading):
        raise AlbumUnavailable("away", "later")

    made = plan(
        *chosen(lay({"a.jpg.json": takeout("a.jpg"), "b.jpg": b"b", "c.xmp": xmp("C")})), house.decoder, ask=ask
    )
    assert made.is_unasked
    assert names(made.lone) == ["a.jpg.json", "c.xmp"]


def test_of_thousands_that_begin_alike_each_is_looked_up_by_itself(house, lay, monkeypatch):
    """Counted: photos whose names are compared with a sidecar's, however many there are."""
    compared = []
    monkeypatch.setattr(
        added_sidecars, "photos_of", lambda name, photos, title="": compared.append(len(photos)) or (photos, [])
    )
    begins = "a_name_that_is_longer_than_what_takeout_leaves"
    folder = lay({f"{begins}_{number:04}.jpg.xmp": xmp("X") for number in (1, 999)})
    photos = [folder / f"{begins}_{number:04}.jpg" for number in range(2000)]
    made = plan(photos, sorted(folder.iterdir()), house.decoder)
    assert compared == [1, 1]
    assert [one.photos for one in made.going] == [(photos[1],), (photos[999],)]

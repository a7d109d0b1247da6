"""What an original's document says once a sidecar was handed over to another photo. Pure."""

from pathlib import Path

import pytest

from photospool.album.sidecars import Sidecar, handed_over, united, unsaid, with_sidecar, without
from photospool.photo.metadata.sidecar_words import BY_SIDECAR
from photospool.photo.photo import Digests, Location, Reading, Taken

HERE, THERE, ELSEWHERE = ({"lat": lat, "lon": 8.0, "alt": None} for lat in (47.5, 50.1, 10.0))
XMP, AAE = "sidecar-" + "a" * 32 + ".xmp", "sidecar-" + "b" * 32 + ".aae"
JSON = "sidecar-" + "c" * 32 + ".json"


def entry(**says):
    return {"name": "I", "modified": "2024-05-01T00:00:00Z", "says": says}


WITH_FILES = {
    "_id": "original-x",
    "location": THERE,
    "location_of_file": HERE,
    "people": ["Anna"],
    "sidecars": {XMP: entry(location=THERE, people=["Anna"])},
}


def test_its_place_and_people_go_and_the_files_place_comes_back():
    assert without(WITH_FILES, {XMP}) == {"_id": "original-x", "location": HERE}


def test_where_the_file_knew_no_place_there_is_none():
    document = {name: value for name, value in WITH_FILES.items() if name != "location_of_file"}
    assert without(document, {XMP}) == {"_id": "original-x"}


def test_what_another_sidecar_says_counts_then():
    table = {**WITH_FILES["sidecars"], JSON: entry(location=ELSEWHERE, people=["Ben"]), AAE: entry()}
    left = without({**WITH_FILES, "people": ["Anna", "Ben"], "sidecars": table}, {XMP})
    assert (left["location"], left["location_of_file"], left["people"]) == (ELSEWHERE, HERE, ["Ben"])
    assert list(left["sidecars"]) == [AAE, JSON]


def test_a_place_that_somebody_else_wrote_stays():
    assert without({**WITH_FILES, "location": ELSEWHERE}, {XMP})["location"] == ELSEWHERE


def test_nothing_changes_where_it_is_not_there():
    assert without(WITH_FILES, {JSON}) == WITH_FILES


@pytest.mark.parametrize("is_mine", [True, False], ids=["the one that took it off", "the other one"])
def test_of_two_versions_it_does_not_come_back(is_mine):
    took_off = {"_id": "original-x", "location": HERE}
    brought = {**WITH_FILES, "reader": "7", "sidecars": {**WITH_FILES["sidecars"], AAE: entry()}}
    mine, other = (took_off, brought) if is_mine else (brought, took_off)
    both = {**other, **mine}
    assert united(both, other, {XMP}) == {**took_off, "reader": "7", "sidecars": {AAE: entry()}}
    assert set(united(both, other)["sidecars"]) == {XMP, AAE}


def test_what_a_sidecar_told_is_taken_back_and_no_word_of_a_person():
    """Of a version that strangers don't see, where another machine made the photo public."""
    sidecar = {"says": {"keywords": ["clinic"], "descr": "Anna at the clinic"}, "albums": ["Holiday"]}
    silent = {"says": {"rating": "5"}}
    original = {"sidecars": {"sidecar-a.xmp": sidecar, "sidecar-b.xmp": silent}}
    base = {"descr": "Sea", "keywords": ["a", "Holiday"], "taken": "2020-01-01", "taken_source": "EXIF"}
    told = base | {"descr": "Anna at the clinic", "keywords": ["a", "Holiday", "clinic"]}
    dated = told | {"taken": "2001-01-01", "taken_source": f"{BY_SIDECAR}: XMP", "taken_other": "2020-01-01"}
    assert unsaid(told, base, original) == unsaid(dated, base, original) == base
    for person in ({"descr": ""}, {"descr": "Mine"}, {"keywords": ["Holiday"]}, {"keywords": ["a", "mine"]}):
        assert unsaid(base | person, base, original) == base | person
    assert unsaid(told, {}, original) == {name: told[name] for name in ("taken", "taken_source")} | {"keywords": ["a"]}
    assert unsaid(told, base, {}) == told


def taken_up(original, *says):
    """One sidecar after the other reached the photo; its document then."""
    for number, said in enumerate(says):
        reading = Reading("XMP", "", "xmp", 0, 0, 1, Taken("", "", ""), location=said)
        found = Digests(f"{number:032}", f"{number:064}", 1)
        original = with_sidecar(original, Sidecar(Path("I.xmp"), "I.xmp", found, reading))
    return original


@pytest.mark.parametrize("places", [(46.0,), (46.0, 46.0), (46.0, 47.0), (47.0, 46.0)])
def test_a_place_that_file_and_sidecar_tell_alike_stays_the_files(places):
    """Most programs write into the sidecar what stands in the file."""
    of_file = {"lat": 46.0, "lon": 8.0, "alt": None}
    document = taken_up({"_id": "original-x", "location": of_file}, *(Location(lat, 8.0) for lat in places))
    assert document["location"]["lat"] in places
    for attachment in sorted(document["sidecars"]):
        document = without(document, {attachment})
    assert document == {"_id": "original-x", "location": of_file}


def test_what_was_handed_over_and_came_back_is_here():
    came = taken_up({"_id": "original-x", "handed_over": {f"sidecar-{0:032}.xmp": "b" * 32, XMP: "c" * 32}}, None)
    assert handed_over(came) == {XMP: "c" * 32}
    assert handed_over({"handed_over": "rubbish"}) == handed_over(None) == {}
    assert handed_over({"handed_over": {XMP: 3}}) == {}

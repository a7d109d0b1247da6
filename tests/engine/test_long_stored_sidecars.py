"""Sidecars of photos that were stored long ago, from elsewhere: what both say themselves tells whose they are."""

import os

import pytest
from tests.engine.test_sidecars import attached, lay, left
from tests.engine.test_sidecars_of_other_shots import TellingDecoder
from tests.parts import House
from tests.photo.made_sidecars import aae, takeout, xmp

from photospool import events
from photospool.engine.incoming_folder import LONE, UNSURE

DAY = "2020-05-01"
AT = f"{DAY}T12:34:56"
INSTANT_S = 1_588_329_296
"""The same in Berlin, in seconds since 1970."""


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path, decoder=TellingDecoder())
    made.takes_sidecars = True
    return made


def store(house, name, data):
    """A photo came years ago, on a way that nobody remembers."""
    lay(house, name, data)
    house.pass_over()
    house.told.clear()


@pytest.mark.parametrize(
    ("name", "data"),
    [("I.xmp", xmp("Words", taken=AT)), ("I.JPG.json", takeout("I.JPG", INSTANT_S, description="Words"))],
    ids=["adobe", "takeout"],
)
def test_it_is_found_by_name_and_second(house, name, data):
    store(house, "phone/I.JPG", b"Made 2020-05-01")
    store(house, "card/I.JPG", b"Made 2022-05-01")
    lay(house, name, data)
    house.pass_over()
    assert attached(house) == {"I.JPG": {name: data}}
    (said,) = [photo for photo in house.photos() if photo["descr"] == "Words"]
    assert said["taken"] == DAY
    assert house.files("incoming") == house.files("work") == []
    assert [event.is_new for event in house.of(events.SidecarAttached)] == [True]
    # Nothing more comes of it: the next of this name is asked about by itself.
    lay(house, name, xmp("Of another day", taken="2021-01-01T00:00:00") if name == "I.xmp" else takeout("I.JPG", 1))
    house.pass_over()
    assert left(house) == {LONE: 1}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("I.xmp", xmp("Without a date"), LONE),
        ("I.AAE", aae(), LONE),
        ("I.xmp", xmp("Of another day", taken="2020-05-02T12:34:56"), LONE),
        ("K.xmp", xmp("Of another name", taken=AT), LONE),
        ("I.xmp", b"no XML at all", LONE),
        ("J.xmp", xmp("Whose?", taken=AT), UNSURE),
    ],
    ids=["no date", "Apple's", "another day", "another name", "none", "two fit"],
)
def test_else_it_stays_named(house, name, data, reason):
    store(house, "phone/I.JPG", b"Made 2020-05-01")
    for maker in (b"Made", b"Other"):
        store(house, f"{maker.decode()}/J.JPG", maker + b" 2020-05-01 too")
    lay(house, name, data)
    house.pass_over()
    assert attached(house) == {}
    assert left(house) == {reason: 1}
    assert house.files("incoming") == [name]


def test_a_photo_that_lies_beside_it_comes_first(house):
    store(house, "phone/I.JPG", b"Made 2020-05-01")
    lay(house, "I.JPG", b"Made 2020-05-01 another file")
    lay(house, "I.xmp", xmp("Of the one beside it", taken=AT))
    house.pass_over()
    (original,) = [row["doc"] for row in house.album.all_docs(include_docs=True) if "sidecars" in row["doc"]]
    assert original["size"] == len(b"Made 2020-05-01 another file")


def test_of_two_that_lay_there_under_one_name_the_second_tells(house):
    store(house, "I.JPG", b"Made 2020-05-01")
    store(house, "I.JPG", b"Made 2022-05-01")
    lay(house, "I.xmp", xmp("Of 2022", taken="2022-05-01T12:34:56"))
    house.pass_over()
    (said,) = [photo for photo in house.photos() if photo["descr"] == "Of 2022"]
    assert said["taken"] == "2022-05-01"
    lay(house, "I.xmp", xmp("Of nobody", taken="2021-05-01T12:34:56"))
    os.utime(house.incoming / "I.xmp", (1, 1))
    house.pass_over()
    assert left(house) == {UNSURE: 1}


@pytest.mark.parametrize("at", ["2021-05-01T12:34:56", AT], ids=["nobody's", "of one from elsewhere"])
def test_where_two_names_that_lay_there_fit_nobody_else_is_asked_for(house, at):
    store(house, "phone/I.JPG", b"Made 2020-05-01")
    store(house, "I.JPG", b"Made 2022-05-01")
    store(house, "I.PNG", b"Made 2023-05-01")
    lay(house, "I.xmp", xmp("Whose?", taken=at))
    house.pass_over()
    assert attached(house) == {}
    assert left(house) == {UNSURE: 1}
    lay(house, "I.xmp", xmp("The second's", taken="2023-05-01T12:34:56"))
    house.pass_over()
    (said,) = [photo for photo in house.photos() if photo["descr"] == "The second's"]
    assert said["taken"] == "2023-05-01"

"""Photos of one name and of different shots, in one folder: no sidecar of one is given to the other."""

from dataclasses import replace

import pytest
from tests.engine.test_sidecars import attached, lay
from tests.parts import House, PlainDecoder
from tests.photo.made_sidecars import takeout, xmp

from photospool.photo.photo import Taken


class TellingDecoder(PlainDecoder):
    """Of a photo ``maker day …`` it says that this maker's camera took it then."""

    def prepare(self, path, name):
        found = super().prepare(path, name)
        if found.reading.format != "JPEG":
            return found
        maker, day = path.read_text().split()[:2]
        taken, exif = Taken(day, f"{day}T12:34:56", "EXIF DateTimeOriginal"), {"Image Make": maker}
        return replace(found, reading=replace(found.reading, taken=taken, exif=exif, full_exif=exif))


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path, decoder=TellingDecoder())
    made.takes_sidecars = True
    return made


@pytest.mark.parametrize(
    ("ours", "others"),
    [(b"Made 2020-05-01", b"Made 2022-05-01"), (b"Made 2020-05-01", b"Other 2020-05-01 raw")],
    ids=["another year", "another camera"],
)
@pytest.mark.parametrize("is_late", [False, True], ids=["the other comes later", "the other was first"])
def test_a_photo_of_the_same_name_that_is_another_shot_gets_nobodys_words(house, ours, others, is_late):
    """Cards count from 1 again, and all of them go through one folder."""
    for is_other in (is_late, not is_late):
        if is_other:
            lay(house, "I.NEF", others)
        else:
            lay(house, "I.JPG", ours)
            lay(house, "I.xmp", xmp("Of mine alone", place=("50,6.0N", "8,12.0E")))
        house.pass_over()
    assert {name: list(found) for name, found in attached(house).items()} == {"I.JPG": ["I.xmp"]}
    said = {photo["filename"]: photo["descr"] for photo in house.photos()}
    assert said["I.JPG"] == "Of mine alone" != said["I.NEF"]


def test_a_raw_file_of_the_same_camera_and_day_is_handed_it(house):
    lay(house, "I.JPG", b"Made 2020-05-01")
    lay(house, "I.xmp", xmp("Of both"))
    house.pass_over()
    lay(house, "I.NEF", b"Made 2020-05-01 raw")
    house.pass_over()
    assert list(attached(house)) == ["I.NEF"]


def test_an_edited_copy_of_another_shot_shares_no_json(house):
    lay(house, "a-edited.jpg", b"Made 2020-05-01")
    house.pass_over()
    lay(house, "a.jpg", b"Made 2022-05-01")
    lay(house, "a.jpg.json", takeout("a.jpg", description="Of mine alone"))
    house.pass_over()
    assert list(attached(house)) == ["a.jpg"]

"""Which photo a sidecar belongs to by its name, and what it says: whatever a stranger wrote there."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime

import pytest
from tests.photo.made_sidecars import TAKEN_S, aae, album_notes, day_here, takeout, xmp

from photospool.errors import NotAPhoto
from photospool.photo.metadata.sidecar_words import ALBUM, MODIFIED
from photospool.photo.metadata.sidecars import NO_DATE, read
from photospool.photo.photo import Location
from photospool.photo.sidecar_names import beginning, photos_of
from photospool.security.untrusted_text import folded


def cut(title, at=46, number=""):
    """As Takeout names a photo's sidecar: cut off, with the number behind."""
    return f"{f'{title}.supplemental-metadata'[:at]}{number}.json"


LONG = "Screenshot_2020-01-01-12-30-59-123_com.some.app.jpg"
FACES = "😀😃😄😁😆😅😂🤣🥲☺️😊😇🙂🙃😉😌😍🥰😘😗😙😚😋"
"""46 units of UTF-16."""
PARTY = "Großes Fest für die Großmutter, Straße beim Schloß.jpg"


@pytest.mark.parametrize(
    ("sidecar", "photos", "own"),
    [
        ("IMG_1.xmp", ["IMG_1.jpg", "IMG_10.jpg"], ["IMG_1.jpg"]),
        ("img_1.XMP", ["IMG_1.JPG"], ["IMG_1.JPG"]),
        ("IMG_1.xmp", ["IMG_1.CR3", "IMG_1.jpg"], ["IMG_1.CR3"]),
        ("IMG_1.xmp", ["IMG_1.jpg", "IMG_1.png"], ["IMG_1.jpg", "IMG_1.png"]),
        ("IMG_1.jpg.xmp", ["IMG_1.jpg", "IMG_1.png"], ["IMG_1.jpg"]),
        ("IMG_1_01.CR2.xmp", ["IMG_1.CR2"], ["IMG_1.CR2"]),
        ("IMG_1.AAE", ["IMG_1.HEIC", "IMG_1.MOV"], ["IMG_1.HEIC"]),
        ("IMG_O0001.AAE", ["IMG_0001.HEIC", "IMG_E0001.HEIC"], ["IMG_0001.HEIC"]),
        ("IMG_1.jpg.json", ["IMG_1.jpg", "IMG_1(1).jpg"], ["IMG_1.jpg"]),
        ("IMG_1.jpg(1).json", ["IMG_1.jpg", "IMG_1(1).jpg"], ["IMG_1(1).jpg"]),
        ("IMG_1.jpg.supplemental-metadata.json", ["IMG_1.jpg", "IMG_1(1).jpg"], ["IMG_1.jpg"]),
        ("IMG_1.jpg.supplemental-metadata(1).json", ["IMG_1.jpg", "IMG_1(1).jpg"], ["IMG_1(1).jpg"]),
        (cut("PXL_20230512_101112345.MOTION-01.jpg"), ["PXL_20230512_101112345.MOTION-01.jpg"], None),
        (cut(LONG), [f"{LONG[:47]}.jpg"], None),
        (cut(LONG, 51), [LONG], None),
        (cut(f"{LONG[:-4]}.jpg", 46, "(2)"), [f"{LONG[:-4]}(2).jpg"], None),
        (f"{FACES}.json", [f"{FACES}😛.jpg", f"{FACES[:-1]}😛.jpg"], [f"{FACES}😛.jpg"]),
        (f"{FACES[:-1]}(1).json", [f"{FACES[:-1]}😛😛(1).jpg"], []),
        (cut(PARTY), [PARTY, "Großes Fest.jpg"], [PARTY]),
        (cut(unicodedata.normalize("NFD", PARTY)), [PARTY], None),
        (unicodedata.normalize("NFD", cut(PARTY)), [unicodedata.normalize("NFD", PARTY)], None),
        ("IMG_1.jpg.supplemental-me.json", ["IMG_1.jpg", "IMG_1(1).jpg"], ["IMG_1.jpg"]),
        ("IMG_1.jpg.s(1).json", ["IMG_1.jpg", "IMG_1(1).jpg"], ["IMG_1(1).jpg"]),
        ("IMG_1.jpg(1).supplemental-metadata.json", ["IMG_1.jpg", "IMG_1(1).jpg"], ["IMG_1(1).jpg"]),
        ("IMG_1.jpg..json", ["IMG_1.jpg"], None),
        ("IMG_1.jpg.words.json", ["IMG_1.jpg"], []),
        ("package.json", ["package.jpg"], []),
        ("IMG_1.json", ["IMG_1.jpg"], []),
        ("IMG_1.txt", ["IMG_1.jpg"], []),
        (".json", [".jpg"], []),
        ("IMG_1.xmp", ["IMG_1.AAE", "IMG_1.jpg", "IMG_1.xmp"], ["IMG_1.jpg"]),
    ],
)  # fmt: skip
def test_a_name_leads_to_its_photo(sidecar, photos, own):
    assert photos_of(sidecar, photos)[0] == (photos if own is None else own)
    if own:
        assert all(folded(name).startswith(beginning(sidecar)) for name in own)


def test_takeouts_title_tells_photos_apart_that_fit_by_name():
    assert photos_of("IMG_1.json", ["IMG_1.jpg", "IMG_1.png"], "IMG_1.png")[0] == ["IMG_1.png"]


def test_a_photo_that_came_without_an_extension_has_a_title_without_one():
    assert photos_of("sunset.json", ["sunset.jpg", "sun.jpg"], "sunset")[0] == ["sunset.jpg"]
    assert photos_of("sunset.json", ["sunset.jpg", "sunset.png"], "sunset")[0] == ["sunset.jpg", "sunset.png"]
    assert photos_of("sunset.json", ["sunset.jpg"], "sunrise")[0] == []


@pytest.mark.parametrize("ending", ["-edited", "-bearbeitet", "-modifié", "-編集済み"])
def test_edited_copies_share_the_originals(ending):
    photos = ["a.jpg", f"a{ending}.jpg", f"a{ending}(1).jpg", "b-edited.jpg"]
    assert photos_of("a.jpg.json", photos) == (["a.jpg"], [f"a{ending}.jpg"])
    assert photos_of("a.jpg.json", [f"a{ending}.jpg"]) == ([f"a{ending}.jpg"], [])
    on_a_mac = unicodedata.normalize("NFD", f"a{ending}.jpg")
    assert photos_of("a.jpg.json", ["a.jpg", on_a_mac]) == (["a.jpg"], [on_a_mac])


def reading(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return read(path, name)


def test_what_xmp_says(tmp_path):
    data = xmp(
        "At the sea", ["sun", "sea"], taken="2014-06-07T08:09:10", changed="2020-01-02T03:04:05+01:00",
        place=("50,6.0N", "8,12.0E"), person="Anna", rating=5,
    )  # fmt: skip
    found = reading(tmp_path, "a.xmp", data)
    assert (found.description, found.keywords, found.people) == ("At the sea", ("sun", "sea"), ("Anna",))
    assert (found.taken.day, found.location) == ("2014-06-07", Location(50.1, 8.2))
    assert found.full_exif == {"rating": "5", MODIFIED: "2020-01-02T03:04:05+01:00"}
    assert reading(tmp_path, "b.xmp", xmp(tree=["Places|Mainz"])).keywords == ("Places", "Mainz")


def test_what_an_aae_says(tmp_path):
    found = reading(tmp_path, "a.AAE", aae(datetime(2021, 5, 1, 12)))
    assert (found.content_type, found.full_exif) == ("application/octet-stream", {MODIFIED: "2021-05-01T12:00:00"})


def test_what_takeout_says(tmp_path):
    at = datetime(2020, 7, 1, 23, 59)
    found = reading(tmp_path, "a.jpg.json", takeout("a.jpg", int(at.timestamp())))
    assert (found.taken.day, found.taken.at[:19]) == ("2020-07-01", "2020-07-01T23:59:00")
    assert found.location is None
    assert reading(tmp_path, "metadata.json", album_notes("Lake")).full_exif == {ALBUM: "Lake"}
    for name in ("metadata.json", "Metadaten.json", "Metadaten(2).json"):
        assert reading(tmp_path, name, b'{"title": "Lake"}').full_exif == {ALBUM: "Lake"}
    for name, data in (("a.json", b'{"title": "Lake"}'), ("metadata.json", b'{"title": "Lake", "version": 1}')):
        with pytest.raises(NotAPhoto):
            reading(tmp_path, name, data)


@pytest.mark.parametrize(
    "more",
    [
        {"photoTakenTime": {"timestamp": value}}
        for value in ("nan", "1e400", "0", "99999999999999", "x", None, True, [], {}, 10**400)
    ]
    + [
        {"geoData": value}
        for value in ({"latitude": "50", "longitude": 8}, {"latitude": 1e9, "longitude": 8}, [], None)
    ]
    + [{"people": value} for value in ({}, [1, None, {"name": 5}], "Anna")]
    + [{"description": value} for value in (None, 7, "\x1b[31m\u202ered", "x" * 100_000)],
)
def test_whatever_takeout_says_the_rest_is_read(tmp_path, more):
    found = reading(tmp_path, "a.jpg.json", takeout("a.jpg", **more))
    assert found.taken == NO_DATE or found.taken.day == day_here(TAKEN_S)
    assert found.location is None
    assert "\x1b" not in found.description


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xmp", b""),
        ("a.xmp", b"no XML"),
        ("a.xmp", b"<other/>"),
        ("a.xmp", b'<!DOCTYPE x [<!ENTITY a "b">]>' + xmp("&a;")),
        ("a.xmp", b"<a>" * 10 + xmp("Words")),
        ("a.xmp", xmp("x" * (5 << 20))),
        ("a.aae", b"no plist"),
        ("a.aae", b"<plist><dict/></plist>"),
        ("a.aae", b"bplist00" + bytes(40)),
        ("a.json", b"[]"),
        ("a.json", b"{"),
        ("a.json", json.dumps({"title": "a.jpg"}).encode()),
        ("a.json", b'{"title": "a.jpg", "photoTakenTime": ' + b"[" * 200 + b"]" * 200 + b"}"),
        ("a.json", b'{"title": 5, "photoTakenTime": {}}'),
    ],
)
def test_what_is_none_is_refused(tmp_path, name, data):
    with pytest.raises(NotAPhoto):
        reading(tmp_path, name, data)

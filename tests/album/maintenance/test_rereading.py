"""Dates, words and tags of stored photos are read again: only what the program wrote changes; it can be undone."""

from __future__ import annotations

import hashlib
import os
import time
from datetime import datetime
from typing import Any

import pytest
from tests.photo import made

from photospool.album.base import Write
from photospool.album.documents import READER
from photospool.album.maintenance import reread_album
from photospool.album.maintenance.rereading import BEFORE, reread
from photospool.album.maintenance.verify import verify
from photospool.errors import AlbumUnavailable
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.prepare import reread as read_file

from .shots import Shot, added, contents, stored_original

PICTURE = made.corners(320, 240)


@pytest.fixture(autouse=True)
def _in_berlin(monkeypatch):
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone can't be set for a test")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def read(path, name):
    return read_file(path, name, Options())


def never(path, name):
    raise AssertionError("nothing is to be drawn")


TASKS = reread_album.RepairTasks(read, never)


def of(data: bytes, name="IMG_1.jpg") -> Shot:
    return Shot(data, name)


def xmp(inside: str = "", attributes: str = "") -> tuple[int, bytes]:
    return 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + made.xmp(inside, attributes)


def jpeg(*segments: tuple[int, bytes], **options: Any) -> bytes:
    return made.with_segments(made.encoded(PICTURE, **options), *segments)


SCAN = jpeg(xmp(attributes='photoshop:DateCreated="1975-06-15"'), exif=made.exif({}, {0x9004: "2024:02:01 10:11:12"}))
WINDOWS = jpeg(exif=made.exif({0x9C9B: "Strand".encode("utf-16-le") + b"\0\0"}))
BY_CAMERA = jpeg(exif=made.exif({0x10E: "edf"}))
BAG = "<dc:subject><rdf:Bag><rdf:li>Rīga</rdf:li><rdf:li>sea, sun</rdf:li></rdf:Bag></dc:subject>"
TWICE = jpeg((0xED, made.iptc((2, 25, b"Riga"))), xmp(BAG))
LATIN = jpeg(exif=made.exif({0x10F: "Olympus", 0x110: "M%ju 800"}).replace(b"M%ju", b"M\xb5ju"))
PLAIN = jpeg()
PIXEL = "PXL_20240501_223000123.jpg"

# What 0.1.0 had stored, what becomes of it, of which file.
ROWS: dict[str, tuple[Shot, dict[str, Any], dict[str, Any]]] = {
    "the day of the scan": (
        of(SCAN),
        {"taken": "2024-02-01", "taken_at": "2024-02-01T10:11:12", "taken_source": "EXIF DateTimeDigitized"},
        {
            **{"taken": "1975-06-15", "taken_at": "1975-06-15", "taken_source": "XMP DateCreated"},
            **{"taken_precision": "day", "taken_other": "2024-02-01T10:11:12"},
        },
    ),
    "an instant in the name": (
        of(PLAIN, PIXEL),
        {"taken": "2024-05-01", "taken_at": "2024-05-01T22:30:00.123", "taken_source": "file name"},
        {
            **{"taken": "2024-05-02", "taken_at": "2024-05-02T00:30:00.123+02:00"},
            "taken_source": "file name, this computer's zone",
        },
    ),
    "the file's time, told in winter": (
        of(PLAIN),
        {
            **{"taken": "2021-07-07", "taken_at": "2021-07-07T23:30:00+01:00", "taken_source": "file time"},
            "ts": "2024-01-10T08:00:00",
        },
        {"taken": "2021-07-08", "taken_at": "2021-07-08T00:30:00+02:00", "taken_source": "file time"},
    ),
    "numbers for words": (
        of(WINDOWS),
        {"descr": "[83, 0, 116, 0, 114, 0, 97, 0, 110, 0, 100, 0, 0, 0]"},
        {"descr": "Strand"},
    ),
    "the camera's own word": (of(BY_CAMERA), {"descr": "edf"}, {"descr": "Uploaded image."}),
    "every tag twice": (
        of(TWICE),
        {"keywords": ["of-mine", "Riga", "Rīga", "sea,-sun", "unprocessed"]},
        {"keywords": ["of-mine", "Rīga", "sea", "sun", "unprocessed"]},
    ),
    "a tag for the phone's folder": (
        of(PLAIN),
        {"keywords": ["DCIM", "100APPLE", "Camera-Uploads", "sea", "unprocessed"]},
        {"keywords": ["sea", "unprocessed"]},
    ),
    "bytes for a camera": (
        of(LATIN),
        {"exif": {"Image Make": "Olympus", "Image Model": r"b'M\xb5ju 800'"}},
        {"exif": {"Image Make": "Olympus", "Image Model": "Mµju 800"}},
    ),
}
# What somebody else wrote, or may have.
KEPT: dict[str, tuple[Shot, dict[str, Any]]] = {
    "a person's day": (
        of(SCAN),
        {"taken": "1976-01-01", "taken_at": "1976-01-01", "taken_source": "user", "taken_precision": "day"},
    ),
    "a day that the old album's page changed": (
        of(SCAN),
        {"taken": "1976-01-01", "taken_at": "2024-02-01T10:11:12", "taken_source": "EXIF DateTimeDigitized"},
    ),
    "a day without a source": (of(SCAN), {"taken": "2024-02-01", "taken_at": None, "taken_source": None}),
    "a file's time of another zone": (
        of(PLAIN),
        {
            **{"taken": "2021-07-07", "taken_at": "2021-07-07T17:30:00-05:00", "taken_source": "file time"},
            "ts": "2024-01-10T08:00:00",
        },
    ),
    "a conflict's day, and nothing better": (
        of(PLAIN, "IMG_0001.sync-conflict-20230501-101112-ABCDEF7.jpg"),
        {"taken": "2023-05-01", "taken_at": "2023-05-01T10:11:12", "taken_source": "file name"},
    ),
    "a folder's day": (of(PLAIN), {"taken": "2016-08-18", "taken_at": "2016-08-18", "taken_source": "folder"}),
    "a person's words": (of(WINDOWS), {"descr": "At the sea"}),
    "a description taken back": (of(WINDOWS), {"descr": ""}),
    "tags in order": (of(TWICE), {"keywords": ["Riga", "sea"]}),
    "a tag taken away": (of(TWICE), {"keywords": ["Riga", "sea,-sun", "unprocessed"]}),
    "phone's folders in order": (of(PLAIN), {"keywords": ["DCIM", "sea"]}),
    "a camera of that name": (of(PLAIN), {"exif": {"Image Make": "b'x'", "Image Model": "b'y'"}}),
}
OWN = ("taken", "taken_at", "taken_source", "descr", "keywords")


def store(album, tmp_path, given: Shot, formerly: dict[str, Any]) -> dict[str, Any]:
    """The photo as 0.1.0 had stored it; the photo's document."""
    added(album, tmp_path, given, description="Uploaded image.", keywords=("unprocessed",))
    stored = album.find([given.id])[given.id]
    original = {name: value for name, value in stored.original.items() if name != "reader"}
    text = formerly.get("descr", "")
    if text.startswith("["):
        original["exif"] = {"Image XPTitle": text}
    elif text == "edf":
        original["exif"] = {"Image ImageDescription": text}
    elif "Image Model" in formerly.get("exif", {}):
        original["exif"] = dict(formerly["exif"])
    album.write(Write(original))
    photo = {name: value for name, value in stored.photo.items() if not name.startswith("taken_")}
    photo |= {"taken_at": photo["taken"], "taken_source": "arrival", "ts": "2024-01-10T08:00:00"} | formerly
    album.write(Write({name: value for name, value in photo.items() if value is not None}))
    return album.find([given.id])[given.id].photo


@pytest.mark.parametrize("case", ROWS)
def test_what_the_program_wrote_becomes_right_and_can_be_taken_back(album, tmp_path, case):
    given, formerly, right = ROWS[case]
    before = store(album, tmp_path, given, formerly)
    found = reread_album.look(album, TASKS)
    assert album.find([given.id])[given.id].photo == before  # looking changes nothing
    assert reread_album.apply(album, TASKS, found) == 1
    stored = album.find([given.id])[given.id]
    assert {name: stored.photo[name] for name in right} == right
    kept = set(before) - set(right) - {"_rev", "taken_precision"}
    assert {name: stored.photo[name] for name in kept} == {name: before[name] for name in kept}
    assert stored.original["reader"] == READER
    assert stored_original(album, given.id) == given.data
    assert reread_album.look(album, TASKS) == []
    assert reread_album.undo(album, reread_album.undoable(album)) == 1
    after = album.find([given.id])[given.id]
    assert plain(after.photo) == plain(before)
    assert not {BEFORE, "reader"} & set(after.original)
    assert verify(album).findings == ()


@pytest.mark.parametrize("case", KEPT)
def test_what_a_person_or_nobody_knows_better_stays(album, tmp_path, case):
    given, formerly = KEPT[case]
    before = store(album, tmp_path, given, formerly)
    assert reread_album.apply(album, TASKS, reread_album.look(album, TASKS)) == 0
    stored = album.find([given.id])[given.id]
    assert plain(stored.photo) == plain(before)
    assert stored.original["reader"] == READER
    assert reread_album.undoable(album) == []


def plain(document):
    return {name: value for name, value in document.items() if name != "_rev"}


def test_what_this_program_stores_is_not_read_again(album, tmp_path):
    added(album, tmp_path, of(SCAN))

    def refuse(path, name):
        raise AssertionError(name)

    assert reread_album.look(album, reread_album.RepairTasks(refuse, never)) == []


def test_a_place_in_xmp_and_notes_that_are_read_now_go_to_the_original(album, tmp_path):
    place = xmp(attributes='exif:GPSLatitude="47,30.0N" exif:GPSLongitude="9,15.0E"')
    given = of(jpeg(place, exif=made.exif({0x10F: "Maker", 0x110: "M 1"})))
    store(album, tmp_path, given, {})
    stored = album.find([given.id])[given.id]
    album.write(Write({**{n: v for n, v in stored.original.items() if n != "location"}, "exif": {"Note": "kept"}}))
    reread_album.apply(album, TASKS, reread_album.look(album, TASKS))
    original = album.find([given.id])[given.id].original
    assert (original["location"]["lat"], original["location"]["lon"]) == (47.5, 9.25)
    assert (original["exif"]["Note"], original["exif"]["Image Make"]) == ("kept", "Maker")


def test_an_edit_that_comes_in_between_is_kept(album, tmp_path):
    given, formerly, _ = ROWS["the day of the scan"]
    store(album, tmp_path, given, formerly | {"descr": "Uploaded image."})
    found = reread_album.look(album, TASKS)
    photo = album.find([given.id])[given.id].photo
    album.write(Write({**photo, "taken": "1976-01-01", "taken_at": "1976-01-01", "taken_source": "user"}))
    assert reread_album.apply(album, TASKS, found) == 0
    assert album.find([given.id])[given.id].photo["taken"] == "1976-01-01"


def test_an_edit_after_it_is_not_taken_back(album, tmp_path):
    given, formerly, _ = ROWS["the day of the scan"]
    store(album, tmp_path, given, formerly)
    reread_album.apply(album, TASKS, reread_album.look(album, TASKS))
    photo = album.find([given.id])[given.id].photo
    album.write(Write({**photo, "taken": "1976-01-01", "taken_at": "1976-01-01", "taken_source": "user"}))
    assert reread_album.undo(album, reread_album.undoable(album)) == 0
    assert album.find([given.id])[given.id].photo["taken"] == "1976-01-01"


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
def test_cut_short_anywhere_it_is_begun_again_and_taken_back(album, tmp_path, writes):
    befores = {}
    for case in ("the day of the scan", "every tag twice"):
        given, formerly, _ = ROWS[case]
        store(album, tmp_path, given, formerly)
        befores[given.id] = contents(album)[given.id][0]
    with pytest.raises(AlbumUnavailable):
        reread_album.apply(Breaking(album, writes), TASKS, reread_album.look(album, TASKS))
    reread_album.apply(album, TASKS, reread_album.look(album, TASKS))
    with pytest.raises(AlbumUnavailable):
        reread_album.undo(Breaking(album, writes), reread_album.undoable(album))
    reread_album.undo(album, reread_album.undoable(album))
    assert {photo_id: contents(album)[photo_id][0] for photo_id in befores} == befores


def test_an_original_that_is_damaged_changes_nothing(album, tmp_path):
    given, formerly, _ = ROWS["the day of the scan"]
    before = store(album, tmp_path, given, formerly)

    def refuse(path, name):
        from photospool.errors import NotAPhoto

        raise NotAPhoto("It is damaged.", "")

    assert reread_album.apply(album, TASKS, reread_album.look(album, reread_album.RepairTasks(refuse, never))) == 0
    assert album.find([given.id])[given.id].photo == before


def test_the_cheap_way_reads_what_adding_reads(tmp_path):
    for number, (given, _, _) in enumerate(ROWS.values()):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(given.data)
        os.utime(path, (1_600_000_000, 1_600_000_000))
        whole, cheap = prepare(path, given.name, Options()).reading, read(path, given.name).reading
        assert (cheap.taken, cheap.description, cheap.keywords, cheap.exif, cheap.full_exif, cheap.width) == (
            whole.taken,
            whole.description,
            whole.keywords,
            whole.exif,
            whole.full_exif,
            whole.width,
        )


def test_a_photo_of_today_would_not_change(tmp_path):
    """Whatever is stored now is what reading again finds."""
    for given, _, _ in ROWS.values():
        path = tmp_path / f"{hashlib.md5(given.data + given.name.encode()).hexdigest()}.jpg"
        path.write_bytes(given.data)
        reading = read(path, given.name).reading
        photo = {
            **{"_id": given.id, "taken": reading.taken.day, "taken_at": reading.taken.at},
            **{"taken_source": reading.taken.source, "taken_precision": reading.taken.precision},
            "ts": datetime.now().isoformat(timespec="seconds"),
            "descr": reading.description or "Uploaded image.",
            "keywords": [*reading.keywords, "unprocessed"],
            "exif": dict(reading.exif),
            **({"taken_other": reading.taken.other} if reading.taken.other else {}),
            **({"taken_other_source": reading.taken.other_source} if reading.taken.other else {}),
        }
        assert reread(photo, {"exif": dict(reading.full_exif)}, reading).becomes == {}

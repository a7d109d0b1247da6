"""Sidecars in a folder whose photos stay: copied as these are, once, and attached to the very photo beside them."""

import os

import pytest
from tests.engine.more_houses import Further, MoreHouse
from tests.photo.made_sidecars import album_notes, takeout, xmp

from photospool import events
from photospool.album.sidecars import beside
from photospool.engine import sidecar_matcher
from photospool.engine.incoming_folder import LONE
from photospool.errors import PhotoNotReady
from photospool.photo.digests import digests
from photospool.spool.scanner import KEPT


@pytest.fixture
def house(tmp_path):
    made = MoreHouse(tmp_path)
    made.takes_sidecars = True
    made.further = [Further("cloud", tmp_path / "cloud", keeps=True)]
    return made


def lay(house, name, data):
    path = house.root / "cloud" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def attached(house):
    """Original's size → its sidecars' names."""
    found = {}
    for row in house.album.all_docs(include_docs=True):
        if row["doc"]["type"] == "original" and (names := [one.name for one in beside(row["doc"])]):
            found[row["doc"]["size"]] = names
    return found


def seen(house):
    return house.of(events.ScanFinished)[-1].folders[1].ignored


@pytest.mark.parametrize("order", ["together", "sidecar first", "photo first"])
def test_it_is_copied_to_its_photo_once_and_stays(house, order):
    if order != "photo first":
        lay(house, "sub/a.xmp", xmp("Words"))
    if order != "sidecar first":
        lay(house, "sub/a.jpg", b"photo")
    house.incoming.mkdir(exist_ok=True)
    house.pass_over()
    lay(house, "sub/a.jpg", b"photo")
    path = lay(house, "sub/a.xmp", xmp("Words"))
    os.utime(path, (10, 10))
    house.pass_over()
    before = path.stat()
    house.pass_over()
    assert attached(house) == {5: ["a.xmp"]}
    assert house.photos()[0]["descr"] == "Words"
    assert house.files("cloud") == ["sub/a.jpg", "sub/a.xmp"]
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )
    assert (house.files("work"), seen(house)) == ([], {KEPT: 2})
    assert house.files("done").count("a.xmp") == 1


def test_memory_lost_the_album_is_asked_and_nothing_is_copied(house):
    lay(house, "a.jpg", b"photo")
    lay(house, "a.xmp", xmp("Words"))
    house.pass_over()
    house.lose_memory()
    house.pass_over()
    house.pass_over()
    assert len(house.of(events.SidecarAttached)) == 1
    assert house.files("done") == ["a.jpg", "a.xmp"]
    assert seen(house) == {KEPT: 2}


def test_photos_of_before_need_no_memory_of_where_they_lay(house):
    """They lie beside it: who they are is read from them."""
    lay(house, "a.jpg", b"photo")
    house.pass_over()
    (house.root / "places.sqlite").unlink()
    lay(house, "a.xmp", xmp("Words"))
    house.pass_over()
    assert attached(house) == {5: ["a.xmp"]}


def test_equal_sidecars_of_two_photos_go_with_both(house):
    for name, data in (("a.jpg", b"1"), ("b.jpg", b"22"), ("a.xmp", xmp("Same")), ("b.xmp", xmp("Same"))):
        lay(house, name, data)
    house.pass_over()
    assert attached(house) == {1: ["a.xmp"], 2: ["b.xmp"]}


def test_one_without_a_photo_stays_and_so_does_one_whose_photo_needs_attention(house):
    lay(house, "alone.xmp", xmp("Nobody's"))
    lay(house, "bad.jpg", b"bad photo")
    lay(house, "bad.xmp", xmp("Words"))
    house.pass_over()
    assert attached(house) == {}
    assert seen(house)[LONE] == 2
    assert house.files("cloud") == ["alone.xmp", "bad.jpg", "bad.xmp"]


def test_a_changed_sidecar_is_taken_anew(house):
    lay(house, "a.jpg", b"photo")
    lay(house, "a.xmp", xmp("First", changed="2020-01-01T10:00:00Z"))
    house.pass_over()
    lay(house, "a.xmp", xmp("Second", changed="2021-01-01T10:00:00Z"))
    house.pass_over()
    assert house.photos()[0]["descr"] == "Second"
    assert attached(house) == {5: ["a.xmp", "a.xmp"]}


def test_a_takeout_that_stays(house):
    lay(house, "Lake/a.jpg", b"photo")
    lay(house, "Lake/a-edited.jpg", b"edited")
    lay(house, "Lake/a.jpg.json", takeout("a.jpg", description="By the lake"))
    lay(house, "Lake/metadata.json", album_notes("At the Lake"))
    house.pass_over()
    house.pass_over()
    assert {photo["descr"] for photo in house.photos()} == {"By the lake"}
    assert all("At-the-Lake" in photo["keywords"] for photo in house.photos())
    assert attached(house) == {5: ["a.jpg.json"], 6: ["a.jpg.json"]}


@pytest.mark.parametrize("busy", ["a.jpg", "a.xmp"])
def test_a_file_that_can_not_be_read_just_now_is_read_again(house, monkeypatch, busy):
    """Another program has it open for itself, or a card is slow: the sidecar waited for a change that never came."""
    lay(house, "a.jpg", b"photo")
    house.pass_over()
    lay(house, "a.xmp", xmp("Words"))
    once = []

    def held(path, **options):
        if path.name == busy and not once:
            once.append(path)
            raise PhotoNotReady("Another program holds the file.", "It is tried again.")
        return digests(path, **options)

    monkeypatch.setattr(sidecar_matcher, "digests", held)
    house.pass_over()
    assert once and attached(house) == {5: ["a.xmp"]}

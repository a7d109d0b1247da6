"""A file that lies in incoming is found by its name, with why it is there still."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photospool.config.change_folders import placed, say_yes
from photospool.config.existing_files import keep_baseline
from photospool.config.kinds import take
from photospool.config.more_folders import MoreFolder
from photospool.demo.playground import throwaway
from photospool.engine import size_limit
from photospool.engine.size_limit import NO_ROOM, TOO_LARGE, UNASKED
from photospool.engine.whereabouts import READY, still_there
from photospool.photo.formats import VIDEOS
from photospool.photo.heif import WAITS
from photospool.spool import scanner
from photospool.spool.ignore import ONLINE_ONLY, PASSED_OVER, TEMPORARY
from photospool.spool.scanner import BEFORE, EMPTY

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1"


@pytest.fixture
def here(tmp_path):
    return throwaway(tmp_path)


@pytest.fixture
def incoming(here):
    return Path(here.settings.folders.incoming)


def why(here, counts=None, **options):
    return {one.origin: one.reason for one in still_there(here, counts or {}, **options)}


def put(folder, name, data=b"photo"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_each_file_with_its_reason(here, incoming):
    for name in ("a.jpg", "trip/Sea.JPG", "film.mp4", "icon.svg", "letter.pdf", "half.jpg.part"):
        put(incoming, name)
    put(incoming, "nothing.jpg", b"")
    assert why(here) == {
        "a.jpg": READY,
        os.path.join("trip", "Sea.JPG"): READY,
        "film.mp4": "video",
        "icon.svg": "drawing",
        "letter.pdf": "document",
        "half.jpg.part": TEMPORARY,
        "nothing.jpg": EMPTY,
    }
    assert list(why(here, find="sEa")) == [os.path.join("trip", "Sea.JPG")]
    assert list(why(here, find="TRIP")) == [os.path.join("trip", "Sea.JPG")], "its folder is in it"
    assert why(here, reasons={"video", "document"}) == {"film.mp4": "video", "letter.pdf": "document"}
    assert len(still_there(here, {}, most=2)) == 2
    assert why(take(here, VIDEOS)[0])["film.mp4"] == READY


def test_who_looks_for_a_file_hears_of_folders_that_are_not_looked_into(here, incoming):
    for name in ("IMG_1.jpg", ".thumbnails/IMG_1.jpg", ".stversions/2026/IMG_1.jpg", ".stversions/IMG_1.txt"):
        put(incoming, name)
    assert why(here) == {"IMG_1.jpg": READY}, "nobody asks for them otherwise"
    found = why(here, find="img_1")
    assert found.pop("IMG_1.jpg") == READY
    assert found == {
        os.path.join(".thumbnails", "IMG_1.jpg"): PASSED_OVER,
        os.path.join(".stversions", "2026", "IMG_1.jpg"): PASSED_OVER,
    }
    assert list(why(here, find="img_1", most=1)) == ["IMG_1.jpg"], "what is taken comes first"


def test_what_lay_there_before_and_what_is_online_only(here, incoming, monkeypatch):
    put(incoming, "old.jpg")
    here = here.with_settings(here.settings.replace("folders.only_new", True))
    keep_baseline(here.settings, here.places)
    put(incoming, "new.jpg")
    assert why(here) == {"old.jpg": BEFORE, "new.jpg": READY}
    monkeypatch.setattr(scanner, "is_online_only", lambda found: found.st_size == 7)
    put(incoming, "far.jpg", b"seven b")
    assert why(here, find="far") == {"far.jpg": ONLINE_ONLY}


def test_what_waits_for_its_decoder(here, incoming):
    put(incoming, "phone.heic", HEIC)
    put(incoming, "a.jpg", b"\xff\xd8\xff\xe0")
    assert why(here) == {"phone.heic": READY, "a.jpg": READY}
    assert why(here, {WAITS: 1}) == {"phone.heic": WAITS, "a.jpg": READY}


def test_what_the_server_or_the_disk_does_not_take_are_the_largest(here, incoming, monkeypatch):
    monkeypatch.setattr("photospool.engine.whereabouts.PROBED_BYTES", 3)
    assert size_limit.PROBED_BYTES > 3
    for number in range(1, 6):
        put(incoming, f"{number}.jpg", b"x" * number)
    put(incoming, "larger.mp4", b"x" * 100)  # of a kind that is not taken: no limit holds it
    counts = {TOO_LARGE: 1, NO_ROOM: 1, UNASKED: 1, "video": 1}
    assert why(here, counts) == {
        "1.jpg": READY, "2.jpg": READY, "3.jpg": UNASKED, "4.jpg": NO_ROOM, "5.jpg": TOO_LARGE, "larger.mp4": "video",
    }  # fmt: skip
    assert why(here, counts, find="4.j") == {"4.jpg": NO_ROOM}, "also where only one is looked for"


def test_further_folders_are_named_and_one_that_is_away_hides_no_other(here, incoming, tmp_path):
    put(incoming, "a.jpg")
    for name in ("nas", "stick", "unasked"):
        put(tmp_path / name, f"{name}.jpg")
        here = here.with_settings(placed(here.settings, MoreFolder(name=name, path=str(tmp_path / name), mode="copy")))
    for name in ("nas", "stick"):
        here = say_yes(here, name, only_new=False)[0]
    (tmp_path / "stick").rename(tmp_path / "away")
    assert [(one.folder, one.origin) for one in still_there(here, {})] == [("", "a.jpg"), ("nas", "nas.jpg")]
    incoming.rename(tmp_path / "gone")
    assert [(one.folder, one.path) for one in still_there(here, {})] == [("nas", tmp_path / "nas" / "nas.jpg")]

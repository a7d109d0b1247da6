"""``album repair``: shown first, done after one yes, taken back when asked. Real originals, in the embedded album."""

from __future__ import annotations

import json
import re

import pytest
from tests.album.maintenance.shots import added
from tests.album.maintenance.test_rereading import SCAN, of
from tests.album.maintenance.test_rerendering import KINDS, store
from tests.parts import local_album
from typer.testing import CliRunner

from photospool.album.base import Write
from photospool.cli.app import app

RIGHT = {"taken": "1975-06-15", "taken_at": "1975-06-15", "taken_source": "XMP DateCreated"}
WRONG = {"taken": "2024-02-01", "taken_at": "2024-02-01T10:11:12", "taken_source": "EXIF DateTimeDigitized"}


@pytest.fixture
def stored(tmp_path):
    """The home with one photo as 0.1.0 stored it, and its id."""
    given = of(SCAN, "[red]scan.jpg")
    album = local_album(tmp_path / "home/album")
    added(album, tmp_path, given)
    found = album.find([given.id])[given.id]
    album.write(Write({name: value for name, value in found.original.items() if name != "reader"}))
    notes = {"exif": {**found.photo["exif"], "Image ImageDescription": "Anna"}}
    album.write(Write({**found.photo, **WRONG, **notes}))
    album.close()
    return tmp_path, given.id


def run(home, *words):
    result = CliRunner().invoke(app, ["--home", str(home / "home"), "album", "repair", *words])
    assert result.exit_code == 0, result.output
    return result.output


def photo(home, photo_id):
    album = local_album(home / "home/album")
    found = album.find([photo_id])[photo_id].photo
    album.close()
    return found


def test_it_is_shown_first_and_nothing_is_changed_without_a_yes(stored):
    home, photo_id = stored
    shown = run(home)
    assert "1  date read otherwise" in shown
    assert "[red]scan.jpg  2024-02-01T10:11:12 → 1975-06-15  (XMP DateCreated)" in shown
    assert "1 would be mended, 1 read otherwise. Nothing was changed" in shown
    assert photo(home, photo_id)["taken"] == "2024-02-01"


def test_one_yes_does_it_and_undo_takes_it_back(stored):
    home, photo_id = stored
    assert "1 mended, 1 read otherwise." in run(home, "--yes")
    found = photo(home, photo_id)
    assert RIGHT.items() <= found.items()
    assert "Image ImageDescription" not in found["exif"]
    assert "nothing is to be done" in run(home)
    assert "1975-06-15 → 2024-02-01T10:11:12" in run(home, "--undo")
    assert photo(home, photo_id)["taken"] == "1975-06-15"
    assert "1 photo got back" in run(home, "--undo", "--yes")
    found = photo(home, photo_id)
    assert WRONG.items() <= found.items()
    assert "Image ImageDescription" not in found["exif"]
    assert "Nothing is to be taken back." in run(home, "--undo")


def test_as_json(stored):
    home, photo_id = stored
    shown = json.loads(run(home, "--json"))
    assert (shown["applied"], shown["read_otherwise"], shown["mended"]) == (False, 1, 1)
    (change,) = shown["changes"]
    assert (change["photo"], change["was"]["taken"], change["becomes"]["taken"]) == (
        photo_id,
        "2024-02-01",
        "1975-06-15",
    )
    assert json.loads(run(home, "--yes", "--json"))["read_otherwise"] == 1
    assert json.loads(run(home, "--undo", "--yes", "--json"))["taken_back"] == 1


def test_pictures_are_shown_old_and_new_and_put_back(tmp_path):
    album = local_album(tmp_path / "home/album")
    given = store(album, tmp_path, KINDS["Display P3 by cICP, pale"])
    album.close()
    before = photo(tmp_path, given.id)
    shown = run(tmp_path)
    assert "1  pictures drawn otherwise" in shown
    line = next(line for line in shown.splitlines() if "IMG_1.jpg" in line)
    assert re.fullmatch(r" +IMG_1.jpg  ██ #[0-9a-f]{6} → ██ #[0-9a-f]{6}", line.rstrip())
    assert "0 would be mended, 1 read or drawn otherwise. Nothing was changed" in shown
    assert photo(tmp_path, given.id) == before
    (change,) = json.loads(run(tmp_path, "--json"))["changes"]
    assert change["pictures"]["was"] in line and change["pictures"]["becomes"] in line
    assert "1 read or drawn otherwise. “photospool album repair --undo” takes the latter back." in run(
        tmp_path, "--yes"
    )
    assert photo(tmp_path, given.id)["placeholder"] != before["placeholder"]
    assert "nothing is to be done" in run(tmp_path)
    assert "1  pictures drawn otherwise" in run(tmp_path, "--undo")
    assert "1 photo got back" in run(tmp_path, "--undo", "--yes")
    assert photo(tmp_path, given.id)["placeholder"] == before["placeholder"]


def test_a_picture_that_lay_on_its_side_tells_both_sizes(tmp_path):
    album = local_album(tmp_path / "home/album")
    store(album, tmp_path, KINDS["on its side"])
    album.close()
    shown = run(tmp_path)
    assert re.search(r"IMG_1.jpg  ██ #[0-9a-f]{6} 240 × 320 → ██ #[0-9a-f]{6} 320 × 240", shown)

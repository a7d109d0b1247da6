"""The drawing of the rooms, and the check of names: what they say of made-up programs."""

import re
from pathlib import Path

import pytest

DESIGN = Path(__file__).resolve().parents[2] / "docs" / "design.md"


@pytest.fixture
def rooms(installer):
    return installer("rooms")


@pytest.fixture
def program(rooms, tmp_path, monkeypatch):
    """A program of modules: name → text."""

    def make(**texts):
        for name, text in texts.items():
            path = tmp_path.joinpath(*name.split("__")).with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    monkeypatch.setattr(rooms, "SOURCE", tmp_path)
    return make


def test_arrows_lead_from_room_to_room_and_never_inside_one(program, rooms):
    program(
        gui__app="from photospool.engine.engine import Engine\nfrom photospool.gui import theme\n",
        gui__theme="",
        engine__engine="from photospool.album.couchdb import client\n",
        album__couchdb__client="from photospool import errors\n",
        errors="",
    )
    assert set(rooms.arrows()) == {("gui", "engine"), ("engine", "album/couchdb"), ("album/couchdb", "errors")}


def test_a_circle_is_named(program, capsys, rooms):
    program(
        engine__one="from photospool.config import two\n",
        config__two="from photospool.spool import three\n",
        spool__three="from photospool.engine import one\n",
    )
    assert set(rooms.circle(rooms.arrows())) == {"engine", "config", "spool"}
    assert rooms.check() == 1
    assert "in a circle" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"gui__a__words": "", "gui__b__words": ""}, "gui has 2 modules named words: gui.a.words, gui.b.words"),
        ({"gui__a": "class Box: ...", "cli__b": "class Box: ..."}, "2 classes are named Box: in cli.b, gui.a"),
    ],
)
def test_a_name_that_two_places_share_is_refused(program, texts, says, rooms):
    program(**texts)
    assert rooms.clashes() == [says]


def test_what_may_share_a_name(program, rooms):
    program(
        gui__words="", cli__words="", album__couchdb__album="", album__embedded__album="",
        engine__engine="", gui__window____init__="", gui__window__window="",
    )  # fmt: skip
    assert rooms.clashes() == []


def test_every_file_that_the_design_page_names_is_there(rooms):
    page = DESIGN.read_text(encoding="utf-8")
    table = page[page.index("| room |") : page.index("The tests lie")]
    rows = re.findall(r"^\| `([^|]+?)` \|(.*)\|$", table, re.MULTILINE)
    assert len(rows) > 20
    for names, text in rows:
        for room in re.split(r"`, `", names):
            place = rooms.SOURCE / room
            assert place.exists(), room
            for name in re.findall(r"`([\w/]+)`", text) if place.is_dir() else ():
                assert (place / name).exists() or (place / f"{name}.py").exists(), f"{room} has no {name}"


def test_every_package_has_a_row(rooms):
    page = DESIGN.read_text(encoding="utf-8")
    for init in rooms.SOURCE.rglob("__init__.py"):
        room = init.parent.relative_to(rooms.SOURCE).as_posix()
        if room != "." and not room.startswith(("gui/", "system/")):
            assert f"| `{room}/`" in page, room

"""Further incoming folders in the settings file: read, checked and written; nothing is taken from a wrong one."""

from __future__ import annotations

import pytest

from photospool.config import app_state, settings
from photospool.config.existing_files import is_list_lost, keep_list, was_before_in
from photospool.config.more_folders import MoreFolder, from_toml
from photospool.config.paths import places
from photospool.config.settings import Settings

FIRST = Settings().replace("folders.incoming", "/a/in").replace("folders.work", "/a/w").replace("folders.done", "/a/d")


def wrong(*folders):
    return [problem.title for problem in FIRST.with_folders(folders).validate()]


def test_what_is_written_is_read_again_and_comments_stay(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("# mine\n[folders]\nincoming = '/a/in' # the phone\n")
    anna = MoreFolder(name="Anna’s phone", path="/b/anna", keywords=("anna", "kids"), added_by="Anna")
    nas = MoreFolder(name="NAS", path="/n", mode="copy", only_new=True)
    settings.save(settings.load(path)[0].with_folders([anna, nas]), path)
    found, problems = settings.load(path)
    assert (found.more_folders, problems) == ((anna, nas), [])
    text = path.read_text()
    assert "# mine" in text
    assert "# the phone" in text
    path.write_text(text.replace("[[more_folders]]", "# whose?\n[[more_folders]]", 1))
    settings.save(found.replace("photos.quality", 90), path)
    assert "# whose?" in path.read_text()
    settings.save(found.with_folders([]), path)
    assert settings.load(path)[0].more_folders == ()


def test_an_older_program_keeps_the_tables(tmp_path):
    """It knows of no such table, and writes back what it does not know."""
    import tomlkit

    path = tmp_path / "settings.toml"
    settings.save(FIRST.with_folders([MoreFolder(name="b", path="/b")]), path)
    tree = tomlkit.parse(path.read_text())
    tree["photos"]["quality"] = 90
    path.write_text(tomlkit.dumps(tree))
    assert [folder.name for folder in settings.load(path)[0].more_folders] == ["b"]


@pytest.mark.parametrize(
    "found", ["x", [1], [{"name": 1}], [{"path": ["/a"]}], [{"keywords": "a"}], [{"keywords": [1]}], {"name": "a"}]
)
def test_a_table_that_is_none_is_left_out_and_said(found):
    folders, problems = from_toml(found)
    assert folders == ()
    assert len(problems) == 1


def test_one_that_is_wrong_leaves_the_others():
    folders, problems = from_toml([{"name": "a", "path": "/b"}, {"name": "c", "mode": 3}])
    assert [folder.name for folder in folders] == ["a"]
    assert len(problems) == 1


def test_all_is_well():
    assert wrong(MoreFolder(name="a", path="/b"), MoreFolder(name="c", path="/c", mode="copy")) == []
    assert wrong(MoreFolder(name="a", path="/b/in", work="/b/w", done="/b/d")) == []


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        (MoreFolder(path="/b"), "no name"),
        (MoreFolder(name="a"), "not chosen"),
        (MoreFolder(name="a", path="b"), "whole path"),
        (MoreFolder(name="a", path="/b", mode="steal"), "“move” or “copy”"),
        (MoreFolder(name="a", path="/b", category="Public"), "never public"),
        (MoreFolder(name="a", path="/b", category="Trash"), "trash"),
        (MoreFolder(name="a", path="/b", work="/w"), "together"),
        (MoreFolder(name="a\nb", path="/b"), "can't be seen"),
        (MoreFolder(name="a", path="/a/in"), "same folder as incoming"),
        (MoreFolder(name="a", path="/a/in/deep"), "in one another"),
        (MoreFolder(name="a", path="/a"), "in one another"),
        (MoreFolder(name="a", path="/a/d/x"), "in one another"),
        (MoreFolder(name="a", path="/b", work="/b/w", done="/c"), "in one another"),
        (MoreFolder(name="a", path="/b", work="/a/in/w", done="/c"), "in one another"),
    ],
)
def test_each_wrong_is_said(folder, said):
    assert any(said in title for title in wrong(folder)), wrong(folder)


def test_two_of_one_name_or_one_place_are_refused():
    assert any(
        "are called" in title for title in wrong(MoreFolder(name="A", path="/b"), MoreFolder(name="a", path="/c"))
    )
    assert any(
        "same folder" in title for title in wrong(MoreFolder(name="a", path="/b"), MoreFolder(name="c", path="/b/"))
    )
    one = MoreFolder(name="a", path="/b", work="/x/w", done="/x/d")
    assert any("two done" in title for title in wrong(one, MoreFolder(name="c", path="/c", work="/x/w", done="/y/d")))
    assert any("lies in" in title for title in wrong(one, MoreFolder(name="c", path="/x/d/deep")))


def test_a_cards_folder_comes_and_goes():
    assert MoreFolder(name="a", path="/media/EOS/DCIM/100CANON", mode="copy").comes_and_goes
    assert not MoreFolder(name="a", path="/media/EOS/DCIM").comes_and_goes
    assert not MoreFolder(name="a", path="/nas/photos", mode="copy").comes_and_goes


def test_each_folder_has_a_yes_of_its_own(tmp_path):
    path = tmp_path / "memory.json"
    folder = MoreFolder(name="a", path="/b")
    memory = app_state.AppState(confirmed_folders=(folder.fingerprint(),)).confirm(FIRST)
    app_state.save(memory, path)
    memory = app_state.load(path)
    assert memory.has_yes(folder)
    assert memory.has_yes(MoreFolder(name="another name", path="/b/", keywords=("x",)))
    assert not memory.has_yes(MoreFolder(name="a", path="/b", mode="copy"))
    assert not memory.has_yes(MoreFolder(name="a", path="/c"))
    assert not memory.has_yes(MoreFolder(name="a", path="/b", work="/x/w", done="/x/d"))
    assert memory.is_confirmed(FIRST.with_folders([folder])), "a further folder costs the first one nothing"


def test_each_folder_has_a_list_of_what_was_there(tmp_path):
    where = places(tmp_path / "home")
    for name in ("b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.jpg").write_bytes(b"photo")
    one, other = (MoreFolder(name=name, path=str(tmp_path / name), only_new=True) for name in ("b", "c"))
    assert was_before_in(one, where)("b.jpg", 5), "without a list nothing is new"
    assert is_list_lost(one, where)
    assert keep_list(one, settings.Settings(), where) == 1
    assert keep_list(other, settings.Settings(), where) == 1
    assert was_before_in(one, where)("b.jpg", 5)
    assert not was_before_in(one, where)("c.jpg", 5)
    assert was_before_in(other, where)("c.jpg", 5)
    assert not is_list_lost(one, where)

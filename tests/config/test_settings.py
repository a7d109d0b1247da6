"""The user's choices: read, checked, repaired, written; nothing that the user wrote is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photospool.cli.setting_texts import MEANINGS
from photospool.config import settings
from photospool.errors import SettingsError


def fields(problems: list[SettingsError]) -> list[str]:
    return sorted(problem.field for problem in problems)


@pytest.fixture
def good(tmp_path):
    chosen = settings.Settings()
    for name in ("incoming", "work", "done"):
        chosen = chosen.replace(f"folders.{name}", str(tmp_path / name))
    return chosen


def test_no_file_means_the_defaults(tmp_path):
    assert settings.load(tmp_path / "none.toml") == (settings.Settings(), [])


def test_what_is_saved_is_loaded(tmp_path, good):
    path = tmp_path / "deep" / "settings.toml"
    good = good.replace("photos.keywords", ["a b", "ü"]).replace("album.url", "https://couch.example.org")
    settings.save(good, path)
    assert settings.load(path) == (good, [])


def test_saving_keeps_comments_and_what_we_do_not_know(tmp_path, good):
    path = tmp_path / "settings.toml"
    path.write_text('# mine\nnew = 1\n[photos]\nquality = 70 # small\nfrom_the_future = "x"\n', encoding="utf-8")
    loaded, problems = settings.load(path)
    assert loaded.photos.quality == 70
    assert not problems
    settings.save(loaded.replace("photos.quality", 80), path)
    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "from_the_future" in text
    assert "quality = 80 # small" in text


@pytest.mark.parametrize("broken", [b"[folders\nincoming=", b"\xff\xfe\x00", b"a = 1\na = 2\n"])
def test_a_broken_file_is_kept_beside_and_told(tmp_path, broken):
    path = tmp_path / "settings.toml"
    for number in range(3):
        path.write_bytes(broken)
        loaded, problems = settings.load(path)
        assert loaded == settings.Settings()
        assert len(problems) == 1
        assert len(list(tmp_path.glob("*.bad*"))) == number + 1
    assert {found.read_bytes() for found in tmp_path.glob("*.bad*")} == {broken}


def test_every_bad_value_is_reported_and_the_others_are_used(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(
        'album = 3\n[photos]\nquality = "high"\nkeywords = [1]\ncategory = "Friends"\n[program]\nwatch = 1\n'
    )
    loaded, problems = settings.load(path)
    assert fields(problems) == ["album", "photos.keywords", "photos.quality", "program.watch"]
    assert loaded.photos.category == "Friends"
    assert loaded.photos.quality == 85


def test_good_settings_have_no_problem(good):
    assert good.validate() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("folders.done", "", ["folders.done"]),
        ("folders.work", "relative/path", ["folders.work"]),
        ("album.url", "couch.example.org", ["album.url"]),
        ("album.url", "http://[", ["album.url"]),
        ("album.url", "https://me:secret@couch.example.org", ["album.url"]),
        ("album.url", "https://couch.example.org:x", ["album.url"]),
        ("photos.category", "Public", ["photos.category"]),
        ("photos.category", " ", ["photos.category"]),
        ("photos.quality", 99, ["photos.quality"]),
        ("program.uploads", 0, ["program.uploads"]),
        ("program.decoders", 99, ["program.decoders"]),
        ("app.theme", "blue", ["app.theme"]),
        ("app.language", "../de", ["app.language"]),
    ],
)
def test_each_problem_is_reported_at_its_field(good, name, value, expected):
    assert fields(good.replace(name, value).validate()) == expected


def test_a_database_name_is_checked_when_there_is_a_server(good):
    bad = good.replace("album.database", "Photos")
    assert bad.validate() == []
    assert fields(bad.replace("album.url", "http://localhost:5984").validate()) == ["album.database"]


@pytest.mark.parametrize(("inner", "outer"), [("work", "incoming"), ("incoming", "done"), ("done", "work")])
def test_no_folder_stands_in_another(good, inner, outer):
    inside = getattr(good.folders, outer) + "/x"
    assert fields(good.replace(f"folders.{inner}", inside).validate()) == [f"folders.{inner}"]


def test_no_folder_is_chosen_twice(good):
    assert fields(good.replace("folders.done", good.folders.work + "/.").validate()) == ["folders.done"]


def test_an_unknown_setting_is_named(good):
    with pytest.raises(SettingsError, match=r"nothing\.here"):
        good.replace("nothing.here", 1)


def test_each_setting_is_explained(good):
    assert {name for name, _ in good.items()} == set(MEANINGS)


@given(st.text(), st.text(), st.booleans(), st.integers(0, 100))
def test_any_text_survives_a_round_trip(tmp_path_factory, first, second, flag, number):
    path = tmp_path_factory.mktemp("settings") / "s.toml"
    chosen = (
        settings.Settings()
        .replace("folders.incoming", first)
        .replace("photos.keywords", [second, "x"])
        .replace("program.watch", flag)
        .replace("photos.quality", number)
    )
    settings.save(chosen, path)
    assert settings.load(path) == (chosen, [])


@pytest.mark.parametrize("char", ["\n", "\r", "\x00", "\x1b", "\x9b", "\u2028"])
@pytest.mark.parametrize(
    "name", ["folders.incoming", "folders.work", "photos.shown_as", "photos.keywords", "album.user"]
)
def test_a_character_that_can_not_be_seen_is_refused(name, char):
    value = (f"a{char}b",) if name == "photos.keywords" else f"/a{char}ExecStart=/bin/true"
    problems = settings.Settings().replace(name, value).validate()
    assert [problem.field for problem in problems if "can't be seen" in problem.title] == [name]

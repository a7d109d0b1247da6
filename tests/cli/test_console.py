"""What is printed reaches every output, also those that know few letters."""

import io
import json
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rich.table import Table
from rich.text import Text
from tests.children import PATIENCE_S
from tests.parts import choose

from photospool import events
from photospool.album.embedded.album import LocalAlbum
from photospool.cli import console
from photospool.engine.incoming_folder import UNSURE
from photospool.errors import PhotoError
from photospool.security import untrusted_text
from photospool.security.untrusted_text import UNSAFE


def photospool(tmp_path, *words, encoding):
    env = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")}
    env |= {"PHOTOSPOOL_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": encoding, "COLUMNS": "200"}
    command = [sys.executable, "-m", "photospool", *map(str, words)]
    return subprocess.run(command, env=env, capture_output=True, check=False, timeout=PATIENCE_S)


@pytest.fixture
def folders(tmp_path):
    found = [tmp_path / name for name in ("incoming", "work", "done")]
    for folder in found:
        folder.mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / "home/settings.toml").write_text("[program]\nsettle_s = 1\n")
    return found


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_pass_is_told_in_letters_that_the_output_has(tmp_path, folders, encoding):
    Image.new("RGB", (64, 64), "red").save(folders[0] / "höhe.jpg")
    done = photospool(tmp_path, "process", *folders, encoding=encoding)
    assert done.returncode == 0, done.stderr
    assert b"added" in done.stdout
    assert (b"\xe2\x9c\x93" in done.stdout) == (encoding == "utf-8")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize("name", ["日本.jpg", "no \udcff text.jpg"])
def test_json_loses_no_letter(tmp_path, folders, encoding, name):
    if sys.platform == "darwin" and "\udcff" in name:
        pytest.skip("macOS takes no such name")
    (folders[0] / name).write_bytes(b"no photo")
    photospool(tmp_path, "process", *folders, encoding=encoding)
    choose(tmp_path / "home/settings.toml", {f"folders.{folder.name}": folder for folder in folders})
    listed = photospool(tmp_path, "issues", "--json", encoding=encoding)
    assert b"Traceback" not in listed.stderr
    (issue,) = json.loads(listed.stdout)
    assert issue["name"].endswith(".jpg")
    assert listed.returncode == 1
    if "\udcff" not in name:
        assert issue["name"] == name


NASTY = "a\x1b[2J\x1b]0;owned\x07\x9b31m\u202egpj.exe\u2066\x7f\U000e0041\r\nforged ✓ line.jpg"


@pytest.mark.parametrize(
    "name", ["[/]", "[bold]x", "[link=https://example.org]here", "[/b", ":bomb:", "[red]2013[/red]"]
)
def test_brackets_in_a_name_are_letters(capsys, name):
    """They ended the command, made letters vanish, or made a link of them."""
    for said in (name, f"Watching /photos/{name}."):
        console.out.print(said)
        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_row(said)
        console.out.print(table)
        assert capsys.readouterr().out == f"{said}\n{said}\n"


def test_a_strangers_text_acts_on_no_terminal(capsys):
    for what in (NASTY, Text(NASTY), Text.assemble(("✓ ", "green"), NASTY)):
        console.out.print(what)
    table = Table(box=None)
    table.add_column("name")
    table.add_row(Text(NASTY))
    console.out.print(table)
    console.show_error(PhotoError(NASTY, NASTY))
    printed = capsys.readouterr()
    assert UNSAFE.findall(printed.out + printed.err) == []
    assert "gpj.exe" in printed.out


def test_colours_of_our_own_stay():
    found = io.StringIO()
    made = console._console(file=found, force_terminal=True, color_system="standard")
    made.print(Text.assemble(("✓ ", "green"), "a\x1b[31mb"))
    assert found.getvalue() == "\x1b[32m✓ \x1b[0ma[31mb\n"


def test_json_holds_it_all_and_acts_on_no_terminal(capsys):
    console.show_json({"name": NASTY, NASTY: "half \udcff"})
    printed = capsys.readouterr().out
    assert UNSAFE.findall(printed) == []
    assert json.loads(printed) == {"name": NASTY, NASTY: "half \udcff"}


@given(st.text())
def test_what_is_said_is_one_safe_line_of_a_length(text):
    found = untrusted_text.said(text, 50)
    assert len(found) <= 50
    assert untrusted_text.UNSAFE_IN_LINE.sub("", found.replace("\N{REPLACEMENT CHARACTER}", "")) == found.replace(
        "\N{REPLACEMENT CHARACTER}", ""
    )
    assert json.loads(untrusted_text.escaped(json.dumps(text, ensure_ascii=False))) == text


def test_both_ends_of_a_long_path_are_seen():
    assert untrusted_text.said("/home/ann/" + "x" * 1000 + "/IMG_1.jpg", 40).startswith("/home/ann/")
    assert untrusted_text.said("/home/ann/" + "x" * 1000 + "/IMG_1.jpg", 40).endswith("/IMG_1.jpg")


def test_names_of_documents_and_paths_of_issues(tmp_path, folders):
    """Through the real commands, as text and as JSON."""
    album = LocalAlbum(tmp_path / "home" / "album")
    album.put_document({"_id": "0" * 32, "type": "photo", "cat": "Private", "filename": NASTY})
    album.close()
    job = folders[1] / "failed" / "20260102-030405-0a1b2c3d"
    job.mkdir(parents=True)
    (job / NASTY.replace("/", "")).write_bytes(b"x")
    (job / "reason.txt").write_text(f"{NASTY}\n{NASTY}")
    for name, folder in zip(("incoming", "work", "done"), folders, strict=True):
        photospool(tmp_path, "settings", "set", f"folders.{name}", folder, encoding="utf-8")
    for words in (["verify"], ["verify", "--json"], ["issues"], ["issues", "--json"], ["export", tmp_path / "out"],
                  ["export", tmp_path / "out", "--json"], ["album", "repair"]):  # fmt: skip
        said = photospool(tmp_path, *words, encoding="utf-8")
        printed = (said.stdout + said.stderr).decode()
        assert "Traceback" not in printed
        assert UNSAFE.findall(printed) == [], words
        assert not any(line.startswith("forged") for line in printed.splitlines()), words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "0 photos"),
        (["a.jpg"], "1 photo"),
        (["a.MOV"], "1 video"),
        (["a.jpg", "b.heic", "c.mp4"], "2 photos and 1 video"),
        (["a.mkv", "b.mp4"], "2 videos"),
    ],
)
def test_photos_and_videos_are_counted_apart(names, words):
    assert console.named(names) == words


@pytest.mark.parametrize(("left", "words"), [(0, ""), (1, "1 sidecar has no"), (2, "2 sidecars have no")])
def test_sidecars_that_a_card_alone_has_are_told_before_it_is_taken_out(left, words):
    told = console.sentence(events.CardTaken("card-1", "EOS", 143, 0, sidecars_left=left))
    assert "143 photos are copied: it may be taken out." in told.plain
    assert (words in told.plain) and ("sidecar" in told.plain) is bool(left)


@pytest.mark.parametrize(("count", "end"), [(2, "0.AAE, 1.AAE"), (100, "4.AAE and more")])
def test_what_stays_of_sidecars_is_named_and_no_cause_or_number_is_guessed(count: int, end: str) -> None:
    """Some have two photos, some are notes of an album; and of three hundred only a hundred are known by name."""
    tally = console.Tally()
    tally(events.ScanFinished(0, 0, {UNSURE: 300}, (), tuple(f"{number}.AAE" for number in range(count))))
    words = str(tally.summary())
    assert words.endswith(f"\nthese sidecars and notes stay: {'0.AAE, 1.AAE, 2.AAE, 3.AAE, ' * (count > 2)}{end}")
    assert "not known" not in words


@pytest.mark.parametrize(
    ("films", "words"), [(2, "2 of them belong to others"), (1, "1 of them belongs to another one")]
)
def test_of_what_was_added_it_is_said_what_belongs_to_others(films: int, words: str) -> None:
    tally = console.Tally()
    for number in range(2):
        picture, film = f"{number:032x}", f"{number + 100:032x}"
        tally(events.PhotoStored("1", "IMG_1.JPG", picture, events.Outcome.NEW, ""))
        tally(events.PhotoStored("2", "IMG_1.MOV", film, events.Outcome.NEW, ""))
        if number < films:
            tally(events.PartsFound({film: picture}))
    tally(events.PhotoStored("3", "IMG_2.JPG", "3" * 32, events.Outcome.DUPLICATE, ""))
    tally(events.PartsFound({"3" * 32: f"{0:032x}"}))  # what was there before is none of the added ones
    assert str(tally.summary()) == f"4 added, {words}, 1 already in your album"
    assert (tally.as_json()["added"], tally.as_json()["parts"]) == (4, films)


@pytest.mark.parametrize(
    ("name", "known_as", "taken", "words"),
    [
        ("b.jpg", "a.jpg", "2024-05-04", "already in your album as a.jpg, of 2024-05-04"),
        ("a.jpg", "a.jpg", "2024-05-04", "already in your album, of 2024-05-04"),
        ("b.jpg", "", "", "already in your album"),
    ],
)
def test_of_what_was_there_already_it_is_said_which_photo_that_is(name, known_as, taken, words):
    event = events.PhotoStored("1", name, "1" * 32, events.Outcome.DUPLICATE, "", taken=taken, known_as=known_as)
    assert str(console.sentence(event)) == f"✓ {name}  {words}"


def test_that_a_raw_file_is_developed_is_one_line():
    told = [events.PhotoDeveloping("1", "IMG_1.NEF"), events.PhotoDeveloping("1", "IMG_1.NEF", is_over=True)]
    assert [str(line) for line in map(console.sentence, told) if line is not None] == [
        "… IMG_1.NEF  is being developed"
    ]


def test_no_path_is_cut_in_a_list(capsys, monkeypatch):
    """It ended in “…” where it was longer than a line, and so in every pipe."""
    path = "/photos/" + "/".join(f"folder-{number}" for number in range(30))
    table = console.Listing(show_header=False)
    table.add_row("folders.incoming", path)
    monkeypatch.setattr(console.out, "width", 40)
    console.out.print(table)
    shown = [line[len("folders.incoming") :].strip() for line in capsys.readouterr().out.splitlines()]
    assert "".join(shown) == path
    monkeypatch.delenv("COLUMNS", raising=False)
    console.widen()
    console.out.print(table)
    assert capsys.readouterr().out.split() == ["folders.incoming", path]


@pytest.mark.parametrize(
    ("left", "words"),
    [(0, "is copied again"), (1, "is reached again, 1 large file still to go"), (2, "2 large files still to go")],
)
def test_a_copy_is_called_copied_again_once_all_is_there(left, words):
    assert str(console.sentence(events.ReplicaRecovered("Attic", left))).endswith(words)

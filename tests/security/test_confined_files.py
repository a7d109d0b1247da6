"""Whatever a stranger's words say, files are made below one folder and no link is followed."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photospool.security import confined_files
from photospool.security.confined_files import Folder, Outside

HOSTILE = [
    "", ".", "..", "../up.jpg", "/etc/passwd", "a/b", "a\\b", "a\0b", "..\\up", "con", "nul.jpg", "COM1", "a:b",
    "a" * 400, "trailing. . .", "\u202egpj.exe", "~", "-rf", "\ud800", "é" * 300, "\n", "x\x1b[2Jy",
]  # fmt: skip


@given(st.sampled_from(HOSTILE) | st.text(max_size=300))
def test_any_words_become_one_part_of_a_path(words):
    name = confined_files.fit(words)
    assert confined_files.is_one_part(name)
    assert len(name.encode()) <= 255
    assert os.path.basename(os.path.normpath(os.path.join("/folder", name))) == name


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "/x", "a/b", "a\\b", "a\0b"])
def test_what_leads_elsewhere_is_refused_by_every_step(tmp_path, name):
    with Folder.open(tmp_path / "folder") as folder:
        (tmp_path / "x").write_text("precious")
        for step in (folder.sub, folder.create, folder.read, folder.remove, folder.lstat):
            with pytest.raises(Outside):
                step(name)
        for step in (folder.replace, folder.place):
            with pytest.raises(Outside):
                step("made", name)
        with pytest.raises(Outside), folder.writing(name):
            pass
    assert (tmp_path / "x").read_text() == "precious"


@pytest.mark.parametrize("path", ["a.jpg", "2013/a.jpg", "é/ü.jpg"])
def test_ordinary_paths_stay_below(path):
    assert confined_files.is_below(path)


@pytest.mark.parametrize("path", ["", "/a", "a/../b", "..", "./a", "a//b", "a/", "a\0"])
def test_paths_that_lead_elsewhere_do_not(path):
    assert not confined_files.is_below(path)


def test_links_are_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").write_text("precious")
    with Folder.open(tmp_path / "folder") as folder:
        (folder.path / "link").symlink_to(elsewhere)
        (folder.path / "file").symlink_to(elsewhere / "file")
        (folder.path / "file.part").symlink_to(elsewhere / "file")
        with pytest.raises(Outside):
            folder.sub("link")
        with pytest.raises(Outside):
            folder.read("file")
        with pytest.raises(FileExistsError):
            folder.create("file")
        (folder.path / "made").write_text("made")
        with pytest.raises(FileExistsError):
            folder.place("made", "file")
        with folder.writing("file") as out:
            out.write(b"ours")
        with folder.read("file") as file:
            assert file.read() == b"ours"
    assert (elsewhere / "file").read_text() == "precious"
    assert sorted(path.name for path in elsewhere.iterdir()) == ["file"]


def test_a_folder_that_is_moved_meanwhile_is_still_the_one(tmp_path):
    """Between two steps somebody puts a link where the folder was."""
    (tmp_path / "elsewhere").mkdir()
    with Folder.open(tmp_path / "folder") as folder, folder.sub("2013") as year:
        (tmp_path / "folder" / "2013").rename(tmp_path / "folder" / "moved")
        (tmp_path / "folder" / "2013").symlink_to(tmp_path / "elsewhere")
        with year.create("a.jpg") as out:
            out.write(b"ours")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (tmp_path / "folder" / "moved" / "a.jpg").read_bytes() == b"ours"


def test_what_can_not_be_finished_leaves_nothing_and_keeps_the_old(tmp_path):
    with Folder.open(tmp_path) as folder:
        with folder.writing("index") as out:
            out.write(b"old")
        with pytest.raises(RuntimeError), folder.writing("index") as out:
            out.write(b"half")
            raise RuntimeError
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("index", b"old")]


def test_a_disk_without_second_names_is_served_too(tmp_path, monkeypatch):
    def refuse(*_args, **_words):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    with Folder.open(tmp_path) as folder:
        for name in ("one", "two"):
            with folder.create(name) as out:
                out.write(name.encode())
        folder.place("one", "three")
        with pytest.raises(FileExistsError):
            folder.place("two", "three")
    assert (tmp_path / "three").read_bytes() == b"one"

"""What is said of three folders: real folders, real disks, nothing left behind."""

import os
import shutil
from pathlib import Path

import pytest

from photospool.config.folder_checks import Fact, Level, What, check_folders, has_wrong, lying_there, make_folders
from photospool.errors import SpoolError
from photospool.system.sync_clients import SyncFolder


@pytest.fixture
def folders(tmp_path):
    made = {name: tmp_path / "Drop" / name if name == "incoming" else tmp_path / name for name in NAMES}
    for path in made.values():
        path.mkdir(parents=True)
    return {name: str(path) for name, path in made.items()}


NAMES = ("incoming", "work", "done")


def said(facts, folder):
    return {fact.what for fact in facts if fact.folder == folder}


def wrong(facts):
    return {(fact.folder, fact.what, fact.detail) for fact in facts if fact.level is Level.WRONG}


def everything(root):
    return sorted(str(path) for path in Path(root).rglob("*"))


def test_three_good_folders(tmp_path, folders):
    for name in ("a.jpg", "b.mp4", "c.mp4", "d.nef", "a.jpg.xmp", "notes.pdf"):
        (Path(folders["incoming"]) / name).write_bytes(b"photo")
    before = everything(tmp_path)
    facts = check_folders(folders, [SyncFolder("Dropbox", tmp_path / "Drop")])
    assert not has_wrong(facts)
    assert said(facts, "incoming") == {What.THERE, What.SYNCED, What.TWO_WAY, What.CONTENTS}
    assert said(facts, "work") >= {What.THERE, What.MOVES}
    assert lying_there(facts) == {"photos": 1, "videos": 2, "raw": 1, "sidecars": 1}
    assert Fact("done", Level.FINE, What.MOVES, "work") in facts
    assert everything(tmp_path) == before


def test_folders_that_can_be_made_are_made_when_asked_only(tmp_path):
    folders = {name: str(tmp_path / "deep" / name) for name in NAMES}
    facts = check_folders(folders, [])
    assert not has_wrong(facts)
    assert all(What.MAKEABLE in said(facts, name) for name in NAMES)
    assert everything(tmp_path) == []
    assert [path.name for path in make_folders(folders)] == list(NAMES)
    assert make_folders(folders) == []
    assert What.THERE in said(check_folders(folders, []), "work")


def test_nothing_chosen_yet():
    assert wrong(check_folders({}, [])) == {(name, What.NOT_CHOSEN, "") for name in NAMES}


def test_a_path_that_is_not_whole(folders):
    assert wrong(check_folders({**folders, "done": "photos/done"}, [])) == {("done", What.NOT_WHOLE, "")}


def test_a_file_in_the_way(tmp_path, folders):
    (tmp_path / "file").write_bytes(b"")
    assert wrong(check_folders({**folders, "work": str(tmp_path / "file")}, [])) == {("work", What.NO_FOLDER, "")}
    below = {**folders, "work": str(tmp_path / "file" / "below")}
    assert wrong(check_folders(below, [])) == {("work", What.NOT_MAKEABLE, str(tmp_path / "file"))}
    with pytest.raises(SpoolError):
        make_folders(below)


@pytest.mark.parametrize(
    ("inner", "outer"), [("work", "incoming"), ("done", "incoming"), ("incoming", "done"), ("done", "work")]
)
def test_none_stands_inside_another(folders, inner, outer):
    facts = check_folders({**folders, inner: folders[outer] + "/x"}, [])
    assert wrong(facts) == {(inner, What.INSIDE, outer)}


def test_a_link_to_another_of_them_is_seen_through(tmp_path, folders):
    os.symlink(folders["incoming"], tmp_path / "link")
    assert wrong(check_folders({**folders, "done": str(tmp_path / "link")}, [])) == {("done", What.SAME, "incoming")}
    inside = {**folders, "done": str(tmp_path / "link" / "done")}
    assert wrong(check_folders(inside, [])) == {("done", What.INSIDE, "incoming")}


def test_work_and_done_belong_outside_the_synced_folder(tmp_path, folders):
    synced = [SyncFolder("Syncthing", tmp_path)]
    facts = check_folders(folders, synced)
    assert wrong(facts) == {("work", What.IN_SYNCED, "Syncthing")}
    assert Fact("done", Level.NOTE, What.IN_SYNCED, "Syncthing") in facts


def test_a_one_way_folder_takes_nothing_from_the_phone(tmp_path, folders):
    facts = check_folders(folders, [SyncFolder("Syncthing", tmp_path / "Drop", two_way=False)])
    assert What.TWO_WAY not in said(facts, "incoming")
    assert What.NOT_SYNCED in said(check_folders(folders, []), "incoming")


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second disk")
def test_another_disk_means_copying(folders):
    other = Path("/dev/shm") / f"photospool-test-{os.getpid()}"
    other.mkdir()
    try:
        facts = check_folders({**folders, "work": str(other)}, [])
        assert Fact("work", Level.NOTE, What.COPIES, "incoming") in facts
        assert Fact("done", Level.NOTE, What.COPIES, "work") in facts
        later = check_folders({**folders, "work": str(other / "later")}, [])
        assert Fact("work", Level.NOTE, What.COPIES, "incoming") in later
        assert everything(other) == []
    finally:
        shutil.rmtree(other)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read(folders):
    Path(folders["done"]).chmod(0o500)
    assert ("done", What.NOT_WRITABLE, "") in wrong(check_folders(folders, []))


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody can write to")
def test_a_folder_that_takes_no_files(folders):
    """Whoever we are: nobody makes a file in /proc."""
    facts = check_folders({**folders, "done": "/proc/self"}, [])
    assert {what for folder, what, _ in wrong(facts) if folder == "done"} <= {What.NOT_WRITABLE, What.MOVES_NOT}
    assert has_wrong(facts)
    assert everything(folders["work"]) == []


def test_little_room_is_said(folders, monkeypatch):
    monkeypatch.setattr("photospool.spool.durable_io.free_bytes", lambda _folder: (10_000_000, 100_000_000_000))
    assert Fact("work", Level.NOTE, What.LITTLE_ROOM, number=10_000_000) in check_folders(folders, [])

import os
import socket
import stat
from types import SimpleNamespace

import pytest

from photospool.errors import FolderMissing
from photospool.photo.formats import classify
from photospool.spool.placeholders import is_online_only
from photospool.spool.scanner import EMPTY, LINK, SPECIAL, UNREADABLE, Scanner


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settler(tmp_path, clock):
    return Scanner(tmp_path, classify=classify, wait_s=2.0, clock=clock)


def names(scan):
    return [entry.origin for entry in scan.ready]


def test_a_photo_is_ready_when_two_looks_far_enough_apart_saw_the_same(tmp_path, settler, clock):
    (tmp_path / "a.jpg").write_bytes(b"photo")
    assert names(settler.look()) == []
    clock.now += 1.0
    assert settler.look().settling == 1
    clock.now += 1.0
    assert names(settler.look()) == ["a.jpg"]


def test_a_file_that_grows_begins_again(tmp_path, settler, clock):
    (tmp_path / "a.jpg").write_bytes(b"pho")
    settler.look()
    clock.now += 3
    (tmp_path / "a.jpg").write_bytes(b"photo")
    assert names(settler.look()) == []
    clock.now += 3
    assert names(settler.look()) == ["a.jpg"]


def test_an_old_time_says_nothing(tmp_path, settler, clock):
    (tmp_path / "a.jpg").write_bytes(b"photo")
    os.utime(tmp_path / "a.jpg", (0, 0))
    assert names(settler.look()) == []


def test_a_time_in_the_future_does_not_block(tmp_path, settler, clock):
    (tmp_path / "a.jpg").write_bytes(b"photo")
    os.utime(tmp_path / "a.jpg", (2**33, 2**33))
    settler.look()
    clock.now += 3
    assert names(settler.look()) == ["a.jpg"]


def test_a_copy_that_keeps_times_but_changes_bytes_is_seen(tmp_path, settler, clock):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"12345")
    os.utime(path, (1000, 1000))
    settler.look()
    clock.now += 3
    path.write_bytes(b"54321")
    os.utime(path, (1000, 1000))
    assert names(settler.look()) == []


def test_what_is_no_photo_is_counted_by_kind_and_left(tmp_path, settler, clock):
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "clip.mp4").write_bytes(b"x")
    (tmp_path / "raw.dng").write_bytes(b"x")
    (tmp_path / "what.xyz").write_bytes(b"x")
    (tmp_path / ".hidden.jpg").write_bytes(b"x")
    (tmp_path / "half.jpg.part").write_bytes(b"x")
    (tmp_path / "link.jpg").symlink_to("/etc/passwd")
    (tmp_path / "dangling.jpg").symlink_to("nowhere")
    (tmp_path / "folder-link").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(os.path.relpath(tmp_path / "socket.jpg"))
        settler.look()
        clock.now += 3
        scan = settler.look()
    assert names(scan) == []
    assert scan.counts == {
        EMPTY: 1, "video": 1, "raw": 1, "unknown": 1, "hidden": 1, "temporary": 1, LINK: 3, SPECIAL: 2,
    }  # fmt: skip
    assert (scan.settling, scan.waiting) == (0, 1)


def test_sub_folders_are_walked_but_never_those_of_others_or_links(tmp_path, settler, clock):
    for folder in ("2013/05", "x.jpg", ".stversions", "@eaDir"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "p.jpg").write_bytes(b"photo")
    (tmp_path / "again").symlink_to(tmp_path / "2013")
    settler.look()
    clock.now += 3
    assert sorted(names(settler.look())) == ["2013/05/p.jpg", "x.jpg/p.jpg"]


def test_names_that_are_no_text_are_seen(tmp_path, settler, clock):
    with open(os.fsencode(tmp_path) + b"/\xff\n.jpg", "wb") as file:
        file.write(b"photo")
    settler.look()
    clock.now += 3
    assert names(settler.look()) == [os.fsdecode(b"\xff\n.jpg")]


def test_a_missing_folder_is_said_and_never_made(tmp_path, clock):
    settler = Scanner(tmp_path / "gone", classify=classify, clock=clock)
    with pytest.raises(FolderMissing, match="not there"):
        settler.look()
    assert not (tmp_path / "gone").exists()


def test_a_photo_that_may_not_be_read_is_counted(tmp_path, settler, monkeypatch):
    (tmp_path / "a.jpg").write_bytes(b"x")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.R_OK)  # the superuser may read everything
    assert settler.look().counts == {UNREADABLE: 1}


@pytest.mark.parametrize(
    ("found", "online"),
    [
        ({"st_file_attributes": 0x400020}, True),  # what 872 of 872 OneDrive files show
        ({"st_file_attributes": 0x40000}, True),
        ({"st_file_attributes": 0x1000}, False),  # OFFLINE alone says nothing
        ({"st_file_attributes": 0x20}, False),
        ({"st_flags": 0x40000000}, True),
        ({"st_flags": 0}, False),
        ({}, False),
    ],
)
def test_what_is_online_only_is_known_from_its_attributes(found, online):
    assert is_online_only(SimpleNamespace(**found)) is online


def test_an_online_only_photo_waits_and_is_not_opened(tmp_path, clock, monkeypatch):
    (tmp_path / "a.jpg").write_bytes(b"photo")
    monkeypatch.setattr("photospool.spool.scanner.is_online_only", lambda found: stat.S_ISREG(found.st_mode))
    settler = Scanner(tmp_path, classify=classify, wait_s=0.0, clock=clock)
    scan = settler.look()
    assert names(scan) == []
    assert scan.waiting == 1
    assert scan.counts == {"online only": 1}


class Ticking(Clock):
    """A clock by which each reading takes a while, so that a look costs something."""

    def __call__(self):
        self.now += 0.01
        return self.now


@pytest.fixture
def restful(tmp_path, monkeypatch):
    """A settler after its first look at a folder that nobody has touched for long, and what it listed since."""
    below = tmp_path / "below"
    below.mkdir()
    (tmp_path / "film.mp4").write_bytes(b"film")
    (below / "notes.txt").write_bytes(b"notes")
    for folder in (below, tmp_path):
        os.utime(folder, (1e9, 1e9))
    settler = Scanner(tmp_path, classify=classify, wait_s=0.0, clock=Ticking())
    settler.look()
    listed = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listed.append(path) or scandir(path))
    return settler, listed


def test_a_glance_lists_nothing_while_no_folder_has_changed(restful):
    settler, listed = restful
    assert settler.glance().counts == {"video": 1, "document": 1}
    assert listed == []


@pytest.mark.parametrize("folder", [".", "below"])
def test_a_glance_sees_what_has_arrived(tmp_path, restful, folder):
    settler, _ = restful
    (tmp_path / folder / "a.jpg").write_bytes(b"photo")
    assert len(names(settler.glance())) == 1


def test_a_glance_sees_a_photo_that_came_right_after_a_look(tmp_path, restful):
    settler, _ = restful
    (tmp_path / "film2.mp4").write_bytes(b"film")
    settler.look()
    time = os.stat(tmp_path).st_mtime_ns
    (tmp_path / "a.jpg").write_bytes(b"photo")
    os.utime(tmp_path, ns=(time, time))  # as on a disk whose times are coarse
    assert names(settler.glance()) == ["a.jpg"]


def test_a_glance_looks_in_full_now_and_then(restful):
    settler, listed = restful
    settler._clock.now += 1000
    settler.glance()
    assert len(listed) == 2


def test_a_glance_looks_in_full_while_something_waits(tmp_path, restful):
    settler, _ = restful
    (tmp_path / "empty.jpg").write_bytes(b"")
    assert settler.look().waiting == 1
    os.utime(tmp_path, (1e9, 1e9))
    settler.look()
    (tmp_path / "empty.jpg").write_bytes(b"photo")  # no folder tells of that
    assert names(settler.glance()) == ["empty.jpg"]


def test_a_glance_says_when_incoming_is_gone(tmp_path, restful):
    settler, _ = restful
    tmp_path.rename(tmp_path.with_name("gone"))
    with pytest.raises(FolderMissing):
        settler.glance()

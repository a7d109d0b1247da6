import logging
import shutil
import sys
import threading
from collections import namedtuple
from pathlib import Path

import pytest
from tests.children import PATIENCE_S

from photospool.spool import filesystem
from photospool.spool.filesystem import type_of
from photospool.spool.watcher import LOCAL_S, Watcher


@pytest.fixture
def hinted():
    return threading.Event()


@pytest.fixture
def watcher(tmp_path, hinted):
    folder = tmp_path / "incoming"
    folder.mkdir()
    watcher = Watcher(folder)
    watcher.start(hinted.set)
    yield watcher
    watcher.stop()


def test_a_new_file_is_a_hint(watcher, hinted, tmp_path):
    (tmp_path / "incoming/a.jpg").write_bytes(b"x")
    assert hinted.wait(PATIENCE_S)


def test_a_file_moved_into_a_sub_folder_is_a_hint(watcher, hinted, tmp_path):
    (tmp_path / "incoming/sub").mkdir()
    assert hinted.wait(PATIENCE_S)
    watcher.supervise(0.0)
    hinted.clear()
    (tmp_path / "a.jpg").write_bytes(b"x")
    shutil.move(tmp_path / "a.jpg", tmp_path / "incoming/sub/a.jpg")
    assert hinted.wait(PATIENCE_S)


def test_a_folder_that_was_made_anew_is_watched_again(watcher, hinted, tmp_path):
    folder = tmp_path / "incoming"
    folder.rename(tmp_path / "moved")
    folder.mkdir()
    watcher.supervise(0.0)
    hinted.clear()
    (folder / "a.jpg").write_bytes(b"x")
    assert hinted.wait(PATIENCE_S)


def test_a_folder_that_comes_back_is_watched_again(watcher, hinted, tmp_path):
    folder = tmp_path / "incoming"
    folder.rmdir()
    watcher.supervise(0.0)
    assert not watcher.is_watching
    folder.mkdir()
    watcher.supervise(0.0)
    hinted.clear()
    (folder / "a.jpg").write_bytes(b"x")
    assert hinted.wait(PATIENCE_S)


def test_a_watch_that_died_is_replaced(watcher, hinted, tmp_path):
    before = watcher._observer
    before.stop()
    before.join(PATIENCE_S)
    watcher.supervise(0.0)
    hinted.clear()
    (tmp_path / "incoming/a.jpg").write_bytes(b"x")
    assert hinted.wait(PATIENCE_S)


def test_lost_events_are_a_hint(watcher, hinted, caplog):
    hinted.clear()
    logging.getLogger("watchdog.observers.inotify_c").warning("queue overflow")
    assert hinted.wait(PATIENCE_S)


def test_no_watch_to_be_had_is_no_error(tmp_path, monkeypatch, hinted, caplog):
    from watchdog.observers import Observer

    def refused(self):
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "start", refused)
    watcher = Watcher(tmp_path)
    watcher.start(hinted.set)
    watcher.supervise(0.0)
    assert not watcher.is_watching
    assert watcher.interval_s == LOCAL_S
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_disabled_watcher_only_says_how_often_to_look(tmp_path, hinted):
    watcher = Watcher(tmp_path, enabled=False)
    watcher.start(hinted.set)
    watcher.supervise(1.0)
    assert not watcher.is_watching
    assert watcher.interval_s == 100.0


def test_file_systems_are_told_from_the_longest_mount_point():
    text = "dev / ext4 rw 0 0\nnas:/x /mnt/nas\\040disk nfs4 rw 0 0\nsrv /mnt/nas\\040disk/a cifs rw 0 0\nbad\n"
    assert type_of(Path("/home/x"), text) == "ext4"
    assert type_of(Path("/mnt/nas disk/photos"), text) == "nfs4"
    assert type_of(Path("/mnt/nas disk/a/photos"), text) == "cifs"
    assert type_of(Path("/mnt/nas disk2"), text) == "ext4"


class MacsDisks:
    """What psutil tells of a Mac's disks: the options as statfs(2) flags them."""

    Error = RuntimeError
    Disk = namedtuple("Disk", "device mountpoint fstype opts")
    DISKS = (
        Disk("/dev/disk3s1", "/", "apfs", "ro,local,rootfs,dovolfs,journaled,multilabel"),
        Disk("/dev/disk3s5", "/System/Volumes/Data", "apfs", "rw,local,dovolfs,dontbrowse,journaled,multilabel"),
        Disk("//anna@nas/Fotos", "/Volumes/Fotos fu\u0308r alle", "smbfs", "rw,nosuid,automounted,multilabel"),
        Disk("nas:/home", "/Users/anna", "nfs", "rw,nosuid,automounted"),
        Disk("rclone@macfuse0", "/Users/anna/Drive", "macfuse", "rw,nosuid,sync"),
        Disk("/dev/disk5s1", "/Users/anna/Disk", "exfat", "rw,local,noexec"),
    )

    def disk_partitions(self, **asked):
        return list(self.DISKS) if asked == {"all": True} else self.DISKS[:2]


@pytest.fixture
def mac(monkeypatch):
    monkeypatch.setattr(filesystem.sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "psutil", MacsDisks())
    monkeypatch.setattr(filesystem.os.path, "realpath", str)


@pytest.mark.parametrize(
    ("folder", "is_far"),
    [
        ("/Users/otto/Library/Application Support/Photospool", False),
        ("/Users/annabel", False),
        ("/Users/anna/Library/Application Support/Photospool", True),
        ("/users/Anna/Pictures", True),
        ("/Users/anna/Drive/incoming", True),
        ("/Users/anna/Disk/work", False),
        ("/Volumes/Fotos für alle/incoming", True),
        ("/Volumes/Fotos", False),
        ("", False),
    ],
)
def test_a_mac_tells_which_disks_come_over_a_network(mac, folder, is_far):
    assert filesystem.is_network(Path(folder)) is is_far


def test_a_mac_that_tells_nothing_of_its_disks_has_none_in_a_network(mac, monkeypatch):
    def fails(self, **asked):
        raise MacsDisks.Error("not permitted")

    monkeypatch.setattr(MacsDisks, "disk_partitions", fails)
    assert filesystem.is_network(Path("/Users/anna")) is False


def test_where_a_link_leads_is_watched(tmp_path, hinted):
    """The library watches a link itself, in which nothing ever happens."""
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    incoming = tmp_path / "incoming"
    incoming.symlink_to(tmp_path / "here")
    watcher = Watcher(incoming)
    watcher.start(hinted.set)
    try:
        (tmp_path / "here" / "a.jpg").write_bytes(b"x")
        assert hinted.wait(PATIENCE_S)
        incoming.unlink()
        incoming.symlink_to(tmp_path / "there")
        watcher.supervise(0.0)
        hinted.clear()
        (tmp_path / "there" / "b.jpg").write_bytes(b"x")
        assert hinted.wait(PATIENCE_S), "the link was moved"
    finally:
        watcher.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="the message is of Linux's watches")
def test_the_end_of_a_watch_is_no_error(tmp_path, hinted, caplog):
    for number in range(5):
        watcher = Watcher(tmp_path)
        watcher.start(hinted.set)
        (tmp_path / f"{number}.jpg").write_bytes(b"x")
        observer = watcher._observer
        watcher.stop()
        observer.join(PATIENCE_S)
        (emitter,) = observer.emitters or [None]
        assert emitter is None or not emitter.is_alive()
    logging.getLogger("watchdog.observers.inotify").error(
        "InotifyEmitter.queue_events() called when the thread is inactive"
    )
    logging.getLogger("watchdog.observers.inotify").error("something else")
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == ["something else"]


@pytest.mark.parametrize(
    ("line", "is_network"),
    [
        ("https://cloud.example/dav /mnt/dav fuse rw,nosuid 0 0", True),
        ("cloud: /mnt/c fuse.rclone rw 0 0", True),
        ("/dev/fuse /mnt/f fuse rw 0 0", False),
        ("/dev/sda1 / ext4 rw 0 0", False),
        ("", False),
    ],
)
def test_davfs2_is_a_network_disk_by_its_address(line, is_network):
    assert filesystem.is_of_network(line) == is_network

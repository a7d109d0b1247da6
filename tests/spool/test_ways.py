"""How a file gets a free name, and how a disk that loses files is found out before it gets a photo."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photospool.errors import SpoolError
from photospool.photo.formats import classify
from photospool.spool import durable_io, filesystem, fitting, ways
from photospool.spool.spool import Spool
from photospool.spool.ways import ORDER, Promise, Way, Ways

EVERY = pytest.mark.parametrize("way", ORDER, ids=lambda way: way.name)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    work, done = tmp_path / "work", tmp_path / "done"
    work.mkdir()
    done.mkdir()
    return work, done


def refuse(monkeypatch: pytest.MonkeyPatch, *refused: Way) -> None:
    """A disk that knows no such steps."""

    def no(number: int) -> Callable[..., Any]:
        def step(*_args: Any, **_kwargs: Any) -> Any:
            raise OSError(number, os.strerror(number))

        return step

    if Way.RENAME in refused:
        monkeypatch.setattr(durable_io, "rename_new", no(errno.EINVAL))
    if Way.LINK in refused:
        monkeypatch.setattr(os, "link", no(errno.EPERM))


def losing(monkeypatch: pytest.MonkeyPatch, folder: Path, *, one_of: int = 10) -> None:
    """A disk that loses now and then what takes an empty file's place, and says nothing."""
    replace = os.replace
    count = [0]

    def lossy(source: Any, target: Any, **kwargs: Any) -> None:
        was_empty = os.path.lexists(target) and os.lstat(target).st_size == 0
        replace(source, target, **kwargs)
        count[0] += was_empty and folder in Path(target).parents
        if was_empty and count[0] % one_of == 0 and folder in Path(target).parents:
            os.unlink(target)

    monkeypatch.setattr(os, "replace", lossy)


@EVERY
def test_it_has_the_free_name_and_no_other(folders: tuple[Path, Path], way: Way) -> None:
    source, target = folders[0] / "a.jpg", folders[1] / "b.jpg"
    source.write_bytes(b"photo")
    assert ways.move(source, target, way)
    assert target.read_bytes() == b"photo"
    assert not source.exists()


@EVERY
def test_a_name_that_is_taken_stays_whose_it_is(folders: tuple[Path, Path], way: Way) -> None:
    source, target = folders[0] / "a.jpg", folders[1] / "b.jpg"
    source.write_bytes(b"photo")
    target.write_bytes(b"somebody's")
    assert not ways.move(source, target, way)
    assert target.read_bytes() == b"somebody's"
    assert source.read_bytes() == b"photo"


@EVERY
def test_a_failure_leaves_it_where_it_was_and_nothing_half_made(
    folders: tuple[Path, Path], way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = folders[0] / "a.jpg", folders[1] / "b.jpg"
    source.write_bytes(b"photo" * 1000)

    def fails(*_args: Any, **_kwargs: Any) -> Any:
        raise OSError(errno.EIO, "a bad sector")

    monkeypatch.setattr(durable_io, "rename_new", fails)
    for name in ("rename", "replace", "link", "fsync"):
        monkeypatch.setattr(os, name, fails)
    with pytest.raises(OSError, match="a bad sector"):
        ways.move(source, target, way)
    assert source.read_bytes() == b"photo" * 1000
    assert not target.exists()


@pytest.mark.parametrize(
    ("refused", "expected"),
    [((), Way.RENAME), ((Way.RENAME,), Way.LINK), ((Way.RENAME, Way.LINK), Way.RESERVE)],
)
def test_the_first_that_is_not_refused_is_taken(
    folders: tuple[Path, Path], refused: tuple[Way, ...], expected: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, *refused)
    assert ways.try_out(*folders, rounds=3, wait_s=0.0) == Promise(expected, 3)
    source, target = folders[0] / "a.jpg", folders[1] / "b.jpg"
    source.write_bytes(b"photo")
    assert ways.move_untried(source, target)
    assert target.read_bytes() == b"photo"
    target.unlink()
    assert [list(folder.iterdir()) for folder in folders] == [[], []]


def test_a_disk_that_loses_what_takes_a_reserved_name_gets_copies(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, Way.RENAME, Way.LINK)
    losing(monkeypatch, folders[1])
    assert ways.try_out(*folders, rounds=20, wait_s=0.0) == Promise(Way.COPY, 20)


def test_a_full_disk_is_no_bad_one(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="full"):
        ways.try_out(*folders, rounds=3, wait_s=0.0)
    assert [list(folder.iterdir()) for folder in folders] == [[], []]


def test_where_nothing_holds_it_is_said_and_no_photo_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("incoming", "work", "done"):
        (tmp_path / name).mkdir()
    spool = Spool(tmp_path / "incoming", tmp_path / "work", tmp_path / "done", classify=classify, reserve_bytes=0)
    (tmp_path / "incoming" / "a.jpg").write_bytes(b"photo")
    listdir = os.listdir
    monkeypatch.setattr(
        os, "listdir", lambda path=".": [name for name in listdir(path) if name != "1.jpg" or "done" not in str(path)]
    )
    from photospool.spool.scanner import Scanner

    (entry,) = Scanner(spool.incoming, classify=classify, wait_s=0.0).look().ready
    spool.open()
    try:
        for _ in range(2):
            with pytest.raises(SpoolError, match="loses files"):
                spool.claim(entry, {})
        with pytest.raises(SpoolError, match="loses files"):
            spool.check_folders()
        assert spool.jobs() == []
        assert (tmp_path / "incoming" / "a.jpg").read_bytes() == b"photo"
        monkeypatch.setattr(os, "listdir", listdir)
        monkeypatch.setattr(ways, "mount_of", lambda folder: f"ext4 another disk at {folder}")
        spool._ways._looked_at = -1000.0
        spool.check_folders()
        assert spool.claim(entry, {}) is not None
    finally:
        spool.close()


def test_it_is_tried_once_and_again_on_another_mount(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    now, tried = [0.0], []
    mounted = ["fuse.rclone 55 first"]
    monkeypatch.setattr(ways, "mount_of", lambda _folder: mounted[0])
    monkeypatch.setattr(
        ways, "try_out", lambda *_args, rounds, wait_s, but: tried.append((rounds, wait_s)) or Promise(Way.COPY, rounds)
    )
    known = Ways(*folders, clock=lambda: now[0])
    for now[0] in (0.0, 1.0, 100.0, 200.0):
        known.promise()
    assert tried == [(ways.ROUNDS, ways.WAIT_S)]
    mounted[0] = "ext4 8 /dev/sda1"
    now[0] += 1000.0
    known.promise()
    assert tried[1:] == [(ways.PLAIN_ROUNDS, 0.0)]


def test_a_mount_that_is_known_to_lose_is_not_asked_again(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """rclone loses one of ten or of a thousand: a trial may be lucky, a thousand photos are not."""
    refuse(monkeypatch, Way.RENAME, Way.LINK)
    monkeypatch.setattr(ways, "mount_of", lambda _folder: "fuse.rclone 55 cloud:")
    monkeypatch.setattr(ways, "WAIT_S", 0.0)
    assert Ways(*folders).promise() == Promise(Way.COPY, ways.ROUNDS)


@pytest.mark.parametrize("ours", [ways.TRIAL, fitting.TRYING])
def test_what_a_kill_left_of_a_trial_goes_once_it_is_old(folders: tuple[Path, Path], ours: str) -> None:
    for folder in folders:
        for name in ("old", "new"):
            (folder / f"{ours}{name}").mkdir()
            (folder / f"{ours}{name}" / "1.jpg").write_bytes(b"x")
        os.utime(folder / f"{ours}old", (1, 1))
    ways.try_out(*folders, rounds=1, wait_s=0.0)
    assert [[path.name for path in folder.iterdir()] for folder in folders] == [[f"{ours}new"]] * 2


@pytest.mark.parametrize(("mount", "is_plain"), [("ext4 1 x", True), ("fuse.rclone 1 x", False), ("nfs4 1 x", False)])
def test_which_disks_are_believed_at_once(mount: str, is_plain: bool) -> None:
    assert filesystem.is_plain(mount) == is_plain


def test_a_chroots_own_disk_is_believed_though_no_mount_tells_of_it() -> None:
    mounts = "proc /proc proc rw 0 0\nnas:/x /mnt nfs4 rw 0 0\n"
    assert filesystem.is_plain(filesystem.mount_among(Path("/home/anna/work"), 5, mounts))
    assert not filesystem.is_plain(filesystem.mount_among(Path("/mnt/work"), 6, mounts))
    disk = "/dev/sda1 / fuseblk rw 0 0\n"
    assert not filesystem.is_plain(filesystem.mount_among(Path("/home/anna/work"), 5, disk + mounts))

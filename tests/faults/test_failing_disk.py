"""The disk fails at each call in turn, once or from there on: nothing is lost, and afterwards everything arrives."""

from __future__ import annotations

import errno
import logging
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.faults.disk import failing
from tests.parts import House, Running, wait_for

from photospool import events
from photospool.errors import PhotospoolError, SpoolError
from photospool.events import Pause
from photospool.spool.ways import TRIAL

STRIDE = int(os.environ.get("PHOTOSPOOL_DISK_STRIDE", "11"))
"""Every so manyth call fails in its turn; 1 for each and every one."""


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


def filled(root: Path) -> House:
    house = House(root)
    for name, data in {"IMG_1.jpg": b"one", "sub/IMG_1.jpg": b"two", "again.jpg": b"one", "bad.jpg": b"bad"}.items():
        path = house.incoming / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    (house.work / "IMG_1.jpg").write_bytes(b"three")
    (house.done / "IMG_1.jpg").write_bytes(b"four")
    return house


EVERY = Counter([b"one", b"one", b"two", b"three", b"four", b"bad"])


def kept(house: House) -> Counter[bytes]:
    """What lies in the three folders; an empty file is a reservation in done."""
    ours = {"job.json", "job.json.new", "reason.txt", "reason.txt.new", ".lock"}
    files = [path for folder in (house.incoming, house.work, house.done) for path in folder.rglob("*")]
    # A disk that fails just then also keeps what it was tried out with; the next trial removes it.
    ours_too = [path for path in files if any(part.startswith(TRIAL) for part in path.parts)]
    data = [path.read_bytes() for path in files if path.is_file() and path.name not in ours and path not in ours_too]
    return Counter(item for item in data if item)


def one_pass(house: House) -> None:
    """The engine may end with an error of ours that says what is wrong, never with a crash."""
    try:
        house.pass_over(uploads=2)
    except PhotospoolError as exc:
        assert exc.title and exc.advice
    assert not house.of(events.EngineCrashed)


@pytest.mark.parametrize(
    ("error", "lasting", "reading"),
    [
        pytest.param(errno.EIO, False, True, id="EIO-once"),
        pytest.param(errno.EIO, True, False, id="EIO-on-writing-from-there-on"),
        pytest.param(errno.ENOSPC, True, False, id="ENOSPC-from-there-on"),
        pytest.param(errno.EDQUOT, False, False, id="EDQUOT-once"),
        pytest.param(errno.EROFS, True, False, id="EROFS-from-there-on"),
        pytest.param(errno.EACCES, False, True, id="EACCES-once"),
    ],
)
def test_at_every_call(tmp_path: Path, error: int, lasting: bool, reading: bool) -> None:
    with failing(tmp_path, error, at=0, reading=reading) as counted:
        one_pass(filled(tmp_path / "0"))
    assert counted.count > 100
    runs = 0
    for at in range(1, counted.count + 1, STRIDE):
        house = filled(tmp_path / str(at))
        with failing(house.root, error, at=at, lasting=lasting, reading=reading) as disk:
            one_pass(house)
        where = f"call {at}: {disk.failed[:1]}"
        assert kept(house) == EVERY, where
        again = House(house.root)
        one_pass(again)
        one_pass(again)  # photos that had to wait
        assert kept(again) == EVERY, where
        assert again.files("incoming") == [], where
        assert len(again.files("done")) == 5, where
        assert all((again.done / name).stat().st_size for name in again.files("done")), where
        assert sorted(again.originals()) == sorted(set(again.originals())), where
        assert len(again.photos()) == len(again.originals()) == 3, where
        runs += 1
    print(f"{runs} runs over {counted.count} calls")


@pytest.mark.parametrize(
    ("error", "reason"),
    [(errno.ENOSPC, Pause.DISK_FULL), (errno.EDQUOT, Pause.DISK_FULL), (errno.EIO, Pause.FOLDERS)],
)
def test_a_disk_that_refuses_all_writing_is_told_once_and_waited_for(tmp_path: Path, error: int, reason: Pause) -> None:
    house = filled(tmp_path / "house")
    engine = house.engine()
    with failing(house.root, error, at=0, reading=False) as disk, Running(engine):
        wait_for(lambda: len(house.of(events.PhotoStored)) == 4)
        disk.fail_from_now()
        (house.incoming / "new.jpg").write_bytes(b"five")
        for count in range(1, 4):  # asked again and again, it neither goes on nor is told again
            failures = len(disk.failed)
            engine.look_now()
            wait_for(lambda before=failures: len(disk.failed) > before)
            wait_for(lambda: house.of(events.QueuePaused))
            assert len(house.of(events.QueuePaused)) == 1, count
        assert house.files("incoming") == ["new.jpg"]
        disk.mend()
        engine.look_now()
        wait_for(lambda: len(house.of(events.PhotoStored)) == 5)
    (paused,) = house.of(events.QueuePaused)
    assert paused.reason is reason and paused.advice
    assert len(house.of(events.QueueResumed)) == 1
    assert kept(house) == EVERY + Counter([b"five"])


def test_a_disk_that_is_full_at_the_start_is_waited_for(tmp_path: Path) -> None:
    house = filled(tmp_path / "house")
    engine = house.engine()
    with failing(house.root / "work", errno.ENOSPC, at=1, lasting=True, reading=False) as disk, Running(engine):
        wait_for(lambda: house.of(events.QueuePaused))
        assert house.of(events.QueuePaused)[0].reason is Pause.DISK_FULL
        disk.mend()
        engine.look_now()
        wait_for(lambda: len(house.of(events.PhotoStored)) == 4)
    assert kept(house) == EVERY


def test_one_photo_that_can_not_be_moved_holds_up_nobody(tmp_path: Path) -> None:
    house = House(tmp_path)
    for name in ("a-bad-sector.jpg", "b.jpg", "c.jpg"):
        (house.incoming / name).write_bytes(name.encode())
    spool = house.spool()
    claim = spool.claim

    def refusing(entry, words, *others):
        if entry.origin.startswith("a"):
            raise SpoolError("The disk had a problem with taking a file into work.", "Please check the disk.")
        return claim(entry, words, *others)

    spool.claim = refusing  # type: ignore[method-assign]
    engine = house.engine(spool=spool)
    with Running(engine):
        wait_for(lambda: len(house.of(events.PhotoStored)) == 2)
        engine.look_now()
        wait_for(lambda: house.of(events.ScanFinished)[-1].ignored.get("can't be moved") == 1)
    assert house.files("incoming") == ["a-bad-sector.jpg"]
    assert house.of(events.QueuePaused) == []


REFUSALS = pytest.mark.parametrize("error", [errno.EACCES, errno.EPERM, errno.EROFS])


@REFUSALS
@pytest.mark.parametrize(
    "call", ["rename", pytest.param("fsync", marks=pytest.mark.skipif(sys.platform != "linux", reason="asks /proc"))]
)
def test_a_photo_whose_folder_refuses_is_named_with_that_folder(tmp_path: Path, call: str, error: int) -> None:
    house = House(tmp_path)
    (house.incoming / "locked").mkdir()
    for name in ("locked/a.jpg", "b.jpg"):
        (house.incoming / name).write_bytes(name.encode())
    step = getattr(os, call)

    def refusing(what: Any, *others: Any) -> Any:
        path = os.readlink(f"/proc/self/fd/{what}") if isinstance(what, int) else str(what)
        if "locked" in path:
            raise OSError(error, os.strerror(error), path)
        return step(what, *others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, refusing)
        house.pass_over()
    (stays,) = house.of(events.PhotoStays)
    assert stays.origin == str(Path("locked/a.jpg"))
    assert str(house.incoming / "locked") in stays.title
    assert (house.files("incoming"), house.files("done"), house.files("work")) == (["locked/a.jpg"], ["b.jpg"], [])
    assert house.of(events.ScanFinished)[-1].ignored == {"can't be moved": 1}
    assert house.of(events.QueuePaused) == []


def test_a_photo_whose_folder_refuses_is_told_once_and_goes_on_when_it_may(tmp_path: Path) -> None:
    house = House(tmp_path)
    (house.incoming / "locked").mkdir()
    (house.incoming / "locked/a.jpg").write_bytes(b"a")
    engine = house.engine()
    with failing(house.incoming / "locked", errno.EACCES, at=1, lasting=True, reading=False) as disk, Running(engine):
        wait_for(lambda: house.of(events.PhotoStays))
        engine.look_now()
        wait_for(lambda: len(disk.failed) > 1)
        assert len(house.of(events.PhotoStays)) == 1
        disk.mend()
        engine.look_now()
        wait_for(lambda: house.of(events.PhotoStored))
        engine.look_now()
        wait_for(lambda: house.of(events.ScanFinished)[-1].ignored == {})


@REFUSALS
def test_across_disks_the_folder_that_keeps_its_photo_is_named(tmp_path: Path, error: int) -> None:
    house = House(tmp_path)
    (house.incoming / "locked").mkdir()
    (house.incoming / "locked/a.jpg").write_bytes(b"a")
    rename, unlink = os.rename, os.unlink

    def across(source: Any, target: Any) -> None:
        if "locked" in str(source):
            raise OSError(errno.EXDEV, "another disk")
        rename(source, target)

    def refusing(path: Any, **kwargs: Any) -> None:
        if "locked" in str(path):
            raise OSError(error, "refused")
        unlink(path, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "rename", across)
        patch.setattr(os, "unlink", refusing)
        house.pass_over()
    assert str(house.incoming / "locked") in house.of(events.PhotoStays)[0].title
    assert (house.files("incoming"), house.files("work"), house.photos()) == (["locked/a.jpg"], [], [])
    assert house.of(events.QueuePaused) == []


@pytest.mark.parametrize("name", ["incoming", "work"])
@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES])
def test_a_folder_that_is_there_and_can_not_be_listed_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: int
) -> None:
    monkeypatch.setattr("photospool.engine.pause_state.FIRST_LOOK_S", 0.05)
    monkeypatch.setattr("photospool.engine.pause_state.LAST_LOOK_S", 0.05)
    monkeypatch.setattr("photospool.spool.watcher.LOCAL_S", 0.05)
    house = House(tmp_path)
    folder, scandir, closed = getattr(house, name), os.scandir, [False]

    def shut(path: Any = ".") -> Any:
        if closed[0] and Path(str(path)) == folder:
            raise OSError(error, os.strerror(error), str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", shut)
    engine = house.engine()
    with Running(engine):
        wait_for(lambda: house.of(events.ScanFinished))
        closed[0] = True
        engine.look_now()
        wait_for(lambda: house.of(events.QueuePaused))
        time.sleep(1.0)
        assert len(house.of(events.QueuePaused)) == 1
        assert house.of(events.QueueResumed) == []
        closed[0] = False
        (house.incoming / "a.jpg").write_bytes(b"one")
        wait_for(lambda: house.of(events.PhotoStored))
    assert len(house.of(events.QueuePaused)) == len(house.of(events.QueueResumed)) == 1

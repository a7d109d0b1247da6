"""One photo that a disk won't let us move, while all folders are well: it is told, and never tried for ever."""

from __future__ import annotations

import errno
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.faults.test_real_disks import contents
from tests.parts import House, Running, wait_for

from photospool import events
from photospool.spool import durable_io


class Disk:
    """Refuses to move one photo, and counts what is tried with it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, into: Path, error: int) -> None:
        self.tries = 0
        self.into, self.error = into, error
        self.refuses = True
        for name in ("rename", "replace", "link"):
            monkeypatch.setattr(os, name, self._wrapped(getattr(os, name)))
        monkeypatch.setattr(durable_io, "rename_new", self._wrapped(durable_io.rename_new))

    def _wrapped(self, call: Any) -> Any:
        def step(source: Any, target: Any, *args: Any, **kwargs: Any) -> Any:
            if self.refuses and Path(target).name == "bad sector.jpg" and self.into in Path(target).parents:
                self.tries += 1
                raise OSError(self.error, os.strerror(self.error), str(source))
            return call(source, target, *args, **kwargs)

        return step


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photospool.engine.retry_policy.FIRST_WAIT_S", 0.01)


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOENT, errno.EPERM])
def test_on_its_way_into_done_it_is_set_aside_after_two_tries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    house = House(tmp_path)
    for name in ("bad sector.jpg", "b.jpg", "c.jpg"):
        (house.incoming / name).write_bytes(b"of " + name.encode())
    every = contents(house.incoming)
    disk = Disk(monkeypatch, house.done, error)
    with Running(house.engine()):
        wait_for(lambda: house.of(events.PhotoSetAside))
        wait_for(lambda: len(house.of(events.PhotoStored)) == 2)
    assert disk.tries == 2
    assert house.of(events.QueuePaused) == []
    (aside,) = house.of(events.PhotoSetAside)
    assert aside.name == "bad sector.jpg"
    assert ("would not let this file be moved" if error == errno.ENOENT else str(house.done)) in aside.title
    assert "only this photo" in aside.advice
    assert contents(house.done, house.work) == every


def test_in_incoming_it_stays_after_two_copies_until_somebody_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another disk: it is copied, and then can't be removed, as in a folder that only lets itself be read."""
    house = House(tmp_path)
    copied: Counter[str] = Counter()
    real, unlink, rename = durable_io.copy_proved, os.unlink, os.rename
    stuck = [True]

    def counted(source: Path, target: Path, *is_ended: Any) -> str:
        copied[source.name] += 1
        return real(source, target, *is_ended)

    def apart(source: Any, target: Any, **kwargs: Any) -> None:
        if house.incoming in Path(source).parents:
            raise OSError(errno.EXDEV, "another disk")
        rename(source, target, **kwargs)

    def keeping(path: Any, **kwargs: Any) -> None:
        if stuck[0] and Path(path) == house.incoming / "bad sector.jpg":
            raise PermissionError(errno.EPERM, "not permitted", str(path))
        unlink(path, **kwargs)

    monkeypatch.setattr(durable_io, "copy_proved", counted)
    monkeypatch.setattr(os, "rename", apart)
    monkeypatch.setattr(os, "unlink", keeping)
    monkeypatch.setattr("photospool.spool.watcher.LOCAL_S", 0.05)
    for name in ("bad sector.jpg", "b.jpg"):
        (house.incoming / name).write_bytes(b"of " + name.encode())
    engine = house.engine()
    with Running(engine):
        wait_for(lambda: len(house.of(events.ScanFinished)) > 8)
        assert copied["bad sector.jpg"] == 2
        assert house.of(events.ScanFinished)[-1].ignored["can't be moved"] == 1
        assert house.of(events.QueuePaused) == []
        stuck[0] = False
        engine.look_now()
        wait_for(lambda: len(house.of(events.PhotoStored)) == 2)
    assert copied["bad sector.jpg"] == 3

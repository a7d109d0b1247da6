"""Steps on files as other systems do them: another program has the file open, the answer of a rename is lost."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from photospool.spool import durable_io


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr(durable_io.time, "sleep", slept.append)
    return slept


def busy(winerror: int) -> OSError:
    """As Windows says it, where Python only knows errno."""
    exc = PermissionError(errno.EACCES, "The process cannot access the file")
    exc.winerror = winerror  # type: ignore[attr-defined]
    return exc


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS answers otherwise")
@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_another_program_has_open_is_waited_for(tmp_path: Path, waits: list[float], winerror: int) -> None:
    (tmp_path / "a").write_bytes(b"photo")
    left = [busy(winerror)] * 4

    def step(source: Path, target: Path) -> None:
        if left:
            raise left.pop()
        os.rename(source, target)

    durable_io.rename(tmp_path / "a", tmp_path / "b", step=step)
    assert (tmp_path / "b").read_bytes() == b"photo"
    assert waits == [0.001, 0.01, 0.02, 0.04]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS answers otherwise")
def test_for_two_seconds_and_then_it_is_left(tmp_path: Path, waits: list[float]) -> None:
    (tmp_path / "a").write_bytes(b"photo")

    def step(source: Path, target: Path) -> None:
        raise busy(32)

    with pytest.raises(PermissionError):
        durable_io.rename(tmp_path / "a", tmp_path / "b", step=step)
    assert 1.5 < sum(waits) < 2.5
    assert (tmp_path / "a").read_bytes() == b"photo"


def test_any_other_error_is_said_at_once(tmp_path: Path, waits: list[float]) -> None:
    (tmp_path / "a").write_bytes(b"photo")

    def step(source: Path, target: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        durable_io.rename(tmp_path / "a", tmp_path / "b", step=step)
    assert waits == []


def test_a_rename_whose_answer_was_lost_is_done(tmp_path: Path) -> None:
    """As over a network: it looks before it believes the error."""
    (tmp_path / "a").write_bytes(b"photo")

    def step(source: Path, target: Path) -> None:
        os.rename(source, target)
        raise OSError(errno.EIO, "Input/output error")

    durable_io.rename(tmp_path / "a", tmp_path / "b", step=step)
    assert (tmp_path / "b").read_bytes() == b"photo"


@pytest.mark.skipif(sys.platform == "win32", reason="there it has another name")
def test_on_macos_the_disk_itself_is_asked_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(durable_io.sys, "platform", "darwin")
    monkeypatch.setattr(durable_io.fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(durable_io.fcntl, "fcntl", lambda _handle, what: asked.append(what))
    path = tmp_path / "a"
    path.write_bytes(b"photo")
    durable_io.sync_path(path)
    assert asked == [51]


def test_a_name_whose_state_is_not_known_is_not_taken_for_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not durable_io.is_there(tmp_path / "a")
    assert not durable_io.is_there(tmp_path / "a" / "b")
    monkeypatch.setattr(os, "lstat", lambda _path: (_ for _ in ()).throw(OSError(errno.EIO, "Input/output error")))
    with pytest.raises(OSError, match="Input/output"):
        durable_io.is_there(tmp_path / "a")


def test_a_reservation_on_a_file_system_that_folds_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ``IMG.jpg`` is there, ``img.JPG`` is not free; some systems answer with another error than "exists"."""
    (tmp_path / "IMG.jpg").write_bytes(b"photo")
    lstat = os.lstat

    def folding(path: Path) -> os.stat_result:
        return lstat(tmp_path / "IMG.jpg" if Path(path).name.casefold() == "img.jpg" else path)

    def refusing(path: Path, *_args: int) -> int:
        raise OSError(errno.EINVAL, "Invalid argument", str(path))

    monkeypatch.setattr(os, "lstat", folding)
    monkeypatch.setattr(os, "open", refusing)
    assert durable_io.reserve(tmp_path / "img.JPG") is False
    with pytest.raises(OSError, match="Invalid"):
        durable_io.reserve(tmp_path / "other.jpg")

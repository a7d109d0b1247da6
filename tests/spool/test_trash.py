"""One of equal files stays in done; the later one goes to the trash, and whatever is in doubt stays where it is."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.faults.mounts import disk

from photospool.spool import keep_one, trash
from photospool.spool.keep_one import keep_former
from photospool.spool.trash import move_to_trash

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the system moves it to its trash itself")

PHOTO = b"a photo's bytes " * 1000
SHA256 = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "done"
    folder.mkdir()
    for name in ("IMG_1.jpg", "IMG_1 (2).jpg"):
        (folder / name).write_bytes(PHOTO)
    return folder


def kept(done: Path, to_trash: object = move_to_trash) -> bool:
    return keep_former(done / "IMG_1.jpg", done / "IMG_1 (2).jpg", SHA256, to_trash)  # type: ignore[arg-type]


def in_trash(done: Path) -> dict[str, bytes]:
    """Name → bytes of what lies in the trash at home; each has its note, and no note is alone."""
    files, infos = (done.parent / "data" / "Trash" / name for name in ("files", "info"))
    found = {path.name: path.read_bytes() for path in files.iterdir()} if files.exists() else {}
    assert {path.name for path in infos.iterdir()} == {f"{name}.trashinfo" for name in found} if found else True
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_later_one_goes_and_the_trash_knows_where_it_was(done: Path) -> None:
    assert kept(done)
    assert names(done) == ["IMG_1.jpg"]
    assert in_trash(done) == {"IMG_1 (2).jpg": PHOTO}
    note = (done.parent / "data/Trash/info/IMG_1 (2).jpg.trashinfo").read_text().splitlines()
    assert note[0] == "[Trash Info]"
    assert unquote(note[1].removeprefix("Path=")) == str(done / "IMG_1 (2).jpg")
    assert note[2].startswith("DeletionDate=20")


def test_nothing_in_the_trash_is_replaced(done: Path) -> None:
    files, infos = (done.parent / "data" / "Trash" / name for name in ("files", "info"))
    for folder in (files, infos):
        folder.mkdir(parents=True)
    (files / "IMG_1 (2).jpg").write_bytes(b"another one, without a note")
    (infos / "IMG_1 (2) (2).jpg.trashinfo").write_bytes(b"a note whose file is gone")
    assert kept(done)
    assert (files / "IMG_1 (2).jpg").read_bytes() == b"another one, without a note"
    assert (infos / "IMG_1 (2) (2).jpg.trashinfo").read_bytes() == b"a note whose file is gone"
    assert [path.read_bytes() for path in files.iterdir() if path.name != "IMG_1 (2).jpg"] == [PHOTO]


@pytest.mark.parametrize("change", ["last byte", "longer", "gone", "link", "one file", "not what the album has"])
def test_what_is_in_doubt_stays(done: Path, change: str) -> None:
    former, later = done / "IMG_1.jpg", done / "IMG_1 (2).jpg"
    sha256 = SHA256
    match change:
        case "last byte":
            former.write_bytes(PHOTO[:-1] + b"x")
        case "longer":
            former.write_bytes(PHOTO + b"x")
        case "gone":
            former.unlink()
        case "link":
            former.rename(done.parent / "elsewhere.jpg")
            former.symlink_to(done.parent / "elsewhere.jpg")
        case "one file":
            former.unlink()
            former.hardlink_to(later)
        case _:
            sha256 = hashlib.sha256(b"another").hexdigest()
    before = names(done)
    assert not keep_former(former, later, sha256, move_to_trash)
    assert names(done) == before and later.read_bytes() == PHOTO
    assert in_trash(done) == {}


@pytest.mark.parametrize("why", ["a file in its place", "a link in its place", "read only", "full"])
def test_without_a_trash_both_stay(done: Path, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = done.parent / "data" / "Trash"
    place.parent.mkdir()
    match why:
        case "a file in its place":
            place.write_bytes(b"")
        case "a link in its place":
            (done.parent / "others").mkdir()
            place.symlink_to(done.parent / "others")
        case _:
            number = errno.EROFS if why == "read only" else errno.ENOSPC

            def refused(*_args: object) -> None:
                raise OSError(number, os.strerror(number))

            monkeypatch.setattr(trash.durable_io, "write_all", refused)
    with pytest.raises(OSError):
        kept(done)
    assert names(done) == ["IMG_1 (2).jpg", "IMG_1.jpg"]
    assert not list(done.parent.rglob("*.trashinfo")), "no note without its file"


def test_when_the_first_one_goes_in_that_moment_the_later_one_comes_back(done: Path) -> None:
    def meanwhile(path: Path) -> Path | None:
        (done / "IMG_1.jpg").unlink()  # somebody empties done
        return move_to_trash(path)

    assert not kept(done, meanwhile)
    assert names(done) == ["IMG_1 (2).jpg"] and (done / "IMG_1 (2).jpg").read_bytes() == PHOTO
    assert in_trash(done) == {}


def test_one_that_is_written_to_while_they_are_compared_stays(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = keep_one._is_equal

    def and_changed(first: int, second: int, sha256: str) -> bool:
        answer = compared(first, second, sha256)
        (done / "IMG_1.jpg").write_bytes(b"edited")
        return answer

    monkeypatch.setattr(keep_one, "_is_equal", and_changed)
    assert not kept(done)
    assert names(done) == ["IMG_1 (2).jpg", "IMG_1.jpg"]


@pytest.mark.parametrize("step", range(1, 40))
def test_killed_at_any_step_one_of_each_is_there(done: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child of this process ends at one call to the disk; what lies in done and trash then is looked at."""
    child = os.fork()
    if not child:
        steps = itertools.count(1)

        def count() -> None:
            if next(steps) == step:
                os._exit(9)

        for name in ("open", "mkdir", "unlink", "fsync", "write", "link", "close"):
            _ending(os, name, count)
        _ending(trash.durable_io, "rename_new", count)
        kept(done)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, 9}
    assert (done / "IMG_1.jpg").read_bytes() == PHOTO
    trashed = done.parent / "data" / "Trash" / "files" / "IMG_1 (2).jpg"
    others = [path for path in (done / "IMG_1 (2).jpg", trashed) if path.exists()]
    assert len(others) == 1 and others[0].read_bytes() == PHOTO
    if trashed.exists():
        assert (done.parent / "data" / "Trash" / "info" / "IMG_1 (2).jpg.trashinfo").read_bytes()


def _ending(module: object, name: str, before: object) -> None:
    call = getattr(module, name)

    def step(*args: object, **kwargs: object) -> object:
        before()  # type: ignore[operator]
        return call(*args, **kwargs)

    setattr(module, name, step)


def test_on_another_disk_it_goes_to_that_disks_trash(done: Path) -> None:
    with disk("ext4") as other:
        folder = other.folder / "deep" / "done"
        folder.mkdir(parents=True)
        for name in ("IMG_1.jpg", "IMG_1 (2).jpg"):
            (folder / name).write_bytes(PHOTO)
        assert kept(folder)
        own = other.folder / f".Trash-{os.getuid()}"
        assert (own / "files" / "IMG_1 (2).jpg").read_bytes() == PHOTO
        note = (own / "info" / "IMG_1 (2).jpg.trashinfo").read_text().splitlines()
        assert unquote(note[1]) == "Path=deep/done/IMG_1 (2).jpg"
        assert own.stat().st_mode & 0o777 == 0o700
        # A common trash is taken only if it is sticky and no link.
        (other.folder / ".Trash").mkdir(mode=0o1777)
        os.chmod(other.folder / ".Trash", 0o1777)
        (folder / "IMG_1 (2).jpg").write_bytes(PHOTO)
        assert kept(folder)
        assert names(other.folder / ".Trash" / str(os.getuid()) / "files") == ["IMG_1 (2).jpg"]
    assert in_trash(done) == {}

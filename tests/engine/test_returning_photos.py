"""Photos that come again and again: told once, with who sends them; equal files share their room where the disk can."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.mounts import disk

from photospool.config import app_state
from photospool.engine import returning_photos
from photospool.engine.returning_photos import Returns
from photospool.events import KnownPhoto, Outcome, PhotosKnown, PhotosReturn, PhotoStored
from photospool.history import History
from photospool.spool.sharing import share_room


class Sent:
    """A sender that copies everything once more, and what was told."""

    def __init__(self, folder: Path) -> None:
        self.told: list[object] = []
        self.now = 1e9
        self.folder = folder
        self.history = History(folder / "history.db")
        self.sender = ""
        self.start()

    def start(self) -> None:
        self.listener = Returns(
            self.history, self.told.append, self.folder / "memory.json", lambda _source: self.sender, lambda: self.now
        )

    def again(self, photos: int = 10, *, outcome: Outcome = Outcome.DUPLICATE) -> None:
        for number in range(photos):
            event = PhotoStored(f"job {number}", f"IMG_{number}.jpg", f"{number:032}", outcome, f"/done/{number}.jpg")
            self.history(event)
            self.listener(event)


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[Sent]:
    made = Sent(tmp_path)
    yield made
    made.history.close()


def test_the_third_time_is_told_once_and_not_again_for_a_month(sent: Sent) -> None:
    sent.again(outcome=Outcome.NEW)
    sent.again()
    assert sent.told == []
    sent.again()
    (told,) = sent.told
    assert isinstance(told, PhotosReturn)
    assert "again and again" in told.title and "rsync" in told.advice and "done" in told.advice
    sent.start()  # another start of the program
    sent.again()
    sent.again()
    assert len(sent.told) == 1
    assert app_state.load(sent.folder / "memory.json").returns_told == 1e9
    sent.now += returning_photos.QUIET_S
    sent.again()
    assert len(sent.told) == 2


def test_one_photo_that_somebody_adds_three_times_is_no_loop(sent: Sent) -> None:
    for _ in range(5):
        sent.again(photos=2)
    assert sent.told == []


def test_new_photos_are_none(sent: Sent) -> None:
    for _ in range(5):
        sent.again(outcome=Outcome.NEW)
    assert sent.told == []


def test_the_sync_client_is_named(sent: Sent) -> None:
    sent.sender = "Syncthing"
    for _ in range(3):
        sent.again()
    (told,) = sent.told
    assert isinstance(told, PhotosReturn)
    assert told.sender == "Syncthing" and "Override" in told.advice


@pytest.mark.parametrize("kind", ["btrfs", "xfs"])
def test_equal_files_share_their_room(kind: str, tmp_path: Path) -> None:
    with disk(kind, size_mb=400) as made:
        data = os.urandom(20_000_001)
        files = [made.folder / name for name in ("a.jpg", "a (2).jpg", "other.jpg")]
        for path in files[:2]:
            path.write_bytes(data)
        files[2].write_bytes(data[:-1] + b"x")
        os.utime(files[1], (1e9, 1e9))
        os.sync()
        before = os.statvfs(made.folder).f_bfree
        assert share_room(files[0], files[1])
        os.sync()
        gained = (os.statvfs(made.folder).f_bfree - before) * os.statvfs(made.folder).f_frsize
        assert gained > 15_000_000
        assert files[1].read_bytes() == data and files[1].stat().st_mtime == 1e9
        assert not share_room(files[0], files[2]), "they differ in their last byte"
        assert files[2].read_bytes() == data[:-1] + b"x"
        with files[1].open("r+b") as file:
            file.write(b"changed")
        assert files[0].read_bytes() == data


def test_where_a_disk_can_not_share_nothing_happens(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(b"same")
    share_room(tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert not share_room(tmp_path / "a.jpg", tmp_path / "gone.jpg")
    assert not share_room(tmp_path / "a.jpg", tmp_path / "a.jpg")
    assert (tmp_path / "b.jpg").read_bytes() == b"same"


def test_the_folder_that_they_came_from_names_the_sender(sent: Sent) -> None:
    asked: list[str] = []

    def sender(source: str) -> str:
        asked.append(source)
        return "Syncthing"

    sent.listener = Returns(sent.history, sent.told.append, sent.folder / "memory.json", sender, lambda: sent.now)
    for _ in range(3):
        for number in range(10):
            name, photo = f"IMG_{number}.jpg", f"{number:032}"
            event = PhotoStored(f"job {number}", name, photo, Outcome.DUPLICATE, f"/done/{number}.jpg", source="anna")
            sent.history(event)
            sent.listener(event)
    assert asked == ["anna"]


def test_what_stays_in_its_folder_is_sent_by_nobody(sent: Sent) -> None:
    for _ in range(5):
        sent.history(PhotosKnown(tuple(KnownPhoto(f"IMG_{number}.jpg", f"{number:032}") for number in range(10))))
    sent.again()
    assert not sent.told

"""The choice “keep one of equal files in done”: photos that come again, with a real trash, and without one."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from tests.parts import House

from photospool import events
from photospool.engine.equal_files import EqualFiles
from photospool.events import PhotoStored, TrashRefused
from photospool.history import IN_TRASH, History

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="tests must not fill a person's own trash")


class Sender(House):
    """Sends the same photos again and again, as rsync does into a folder that was emptied."""

    def send(self) -> list[PhotoStored]:
        before = len(self.of(PhotoStored))
        for number in range(3):
            photo(self.incoming / f"IMG_{number}.jpg", number)
        history = History(self.root / "history.db")
        spool = self.spool()

        def tell(event: events.Event) -> None:
            history(event)
            self.told.append(event)

        try:
            self.pass_over(spool=spool, tell=tell, former=EqualFiles(spool, history, tell).former)
        finally:
            history.close()
        return self.of(PhotoStored)[before:]

    @property
    def trashed(self) -> list[str]:
        folder = self.root / "data" / "Trash" / "files"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sender:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return Sender(tmp_path)


def photo(path: Path, number: int) -> None:
    """What the plain decoder takes for a photo."""
    path.write_bytes(b"photo %d " % number * 300)


ALL = ["IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"]


def test_sent_four_times_done_has_each_once_and_the_trash_the_others(house: Sender) -> None:
    first = house.send()
    assert not any(event.is_in_trash for event in first) and house.trashed == []
    before = {path.name: path.stat() for path in house.done.iterdir()}
    for _ in range(3):
        again = house.send()
        assert all(event.is_in_trash for event in again)
        assert sorted(Path(event.done).name for event in again) == ALL
    assert house.files("done") == ALL and house.files("incoming") == [] and house.files("work") == []
    assert {path.name: path.stat().st_ino for path in house.done.iterdir()} == {
        name: found.st_ino for name, found in before.items()
    }, "the first ones stay"
    assert len(house.trashed) == 9
    assert len(house.photos()) == 3
    history = History(house.root / "history.db")
    entries = history.recent()
    history.close()
    assert [entry.title for entry in entries] == [IN_TRASH] * 9 + [""] * 3
    assert all(Path(entry.done).exists() for entry in entries), "“Show the file” finds one"


def test_without_the_choice_every_file_stays_in_done(house: Sender) -> None:
    photo(house.incoming / "IMG_0.jpg", 0)
    house.pass_over()
    photo(house.incoming / "IMG_0.jpg", 0)
    house.pass_over()
    assert house.files("done") == ["IMG_0 (2).jpg", "IMG_0.jpg"] and house.trashed == []


def test_after_done_was_emptied_what_comes_stays_there(house: Sender) -> None:
    house.send()
    for path in house.done.iterdir():
        path.unlink()
    assert not any(event.is_in_trash for event in house.send())
    assert house.files("done") == ALL and house.trashed == []


def test_a_lost_history_keeps_both(house: Sender) -> None:
    house.send()
    for path in house.root.glob("history.db*"):
        path.unlink()
    house.send()
    assert len(house.files("done")) == 6 and house.trashed == []


def test_no_trash_is_told_once_and_both_stay(house: Sender) -> None:
    (house.root / "data").mkdir()
    (house.root / "data" / "Trash").write_bytes(b"in the way")
    house.send()
    again = house.send()
    assert not any(event.is_in_trash for event in again)
    assert all(Path(event.done).exists() for event in again)
    assert len(house.files("done")) == 6
    (told,) = house.of(TrashRefused)
    assert "trash" in told.title and "stays in done" in told.advice
    (house.root / "data" / "Trash").unlink()
    house.send()
    assert len(house.files("done")) == 6 and len(house.trashed) == 3


def test_many_of_one_photo_at_once_leave_at_least_one_in_done(house: Sender) -> None:
    photo(house.incoming / "a.jpg", 5)
    for number in range(12):
        shutil.copy(house.incoming / "a.jpg", house.incoming / f"b{number}.jpg")
    house.send()
    done = [path for path in house.done.iterdir() if not path.name.startswith("IMG_")]
    assert done
    assert len(done) + len(house.trashed) == 13
    assert len(house.photos()) == 4

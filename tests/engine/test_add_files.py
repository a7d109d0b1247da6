"""Adding by hand: what is found among files and folders, and that copies reach work with their words."""

import errno
import os

import pytest
from tests.parts import House, Running, wait_until

from photospool import events
from photospool.engine import add_files
from photospool.engine.add_files import AddedFiles, Copied, LeftOut, NotCopied
from photospool.errors import FolderMissing


@pytest.fixture
def mine(tmp_path):
    """A folder as people have them."""
    for name in (
        *("b.jpg", "a.HEIC", "deep/er/c.png", "notes.txt", "film.mp4", "DSC1.NEF", ".hidden.jpg"),
        *("@eaDir/thumb.jpg", "deep/~$lock.jpg"),
    ):
        (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / name).write_bytes(name.encode())
    return tmp_path / "mine"


def test_folders_are_walked_in_order_and_the_rest_is_named(mine):
    found = list(add_files.find([mine, mine / "b.jpg", mine / "gone.jpg"]))
    photos = [path.relative_to(mine).as_posix() for path in found if not isinstance(path, LeftOut)]
    assert photos == ["a.HEIC", "b.jpg", "deep/er/c.png", "b.jpg"]
    left = {one.path.name: one.reason for one in found if isinstance(one, LeftOut)}
    assert set(left) == {"notes.txt", "film.mp4", "DSC1.NEF", ".hidden.jpg", "~$lock.jpg", "gone.jpg"}
    assert (left["film.mp4"], left["DSC1.NEF"], left["gone.jpg"]) == ("video", "raw", add_files.MISSING)


def test_copies_reach_the_album_with_their_words_and_the_files_stay(tmp_path, mine):
    house = House(tmp_path)
    batch = AddedFiles(("summer time", "2013"), "Public", "At the sea", "1999-12-31T12:00:00")
    paths = [mine / "b.jpg", mine / "deep/er/c.png"]
    assert list(add_files.copy(house.spool(), paths, batch)) == [Copied(path) for path in paths]
    house.pass_over()
    for photo in house.photos():
        assert photo["keywords"] == ["summer-time", "2013", "unprocessed"]
        assert (photo["cat"], photo["descr"], photo["taken"]) == ("Public", "At the sea", "1999-12-31")
    assert sorted(photo["filename"] for photo in house.photos()) == ["b.jpg", "c.png"]
    assert all(path.exists() for path in paths)


def test_a_running_engine_takes_them_up(tmp_path, mine):
    house = House(tmp_path)
    engine = house.engine()
    with Running(engine):
        wait_until(lambda: house.of(events.EngineStarted))
        list(add_files.copy(house.spool(), [mine / "b.jpg"], AddedFiles()))
        engine.look_now()
        wait_until(lambda: house.of(events.PhotoStored))
    assert [stored.name for stored in house.of(events.PhotoStored)] == ["b.jpg"]


def test_one_that_is_gone_is_named_and_the_others_go_on(tmp_path, mine):
    house = House(tmp_path)
    done = list(add_files.copy(house.spool(), [mine / "gone.jpg", mine / "b.jpg"], AddedFiles()))
    assert done == [
        NotCopied(mine / "gone.jpg", "gone.jpg is not there any more.", "It was not added."),
        Copied(mine / "b.jpg"),
    ]


def test_one_that_can_not_be_read_is_named(tmp_path, mine):
    (mine / "folder.jpg").mkdir()
    (one,) = add_files.copy(House(tmp_path).spool(), [mine / "folder.jpg"], AddedFiles())
    assert isinstance(one, NotCopied)
    assert "can't be read" in one.title


def test_stop_ends_it_between_two_photos(tmp_path, mine):
    house, copied = House(tmp_path), []
    for one in add_files.copy(house.spool(), [mine / "b.jpg"] * 5, AddedFiles(), is_stopped=lambda: len(copied) == 2):
        copied.append(one)
    assert len(copied) == len(house.spool().jobs()) == 2


def test_without_a_work_folder_nothing_is_copied(tmp_path, mine):
    house = House(tmp_path)
    house.work.rmdir()
    with pytest.raises(FolderMissing):
        list(add_files.copy(house.spool(), [mine / "b.jpg"], AddedFiles()))
    assert not house.work.exists()


@pytest.mark.parametrize(
    ("batch", "fields"),
    [
        (AddedFiles(taken="2013-05-01"), []),
        (AddedFiles(taken="2013-05-01T12:34:56", category="Public"), []),
        (AddedFiles(taken="yesterday", category="Trash"), ["category", "taken"]),
    ],
)
def test_all_problems_are_told_by_field(batch, fields):
    assert [problem.field for problem in batch.validate()] == fields


def test_a_link_is_named_and_does_not_hold_up_the_others(tmp_path, mine):
    (mine / "c.jpg").symlink_to(mine / "b.jpg")
    left = {one.path.name: one.reason for one in add_files.find([mine]) if isinstance(one, LeftOut)}
    assert left["c.jpg"] == "link"
    assert list(add_files.find([mine / "c.jpg"])) == [mine / "b.jpg"]
    house = House(tmp_path)
    ends = list(add_files.copy(house.spool(), [mine / "c.jpg", mine / "b.jpg"], AddedFiles()))
    assert [type(end) for end in ends] == [NotCopied, Copied]
    assert "link" in ends[0].title


@pytest.mark.parametrize("given", ["20130501", "2013-W18-3", "2013-05-01T25:00", "2013-05-01x12:00"])
def test_a_date_is_written_as_the_album_sorts_it(given):
    assert [problem.field for problem in AddedFiles(taken=given).validate()] == ["taken"]


@pytest.mark.parametrize("given", ["", "2013-05-01", "2013-05-01T12:34:56", "2013-05-01T12:34"])
def test_a_day_or_a_day_and_a_time_is_a_date(given):
    assert AddedFiles(taken=given).validate() == []


def test_a_folder_that_may_not_be_read_is_named(mine, monkeypatch):
    real = os.scandir

    def scandir(path):
        if str(path).endswith("deep"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    left = {one.path.name: one.reason for one in add_files.find([mine]) if isinstance(one, LeftOut)}
    assert left["deep"] == "may not be read"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_what_is_no_ordinary_file_is_not_called_missing(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "nowhere.jpg").symlink_to(tmp_path / "gone")
    chosen = [tmp_path, tmp_path / "pipe.jpg", tmp_path / "gone.jpg"]
    left = [(one.path.name, one.reason) for one in add_files.find(chosen) if isinstance(one, LeftOut)]
    assert left == [
        ("nowhere.jpg", "link"), ("pipe.jpg", "no ordinary file"), ("pipe.jpg", "no ordinary file"),
        ("gone.jpg", "missing"),
    ]  # fmt: skip

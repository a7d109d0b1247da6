"""Adding a folder: what is found there, what room it takes, its own disk, and the yes."""

from __future__ import annotations

import pytest

from photospool.config import change_folders
from photospool.config.change_folders import contents, find, placed, room_needed, say_yes, with_own_disk
from photospool.config.more_folders import MoreFolder
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.errors import SettingsError
from photospool.photo.formats import KINDS, PHOTOS, VIDEOS


@pytest.fixture
def here(tmp_path):
    chosen = Settings()
    for name in ("incoming", "work", "done"):
        (tmp_path / name).mkdir()
        chosen = chosen.replace(f"folders.{name}", str(tmp_path / name))
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / "a.jpg").write_bytes(b"12345")
    (tmp_path / "anna" / "film.mp4").write_bytes(b"1234567")
    return Profile.load(places(tmp_path / "home")).with_settings(chosen).confirmed()


def with_anna(here, tmp_path, **said):
    anna = MoreFolder(name="Anna", path=str(tmp_path / "anna"), **said)
    return here.with_settings(placed(here.settings, anna)), anna


def test_a_folder_is_taken_from_after_its_own_yes_alone(here, tmp_path):
    here, anna = with_anna(here, tmp_path)
    assert here.is_confirmed
    assert not here.takes_from(anna)
    here, stays = say_yes(here, "anna", only_new=None)
    assert stays == 0
    assert here.reloaded().takes_from(anna)


def test_only_new_leaves_what_is_there(here, tmp_path):
    here, _ = with_anna(here, tmp_path)
    here, stays = say_yes(here, "Anna", only_new=True)
    (anna,) = here.reloaded().settings.more_folders
    assert (stays, anna.only_new, here.takes_from(anna)) == (1, True, True)
    here.places.baseline_of(anna.key).unlink()
    assert not here.takes_from(anna), "nobody knows any more what is new"


def test_its_own_work_and_done_are_made_at_the_first_yes_and_never_again(here, tmp_path):
    disk = tmp_path / "disk"
    here, _ = with_anna(here, tmp_path, work=str(disk / "work"), done=str(disk / "done"))
    assert not disk.exists()
    here, _ = say_yes(here, "Anna", only_new=None)
    assert (disk / "work").is_dir()
    assert (disk / "done").is_dir()
    (disk / "done").rmdir()
    say_yes(here, "Anna", only_new=None)
    assert not (disk / "done").exists(), "an unmounted disk is never replaced by a folder"


def test_what_is_wrong_is_refused_before_anything_is_kept(here, tmp_path):
    with pytest.raises(SettingsError):
        placed(here.settings, MoreFolder(name="work", path=str(tmp_path / "work" / "deep")))
    with pytest.raises(SettingsError, match="not there"):
        here, _ = with_anna(here, tmp_path)
        (tmp_path / "anna").rename(tmp_path / "away")
        say_yes(here, "Anna", only_new=False)
    assert here.reloaded().memory.confirmed_folders == ()


def test_a_folder_is_found_by_name_or_place(here, tmp_path):
    here, anna = with_anna(here, tmp_path)
    assert find(here.settings, "ANNA") == find(here.settings, anna.path) == anna
    with pytest.raises(SettingsError, match="“Bert”"):
        find(here.settings, "Bert")


def test_what_lies_there_is_counted_and_weighed(tmp_path, here):
    for name, size in (("film.mp4", 900), ("raw.nef", 80), ("notes.xmp", 7), ("list.txt", 3)):
        (tmp_path / "anna" / name).write_bytes(b"x" * size)
    found = contents(tmp_path / "anna", (PHOTOS,))
    assert (found.counts, found.photos, found.total, found.size, found.online_only) == ((1, 0, 0, 0), 1, 1, 5, 0)
    found = contents(tmp_path / "anna", (PHOTOS, VIDEOS))
    assert (found.counts, found.photos, found.total, found.size) == ((1, 1, 0, 0), 1, 2, 905)
    assert contents(tmp_path / "anna", KINDS).counts == (1, 1, 1, 1)


def test_room_is_said_by_disk(tmp_path, monkeypatch):
    disks = {"incoming": 1, "done": 1, "album": 1, "far": 2}
    monkeypatch.setattr(change_folders, "_disk", lambda path: disks[path.name])
    incoming, done, album, far = (tmp_path / name for name in disks)
    moved = room_needed(1000, is_copied=False, incoming=incoming, done=done, album=album)
    assert [(room.folder.name, room.needed) for room in moved] == [("done", 1100)], "a moved file takes no more room"
    copied = room_needed(1000, is_copied=True, incoming=incoming, done=done, album=album)
    assert [room.needed for room in copied] == [2100]
    crossed = room_needed(1000, is_copied=False, incoming=far, done=done, album=None)
    assert [room.needed for room in crossed] == [1000]
    apart = room_needed(1000, is_copied=True, incoming=incoming, done=far, album=album)
    assert [(room.folder.name, room.needed) for room in apart] == [("far", 1000), ("album", 1100)]
    assert all(room.free > 0 for room in apart)
    told = [[room.has_pictures for room in rooms] for rooms in (moved, copied, crossed, apart)]
    assert told == [[True], [True], [False], [False, True]]


def test_a_disk_of_its_own_gets_work_and_done_of_its_own(here, tmp_path, monkeypatch):
    def disk_of(path):
        return "card" if "card" in path.parts else "home"

    monkeypatch.setattr(change_folders, "_disk", disk_of)
    card = tmp_path / "card"
    (card / "photos").mkdir(parents=True)
    monkeypatch.setattr(
        change_folders, "beside", lambda _path, _synced, _home: (card / "Photospool/work", card / "Photospool/done")
    )
    moved = MoreFolder(name="card", path=str(card / "photos"))
    found = with_own_disk(moved, here.settings, [], tmp_path)
    assert (found.work, found.done) == (str(card / "Photospool/work"), str(card / "Photospool/done"))
    second = with_own_disk(
        MoreFolder(name="other", path=str(card / "more")), here.settings.with_folders([found]), [], tmp_path
    )
    assert second.work == found.work, "one work for each disk"
    copied = MoreFolder(name="card", path=str(card / "photos"), mode="copy")
    assert with_own_disk(copied, here.settings, [], tmp_path) == copied
    near = MoreFolder(name="near", path=str(tmp_path / "anna"))
    assert with_own_disk(near, here.settings, [], tmp_path) == near

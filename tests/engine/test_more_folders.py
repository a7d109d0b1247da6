"""Several incoming folders: in turn, each with its own words and its own disk, each held on its own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading

import pytest
from tests.engine.more_houses import Further, MoreHouse, copied_anew

from photospool import events
from photospool.engine.kept_photos import KeptPhotos
from photospool.errors import PhotoNotReady
from photospool.photo.formats import classify
from photospool.spool.durable_io import state_of
from photospool.spool.kept_memory import kept_photo
from photospool.spool.placeholders import fetch
from photospool.spool.scanner import KEPT, Scanner


@pytest.fixture
def house(tmp_path):
    return MoreHouse(tmp_path)


def with_photos(folder, *names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(f"photo {name}".encode())


def in_album(house):
    return sorted(doc["filename"] for doc in house.photos())


class TestMoved:
    def test_each_folder_says_whose_its_photos_are(self, house):
        words = {"keywords": ["anna"], "category": "Friends/Family", "added_by": "Anna"}
        house.further = [Further("anna", house.root / "anna", words=words)]
        with_photos(house.incoming, "mine.jpg")
        with_photos(house.root / "anna", "hers.jpg")
        house.pass_over()
        found = {doc["filename"]: doc for doc in house.photos()}
        assert found["hers.jpg"]["keywords"] == ["anna", "unprocessed"]
        assert found["hers.jpg"]["cat"] == "Friends/Family"
        assert found["hers.jpg"]["addedby"] == "Anna"
        assert found["mine.jpg"]["addedby"] == "somebody"
        assert house.files("done") == ["hers.jpg", "mine.jpg"]
        assert house.files("anna") == house.files("incoming") == []

    def test_many_in_one_folder_do_not_keep_the_others_waiting(self, house):
        house.further = [Further("anna", house.root / "anna")]
        with_photos(house.incoming, *(f"{number:03}.jpg" for number in range(60)))
        with_photos(house.root / "anna", "hers.jpg")
        house.pass_over(uploads=1)
        claimed = [event.name for event in house.of(events.Claimed)]
        assert claimed.index("hers.jpg") < 3
        assert len(claimed) == 61

    def test_on_a_disk_of_its_own_nothing_crosses(self, house):
        disk = house.root / "disk"
        house.further = [Further("card", disk / "incoming", disk=disk)]
        with_photos(house.incoming, "here.jpg")
        with_photos(disk / "incoming", "there.jpg")
        house.pass_over()
        assert house.files("done") == ["here.jpg"]
        assert house.files("disk") == ["done/there.jpg"]
        assert in_album(house) == ["here.jpg", "there.jpg"]

    def test_what_is_seen_says_each_folder(self, house):
        house.further = [Further("anna", house.root / "anna")]
        with_photos(house.root / "anna", "a.jpg", "film.mp4")
        house.pass_over()
        first, anna = house.of(events.ScanFinished)[0].folders
        assert (first.key, first.name, first.ready) == ("", "", 0)
        assert (anna.key, anna.ready, anna.ignored) == ("anna", 1, {"video": 1})

    def test_with_one_folder_nothing_is_said_of_folders(self, house):
        with_photos(house.incoming, "a.jpg")
        house.pass_over()
        assert {event.folders for event in house.of(events.ScanFinished)} == {()}


class TestAway:
    def test_a_folder_that_is_away_holds_itself_alone_and_is_told_once(self, house):
        house.further = [Further("anna", house.root / "anna")]
        (house.root / "anna").rmdir()
        with_photos(house.incoming, "a.jpg", "b.jpg")
        house.pass_over()
        house.pass_over()
        assert in_album(house) == ["a.jpg", "b.jpg"]
        assert [event.name for event in house.of(events.FolderHeld)] == ["anna", "anna"]  # once in each run
        assert not house.of(events.QueuePaused)
        with_photos(house.root / "anna", "hers.jpg")
        house.pass_over()
        assert "hers.jpg" in in_album(house)

    def test_the_first_folder_may_be_away_too(self, house):
        house.further = [Further("anna", house.root / "anna")]
        house.incoming.rmdir()
        with_photos(house.root / "anna", "hers.jpg")
        house.pass_over()
        assert in_album(house) == ["hers.jpg"]
        assert not house.of(events.QueuePaused)
        assert [event.name for event in house.of(events.FolderHeld)] == [""]

    def test_without_the_first_work_folder_nothing_moves(self, house):
        house.further = [Further("anna", house.root / "anna")]
        with_photos(house.root / "anna", "hers.jpg")
        house.done.rmdir()
        with pytest.raises(Exception, match="done"):
            house.pass_over()
        assert house.files("anna") == ["hers.jpg"]

    def test_a_disk_that_goes_and_comes_brings_its_work_along(self, house):
        disk = house.root / "disk"
        house.further = [Further("card", disk / "incoming", disk=disk)]
        with_photos(disk / "incoming", "there.jpg")
        # Killed while it lay in work: the job is there.
        spools = house.all_spools()
        spools.open()
        spools.prepare("card")
        (entry,) = Scanner(disk / "incoming", classify=classify, wait_s=0.0).look().ready
        assert spools.claim(entry, {}, "card").source == "card"
        spools.close()
        disk.rename(house.root / "unplugged")
        with_photos(house.incoming, "here.jpg")
        house.pass_over()
        assert in_album(house) == ["here.jpg"]
        (house.root / "unplugged").rename(disk)
        house.pass_over()
        assert in_album(house) == ["here.jpg", "there.jpg"]
        assert house.files("disk") == ["done/there.jpg"]

    def test_another_disk_that_is_full_holds_up_only_its_own(self, house, monkeypatch):
        disk = house.root / "disk"
        house.further = [Further("card", disk / "incoming", disk=disk)]
        with_photos(disk / "incoming", "there.jpg")
        with_photos(house.incoming, "here.jpg")
        from photospool.spool import durable_io

        free = durable_io.free_bytes
        monkeypatch.setattr(durable_io, "free_bytes", lambda path: (0, 10) if disk in path.parents else free(path))
        house.pass_over()
        assert in_album(house) == ["here.jpg"]
        assert [event.name for event in house.of(events.FolderHeld)] == ["card"]
        assert not house.of(events.QueuePaused)
        assert house.files("disk") == ["incoming/there.jpg"]


class TestKept:
    @pytest.fixture
    def kept(self, house):
        house.further = [Further("cloud", house.root / "cloud", keeps=True)]
        with_photos(house.root / "cloud", "a.jpg", "sub/b.jpg")
        return house

    def seen(self, house):
        return house.of(events.ScanFinished)[-1].folders[1]

    def test_photos_stay_and_are_taken_once(self, kept):
        before = {path: path.stat() for path in (kept.root / "cloud").rglob("*.jpg")}
        for _ in range(3):
            kept.pass_over()
        assert in_album(kept) == ["a.jpg", "b.jpg"]
        assert kept.files("cloud") == ["a.jpg", "sub/b.jpg"]
        after = {path: path.stat() for path in before}
        assert [(s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for s in before.values()] == [
            (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for s in after.values()
        ]
        assert kept.files("done") == ["a.jpg", "b.jpg"]
        assert len(kept.of(events.Claimed)) == 2
        assert self.seen(kept).ignored == {KEPT: 2}
        assert self.seen(kept).ready == 0

    def test_memory_lost_the_album_is_asked_and_nothing_is_copied(self, kept):
        kept.pass_over()
        kept.lose_memory()
        kept.pass_over()
        assert len(kept.of(events.Claimed)) == 2
        assert kept.files("done") == ["a.jpg", "b.jpg"]
        assert self.seen(kept).ignored == {KEPT: 2}

    @pytest.mark.parametrize("memory", ["kept", "lost"])
    def test_filled_again_with_the_same_photos(self, kept, memory):
        kept.pass_over()
        copied_anew(kept.root / "cloud")
        if memory == "lost":
            kept.lose_memory()
        kept.pass_over()
        assert len(kept.of(events.Claimed)) == 2
        assert kept.files("done") == ["a.jpg", "b.jpg"]

    def test_renamed_within_and_what_vanishes_changes_nothing(self, kept):
        kept.pass_over()
        (kept.root / "cloud" / "a.jpg").rename(kept.root / "cloud" / "z.jpg")
        shutil.rmtree(kept.root / "cloud" / "sub")
        kept.pass_over()
        assert len(kept.of(events.Claimed)) == 2
        assert in_album(kept) == ["a.jpg", "b.jpg"]
        assert kept.files("done") == ["a.jpg", "b.jpg"]

    def test_emptied_and_unmounted_it_is_only_told(self, kept):
        kept.pass_over()
        (kept.root / "cloud").rename(kept.root / "away")
        kept.pass_over()
        assert [event.name for event in kept.of(events.FolderHeld)] == ["cloud"]
        (kept.root / "away").rename(kept.root / "cloud")
        with_photos(kept.root / "cloud", "c.jpg")
        kept.pass_over()
        assert in_album(kept) == ["a.jpg", "b.jpg", "c.jpg"]
        assert len(kept.of(events.Claimed)) == 3

    def test_a_card_that_was_pulled_out_is_not_told(self, kept):
        kept.further[0].comes_and_goes = True
        kept.pass_over()
        (kept.root / "cloud").rename(kept.root / "away")
        kept.pass_over()
        assert self.seen(kept).comes_and_goes
        assert self.seen(kept).title
        (kept.root / "away").rename(kept.root / "cloud")
        with_photos(kept.root / "cloud", "c.jpg")
        kept.pass_over()
        assert in_album(kept) == ["a.jpg", "b.jpg", "c.jpg"]
        assert not kept.of(events.FolderHeld)
        assert not kept.of(events.FolderReleased)

    def test_a_changed_photo_is_another_one(self, kept):
        kept.pass_over()
        (kept.root / "cloud" / "a.jpg").write_bytes(b"photo, edited")
        kept.pass_over()
        assert len(kept.photos()) == 3

    def test_equal_photos_are_copied_once(self, kept):
        shutil.copy(kept.root / "cloud" / "a.jpg", kept.root / "cloud" / "again.jpg")
        kept.further.append(Further("nas", kept.root / "nas", keeps=True))
        shutil.copy(kept.root / "cloud" / "a.jpg", kept.root / "nas" / "also.jpg")
        for _ in range(2):
            kept.pass_over()
        assert len(kept.photos()) == 2
        assert len(kept.files("done")) == 2
        assert self.seen(kept).ignored == {KEPT: 3}

    def test_what_lies_in_the_albums_trash_does_not_come_back(self, kept):
        kept.pass_over()
        (gone,) = [doc for doc in kept.photos() if doc["filename"] == "a.jpg"]
        kept.album.discard(gone["_id"])
        kept.lose_memory()
        kept.pass_over()
        assert [doc["cat"] for doc in kept.photos() if doc["filename"] == "a.jpg"] == ["Trash"]

    def test_what_the_album_lost_the_memory_does_not_bring_back_but_without_it_it_comes(self, kept):
        kept.pass_over()
        kept.album.close()
        shutil.rmtree(kept.root / "album")
        kept.album = kept.again()
        kept.lose_memory()
        kept.pass_over()
        assert in_album(kept) == ["a.jpg", "b.jpg"]

    def test_a_copy_that_somebody_took_out_of_work_is_taken_again(self, kept):
        kept.decoder.before = lambda path: shutil.rmtree(path.parent) if path.name == "a.jpg" else None
        kept.pass_over()
        assert [event.name for event in kept.of(events.PhotoVanished)] == ["a.jpg"]
        kept.decoder.before = lambda _path: None
        kept.pass_over()
        assert in_album(kept) == ["a.jpg", "b.jpg"]

    def test_one_that_is_no_photo_is_set_aside_once_and_stays(self, kept):
        (kept.root / "cloud" / "bad.jpg").write_bytes(b"bad one")
        for _ in range(3):
            kept.pass_over()
        assert [event.name for event in kept.of(events.PhotoSetAside)] == ["bad.jpg"]
        kept.lose_memory()
        kept.pass_over()  # what lies in work/failed says by itself that it was taken
        assert len(kept.of(events.PhotoSetAside)) == 1
        assert (kept.root / "cloud" / "bad.jpg").exists()

    def test_a_photo_that_can_only_be_read_is_copied(self, kept, monkeypatch):
        """A NAS that others own: nothing may be written there, and nothing is."""
        from photospool.spool import spool as spool_module

        refuse = spool_module.check_moves

        def asked(folder):
            assert folder != kept.root / "cloud"
            refuse(folder)

        monkeypatch.setattr(spool_module, "check_moves", asked)
        kept.pass_over()
        assert in_album(kept) == ["a.jpg", "b.jpg"]
        assert kept.files("cloud") == ["a.jpg", "sub/b.jpg"]

    def test_while_the_album_is_away_nothing_is_copied_nor_forgotten(self, kept):
        from photospool.errors import AlbumUnavailable

        find, kept.album.find = kept.album.find, None

        def away(_ids):
            raise AlbumUnavailable("The album is away.", "It is tried again.")

        kept.album.find = away
        kept.pass_over()
        assert [event.title for event in kept.of(events.QueuePaused)] == ["The album is away."]
        assert kept.files("work") == []
        assert find is not None
        kept.pass_over()
        assert in_album(kept) == ["a.jpg", "b.jpg"]


class TestStrangersDisks:
    """A card or a disk that somebody else had before: what lies in its work is a stranger's."""

    def test_a_note_there_publishes_nothing(self, house):
        disk = house.root / "disk"
        house.further = [Further("card", disk / "incoming", disk=disk)]
        folder = disk / "work" / "20260102-030405-0a1b2c3d"
        with_photos(folder, "theirs.jpg")
        words = {"category": "Public", "by_person": True, "keywords": ["sea"]}
        (folder / "job.json").write_text(json.dumps({"name": "theirs.jpg", "words": words}))
        house.pass_over()
        (found,) = house.photos()
        assert (found["cat"], found["keywords"]) == ("Private", ["sea", "unprocessed"])

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be somebody else")
    def test_a_work_folder_that_another_user_holds_stops_its_own_folder_alone(self, house):
        disk = house.root / "disk"
        house.further = [Further("card", disk / "incoming", disk=disk)]
        (disk / "work" / ".lock").touch(mode=0o666)
        for path in (disk / "work", disk / "done", disk / "work" / ".lock"):
            os.chown(path, 65534, 65534)
        with_photos(disk / "incoming", "there.jpg")
        with_photos(house.incoming, "here.jpg")
        house.pass_over()
        assert in_album(house) == ["here.jpg"]
        assert house.files("disk/incoming") == ["there.jpg"]
        assert any("no file of Photospool" in one.title for one in house.of(events.ScanFinished)[-1].folders)
        assert (disk / "work" / ".lock").read_bytes() == b""

    def test_a_note_makes_no_photo_of_ours_seem_taken(self, house):
        house.further = [Further("album", house.root / "ours", keeps=True)]
        with_photos(house.root / "ours", "mine.jpg")
        mine = house.root / "ours" / "mine.jpg"
        kept = kept_photo("album", "mine.jpg", state_of(mine.lstat()), hashlib.sha256(mine.read_bytes()).hexdigest())
        folder = house.work / "20260102-030405-0a1b2c3d"
        with_photos(folder, "theirs.jpg")
        (folder / "job.json").write_text(json.dumps({"name": "theirs.jpg", "source": "album", "kept": str(kept)}))
        house.pass_over()
        assert in_album(house) == ["mine.jpg", "theirs.jpg"]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
    def test_a_pipe_put_in_a_photos_place_holds_nobody_up(self, house):
        ours = house.root / "ours"
        with_photos(ours, "a.jpg", "b.jpg")
        entries = look(ours)
        (ours / "a.jpg").unlink()
        os.mkfifo(ours / "a.jpg")
        memory = house.memory()
        found = KeptPhotos(memory, house.album.find).examine("ours", entries, threading.Event())
        memory.close()
        assert [one.entry.origin for one in found.fresh] == ["b.jpg"]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
    def test_pipes_links_and_second_names_in_a_copied_folder(self, house):
        ours = house.root / "ours"
        house.further = [Further("ours", ours, keeps=True)]
        with_photos(house.root / "private", "secret.jpg")
        with_photos(ours, "a.jpg", "trip/b.jpg")
        os.mkfifo(ours / "pipe.jpg")
        (ours / "link.jpg").symlink_to(house.root / "private" / "secret.jpg")
        (ours / "there").symlink_to(house.root / "private", target_is_directory=True)
        (ours / "again").symlink_to(ours, target_is_directory=True)
        os.link(ours / "a.jpg", ours / "second name.jpg")
        (ours / "a\nb\x1b[2J.jpg").write_bytes(b"another photo")
        house.pass_over()
        found = in_album(house)
        assert len(found) == 3
        assert "secret.jpg" not in found
        assert all(name.isprintable() for name in found)
        assert (ours / "a.jpg").stat().st_nlink == 2
        assert (house.root / "private" / "secret.jpg").read_bytes() == b"photo secret.jpg"


def look(folder):
    return Scanner(folder, classify=classify, wait_s=0.0).look().ready


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_is_neither_added_nor_fetched(house, tmp_path):
    os.mkfifo(tmp_path / "a.jpg")
    with pytest.raises(OSError, match="no ordinary file"):
        fetch(tmp_path / "a.jpg")
    with pytest.raises(PhotoNotReady):
        house.spool().add(tmp_path / "a.jpg", {})
    assert house.files("work") == []

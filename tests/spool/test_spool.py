import errno
import os
import subprocess
import sys
import threading
import time

import pytest
from tests.children import PATIENCE_S, child, joined
from tests.spool.claims import another_disk, claim

from photospool.errors import AlreadyRunning, DiskFull, FolderMissing, PhotoNotReady, SpoolError
from photospool.spool import durable_io, jobs, ways
from photospool.spool.lock import WorkLock
from photospool.spool.spool import Spool
from photospool.spool.ways import Way


class TestFinish:
    def test_it_lies_in_done_and_its_folder_is_gone(self, house, spool):
        job = claim(house, spool)
        assert spool.finish(job) == house.done / "a.jpg"
        assert (house.done / "a.jpg").read_bytes() == b"photo"
        assert not job.folder.exists()

    def test_a_name_that_is_taken_is_never_overwritten(self, house, spool):
        (house.done / "a.jpg").write_bytes(b"older")
        for number in (2, 3):
            assert spool.finish(claim(house, spool, data=b"n%d" % number)).name == f"a ({number}).jpg"
        assert (house.done / "a.jpg").read_bytes() == b"older"

    def test_many_at_once_all_get_a_name(self, house, spool):
        claimed = [claim(house, spool, data=b"%d" % number) for number in range(12)]
        threads = [threading.Thread(target=spool.finish, args=(job,)) for job in claimed]
        for thread in threads:
            thread.start()
        joined(*threads)
        assert sorted((house.done / name).read_bytes() for name in house.files("done")) == sorted(
            b"%d" % number for number in range(12)
        )

    @pytest.mark.parametrize("way", [Way.LINK, Way.RESERVE, Way.COPY])
    def test_two_at_once_never_note_one_name(self, house, spool, monkeypatch, way):
        """What a note names is taken for the photo's own after a kill: of two equal files one would be removed then."""
        monkeypatch.setattr(ways, "ORDER", (way,))
        first, second = claim(house, spool), claim(house, spool)
        noted, look = [], durable_io.is_there
        begun = threading.Event()

        def write(job):
            noted.append((job.id, job.reserved))
            return was_written(job)

        def is_there(path):
            is_taken = look(path)
            if path == house.done / "a.jpg" and threading.current_thread() is slow and not begun.is_set():
                begun.set()
                other = threading.Thread(target=spool.finish, args=(first,))  # comes between the look and the step
                other.start()
                joined(other)
            return is_taken

        was_written = jobs.write
        monkeypatch.setattr(jobs, "write", write)
        monkeypatch.setattr(durable_io, "is_there", is_there)
        slow = threading.Thread(target=spool.finish, args=(second,))
        slow.start()
        joined(slow)
        assert begun.is_set()
        assert sorted(house.files("done")) == ["a (2).jpg", "a.jpg"]
        names = {name for _, name in noted if name}
        assert all(len({job for job, noted_name in noted if noted_name == name}) == 1 for name in names), noted

    @pytest.mark.parametrize("way", [Way.LINK, Way.RESERVE, Way.COPY])
    def test_a_name_that_was_not_given_is_not_noted(self, house, spool, monkeypatch, way):
        monkeypatch.setattr(ways, "ORDER", (way,))
        job = claim(house, spool)
        spool.promise()

        def refuse(*_):
            raise OSError(errno.EIO, "the disk")

        monkeypatch.setattr(ways, "move", refuse)
        with pytest.raises(SpoolError):
            spool.finish(job)
        (house.done / "a.jpg").write_bytes(b"photo")  # somebody else's, and equal
        monkeypatch.undo()
        monkeypatch.setattr(ways, "ORDER", (way,))
        assert spool.finish(jobs.read(job.folder)).name == "a (2).jpg"
        assert (house.done / "a.jpg").read_bytes() == (house.done / "a (2).jpg").read_bytes() == b"photo"

    def test_what_was_cut_short_on_the_way_out_can_be_asked_again(self, house, spool, tmp_path, monkeypatch):
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        job = claim(house, spool)
        spool.set_aside(job, "No.", "")
        another_disk(monkeypatch, elsewhere)

        def full(_handle):
            raise OSError(errno.ENOSPC, "full")

        with monkeypatch.context() as broken:
            broken.setattr(durable_io, "sync_file", full)
            with pytest.raises(DiskFull):
                spool.move_out(job.id, elsewhere)
        assert [path.name for path in elsewhere.iterdir()] == []
        (elsewhere / f".photospool-{job.id}.part").write_bytes(b"pho")  # as a kill leaves it
        assert spool.move_out(job.id, elsewhere).read_bytes() == b"photo"
        assert [path.name for path in elsewhere.iterdir()] == ["a.jpg"]
        assert spool.failed() == []

    def test_across_disks_the_copy_is_proved_first(self, house, spool, monkeypatch):
        job = claim(house, spool)
        another_disk(monkeypatch, house.done)
        os.utime(job.photo, (1_000_000, 1_000_000))
        assert spool.finish(job).read_bytes() == b"photo"
        assert (house.done / "a.jpg").stat().st_mtime == 1_000_000
        assert house.files("work") == []

    def test_a_photo_that_was_taken_away_leaves_no_empty_file(self, house, spool):
        job = claim(house, spool)
        job.photo.unlink()
        with pytest.raises(PhotoNotReady, match="taken out"):
            spool.finish(job)
        assert house.files("done") == []

    def test_a_full_disk_leaves_it_in_work(self, house, spool, monkeypatch):
        job = claim(house, spool)

        def full(*_args):
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(os, "replace", full)
        monkeypatch.setattr(durable_io, "rename_new", full)
        with pytest.raises(DiskFull):
            spool.finish(job)
        assert job.photo.read_bytes() == b"photo"
        assert house.files("done") == []

    def test_after_close_nothing_is_changed_any_more(self, house, spool):
        job = claim(house, spool)
        spool.close()
        with pytest.raises(SpoolError, match="stopping"):
            spool.finish(job)
        assert job.photo.exists()


class TestParts:
    def test_a_part_is_found_by_its_whole_photo_while_another_photo_makes_the_list(self, house, spool, monkeypatch):
        """Two photos arrive at once, and the first look at what was set aside is not over."""
        part = claim(house, spool, data=b"whole ph")
        spool.set_aside(part, "Cut.", "It is kept.")
        whole, other = claim(house, spool, data=b"whole photo"), claim(house, spool, "b.jpg")
        done = {job.id: spool.finish(job) for job in (whole, other)}
        listing, asked = threading.Event(), threading.Event()
        failed, closed = spool.failed, []

        def slow():
            listing.set()
            asked.wait(1.0)  # as long as the other one is answered meanwhile, or has to wait for this
            return failed()

        monkeypatch.setattr(spool, "failed", slow)

        def ask():
            listing.wait(PATIENCE_S)
            closed.extend(spool.close_parts(whole, done[whole.id]))
            asked.set()

        first = threading.Thread(target=spool.close_parts, args=(other, done[other.id]))
        second = threading.Thread(target=ask)
        first.start()
        second.start()
        joined(first, second)
        assert [job.id for job in closed] == [part.id]


class TestSetAside:
    def test_the_reason_lies_beside_it(self, house, spool):
        job = claim(house, spool)
        spool.set_aside(job, "This is no photo.", "It is kept.")
        (item,) = spool.failed()
        assert (item.title, item.advice) == ("This is no photo.", "It is kept.")
        assert item.job.photo.read_bytes() == b"photo"
        assert "photospool retry" in (item.job.folder / "reason.txt").read_text()

    def test_retry_begins_again(self, house, spool):
        job = spool.begin_attempt(claim(house, spool, words={"keywords": ["trip"]}))
        spool.set_aside(job, "This is no photo.", "It is kept.")
        again = spool.retry(job.id)
        assert again.attempts == 0
        assert again.words == {"keywords": ["trip"]}
        assert spool.failed() == []
        assert house.files("work") == [f"{job.id}/a.jpg"]

    @pytest.mark.parametrize("job_id", ["", "..", "../../incoming", "20260101-000000-00000000"])
    def test_retry_of_what_is_not_there(self, spool, job_id):
        with pytest.raises(KeyError):
            spool.retry(job_id)

    def test_another_process_may_ask_for_a_retry(self, house, spool):
        job = claim(house, spool)
        spool.set_aside(job, "No.", "")
        Spool(house.incoming, house.work, house.done).ask_retry(job.id)
        assert [found.id for found in spool.adopt([])] == [job.id]

    def test_it_can_be_put_back_under_a_free_name(self, house, spool):
        job = claim(house, spool)
        (house.incoming / "a.jpg").write_bytes(b"newer")
        spool.set_aside(job, "No.", "")
        assert spool.move_out(job.id, house.incoming).read_bytes() == b"photo"
        assert sorted(house.files("incoming")) == ["a (2).jpg", "a.jpg"]
        assert spool.failed() == []

    @pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the system moves it to its trash itself")
    def test_it_can_go_to_the_trash_and_comes_back_from_there(self, house, spool, monkeypatch, tmp_path):
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        job = claim(house, spool)
        spool.set_aside(job, "No.", "")
        (item,) = spool.failed()
        assert spool.discard(job.id) == "a.jpg"
        assert spool.failed() == []
        assert not item.job.folder.exists()
        lies = tmp_path / "data/Trash/files/a.jpg"
        assert lies.read_bytes() == b"photo"
        item.job.folder.mkdir()  # as file managers do when they put it back
        lies.rename(item.job.photo)
        assert [found.job.name for found in spool.failed()] == ["a.jpg"]
        with pytest.raises(KeyError):
            spool.discard("../a")

    @pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the system moves it to its trash itself")
    def test_where_no_trash_is_to_be_had_it_stays(self, house, spool, monkeypatch, tmp_path):
        (tmp_path / "data").write_bytes(b"no folder")
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        job = claim(house, spool)
        spool.set_aside(job, "No.", "")
        with pytest.raises(SpoolError):
            spool.discard(job.id)
        (item,) = spool.failed()
        assert item.job.photo.read_bytes() == b"photo"

    def test_a_lost_reason_is_said_to_be_lost(self, house, spool):
        job = claim(house, spool)
        spool.set_aside(job, "No.", "")
        (house.work / "failed" / job.id / "reason.txt").unlink()
        (item,) = spool.failed()
        assert "not known" in item.title


class TestAttempts:
    def test_an_attempt_is_counted_before_it_is_made(self, house, spool):
        job = spool.begin_attempt(claim(house, spool))
        assert jobs.read(job.folder).attempts == 1

    def test_a_fault_of_the_world_takes_it_back(self, house, spool):
        job = spool.begin_attempt(claim(house, spool))
        noted = spool.note_failure(job, "Offline.", counts=False)
        assert (noted.attempts, noted.last_error) == (0, "Offline.")
        assert spool.note_failure(spool.begin_attempt(noted), "Broken.", counts=True).attempts == 1

    def test_a_photo_that_is_gone_leaves_nothing(self, house, spool):
        job = claim(house, spool)
        job.photo.unlink()
        assert spool.note_failure(job, "Gone.", counts=True) is None
        assert not job.folder.exists()


class TestAdd:
    def test_the_file_stays_and_a_copy_goes_into_work_with_its_words(self, house, spool, tmp_path):
        mine = tmp_path / "mine.jpg"
        mine.write_bytes(b"photo")
        Spool(house.incoming, house.work, house.done).add(mine, {"category": "Public", "by_person": True})
        (job,) = spool.adopt([])
        assert mine.read_bytes() == job.photo.read_bytes() == b"photo"
        assert job.words == {"category": "Public", "by_person": True}
        assert spool.adopt([job.id]) == []

    def test_what_can_not_be_read_is_not_added(self, house, spool, tmp_path):
        with pytest.raises(PhotoNotReady):
            spool.add(tmp_path / "none.jpg", {})
        assert house.files("work") == []

    def test_half_a_job_is_not_seen(self, house, spool):
        (house.work / jobs.new_id()).mkdir()
        assert spool.adopt([]) == []


class TestFolders:
    @pytest.mark.parametrize("name", ["incoming", "work", "done"])
    def test_a_missing_folder_is_said_and_not_made(self, house, name):
        (house.root / name).rmdir()
        with pytest.raises(FolderMissing, match=name):
            house.spool().open()
        assert not (house.root / name).exists()

    def test_another_work_folder_in_its_place_is_noticed(self, house, spool):
        spool.check_folders()
        house.work.rename(house.root / "old-work")
        house.work.mkdir()
        with pytest.raises(SpoolError, match="not the one"):
            spool.check_folders()

    def test_room_is_kept_free(self, house):
        with pytest.raises(DiskFull, match="too little room"):
            house.spool().check_room(10**18)

    def test_a_small_disk_keeps_a_share_free(self, house, monkeypatch):
        monkeypatch.setattr(durable_io, "free_bytes", lambda folder: (6_000_000, 100_000_000))
        house.spool(reserve_bytes=500_000_000).check_room(100_000)
        with pytest.raises(DiskFull):
            house.spool(reserve_bytes=500_000_000).check_room(500_000)

    def test_a_film_wants_room_for_itself_and_not_for_pictures_as_large(self, house, monkeypatch):
        monkeypatch.setattr(durable_io, "free_bytes", lambda folder: (3_000_000_000, 100_000_000_000))
        house.spool(reserve_bytes=500_000_000).check_room(2_000_000_000)
        with pytest.raises(DiskFull):
            house.spool(reserve_bytes=500_000_000).check_room(2_500_000_000)


class TestLock:
    def test_a_second_one_is_refused_until_the_first_ends(self, house, spool):
        second = house.spool()
        with pytest.raises(AlreadyRunning, match="already running"):
            second.open()
        assert second.is_owned_elsewhere()
        spool.close()
        assert not second.is_owned_elsewhere()
        second.open()
        second.close()

    def test_a_killed_process_frees_it(self, house):
        code = (
            "import sys, time; from pathlib import Path; from photospool.spool.lock import WorkLock\n"
            "lock = WorkLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); time.sleep(60)"
        )
        with child([sys.executable, "-c", code, house.work], stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == b"held\n"
            lock = WorkLock(house.work)
            with pytest.raises(AlreadyRunning):
                lock.acquire()
            process.kill()
            process.wait(PATIENCE_S)
        lock.acquire()
        lock.release()

    @pytest.mark.parametrize("note", [b"", b"{", b"[]", b"\xff" * 100])
    def test_a_torn_note_blocks_nobody(self, house, note):
        (house.work / ".lock").write_bytes(note)
        lock = WorkLock(house.work)
        lock.acquire()
        lock.release()


class TestEmpty:
    def test_nothing_anywhere(self, spool):
        assert spool.is_empty()

    @pytest.mark.parametrize("name", ["a.jpg", "film.mp4", ".DS_Store"])
    def test_everything_in_incoming_counts(self, house, spool, name):
        (house.incoming / name).touch()
        assert not spool.is_empty()

    def test_a_photo_in_work_counts_until_it_is_set_aside(self, house, spool):
        job = claim(house, spool)
        assert not spool.is_empty()
        spool.set_aside(job, "What happened.", "What to do.")
        assert spool.is_empty()
        spool.ask_retry(job.id)
        assert not spool.is_empty()

    def test_a_folder_that_is_gone_is_not_empty(self, house, spool):
        house.incoming.rmdir()
        with pytest.raises(SpoolError):
            spool.is_empty()


def test_close_waits_for_a_step_that_is_under_way(house, spool, monkeypatch):
    job = claim(house, spool)
    rename, began = durable_io.rename_new, threading.Event()

    def slow(source, target):
        if target.parent == house.done:
            began.set()
            time.sleep(0.2)
        rename(source, target)

    monkeypatch.setattr(durable_io, "rename_new", slow)
    thread = threading.Thread(target=spool.finish, args=(job,))
    thread.start()
    assert began.wait(PATIENCE_S)
    spool.close()
    assert (house.done / "a.jpg").read_bytes() == b"photo"
    joined(thread)

"""A photo goes from incoming into work: whole, proved, and never through a link."""

import errno
import json
import os
import shutil
import sys

import pytest
from tests.spool.claims import another_disk, claim, entries

from photospool.errors import SpoolError
from photospool.spool import durable_io, jobs


class TestClaim:
    def test_a_photo_gets_a_folder_of_its_own(self, house, spool):
        job = claim(house, spool, "trip/a.jpg", words={"keywords": ["trip"]})
        assert house.files("incoming") == []
        assert job.photo.read_bytes() == b"photo"
        assert jobs.read(job.folder) == job
        assert (job.origin, job.words, job.attempts) == ("trip/a.jpg", {"keywords": ["trip"]}, 0)
        assert (house.incoming / "trip").is_dir()

    def test_a_photo_that_changed_since_it_settled_is_left(self, house, spool):
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)
        (house.incoming / "a.jpg").write_bytes(b"photo and more")
        assert spool.claim(entry, {}) is None
        assert house.files("incoming") == ["a.jpg"]
        assert house.files("work") == []

    def test_a_photo_that_is_gone_is_no_error(self, house, spool):
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)
        (house.incoming / "a.jpg").unlink()
        assert spool.claim(entry, {}) is None

    def test_a_link_put_in_its_place_is_neither_read_nor_moved(self, house, spool, tmp_path):
        secret = tmp_path / "secret"
        secret.write_bytes(b"key")
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)
        (house.incoming / "a.jpg").unlink()
        (house.incoming / "a.jpg").symlink_to(secret)
        assert spool.claim(entry, {}) is None
        assert (house.incoming / "a.jpg").is_symlink()

    def test_a_link_put_in_its_place_between_the_look_and_the_move_goes_back(self, house, spool, tmp_path, monkeypatch):
        secret = tmp_path / "secret"
        secret.write_bytes(b"key")
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)
        mkdir = os.mkdir

        def swap(*args):
            mkdir(*args)
            entry.path.unlink()
            entry.path.symlink_to(secret)

        monkeypatch.setattr(os, "mkdir", swap)
        assert spool.claim(entry, {}) is None
        assert (house.incoming / "a.jpg").is_symlink()
        assert house.files("work") == []

    def test_a_folder_that_became_a_link_is_not_followed(self, house, spool, tmp_path):
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (house.incoming / "sub").mkdir()
        (house.incoming / "sub/a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)
        shutil.move(house.incoming / "sub/a.jpg", elsewhere / "a.jpg")
        (house.incoming / "sub").rmdir()
        (house.incoming / "sub").symlink_to(elsewhere)
        assert spool.claim(entry, {}) is None
        assert (elsewhere / "a.jpg").exists()

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux can say whether somebody writes")
    def test_a_photo_that_somebody_has_open_for_writing_waits(self, house, spool):
        with (house.incoming / "a.jpg").open("wb") as file:
            file.write(b"photo")
            file.flush()
            (entry,) = entries(house)
            assert spool.claim(entry, {}) is None
        (entry,) = entries(house)
        assert spool.claim(entry, {}) is not None

    def test_its_bytes_are_on_the_disk_before_it_moves(self, house, spool, monkeypatch):
        steps = []
        fsync, rename = os.fsync, os.rename
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)
        inode = entry.state[1]

        def seen_fsync(handle):
            if os.fstat(handle).st_ino == inode:
                steps.append("fsync")
            fsync(handle)

        def seen_rename(source, target):
            if os.lstat(source).st_ino == inode:
                steps.append("rename")
            rename(source, target)

        monkeypatch.setattr(os, "fsync", seen_fsync)
        monkeypatch.setattr(os, "rename", seen_rename)
        spool.claim(entry, {})
        assert steps == ["fsync", "rename"]

    def test_a_failing_fsync_leaves_the_photo_in_incoming(self, house, spool, monkeypatch):
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)

        def broken(handle):
            raise OSError(errno.EIO, "broken")

        monkeypatch.setattr(os, "fsync", broken)
        with pytest.raises(SpoolError, match="had a problem"):
            spool.claim(entry, {})
        assert house.files("incoming") == ["a.jpg"]

    def test_across_disks_it_is_copied_proved_and_then_removed(self, house, spool, monkeypatch):
        another_disk(monkeypatch, house.incoming)
        job = claim(house, spool)
        assert job.photo.read_bytes() == b"photo"
        assert house.files("incoming") == []

    def test_across_disks_a_photo_that_changes_meanwhile_stays(self, house, spool, monkeypatch):
        another_disk(monkeypatch, house.incoming)
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)
        proved = durable_io.copy_proved

        def change(source, target, *is_ended):
            digest = proved(source, target, *is_ended)
            entry.path.write_bytes(b"photo and more")
            return digest

        monkeypatch.setattr(durable_io, "copy_proved", change)
        assert spool.claim(entry, {}) is None
        assert entry.path.read_bytes() == b"photo and more"
        assert house.files("work") == []

    def test_a_copy_that_comes_back_with_other_bytes_is_not_trusted(self, house, spool, monkeypatch):
        another_disk(monkeypatch, house.incoming)
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)
        monkeypatch.setattr(durable_io, "sha256_of", lambda *_: "0" * 64)
        with pytest.raises(SpoolError):
            spool.claim(entry, {})
        assert house.files("incoming") == ["a.jpg"]
        assert house.files("work") == []

    @pytest.mark.parametrize("is_back", [False, True], ids=["its file is gone", "it is away"])
    def test_across_disks_a_disk_that_is_pulled_out_leaves_no_half(self, house, spool, monkeypatch, is_back):
        """Else the next start, which finds no source any more, would take the half for all that we have."""
        another_disk(monkeypatch, house.incoming)
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)

        def pulled_out(source, target, *_):
            target.write_bytes(b"pho")
            entry.path.unlink()
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        with monkeypatch.context() as patch:
            patch.setattr(durable_io, "copy_proved", pulled_out)
            with pytest.raises(SpoolError):
                spool.claim(entry, {})
        assert house.files("work") == []
        if is_back:
            assert claim(house, spool).photo.read_bytes() == b"photo"
        assert len(spool.recover()) == is_back

    def test_across_disks_the_half_that_a_kill_left_goes_with_the_next_copy(self, house, spool, monkeypatch):
        """Its disk was away at the start; another file's half, and another folder's, are none of it."""
        another_disk(monkeypatch, house.incoming)
        for number, (origin, source) in enumerate((("a.jpg", ""), ("b.jpg", ""), ("a.jpg", "usb"))):
            half = house.work / f"20260102-030405-0a1b2c3{number}"
            half.mkdir()
            (half / ".part").write_bytes(b"pho")
            note = {"name": "a.jpg", "origin": os.fsencode(origin).hex(), "source": source}
            (half / "job.json").write_text(json.dumps(note))
        assert claim(house, spool).photo.read_bytes() == b"photo"
        left = [name.partition("/")[0][-1] for name in house.files("work") if name.endswith(".part")]
        assert left == ["1", "2"]

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open for writing")
    def test_across_disks_one_that_a_program_opened_meanwhile_stays(self, house, spool, monkeypatch):
        """What it writes after that would be lost with the file."""
        another_disk(monkeypatch, house.incoming)
        (house.incoming / "a.jpg").write_bytes(b"photo")
        (entry,) = entries(house)
        proved = durable_io.copy_proved
        opened = []

        def open_it(source, target, *rest):
            opened.append(entry.path.open("ab"))
            return proved(source, target, *rest)

        monkeypatch.setattr(durable_io, "copy_proved", open_it)
        assert spool.claim(entry, {}) is None
        with opened[0] as file:
            file.write(b" and more")
        assert entry.path.read_bytes() == b"photo and more"
        assert house.files("work") == []

    def test_across_disks_a_removal_whose_answer_was_lost_keeps_the_copy(self, house, spool, monkeypatch):
        """A network may do a step and say on the second try that there is no such file."""
        another_disk(monkeypatch, house.incoming)
        unlink = os.unlink

        def twice(path, **options):
            unlink(path, **options)
            if os.fspath(path) == os.fspath(house.incoming / "a.jpg"):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))

        monkeypatch.setattr(os, "unlink", twice)
        assert claim(house, spool).photo.read_bytes() == b"photo"

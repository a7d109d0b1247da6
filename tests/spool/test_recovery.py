"""What a kill can leave in the folders, made by hand, and what the next start makes of it."""

import json
import os
import sys
import time

import pytest

from photospool.spool import durable_io, filesystem, jobs, recovery
from photospool.spool.ways import TRIAL

ID = "20260102-030405-0a1b2c3d"


@pytest.fixture
def folder(house):
    folder = house.work / ID
    folder.mkdir()
    return folder


def recover(house):
    spool = house.spool()
    spool.open()
    try:
        return spool.recover()
    finally:
        spool.close()


def note(folder, **kept):
    (folder / "job.json").write_text(json.dumps(kept))


def hexed(name):
    return os.fsencode(name).hex()


def test_an_empty_job_folder_goes(house, folder):
    assert recover(house) == []
    assert not folder.exists()


def test_a_folder_with_nothing_but_our_notes_goes(house, folder):
    note(folder, name="a.jpg")
    (folder / "job.json.new").write_text("{")
    assert recover(house) == []
    assert not folder.exists()


@pytest.mark.parametrize(
    "text", [None, b"", b"{", b"[1]", b"\xff", b'{"attempts": "many", "words": 3, "reserved": "zz"}']
)
def test_a_photo_without_a_sound_note_is_a_job_again(house, folder, text):
    (folder / "a.jpg").write_bytes(b"photo")
    if text is not None:
        (folder / "job.json").write_bytes(text)
    (job,) = recover(house)
    assert (job.id, job.name, job.attempts) == (ID, "a.jpg", 0)
    assert jobs.read(folder) == job


def test_a_note_torn_at_any_place_loses_nothing(house, folder):
    (folder / "a.jpg").write_bytes(b"photo")
    (whole,) = recover(house)
    data = (folder / "job.json").read_bytes()
    for length in range(len(data)):
        (folder / "job.json").write_bytes(data[:length])
        (job,) = recover(house)
        assert job.photo == whole.photo


def test_attempts_and_words_survive(house, folder):
    (folder / "a.jpg").write_bytes(b"photo")
    note(folder, name="a.jpg", attempts=3, words={"keywords": ["trip"]})
    (job,) = recover(house)
    assert (job.attempts, job.words) == (3, {"keywords": ["trip"]})


def test_our_empty_reservation_in_done_goes(house, folder):
    (folder / "a.jpg").write_bytes(b"photo")
    (house.done / "a.jpg").touch()
    note(folder, name="a.jpg", reserved=hexed("a.jpg"))
    recover(house)
    assert house.files("done") == []


def test_an_empty_file_in_done_that_no_job_names_stays(house, folder):
    (folder / "a.jpg").write_bytes(b"photo")
    (house.done / "a.jpg").touch()
    recover(house)
    assert house.files("done") == ["a.jpg"]


def test_a_photo_that_has_arrived_in_done_leaves_no_job(house, folder):
    (house.done / "a.jpg").write_bytes(b"photo")
    note(folder, name="a.jpg", reserved=hexed("a.jpg"))
    assert recover(house) == []
    assert not folder.exists()
    assert (house.done / "a.jpg").read_bytes() == b"photo"


def test_a_copy_in_done_that_is_whole_ends_the_job(house, folder):
    (folder / "a.jpg").write_bytes(b"photo")
    (house.done / "a.jpg").write_bytes(b"photo")
    note(folder, name="a.jpg", reserved=hexed("a.jpg"))
    assert recover(house) == []
    assert house.files("work") == []


def test_a_large_copy_in_done_that_is_whole_is_compared_when_its_turn_comes(house, folder, monkeypatch):
    monkeypatch.setattr(recovery, "AT_ONCE_BYTES", 3)
    (folder / "a.mov").write_bytes(b"film")
    (house.done / "a.mov").write_bytes(b"film")
    note(folder, name="a.mov", reserved=hexed("a.mov"))
    with monkeypatch.context() as moment:
        moment.setattr(durable_io, "is_start_of", lambda *_what: pytest.fail("it is read while all others wait"))
        (job,) = recover(house)
    asked = []

    def stop(number):
        asked.append(number)
        raise Ended

    spool = house.spool()
    spool.open()
    try:
        with pytest.raises(Ended):
            spool.finish(job, stop)
        assert (asked, house.files("done"), job.photo.read_bytes()) == ([0], ["a.mov"], b"film")
        assert spool.finish(job, asked.append) == house.done / "a.mov"
    finally:
        spool.close()
    assert (house.files("work"), house.files("done")) == ([], ["a.mov"])


class Ended(Exception):
    """Somebody wants it to stop."""


def test_another_photo_under_the_reserved_name_is_kept(house, folder):
    (folder / "a.jpg").write_bytes(b"photo")
    (house.done / "a.jpg").write_bytes(b"other")
    note(folder, name="a.jpg", reserved=hexed("a.jpg"))
    (job,) = recover(house)
    assert job.photo.read_bytes() == b"photo"
    assert (house.done / "a.jpg").read_bytes() == b"other"


def test_half_a_copy_towards_done_goes(house, folder):
    (folder / "a.jpg").write_bytes(b"photo")
    (house.done / f".photospool-{ID}.part").write_bytes(b"pho")
    (house.done / "a.jpg").touch()
    note(folder, name="a.jpg", reserved=hexed("a.jpg"))
    assert len(recover(house)) == 1
    assert house.files("done") == []


def test_half_a_copy_from_incoming_goes_while_its_source_is_there(house, folder):
    (house.incoming / "a.jpg").write_bytes(b"photo")
    (folder / ".part").write_bytes(b"pho")
    note(folder, name="a.jpg", origin=hexed("a.jpg"))
    assert recover(house) == []
    assert house.files("incoming") == ["a.jpg"]
    assert house.files("work") == []


def test_a_copy_whose_source_is_gone_is_all_that_we_have(house, folder):
    (folder / ".part").write_bytes(b"photo")
    note(folder, name="a.jpg", origin=hexed("a.jpg"))
    (job,) = recover(house)
    assert job.photo.name == "a.jpg"
    assert job.photo.read_bytes() == b"photo"


def test_half_a_copy_of_what_stays_in_its_folder_goes_also_while_that_is_away(house, folder):
    """A card that is not connected: half a film must not become a photo of its own."""
    (folder / ".part").write_bytes(b"pho")
    note(folder, name="a.jpg", origin=hexed("a.jpg"), source="card-1", kept="card-1 1 2 3")
    assert recover(house) == []
    assert not folder.exists()


def test_half_a_copy_waits_while_the_folder_of_its_source_is_away(house, folder):
    """Which may have it whole; once the file is copied anew from there, the half goes."""
    (folder / ".part").write_bytes(b"pho")
    note(folder, name="a.jpg", origin=hexed("a.jpg"), source="usb")
    away = house.root / "usb"
    spool = house.spool(others={"usb": away}, is_alone=False)
    spool.open()
    assert spool.recover() == []
    assert spool.adopt(()) == []
    assert (folder / ".part").read_bytes() == b"pho"
    spool.close()
    away.mkdir()
    (away / "a.jpg").write_bytes(b"photo")
    spool = house.spool(others={"usb": away}, is_alone=False)
    spool.open()
    assert spool.recover() == []
    spool.close()
    assert not folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a folder goes with its disk")
def test_half_a_copy_waits_while_its_disk_is_not_mounted_and_an_empty_folder_stays(house, folder, monkeypatch):
    mounts = f"tmpfs / tmpfs rw 0 0\ntmpfs {str(house.incoming).replace(' ', chr(92) + '040')} tmpfs rw 0 0\n"
    (folder / ".part").write_bytes(b"pho")
    note(folder, name="a.jpg", origin=hexed("a.jpg"), mount=hexed(str(house.incoming)))
    monkeypatch.setattr(filesystem, "_mounts", lambda: "tmpfs / tmpfs rw 0 0\n")
    assert recover(house) == []
    assert (folder / ".part").read_bytes() == b"pho"
    monkeypatch.setattr(filesystem, "_mounts", lambda: mounts)
    (house.incoming / "a.jpg").write_bytes(b"photo")
    assert recover(house) == []
    assert not folder.exists()
    assert house.files("incoming") == ["a.jpg"]


def test_a_photo_loose_in_work_is_taken_in(house):
    (house.work / "IMG_0001.jpg").write_bytes(b"photo")
    (job,) = recover(house)
    assert jobs.is_id(job.folder.name)
    assert job.photo.read_bytes() == b"photo"


def test_what_is_not_ours_stays(house):
    (house.work / "notes.txt").write_text("mine")
    (house.work / "IMG_1.jpg.part").write_bytes(b"x")
    (house.work / "empty.jpg").touch()
    (house.work / "link.jpg").symlink_to("/etc/passwd")
    (house.work / "My folder").mkdir()
    (house.work / "My folder" / "a.jpg").write_bytes(b"x")
    assert recover(house) == []
    assert house.files("work") == ["IMG_1.jpg.part", "My folder/a.jpg", "empty.jpg", "link.jpg", "notes.txt"]


def test_a_second_photo_in_a_job_folder_becomes_a_job_later(house, folder):
    (folder / "a.jpg").write_bytes(b"one")
    (folder / "b.jpg").write_bytes(b"two")
    note(folder, name="a.jpg")
    (job,) = recover(house)
    spool = house.spool()
    spool.open()
    spool.finish(job)
    (left,) = spool.recover()
    spool.close()
    assert left.photo.read_bytes() == b"two"


def test_a_job_that_is_being_added_is_left_alone_for_an_hour(house):
    adding = house.work / f".adding-{ID}"
    adding.mkdir()
    (adding / "a.jpg").write_bytes(b"pho")
    assert recover(house) == []
    assert adding.exists()
    old = time.time() - 7200
    os.utime(adding / "a.jpg", (old, old))
    os.utime(adding, (old, old))
    assert recover(house) == []
    assert not adding.exists()


def test_a_photo_with_a_reason_that_had_not_reached_failed_is_tried_again(house, folder):
    (folder / "a.jpg").write_bytes(b"photo")
    (folder / "reason.txt").write_text("No.\n")
    (job,) = recover(house)
    assert not (job.folder / "reason.txt").exists()


def test_a_trial_of_the_disks_that_is_not_over_goes_from_both(house):
    for folder, name in ((house.work, "mine"), (house.done, "mine"), (house.done, "anothers")):
        (folder / f"{TRIAL}{name}").mkdir()
        (folder / f"{TRIAL}{name}" / "1.jpg").write_bytes(b"x")
    assert recover(house) == []
    assert [path.name for path in house.work.iterdir() if path.name.startswith(TRIAL)] == []
    assert [path.name for path in house.done.iterdir()] == [f"{TRIAL}anothers"]  # of a computer that is at it now

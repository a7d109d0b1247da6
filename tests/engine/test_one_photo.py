"""What becomes of one photo in the engine: it grows, goes away, looks cut off, ends its decoder, comes again."""

import os

import pytest
from tests.engine.unsteady import drop
from tests.parts import Running, wait_for

from photospool import events
from photospool.engine import retry_policy
from photospool.errors import (
    DecoderDied,
    LooksIncomplete,
    NotAPhoto,
    PhotoNotReady,
)
from photospool.events import Outcome


class TestOnePhoto:
    def test_a_file_that_grew_while_it_was_stored_is_stored_again(self, house):
        drop(house, data=b"half")
        grown = []

        def grow(path):
            if not grown:
                grown.append(path)
                with path.open("ab") as file:
                    file.write(b" and the rest")

        store = house.album.store

        def store_then_grow(photo):
            outcome = store(photo)
            grow(photo.path)
            return outcome

        house.album.store = store_then_grow
        house.pass_over()
        categories = {doc["size"]: doc["cat"] for doc in house.photos()}
        assert categories == {4: "Trash", 17: "Private"}
        assert (house.done / "a.jpg").read_bytes() == b"half and the rest"

    def test_a_photo_that_somebody_takes_away_is_no_error(self, house):
        drop(house)
        house.decoder.before = lambda path: path.unlink()
        house.pass_over()
        assert house.of(events.PhotoVanished)
        assert house.files("work") == house.files("done") == []

    def test_a_bug_of_ours_costs_its_photo_an_attempt(self, house):
        drop(house, "a.jpg", b"one")
        drop(house, "b.jpg", b"two")

        def bug(path):
            if path.name == "a.jpg":
                raise ZeroDivisionError

        house.decoder.before = bug
        house.pass_over()
        (event,) = house.of(events.PhotoWaiting)
        assert "made a mistake" in event.title
        assert house.files("done") == ["b.jpg"]

    def test_a_photo_that_ends_its_decoder_each_time_is_set_aside(self, house):
        drop(house)

        def die(path):
            raise DecoderDied("Reading this file ended the reader.")

        house.decoder.before = die
        engine = house.engine()
        with Running(engine):
            for count in (1, 2):
                wait_for(lambda: len(house.of(events.PhotoWaiting)) == count)  # noqa: B023
                engine.look_now()
            wait_for(lambda: house.of(events.PhotoSetAside))

    def test_a_photo_that_was_there_at_every_crash_is_set_aside(self, house):
        drop(house)
        spool = house.spool()
        spool.open()
        (house.incoming / "a.jpg").rename(house.work / "a.jpg")
        (job,) = spool.recover()
        for _ in range(8):
            job = spool.begin_attempt(job)
        spool.close()
        house.pass_over()
        assert "every time" in house.of(events.PhotoSetAside)[0].title

    def test_a_photo_that_often_waited_is_no_photo_that_crashed_us(self, house):
        drop(house)
        spool = house.spool()
        spool.open()
        (house.incoming / "a.jpg").rename(house.work / "a.jpg")
        (job,) = spool.recover()
        for _ in range(9):
            job = spool.begin_attempt(job)
            assert job.last_error == ""
            job = spool.note_failure(job, "The connection was interrupted.", counts=True)
        spool.close()
        house.pass_over()
        assert house.of(events.PhotoSetAside) == []
        assert len(house.of(events.PhotoStored)) == 1

    def test_a_file_that_looks_cut_off_waits_and_then_is_set_aside(self, house):
        """By our own clock: rsync --partial leaves a cut file under its final name with a time of 1970."""
        path = drop(house)
        os.utime(path, (1, 1))
        house.decoder.before = lambda path: (_ for _ in ()).throw(LooksIncomplete("Looks incomplete."))
        now = [100.0]
        engine = house.engine(clock=lambda: now[0])
        with Running(engine):
            wait_for(lambda: house.of(events.PhotoWaiting))
            now[0] += retry_policy.INCOMPLETE_AGE_S - 1
            engine.look_now()
            wait_for(lambda: len(house.of(events.PhotoWaiting)) == 2)
            assert not house.of(events.PhotoSetAside)
            now[0] += 2
            engine.look_now()
            wait_for(lambda: house.of(events.PhotoSetAside))
        assert [event.title for event in house.of(events.PhotoSetAside)] == [retry_policy.INCOMPLETE.title]

    def test_a_cut_file_that_grows_again_is_waited_for_anew(self, house):
        drop(house)
        house.decoder.before = lambda path: (_ for _ in ()).throw(LooksIncomplete("Looks incomplete."))
        now = [100.0]
        engine = house.engine(clock=lambda: now[0])
        with Running(engine):
            wait_for(lambda: house.of(events.PhotoWaiting))
            (photo,) = house.work.rglob("*.jpg")
            with photo.open("ab") as file:
                file.write(b"more")
            now[0] += retry_policy.INCOMPLETE_AGE_S + 1
            engine.look_now()
            wait_for(lambda: len(house.of(events.PhotoWaiting)) == 2)
        assert not house.of(events.PhotoSetAside)

    @pytest.mark.parametrize("part", [b"whole ph", b"whole photo"], ids=["cut", "equal"])
    def test_when_the_whole_photo_comes_the_card_of_its_part_is_closed(self, house, part):
        """The part keeps its bytes where it is; what is no part of it stays a card."""
        for name, data in {"a.jpg": part, "other.jpg": b"bad one"}.items():
            drop(house, name, data)

        def cut(path):
            if path.read_bytes() == part:
                raise NotAPhoto("Cut.")

        house.decoder.before = cut
        house.pass_over()
        assert len(house.of(events.PhotoSetAside)) == 2
        house.decoder.before = lambda path: None
        drop(house, "other.jpg", b"another")
        drop(house, "a.jpg", b"whole photo")
        house.pass_over()
        (came,) = house.of(events.WholePhotoCame)
        assert came.name == "a.jpg" and came.done == str(house.done / "a.jpg")
        spool = house.spool()
        assert [item.job.name for item in spool.failed()] == ["other.jpg"]
        kept = house.work / "failed" / came.job
        assert (kept / "a.jpg").read_bytes() == part
        assert "whole photo came" in (kept / "reason.txt").read_text()

    def test_files_that_look_cut_off_do_not_hold_every_place(self, house):
        for number in range(6):
            drop(house, f"{number}.jpg", b"cut %d" % number)
        drop(house, "z.jpg", b"good")

        def cut(path):
            if path.read_bytes().startswith(b"cut"):
                raise LooksIncomplete("Looks incomplete.")

        house.decoder.before = cut
        house.pass_over(uploads=1)
        assert house.files("done") == ["z.jpg"]

    def test_dropped_again_from_the_trash_it_is_restored(self, house):
        drop(house)
        house.pass_over()
        (doc,) = house.photos()
        house.album.discard(doc["_id"])
        assert house.photos()[0]["cat"] == "Trash"
        drop(house)
        house.pass_over()
        assert [event.outcome for event in house.of(events.PhotoStored)] == [Outcome.NEW, Outcome.RESTORED]
        assert house.photos()[0]["cat"] == "Private"

    def test_a_photo_that_is_not_ready_waits_for_its_time(self, house):
        drop(house)
        tries = []

        def not_yet(path):
            tries.append(path)
            if len(tries) == 1:
                raise PhotoNotReady("Not yet.")

        house.decoder.before = not_yet
        engine = house.engine()
        with Running(engine):
            wait_for(lambda: house.of(events.PhotoWaiting))
            assert house.of(events.PhotoWaiting)[0].wait_s >= 2.5
            engine.look_now()
            wait_for(lambda: house.of(events.PhotoStored))

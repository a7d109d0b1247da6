"""The engine on real folders and a real album; where the album must fail, a wrapper at its edge fails."""

import threading
import time

import pytest
from tests.engine.unsteady import drop, photos_under_way
from tests.parts import PATIENCE_S, House, Running, wait_for

from photospool import events
from photospool.engine import engine as engine_module
from photospool.engine import retry_policy
from photospool.errors import (
    AlbumUnavailable,
    DiskFull,
    NotAllowed,
    StoreInterrupted,
    WrongPassword,
)
from photospool.events import Pause
from photospool.spool import watcher as watching


class TestOnePass:
    def test_equal_names_everywhere_all_survive(self, house):
        drop(house, "IMG_0001.jpg", b"one")
        drop(house, "sub/IMG_0001.jpg", b"two")
        (house.work / "IMG_0001.jpg").write_bytes(b"three")
        (house.done / "IMG_0001.jpg").write_bytes(b"four")
        house.pass_over()
        assert house.files("incoming") == house.files("work") == []
        assert sorted((house.done / name).read_bytes() for name in house.files("done")) == [
            b"four", b"one", b"three", b"two",
        ]  # fmt: skip
        assert len(house.photos()) == len(house.originals()) == 3

    def test_one_photo_five_times_is_one_photo_and_five_files(self, house):
        for number in range(5):
            drop(house, f"{number}.jpg")
        house.pass_over()
        assert len(house.files("done")) == 5
        assert len(house.photos()) == 1
        outcomes = [event.outcome for event in house.of(events.PhotoStored)]
        assert sorted(outcome.value for outcome in outcomes) == ["duplicate"] * 4 + ["new"]

    def test_what_is_no_photo_is_set_aside_with_the_reason_and_the_others_go_on(self, house):
        drop(house, "bad.jpg", b"bad")
        drop(house, "good.jpg")
        house.pass_over()
        assert house.files("done") == ["good.jpg"]
        (event,) = house.of(events.PhotoSetAside)
        assert (house.work / "failed" / event.job / "bad.jpg").read_bytes() == b"bad"
        assert "no photo" in (house.work / "failed" / event.job / "reason.txt").read_text()

    def test_words_of_sub_folders_are_fixed_at_the_claim(self, house):
        drop(house, "Summer trip/a.jpg")
        house.pass_over(words_for=lambda origin: {"keywords": [origin.parts[0]]})
        assert house.photos()[0]["keywords"] == ["Summer-trip", "unprocessed"]

    def test_a_missing_album_claims_nothing(self, unsteady):
        drop(unsteady)
        unsteady.album.fails["check"] = AlbumUnavailable("Nobody answers.")
        unsteady.pass_over()
        assert unsteady.files("incoming") == ["a.jpg"]
        assert [event.title for event in unsteady.of(events.QueuePaused)] == ["Nobody answers."]


def refuse_films(album):
    """A rule of its server's own."""
    store = album.store

    def no_films(photo):
        if photo.filename == "film.jpg":
            raise NotAllowed("You may not do this.", "The server says: no films.")
        return store(photo)

    album.store = no_films


class TestTheWorld:
    def test_an_outage_with_fifty_photos_waiting(self, unsteady):
        unsteady.album.fails["all"] = AlbumUnavailable("Nobody answers.")
        for number in range(50):
            drop(unsteady, f"{number}.jpg", b"%d" % number)
        engine = unsteady.engine()
        with Running(engine):
            wait_for(lambda: len(unsteady.album.calls) >= 1 and unsteady.of(events.ScanFinished))
            for _ in range(3):
                seen = len(unsteady.album.calls)
                engine.look_now()
                wait_for(lambda: len(unsteady.album.calls) > seen)  # noqa: B023
            assert len(unsteady.files("incoming")) == 50
            assert len(unsteady.of(events.QueuePaused)) == 1
            unsteady.album.fails.clear()
            engine.look_now()
            wait_for(lambda: len(unsteady.of(events.PhotoStored)) == 50)
        assert unsteady.of(events.PhotoSetAside) == unsteady.of(events.PhotoWaiting) == []
        assert len(unsteady.of(events.QueuePaused)) == len(unsteady.of(events.QueueResumed)) == 1
        assert len(unsteady.files("done")) == 50

    def test_an_outage_in_the_middle_counts_no_attempts_and_drains_nothing(self, unsteady):
        for number in range(20):
            drop(unsteady, f"{number:02}.jpg", b"%d" % number)
        unsteady.album.fails["store"] = AlbumUnavailable("Nobody answers.")
        engine = unsteady.engine(uploads=2)
        with Running(engine):
            wait_for(lambda: unsteady.of(events.QueuePaused) and not photos_under_way(engine))
            unsteady.album.fails["check"] = AlbumUnavailable("Nobody answers.")
            assert len(unsteady.files("incoming")) >= 16
            spool = unsteady.spool()
            assert [job.attempts for job in spool.jobs()] == [0] * len(spool.jobs())
            unsteady.album.fails.clear()
            engine.look_now()
            wait_for(lambda: len(unsteady.of(events.PhotoStored)) == 20)
        assert len(unsteady.of(events.QueuePaused)) == 1

    def test_a_wrong_password_costs_one_request(self, unsteady, monkeypatch):
        monkeypatch.setattr(watching, "LOCAL_S", 0.2)
        monkeypatch.setattr(retry_policy, "REFUSED_WAIT_S", 0.01)  # another refusal would be looked at again at once
        drop(unsteady)
        unsteady.album.fails["check"] = WrongPassword("The password is not accepted.")
        engine = unsteady.engine()
        with Running(engine):
            wait_for(lambda: unsteady.of(events.QueuePaused))
            engine._hint(engine._intake.of(""))
            for _ in range(3):
                scans = len(unsteady.of(events.ScanFinished))
                wait_for(lambda: len(unsteady.of(events.ScanFinished)) > scans)  # noqa: B023
        assert unsteady.album.calls == ["check"]
        assert unsteady.files("incoming") == ["a.jpg"]

    def test_a_refusal_in_the_middle_keeps_photos_in_work(self, unsteady):
        drop(unsteady)
        unsteady.album.fails["store"] = NotAllowed("You may not write.")
        unsteady.pass_over()
        (job,) = unsteady.spool().jobs()
        assert job.attempts == 0
        assert {event.reason for event in unsteady.of(events.QueuePaused)} == {Pause.REFUSED}

    def test_what_the_album_alone_refuses_is_set_aside_once_others_go_through(self, unsteady):
        """Who looks after that server has a rule; the queue is not to stand still for it again and again."""
        refuse_films(unsteady.album)
        drop(unsteady, "film.jpg", b"film")
        with Running(unsteady.engine()) as engine:
            wait_for(lambda: unsteady.of(events.QueuePaused))
            drop(unsteady, "b.jpg", b"two")
            wait_for(lambda: [engine.look_now()] and unsteady.of(events.PhotoSetAside))
        (event,) = unsteady.of(events.PhotoSetAside)
        assert event.name == "film.jpg"
        assert "no films" in event.advice
        assert unsteady.files("done") == ["b.jpg"]

    @pytest.mark.parametrize(("large", "longest"), [(1, 86400.0), (5, 3600.0)])
    def test_what_is_refused_while_nothing_else_comes_is_tried_ever_more_seldom(
        self, unsteady, monkeypatch, large, longest
    ):
        """A film of gigabytes is not to cross the line every five minutes for ever, nor a photo to wait for a day."""
        waits, wait_s = [], retry_policy.refused_wait_s
        monkeypatch.setattr(engine_module, "LARGE_BYTES", large)

        def noted(times, *, is_large):
            waits.append(wait_s(times, is_large=is_large))
            return 0.05

        monkeypatch.setattr(retry_policy, "refused_wait_s", noted)
        drop(unsteady, "film.jpg", b"film")
        unsteady.album.fails["store"] = NotAllowed("You may not do this.", "The server says: no films.")
        with Running(unsteady.engine()) as engine:
            wait_for(lambda: len(waits) > 11)
            assert waits[:4] == [300.0, 600.0, 1200.0, 2400.0]
            assert waits[-1] == longest
            engine.look_now()
            wait_for(lambda: 300.0 in waits[4:])
        assert all(event.again_at > time.time() - PATIENCE_S for event in unsteady.of(events.QueuePaused))

    def test_something_new_does_not_wait_for_what_was_refused(self, unsteady, monkeypatch):
        waits = [0.05, 0.05]
        monkeypatch.setattr(retry_policy, "refused_wait_s", lambda _times, **_large: waits.pop(0) if waits else 1e6)
        monkeypatch.setattr(retry_policy, "REFUSED_WAIT_S", 0.05)
        refuse_films(unsteady.album)
        drop(unsteady, "film.jpg", b"film")
        with Running(unsteady.engine(watch=True)):
            wait_for(lambda: len(unsteady.of(events.QueuePaused)) == 3)
            drop(unsteady, "b.jpg", b"two")
            wait_for(lambda: unsteady.of(events.PhotoSetAside))
        assert unsteady.files("done") == ["b.jpg"]

    def test_where_nothing_goes_through_a_refusal_is_of_no_photo(self, unsteady):
        drop(unsteady, "a.jpg", b"one")
        drop(unsteady, "b.jpg", b"two")
        unsteady.album.fails["store"] = NotAllowed("You may not write.")
        with Running(unsteady.engine()) as engine:
            wait_for(lambda: [engine.look_now()] and unsteady.album.calls.count("store") >= 6)
        assert unsteady.of(events.PhotoSetAside) == []
        assert [job.attempts for job in unsteady.spool().jobs()] == [0, 0]

    def test_an_unclear_end_is_the_worlds_when_a_small_request_fails_too(self, unsteady):
        drop(unsteady)

        def interrupted(photo):
            unsteady.album.fails["check"] = AlbumUnavailable("Nobody answers.")
            raise StoreInterrupted("Cut off.")

        unsteady.album.store = interrupted
        unsteady.pass_over()
        assert unsteady.of(events.PhotoWaiting) == []
        assert [event.reason for event in unsteady.of(events.QueuePaused)] == [Pause.OFFLINE]
        assert unsteady.spool().jobs()[0].attempts == 0

    def test_an_unclear_end_is_the_photos_when_a_small_request_is_answered(self, unsteady):
        drop(unsteady, "a.jpg", b"one")
        drop(unsteady, "b.jpg", b"two")
        store = unsteady.album.store

        def first_interrupted(photo):
            if photo.filename == "a.jpg":
                raise StoreInterrupted("Cut off.")
            return store(photo)

        unsteady.album.store = first_interrupted
        unsteady.pass_over()
        (event,) = unsteady.of(events.PhotoWaiting)
        assert (event.name, event.title) == ("a.jpg", "Cut off.")
        assert unsteady.spool().jobs()[0].attempts == 1
        assert unsteady.files("done") == ["b.jpg"]
        assert unsteady.of(events.QueuePaused) == []

    def test_a_folder_that_goes_and_comes_back(self, house):
        drop(house, "a.jpg", b"one")
        engine = house.engine()
        with Running(engine):
            wait_for(lambda: len(house.of(events.PhotoStored)) == 1)
            house.incoming.rename(house.root / "away")
            engine.look_now()
            wait_for(lambda: house.of(events.QueuePaused))
            engine.look_now()
            (house.root / "away").rename(house.incoming)
            drop(house, "b.jpg", b"two")
            engine.look_now()
            wait_for(lambda: len(house.of(events.PhotoStored)) == 2)
        (event,) = house.of(events.QueuePaused)
        assert event.reason is Pause.FOLDERS
        assert "incoming" in event.title

    def test_a_folder_that_is_missing_at_the_start_is_waited_for(self, house):
        drop(house)
        house.done.rmdir()
        engine = house.engine()
        with Running(engine):
            wait_for(lambda: house.of(events.QueuePaused))
            house.done.mkdir()
            engine.look_now()
            wait_for(lambda: house.of(events.PhotoStored))

    def test_it_rests_between_looks_at_a_folder_that_is_missing_at_the_start(self, house):
        house.done.rmdir()
        engine = house.engine()
        woken_before_the_rest = []

        class Wake(threading.Event):
            def wait(self, timeout=None):
                woken_before_the_rest.append(self.is_set())
                return super().wait(timeout)

        engine._wake = Wake()
        with Running(engine):
            wait_for(lambda: woken_before_the_rest)
        assert not woken_before_the_rest[0]

    def test_a_full_disk_stops_claiming_and_goes_on_by_itself(self, house, monkeypatch):
        drop(house)
        spool = house.spool()
        full = [DiskFull("There is no room left.")]

        def check_room(_size):
            if full:
                raise full[0]

        monkeypatch.setattr(spool, "check_room", check_room)
        engine = house.engine(spool=spool)
        with Running(engine):
            wait_for(lambda: house.of(events.QueuePaused))
            assert house.files("incoming") == ["a.jpg"]
            full.clear()
            engine.look_now()
            wait_for(lambda: house.of(events.PhotoStored))
        assert [event.reason for event in house.of(events.QueuePaused)] == [Pause.DISK_FULL]


class TestTheUser:
    def test_nothing_is_claimed_while_paused(self, house):
        drop(house)
        engine = house.engine()
        engine.pause()
        with Running(engine):
            wait_for(lambda: house.of(events.ScanFinished))
            assert house.files("incoming") == ["a.jpg"]
            engine.resume()
            wait_for(lambda: house.of(events.PhotoStored))

    def test_a_photo_that_was_set_aside_can_be_tried_again(self, house):
        drop(house, "a.jpg", b"bad")
        engine = house.engine()
        with Running(engine):
            wait_for(lambda: house.of(events.PhotoSetAside))
            (event,) = house.of(events.PhotoSetAside)
            (house.work / "failed" / event.job / "a.jpg").write_bytes(b"good")
            engine.retry(event.job)
            engine.retry("nothing-of-that-name")
            wait_for(lambda: house.of(events.PhotoStored))

    def test_work_holds_few(self, unsteady):
        for number in range(30):
            drop(unsteady, f"{number}.jpg", b"%d" % number)
        unsteady.album.hangs.clear()
        engine = unsteady.engine(uploads=2)
        with Running(engine):
            wait_for(lambda: unsteady.album.calls.count("store") == 4)
            assert len(unsteady.files("incoming")) == 26
            unsteady.album.hangs.set()
            wait_for(lambda: len(unsteady.of(events.PhotoStored)) == 30)

    def test_a_stop_waits_for_no_upload_and_the_rest_goes_on_later(self, unsteady):
        for number in range(6):
            drop(unsteady, f"{number}.jpg", b"%d" % number)
        unsteady.album.hangs.clear()
        engine = unsteady.engine(uploads=2)
        with Running(engine):  # which it ends: an upload hangs until the album is closed
            wait_for(lambda: unsteady.album.calls.count("store") == 4)
        assert unsteady.files("done") == []
        assert len(unsteady.files("incoming")) + len(unsteady.files("work")) == 6
        again = House(unsteady.root)
        again.pass_over()
        assert len(again.files("done")) == 6
        assert len(again.photos()) == 6

    def test_a_second_engine_is_refused(self, house):
        from photospool.errors import AlreadyRunning

        with Running(house.engine()):
            wait_for(lambda: house.of(events.EngineStarted))
            with pytest.raises(AlreadyRunning):
                House(house.root).engine().run_once()


class TestLooking:
    def test_without_a_watcher_each_photo_is_claimed_within_one_rescan(self, house, monkeypatch):
        monkeypatch.setattr(watching, "LOCAL_S", 0.2)
        with Running(house.engine(watch=False, wait_s=0.0)):
            wait_for(lambda: house.of(events.ScanFinished))
            for number in range(3):
                drop(house, f"{number}.jpg", b"%d" % number)
            wait_for(lambda: len(house.of(events.PhotoStored)) == 3)

    def test_a_hint_is_followed_at_once(self, house):
        with Running(house.engine(watch=True, wait_s=0.1)):
            wait_for(lambda: house.of(events.ScanFinished))
            drop(house)
            wait_for(lambda: house.of(events.PhotoStored))

    def test_jobs_that_another_process_added_are_taken_up(self, house, tmp_path):
        mine = tmp_path / "mine.jpg"
        mine.write_bytes(b"mine")
        engine = house.engine()
        with Running(engine):
            wait_for(lambda: house.of(events.ScanFinished))
            house.spool().add(mine, {"category": "Public", "keywords": ["trip"], "by_person": True})
            engine.look_now()
            wait_for(lambda: house.of(events.PhotoStored))
        (doc,) = house.again().all_docs(keys=[house.of(events.PhotoStored)[0].photo_id], include_docs=True)
        assert doc["doc"]["cat"] == "Public"

    def test_words_for_a_photo_that_is_there_are_not_lost(self, house, tmp_path):
        drop(house, "a.jpg", b"same")
        house.pass_over()
        mine = tmp_path / "mine.jpg"
        mine.write_bytes(b"same")
        words = {"keywords": ["grand father"], "description": "At the lake", "taken": "1971-08-01", "by_person": True}
        house.spool().add(mine, words)
        house.pass_over()
        ends = [event.outcome for event in house.of(events.PhotoStored)]
        assert ends == [events.Outcome.NEW, events.Outcome.DUPLICATE]
        assert [event.known_as for event in house.of(events.PhotoStored)] == ["", "a.jpg"]
        assert all(event.taken for event in house.of(events.PhotoStored)), "of what was there it is said which one"
        (row,) = house.again().all_docs(keys=[house.of(events.PhotoStored)[0].photo_id], include_docs=True)
        doc = row["doc"]
        assert (doc["keywords"], doc["descr"]) == (["unprocessed", "grand-father"], "At the lake")
        assert (doc["taken"], doc["taken_source"]) == ("1971-08-01", "user")

    def test_resting_costs_nothing_while_a_server_takes_its_time(self, unsteady):
        asked, answer = threading.Event(), threading.Event()

        def slow():
            asked.set()
            answer.wait(PATIENCE_S)
            raise AlbumUnavailable("Nobody answers.")

        unsteady.album.check = slow
        engine = unsteady.engine(clock=time.monotonic)
        turns = []
        turn = engine._turn
        engine._turn = lambda: (turns.append(1), turn())
        with Running(engine):
            asked.wait(PATIENCE_S)
            engine._gate.close(Pause.OFFLINE, "Nobody answers.", retry_after_s=0.001)
            time.sleep(0.5)
            assert len(turns) < 20
            answer.set()

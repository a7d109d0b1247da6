"""Cards and cameras that come and go: proposed once, copied when the user says so, never lost, never twice."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading

import pytest
from tests.children import PATIENCE_S
from tests.engine.card_houses import Answer, CardHouse, shoot
from tests.parts import Running
from tests.parts import wait_for as until

from photospool import events
from photospool.config.settings import Settings
from photospool.engine import cards, incoming_folder, intake, job_queue, large_uploads, taking
from photospool.engine.cards import card_on, contents_of
from photospool.engine.factory import card_scanner
from photospool.spool import durable_io, watcher
from photospool.spool.kept_memory import KeptMemory
from photospool.system.disks.disks import Disk


@pytest.fixture
def house(tmp_path):
    return CardHouse(tmp_path)


@pytest.fixture
def card(house):
    """A card with three photos, and what else a camera leaves there; not put in yet."""
    disk = house.root / "EOS_DIGITAL"
    shoot(disk, "IMG_0001.JPG", "IMG_0002.JPG", "IMG_0003.JPG")
    (disk / "DCIM/100CANON/MVI_0004.THM").write_bytes(b"no photo")
    (disk / "MISC").mkdir()
    return disk


def in_album(house):
    return sorted(doc["filename"] for doc in house.photos())


def seen(house):
    return [(event.name, event.new, event.known) for event in house.of(events.CardSeen)]


def key_of(disk, number="number", *, is_sure=True):
    return card_on(Disk(disk, number, disk.name, is_sure)).key


def said_yes(house, engine, disk, number="number"):
    engine.answer_card(key_of(disk, number), Answer.ADD)
    until(lambda: house.of(events.CardTaken))


class TestProposed:
    def test_at_the_start_and_nothing_is_taken_before_the_yes(self, house, card):
        house.reader.put_in(card, "number")
        with Running(house.engine()):
            until(lambda: house.of(events.CardSeen))
        (told,) = house.of(events.CardSeen)
        assert (told.key, told.name, told.new, told.known, told.is_news) == (
            key_of(card), "EOS_DIGITAL", 3, 0, True,
        )  # fmt: skip
        assert told.size == sum(path.stat().st_size for path in card.rglob("*.JPG"))
        assert told.folder == str(card / "DCIM")
        house.album = house.again()
        assert in_album(house) == []

    def test_while_it_runs_at_once_and_gone_when_it_is_pulled_out(self, house, card):
        with Running(house.engine()):
            until(lambda: house.of(events.ScanFinished))
            house.reader.put_in(card, "number")
            until(lambda: house.of(events.CardSeen))
            house.reader.take_out(card)
            until(lambda: house.of(events.CardGone))
        assert [event.key for event in house.of(events.CardGone)] == [key_of(card)]

    def test_told_as_news_once_however_often_it_comes(self, house, card):
        house.reader.put_in(card, "number")
        for times in (1, 2):
            with Running(house.engine()):
                until(lambda times=times: len(house.of(events.CardSeen)) == times)
            house.album = house.again()
        assert [event.is_news for event in house.of(events.CardSeen)] == [True, False]

    def test_several_each_by_its_disk(self, house, card):
        other = house.root / "NIKON"
        shoot(other, "DSC_0001.JPG")
        house.reader.put_in(card, "number")
        house.reader.put_in(other, "other")
        with Running(house.engine()):
            until(lambda: len(house.of(events.CardSeen)) == 2)
        assert sorted(seen(house)) == [("EOS_DIGITAL", 3, 0), ("NIKON", 1, 0)]

    def test_one_put_in_while_another_is_looked_at_is_seen_too(self, house, card, monkeypatch):
        """A large card takes its time; what comes meanwhile was forgotten."""
        is_looked_at, goes_on = threading.Event(), threading.Event()

        def slowly(scanner):
            is_looked_at.set()
            assert goes_on.wait(PATIENCE_S)
            return contents_of(scanner)

        monkeypatch.setattr(cards, "contents_of", slowly)
        other = house.root / "NIKON"
        shoot(other, "DSC_0001.JPG")
        house.reader.put_in(card, "number")
        with Running(house.engine()):
            assert is_looked_at.wait(PATIENCE_S)
            house.reader.put_in(other, "other")
            until(lambda: not house.reader._changed)
            goes_on.set()
            until(lambda: len(house.of(events.CardSeen)) == 2)
        assert sorted(seen(house)) == [("EOS_DIGITAL", 3, 0), ("NIKON", 1, 0)]

    @pytest.mark.parametrize("what", ["no DCIM", "a link", "a file", "nothing in it", "only a film"])
    def test_what_is_no_card_or_has_nothing_is_not(self, house, what):
        disk = house.root / "stick"
        disk.mkdir()
        if what == "a link":
            shoot(house.root / "elsewhere", "a.jpg")
            (disk / "DCIM").symlink_to(house.root / "elsewhere/DCIM")
        elif what == "a file":
            (disk / "DCIM").write_bytes(b"")
        elif what == "nothing in it":
            (disk / "DCIM").mkdir()
        elif what == "only a film":
            shoot(disk, "MVI_0001.MOV")
        house.reader.put_in(disk, "number")
        with Running(house.engine()):
            until(lambda: house.of(events.ScanFinished))
            until(lambda: not house.reader._changed)
        assert not house.of(events.CardSeen)

    def test_where_our_own_folders_lie_is_not(self, house):
        shoot(house.root, "a.jpg")
        house.reader.put_in(house.root, "number")
        with Running(house.engine()):
            until(lambda: house.of(events.ScanFinished))
        assert [event.name for event in house.of(events.CardSeen)] == [house.root.name]  # DCIM beside them is
        shoot(house.incoming, "b.jpg")
        house.told.clear()
        house.album = house.again()
        house.reader.take_out(house.root)
        house.reader.put_in(house.incoming, "number")
        with Running(house.engine()):
            until(lambda: house.of(events.ScanFinished))
            until(lambda: not house.reader._changed)
        assert not house.of(events.CardSeen)

    def test_a_name_that_would_act_on_a_screen_is_shown_plainly(self, house, card):
        house.reader.put_in(card, "number", "EOS\x1b[31m\u202e")
        with Running(house.engine()):
            until(lambda: house.of(events.CardSeen))
        assert house.of(events.CardSeen)[0].name == "EOS\ufffd[31m\ufffd"


class TestTaken:
    def test_by_copy_and_it_may_be_taken_out(self, house, card):
        before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in card.rglob("*") if path.is_file()}
        house.reader.put_in(card, "number")
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.CardSeen))
            said_yes(house, engine, card)
            until(lambda: len(house.of(events.PhotoStored)) == 3)
        house.album = house.again()
        assert in_album(house) == house.files("done") == ["IMG_0001.JPG", "IMG_0002.JPG", "IMG_0003.JPG"]
        assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before
        (taken,) = house.of(events.CardTaken)
        assert (taken.name, taken.photos, taken.already_there, taken.left) == ("EOS_DIGITAL", 3, 0, 0)
        assert house.answer(taken.key).answer is Answer.NONE

    def test_it_is_not_done_with_while_a_large_film_is_copied(self, house, card, monkeypatch):
        """Whoever is told so takes it out, and empties it."""
        for module in (incoming_folder, intake, job_queue, large_uploads, taking):
            monkeypatch.setattr(module, "LARGE_BYTES", 1 << 16)
        shoot(card, "FILM.JPG")
        film = next(card.rglob("FILM.JPG"))
        film.write_bytes(bytes(1 << 16))
        begun, goes_on = threading.Event(), threading.Event()
        copy_proved = durable_io.copy_proved

        def slow(source, target, *rest):
            if source == film:
                begun.set()
                assert goes_on.wait(PATIENCE_S)
            return copy_proved(source, target, *rest)

        monkeypatch.setattr(durable_io, "copy_proved", slow)
        house.reader.put_in(card, "number")
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.CardSeen))
            engine.answer_card(key_of(card), Answer.ADD)
            until(begun.is_set)
            until(lambda: len(house.of(events.PhotoStored)) == 3)
            for _ in range(3):
                looks = len(house.of(events.ScanFinished))
                engine.look_now()
                until(lambda looks=looks: len(house.of(events.ScanFinished)) > looks)
            is_told_early = bool(house.of(events.CardTaken))
            goes_on.set()
            until(lambda: house.of(events.CardTaken) and len(house.of(events.PhotoStored)) == 4)
        assert not is_told_early
        assert [taken.photos for taken in house.of(events.CardTaken)] == [4]

    def test_the_same_card_later_only_what_is_new(self, house, card):
        house.reader.put_in(card, "number")
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.CardSeen))
            said_yes(house, engine, card)
            until(lambda: len(house.of(events.PhotoStored)) == 3)
            house.reader.take_out(card)
            # Put in elsewhere, as other files: only the disk's number, the paths, sizes and times are the same.
            again = house.root / "elsewhere"
            shutil.copytree(card, again)
            shoot(again, "IMG_0005.JPG", "IMG_0006.JPG")
            house.told.clear()
            house.reader.put_in(again, "number", "EOS_DIGITAL")
            until(lambda: house.of(events.CardSeen))
            assert seen(house) == [("EOS_DIGITAL", 2, 3)]
            assert house.of(events.CardSeen)[0].is_news
            said_yes(house, engine, again)
            until(lambda: len(house.of(events.PhotoStored)) == 2)
        house.album = house.again()
        assert len(in_album(house)) == len(house.files("done")) == 5

    def test_with_nothing_new_nothing_is_said(self, house, card):
        house.reader.put_in(card, "number")
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.CardSeen))
            said_yes(house, engine, card)
            house.reader.take_out(card)
            house.told.clear()
            house.reader.put_in(card, "number")
            until(lambda: not house.reader._changed)
            engine.look_now()
            until(lambda: house.of(events.ScanFinished))
        assert not house.of(events.CardSeen)

    @pytest.mark.parametrize("lost", ["memory", "number"])
    def test_what_the_album_has_is_not_copied_again(self, house, card, lost):
        house.reader.put_in(card, "number", is_sure=lost != "number")
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.CardSeen))
            engine.answer_card(key_of(card, is_sure=lost != "number"), Answer.ADD)
            until(lambda: house.of(events.CardTaken))
            until(lambda: len(house.of(events.PhotoStored)) == 3)
        house.album = house.again()
        house.told.clear()
        if lost == "memory":
            house.lose_memory()
        else:
            again = house.root / "again"
            shutil.copytree(card, again)
            shutil.rmtree(card)
            again.rename(card)
        shoot(card, "IMG_0007.JPG")
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.CardSeen))
            assert seen(house) == [("EOS_DIGITAL", 4, 0)]  # as far as is known
            engine.answer_card(house.of(events.CardSeen)[0].key, Answer.ADD)
            until(lambda: house.of(events.CardTaken))
            until(lambda: house.of(events.PhotoStored))
        (taken,) = house.of(events.CardTaken)
        assert (taken.photos, taken.already_there) == (4, 3)
        house.album = house.again()
        assert len(in_album(house)) == len(house.files("done")) == 4

    def test_one_that_can_not_be_read_stays_and_is_counted(self, house, card, monkeypatch):
        from photospool.engine import kept_photos

        read = kept_photos.digests

        def failing(path, **options):
            if path.name == "IMG_0002.JPG":
                raise OSError(5, "Input/output error")
            return read(path, **options)

        monkeypatch.setattr(kept_photos, "digests", failing)
        house.reader.put_in(card, "number")
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.CardSeen))
            said_yes(house, engine, card)
        (taken,) = house.of(events.CardTaken)
        assert (taken.photos, taken.left) == (2, 1)
        assert not house.of(events.FolderHeld)


class TestPulledOut:
    def halfway(self, house, card, monkeypatch):
        """A card of twenty, pulled out when some are copied; the engine that runs."""
        shoot(card, *(f"IMG_{number:04}.JPG" for number in range(100, 117)))
        taken = []
        from photospool.spool.spool import Spool

        take_copy = Spool.take_copy

        def until_some(self, *arguments, **options):
            job = take_copy(self, *arguments, **options)
            taken.append(job)
            if len(taken) == 7:
                card.rename(card.with_name("pulled out"))
                house.reader.take_out(card)
            return job

        monkeypatch.setattr(Spool, "take_copy", until_some)
        monkeypatch.setattr(watcher, "LOCAL_S", 0.2)  # a card is looked at again by itself, and often
        return taken

    def test_nothing_is_lost_it_is_told_once_and_goes_on(self, house, card, monkeypatch):
        self.halfway(house, card, monkeypatch)
        house.reader.put_in(card, "number")
        with Running(house.engine(uploads=1)) as engine:
            until(lambda: house.of(events.CardSeen))
            engine.answer_card(key_of(card), Answer.ADD)
            until(lambda: house.of(events.FolderHeld))
            until(lambda: len(house.of(events.PhotoStored)) == 7)
            engine.look_now()
            until(lambda: engine.is_idle)
            (held,) = house.of(events.FolderHeld)
            assert held.name == "EOS_DIGITAL"
            assert "taken out before all of it" in held.title
            assert not house.of(events.QueuePaused)
            assert not house.of(events.CardTaken)
            card.with_name("pulled out").rename(card)
            house.reader.put_in(card, "number")
            until(lambda: house.of(events.CardTaken))
            until(lambda: len(house.of(events.PhotoStored)) == 20)
        assert [event.name for event in house.of(events.FolderReleased)] == ["EOS_DIGITAL"]
        house.album = house.again()
        assert len(in_album(house)) == len(house.files("done")) == 20
        assert house.of(events.CardTaken)[0].photos == 20

    def test_another_place_later_and_after_a_restart(self, house, card, monkeypatch):
        self.halfway(house, card, monkeypatch)
        house.reader.put_in(card, "number")
        with Running(house.engine(uploads=1)) as engine:
            until(lambda: house.of(events.CardSeen))
            engine.answer_card(key_of(card), Answer.ADD)
            until(lambda: house.of(events.FolderHeld))
        house.album = house.again()
        house.told.clear()
        elsewhere = house.root / "elsewhere"
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.ScanFinished))
            card.with_name("pulled out").rename(elsewhere)
            house.reader.put_in(elsewhere, "number", "EOS_DIGITAL")
            until(lambda: house.of(events.CardTaken))
            until(lambda: engine.is_idle)
        assert not house.of(events.FolderHeld)  # nobody is told at the start that a card is away
        assert not house.of(events.CardSeen)
        house.album = house.again()
        assert len(in_album(house)) == len(house.files("done")) == 20

    def test_another_card_in_its_place_is_not_taken_from(self, house, card, monkeypatch):
        self.halfway(house, card, monkeypatch)
        house.reader.put_in(card, "number")
        with Running(house.engine(uploads=1)) as engine:
            until(lambda: house.of(events.CardSeen))
            engine.answer_card(key_of(card), Answer.ADD)
            until(lambda: house.of(events.FolderHeld))
            house.told.clear()
            shoot(card, "PRIVATE.JPG")
            house.reader.put_in(card, "of somebody else")
            until(lambda: house.of(events.CardSeen))
            engine.look_now()
            until(lambda: house.of(events.ScanFinished))
            until(lambda: engine.is_idle)
        assert [event.new for event in house.of(events.CardSeen)] == [1]
        house.album = house.again()
        assert "PRIVATE.JPG" not in in_album(house)


class TestNotThisOne:
    def test_is_never_proposed_again_until_the_user_wants_it(self, house, card):
        house.reader.put_in(card, "number")
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.CardSeen))
            engine.answer_card(key_of(card), Answer.NEVER)
            until(lambda: house.of(events.CardGone))
            house.reader.take_out(card)
            shoot(card, "IMG_0009.JPG")
            house.told.clear()
            house.reader.put_in(card, "number")
            until(lambda: not house.reader._changed)
        house.album = house.again()
        with Running(house.engine()) as engine:
            until(lambda: house.of(events.ScanFinished))
            until(lambda: not house.reader._changed)
            assert not house.of(events.CardSeen)
            assert house.answer(key_of(card)).name == "EOS_DIGITAL"
            engine.answer_card(key_of(card), Answer.NONE)
            until(lambda: house.of(events.CardSeen))
        assert house.of(events.CardSeen)[0].is_news
        house.album = house.again()
        assert in_album(house) == []

    def test_said_while_it_is_copied_the_rest_stays(self, house, card, monkeypatch):
        shoot(card, *(f"IMG_{number:04}.JPG" for number in range(100, 300)))
        house.reader.put_in(card, "number")
        with Running(house.engine(uploads=1)) as engine:
            until(lambda: house.of(events.CardSeen))
            engine.answer_card(key_of(card), Answer.ADD)
            until(lambda: house.of(events.Claimed))
            engine.answer_card(key_of(card), Answer.NEVER)
            until(lambda: engine.is_idle)
            claimed = len(house.of(events.Claimed))
            until(lambda: len(house.of(events.PhotoStored)) == claimed)
        assert 0 < claimed < 200
        house.album = house.again()
        assert len(in_album(house)) == len(house.files("done")) == claimed

    def test_the_command_line_answers_a_running_engine(self, house, card):
        from photospool.config import app_state
        from photospool.config.known_cards import answered

        house.reader.put_in(card, "number")
        engine = house.engine()
        engine._parts.cards._clock = iter(range(0, 10**9, 10)).__next__
        with Running(engine):
            until(lambda: house.of(events.CardSeen))
            found = app_state.load(house.remembered)
            import dataclasses

            cards = answered(found.cards, key_of(card), Answer.ADD, "EOS_DIGITAL")
            app_state.save(dataclasses.replace(found, cards=cards), house.remembered)
            os.utime(house.remembered, ns=(1, 1))
            engine.look_now()
            until(lambda: house.of(events.CardTaken))
        house.album = house.again()
        assert len(house.files("done")) + len(house.files("work")) == 3


@pytest.mark.parametrize(
    ("kinds", "new", "videos", "raw"),
    [
        (("photos",), 3, 0, 0),
        (("photos", "videos"), 5, 2, 0),
        (("photos", "raw"), 4, 0, 1),
        (("photos", "videos", "raw"), 6, 2, 1),
    ],
)
def test_videos_and_raw_files_are_proposed_where_they_are_taken(house, card, kinds, new, videos, raw):
    for name in ("MVI_0004.MP4", "MVI_0005.MOV", "IMG_0006.CR3"):
        (card / "DCIM/100CANON" / name).write_bytes(b"a film")
    found = card_on(Disk(card, "number", card.name, is_sure=True))
    with contextlib.closing(KeptMemory(house.root / "kept.sqlite", "album")) as memory:
        seen_there = contents_of(card_scanner(found, Settings(), memory, kinds))
    assert (seen_there.new, seen_there.videos, seen_there.raw) == (new, videos, raw)

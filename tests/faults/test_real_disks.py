"""Disks that are really full, of other file systems, or gone for a while."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.faults.mounts import disk, memory_disk
from tests.parts import House, Running, wait_for
from tests.spool.claims import claim

from photospool import events
from photospool.engine.engine import Engine
from photospool.engine.size_limit import NO_ROOM_TITLE
from photospool.events import Pause
from photospool.photo.formats import classify
from photospool.spool import durable_io
from photospool.spool.spool import Spool


class Spread(House):
    """A house whose folders may lie on different disks."""

    def place(self, **folders: Path) -> None:
        self.elsewhere = folders
        for folder in folders.values():
            folder.mkdir(parents=True, exist_ok=True)

    def _at(self, name: str) -> Path:
        return getattr(self, "elsewhere", {}).get(name, self.root / name)

    incoming = property(lambda self: self._at("incoming"))
    work = property(lambda self: self._at("work"))
    done = property(lambda self: self._at("done"))

    def spool(self, **options: object) -> Spool:
        options.setdefault("reserve_bytes", 0)
        return Spool(self.incoming, self.work, self.done, classify=classify, **options)  # type: ignore[arg-type]


def contents(*folders: Path) -> Counter[bytes]:
    """The bytes of every file of the user's."""
    ours = {"job.json", "job.json.new", "reason.txt", ".lock"}
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name not in ours]
    return Counter(path.read_bytes() for path in files)


def test_a_full_disk_pauses_is_told_once_and_goes_on_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk of 8 MB that somebody else fills up to the last block while a photo waits on it."""
    monkeypatch.setattr("photospool.engine.pause_state.FIRST_LOOK_S", 0.2)
    photo = os.urandom(290_000)
    with memory_disk(8) as small:
        house = Spread(tmp_path)
        house.place(**{name: small / name for name in ("incoming", "work", "done")})
        engine = house.engine()
        with Running(engine):
            wait_for(lambda: house.of(events.ScanFinished))
            (house.root / "a.jpg").write_bytes(photo)
            fill(small / "hog", but=300_000)
            (house.incoming / "a.jpg").write_bytes(photo)
            fill(small / "more")
            assert os.statvfs(small).f_bavail == 0
            engine.look_now()
            wait_for(lambda: house.of(events.QueuePaused))
            (paused,) = house.of(events.QueuePaused)
            assert paused.reason is Pause.DISK_FULL
            assert str(small) in paused.title and "make room" in paused.advice
            assert contents(house.incoming, house.work) == Counter([photo])
            assert [path.name for path in house.work.iterdir() if path.is_dir()] == ["failed"]
            looks = engine._gate._reasons[Pause.DISK_FULL].looks
            wait_for(lambda: engine._gate._reasons[Pause.DISK_FULL].looks > looks + 1)  # it looks again by itself
            (small / "hog").unlink()
            wait_for(lambda: house.of(events.PhotoStored))
        assert len(house.of(events.QueuePaused)) == len(house.of(events.QueueResumed)) == 1
        assert house.of(events.PhotoSetAside) == house.of(events.PhotoWaiting) == []
        assert contents(house.done) == Counter([photo])


def fill(path: Path, but: int = 0) -> None:
    """A file as large as the disk takes, but for so many bytes."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1 << 16))
        except OSError:
            file.truncate(file.tell() - but if but else None)


def test_a_disk_that_fills_while_photos_come_from_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied over, the copy breaks off in the middle: what there is of it goes, the photo stays in incoming."""
    monkeypatch.setattr("photospool.engine.pause_state.FIRST_LOOK_S", 0.2)
    with memory_disk(4) as small:
        house = Spread(tmp_path)
        house.place(work=small / "work", done=tmp_path / "done")
        monkeypatch.setattr(Spool, "check_room", lambda self, size: None)  # as if it filled up a moment later
        photo = os.urandom(5_000_000)
        (house.incoming / "a.jpg").write_bytes(photo)
        engine = house.engine()
        with Running(engine):
            wait_for(lambda: house.of(events.QueuePaused))
            assert contents(house.incoming, house.work) == Counter([photo])
            assert [path.name for path in house.work.iterdir() if path.is_dir()] == ["failed"]
        assert house.of(events.QueuePaused)[0].reason is Pause.DISK_FULL


def _stopped_at_the_tenth_piece(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the pieces that a copy writes."""
    pieces: list[int] = []
    write_all = durable_io.write_all

    def written(handle: int, data: bytes) -> None:
        write_all(handle, data)
        if len(data) == durable_io.CHUNK_BYTES:
            pieces.append(len(data))
            if len(pieces) == 10:
                engine.stop()

    monkeypatch.setattr(durable_io, "write_all", written)
    return pieces


def test_a_stop_does_not_wait_for_a_film_that_is_copied_from_another_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That may take minutes; the copy is given up, nothing of it is left, and the film is where it was."""
    with memory_disk(80) as card:
        house = Spread(tmp_path)
        house.place(incoming=card / "DCIM")
        with (house.incoming / "film.jpg").open("wb") as film:
            film.truncate(64 << 20)
        engine = house.engine()
        pieces = _stopped_at_the_tenth_piece(engine, monkeypatch)
        engine.run()
        assert len(pieces) == 10
        assert [path.name for path in house.work.iterdir() if path.is_dir()] == ["failed"]
        assert house.of(events.PhotoStays) == house.of(events.QueuePaused) == []
        monkeypatch.undo()
        house.album = house.again()
        house.pass_over()
        assert [event.name for event in house.of(events.PhotoStored)] == ["film.jpg"]


def test_a_stop_does_not_wait_for_a_film_that_is_copied_to_another_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is in the album; the copy to done is given up, nothing of it is left, and the film is in work."""
    with memory_disk(300) as other:
        house = Spread(tmp_path)
        house.place(done=other / "done")
        with (house.incoming / "film.jpg").open("wb") as film:
            film.truncate(64 << 20)
        engine = house.engine()
        pieces = _stopped_at_the_tenth_piece(engine, monkeypatch)
        engine.run()
        assert len(pieces) == 10
        assert list(house.done.iterdir()) == []
        assert [event.copied for event in house.of(events.BytesCopied) if event.is_over] == [10 << 20]
        assert house.of(events.PhotoWaiting) == house.of(events.QueuePaused) == house.of(events.PhotoStored) == []
        monkeypatch.undo()
        house.album = house.again()
        house.pass_over()
        assert [event.name for event in house.of(events.PhotoStored)] == ["film.jpg"]
        assert (house.done / "film.jpg").stat().st_size == 64 << 20
        assert len(house.originals()) == 1


class Killed(BaseException):
    """As if the program had ended there: nobody tidies up."""


def test_half_of_a_film_whose_disk_is_unmounted_is_no_photo_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder in which it was mounted stays, and is empty; the film comes from it later, once."""
    with disk("ext4", 32) as card:
        house = Spread(tmp_path)
        house.place(incoming=card.folder)
        shutil.rmtree(card.folder / "lost+found")
        film = bytes(range(256)) * (4 << 12)
        (card.folder / "film.jpg").write_bytes(film)
        spool = house.spool()
        spool.open()
        with monkeypatch.context() as broken:
            write_all, pieces = durable_io.write_all, []

            def killed_in_the_middle(handle: int, data: bytes) -> None:
                write_all(handle, data)
                pieces.extend([1] if len(data) == durable_io.CHUNK_BYTES else [])
                if len(pieces) == 2:
                    raise Killed

            broken.setattr(durable_io, "write_all", killed_in_the_middle)
            with pytest.raises(Killed):
                claim(house, spool, "film.jpg", film)
        spool.close()
        card.unmount()
        assert card.folder.is_dir()
        house.pass_over()
        assert house.photos() == house.of(events.Recovered) == []
        (half,) = house.work.glob("*/.part")
        assert half.read_bytes() == film[: 2 << 20]
        card.mount()
        house.pass_over()
        assert [event.name for event in house.of(events.PhotoStored)] == ["film.jpg"]
        assert (house.done / "film.jpg").read_bytes() == film
        assert [path.name for path in house.work.iterdir() if path.is_dir()] == ["failed"]


def test_a_disk_that_fills_while_a_film_comes_to_it_holds_up_no_photo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the copy goes, and there is room for photos again: the film alone waits for more."""
    with memory_disk(100) as small:
        house = Spread(tmp_path)
        house.place(done=small / "done")
        with (house.incoming / "film.jpg").open("wb") as film:
            film.truncate(64 << 20)
        pieces, write_all = [], durable_io.write_all

        def filled_in_the_middle(handle: int, data: bytes) -> None:
            write_all(handle, data)
            if len(data) == durable_io.CHUNK_BYTES:
                pieces.append(len(data))
                if len(pieces) == 10:
                    fill(small / "hog", but=5_000_000)

        monkeypatch.setattr(durable_io, "write_all", filled_in_the_middle)
        monkeypatch.setattr(Spool, "check_room", lambda self, size: None)  # somebody else takes it a moment later
        with Running(house.engine()) as engine:
            wait_for(lambda: house.of(events.PhotoWaiting))
            for name in ("a", "b"):
                (house.incoming / f"{name}.jpg").write_bytes(name.encode() * 100)
                engine.look_now()
                wait_for(lambda name=name: f"{name}.jpg" in {event.name for event in house.of(events.PhotoStored)})
            assert str(small) in house.of(events.PhotoWaiting)[0].title
            assert {path.suffix for path in house.done.iterdir()} == {".jpg"}, "half a copy was left in done"
            (small / "hog").unlink()
            engine.look_now()
            wait_for(lambda: "film.jpg" in {event.name for event in house.of(events.PhotoStored)})
        assert house.of(events.QueuePaused) == house.of(events.PhotoSetAside) == []
        assert (house.done / "film.jpg").stat().st_size == 64 << 20


def test_a_film_that_does_not_fit_waits_alone_is_told_once_and_goes_on_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own size is what is wanted, so that a disk that is full for it is none for photos: they go on."""
    monkeypatch.setattr("photospool.engine.size_limit.ROOM_AGAIN_S", 0.5)
    with memory_disk(300) as small:
        house = Spread(tmp_path)
        house.place(work=small / "work", done=small / "done")
        with (house.incoming / "film.jpg").open("wb") as film:
            film.truncate(100 << 20)
        with (small / "hog").open("wb") as hog:
            os.posix_fallocate(hog.fileno(), 0, 120 << 20)
        with Running(house.engine()) as engine:
            wait_for(lambda: house.of(events.PhotoStays))
            for name in ("a", "b", "c"):
                (house.incoming / f"{name}.jpg").write_bytes(name.encode() * 100)
                engine.look_now()
                wait_for(lambda name=name: f"{name}.jpg" in {event.name for event in house.of(events.PhotoStored)})
            (told,) = house.of(events.PhotoStays)
            assert (told.origin, told.title) == ("film.jpg", NO_ROOM_TITLE)
            assert (house.incoming / "film.jpg").exists()
            (small / "hog").unlink()
            wait_for(lambda: "film.jpg" in {event.name for event in house.of(events.PhotoStored)})
        assert house.of(events.QueuePaused) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs two disks; a second one is mounted on Linux only")
def test_incoming_on_another_disk_than_work_and_done(tmp_path: Path) -> None:
    with memory_disk(16) as other, memory_disk(16) as third:
        house = Spread(tmp_path)
        house.place(incoming=other / "incoming", done=third / "done")
        for number in range(6):
            (house.incoming / f"{number}.jpg").write_bytes(os.urandom(100_000) + b"%d" % number)
        before = contents(house.incoming)
        house.pass_over()
        assert contents(house.done) == before
        assert contents(house.incoming, house.work) == Counter()
        assert len(house.photos()) == 6


SAME = [("IMG_1.jpg", "img_1.JPG"), ("caf\u00e9.jpg", "cafe\u0301.jpg"), ("straße.jpg", "STRASSE.jpg")]


@pytest.mark.parametrize("kind", ["exfat", "ntfs"])
def test_a_file_system_of_windows(kind: str, tmp_path: Path) -> None:
    """Names that differ only in case or in how an accent is written: both photos are kept."""
    with disk(kind) as other:
        house = Spread(tmp_path)
        house.place(**{name: other.folder / name for name in ("incoming", "work", "done")})
        every: Counter[bytes] = Counter()
        for number, (first, second) in enumerate(SAME):
            for folder, name in (("a", first), ("b", second)):
                path = house.incoming / folder / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(f"{number}{folder}".encode())
                every[path.read_bytes()] += 1
        house.pass_over()
        assert contents(house.done) == every
        assert len(house.photos()) == 6
        assert "img_1 (2).jpg" in {path.name.casefold() for path in house.done.iterdir()}
        assert contents(house.incoming, house.work) == Counter()


@pytest.mark.parametrize("kind", ["exfat", "ntfs"])
def test_a_memory_card_that_is_pulled_out_and_put_back(kind: str, tmp_path: Path) -> None:
    with disk(kind) as card:
        house = Spread(tmp_path)
        house.place(incoming=card.folder / "DCIM")
        (house.incoming / "1.jpg").write_bytes(b"one")
        engine = house.engine()
        with Running(engine):
            wait_for(lambda: len(house.of(events.PhotoStored)) == 1)
            card.unmount()
            engine.look_now()
            wait_for(lambda: house.of(events.QueuePaused))
            assert list(card.folder.iterdir()) == [], "a missing folder is never made"
            card.mount()
            (house.incoming / "2.jpg").write_bytes(b"two")
            engine.look_now()
            wait_for(lambda: len(house.of(events.PhotoStored)) == 2)
        (paused,) = house.of(events.QueuePaused)
        assert paused.reason is Pause.FOLDERS and "incoming" in paused.title


def test_another_disk_in_the_place_of_work_is_not_used(tmp_path: Path) -> None:
    house = House(tmp_path)
    engine = house.engine()
    with memory_disk(4) as other, Running(engine):
        wait_for(lambda: house.of(events.ScanFinished))
        house.work.rename(tmp_path / "mine")
        house.work.symlink_to(other)
        (house.incoming / "a.jpg").write_bytes(b"one")
        engine.look_now()
        wait_for(lambda: any("not the one that it was" in event.title for event in house.of(events.QueuePaused)))
        assert contents(house.incoming) == Counter([b"one"])
        assert list(other.iterdir()) == []
        house.work.unlink()
        (tmp_path / "mine").rename(house.work)
        engine.look_now()
        wait_for(lambda: house.of(events.PhotoStored))


def test_a_link_in_the_place_of_incoming_is_not_followed(tmp_path: Path) -> None:
    house = House(tmp_path)
    pictures = tmp_path / "all my pictures"
    pictures.mkdir()
    (pictures / "private.jpg").write_bytes(b"private")
    engine = house.engine()
    with Running(engine):
        wait_for(lambda: house.of(events.ScanFinished))
        house.incoming.rename(tmp_path / "mine")
        house.incoming.symlink_to(pictures)
        engine.look_now()
        wait_for(lambda: any("has become a link" in event.title for event in house.of(events.QueuePaused)))
    assert contents(pictures) == Counter([b"private"])
    assert house.of(events.Claimed) == []

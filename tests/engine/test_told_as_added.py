"""A photo that this program added is told as added, whatever happened between the album and done."""

from __future__ import annotations

import secrets
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.parts import House

from photospool import events
from photospool.album.documents import AlbumCheck, Stored
from photospool.album.embedded.album import LocalAlbum
from photospool.engine.photo_pipeline import REMEMBERED, Added
from photospool.errors import AlbumUnavailable, SpoolError
from photospool.events import Outcome
from photospool.photo.photo import Photo


class Broken:
    """An album that stores a photo, and whose answer is lost so many times; or which is away so many times."""

    def __init__(self, album: LocalAlbum, *, lost: int = 0, away: int = 0) -> None:
        self.album, self.lost, self.away = album, lost, away

    def check(self) -> AlbumCheck:
        return self.album.check()

    def find(self, ids: Any) -> dict[str, Stored]:
        if self.away:
            self.away -= 1
            raise AlbumUnavailable("Nobody answers.")
        return self.album.find(ids)

    def store(self, photo: Photo) -> Outcome:
        outcome = self.album.store(photo)
        if self.lost:
            self.lost -= 1
            raise AlbumUnavailable("The connection was interrupted.")
        return outcome

    def join(self, photo_id: str, said: Any) -> None:
        self.album.join(photo_id, said)

    def discard(self, photo_id: str) -> None:
        self.album.discard(photo_id)

    def close(self) -> None:
        """The house opens the same files again."""


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def drop(house: House, *contents: bytes) -> None:
    for content in contents:
        (house.incoming / f"{secrets.token_hex(4)}.jpg").write_bytes(content)


def ends(house: House) -> Counter[Outcome]:
    return Counter(event.outcome for event in house.of(events.PhotoStored))


def passes(house: House, count: int = 2) -> None:
    """So many starts of the program."""
    for _ in range(count):
        house.engine().run_once()
    assert house.files("incoming") == house.files("work") == []


def test_the_answer_of_the_album_was_lost(house: House) -> None:
    house.album = Broken(house.album, lost=2)
    drop(house, b"one", b"two", b"three")
    passes(house, 3)
    assert ends(house) == {Outcome.NEW: 3}


def test_done_took_nothing_for_a_while(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.album = Broken(house.album)
    drop(house, b"one")
    spool = house.spool()
    with monkeypatch.context() as patch:

        def refuse(_job: object, _copied: object = None) -> Path:
            raise SpoolError("The folder is gone.", "")

        patch.setattr(spool, "finish", refuse)
        house.engine(spool=spool).run_once()
    assert ends(house) == {}
    passes(house, 1)
    assert ends(house) == {Outcome.NEW: 1}


def test_the_program_ended_between_the_album_and_done(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.album = Broken(house.album)
    drop(house, b"one")
    spool = house.spool()

    class Killed(BaseException):
        pass

    def kill(_job: object, _copied: object = None) -> Path:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(spool, "finish", kill)
        patch.setattr("threading.excepthook", lambda _args: None)
        engine = house.engine(spool=spool)
        job = None
        spool.open()
        (entry,) = engine._parts.settler.look().ready
        job = spool.claim(entry, {})
        with pytest.raises(Killed):
            engine._parts.processor.process(job)
        spool.close()
    passes(house, 1)
    assert ends(house) == {Outcome.NEW: 1}


def test_of_equal_files_that_waited_for_the_server_one_is_new(house: House) -> None:
    house.album = Broken(house.album, away=2)
    drop(house, *[b"same"] * 5)
    passes(house, 3)
    assert ends(house) == {Outcome.NEW: 1, Outcome.DUPLICATE: 4}


def test_of_equal_files_whose_answer_was_lost_one_is_new(house: House) -> None:
    house.album = Broken(house.album, lost=1)
    drop(house, *[b"same"] * 5)
    passes(house, 3)
    assert ends(house) == {Outcome.NEW: 1, Outcome.DUPLICATE: 4}


def test_what_was_there_before_is_there_though_the_server_was_away(house: House) -> None:
    drop(house, b"one")
    house.pass_over()
    (stored,) = house.of(events.PhotoStored)
    known = house.album.get(stored.photo_id)
    house.album.put_document({**known, "ts": "2020-01-01T00:00:00"})  # of years ago
    house.told.clear()
    house.album = Broken(house.album, away=1)
    drop(house, b"one")
    passes(house)
    assert ends(house) == {Outcome.DUPLICATE: 1}


def test_what_is_remembered_does_not_grow_without_end() -> None:
    added = Added()
    for number in range(REMEMBERED + 5):
        added.note(str(number), "job")
    assert added.may_be("0", "another")  # forgotten
    assert not added.may_be("5", "another")
    assert added.may_be("5", "job")

"""The real program killed while it carries large originals between two servers, from its first step to its last.

Each chain has a new film on either side of one copy, and is killed once or twice; what is large is made small for it.
``PHOTOSPOOL_CRASH_RUNS=300`` for the whole matrix, as in ``test_crash_matrix``.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.album.photos import photo
from tests.album.replication.conftest import quiet, read, until, wish, with_pictures
from tests.cli.commands import chosen
from tests.faults.crash.chains import SIDES
from tests.faults.crash.scenario import KILLED, Ended, started
from tests.servers.couchdb import Server

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.documents import couch_digest, original_id
from photospool.album.replication import carrying, limits
from photospool.album.replication.add import add
from photospool.album.replication.filters import for_everything
from photospool.album.replication.models import Carrying, Condition, Copy, RemovalMode
from photospool.album.replication.progress import state_of
from photospool.album.replication.remove import remove
from photospool.album.replication.replications import Replications, selector_of
from photospool.album.replication.resend import look_closely

RUNS = int(os.environ.get("PHOTOSPOOL_CRASH_RUNS", "15"))
LARGE = 100_000
"""So many bytes count as large here."""
FILM = 5 * (1 << 18) + 1
"""Some pieces, so that a kill comes between them, too."""
UP_TO_DATE = '"state": "up to date"'
"""Else a busy server had not begun, and nothing was compared."""


@dataclass(frozen=True)
class Film:
    """One on one side, which the other lacks."""

    photo_id: str
    source: CouchAlbum
    target: CouchAlbum

    @property
    def arrived(self) -> bool:
        """Whether its original is there; whole, if it is."""
        found = self.target.get(original_id(self.photo_id), conflicts="true")
        if found is None:
            return False
        self.is_whole(found)
        return True

    def is_whole(self, document: dict) -> None:
        """One version of the bytes that it had."""
        (stub,) = document["_attachments"].values()
        assert (stub["length"], stub["digest"]) == (FILM, couch_digest(self.photo_id))
        assert "_conflicts" not in document

    def is_the_same(self) -> None:
        """On both sides, to the byte."""
        one, other = (side.get(original_id(self.photo_id), conflicts="true") for side in (self.source, self.target))
        assert one == other
        for side in (self.source, self.target):
            data = read(side, original_id(self.photo_id), "original.jpg")
            assert hashlib.md5(data, usedforsecurity=False).hexdigest() == self.photo_id


class World:
    """An album, a copy of it in both directions, and a profile whose program looks after it."""

    def __init__(self, root: Path, album: CouchAlbum, there: CouchAlbum, copy: Copy, server: Server) -> None:
        self.root, self.album, self.there, self.copy, self.server = root, album, there, copy, server
        self.home = root / "home"
        for name in ("home", "incoming", "work", "done"):
            (root / name).mkdir()
        (self.home / "settings.toml").write_text("")
        chosen(root, url=server.url, database=album.database.name, user=server.user)

    def films(self) -> list[Film]:
        """One on either side; all of them is there that servers carry."""
        made = []
        for source, target in ((self.album, self.there), (self.there, self.album)):
            film = with_pictures(photo(self.root, secrets.token_bytes(FILM), name="FILM.MOV"))
            source.store(film)
            made.append(Film(film.digests.md5, source, target))
        until(lambda: all(film.target.get(film.photo_id) for film in made), "photos are there")
        until(lambda: state_of(self.album, self.copy).condition is Condition.UP_TO_DATE)
        return made

    def start(self, at: int = 0, side: str = "before") -> Ended:
        """Look closely at the copy once, as a user asks for it, killed at a step."""
        env = {"PHOTOSPOOL_USER": self.server.user, "PHOTOSPOOL_PASSWORD": self.server.password}
        return started(self.root, ["--home", str(self.home), "copies", "check", "--json"], at, side, env)

    def conserved(self, films: list[Film]) -> None:
        """Whatever was killed: whole at its source, whole or not at all at its target, and known to be on its way."""
        for film in films:
            film.is_whole(film.source.get(original_id(film.photo_id), conflicts="true"))
        lacking = {film.photo_id for film in films if not film.arrived}
        found = carrying.look(self.album, self.copy)
        assert {item.photo_id for item in found.left} == lacking
        assert (found.is_known, found.hindered) == (True, ())

    def finished(self, films: list[Film]) -> list[str]:
        """Undisturbed, to its end: each film is there once, and nothing is left out. The last start's steps."""
        last = until(lambda: (ended := self.start()).returncode == 0 and UP_TO_DATE in ended.stdout and ended)
        (said,) = json.loads(last.stdout)
        assert (said["missing"], said["to_carry"]) == ([], [])
        assert said["words"].startswith("up to date since")
        for film in films:
            film.is_the_same()
        assert carrying.look(self.album, self.copy) == Carrying()
        (kept,) = Replications(self.album).copies()
        assert kept == self.copy
        assert selector_of(kept) == for_everything(LARGE)
        return (self.root / "steps.log").read_text().splitlines()


@pytest.fixture
def world(tmp_path: Path, real_couchdb: Server, second_couchdb: Server, monkeypatch) -> Iterator[World]:
    monkeypatch.setattr(limits, "BY_ITSELF", LARGE)  # noted with the copy, where the program finds it
    name = f"test-{secrets.token_hex(6)}"
    album, there = real_couchdb.album(name), second_couchdb.album(f"copy-{name}")
    set_up(album, create=True)
    try:
        copy = add(album, wish(second_couchdb, there.database.name), quiet)
        yield World(tmp_path, album, there, copy, real_couchdb)
        remove(album, copy, RemovalMode.KEEP, quiet)
    finally:
        for one, server in ((album, real_couchdb), (there, second_couchdb)):
            server.request("DELETE", f"/{one.database.name}")
            one.close()


@pytest.mark.timeout(0 if RUNS > 15 else 480)
def test_killed_anywhere_while_it_is_carried_each_film_is_there_once(world: World) -> None:
    steps = world.finished(world.films())
    assert len(steps) > 2 * FILM // (1 << 18)
    count = max(3, RUNS // 5)
    points = [(1 + number * (len(steps) - 1) // (count - 1), SIDES[number % 2]) for number in range(count)]
    random.Random(count).shuffle(points)
    kills = 0
    for number, (at, side) in enumerate(points):
        films = world.films()
        kills += world.start(at, side).returncode == KILLED
        world.conserved(films)
        if number % 3 == 2:
            world.start(random.Random(number).randrange(len(steps) // 3, len(steps)), "before")
            world.conserved(films)
        world.finished(films)
        print(f"chain {number}, {side} step {at}", flush=True)
    print(f"{count} chains over {len(steps)} steps, {kills} first starts killed")
    assert kills >= count * 0.9 - 1, kills  # a step more or less than the first time
    again = look_closely(world.album, world.copy)
    assert (again.sent, again.missing) == ((), ())  # nothing is sent a second time

"""The real program killed while a large film lies in part on the copy's server: it comes once and whole all the same.

Killed by how much of it arrived, not by a step: at a tenth of the film, at three, up to the last; each film is killed a
few times before it may come through. ``PHOTOSPOOL_FILM_MB=2048 PHOTOSPOOL_CARRY_KILLS=14`` for one of two gigabytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.album.photos import photo
from tests.album.replication.conftest import quiet, until, wish, with_pictures
from tests.children import child
from tests.cli.commands import chosen
from tests.faults.crash.scenario import RUNNER
from tests.photo.films import needs_ffmpeg
from tests.photo.large_films import write_large
from tests.servers import couchdb
from tests.servers.couchdb import Server

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.download import download
from photospool.album.couchdb.setup import set_up
from photospool.album.documents import couch_digest, original_id
from photospool.album.replication import carrying, limits
from photospool.album.replication.add import add
from photospool.album.replication.models import Carrying, Copy
from photospool.album.replication.progress import state_of
from photospool.photo.digests import digests

pytestmark = needs_ffmpeg
IS_LONG = "PHOTOSPOOL_FILM_MB" in os.environ
SIZE = int(os.environ.get("PHOTOSPOOL_FILM_MB", "48")) << 20
KILLS = int(os.environ.get("PHOTOSPOOL_CARRY_KILLS", "3"))
OF_ONE_FILM = 4
"""So often at the most before it may come through."""
PATIENCE_S = 1800 if IS_LONG else 180
CONFIG = "/_node/_local/_config"
HIGH = str(8 << 30)


@dataclass(frozen=True)
class World:
    """An album, its copy, and a profile whose program looks after it."""

    root: Path
    album: CouchAlbum
    there: CouchAlbum
    copy: Copy
    one: Server
    two: Server

    def film(self, number: int) -> str:
        """A further one, which the copy lacks; its id. Its words are there, by the servers."""
        path = write_large(self.root / f"FILM{number}.mp4", SIZE, seed=number)
        other = photo(self.root, b"%d" % number, name="other.jpg")
        reading = replace(other.prepared.reading, format="MP4", content_type="video/mp4", extension="mp4")
        made = replace(other, path=path, filename=path.name, digests=digests(path))
        made = with_pictures(replace(made, prepared=replace(made.prepared, reading=reading)))
        self.album.store(made)
        until(lambda: self.there.get(made.digests.md5), "its words are there")
        return made.digests.md5

    def bytes_there(self) -> int:
        """What the copy's server keeps, of whatever."""
        return int(self.two.request("GET", "/copy")["sizes"]["file"])

    def checked(self, part: float | None = None) -> tuple[bool, str]:
        """Look at the copy as a user asks for it, killed once so much arrived. Whether it was, and what it said."""
        env = {**os.environ, "PHOTOSPOOL_USER": self.one.user, "PHOTOSPOOL_PASSWORD": self.one.password}
        env["TMPDIR"] = str(self.root)
        words = ["--home", str(self.root / "home"), "copies", "check", "--json"]
        command = [sys.executable, str(RUNNER), "0", "before", str(self.root / "steps.log"), "--", *words]
        before, said, deadline = self.bytes_there(), self.root / "said.txt", time.monotonic() + PATIENCE_S
        with said.open("wb") as out, child(command, env=env, stdout=out, stderr=out) as process:
            while process.poll() is None:
                assert time.monotonic() < deadline, said.read_text()
                if part is not None and self.bytes_there() - before >= part * SIZE:
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                    break
                time.sleep(0.01)
        return process.returncode == -signal.SIGKILL, said.read_text()

    def arrived(self, photo_id: str) -> bool:
        """Whether its original is there: whole, and once, or it is known to be still to go."""
        for side in (self.album, self.there):
            found = side.get(original_id(photo_id), conflicts="true")
            if found is None:
                assert side is self.there
                assert [item.photo_id for item in carrying.look(self.album, self.copy).left] == [photo_id]
                return False
            (stub,) = found["_attachments"].values()
            assert (stub["length"], stub["digest"]) == (SIZE, couch_digest(photo_id))
            assert "_conflicts" not in found
        return True

    def is_the_same(self, photo_id: str) -> None:
        """The one version of it, and its bytes read once more from the copy."""
        one, other = (side.get(original_id(photo_id), conflicts="true") for side in (self.album, self.there))
        assert one == other
        found = hashlib.md5(usedforsecurity=False)
        with download(self.there.guard, "copy", original_id(photo_id), "original.mp4") as pieces:
            for piece in pieces:
                found.update(piece)
        assert found.hexdigest() == photo_id


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    if not couchdb.has_real() or couchdb.named():
        pytest.skip("needs an installed CouchDB: limits of one that is only named are not ours to set")
    if not IS_LONG:
        monkeypatch.setattr(limits, "BY_ITSELF", 1 << 20)  # noted with the copy, where the program finds it
    with couchdb.private_couchdb(tmp_path / "one") as one, couchdb.private_couchdb(tmp_path / "two") as two:
        for server in (one, two):
            server.request("PUT", f"{CONFIG}/chttpd/max_http_request_size", HIGH)
            server.request("PUT", f"{CONFIG}/couchdb/max_attachment_size", HIGH)
            server.request("PUT", f"{CONFIG}/couchdb/attachment_stream_buffer_size", str(1 << 20))
            server.request("PUT", f"{CONFIG}/fabric/request_timeout", "600000")
        for name in ("home", "incoming", "work", "done"):
            (tmp_path / name).mkdir()
        (tmp_path / "home/settings.toml").write_text("")
        chosen(tmp_path, url=one.url, database="album", user=one.user)
        with contextlib.closing(one.album("album")) as album, contextlib.closing(two.album("copy")) as there:
            set_up(album, create=True)
            copy = add(album, wish(two, "copy"), quiet)
            assert copy.largest
            yield World(tmp_path, album, there, copy, one, two)


@pytest.mark.timeout(0 if IS_LONG else 480)
def test_killed_while_a_part_of_it_lies_there_a_film_comes_once_and_whole(world: World) -> None:
    films, kills = [world.film(0)], 0
    for number in range(KILLS):
        was_killed, said = world.checked((number + 0.5) / KILLS)
        kills += was_killed
        is_there = world.arrived(films[-1])
        print(f"kill {number}: {'killed' if was_killed else 'ended'}, {'there' if is_there else 'to go'}", flush=True)
        assert is_there or was_killed, said
        if is_there:
            films.append(world.film(len(films)))
        elif number % OF_ONE_FILM == OF_ONE_FILM - 1:
            until(lambda: world.checked() and world.arrived(films[-1]), "it came through")
            films.append(world.film(len(films)))
    until(lambda: world.checked() and world.arrived(films[-1]), "it came through")
    (said_last,) = json.loads(world.checked()[1])
    assert (said_last["missing"], said_last["to_carry"]) == ([], [])
    for photo_id in films:
        world.is_the_same(photo_id)
    assert not state_of(world.album, world.copy, compare=True).missing
    assert carrying.look(world.album, world.copy) == Carrying()
    print(f"{len(films)} films of {SIZE >> 20} MB, {kills} of {KILLS} killed")
    assert kills >= KILLS * 0.6 - 1

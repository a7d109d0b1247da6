"""The real program, killed at every durable step, and again while it mends what the first kill left.

Each run is a chain: killed at one step, every third time killed again during recovery, then a last start that nothing
disturbs. After each start all files are conserved; after the last each photo is in the album once, with its bytes.
A spread of steps in every run of the tests; ``PHOTOSPOOL_CRASH_RUNS=300`` for the whole matrix.
"""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.faults.crash.albums import shelf
from tests.faults.crash.scenario import KILLED, World
from tests.photo.films import film, needs_ffmpeg
from tests.servers.couchdb import Server

from photospool.spool.ways import ORDER

RUNS = int(os.environ.get("PHOTOSPOOL_CRASH_RUNS", "15"))


@pytest.mark.parametrize("kind", ["local", "server", "failing server"])
def test_killed_anywhere_nothing_is_lost_or_there_twice(tmp_path: Path, kind: str) -> None:
    _killed_anywhere(tmp_path, kind, None)


@pytest.mark.parametrize("way", [way.name for way in ORDER])
def test_killed_anywhere_in_each_way_of_finishing(tmp_path: Path, way: str) -> None:
    """Each way in which a photo may get its name in done, on a disk that bears no better one."""
    _killed_anywhere(tmp_path, "local", None, way)


@pytest.mark.parametrize("kind", ["couchdb", "failing couchdb"])
def test_killed_anywhere_on_a_real_couchdb(tmp_path: Path, kind: str, real_couchdb: Server) -> None:
    _killed_anywhere(tmp_path, kind, real_couchdb)


@needs_ffmpeg
@pytest.mark.parametrize("kind", ["local", "failing server"])
def test_killed_anywhere_with_videos_among_the_photos(tmp_path: Path, kind: str) -> None:
    films = {name: film(name) for name in ("phone.mov", "vp9.webm", "camera.avi")}
    _killed_anywhere(tmp_path, kind, None, films={**films, "again.mov": films["phone.mov"]})


@needs_ffmpeg
def test_killed_anywhere_with_videos_on_a_real_couchdb(tmp_path: Path, real_couchdb: Server) -> None:
    _killed_anywhere(tmp_path, "couchdb", real_couchdb, films={"plain.mp4": film("plain.mp4")})


def _killed_anywhere(
    tmp_path: Path, kind: str, couchdb: Server | None, way: str = "", films: Mapping[str, bytes] | None = None
) -> None:
    runs = max(1, RUNS // 5)
    films = films or {}
    steps = _steps(tmp_path / "undisturbed", kind, couchdb, way, films)
    assert steps > 50
    # Spread over all steps, each side of each in turn.
    points = [(1 + number * steps // runs, ("before", "after")[number % 2]) for number in range(runs)]
    with ThreadPoolExecutor(2) as pool:
        kills = list(
            pool.map(lambda item: _chain(tmp_path / str(item[0]), kind, couchdb, way, films, *item), enumerate(points))
        )
    print(f"{kind} {way}: {runs} chains over {steps} steps, {sum(kills)} first starts killed")
    # With faults some runs end before their step; without, only those that need a step less than the first one did.
    assert sum(kills) >= runs * (0.5 if kind.startswith("failing") else 0.9), kills


def _steps(root: Path, kind: str, couchdb: Server | None, way: str, films: Mapping[str, bytes]) -> int:
    with shelf(kind.removeprefix("failing "), root, 0, couchdb) as album:
        world = World(root, album.address, couchdb, way, films)
        world.finished(world.start())
        assert sorted(album.originals()) == sorted(world.photos)
        return world.steps()


def _chain(
    root: Path,
    kind: str,
    couchdb: Server | None,
    way: str,
    films: Mapping[str, bytes],
    number: int,
    point: tuple[int, str],
) -> int:
    """How many of the starts were killed."""
    at, side = point
    rng = random.Random(number)
    with shelf(kind, root, number, couchdb) as album:
        world = World(root, album.address, couchdb, way, films)
        ends = [world.start(at, side)]
        world.conserved()
        if number % 3 == 0:
            ends.append(world.start(rng.randrange(1, max(2, at // 2)), rng.choice(["before", "after"])))
            world.conserved()
        elif kind.startswith("failing"):
            ends.append(world.start())
            world.conserved()
        album.behave()
        world.finished(world.start())
        assert sorted(album.originals()) == sorted(world.photos)
    return sum(end.returncode == KILLED for end in ends[:1])

"""The real program, killed at every durable step, with two folders on two disks, and with one whose photos stay.

As test_crash_matrix.py: a spread of steps in every run of the tests; ``PHOTOSPOOL_CRASH_RUNS=300`` for the whole.
"""

from __future__ import annotations

import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.faults.crash.albums import shelf
from tests.faults.crash.more_scenario import MoreWorld
from tests.faults.crash.scenario import KILLED
from tests.servers.couchdb import Server

RUNS = int(os.environ.get("PHOTOSPOOL_CRASH_RUNS", "15"))


@pytest.mark.parametrize(
    ("kind", "memory"),
    [("disks", "kept"), ("kept", "kept"), ("kept", "lost"), ("kept disk", "lost")],
    ids=["two disks", "photos stay", "photos stay, memory lost", "photos stay on another disk, memory lost"],
)
def test_killed_anywhere_nothing_is_lost_or_there_twice(tmp_path: Path, kind: str, memory: str) -> None:
    _killed_anywhere(tmp_path, kind, memory, "local", None)


@pytest.mark.parametrize("album", ["couchdb", "failing couchdb"])
@pytest.mark.parametrize(
    ("kind", "memory"), [("disks", "kept"), ("kept disk", "lost")], ids=["two disks", "photos stay, memory lost"]
)
def test_killed_anywhere_on_a_real_couchdb(
    tmp_path: Path, kind: str, memory: str, album: str, real_couchdb: Server
) -> None:
    _killed_anywhere(tmp_path, kind, memory, album, real_couchdb)


def _killed_anywhere(tmp_path: Path, kind: str, memory: str, album: str, couchdb: Server | None) -> None:
    runs = max(1, RUNS // 5)
    steps = _steps(tmp_path / "undisturbed", kind, album.removeprefix("failing "), couchdb)
    assert steps > 50
    points = [(1 + number * steps // runs, ("before", "after")[number % 2]) for number in range(runs)]
    with ThreadPoolExecutor(2) as pool:
        kills = list(
            pool.map(
                lambda item: _chain(tmp_path / str(item[0]), kind, memory == "lost", album, couchdb, *item),
                enumerate(points),
            )
        )
    print(f"{kind}, memory {memory}, {album}: {runs} chains over {steps} steps, {sum(kills)} first starts killed")
    assert sum(kills) >= runs * (0.5 if album.startswith("failing") else 0.9), kills


def _steps(root: Path, kind: str, album: str, couchdb: Server | None) -> int:
    with shelf(album, root, 0, couchdb) as there:
        world = MoreWorld(root, kind, album=there.address, server=couchdb)
        try:
            world.finished(world.start())
            assert sorted(there.originals()) == sorted(world.photos)
            return world.steps()
        finally:
            world.remove()


def _chain(
    root: Path, kind: str, loses_memory: bool, album: str, couchdb: Server | None, number: int, point: tuple[int, str]
) -> int:
    """How many of the first starts were killed."""
    at, side = point
    rng = random.Random(number)
    with shelf(album, root, number, couchdb) as there:
        world = MoreWorld(root, kind, loses_memory=loses_memory, album=there.address, server=couchdb)
        try:
            first = world.start(at, side)
            world.conserved()
            if number % 3 == 0:
                world.start(rng.randrange(1, max(2, at // 2)), rng.choice(["before", "after"]))
                world.conserved()
            elif album.startswith("failing"):
                world.start()
                world.conserved()
            there.behave()
            world.finished(world.start())
            assert sorted(there.originals()) == sorted(world.photos)
            return int(first.returncode == KILLED)
        finally:
            world.remove()

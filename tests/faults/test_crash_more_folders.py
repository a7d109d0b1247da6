"""The real program, killed at every durable step, with two folders on two disks, and with one whose photos stay.

As test_crash_matrix.py: a spread of steps in every run of the tests; ``PHOTOSPOOL_CRASH_RUNS=300`` for the whole.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.faults.crash.more_scenario import MoreWorld
from tests.faults.crash.scenario import KILLED

from photospool.album.embedded.album import LocalAlbum

RUNS = int(os.environ.get("PHOTOSPOOL_CRASH_RUNS", "15"))


@pytest.mark.parametrize(
    ("kind", "memory"),
    [("disks", "kept"), ("kept", "kept"), ("kept", "lost")],
    ids=["two disks", "photos stay", "photos stay, memory lost"],
)
def test_killed_anywhere_nothing_is_lost_or_there_twice(tmp_path: Path, kind: str, memory: str) -> None:
    runs = max(1, RUNS // 5)
    loses = memory == "lost"
    steps = _steps(tmp_path / "undisturbed", kind)
    assert steps > 50
    points = [(1 + number * steps // runs, ("before", "after")[number % 2]) for number in range(runs)]
    with ThreadPoolExecutor(2) as pool:
        kills = list(pool.map(lambda item: _chain(tmp_path / str(item[0]), kind, loses, *item), enumerate(points)))
    print(f"{kind}, memory {memory}: {runs} chains over {steps} steps, {sum(kills)} first starts killed")
    assert sum(kills) >= runs * 0.9, kills


def _steps(root: Path, kind: str) -> int:
    world = MoreWorld(root, kind)
    try:
        world.finished(world.start())
        assert _originals(world) == Counter(world.photos)
        return world.steps()
    finally:
        world.remove()


def _originals(world: MoreWorld) -> Counter[str]:
    """sha256 → originals that the album holds."""
    album = LocalAlbum(world.root / "program" / "album")
    try:
        rows = album.all_docs(include_docs=True)
        return Counter(row["doc"]["sha256"] for row in rows if row["doc"]["type"] == "original")
    finally:
        album.close()


def _chain(root: Path, kind: str, loses_memory: bool, number: int, point: tuple[int, str]) -> int:
    """How many of the first starts were killed."""
    at, side = point
    rng = random.Random(number)
    world = MoreWorld(root, kind, loses_memory=loses_memory)
    try:
        first = world.start(at, side)
        world.conserved()
        if number % 3 == 0:
            world.start(rng.randrange(1, max(2, at // 2)), rng.choice(["before", "after"]))
            world.conserved()
        world.finished(world.start())
        assert _originals(world) == Counter(world.photos)
        return int(first.returncode == KILLED)
    finally:
        world.remove()

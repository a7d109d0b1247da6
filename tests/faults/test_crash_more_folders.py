"""The real program, killed at every durable step, with two folders on two disks, and with one whose photos stay.

As test_crash_matrix.py: a spread of steps in every run of the tests; ``PHOTOSPOOL_CRASH_RUNS=300`` for the whole.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.faults.crash.chains import Chains, at_its_end
from tests.faults.crash.more_scenario import MoreWorld
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
    def world(root: Path, address: str, _number: int) -> MoreWorld:
        return MoreWorld(root, kind, loses_memory=memory == "lost", album=address, server=couchdb)

    Chains(album, couchdb, world, at_its_end).run(tmp_path, max(1, RUNS // 5), f"{kind}, memory {memory}")

"""The real program, killed at every durable step, and again while it mends what the first kill left.

Each run is a chain: killed at one step, every third time killed again during recovery, then a last start that nothing
disturbs. After each start all files are conserved; after the last each photo is in the album once, with its bytes.
A spread of steps in every run of the tests; ``PHOTOSPOOL_CRASH_RUNS=300`` for the whole matrix.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.faults.crash.chains import Chains, at_its_end
from tests.faults.crash.scenario import World
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
    def world(root: Path, album: str, _number: int) -> World:
        return World(root, album, couchdb, way, films or {})

    Chains(kind, couchdb, world, at_its_end).run(tmp_path, max(1, RUNS // 5), way)

"""The real program with a large film among its photos, killed at every durable step and all through the film's bytes.

As the crash matrix (test_crash_matrix.py); the film has a hole of gigabytes, so that only carrying it costs anything.
``PHOTOSPOOL_FILM_MB`` says how large it is, ``PHOTOSPOOL_FILM_CHAINS`` how many chains there are for each album.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from tests.faults.crash.albums import shelf
from tests.faults.crash.scenario import KILLED, World
from tests.photo.films import needs_ffmpeg
from tests.photo.large_films import write_large
from tests.servers import couchdb
from tests.servers.couchdb import Server

IS_LONG = "PHOTOSPOOL_FILM_CHAINS" in os.environ
CHAINS = int(os.environ.get("PHOTOSPOOL_FILM_CHAINS", "2"))
FILM_MB = int(os.environ.get("PHOTOSPOOL_FILM_MB", "65"))
BULK = 40
"""So many equal steps in a row carry a film's bytes; of each such row so many places are chosen."""

pytestmark = needs_ffmpeg


@pytest.fixture(scope="module")
def large_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A CouchDB whose administrator raised the limit for attachments."""
    if not couchdb.has_real() or couchdb.named():
        pytest.skip("needs an installed CouchDB: one that is only named is not ours to set")
    with couchdb.private_couchdb(tmp_path_factory.mktemp("large")) as server:
        server.request("PUT", "/_node/_local/_config/couchdb/max_attachment_size", str(8 << 30))
        server.request("PUT", "/_node/_local/_config/couchdb/attachment_stream_buffer_size", str(1 << 20))
        server.request("PUT", "/_node/_local/_config/chttpd/max_http_request_size", str(8 << 30))
        yield server


@pytest.mark.timeout(0 if IS_LONG else 480)
@pytest.mark.parametrize("kind", ["local", *(["couchdb", "failing couchdb"] if IS_LONG else [])])
def test_killed_anywhere_a_large_film_is_not_lost_and_not_there_twice(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    server: Server | None = None if kind == "local" else request.getfixturevalue("large_server")
    steps = _undisturbed(tmp_path / "undisturbed", kind, server)
    at = _places(steps)
    # Spread over all of them, each side of each in turn; in any order, so that a run cut short is spread, too.
    points = [(at[number * len(at) // CHAINS], ("before", "after")[number % 2]) for number in range(CHAINS)]
    random.Random(CHAINS).shuffle(points)
    with ThreadPoolExecutor(2) as pool:
        kills = list(pool.map(lambda item: _chain(tmp_path, kind, server, *item), enumerate(points)))
    words = f"{CHAINS} chains with {FILM_MB} MB over {len(at)} places of {len(steps)} steps"
    print(f"{kind}: {words}, {sum(kills)} first starts killed")
    assert sum(kills) >= CHAINS * (0.5 if kind.startswith("failing") else 0.9), kills


def _world(root: Path, album: str, server: Server | None, number: int) -> World:
    write = partial(write_large, size=FILM_MB << 20, seed=number)
    return World(root, album, server, large={"long.mp4": write})


def _to_the_end(world: World) -> subprocess.CompletedProcess[str]:
    """The last start; where a busy machine let a server be silent for too long, one more."""
    for _ in range(3):
        last = world.start()
        if last.stdout and json.loads(last.stdout)["waiting"] == 0:
            break
    return last


def _undisturbed(root: Path, kind: str, server: Server | None) -> list[str]:
    """The names of all steps."""
    with shelf(kind.removeprefix("failing "), root, 0, server) as album:
        world = _world(root, album.address, server, 0)
        world.finished(_to_the_end(world))
        assert sorted(album.originals()) == sorted(world.photos)
        names = (root / "steps.log").read_text(errors="replace").splitlines()
    shutil.rmtree(root)
    return names


def _places(steps: list[str]) -> list[int]:
    """The numbers of the steps that are tried: all, but of a long row of equal ones only some."""
    found, at = [], 1
    for _, row in groupby(steps):
        length = len(list(row))
        found += [at + number * length // BULK for number in range(BULK)] if length > BULK else range(at, at + length)
        at += length
    return found


def _chain(tmp_path: Path, kind: str, server: Server | None, number: int, point: tuple[int, str]) -> int:
    """How many of the first starts were killed."""
    at, side = point
    root = tmp_path / str(number)
    rng = random.Random(number)
    with shelf(kind, root, number, server) as album:
        world = _world(root, album.address, server, number)
        ends = [world.start(at, side)]
        world.conserved()
        if number % 3 == 0:
            ends.append(world.start(rng.randrange(1, max(2, at // 2)), rng.choice(["before", "after"])))
            world.conserved()
        elif kind.startswith("failing"):
            ends.append(world.start())
            world.conserved()
        album.behave()
        world.finished(_to_the_end(world))
        assert sorted(album.originals()) == sorted(world.photos)
    shutil.rmtree(root)
    print(f"{kind}: chain {number} at step {at}, {side}", flush=True)
    return sum(end.returncode == KILLED for end in ends[:1])

"""The real program with a large film among its photos, killed at every durable step and all through the film's bytes.

As the crash matrix (test_crash_matrix.py); the film has a hole of gigabytes, so that only carrying it costs anything.
``PHOTOSPOOL_FILM_MB`` says how large it is, ``PHOTOSPOOL_FILM_CHAINS`` how many chains there are for each album.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from tests.faults.crash.chains import Chains, at_its_end
from tests.faults.crash.scenario import World
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

    def world(root: Path, album: str, number: int) -> World:
        return World(root, album, server, large={"long.mp4": partial(write_large, size=FILM_MB << 20, seed=number)})

    Chains(kind, server, world, at_its_end, _places).run(tmp_path, CHAINS, f"with {FILM_MB} MB")


def _places(steps: Sequence[str]) -> list[int]:
    """All, but of a long row of equal ones only some."""
    found, at = [], 1
    for _, row in groupby(steps):
        length = len(list(row))
        found += [at + number * length // BULK for number in range(BULK)] if length > BULK else range(at, at + length)
        at += length
    return found

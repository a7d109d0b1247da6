"""Three real nodes as one server: whatever happens to one of them, each photo is added once, with its bytes.

The ordinary run kills one node in the middle of an upload. PHOTOSPOOL_CLUSTER=1 tries all faults, which takes minutes.
"""

from __future__ import annotations

import os
import secrets
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photospool.album.couchdb import couchapp, tuning
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.migrate import move
from photospool.errors import AlbumUnavailable, StoreInterrupted
from photospool.events import Outcome

from ...servers import couchdb
from ...servers.cluster import Cluster, cluster
from ..photos import photo

ALL = os.environ.get("PHOTOSPOOL_CLUSTER") == "1"
PHOTOS = int(os.environ.get("PHOTOSPOOL_CLUSTER_PHOTOS", "30"))
PATIENCE_S = 300
pytestmark = pytest.mark.skipif(
    couchdb.named() != "" or not couchdb.has_real() or os.name == "nt",
    reason="needs an installed CouchDB, of which three nodes are started",
)


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture
def album(nodes: Cluster) -> Iterator[CouchAlbum]:
    name = f"test-{secrets.token_hex(6)}"
    nodes.make(name)
    album = CouchAlbum(nodes.server.url, name, user="admin", password="secret")
    yield album
    album.close()


def kill(nodes: Cluster, *which: int) -> Callable[[], None]:
    """Kill these; what is answered starts them again."""
    for number in which:
        nodes.nodes[number].kill()

    def start() -> None:
        for number in which:
            nodes.nodes[number].start()
        nodes.wait_for()

    return start


def stop(nodes: Cluster) -> Callable[[], None]:
    """Stop one for twenty seconds, as a machine that sleeps."""
    nodes.nodes[2].signal(signal.SIGSTOP)
    time.sleep(20)
    nodes.nodes[2].signal(signal.SIGCONT)
    return nodes.wait_for


FAULTS: dict[str, Callable[[Cluster], Callable[[], None]]] = {
    "another is killed": lambda nodes: kill(nodes, 2),
    "ours is killed": lambda nodes: kill(nodes, 0),
    "two others are killed": lambda nodes: kill(nodes, 1, 2),
    "another sleeps": stop,
}
rare = pytest.mark.skipif(not ALL, reason="takes minutes: with PHOTOSPOOL_CLUSTER=1, as every week")
ONE, *OTHERS = FAULTS


def again(step: Callable[[], object]) -> object:
    """As the program does: what can't be done now is done later."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return step()
        except (StoreInterrupted, AlbumUnavailable):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


@pytest.mark.parametrize("fault", [ONE, *(pytest.param(name, marks=rare) for name in OTHERS)])
def test_each_photo_is_added_once(nodes: Cluster, album: CouchAlbum, tmp_path: Path, fault: str) -> None:
    photos = [photo(tmp_path, secrets.token_bytes(100_000), name=f"{number}.jpg") for number in range(PHOTOS)]
    outcomes: list[object] = []

    def upload() -> None:
        outcomes.extend(again(lambda one=one: album.store(one)) for one in photos)

    uploading = threading.Thread(target=upload)
    uploading.start()
    while len(outcomes) < 3 and uploading.is_alive():
        time.sleep(0.05)
    mend = FAULTS[fault](nodes)
    if fault == ONE:
        uploading.join(PATIENCE_S)  # it goes on with two
        mend()
    else:
        mend()
        uploading.join(PATIENCE_S)
    assert Counter(outcomes) == {Outcome.NEW: PHOTOS}
    there = album.find([one.digests.md5 for one in photos])
    assert all(there[one.digests.md5].has_original(one.digests) for one in photos)
    assert all(len(there[one.digests.md5].photo["_attachments"]) == 3 for one in photos)


@rare
@pytest.mark.parametrize("fault", FAULTS)
def test_an_album_moves_whole(nodes: Cluster, album: CouchAlbum, tmp_path: Path, fault: str) -> None:
    source = LocalAlbum(tmp_path / "album")
    for number in range(PHOTOS):
        source.store(photo(tmp_path, secrets.token_bytes(50_000), name=f"{number}.jpg"))
    moving = threading.Thread(target=lambda: again(lambda: move(source, album)))
    moving.start()
    time.sleep(1)
    mend = FAULTS[fault](nodes)
    mend()
    moving.join(PATIENCE_S)
    assert again(lambda: move(source, album).sent) == 0
    source.close()


@rare
@pytest.mark.parametrize("fault", FAULTS)
def test_views_and_page_come(nodes: Cluster, album: CouchAlbum, fault: str) -> None:
    setting = threading.Thread(target=lambda: again(lambda: set_up(album, create=False)))
    setting.start()
    FAULTS[fault](nodes)()
    setting.join(PATIENCE_S)
    assert again(lambda: set_up(album, create=False)) == []


def test_a_setting_reaches_every_node_and_those_away_are_named(nodes: Cluster, album: CouchAlbum) -> None:
    def sizes() -> list[str]:
        path = "/_node/_local/_config/couchdb/attachment_stream_buffer_size"
        return [node.server.request("GET", path) for node in nodes.nodes if node.is_alive]

    set_up(album, create=True)
    found = tuning.examine(album)
    assert found is not None
    assert list(found.bytes_of.values()) == [4096] * 3
    nodes.nodes[2].kill()
    try:
        nodes.wait_for(2)
        seen = tuning.examine(album)
        assert seen is not None
        assert len(seen.away) == 1
        assert tuning.tune(album).away == seen.away
        assert sizes() == [str(tuning.WANTED_BYTES)] * 2
    finally:
        nodes.nodes[2].start()
        nodes.wait_for()
    after = tuning.examine(album)
    assert after is not None
    assert sorted(after.bytes_of.values()) == [4096, tuning.WANTED_BYTES, tuning.WANTED_BYTES]
    assert tuning.tune(album).away == ()
    assert sizes() == [str(tuning.WANTED_BYTES)] * 3
    couchapp.set_policy(album, couchapp.Policy("", "", "", "default-src 'none'", lets_run=False))
    path = "/_node/_local/_config/csp/attachments_header_value"
    assert [node.server.request("GET", path) for node in nodes.nodes] == ["default-src 'none'"] * 3

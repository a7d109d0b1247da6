"""Three real nodes as one server: whatever happens to one of them, each photo is added once, with its bytes.

The ordinary run kills one node in the middle of an upload. PHOTOSPOOL_CLUSTER=1 tries all faults, which takes minutes:
the whole engine carries photos from incoming to done, an album is moved, views and page are set up. Each then says how
long the longest standstill was (``pytest -rP``). PHOTOSPOOL_CLUSTER_PHOTOS: in each case.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Sized
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from tests.parts import House, Running

from photospool.album.couchdb import couchapp, tuning
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.download import download
from photospool.album.couchdb.setup import set_up
from photospool.album.couchdb.unanswered import LOOK_AGAIN_S
from photospool.album.documents import original_id
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.migrate import move
from photospool.errors import AlbumUnavailable, StoreInterrupted
from photospool.events import Event, Outcome, PhotoSetAside, PhotoStored
from photospool.photo.digests import digests
from photospool.photo.photo import Digests, Photo

from ...servers import couchdb
from ...servers.cluster import Cluster, cluster
from ..photos import photo

ALL = os.environ.get("PHOTOSPOOL_CLUSTER") == "1"
PHOTOS = int(os.environ.get("PHOTOSPOOL_CLUSTER_PHOTOS", "30"))
PATIENCE_S = 300
"""Nothing may stand still for so long. There is no limit for the whole, for the machine may have much else to do."""
pytestmark = [
    pytest.mark.timeout(3000),  # a node may take minutes to start on a busy machine
    pytest.mark.skipif(
        couchdb.named() != "" or not couchdb.has_real() or os.name == "nt",
        reason="needs an installed CouchDB, of which three nodes are started",
    ),
]


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture
def album(nodes: Cluster) -> Iterator[CouchAlbum]:
    for node in nodes.nodes:  # a case that failed may have left one down
        if not node.is_alive:
            node.start()
    nodes.wait_for()
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


def wait_while_it_goes_on(came: Sized, is_over: Callable[[], bool]) -> None:
    """Until it is over; something must come now and then."""
    seen, deadline = len(came), time.monotonic() + PATIENCE_S
    while not is_over():
        if len(came) != seen:
            seen, deadline = len(came), time.monotonic() + PATIENCE_S
        assert time.monotonic() < deadline, f"it stands still after {seen}"
        time.sleep(0.05)


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


def some(folder: Path, count: int = PHOTOS) -> list[Photo]:
    """Photos that nobody stored yet."""
    return [photo(folder, secrets.token_bytes(100_000), name=f"{number}.jpg") for number in range(count)]


def assert_whole(album: CouchAlbum, sent: Sequence[Digests], *, pictures: int = 3) -> None:
    """All are there, each once, without a second version, and every original's bytes are those that were sent."""
    rows = again(lambda: [row["id"] for row in album.database.all_docs()["rows"] if not row["id"].startswith("_")])
    ids = [one.md5 for one in sent]
    assert sorted(rows) == sorted([*ids, *map(original_id, ids)])
    for one in sent:
        document = again(lambda one=one: album.get(one.md5, conflicts="true"))
        original = again(lambda one=one: album.get(original_id(one.md5), conflicts="true"))
        assert not {"_conflicts"} & {*document, *original}
        assert len(document["_attachments"]) == pictures
        (name,) = original["_attachments"]
        assert again(lambda one=one, name=name: sha256(album, one, name)) == one.sha256


def sha256(album: CouchAlbum, one: Digests, name: str) -> str:
    found = hashlib.sha256()
    with download(album.guard, album.database.name, original_id(one.md5), name) as chunks:
        for chunk in chunks:
            found.update(chunk)
    return found.hexdigest()


def say(what: str, fault: str, came: Sequence[float]) -> None:
    """The longest standstill, beside what one photo takes: for the table in docs/scale.md."""
    waits = [later - earlier for earlier, later in pairwise(came)]
    print(f"{what} | {fault} | {max(waits):.1f} s | {median(waits):.2f} s | {came[-1] - came[0]:.0f} s")


def digests_of(photos: Sequence[Photo]) -> list[Digests]:
    return [one.digests for one in photos]


def test_each_photo_is_added_once_though_a_node_is_killed(nodes: Cluster, album: CouchAlbum, tmp_path: Path) -> None:
    photos = some(tmp_path)
    outcomes: list[object] = []

    def upload() -> None:
        for one in photos:
            outcomes.append(again(lambda one=one: album.store(one)))

    uploading = threading.Thread(target=upload)
    uploading.start()
    wait_while_it_goes_on(outcomes, lambda: len(outcomes) > 2 or not uploading.is_alive())
    start = kill(nodes, 2)
    wait_while_it_goes_on(outcomes, lambda: not uploading.is_alive())  # it goes on with two
    start()
    assert Counter(outcomes) == {Outcome.NEW: PHOTOS}  # none is waiting, and none “already in your album”
    assert_whole(album, digests_of(photos))


@rare
@pytest.mark.parametrize("fault", FAULTS)
def test_what_lies_in_incoming_gets_into_the_album_and_into_done(
    nodes: Cluster, album: CouchAlbum, tmp_path: Path, fault: str
) -> None:
    came: list[float] = []

    def tell(event: Event) -> None:
        house.told.append(event)
        if isinstance(event, PhotoStored):
            came.append(time.monotonic())

    database = album.database.name
    house = House(tmp_path, CouchAlbum(nodes.server.url, database, user="admin", password="secret"))
    sent = []
    for number in range(PHOTOS):
        path = house.incoming / f"IMG_{number}.jpg"
        path.write_bytes(b"\xff\xd8\xff" + secrets.token_bytes(100_000))
        sent.append(digests(path))
    with Running(house.engine(watch=True, tell=tell)):
        wait_while_it_goes_on(came, lambda: len(came) > 2)
        if fault == "another is killed":
            start = kill(nodes, 2)
            wait_while_it_goes_on(came, lambda: len(came) == PHOTOS)  # it goes on with two
            start()
        else:
            FAULTS[fault](nodes)()
            wait_while_it_goes_on(came, lambda: len(came) == PHOTOS)
    say("upload", fault, came)
    assert house.files("incoming") == house.files("work") == []
    assert house.of(PhotoSetAside) == []
    assert Counter(stored.outcome for stored in house.of(PhotoStored)) == {Outcome.NEW: PHOTOS}
    in_done = [digests(house.done / name).sha256 for name in house.files("done")]
    assert sorted(in_done) == sorted(one.sha256 for one in sent)
    assert_whole(album, sent, pictures=2)


@rare
@pytest.mark.parametrize("fault", FAULTS)
def test_an_album_moves_whole(nodes: Cluster, album: CouchAlbum, tmp_path: Path, fault: str) -> None:
    source = LocalAlbum(tmp_path / "album")
    photos = some(tmp_path)
    for one in photos:
        source.store(one)
    came: list[float] = []
    moving = threading.Thread(
        target=lambda: again(lambda: move(source, album, lambda _moved: came.append(time.monotonic())))
    )
    moving.start()
    wait_while_it_goes_on(came, lambda: len(came) > 3 or not moving.is_alive())
    FAULTS[fault](nodes)()
    wait_while_it_goes_on(came, lambda: not moving.is_alive())
    say("move", fault, came)
    assert again(lambda: move(source, album).sent) == 0
    source.close()
    assert_whole(album, digests_of(photos))


@rare
@pytest.mark.parametrize("fault", FAULTS)
def test_views_and_page_come(nodes: Cluster, album: CouchAlbum, tmp_path: Path, fault: str) -> None:
    photos = some(tmp_path)
    for one in photos:
        assert again(lambda one=one: album.store(one)) is Outcome.NEW
    begun = time.monotonic()
    setting = threading.Thread(target=lambda: again(lambda: set_up(album, create=False)))
    setting.start()
    FAULTS[fault](nodes)()
    wait_while_it_goes_on((), lambda: not setting.is_alive())
    say("set-up", fault, [begun, time.monotonic()])
    assert again(lambda: set_up(album, create=False)) == []
    assert_whole(album, digests_of(photos))


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


@rare
def test_with_a_node_away_it_goes_on_at_nearly_the_same_pace(nodes: Cluster, album: CouchAlbum, tmp_path: Path) -> None:
    def pace() -> float:
        photos = some(tmp_path, 20)
        assert album.store(photos[0]) is Outcome.NEW  # the first one with a node away waits for three seconds
        begun = time.monotonic()
        assert [album.store(one) for one in photos[1:]] == 19 * [Outcome.NEW]
        return 19 / (time.monotonic() - begun)

    whole, with_two = [], []
    for _ in range(4):  # by turns: a machine that is busy with other things is so for both
        whole.append(pace())
        start = kill(nodes, 2)
        with_two.append(pace())
        start()
        time.sleep(LOOK_AGAIN_S + 1)  # until it is asked whether all are back
    print(f"photos a second, all three: {whole}; two: {with_two}; ratio {median(with_two) / median(whole):.2f}")
    assert median(with_two) >= 0.7 * median(whole)

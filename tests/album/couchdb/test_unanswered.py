"""What a cluster does that one node never does: silence after a photo was taken, and writes that come too early."""

from __future__ import annotations

import ast
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.children import PATIENCE_S

from photospool.album import store_photo
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.response_errors import NotOnServer, ServerReply, problem, told_with
from photospool.album.couchdb.transport import Timeouts, closed
from photospool.album.couchdb.unanswered import Watch, Watchman
from photospool.album.documents import original_id
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.export import export
from photospool.album.maintenance.import_ import import_folder
from photospool.album.maintenance.migrate import AGAIN, move
from photospool.album.maintenance.repair import repair
from photospool.errors import AlbumRefused, AlbumUnavailable, PhotospoolError, StoreInterrupted
from photospool.events import Outcome

from ...servers.standin import DATABASE, Request, Scripted, StandIn, standin
from ..maintenance.shots import MEANS, added, in_this_process, old_document, shot
from ..photos import PICTURES, photo

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standin() as server:
        yield server


@pytest.fixture
def album(server: StandIn) -> Iterator[CouchAlbum]:
    album = CouchAlbum(server.url, DATABASE, timeouts=Timeouts(idle_s=20, silence_s=0.1))
    yield album
    album.close()


@pytest.fixture
def away(server: StandIn) -> Iterator[threading.Event]:
    """A node is away until this is set."""
    server.node_is_away = threading.Event()
    yield server.node_is_away
    server.node_is_away.set()


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def held(album: CouchAlbum, photo_id: str) -> set[str]:
    stored = album.find([photo_id])[photo_id]
    return {name for document in (stored.photo, stored.original) for name in (document or {})["_attachments"]}


def test_a_photo_that_was_taken_in_silence_is_added_once(
    album: CouchAlbum, server: StandIn, away: threading.Event, tmp_path: Path
) -> None:
    given = photo(tmp_path, b"first")
    assert album.store(given) is Outcome.NEW
    assert held(album, given.digests.md5) == {"original.jpg", *PICTURES}
    writes = server.seen("PUT")
    # The first request is answered by silence; from then on the ways are taken that are answered.
    assert writes == [f"PUT /photo/{original_id(given.digests.md5)}", f"PUT /photo/{given.digests.md5}"]
    assert "multipart" not in server.requests[-2].headers["Content-Type"]


def test_while_a_node_is_away_each_photo_goes_the_ways_that_are_answered(
    album: CouchAlbum, server: StandIn, away: threading.Event, tmp_path: Path
) -> None:
    album.store(photo(tmp_path, b"first"))
    server.requests.clear()
    given = photo(tmp_path, b"second")
    assert album.store(given) is Outcome.NEW
    photo_id, original = given.digests.md5, original_id(given.digests.md5)
    written = [path.partition("?")[0] for path in server.seen("PUT")]
    assert written == [f"PUT /photo/{original}", f"PUT /photo/{original}/original.jpg", f"PUT /photo/{photo_id}"]
    assert held(album, photo_id) == {"original.jpg", *PICTURES}
    assert album.store(given) is Outcome.DUPLICATE
    assert server.contents[original]["original.jpg"] == b"second"


def test_when_it_is_back_one_request_is_enough_again(
    album: CouchAlbum, server: StandIn, away: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    album.store(photo(tmp_path, b"first"))
    away.set()
    monkeypatch.setattr("photospool.album.couchdb.unanswered.LOOK_AGAIN_S", 0)
    album._nodes.seen_silent()
    server.requests.clear()
    album.store(photo(tmp_path, b"second"))
    assert len(server.seen("PUT")) == 2


@pytest.mark.parametrize("answer", [Scripted.json(403, "forbidden", "no"), Scripted(200, b"[]")])
def test_where_nobody_says_which_nodes_there_are_a_try_tells(
    answer: Scripted, album: CouchAlbum, server: StandIn, away: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer_with(answer, path="_membership")
    monkeypatch.setattr("photospool.album.couchdb.unanswered.LOOK_AGAIN_S", 0)
    album._nodes.seen_silent()
    assert album._nodes.is_one_away
    monkeypatch.setattr("photospool.album.couchdb.unanswered.TRY_AGAIN_S", 0)
    assert not album._nodes.is_one_away


def test_silence_about_a_photo_that_is_not_there_is_waited_for(
    album: CouchAlbum, server: StandIn, tmp_path: Path
) -> None:
    given, slow = photo(tmp_path, b"first"), threading.Event()
    threading.Timer(0.5, slow.set).start()
    server.answer_with(Scripted(hang=slow, status=500), method="PUT", times=1)
    with pytest.raises(StoreInterrupted):
        album.store(given)
    assert not album._nodes.is_one_away
    assert len([path for path in server.seen("GET") if "original-" in path]) >= 1


def test_one_thread_waits_for_the_silence_of_many_photos_and_keeps_none_of_them(
    server: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    start = threading.Thread.start

    def counted(thread: threading.Thread) -> None:
        started.append(thread.name)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", counted)
    # Longer than eight photos take on any machine: a second silence would be waited for by another thread.
    album = CouchAlbum(server.url, DATABASE, timeouts=Timeouts(silence_s=120))
    for number in range(8):
        assert album.store(photo(tmp_path, b"photo %d" % number, name=f"{number}.jpg")) is Outcome.NEW
    assert started.count("album-silence") == 1
    watchman = album._nodes.watchman
    assert not watchman._due
    album.close()
    wait_for(lambda: watchman._looks_at is None)


def test_the_thread_that_waits_outlives_an_answer_that_came_before_it_ran(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[threading.Thread] = []
    start = threading.Thread.start

    def held_back(thread: threading.Thread) -> None:
        waiting.append(thread)

    monkeypatch.setattr(threading.Thread, "start", held_back)
    watchman = Watchman()
    for number in range(3):
        watch = Watch(lambda: "", lambda: None, 120)
        watchman.begin(watch)
        watchman.end(watch)  # answered at once
        if number == 0:
            start(waiting[0])
            waiting[0].join(0.2)
    assert len(waiting) == 1
    watchman.close()
    waiting[0].join(PATIENCE_S)
    assert not waiting[0].is_alive()


def test_a_question_that_hangs_holds_up_none_about_another_request() -> None:
    watchman, hangs, is_cut = Watchman(), threading.Event(), threading.Event()

    def never() -> str:
        hangs.wait()
        return ""

    first, second = Watch(never, is_cut.set, 0.01), Watch(lambda: "1-a", is_cut.set, 0.1)
    watchman.begin(first)
    watchman.begin(second)
    assert is_cut.wait(PATIENCE_S)
    assert (first.rev, second.rev) == ("", "1-a")
    watchman.end(first)
    hangs.set()
    wait_for(lambda: watchman._looks_at is None)


def test_a_shorter_silence_is_asked_about_in_its_own_time() -> None:
    watchman, is_cut = Watchman(), threading.Event()
    long, short = Watch(lambda: "1-a", is_cut.set, 600), Watch(lambda: "1-b", is_cut.set, 0.05)
    watchman.begin(long)
    watchman.begin(short)
    assert is_cut.wait(PATIENCE_S)
    assert (long.rev, short.rev) == ("", "1-b")
    watchman.close()
    wait_for(lambda: watchman._looks_at is None)


def test_what_was_answered_is_not_asked_about() -> None:
    watchman, asked = Watchman(), []
    watch = Watch(lambda: asked.append("asked") or "1-a", lambda: asked.append("cut"), 0.05)  # type: ignore[func-returns-value]
    watchman.begin(watch)
    watchman.end(watch)
    wait_for(lambda: watchman._looks_at is None)
    assert not asked


def test_another_answer_about_the_photo_is_not_taken_for_it(
    album: CouchAlbum, server: StandIn, away: threading.Event, tmp_path: Path
) -> None:
    given = photo(tmp_path, b"first")
    album.guard.wire.timeouts = Timeouts(idle_s=3, silence_s=0.1)
    server.answer_with(Scripted(200, b'{"_id": "x", "_rev": "1-a", "type": "original"}'), method="GET")
    with pytest.raises(StoreInterrupted):
        album.store(given)


def test_an_answer_that_was_lost_does_not_make_a_photo_a_duplicate(
    album: CouchAlbum, server: StandIn, tmp_path: Path
) -> None:
    given = photo(tmp_path, b"first")
    server.answer_with(Scripted(cut=True, does_it=True), method="PUT", path=f"/{given.digests.md5}", times=1)
    with pytest.raises(StoreInterrupted):
        album.store(given)
    assert album.store(given) is Outcome.NEW
    assert album.store(given) is Outcome.DUPLICATE


@pytest.mark.parametrize("what", ["trash", "join", "complete"])
def test_a_write_that_comes_to_a_node_too_early_is_made_again(
    what: str, album: CouchAlbum, server: StandIn, tmp_path: Path
) -> None:
    given = photo(tmp_path, b"first")
    album.store(given)
    server.lags = 3
    if what == "trash":
        album.discard(given.digests.md5)
    elif what == "join":
        album.join(given.digests.md5, {"keywords": ["sea"]})
    else:
        there = server.documents[given.digests.md5]["_attachments"]
        there["note.jpg"] = {**there.pop("thumb.jpg")}  # what stays is named, not sent again
        server.contents[given.digests.md5]["note.jpg"] = b"note"
        assert album.store(given) is Outcome.COMPLETED
    assert server.lags == 0
    for_ever = len(store_photo.WAITS) + 1
    server.lags = for_ever
    with pytest.raises(StoreInterrupted):
        album.join(given.digests.md5, {"keywords": ["wind"]})
    assert server.lags == 0


def test_a_node_that_does_not_show_the_photo_yet_keeps_no_other_bytes(
    album: CouchAlbum, server: StandIn, tmp_path: Path
) -> None:
    given = photo(tmp_path, b"first")
    keys = [given.digests.md5, original_id(given.digests.md5)]
    nothing = b'{"rows": [%s]}' % b", ".join(b'{"key": "%s", "error": "not_found"}' % key.encode() for key in keys)
    server.answer_with(Scripted(200, nothing), path="_all_docs", times=3)  # once before, twice after the writes
    assert album.store(given) is Outcome.NEW
    assert len(server.seen("PUT")) == 2


def test_closing_ends_the_waits(album: CouchAlbum, server: StandIn, tmp_path: Path) -> None:
    given = photo(tmp_path, b"first")
    album.store(given)
    server.lags = 1000
    threading.Timer(0.2, album.close).start()
    with pytest.raises(AlbumUnavailable):
        album.discard(given.digests.md5)


def test_moving_goes_on_while_a_node_is_away(
    album: CouchAlbum, server: StandIn, away: threading.Event, tmp_path: Path
) -> None:
    source = LocalAlbum(tmp_path / "album")
    for number in range(4):
        source.store(photo(tmp_path, b"photo %d" % number, name=f"{number}.jpg"))
    assert move(source, album).sent == 4
    assert move(source, album).sent == 0
    assert len(server.documents) == 8
    source.close()


def test_importing_goes_on_while_a_node_is_away(
    album: CouchAlbum, server: StandIn, away: threading.Event, tmp_path: Path
) -> None:
    source = LocalAlbum(tmp_path / "album")
    shots = [shot(number) for number in range(3)]
    for given in shots:
        added(source, tmp_path, given)
    export(source, tmp_path / "taken along")
    source.close()
    found = import_folder(album, tmp_path / "taken along", in_this_process)
    assert (found.added, found.left_out) == (3, ())
    for given in shots:
        assert set(server.contents[given.id]) == set(PICTURES)
        assert server.contents[original_id(given.id)]["original.jpg"] == given.data


def test_repairing_goes_on_while_a_node_is_away(
    album: CouchAlbum, server: StandIn, away: threading.Event, tmp_path: Path
) -> None:
    def more(request: Request) -> Scripted | None:
        """What the stand-in does not know by itself: an attachment's bytes, and compacting."""
        *_, doc_id, name = request.path.partition("?")[0].split("/")
        if name == "_compact":
            return Scripted(202, b'{"ok": true}')
        data = server.contents.get(doc_id, {}).get(name) if request.method == "GET" else None
        return Scripted(200, data, content_type="image/jpeg") if data is not None else None

    server.script = more
    old = [shot(number) for number in range(3)]
    for given in old:
        album.write(old_document(given))
    found = repair(album, MEANS, dry_run=False)
    assert (found.mended, found.unmended) == (3, ())
    for given in old:
        assert "original.jpg" not in server.contents[given.id]  # strangers may get the photo's document
        assert server.contents[original_id(given.id)]["original.jpg"] == given.data
    assert repair(album, MEANS, dry_run=False).mended == 0


@pytest.mark.parametrize(
    "error",
    [
        problem(ServerReply(502, {}, b"")),
        problem(ServerReply(502, {}, b""), sends_photo=True),
        problem(ServerReply(413, {}, b""), sends_photo=True),
        problem(ServerReply(401, {}, b"")),
        problem(ServerReply(511, {}, b"")),
        problem(ServerReply(507, {}, b"")),
        closed(),
        NotOnServer(),
    ],
)
def test_who_moves_photos_is_not_told_that_they_stay_in_work(error: PhotospoolError) -> None:
    with pytest.raises(type(error)) as said, told_with(AGAIN):
        raise error
    assert said.value.advice.endswith(AGAIN)
    assert "in work" not in str(said.value)
    assert "hotos wait" not in str(said.value)
    assert said.value.waits == AGAIN


def test_no_error_of_an_album_says_where_photos_wait_but_apart() -> None:
    """Else who moves, imports or mends photos would be told that they stay in work."""
    found = []
    for path in sorted((ROOT / "desktop/photospool/album").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        apart = {
            id(one)
            for node in ast.walk(tree)
            for one in [
                *(word.value for word in getattr(node, "keywords", ()) if word.arg == "waits"),
                *([node.value] if isinstance(node, ast.AnnAssign | ast.Expr) else []),
            ]
        }
        found += [
            f"{path.name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart
            if re.search(r"stays? in work|[Pp]hotos wait", node.value)
        ]
    assert found == []


def test_what_says_nothing_of_work_is_left_alone() -> None:
    with pytest.raises(AlbumRefused, match=r"^No\. Ask\.$"), told_with(AGAIN):
        raise AlbumRefused("No.", "Ask.")

"""Connections that break, hang or lead elsewhere: nothing is lost, sent twice or waited for without end."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.children import PATIENCE_S, joined

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.transport import Timeouts
from photospool.album.documents import Stored, original_id
from photospool.errors import AlbumUnavailable, PhotoNotReady, PhotospoolError, StoreInterrupted
from photospool.events import Outcome

from ...servers.couchdb import Server, free_port
from ...servers.proxy import Fault, Proxy, proxy
from ...servers.standin import DATABASE, Scripted, StandIn, standin
from ..photos import PICTURES, photo

QUICK = Timeouts(connect_s=0.5, idle_s=0.3)
LARGE = b"large " * 500_000


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standin() as server:
        yield server


@pytest.fixture
def cutting(real_couchdb: Server) -> Iterator[Proxy]:
    with proxy(real_couchdb.url) as cutting:
        yield cutting


@pytest.fixture
def album(cutting: Proxy, real_couchdb: Server, database: str) -> Iterator[CouchAlbum]:
    """On a real CouchDB, through a proxy that cuts."""
    album = CouchAlbum(cutting.url, database, user=real_couchdb.user, password=real_couchdb.password)
    yield album
    album.close()


@pytest.mark.parametrize("reset", [False, True], ids=["end", "reset"])
@pytest.mark.parametrize("cut_after", [0, 200, 1_000_000], ids=["before", "head", "middle"])
def test_cut_upload_leaves_nothing_and_is_sent_again(
    album: CouchAlbum, cutting: Proxy, tmp_path: Path, cut_after: int, reset: bool
) -> None:
    given = photo(tmp_path, LARGE)
    cutting.fail(Fault(b"PUT ", cut_after, reset=reset))
    with pytest.raises(StoreInterrupted):
        album.store(given)
    assert cutting.faults == 1
    assert album.find([given.digests.md5])[given.digests.md5] == Stored()
    assert album.store(given) is Outcome.NEW
    stored = album.find([given.digests.md5])[given.digests.md5]
    assert stored.is_complete(given.digests, PICTURES)


@pytest.mark.parametrize("which", ["original", "photo"])
def test_lost_answer_makes_one_photo(album: CouchAlbum, cutting: Proxy, tmp_path: Path, which: str) -> None:
    given = photo(tmp_path, LARGE)
    doc_id = original_id(given.digests.md5) if which == "original" else given.digests.md5
    cutting.fail(Fault(f"PUT /{album.database.name}/{doc_id}".encode(), drop_answer=True))
    with pytest.raises(StoreInterrupted):
        album.store(given)
    assert cutting.faults == 1
    assert album.store(given) is Outcome.NEW  # it was this program that added it
    stored = album.find([given.digests.md5])[given.digests.md5]
    assert stored.is_complete(given.digests, PICTURES)
    for document in (stored.photo, stored.original):
        assert document is not None
        assert document["_rev"].startswith("1-")


def test_cut_question_is_the_worlds_fault(album: CouchAlbum, cutting: Proxy) -> None:
    for fault in (Fault(b"POST ", 0), Fault(b"POST ", 50, reset=True), Fault(b"POST ", drop_answer=True)):
        cutting.fail(fault)
        with pytest.raises(AlbumUnavailable):
            album.find(["0" * 32])
    assert cutting.faults == 3
    assert album.find(["0" * 32]) == {"0" * 32: Stored()}


def test_changed_words_survive_a_lost_answer(album: CouchAlbum, cutting: Proxy) -> None:
    cutting.fail(Fault(b"PUT ", drop_answer=True))
    with pytest.raises(AlbumUnavailable):
        album.put_document({"_id": "x", "n": 1})
    assert (album.get("x") or {})["n"] == 1


def test_nothing_listens() -> None:
    album = CouchAlbum(f"http://127.0.0.1:{free_port()}", DATABASE)
    with pytest.raises(AlbumUnavailable, match="Nothing answers"):
        album.check()


def test_name_that_nobody_knows() -> None:
    for host in ("photospool.invalid", "a..b", "x" * 70):
        album = CouchAlbum(f"https://{host}", DATABASE, timeouts=QUICK)
        with pytest.raises(AlbumUnavailable):
            album.check()


def test_silent_server(server: StandIn, tmp_path: Path) -> None:
    album = CouchAlbum(server.url, DATABASE, timeouts=QUICK)
    never = threading.Event()
    server.answer_with(Scripted(hang=never))
    with pytest.raises(AlbumUnavailable, match="in time"):
        album.find(["0" * 32])
    server.answer_with(Scripted(hang=never), method="PUT")
    with pytest.raises(StoreInterrupted):
        album.store(photo(tmp_path))
    never.set()


def test_answer_that_never_ends_in_silence(tmp_path: Path) -> None:
    """One that announces more than it sends, and stays connected."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        album = CouchAlbum(f"http://127.0.0.1:{listener.getsockname()[1]}", DATABASE, timeouts=QUICK)
        connections = []

        def speak() -> None:
            connection, _ = listener.accept()
            connections.append(connection)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{")

        thread = threading.Thread(target=speak)
        thread.start()
        with pytest.raises(AlbumUnavailable):
            album.check()
        joined(thread)
        connections[0].close()


def test_upload_to_a_server_that_stops_reading(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        album = CouchAlbum(f"http://127.0.0.1:{listener.getsockname()[1]}", DATABASE, timeouts=QUICK)
        album.find = lambda ids: {one: Stored() for one in ids}  # type: ignore[method-assign]
        with pytest.raises(StoreInterrupted):
            album.store(photo(tmp_path, LARGE * 5))


def test_slow_server_is_waited_for_as_long_as_it_moves() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        waits = Timeouts(PATIENCE_S, idle_s=3.0)  # longer than a busy machine takes for one byte
        album = CouchAlbum(f"http://127.0.0.1:{listener.getsockname()[1]}", DATABASE, timeouts=waits)
        body = b'{"a": "slow but well"}'

        def speak() -> None:
            connection, _ = listener.accept()
            with connection:
                head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                connection.sendall(head.encode())
                for byte in body:
                    time.sleep(0.16)  # in all longer than the idle time
                    connection.sendall(bytes([byte]))

        thread = threading.Thread(target=speak)
        thread.start()
        assert album.get("x") == {"a": "slow but well"}
        joined(thread)


class TestClosing:
    """A stop takes no longer because a server hangs."""

    @staticmethod
    def _closed_while(album: CouchAlbum, is_under_way: threading.Event, act: object) -> PhotospoolError:
        raised: list[PhotospoolError] = []

        def work() -> None:
            with pytest.raises(PhotospoolError) as caught:
                act()  # type: ignore[operator]
            raised.append(caught.value)

        thread = threading.Thread(target=work)
        thread.start()
        assert is_under_way.wait(PATIENCE_S)
        begin = time.monotonic()
        album.close()
        joined(thread)
        assert time.monotonic() - begin < 20  # milliseconds, but on a busy machine; the server would hang for 30 s
        assert raised
        return raised[0]

    def test_while_a_question_hangs(self, server: StandIn) -> None:
        album, never = CouchAlbum(server.url, DATABASE), threading.Event()
        server.answer_with(Scripted(hang=never))
        error = self._closed_while(album, server.arrived, lambda: album.find(["0" * 32]))
        never.set()
        assert type(error) is AlbumUnavailable
        assert "closed" in error.title

    def test_while_an_upload_waits_for_its_answer(self, server: StandIn, tmp_path: Path) -> None:
        album, never = CouchAlbum(server.url, DATABASE), threading.Event()
        server.answer_with(Scripted(hang=never), method="PUT")
        album.find(["0" * 32])
        server.arrived.clear()
        error = self._closed_while(album, server.arrived, lambda: album.store(photo(tmp_path)))
        never.set()
        assert type(error) is AlbumUnavailable

    def test_while_nothing_is_read(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            album = CouchAlbum(f"http://127.0.0.1:{listener.getsockname()[1]}", DATABASE)
            album.find = lambda ids: {one: Stored() for one in ids}  # type: ignore[method-assign]
            begun, given = threading.Event(), photo(tmp_path, LARGE * 5)

            def accept() -> None:
                connection, _ = listener.accept()
                connection.recv(10)
                begun.set()
                connections.append(connection)

            connections: list[socket.socket] = []
            accepting = threading.Thread(target=accept)
            accepting.start()
            error = self._closed_while(album, begun, lambda: album.store(given))
            joined(accepting)
            connections[0].close()
            assert type(error) is AlbumUnavailable

    def test_while_a_name_is_looked_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked, never = threading.Event(), threading.Event()

        def connect(address: object, timeout: float) -> socket.socket:
            asked.set()
            never.wait(30)
            raise OSError

        monkeypatch.setattr(socket, "create_connection", connect)
        album = CouchAlbum("http://127.0.0.1:9", DATABASE)
        error = self._closed_while(album, asked, album.check)
        never.set()
        assert type(error) is AlbumUnavailable

    def test_while_others_wait_for_the_first_password(self, server: StandIn) -> None:
        album, never = CouchAlbum(server.url, DATABASE, user="admin", password="x"), threading.Event()
        server.answer_with(Scripted(hang=never))

        def wait() -> None:
            with pytest.raises(AlbumUnavailable):
                album.check()

        waiting = threading.Thread(target=wait)
        waiting.start()
        error = self._closed_while(album, server.arrived, album.check)
        never.set()
        joined(waiting)
        assert type(error) is AlbumUnavailable

    def test_afterwards(self, server: StandIn, tmp_path: Path) -> None:
        album = CouchAlbum(server.url, DATABASE)
        album.close()
        album.close()
        for act in (album.check, lambda: album.find(["a"]), lambda: album.store(photo(tmp_path))):
            with pytest.raises(AlbumUnavailable):
                act()
        assert server.seen() == []


def test_unreadable_original_is_this_photos_fault(server: StandIn, tmp_path: Path) -> None:
    album = CouchAlbum(server.url, DATABASE)
    given = photo(tmp_path)
    given.path.unlink()
    with pytest.raises(PhotoNotReady) as caught:
        album.store(given)
    assert not isinstance(caught.value, StoreInterrupted)
    assert server.documents == {}


def test_link_in_the_originals_place_is_not_followed(server: StandIn, tmp_path: Path) -> None:
    album, given = CouchAlbum(server.url, DATABASE), photo(tmp_path)
    given.path.rename(tmp_path / "other")
    try:
        given.path.symlink_to(tmp_path / "other")
    except OSError:
        pytest.skip("this account may not make links")
    with pytest.raises(PhotoNotReady):
        album.store(given)
    assert server.documents == {}


def test_one_request_stores_a_document_and_all_its_pictures(server: StandIn, tmp_path: Path) -> None:
    album, given = CouchAlbum(server.url, DATABASE), photo(tmp_path, LARGE)
    assert album.store(given) is Outcome.NEW
    base = f"/{DATABASE}/"
    assert server.seen("PUT") == [f"PUT {base}{original_id(given.digests.md5)}", f"PUT {base}{given.digests.md5}"]
    assert len(server.seen("POST")) == 2
    for request in server.requests:
        assert "Transfer-Encoding" not in request.headers
        assert "Expect" not in request.headers
        assert int(request.headers.get("Content-Length", 0)) == len(request.body)
    assert server.contents[original_id(given.digests.md5)] == {"original.jpg": LARGE}

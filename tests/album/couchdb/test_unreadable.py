"""One document that nobody can read stops nothing: it is named, left out, and never written over."""

import base64
import contextlib
import json
import socket
import threading
import urllib.request

import pytest
from tests.album.maintenance.shots import MEANS, added, shot
from tests.children import PATIENCE_S

from photospool.album.base import Write
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.couchdb.transport import Timeouts
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.export import export
from photospool.album.maintenance.migrate import move
from photospool.album.maintenance.repair import Need, repair
from photospool.album.maintenance.verify import Wrong, verify
from photospool.album.schema import UNREADABLE
from photospool.album.store_photo import trashed
from photospool.album.trash import empty
from photospool.album.web import api
from photospool.album.web.couchdb_backend import CouchBackend
from photospool.errors import AlbumRefused, AlbumUnavailable, AnswerUnreadable, PhotoError

DEEP = "[" * 3000 + "]" * 3000


def put_raw(server, database, doc_id, document, more):
    """A document as another program may write it, with JSON that Python can't make."""
    body = json.dumps(document)[:-1] + f", {more}}}"
    who = base64.b64encode(f"{server.user}:{server.password}".encode()).decode()
    headers = {"Content-Type": "application/json", "Authorization": f"Basic {who}"}
    request = urllib.request.Request(f"{server.url}/{database}/{doc_id}", body.encode(), headers, method="PUT")
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=PATIENCE_S).close()


@pytest.fixture
def album(real_couchdb, database):
    found = real_couchdb.album(database)
    set_up(found, create=False)
    yield found
    found.close()


@pytest.fixture
def shots(album, real_couchdb, database, tmp_path):
    """Three photos; what is said of the one in the middle is nested too deep."""
    found = sorted((shot(number, name=f"IMG_{number}.jpg") for number in range(3)), key=lambda one: one.id)
    for one in found:
        added(album, tmp_path, one)
    odd = album.find([found[1].id])[found[1].id].photo
    put_raw(real_couchdb, database, odd["_id"], odd, f'"deep": {DEEP}')
    return found


def test_it_is_named_and_the_others_are_served(album, shots, tmp_path):
    odd = shots[1].id
    found = verify(album)
    assert (found.photos, [(one.photo_id, one.wrong) for one in found.findings]) == (3, [(odd, Wrong.UNREADABLE)])
    assert found.bytes_read == sum(len(one.data) for one in (shots[0], shots[2]))
    exported = export(album, tmp_path / "out")
    assert (exported.taken_along, len(exported.left_out)) == (2, 1)
    assert odd in exported.left_out[0]
    for dry_run in (True, False):
        mended = repair(album, MEANS, dry_run=dry_run)
        assert ([one.photo_id for one in mended.unmended], mended.needs[Need.UNREADABLE]) == ([odd], 1)


def test_it_is_neither_written_over_nor_added_again(album, shots, tmp_path):
    odd = shots[1]
    before = album.database.all_docs([odd.id])["rows"]
    with pytest.raises(PhotoError, match="can't be read"):
        added(album, tmp_path, odd)
    album.discard(odd.id)
    album.join(odd.id, {"descr": "mine"})
    assert album.database.all_docs([odd.id])["rows"] == before
    with pytest.raises(AnswerUnreadable):
        album.get(odd.id)


def test_the_page_shows_the_others(album, shots):
    backend = CouchBackend(album)
    ids = [one.id for one in shots]

    def ask(method, *path, query=None, body=None):
        content = b"" if body is None else json.dumps(body).encode()
        return backend.answer(api.asked(method, path, query or {}, content, {}))

    for reply in (
        ask("POST", "_all_docs", query={"include_docs": "true"}, body={"keys": ids}),
        ask("GET", "_design", "photospool", "_view", "timeline", query={"reduce": "false", "include_docs": "true"}),
        ask("GET", "_design", "photospool", "_view", "tag", query={"reduce": "false", "include_docs": "true"}),
    ):
        assert reply.status == 200
        docs = {row["id"]: row["doc"] for row in reply.content["rows"]}
        assert set(docs) == set(ids)
        assert [doc_id for doc_id, doc in docs.items() if UNREADABLE in doc] == [shots[1].id]
        assert docs[ids[0]]["descr"] == "Ein <Tag> & mehr"
    assert UNREADABLE in ask("GET", ids[1]).content
    assert ask("GET", ids[0]).content["descr"] == "Ein <Tag> & mehr"
    with pytest.raises(api.PathNotAllowed):
        ask("PUT", ids[1], body=ask("GET", ids[1]).content)


def test_the_trash_and_a_move_leave_it_alone(album, shots, real_couchdb, database, tmp_path):
    for one in (shots[0], shots[2]):
        album.write(Write(trashed(album.find([one.id])[one.id].photo)))
    odd = album.database.all_docs([shots[1].id])["rows"][0]
    document = {"_id": shots[1].id, "_rev": odd["value"]["rev"], "type": "photo", "cat": "Trash"}
    put_raw(real_couchdb, database, shots[1].id, document, f'"deep": {DEEP}')
    assert empty(album, tmp_path / "trash.json", kept_s=0).emptied == 2
    assert "error" not in album.database.all_docs([shots[1].id])["rows"][0]
    here = LocalAlbum(tmp_path / "here")
    for one in shots:
        added(here, tmp_path, one)
    with pytest.raises(PhotoError, match="One photo can't be moved"):
        move(here, album)
    here.close()
    assert album.find([shots[0].id])[shots[0].id].original["filename"] == shots[0].name


def test_a_number_of_many_digits(album, shots, real_couchdb, database, tmp_path):
    one = shots[0]
    document = {**album.find([one.id])[one.id].photo}
    del document["width"]
    put_raw(real_couchdb, database, one.id, document, f'"width": {"9" * 300}')  # CouchDB takes no more
    assert [finding.photo_id for finding in verify(album).findings] == [shots[1].id]
    assert len(album.view("timeline", reduce=False)["rows"]) == 3
    assert album.view("cameras", group=True)["rows"]
    assert export(album, tmp_path / "out").taken_along == 2
    assert repair(album, MEANS, dry_run=True).needs[Need.FIELDS] == 1


class TestHere:
    """The album on this computer."""

    @pytest.fixture
    def here(self, tmp_path):
        found = LocalAlbum(tmp_path / "album")
        yield found
        found.close()

    @pytest.mark.parametrize(
        "value",
        [json.loads("[" * 300 + "]" * 300), 10**400, float("inf"), float("nan"), "half \ud800", {"\ud800": 1}],
        ids=["deep", "400 digits", "inf", "nan", "half", "half name"],
    )  # fmt: skip
    def test_it_takes_nothing_that_others_could_not_read(self, here, value):
        with pytest.raises(PhotoError, match="can't be stored"):
            here.write(Write({"_id": "a", "odd": value}))
        assert here.all_docs() == []

    @pytest.mark.parametrize("value", ["text", ["a"], {"thumb.jpg": 7}, 7])
    def test_attachments_are_stubs_by_name(self, here, value):
        with pytest.raises(PhotoError):
            here.write(Write({"_id": "a", "_attachments": value}))

    def test_what_an_older_version_took_is_a_mark(self, here, tmp_path):
        odd, well = shot(0), shot(1)
        for one in (odd, well):
            added(here, tmp_path, one)
        with here._open()[1].writing() as db:
            db.execute("UPDATE documents SET body = ? WHERE id = ?", (f'{{"deep": {DEEP}}}', odd.id))
        found = verify(here)
        assert [(one.photo_id, one.wrong) for one in found.findings] == [(odd.id, Wrong.UNREADABLE)]
        assert export(here, tmp_path / "out").taken_along == 1
        assert [one.photo_id for one in repair(here, MEANS, dry_run=False).unmended] == [odd.id]
        assert len(here.all_docs(include_docs=True)) == 4

    def test_a_number_that_is_none_hides_no_other_photo(self, here, tmp_path):
        for number in range(2):
            added(here, tmp_path, shot(number))
        body = json.dumps({**here.get(shot(0).id), "width": 10**400, "size": 10**400})
        with here._open()[1].writing() as db:
            db.execute("UPDATE documents SET body = ?, seq = 99 WHERE id = ?", (body, shot(0).id))
        assert len(here.view("timeline")["rows"]) == 1  # one group
        for name in ("timeline", "cameras", "by-camera", "unprocessed"):
            here.view(name)
        assert export(here, tmp_path / "out").taken_along == 2


class Endless:
    """A server that answers each question with JSON that goes on until nobody listens any more."""

    def __init__(self, status: int) -> None:
        self.status, self.sent_bytes = status, 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                with self._listener.accept()[0] as connection, contextlib.suppress(OSError):
                    connection.recv(65536)
                    head = f"HTTP/1.1 {self.status} OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                    connection.sendall(head.encode() + b'{"couchdb": "Welcome", "rows": ["')
                    while self.sent_bytes < 200_000_000:
                        connection.sendall(b"x" * 100_000)
                        self.sent_bytes += 100_000

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(PATIENCE_S)


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("asks", ["check", "documents", "page"])
def test_an_answer_without_end_does_not_fill_the_memory(asks: str, status: int, monkeypatch) -> None:
    for module in ("photospool.album.couchdb.client", "photospool.album.web.couchdb_backend"):
        monkeypatch.setattr(f"{module}.LONGEST_ANSWER_BYTES", 1_000_000)
    server = Endless(status)
    album = CouchAlbum(server.url, "photo", timeouts=Timeouts(5, 5))
    try:
        with pytest.raises((AlbumUnavailable, AlbumRefused)):
            if asks == "check":
                album.check()
            elif asks == "documents":
                album.find(["0" * 32])
            else:
                CouchBackend(album).answer(api.asked("GET", ["0" * 32], {}, b"", {}))
    finally:
        album.close()
        server.close()
    assert server.sent_bytes < 20_000_000, "what was on its way when nobody listened any more"

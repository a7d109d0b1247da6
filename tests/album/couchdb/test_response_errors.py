"""What each answer of a server means, to a question and to a photo that is being sent (reliability: one table)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.utils import formatdate
from pathlib import Path
from time import time

import pytest
from tests.children import joined

from photospool.album.base import ChangedMeanwhile
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.response_errors import ServerReply, problem
from photospool.album.couchdb.transport import Timeouts
from photospool.album.replication.diff import changes
from photospool.album.replication.replications import Replications
from photospool.album.replication.revisions import leaves_of
from photospool.album.store_photo import WAITS
from photospool.errors import (
    AlbumFull,
    AlbumLockedOut,
    AlbumRefused,
    AlbumUnavailable,
    DatabaseMissing,
    NotACouchDB,
    NotAllowed,
    PhotoError,
    PhotospoolError,
    StoreInterrupted,
    TooLarge,
    WrongPassword,
)
from photospool.events import Outcome

from ...servers.standin import DATABASE, Scripted, StandIn, standin
from ..photos import PICTURES, photo

SECRET = "s3cret-päss:w@rd"
LOCKED = "Account is temporarily locked due to multiple authentication failures"
json_error = Scripted.json


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standin() as server:
        yield server


@pytest.fixture
def album(server: StandIn) -> Iterator[CouchAlbum]:
    album = CouchAlbum(server.url, DATABASE, user="admin", password=SECRET, timeouts=Timeouts(2, 5))
    yield album
    album.close()


QUESTIONS = {
    "wrong password": (json_error(401, "unauthorized", "Name or password is incorrect."), WrongPassword),
    "nobody": (json_error(401, "unauthorized", "You are not authorized to access this db."), WrongPassword),
    "no admin": (json_error(401, "unauthorized", "You are not a server admin."), NotAllowed),
    "locked out": (json_error(403, "forbidden", LOCKED), AlbumLockedOut),
    "forbidden": (json_error(403, "forbidden", "You are not allowed to access this db."), NotAllowed),
    "forbidden by a proxy": (Scripted.html(403), NotACouchDB),
    "no database": (json_error(404, "not_found", "Database does not exist."), DatabaseMissing),
    "no database, older": (json_error(404, "not_found", "no_db_file"), DatabaseMissing),
    "a web site": (Scripted.html(404), NotACouchDB),
    "maintenance": (json_error(412, "nodedown", "progress not possible"), AlbumUnavailable),
    "slow down": (json_error(429, "too_many_requests", "slow down"), AlbumUnavailable),
    "error": (json_error(500, "unknown_error", "badmatch"), AlbumUnavailable),
    "error without a body": (Scripted(500), AlbumUnavailable),
    "error without a type": (Scripted(503, b"oops", content_type=None), AlbumUnavailable),
    "long error": (Scripted(500, json.dumps({"error": "e", "reason": "r" * 10_000}).encode()), AlbumUnavailable),
    "chunked error": (json_error(500, "timeout", "timeout", chunked=True), AlbumUnavailable),
    "error of broken JSON": (Scripted(500, b"{"), AlbumUnavailable),
    "bad gateway": (Scripted.html(502), AlbumUnavailable),
    "unavailable": (Scripted.html(503), AlbumUnavailable),
    "gateway timeout": (Scripted.html(504), AlbumUnavailable),
    "loop": (json_error(508, "loop", "loop"), AlbumUnavailable),
    "full": (json_error(507, "insufficient_storage", "disk full"), AlbumFull),
    "log in to the network": (Scripted.html(511), NotACouchDB),
    "portal": (Scripted.html(), NotACouchDB),
    "long portal": (Scripted(200, b"<html>" * 5000, content_type="text/html"), NotACouchDB),
    "portal without a type": (Scripted(200, b"hello", content_type=None), NotACouchDB),
    "redirect": (Scripted(302, headers={"Location": "http://portal.example/"}), NotACouchDB),
    "redirect for ever": (Scripted(301, headers={"Location": "http://portal.example/"}), NotACouchDB),
    "redirect, kept method": (Scripted(308, headers={"Location": "http://portal.example/"}), NotACouchDB),
    "see other": (Scripted(303, headers={"Location": "/elsewhere"}), NotACouchDB),
    "not modified": (Scripted(304), NotACouchDB),
    "plain http to https": (Scripted.html(400), NotACouchDB),
    "bad name": (json_error(400, "illegal_database_name", "Name: 'Photo'"), AlbumRefused),
    "bad request": (json_error(400, "bad_request", "invalid UTF-8 JSON"), AlbumRefused),
    "method": (json_error(405, "method_not_allowed", "Only GET allowed"), AlbumRefused),
    "too large a question": (json_error(413, "document_too_large", "x"), AlbumRefused),
    "broken JSON": (Scripted(200, b'{"rows": ['), AlbumUnavailable),
    "cut answer": (Scripted(200, json.dumps({"rows": [0] * 9000}).encode(), truncated=True), AlbumUnavailable),
    "no answer": (Scripted(cut=True), AlbumUnavailable),
}

UPLOADS = {
    "wrong password": (json_error(401, "unauthorized", "Name or password is incorrect."), WrongPassword),
    "locked out": (json_error(403, "forbidden", LOCKED), AlbumLockedOut),
    "forbidden": (json_error(403, "forbidden", "You are not allowed"), NotAllowed),
    "no database": (json_error(404, "not_found", "Database does not exist."), DatabaseMissing),
    "conflict for ever": (json_error(409, "conflict", "Document update conflict."), StoreInterrupted),
    "missing stub": (json_error(412, "missing_stub", "id:x, name:y"), StoreInterrupted),
    "maintenance": (json_error(412, "nodedown", "progress not possible"), AlbumUnavailable),
    "attachment too large": (json_error(413, "attachment_too_large", "original.jpg"), TooLarge),
    "document too large": (json_error(413, "document_too_large", "x"), TooLarge),
    "too large for a proxy": (Scripted.html(413), TooLarge),
    "race": (json_error(400, "bad_request", "attachment longer than expected"), StoreInterrupted),
    "never understood": (json_error(400, "doc_validation", "Bad special document member: _x"), PhotoError),
    "slow down": (json_error(429, "too_many_requests", "slow down"), AlbumUnavailable),
    "digest": (json_error(500, "unknown_error", "function_clause"), StoreInterrupted),
    "timeout": (json_error(500, "timeout", "The request could not be processed in time."), StoreInterrupted),
    "bad gateway": (Scripted.html(502), StoreInterrupted),
    "unavailable": (Scripted.html(503), AlbumUnavailable),
    "gateway timeout": (Scripted.html(504), StoreInterrupted),
    "full": (json_error(507, "insufficient_storage", "disk full"), AlbumFull),
    "portal": (Scripted.html(), NotACouchDB),
    "redirect": (Scripted(307, headers={"Location": "http://portal.example/"}), NotACouchDB),
    "no answer": (Scripted(cut=True), StoreInterrupted),
    "refused before it was read": (Scripted.html(413, reads_body=False), TooLarge),
    "password refused before it was read": (
        json_error(401, "unauthorized", "Name or password is incorrect.", reads_body=False),
        WrongPassword,
    ),
}


@pytest.mark.parametrize(("scripted", "expected"), QUESTIONS.values(), ids=QUESTIONS.keys())
def test_answer_to_a_question(
    server: StandIn, album: CouchAlbum, scripted: Scripted, expected: type[PhotospoolError]
) -> None:
    server.answer_with(scripted)
    with pytest.raises(PhotospoolError) as caught:
        album.find(["0" * 32])
    assert type(caught.value) is expected
    assert caught.value.title
    assert caught.value.advice
    assert len(server.seen()) == 1


@pytest.mark.parametrize(("scripted", "expected"), UPLOADS.values(), ids=UPLOADS.keys())
def test_answer_to_an_upload(
    server: StandIn, album: CouchAlbum, tmp_path: Path, scripted: Scripted, expected: type[PhotospoolError]
) -> None:
    server.answer_with(scripted, method="PUT")
    with pytest.raises(PhotospoolError) as caught:
        album.store(photo(tmp_path, b"p" * 3_000_000))
    assert type(caught.value) is expected
    assert caught.value.title
    assert caught.value.advice
    # Somebody else's writing is looked at, and met, with growing waits; anything else is sent once.
    is_met = scripted.status == 409 or b"missing_stub" in scripted.body
    assert len(server.seen("PUT")) == (len(WAITS) + 1 if is_met else 1)


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [
        ("17", 17, 17),
        ("in 100 s", 60, 101),
        ("soon", None, None),
        ("-5", None, None),
        ("999999999999999", 3600, 3600),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3600, 3600),
        (formatdate(1), 0, 0),
    ],
)
def test_server_says_how_long_to_wait(
    server: StandIn, album: CouchAlbum, tmp_path: Path, header: str, low: float | None, high: float | None
) -> None:
    if header == "in 100 s":  # as a date, counted from the test and not from when the tests were collected
        header = formatdate(time() + 100, usegmt=True)
    for method in ("POST", "PUT"):
        server.answer_with(Scripted.html(503, headers={"Retry-After": header}), method=method)
        with pytest.raises(AlbumUnavailable) as caught:
            album.store(photo(tmp_path))
        wait_s = caught.value.retry_after_s
        assert wait_s is None if low is None or high is None else wait_s is not None and low <= wait_s <= high


def test_locked_out_waits_five_minutes(server: StandIn, album: CouchAlbum) -> None:
    server.answer_with(json_error(403, "forbidden", LOCKED))
    with pytest.raises(AlbumLockedOut) as caught:
        album.check()
    assert caught.value.retry_after_s == 300


def test_a_servers_words_are_made_safe() -> None:
    reply = ServerReply(403, {}, {"error": "forbidden", "reason": "\x1b[31mno\u202e\n" + "x" * 1000})
    assert len(reply.reason) <= 200
    assert reply.reason.startswith("[31mno x")
    assert ServerReply(403, {}, {"error": 7, "reason": None}).error == ""


def test_what_is_no_http_at_all(album: CouchAlbum) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:

        def speak() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")
                connection.recv(1 << 16)

        thread = threading.Thread(target=speak)
        thread.start()
        other = CouchAlbum(f"http://127.0.0.1:{listener.getsockname()[1]}", DATABASE)
        with pytest.raises(NotACouchDB):
            other.check()
        joined(thread)


def test_deleted_is_not_there(server: StandIn, album: CouchAlbum) -> None:
    server.deleted.add("0" * 32)
    found = album.find(["0" * 32])["0" * 32]
    assert (found.photo, found.original) == (None, None)


@pytest.mark.parametrize("status", [201, 202])
def test_accepted_counts_only_once_the_digests_are_there(
    server: StandIn, album: CouchAlbum, tmp_path: Path, status: int
) -> None:
    given = photo(tmp_path)
    server.answer_with(Scripted(status, does_it=True), method="PUT")
    assert album.store(given) is Outcome.NEW
    assert album.find([given.digests.md5])[given.digests.md5].is_complete(given.digests, PICTURES)


def test_said_stored_but_not_there(server: StandIn, album: CouchAlbum, tmp_path: Path) -> None:
    server.answer_with(Scripted(201, b'{"ok": true, "rev": "1-a"}'), method="PUT")
    with pytest.raises(AlbumRefused) as caught:
        album.store(photo(tmp_path))
    assert type(caught.value) is AlbumRefused
    assert len(server.seen("PUT")) == 6


def test_server_that_keeps_other_bytes(server: StandIn, album: CouchAlbum, tmp_path: Path) -> None:
    given = photo(tmp_path)
    real = server._put

    def truncating(doc_id: str, request: object) -> object:
        status, content = real(doc_id, request)  # type: ignore[arg-type]
        for stub in server.documents[doc_id].get("_attachments", {}).values():
            stub["length"] -= 1
        return status, content

    server._put = truncating  # type: ignore[method-assign,assignment]
    with pytest.raises(AlbumRefused, match="other bytes"):
        album.store(given)


@pytest.mark.parametrize("answer", [{"rev": 1}, {"ok": True}, []])
def test_success_that_makes_no_sense(server: StandIn, album: CouchAlbum, tmp_path: Path, answer: object) -> None:
    server.answer_with(Scripted(201, json.dumps(answer).encode()), method="PUT")
    with pytest.raises(NotACouchDB):
        album.store(photo(tmp_path))


@pytest.mark.parametrize(
    "answer", [{}, [], {"rows": None}, {"rows": [7]}, {"rows": [{"id": "x"}]}, {"rows": [{"key": "0" * 32}]}]
)
def test_list_that_makes_no_sense(server: StandIn, album: CouchAlbum, answer: object) -> None:
    server.answer_with(Scripted(200, json.dumps(answer).encode()))
    with pytest.raises(NotACouchDB):
        album.find(["0" * 32])


@pytest.mark.parametrize("answer", [b"[]", b'{"db": "other"}', b"17", b"null"])
def test_root_of_something_else(server: StandIn, album: CouchAlbum, answer: bytes) -> None:
    server.answer_with(Scripted(200, answer))
    with pytest.raises(NotACouchDB):
        album.check()


def test_conflict_is_for_the_caller_of_a_plain_write(server: StandIn, album: CouchAlbum) -> None:
    album.put_document({"_id": "x"})
    with pytest.raises(ChangedMeanwhile):
        album.put_document({"_id": "x"})
    assert album.get("y") is None


def test_what_no_server_takes_is_this_photos_fault(album: CouchAlbum, server: StandIn, tmp_path: Path) -> None:
    from dataclasses import replace

    given = replace(photo(tmp_path), description="\ud800")
    with pytest.raises(PhotoError):
        album.store(given)
    assert "PUT /photo/" + given.digests.md5 not in server.seen("PUT")


NONSENSE = [(status, body) for status in (404, 409, 412) for body in (b"{}", b'{"error": "x"}', b'"x"', b"[]")]
CALLS = {
    "find": lambda album: album.find(["a" * 32]),
    "check": lambda album: album.check(),
    "ids": lambda album: list(album.ids()),
    "view": lambda album: album.view("cat"),
    "info": lambda album: album.database.info(),
    "bulk": lambda album: album.bulk([{"_id": "a"}]),
    "put": lambda album: album.put_document({"_id": "a"}),
    "get": lambda album: album.get("a"),
    "trashed": lambda album: list(album.trashed()),
    "compact": lambda album: album.compact(),
    "discard": lambda album: album.discard("a" * 32),
    "copies": lambda album: Replications(album).copies(),
    "changes": lambda album: changes(album.database, "0", {}),
    "leaves": lambda album: leaves_of(album.database, ["a"]),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
@pytest.mark.parametrize(("status", "body"), NONSENSE)
def test_whatever_a_server_answers_becomes_one_of_ours(
    server: StandIn, album: CouchAlbum, call: Callable[[CouchAlbum], object], status: int, body: bytes
) -> None:
    server.answer_with(Scripted(status, body))
    with suppress(PhotospoolError):
        call(album)


@pytest.mark.parametrize(("status", "body"), NONSENSE)
def test_what_is_the_servers_fault_is_no_photos(
    server: StandIn, album: CouchAlbum, tmp_path: Path, status: int, body: bytes
) -> None:
    server.answer_with(Scripted(status, body), path="_all_docs")
    with pytest.raises((AlbumRefused, AlbumUnavailable)):
        album.store(photo(tmp_path))
    with pytest.raises((AlbumRefused, AlbumUnavailable)):
        album.find(["a" * 32])


@pytest.mark.parametrize(
    ("status", "content", "said"),
    [
        (403, {"error": "forbidden", "reason": "no\x1b films\n"}, "no films"),
        (401, {"error": "unauthorized", "reason": "Name or password is incorrect."}, "Name or password is incorrect."),
        (413, {"error": "attachment_too_large"}, "attachment_too_large"),
        (409, {"error": "conflict", "reason": ""}, "conflict"),
        (503, None, "503 Service Unavailable"),
        (302, None, "302 Found"),
        (599, None, "599"),
    ],
)
@pytest.mark.parametrize("sends_photo", [False, True])
def test_each_carries_the_servers_own_words(status, content, said, sends_photo):
    assert problem(ServerReply(status, {}, content), sends_photo=sends_photo).said == said

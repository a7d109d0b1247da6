"""What a test of the album says: each verdict, by a stand-in, with certificates of every kind, and a real CouchDB."""

from __future__ import annotations

import secrets
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from photospool.album.couchdb.connection_test import (
    PROBE_ID,
    ConnectionTester,
    Diagnosis,
    Fault,
    Question,
    Verdict,
    fingerprint,
    here,
)
from photospool.album.couchdb.design_doc import DESIGN_ID
from photospool.album.couchdb.transport import Timeouts

from ...servers.authority import Authority
from ...servers.couchdb import Server
from ...servers.standin import DATABASE, Scripted, StandIn, standin

WRONG = Scripted.json(401, "unauthorized", "Name or password is incorrect.")
READ_ONLY = """function (newDoc, oldDoc, userCtx, secObj) {
  if (userCtx.roles.indexOf('_admin') < 0) throw({forbidden: 'This copy is read-only.'});
}"""


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standin() as server:
        yield server


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def ask(url: str, **more: object) -> Diagnosis:
    question = replace(Question(url, DATABASE, user="admin", password="right"), **more)
    return ConnectionTester(Timeouts(5, 5)).examine(question)


def test_views_missing_then_brought_then_ready(server: StandIn) -> None:
    question = Question(server.url, DATABASE, user="admin", password="right")
    examiner = ConnectionTester()
    found = examiner.examine(question)
    assert (found.verdict, found.kind, found.user) == (Verdict.VIEWS_MISSING, "CouchDB 3.5.0", "admin")
    assert found.verdict.is_connected
    assert examiner.examine(question, bring_views=True).verdict is Verdict.READY
    assert examiner.examine(question).verdict is Verdict.READY
    server.documents[DESIGN_ID]["version"] = 0
    assert examiner.examine(question).verdict is Verdict.VIEWS_OLD


def test_a_refused_password_costs_one_request_until_another_is_entered(server: StandIn) -> None:
    server.answer_with(WRONG)
    examiner = ConnectionTester()
    question = Question(server.url, DATABASE, user="admin", password="wrong")
    for _ in range(5):
        assert examiner.examine(question).verdict is Verdict.WRONG_PASSWORD
    assert len(server.seen()) == 1
    server.script = lambda request: None
    assert examiner.examine(replace(question, password="right")).verdict.is_connected


@pytest.mark.parametrize(
    ("scripted", "verdict"),
    [
        (WRONG, Verdict.WRONG_PASSWORD),
        (
            Scripted.json(403, "forbidden", "Account is temporarily locked due to multiple authentication failures"),
            Verdict.LOCKED_OUT,
        ),
        (Scripted.json(403, "forbidden", "You are not allowed to access this db."), Verdict.MAY_NOT_WRITE),
        (Scripted.html(200), Verdict.NO_COUCHDB),
        (Scripted(200, b'{"hello": "world"}'), Verdict.NO_COUCHDB),
        (Scripted(302, headers={"Location": "http://elsewhere.example"}), Verdict.NO_COUCHDB),
        (Scripted.html(503), Verdict.NOT_NOW),
        (Scripted(cut=True), Verdict.NOT_NOW),
    ],
)
def test_answers(server: StandIn, scripted: Scripted, verdict: Verdict) -> None:
    server.answer_with(scripted)
    found = ask(server.url)
    assert found.verdict is verdict
    assert found.error is not None
    assert found.error.advice


def test_who_gives_no_name_is_asked_to_sign_in(server: StandIn) -> None:
    server.answer_with(
        Scripted.json(401, "unauthorized", "You are not authorized to access this db."), path=f"^/{DATABASE}"
    )
    assert ask(server.url, user="", password="").verdict is Verdict.WANTS_SIGN_IN


def test_nobody_is_there() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        assert ask(f"http://127.0.0.1:{port}").verdict is Verdict.NOTHING_ANSWERS
    assert ask("http://photospool.invalid", allow_plain_http=True).verdict is Verdict.NAME_UNKNOWN


def test_somebody_is_there_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        question = Question(f"http://127.0.0.1:{silent.getsockname()[1]}", DATABASE)
        assert ConnectionTester(Timeouts(5, 0.2)).examine(question).verdict is Verdict.NO_ANSWER_IN_TIME


def test_a_password_does_not_travel_in_the_open() -> None:
    assert ask("http://album.example.org").verdict is Verdict.NOT_ENCRYPTED


@pytest.mark.parametrize("url", ["", "album", "ftp://x", "http://x:port"])
def test_no_address(url: str) -> None:
    assert ask(url).verdict is Verdict.BAD_ADDRESS


def test_a_database_that_is_missing(server: StandIn) -> None:
    assert ask(server.url, database="other").verdict is Verdict.DATABASE_MISSING


class TestCertificates:
    @pytest.mark.parametrize("fault", [Fault.SELF_SIGNED, Fault.OTHER_HOST, Fault.EXPIRED, Fault.UNKNOWN_ISSUER])
    def test_what_is_wrong_and_which_certificate_it_is(self, authority: Authority, fault: Fault) -> None:
        contexts = {
            Fault.SELF_SIGNED: authority.self_signed,
            Fault.OTHER_HOST: lambda: authority.server(("album.example.org",)),
            Fault.EXPIRED: lambda: authority.server(expired=True),
            Fault.UNKNOWN_ISSUER: authority.server,
        }
        ca_file = "" if fault is Fault.UNKNOWN_ISSUER else str(authority.ca_file)
        with standin(contexts[fault]()) as server:
            found = ask(server.url, ca_file=ca_file)
            assert (found.verdict, found.fault) == (Verdict.CERTIFICATE, fault)
            shown = ssl.get_server_certificate(("127.0.0.1", int(server.url.rpartition(":")[2])))
            assert found.fingerprint == fingerprint(ssl.PEM_cert_to_DER_cert(shown))
            assert len(found.fingerprint) == 32 * 3 - 1
            assert server.seen() == []

    def test_a_self_signed_one_that_the_user_kept_is_trusted(self, authority: Authority, tmp_path: Path) -> None:
        with standin(authority.self_signed()) as server:
            kept = tmp_path / "kept.pem"
            kept.write_text(ask(server.url).certificate)
            assert ask(server.url, ca_file=str(kept)).verdict.is_connected

    def test_own_authority(self, authority: Authority) -> None:
        with standin(authority.server()) as server:
            assert ask(server.url, ca_file=str(authority.ca_file)).verdict.is_connected

    def test_a_file_that_is_no_certificate(self, tmp_path: Path) -> None:
        assert ask("https://127.0.0.1", ca_file=str(tmp_path / "none")).verdict is Verdict.CERTIFICATE_FILE

    def test_https_where_only_http_is_spoken(self, server: StandIn) -> None:
        assert ask(server.url.replace("http:", "https:")).verdict is Verdict.NO_COUCHDB


class TestRealServer:
    def test_an_album_is_made_and_found(self, real_couchdb: Server) -> None:
        name = f"test-{secrets.token_hex(6)}"
        question = Question(real_couchdb.url, name, real_couchdb.user, real_couchdb.password)
        examiner = ConnectionTester()
        assert examiner.examine(question).verdict is Verdict.DATABASE_MISSING
        try:
            found = examiner.examine(question, create=True)
            assert (found.verdict, found.photos) == (Verdict.READY, 0)
            assert found.kind.startswith("CouchDB 3.")
        finally:
            real_couchdb.request("DELETE", f"/{name}")

    def test_a_stranger(self, real_couchdb: Server, database: str) -> None:
        assert ConnectionTester().examine(Question(real_couchdb.url, database)).verdict is Verdict.WANTS_SIGN_IN

    def test_somebody_who_may_look_but_not_write(self, real_couchdb: Server, database: str) -> None:
        name = person(real_couchdb)
        members = {"admins": {"roles": ["_admin"]}, "members": {"names": [name]}}
        real_couchdb.request("PUT", f"/{database}/_security", members)
        question = Question(real_couchdb.url, database, name, "pw")
        assert ConnectionTester().examine(question).verdict is Verdict.VIEWS_MISSING
        assert ConnectionTester().examine(question, bring_views=True).verdict is Verdict.NEEDS_ADMIN
        real_couchdb.request("PUT", f"/{database}/_design/readonly", {"validate_doc_update": READ_ONLY})
        found = ConnectionTester().examine(question)
        assert (found.verdict, found.user) == (Verdict.MAY_NOT_WRITE, name)

    def test_asking_whether_one_may_write_leaves_nothing(self, real_couchdb: Server, database: str) -> None:
        real_couchdb.request("PUT", f"/{database}/_design/any", {"validate_doc_update": "function () {}"})
        question = Question(real_couchdb.url, database, real_couchdb.user, real_couchdb.password)
        for _ in range(2):
            assert ConnectionTester().examine(question).verdict is Verdict.VIEWS_MISSING
        album = real_couchdb.album(database)
        assert album.get(PROBE_ID) is None
        album.close()

    def test_somebody_who_may_not_even_look(self, real_couchdb: Server, database: str) -> None:
        name = person(real_couchdb)
        assert (
            ConnectionTester().examine(Question(real_couchdb.url, database, name, "pw")).verdict
            is Verdict.MAY_NOT_WRITE
        )

    def test_one_on_this_computer_is_found(self, real_couchdb: Server) -> None:
        assert here(url=real_couchdb.url) == real_couchdb.url


def test_nothing_on_this_computer(server: StandIn) -> None:
    server.answer_with(Scripted.html(200))
    assert here(url=server.url) == ""
    server.answer_with(Scripted(cut=True))
    assert here(url=server.url) == ""
    assert [request.headers.get("Authorization") for request in server.requests] == [None, None]


def test_the_password_is_shown_nowhere(server: StandIn) -> None:
    question = Question(server.url, DATABASE, "admin", "s3cret")
    assert "s3cret" not in repr(question)
    server.answer_with(WRONG)
    assert "s3cret" not in repr(ConnectionTester().examine(question))


def person(server: Server) -> str:
    """A user of the server with the password ``pw``."""
    name = f"user-{secrets.token_hex(6)}"
    if "_users" not in server.request("GET", "/_all_dbs"):
        server.request("PUT", "/_users")
    user = {"name": name, "password": "pw", "roles": [], "type": "user"}
    server.request("PUT", f"/_users/org.couchdb.user:{name}", user)
    return name

"""Passwords: tried once, sent only where they belong, shown nowhere. Certificates: believed only when proven."""

from __future__ import annotations

import base64
import errno
import gc
import logging
import select
import socket
import ssl
import struct
import threading
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.children import PATIENCE_S, joined

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.connection_test import _certificate
from photospool.album.couchdb.transport import Address, Timeouts, Transport
from photospool.errors import (
    AlbumLockedOut,
    AlbumRefused,
    AlbumUnavailable,
    NotACouchDB,
    NotTrusted,
    PhotospoolError,
    WrongPassword,
)
from photospool.events import Outcome

from ...servers import couchdb
from ...servers.authority import Authority
from ...servers.couchdb import Server
from ...servers.standin import DATABASE, Accepted, Scripted, StandIn, standin
from ..photos import photo

SECRET = "s3cret-päss:w@rd/%20"
BASIC = base64.b64encode(f"ädmin:{SECRET}".encode()).decode()
WRONG = Scripted.json(401, "unauthorized", "Name or password is incorrect.")


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standin() as server:
        yield server


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def reset_by(listener: socket.socket, *, is_told: bool) -> socket.socket:
    """A client's socket whose connection the other end has reset, whether or not its program was told so before."""
    client = socket.create_connection(listener.getsockname())
    taken, _ = listener.accept()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    taken.close()
    assert select.select([client], [], [], 10)[0]
    if is_told:
        assert client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == errno.ECONNRESET
    return client


def test_any_password_arrives_as_it_is(server: StandIn, tmp_path: Path) -> None:
    album = CouchAlbum(server.url, DATABASE, user="ädmin", password=SECRET)
    album.store(photo(tmp_path))
    assert {request.headers.get("Authorization") for request in server.requests} == {f"Basic {BASIC}"}


def test_wrong_password_costs_one_request(server: StandIn, tmp_path: Path) -> None:
    server.answer_with(WRONG)
    album = CouchAlbum(server.url, DATABASE, user="admin", password="wrong")
    start = threading.Barrier(8)
    errors: list[PhotospoolError] = []

    def work() -> None:
        start.wait(PATIENCE_S)
        for act in (album.check, lambda: album.find(["0" * 32]), lambda: album.store(given)):
            with pytest.raises(PhotospoolError) as caught:
                act()
            errors.append(caught.value)

    given = photo(tmp_path)
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    joined(*threads)
    assert [type(error) for error in errors] == [WrongPassword] * 24
    assert len(server.seen()) == 1


def test_password_that_was_changed_later(server: StandIn, tmp_path: Path) -> None:
    album = CouchAlbum(server.url, DATABASE, user="admin", password="old")
    album.find(["0" * 32])
    server.answer_with(WRONG)
    before = len(server.seen())
    for _ in range(5):
        with pytest.raises(WrongPassword):
            album.store(photo(tmp_path))
    assert len(server.seen()) == before + 1


def test_outage_is_no_refusal(server: StandIn) -> None:
    album = CouchAlbum(server.url, DATABASE, user="admin", password="right")
    server.answer_with(Scripted.html(503), times=1)
    with pytest.raises(AlbumUnavailable):
        album.check()
    assert album.check().user == "admin"


def test_real_server_tells_wrong_from_locked(real_couchdb: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A server of its own: after this it refuses the admin for five minutes."""
    if couchdb.named():
        pytest.skip("locks the account: only on a server that the tests started themselves")
    with couchdb.private_couchdb(tmp_path_factory.mktemp("locked")) as server:
        for _ in range(6):
            with pytest.raises(PhotospoolError) as caught:
                CouchAlbum(server.url, "x", user="admin", password="wrong").check()
            if isinstance(caught.value, AlbumLockedOut):
                break
            assert type(caught.value) is WrongPassword
        with pytest.raises(AlbumLockedOut) as locked:
            CouchAlbum(server.url, "x", user="admin", password="secret").check()
        assert locked.value.retry_after_s == 300


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_not_followed(server: StandIn, tmp_path: Path, status: int) -> None:
    with standin() as elsewhere:
        server.answer_with(Scripted(status, headers={"Location": f"{elsewhere.url}/{DATABASE}"}))
        album = CouchAlbum(server.url, DATABASE, user="ädmin", password=SECRET)
        for act in (album.check, lambda: album.find(["a"]), lambda: album.put_document({"_id": "x"})):
            with pytest.raises(NotACouchDB):
                act()
        server.answer_with(Scripted(status, headers={"Location": f"{elsewhere.url}/x"}), method="PUT")
        with pytest.raises(NotACouchDB):
            album.store(photo(tmp_path))
        assert elsewhere.seen() == []


def test_secret_is_shown_nowhere(
    server: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    address = server.url.replace("http://", "http://%C3%A4dmin:" + "s3cret-p%C3%A4ss%3Aw%40rd%2F%2520" + "@")
    shown = []
    for album in (
        CouchAlbum(server.url, DATABASE, user="ädmin", password=SECRET),
        CouchAlbum(address, DATABASE),
    ):
        assert album.guard.user == "ädmin"
        shown += [repr(album), repr(album.guard), repr(album.guard.authorization()), str(vars(album.guard))]
        for scripted in (None, WRONG, Scripted(302, headers={"Location": "http://x.example"}), Scripted(cut=True)):
            server.script = lambda request: None
            if scripted is not None:
                server.answer_with(scripted)
            try:
                album.check()
                album.store(photo(tmp_path))
            except PhotospoolError as exc:
                shown += [*traceback.format_exception(exc), repr(exc), str(vars(exc))]
    assert {request.headers.get("Authorization") for request in server.requests} == {f"Basic {BASIC}"}
    assert not any(SECRET in request.path for request in server.requests)
    text = "\n".join([*shown, caplog.text, *capfd.readouterr()])
    for secret in ("s3cret", BASIC, BASIC[10:30]):
        assert secret not in text


@pytest.mark.parametrize(
    ("url", "is_refused"),
    [
        ("http://album.example.org", True),
        ("http://192.168.1.10:5984", True),
        ("http://127.0.0.1.example.org", True),
        ("http://[2001:db8::1]:5984", True),
        ("http://127.0.0.1:5984", False),
        ("http://127.1.2.3", False),
        ("http://localhost:5984/couch/", False),
        ("http://[::1]:5984", False),
        ("https://album.example.org", False),
    ],
)
def test_password_travels_only_encrypted(url: str, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(NotTrusted) as caught:
            CouchAlbum(url, DATABASE, user="a", password=SECRET)
        assert SECRET not in str(caught.value)
    else:
        CouchAlbum(url, DATABASE, user="a", password=SECRET)
    CouchAlbum(url, DATABASE, user="a", password=SECRET, allow_plain_http=True)


@pytest.mark.parametrize("url", ["", "album", "ftp://x", "http://", "http://x:port", "https://[::1", "http://x:99999"])
def test_address_that_is_none(url: str) -> None:
    with pytest.raises(AlbumRefused, match="can't be read"):
        CouchAlbum(url, DATABASE)


def test_addresses() -> None:
    address, user, password = Address.parse(" https://m%C3%BCller:p%40ss@Album.Example.org/couch/ ")
    assert (address.url, user, password) == ("https://album.example.org/couch", "müller", "p@ss")
    assert Address.parse("http://[::1]:5984")[0].url == "http://[::1]:5984"
    assert Address.parse("http://x:80")[0].url == "http://x"


def test_album_under_a_path(server: StandIn, tmp_path: Path) -> None:
    """As behind a proxy that hands a part of its addresses on."""
    real = server.answer

    def under(request: object) -> object:
        assert request.path.startswith("/couch")  # type: ignore[attr-defined]
        return real(type(request)(request.method, request.path[6:], request.headers, request.body))  # type: ignore

    server.answer = under  # type: ignore[method-assign,assignment]
    album = CouchAlbum(f"{server.url}/couch/", DATABASE)
    assert album.store(photo(tmp_path)) is Outcome.NEW
    assert album.check().kind == "CouchDB 3.5.0"


class TestCertificates:
    def test_own_authority(self, authority: Authority, tmp_path: Path) -> None:
        with standin(authority.server()) as server:
            album = CouchAlbum(server.url, DATABASE, user="ädmin", password=SECRET, ca_file=str(authority.ca_file))
            assert album.check().may_write
            assert album.store(photo(tmp_path, b"x" * 500_000)) is Outcome.NEW
            assert {request.headers["Host"] for request in server.requests} == {server.url.removeprefix("https://")}

    @pytest.mark.parametrize("fault", ["self-signed", "wrong host", "expired", "unknown authority"])
    def test_refused_before_anything_is_sent(self, authority: Authority, tmp_path: Path, fault: str) -> None:
        contexts: dict[str, ssl.SSLContext] = {
            "self-signed": authority.self_signed(),
            "wrong host": authority.server(("album.example.org",)),
            "expired": authority.server(expired=True),
            "unknown authority": authority.server(),
        }
        ca_file = None if fault == "unknown authority" else str(authority.ca_file)
        with standin(contexts[fault]) as server:
            album = CouchAlbum(server.url, DATABASE, user="ädmin", password=SECRET, ca_file=ca_file)
            for act in (album.check, lambda: album.store(photo(tmp_path)), lambda: album.put_document({"_id": "x"})):
                with pytest.raises(NotTrusted, match="can't be trusted"):
                    act()
            assert server.seen() == []

    def test_https_where_only_http_is_spoken(self, server: StandIn) -> None:
        album = CouchAlbum(server.url.replace("http:", "https:"), DATABASE)
        with pytest.raises(NotACouchDB, match="https"):
            album.check()

    def test_http_where_only_https_is_spoken(self, authority: Authority) -> None:
        with standin(authority.server()) as server:
            album = CouchAlbum(server.url.replace("https:", "http:"), DATABASE)
            with pytest.raises((AlbumUnavailable, NotACouchDB)):
                album.check()

    @pytest.mark.parametrize("content", [None, "", "no certificate"])
    def test_authoritys_file_that_is_none(self, tmp_path: Path, content: str | None) -> None:
        path = tmp_path / "ca.pem"
        if content is not None:
            path.write_text(content)
        with pytest.raises(NotTrusted):
            CouchAlbum("https://album.example.org", DATABASE, ca_file=str(path))

    def test_a_client_that_is_gone_before_hands_are_shaken_leaves_no_socket(self, authority: Authority) -> None:
        context = authority.server()
        context.sslsocket_class = Accepted
        with socket.create_server(("127.0.0.1", 0)) as listener:
            client = socket.create_connection(listener.getsockname())
            connection, _ = listener.accept()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, not an end
            client.close()
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                with pytest.raises(OSError):
                    context.wrap_socket(connection, server_side=True)
                gc.collect()
        assert [str(one.message) for one in said if "unclosed" in str(one.message)] == []

    @pytest.mark.parametrize("is_told", [False, True], ids=["the next read fails", "the next read ends"])
    @pytest.mark.parametrize("has_file", [False, True], ids=["system's authorities", "own authority"])
    def test_a_server_that_is_gone_before_hands_are_shaken_leaves_no_socket(
        self, authority: Authority, has_file: bool, is_told: bool
    ) -> None:
        """Python before 3.13 forgot the half-made socket, and let one whose hands were never shaken pass."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            address = Address(True, "127.0.0.1", listener.getsockname()[1], "")
            transport = Transport(address, ca_file=str(authority.ca_file) if has_file else None)
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                with pytest.raises(AlbumUnavailable):
                    transport.encrypt(reset_by(listener, is_told=is_told))
                gc.collect()
        assert [str(one.message) for one in said if "unclosed" in str(one.message)] == []

    @pytest.mark.parametrize("is_told", [False, True], ids=["the next read fails", "the next read ends"])
    def test_who_looks_at_a_certificate_leaves_no_socket_either(
        self, is_told: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            plain = reset_by(listener, is_told=is_told)
            monkeypatch.setattr("socket.create_connection", lambda *_: plain)
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                assert _certificate(Address(True, "127.0.0.1", listener.getsockname()[1], ""), 5) == b""
                gc.collect()
        assert [str(one.message) for one in said if "unclosed" in str(one.message)] == []

    def test_closing_while_hands_are_shaken(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            patient = Timeouts(connect_s=2 * PATIENCE_S)  # which is what shaking hands is given
            album = CouchAlbum(f"https://127.0.0.1:{listener.getsockname()[1]}", DATABASE, timeouts=patient)
            errors: list[PhotospoolError] = []

            def work() -> None:
                with pytest.raises(AlbumUnavailable) as caught:
                    album.check()
                errors.append(caught.value)

            thread = threading.Thread(target=work)
            thread.start()
            connection, _ = listener.accept()
            assert connection.recv(1)
            album.close()
            joined(thread)
            connection.close()
            assert "closed" in errors[0].title

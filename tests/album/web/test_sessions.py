"""The door of the page's server: whose a connection is, how long a silence may last, what is read at all."""

import contextlib
import http.client
import os
import socket
import stat
import struct
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from tests.children import PATIENCE_S

from photospool.album.embedded.album import LocalAlbum
from photospool.album.web import http_server
from photospool.album.web.embedded_backend import LocalBackend
from photospool.album.web.http_server import CONNECTIONS, knows_peers
from photospool.album.web.server import PageServer
from photospool.album.web.tcp_peer import UNKNOWN, Peer, Whose, peer_of, uid_in_pcblist, uid_in_proc

from .test_server import Browser

STRANGER = 54321
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="wants root, to become another user"
)
A, B = ("127.0.0.1", 0x3E76), ("127.0.0.1", 0x07E8)


def nobody_knows(_there, _here):
    return UNKNOWN


@contextlib.contextmanager
def opened(tmp_path, **options):
    """A running gateway, and what its owner was told."""
    told = []
    album = LocalAlbum(tmp_path / "album")
    page = tmp_path / "page"
    page.mkdir()
    (page / "index.html").write_text("<!doctype html>")
    gateway = PageServer(LocalBackend(album), page, alarm=told.append, **options)
    url = gateway.start()
    yield gateway, url, told
    gateway.stop()
    album.close()


def a_strangers_socket():
    """One that another user made: the system keeps who made it."""
    os.seteuid(STRANGER)
    try:
        return socket.socket()
    finally:
        os.seteuid(0)


def address_of(url):
    return "127.0.0.1", urlsplit(url).port


def is_closed_by_server(connection, patience_s):
    connection.settimeout(patience_s)
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


def status_of_answer(connection):
    """All of the answer is read: its head and its body may come one after the other."""
    with http.client.HTTPResponse(connection) as answer:
        answer.begin()
        answer.read()
        return answer.status


@pytest.mark.skipif(sys.platform not in {"linux", "darwin", "win32"}, reason="no table of this system is known")
def test_the_system_says_that_our_own_connection_is_ours():
    assert knows_peers()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        here = listening.getsockname()
        with socket.create_connection(here) as client, listening.accept()[0]:
            assert peer_of(client.getsockname(), here).whose is Whose.OURS
        assert peer_of(("127.0.0.1", 1), here).whose is not Whose.OURS


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's tables")
def test_a_connection_by_ipv6_s_form_of_the_address_is_found_too():
    with socket.create_server(("127.0.0.1", 0)) as listening, socket.socket(socket.AF_INET6) as client:
        client.connect((f"::ffff:{listening.getsockname()[0]}", listening.getsockname()[1]))
        with listening.accept()[0] as taken:
            assert peer_of(taken.getpeername(), listening.getsockname()).whose is Whose.OURS


def proc_line(there, here, uid, inode, state="01"):
    return f"   1: {there} {here} {state} 00000000:00000000 00:00000000 00000000  {uid}        0 {inode} 1 0000 20 4\n"


def test_the_table_of_linux_is_read_without_the_kernel_s_answer():
    little = sys.byteorder == "little"
    here, six = ("0100007F", "0000000000000000FFFF00000100007F") if little else ("7F000001", "0" * 20 + "FFFF7F000001")
    head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    listens = proc_line(f"{here}:07E8", "00000000:0000", 7, 11, "0A")
    other_way = proc_line(f"{here}:07E8", f"{here}:3E76", 8, 12)
    wanted = proc_line(f"{here}:3E76", f"{here}:07E8", 1001, 13)
    assert uid_in_proc([(head + listens + other_way + wanted).encode()], A, B) == 1001
    assert uid_in_proc([(head + listens + other_way).encode()], A, B) is None
    let_go = proc_line(f"{here}:3E76", f"{here}:07E8", 0, 0)
    assert uid_in_proc([(head + let_go).encode()], A, B) is None
    mapped = proc_line(f"{six}:3E76", f"{six}:07E8", 1002, 14)
    assert uid_in_proc([head.encode(), (head + mapped).encode()], A, B) == 1002


def pcb(local, foreign, uid):
    """A row of macOS's table, as xinpcb_n and xsocket_n in the system's headers lay it out, packed to four bytes."""
    addresses = struct.pack("=IIQ", 104, 0x10, 1) + struct.pack("!HH", foreign[1], local[1]) + bytes(28)
    addresses += bytes(12) + socket.inet_aton(foreign[0]) + bytes(12) + socket.inet_aton(local[0])
    of_socket = struct.pack("=IIQ", 104, 0x01, 1) + bytes(48) + struct.pack("=I", uid)
    return addresses.ljust(104, b"\0") + of_socket.ljust(104, b"\0") + struct.pack("=II", 36, 0x04) + bytes(32)


def test_the_table_of_macos_is_read():
    head = struct.pack("=IIQQ", 24, 2, 5, 6)
    table = head + pcb(B, A, 77) + pcb(A, B, 501) + head
    assert uid_in_pcblist(table, A, B) == 501
    assert uid_in_pcblist(head + pcb(B, A, 77) + head, A, B) is None
    for cut in range(0, len(table), 7):
        assert uid_in_pcblist(table[:cut], A, B) in {None, 501}
    assert uid_in_pcblist(head + bytes(64), A, B) is None


@as_root
def test_another_user_is_turned_away_and_the_owner_is_told_once(tmp_path):
    with opened(tmp_path) as (gateway, url, told):
        for _ in range(3):
            with a_strangers_socket() as stranger:
                stranger.connect(address_of(url))
                with contextlib.suppress(OSError):
                    stranger.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                assert is_closed_by_server(stranger, PATIENCE_S)
        assert len(told) == 1
        assert str(STRANGER) in told[0].title
        browser = Browser(url)
        assert browser.enter(gateway.new_address()).status == 303
        assert browser.ask("GET", "/").status == 200


@as_root
def test_another_user_with_token_and_cookie_is_turned_away(tmp_path):
    with opened(tmp_path) as (gateway, url, _told):
        browser = Browser(url)
        browser.enter(url)
        unused = urlsplit(gateway.new_address())
        for path in (f"/enter?{unused.query}", browser.base + "/", browser.base + "/_session"):
            head = f"GET {path} HTTP/1.1\r\nHost: {browser.netloc}\r\nCookie: {browser.cookie}\r\n\r\n"
            with a_strangers_socket() as stranger:
                stranger.connect(address_of(url))
                with contextlib.suppress(OSError):
                    stranger.sendall(head.encode())
                assert is_closed_by_server(stranger, PATIENCE_S)
        assert Browser(url).enter(unused.geturl()).status == 303  # nobody has used it up


@as_root
def test_a_hundred_connections_of_another_user_are_in_nobody_s_way(tmp_path, monkeypatch):
    monkeypatch.setattr(http_server, "HEAD_S", 2 * PATIENCE_S)  # nobody gets through because they are given up
    with opened(tmp_path) as (_gateway, url, _told), contextlib.ExitStack() as held:
        for _ in range(100):
            stranger = held.enter_context(a_strangers_socket())
            stranger.connect(address_of(url))
            with contextlib.suppress(OSError):
                stranger.send(b"GET / HTTP/1.1\r\n")
        began = time.monotonic()
        assert Browser(url).enter(url).status == 303
        assert time.monotonic() - began < PATIENCE_S


def test_half_open_connections_make_room(tmp_path):
    """Where nothing tells users apart: what does not get to the end of its headers goes first."""
    with opened(tmp_path, asks=nobody_knows) as (_gateway, url, _told), contextlib.ExitStack() as held:
        for _ in range(CONNECTIONS + 40):
            one = held.enter_context(socket.create_connection(address_of(url)))
            with contextlib.suppress(OSError):
                one.send(b"GET / HTTP/1.1\r\n")
        assert Browser(url).enter(url).status == 303


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nX: "])
def test_headers_that_never_end_are_not_waited_for(tmp_path, monkeypatch, begun):
    monkeypatch.setattr(http_server, "HEAD_S", 0.3)
    monkeypatch.setattr(http_server, "_TICK_S", 0.1)
    with opened(tmp_path) as (_gateway, url, _told), socket.create_connection(address_of(url)) as slow:
        slow.sendall(begun)
        assert is_closed_by_server(slow, PATIENCE_S)


def test_a_used_connection_is_not_cut_by_the_short_time_out(tmp_path, monkeypatch):
    monkeypatch.setattr(http_server, "HEAD_S", PATIENCE_S)  # a busy machine takes longer than what follows
    monkeypatch.setattr(http_server, "_TICK_S", 0.05)
    with opened(tmp_path) as (_gateway, url, _told), socket.create_connection(address_of(url)) as kept:
        head = f"GET / HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nCookie: a\r\n\r\n"
        kept.sendall(f"GET /enter?token=x HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n\r\n".encode())
        assert status_of_answer(kept) == 403
        monkeypatch.setattr(http_server, "HEAD_S", 0.2)
        assert not is_closed_by_server(kept, 0.6)
        kept.settimeout(PATIENCE_S)
        kept.sendall(head.encode())
        assert status_of_answer(kept) == 403


LONG = "Content-Length: 7000000\r\n\r\n"


@pytest.mark.parametrize(
    "head",
    [
        "POST /db/_bulk_docs HTTP/1.1\r\nHost: {host}\r\n" + LONG,
        "POST {base}/db/_bulk_docs HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n" + LONG,
        "POST {base}/db/_bulk_docs HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST {base}/db/_bulk_docs HTTP/1.1\r\nHost: {host}\r\nExpect: 100-continue\r\n" + LONG,
        "GET /enter?token=x HTTP/1.1\r\nHost: {host}\r\n" + LONG,
        "POST {base}/_page HTTP/1.1\r\nHost: evil.example\r\n" + LONG,
    ],
)
def test_what_is_refused_is_refused_before_its_body_is_read(tmp_path, head):
    with opened(tmp_path) as (_gateway, url, _told), socket.create_connection(address_of(url)) as client:
        browser = Browser(url)
        browser.enter(url)
        client.settimeout(PATIENCE_S)
        client.sendall(head.format(host=browser.netloc, base=browser.base).encode())
        assert client.recv(65536).startswith(b"HTTP/1.1 403")


def test_a_refusal_arrives_though_a_body_was_sent(tmp_path):
    with opened(tmp_path) as (_gateway, url, _told):
        browser = Browser(url)
        assert browser.ask_at("POST", "/db/_bulk_docs", {"docs": ["x" * 300_000]}).status == 403


def test_a_token_that_was_used_by_somebody_else_is_told_and_they_are_out(tmp_path):
    with opened(tmp_path, asks=nobody_knows) as (gateway, url, told):
        thief, owner = Browser(url), Browser(url)
        assert thief.enter(url).status == 303
        assert thief.ask("GET", "/").status == 200
        assert owner.enter(url).status == 403
        assert len(told) == 1
        assert "used twice" in told[0].title
        assert thief.ask("GET", "/").status == 403
        assert owner.enter(gateway.new_address()).status == 303


def test_an_unknown_token_alarms_nobody(tmp_path):
    with opened(tmp_path, asks=nobody_knows) as (_gateway, url, told):
        assert Browser(url).enter(url.replace("token=", "token=x")).status == 403
        assert told == []


def test_where_the_system_tells_no_user_a_file_leads_the_browser_on(tmp_path):
    folder = tmp_path / "ours"
    folder.mkdir()
    with opened(tmp_path, asks=nobody_knows, folder=folder) as (gateway, address, _told):
        assert address.startswith("file:")
        assert "token" not in address
        file = Path(url2pathname(urlsplit(address).path))
        assert file.parent == folder
        if os.name == "posix":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        url = file.read_text().partition("url=")[2].partition('"')[0]
        netloc = urlsplit(url).netloc
        answer = Browser(url).ask_at("GET", f"/enter?{urlsplit(url).query}", Host=netloc, Sec_Fetch_Site="cross-site")
        # No redirect: a browser sends a strict cookie only on a way that began here.
        assert answer.status == 200
        path = answer.getheader("Set-Cookie").partition("; Path=")[2].split(";")[0]
        assert f"url={path}".encode() in answer.content
        assert gateway.new_address(is_typed=True).startswith("http://127.0.0.1:")


def test_the_file_is_not_needed_where_the_system_tells_users(tmp_path):
    def asks(_there, _here):
        return Peer(Whose.OURS)

    with opened(tmp_path, asks=asks, folder=tmp_path) as (_gateway, address, _told):
        assert address.startswith("http://127.0.0.1:")


def test_a_table_that_cannot_be_read_ends_nothing(tmp_path, caplog):
    answers = [Peer(Whose.OURS)]

    def asks(_there, _here):
        return answers.pop()  # then an IndexError

    with opened(tmp_path, asks=asks) as (_gateway, url, _told):
        assert Browser(url).enter(url).status == 303
    assert "could not be found out" in caplog.text

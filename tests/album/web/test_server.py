"""The page's server, asked as a browser asks it and as nobody should."""

import contextlib
import hashlib
import http.client
import json
import socket
import sys
from urllib.parse import urlsplit

import pytest
from tests.children import PATIENCE_S

from photospool.album.base import NotThere, Source, Write
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.embedded.album import LocalAlbum
from photospool.album.lent_frame import MOST_BYTES
from photospool.album.web.couchdb_backend import CouchBackend
from photospool.album.web.embedded_backend import LocalBackend
from photospool.album.web.server import PageServer
from photospool.album.web.sessions import GRACE_S, IDLE_S, TOKEN_S, Sessions

from ..photos import photo

CONTENT = b"\xff\xd8 the original's bytes \xff\xd9"
ID = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Browser:
    """Sends one request after another below the page's own path, with its cookie once it has one."""

    def __init__(self, url):
        self.netloc = urlsplit(url).netloc
        self.cookie = None
        self.base = ""

    def ask(self, method, path, body=None, **headers):
        return self.ask_at(method, self.base + path, body, **headers)

    def ask_at(self, method, path, body=None, **headers):
        sent = {"Host": self.netloc} | ({"Cookie": self.cookie} if self.cookie else {})
        if method in {"POST", "PUT", "DELETE"}:
            sent["Origin"] = f"http://{self.netloc}"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(self.netloc, timeout=PATIENCE_S)
        content = None if body is None else json.dumps(body)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if content is not None:
            sent["Content-Length"] = str(len(content))
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(content.encode() if content else None)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer

    def enter(self, url):
        answer = self.ask_at("GET", f"/enter?{urlsplit(url).query}")
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
            self.base = answer.getheader("Location").split("#")[0].rstrip("/")
        return answer


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    album = LocalAlbum(tmp_path_factory.mktemp("album"))
    yield LocalBackend(album), album
    album.close()


@pytest.fixture(scope="module")
def couch(request):
    server = request.getfixturevalue("real_couchdb")
    album = CouchAlbum(server.url, "test-gateway", user=server.user, password=server.password)
    set_up(album, create=True)
    yield CouchBackend(album), album
    server.request("DELETE", "/test-gateway")
    album.close()


@pytest.fixture(scope="module", params=["local", "couch"])
def behind(request):
    """Each of the two albums behind the page."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def stored(behind):
    return behind[1]


@pytest.fixture(scope="module")
def opened(behind, tmp_path_factory):
    backend, album = behind
    album.store(photo(tmp_path_factory.mktemp("photo"), CONTENT))
    page = tmp_path_factory.mktemp("page")
    (page / "index.html").write_text("<!doctype html><title>Album</title>")
    (page / "js").mkdir()
    (page / "js" / "main.js").write_text("export const a = 1;")
    clock = Clock()
    gateway = PageServer(backend, page, gatekeeper=Sessions(clock))
    url = gateway.start()
    yield gateway, url, clock
    gateway.stop()


@pytest.fixture
def browser(opened):
    gateway, _, _ = opened
    url = gateway.new_address()
    browser = Browser(url)
    assert browser.enter(url).status == 303
    return browser


def test_hands_out_the_page_with_a_strict_policy(browser):
    answer = browser.ask("GET", "/")
    assert (answer.status, answer.content) == (200, b"<!doctype html><title>Album</title>")
    policy = answer.getheader("Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.getheader("Referrer-Policy") == "no-referrer"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Server") is None
    script = browser.ask("GET", "/js/main.js")
    assert script.getheader("Content-Type") == "text/javascript; charset=utf-8"
    assert browser.ask("GET", "/js/main.js", If_None_Match=script.getheader("ETag")).status == 304


def test_lets_a_browser_in_once(opened):
    gateway, _, _ = opened
    url = gateway.new_address()
    browser = Browser(url)
    cookie = browser.enter(url).getheader("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert Browser(url).enter(url).status == 403
    assert browser.ask("GET", "/").status == 200  # the one that is in stays in


def test_a_token_ends_after_half_a_minute(opened):
    gateway, _, clock = opened
    url = gateway.new_address()
    clock.now += TOKEN_S
    assert Browser(url).enter(url).status == 403


def test_the_cookie_goes_nowhere_but_to_the_page_s_own_path(opened):
    gateway, _, _ = opened
    url = gateway.new_address()
    browser = Browser(url)
    answer = browser.enter(url)
    path = answer.getheader("Set-Cookie").partition("; Path=")[2].split(";")[0]
    assert path == browser.base + "/" == answer.getheader("Location")
    assert len(path) > 30
    assert path.strip("/") not in url  # a command line must not tell it
    assert browser.ask_at("GET", "/").status == 403
    assert browser.ask_at("GET", "/index.html").status == 403
    assert browser.ask_at("GET", "/x" + path).status == 403


def test_a_jar_that_other_servers_filled_does_not_close_the_page(browser):
    """Cookies know no ports: whoever serves anything on 127.0.0.1 may give the browser as many as it keeps."""
    others = "; ".join(f"other{number}={'x' * 4000}" for number in range(180))
    assert browser.ask("GET", "/_session", Cookie=f"{others}; {browser.cookie}").status == 200
    assert browser.ask("GET", "/_session", Cookie=others).status == 403


def test_what_was_chosen_on_the_page_is_kept_for_its_next_port(behind, tmp_path):
    def opened():
        gateway = PageServer(behind[0], folder=tmp_path, gatekeeper=Sessions(Clock()))
        gateway.start()
        browser = Browser(address := gateway.new_address(is_typed=True))
        browser.enter(address)
        return gateway, browser

    def kept(browser):
        return json.loads(browser.ask("GET", "/_session").content)["photospool"]["kept"]

    gateway, browser = opened()
    assert kept(browser) == {}
    for name, value in (("greeting", "sea"), ("pace", "3"), ("pace", "")):
        assert browser.ask("POST", "/_kept", {"name": name, "value": value}).status == 200
    gateway.stop()
    gateway, browser = opened()
    assert kept(browser) == {"greeting": "sea"}
    gateway.stop()
    (tmp_path / "page.json").write_text('{"greeting": ["sea"], "pace": "5", "other": "x"}')
    gateway, browser = opened()
    assert kept(browser) == {"pace": "5"}
    gateway.stop()


@pytest.mark.parametrize(
    "body",
    [
        *(None, [], {}, {"name": "pace"}),
        *({"name": "other", "value": "x"}, {"name": "pace", "value": 5}, {"name": "greeting", "value": "x" * 201}),
    ],
)
def test_what_is_no_choice_is_not_kept(browser, body):
    assert browser.ask("POST", "/_kept", body).status == 400
    assert browser.ask("GET", "/_kept").status == 404


@pytest.fixture
def lending(behind, tmp_path):
    """A browser of a server that takes frames, and what was lent."""
    lent = []

    def lender(photo_id, jpeg):
        if photo_id == "none":
            raise NotThere("missing")
        lent.append((photo_id, jpeg))
        return photo_id == ID

    gateway = PageServer(behind[0], folder=tmp_path, gatekeeper=Sessions(Clock()), lender=lender)
    gateway.start()
    browser = Browser(address := gateway.new_address(is_typed=True))
    browser.enter(address)
    yield browser, lent
    gateway.stop()


JPEG = {"Content_Type": "image/jpeg"}


def test_a_lent_frame_comes_to_the_album(lending):
    browser, lent = lending
    assert json.loads(browser.ask("GET", "/_session").content)["photospool"]["lends"] is True
    answers = [browser.ask("POST", f"/_frame/{name}", "a picture", **JPEG) for name in (ID, "other", "none")]
    assert [answer.status for answer in answers] == [200, 200, 404]
    assert [json.loads(answer.content).get("ok") for answer in answers] == [True, False, None]
    assert lent == [(ID, b'"a picture"'), ("other", b'"a picture"')]


def test_a_frame_of_somebody_else_or_that_is_none_comes_to_nobody(lending):
    browser, lent = lending
    assert browser.ask("POST", f"/_frame/{ID}", "a picture", Origin="http://elsewhere.example", **JPEG).status == 403
    assert browser.ask("POST", f"/_frame/{ID}", "a picture", Cookie="photospool=none", **JPEG).status == 403
    assert browser.ask("POST", f"/_frame/{ID}", "a picture", Content_Type="image/svg+xml").status == 415
    assert browser.ask("POST", f"/_frame/{ID}", "x" * MOST_BYTES, **JPEG).status == 413
    assert browser.ask("GET", f"/_frame/{ID}").status == 404
    assert lent == []


def test_a_server_that_takes_no_frames_says_so(browser):
    assert json.loads(browser.ask("GET", "/_session").content)["photospool"]["lends"] is False
    assert browser.ask("POST", f"/_frame/{ID}", "a picture", **JPEG).status == 404


def test_leads_to_one_photo(opened):
    gateway, _, _ = opened
    url = gateway.start(photo_id="a/b")
    assert Browser(url).enter(url).getheader("Location").endswith("/#/?photo=a%2Fb")


def test_a_new_entry_ends_the_one_before(opened):
    gateway, _, _ = opened
    first, second = Browser(gateway.new_address()), Browser(gateway.new_address())
    first.enter(url := gateway.new_address())
    assert first.ask("GET", "/").status == 200
    second.enter(url := gateway.new_address())
    assert second.ask("GET", "/").status == 200
    assert first.ask("GET", "/").status == 403
    assert Browser(url).enter(url).status == 403


def test_an_idle_session_ends(opened, browser):
    _, _, clock = opened
    assert browser.ask("POST", "/_page", {"page": "a", "open": True}).status == 204
    clock.now += IDLE_S - 1
    assert browser.ask("GET", "/_session").status == 200
    clock.now += IDLE_S - 1
    assert browser.ask("GET", "/_session").status == 200
    clock.now += IDLE_S
    assert browser.ask("GET", "/_session").status == 403


def test_a_session_without_a_page_ends_soon(opened, browser):
    _, _, clock = opened
    clock.now += GRACE_S - 1
    assert browser.ask("GET", "/").status == 200
    clock.now += 1
    assert browser.ask("GET", "/").status == 403


def test_the_session_ends_with_its_last_page(opened, browser):
    _, _, clock = opened

    def tell(page, is_open):
        assert browser.ask("POST", "/_page", {"page": page, "open": is_open}).status == 204

    tell("a", True)
    tell("b", True)
    tell("a", False)
    clock.now += GRACE_S
    assert browser.ask("GET", "/").status == 200  # the other one is still there
    tell("b", False)
    clock.now += GRACE_S - 1
    assert browser.ask("GET", "/").status == 200  # it is loaded anew
    tell("c", True)
    clock.now += GRACE_S
    assert browser.ask("GET", "/").status == 200
    tell("c", False)
    clock.now += GRACE_S
    assert browser.ask("GET", "/").status == 403


@pytest.mark.parametrize("body", [None, [], {}, {"page": "a"}, "a", {"open": True}])
def test_what_a_page_does_not_say_so_is_not_understood(browser, body):
    assert browser.ask("POST", "/_page", body).status == 400
    assert browser.ask("GET", "/_page").status == 404


@pytest.mark.parametrize("path", ["/", "/js/main.js", "/_session", f"/db/{ID}", f"/db/{ID}/thumb.jpg", "/db/_all_docs"])
@pytest.mark.parametrize("cookie", [None, "photospool=x", "other=1"])
def test_refuses_a_request_without_the_cookie(opened, path, cookie):
    gateway, url, _ = opened
    known = Browser(url)
    known.enter(gateway.new_address())
    for base in ("", known.base):
        answer = Browser(url).ask_at("GET", base + path, Cookie=cookie)
        assert answer.status == 403
        assert b"Photospool" in answer.content


@pytest.mark.parametrize("host", ["localhost", "evil.example", "127.0.0.1", "evil.example:80", ""])
def test_refuses_a_foreign_host(browser, host):
    assert browser.ask("GET", "/", Host=host).status == 403


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1"])
def test_refuses_a_foreign_origin(browser, origin, method):
    assert browser.ask(method, "/db/_all_docs", {"keys": []}, Origin=origin).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_refuses_a_write_without_origin(browser, method):
    assert browser.ask(method, "/db/_bulk_docs", {"docs": []}, Origin=None).status == 403


def test_refuses_what_another_site_embeds(browser):
    assert browser.ask("GET", f"/db/{ID}/thumb.jpg", Sec_Fetch_Site="cross-site").status == 403
    assert browser.ask("GET", f"/db/{ID}/thumb.jpg", Sec_Fetch_Site="same-origin").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/db/../_users/_all_docs",
        "/db/%2e%2e/_users",
        "/db/..%2f_all_dbs",
        "/db/_security",
        "/db/_design/photospool",
        "/db/_design/photospool/_view/nothing",
        "/db/_design/other/_view/timeline",
        "/db/_changes",
        "/db/_local/x",
        "/db/_find",
        "/db/",
        "/db",
        "/db//_all_dbs",
        "/db/%00",
        "/db/a%5c..%5cb",
        "/_all_dbs",
        "/_node/_local/_config",
        "/photo/_all_docs",
        "/../../etc/passwd",
        "/js/../../x",
        "/js/",
        f"/db/{ID}/thumb.jpg/x",
    ],
)
def test_refuses_every_other_place(browser, path):
    assert browser.ask("GET", path).status in {403, 404}
    assert browser.ask_at("GET", path).status in {403, 404}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("DELETE", f"/db/{ID}", None),
        ("PUT", "/db/_design/photospool", {"views": {}}),
        ("PUT", f"/db/{ID}/thumb.jpg", {}),
        ("PUT", f"/db/{ID}", {"_id": "another"}),
        ("POST", "/db/_bulk_docs", {"docs": [{"_id": "_design/x"}]}),
        ("POST", "/db/_bulk_docs", {"docs": [{"_id": "x"}], "new_edits": False}),
        ("POST", "/db/_bulk_docs", {"docs": [{}]}),
        ("POST", "/db/_bulk_docs", {"docs": {}}),
        ("POST", "/db/_all_docs", {"queries": []}),
        ("POST", "/db/", {}),
        ("POST", "/", {}),
    ],
)
def test_refuses_every_other_change(browser, method, path, body):
    assert browser.ask(method, path, body).status in {400, 403, 404, 405}


def test_answers_in_the_database_s_own_shapes(browser):
    document = json.loads(browser.ask("GET", f"/db/{ID}").content)
    assert document["_id"] == ID
    assert set(document["_attachments"]) == {"thumb.jpg", "800x600.jpg", "1600x1200.jpg"}
    rows = json.loads(browser.ask("POST", "/db/_all_docs?include_docs=true", {"keys": [ID, "no"]}).content)["rows"]
    assert rows[0]["doc"] == document
    assert rows[1] == {"key": "no", "error": "not_found"}
    view = "/db/_design/photospool/_view/timeline"
    assert json.loads(browser.ask("GET", f"{view}?group_level=2").content) == {"rows": [{"key": [2013, 5], "value": 1}]}
    rows = json.loads(browser.ask("GET", f"{view}?reduce=false&startkey=[2013]&limit=2").content)["rows"]
    assert [row["id"] for row in rows] == [ID]
    assert browser.ask("GET", "/db/no").status == 404
    assert browser.ask("GET", f"{view}?limit=x").status == 400
    assert browser.ask("GET", f"{view}?callback=x").status == 400
    session = json.loads(browser.ask("GET", "/_session").content)
    assert session["photospool"]["may_write"] is True


def test_an_id_with_a_slash_is_an_id(browser):
    document = {"_id": "a/b c", "type": "photo", "cat": "Private"}
    answer = browser.ask("PUT", "/db/a%2Fb%20c", document)
    assert answer.status == 201
    found = json.loads(browser.ask("GET", "/db/a%2Fb%20c").content)
    assert found == {**document, "_rev": json.loads(answer.content)["rev"]}
    assert browser.ask("GET", "/db/a/b%20c").status == 404  # an attachment of another document
    assert browser.ask("POST", "/db/_bulk_docs", {"docs": [{**found, "_deleted": True}]}).status == 201
    for doc_id, reason in (("a%2Fb%20c", "deleted"), ("never", "missing")):
        answer = browser.ask("GET", f"/db/{doc_id}")
        assert (answer.status, json.loads(answer.content)) == (404, {"error": "not_found", "reason": reason})


def test_changes_a_photo_and_says_who_was_first(browser):
    document = json.loads(browser.ask("GET", f"/db/{ID}").content)
    changed = {**document, "descr": "Am See", "unknown": [1]}
    answer = browser.ask("POST", "/db/_bulk_docs", {"docs": [changed]})
    assert answer.status == 201
    assert json.loads(answer.content)[0]["ok"] is True
    assert json.loads(browser.ask("POST", "/db/_bulk_docs", {"docs": [changed]}).content)[0]["error"] == "conflict"
    assert browser.ask("PUT", f"/db/{ID}", changed).status == 409
    now = json.loads(browser.ask("GET", f"/db/{ID}").content)
    assert (now["descr"], now["unknown"], now["_attachments"].keys()) == (
        "Am See",
        [1],
        document["_attachments"].keys(),
    )


def test_pictures_have_etags_and_ranges(browser):
    path = f"/db/{ID}/thumb.jpg"
    whole = browser.ask("GET", path)
    assert (whole.status, whole.getheader("Content-Type")) == (200, "image/jpeg")
    assert whole.content.startswith(b"\xff\xd8 thumb.jpg")
    digest = json.loads(browser.ask("GET", f"/db/{ID}").content)["_attachments"]["thumb.jpg"]["digest"]
    assert whole.getheader("ETag") == f'"{digest.removeprefix("md5-")}"'
    unchanged = browser.ask("GET", path, If_None_Match=whole.getheader("ETag"))
    assert (unchanged.status, unchanged.content) == (304, b"")
    part = browser.ask("GET", path, Range="bytes=2-5")
    assert (part.status, part.content) == (206, whole.content[2:6])
    assert part.getheader("Content-Range") == f"bytes 2-5/{len(whole.content)}"
    head = browser.ask("HEAD", path)
    assert (head.status, head.content, head.getheader("Content-Length")) == (200, b"", str(len(whole.content)))
    assert browser.ask("GET", f"/db/{ID}/none.jpg").status == 404


def test_films_are_handed_out_in_the_parts_that_a_player_asks_for(stored, browser):
    film = bytes(range(256)) * 4
    stored.write(Write({"_id": "original-film"}, {"original.mp4": Source.of_bytes(film, "video/mp4")}))
    path = "/db/original-film/original.mp4"
    whole = browser.ask("GET", path)
    assert (whole.status, whole.content, whole.getheader("Content-Type")) == (200, film, "video/mp4")
    assert whole.getheader("Accept-Ranges") == "bytes"
    assert whole.getheader("Content-Disposition") == "attachment", "opened by itself it is saved"
    etag = whole.getheader("ETag")
    parts = {"0-": (0, 1024), "1000-": (1000, 1024), "-24": (1000, 1024), "1000-5000": (1000, 1024), "7-7": (7, 8)}
    for wanted, (begin, end) in parts.items():
        part = browser.ask("GET", path, Range=f"bytes={wanted}")
        assert part.content == film[begin:end], wanted
        if wanted == "0-" and part.status == 200:
            continue  # CouchDB says so of the whole, whether it was asked for or not
        assert part.status == 206, wanted
        assert part.getheader("Content-Range") == f"bytes {begin}-{end - 1}/1024"
        assert part.getheader("Content-Length") == str(end - begin)
    same = browser.ask("GET", path, Range="bytes=5-9", If_Range=etag)
    assert (same.status, same.content) == (206, film[5:10])
    for other in ('"another"', "Mon, 01 Jan 2024 00:00:00 GMT"):
        changed = browser.ask("GET", path, Range="bytes=5-9", If_Range=other)
        assert (changed.status, changed.content) == (200, film), other
    behind = browser.ask("GET", path, Range="bytes=2000-")
    assert behind.status == 416
    assert behind.getheader("Content-Range") in {"bytes */1024", None}, "CouchDB does not say how much there is"
    head = browser.ask("HEAD", path)
    assert (head.status, head.content, head.getheader("Content-Length")) == (200, b"", "1024")
    unchanged = browser.ask("GET", path, If_None_Match=etag)
    assert (unchanged.status, unchanged.content) == (304, b"")


def test_a_film_that_stands_still_holds_up_nobody(tmp_path):
    """More players than the server has threads ask for all of a large film and read nothing of it."""
    album = LocalAlbum(tmp_path / "album")
    (tmp_path / "film").write_bytes(b"")
    with (tmp_path / "film").open("r+b") as file:
        file.truncate(60_000_000)
        file.seek(-4, 2)
        file.write(b"last")
    source = Source.of_bytes((tmp_path / "film").read_bytes(), "video/mp4")
    album.write(Write({"_id": "original-film"}, {"original.mp4": source}))
    gateway = PageServer(LocalBackend(album), tmp_path)
    browser = Browser(url := gateway.start())
    browser.enter(url)
    path = f"{browser.base}/db/original-film/original.mp4"
    head = f"GET {path} HTTP/1.1\r\nHost: {browser.netloc}\r\nCookie: {browser.cookie}\r\nRange: bytes=0-\r\n\r\n"
    host, port = browser.netloc.split(":")
    with contextlib.ExitStack() as stack:
        for _ in range(12):
            player = stack.enter_context(socket.create_connection((host, int(port)), timeout=PATIENCE_S))
            player.sendall(head.encode())
            assert player.recv(12) == b"HTTP/1.1 206"
        end = browser.ask("GET", "/db/original-film/original.mp4", Range="bytes=-4")
        assert (end.status, end.content) == (206, b"last")
        assert browser.ask("GET", "/_session").status == 200
    gateway.stop()
    album.close()


def test_nothing_runs_in_a_picture_and_an_original_is_saved(browser):
    answer = browser.ask("GET", f"/db/original-{ID}/original.jpg")
    assert answer.content == CONTENT
    assert answer.getheader("Content-Disposition") == "attachment"
    assert "sandbox" in answer.getheader("Content-Security-Policy")


def test_an_attachment_that_is_no_picture_is_only_saved(tmp_path):
    with_markup = LocalAlbum(tmp_path)
    source = Source.of_bytes(b"<script>alert(1)</script>", "text/html")
    with_markup.put_with({"_id": "a", "_attachments": {"x.html": {}}}, {"x.html": source})
    gateway = PageServer(LocalBackend(with_markup), tmp_path)
    browser = Browser(url := gateway.start())
    browser.enter(url)
    answer = browser.ask("GET", "/db/a/x.html")
    assert answer.getheader("Content-Type") == "application/octet-stream"
    assert answer.getheader("Content-Disposition") == "attachment"
    gateway.stop()
    with_markup.close()


def own_addresses():
    """Those of this computer that are not the one that is served; its own name need not lead anywhere."""
    found = {"127.0.0.2"} if sys.platform == "linux" else set()  # all of 127.* is this computer there
    with contextlib.suppress(OSError):
        found |= {entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent; the system chooses the address that it would send from
        found.add(probe.getsockname()[0])
    return found - {"127.0.0.1"}


def test_is_not_reached_from_another_address(opened):
    port = urlsplit(opened[1]).port
    for address in own_addresses():
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((address, port), timeout=5)


def test_what_ends_after_the_stop_writes_into_no_file_that_was_opened_since(tmp_path):
    """A request's thread says at its end that there is something to send, into a pipe of the server's."""
    album = LocalAlbum(tmp_path / "album")
    gateway = PageServer(LocalBackend(album), tmp_path)
    gateway.start()
    late = gateway._running._server.pull_trigger
    gateway.stop()
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context((tmp_path / f"{number}").open("wb")) for number in range(20)]
        late()
    assert [(tmp_path / f"{number}").stat().st_size for number in range(len(opened))] == [0] * len(opened)
    album.close()


def test_stop_ends_it_and_it_can_be_started_again(tmp_path):
    album = LocalAlbum(tmp_path / "album")
    gateway = PageServer(LocalBackend(album), tmp_path)
    first = gateway.start()
    gateway.stop()
    with pytest.raises(ConnectionRefusedError):
        Browser(first).ask("GET", "/")
    assert Browser(second := gateway.start()).enter(second).status == 303
    gateway.stop()
    album.close()

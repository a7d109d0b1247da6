"""Photospool ends while its page is open, and its port is another program's: the page notices before it says anything.

The other one knows nothing of the session but what the browser sends to it.
"""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

WORDS = "what nobody else is to know"
TOLD = "dialog.question[open]"
QUIET = """
    const last = Math.max(...performance.getEntriesByType('resource').map((one) => one.responseEnd));
    return performance.now() - last > 2500;
"""
"""No proof is fresh any more."""


class Stranger:
    """Listens where Photospool listened, and writes down what comes."""

    def __init__(self, port, answer, status=200):
        self.requests = []
        stranger = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answered(self):
                length = int(self.headers.get("Content-Length") or 0)
                stranger.requests.append((self.command, self.path, self.rfile.read(length).decode()))
                body = answer(self.path).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_HEAD = answered

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self._server = Server(("127.0.0.1", port), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def said(self):
        """What was asked for, without the question that proves nothing; pictures' addresses apart."""
        return [one for one in self.requests if "/_proof?" not in one[1]]


@contextlib.contextmanager
def taken_over(page, answer, status=200):
    port = urlsplit(page.origin).port
    page.may_report("status of ")
    page.end_program()
    stranger = Stranger(port, answer, status)
    try:
        yield stranger
    finally:
        stranger.close()


def nothing(_path):
    return json.dumps({"rows": [], "ok": True, "proof": "00" * 32})


@pytest.mark.parametrize("status", [200, 404, 500])
def test_an_edit_is_not_sent_to_another_server(album, open_page, status):
    page = open_page(album)
    page.go(f"#/?photo={album.ids[30]}")
    page.see("dialog .frame img")
    page.key("i")
    page.click(".drawer button.main")
    page.type(".drawer form textarea", WORDS)
    page.js("localStorage.setItem('photospool.greeting', 'sea')")
    page.wait(QUIET)  # the photos beside it are asked for once it stands: a stranger would be asked for their pictures
    with taken_over(page, nothing, status) as stranger:
        page.click(".drawer form button.main")
        page.see(TOLD)
        assert "no longer here" in page.text(TOLD)
        page.click(f"{TOLD} button")
        page.click(".drawer form button.main")  # once more, and nothing is even asked any more
        assert page.js("return document.querySelector('.drawer form textarea').value") == WORDS
        assert page.js("return [sessionStorage.length, localStorage.length]") == [0, 0]
        assert stranger.said() == []
        assert len(stranger.requests) == 1
        assert not any(WORDS in part for one in stranger.requests for part in one)


def test_a_search_is_not_sent_to_another_server(album, open_page):
    page = open_page(album)
    page.see(".month .tile")
    page.wait(QUIET)
    with taken_over(page, nothing) as stranger:
        page.go(f"#/search/{WORDS}")
        page.see(TOLD)
        assert stranger.said() == []


def test_an_answer_that_was_heard_before_is_no_proof(album, open_page):
    page = open_page(album)
    page.see(".month .tile")
    heard = page.js("return fetch(`_proof?question=${'ab'.repeat(16)}`).then((r) => r.text())")
    assert len(json.loads(heard)["proof"]) == 64
    page.wait(QUIET)
    with taken_over(page, lambda _path: heard) as stranger:
        page.go("#/tags")
        page.see(TOLD)
        assert stranger.said() == []


def test_the_page_goes_on_with_the_server_that_it_knows(album, open_page):
    page = open_page(album)
    page.see(".month .tile")
    page.wait(QUIET)
    page.go("#/tags")
    page.see("main h1")
    # The heading is there before the album has answered.
    page.wait("return performance.getEntriesByType('resource').some((one) => one.name.includes('_proof'))")
    assert not page.all(TOLD)


def test_nobody_at_all_is_told_as_that(album, open_page):
    page = open_page(album)
    page.see(".month .tile")
    page.wait(QUIET)
    page.end_program()
    page.go("#/tags")
    page.wait("return document.querySelector('main').textContent.includes('does not answer')")
    assert not page.all(TOLD)

"""A real CouchDB in Docker or Podman for the tests: offered, never forced, on loopback, and removed again."""

import json
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program in Docker's place is a script")

DOCKER = """\
#!{python}
# Does what the tests need of Docker, and remembers its calls. A started one answers on the port of its settings.
import json, os, re, subprocess, sys
from pathlib import Path

here = Path({here!r})
words = sys.argv[1:]
with (here / "calls").open("a") as calls:
    calls.write(json.dumps([Path(sys.argv[0]).name, *words]) + "\\n")
if words[0] == "create":
    (here / words[words.index("--name") + 1]).mkdir()
    (here / words[words.index("--name") + 1] / "password").write_text(os.environ["COUCHDB_PASSWORD"])
elif words[0] == "cp":
    name, _, target = words[2].partition(":")
    (here / name / "ini").write_text(Path(words[1]).read_text())
elif words[0] == "start":
    ini = (here / words[1] / "ini").read_text()
    address, port = (re.search(rf"^{{key}} = (.+)$", ini, re.M)[1] for key in ("bind_address", "port"))
    (here / words[1] / "_up").touch()
    quiet = subprocess.DEVNULL
    subprocess.Popen(
        [sys.executable, "-c", {server!r}, address, port, str(here / words[1])], stdin=quiet, stdout=quiet, stderr=quiet
    )
elif words[0] == "rm":
    (here / words[-1] / "removed").touch()
sys.exit({codes}.get(words[0], 0))
"""

SERVER = """\
# Answers until its folder is marked as removed: its number may be another process's by the time somebody would end it.
import http.server, sys, threading, time
from functools import partial
from pathlib import Path

address, port, folder = sys.argv[1:]
handler = partial(http.server.SimpleHTTPRequestHandler, directory=folder)
server = http.server.ThreadingHTTPServer((address, int(port)), handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
while Path(folder).exists() and not (Path(folder) / "removed").exists():
    time.sleep(0.05)
"""


@pytest.fixture
def containers(installer):
    return installer("containers")


@pytest.fixture
def docker(tmp_path, monkeypatch):
    """Puts programs into a path of their own; a name and the exit codes of its words."""
    here = tmp_path / "containers"
    (tmp_path / "tools").mkdir()
    here.mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "tools"))

    def put(name="docker", **codes):
        program = tmp_path / "tools" / name
        program.write_text(DOCKER.format(python=sys.executable, here=str(here), server=SERVER, codes=codes))
        program.chmod(0o755)
        return here

    return put


def calls(here, word):
    told = (here / "calls").read_text().splitlines() if (here / "calls").exists() else []
    return [call for call in map(json.loads, told) if call[1] == word]


def answers(url):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    parts = urlsplit(url)
    with opener.open(f"http://{parts.hostname}:{parts.port}/_up", timeout=10) as answer:
        return answer.status == 200


def made(here):
    return sorted(path for path in here.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", ["docker", "podman"])
def test_asked_for_they_are_started_on_loopback_and_removed(containers, docker, monkeypatch, name):
    monkeypatch.setattr(containers, "COUNT", 3)
    here = docker(name)
    with containers.couchdbs(is_asked=True, has_real=False, env={"CI": "true"}) as servers:
        assert sorted(servers.variables) == [f"PHOTOSPOOL_TEST_COUCHDB{suffix}" for suffix in ("", "_2", "_3")]
        urls = list(map(urlsplit, servers.variables.values()))
        assert {url.hostname for url in urls} == {"127.0.0.1"}
        assert len({url.port for url in urls}) == 3
        assert all(answers(url) for url in servers.variables.values())
        (password,) = {url.password for url in urls}
        assert {(path / "password").read_text() for path in made(here)} == {password}
        assert servers.not_tried == ""
    assert password not in (here / "calls").read_text()
    assert [(path / "removed").exists() for path in made(here)] == [True] * 3
    assert all("host" in call and call[-1] == containers.IMAGE for call in calls(here, "create"))


def test_where_the_network_is_not_shared_one_port_of_one_leads_there(containers, docker, monkeypatch):
    monkeypatch.setattr(containers, "COUNT", 1)
    here = docker()
    with containers.couchdbs(is_asked=True, has_real=False) as servers:
        (url,) = servers.variables.values()
    (call,) = calls(here, "create")
    port = urlsplit(url).port
    assert call[call.index("--publish") + 1] == f"127.0.0.1:{port}:{port}"


@pytest.mark.parametrize("failing", ["cp", "start", None])
def test_whatever_happens_none_is_left(containers, docker, failing):
    here = docker(**({failing: 125} if failing else {}))
    with pytest.raises((SystemExit, KeyboardInterrupt)), containers.couchdbs(is_asked=True, has_real=False):
        raise KeyboardInterrupt
    assert made(here)
    assert all((path / "removed").exists() for path in made(here))


@pytest.mark.parametrize(
    ("answer", "is_started"), [("", True), ("y", True), ("Yes", True), ("n", False), ("what?", False), (None, False)]
)
def test_somebody_at_a_terminal_is_asked(containers, docker, monkeypatch, answer, is_started):
    here = docker()
    asked = []

    def ask(question):
        asked.append(question)
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr(containers, "COUNT", 1)
    monkeypatch.setattr(containers.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(containers.sys.stdout, "isatty", lambda: True, raising=False)
    with containers.couchdbs(is_asked=False, has_real=False, ask=ask, env={}) as servers:
        assert bool(servers.variables) is is_started
        assert bool(servers.not_tried) is not is_started
    assert len(asked) == 1
    assert len(made(here)) == is_started
    with containers.couchdbs(is_asked=False, has_real=False, ask=ask, env={"CI": "1"}) as servers:
        assert servers.not_tried
    with containers.couchdbs(is_asked=False, has_real=True, ask=ask, env={}) as servers:
        assert (servers.variables, servers.not_tried) == ({}, "")
    assert len(asked) == 1


def test_nobody_is_asked_where_nobody_sits(containers, docker):
    here = docker()
    with containers.couchdbs(is_asked=False, has_real=False, ask=pytest.fail, env={}) as servers:
        assert "not tried" in servers.not_tried
        assert "\n" not in servers.not_tried
    assert calls(here, "info") == []


def test_one_that_does_not_answer_is_none(containers, docker):
    docker(info=1)
    with (
        pytest.raises(SystemExit, match="neither docker nor podman"),
        containers.couchdbs(is_asked=True, has_real=True),
    ):
        pass
    here = docker("podman")
    with containers.couchdbs(is_asked=True, has_real=True):
        assert made(here)


def test_users_have_the_same_in_one_line(containers):
    page = (Path(__file__).resolve().parents[2] / "docs/couchdb.md").read_text(encoding="utf-8")
    (line,) = [line for line in page.splitlines() if line.strip().startswith("docker run ")]
    assert line.endswith(" " + containers.IMAGE.rpartition("/")[2])
    assert "-p 127.0.0.1:5984:5984" in line
    assert "COUCHDB_USER=admin" in line

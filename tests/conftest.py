"""The servers that tests share. Which one they use is servers/couchdb.py's."""

from __future__ import annotations

import faulthandler
import os
import secrets
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from . import children, databases, parts, search, summary
from .servers import couchdb
from .servers.couchdb import Server

search.settle()
databases.watch()

LONG_S = 60.0
SECONDS: Counter[str] = Counter()


def pytest_configure() -> None:
    """All workers see sets in one order: a test whose parameters are a set would else be another one in each."""
    os.environ.setdefault("PYTHONHASHSEED", "0")


@pytest.fixture(autouse=True)
def _albums_closed() -> Iterator[None]:
    """What ``parts.local_album`` opened."""
    yield
    parts.close_albums()


@pytest.fixture(scope="session")
def couchdb_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that speaks CouchDB's protocol, for the whole run."""
    with couchdb.running(tmp_path_factory.mktemp("couchdb")) as server:
        if server is None:
            _absent()
        yield server


@pytest.fixture(scope="session")
def real_couchdb(request: pytest.FixtureRequest) -> Server:
    """A real CouchDB; tests that need one are skipped, or fail where one is required, if there is none."""
    if not couchdb.has_real():
        _absent()
    server: Server = request.getfixturevalue("couchdb_server")
    return server


@pytest.fixture(scope="session")
def second_couchdb(real_couchdb: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Another real CouchDB, for copies."""
    yield from _another(2, tmp_path_factory)


@pytest.fixture(scope="session")
def third_couchdb(second_couchdb: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A third one."""
    yield from _another(3, tmp_path_factory)


def _another(number: int, folders: pytest.TempPathFactory) -> Iterator[Server]:
    if not couchdb.has_real(number):
        _absent()
    with couchdb.running(folders.mktemp(f"couchdb-{number}"), number) as server:
        assert server is not None
        yield server


@pytest.fixture
def database(couchdb_server: Server) -> Iterator[str]:
    """The name of a fresh database on ``couchdb_server``."""
    name = f"test-{secrets.token_hex(6)}"
    couchdb_server.request("PUT", f"/{name}")
    yield name
    couchdb_server.request("DELETE", f"/{name}")


def _absent() -> None:
    if os.environ.get(couchdb.REQUIRED) == "1":
        pytest.fail(couchdb.WHY_NOT, pytrace=False)
    pytest.skip(couchdb.WHY_NOT)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up what each room costs."""
    room, _, _ = report.nodeid.partition("::")
    SECONDS[str(PurePosixPath(room).parent)] += report.duration


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what each room cost, and plainly what was not tried."""
    if sum(SECONDS.values()) > LONG_S:
        terminalreporter.section("minutes by room, of all workers together")
        for room, seconds in SECONDS.most_common():
            terminalreporter.line(f"{seconds / 60:6.1f}  {room}")
    if lines := summary.skipped(terminalreporter.stats.get("skipped", [])):
        terminalreporter.section("skipped, by reason (each test with its own: -rs)")
        for line in lines:
            terminalreporter.line(line)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """A thread that a failed test left behind does not keep the run from ending: Python would wait for it for ever."""
    left = [one for one in threading.enumerate() if one is not threading.main_thread() and not one.daemon]
    for thread in left:
        thread.join(children.END_S)
    if any(thread.is_alive() for thread in left):
        faulthandler.dump_traceback(all_threads=True)
        sys.stdout.flush()
        os._exit(1)

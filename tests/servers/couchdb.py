"""Which CouchDB the tests use, and how a private one is started and ended.

First the one that PHOTOSPOOL_TEST_COUCHDB names (``http://user:password@host:port``), else an installed CouchDB started
privately on a free port with a data folder of its own, else pouchdb-server, which only speaks the protocol; its
executable is what PHOTOSPOOL_POUCHDB names. PHOTOSPOOL_TEST_COUCHDB=none does as if no CouchDB were installed.

Tests of copies need a second and a third real one: those that PHOTOSPOOL_TEST_COUCHDB_2 and _3 name, else the installed
one, started once more each. The servers must reach each other under the same addresses as the tests do.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from photospool.album.couchdb.album import CouchAlbum

from ..children import PATIENCE_S

SERVER = "PHOTOSPOOL_TEST_COUCHDB"
POUCHDB = "PHOTOSPOOL_POUCHDB"
REQUIRED = "PHOTOSPOOL_REQUIRE_COUCHDB"
WHY_NOT = f"needs a real CouchDB: install one, or name one in {SERVER}"

SYSTEM_DATABASES_S = 240
END_S = 20
PORTS = range(10_000, 32_768)
"""Below those that systems give to whoever calls out, so that nobody gets one between our look and our start."""

PLACES = (
    "/opt/couchdb/bin/couchdb",
    "/usr/local/opt/couchdb/bin/couchdb",
    "/opt/homebrew/opt/couchdb/bin/couchdb",
    "/usr/local/couchdb/bin/couchdb",
    "/Applications/Apache CouchDB.app/Contents/Resources/couchdbx-core/bin/couchdb",
    r"C:\Program Files\Apache CouchDB\bin\couchdb.cmd",
)

LOG = "couch.log"

VM_ARGS = """\
-kernel error_logger silent
-sasl sasl_error_logger false
+SDio 4
+S {cores}
+Bd -noinput
-os_mon start_cpu_sup false
-os_mon start_memsup false
-ssl session_lifetime 300
"""

# What compiles the functions of a design document is a process of its own. CouchDB gives it five seconds to begin, and
# answers 500 to whoever stores one: too short where much else is done.
PATIENT = f"os_process_timeout = {PATIENCE_S * 1000:.0f}"

PRIVATE_INI = """\
[couchdb]
{patient}
single_node = true
database_dir = {folder}/data
view_index_dir = {folder}/data
uuid = {uuid}
[cluster]
n = 1
q = 2
[chttpd]
bind_address = 127.0.0.1
port = {port}
[httpd]
enable = false
[admins]
admin = secret
[chttpd_auth]
secret = {secret}
[log]
writer = file
file = {folder}/{log}
level = warning
[replicator]
startup_jitter = 0
cluster_start_period = 0
interval = 1000
retries_per_request = 2
checkpoint_interval = 1000
[smoosh]
state_dir = {folder}/data
"""


USER_ID = "org.couchdb.user:"


@dataclass(frozen=True)
class Server:
    """A server that the tests may use."""

    url: str
    """Without credentials and without a slash at the end."""
    user: str
    password: str
    is_real: bool
    """A CouchDB, not something that speaks like one."""

    def album(self, database: str) -> CouchAlbum:
        """An album there, as the admin; whoever asks for it closes it."""
        return CouchAlbum(self.url, database, user=self.user, password=self.password)

    def request(self, method: str, path: str, body: Any = None, *, user: str | None = None, password: str = "") -> Any:
        """A plain request of the test's own, by the admin unless another user is named."""
        name, word = (self.user, self.password) if user is None else (user, password)
        request = urllib.request.Request(self.url + path, headers={"Accept": "application/json"}, method=method)
        if name:
            word = base64.b64encode(f"{name}:{word}".encode()).decode()
            request.add_header("Authorization", f"Basic {word}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        with self._answer(request) as answer:
            content = answer.read()
        return json.loads(content) if "json" in answer.headers.get("Content-Type", "") else content

    def users(self) -> set[str]:
        """Who has an account there. CouchDB lays a document of its own beside them, whenever it gets to it."""
        return {row["id"] for row in self.request("GET", "/_users/_all_docs")["rows"] if row["id"].startswith(USER_ID)}

    def digests(self, path: str, *names: str) -> tuple[str, ...]:
        """The digests of what lies at a path, in hex, by these names of ``hashlib``: read in pieces, however large."""
        found = [hashlib.new(name, usedforsecurity=False) for name in names]
        request = urllib.request.Request(self.url + path)
        word = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        request.add_header("Authorization", f"Basic {word}")
        with self._answer(request) as answer:
            while piece := answer.read(1 << 20):
                for one in found:
                    one.update(piece)
        return tuple(one.hexdigest() for one in found)

    @staticmethod
    def _answer(request: urllib.request.Request) -> Any:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return opener.open(request, timeout=PATIENCE_S)


def has_real(number: int = 1) -> bool:
    """Whether tests that need so many real CouchDBs can run."""
    return _installed() is not None or all(named(which) for which in range(1, number + 1))


def named(number: int = 1) -> str:
    """The server that the environment names; empty for none."""
    name = os.environ.get(SERVER if number == 1 else f"{SERVER}_{number}", "")
    return "" if name == "none" else name


@contextmanager
def running(folder: Path, number: int = 1) -> Iterator[Server | None]:
    """The best server that can be had, its data in ``folder``; None where there is none at all."""
    if url := named(number):
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        url = f"{parts.scheme}://{parts.hostname}{port}"
        yield Server(url, unquote(parts.username or ""), unquote(parts.password or ""), is_real=True)
    elif executable := _installed():
        with _couchdb(executable, folder) as server:
            yield server
    elif pouchdb := os.environ.get(POUCHDB):
        with _pouchdb(pouchdb, folder) as server:
            yield server
    else:
        yield None


@contextmanager
def private_couchdb(folder: Path, *, cores: int = 1) -> Iterator[Server]:
    """A CouchDB of the test's own, for what must not be done to one that others use too.

    On one core, as tens of them run beside each other; who times one by the clock gives it as many as it would take.
    """
    executable = _installed()
    if executable is None:
        raise FileNotFoundError(WHY_NOT)
    with _couchdb(executable, folder, cores) as server:
        yield server


class Mortal:
    """A private CouchDB that can be killed and started again on the same port, with the same data."""

    def __init__(self, folder: Path) -> None:
        executable = _installed()
        if executable is None:
            raise FileNotFoundError(WHY_NOT)
        self._folder, self._executable = folder, executable
        port, self._environment = _configured(executable, folder)
        self.server = Server(f"http://127.0.0.1:{port}", "admin", "secret", is_real=True)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers."""
        self._process = _begun([self._executable], self._folder, self._environment, f"{self.server.url}/_up")

    def kill(self) -> None:
        """With no chance to write anything any more."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)  # our own group, made when it was begun
            self._process.wait(END_S)
            self._process = None


def free_port() -> int:
    """A port of loopback that nobody listens on just now; many tests may ask at the same time."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _installed() -> str | None:
    if os.environ.get(SERVER) == "none":
        return None
    found = next((place for place in PLACES if Path(place).is_file()), None)
    return found or shutil.which("couchdb")


@contextmanager
def _couchdb(executable: str, folder: Path, cores: int = 1) -> Iterator[Server]:
    port, environment = _configured(executable, folder, cores)
    with _process([executable], folder, environment, f"http://127.0.0.1:{port}/_up"):
        server = Server(f"http://127.0.0.1:{port}", "admin", "secret", is_real=True)
        for name in ("_users", "_replicator"):
            _make_sure_of(server, name)
        yield server


def _make_sure_of(server: Server, name: str) -> None:
    """The server makes its own databases while it already answers, and says 500 to whoever does the same just then."""
    until = time.monotonic() + SYSTEM_DATABASES_S
    while True:
        try:
            server.request("PUT", f"/{name}")
        except urllib.error.HTTPError as exc:
            exc.close()
            if exc.code == 412:  # it is there
                return
            if time.monotonic() > until:
                raise
        except OSError:  # a machine that is busy with other things lets it answer late
            if time.monotonic() > until:
                raise
        else:
            return
        time.sleep(0.2)


def _configured(executable: str, folder: Path, cores: int = 1) -> tuple[int, dict[str, str]]:
    """The port and the environment of a CouchDB with all that is its own in this folder."""
    port = free_port()
    defaults = Path(executable).resolve().parent.parent / "etc" / "default.ini"
    (folder / "data").mkdir(parents=True)
    (folder / "vm.args").write_text(VM_ARGS.format(cores=cores))
    values = {"folder": folder, "port": port, "uuid": secrets.token_hex(16), "secret": secrets.token_hex(16)}
    values |= {"patient": PATIENT, "log": LOG}
    (folder / "private.ini").write_text(PRIVATE_INI.format(**values))
    return port, {
        "COUCHDB_ARGS_FILE": str(folder / "vm.args"),
        "COUCHDB_INI_FILES": f"{defaults} {folder / 'private.ini'}",
    }


@contextmanager
def _pouchdb(executable: str, folder: Path) -> Iterator[Server]:
    port = free_port()
    (folder / "data").mkdir(parents=True)
    command = [executable, "--port", str(port), "--dir", f"{folder / 'data'}{os.sep}"]
    (folder / "uploads").mkdir()  # it leaves what was sent in several parts lying in the folder for temporary files
    environment = {"NODE_OPTIONS": "--unhandled-rejections=warn", "TMPDIR": str(folder / "uploads")}
    with _process(command, folder, environment, f"http://127.0.0.1:{port}/"):
        yield Server(f"http://127.0.0.1:{port}", "", "", is_real=False)


class Served(subprocess.Popen[bytes]):
    """A server that does not outlive the tests, even where those are ended by force.

    They have no time to end it then: tens of servers were found on a machine. So a shell waits beside each one for our
    end of a pipe to close. Both are in groups of their own: Ctrl-C ends the tests first, then those end the server.
    """

    _guard: subprocess.Popen[bytes] | None = None

    def __init__(self, command: list[str], **options: Any) -> None:
        super().__init__(command, start_new_session=True, **options)
        if sys.platform != "win32":
            waits = ["sh", "-c", f"read _; kill -s KILL -- -{self.pid}"]
            self._guard = subprocess.Popen(waits, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, process_group=0)

    def wait(self, timeout: float | None = None) -> int:
        code = super().wait(timeout)
        guard, self._guard = self._guard, None
        if guard is not None and guard.stdin is not None:
            guard.kill()
            guard.wait()
            guard.stdin.close()
        return code


@contextmanager
def _process(command: list[str], folder: Path, environment: Mapping[str, str], ready_url: str) -> Iterator[None]:
    process = _begun(command, folder, environment, ready_url)
    try:
        yield
    finally:
        _end(process)


def _begun(command: list[str], folder: Path, environment: Mapping[str, str], ready_url: str) -> subprocess.Popen[bytes]:
    with (folder / "output").open("ab") as output:
        process = Served(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, **environment},
        )
    try:
        _wait_until_ready(process, ready_url, folder / "output")
    except BaseException:
        _end(process)
        raise
    return process


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, output: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + 300  # a busy machine takes its time
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with opener.open(url, timeout=60):  # where much else is done the first answer takes long
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
    told = [path.read_text(errors="replace")[-2000:] for path in (output, output.with_name(LOG)) if path.exists()]
    raise RuntimeError(f"the server did not start (code {process.poll()}): {' '.join(told)}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)  # our own group, made above
        process.wait(END_S)

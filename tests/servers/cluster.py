"""Three real CouchDB nodes as one cluster on loopback, each of which can be killed, stopped and started again.

The nodes find each other through a port mapper (epmd) of the test's own, which listens on loopback alone; cookie, ports
and data are the cluster's own too, so it meets no other Erlang program.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import time
import urllib.error
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from . import couchdb
from .couchdb import Server, free_port

NODES = 3
SHARDS = 8

VM_ARGS = """\
-kernel error_logger silent
-kernel inet_dist_use_interface {{127,0,0,1}}
-kernel net_ticktime 20
-sasl sasl_error_logger false
-name {name}
-setcookie {cookie}
-start_epmd false
+SDio 4
+S 1
+Bd -noinput
-os_mon start_cpu_sup false
-os_mon start_memsup false
-ssl session_lifetime 300
"""

INI = """\
[couchdb]
{patient}
database_dir = {folder}/data
view_index_dir = {folder}/data
uuid = {uuid}
[cluster]
n = 3
q = 8
seedlist = {seeds}
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
file = {folder}/couch.log
level = warning
[smoosh]
state_dir = {folder}/data
"""


class Node:
    """One of them. ``server`` is what it answers at."""

    def __init__(self, folder: Path, executable: str, number: int, shared: dict[str, str]) -> None:
        port = free_port()
        (folder / "data").mkdir(parents=True)
        defaults = Path(executable).resolve().parent.parent / "etc" / "default.ini"
        (folder / "vm.args").write_text(VM_ARGS.format(name=name_of(number), cookie=shared["cookie"]))
        (folder / "node.ini").write_text(INI.format(folder=folder, port=port, patient=couchdb.PATIENT, **shared))
        self._folder, self._executable = folder, executable
        self._environment = {
            "COUCHDB_ARGS_FILE": str(folder / "vm.args"),
            "COUCHDB_INI_FILES": f"{defaults} {folder / 'node.ini'}",
            "ERL_EPMD_PORT": shared["epmd_port"],
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }
        self.server = Server(f"http://127.0.0.1:{port}", "admin", "secret", is_real=True)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_alive(self) -> bool:
        """Whether it was started and not killed."""
        return self._process is not None

    def start(self) -> None:
        """Returns when it answers."""
        self._process = couchdb._begun([self._executable], self._folder, self._environment, f"{self.server.url}/")

    def signal(self, number: int) -> None:
        """Send it, and all that it started, a signal."""
        if self._process is not None:
            os.killpg(self._process.pid, number)  # our own group, made when it was begun

    def kill(self) -> None:
        """With no chance to write anything any more."""
        if self._process is not None:
            self.signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


class Cluster:
    """All three; ``nodes[0]`` is ours as a rule."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes

    @property
    def server(self) -> Server:
        """What our node answers at."""
        return self.nodes[0].server

    def make(self, database: str) -> None:
        """A database of eight shards, each on all three."""
        self.server.request("PUT", f"/{database}?q={SHARDS}&n={NODES}")

    def wait_for(self, alive: int = NODES) -> None:
        """Until so many know of each other."""
        for node in self.nodes[:alive]:
            _until(lambda node=node: len(node.server.request("GET", "/_membership")["all_nodes"]) == alive)


def name_of(number: int) -> str:
    """As Erlang calls it."""
    return f"photospool{number}@127.0.0.1"


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Three nodes that know each other, their data in ``folder``."""
    executable = couchdb._installed()
    if executable is None:
        raise FileNotFoundError(couchdb.WHY_NOT)
    shared = {
        "epmd_port": str(free_port()),
        "cookie": secrets.token_hex(16),
        "uuid": secrets.token_hex(16),
        "secret": secrets.token_hex(16),
        "seeds": ",".join(name_of(number) for number in range(NODES)),
    }
    with _port_mapper(executable, shared["epmd_port"]):
        nodes = [Node(folder / f"node{number}", executable, number, shared) for number in range(NODES)]
        try:
            with ThreadPoolExecutor(NODES) as starting:
                list(starting.map(Node.start, nodes))
            made = Cluster(nodes)
            made.wait_for()
            for name in ("_users", "_replicator"):
                couchdb._make_sure_of(made.server, name)
            yield made
        finally:
            for node in nodes:
                node.kill()


@contextmanager
def _port_mapper(executable: str, port: str) -> Iterator[None]:
    epmd = next(Path(executable).resolve().parent.parent.glob("erts-*/bin/epmd"))
    command = [str(epmd), "-address", "127.0.0.1", "-port", port]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _until(holds: object, patience_s: float = 120) -> None:
    deadline = time.monotonic() + patience_s
    while True:
        try:
            if holds():  # type: ignore[operator]
                return
        except (OSError, urllib.error.URLError):
            pass
        if time.monotonic() > deadline:
            raise AssertionError("the nodes did not find each other")
        time.sleep(0.2)

"""A real CouchDB for the tests where none is installed: CouchDB's own image, in Docker or Podman, on loopback ports.

Nothing is started without being asked for, and what was started is removed, its data too.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dev_env import say

OPTION = "--couchdb"
IMAGE = "docker.io/library/couchdb:3.5"
PROGRAMS = ("docker", "podman")
ANSWER_S, START_S = 30, 300
# Tests of copies need three servers that reach each other under the addresses that the tests use: only where containers
# may share the network of this computer. Elsewhere one port of one container is led there.
COUNT = 3 if sys.platform == "linux" else 1
INI = """\
[couchdb]
os_process_timeout = 180000
single_node = true
[chttpd]
bind_address = {address}
port = {port}
[replicator]
startup_jitter = 0
cluster_start_period = 0
interval = 1000
retries_per_request = 2
checkpoint_interval = 1000
"""
NOT_TRIED = (
    "not tried: what needs a real CouchDB, all copies among it. With Docker or Podman, "
    f"“dev.py test {OPTION}” starts one and removes it again; or install one: docs/couchdb.md"
)


@dataclass
class Servers:
    """What the tests' environment gets."""

    variables: dict[str, str] = field(default_factory=dict)
    not_tried: str = ""
    """One line for the summary; empty where all could be tried."""


@contextlib.contextmanager
def couchdbs(
    *, is_asked: bool, has_real: bool, ask: Callable[[str], str] = input, env: Mapping[str, str] = os.environ
) -> Iterator[Servers]:
    """The servers for one run of the tests.

    ``is_asked``: by the option; then it is an error if they can't be had. Else they are offered to somebody at a
    terminal, where no real one is there and Docker or Podman answers.
    """
    program = _answering() if is_asked or (not has_real and _is_watched(env)) else None
    if is_asked and program is None:
        raise SystemExit(f"{OPTION}: neither {' nor '.join(PROGRAMS)} answers here.")
    if program is not None and (is_asked or _agrees(program, ask)):
        with _started(program) as variables:
            yield Servers(variables)
    else:
        yield Servers(not_tried="" if has_real else NOT_TRIED)


def _is_watched(env: Mapping[str, str]) -> bool:
    """Whether somebody sits here who can say yes; never in CI."""
    return not env.get("CI") and sys.stdin.isatty() and sys.stdout.isatty()


def _agrees(program: str, ask: Callable[[str], str]) -> bool:
    say(f"no CouchDB is installed here, and many tests need a real one; {program} can run CouchDB's own image")
    try:
        return ask("  Start it for these tests, and remove it afterwards? [Y/n] ").strip().lower() in {"", "y", "yes"}
    except EOFError:
        return False


def _answering() -> str | None:
    """The first program that has its service running."""
    for name in PROGRAMS:
        if shutil.which(name):
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                asked = subprocess.run([name, "info"], capture_output=True, timeout=ANSWER_S, check=False)
                if asked.returncode == 0:
                    return name
    return None


@contextlib.contextmanager
def _started(program: str) -> Iterator[dict[str, str]]:
    variables, password, run = {}, secrets.token_urlsafe(12), secrets.token_hex(4)
    with contextlib.ExitStack() as stack, tempfile.TemporaryDirectory(prefix="photospool-couchdb-") as folder:
        for number in range(1, COUNT + 1):
            name, port = f"photospool-test-{run}-{number}", _free_port()
            say(f"starting {IMAGE} as {name} on 127.0.0.1:{port}")
            ini = Path(folder) / f"{name}.ini"
            # In a network of its own the container listens to all of it, and only the loopback port leads there.
            is_shared = COUNT > 1
            ini.write_text(INI.format(address="127.0.0.1" if is_shared else "0.0.0.0", port=port))  # noqa: S104
            network = ["--network", "host"] if is_shared else ["--publish", f"127.0.0.1:{port}:{port}"]
            # The password comes through the environment, not on a command line that all can read.
            words = ["--env", "COUCHDB_USER=admin", "--env", "COUCHDB_PASSWORD"]
            _told(program, "create", "--name", name, *network, *words, IMAGE, COUCHDB_PASSWORD=password)
            stack.callback(_remove, program, name)
            _told(program, "cp", str(ini), f"{name}:/opt/couchdb/etc/local.d/photospool.ini")
            _told(program, "start", name)
            _wait_for(port, program, name)
            suffix = "" if number == 1 else f"_{number}"
            variables[f"PHOTOSPOOL_TEST_COUCHDB{suffix}"] = f"http://admin:{password}@127.0.0.1:{port}"
        yield variables


def _told(program: str, *words: str, **variables: str) -> None:
    """Run it; ends the program with what it said if it failed. What it says while it loads the image is shown."""
    done = subprocess.run(
        [program, *words], env={**os.environ, **variables}, stdout=subprocess.DEVNULL, check=False
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{program} {words[0]} failed ({done.returncode}).")


def _remove(program: str, name: str) -> None:
    code = subprocess.run([program, "rm", "--force", "--volumes", name], capture_output=True, check=False).returncode
    if code:
        say(f"{name} could not be removed: {program} rm --force --volumes {name}")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(port: int, program: str, name: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), opener.open(f"http://127.0.0.1:{port}/_up", timeout=5):
            return
        time.sleep(0.2)
    raise SystemExit(f"CouchDB did not start: {program} logs {name}")

"""The tests' own servers are not left behind, and wait as long as the tests do."""

import ast
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.children import PATIENCE_S, child
from tests.parts import wait_until
from tests.photo.workers.test_pool import is_running
from tests.servers import couchdb

CODE = """
import sys
from tests.servers.couchdb import Served
served = Served(["sleep", "600"])
print(served.pid, flush=True)
if sys.stdin.readline():
    served.terminate()
    served.wait()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no shell that waits")
@pytest.mark.parametrize("is_killed", [True, False])
def test_a_server_does_not_outlive_the_tests(is_killed):
    with child([sys.executable, "-c", CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as tests:
        served = int(tests.stdout.readline())
        assert is_running(served)
        if is_killed:
            tests.send_signal(signal.SIGKILL)
        else:
            tests.communicate("end\n", timeout=PATIENCE_S)
            assert tests.returncode == 0
        wait_until(lambda: not is_running(served))


def test_a_busy_machine_may_take_its_time_to_compile_a_design_document(tmp_path):
    """CouchDB gives the process that does it five seconds, then storing one is answered with 500."""
    if couchdb.named() or not couchdb.has_real():
        pytest.skip("needs an installed CouchDB, which the tests start")
    with couchdb.private_couchdb(tmp_path / "couchdb") as server:
        given_ms = server.request("GET", "/_node/_local/_config/couchdb/os_process_timeout")
    assert int(given_ms) >= PATIENCE_S * 1000


def test_a_server_that_does_not_start_says_why(tmp_path):
    """What CouchDB has to say stands in its log."""
    (tmp_path / couchdb.LOG).write_text("no room left")
    command = [sys.executable, "-c", "print('half a word', flush=True); raise SystemExit(3)"]
    with pytest.raises(RuntimeError, match=r"code 3.*half a word\s+no room left"):
        couchdb._begun(command, tmp_path, {}, "http://127.0.0.1:9/")


SHORT = {"run", "communicate", "check_output", "wait", "waitUntil", "wait_for", "send_and_get_reply"}


DEADLINE = re.compile(r"monotonic\(\) \+ (\d\d+)\b")


def test_whatever_must_come_is_waited_for_with_the_one_patience():
    """A minute is enough on an idle machine only. Shorter ones are for what is looked at again and again."""
    found = []
    for path in Path(__file__).parent.rglob("*.py"):
        if "benchmarks" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {given}" for given in DEADLINE.findall(text) if int(given) < PATIENCE_S]
        for call in ast.walk(ast.parse(text)):
            if not isinstance(call, ast.Call) or getattr(call.func, "attr", getattr(call.func, "id", "")) not in SHORT:
                continue
            for word in call.keywords:
                given = getattr(word.value, "value", None)
                if word.arg == "timeout" and isinstance(given, (int, float)):
                    seconds = given / 1000 if given >= 10_000 else given
                    found += [f"{path.name}:{call.lineno}: {given}"] if 10 <= seconds < PATIENCE_S else []
    assert found == []

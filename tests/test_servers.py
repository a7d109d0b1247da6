"""The tests' own servers are not left behind."""

import signal
import subprocess
import sys

import pytest
from tests.children import child
from tests.parts import wait_until
from tests.photo.workers.test_pool import is_running

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
            tests.communicate("end\n", timeout=60)
            assert tests.returncode == 0
        wait_until(lambda: not is_running(served))

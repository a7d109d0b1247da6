"""One start tells another a line: over Python's sockets, and over Qt's, which Windows has."""

import os
import socket
import stat
import subprocess
import sys
import tempfile

import pytest
from tests.children import PATIENCE_S

from photospool.gui import local_calls, named_pipes

from .conftest import PATIENCE_MS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has named pipes alone")


TELL_PATIENTLY = """
import importlib, sys
from photospool.gui import local_calls
local_calls.ANSWER_S = float(sys.argv[2])  # a start goes on without an answer after two seconds
print(importlib.import_module(sys.argv[1]).tell(sys.argv[3], b"x" * 3_000_000 + b"\\n"))
"""


@pytest.fixture
def name():
    """Short: a socket's path may have 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="run-") as folder:
        yield f"{folder}/socket"


@pytest.fixture(params=[local_calls, named_pipes], ids=["sockets", "Qt"])
def kind(request):
    return request.param


def made(kind):
    """What listens."""
    return local_calls.SocketCalls() if kind is local_calls else named_pipes.PipeCalls()


@pytest.fixture
def calls(qtbot, kind, name):
    found = made(kind)
    assert found.listen(name) == ""
    yield found
    found.close()


@pytest.mark.parametrize("teller", [local_calls, named_pipes], ids=["by sockets", "by Qt"])
def test_a_long_line_comes_whole_and_is_answered(qtbot, calls, teller, name):
    """Longer than what a socket holds, so that it comes in pieces."""
    command = [sys.executable, "-c", TELL_PATIENTLY, teller.__name__, str(PATIENCE_S), name]
    with qtbot.waitSignal(calls.called, timeout=PATIENCE_MS) as told:
        other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert bytes(told.args[0]) == b"x" * 3_000_000 + b"\n"
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=PATIENCE_MS)
    assert other.communicate()[0] == "True\n"


def test_nobody_hears_where_nobody_listens(kind, name):
    assert not kind.tell(name, b"1\n")


def test_what_a_killed_program_left_is_in_nobodys_way(qtbot, kind, name):
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(name)
    calls = made(kind)
    assert calls.listen(name) == ""
    assert stat.S_IMODE(os.lstat(name).st_mode) & 0o077 == 0
    calls.close()
    assert not os.path.lexists(name)


def test_where_no_socket_can_be_it_says_why(qtbot, kind, name):
    calls = made(kind)
    assert calls.listen(f"{name}/{'x' * 200}")
    calls.close()


def test_a_caller_that_goes_or_never_ends_keeps_nobody_up(qtbot, calls, kind, name, monkeypatch):
    monkeypatch.setattr(kind, "MOST_BYTES", 1000)
    with socket.socket(socket.AF_UNIX) as gone, socket.socket(socket.AF_UNIX) as endless:
        gone.connect(name)
        gone.sendall(b"half")
        endless.connect(name)
        endless.sendall(b"x" * 5000)
        endless.setblocking(False)
        qtbot.waitUntil(lambda: _has_ended(endless), timeout=PATIENCE_MS)
    with socket.socket(socket.AF_UNIX) as good, qtbot.waitSignal(calls.called, timeout=PATIENCE_MS) as told:
        good.connect(name)
        good.sendall(b"good\n")
    assert bytes(told.args[0]) == b"good\n"


def _has_ended(caller):
    try:
        return caller.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True

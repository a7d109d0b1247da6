"""One Photospool for each user: nobody else can take its place, listen for it, or speak to it."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.children import PATIENCE_S

from photospool.gui import single_instance as instances
from photospool.gui.single_instance import HandedOver, Instance
from photospool.security import private_files
from photospool.system import socket_peer
from photospool.system.runtime_folder import runtime_folder

from .conftest import PATIENCE_MS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has named pipes with access lists")
NOBODY = 65534


@pytest.fixture
def session(monkeypatch):
    """As short as a system's own: a socket's path may have 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="run-") as name:
        monkeypatch.setenv("XDG_RUNTIME_DIR", name)
        yield Path(name)


@pytest.fixture
def one(qtbot, tmp_path, session):
    found = Instance(tmp_path / "home")
    yield found
    found.close()


def test_a_second_start_hands_over_its_photos(qtbot, one, tmp_path, session):
    assert one.claim(HandedOver())
    one.listen()
    assert one.trouble is None
    (path,) = (session / "photospool").iterdir()
    assert stat.S_IMODE(path.lstat().st_mode) & 0o077 == 0
    with socket.socket(socket.AF_UNIX) as second:
        second.connect(str(path))
        with qtbot.waitSignal(one.asked) as told:
            second.sendall(json.dumps({"files": ["/a.jpg"]}).encode() + b"\n")
    assert told.args == [HandedOver(("/a.jpg",))]


def test_names_and_tokens_that_nobody_has_are_left_out():
    line = json.dumps({"files": ["/a", "/b\0c", "", "/\ud800", 7, "/\udcff"], "hidden": 1, "token": "a\0b"}).encode()
    assert instances.read(line) == (HandedOver(("/a", "/\udcff")), "")
    assert instances.read(b'{"token": "abc-1"}')[1] == "abc-1"


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"files": 7}', b"NaN", b"\xff", b'{"files": ["a", 7]}'])
def test_nonsense_asks_for_the_window(line):
    assert instances.read(line)[0].files in {(), ("a",)}


def test_the_folder_is_this_users_alone(tmp_path, session):
    session.chmod(0o755)  # not what the standard says: not trusted
    found = runtime_folder(temporary=tmp_path)
    assert found == tmp_path / f"photospool-{os.geteuid()}"
    assert stat.S_IMODE(found.stat().st_mode) == 0o700
    session.chmod(0o700)
    assert runtime_folder() == session / "photospool"


def test_a_link_in_the_folders_place_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / f"photospool-{os.geteuid()}").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(private_files.NotOurs):
        runtime_folder({}, temporary=tmp_path)


def test_whoever_can_not_listen_says_so(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(instances, "runtime_folder", lambda: tmp_path / "not there")
    found = Instance(tmp_path / "home")
    assert found.claim(HandedOver())
    found.listen()
    assert found.trouble is not None
    assert "can't be reached" in found.trouble.title
    found.close()


def test_the_other_end_is_known():
    one, other = socket.socketpair(socket.AF_UNIX)
    with one, other:
        assert socket_peer.user_of(one.fileno()) == os.geteuid()


AS_SOMEBODY_ELSE = """
import os, socket, sys
os.setgid(65534); os.setuid(65534)
path, what = sys.argv[1:]
s = socket.socket(socket.AF_UNIX)
try:
    s.connect(path)
    s.sendall(b'{"files": ["/evil.jpg"]}\\n')
    s.settimeout(5)
    print("read", s.recv(1))
except OSError as exc:
    print(type(exc).__name__)
"""


LISTENING_AS_SOMEBODY_ELSE = """
import os, socket, sys
os.setgid(65534); os.setuid(65534)
s = socket.socket(socket.AF_UNIX)
s.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o777)
s.listen()
print("here", flush=True)
c, _ = s.accept()
c.settimeout(120)
print(len(c.recv(1000)), flush=True)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be somebody else")
def test_somebody_else_can_neither_listen_for_us_nor_speak_to_us(qtbot, tmp_path, session, monkeypatch):
    # First: a place that somebody else took is passed over, and told where there is no other.
    taken = tmp_path / f"photospool-{os.geteuid()}"
    taken.mkdir(mode=0o700)
    os.chown(taken, NOBODY, NOBODY)
    with pytest.raises(private_files.NotOurs):
        runtime_folder({}, temporary=tmp_path)
    # Second: even where the folder lets everybody in, the user at the other end decides.
    open_to_all = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    open_to_all.chmod(0o777)
    monkeypatch.setattr(instances, "runtime_folder", lambda: open_to_all)
    found = Instance(tmp_path / "home")
    heard = []
    found.asked.connect(heard.append)
    assert found.claim(HandedOver())
    found.listen()
    (path,) = open_to_all.iterdir()
    path.chmod(0o777)
    words = [sys.executable, "-c", AS_SOMEBODY_ELSE, str(path), "speak"]
    other = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=PATIENCE_MS)
    said = other.communicate()[0].strip()
    assert said in {"read b''", "ConnectionResetError", "BrokenPipeError"}
    assert heard == []
    found.close()
    # Third: a listener of somebody else is told nothing.
    path.unlink(missing_ok=True)
    words = [sys.executable, "-c", LISTENING_AS_SOMEBODY_ELSE, str(path)]
    listener = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert listener.stdout.readline() == "here\n"
    assert not found._tell(HandedOver(("/mine.jpg",)))
    assert listener.communicate(timeout=PATIENCE_S)[0] == "0\n"
    subprocess.run(["rm", "-r", str(open_to_all)], check=True)

"""The cage around ffmpeg: what a program in it may still do is read one file and its libraries, and answer."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tests.children import PATIENCE_S
from tests.photo.films import film, needs_ffmpeg

from photospool.photo.frames import Frames
from photospool.photo.sandbox import linux, one_program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a cage for other programs is known on Linux only")

TRIES = """
import json, os, signal, socket, sys
from photospool.photo.sandbox import linux

def read_other(): open("/etc/passwd").read()
def read_own_environment(): open("/proc/self/environ").read()
def list_root(): os.listdir("/")
def write_file(): open("/tmp/photospool-must-not-be-there", "w")
def write_own(): os.open("/proc/self/fd/0", os.O_RDWR)
def remove(): os.unlink(sys.argv[1])
def internet(): socket.socket(socket.AF_INET, socket.SOCK_STREAM)
def local(): socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
def fork():
    if not os.fork(): os._exit(0)
def start(): os.execv("/usr/bin/env", ["env"])
def end_parent(): os.kill(os.getppid(), 0)
def raise_limit(): __import__("resource").setrlimit(7, (64, 64))
import resource
tries = [read_other, read_own_environment, list_root, write_file, write_own, remove, internet, local, fork, start,
         end_parent, raise_limit]
is_closed = linux.close_around_program({0: linux.READ_FILE})
found = {"closed": is_closed, "own": os.read(os.open("/proc/self/fd/0", os.O_RDONLY), 4).decode()}
for one in tries:
    try:
        one()
        found[one.__name__] = "allowed"
    except PermissionError:
        found[one.__name__] = "refused"
    except ValueError as exc:
        found[one.__name__] = "refused" if "not allowed" in str(exc) else repr(exc)
import ctypes
second = ctypes.CDLL(None).dup(1)  # as ffmpeg 7.0 and later answer
os.write(second, json.dumps(found).encode())
"""


def test_nothing_is_open_but_the_file_and_the_answer(tmp_path):
    video = tmp_path / "video.mp4"
    video.write_bytes(b"own bytes")
    with video.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-c", TRIES, str(video)], stdin=file, capture_output=True, timeout=PATIENCE_S, check=False
        )
    found = json.loads(done.stdout or "null") or pytest.fail(done.stderr.decode())
    if not found.pop("closed"):
        pytest.skip("this kernel has no Landlock: no frame is decoded here")
    assert found.pop("own") == "own "
    assert set(found.values()) == {"refused"}, found
    assert video.exists()


@needs_ffmpeg
def test_without_a_cage_nothing_is_started(tmp_path, monkeypatch):
    """Where Landlock does not take, the program ends before it becomes ffmpeg."""
    code = (
        "import sys; from photospool.photo.sandbox import linux, one_program\n"
        "linux.restrict_files = lambda *_: 0\n"
        "one_program.run()"
    )
    words = [sys.executable, "-c", code, one_program.FLAG, Frames()._program, "-version"]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_S, check=False)
    assert (done.returncode, done.stdout) == (one_program.OPEN_CAGE, b"")


@needs_ffmpeg
def test_a_list_of_other_files_is_not_followed(tmp_path):
    """A file under a video's name that tells ffmpeg to read another one gives no frame of that."""
    if not linux.landlock_abi(__import__("ctypes").CDLL(None)):
        pytest.skip("this kernel has no Landlock: no frame is decoded here")
    (tmp_path / "secret.mp4").write_bytes(film("plain.mp4"))
    lists = tmp_path / "list.mp4"
    lists.write_text(f"ffconcat version 1.0\nfile '{tmp_path}/secret.mp4'\n")
    with Frames().first(lists, "MP4") as frame:
        assert frame is None

"""Another user of the same computer, with real programs: what they may read, and what they can take first."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.children import PATIENCE_S, child
from tests.photo import made

from photospool.photo.options import Options
from photospool.photo.workers.pool import WorkerPool

NOBODY = 65534
pytestmark = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be somebody else")

LOOK = """
import json, os, sys
os.setgroups([]); os.setgid(65534); os.setuid(65534)
seen = []
for path in json.loads(sys.stdin.read()):
    try:
        os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(1)
        seen.append(path)
    except OSError:
        pass
    for way in (os.O_WRONLY, os.O_RDWR):
        try:
            os.close(os.open(path, way))
            seen.append(path)
        except OSError:
            pass
print(json.dumps(seen))
"""


@pytest.fixture
def shared():
    """A place that everybody reaches, as /home is; pytest's own is shut."""
    folder = Path(tempfile.mkdtemp(prefix="photospool-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def photospool(home: Path, *words: str, umask: int = 0) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")}
    command = [sys.executable, "-m", "photospool", "--home", str(home), *words]
    return subprocess.run(
        command, env=env, umask=umask, capture_output=True, text=True, timeout=300, check=False, encoding="utf-8"
    )


def seen_by_another(paths: list[Path]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK], input=json.dumps([str(path) for path in paths]),
        capture_output=True, text=True, check=True, timeout=PATIENCE_S,
    )  # fmt: skip
    found: list[str] = json.loads(done.stdout)
    return found


def test_nothing_of_the_album_is_theirs_to_read_or_to_write(shared):
    folders = [shared / name for name in ("incoming", "work", "done")]
    for folder in folders:
        folder.mkdir()
    (folders[0] / "a.jpg").write_bytes(
        made.encoded(made.corners(), exif=made.exif({}, {}, made.place((47, 1, 0), (9, 1, 0))))
    )
    (folders[0] / "bad.jpg").write_bytes(b"no photo")
    home = shared / "home"
    said = photospool(home, "process", *map(str, folders), "--album", "local")
    assert "1 added" in said.stdout, said.stderr
    assert photospool(home, "settings", "set", "photos.shown_as", "Ann").returncode == 0
    assert photospool(home, "export", str(shared / "out")).returncode == 0
    ours = [path for top in (home, shared / "out") for path in [top, *top.rglob("*")]]
    ours += [path for path in folders[1].rglob("*") if path.is_file()]
    assert {path.name for path in ours} >= {
        "album.sqlite",
        "history.sqlite",
        "settings.toml",
        "photospool.log",
        "album.jsonl",
    }
    assert seen_by_another(ours) == []


def test_what_an_older_version_left_open_is_shut_at_the_next_start(shared):
    home = shared / "home"
    photospool(home, "settings", "set", "photos.shown_as", "Ann")
    photospool(home, "status")
    for path in home.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    (home / "album").mkdir(exist_ok=True)
    (home / "album").chmod(0o755)
    photospool(home, "settings", umask=0o022)
    photospool(home, "verify", umask=0o022)
    photospool(home, "add", "nothing.jpg", umask=0o022)
    loose = {path.name for path in home.rglob("*") if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077}
    assert loose <= {"memory.json"}, "read by the next command that needs it"
    assert stat.S_IMODE((home / "album").stat().st_mode) == 0o700


@pytest.mark.parametrize("make", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_a_lock_that_they_planted_empties_nothing(shared, make):
    folders = [shared / name for name in ("incoming", "work", "done")]
    for folder in folders:
        folder.mkdir()
    precious = shared / "precious"
    precious.write_text("precious")
    make(precious, folders[1] / ".lock")
    (folders[0] / "a.jpg").write_bytes(made.encoded(made.corners()))
    said = photospool(shared / "home", "process", *map(str, folders), "--album", "local")
    assert said.returncode != 0
    assert "no file of Photospool" in said.stdout + said.stderr
    assert "Traceback" not in said.stderr
    assert precious.read_text() == "precious"
    assert (folders[0] / "a.jpg").exists()


def test_a_home_whose_files_are_theirs_is_not_believed(shared):
    """Somebody else's settings could send photos to their own server."""
    home = shared / "home"
    home.mkdir(mode=0o700)
    for name, text in {
        "settings.toml": '[album]\nurl = "https://evil.example.org"\n',
        "memory.json": '{"confirmed": "x"}',
        "passwords.json": '{"https://evil.example.org ann": "s3cret"}',
    }.items():
        (home / name).write_text(text)
        os.chown(home / name, NOBODY, NOBODY)
        (home / name).chmod(0o600)
    said = photospool(home, "settings", "--json")
    assert json.loads(said.stdout)["album.url"] == ""
    shown = photospool(home, "settings")
    assert "belongs to somebody else" in shown.stdout + shown.stderr


AROUND = """
import ctypes, json, os, signal, socket, sys
"x".encode("idna")  # while modules can still be loaded
os.setgroups([]); os.setgid(65534); os.setuid(65534)
told = json.load(sys.stdin)
libc = ctypes.CDLL(None, use_errno=True)
ended = {}

def attempt(name, step):
    try:
        step()
        ended[name] = "done"
    except OSError as exc:
        ended[name] = type(exc).__name__

def call(libc_call, *arguments):
    if libc_call(*arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")

for pid in told["pids"]:
    here = f"/proc/{pid}/"
    for name in ("environ", "mem", "maps", "auxv", "io", "stack", "syscall"):
        attempt(f"{pid} {name}", lambda: open(here + name, "rb").read(1))
    for name in ("fd", "map_files"):
        attempt(f"{pid} {name}", lambda: os.listdir(here + name))
    for name in ("cwd", "exe", "root"):
        attempt(f"{pid} {name}", lambda: os.readlink(here + name))
    attempt(f"{pid} signal", lambda: os.kill(pid, 0))
    attempt(f"{pid} priority", lambda: os.setpriority(os.PRIO_PROCESS, pid, 19))
    attempt(f"{pid} trace", lambda: call(libc.ptrace, 0x4206, pid, None, None))  # PTRACE_SEIZE
    attempt(f"{pid} limits", lambda: call(libc.prlimit, pid, 7, None, ctypes.create_string_buffer(16)))
for request in told["requests"]:
    def ask():
        with socket.create_connection(("127.0.0.1", told["port"]), 30) as end:
            end.sendall(request.encode())
            if not end.recv(1):
                raise ConnectionResetError
    attempt(request, ask)
for folder in told["folders"]:
    attempt(f"put into {folder}", lambda: os.open(folder + "/planted", os.O_WRONLY | os.O_CREAT))
print(json.dumps({"ended": ended, "lines": [open(f"/proc/{pid}/cmdline").read() for pid in told["pids"]]}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what others see of a process is in Linux's /proc")
def test_of_the_running_program_they_see_its_name_and_no_more(shared):
    """The page with a token that nobody used yet, the program and a decoding worker, and their temporary files."""
    home, temporary = shared / "home", shared / "tmp"
    temporary.mkdir()
    temporary.chmod(0o1777)
    for name in ("incoming", "work", "done"):
        (shared / name).mkdir()
        photospool(home, "settings", "set", f"folders.{name}", str(shared / name))
    photo = shared / "photo.jpg"
    photo.write_bytes(made.encoded(made.corners()))
    env = {**os.environ, "PHOTOSPOOL_PASSWORD": "s3cret", "TMPDIR": str(temporary)}
    env.pop("XDG_RUNTIME_DIR", None)
    program = [sys.executable, "-m", "photospool", "--home", str(home), "album", "open", "--no-browser"]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    decoders = WorkerPool(1, Options())
    with child(program, env=env, umask=0, **pipes) as page, contextlib.closing(decoders):
        decoders.prepare(photo, photo.name)
        (worker,) = decoders._free
        address = urlsplit(next(line for line in page.stdout if line.startswith("http")).strip())
        paths = ("/", f"{address.path}?{address.query}", "/_session")
        told = {
            "pids": [page.pid, worker._process.pid],
            "port": address.port,
            "requests": [f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n" for path in paths],
            "folders": [str(path) for path in (home, *home.rglob("*"), *temporary.rglob("*")) if path.is_dir()],
        }
        done = subprocess.run(
            [sys.executable, "-c", AROUND], input=json.dumps(told),
            capture_output=True, text=True, check=True, timeout=PATIENCE_S,
        )  # fmt: skip
        found = json.loads(done.stdout)
        page.terminate()
        said = page.stdout.read()
    unrefused = {name: end for name, end in found["ended"].items() if end != "PermissionError"}
    assert set(unrefused) == set(told["requests"])
    assert set(unrefused.values()) <= {"ConnectionResetError", "BrokenPipeError"}
    assert len(found["ended"]) > 30
    assert "s3cret" not in str(found["lines"]) and address.query not in str(found["lines"])
    assert "Another user of this computer (nobody)" in said
    assert list(temporary.iterdir()) == []

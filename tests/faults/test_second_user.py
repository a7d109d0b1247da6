"""Another user of the same computer, with real programs: what they may read, and what they can take first."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.photo import made

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
        capture_output=True, text=True, check=True, timeout=120,
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

"""One small world for the crash matrix: photos in every awkward place, and what must be true of them at the end."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from tests.children import PATIENCE_S, child
from tests.photo.large_films import content, sha256_of
from tests.servers.couchdb import Server

RUNNER = Path(__file__).with_name("runner.py")
KILLED = -9
Ended = subprocess.CompletedProcess[str]


def photo(path: Path, colour: tuple[int, int, int]) -> None:
    """A small real JPEG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.radial_gradient("L").resize((64, 48)).convert("RGB").point(
        [min(255, value * part // 255) for part in colour for value in range(256)]
    ).save(path, quality=80)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def begins_with(whole: Path, part: Path) -> bool:
    """Whether a file holds the first bytes of another, or all of them."""
    with whole.open("rb") as one, part.open("rb") as other:
        while piece := other.read(1 << 20):
            if one.read(len(piece)) != piece:
                return False
    return True


def reserved_by(folder: Path) -> str:
    """The name in done that a job's file keeps; empty for none."""
    try:
        return os.fsdecode(bytes.fromhex(json.loads((folder / "job.json").read_text())["reserved"]))
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def started(root: Path, arguments: Sequence[str], at: int, side: str, env: Mapping[str, str]) -> Ended:
    """The real program's end, killed at a step; the names of its steps are in ``steps.log`` below ``root`` then.

    It may take as long as it likes while it goes on from step to step: a film of gigabytes does on a busy machine.
    """
    log, said, errors = root / "steps.log", root / "said.txt", root / "errors.txt"
    command = [sys.executable, str(RUNNER), str(at), side, str(log), "--", *arguments]
    # TMPDIR: who is killed can't tidy up.
    env = {**os.environ, **env, "TMPDIR": str(root)}
    with said.open("wb") as out, errors.open("wb") as err, child(command, env=env, stdout=out, stderr=err) as process:
        steps, since = -1, time.monotonic()
        while process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(1.0)
            if steps != (steps := log.stat().st_size if log.exists() else 0):
                since = time.monotonic()
            assert time.monotonic() - since < PATIENCE_S, "it stands still after " + log.read_text()[-1000:]
    return Ended(command, process.returncode, *(path.read_text(errors="replace") for path in (said, errors)))


@dataclass
class World:
    """Three folders, an album, and the bytes that must survive."""

    root: Path
    album: str
    """``local``, or the address of a server's database."""
    server: Server | None = None
    """A real one, for its password."""
    way: str = ""
    """The way in which photos get their name in done; empty: what the disk bears."""
    films: Mapping[str, bytes] = field(default_factory=dict)
    """Videos that lie in incoming too, by name; with any, their owner said yes to videos."""
    large: Mapping[str, Callable[[Path], object]] = field(default_factory=dict)
    """Those that are too large for memory: name → what writes it there."""

    def __post_init__(self) -> None:
        self.incoming, self.work, self.done = (self.root / name for name in ("incoming", "work", "done"))
        for folder in (self.incoming, self.work, self.done):
            folder.mkdir(parents=True)
        # Two different photos of one name, in any order.
        photo(self.incoming / "a" / "IMG_0001.jpg", (250, 90, 30))
        photo(self.incoming / "b" / "IMG_0001.jpg", (30, 90, 250))
        # The same photo again under other names.
        for name in ("again.jpg", "once more.jpg"):
            (self.incoming / name).write_bytes((self.incoming / "a" / "IMG_0001.jpg").read_bytes())
        # A leftover of an older program in work, and an older file of the same name in done.
        photo(self.work / "IMG_0001.jpg", (30, 250, 90))
        photo(self.done / "IMG_0001.jpg", (200, 200, 30))
        # One that is no photo, and one that no program of ours may touch.
        (self.incoming / "broken.jpg").write_bytes(b"this was never a photo" * 50)
        (self.incoming / "notes.txt").write_text("leave me alone")
        for name, data in self.films.items():
            (self.incoming / name).write_bytes(data)
        for name, write in self.large.items():
            write(self.incoming / name)
        self.photos = {
            sha256(path.read_bytes()) for path in [*self.incoming.rglob("IMG*.jpg"), *self.work.rglob("*.jpg")]
        } | {sha256_of(self.incoming / name) for name in [*self.films, *self.large]}
        self.before = self.files()
        (self.root / "program").mkdir()
        if self.films or self.large:
            (self.root / "program/settings.toml").write_text('[photos]\nkinds = ["photos", "videos"]\n')
            (self.root / "program/memory.json").write_text(json.dumps({"confirmed_kinds": ["videos"]}))

    def files(self) -> Counter[str]:
        """What is in a file → how many files of the user's hold it, wherever they lie."""
        ours = {"job.json", "job.json.new", "reason.txt", "reason.txt.new", ".lock"}
        found: Counter[str] = Counter()
        under_way: dict[str, tuple[tuple[int, int], Path]] = {}
        for folder in (self.incoming, self.work, self.done):
            for path in folder.rglob("*"):
                if path.is_file() and path.name not in ours and not any(".photospool-" in part for part in path.parts):
                    lies = path.stat()
                    inode = (lies.st_dev, lies.st_ino)
                    if folder is self.work:
                        under_way[reserved_by(path.parent)] = (inode, path)
                    elif folder is self.done and path.name in under_way:
                        # On its way from work: the second name of one file, or as much of a copy as there is yet.
                        other, whole = under_way[path.name]
                        if other == inode or begins_with(whole, path):
                            continue
                    if lies.st_size or folder is self.incoming:
                        found[content(path)] += 1
        return found

    def start(self, at: int = 0, side: str = "before") -> Ended:
        """Run the real program once, killed at a step."""
        home = ["--home", str(self.root / "program")]
        user, password = (self.server.user, self.server.password) if self.server else ("admin", "secret")
        env = {"PHOTOSPOOL_TEST_WAY": self.way, "PHOTOSPOOL_USER": user, "PHOTOSPOOL_PASSWORD": password}
        return started(self.root, [*home, *self.words(), "--json"], at, side, env)

    def words(self) -> list[str]:
        """What the program is asked to do."""
        folders = [str(folder) for folder in (self.incoming, self.work, self.done)]
        return ["process", *folders, "--album", self.album]

    def steps(self) -> list[str]:
        """Those of the last start, by name."""
        return (self.root / "steps.log").read_text(errors="replace").splitlines()

    def remove(self) -> None:
        """It keeps nothing outside of its own folder."""

    def conserved(self) -> None:
        """Whatever was killed: every file of the user's is still there, with its bytes."""
        assert self.files() == self.before

    def finished(self, last: Ended) -> None:
        """After the last, undisturbed run: nothing waits, nothing is unexplained."""
        assert last.returncode in {0, 1}, last.stderr  # 1: the broken file was set aside in this very run
        result = json.loads(last.stdout)
        assert result["waiting"] == 0, result
        self.conserved()
        left = {path.relative_to(self.incoming).as_posix() for path in self.incoming.rglob("*") if path.is_file()}
        assert left == {"notes.txt"}
        done = [path for path in self.done.rglob("*") if path.is_file()]
        assert all(path.stat().st_size for path in done), "an empty reservation was left in done"
        assert len(done) == 6 + len(self.films) + len(self.large)
        failed = list((self.work / "failed").iterdir())
        assert len(failed) == 1
        assert "photo" in (failed[0] / "reason.txt").read_text(encoding="utf-8")
        jobs = [path.name for path in self.work.iterdir() if path.name not in {"failed", ".lock"}]
        assert jobs == []

"""The world of the crash matrix with further incoming folders: one on another disk, and one whose photos stay."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.crash.scenario import Ended, photo, reserved_by, sha256, started

from photospool.config.change_folders import placed, say_yes
from photospool.config.more_folders import MoreFolder
from photospool.config.paths import places
from photospool.config.profile import Profile

if TYPE_CHECKING:
    from tests.servers.couchdb import Server

OURS = {"job.json", "job.json.new", "reason.txt", "reason.txt.new", ".lock"}
OTHER_DISK = Path("/dev/shm")


@dataclass
class Folders:
    """One incoming folder with the work and done of its disk."""

    incoming: Path
    work: Path
    done: Path


class MoreWorld:
    """``kind``: ``kept`` (a folder whose photos stay, beside the first), ``kept disk`` (it lies on another disk) or
    ``disks`` (two folders on two disks).
    """

    def __init__(
        self,
        root: Path,
        kind: str,
        *,
        loses_memory: bool = False,
        album: str = "local",
        server: Server | None = None,
    ) -> None:
        """``album``: ``local``, or the address of a database on ``server``."""
        self.root, self.kind, self.loses_memory = root, kind, loses_memory
        self.album, self.server = album, server
        root.mkdir(parents=True)
        self.first = self._folders(root / "first")
        self.disk = Path(tempfile.mkdtemp(dir=OTHER_DISK if OTHER_DISK.is_dir() else root))
        self.second = self._folders(self.disk)
        self.kept = (self.disk if kind == "kept disk" else root) / "kept"
        self.kept.mkdir()
        self.broken = 0
        self._fill()
        self.moved = Counter(self._lie_in(self.first) + self._lie_in(self.second))
        self.stays = self._as_it_lies()
        lie = [path.read_bytes() for folder in (self.first.incoming, self.second.incoming) for path in _files(folder)]
        whole = [data for data in [*lie, *self.stays_bytes] if data.startswith(b"\xff\xd8")]
        self.photos = {sha256(data) for data in whole}
        self._choose()

    def _folders(self, root: Path) -> Folders:
        found = Folders(root / "incoming", root / "work", root / "done")
        for folder in (found.incoming, found.work, found.done):
            folder.mkdir(parents=True)
        return found

    def _fill(self) -> None:
        photo(self.first.incoming / "IMG_0001.jpg", (250, 90, 30))
        photo(self.first.done / "IMG_0001.jpg", (200, 200, 30))
        if self.kind == "disks":
            photo(self.second.incoming / "IMG_0001.jpg", (30, 90, 250))
            photo(self.second.incoming / "b" / "IMG_0001.jpg", (30, 250, 250))
            photo(self.second.done / "IMG_0001.jpg", (20, 20, 130))
            # Equal to one that comes by the other disk.
            shutil.copy(self.first.incoming / "IMG_0001.jpg", self.second.incoming / "equal.jpg")
            (self.second.incoming / "broken.jpg").write_bytes(b"this was never a photo" * 50)
        else:
            photo(self.kept / "IMG_0001.jpg", (30, 90, 250))
            photo(self.kept / "a" / "IMG_0001.jpg", (30, 250, 90))
            shutil.copy(self.kept / "IMG_0001.jpg", self.kept / "again.jpg")
            (self.kept / "broken.jpg").write_bytes(b"this was never a photo" * 50)
        self.stays_bytes = [path.read_bytes() for path in _files(self.kept)]
        self.broken = 1

    def _choose(self) -> None:
        home = self.root / "program"
        home.mkdir()
        here = Profile.load(places(home))
        settings = here.settings
        for name in ("incoming", "work", "done"):
            settings = settings.replace(f"folders.{name}", str(getattr(self.first, name)))
        if self.album != "local":
            url, database = self.album.rsplit("/", 1)
            settings = settings.replace("album.url", url).replace("album.database", database)
        more = MoreFolder(name="kept", path=str(self.kept), mode="copy")
        if self.kind == "disks":
            work, done = str(self.second.work), str(self.second.done)
            more = MoreFolder(name="card", path=str(self.second.incoming), work=work, done=done)
        here = here.with_settings(placed(settings, more)).confirmed()
        say_yes(here, more.name, only_new=False)

    def remove(self) -> None:
        """The part on the other disk."""
        shutil.rmtree(self.disk, ignore_errors=True)

    def start(self, at: int = 0, side: str = "before") -> Ended:
        """Run the real program once over all folders, killed at a step."""
        if self.loses_memory:
            for path in (self.root / "program").glob("kept.sqlite*"):
                path.unlink()
        user, password = (self.server.user, self.server.password) if self.server else ("", "")
        env = {"PHOTOSPOOL_USER": user, "PHOTOSPOOL_PASSWORD": password} if self.server else {}
        return started(self.root, ["--home", str(self.root / "program"), "retry"], at, side, env)

    def steps(self) -> list[str]:
        """Those of the last start, by name."""
        return (self.root / "steps.log").read_text(errors="replace").splitlines()

    def _as_it_lies(self) -> dict[Path, tuple[int, int, int, int]]:
        found = {}
        for path in _files(self.kept):
            lies = path.stat()
            found[path] = (lies.st_ino, lies.st_size, lies.st_mtime_ns, lies.st_ctime_ns)
        return found

    def _lie_in(self, folders: Folders) -> Counter[str]:
        """sha256 → files of the user's that are not copies of what stays."""
        copied = {sha256(data) for data in getattr(self, "stays_bytes", ())}
        found: Counter[str] = Counter()
        under_way: dict[str, tuple[int, bytes]] = {}
        for folder in (folders.incoming, folders.work, folders.done):
            for path in _files(folder):
                data = path.read_bytes()
                if any(".photospool-" in part for part in path.parts):
                    continue
                if path.name == ".part" and any(whole.startswith(data) for whole in self.stays_bytes):
                    continue
                if folder is folders.work:
                    under_way[reserved_by(path.parent)] = (path.stat().st_ino, data)
                elif folder is folders.done and path.name in under_way and under_way[path.name][1].startswith(data):
                    continue
                if (data or folder is folders.incoming) and sha256(data) not in copied:
                    found[sha256(data)] += 1
        return found

    def conserved(self) -> None:
        """Whatever was killed: every moved file is somewhere, once; what stays is untouched."""
        assert Counter(self._lie_in(self.first) + self._lie_in(self.second)) == self.moved
        assert self._as_it_lies() == self.stays

    def finished(self, last: Ended) -> None:
        """After the last, undisturbed run."""
        assert last.returncode in {0, 1}, last.stderr + last.stdout
        self.conserved()
        both = [self.first, self.second]
        assert not any(_files(folders.incoming) for folders in both)
        done = [path.read_bytes() for folders in both for path in _files(folders.done)]
        assert all(done), "an empty reservation was left in done"
        # Each copy once: never "IMG_0001 (3).jpg" of the same bytes.
        copies = Counter(sha256(data) for data in done if data in self.stays_bytes)
        wanted = {sha256(data): 1 for data in self.stays_bytes if data.startswith(b"\xff\xd8")}
        assert copies == wanted, (copies, wanted)
        failed = [path for folders in both for path in (folders.work / "failed").glob("*")]
        assert len(failed) == self.broken, failed
        assert all((path / "reason.txt").read_text(encoding="utf-8") for path in failed)
        jobs = [
            path.name for folders in both for path in folders.work.iterdir() if path.name not in {"failed", ".lock"}
        ]
        assert jobs == []


def _files(folder: Path) -> list[Path]:
    """Every file below a folder, our own notes left out."""
    return sorted(Path(above) / name for above, _, names in os.walk(folder) for name in names if name not in OURS)

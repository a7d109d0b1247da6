"""A commit beside today's: taken out of the repository, run with the same environment, asked in turn with today's ways.

It runs in a process of its own (``twin.py``), for two of the same packages do not fit into one. Of the commit nothing
is asked that its own benchmarks do not have.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photospool.photo.workers.processes import HEAP

from ..servers.couchdb import Server
from .measure import ROOT
from .table import Row, Verdict

BEFORE_VECTORS = "261f1d3"
"""The commit that the goals of “twice as fast” are reckoned from: pictures scaled by the image library."""
_HEAP_THEN = {"MALLOC_ARENA_MAX": "2"}
"""What a worker's heap was told from the first commit until today's ``HEAP``."""


@dataclass(frozen=True)
class Former:
    """A commit that answers."""

    name: str
    """As it was asked for."""
    is_start: bool
    """Whether the goals are reckoned from it."""
    _process: subprocess.Popen[str]

    def spent_ms(self, way: str, path: Path) -> float:
        """CPU of one of the client's ways with one photo, in ms."""
        found = self._ask(do="spend", way=way, path=str(path))
        assert isinstance(found, float)
        return found

    def picture_bytes(self, path: Path) -> dict[str, int]:
        """Rendition → bytes, of the three pictures."""
        found: dict[str, int] = self._ask(do="weigh", path=str(path))
        return found

    def looked_after(self, what: str, server: Server, database: str, folder: Path) -> float:
        """Seconds that ``verify`` or ``export`` of an album in a CouchDB takes; an export into an empty folder."""
        found = self._ask(
            do="look_after",
            what=what,
            url=server.url,
            user=server.user,
            password=server.password,
            database=database,
            folder=str(folder),
        )
        assert isinstance(found, float)
        return found

    def where(self, module: str) -> str:
        """The file that a module of its comes from."""
        return str(self._ask(do="where", module=module))

    def rows(self, topic: str, folder: Path, *, quick: bool, rounds: int) -> list[Row]:
        """The rows of a topic, as that commit measures itself; none where it has no such topic."""
        found = self._ask(do="measure", topic=topic, folder=str(folder), quick=quick, rounds=rounds)
        return [Row(**{**row, "verdict": Verdict(row["verdict"])}) for row in found]

    def _ask(self, **wish: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(wish) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.name} could not say: {wish}; its own words are above")
        return json.loads(answer)


@contextmanager
def beside(commit: str, folder: Path) -> Iterator[Former]:
    """Take a commit out into an empty folder and start its twin; it ends with the block. Raises ValueError."""
    place = _taken_out(commit, folder)
    with _answering(commit, place, _HEAP_THEN, is_start=_commit(commit) == _commit(BEFORE_VECTORS)) as found:
        yield found


@contextmanager
def alike() -> Iterator[Former]:
    """Today's files, run as a commit's are, with a worker's heap: a process that has drawn much else takes more."""
    with _answering("today", ROOT, HEAP, is_start=False) as found:
        yield found


@contextmanager
def _answering(name: str, place: Path, heap: dict[str, str], *, is_start: bool) -> Iterator[Former]:
    search = os.pathsep.join((str(place / "desktop"), str(place)))
    # -P: this folder has a module “queue”, which is not Python's.
    command = [sys.executable, "-P", str(Path(__file__).with_name("twin.py"))]
    process = subprocess.Popen(
        command,
        cwd=place,
        env={**os.environ, **heap, "PYTHONPATH": search},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Former(name, is_start, process)
    finally:
        process.communicate()  # closes what it listens to, and so ends it


def page_of(commit: str, folder: Path) -> Path:
    """The album's page as a commit had it, taken out into an empty folder. Raises ValueError."""
    return _taken_out(commit, folder) / "desktop" / "photospool" / "resources" / "album"


def _taken_out(commit: str, folder: Path) -> Path:
    """Its files, with its resources where its package looks for them."""
    if not (found := _commit(commit)):
        raise ValueError(f"there is no commit {commit} here")
    place = folder / found
    place.mkdir(parents=True)
    with subprocess.Popen(["git", "archive", found], cwd=ROOT, stdout=subprocess.PIPE) as packed:
        assert packed.stdout is not None
        with tarfile.open(fileobj=packed.stdout, mode="r|") as files:
            if hasattr(tarfile, "data_filter"):
                files.extraction_filter = tarfile.data_filter  # Debian 12's Python 3.11.2 does not know it yet
            files.extractall(place)
    # Installed, both are one package; the import finds this one first, for PYTHONPATH comes before what is installed.
    shutil.move(place / "resources", place / "desktop" / "photospool" / "resources")
    return place


def _commit(name: str) -> str:
    """Its full number, empty where there is none."""
    command = ["git", "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

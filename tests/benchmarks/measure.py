"""Clocks and scales. Nothing in here knows what is measured.

The machine may be shared and noisy, so ways are run in turn, each keeps its best round, and only ratios of one run are
compared.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .former import Former

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Bench:
    """What every topic is given."""

    folder: Path
    """For everything that is written; removed afterwards."""
    quick: bool = False
    """Whether a short run is wanted, whose figures only say that it runs."""
    rounds: int = 7
    """How often each way is run; the best counts."""
    former: Former | None = None
    """A commit beside today's, asked in turn."""
    today: Former | None = None
    """Today's files in a process like that one, where there is one."""
    peers: tuple[str, ...] = ()
    """Other programs that are asked in turn: ``vips``."""
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1_000_000)))

    def fresh(self, name: str) -> Path:
        """A new empty folder."""
        path = self.folder / f"{name}-{next(self.numbers)}"
        path.mkdir()
        return path


def cpu_s() -> float:
    """User and system time of this process and of its children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def cpu_ms(ways: Mapping[str, Callable[[], float | None]], rounds: int) -> dict[str, float]:
    """The CPU time of each way in its best round, in ms. A first round is thrown away: it imports and fills caches.

    A way that works in another process returns what it spent there.
    """
    best = dict.fromkeys(ways, float("inf"))
    for turn in range(rounds + 1):
        for name, step in ways.items():
            began = cpu_s()
            told = step()
            spent = (cpu_s() - began) * 1000 if told is None else told
            if turn:
                best[name] = min(best[name], spent)
    return best


@dataclass
class Spent:
    """What one step cost."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    """Of this process and its children."""
    other_cpu_s: float = 0.0
    """Of the process that was watched."""


@contextmanager
def spending(watched: int | None = None) -> Iterator[Spent]:
    """Measure what happens inside; ``watched`` is another process, such as a server."""
    spent = Spent()
    other = cpu_of(watched) if watched else 0.0
    began, cpu = time.perf_counter(), cpu_s()
    yield spent
    spent.wall_s, spent.cpu_s = time.perf_counter() - began, cpu_s() - cpu
    spent.other_cpu_s = cpu_of(watched) - other if watched else 0.0


def cpu_of(pid: int, *, with_ended: bool = False) -> float:
    """User and system time of another process so far, in seconds (Linux); 0 where it has ended.

    ``with_ended``: with that of its children that have ended and that it has waited for.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11 : 15 if with_ended else 13])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int, what: str = "VmRSS") -> float:
    """Memory of a process (Linux): ``VmRSS`` now, ``VmHWM`` at its highest; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    for line in lines:
        if line.startswith(what + ":"):
            return int(line.split()[1]) / 1024
    return 0.0


def held_mb(pid: int) -> dict[str, float]:
    """Memory of a process by the system's own account (Linux): its part of all (``Pss``), and what is of no file."""
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return {name: int(lines[name].split()[0]) / 1024 for name in ("Pss", "Anonymous")}


def descendants(pid: int, *, apart_from: int = 0) -> list[int]:
    """All processes below a process that still run (Linux); one of them may be left out with what is below it."""
    found = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = [int(word) for word in listed.read_text().split()]
        except OSError:
            continue  # a thread or process that has ended meanwhile
        for child in below:
            if child != apart_from and _state(child) not in {"", "Z"}:
                found += [child, *descendants(child, apart_from=apart_from)]
    return found


def _state(pid: int) -> str:
    """One letter; ``Z`` where it has ended and nobody asked, empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


class HighestMemory:
    """The most memory that this process's children hold at one time, looked at again and again."""

    def __init__(self, every_s: float = 0.01) -> None:
        self.highest_mb = 0.0
        self._every_s = every_s
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> HighestMemory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(self._every_s):
            together = sum(memory_mb(child) for child in descendants(os.getpid()))
            self.highest_mb = max(self.highest_mb, together)


@contextmanager
def others() -> Iterator[list[float]]:
    """How much of the machine other programs used meanwhile, 0 to 1 (Linux): it makes wall times doubtful."""
    found: list[float] = []
    began, busy, own = time.perf_counter(), _busy_s(), family_cpu_s()
    yield found
    theirs = _busy_s() - busy - (family_cpu_s() - own)
    found.append(max(0.0, theirs / ((time.perf_counter() - began) * (os.cpu_count() or 1))))


def family_cpu_s() -> float:
    """As ``cpu_s``, with the children that still run (Linux)."""
    return cpu_s() + sum(cpu_of(child) for child in descendants(os.getpid()))


def _busy_s() -> float:
    ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def as_installed(folder: Path) -> dict[str, str]:
    """The environment of a start of the program where it is installed: its modules are compiled, here into a folder of
    ours by the first start. Where Python may not keep them, each start would compile them all, 0.1 s of 170 modules.
    """
    mine = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**mine, "PYTHONPYCACHEPREFIX": str(folder), "QT_QPA_PLATFORM": "offscreen"}


def python(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a module of the benchmarks in a process of its own; its standard output is the answer."""
    command = [sys.executable, "-m", *(str(word) for word in words)]
    return subprocess.run(command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE, **options)


def until(is_so: Callable[[], bool], patience_s: float = 900.0) -> None:
    """Wait for a condition. Raises TimeoutError."""
    deadline = time.monotonic() + patience_s
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("what was waited for did not happen")
        time.sleep(0.1)

"""What the cage costs: the same workers with it and without, in turn."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from photospool.photo.workers.pool import WorkerPool

from .client import TWO
from .measure import Bench, cpu_s, memory_mb
from .photos import Photos
from .table import Row, at_most, not_measured

_WAYS = {"free": False, "caged": True}


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """A photo in a warm worker, the first one after a start, and the memory of a worker that has read some."""
    if sys.platform != "linux":
        yield not_measured("the cage", "the CPU of another process is read from Linux's clocks")
        return
    paths = photos.camera.paths
    firsts: dict[str, list[float]] = {way: [] for way in _WAYS}
    memory: dict[str, list[float]] = {way: [] for way in _WAYS}
    warm: dict[str, dict[Path, float]] = {way: {} for way in _WAYS}
    for _ in range(bench.rounds):
        with closing(WorkerPool(1, TWO, is_caged=False)) as free, closing(WorkerPool(1, TWO)) as caged:
            ways = {"free": free, "caged": caged}
            for way, decoders in ways.items():
                firsts[way].append(_spent(decoders, paths[0]))
            for path in paths:
                for way, decoders in ways.items():
                    spent = _spent(decoders, path)
                    warm[way][path] = min(spent, warm[way].get(path, spent))
            for way, decoders in ways.items():
                memory[way].append(memory_mb(_pid(decoders), "VmHWM"))
    figures = {way: sum(spent.values()) / len(spent) for way, spent in warm.items()}
    yield _row("CPU for a photo", figures, 1.02)
    yield _row("the first photo after a start", {way: min(spent) for way, spent in firsts.items()}, 1.10)
    used = {way: min(found) for way, found in memory.items()}
    detail = f"{used['free']:.1f} and {used['caged']:.1f} MB at the highest"
    yield at_most("a worker's memory", used["caged"] / used["free"], 1.05, " ×", detail)


def _row(what: str, seconds: dict[str, float], goal: float) -> Row:
    detail = f"without {seconds['free'] * 1000:.1f} ms, with {seconds['caged'] * 1000:.1f} ms; program and worker"
    return at_most(what, seconds["caged"] / seconds["free"], goal, " ×", detail)


def _spent(decoders: WorkerPool, path: Path) -> float:
    """CPU seconds of this program and of the worker, which may start for it."""
    before = cpu_s() + (_cpu_of_worker(decoders) if decoders.parts is not None else 0.0)
    decoders.prepare(path, path.name)
    return cpu_s() + _cpu_of_worker(decoders) - before


def _cpu_of_worker(decoders: WorkerPool) -> float:
    return time.clock_gettime((~_pid(decoders) << 3) | 2)  # as clock_getcpuclockid(3) numbers it


def _pid(decoders: WorkerPool) -> int:
    return next(iter(decoders._free))._process.pid

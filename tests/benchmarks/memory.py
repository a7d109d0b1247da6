"""How much memory decoding takes, in a process of its own, over what the process holds after an ordinary photo."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from photospool.errors import PhotospoolError
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.workers.pool import WorkerPool

from .measure import Bench, HighestMemory, memory_mb, python
from .photos import Photos, Sort
from .table import Row, at_most, figure

GB = 1024.0


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """Baseline JPEG, then what can't be scaled while it is decoded, then several of those at once."""
    base = photos.camera.paths[0]
    for sort in (photos.jpeg(48), photos.jpeg(200)):
        before, highest, end = _alone(base, sort)
        detail = f"{before:.0f} MB after 12 MP, {highest:.0f} at the highest; {end}"
        yield at_most(f"{sort.title}: over base", highest - before, 32.0, " MB", detail)
    for sort in (photos.other("PNG"), photos.other("WebP"), photos.other("TIFF"), photos.heic):
        before, highest, end = _alone(base, sort)
        yield figure(f"{sort.title}: over base", f"{highest - before:.0f} MB", end)
    for sort in (photos.jpeg(200, progressive=True), photos.other("PNG", 200), photos.other("TIFF", 200)):
        before, highest, end = _alone(base, sort)
        yield at_most(f"{sort.title}: in all", highest, GB, " MB", f"{highest - before:.0f} MB over base; {end}")
    yield _at_once(photos)


def _alone(base: Path, sort: Sort) -> tuple[float, float, str]:
    """(MB after an ordinary photo, MB at the highest over the photo in question, how it ended)."""
    before, highest, end = python("tests.benchmarks.memory", base, sort.paths[0]).stdout.split("\n")[:3]
    return float(before), float(highest), end


def _at_once(photos: Photos) -> Row:
    """More big photos than fit: the budget of pixels lets one wait for the other."""
    path = photos.jpeg(48, progressive=True).paths[0]
    count = 4
    decoders = WorkerPool(count, Options())
    try:
        with HighestMemory() as memory, ThreadPoolExecutor(count) as threads:
            list(threads.map(lambda _: decoders.prepare(path, path.name), range(count)))
    finally:
        decoders.close()
    title = f"{count} workers, each with a 48 MP progressive JPEG: together"
    return at_most(title, memory.highest_mb, GB, " MB", "no more than 60 million decoded pixels at a time")


def _by_itself() -> None:
    """In a process of its own: print the two figures and how it ended."""
    base, path = (Path(word) for word in sys.argv[1:3])
    for _ in range(3):
        prepare(base, base.name, Options())
    print(memory_mb(os.getpid(), "VmHWM"))
    try:
        prepare(path, path.name, Options())
        end = "done"
    except PhotospoolError as exc:
        end = exc.title
    print(memory_mb(os.getpid(), "VmHWM"))
    print(end)


if __name__ == "__main__":
    _by_itself()

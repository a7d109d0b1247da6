"""How the decoding processes scale: the same photos through one worker and through two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from photospool.photo.workers.pool import WorkerPool

from .client import TWO
from .measure import Bench, others, spending
from .photos import Photos
from .table import Row, at_least


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """Wall time, which other programs on the machine lengthen: how busy they were is told beside it."""
    paths = photos.camera.paths * (1 if bench.quick else 4)
    walls: dict[int, list[float]] = {1: [], 2: []}
    decoders = {count: WorkerPool(count, TWO) for count in walls}
    busy = []
    try:
        for count, decoder in decoders.items():
            _through(decoder, paths[: 2 * count], count)  # they start, and import what they need
        for _ in range(bench.rounds):
            for count, decoder in decoders.items():
                with others() as share, spending() as spent:
                    _through(decoder, paths, count)
                walls[count].append(spent.wall_s)
                busy += share
    finally:
        for decoder in decoders.values():
            decoder.close()
    one, two = min(walls[1]), min(walls[2])
    detail = f"{len(paths) / one:.1f} and {len(paths) / two:.1f} photos/s; {_percent(busy)} of the cores was others'"
    yield at_least("two workers against one", one / two, 1.7, " ×", detail)


def _percent(shares: Sequence[float]) -> str:
    return f"{min(shares) * 100:.0f} to {max(shares) * 100:.0f} %"


def _through(decoder: WorkerPool, paths: Sequence[Path], count: int) -> None:
    with ThreadPoolExecutor(count) as threads:
        list(threads.map(lambda path: decoder.prepare(path, path.name), paths))

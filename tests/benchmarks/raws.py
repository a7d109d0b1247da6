"""What a camera's raw file costs: shown by the JPEG in it, beside that JPEG alone; and what developing one takes.

The files are made byte by byte (``tests/photo/raw_files.py``) around a photo: their structure is a camera's, of the
sensor's numbers those that are shown by their JPEG have few.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.photo import raw_files

from photospool.photo import raw_developer
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.workers.pool import WorkerPool

from .measure import Bench, cpu_ms, cpu_of, memory_mb
from .photos import Photos
from .table import Row, at_most, figure, not_measured

GB = 1024.0
OPTIONS = Options(raw=True)
FORMS = {"NEF": raw_files.nef, "CR2": raw_files.cr2, "CR3": raw_files.cr3, "ORF": raw_files.orf, "RAF": raw_files.raf}


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """CPU of five makers' forms around one JPEG, in turn with it; memory and CPU of developing."""
    jpeg = photos.camera.paths[0]
    folder = bench.fresh("raws")
    paths = {name: folder / f"{name}.raw" for name in FORMS}
    for name, make in FORMS.items():
        paths[name].write_bytes(make(1, jpeg.read_bytes()))
    steps = {name: lambda path=path: _prepared(path) for name, path in {"JPEG": jpeg, **paths}.items()}
    spent = cpu_ms(steps, 3 * bench.rounds)
    worst = max(FORMS, key=lambda name: spent[name])
    detail = f"the same JPEG alone {spent['JPEG']:.1f} ms; " + ", ".join(f"{name} {spent[name]:.1f}" for name in FORMS)
    yield at_most("shown by its JPEG: of that alone", spent[worst] / spent["JPEG"], 1.2, " ×", f"{detail} ms")
    yield from _developing(bench)


def _prepared(path: Path) -> None:
    prepare(path, path.name, OPTIONS)


def _developing(bench: Bench) -> Iterator[Row]:
    if sys.platform != "linux" or not raw_developer.can_develop(1, 1):
        yield not_measured("developing", "rawpy is not installed, or memory can't be read here")
        return
    parts = 10 if bench.quick else 1
    for millions, width, height in ((24, 6000, 4000), (61, 9504, 6336), (151, 14204, 10652)):
        path = bench.fresh("developed") / "a.dng"
        path.write_bytes(raw_files.dng(1, _small(), size=(width // parts // 4 * 4, height // parts // 4 * 4)))
        with closing(WorkerPool(1, OPTIONS)) as pool:
            poster = pool.prepare(path, "a.dng").poster
            if poster != "developed":
                yield not_measured(f"developing {millions} MP: memory", f"it came to “{poster}” here")
                return
            (worker,) = pool._free
            highest, cpu_s = memory_mb(worker._process.pid, "VmHWM"), cpu_of(worker._process.pid)
        path.unlink()
        yield at_most(f"developing {millions} MP: memory in all", highest, GB, " MB", "of the worker, at its highest")
        yield figure(f"developing {millions} MP: CPU", f"{cpu_s:.1f} s", "with the worker's start")


def _small() -> bytes:
    """A preview too small for the pictures."""
    return raw_files.picture((160, 120))

"""How long the desktop program takes from its start until its icon is in the tray. No screen is needed."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Iterator

from .idle import made_home
from .measure import Bench, as_installed, python, spending
from .photos import Photos
from .table import Row, at_most, not_measured


def measure(bench: Bench, _photos: Photos) -> Iterator[Row]:
    """The best of several starts, by the clock: files are in the system's cache, as after the first start of a day."""
    if importlib.util.find_spec("PySide6") is None:
        yield not_measured("start to tray", "needs PySide6")
        return
    home = made_home(bench, "start")
    environment = {**as_installed(bench.fresh("compiled")), "PHOTOSPOOL_HOME": str(home / "program")}
    walls, cpu = [], []
    for _ in range(bench.rounds + 2):
        with spending() as spent:
            answer = python("tests.benchmarks.tray_probe", repr(time.time()), env=environment)
        walls.append(float(answer.stdout))
        cpu.append(spent.cpu_s)
    detail = f"by the clock, best of {len(walls)}; {min(cpu):.2f} s of CPU"
    yield at_most("start to tray", min(walls), 0.5, " s", detail)

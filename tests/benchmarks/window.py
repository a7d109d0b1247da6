"""What the program in the tray costs: until the icon is there, at rest, with ten thousand photos waiting, and to end.

    python tests/benchmarks/window.py

Each round is a process of its own, without a screen, on throw-away folders and an embedded album, with its modules
compiled before, as they are where it is installed. On Linux. Quote the
lines with the machine that they come from; no test reads them.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.measure import as_installed

ROUNDS = 5
WAITING = 10_000
COMPILED = tempfile.TemporaryDirectory(prefix="photospool-bench-compiled-")
ROUND = """
import json, os, resource, sys, time
from pathlib import Path
began = float(sys.argv[1])
waiting, is_shown = int(sys.argv[3]), sys.argv[4] == "shown"
from photospool.gui import main
from photospool.gui.tray.icon import TrayIcon
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu
qt = main.make_application()
found = {}
turns = []

def is_up():
    found["tray ms"] = 1000 * (time.time() - began)
    found["tray cpu ms"] = 1000 * time.process_time()

icon = TrayIcon(QMenu(), is_tray_there=lambda: True)
icon.appeared.connect(is_up)
icon.start()
main.load_the_rest(qt)
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.gui.app import AT_REST_MS
from photospool.gui.running import made
app = made(qt, Profile.load(places(Path(sys.argv[2]) / "program")), icon=icon)
found["ready cpu ms"] = 1000 * time.process_time()

def memory():
    lines = dict(line.split(":", 1) for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    return {name: int(lines[name].split()[0]) / 1024 for name in ("Rss", "Pss")}

def tick():
    turns.append(time.perf_counter())

def settled():
    if not app.status.is_running or app.status.incoming + app.status.settling < waiting:
        QTimer.singleShot(100, settled)
        return
    QTimer.singleShot(AT_REST_MS, end)

def end():
    gaps = [after - before for before, after in zip(turns, turns[1:])]
    found["longest turn ms"] = 1000 * max(gaps)
    found["memory"] = memory()
    used, before = time.process_time(), time.perf_counter()
    timer.stop()
    QTimer.singleShot(4000, lambda: rest(used, before))

def rest(used, before):
    found["idle cpu %"] = 100 * (time.process_time() - used) / (time.perf_counter() - before)
    before = time.perf_counter()
    app.quit()
    found["quit ms"] = 1000 * (time.perf_counter() - before)
    qt.quit()

timer = QTimer(interval=5)
timer.timeout.connect(tick)
timer.start()
app.begin(is_hidden=not is_shown)
QTimer.singleShot(100, settled)
qt.exec()
print(json.dumps(found))
"""

EMPTY = """
import json, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
qt = QApplication([])
window = QWidget()
window.show()
cpu = 1000 * time.process_time()

def end():
    lines = dict(line.split(":", 1) for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    print(json.dumps({name + " MB": int(lines[name].split()[0]) / 1024 for name in ("Rss", "Pss")} | {"cpu ms": cpu}))
    qt.quit()

QTimer.singleShot(2000, end)
qt.exec()
"""
"""A window of PySide6 with nothing in it: what nobody can be below."""


def main() -> None:
    """Print a table."""
    with tempfile.TemporaryDirectory(prefix="photospool-bench-") as home:
        prepare(Path(home), 0)
        one(Path(home), 0, "hidden")  # compiles
    print(f"{'':34}{'median':>10}{'worst':>10}")
    rounds = [empty() for _ in range(ROUNDS)]
    for key in rounds[0]:
        values = [found[key] for found in rounds]
        print(f"{'an empty window: ' + key:34}{statistics.median(values):10.2f}{max(values):10.2f}")
    for name, waiting, how in (("hidden", 0, "hidden"), ("window", 0, "shown"), ("10,000 waiting", WAITING, "shown")):
        with tempfile.TemporaryDirectory(prefix="photospool-bench-") as home:
            prepare(Path(home), waiting)
            rounds = [one(Path(home), waiting, how) for _ in range(ROUNDS)]
        keys = (
            "tray ms",
            "tray cpu ms",
            "ready cpu ms",
            "longest turn ms",
            "Rss MB",
            "Pss MB",
            "idle cpu %",
            "quit ms",
        )
        for key in keys:
            values = [found[key] for found in rounds]
            print(f"{name + ': ' + key:34}{statistics.median(values):10.2f}{max(values):10.2f}")


def prepare(home: Path, waiting: int) -> None:
    """Folders, and photos that wait because the user paused."""
    from photospool.demo.playground import throwaway

    here = throwaway(home)
    here.remembering(paused=bool(waiting))
    for number in range(waiting):
        (Path(here.settings.folders.incoming) / f"{number:05}.jpg").write_bytes(b"waits %d" % number)


def one(home: Path, waiting: int, how: str) -> dict[str, float]:
    """One start and end."""
    found = _told(ROUND, str(time.time()), str(home), str(waiting), how)
    memory = found.pop("memory")
    return found | {"Rss MB": memory["Rss"], "Pss MB": memory["Pss"]}


def empty() -> dict[str, float]:
    """An empty window."""
    return _told(EMPTY)


def _told(code: str, *words: str) -> dict[str, Any]:
    environment = as_installed(Path(COMPILED.name))
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()

"""``python -m tests.benchmarks [topic …]``: run the benchmarks and print the table, each goal beside its figure."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from photospool.photo import heif

from . import former
from .measure import Bench
from .photos import CORPUS, Photos
from .table import Row, Verdict, markdown, printed

TOPICS = {
    "client": "the client's CPU time for one photo",
    "quality": "pictures before encoding, against the full Lanczos",
    "workers": "scaling over decoding workers",
    "cage": "what the cage around a decoding worker costs",
    "upload": "sending one photo",
    "reading": "originals out of a CouchDB",
    "film": "carrying a film of four gigabytes",
    "whole": "from files to a CouchDB",
    "queue": "the queue, besides fsync",
    "memory": "decoding, over base",
    "raws": "cameras' raw files, shown by their JPEG and developed",
    "scale": "how costs grow with the album",
    "stacks": "what belongs together, against files that all stand alone",
    "idle": "waiting",
    "start": "beginning",
}
PEERS = {"vips": "pyvips", "rclone": "rclone"}
"""Peer → the package that brings it: one of Python's, or a program."""


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="topic", help=", ".join(TOPICS))
    parser.add_argument("--quick", action="store_true", help="one round of everything: says that it runs, not how fast")
    parser.add_argument("--markdown", type=Path, help="write the table there too")
    parser.add_argument("--against", metavar="COMMIT", help="measure that commit too, in turn, with this environment")
    parser.add_argument("--peer", action="append", choices=PEERS, default=[], help="ask it too: vips, rclone (film)")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.topics if name not in TOPICS]:
        parser.error(f"no such topic: {', '.join(unknown)}; there are {', '.join(TOPICS)}")
    if missing := [name for name in chosen.peer if not _is_there(PEERS[name])]:
        brings = "the group “bench” brings pyvips, the system's packages rclone"
        parser.error(f"not installed here: {', '.join(PEERS[name] for name in missing)}; {brings}")
    print(f"{_machine()}; photos: {os.environ.get(CORPUS) or f'made ones ({CORPUS} names real ones)'}")
    rows = []
    with tempfile.TemporaryDirectory(prefix="photospool-bench-") as folder, ExitStack() as stack:
        bench = Bench(
            Path(folder), quick=chosen.quick, rounds=1 if chosen.quick else 5, peers=tuple(dict.fromkeys(chosen.peer))
        )
        if chosen.against:
            try:
                bench.former = stack.enter_context(former.beside(chosen.against, bench.fresh("former")))
                bench.today = stack.enter_context(former.alike())
            except ValueError as exc:
                parser.error(str(exc))
        photos = Photos(bench.fresh("photos"), small=chosen.quick)
        for topic in chosen.topics or TOPICS:
            print(f"\n{topic}: {TOPICS[topic]}", flush=True)
            found = list(run(topic, bench, photos))
            for row in beside(topic, found, bench) if bench.former else found:
                print(printed(row), flush=True)
                rows.append((topic, row))
    if chosen.markdown:
        chosen.markdown.write_text(markdown(rows, chosen.against or ""), encoding="utf-8")
    missed = sum(row.verdict is Verdict.MISSED for _, row in rows)
    met = sum(row.verdict is Verdict.MET for _, row in rows)
    print(f"\n{met} goals met, {missed} missed." + (" A quick run proves nothing." if chosen.quick else ""))


def _is_there(package: str) -> bool:
    return importlib.util.find_spec(package) is not None or shutil.which(package) is not None


def run(topic: str, bench: Bench, photos: Photos) -> Iterator[Row]:
    """The rows of one topic."""
    module = importlib.import_module(f".{topic}", __package__)
    began = time.monotonic()
    yield from module.measure(bench, photos)
    print(f"  ({time.monotonic() - began:.0f} s)")


def beside(topic: str, rows: list[Row], bench: Bench) -> list[Row]:
    """The rows, each with what the former commit's own benchmarks say of the same."""
    assert bench.former is not None
    folder = bench.fresh("former-topic")
    then = {row.what: row.measured for row in bench.former.rows(topic, folder, quick=bench.quick, rounds=bench.rounds)}
    return [replace(row, former=then.get(row.what, "")) for row in rows]


def _machine() -> str:
    pillow = importlib.import_module("PIL").__version__
    return (
        f"{os.cpu_count()} cores, {_processor()}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, Pillow {pillow}, {heif.ask().words}"
    )


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()

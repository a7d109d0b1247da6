"""Runs a former commit's own benchmarks for today's: started by ``former.py`` in that commit's folder, never imported.

Reads one wish a line on standard input (JSON) and answers each with one line on standard output. It stands on nothing
of today, and of the commit only on what benchmarks have had since the first: ``client.by_us``, ``client.prepare``,
``client.THREE`` and ``measure`` of each topic; and on the album's ``verify`` and ``export``.
"""

import contextlib
import dataclasses
import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path


def main() -> None:
    """Until nobody asks any more. What benchmarks print goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    for line in sys.stdin:
        wish = json.loads(line)
        answers.write(json.dumps(WISHES[wish["do"]](wish)) + "\n")


def spend(wish):
    """CPU ms of one of the client's ways, with one photo."""
    step = getattr(importlib.import_module("tests.benchmarks.client"), wish["way"])
    before = _cpu_s()
    step(Path(wish["path"]))
    return (_cpu_s() - before) * 1000


def weigh(wish):
    """Bytes of the three pictures."""
    client = importlib.import_module("tests.benchmarks.client")
    path = Path(wish["path"])
    return {one.name: len(one.data) for one in client.prepare(path, path.name, client.THREE).renditions}


def measure(wish):
    """All rows of a topic, as far as the commit has it."""
    bench_of = importlib.import_module("tests.benchmarks.measure").Bench
    photos_of = importlib.import_module("tests.benchmarks.photos").Photos
    folder = Path(wish["folder"])
    photos = folder / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    try:
        topic = importlib.import_module(f"tests.benchmarks.{wish['topic']}")
    except ModuleNotFoundError:
        return []
    bench = bench_of(folder, quick=wish["quick"], rounds=wish["rounds"])
    rows = topic.measure(bench, photos_of(photos, small=wish["quick"]))
    return [dataclasses.asdict(row) | {"verdict": row.verdict.value} for row in rows]


def look_after(wish):
    """Seconds of verifying or exporting an album in a CouchDB."""
    couch = importlib.import_module("photospool.album.couchdb.album").CouchAlbum
    album = couch(wish["url"], wish["database"], user=wish["user"], password=wish["password"])
    step = getattr(importlib.import_module(f"photospool.album.maintenance.{wish['what']}"), wish["what"])
    began = time.perf_counter()
    found = step(album) if wish["what"] == "verify" else step(album, Path(wish["folder"]))
    took = time.perf_counter() - began
    album.close()
    if getattr(found, "findings", ()) or getattr(found, "left_out", ()):
        raise RuntimeError(f"the album is not whole: {found}")
    return took


def where(wish):
    """The file of a module, for whoever doubts whose code is run."""
    return importlib.import_module(wish["module"]).__file__


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


WISHES = {"spend": spend, "weigh": weigh, "measure": measure, "look_after": look_after, "where": where}

if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()

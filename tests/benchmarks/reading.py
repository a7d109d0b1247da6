"""Reading originals out of a CouchDB: verify and export by the clock, and what the server spends on each original."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import original_id
from photospool.album.maintenance.export import export
from photospool.album.maintenance.verify import verify
from photospool.engine.photo_pipeline import Defaults, describe
from photospool.photo.digests import digests
from photospool.photo.photo import Photo
from photospool.photo.prepare import prepare
from photospool.spool.jobs import Job

from . import server
from .client import TWO
from .measure import Bench, cpu_of
from .photos import Photos
from .table import Row, at_least, at_most, figure, not_measured

MB = 1_000_000
ORIGINALS = 100
"""Of 3 MB; more of them change no ratio."""


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """Each way in turn: today's and the former commit's, with a server as it comes and with a tuned one."""
    if not server.is_there():
        yield not_measured("reading originals", "needs an installed CouchDB")
        return
    with server.running(bench.folder / "couchdb-reading") as couch:
        stored = {}
        photo = _photo(photos.of_bytes(3 * MB))
        for kind in ("plain", "tuned"):
            stored[kind] = couch.database()
            album = couch.album(stored[kind])
            if kind == "tuned":
                couch.tune()
            ids = [_store(album, photo, number) for number in range(6 if bench.quick else ORIGINALS)]
            album.close()
        yield from _by_clock(bench, couch, stored)
        yield from _by_server(bench, couch, stored, ids)


def _by_clock(bench: Bench, couch: server.Couch, stored: dict[str, str]) -> Iterator[Row]:
    former = bench.former
    ways: dict[tuple[str, str, str], Callable[[], float]] = {}
    for what in ("verify", "export"):
        for kind, database in stored.items():
            ways[what, "ours", kind] = lambda what=what, database=database: _ours(bench, couch, what, database)
            if former is not None:
                ways[what, "former", kind] = lambda what=what, database=database: former.looked_after(
                    what, couch.server, database, bench.fresh("former-export")
                )
    took: dict[tuple[str, str, str], list[float]] = {way: [] for way in ways}
    for _ in range(1 if bench.quick else 3):
        for way, run in ways.items():
            took[way].append(run())
    count = 6 if bench.quick else ORIGINALS
    for what in ("verify", "export"):
        best = {way[1:]: min(seconds) for way, seconds in took.items() if way[0] == what}
        rates = {way: count / seconds for way, seconds in best.items()}
        words = f"{rates['ours', 'plain']:.0f} originals/s from one as it comes; {count} of 3 MB"
        yield figure(f"{what}: out of a tuned CouchDB", f"{rates['ours', 'tuned']:.0f} originals/s", words)
        if former is None:
            continue
        ratio = rates["ours", "tuned"] / rates["former", "plain"]
        title = f"{what}: tuned, against {former.name} as it comes"
        words = f"{rates['former', 'plain']:.0f} originals/s there"
        if what == "verify" and former.is_start:
            yield at_least(title, ratio, 2.0, " ×", words)
        else:
            yield figure(title, f"{ratio:.2f} ×", words)
        same = [rates["ours", kind] / rates["former", kind] for kind in stored]
        words = "the same server and the same pieces on both sides"
        yield figure(
            f"{what}: against {former.name}, both alike", f"{same[0]:.2f} × as it comes, {same[1]:.2f} × tuned", words
        )


def _ours(bench: Bench, couch: server.Couch, what: str, database: str) -> float:
    """Seconds."""
    album = couch.album(database)
    began = time.perf_counter()
    if what == "verify":
        assert not verify(album).findings
    else:
        export(album, bench.fresh("export"))
    took = time.perf_counter() - began
    album.close()
    return took


def _by_server(bench: Bench, couch: server.Couch, stored: dict[str, str], ids: list[str]) -> Iterator[Row]:
    """One original after the other, so that its clock, which ticks in 10 ms, has much to count."""
    spent = dict.fromkeys(stored, float("inf"))
    for _ in range(1 if bench.quick else 4):
        for kind, database in stored.items():
            album = couch.album(database)
            before = cpu_of(couch.pid)
            for photo_id in ids:
                with album.read(original_id(photo_id), "original.jpg") as pieces:
                    for _piece in pieces:
                        pass
            spent[kind] = min(spent[kind], (cpu_of(couch.pid) - before) / len(ids) * 1000)
            album.close()
    words = f"{spent['plain']:.0f} ms in pieces of 4 KB, {spent['tuned']:.0f} ms in pieces of 1 MB"
    yield at_most(
        "the server's CPU to read 3 MB, tuned", spent["tuned"] / max(spent["plain"], 0.001), 0.35, " ×", words
    )


def _photo(path: Path) -> Photo:
    job = Job("20130501-123456-abcd", path.parent, path, path.name)
    return describe(job, digests(path), prepare(path, path.name, TWO), Defaults("Private", "somebody"))


def _store(album: CouchAlbum, photo: Photo, number: int) -> str:
    """The same photo with other last bytes and another day; its id."""
    with photo.path.open("r+b") as file:
        file.seek(-8, 2)
        file.write(number.to_bytes(8, "big"))
    day = f"{1930 + number % 90}-05-01"
    taken = replace(photo.taken, day=day, at=day)
    found = replace(photo, digests=digests(photo.path), taken=taken)
    album.store(found)
    return found.digests.md5

"""What the queue itself costs a photo: looking, claiming, counting, finishing. Nothing is decoded and nothing sent.

Waiting for the disk (fsync) is left out: it is the promise's price, is told beside it, and differs from disk to disk.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from photospool import events
from photospool.album.documents import AlbumCheck, Stored
from photospool.engine.engine import Engine
from photospool.engine.engine_parts import EngineParts
from photospool.engine.photo_pipeline import Defaults, PhotoPipeline
from photospool.events import Outcome
from photospool.photo.formats import classify
from photospool.photo.photo import Photo, Prepared
from photospool.spool.scanner import Scanner
from photospool.spool.spool import Spool
from photospool.spool.watcher import Watcher

from .measure import Bench, spending
from .photos import Photos
from .table import Row, at_most, figure

SIZES = (100, 100_000)
TAKEN = 100
"""Photos that are carried through in each round."""


def measure(bench: Bench, _photos: Photos) -> Iterator[Row]:
    """Step by step among few and among many files, then the whole engine."""
    sizes = (100, 2000) if bench.quick else SIZES
    steps, looks = {}, {}
    for size in sizes:
        home = _filled(bench.fresh("queue"), size)
        steps[size], looks[size] = _costs(home, bench.rounds)
    for size in sizes:
        detail = f"CPU: claim, attempt and finish {steps[size]:.2f} ms, its part of a look {looks[size] * 1000:.0f} µs"
        yield at_most(f"{size:,} files: a photo besides fsync", steps[size] + looks[size], 1.0, " ms", detail)
    few, many = sizes
    ratio = (steps[many] + looks[many]) / (steps[few] + looks[few])
    detail = "“the same” leaves a quarter for caches and noise"
    yield at_most(f"{many:,} files against {few:,}", ratio, 1.25, " ×", detail)
    yield figure(f"{many:,} files: one look", f"{looks[many] * many:.0f} ms")
    yield from _engine(bench)
    yield _disk(bench)


def _costs(home: Path, rounds: int) -> tuple[float, float]:
    """(CPU ms of a photo's steps, CPU ms of its part of a look), the best of all rounds."""
    settler = Scanner(home / "incoming", classify=classify, wait_s=0.0)
    spool = _spool(home)
    spool.open()
    steps, look = float("inf"), float("inf")
    try:
        for _ in range(rounds):
            with spending() as spent:
                ready = settler.look().ready
            look = min(look, spent.cpu_s * 1000 / len(ready))
            with _without_fsync(), spending() as spent:
                for entry in ready[:TAKEN]:
                    job = spool.claim(entry, {})
                    if job is None:
                        raise RuntimeError(f"{entry.origin} was not claimed")
                    job = spool.begin_attempt(job)
                    spool.state(job)
                    spool.finish(job)
            steps = min(steps, spent.cpu_s * 1000 / TAKEN)
            _put_back(home, [entry.path for entry in ready[:TAKEN]])
    finally:
        spool.close()
    return steps, look


def _engine(bench: Bench) -> Iterator[Row]:
    """Threads, events and the processor around the same steps: an album that has every photo already."""
    for size in (100, 1000 if bench.quick else 5000):
        home = _filled(bench.fresh("engine"), size)
        spool = _spool(home)
        watcher = Watcher(home / "incoming", enabled=False)
        settler = Scanner(home / "incoming", classify=classify, wait_s=0.0)
        told: list[events.Event] = []
        processor = PhotoPipeline(spool, _NoDecoder(), _FullAlbum(), Defaults("Private", "somebody"), told.append)
        parts = EngineParts(spool, watcher, settler, processor, _FullAlbum(), lambda: None)
        engine = Engine(parts, told.append, rng=random.Random(1))
        with _without_fsync(), spending() as spent:
            engine.run_once()
        stored = sum(isinstance(event, events.PhotoStored) for event in told)
        if stored != size:
            raise RuntimeError(f"{stored} of {size} photos were carried through")
        detail = "with its thread, its digests and its events; the album has them all"
        yield figure(f"{size:,} files: the whole engine, a photo", f"{spent.cpu_s / size * 1000:.2f} ms", detail)


def _disk(bench: Bench) -> Row:
    """The same steps with every fsync, by the clock."""
    home = _filled(bench.fresh("disk"), 20)
    spool = _spool(home)
    spool.open()
    try:
        ready = Scanner(home / "incoming", classify=classify, wait_s=0.0).look().ready
        with spending() as spent:
            for entry in ready:
                job = spool.claim(entry, {})
                if job is not None:
                    spool.finish(spool.begin_attempt(job))
    finally:
        spool.close()
    return figure("with fsync, by the clock", f"{spent.wall_s / len(ready) * 1000:.1f} ms", "this disk's")


class _FullAlbum:
    """An album that has every photo."""

    def check(self) -> AlbumCheck:
        return AlbumCheck(kind="none", user="", may_write=True, missing=(), photos=None)

    def find(self, ids: Sequence[str]) -> dict[str, Stored]:
        return dict.fromkeys(ids, _There(None, None))

    def store(self, photo: Photo) -> Outcome:
        raise AssertionError("it is there")

    def join(self, photo_id: str, said: Mapping[str, object]) -> None:
        raise AssertionError("nobody said anything")

    def discard(self, photo_id: str) -> None:
        raise AssertionError("it was not stored")

    def close(self) -> None:
        """Nothing is open."""


class _There(Stored):
    """All of a photo."""

    def is_complete(self, *_: object) -> bool:
        return True


class _NoDecoder:
    def prepare(self, path: Path, name: str) -> Prepared:
        raise AssertionError("it is there")


def _spool(home: Path) -> Spool:
    return Spool(home / "incoming", home / "work", home / "done", reserve_bytes=0, classify=classify)


def _filled(home: Path, size: int) -> Path:
    for name in ("incoming", "work", "done"):
        (home / name).mkdir()
    for number in range(size):
        (home / "incoming" / f"IMG_{number:06}.jpg").write_bytes(b"%d" % number)
    return home


def _put_back(home: Path, paths: Sequence[Path]) -> None:
    for path in paths:
        (home / "done" / path.name).rename(path)


@contextmanager
def _without_fsync() -> Iterator[None]:
    with patch.object(os, "fsync", lambda _handle: None):
        yield

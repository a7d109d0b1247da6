"""What the program costs while nothing happens, and whether it grows: ``photospool run``, as its user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from photospool.config import settings as choices
from photospool.config.paths import places
from photospool.config.settings import Settings
from photospool.system.credentials import PASSWORD_VARIABLE, USER_VARIABLE

from . import server
from .measure import Bench, cpu_of, descendants, memory_mb, until
from .photos import Photos
from .table import Row, at_most, not_measured


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """With the embedded album, with a CouchDB, and before and after many photos."""
    yield from _watching(bench)
    yield from _with_couchdb(bench)
    yield from _many(bench)


def _watching(bench: Bench) -> Iterator[Row]:
    """Files that stay where they are, here videos."""
    count = 200 if bench.quick else 20_000
    home = made_home(bench, "idle")
    for number in range(count):
        (home / "incoming" / f"VID_{number:05}.mp4").write_bytes(b"video")
    with _running(home) as pid:
        time.sleep(5 if bench.quick else 20)  # start, first looks
        seconds = 5 if bench.quick else 180
        before = _cpu(pid)
        time.sleep(seconds)
        share = (_cpu(pid) - before) / seconds * 100
        yield at_most(f"{count:,} files watched: CPU", share, 0.1, " %", f"of one core, over {seconds} s")
        yield at_most("embedded album: memory", _memory(pid), 60.0, " MB", "all processes")


def _with_couchdb(bench: Bench) -> Iterator[Row]:
    if not server.is_there():
        yield not_measured("with a CouchDB: memory", "needs an installed CouchDB")
        return
    home = made_home(bench, "idle-couchdb")
    with server.running(home / "couchdb") as couch:
        _choose(home, url=couch.server.url, database=couch.database())
        secrets = {USER_VARIABLE: couch.server.user, PASSWORD_VARIABLE: couch.server.password}
        with _running(home, secrets) as pid:
            _drop(home, 0, 5)
            until(lambda: _done(home) == 5)
            working = _memory(pid)
            until(lambda: not descendants(pid))
            detail = f"5 photos were added; while a worker was there {working:.0f} MB"
            yield at_most("after contact with a CouchDB: memory", _memory(pid), 95.0, " MB", detail)


def _many(bench: Bench) -> Iterator[Row]:
    """Small photos, so that it is the program that grows, if anything, and not the decoders' buffers."""
    few, many = (20, 60) if bench.quick else (500, 5000)
    home = made_home(bench, "many")
    with _running(home) as pid:
        _drop(home, 0, few)
        until(lambda: _done(home) == few)
        before = _memory(pid), memory_mb(pid)
        _drop(home, few, many)
        until(lambda: _done(home) == many)
        after = _memory(pid), memory_mb(pid)
        words = f"{before[1]:.0f} to {after[1]:.0f} MB, with its workers {before[0]:.0f} to {after[0]:.0f} MB"
        yield at_most(f"growth from {few:,} to {many:,} photos", after[1] - before[1], 5.0, " MB", words)
        until(lambda: not descendants(pid))
        yield at_most(f"after {many:,} photos, idle again: memory", _memory(pid), 60.0, " MB", "its workers have ended")


def made_home(bench: Bench, name: str) -> Path:
    """Three folders, a fourth beside them, and settings that name them."""
    home = bench.fresh(name)
    for folder in ("incoming", "work", "done", "staged"):
        (home / folder).mkdir()
    _choose(home)
    return home


def _choose(home: Path, *, url: str = "", database: str = "photo") -> None:
    settings = Settings()
    for name in ("incoming", "work", "done"):
        settings = settings.replace(f"folders.{name}", str(home / name))
    settings = settings.replace("album.url", url).replace("album.database", database)
    choices.save(settings, places(home / "program").settings)


@contextmanager
def _running(home: Path, secrets: dict[str, str] | None = None) -> Iterator[int]:
    """The program, headless; its process id."""
    environment = {**os.environ, **(secrets or {}), "PHOTOSPOOL_HOME": str(home / "program")}
    command = [sys.executable, "-m", "photospool", "run", "--yes"]
    with (home / "output").open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            until(lambda: b"Watching" in (home / "output").read_bytes())
            yield process.pid
        finally:
            process.terminate()
            process.wait()


def _drop(home: Path, first: int, end: int) -> None:
    """Photos that differ, made elsewhere on the same disk and moved in."""
    picture = Image.effect_noise((640, 480), 40).convert("RGB")
    for number in range(first, end):
        staged = home / "staged" / f"IMG_{number:05}.jpg"
        picture.putpixel((0, 0), (number % 256, number // 256, 0))
        picture.save(staged, quality=95, comment=str(number))
        staged.rename(home / "incoming" / staged.name)


def _done(home: Path) -> int:
    return len(os.listdir(home / "done"))


def _memory(pid: int) -> float:
    return sum(memory_mb(one) for one in (pid, *descendants(pid)))


def _cpu(pid: int) -> float:
    return sum(cpu_of(one) for one in (pid, *descendants(pid)))

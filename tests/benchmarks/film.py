"""Carrying a film of four gigabytes: memory and CPU of the program and of its worker; one gigabyte beside rclone, where
it is asked for.

The film is a real one with a hole in its media (tests/photo/large_films.py): reading it costs no disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from photospool.album.base import Source, Write
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.tuning import SECTION, SETTING, USUAL_BYTES, WANTED_BYTES
from photospool.album.embedded.album import LocalAlbum
from photospool.photo.digests import digests
from photospool.photo.options import Options
from photospool.photo.workers.pool import WorkerPool

from ..photo.films import FFMPEG
from ..photo.large_films import write_large
from ..servers.couchdb import free_port
from . import server
from .measure import Bench, HighestMemory, Spent, descendants, memory_mb, python, spending
from .photos import Photos
from .table import Row, at_least, at_most, figure, not_measured

GIB = 1 << 30
PROVED = "rclone with check --download"


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """Memory over base, CPU for a GiB; with the peer ``rclone`` the bytes a second of both, in turn."""
    if not FFMPEG or not server.is_there():
        yield not_measured("film", "needs ffmpeg and an installed CouchDB")
        return
    film = write_large(bench.fresh("film") / "film.mp4", (8 << 20) if bench.quick else 4 * GIB)
    os.utime(film, (1e9, 1e9))  # films are older than this one
    yield _worker(photos, film)
    with server.running(bench.folder / "couchdb-film", cores=os.cpu_count() or 1) as couch:  # as rclone's server has
        for limit in ("couchdb/max_attachment_size", "chttpd/max_http_request_size"):
            couch.server.request("PUT", f"/_node/_local/_config/{limit}", str(8 * GIB))
        couch.server.request("PUT", f"/_node/_local/_config/{SECTION}/{SETTING}", str(WANTED_BYTES))
        yield from _program(photos, couch, film)
        if "rclone" in bench.peers:
            yield from _beside_rclone(bench, couch, film, (8 << 20) if bench.quick else GIB)


def _worker(photos: Photos, film: Path) -> Row:
    """The caged process that reads it, over what it holds after an ordinary photo."""
    pool = WorkerPool(1, Options(videos=True))
    try:
        ordinary = photos.camera.paths[0]
        pool.prepare(ordinary, ordinary.name)
        base = sum(memory_mb(child, "VmHWM") for child in descendants(os.getpid()))
        with HighestMemory():
            pool.prepare(film, film.name)
            highest = sum(memory_mb(child, "VmHWM") for child in descendants(os.getpid()))
    finally:
        pool.close()
    detail = f"{base:.0f} MB after an ordinary photo, {highest:.0f} at the highest"
    return at_most(f"{_words(film)}: the worker's memory over base", highest - base, 60.0, " MB", detail)


def _program(photos: Photos, couch: server.Couch, film: Path) -> Iterator[Row]:
    """Digests and upload in a process of its own."""
    words = (couch.server.url, couch.database(), photos.of_bytes(1_000_000), film)
    secret = f"{couch.server.user}\n{couch.server.password}\n"
    answer = python("tests.benchmarks.film", *words, input=secret).stdout.split()
    base, highest, cpu = (float(word) for word in answer)
    detail = f"highest {highest:.0f} MB of memory, {base:.0f} after a photo of 1 MB"
    yield at_most(f"{_words(film)}: the program's memory over base", highest - base, 8.0, " MB", detail)
    per_gib = cpu * GIB / film.stat().st_size
    detail = "md5 and sha256, one streamed request, proof; of the program alone"
    yield at_most("a film: the program's CPU for a GiB", per_gib, 6.0, " s", detail)


def _beside_rclone(bench: Bench, couch: server.Couch, film: Path, size: int) -> Iterator[Row]:
    """A film of so many bytes, in turn, each round with other ones: the best round of each counts.

    Rclone and a WebDAV server share no digest, so that ``--checksum`` compares sizes alone; a peer that proves its
    bytes as we do reads them again, which is its ``check --download``.
    """
    names = ("rclone", PROVED, "CouchDB", "CouchDB in pieces of 1 MB", "embedded")
    found: dict[str, list[Spent]] = {name: [] for name in names}
    with _webdav(bench.fresh("webdav")) as (url, theirs):
        for number in range(bench.rounds):
            write_large(film, size, seed=number + 1)
            os.utime(film, (1e9, 1e9))
            with spending(theirs) as spent:
                _copied_by_rclone(film, url, "plain")
            found["rclone"].append(spent)
            with spending(theirs) as spent:
                _copied_by_rclone(film, url, "proved")
                _proved_by_rclone(film, url, "proved")
            found[PROVED].append(spent)
            for name in ("plain", "proved"):  # of a film of the same size it would copy nothing
                _rclone("purge", f":webdav:{name}", url=url)
            for name, piece in (("CouchDB", USUAL_BYTES), ("CouchDB in pieces of 1 MB", WANTED_BYTES)):
                couch.server.request("PUT", f"/_node/_local/_config/{SECTION}/{SETTING}", str(piece))
                database = couch.database()
                album = couch.album(database)
                with spending(couch.pid) as spent:
                    _stored(album, film)
                found[name].append(spent)
                album.close()
                couch.server.request("DELETE", f"/{database}")
            place = bench.fresh("album")
            embedded = LocalAlbum(place)
            with spending() as spent:
                _stored(embedded, film)
            found["embedded"].append(spent)
            embedded.close()
            shutil.rmtree(place)
    megabytes = film.stat().st_size / 1e6
    best = {name: min(spent.wall_s for spent in rounds) for name, rounds in found.items()}
    for name in names[2:]:
        detail = f"{megabytes / best[name]:.0f} and {megabytes / best[PROVED]:.0f} MB/s by the clock; {_said(name)}"
        label = f"{_words(film)} into {name}: bytes a second, of rclone's that proves them"
        yield at_least(label, best[PROVED] / best[name], 0.8, detail=detail)
        plain = f"{best['rclone'] / best[name]:.2f}"
        yield figure(f"{_words(film)} into {name}: the same, of rclone's that compares sizes", plain)
    for name, rounds in found.items():
        ours, server_s = min(spent.cpu_s for spent in rounds), min(spent.other_cpu_s for spent in rounds)
        yield figure(
            f"{_words(film)}, {name}: CPU", f"{ours:.1f} + {server_s:.1f} s", "client + server, least of all rounds"
        )


def _said(name: str) -> str:
    if name == "embedded":
        return "ours with both digests, written through to the disk and read again"
    return "ours with both digests, written through to the disk by the server, whose digest is compared"


def _copied_by_rclone(film: Path, url: str, folder: str) -> None:
    _rclone("copy", "--checksum", str(film), f":webdav:{folder}", url=url)


def _proved_by_rclone(film: Path, url: str, folder: str) -> None:
    """Both sides read, and compared byte by byte."""
    _rclone("check", "--download", "--one-way", str(film), f":webdav:{folder}", url=url)


def _rclone(*words: str, url: str) -> None:
    where = ["--config", os.devnull, "--webdav-url", url, "--webdav-vendor", "other"]
    done = subprocess.run(["rclone", *words, *where], check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"rclone {words[0]}: {done.stderr[-2000:]}")


@contextmanager
def _webdav(folder: Path) -> Iterator[tuple[str, int]]:
    """A WebDAV server of rclone's own: its address and its process."""
    address = f"127.0.0.1:{free_port()}"
    command = ["rclone", "serve", "webdav", "--config", os.devnull, str(folder), "--addr", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            ask = [
                "rclone",
                "lsf",
                "--config",
                os.devnull,
                ":webdav:",
                "--webdav-url",
                f"http://{address}",
                "--retries",
                "1",
            ]
            _until(lambda: subprocess.run(ask, capture_output=True, check=False).returncode == 0)
            yield f"http://{address}", process.pid
        finally:
            process.terminate()


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(300):
        if is_so():
            return
        time.sleep(0.1)
    raise TimeoutError("rclone's server did not answer")


def _stored(album: CouchAlbum | LocalAlbum, film: Path) -> None:
    """As the program does it with an original; the answer is its proof."""
    found = digests(film)
    source = Source("video/mp4", found.md5, found.sha256, found.size, film, found.state)
    album.write(Write({"_id": f"original-{found.md5}", "type": "original"}, {"film.mp4": source}))
    kept = album.get(f"original-{found.md5}")
    assert kept is not None and kept["_attachments"]["film.mp4"]["digest"] == source.digest


def _words(film: Path) -> str:
    return f"a film of {film.stat().st_size >> 20} MiB"


def _by_itself() -> None:
    """In a process of its own: print the highest memory after a photo and after the film, and the film's CPU."""
    url, database, small, large = sys.argv[1:5]
    user, password = sys.stdin.read().split("\n")[:2]
    album = CouchAlbum(url, database, user=user, password=password)
    _stored(album, Path(small))
    print(memory_mb(os.getpid(), "VmHWM"))
    with spending() as spent:
        _stored(album, Path(large))
    print(memory_mb(os.getpid(), "VmHWM"), spent.cpu_s)


if __name__ == "__main__":
    _by_itself()

"""Sending one photo to a CouchDB: the client's CPU time and memory, and the server's CPU time."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from photospool.album.base import Source, Write
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import original_document
from photospool.engine.photo_pipeline import Defaults, describe
from photospool.photo.digests import digests
from photospool.photo.photo import Photo
from photospool.photo.prepare import prepare
from photospool.spool.jobs import Job

from . import original, server
from .client import TWO
from .measure import Bench, memory_mb, python, spending
from .photos import Photos
from .table import Row, at_most, figure, not_measured

MB = 1_000_000


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """3 MB in turn with the original's way; 100 MB in a process of its own."""
    if not server.is_there():
        yield not_measured("upload", "needs an installed CouchDB")
        return
    with server.running(bench.folder / "couchdb-upload") as couch:
        yield from _three_megabytes(bench, photos, couch)
        yield from _hundred_megabytes(bench, photos, couch)


def _three_megabytes(bench: Bench, photos: Photos, couch: server.Couch) -> Iterator[Row]:
    path = photos.of_bytes(3 * MB)
    database = couch.database()
    album = couch.album(database)
    uploader = original.Uploader(couch.server.url, database, couch.server.user, couch.server.password)

    def by_original(number: int) -> Callable[[], object]:
        pictures = original.prepare(_another(path, number))
        return lambda: uploader.store(pictures)

    def one_request(number: int) -> Callable[[], object]:
        photo = _photo(_another(path, number))
        write = Write(original_document(photo), {"original.jpg": _source(photo)})
        return lambda: album.write(write)

    def by_us(number: int) -> Callable[[], object]:
        photo = _photo(_another(path, number))
        return lambda: album.store(photo)

    def hashing(_number: int) -> Callable[[], object]:
        content = path.read_bytes()
        return lambda: hashlib.md5(content, usedforsecurity=False).digest()

    ways = {"original": by_original, "request": one_request, "ours": by_us, "md5": hashing}
    own, theirs = _in_turn(ways, 4 * bench.rounds, couch.pid)
    uploader.close()
    album.close()
    detail = f"one streamed request with the original; hashing it again would add {own['md5']:.1f} ms"
    yield at_most("3 MB: the client's CPU for the request", own["request"], 2.5, " ms", detail)
    detail = "both documents: two questions, two requests with proof; the original's way is four PUTs and three GETs"
    yield figure("3 MB: all of a photo", f"{own['ours']:.1f} ms, original {own['original']:.1f} ms", detail)
    words = f"{theirs['ours']:.0f} ms, original {theirs['original']:.0f} ms"
    yield figure("3 MB: the server's CPU", words, "mean of all rounds")


def _in_turn(
    ways: dict[str, Callable[[int], Callable[[], object]]], rounds: int, pid: int
) -> tuple[dict[str, float], dict[str, float]]:
    """ms of the client in its best round, and of the server in the mean (its clock ticks in 10 ms)."""
    best, theirs = dict.fromkeys(ways, float("inf")), dict.fromkeys(ways, 0.0)
    for number in range(rounds + 1):
        for index, (name, make) in enumerate(ways.items()):
            step = make(number * len(ways) + index)
            with spending(pid) as spent:
                step()
            if number:  # the first round imports
                best[name] = min(best[name], spent.cpu_s * 1000)
                theirs[name] += spent.other_cpu_s * 1000 / rounds
    return best, theirs


def _hundred_megabytes(bench: Bench, photos: Photos, couch: server.Couch) -> Iterator[Row]:
    length = (10 if bench.quick else 100) * MB
    words = (couch.server.url, couch.database(), photos.of_bytes(MB), photos.of_bytes(length))
    secret = f"{couch.server.user}\n{couch.server.password}\n"
    base, highest = (float(word) for word in python("tests.benchmarks.upload", *words, input=secret).stdout.split())
    detail = f"highest {highest:.0f} MB of memory after 100 MB, {base:.0f} after 1 MB"
    yield at_most("100 MB: the client's memory over base", highest - base, 1.0, " MB", detail)


def _photo(path: Path) -> Photo:
    job = Job("20130501-123456-abcd", path.parent, path, path.name)
    return describe(job, digests(path), prepare(path, path.name, TWO), Defaults("Private", "somebody"))


def _source(photo: Photo) -> Source:
    found = photo.digests
    return Source("image/jpeg", found.md5, found.sha256, found.size, photo.path, found.state)


def _another(path: Path, number: int) -> Path:
    """The same photo with other last bytes, so that the album does not know it yet."""
    with path.open("r+b") as file:
        file.seek(-8, 2)
        file.write(number.to_bytes(8, "big"))
    os.utime(path, (1e9, 1e9))  # photos are older than this one
    return path


def _by_itself() -> None:
    """In a process of its own: print the highest memory after a small and after the large original, in MB."""
    url, database, small, large = sys.argv[1:5]
    user, password = sys.stdin.read().split("\n")[:2]
    album = CouchAlbum(url, database, user=user, password=password)
    for name in (small, large):
        path = Path(name)
        found = digests(path)
        source = Source("image/jpeg", found.md5, found.sha256, found.size, path, found.state)
        album.write(Write({"_id": f"original-{found.md5}", "type": "original"}, {"original.jpg": source}))
        print(memory_mb(os.getpid(), "VmHWM"))


if __name__ == "__main__":
    _by_itself()

"""The client's CPU time for one photo: md5, EXIF, pictures and the document, without uploading.

Against the original script, and against the bound: what the image library's C code alone must spend on this photo.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from photospool.album.couchdb.client import encoded
from photospool.album.documents import original_document, photo_document
from photospool.engine.photo_pipeline import Defaults, describe
from photospool.photo.decode import opened
from photospool.photo.digests import digests
from photospool.photo.prepare import Options, prepare
from photospool.photo.render import BOXES, fitted
from photospool.spool.jobs import Job

from . import original
from .measure import Bench, cpu_ms
from .photos import Photos, Sort
from .table import Row, at_least, at_most, figure

TWO = Options(large=False)
THREE = Options(large=True)


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """Baseline JPEG in three sizes, the third picture, then the other formats."""
    rounds = bench.rounds
    for sort, faster in ((photos.camera, 5.0), (photos.jpeg(24), None), (photos.jpeg(48), 8.0)):
        best = _together(sort, rounds, {"original": by_original, "ours": by_us, "bound": bound})
        detail = f"{_ms(best, 'original', 'ours')}; {sort.origin}"
        if faster:
            yield at_least(f"{sort.title}: less than the original", _ratio(best), faster, " ×", detail)
        else:
            yield figure(f"{sort.title}: less than the original", f"{_ratio(best):.2g} ×", detail)
        yield at_most(
            f"{sort.title}: of the C bound", best["ours"] / best["bound"], 1.4, " ×", _ms(best, "ours", "bound")
        )
        if sort is photos.camera:
            yield from _with_large(sort, rounds, best["original"])
    yield from _others(photos, rounds)


def _with_large(sort: Sort, rounds: int, original_ms: float) -> Iterator[Row]:
    """The third picture, which the script did not make; it is given one here, from the whole picture too."""
    best = _together(sort, rounds, {"original": by_original_with_large, "ours": by_us_with_large})
    detail = f"{_ms(best, 'original', 'ours')}; the original given a third picture too"
    yield at_least(f"{sort.title}: three pictures against three", _ratio(best), 3.0, " ×", detail)
    yield figure(f"{sort.title}: three pictures against two", f"{original_ms / best['ours']:.2g} ×")


def _others(photos: Photos, rounds: int) -> Iterator[Row]:
    sort = photos.jpeg(12, progressive=True)
    best = _together(sort, rounds, {"original": by_original, "ours": by_us, "bound": bound})
    detail = f"{_ms(best, 'original', 'ours', 'bound')}; {sort.origin}"
    yield at_least(f"{sort.title}: less than the original", _ratio(best), 2.0, " ×", detail)

    sort = photos.heic
    best = _together(sort, rounds, {"original": by_original, "ours": by_us, "decode": decode})
    detail = f"{_ms(best, 'original', 'ours')}; {sort.origin}"
    yield at_least(f"{sort.title}: less than the original", _ratio(best), 1.35, " ×", detail)
    detail = _ms(best, "ours", "decode")
    yield at_most(f"{sort.title}: of the bare decode", best["ours"] / best["decode"], 1.15, " ×", detail)

    for kind in ("PNG", "WebP", "TIFF"):
        sort = photos.other(kind)
        best = _together(sort, max(1, rounds // 2), {"original": by_original, "ours": by_us, "decode": decode})
        detail = f"{_ms(best, 'original', 'ours', 'decode')}; {sort.origin}"
        yield figure(f"{sort.title}: less than the original", f"{_ratio(best):.2g} ×", detail)


def by_original(path: Path) -> None:
    """As the script did."""
    original.prepare(path).remove()


def by_original_with_large(path: Path) -> None:
    """As the script would have made the picture for dense screens."""
    original.prepare(path, {"1600x1200.jpg": BOXES["1600x1200.jpg"], **original.BOXES}).remove()


def by_us(path: Path, options: Options = TWO) -> None:
    """As a worker and the processor do, in this one process."""
    found = digests(path)
    prepared = prepare(path, path.name, options)
    job = Job("20130501-123456-abcd", path.parent, path, path.name)
    photo = describe(job, found, prepared, Defaults("Private", "somebody", renditions=options.names))
    encoded(photo_document(photo))
    encoded(original_document(photo))


def by_us_with_large(path: Path) -> None:
    """With the picture for dense screens."""
    by_us(path, THREE)


def bound(path: Path) -> None:
    """What can't be saved: md5, the decoder's own scaling, averaging, two encodings."""
    hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    with opened(path) as image:
        size = fitted(image.size, BOXES["800x600.jpg"])
        image.draft(None, size)
        small = image.resize(size, Image.Resampling.BOX)
    for name in ("800x600.jpg", "thumb.jpg"):
        small = small.resize(fitted(small.size, BOXES[name]), Image.Resampling.BOX)
        small.save(io.BytesIO(), "JPEG", quality=TWO.quality)


def decode(path: Path) -> None:
    """All pixels and nothing else."""
    with opened(path) as image:
        image.load()


def _together(sort: Sort, rounds: int, ways: dict[str, Callable[[Path], None]]) -> dict[str, float]:
    """Milliseconds a photo: the mean over the photos of each one's best round."""
    best = [
        cpu_ms({name: lambda step=step, path=path: step(path) for name, step in ways.items()}, rounds)
        for path in sort.paths
    ]
    return {name: sum(one[name] for one in best) / len(best) for name in ways}


def _ratio(best: dict[str, float]) -> float:
    return best["original"] / best["ours"]


def _ms(best: dict[str, float], *names: str) -> str:
    words = {"original": "original", "ours": "ours", "bound": "bound", "decode": "decode"}
    return ", ".join(f"{words[name]} {best[name]:.0f} ms" for name in names)

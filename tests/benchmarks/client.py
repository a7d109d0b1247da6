"""The client's CPU time for one photo: md5, EXIF, pictures and the document, without uploading.

Against the original script, and against the bound: what the image library's C code alone must spend on this photo.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PIL import Image

from photospool.album.couchdb.client import encoded
from photospool.album.documents import original_document, photo_document
from photospool.engine.photo_pipeline import Defaults, describe
from photospool.photo.decode import opened
from photospool.photo.digests import digests
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.render import BOXES, fitted, render
from photospool.spool.jobs import Job

from . import former, original
from .measure import Bench, cpu_ms
from .photos import Photos, Sort
from .table import Row, at_least, at_most, figure

TWO = Options(large=False)
THREE = Options(large=True)
AS_A_WORKER = ("ours", "pictures", "bound", "decode")
"""Ways that are run in a process like a worker, apart from the script and libvips."""
SAME = 1.05
"""What is no slower: a twentieth is noise on a shared machine."""


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """Baseline JPEG in three sizes, the third picture, then the other formats."""
    with ExitStack() as stack:
        if bench.today is None:
            bench.today = stack.enter_context(former.alike())
            stack.callback(setattr, bench, "today", None)
        yield from _measured(bench, photos)


def _measured(bench: Bench, photos: Photos) -> Iterator[Row]:
    for sort, faster in ((photos.camera, 6.0), (photos.jpeg(24), 7.0), (photos.jpeg(48), 8.0)):
        best = _together(bench, sort, {"original": by_original, "ours": by_us, "bound": bound})
        detail = f"{_ms(best, 'original', 'ours')}; {sort.origin}"
        yield at_least(f"{sort.title}: less than the original", _ratio(best), faster, " ×", detail)
        yield at_most(
            f"{sort.title}: of the C bound", best["ours"] / best["bound"], 1.15, " ×", _ms(best, "ours", "bound")
        )
        yield from _then(bench, f"{sort.title}: two pictures", best)
        if sort is photos.camera:
            yield from _with_large(bench, sort, best["original"])
    yield from _bytes(bench, photos)
    yield from _others(bench, photos)


def _with_large(bench: Bench, sort: Sort, original_ms: float) -> Iterator[Row]:
    """The third picture, which the script did not make; it is given one here, from the whole picture too."""
    ways = {"original": by_original_with_large, "ours": by_us_with_large, "pictures": pictures_alone}
    if "vips" in bench.peers:
        ways["vips"] = by_vips
    best = _together(bench, sort, ways, former="by_us_with_large")
    detail = f"{_ms(best, 'original', 'ours')}; the original given a third picture too"
    yield at_least(f"{sort.title}: three pictures against three", _ratio(best), 5.0, " ×", detail)
    yield figure(f"{sort.title}: three pictures against two", f"{original_ms / best['ours']:.2g} ×")
    if "vips" in best:
        detail = f"{_ms(best, 'pictures', 'vips')}; decoding, scaling and encoding alone, one thread"
        yield at_most(f"{sort.title}: three pictures, of libvips", best["pictures"] / best["vips"], 0.75, " ×", detail)
    yield from _then(bench, f"{sort.title}: three pictures", best, goal=0.55)


def _others(bench: Bench, photos: Photos) -> Iterator[Row]:
    sort = photos.jpeg(12, progressive=True)
    best = _together(bench, sort, {"original": by_original, "ours": by_us, "bound": bound})
    detail = f"{_ms(best, 'original', 'ours', 'bound')}; {sort.origin}"
    yield at_least(f"{sort.title}: less than the original", _ratio(best), 2.0, " ×", detail)
    yield from _then(bench, f"{sort.title}: two pictures", best)

    sort = photos.heic
    best = _together(bench, sort, {"original": by_original, "ours": by_us, "decode": decode})
    detail = f"{_ms(best, 'original', 'ours')}; {sort.origin}"
    yield at_least(f"{sort.title}: less than the original", _ratio(best), 1.6, " ×", detail)
    detail = _ms(best, "ours", "decode")
    yield at_most(f"{sort.title}: of the bare decode", best["ours"] / best["decode"], 1.15, " ×", detail)
    yield from _then(bench, f"{sort.title}: two pictures", best)

    for kind in ("PNG", "WebP", "TIFF"):
        sort = photos.other(kind)
        best = _together(bench, sort, {"original": by_original, "ours": by_us, "decode": decode})
        detail = f"{_ms(best, 'original', 'ours', 'decode')}; {sort.origin}"
        yield figure(f"{sort.title}: less than the original", f"{_ratio(best):.2g} ×", detail)
        yield from _then(bench, f"{sort.title}: two pictures", best)
        if bench.former:
            decodes = {"ours": "decode", "former": "decode former"}
            besides = {name: best[name] - best[decode] for name, decode in decodes.items()}
            yield from _then(bench, f"{sort.title}: beside the decode", besides, goal=0.4)


def _then(bench: Bench, what: str, best: dict[str, float], goal: float | None = None) -> Iterator[Row]:
    """Against the former commit. The goal is for the commit that goals are reckoned from; nothing may get slower."""
    if bench.former is None:
        return
    ratio, detail = best["ours"] / best["former"], f"{_ms(best, 'ours', 'former')}; a process for each"
    name = f"{what}, of {bench.former.name}"
    yield at_most(name, ratio, goal if goal and bench.former.is_start else SAME, " ×", detail)


def _bytes(bench: Bench, photos: Photos) -> Iterator[Row]:
    """What the three pictures weigh in the album, and by how much more or less than formerly or with a peer."""
    for sort in (photos.camera, photos.heic):
        ours = {path: sum(_weights(path).values()) for path in sort.paths}
        total = sum(ours.values())
        detail = f"{total / len(ours) / 1000:.1f} kB a photo"
        if "vips" in bench.peers and sort is photos.camera:
            theirs = sum(len(data) for path in ours for data in vips_pictures(path).values())
            detail += f"; libvips at the same quality {theirs / len(ours) / 1000:.1f}"
        if bench.former is None:
            yield figure(f"{sort.title}: bytes of three pictures", f"{total / len(ours) / 1000:.1f} kB", detail)
            continue
        then = sum(sum(bench.former.picture_bytes(path).values()) for path in ours)
        name = f"{sort.title}: bytes of three pictures, of {bench.former.name}"
        yield at_most(name, total / then, 1.0, " ×", f"{detail}; formerly {then / len(ours) / 1000:.1f}")


def _weights(path: Path) -> dict[str, int]:
    return {one.name: len(one.data) for one in prepare(path, path.name, THREE).renditions}


def vips_pictures(path: Path) -> dict[str, bytes]:
    """What libvips makes of it."""
    from . import vips  # only where it was asked for: the package is the benchmarks' own

    return vips.pictures(path, BOXES, THREE.quality)


def by_vips(path: Path) -> None:
    """The peer's three pictures."""
    vips_pictures(path)


def pictures_alone(path: Path) -> None:
    """Our three pictures, without md5, EXIF and documents: what the peer does."""
    with opened(path) as image:
        profile = image.info.get("icc_profile") or b""
        render(image, image.getexif().get(0x0112, 1), THREE.names, THREE.quality, profile)


def by_original(path: Path) -> None:
    """As the script did."""
    original.prepare(path).remove()


def by_original_with_large(path: Path) -> None:
    """As the script would have made the picture for dense screens."""
    original.prepare(path, {"1600x1200.jpg": BOXES["1600x1200.jpg"], **original.BOXES}).remove()


def by_us(path: Path, options: Options = TWO) -> None:
    """As a worker and the processor do, in one process."""
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


def _together(
    bench: Bench, sort: Sort, ways: dict[str, Callable[[Path], None]], former: str = "by_us"
) -> dict[str, float]:
    """Milliseconds a photo: the mean over the photos of each one's best round. ``former`` is the way that the other
    commit is asked for.
    """
    best = [cpu_ms(_ways_with(bench, path, ways, former), bench.rounds) for path in sort.paths]
    return {name: sum(one[name] for one in best) / len(best) for name in best[0]}


def _ways_with(
    bench: Bench, path: Path, ways: dict[str, Callable[[Path], None]], way: str
) -> dict[str, Callable[[], float | None]]:
    assert bench.today is not None
    steps: dict[str, Callable[[], float | None]] = {
        name: partial(bench.today.spent_ms, step.__name__, path) if name in AS_A_WORKER else partial(step, path)
        for name, step in ways.items()
    }
    if bench.former is not None:
        steps["former"] = partial(bench.former.spent_ms, way, path)
        if "decode" in ways:
            steps["decode former"] = partial(bench.former.spent_ms, "decode", path)
    return steps


def _ratio(best: dict[str, float]) -> float:
    return best["original"] / best["ours"]


def _ms(best: dict[str, float], *names: str) -> str:
    return ", ".join(f"{name} {best[name]:.0f} ms" for name in names)

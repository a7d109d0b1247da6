"""How costs grow with the album: 1,000, 10,000 and 100,000 photos' documents in the embedded album and in a CouchDB.

What is asked for each photo or each screen must not grow at all; what looks at every photo may grow with their number.
"""

from __future__ import annotations

import base64
import hashlib
import io
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.verify import verify
from photospool.album.replication.models import ReplicaSpec
from photospool.album.replication.public.publish import publish
from photospool.album.replication.public.retract import audit
from photospool.album.store_photo import store
from photospool.errors import AlbumUnavailable

from ..album.photos import photo
from . import server
from .measure import Bench
from .photos import Photos
from .table import Row, at_most, figure, not_measured

SIZES = (1_000, 10_000, 100_000)
AT_ONCE = 1_000
ADDED = 10
"""Photos that are added to each album to see what one costs."""
PUBLIC_PART = 10
"""Every tenth photo is public."""
CONSTANT = 2.0
"""A cost that stays within this factor from the smallest to the largest album is called constant."""


def measure(bench: Bench, _photos: Photos) -> Iterator[Row]:
    """Both albums at every size."""
    sizes = (100, 1_000) if bench.quick else SIZES
    yield from _growth("embedded", {size: _embedded(bench, size) for size in sizes})
    if not server.is_there():
        yield not_measured("in a CouchDB", "no CouchDB is installed here")
        return
    with server.running(bench.fresh("couchdb")) as couch, server.running(bench.fresh("public")) as public:
        yield from _growth("CouchDB", {size: _in_couchdb(bench, couch, public, size) for size in sizes})


def _growth(where: str, found: dict[int, dict[str, float]]) -> Iterator[Row]:
    """One row per cost: what it is at each size, and how it grows."""
    few, *_, many = found
    for what in found[few]:
        values = {size: costs[what] for size, costs in found.items()}
        detail = " · ".join(f"{size:,}: {value:.1f} ms" for size, value in values.items())
        name = f"{where}: {what}"
        if what.startswith("all"):
            per_photo = values[many] / many
            yield figure(name, f"{per_photo:.2f} ms a photo", detail)
        else:
            yield at_most(f"{name}, {many:,} against {few:,}", values[many] / values[few], CONSTANT, detail=detail)


def _embedded(bench: Bench, size: int) -> dict[str, float]:
    album = LocalAlbum(bench.fresh("album") / "album")
    try:
        fill(size, without_pictures(album.bulk))
        return _costs(bench, album, album.view)
    finally:
        album.close()


def _in_couchdb(bench: Bench, couch: server.Couch, public: server.Couch, size: int) -> dict[str, float]:
    with _couch_album(couch) as album:
        set_up(album, create=True)
        fill(size, album.bulk)
        _settled(album)
        return _costs(bench, album, album.view) | _audited(public, album)


@contextmanager
def _couch_album(couch: server.Couch) -> Iterator[CouchAlbum]:
    album = couch.album(f"scale-{secrets.token_hex(4)}")
    yield album
    album.close()


def _costs(bench: Bench, album: Any, view: Callable[..., Any]) -> dict[str, float]:
    """Milliseconds, the best of all rounds; what looks at every photo is done once."""
    folder = bench.fresh("added")
    view("timeline", limit=1)  # the index is brought up to date at the first look, not at each
    costs = {
        "a photo added": min(_ms(lambda number=number: _add(album, folder, number)) for number in range(ADDED)),
        "asking for a burst of 50": _best(bench, lambda: album.find([id_of(number) for number in range(50)])),
        "the page: years and months": _best(bench, lambda: view("timeline", group_level=2)),
        "the page: a screen of photos": _best(bench, lambda: view("timeline", reduce=False, limit=100)),
        "the page: a screen from the middle": _best(
            bench, lambda: view("timeline", reduce=False, limit=100, startkey=[2010], include_docs=False)
        ),
    }
    costs["all: verify by digests"] = _ms(lambda: verify(album, quick=True))
    return costs


def _audited(public: server.Couch, album: CouchAlbum) -> dict[str, float]:
    """A public copy of the tenth part, and the audit that compares it with the album."""
    at = public.server
    wish = ReplicaSpec(at.url, f"public-{secrets.token_hex(4)}", at.user, at.password, create=True)
    copy = publish(album, wish, lambda _tick: None)
    until = time.monotonic() + 600
    while time.monotonic() < until and audit(album, copy).missing:
        time.sleep(1)
    return {"all: audit of a public copy": _ms(lambda: audit(album, copy))}


def _settled(album: CouchAlbum) -> None:
    """Wait until the views are up to date: a server makes them at the first question, and gives up on many."""
    until = time.monotonic() + 1800
    while True:
        try:
            album.view("timeline", limit=1)
        except AlbumUnavailable:
            if time.monotonic() > until:
                raise
        else:
            return


def fill(size: int, bulk: Callable[[list[dict[str, Any]]], Any]) -> None:
    """Documents of so many photos, and their originals', in pages."""
    thumb = io.BytesIO()
    Image.new("RGB", (4, 3), (90, 120, 160)).save(thumb, "JPEG")
    picture = {"content_type": "image/jpeg", "data": base64.b64encode(thumb.getvalue()).decode()}
    for first in range(0, size, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, size))
        for documents in ([_photo(number, picture) for number in numbers], [_original(number) for number in numbers]):
            wrong = [row for row in bulk(documents) if "error" in row]
            assert not wrong, wrong[0]
        print(f"    filled {numbers.stop:,}", end="\r", file=sys.stderr, flush=True)


def without_pictures(bulk: Callable[[list[dict[str, Any]]], Any]) -> Callable[[list[dict[str, Any]]], Any]:
    """For the embedded album, which takes no pictures in a document's text."""
    return lambda documents: bulk([{k: v for k, v in one.items() if k != "_attachments"} for one in documents])


def _photo(number: int, picture: dict[str, str]) -> dict[str, Any]:
    day = f"{2000 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
    return {
        "_id": id_of(number),
        "type": "photo",
        "cat": "Public" if number % PUBLIC_PART == 0 else "Private",
        "taken": day,
        "taken_at": f"{day}T12:00:00",
        "ts": f"{day}T13:00:00",
        "keywords": [f"tag{number % 50}"],
        "descr": "Words of some length, as people write them.",
        "addedby": "Änne",
        "extension": "jpg",
        "width": 4000,
        "height": 3000,
        "size": 3_000_000,
        "sha256": hashlib.sha256(b"%d" % number).hexdigest(),
        "filename": f"IMG_{number:06}.jpg",
        "placeholder": "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        "exif": {"Image Make": "Maker", "Image Model": f"M {number % 7}"},
        "_attachments": {"thumb.jpg": picture},
    }


def _original(number: int) -> dict[str, Any]:
    return {
        "_id": f"original-{id_of(number)}",
        "type": "original",
        "photo": id_of(number),
        "sha256": hashlib.sha256(b"%d" % number).hexdigest(),
    }


def id_of(number: int) -> str:
    """Of one of them."""
    return hashlib.md5(b"scale %d" % number).hexdigest()


def _add(album: Any, folder: Path, number: int) -> None:
    store(photo(folder, secrets.token_bytes(1000), name=f"{number}.jpg"), album.find, album.write)


def _best(bench: Bench, step: Callable[[], object]) -> float:
    return min(_ms(step) for _ in range(bench.rounds))


def _ms(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000

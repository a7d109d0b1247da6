"""What stacks cost: as many files of which every fifth belongs to another one, against files that all stand alone.

CPU time, in turn; of a CouchDB its own process and those that run its views. Of the page's first screen requests and
elements, too.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.design_doc import DESIGN_ID
from photospool.album.couchdb.setup import set_up
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.verify import verify
from photospool.album.stack_links import StackLinker
from photospool.album.web.server import open_gateway
from photospool.errors import AlbumUnavailable

from ..browser.conftest import CHROMIUM, DRIVER, why_not
from ..browser.driven import Chromium
from . import page, scale, server
from .measure import Bench, cpu_of, cpu_s, descendants
from .photos import Photos
from .table import Row, at_most, figure, not_measured, number

FILES = int(os.environ.get("PHOTOSPOOL_STACKS", "20000"))
QUICK = 500
EVERY = 5
"""Every fifth file belongs to the one before it: 4,000 pairs of 20,000 files."""
TAGS = 49
GOAL = 1.1
ON_PAGE = 300
LONG_ENOUGH_S = 0.3
"""Of CPU time: a server's is told in hundredths."""
MOST = 200
OLD = "_design/app"
OLD_VIEWS = {
    "recent-taken": {"map": "function(doc) { if (doc.taken && doc.cat != 'Trash') emit(doc.taken, null); }"},
    "cat": {"map": "function(doc) { if (doc.cat) emit(doc.cat, 1); }", "reduce": "_count"},
    "tag": {
        "map": "function(doc) { if (doc.keywords) for (var i in doc.keywords) emit(doc.keywords[i], doc.taken); }",
        "reduce": "_count",
    },
}
"""As the old album's design document looks at photos: it knows nothing of stacks."""
QUERIES: Mapping[str, Callable[[Any], object]] = {
    "years and months": lambda album: album.view("timeline", group_level=2),
    "a screen of photos": lambda album: album.view("timeline", reduce=False, limit=100),
    "a screen from the middle": lambda album: album.view("timeline", reduce=False, limit=100, startkey=[2010]),
    "the photos of a tag": lambda album: album.view("tag", key="tag7", reduce=False),
    "how many of each category": lambda album: album.view("cat", group=True),
}


def measure(bench: Bench, _photos: Photos) -> Iterator[Row]:
    """Both albums."""
    size = QUICK if bench.quick else FILES
    yield from _embedded(bench, size)
    yield from _page(bench)
    if not server.is_there():
        yield not_measured("in a CouchDB", "no CouchDB is installed here")
        return
    with server.running(bench.fresh("couchdb")) as couch:
        yield from _couchdb(bench, couch, size)


def _fill(album: Any, size: int, *, with_stacks: bool) -> None:
    """Every original says its name and second, as cameras' files do; both halves of a pair one identifier, too."""
    numbers = {scale.id_of(number): number for number in range(size)}

    def bulk(documents: list[dict[str, Any]]) -> Any:
        for document in documents:
            at = numbers[document.get("photo", document["_id"])]
            pair = at - at % EVERY
            if document["type"] == "photo":
                document["keywords"] = [f"tag{at % TAGS}"]  # of each tag every fifth is a part, as of all
            if document["type"] == "original":
                document["pair_keys"] = [f"name:img_{at:06}|2024-05-01T12:34:56"]
                if with_stacks and at - pair < 2:
                    document["pair_keys"].insert(0, f"content:{scale.id_of(pair)}")
            elif with_stacks and at == pair:
                document |= {"part_of": scale.id_of(at + 1), "part": "live", "media": "video", "duration": 2.5}
        return store(documents)

    store = scale.without_pictures(album.bulk) if isinstance(album, LocalAlbum) else album.bulk
    scale.fill(size, bulk)


def _rows(where: str, found: Mapping[str, tuple[float, ...]]) -> Iterator[Row]:
    for what, (alone, stacked) in found.items():
        detail = f"alone {number(alone)} ms, with stacks {number(stacked)} ms"
        yield at_most(f"{where}: {what}", stacked / max(alone, 1e-9), GOAL, detail=detail)


def _in_turn(
    bench: Bench, albums: list[Any], step: Callable[[Any], object], cost: Callable[[], float]
) -> tuple[float, ...]:
    """The best round of each, in ms of CPU time; each round repeats what is short."""
    best = [float("inf")] * len(albums)
    for turn in range(bench.rounds + 1):
        for at, album in enumerate(albums):
            began, times = cost(), 0
            while not times or (times < MOST and cost() - began < LONG_ENOUGH_S):
                step(album)
                times += 1
            if turn:
                best[at] = min(best[at], (cost() - began) * 1000 / times)
    return tuple(best)


def _embedded(bench: Bench, size: int) -> Iterator[Row]:
    stored = [float("inf")] * 2
    albums: list[LocalAlbum] = []
    try:
        for turn in range(1 + min(3, bench.rounds)):
            for album in albums:
                album.close()
            albums = [LocalAlbum(bench.fresh("album") / "album") for _ in range(2)]
            for at, album in enumerate(albums):
                began = cpu_s()
                _fill(album, size, with_stacks=at == 1)
                album.view("timeline", limit=1)
                if turn:
                    stored[at] = min(stored[at], (cpu_s() - began) * 1000)
        found: dict[str, tuple[float, ...]] = {"storing the documents, with all views": tuple(stored)}
        for what, query in QUERIES.items():
            found[what] = _in_turn(bench, albums, query, cpu_s)
        found["verify by digests"] = _in_turn(bench, albums, lambda album: verify(album, quick=True), cpu_s)
        yield from _rows("embedded", found)
        (look,) = _in_turn(bench, albums[1:], lambda album: StackLinker(album).of_all(), cpu_s)
        yield figure("embedded: the look at all that belongs together", f"{number(look)} ms", "once a day")
    finally:
        for album in albums:
            album.close()


def _page(bench: Bench) -> Iterator[Row]:
    """The first screen in a real Chromium: as many things, every fifth of them with a part."""
    if why := why_not("chromium"):
        yield not_measured("the page's first screen", why)
        return
    found: dict[str, list[float]] = {}
    for with_stacks in (False, True):
        album = LocalAlbum(bench.fresh("album") / "album")
        page.fill(album, ON_PAGE)
        if with_stacks:
            rows = album.view("timeline", reduce=False, include_docs=True)["rows"]
            album.bulk([_half(row["doc"]) for row in rows[::EVERY]])
        gateway = open_gateway(album)
        browser = Chromium(CHROMIUM, DRIVER, bench.fresh("profile"))
        browser.size(1280, 800)
        browser.driver.execute_cdp_cmd("Performance.enable", {})
        browser.open(gateway.start())
        best: dict[str, float] = {}
        for _ in range(bench.rounds):
            browser.reload()
            browser.see(".month .tile" + (" .stack" if with_stacks else ""))
            browser.wait("return [...document.querySelectorAll('.month img')].every((img) => img.complete)")
            time.sleep(1)
            for what, spent in _seen(browser).items():
                best[what] = min(best.get(what, spent), spent)
        for what, spent in best.items():
            found.setdefault(what, []).append(spent)
        browser.quit()
        gateway.stop()
        album.close()
    for what, (alone, stacked) in found.items():
        detail = f"alone {number(alone)}, with stacks {number(stacked)}"
        yield at_most(f"the page's first screen: {what}", stacked / alone, GOAL, detail=detail)


def _half(photo: dict[str, Any]) -> dict[str, Any]:
    """A film that belongs to this one."""
    half = {name: value for name, value in photo.items() if name not in ("_rev", "_attachments")}
    changed = hashlib.md5(photo["_id"].encode(), usedforsecurity=False).hexdigest()
    return half | {"_id": changed, "part_of": photo["_id"], "part": "live", "media": "video", "duration": 2.5}


def _seen(browser: Chromium) -> dict[str, float]:
    """Since the page was loaded anew."""
    metrics = browser.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    (spent_s,) = (float(one["value"]) for one in metrics if one["name"] == "TaskDuration")
    asked = browser.js("return performance.getEntriesByType('resource').filter((e) => !e.name.includes('.js')).length")
    return {
        "requests": asked,
        "CPU time of its thread, in ms": spent_s * 1000,
        "elements": browser.js("return document.querySelectorAll('*').length"),
    }


def _couchdb(bench: Bench, couch: server.Couch, size: int) -> Iterator[Row]:
    def cost() -> float:
        """Of the server with the processes that run its views (it ends idle ones), and of this one."""
        return cpu_s() + sum(cpu_of(pid, with_ended=True) for pid in [couch.pid, *descendants(couch.pid)])

    with _couch_album(couch) as first, _couch_album(couch) as alone, _couch_album(couch) as stacked:
        set_up(first, create=True)
        _fill(first, QUICK, with_stacks=True)  # the first pays for what is started once
        _settled(couch, first, DESIGN_ID, "timeline")
        albums = [alone, stacked]
        for with_stacks, album in zip((False, True), albums, strict=True):
            couch.server.request("PUT", f"/{album.database.name}")
            _fill(album, size, with_stacks=with_stacks)
            set_up(album, create=False)
            _settled(couch, album, DESIGN_ID, "timeline")
        found: dict[str, tuple[float, ...]] = {}
        ours = (alone.get(DESIGN_ID) or {})["views"]
        for name, views, view in ((DESIGN_ID, ours, "timeline"), (OLD, OLD_VIEWS, "cat")):
            best = [float("inf")] * len(albums)
            for turn in range(1 if bench.quick else 4):
                for at, album in enumerate(albums):
                    began = cost()
                    _indexed(couch, album, views, view, turn)
                    best[at] = min(best[at], (cost() - began) * 1000)
            found[f"the index of {name}, from nothing"] = tuple(best)
        for album in albums:
            album.put_document({"_id": OLD, "language": "javascript", "views": OLD_VIEWS})
            _settled(couch, album, OLD, "cat")
        for what, query in QUERIES.items():
            found[what] = _in_turn(bench, albums, query, cost)
        found["the old album's list"] = _in_turn(
            bench, albums, lambda album: _ask(couch, album, OLD, "recent-taken", "limit=100"), cost
        )
        found["verify by digests"] = _in_turn(bench, albums, lambda album: verify(album, quick=True), cost)
        yield from _rows("CouchDB", found)


def _indexed(couch: server.Couch, album: CouchAlbum, views: Mapping[str, Any], view: str, turn: int) -> None:
    """These views from nothing: a function with another comment in it has another index."""
    design = f"_design/turn-{turn}"
    fresh = {name: {**of, "map": of["map"].replace("{", f"{{ /* {turn} */", 1)} for name, of in views.items()}
    rev = album.put_document({"_id": design, "language": "javascript", "views": fresh})
    _settled(couch, album, design, view)
    album.put_document({"_id": design, "_rev": rev, "_deleted": True})


@contextmanager
def _couch_album(couch: server.Couch) -> Iterator[CouchAlbum]:
    album = couch.album(f"stacks-{secrets.token_hex(4)}")
    yield album
    album.close()


def _ask(couch: server.Couch, album: CouchAlbum, design: str, view: str, query: str) -> Any:
    return couch.server.request("GET", f"/{album.database.name}/{design}/_view/{view}?{query}")


def _settled(couch: server.Couch, album: CouchAlbum, design: str, view: str) -> None:
    """Until the index is there: a server gives up on many at the first question."""
    until = time.monotonic() + 3600
    while True:
        try:
            _ask(couch, album, design, view, "limit=1&reduce=false")
        except (OSError, AlbumUnavailable):
            if time.monotonic() > until:
                raise
        else:
            return

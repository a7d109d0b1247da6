"""The album's page on large libraries, in a real Chromium: ``python -m tests.benchmarks.page [PHOTOS…]``.

For each size (10,000 and 100,000 if none is named) an embedded album is made, served as ``photospool album open`` does,
and measured: the first screen, scrolling from the newest photo to the oldest, memory, and the timeline's requests.
"""

import json
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from photospool.album.base import Write
from photospool.album.embedded.album import LocalAlbum
from photospool.album.web.server import open_gateway

from ..browser import library
from ..browser.conftest import CHROMIUM, DRIVER, why_not
from ..browser.driven import Chromium

BATCH = 500
YEARS = 20
WITH_PICTURES = 12_000  # above it only the requests are of interest, and the pictures would take an hour to write

ON_START = """
    window.firstScreen = null;
    (function look() {
        const seen = [...document.querySelectorAll('.month img')].filter((img) => {
            const box = img.getBoundingClientRect();
            return box.top < innerHeight && box.bottom > 0;
        });
        const isThere = seen.length && seen.every((img) => img.complete && img.naturalWidth);
        if (isThere) window.firstScreen = performance.now();
        else requestAnimationFrame(look);
    }());
"""
SCROLL = """
    const step = arguments[0], most = arguments[1], frames = [];
    let last = performance.now();
    window.frames_ms = null;
    (function go(now) {
        frames.push(now - last);
        last = now;
        const before = scrollY;
        scrollBy(0, step);
        if (scrollY === before || frames.length > most) window.frames_ms = frames.slice(1);
        else requestAnimationFrame(go);
    }(last));
"""
REQUESTS = """
    return performance.getEntriesByType('resource').filter((one) => one.name.includes('_view/timeline'))
        .map((one) => [decodeURIComponent(new URL(one.name).search), one.encodedBodySize, one.duration]);
"""


@cache
def hash_of(number):
    return library.hash_of(library.drawn(number, 800)[1])


def fill(album, count):
    """So many photos over twenty years; every picture once on the disk."""
    name, picture, made = library.drawn(0, 800)
    plain = library.document(0, "2024-01-01", name, picture)
    docs = []
    for number in range(count):
        back = number * YEARS * 12 // count
        day = f"{2024 - back // 12}-{12 - back % 12:02}-{28 - number % 28:02}"
        shape = library.SHAPES[number % len(library.SHAPES)]
        doc = plain | {
            "_id": library.photo_id(number),
            "taken": day,
            "taken_at": f"{day}T{number % 24:02}:{number % 60:02}:00",
            "filename": f"IMG_{number}.jpg",
            "width": shape[0] * 1000,
            "height": shape[1] * 1000,
        }
        if count > WITH_PICTURES:
            docs.append(doc)
        else:
            _, picture, made = library.drawn(number % 84, 800)
            size = {"width": picture.width, "height": picture.height, "placeholder": hash_of(number % 84)}
            album.write(Write(doc | size, made))
        if len(docs) == BATCH:
            album.bulk(docs)
            docs = []
    album.bulk(docs)


def measured(count):
    with tempfile.TemporaryDirectory() as place:
        album = LocalAlbum(Path(place) / "album")
        begun = time.perf_counter()
        fill(album, count)
        album.view("timeline")
        print(f"{count} photos made in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        browser = Chromium(CHROMIUM, DRIVER, Path(place) / "profile")
        browser.size(1280, 800)
        browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": ON_START})
        gateway = open_gateway(album)
        browser.open(gateway.start())
        browser.see(".month .tile")
        found = {"photos": count}
        if count <= WITH_PICTURES:
            found["first_screen_ms"] = [round(browser.wait("return window.firstScreen"))]
            for _ in range(2):
                browser.reload()
                found["first_screen_ms"].append(round(browser.wait("return window.firstScreen")))
        requests = browser.js(REQUESTS)
        found["requests_for_the_first_screen"] = len(requests)
        found["largest_answer_kB"] = round(max(size for _, size, _ in requests) / 1000, 1)
        found["slowest_answer_ms"] = round(max(ms for _, _, ms in requests))
        found["before"] = memory(browser)
        browser.js("performance.setResourceTimingBufferSize(20000)")
        height = browser.js("return document.documentElement.scrollHeight")
        found["screens"] = round(height / 800)
        frames = sorted(scrolled(browser, 60, 400))
        found["frame_ms"] = {
            "median": round(frames[len(frames) // 2], 1),
            "95_of_100": round(frames[len(frames) * 95 // 100], 1),
            "longest": round(frames[-1]),
        }
        scrolled(browser, max(400, height // 700), 5000)
        found["after_all_was_scrolled_through"] = memory(browser)
        requests = browser.js(REQUESTS)
        found["requests_in_all"] = len(requests)
        found["largest_of_all_kB"] = round(max(size for _, size, _ in requests) / 1000, 1)
        browser.quit()
        gateway.stop()
        album.close()
        return found


def scrolled(browser, step, most):
    """The time of each frame in ms, while so many frames scroll by so many pixels each, or until the end."""
    browser.js(SCROLL, step, most)
    while not (frames := browser.js("return window.frames_ms")):
        time.sleep(0.5)
    return frames


def memory(browser):
    browser.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    browser.driver.execute_cdp_cmd("Performance.enable", {})
    metrics = {m["name"]: m["value"] for m in browser.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]}
    tiles = browser.js("return document.querySelectorAll('.tile').length")
    return {"heap_MB": round(metrics["JSHeapUsedSize"] / 1e6, 1), "nodes": int(metrics["Nodes"]), "photos_kept": tiles}


def main(sizes):
    if reason := why_not("chromium"):
        raise SystemExit(reason)
    for count in sizes or (10_000, 100_000):
        print(json.dumps(measured(count), indent=2), flush=True)


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]])

"""The album's page on large libraries, in a real Chromium: ``python -m tests.benchmarks.page [PHOTOS…]``.

For each size (10,000 and 100,000 if none is named) an embedded album is made, served as ``photospool album open`` does,
and measured: the first screen, scrolling from the newest photo to the oldest, memory, and the timeline's requests.
``--against COMMIT --rounds 3`` measures the page of a commit in turn with today's, on the same album and server.
"""

import argparse
import json
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from statistics import median

from photospool.album.base import Write
from photospool.album.embedded.album import LocalAlbum
from photospool.album.web.embedded_backend import LocalBackend
from photospool.album.web.server import PageServer

from ..browser import library
from ..browser.conftest import CHROMIUM, DRIVER, why_not
from ..browser.driven import Chromium
from . import former, frames
from .measure import descendants, held_mb

BATCH = 500
YEARS = 20
PLACES = 20
SLOWED = 6
"""Times slower, as a phone is: Chromium lets the page's thread rest in between."""
RESTING_S = 5
"""After the last step: a picture that is still on its way keeps its tile, and the faster page has more of them then."""
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
RESTS = """
    const isSeen = (one) => {
        const box = one.getBoundingClientRect();
        return box.bottom > 0 && box.top < innerHeight;
    };
    return [...document.querySelectorAll('.rows')].filter(isSeen).every((one) => one.childElementCount)
        && [...document.querySelectorAll('.month img')].filter(isSeen).every((img) => img.complete && img.naturalWidth);
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


def measured(address, place, *, is_whole, width):
    """What one page costs: a dictionary to be printed. ``is_whole``: with its pictures."""
    browser = Chromium(CHROMIUM, DRIVER, place)
    browser.size(width, 800)
    browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": ON_START})
    # The processor's time, not a clock's.
    browser.driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    browser.open(address)
    browser.see(".month .tile")
    found = {"first_screen_ms": [], "first_screen_thread_ms": []}
    for turn in range(3 if is_whole else 0):
        if turn:
            browser.reload()
        found["first_screen_ms"].append(round(browser.wait("return window.firstScreen")))
        found["first_screen_thread_ms"].append(round(metrics(browser)["TaskDuration"] * 1000))
    requests = browser.js(REQUESTS)
    found["requests_for_the_first_screen"] = len(requests)
    found["largest_answer_kB"] = round(max(size for _, size, _ in requests) / 1000, 1)
    found["slowest_answer_ms"] = round(max(ms for _, _, ms in requests))
    found["before"] = memory(browser)
    browser.js("performance.setResourceTimingBufferSize(20000)")
    height = browser.js("return document.documentElement.scrollHeight")
    found["screens"] = round(height / 800)
    found["frame_ms"] = spread(scrolled(browser, 60, 400))
    scrolled(browser, max(400, height // 700), 5000)
    time.sleep(RESTING_S)
    found["after_all_was_scrolled_through"] = memory(browser) | renderer_mb(browser)
    requests = browser.js(REQUESTS)
    found["requests_in_all"] = len(requests)
    found["largest_of_all_kB"] = round(max(size for _, size, _ in requests) / 1000, 1)
    if is_whole:
        at_the_top(browser)
        with frames.Trace(browser) as trace:
            scrolled(browser, 60, 400)
        each, parts = frames.spent_ms(trace.events)
        found["thread_ms_of_a_frame"] = spread(each) | {"mean": round(sum(each) / len(each), 2)}
        found["thread_ms_of_all_frames"] = {part: round(ms) for part, ms in parts.items()}
        at_the_top(browser)
        with frames.slowed(browser, SLOWED):
            found[f"frame_ms_{SLOWED}_times_slower"] = spread(scrolled(browser, 60, 200))
        found["at_places"] = at_places(browser)
    browser.quit()
    return found


def at_the_top(browser):
    """The page loaded anew, its first screen whole."""
    browser.js("scrollTo(0, 0)")
    browser.reload()
    browser.wait("return window.firstScreen")
    browser.js("scrollTo(0, 0)")


def at_places(browser):
    """What is kept for the screen, in the mean of so many places between the newest and the oldest photo."""
    found = []
    for place in range(PLACES):
        browser.js("scrollTo(0, document.documentElement.scrollHeight * arguments[0])", (place + 0.5) / PLACES)
        browser.wait(RESTS)
        found.append(browser.js("return ['.tile', '*'].map((name) => document.querySelectorAll(name).length)"))
    photos, elements = (round(sum(one) / PLACES) for one in zip(*found, strict=True))
    return {"photos_kept": photos, "elements": elements}


def spread(times):
    """Of the times of frames, in ms."""
    times = sorted(times)
    return {
        "median": round(times[len(times) // 2], 1),
        "95_of_100": round(times[len(times) * 95 // 100], 1),
        "longest": round(times[-1]),
    }


def scrolled(browser, step, most):
    """The time of each frame in ms, while so many frames scroll by so many pixels each, or until the end."""
    browser.js(SCROLL, step, most)
    while not (frames := browser.js("return window.frames_ms")):
        time.sleep(0.5)
    return frames


def metrics(browser):
    """What Chromium says of the page since it was loaded, by its names: seconds, bytes, counts."""
    found = browser.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return {one["name"]: one["value"] for one in found}


def memory(browser):
    browser.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    found = metrics(browser)
    tiles = browser.js("return document.querySelectorAll('.tile').length")
    return {"heap_MB": round(found["JSHeapUsedSize"] / 1e6, 2), "nodes": int(found["Nodes"]), "photos_kept": tiles}


def renderer_mb(browser):
    """What the page's own process holds (Linux): its part of all, and what is of no file.

    In the first are decoded pictures, which a browser keeps as long as nobody needs the room: it says little.
    """
    time.sleep(2)  # what was let go is given back a moment later
    below = descendants(browser.driver.service.process.pid)
    pages = [pid for pid in below if b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    # The others wait for a page that somebody may open.
    found = max(map(held_mb, pages), key=lambda one: one["Anonymous"])
    return {"process_MB": round(found["Pss"], 1), "process_of_no_file_MB": round(found["Anonymous"], 1)}


def flat(found, before=""):
    """Every figure by its name; of the first screens the first, and the best of those again."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{name}.")
        elif value and isinstance(value, list):
            yield from ((f"{before}{name}.first", value[0]), (f"{before}{name}.again", min(value[1:])))
        elif value != []:
            yield before + name, value


def side_by_side(rounds):
    """Lines of a table: the medians of ``{page: figures}`` of each round, and how their ratio lies in the rounds."""
    yield f"{'':52} {'then':>9} {'now':>9} {'ratio':>7}   rounds"
    flats = [{page: dict(flat(figures)) for page, figures in one.items()} for one in rounds]
    for name in flats[0]["now"]:
        then, now = ([one[page][name] for one in flats] for page in ("then", "now"))
        ratios = [b / a for a, b in zip(then, now, strict=True) if a]
        if ratios:
            each = " ".join(f"{ratio:.2f}" for ratio in ratios)
            yield f"{name:52} {median(then):9.4g} {median(now):9.4g} {median(ratios):7.2f}   {each}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000], metavar="PHOTOS")
    parser.add_argument("--against", metavar="COMMIT", help="measure its page too, in turn, on today's server")
    parser.add_argument("--rounds", type=int, default=1, help="how often each page is measured")
    parser.add_argument("--width", type=int, default=1280, help="of the window, in CSS pixels")
    chosen = parser.parse_args()
    if reason := why_not("chromium"):
        raise SystemExit(reason)
    for count in chosen.sizes:
        with tempfile.TemporaryDirectory() as place:
            pages = {"now": None}
            if chosen.against:
                pages = {"then": former.page_of(chosen.against, Path(place) / "then"), **pages}
            album = LocalAlbum(Path(place) / "album")
            begun = time.perf_counter()
            fill(album, count)
            album.view("timeline")
            print(f"{count} photos made in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
            rounds = []
            for turn in range(chosen.rounds):
                rounds.append({})
                for name, folder in pages.items():
                    server = PageServer(LocalBackend(album), folder)
                    profile = Path(place) / f"{name}{turn}"
                    is_whole = count <= WITH_PICTURES
                    found = measured(server.start(), profile, is_whole=is_whole, width=chosen.width)
                    server.stop()
                    rounds[-1][name] = found
                    print(json.dumps({"page": name, "photos": count} | found, indent=2), flush=True)
            if chosen.against:
                print("\n".join(side_by_side(rounds)), flush=True)
            album.close()


if __name__ == "__main__":
    main()

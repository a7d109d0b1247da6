"""What a page costs its browser while it is scrolled: the processor's time of the page's own thread, frame by frame.

A screen shows 60 frames a second whether they took 3 ms or 15, so their distances say nothing before they are missed.
Chromium's own trace says how long its thread was at work, whatever else the machine does meanwhile.
"""

from __future__ import annotations

import json
import urllib.request
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import websocket

from ..browser.driven import Chromium

_CATEGORIES = ["toplevel", "devtools.timeline"]
_TASK = "ThreadControllerImpl::RunTask"
_FRAME = "FireAnimationFrame"
PARTS = {
    "script": ("FunctionCall", "EvaluateScript", "v8.compile"),
    "style_and_layout": ("UpdateLayoutTree", "Layout", "PrePaint"),
    "painting": ("Paint", "Layerize", "Commit"),
    "what_is_near": ("IntersectionObserverController::computeIntersections",),
}
"""Kind of work → the trace's names for it; of nested ones each is counted."""

Event = dict[str, Any]


class Trace:
    """What Chromium notes of itself, while the block lasts: ``events`` afterwards."""

    def __init__(self, browser: Chromium) -> None:
        address = browser.driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
        with urllib.request.urlopen(f"http://{address}/json") as answer:
            (page,) = (one for one in json.load(answer) if one["type"] == "page")
        # Chromium answers no page of the web here, and takes whoever names an origin for one.
        self._socket = websocket.create_connection(page["webSocketDebuggerUrl"], suppress_origin=True, timeout=60)
        self.events: list[Event] = []

    def __enter__(self) -> Trace:
        self._say(1, "Tracing.start", traceConfig={"includedCategories": _CATEGORIES}, transferMode="ReportEvents")
        self._hear(lambda told: told.get("id") == 1)
        return self

    def __exit__(self, *_args: object) -> None:
        self._say(2, "Tracing.end")
        self._hear(lambda told: told.get("method") == "Tracing.tracingComplete")
        self._socket.close()

    def _say(self, number: int, method: str, **params: object) -> None:
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))

    def _hear(self, is_last: Any) -> None:
        while not is_last(told := json.loads(self._socket.recv())):
            if "error" in told:
                raise RuntimeError(told["error"])
            if told.get("method") == "Tracing.dataCollected":
                self.events += told["params"]["value"]


def spent_ms(events: list[Event]) -> tuple[list[float], dict[str, float]]:
    """Of a trace: for each frame the ms of processor's time of the page's thread, and for each of ``PARTS`` the sum."""
    drawn = sorted((one for one in events if one["name"] == _FRAME), key=lambda one: one["ts"])
    page = (drawn[0]["pid"], drawn[0]["tid"])
    mine = [one for one in events if (one["pid"], one["tid"]) == page and "tdur" in one]
    tasks = sorted((one["ts"], one["tdur"] / 1000) for one in mine if one["name"] == _TASK)
    begins = [begin for begin, _ in tasks]
    # A frame begins with the task that calls its script.
    first = [bisect_right(begins, one["ts"]) - 1 for one in drawn]
    frames = [sum(spent for _, spent in tasks[one:next_one]) for one, next_one in pairwise(first)]
    by_name: Counter[str] = Counter()
    for one in mine:
        by_name[one["name"]] += one["tdur"] / 1000
    return frames, {part: sum(by_name[name] for name in names) for part, names in PARTS.items()}


@contextmanager
def slowed(browser: Chromium, times: int) -> Iterator[None]:
    """The page's thread gets only a part of the processor, as on a small device."""
    browser.driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": times})
    try:
        yield
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})

"""What the tests ask of a browser, in words that mean the same in each: driven.py is Chromium, firefox.py Firefox."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

from ..children import PATIENCE_S

INSTEAD = (
    "return [location.hash, document.readyState, document.hasFocus(), `${innerWidth}x${innerHeight}`, scrollY,"
    " `${document.querySelectorAll('main .tile').length} tiles,"
    " ${document.querySelectorAll('main [tabindex=\"0\"]').length} stops`,"
    " document.body.innerText.slice(0, 200)].join(' | ')"
)

OVERLAP = """
const box = (name) => document.querySelector(name).getBoundingClientRect();
const [one, other] = [...arguments].map(box);
return Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0
  && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0;
"""
"""Whether two elements, named by selectors, lie over each other."""

NO_ANSWER = "net::ERR_"
FORBIDDEN = "status of 403"
NOT_THERE = "status of 404"
AWAY = "status of 503"
"""What Chromium's console says of a request that failed; Firefox's keeps silent about these."""


class Browser:
    """One window. What a browser does in a way of its own stands in the classes made of this one."""

    name = ""
    broken: tuple[type[Exception], ...] = ()
    """What asking raises while the page is being made anew."""
    origin = ""
    allowed: tuple[str, ...] = ()
    """What ``may_report`` allowed in this test."""

    def js(self, script: str, *arguments: Any) -> Any:
        """What a script returns, as a JSON value; a promise is waited for. A script that throws raises."""
        raise NotImplementedError

    def new_window(self, width: int = 1280, height: int = 800) -> None:
        """An empty one instead of the last, without cookies."""
        raise NotImplementedError

    def windows(self) -> int:
        """How many windows and tabs are open."""
        raise NotImplementedError

    def size(self, width: int, height: int, scale: int = 1) -> None:
        """Of the page, in CSS pixels; ``scale`` of the screen's to each."""
        raise NotImplementedError

    def scheme(self, name: str) -> None:
        """``light`` or ``dark``, and less motion."""
        raise NotImplementedError

    def motion(self, name: str) -> None:
        """``reduce``, or ``no-preference``."""
        raise NotImplementedError

    def visit(self, url: str) -> None:
        """Go to an address, whatever lies there, and wait until it is loaded."""
        raise NotImplementedError

    def reload(self) -> None:
        """Load the page once more, and wait until it stands."""
        raise NotImplementedError

    def reload_whole(self) -> None:
        """The same without what the browser kept of it, and without a wait."""
        raise NotImplementedError

    def forget_cache(self) -> None:
        """What the browser kept of pages counts no more."""
        raise NotImplementedError

    def forget_cookies(self) -> None:
        """All of them."""
        raise NotImplementedError

    def back(self) -> None:
        """To where one was before."""
        raise NotImplementedError

    def point(self, selector: str, held: str = "") -> None:
        """A real press of the mouse in the middle of an element, with ``CONTROL`` or ``SHIFT`` held."""
        raise NotImplementedError

    def press(self, selector: str, held: str = "") -> None:
        """A button of the mouse goes down in the middle of an element, with a key held, both until ``release()``."""
        raise NotImplementedError

    def release(self) -> None:
        """The button goes up where it went down."""
        raise NotImplementedError

    def key(self, *names: str) -> None:
        """Press keys one after the other, where the focus is."""
        raise NotImplementedError

    def keys_with(self, modifier: str, *names: str) -> None:
        """Press keys while another one is held."""
        raise NotImplementedError

    def type(self, selector: str, text: str) -> None:
        """Write into a field, instead of what stands there."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether it can still be asked anything; once it can't, another one has to be started."""
        raise NotImplementedError

    def quit(self) -> None:
        """Nothing is asked of it any more."""
        raise NotImplementedError

    def drawn(self) -> bytes:
        """What is to be seen now, as a PNG."""
        raise NotImplementedError

    def fingers(self, name: str, points: list[tuple[float, float]]) -> None:
        """``touchStart``, ``touchMove`` or ``touchEnd`` (without points) of so many fingers."""
        raise NotImplementedError

    def reported(self) -> list[str]:
        """What the console said of errors and broken policies since the last time."""
        raise NotImplementedError

    def may_report(self, *texts: str) -> None:
        """In the rest of the test, the console may tell of errors in which one of ``texts`` stands.

        Nothing is ever taken away from the console instead: a browser tells of an answer when that comes, and one that
        is still on its way would be told of after the look.
        """
        self.allowed += texts

    def end_program(self) -> None:
        """Photospool ends. Of what is asked for meanwhile it lets nobody in any more, before nobody answers."""
        self.may_report(NO_ANSWER, FORBIDDEN)
        self.gateway.stop()

    def problems(self) -> list[str]:
        """What is reported that may not be."""
        return [one for one in self.reported() if not any(text in one for text in self.allowed)]

    def open(self, url: str) -> None:
        """Visit an album's page, and wait until it stands."""
        self.origin = f"http://{urlsplit(url).netloc}"
        self.visit(url)
        self.stands()

    def stands(self) -> None:
        """Wait for the page's bar."""
        self.wait("return !!document.querySelector('#bar nav')")

    def go(self, route: str) -> None:
        """To another view of the page."""
        self.js("location.hash = arguments[0]", route)

    def hold(self, part: str, most: int = 1_000_000, *, is_answered: bool = False) -> None:
        """From now on the page waits for what is answered at addresses that have this in them, until ``let_go``.

        Of so many requests, the first ones. With ``is_answered`` the album says at once what is so then, which comes
        late; else it is asked late.
        """
        self.js(
            "const real = window.fetch, [part, most, isAnswered] = arguments; window.asked = 0; window.came = 0;"
            "const held = new Promise((go) => { window.letGo = () => { window.fetch = real; go(); }; });"
            "window.fetch = async (url, ...more) => {"
            " const { pathname, search } = new URL(url, document.baseURI);"
            " if (!`${pathname}${search}`.includes(part) || window.asked >= most) return real(url, ...more);"
            " window.asked += 1; const answer = isAnswered && (await real(url, ...more)); await held;"
            " try { return answer || (await real(url, ...more)); } finally { window.came += 1; } };",
            part,
            most,
            is_answered,
        )

    def let_go(self, least: int = 1) -> None:
        """What was held comes, once so much was asked for; then the page has drawn what it makes of it."""
        self.wait("return window.asked >= arguments[0]", least)
        self.js("window.letGo()")
        self.wait("return window.came === window.asked")
        self.after_drawing()

    def after_drawing(self) -> None:
        """Wait until the page has done what follows of what it just heard, and has drawn it."""
        self.js("return new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done))))")

    def keeps(self, name: str, value: str) -> None:
        """The reader chose something on a page of the program's; loaded anew, the page knows it."""
        told = {"name": name, "value": value}
        assert self.js(
            "return fetch('_kept', { method: 'POST', headers: { 'Content-Type': 'application/json' },"
            " body: JSON.stringify(arguments[0]) }).then((answer) => answer.ok)",
            told,
        )
        self.reload()
        self.stands()

    def title(self) -> str:
        """The document's."""
        return str(self.js("return document.title"))

    def wait(self, script: str, *arguments: Any, what: str = "") -> Any:
        """Until the script returns something true; that. Raises AssertionError, with ``what``, when it never does."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                if found := self.js(script, *arguments):
                    return found
            except self.broken:
                pass  # the page is being made anew
            time.sleep(0.05)
        raise AssertionError(f"never: {what or script}; {self._instead()}")

    def _instead(self) -> str:
        """What is there, for somebody who reads of it the next day and can't look."""
        try:
            return f"instead: {self.js(INSTEAD)}"
        except self.broken as error:
            return f"and the page does not answer: {error}"

    def see(self, selector: str) -> None:
        """Wait until the first element that fits is in sight."""
        self.wait(
            "const e = document.querySelector(arguments[0]); return !!e && e.getClientRects().length > 0",
            selector,
            what=f"{selector} is not there",
        )

    def all(self, selector: str) -> list[str]:
        """Every element that fits, as HTML."""
        found: list[str] = self.js(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.outerHTML)", selector
        )
        return found

    def attribute(self, selector: str, name: str) -> str | None:
        """What an element says in an attribute."""
        self.see(selector)
        found: str | None = self.js("return document.querySelector(arguments[0]).getAttribute(arguments[1])",
                                    selector, name)  # fmt: skip
        return found

    def value(self, selector: str) -> str:
        """What stands in a field."""
        self.see(selector)
        return str(self.js("return document.querySelector(arguments[0]).value", selector))

    def click(self, selector: str) -> None:
        """Press it, as the keyboard and screen readers do."""
        self.see(selector)
        # The element may be made anew between being seen and being pressed.
        self.js("document.querySelector(arguments[0]).click()", selector)

    def middle(self, selector: str) -> tuple[int, int]:
        """Where an element's middle lies, brought into sight; in CSS pixels of the window."""
        self.see(selector)
        x, y = self.js(
            "const e = document.querySelector(arguments[0]); e.scrollIntoView({block: 'center'});"
            "const b = e.getBoundingClientRect();"
            "return [Math.round(b.left + b.width / 2), Math.round(b.top + b.height / 2)]",
            selector,
        )
        return x, y

    def text(self, selector: str) -> str:
        """What an element says, once it is in sight."""
        self.see(selector)
        return str(self.js("return document.querySelector(arguments[0]).textContent", selector))

    def focused(self) -> str:
        """What a screen reader would say of the element with the focus."""
        return str(
            self.js(
                "const e = document.activeElement; return e.getAttribute('aria-label') || e.textContent.trim() || e.id"
            )
        )

    def is_gone(self, selector: str) -> None:
        """Wait until no element fits."""
        self.wait("return !document.querySelector(arguments[0])", selector, what=f"{selector} is still there")

    def touch(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A finger goes from one point to another."""
        self.fingers("touchStart", [start])
        for step in (0.3, 0.6, 1):
            (x, y), (to_x, to_y) = start, end
            self.fingers("touchMove", [(x + (to_x - x) * step, y + (to_y - y) * step)])
        self.fingers("touchEnd", [])

    def pinch(self, middle: tuple[float, float], start: float, end: float) -> None:
        """Two fingers go apart: so many pixels from the middle, and so many."""
        x, y = middle
        for name, away in (("touchStart", start), ("touchMove", (start + end) / 2), ("touchMove", end)):
            self.fingers(name, [(x - away, y), (x + away, y)])
        self.fingers("touchEnd", [])

    def pictures_are_there(self, selector: str = "main img") -> None:
        """Wait until every picture in sight is loaded."""
        self.wait(
            "const all = [...document.querySelectorAll(arguments[0])].filter(i => {const b = i.getBoundingClientRect();"
            " return b.bottom > 0 && b.top < innerHeight && b.width});"
            " return all.length > 0 && all.every(i => i.complete && i.naturalWidth > 0)",
            selector,
        )

    def watch_films(self) -> None:
        """From now on the page remembers how each film plays: one of two seconds may be over when a test looks."""
        self.js(
            "window.played = []; document.addEventListener('timeupdate', ({ target: one }) => one.paused ||"
            " window.played.push([one.currentTime, one.videoWidth, one.muted]), true)"
        )

    def film_played(self, beyond_s: float = 0, *, is_silent: bool = False) -> None:
        """Wait until a film played beyond this second since ``watch_films``, maybe without a sound."""
        self.wait(
            "const [beyond, isSilent] = arguments; return window.played.some(([at, width, isMuted]) => at > beyond"
            " && width === 320 && (isMuted || !isSilent))",  # as wide as every film of the tests
            beyond_s,
            is_silent,
            what="no film played",
        )

    def rows_are_there(self) -> None:
        """Wait until no row in sight waits for its photos: each month is asked for alone, the first may come last."""
        self.wait(
            "return [...document.querySelectorAll('main .rows')].every((one) => one.childElementCount ||"
            " one.getBoundingClientRect().top > innerHeight || one.getBoundingClientRect().bottom < 0)"
        )

    def pixels(self) -> Image.Image:
        """What is to be seen, as an RGB picture."""
        return Image.open(io.BytesIO(self._settled())).convert("RGB")

    def shot(self, path: Path) -> None:
        """Save what is to be seen."""
        path.write_bytes(self._settled())

    def _settled(self) -> bytes:
        """A screenshot that does not change any more: pictures are decoded while the rest is drawn already."""
        last = b""
        while (now := self.drawn()) != last:
            last = now
        return now

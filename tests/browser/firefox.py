"""Firefox, driven by WebDriver BiDi without a further program between: what the tests ask of it in words.

https://w3c.github.io/webdriver-bidi/: one WebSocket, a command is ``{id, method, params}``, an answer has its id.
"""

import json
import re
import shutil
import subprocess
import time
from urllib.parse import urlsplit

import websocket

from ..children import PATIENCE_S, child

KEYS = {"ENTER": "\ue007", "ESCAPE": "\ue00c", "ARROW_RIGHT": "\ue014", "ARROW_LEFT": "\ue012", "DELETE": "\ue017"}
HELD = {"CONTROL": "\ue009", "SHIFT": "\ue008"}
PREFERENCES = """
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("intl.accept_languages", "en");
user_pref("media.hevc.enabled", false);
"""
"""Whether Firefox plays HEVC depends on what the system has; here it is as where there is nothing."""


class Firefox:
    """One window. Ends with ``quit``."""

    def __init__(self, binary, profile):
        (profile / "user.js").write_text(PREFERENCES)
        self._said = profile / "said.txt"
        with self._said.open("w") as said:  # a file: nobody reads on, and a full pipe would hold Firefox up
            self._process = child(
                [binary, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"],
                stderr=said,
                stdout=subprocess.DEVNULL,
            )
        self._socket = None
        self._number = 0
        self._events = []
        try:
            address = self._listening()
            # Firefox lets no web page in: who sends an origin is one.
            self._socket = websocket.create_connection(f"{address}/session", timeout=PATIENCE_S, suppress_origin=True)
            self.tell("session.new", capabilities={})
            self.tell("session.subscribe", events=["log.entryAdded"])
            self._context = self.tell("browsingContext.getTree")["contexts"][0]["context"]
        except BaseException:
            self.quit()
            raise

    def _listening(self):
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until and self._process.poll() is None:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", self._said.read_text()):
                return found[1]
            time.sleep(0.1)
        raise RuntimeError(f"Firefox does not listen: {self._said.read_text()}")

    def tell(self, method, **params):
        """Send a command; its result."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("type") == "event":
                self._events.append(answer)
            elif answer.get("id") == self._number:
                assert answer["type"] == "success", f"{method}: {answer.get('error')}: {answer.get('message')}"
                return answer["result"]

    def size(self, width, height):
        viewport = {"width": width, "height": height}
        self.tell("browsingContext.setViewport", context=self._context, viewport=viewport)

    def open(self, url):
        self.origin = f"http://{urlsplit(url).netloc}"
        self.tell("browsingContext.navigate", context=self._context, url=url, wait="complete")
        self.wait("return !!document.querySelector('#bar nav')")

    def go(self, route):
        self.js("location.hash = arguments[0]", route)

    def reload(self):
        self.tell("browsingContext.reload", context=self._context, wait="complete")
        self.wait("return !!document.querySelector('#bar nav')")

    def js(self, script, *arguments):
        """What a script returns, as a JSON value."""
        call = f"(function () {{ {script} }}).apply(null, JSON.parse(given))"
        body = f"async (given) => JSON.stringify(await {call} ?? null)"
        found = self.tell(
            "script.callFunction",
            functionDeclaration=body,
            awaitPromise=True,
            target={"context": self._context},
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
        )
        assert found["type"] == "success", found["exceptionDetails"]["text"]
        return json.loads(found["result"]["value"])

    def wait(self, script, *arguments, what=""):
        """Until the script returns something true; that."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                if found := self.js(script, *arguments):
                    return found
            except AssertionError:
                pass  # the page is being made anew
            time.sleep(0.05)
        raise AssertionError(f"never: {what or script}")

    def see(self, selector):
        self.wait(
            "const e = document.querySelector(arguments[0]); return !!e && e.getClientRects().length > 0",
            selector,
            what=f"{selector} is not there",
        )

    def click(self, selector, held=""):
        """A real press of the mouse in the middle of an element, with a key held."""
        self.see(selector)
        x, y = self.js(
            "const e = document.querySelector(arguments[0]); e.scrollIntoView({block: 'center'});"
            "const b = e.getBoundingClientRect();"
            "return [Math.round(b.left + b.width / 2), Math.round(b.top + b.height / 2)]",
            selector,
        )
        keys = [HELD[held]] if held else []
        self._do("key", "keys", [{"type": "keyDown", "value": key} for key in keys])
        self._do(
            "pointer",
            "mouse",
            [
                {"type": "pointerMove", "x": x, "y": y},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ],
        )
        self._do("key", "keys", [{"type": "keyUp", "value": key} for key in keys])

    def _do(self, kind, name, actions):
        if actions:
            source = {"type": kind, "id": name, "actions": actions}
            self.tell("input.performActions", context=self._context, actions=[source])

    def key(self, *names, held=""):
        """Press keys one after the other, where the focus is."""
        keys = [KEYS.get(name, name) for name in names]
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        if held:
            first, last = {"type": "keyDown", "value": HELD[held]}, {"type": "keyUp", "value": HELD[held]}
            pressed = [first, *pressed, last]
        self._do("key", "keys", pressed)

    def type(self, selector, text):
        self.click(selector)
        self.key(*text)

    def text(self, selector):
        self.see(selector)
        return self.js("return document.querySelector(arguments[0]).textContent", selector)

    def is_gone(self, selector):
        self.wait("return !document.querySelector(arguments[0])", selector, what=f"{selector} is still there")

    def pictures_are_there(self, selector="main img"):
        self.wait(
            "const all = [...document.querySelectorAll(arguments[0])].filter(i => {const b = i.getBoundingClientRect();"
            " return b.bottom > 0 && b.top < innerHeight && b.width});"
            " return all.length > 0 && all.every(i => i.complete && i.naturalWidth > 0)",
            selector,
        )

    def problems(self):
        """Errors of the page's own scripts and of its policy since the last time."""
        self.js("return 1")  # what was logged before arrives before this answer
        found, self._events = self._events, []
        entries = [one["params"] for one in found if one["method"] == "log.entryAdded"]
        return [entry["text"] for entry in entries if entry["level"] == "error"]

    def quit(self):
        if self._socket is not None:
            self._socket.close()
        self._process.end()


def found():
    """Where Firefox is, if it is."""
    return shutil.which("firefox-esr") or shutil.which("firefox")

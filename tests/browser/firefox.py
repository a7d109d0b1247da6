"""Firefox, driven by WebDriver BiDi without a further program between.

https://w3c.github.io/webdriver-bidi/: one WebSocket, a command is ``{id, method, params}``, an answer has its id. What
no page may do (other themes, the browser's console) is asked in Firefox's own context.
"""

import base64
import contextlib
import json
import re
import shutil
import subprocess
import time

import websocket

from ..children import PATIENCE_S, child
from .words import Browser

KEYS = {
    "ENTER": "\ue007",
    "ESCAPE": "\ue00c",
    "ARROW_LEFT": "\ue012",
    "ARROW_UP": "\ue013",
    "ARROW_RIGHT": "\ue014",
    "ARROW_DOWN": "\ue015",
    "BACKSPACE": "\ue003",
    "BACK_SPACE": "\ue003",
    "TAB": "\ue004",
    "HOME": "\ue011",
    "END": "\ue010",
    "DELETE": "\ue017",
    "SPACE": " ",
}
HELD = {"CONTROL": "\ue009", "SHIFT": "\ue008"}
PREFERENCES = """
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("dom.w3c_touch_events.enabled", 1);
user_pref("intl.accept_languages", "LANGUAGE");
user_pref("media.hevc.enabled", false);
"""
"""Whether Firefox plays HEVC depends on what the system has; here it is as where there is nothing."""
SCHEMES = {"dark": 0, "light": 1}
SAID = """(() => {
    const said = Services.console.getMessageArray().filter(m => m instanceof Ci.nsIScriptError);
    Services.console.reset();
    return JSON.stringify(said
        .filter(m => m.sourceName.startsWith("http") || /Content-Security-Policy/.test(m.errorMessage))
        .filter(m => !(m.flags & (Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag)) ||
            /Content-Security-Policy/.test(m.errorMessage))
        .map(m => `${m.sourceName}:${m.lineNumber} ${m.errorMessage}`));
})()"""


class Firefox(Browser):
    """One window. Ends with ``quit``."""

    name = "firefox"
    broken = (AssertionError,)

    def __init__(self, binary, profile, *, language="en"):
        (profile / "user.js").write_text(PREFERENCES.replace("LANGUAGE", language))
        self._said = profile / "said.txt"
        options = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--remote-allow-system-access"]
        with self._said.open("w") as said:  # a file: nobody reads on, and a full pipe would hold Firefox up
            self._process = child(
                [binary, *options, "--profile", str(profile)],
                stderr=said,
                stdout=subprocess.DEVNULL,
            )
        self._socket = None
        self._is_silent = False
        self._number = 0
        self._events = []
        self._fingers = 0
        try:
            address = self._listening()
            # Firefox lets no web page in: who sends an origin is one.
            self._socket = websocket.create_connection(f"{address}/session", timeout=PATIENCE_S, suppress_origin=True)
            prompts = {"default": "accept", "beforeUnload": "accept"}
            self.tell("session.new", capabilities={"alwaysMatch": {"unhandledPromptBehavior": prompts}})
            self.tell("session.subscribe", events=["log.entryAdded"])
            self._own = self.tell("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"][0]["context"]
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
        self._send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            answer = self._hear()
            if answer.get("type") == "event":
                self._events.append(answer)
            elif answer.get("id") == self._number:
                assert answer["type"] == "success", f"{method}: {answer.get('error')}: {answer.get('message')}"
                return answer["result"]

    def _send(self, text):
        try:
            self._socket.send(text)
        except (OSError, websocket.WebSocketException):
            self._is_silent = True
            raise

    def _hear(self):
        try:
            return json.loads(self._socket.recv())
        except (OSError, ValueError, websocket.WebSocketException):
            self._is_silent = True
            raise

    def answers(self):
        return not self._is_silent and self._process.poll() is None

    def _inside(self, script):
        """What a script returns that may do what Firefox itself may."""
        target = {"context": self._own}
        found = self.tell("script.evaluate", expression=script, awaitPromise=True, target=target)
        assert found["type"] == "success", found["exceptionDetails"]["text"]
        return found["result"].get("value")

    def new_window(self, width=1280, height=800):
        old, self._context = self._context, self.tell("browsingContext.create", type="tab")["context"]
        self.tell("browsingContext.close", context=old)
        self.tell("storage.deleteCookies")
        self._inside("Services.prefs.clearUserPref('ui.prefersReducedMotion')")
        self._inside("Services.prefs.clearUserPref('layout.css.prefers-color-scheme.content-override')")
        self._fingers = 0
        self.reported()
        self.size(width, height)

    def windows(self):
        return len(self.tell("browsingContext.getTree")["contexts"])

    def size(self, width, height, scale=1):
        viewport = {"width": width, "height": height}
        self.tell("browsingContext.setViewport", context=self._context, viewport=viewport, devicePixelRatio=scale)

    def scheme(self, name):
        number = SCHEMES[name]
        self._inside(f"Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {number})")
        self.motion("reduce")

    def motion(self, name):
        self._inside(f"Services.prefs.setIntPref('ui.prefersReducedMotion', {int(name == 'reduce')})")

    def visit(self, url):
        self.tell("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def reload(self):
        self.tell("browsingContext.reload", context=self._context, wait="complete")
        self.stands()

    def reload_whole(self):
        self.forget_cache()
        self.tell("browsingContext.reload", context=self._context, wait="complete")

    def forget_cache(self):
        self._inside("Services.cache2.clear(); ChromeUtils.clearResourceCache()")

    def forget_cookies(self):
        self.tell("storage.deleteCookies")

    def back(self):
        self.tell("browsingContext.traverseHistory", context=self._context, delta=-1)

    def js(self, script, *arguments):
        call = f"(function () {{ {script} }}).apply(null, JSON.parse(given))"
        # An element says nothing in JSON; that it is there does.
        body = f"async (given) => JSON.stringify(await {call} ?? null, (_, v) => v instanceof Node ? v.nodeName : v)"
        found = self.tell(
            "script.callFunction",
            functionDeclaration=body,
            awaitPromise=True,
            target={"context": self._context},
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
        )
        assert found["type"] == "success", found["exceptionDetails"]["text"]
        return json.loads(found["result"]["value"])

    def point(self, selector, held=""):
        x, y = self.middle(selector)
        keys = [HELD[held]] if held else []
        self._do("key", "keys", [{"type": "keyDown", "value": key} for key in keys])
        there = {"type": "pointerMove", "x": x, "y": y}
        self._do("pointer", "mouse", [there, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}])
        self._do("key", "keys", [{"type": "keyUp", "value": key} for key in keys])

    def press(self, selector, held=""):
        x, y = self.middle(selector)
        if held:
            self._do("key", "keys", [{"type": "keyDown", "value": HELD[held]}])
        self._do("pointer", "mouse", [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0}])

    def release(self):
        self._do("pointer", "mouse", [{"type": "pointerUp", "button": 0}])
        self.tell("input.releaseActions", context=self._context)

    def _do(self, kind, name, actions, **more):
        if actions:
            source = {"type": kind, "id": name, "actions": actions, **more}
            self.tell("input.performActions", context=self._context, actions=[source])

    def touch(self, start, end):
        """In one command, for a finger that lies still until the next one comes has pressed long."""
        (x, y), (to_x, to_y) = start, end
        way = [(x, y), *((x + (to_x - x) * step, y + (to_y - y) * step) for step in (0.3, 0.6, 1))]
        first, *further = ({"type": "pointerMove", "x": round(x), "y": round(y)} for x, y in way)
        down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        self._do("pointer", "finger-0", [first, down, *further, up], parameters={"pointerType": "touch"})

    def fingers(self, name, points):
        down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        steps = []
        for x, y in points:
            there = {"type": "pointerMove", "x": round(x), "y": round(y)}
            steps.append([there, down] if name == "touchStart" else [there])
        if name == "touchStart":
            self._fingers = len(points)
        if name == "touchEnd":
            steps, self._fingers = [[up]] * self._fingers, 0
        touch = {"type": "pointer", "parameters": {"pointerType": "touch"}}
        sources = [{**touch, "id": f"finger-{number}", "actions": step} for number, step in enumerate(steps)]
        self.tell("input.performActions", context=self._context, actions=sources)

    def key(self, *names):
        keys = [key for name in names for key in ([KEYS[name]] if name in KEYS else name)]
        self._do("key", "keys", [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")])

    def keys_with(self, modifier, *names):
        self._do("key", "keys", [{"type": "keyDown", "value": HELD[modifier]}])
        self.key(*names)
        self._do("key", "keys", [{"type": "keyUp", "value": HELD[modifier]}])

    def type(self, selector, text):
        self.see(selector)
        self.js("const e = document.querySelector(arguments[0]); e.scrollIntoView({block: 'center'}); e.focus();"
                "e.select()", selector)  # fmt: skip
        if self.value(selector):
            self.key("DELETE")
        self.key(*text)

    def drawn(self):
        return base64.b64decode(self.tell("browsingContext.captureScreenshot", context=self._context)["data"])

    def reported(self):
        with contextlib.suppress(AssertionError):
            self.js("return 1")  # what was logged before arrives before this answer
        found, self._events = self._events, []
        entries = [one["params"] for one in found if one["method"] == "log.entryAdded"]
        own = json.loads(self._inside(SAID))
        return [entry["text"] for entry in entries if entry["level"] == "error"] + own

    def quit(self):
        if self._socket is not None:
            with contextlib.suppress(OSError, websocket.WebSocketException):
                self._socket.close(timeout=1)
        self._process.end()


def found():
    """Where Firefox is, if it is."""
    return shutil.which("firefox-esr") or shutil.which("firefox")

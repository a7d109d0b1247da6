"""Chromium, driven: what the tests ask of it in words."""

import io
from urllib.parse import urlsplit

from PIL import Image
from selenium import webdriver
from selenium.common.exceptions import JavascriptException, StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from ..children import PATIENCE_S


class Chromium:
    def __init__(self, binary, driver, profile, *, language="en"):
        options = webdriver.ChromeOptions()
        options.binary_location = binary
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={profile}",
            f"--lang={language}",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
        ):
            options.add_argument(argument)
        options.add_experimental_option("prefs", {"intl.accept_languages": language})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.ChromeService(driver)
        self.driver = webdriver.Chrome(options=options, service=service)
        self.origin = ""

    def new_window(self, width=1280, height=800):
        old = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        new = self.driver.current_window_handle
        self.driver.switch_to.window(old)
        self.driver.close()
        self.driver.switch_to.window(new)
        self.driver.get_log("browser")
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.size(width, height)

    def size(self, width, height, scale=1):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False},
        )

    def scheme(self, name):
        features = [
            {"name": "prefers-color-scheme", "value": name},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def open(self, url):
        self.origin = f"http://{urlsplit(url).netloc}"
        self.driver.get(url)
        self.wait("return !!document.querySelector('#bar nav')")

    def go(self, route):
        self.js("location.hash = arguments[0]", route)

    def reload(self):
        self.driver.refresh()
        self.wait("return !!document.querySelector('#bar nav')")

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, script, *arguments, what=""):
        """Until the script returns something true; that."""

        def asked(_):
            try:
                return self.js(script, *arguments)
            except (JavascriptException, StaleElementReferenceException):
                return False

        return WebDriverWait(self.driver, PATIENCE_S, 0.05).until(asked, what or script)

    def see(self, selector):
        """The first element in sight that fits."""
        self.wait(
            "const e = document.querySelector(arguments[0]); return !!e && e.getClientRects().length > 0",
            selector,
            what=f"{selector} is not there",
        )
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, selector):
        self.see(selector)
        # The element may be made anew between being seen and being pressed.
        self.js("document.querySelector(arguments[0]).click()", selector)

    def text(self, selector):
        self.see(selector)
        return self.js("return document.querySelector(arguments[0]).textContent", selector)

    def press(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def key(self, *names):
        """Press keys one after the other, where the focus is."""
        for name in names:
            self.press(getattr(Keys, name, name))

    def keys_with(self, modifier, *names):
        """Press keys while another one is held."""
        held = getattr(Keys, modifier)
        actions = ActionChains(self.driver).key_down(held)
        for name in names:
            actions = actions.send_keys(getattr(Keys, name, name))
        actions.key_up(held).perform()

    def focused(self):
        """What a screen reader would say of the element with the focus."""
        return self.js(
            "const e = document.activeElement; return e.getAttribute('aria-label') || e.textContent.trim() || e.id"
        )

    def type(self, selector, text):
        field = self.see(selector)
        field.clear()
        field.send_keys(text)

    def is_gone(self, selector):
        self.wait("return !document.querySelector(arguments[0])", selector, what=f"{selector} is still there")

    def touch(self, start, end):
        """A finger goes from one point to another."""
        self._fingers("touchStart", [start])
        for step in (0.3, 0.6, 1):
            self._fingers("touchMove", [tuple(a + (b - a) * step for a, b in zip(start, end, strict=True))])
        self._fingers("touchEnd", [])

    def pinch(self, middle, start, end):
        """Two fingers go apart: so many pixels from the middle, and so many."""
        x, y = middle
        for name, away in (("touchStart", start), ("touchMove", (start + end) / 2), ("touchMove", end)):
            self._fingers(name, [(x - away, y), (x + away, y)])
        self._fingers("touchEnd", [])

    def _fingers(self, name, points):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": name, "touchPoints": points})

    def pictures_are_there(self, selector="main img"):
        self.wait(
            "const all = [...document.querySelectorAll(arguments[0])].filter(i => {const b = i.getBoundingClientRect();"
            " return b.bottom > 0 && b.top < innerHeight && b.width});"
            " return all.length > 0 && all.every(i => i.complete && i.naturalWidth > 0)",
            selector,
        )

    def pixels(self):
        """What is to be seen, as an RGB picture."""
        return Image.open(io.BytesIO(self._drawn())).convert("RGB")

    def shot(self, path):
        """Save what is to be seen."""
        path.write_bytes(self._drawn())

    def _drawn(self):
        """A screenshot that does not change any more: pictures are decoded while the rest is drawn already."""
        last = None
        while (now := self.driver.get_screenshot_as_png()) != last:
            last = now
        return now

    def problems(self):
        """Errors and warnings of the console, broken policies among them."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}]

    def leave(self):
        """Forget what the console says of an album that is away. The page asks by itself: it has to be left first."""
        self.driver.get("about:blank")
        self.problems()

    def quit(self):
        self.driver.quit()

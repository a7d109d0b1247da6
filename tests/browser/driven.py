"""Chromium, driven by its own driver with selenium."""

import contextlib

from selenium import webdriver
from selenium.common.exceptions import JavascriptException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from urllib3.exceptions import HTTPError

from .words import Browser

GONE = (OSError, WebDriverException, HTTPError)
"""What is raised where browser or driver have ended."""


class Chromium(Browser):
    name = "chromium"
    broken = (JavascriptException,)

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

    def new_window(self, width=1280, height=800):
        old = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        new = self.driver.current_window_handle
        self.driver.switch_to.window(old)
        self.driver.close()
        self.driver.switch_to.window(new)
        self.reported()
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.size(width, height)

    def windows(self):
        return len(self.driver.window_handles)

    def size(self, width, height, scale=1):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False},
        )

    def scheme(self, name):
        self._media(("prefers-color-scheme", name), ("prefers-reduced-motion", "reduce"))

    def motion(self, name):
        self._media(("prefers-reduced-motion", name))

    def _media(self, *features):
        told = [{"name": name, "value": value} for name, value in features]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": told})

    def visit(self, url):
        self.driver.get(url)

    def reload(self):
        self.driver.refresh()
        self.stands()

    def reload_whole(self):
        self.driver.execute_cdp_cmd("Page.reload", {"ignoreCache": True})

    def forget_cache(self):
        self.driver.execute_cdp_cmd("Network.clearBrowserCache", {})

    def forget_cookies(self):
        self.driver.delete_all_cookies()

    def back(self):
        self.driver.back()

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def point(self, selector, held=""):
        x, y = self.middle(selector)
        actions = ActionChains(self.driver)
        if held:
            actions.key_down(getattr(Keys, held))
        actions.w3c_actions.pointer_action.move_to_location(x, y)
        actions.click()
        if held:
            actions.key_up(getattr(Keys, held))
        actions.perform()

    def press(self, selector, held=""):
        x, y = self.middle(selector)
        actions = ActionChains(self.driver)
        if held:
            actions.key_down(getattr(Keys, held))
        actions.w3c_actions.pointer_action.move_to_location(x, y).pointer_down()
        actions.perform()

    def release(self):
        actions = ActionChains(self.driver)
        actions.w3c_actions.pointer_action.pointer_up()
        actions.perform()
        actions.reset_actions()

    def key(self, *names):
        for name in names:
            self.driver.switch_to.active_element.send_keys(getattr(Keys, name, name))

    def keys_with(self, modifier, *names):
        held = getattr(Keys, modifier)
        actions = ActionChains(self.driver).key_down(held)
        for name in names:
            actions = actions.send_keys(getattr(Keys, name, name))
        actions.key_up(held).perform()

    def type(self, selector, text):
        self.see(selector)
        field = self.driver.find_element(By.CSS_SELECTOR, selector)
        field.clear()
        field.send_keys(text)

    def fingers(self, name, points):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": name, "touchPoints": points})

    def layouts(self):
        """How often the page has been laid out."""
        self.driver.execute_cdp_cmd("Performance.enable", {})
        metrics = self.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "LayoutCount")

    def drawn(self):
        return self.driver.get_screenshot_as_png()

    def reported(self):
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}]

    def answers(self):
        try:
            return bool(self.driver.window_handles)
        except GONE:
            return False

    def quit(self):
        with contextlib.suppress(*GONE):
            self.driver.quit()

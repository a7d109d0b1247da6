"""The program in the tray as tests use it: without a screen, on folders and an embedded album of its own."""

from __future__ import annotations

import gc
import os
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
import pytest
from PIL import Image
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication

from photospool.config.profile import Profile
from photospool.demo.playground import throwaway
from photospool.gui import engine_thread, theme
from photospool.gui.app import App
from photospool.gui.i18n import language

from .asked import PATIENCE_MS, MemoryKeyring


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever Qt complains of is a failure, but for what drawing without a screen can't do."""
    for item in items:
        if "qtbot" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged"))


@pytest.fixture
def qtbot(qtbot):
    """As patient as all others where a test does not say for how long: five seconds are short on a busy machine."""
    for name in ("waitSignal", "waitSignals", "waitUntil"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture
def here(tmp_path: Path) -> Profile:
    """Folders, settings and album of one test, said yes to."""
    found = throwaway(tmp_path)
    return found.with_settings(found.settings.replace("program.settle_s", 1))


@pytest.fixture
def vault(monkeypatch):
    """A keyring that forgets, so that the user's own is never touched; and no password in the environment."""
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    before, ours = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


ENDS_IN_S = 20
"""An engine that waits for something outside takes half a minute, one that does not only what a busy machine takes."""


@pytest.fixture(autouse=True)
def own_garbage():
    """As in the program (``gui/garbage``): what a test leaves in circles goes here, not in a thread of the next one."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def own_words():
    """Whatever the computer and the test before speak, each reads the code's own words, and numbers and dates so."""
    QLocale.setDefault(QLocale.c())
    yield
    QLocale.setDefault(QLocale.c())
    if (found := QApplication.instance()) is not None:
        for translator in found.property("photospool-translators") or ():
            found.removeTranslator(translator)
        found.setProperty("photospool-translators", [])


@pytest.fixture
def run(qtbot, here, monkeypatch):
    """Start programs; all are ended with the test, and wait for nothing then. How long it takes is the benchmark's."""
    monkeypatch.setattr(engine_thread, "END_MS", ENDS_IN_S * 1000)
    language.speak(application(), "en")
    started: list[App] = []

    def begin(installation: Profile | None = None, **options) -> Program:
        app = App(installation or here)
        started.append(app)
        app.begin(is_hidden=options.pop("is_hidden", False))
        return Program(qtbot, app)

    yield begin
    for app in started:
        before = time.monotonic()
        app.quit()
        assert app.has_ended_well, "the engine did not end"
        assert time.monotonic() - before < ENDS_IN_S + 5
        if app.window is not None:
            app.window.deleteLater()
        app.icon.menu.deleteLater()
        app.deleteLater()
    theme.apply_theme(application(), "system")


def application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


class Program:
    """A running program and how a test looks at it."""

    def __init__(self, qtbot, app: App) -> None:
        self.qtbot = qtbot
        self.app = app

    @property
    def window(self):
        return self.app.window

    @property
    def status(self):
        return self.app.status

    def wait(self, is_so, timeout: int = PATIENCE_MS) -> None:
        """Until something is so."""
        self.qtbot.waitUntil(is_so, timeout=timeout)

    def title(self) -> str:
        """The window's first sentence."""
        return self.window.state.title.text()

    def names(self) -> list[str]:
        """The rows of Recent."""
        model = self.window.recent.model
        return [model.index(row).data() for row in range(model.rowCount())]

    def button(self, name: str, within=None):
        """A button by its name."""
        return (within or self.window).findChild(QAbstractButton, name)

    def entry(self, name: str):
        """An entry of the tray's menu, made for this moment."""
        self.app.menu.rebuild()
        shown = (action for action in self.app.icon.menu.actions() if action.isVisible())
        return next((action for action in shown if action.objectName() == name), None)


@pytest.fixture
def photo():
    """Make a picture file; appears whole, as a sync client's does."""

    def make(path: Path, colour: str = "steelblue") -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        Image.new("RGB", (640, 480), colour).save(beside, "JPEG")
        beside.rename(path)
        return path

    return make

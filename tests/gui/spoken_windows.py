"""Shows each window in turn on the screen of this process, and says in a line of JSON what a screen reader has to hear.

    python -m tests.gui.spoken_windows      after each line it waits for one on its input

Run by test_screen_reader.py, which hears it over a real accessibility bus.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from installer.scene_parts import Scene, furnished
from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from installer import window_scenes
from photospool.gui.i18n import language
from photospool.gui.main import make_application
from photospool.gui.replication.card import CopyCard

from .measured_windows import PATIENCE_S, _is_inner, _value_of


def controls(window: QWidget) -> list[list[str]]:
    """Name, value and description of what the keyboard reaches, as the widgets have them."""
    found = []
    for widget in window.findChildren(QWidget):
        is_reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not is_reached or not widget.isVisible() or widget.window() is not window or _is_inner(widget):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        name, description = (told.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description))
        found.append([name, _value_of(widget), description])
    return found


def show(application: QApplication, scene: Scene, go_on: list[bool]) -> None:
    """One window, until the next is wanted."""
    name, make, is_ready = scene
    shown = make()
    if isinstance(shown, (QMenu, CopyCard)):  # Qt's own, and what lies in a window
        shown.deleteLater()
        return
    shown.show()
    until, settled = time.monotonic() + PATIENCE_S, 0
    while settled < 12 and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.005)
        settled = settled + 1 if is_ready(shown) else 0
    go_on.clear()
    print(json.dumps({"scene": name, "title": shown.windowTitle(), "controls": controls(shown)}), flush=True)
    while not go_on:
        application.processEvents()
        time.sleep(0.001)
    shown.close()
    if hasattr(shown, "shut_down"):
        shown.shut_down()
    shown.deleteLater()
    application.processEvents()


def main() -> None:
    """All windows, in English."""
    application = make_application()
    language.speak(application, "en")
    go_on: list[bool] = []
    wish = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    wish.activated.connect(lambda: (sys.stdin.readline(), go_on.append(True)))
    with tempfile.TemporaryDirectory(prefix="photospool-spoken-") as name:
        house = furnished(Path(name))
        for scene in window_scenes.scenes(house):
            show(application, scene, go_on)
        house.close()


if __name__ == "__main__":
    main()

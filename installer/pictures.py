"""Draws every window, dialog and state of the tray program into a folder, in both themes and all languages.

What is drawn is in window_scenes.py. Run by the development command (``dev.py pictures``), once for each screen, in the
environment that has the window; the screen's name stands in the pictures' names.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from installer.scene_parts import House, Scene, furnished
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from installer import window_scenes
from photospool.gui import theme
from photospool.gui.i18n import language
from photospool.gui.main import make_application

PATIENCE_S = 60.0


def scroll_on(shown: QWidget) -> bool:
    """To the end of whatever is longer than its room; whether there is such."""
    is_longer = False
    for area in shown.findChildren(QAbstractScrollArea):
        bar = area.verticalScrollBar()
        if area.isVisible() and bar.maximum() > 0:
            bar.setValue(bar.maximum())
            is_longer = True
    return is_longer


def draw(application: QApplication, scene: Scene, path: Path, *, to_the_end: bool = True) -> None:
    """One picture; a second one, ``-end``, of what is scrolled to, if that is wanted."""
    _, make, is_ready = scene
    shown = make()
    shown.show()
    until = time.monotonic() + PATIENCE_S
    settled = 0
    while settled < 12:  # rounds of the loop: a wish of a widget leads to another
        application.processEvents()
        time.sleep(0.01)
        settled = settled + 1 if is_ready(shown) else 0
        if time.monotonic() > until:
            raise SystemExit(f"{path.stem} never showed what it should")
    shown.grab().save(str(path))
    if to_the_end and scroll_on(shown):
        application.processEvents()
        shown.grab().save(str(path.with_stem(f"{path.stem}-end")))
    shown.close()
    if hasattr(shown, "shut_down"):
        shown.shut_down()
    shown.deleteLater()
    application.processEvents()


def draw_for_readme(application: QApplication, house: House, folder: Path) -> None:
    """The two pictures that the README shows."""
    theme.apply_theme(application, "light")
    language.speak(application, "en")
    wanted = {"window-event": "window.png", "settings-album-connected": "settings.png"}
    for scene in window_scenes.scenes(house):
        if scene[0] in wanted:
            draw(application, scene, folder / wanted[scene[0]], to_the_end=False)
    house.close()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="names that begin so")
    parser.add_argument("--theme", choices=["light", "dark"], action="append")
    parser.add_argument("--language", action="append")
    parser.add_argument("--screen", default="screen", help="its name, for the names of the pictures")
    parser.add_argument("--readme", action="store_true", help="only the two of the README, under their names there")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory(prefix="photospool-pictures-") as name:
        house = furnished(Path(name))
        if options.readme:
            draw_for_readme(application, house, options.folder)
            return
        for look in options.theme or ["light", "dark"]:
            theme.apply_theme(application, look)
            for code in options.language or language.languages():
                language.speak(application, code)
                for scene in window_scenes.scenes(house):
                    if scene[0].startswith(options.only):
                        draw(application, scene, options.folder / f"{scene[0]}-{look}-{code}-{options.screen}.png")
        house.close()


if __name__ == "__main__":
    main()

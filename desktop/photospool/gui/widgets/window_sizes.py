"""The sizes that the user gave to windows, in a file that may be lost at any time.

Apart from what fits windows into the screen, which a program in the tray does not need.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication

_SIZES: Final = "photospool-window-sizes"


def remember_sizes(application: QApplication, path: Path) -> None:
    """Keep the sizes of windows in this file from now on; may be lost at any time."""
    application.setProperty(_SIZES, str(path))


def _sizes() -> QSettings | None:
    application = QApplication.instance()
    path = application.property(_SIZES) if application is not None else None
    return QSettings(path, QSettings.Format.IniFormat) if isinstance(path, str) else None


def kept_size(name: str) -> QSize:
    """What the user gave to the window of this name; not valid where nothing is known."""
    sizes = _sizes()
    found = sizes.value(name) if sizes is not None and name else None
    return found if isinstance(found, QSize) and not found.isEmpty() else QSize()


def keep_size(name: str, size: QSize) -> None:
    """The user gave this one to the window of this name."""
    sizes = _sizes()
    if sizes is not None and name:
        sizes.setValue(name, size)
        sizes.sync()

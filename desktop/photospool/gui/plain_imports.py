"""Imported before all else of the window: keeps PySide6 from reading the source of every module that comes after it.

It looks in each for its own name, to switch ``snake_case`` and its kin for those alone. Nobody here asks for them, so
that every module may count as one that names it: 40 ms of CPU less before the icon, and 3 MB of memory.
"""

from __future__ import annotations

import contextlib
import importlib
from types import ModuleType
from typing import Any


def _takes_qt_as_it_is(_module: ModuleType) -> bool:
    return True


# WORKAROUND for PySide6 6.11, whose own name this is: where it is another one, all is as slow as it was.
with contextlib.suppress(ImportError):
    import PySide6  # noqa: F401 (the next one is there after it alone)

    feature: Any = importlib.import_module("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _takes_qt_as_it_is

"""The development command's own modules: they find each other only when their folder is on the path."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"


@pytest.fixture
def installer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    """Imports one of them by its name; afterwards none is left under a name that others use."""
    ours = {path.stem for path in INSTALLER.glob("*.py")}
    before = {name: module for name, module in sys.modules.items() if name in ours}
    for name in before:
        del sys.modules[name]
    monkeypatch.syspath_prepend(INSTALLER)
    yield importlib.import_module
    for name in ours & set(sys.modules):
        del sys.modules[name]
    sys.modules.update(before)

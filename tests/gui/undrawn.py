"""Which windows of the program no scene of installer/window_scenes.py shows: for them nobody measures or looks.

A window is a class, but for a message box: of these, each function that makes one counts, for each asks another thing.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog, QMenu, QWidget

from photospool import gui
from photospool.gui.widgets.plain_text import Box

BOXES = {"Box", "_Question"}


class Undrawn:
    """Sees what is made from now on, and says what was not."""

    def __init__(self) -> None:
        self._kinds: set[type] = set()
        self._asked: set[tuple[str, str]] = set()
        make = Box.__init__

        def seen(box: Box, *given: object, **named: object) -> None:
            self._asked.add(_maker())
            make(box, *given, **named)

        Box.__init__ = seen

    def see(self, window: QWidget) -> None:
        """A scene shows this window."""
        self._kinds.update(type(window).__mro__)

    def names(self) -> Iterator[str]:
        """Of all that were not seen."""
        for found in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
            importlib.import_module(found.name)
        for kind in [*_below(QDialog), *_below(QMenu)]:
            if not kind.__subclasses__() and kind.__name__ not in BOXES and kind not in self._kinds:
                yield f"{kind.__module__}.{kind.__name__}"
        yield from (f"the question of {function} in {path}" for path, function in sorted(_questions() - self._asked))


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("photospool."):
            yield one
        yield from _below(one)


def _maker() -> tuple[str, str]:
    """File and function that make the box of this moment."""
    frame = sys._getframe(2)
    while frame.f_code.co_name == "__init__" and frame.f_back is not None:
        frame = frame.f_back
    return Path(frame.f_code.co_filename).name, frame.f_code.co_name


def _questions() -> set[tuple[str, str]]:
    """Every place in the program's source that makes a message box."""
    found = set()
    for path in Path(next(iter(gui.__path__))).rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and any(_makes_box(part) for part in _own(function)):
                found.add((path.name, function.name))
    return found


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function, and not in one inside of it."""
    for part in ast.iter_child_nodes(function):
        if not isinstance(part, ast.FunctionDef):
            yield part
            yield from _own(part)


def _makes_box(part: ast.AST) -> bool:
    return isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in BOXES

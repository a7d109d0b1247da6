"""The design document that makes a CouchDB the album: views, filter and update handler from ``resources/design``.

Only puts the files together; installing it is setup's, what the views say is the files' own. Works from a checkout,
a wheel and a frozen program, for the files are read as package data.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Final

DESIGN_ID: Final = "_design/photospool"
"""Beside the old album's ``_design/app``, which is left alone."""


def design_document() -> dict[str, Any]:
    """``_design/photospool`` as CouchDB takes it, without a revision.

    ``version`` counts up with every change: an installed one that is older may be replaced.
    """
    folder = _folder()
    return {
        "_id": DESIGN_ID,
        "language": "javascript",
        "version": design_version(),
        "views": {view.name: _functions(view) for view in _sorted(folder / "views")},
        "filters": _functions(folder / "filters"),
        "updates": _functions(folder / "updates"),
    }


def design_version() -> int:
    """The number of the views that this program brings."""
    return int((_folder() / "version").read_text(encoding="utf-8"))


def _folder() -> Traversable:
    return resources.files("photospool.resources") / "design"


def _functions(folder: Traversable) -> dict[str, str]:
    """File name without ``.js`` → its text."""
    return {
        file.name.removesuffix(".js"): file.read_text(encoding="utf-8").strip()
        for file in _sorted(folder)
        if file.name.endswith(".js")
    }


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)

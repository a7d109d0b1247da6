"""Real photographs for the tests that want them: where they are, and which.

``PHOTOSPOOL_TEST_CORPUS`` names the folder; else ``../shared/corpus`` beside the checkout is taken if it is there. Its
folders are ``camera``, ``heic``, ``orientation`` and ``odd``. They are never copied into the project.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CORPUS = "PHOTOSPOOL_TEST_CORPUS"
WHY_NOT = f"needs real photographs: name their folder in {CORPUS}"


def folder() -> Path | None:
    """The folder of real photographs, or None."""
    named = os.environ.get(CORPUS)
    path = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "corpus"
    return path if path.is_dir() else None


def files(*folders: str) -> list[Path]:
    """Every photograph in these folders of the corpus, or in all; none where there is no corpus."""
    root = folder()
    if root is None:
        return []
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and path.parent != root and (not folders or path.relative_to(root).parts[0] in folders)
    )


def needed(*folders: str) -> list[Path]:
    """As ``files``; skips the test where there are none."""
    found = files(*folders)
    if not found:
        pytest.skip(WHY_NOT)
    return found

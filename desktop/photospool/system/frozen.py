"""What a bundle puts right before it begins: the environment that its children see, and missing outputs."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path


def settle_in(env: MutableMapping[str, str] = os.environ) -> None:
    """For the entry of a frozen program; does nothing elsewhere."""
    if not getattr(sys, "frozen", False):
        return
    restore_library_path(env)
    # Windows gives a program without a console no outputs at all, and printing would end it.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (until the end)


def restore_library_path(env: MutableMapping[str, str]) -> None:
    """The bundle's start points the system's linker at the bundle's own libraries.

    This process has what it needs from there; a browser or a file manager that is opened from here must not.
    """
    before = env.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        env["LD_LIBRARY_PATH"] = before
    else:
        env.pop("LD_LIBRARY_PATH", None)

"""Paths as somebody typed them. Nothing is looked up on a disk."""

from __future__ import annotations

import os
from pathlib import Path


def expanded(path: str | os.PathLike[str]) -> Path:
    """``~`` and ``~name`` at the beginning filled in; where there is no such user it stays, as in a shell."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 (the other one raises where there is no such user)

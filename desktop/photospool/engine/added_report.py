"""What was told of sidecars that were added together with photos is kept, the newest reports of all front ends.

Each is a text file with all names, for people; its words come from who tells it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from photospool.security import private_files
from photospool.security.untrusted_text import said

KEPT: Final = 20
"""Reports; older ones go."""
_NAME: Final = "%Y-%m-%d %H.%M.%S.%f"
_SIGNS: Final = 4000
"""Of a path, in a report."""


def keep(
    folder: Path, lines: Sequence[str], sections: Iterable[tuple[str, Sequence[Path]]], *, now: datetime | None = None
) -> Path | None:
    """Write one: ``lines`` are what was told, ``sections`` the headings with all their files. Where it lies; None where
    there is nothing to tell, or it can't be written: the photos are added all the same.
    """
    if not lines:
        return None
    text = [*lines]
    for heading, paths in sections:
        if paths:
            text += ["", heading, *(f"    {said(path, _SIGNS)}" for path in paths)]
    at = (now or datetime.now()).strftime(_NAME)
    try:
        path = folder / f"{at}.txt"
        private_files.write(path, "\n".join([*text, ""]).encode("utf-8", "replace"))
        for old in sorted(folder.glob("*.txt"))[:-KEPT]:
            with contextlib.suppress(OSError):
                old.unlink()
    except OSError:
        return None
    return path


def newest(folder: Path) -> Path | None:
    """The last report; None where none is kept."""
    with contextlib.suppress(OSError):
        return max(folder.glob("*.txt"), default=None)
    return None

"""Whether something is installed that may open JPEG XL, and what stays in incoming where not. Loads none of it."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from functools import cache
from typing import Final

PACKAGE: Final = "pillow-jxl-plugin"
FLOOR: Final = (1, 3, 8)
"""The oldest that may open a file: it carries libjxl 0.12.0, the newest there is, and older ones have known faults."""
WAITS: Final = "JPEG XL that waits for its decoder"
"""The reason by which a scan counts those that stay in incoming."""
_EXTENSION: Final = ".jxl"


@cache
def is_fit() -> bool:
    """Whether a decoder is installed that may be used; loads nothing."""
    if importlib.util.find_spec("pillow_jxl") is None:
        return False
    from importlib import metadata  # 1.3 MB that nobody needs where there is no decoder

    try:
        numbers = re.match(r"(\d+)\.(\d+)\.(\d+)", metadata.version(PACKAGE))
    except metadata.PackageNotFoundError:
        return False
    return numbers is not None and tuple(map(int, numbers.groups())) >= FLOOR


def held(path: str, *, is_closed_in: Callable[[], bool]) -> str | None:
    """Why this file stays in incoming, or None: a JPEG XL that nothing here may open. Looks at its name alone."""
    if not path.lower().endswith(_EXTENSION):
        return None
    return None if is_fit() and is_closed_in() else WAITS

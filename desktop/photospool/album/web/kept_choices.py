"""What the page's reader chose for the page, kept from one opening to the next: a browser forgets it with the port.

Only what is listed here is kept, and losing it means choosing once more.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from photospool.security import private_files, untrusted_json

NAMES: Final = frozenset({"greeting", "pace", "told-of-strangers"})
"""The tag that greets on top, seconds for each photo of a slideshow, and that it was said what strangers see."""
LONGEST: Final = 200
"""Letters of a value."""

log = logging.getLogger(__name__)


class KeptChoices:
    """In a file of this user's alone; without one, as long as the program runs. From any thread."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path  # set once, no lock
        self._lock = threading.Lock()
        self._values = _read(path) if path is not None else {}  # guarded by _lock

    def values(self) -> dict[str, str]:
        """Name → what was chosen; of NAMES."""
        with self._lock:
            return dict(self._values)

    def keep(self, name: str, value: str) -> bool:
        """Keep this choice, or none where the value is empty; False where it is none that is kept.

        A disk that is full or read-only costs only the memory, so it is no error.
        """
        if name not in NAMES or len(value) > LONGEST:
            return False
        with self._lock:
            self._values = _known({**self._values, name: value})
            if self._path is not None:
                try:
                    private_files.write(self._path, json.dumps(self._values).encode())
                except OSError as exc:
                    log.info("What was chosen on the page could not be kept: %s", exc)
        return True


def _read(path: Path) -> dict[str, str]:
    try:
        tree = untrusted_json.loads(private_files.read(path))
    except (OSError, ValueError):
        return {}
    return _known(tree) if isinstance(tree, Mapping) else {}


def _known(tree: Mapping[str, object]) -> dict[str, str]:
    return {
        name: value
        for name, value in tree.items()
        if name in NAMES and isinstance(value, str) and value and len(value) <= LONGEST
    }

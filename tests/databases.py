"""A database that a test leaves open is told on every Python, and by whom it was opened.

Python 3.13 and later warn of it by themselves, but in whichever test the garbage collector comes by, and older ones
never: what is written with Python 3.11 would fail for those who have a newer one.
"""

from __future__ import annotations

import functools
import os
import sqlite3
import traceback
import warnings
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()


class Watched(sqlite3.Connection):
    """A connection that warns when it goes without having been closed, and then closes itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opened_by = _opener()

    def __del__(self) -> None:
        if not _is_open(self):
            return
        try:
            warnings.warn(f"a database was left open; {self._opened_by}", ResourceWarning, stacklevel=2, source=self)
        finally:  # the warning may be an error
            self.close()


def watch() -> None:
    """From now on, in this process."""
    sqlite3.connect = functools.partial(sqlite3.connect, factory=Watched)  # type: ignore[assignment]


def _is_open(db: sqlite3.Connection) -> bool:
    try:
        db.total_changes  # noqa: B018 - it raises where there is no database any more
    except sqlite3.ProgrammingError:
        return False
    return True


def _opener() -> str:
    """The test, and the innermost line of ours that led here."""
    frames = [frame for frame in traceback.extract_stack() if Path(frame.filename) != HERE]
    last = frames[-1]
    test = os.environ.get("PYTEST_CURRENT_TEST", "no test")
    return f"opened in {test} at {last.filename}:{last.lineno}"

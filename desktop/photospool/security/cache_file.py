"""A small SQLite file of ours that may be lost: opened, set aside where it is of no use, written and closed in one way.

A file that is torn, of a newer version or on a full disk never stops anybody: it is put aside (``.bad-TIME``) and begun
anew, or there is none this time. What stands in it is for its owner, who also holds off other threads.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from photospool.security import private_files

log = logging.getLogger(__name__)

_CACHE_KB = 256
"""What SQLite keeps in memory of it; by itself it would be 2 MB, for each of three, after some thousand photos."""


class CacheFile:
    """Every question has an answer, also where the file can't be read or written. Not safe for several threads."""

    def __init__(
        self,
        path: Path,
        *,
        what: str,
        version: int,
        tables: str,
        is_checked: bool = False,
        begin: Callable[[sqlite3.Connection], None] = lambda _db: None,
    ) -> None:
        """``what`` it is, for the log. ``tables`` makes them where they are not there. ``is_checked``: all of it is
        read through at the beginning. ``begin``: what its owner does with it then; where that fails it is of no use.
        """
        self._path, self._what, self._version, self._tables = path, what, version, tables
        self._is_checked, self._begin = is_checked, begin
        self._db: sqlite3.Connection | None = None

    def open(self) -> None:
        """Open it, or begin it anew; never raises."""
        try:
            self._open()
        except (sqlite3.Error, OSError) as exc:
            self._start_afresh(exc)

    def _open(self) -> None:
        private_files.prepare_database(self._path)
        db = sqlite3.connect(self._path, check_same_thread=False, timeout=2.0)
        try:
            db.execute("pragma journal_mode=wal")
            db.execute(f"pragma cache_size=-{_CACHE_KB}")
            db.execute("pragma synchronous=normal")  # a power cut may lose the last rows, as the whole may be lost
            version = db.execute("pragma user_version").fetchone()[0]
            if version > self._version:
                raise sqlite3.DatabaseError(f"written by a newer Photospool (version {version})")
            if self._is_checked and db.execute("pragma quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("damaged")
            db.executescript(self._tables)
            db.execute(f"pragma user_version={self._version}")
            self._begin(db)
            db.commit()
        except BaseException:
            db.close()
            raise
        self._db = db

    def _start_afresh(self, cause: Exception) -> None:
        """Put the unusable file aside and begin again; without a usable disk, go on without it."""
        log.warning("The %s could not be read (%s); a new one is begun.", self._what, cause)
        try:
            if self._path.exists():
                self._path.rename(self._path.with_name(f"{self._path.name}.bad-{time.time_ns()}"))
            for extra in ("-wal", "-shm"):
                self._path.with_name(self._path.name + extra).unlink(missing_ok=True)
            self._open()
        except (sqlite3.Error, OSError) as exc:
            log.warning("There is no %s this time: %s", self._what, exc)
            self._db = None

    @property
    def is_open(self) -> bool:
        """Whether it is there."""
        return self._db is not None

    def close(self) -> None:
        """Write what is left; also where it is not open."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def rows(self, query: str, values: Mapping[str, object] | Sequence[object] = ()) -> list[Any]:
        """What it answers; nothing where it can't be asked."""
        if self._db is None:
            return []
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as exc:
            log.warning("The %s could not be read: %s", self._what, exc)
            return []

    def write(self, query: str, rows: Sequence[Sequence[object]]) -> None:
        """All of these rows, or none."""
        if self._db is None or not rows:
            return
        try:
            self._db.executemany(query, rows)
            self._db.commit()
        except sqlite3.Error as exc:
            log.warning("The %s could not be written: %s", self._what, exc)
            with contextlib.suppress(sqlite3.Error):
                self._db.rollback()

"""Where in incoming each photo lay that is in the album: for files that come later and belong to it.

A cache: lost, such files stay in incoming, named. Written before a photo leaves work, so that whatever is killed, who
comes later finds it. What a photo is, and what an album is, is not known here.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from photospool.security.cache_file import CacheFile

VERSION: Final = 1
_TABLE: Final = """
create table if not exists place (
    source text not null,
    folder text not null,
    folded text not null,
    name text not null,
    photo text not null,
    primary key (source, folder, folded, name, photo)
) without rowid;
create table if not exists pair (
    source text not null,
    folder text not null,
    name text not null,
    photo text not null,
    primary key (source, folder, name, photo)
) without rowid;
create table if not exists album (name text not null);
"""
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder below an incoming folder."""

    source: str
    """The incoming folder's key."""
    folder: str
    """As the system writes it; empty for the incoming folder itself."""


class PlaceMemory:
    """Safe to use from several threads. Every question has an answer also where the file can't be read or written."""

    def __init__(self, path: Path, album: str) -> None:
        """``album`` is a name for the album that the photos went to: of another one nothing is known."""
        self._album = album
        self._lock = threading.Lock()
        self._file = CacheFile(  # guarded by _lock
            path, what="memory of where photos lay", version=VERSION, tables=_TABLE, begin=self._forget_others
        )
        self._is_begun = False  # guarded by _lock

    def _begin(self) -> None:
        if not self._is_begun:
            self._is_begun = True
            self._file.open()

    def _forget_others(self, db: sqlite3.Connection) -> None:
        if db.execute("select name from album").fetchall() != [(self._album,)]:
            for table in ("place", "pair", "album"):
                db.execute(f"delete from {table}")  # noqa: S608 (names are ours)
            db.execute("insert into album values (?)", (self._album,))

    def close(self) -> None:
        """Write what is left."""
        with self._lock:
            self._file.close()

    def note(self, place: Place, name: str, folded: str, photo: str, beside: Iterable[str] = ()) -> None:
        """A photo of this name lay there and is in the album; ``beside`` it lay these files that fit."""
        with self._lock:
            self._begin()
            where = (_text(place.source), _text(place.folder))
            self._file.write(
                "insert or ignore into place values (?, ?, ?, ?, ?)",
                [(*where, _text(folded), _text(name), photo)],
            )
            self._file.write(
                "insert or replace into pair values (?, ?, ?, ?)", [(*where, _text(one), photo) for one in beside]
            )

    def photos(self, place: Place, beginning: str) -> dict[str, list[str]]:
        """Names of photos that lay there and begin so (folded) → each one's ids in the album, in their order."""
        with self._lock:
            self._begin()
            rows = self._file.rows(
                "select name, photo from place where source = ? and folder = ? and folded >= ? and folded < ?",
                (_text(place.source), _text(place.folder), _text(beginning), _text(beginning) + _LAST),
            )
        found: dict[str, list[str]] = {}
        for name, photo in rows:
            found.setdefault(name, []).append(photo)
        return found

    def beside(self, place: Place, name: str) -> set[str]:
        """The ids of the photos beside which this very file lay as they were taken; none where nobody knows."""
        with self._lock:
            self._begin()
            rows = self._file.rows(
                "select photo from pair where source = ? and folder = ? and name = ?",
                (_text(place.source), _text(place.folder), _text(name)),
            )
        return {photo for (photo,) in rows}


def _text(name: str) -> str:
    """A name that SQLite takes, also where it is no text."""
    return name.encode("utf-8", "surrogatepass").decode("utf-8", "backslashreplace")

"""Which photos were taken by copy from folders that must not be emptied. A cache: it may be lost without harm.

A photo is known by what it is on its disk (its path below the folder, device, inode, size and times); where that is
not known, or has changed, by its digest. Lost, or not sure, the digest is asked of the album before anything is copied.
What a photo is, and what an album is, is not known here.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from photospool.security.cache_file import CacheFile
from photospool.spool.durable_io import State

VERSION: Final = 1
CARD: Final = "card-"
"""Begins the key of a card whose disk has a number of its own. Each time that it is connected its files have other
devices, inodes and times of change, so that there a photo is known by its path, size and time: a camera gives no two
photos of a card all three.
"""
_TABLE: Final = """
create table if not exists kept (
    place integer primary key,
    source text not null,
    mark integer not null,
    sha256 text not null
);
create index if not exists kept_sha256 on kept (sha256);
create table if not exists album (name text not null);
"""
_WRITTEN: Final = re.compile(r"(-?[0-9]{1,19}) (-?[0-9]{1,19}) ([0-9a-f]{64})")
_LATEST: Final = 1000
"""So many new marks are looked through by hashing before they join the sorted ones."""


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """What is remembered of one photo that was taken and stays where it is."""

    place: int
    """Stands for its folder and its path below it; 64 bits."""
    mark: int
    """Stands for what it was there, its path included; 64 bits, so that a million photos take eight megabytes. That a
    new photo has the mark of one of them by chance happens once in 18 trillion.
    """
    sha256: str

    def __str__(self) -> str:
        """As a job's file keeps it; see ``read``."""
        return f"{self.place} {self.mark} {self.sha256}"


def kept_photo(source: str, origin: str, state: State, sha256: str) -> KeptPhoto:
    """Of the photo at ``origin`` below the folder with this key."""
    return KeptPhoto(_number("place", source, origin), _mark(source, origin, state), sha256)


def read(text: str) -> KeptPhoto | None:
    """What ``str`` of a KeptPhoto wrote; None for anything else that a job's file may hold."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    place, mark = int(found[1]), int(found[2])
    return KeptPhoto(place, mark, found[3]) if max(abs(place), abs(mark)) < 2**63 else None


class KeptMemory:
    """Safe to use from several threads. Every question has an answer also where the file can't be read or written."""

    def __init__(self, path: Path, album: str) -> None:
        """``album`` is a name for the album that the photos went to: another one is asked afresh."""
        self._album = album
        self._lock = threading.Lock()
        # guarded by _lock
        self._file = CacheFile(
            path, what="memory of what was copied", version=VERSION, tables=_TABLE, begin=self._read_marks
        )
        self._marks: array[int] = array("q")  # guarded by _lock; sorted: eight bytes for each photo
        self._latest: set[int] = set()  # guarded by _lock
        self._gone: set[int] = set()  # guarded by _lock
        self._digests: dict[str, int] = {}  # guarded by _lock; what could not be written, with its place
        self._is_begun = False  # guarded by _lock

    def _begin(self) -> None:
        """At the first question: who only makes one opens nothing."""
        if not self._is_begun:
            self._is_begun = True
            self._file.open()

    def _read_marks(self, db: sqlite3.Connection) -> None:
        """Those of this album; what is known of another one is forgotten."""
        if db.execute("select name from album").fetchall() != [(self._album,)]:
            db.execute("delete from kept")
            db.execute("delete from album")
            db.execute("insert into album values (?)", (self._album,))
        self._marks = array("q", sorted(mark for (mark,) in db.execute("select mark from kept")))

    def close(self) -> None:
        """Write what is left."""
        with self._lock:
            self._file.close()

    def knows(self, source: str, origin: str, state: State) -> bool:
        """Whether this very file, as it is now, was taken."""
        mark = _mark(source, origin, state)
        with self._lock:
            self._begin()
            if mark in self._latest:
                return True
            place = bisect_left(self._marks, mark)
            return place < len(self._marks) and self._marks[place] == mark and mark not in self._gone

    def has_taken(self, sha256: str) -> bool:
        """Whether a photo of these bytes was taken, wherever it lay."""
        with self._lock:
            self._begin()
            if sha256 in self._digests:
                return True
            return bool(self._file.rows("select 1 from kept where sha256 = ? limit 1", (sha256,)))

    def note(self, source: str, photos: Iterable[KeptPhoto]) -> None:
        """These were taken; what was known of the same places before is forgotten."""
        rows = [(photo.place, source, photo.mark, photo.sha256) for photo in photos]
        with self._lock:
            self._begin()
            for place, _, mark, sha256 in rows:
                self._latest.add(mark)
                self._gone.discard(mark)
                if not self._file.is_open:
                    self._digests[sha256] = place
            self._file.write("insert or replace into kept values (?, ?, ?, ?)", rows)
            if len(self._latest) > _LATEST:
                self._marks = array("q", sorted({*self._marks, *self._latest} - self._gone))
                self._latest, self._gone = set(), set()

    def forget(self, photo: KeptPhoto) -> None:
        """It may be taken again."""
        with self._lock:
            self._begin()
            self._latest.discard(photo.mark)
            self._gone.add(photo.mark)
            self._digests.pop(photo.sha256, None)
            self._file.write("delete from kept where sha256 = ?", [(photo.sha256,)])


def _mark(source: str, origin: str, state: State) -> int:
    lasting = state[2:4] if source.startswith(CARD) else state
    return _number(source, origin, *map(str, lasting))


def _number(*parts: str) -> int:
    text = "\0".join(parts).encode("utf-8", errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big", signed=True)

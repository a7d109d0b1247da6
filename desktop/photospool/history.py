"""What happened, for the Recent list and the counts. Folders and album are the truth; this may be lost.

A file that is torn, of a newer version or on a full disk never stops a photo: it is put aside, or there is
no history.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photospool import events
from photospool.messages import joined, message, record, recorded
from photospool.security import untrusted_json
from photospool.security.cache_file import CacheFile

VERSION = 1
_TABLE = """
create table if not exists photo (
    id integer primary key,
    at real not null,
    job text not null,
    name text not null,
    outcome text not null,
    photo_id text not null default '',
    done text not null default '',
    keywords text not null default '',
    taken text not null default '',
    title text not null default '',
    advice text not null default '',
    thumb blob,
    said text not null default ''
);
create index if not exists photo_at on photo (at);
create index if not exists photo_photo on photo (photo_id);
create index if not exists photo_name on photo (name collate nocase);
"""
_FIELDS = "select id, at, job, name, outcome, photo_id, done, keywords, taken, title, advice, said"
_SELECT = f"{_FIELDS}, thumb from photo"
_WITHOUT_THUMBS = f"{_FIELDS}, null from photo"
UNSORTED = "unprocessed"
"""The album's mark on what nobody gave words yet: no word of the user's, so it is neither shown nor found by."""
_WORDS = f"replace(char(10) || keywords || char(10), char(10) || '{UNSORTED}' || char(10), char(10))"
_FIND = f"(name like :like escape '\\' or {_WORDS} like :like escape '\\' or taken like :like escape '\\')"
STAYS = "It was not copied, and stays in its folder."
IN_TRASH = "Its file is in the trash: an equal one lies in done."
KNOWN_AS = "There it is called {name}."


@dataclass(frozen=True, slots=True)
class Entry:
    """One photo that reached an end."""

    number: int
    """Grows with every entry."""
    at: float
    """Seconds since 1970."""
    job: str
    name: str
    outcome: str
    """A value of ``events.Outcome``, or ``set aside``."""
    photo_id: str
    done: str
    """The path in done, empty when set aside."""
    keywords: tuple[str, ...]
    taken: str
    title: str
    advice: str
    thumb: bytes
    """A JPEG, or empty."""


def _with_messages(db: sqlite3.Connection) -> None:
    """A column more leaves the table readable for earlier versions, which name theirs."""
    if "said" not in {name for _, name, *_ in db.execute("pragma table_info(photo)")}:
        db.execute("alter table photo add column said text not null default ''")


class History:
    """A listener that remembers. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        # guarded by _lock
        self._file = CacheFile(
            path, what="history", version=VERSION, tables=_TABLE, is_checked=True, begin=_with_messages
        )
        with self._lock:
            self._file.open()

    def close(self) -> None:
        """Write what is left."""
        with self._lock:
            self._file.close()

    def __call__(self, event: events.Event) -> None:
        """Remember an event if it is the end of a photo's way."""
        if isinstance(event, events.PhotoStored):
            title = _of_stored(event)
            self._add(
                event.job,
                event.name,
                event.outcome.value,
                photo_id=event.photo_id,
                done=_kept(event.done),
                keywords="\n".join(event.keywords),
                taken=event.taken,
                title=title,
                said=json.dumps([record(title), record("")]),
                thumb=event.thumb,
            )
        elif isinstance(event, events.PhotosKnown):
            for photo in event.photos:
                self._add("", photo.name, events.Outcome.DUPLICATE.value, photo_id=photo.photo_id, title=STAYS)
        elif isinstance(event, events.SidecarAttached):
            self._learn(event.photos, event.keywords)
        elif isinstance(event, events.PhotoSetAside):
            self._add(
                event.job,
                event.name,
                events.SET_ASIDE,
                title=event.title,
                advice=event.advice,
                said=json.dumps([record(event.title), record(event.advice)]),
            )

    def _add(self, job: str, name: str, outcome: str, **fields: str | bytes) -> None:
        names = ["at", "job", "name", "outcome", *fields]
        marks = ", ".join("?" * len(names))
        row = [time.time(), job, name, outcome, *fields.values()]
        with self._lock:
            self._file.write(f"insert into photo ({', '.join(names)}) values ({marks})", [row])  # noqa: S608 (names are ours)

    def _learn(self, photos: Iterable[str], keywords: Iterable[str]) -> None:
        """What is told of photos later than they came; they are found by it, too."""
        with self._lock:
            for photo in photos:
                rows = self._file.rows("select keywords, id from photo where photo_id = ?", [photo])
                learned = [
                    ("\n".join(dict.fromkeys([*filter(None, str(known).split("\n")), *keywords])), number)
                    for known, number in rows
                ]
                self._file.write("update photo set keywords = ? where id = ?", learned)

    def recent(
        self, limit: int = 50, *, before: int | None = None, find: str = "", after: int = 0, thumbs: bool = True
    ) -> list[Entry]:
        """The newest entries first; older than entry number ``before``; ``find`` in name, keyword or date.

        Only those newer than number ``after``. Without ``thumbs`` they stay on the disk, for lists that may grow long.
        """
        like = "%" + find.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        select = _SELECT if thumbs else _WITHOUT_THUMBS
        where = f"id < :before and id > :after and (:find = '' or {_FIND})"
        query = f"{select} where {where} order by id desc limit :limit"
        newest = before if before is not None else 2**62
        values = {"before": newest, "after": after, "find": find, "like": like, "limit": limit}
        return [_entry(row) for row in self._rows(query, values)]

    def thumb(self, number: int) -> bytes:
        """The small picture of one entry, a JPEG; one that was there already has that of the day it came. Or empty."""
        own = "select thumb from photo where id = :number"
        came = (
            "select thumb from photo where photo_id = (select photo_id from photo where id = :number) "
            "and photo_id <> '' and length(thumb) > 0 order by id desc limit 1"
        )
        for query in (own, came):
            for (found,) in self._rows(query, {"number": number}):
                if isinstance(found, bytes) and found:
                    return found
        return b""

    def by_photo(self, photo_id: str) -> list[Entry]:
        """Every entry of one photo, newest first."""
        query = f"{_SELECT} where photo_id = :photo order by id desc"
        return [_entry(row) for row in self._rows(query, {"photo": photo_id})]

    def came_since(self, name: str, at: float) -> float:
        """When a file of this name last came into the album, or was found there, after ``at``; 0 where none did.

        Both in seconds since 1970.
        """
        query = "select max(at) from photo where name = :name collate nocase and outcome <> :aside and at > :at"
        for (found,) in self._rows(query, {"name": name, "aside": events.SET_ASIDE, "at": at}):
            return float(found or 0.0)
        return 0.0

    def counts(self, since: float = 0.0) -> dict[str, int]:
        """Outcome → how many, since a time (seconds since 1970)."""
        query = "select outcome, count(*) from photo where at >= :since group by outcome"
        return dict(self._rows(query, {"since": since}))

    def _rows(self, query: str, values: dict[str, object]) -> Iterator[Any]:
        with self._lock:
            return iter(self._file.rows(query, values))


def _of_stored(event: events.PhotoStored) -> str:
    """What is worth a word beside how it ended."""
    return joined(
        IN_TRASH if event.is_in_trash else "",
        message(KNOWN_AS, name=event.known_as) if event.known_as not in {"", event.name} else "",
    )


def _kept(path: str) -> str | bytes:
    """A path as the database takes it; one that is no text as its bytes."""
    return path if path.isprintable() else os.fsencode(path)


def _message(english: tuple[str, str], said: str) -> tuple[str, str]:
    """Title and advice as messages, where those say the same."""
    try:
        title, advice = (recorded(one, str) for one in untrusted_json.loads(said.encode()))
    except (ValueError, TypeError):
        return english
    return (title, advice) if (title, advice) == english else english


def _entry(row: tuple[object, ...]) -> Entry:
    number, at, job, name, outcome, photo_id, done, keywords, taken, title, advice, said, thumb = row
    english = str(title), str(advice)
    return Entry(
        number=int(str(number)),
        at=float(str(at)),
        job=str(job),
        name=str(name),
        outcome=str(outcome),
        photo_id=str(photo_id),
        done=os.fsdecode(done) if isinstance(done, bytes) else str(done),
        keywords=tuple(str(keywords).split("\n")) if keywords else (),
        taken=str(taken),
        title=_message(english, str(said))[0],
        advice=_message(english, str(said))[1],
        thumb=bytes(thumb) if isinstance(thumb, bytes) else b"",
    )

"""Empty the trash: photos that lay there for thirty days, or all at once; both documents of each.

Since when a photo lies there is counted by this computer, from when it first saw that very version there: a photo that
was restored and thrown away again begins anew, whoever did it. Deletions reach the copies by replication.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from photospool.album.base import ChangedMeanwhile, TrashBin
from photospool.album.documents import Document, original_id
from photospool.security import private_files, untrusted_json

KEPT_S: Final = 30 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Trash:
    """What lies there."""

    photos: int
    emptied: int = 0
    """Deleted now."""
    next_s: float | None = None
    """When the next photo is due, in seconds from now; None where there is none."""


def look(album: TrashBin) -> Trash:
    """How many photos lie in the trash. Raises what the album raises."""
    return Trash(sum(len(page) for page in album.trashed()))


def empty(
    album: TrashBin,
    notes: Path,
    *,
    kept_s: float = KEPT_S,
    clock: Callable[[], float] = time.time,
) -> Trash:
    """Delete what lay there for ``kept_s``; 0: all of it. ``notes`` is a file of this computer's, and may be lost.

    Raises what the album raises.
    """
    known, now = _load(notes), clock()
    ending = {photo_id for photo_id, note in known.items() if note.get("ending")}
    fresh: dict[str, dict[str, Any]] = {}
    due: list[Document] = []
    for page in album.trashed():
        for document in page:
            photo_id, rev = str(document["_id"]), str(document["_rev"])
            note = known.get(photo_id, {})
            since = float(note["since"]) if note.get("rev") == rev else now
            fresh[photo_id] = {"rev": rev, "since": min(since, now)}
            if now - min(since, now) >= kept_s and "_conflicts" not in document:
                due.append(document)
    # Noted first: cut short between the two documents, the next time goes on with the second.
    for photo_id in {*ending, *(str(document["_id"]) for document in due)}:
        fresh.setdefault(photo_id, {})["ending"] = True
    _save(notes, fresh)
    emptied = 0
    for document in due:
        with suppress(ChangedMeanwhile):  # restored just now, so it stays
            album.erase(document["_id"], document["_rev"])
            emptied += 1
    for photo_id in [photo_id for photo_id, note in fresh.items() if note.get("ending")]:
        _end_original(album, photo_id)
        del fresh[photo_id]
    _save(notes, fresh)
    waits = [kept_s - (now - note["since"]) for note in fresh.values()]
    return Trash(len(fresh), emptied, min(waits, default=None))


def _end_original(album: TrashBin, photo_id: str) -> None:
    """An original goes only when its photo is gone: whoever restored or added it again keeps both."""
    stored = album.find([photo_id])[photo_id]
    if stored.photo is None and stored.original is not None:
        with suppress(ChangedMeanwhile):
            album.erase(original_id(photo_id), stored.original["_rev"])


def _load(notes: Path) -> dict[str, dict[str, Any]]:
    try:
        tree = untrusted_json.loads(private_files.read(notes))
        return {str(name): _note(note) for name, note in tree.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}


def _note(note: Mapping[str, Any]) -> dict[str, Any]:
    return {"rev": str(note.get("rev", "")), "since": float(note.get("since", 0)), "ending": bool(note.get("ending"))}


def _save(notes: Path, tree: Mapping[str, Any]) -> None:
    """A disk that is full costs only the count."""
    with suppress(OSError):
        private_files.write(notes, json.dumps(tree).encode())

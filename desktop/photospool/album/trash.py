"""Empty the trash: photos that lay there for thirty days, or all at once; both documents of each.

Since when a photo lies there is counted by this computer, from when it first saw that very version there: a photo that
was restored and thrown away again begins anew, whoever did it. Deletions reach the copies by replication. What went to
the trash with the shown one of its stack goes with that and never before it, nor once that was restored.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from photospool.album.base import ChangedMeanwhile, TrashBin, in_pages
from photospool.album.documents import PART_OF, TRASHED_WITH, Document, original_id
from photospool.album.views import is_part
from photospool.security import private_files, untrusted_json

KEPT_S: Final = 30 * 24 * 3600.0
_AT_ONCE: Final = 200


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
    due, held = _due(album, due)
    # Noted first: cut short between the two documents, the next time goes on with the second.
    for photo_id in {*ending, *(str(document["_id"]) for document in due)}:
        fresh.setdefault(photo_id, {})["ending"] = True
    _save(notes, fresh)
    emptied, stayed = 0, set[str]()
    for document in due:
        if _shown_of(document) in stayed:
            continue
        try:
            album.erase(document["_id"], document["_rev"])
            emptied += 1
        except ChangedMeanwhile:  # restored just now, so it stays
            stayed.add(str(document["_id"]))
    for photo_id in [photo_id for photo_id, note in fresh.items() if note.get("ending")]:
        _end_original(album, photo_id)
        del fresh[photo_id]
    _save(notes, fresh)
    waits = [kept_s - (now - note["since"]) for photo_id, note in fresh.items() if photo_id not in held]
    return Trash(len(fresh), emptied, min(waits, default=None))


def _due(album: TrashBin, due: Sequence[Document]) -> tuple[list[Document], set[str]]:
    """What may go, shown ones before their parts; and the ids of parts that wait for theirs, which stays."""
    going = {str(document["_id"]) for document in due}
    others = sorted({shown for document in due if (shown := _shown_of(document))} - going)
    staying = {
        photo_id
        for some in in_pages(others, _AT_ONCE)
        for photo_id, stored in album.find(some).items()
        if stored.photo is not None
    }
    held = {str(document["_id"]) for document in due if _shown_of(document) in staying}
    left = [document for document in due if document["_id"] not in held]
    return sorted(left, key=lambda document: bool(_shown_of(document))), held


def _shown_of(document: Document) -> str:
    """The id of the one that it went to the trash with; empty for what was thrown away by itself."""
    return str(document[PART_OF]) if TRASHED_WITH in document and is_part(document) else ""


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

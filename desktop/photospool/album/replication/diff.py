"""Which photos a copy lacks, found by comparing ids and revisions: a server skips what it does not take in silence.

Asks both servers page by page, so memory stays flat whatever the album's size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from photospool.album.couchdb.database import Database
from photospool.album.documents import original_id
from photospool.album.replication.filters import TEST
from photospool.album.replication.models import Missing
from photospool.album.schema import name_of

PAGE: Final = 1000
NAMED: Final = 200
"""Photos whose names are asked for in one request."""
_ORIGINAL: Final = original_id("")


def lacking(here: Database, other: Database) -> list[str]:
    """The ids of all that one of the two shows and the other never had, or has not any more."""
    found: list[str] = []
    for page in pages(here):
        found += _lacking(other, page)
    return found


def lacking_of(here: Database, other: Database, ids: Sequence[str]) -> list[str]:
    """The same of these documents alone."""
    found: list[str] = []
    for at in range(0, len(ids), PAGE):
        rows = here.all_docs(ids[at : at + PAGE])["rows"]
        found += _lacking(other, [(row["id"], row["value"]["rev"]) for row in rows if not _is_gone(row)])
    return found


def changes(source: Database, since: str, selector: dict[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """The next change that a selector lets pass, if there is one, and how many more follow, of whatever kind."""
    found = source.changes(since, limit=1, body={"selector": selector}, filter="_selector", style="all_docs")
    return found.rows, found.pending


def changed_since(source: Database, since: str, ids: Sequence[str]) -> set[str]:
    """Those of these documents that changed after that."""
    found: set[str] = set()
    for at in range(0, len(ids), PAGE):
        body = {"doc_ids": list(ids[at : at + PAGE])}
        found |= {str(row["id"]) for row in source.changes(since, body=body, filter="_doc_ids").rows}
    return found


def pages(database: Database, *, at_once: int = PAGE) -> Iterator[list[tuple[str, str]]]:
    """Every photo's and original's ``(id, revision)``, in pages."""
    for rows in database.pages(at_once):
        some = [(row["id"], row["value"]["rev"]) for row in rows]
        yield [(doc_id, rev) for doc_id, rev in some if not doc_id.startswith(("_design/", TEST))]


def names_of(database: Database, ids: Sequence[str], *, in_album: bool = False) -> Iterator[Missing]:
    """What is told of documents that the other side lacks; one line for a photo whose both documents are missing."""
    photos = sorted({_photo_of(doc_id) for doc_id in ids})
    wanted = set(ids)
    for at in range(0, len(photos), NAMED):
        some = photos[at : at + NAMED]
        keys = [key for photo_id in some for key in (photo_id, original_id(photo_id))]
        rows = database.all_docs(keys, include_docs=True)["rows"]
        documents = {row["id"]: row["doc"] for row in rows if isinstance(row.get("doc"), dict)}
        for photo_id in some:
            both = [documents.get(photo_id) or {}, documents.get(original_id(photo_id)) or {}]
            name = next(filter(None, (name_of(doc, "") for doc in both)), photo_id)
            size = next((doc["size"] for doc in both if isinstance(doc.get("size"), int)), None)
            yield Missing(photo_id, name, size, is_original=photo_id not in wanted, in_album=in_album)


def name_in(database: Database, photo_id: str) -> str:
    """What a person may know a photo of this album by: the original's document has the name of its file."""
    return next(names_of(database, [photo_id])).name


def _lacking(other: Database, page: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not page:
        return
    leaves = {doc_id: [rev] for doc_id, rev in page}
    gone = set(other.unknown(leaves))
    gone |= {row["key"] for row in other.all_docs(list(leaves))["rows"] if _is_gone(row)}
    yield from (doc_id for doc_id, _rev in page if doc_id in gone)


def _is_gone(row: dict[str, Any]) -> bool:
    return "error" in row or bool((row.get("value") or {}).get("deleted"))


def _photo_of(doc_id: str) -> str:
    return doc_id.removeprefix(_ORIGINAL)

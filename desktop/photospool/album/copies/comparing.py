"""Which photos a copy lacks, found by comparing ids and revisions: a server skips what it does not take in silence.

Asks both servers page by page, so memory stays flat whatever the album's size.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from photospool.album.copies.selectors import TEST
from photospool.album.copies.values import Copy, Missing
from photospool.album.couch import CouchAlbum
from photospool.album.database import Database
from photospool.album.documents import original_id

PAGE: Final = 1000
_ORIGINAL: Final = original_id("")


def missing(album: CouchAlbum, copy: Copy, there: CouchAlbum) -> tuple[Missing, ...]:
    """What one of the two has and the other lacks, as far as this copy should carry it. Not for a public copy."""
    found: list[Missing] = []
    if copy.direction.sends:
        found += _lacking(album.database, there.database, in_album=False)
    if copy.direction.fetches:
        found += _lacking(there.database, album.database, in_album=True)
    return tuple(found)


def pages(database: Database, *, at_once: int = PAGE) -> Iterator[list[tuple[str, str]]]:
    """Every photo's and original's ``(id, revision)``, in pages."""
    start = ""
    while True:
        rows = database.all_docs(limit=at_once + 1, startkey=start)["rows"]
        some = [(row["id"], row["value"]["rev"]) for row in rows[:at_once]]
        yield [(doc_id, rev) for doc_id, rev in some if not doc_id.startswith(("_design/", TEST))]
        if len(rows) <= at_once:
            return
        start = rows[at_once]["id"]


def unknown(database: Database, leaves: dict[str, list[str]]) -> dict[str, list[str]]:
    """Of these revisions those that a database never had; what it had and lost it knows."""
    if not leaves:
        return {}
    answer = database.guard.post(database.name, "_revs_diff", body=leaves)
    return {doc_id: list(said.get("missing") or []) for doc_id, said in answer.items() if isinstance(said, dict)}


def names_of(database: Database, ids: list[str], *, in_album: bool = False) -> Iterator[Missing]:
    """What is told of documents that the other side lacks; one line for a photo whose both documents are missing."""
    photos = {_photo_of(doc_id) for doc_id in ids}
    wanted = set(ids)
    for photo_id in sorted(photos):
        keys = [photo_id, original_id(photo_id)]
        documents = [row.get("doc") or {} for row in database.all_docs(keys, include_docs=True)["rows"]]
        name = next((doc["filename"] for doc in documents if isinstance(doc.get("filename"), str)), photo_id)
        size = next((doc["size"] for doc in documents if isinstance(doc.get("size"), int)), None)
        yield Missing(photo_id, name, size, is_original=photo_id not in wanted, in_album=in_album)


def _lacking(here: Database, other: Database, *, in_album: bool) -> Iterator[Missing]:
    for page in pages(here):
        if not page:
            continue
        leaves = {doc_id: [rev] for doc_id, rev in page}
        gone = set(unknown(other, leaves))
        rows = other.all_docs(list(leaves))["rows"]
        gone |= {row["key"] for row in rows if "error" in row or (row.get("value") or {}).get("deleted")}
        yield from names_of(here, [doc_id for doc_id, _rev in page if doc_id in gone], in_album=in_album)


def _photo_of(doc_id: str) -> str:
    return doc_id.removeprefix(_ORIGINAL)

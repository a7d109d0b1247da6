"""Which photos a copy lacks, found by comparing ids and revisions: a server skips what it does not take in silence.

Asks both servers page by page, so memory stays flat whatever the album's size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from photospool.album.base import in_pages
from photospool.album.couchdb.database import Database, is_there
from photospool.album.documents import Document, original_id
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
        if page:
            # Read in a row: a server takes several times as long to look for each of a thousand keys.
            rows = (row for some in other.pages(PAGE, page[0][0], page[-1][0]) for row in some)
            found += _lacking(other, page, rows)
    return found


def lacking_of(here: Database, other: Database, ids: Sequence[str]) -> list[str]:
    """The same of these documents alone."""
    found: list[str] = []
    for some in in_pages(ids, PAGE):
        rows = here.all_docs(some)["rows"]
        wanted = [(row["id"], row["value"]["rev"]) for row in rows if is_there(row)]
        keys = [doc_id for doc_id, _rev in wanted]
        found += _lacking(other, wanted, other.all_docs(keys)["rows"] if keys else [])
    return found


def changes(source: Database, since: str, selector: dict[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """The next change that a selector lets pass, if there is one, and how many more follow, of whatever kind."""
    found = source.changes(since, limit=1, body={"selector": selector}, filter="_selector", style="all_docs")
    return found.rows, found.pending


def changed_since(source: Database, since: str, ids: Sequence[str]) -> set[str]:
    """Those of these documents that changed after that."""
    found: set[str] = set()
    for some in in_pages(ids, PAGE):
        body = {"doc_ids": some}
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
    for some in in_pages(photos, NAMED):
        # The original's document knows both; a photo of an older program says it itself.
        originals = _documents(database, [original_id(photo_id) for photo_id in some])
        untold = [photo_id for photo_id in some if not _says_all(originals.get(original_id(photo_id)))]
        documents = originals | _documents(database, untold)
        for photo_id in some:
            both = [documents.get(original_id(photo_id)) or {}, documents.get(photo_id) or {}]
            name = next(filter(None, (name_of(doc, "") for doc in both)), photo_id)
            size = next((doc["size"] for doc in both if isinstance(doc.get("size"), int)), None)
            yield Missing(photo_id, name, size, is_original=photo_id not in wanted, in_album=in_album)


def name_in(database: Database, photo_id: str) -> str:
    """What a person may know a photo of this album by: the original's document has the name of its file."""
    return next(names_of(database, [photo_id])).name


def _documents(database: Database, ids: Sequence[str]) -> dict[str, Document]:
    rows = database.all_docs(ids, include_docs=True)["rows"] if ids else []
    return {row["id"]: row["doc"] for row in rows if isinstance(row.get("doc"), dict)}


def _says_all(original: Document | None) -> bool:
    return bool(name_of(original, "")) and isinstance((original or {}).get("size"), int)


def _lacking(other: Database, page: Sequence[tuple[str, str]], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    shown = {row["id"]: row["value"]["rev"] for row in rows if is_there(row)}
    # Of what is shown in another version, the other may know this one as a former one, or as one side of a conflict.
    unknown = other.unknown({doc_id: [rev] for doc_id, rev in page if shown.get(doc_id, rev) != rev})
    yield from (doc_id for doc_id, _rev in page if doc_id not in shown or doc_id in unknown)


def _photo_of(doc_id: str) -> str:
    return doc_id.removeprefix(_ORIGINAL)

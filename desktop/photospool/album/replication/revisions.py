"""Every live version of a photo, not only the one that wins: a conflict's loser is read by strangers as well.

Asks one database; judging what is found is elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from photospool.album.base import NotThere
from photospool.album.couchdb.database import Database, winners
from photospool.album.documents import PUBLIC, Document
from photospool.album.replication.filters import is_fit
from photospool.album.replication.models import TODAY
from photospool.errors import AnswerUnreadable

PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Revision:
    """One live version with where it came from."""

    document: Document
    """With attachment stubs; without its history."""
    history: tuple[str, ...]
    """This revision first, then those that it grew out of, as far as the server remembers."""

    @property
    def rev(self) -> str:
        """This revision."""
        return str(self.document["_rev"])


def leaves_of(database: Database, ids: Sequence[str]) -> dict[str, tuple[Revision, ...]]:
    """Every live version of each, with its history; nothing for what is not there."""
    if not ids:
        return {}
    try:
        leaves = database.leaves(ids)
    except AnswerUnreadable:
        if len(ids) == 1:
            # The mark of the one that is shown: it is fit for nobody, and can be taken back.
            return {doc_id: (_leaf(document),) for doc_id, document in winners(database, ids).items()}
        middle = len(ids) // 2
        return {**leaves_of(database, ids[:middle]), **leaves_of(database, ids[middle:])}
    found: dict[str, tuple[Revision, ...]] = {}
    for doc_id, documents in leaves.items():
        live = tuple(_leaf(document) for document in documents if not document.get("_deleted"))
        if live:
            found[doc_id] = live
    return found


def public(database: Database, ids: Sequence[str], rules: int = TODAY) -> dict[str, frozenset[str]]:
    """Of these photos the public ones, with their live revisions. One leaf that is not fit, and the photo is not."""
    shown = winners(database, ids)
    found = {
        doc_id: frozenset({document["_rev"]})
        for doc_id, document in shown.items()
        if "_conflicts" not in document and is_fit(document, rules)
    }
    torn = [doc_id for doc_id, document in shown.items() if "_conflicts" in document]
    for doc_id, leaves in leaves_of(database, torn).items():
        if all(is_fit(leaf.document, rules) for leaf in leaves):
            found[doc_id] = frozenset(leaf.rev for leaf in leaves)
    return found


def called_public(database: Database) -> Iterator[list[str]]:
    """The ids of all photos whose shown version says Public, in pages. Raises NotThere without the album's views.

    Those that belong to another photo, too: a copy gets them, though no list names them.
    """
    for rows in database.view_pages("cat", PUBLIC, PAGE):
        yield [row["id"] for row in rows]
    yield from public_parts(database)


def public_parts(database: Database) -> Iterator[list[str]]:
    """Those alone that belong to another photo, in pages; none where the views are of an earlier version."""
    start: dict[str, object] = {}
    while True:
        try:
            rows = database.view("parts", reduce=False, limit=PAGE + 1, **start)["rows"]
        except NotThere:
            return
        if found := [row["id"] for row in rows[:PAGE] if row["value"].get("cat") == PUBLIC]:
            yield found
        if len(rows) <= PAGE:
            return
        start = {"startkey": rows[PAGE]["key"], "startkey_docid": rows[PAGE]["id"]}


def history_of(revisions: object) -> tuple[int, list[str]]:
    """``(number of the newest, digests from the newest on)`` of what a server says of a document's revisions."""
    found = revisions if isinstance(revisions, dict) else {}
    start, ids = found.get("start"), found.get("ids")
    if not isinstance(start, int) or not isinstance(ids, list):
        return 0, []
    return start, [digest for digest in ids if isinstance(digest, str)]


def _leaf(document: Document) -> Revision:
    start, ids = history_of(document.pop("_revisions", None))
    history = tuple(f"{start - number}-{digest}" for number, digest in enumerate(ids))
    return Revision(document, history or (str(document["_rev"]),))

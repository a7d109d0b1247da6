"""The requests to one database of the album's server: documents, lists of them, views. No photo's bytes go this way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from photospool.album.documents import Document
from photospool.album.guard import Guard
from photospool.album.refusals import NotThere, elsewhere


class Database:
    """The requests to one database of a guarded server, as far as more than one part needs them."""

    def __init__(self, guard: Guard, name: str) -> None:
        self.guard = guard  # set once, no lock
        self.name = name  # set once, no lock

    def info(self) -> dict[str, Any]:
        """What the server says of the database. Raises DatabaseMissing."""
        return self.guard.get(self.name)

    def get(self, doc_id: str, **options: object) -> Document | None:
        """A document with its attachments' stubs; None where it is not there or deleted."""
        try:
            return self.guard.get(self.name, *_parts(doc_id), **options)
        except NotThere:
            return None

    def put(self, document: Mapping[str, Any]) -> str:
        """Store a document without new attachments; its new revision. Raises ChangedMeanwhile."""
        answer = self.guard.put(self.name, *_parts(document["_id"]), body=document)
        if not isinstance(answer.get("rev"), str):
            raise elsewhere(200)
        return str(answer["rev"])

    def bulk(self, documents: Sequence[Mapping[str, Any]], *, new_edits: bool = True) -> list[dict[str, Any]]:
        """Store several; one row each with ``rev`` or ``error``."""
        body = {"docs": list(documents)} | ({} if new_edits else {"new_edits": False})
        rows = self.guard.request("POST", self.name, "_bulk_docs", body=body)
        if not isinstance(rows, list):
            raise elsewhere(200)
        return rows

    def all_docs(self, keys: Sequence[str] | None = None, **options: object) -> dict[str, Any]:
        """``_all_docs``; with ``keys``, one row for each of them in their order."""
        options = as_json(options)
        if keys is None:
            return _listing(self.guard.get(self.name, "_all_docs", **options))
        return _listing(self.guard.post(self.name, "_all_docs", body={"keys": list(keys)}, **options))

    def view(self, name: str, **options: object) -> dict[str, Any]:
        """A view of ``_design/photospool``; options as values: ``key=["a", 1]``. Raises NotThere."""
        return _listing(self.guard.get(self.name, "_design", "photospool", "_view", name, **as_json(options)))


def as_json(options: Mapping[str, object]) -> dict[str, object]:
    """A query's options as CouchDB reads them: keys are JSON, words like ``update`` are not."""
    words = {"stale", "update", "startkey_docid", "endkey_docid"}
    return {name: value if name in words else json.dumps(value) for name, value in options.items()}


def _listing(answer: dict[str, Any]) -> dict[str, Any]:
    rows = answer.get("rows")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise elsewhere(200)
    return answer


def _parts(doc_id: str) -> tuple[str, ...]:
    """An id as parts of a path: the slash of ``_design/…`` and ``_local/…`` is one."""
    for special in ("_design/", "_local/"):
        if doc_id.startswith(special):
            return special[:-1], doc_id[len(special) :]
    return (doc_id,)

"""The requests to one database of the album's server: documents, lists of them, views. No photo's bytes go this way."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final

from photospool.album.base import NotStorable, NotThere
from photospool.album.couchdb.client import CouchClient, as_json
from photospool.album.couchdb.download import download
from photospool.album.couchdb.relay import Relay, sent_with
from photospool.album.couchdb.response_errors import IN_WORK, elsewhere
from photospool.album.documents import Document
from photospool.album.schema import unread
from photospool.errors import AnswerUnreadable

COMPACT_LOOK_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of a database's list of changes."""

    rows: list[dict[str, Any]]
    """Each with ``id``, ``seq`` and ``changes``."""
    last_seq: str
    """Where the next page begins."""
    pending: int
    """How many more follow, of whatever kind."""


class Database:
    """The requests to one database of a guarded server, as far as more than one part needs them."""

    def __init__(self, guard: CouchClient, name: str) -> None:
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
        """Store a document without new attachments; its new revision. Raises ChangedMeanwhile, PhotoError."""
        with as_photo_error():
            answer = self.guard.put(self.name, *_parts(document["_id"]), body=document)
        if not isinstance(answer.get("rev"), str):
            raise elsewhere(200)
        return str(answer["rev"])

    def bulk(self, documents: Sequence[Mapping[str, Any]], *, new_edits: bool = True) -> list[dict[str, Any]]:
        """Store several; one row each with ``rev`` or ``error``."""
        body = {"docs": list(documents)} | ({} if new_edits else {"new_edits": False})
        with as_photo_error():
            rows = self.guard.request("POST", self.name, "_bulk_docs", body=body)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise elsewhere(200)
        return rows

    def all_docs(self, keys: Sequence[str] | None = None, **options: object) -> dict[str, Any]:
        """``_all_docs``; with ``keys``, one row for each of them in their order.

        A document that nobody can read is a mark with its id and revision (``schema.unread``); the others are whole.
        """
        try:
            return self._all_docs(keys, options)
        except AnswerUnreadable:
            if not options.get("include_docs"):
                raise
        if keys is not None and len(keys) > 1:
            # Halved until only what can't be read is left: of a hundred documents that takes a dozen questions.
            middle = len(keys) // 2
            parts = [self.all_docs(some, **options) for some in (keys[:middle], keys[middle:])]
            return {**parts[0], "rows": [row for part in parts for row in part["rows"]]}
        answer = self._all_docs(keys, {**options, "include_docs": False})
        if keys is None:
            return self._with_docs(answer, options)
        for row in answer["rows"]:
            if is_there(row):
                row["doc"] = unread(row["id"], row["value"]["rev"])
        return answer

    def view(self, name: str, **options: object) -> dict[str, Any]:
        """A view of ``_design/photospool``; options as values: ``key=["a", 1]``. Raises NotThere.

        Documents that nobody can read as for ``all_docs``.
        """
        try:
            return self._view(name, options)
        except AnswerUnreadable:
            if not options.get("include_docs"):
                raise
        return self._with_docs(self._view(name, {**options, "include_docs": False}), options)

    def pages(self, at_once: int, start: str = "", end: str = "", **options: Any) -> Iterator[list[dict[str, Any]]]:
        """Every row of ``_all_docs`` in pages of so many, design documents among them.

        From one id to another, both included, where they are given.
        """
        if end:
            options["endkey"] = end
        while True:
            rows = self.all_docs(limit=at_once + 1, startkey=start, **options)["rows"]
            yield rows[:at_once]
            if len(rows) <= at_once:
                return
            start = rows[at_once]["id"]

    def view_pages(self, name: str, key: object, at_once: int, **options: object) -> Iterator[list[dict[str, Any]]]:
        """Every row of a view under one key, in pages of so many. Raises NotThere."""
        start: dict[str, object] = {}
        while True:
            rows = self.view(name, key=key, reduce=False, limit=at_once + 1, **options, **start)["rows"]
            yield rows[:at_once]
            if len(rows) <= at_once:
                return
            start = {"startkey_docid": rows[at_once]["id"]}

    def designs(self, *, include_docs: bool = False) -> list[dict[str, Any]]:
        """The rows of all design documents."""
        rows: list[dict[str, Any]] = self.all_docs(startkey="_design/", endkey="_design0", include_docs=include_docs)[
            "rows"
        ]
        return rows

    def changes(self, since: str = "", *, limit: int | None = None, body: object = None, **options: object) -> Changes:
        """What changed after that, oldest first; ``body`` is what a filter of the server asks for."""
        options = {"since": since or "0", **({} if limit is None else {"limit": limit}), **options}
        if body is None:
            answer = self.guard.get(self.name, "_changes", **options)
        else:
            answer = self.guard.post(self.name, "_changes", body=body, **options)
        rows, pending = answer.get("results"), answer.get("pending")
        if not isinstance(rows, list):
            raise elsewhere(200)
        return Changes(rows, str(answer.get("last_seq") or since), pending if isinstance(pending, int) else 0)

    def change_pages(self, at_once: int, since: str = "", **options: object) -> Iterator[Changes]:
        """All that changed after that, oldest first, in pages of so many; the last one has fewer, or none."""
        while True:
            page = self.changes(since, limit=at_once, **options)
            yield page
            if len(page.rows) < at_once:
                return
            since = page.last_seq

    def leaves(self, ids: Sequence[str]) -> dict[str, list[Document]]:
        """Every leaf of these documents with its history, deleted ones among them. Raises AnswerUnreadable.

        Of an attachment that the server keeps compressed its stub says so: the digest is not of the bytes then.
        """
        return dict(self._bulk_get([{"id": doc_id} for doc_id in ids]))

    def versions(self, doc_id: str, revs: Sequence[str]) -> dict[str, Document]:
        """Those of these revisions of one document that the database still holds, leaves or not; stubs as there."""
        found = self._bulk_get([{"id": doc_id, "rev": rev} for rev in revs])
        return {str(one["_rev"]): one for _, held in found for one in held}

    def unknown(self, revisions: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """Of these revisions those that the database never had; what it had and lost it knows."""
        if not revisions:
            return {}
        answer = self.guard.post(self.name, "_revs_diff", body=revisions)
        return {doc_id: list(said.get("missing") or []) for doc_id, said in answer.items() if isinstance(said, dict)}

    def attachment(self, doc_id: str, name: str, rev: str = "") -> AbstractContextManager[Iterator[bytes]]:
        """An attachment's bytes in chunks, while the context lasts. Raises NotStored."""
        return download(self.guard, self.name, doc_id, name, rev)

    def attachment_headers(self, doc_id: str, name: str) -> dict[str, str]:
        """What the server says of an attachment without sending it, names in lower case.

        Raises NotThere, AlbumUnavailable, AlbumRefused.
        """
        return sent_with(self.guard, self.name, doc_id, name)

    def relay(self, problem: Callable[[int], Exception]) -> Relay:
        """Passes the page's requests on to this database; ``problem`` says what a status means that it does not."""
        return Relay(self.guard, self.name, problem)

    def security(self) -> dict[str, Any]:
        """Who may read and who looks after it."""
        return self.guard.get(self.name, "_security")

    def secure(self, security: Mapping[str, Any]) -> None:
        """Set all of that."""
        self.guard.put(self.name, "_security", body=security)

    def local_docs(self, **options: object) -> list[dict[str, Any]]:
        """The rows of what lies beside the documents and is never replicated. Raises NotThere."""
        rows = self.guard.get(self.name, "_local_docs", **as_json(options)).get("rows")
        return rows if isinstance(rows, list) else []

    def compact(self, *, pause: Callable[[float], object] = time.sleep, longest_s: float = math.inf) -> None:
        """Let the server forget what former revisions held, and wait until it has. Needs an administrator."""
        self.guard.post(self.name, "_compact", body={})
        waited_s = 0.0
        while self.info().get("compact_running") and waited_s < longest_s:
            pause(COMPACT_LOOK_S)
            waited_s += COMPACT_LOOK_S

    def ask(self, method: str, *path: str, body: object = None, options: Mapping[str, object] | None = None) -> Any:
        """Any request at all, for whoever proves what is refused, or wants to hear how."""
        return self.guard.request(method, self.name, *path, body=body, options=options)

    def _bulk_get(self, wanted: Sequence[Mapping[str, str]]) -> list[tuple[str, list[Document]]]:
        """For each that is wanted its id, and the versions that the database holds."""
        options = {"revs": "true", "att_encoding_info": "true"}
        rows = self.guard.post(self.name, "_bulk_get", body={"docs": list(wanted)}, **options).get("results")
        return [
            (str(row["id"]), [said["ok"] for said in row.get("docs") or () if isinstance(said.get("ok"), dict)])
            for row in (rows if isinstance(rows, list) else ())
        ]

    def _with_docs(self, answer: dict[str, Any], options: Mapping[str, object]) -> dict[str, Any]:
        """Rows with their documents, asked for by their ids."""
        ids = list(dict.fromkeys(str(row["id"]) for row in answer["rows"]))
        asked = {name: value for name, value in options.items() if name == "conflicts"}
        rows = self.all_docs(ids, include_docs=True, **asked)["rows"] if ids else []
        docs = {row.get("key"): row.get("doc") for row in rows}
        for row in answer["rows"]:
            row["doc"] = docs.get(row["id"])
        return answer

    def _all_docs(self, keys: Sequence[str] | None, options: Mapping[str, object]) -> dict[str, Any]:
        options = as_json(options)
        if keys is None:
            return _listing(self.guard.get(self.name, "_all_docs", **options))
        return _listing(self.guard.post(self.name, "_all_docs", body={"keys": list(keys)}, **options))

    def _view(self, name: str, options: Mapping[str, object]) -> dict[str, Any]:
        return _listing(self.guard.get(self.name, "_design", "photospool", "_view", name, **as_json(options)))


def winners(database: Database, ids: Sequence[str]) -> dict[str, Document]:
    """The version that is shown of each, with ``_conflicts`` where there are others; deleted ones are left out."""
    if not ids:
        return {}
    rows = database.all_docs(ids, include_docs=True, conflicts=True)["rows"]
    return {row["id"]: row["doc"] for row in rows if isinstance(row.get("doc"), dict)}


@contextmanager
def as_photo_error() -> Iterator[None]:
    """Around requests that send documents: what no JSON can hold is that document's fault, not the world's.

    Raises NotStorable.
    """
    try:
        yield
    except ValueError as exc:
        raise NotStorable("bad_request", "invalid UTF-8 JSON", waits=IN_WORK) from exc


def is_there(row: Mapping[str, Any]) -> bool:
    """Whether a row of ``_all_docs`` is of a document that is there: a deleted one has no ``error`` either."""
    value = row.get("value")
    return "error" not in row and isinstance(value, dict) and not value.get("deleted") and "rev" in value


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

"""Documents with CouchDB's rules in SQLite: revisions, conflicts, tombstones, a sequence of changes.

What CouchDB would answer to the same request is answered here, so that a page can ask either. What the documents mean
is not known here, and no photo is: documents name attachments by content (files.py), which must be in place before.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from photospool.album.base import AlbumAnswer, ChangedMeanwhile, MissingStub, NotStorable, NotThere, in_pages
from photospool.album.embedded.attachment_store import AttachmentStore, StoredFile, md5_of
from photospool.album.schema import is_plain, stubs, unread
from photospool.security import private_files, untrusted_json

Document = dict[str, Any]

_SCHEMA_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, rev TEXT NOT NULL, deleted INTEGER NOT NULL, body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS attachments (
    id TEXT NOT NULL, name TEXT NOT NULL, content_type TEXT NOT NULL, sha256 TEXT NOT NULL, digest TEXT NOT NULL,
    length INTEGER NOT NULL, revpos INTEGER NOT NULL, PRIMARY KEY (id, name)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS attachments_by_content ON attachments (sha256);
CREATE TABLE IF NOT EXISTS loose (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_CLOSE_S: Final = 0.5
_AT_ONCE: Final = 500  # parameters in one SQL statement
_KNOWN_SPECIAL: Final = frozenset({"_id", "_rev", "_deleted", "_attachments", "_revisions", "_conflicts"})


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is in its place and shall be an attachment."""

    content_type: str
    stored: StoredFile


class DocumentStore:
    """One SQLite file. Safe to use from several threads and processes; each write is on the disk when it returns."""

    def __init__(self, path: Path, files: AttachmentStore) -> None:
        self._files = files  # set once, no lock
        self._lock = threading.RLock()
        private_files.prepare_database(path)
        # guarded by _lock
        self._db = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Everything is on the disk already; only the handle is given back.

        A write that waits for another program keeps it: the end of the program must not wait for that.
        """
        if self._lock.acquire(timeout=_CLOSE_S):
            try:
                self._db.close()
            finally:
                self._lock.release()

    # Reading ------------------------------------------------------------------------------------------------------

    def get(self, doc_id: str) -> Document:
        """A document with its attachments' stubs; :class:`NotThere` says ``missing`` or ``deleted``."""
        with self.reading() as db:
            row = db.execute("SELECT id, rev, deleted, body FROM documents WHERE id = ?", (doc_id,)).fetchone()
            if row is None:
                raise NotThere("missing")
            if row[2]:
                raise NotThere("deleted")
            return self._document(db, row)

    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        """The documents that are there, deleted ones are not."""
        found: dict[str, Document] = {}
        with self.reading() as db:
            for some in in_pages(ids, _AT_ONCE):
                marks = ",".join("?" * len(some))
                rows = db.execute(
                    f"SELECT id, rev, deleted, body FROM documents WHERE id IN ({marks}) AND NOT deleted",  # noqa: S608
                    some,
                ).fetchall()
                found.update((row[0], self._document(db, row)) for row in rows)
        return found

    def rows(self, ids: Sequence[str], *, include_docs: bool = False) -> list[dict[str, Any]]:
        """``_all_docs`` of ``keys``: one row per key, also for what is not there or deleted."""
        answer: list[dict[str, Any]] = []
        with self.reading() as db:
            for doc_id in ids:
                row = db.execute("SELECT id, rev, deleted, body FROM documents WHERE id = ?", (doc_id,)).fetchone()
                if row is None:
                    answer.append({"key": doc_id, "error": "not_found"})
                    continue
                value = {"rev": row[1], "deleted": True} if row[2] else {"rev": row[1]}
                entry: dict[str, Any] = {"id": doc_id, "key": doc_id, "value": value}
                if include_docs:
                    entry["doc"] = None if row[2] else self._document(db, row)
                answer.append(entry)
        return answer

    def range(
        self,
        *,
        first: str | None = None,
        last: str | None = None,
        inclusive_end: bool = True,
        descending: bool = False,
        limit: int | None = None,
        skip: int = 0,
        include_docs: bool = False,
    ) -> list[dict[str, Any]]:
        """``_all_docs`` of a range of ids, in the order of their bytes."""
        low, high = (">=", "<=" if inclusive_end else "<")
        if descending:
            low, high = "<=", ">=" if inclusive_end else ">"
        where, values = ["NOT deleted"], []
        for sign, bound in ((low, first), (high, last)):
            if bound is not None:
                where.append(f"id {sign} ?")
                values.append(bound)
        sql = (
            f"SELECT id, rev, deleted, body FROM documents WHERE {' AND '.join(where)} "  # noqa: S608
            f"ORDER BY id {'DESC' if descending else 'ASC'} LIMIT ? OFFSET ?"
        )
        with self.reading() as db:
            rows = db.execute(sql, (*values, -1 if limit is None else limit, skip)).fetchall()
            return [
                {"id": row[0], "key": row[0], "value": {"rev": row[1]}}
                | ({"doc": self._document(db, row)} if include_docs else {})
                for row in rows
            ]

    def changes(self, since: int = 0, *, limit: int | None = None) -> list[tuple[int, str, str, bool]]:
        """``(seq, id, rev, deleted)`` of every document that changed after ``since``, once each, oldest first."""
        with self.reading() as db:
            rows = db.execute(
                "SELECT seq, id, rev, deleted FROM documents WHERE seq > ? ORDER BY seq LIMIT ?",
                (since, -1 if limit is None else limit),
            ).fetchall()
        return [(seq, doc_id, rev, bool(deleted)) for seq, doc_id, rev, deleted in rows]

    def last_seq(self) -> int:
        """The number of the last change; 0 for an empty album."""
        with self.reading() as db:
            return int(db.execute("SELECT coalesce(max(seq), 0) FROM documents").fetchone()[0])

    def count(self) -> int:
        """Documents that are there."""
        with self.reading() as db:
            return int(db.execute("SELECT count(*) FROM documents WHERE NOT deleted").fetchone()[0])

    def attachment(self, doc_id: str, name: str) -> Attached:
        """What a document's attachment is; :class:`NotThere` if it has none of that name."""
        self.get(doc_id)
        with self.reading() as db:
            row = db.execute(
                "SELECT content_type, sha256, digest, length FROM attachments WHERE id = ? AND name = ?",
                (doc_id, name),
            ).fetchone()
        if row is None:
            raise NotThere("Document is missing attachment")
        return Attached(row[0], StoredFile(row[1], md5_of(row[2]), row[3]))

    # Writing ------------------------------------------------------------------------------------------------------

    def put(self, doc: Mapping[str, Any], rev: str | None = None, files: Mapping[str, Attached] | None = None) -> str:
        """Store a document and return its new revision.

        ``rev`` (or ``_rev`` in it) is the revision that was changed; none for a new document or one that was deleted.
        Attachments are what ``_attachments`` lists: stubs keep what is there, ``files`` are new; the others go.
        Raises ChangedMeanwhile, MissingStub, NotStorable; nothing is changed then.
        """
        with self.writing() as db:
            return self._put(db, doc, rev, files or {})

    def delete(self, doc_id: str, rev: str) -> str:
        """Leave a tombstone without fields; ChangedMeanwhile, or NotThere."""
        with self.writing() as db:
            row = db.execute("SELECT deleted FROM documents WHERE id = ?", (doc_id,)).fetchone()
            if row is None or row[0]:
                raise NotThere("missing" if row is None else "deleted")
            return self._put(db, {"_id": doc_id, "_deleted": True}, rev, {})

    def bulk(self, docs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """``_bulk_docs``: each document on its own, in one durable step; one answer per document."""
        answers: list[dict[str, Any]] = []
        with self.writing() as db:
            for doc in docs:
                doc = doc if "_id" in doc else {**doc, "_id": uuid.uuid4().hex}  # noqa: PLW2901
                try:
                    rev = self._put(db, doc, None, {})
                except AlbumAnswer as answer:
                    answers.append({"id": doc["_id"], "error": answer.error, "reason": answer.reason})
                else:
                    answers.append({"ok": True, "id": doc["_id"], "rev": rev})
        return answers

    def remove_loose(self) -> int:
        """Remove the files that the last writes let go of and that nothing else names; how many."""
        with self.writing() as db:
            # In one transaction with the look-up: who stores the same content at this moment waits, then sees it gone.
            loose = [row[0] for row in db.execute("SELECT sha256 FROM loose")]
            return self._remove_unnamed(db, loose)

    def remove_garbage(self) -> int:
        """Remove every file that no document names (a crash leaves such); how many."""
        removed = self._files.remove_abandoned()
        names = list(self._files.names())
        for some in in_pages(names, _AT_ONCE):
            with self.writing() as db:
                removed += self._remove_unnamed(db, some)
        return removed

    # For those who keep more in the same file (viewindex.py, local.py) ----------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The database, for as long as this thread reads."""
        with self._lock:
            yield self._db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: durable when the block ends, undone when it raises."""
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                _undo(self._db)
                raise

    def documents_since(self, seq: int, limit: int) -> list[tuple[int, str, Document | None]]:
        """``(seq, id, document or None if deleted)`` of the next changes, oldest first."""
        with self.reading() as db:
            rows = db.execute(
                "SELECT id, rev, deleted, body, seq FROM documents WHERE seq > ? ORDER BY seq LIMIT ?",
                (seq, limit),
            ).fetchall()
            return [(row[4], row[0], None if row[2] else self._document(db, row)) for row in rows]

    # --------------------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        with self._lock:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA fullfsync = ON")  # macOS only; elsewhere it has no effect
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version > _SCHEMA_VERSION:
                raise sqlite3.NotSupportedError(f"the album was written by a newer Photospool ({version})")
            if version < _SCHEMA_VERSION:
                self._db.executescript(_SCHEMA)
                self._db.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")

    def _put(
        self, db: sqlite3.Connection, doc: Mapping[str, Any], rev: str | None, files: Mapping[str, Attached]
    ) -> str:
        doc_id, body = _checked(doc)
        rev = rev or doc.get("_rev")
        row = db.execute("SELECT rev, deleted FROM documents WHERE id = ?", (doc_id,)).fetchone()
        deleted = bool(doc.get("_deleted"))
        old = row[0] if row else None
        # A deleted document is recreated by a plain put, as its next generation.
        if rev != old and not (row and row[1] and not rev):
            raise ChangedMeanwhile("Document update conflict.")
        if row is None and deleted:
            raise NotThere("missing")
        generation = int(old.split("-", 1)[0]) + 1 if old else 1
        attached = {} if deleted else self._attached(db, doc_id, doc.get("_attachments") or {}, files, generation)
        new = f"{generation}-{_fingerprint(deleted, old, body, attached)}"
        seq = int(db.execute("SELECT coalesce(max(seq), 0) + 1 FROM documents").fetchone()[0])
        db.execute(
            "INSERT INTO documents (id, seq, rev, deleted, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
            "SET seq = excluded.seq, rev = excluded.rev, deleted = excluded.deleted, body = excluded.body",
            (doc_id, seq, new, int(deleted), body),
        )
        db.execute("INSERT OR IGNORE INTO loose SELECT sha256 FROM attachments WHERE id = ?", (doc_id,))
        db.execute("DELETE FROM attachments WHERE id = ?", (doc_id,))
        db.executemany(
            "INSERT INTO attachments (id, name, content_type, sha256, digest, length, revpos) VALUES (?,?,?,?,?,?,?)",
            [(doc_id, name, *values) for name, values in attached.items()],
        )
        db.executemany("DELETE FROM loose WHERE sha256 = ?", [(values[1],) for values in attached.values()])
        return new

    def _attached(
        self,
        db: sqlite3.Connection,
        doc_id: str,
        stubs: Mapping[str, Any],
        files: Mapping[str, Attached],
        generation: int,
    ) -> dict[str, tuple[str, str, str, int, int]]:
        """Name → (content type, sha256, digest, length, revpos) after this write."""
        attached: dict[str, tuple[str, str, str, int, int]] = {}
        for name in stubs:
            if name in files:
                continue
            row = db.execute(
                "SELECT content_type, sha256, digest, length, revpos FROM attachments WHERE id = ? AND name = ?",
                (doc_id, name),
            ).fetchone()
            if row is None:
                raise MissingStub(f"Invalid attachment stub in {doc_id} for {name}")
            attached[name] = row
        for name, file in files.items():
            stored = file.stored
            # Somebody may have cleaned up between the file's rename and this transaction.
            if not self._files.path(stored.sha256).exists():
                raise FileNotFoundError(str(self._files.path(stored.sha256)))
            attached[name] = (file.content_type, stored.sha256, stored.digest, stored.length, generation)
        return attached

    def _document(self, db: sqlite3.Connection, row: Sequence[Any]) -> Document:
        try:
            doc: Document = {"_id": row[0], "_rev": row[1], **untrusted_json.loads(row[3])}
        except untrusted_json.Unreadable:  # of a version that took whatever it was given
            doc = unread(row[0], row[1])
        stubs = {
            name: {
                "content_type": content_type,
                "revpos": revpos,
                "digest": digest,
                "length": length,
                "stub": True,
            }
            for name, content_type, revpos, digest, length in db.execute(
                "SELECT name, content_type, revpos, digest, length FROM attachments WHERE id = ? ORDER BY name",
                (row[0],),
            )
        }
        if stubs:
            doc["_attachments"] = stubs
        return doc

    def _remove_unnamed(self, db: sqlite3.Connection, names: Sequence[str]) -> int:
        removed = 0
        for name in names:
            if db.execute("SELECT 1 FROM attachments WHERE sha256 = ? LIMIT 1", (name,)).fetchone() is None:
                try:
                    self._files.remove(name)
                except PermissionError:
                    continue  # Windows, while somebody looks at it: next time
                removed += 1
            db.execute("DELETE FROM loose WHERE sha256 = ?", (name,))
        return removed


def _undo(db: sqlite3.Connection) -> None:
    # After some errors (a full disk) SQLite has undone everything by itself.
    if db.in_transaction:
        db.execute("ROLLBACK")


def _checked(doc: Mapping[str, Any]) -> tuple[str, str]:
    """The id and the body as JSON, or NotStorable for what CouchDB would not take."""
    doc_id = doc.get("_id")
    if not isinstance(doc_id, str) or not doc_id:
        raise NotStorable("illegal_docid", "Document id must be a non-empty string")
    if doc_id.startswith("_") and not doc_id.startswith("_design/"):
        raise NotStorable("illegal_docid", "Only reserved document ids may start with underscore.")
    unknown = [name for name in doc if name.startswith("_") and name not in _KNOWN_SPECIAL]
    if unknown:
        raise NotStorable("doc_validation", f"Bad special document member: {unknown[0]}")
    attached = doc.get("_attachments")
    if attached is not None and (not isinstance(attached, dict) or dict(stubs(doc)) != attached):
        raise NotStorable("doc_validation", "Attachments must be an object of stubs.")
    if not isinstance(doc.get("_rev", ""), str):
        raise NotStorable("bad_request", "Invalid rev format")
    if not all(is_plain(name) and is_plain(value) for name, value in doc.items()):
        raise NotStorable("bad_request", "invalid UTF-8 JSON")
    try:
        body = json.dumps(
            {name: value for name, value in doc.items() if not name.startswith("_")},
            allow_nan=False,
            ensure_ascii=False,
        )
        (doc_id + body).encode("utf-8")
    except (TypeError, ValueError) as exc:
        raise NotStorable("bad_request", "invalid UTF-8 JSON") from exc
    return doc_id, body


def _fingerprint(
    deleted: bool, old: str | None, body: str, attached: Mapping[str, tuple[str, str, str, int, int]]
) -> str:
    """Equal changes of an equal revision make an equal revision, as in CouchDB."""
    parts = [deleted, old, body, sorted((name, v[0], v[2]) for name, v in attached.items())]
    return hashlib.md5(json.dumps(parts).encode("utf-8"), usedforsecurity=False).hexdigest()

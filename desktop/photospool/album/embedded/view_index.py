"""The rows of the views, kept in SQLite in CouchDB's order and brought up to date change by change.

A query maps only the documents that changed since the last one, reads its own range of rows from an index, and has
SQLite count: its cost follows the answer, not the album. Map functions: views.py; order: collation.py.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from photospool.album.base import BadRequest, NotThere
from photospool.album.collation import sort_key, sort_key_and_prefixes
from photospool.album.embedded.document_store import Document, DocumentStore
from photospool.album.view_query import UNSET, ViewQuery
from photospool.album.views import View

_LEVELS: Final = 5
"""Array elements that group_level can tell apart; deeper levels are whole keys. No view has longer keys but one."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS views (view INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, total INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS rows (
    view INTEGER NOT NULL, key BLOB NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL,
    json_key TEXT NOT NULL, json_value TEXT NOT NULL, number REAL,
    p1 INTEGER, p2 INTEGER, p3 INTEGER, p4 INTEGER, p5 INTEGER,
    PRIMARY KEY (view, key, id, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rows_by_document ON rows (id);
"""
_BATCH: Final = 500
"""Documents that are mapped while nobody else may write."""


class ViewIndex:
    """The rows of ``views``. Safe to use from several threads and processes, as its store is."""

    def __init__(self, store: DocumentStore, views: Mapping[str, View], version: int) -> None:
        """``version`` changes when a map function does: all rows are made anew then, at the next query."""
        self._store = store  # set once, no lock
        self._views = views
        self._numbers: dict[str, int] = {}
        with store.writing() as db:
            for statement in _SCHEMA.split(";"):
                db.execute(statement)
            known = db.execute("SELECT value FROM facts WHERE name = 'views'").fetchone()
            wanted = json.dumps([version, sorted(views)])
            if known is None or known[0] != wanted:
                db.execute("DELETE FROM rows")
                db.execute("DELETE FROM views")
                db.executemany("INSERT INTO views (name, total) VALUES (?, 0)", [(n,) for n in sorted(views)])
                _remember(db, "views", wanted)
                _remember(db, "indexed", "0")
            self._numbers = {name: number for number, name in db.execute("SELECT view, name FROM views")}

    def query(self, name: str, query: ViewQuery) -> dict[str, Any]:
        """CouchDB's answer to the query; :class:`NotThere` for an unknown view, :class:`BadRequest`."""
        if name not in self._views:
            raise NotThere("missing_named_view")
        view = self._views[name]
        reduced = view.reduce is not None if query.reduce is None else query.reduce
        if reduced and view.reduce is None:
            raise BadRequest("query_parse_error", "Reduce is invalid for map-only views.")
        if reduced and query.include_docs:
            raise BadRequest("query_parse_error", "`include_docs` is invalid for reduce")
        if not reduced and query.is_grouped():
            raise BadRequest("query_parse_error", "Invalid use of grouping on a map view.")
        if reduced and query.keys is not None and not query.group:
            raise BadRequest("query_parse_error", "Multi-key fetches for reduce views must use `group=true`")
        self._update()
        with self._store.reading() as db:
            if reduced:
                return {"rows": self._reduced(db, view, query)}
            total = db.execute("SELECT total FROM views WHERE name = ?", (name,)).fetchone()[0]
            rows, offset = self._mapped(db, name, query)
        if query.include_docs:
            docs = self._store.get_many(list({row["id"] for row in rows}))
            for row in rows:
                row["doc"] = docs.get(row["id"])
        return {"total_rows": total, "offset": offset, "rows": rows}

    # Mapping ------------------------------------------------------------------------------------------------------

    def _update(self) -> None:
        while self._update_some():
            pass

    def _update_some(self) -> bool:
        """Map the next changed documents; whether there may be more."""
        with self._store.reading() as db:
            indexed = _indexed(db)
            if indexed == self._store.last_seq():
                return False
        with self._store.writing() as db:
            indexed = _indexed(db)
            changes = self._store.documents_since(indexed, _BATCH)
            self._forget(db, [doc_id for _, doc_id, _ in changes])
            self._add(db, [row for _, doc_id, doc in changes if doc is not None for row in self._map(doc_id, doc)])
            if changes:
                _remember(db, "indexed", str(changes[-1][0]))
        return len(changes) == _BATCH

    def _forget(self, db: sqlite3.Connection, ids: Sequence[str]) -> None:
        for doc_id in ids:
            counts = db.execute("SELECT view, count(*) FROM rows WHERE id = ? GROUP BY view", (doc_id,)).fetchall()
            if counts:
                self._count(db, {number: -gone for number, gone in counts})
                db.execute("DELETE FROM rows WHERE id = ?", (doc_id,))

    def _add(self, db: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        db.executemany(f"INSERT INTO rows VALUES ({','.join('?' * (7 + _LEVELS))})", rows)  # noqa: S608
        self._count(db, Counter(row[0] for row in rows))

    def _count(self, db: sqlite3.Connection, more: Mapping[int, int]) -> None:
        db.executemany("UPDATE views SET total = total + ? WHERE view = ?", [(n, v) for v, n in more.items()])

    def _map(self, doc_id: str, doc: Document) -> Iterator[tuple[Any, ...]]:
        if doc_id.startswith("_design/"):
            return
        for view in self._views.values():
            for n, (key, value) in enumerate(view.map(doc)):
                yield _row(self._numbers[view.name], doc_id, n, key, value)

    # Asking -------------------------------------------------------------------------------------------------------

    def _mapped(self, db: sqlite3.Connection, name: str, query: ViewQuery) -> tuple[list[dict[str, Any]], int | None]:
        number = self._numbers[name]
        direction = "DESC" if query.descending else "ASC"
        order = f"ORDER BY key {direction}, id {direction}, n {direction}"
        columns = "SELECT id, json_key, json_value FROM rows WHERE"
        if query.keys is not None:
            found: list[Any] = []
            for key in query.keys:
                sql = f"{columns} view = ? AND key = ? {order}"
                found += db.execute(sql, (number, sort_key(key))).fetchall()
            end = None if query.limit is None else query.skip + query.limit
            return [_answer(row) for row in found[query.skip : end]], None
        where, values = _range(number, query)
        limit = -1 if query.limit is None else query.limit
        found = db.execute(f"{columns} {where} {order} LIMIT ? OFFSET ?", (*values, limit, query.skip)).fetchall()
        return [_answer(row) for row in found], self._offset(db, number, query)

    def _offset(self, db: sqlite3.Connection, number: int, query: ViewQuery) -> int:
        """Rows of the view before the first one of the answer."""
        before = 0
        if query.first() is not UNSET:
            where, values = _before(number, query)
            before = db.execute(f"SELECT count(*) FROM rows WHERE {where}", values).fetchone()[0]  # noqa: S608
        return int(before) + query.skip

    def _reduced(self, db: sqlite3.Connection, view: View, query: ViewQuery) -> list[dict[str, Any]]:
        number = self._numbers[view.name]
        if query.keys is not None:
            rows: list[dict[str, Any]] = []
            for key in query.keys:
                one = ViewQuery(key=key, group=True)
                rows += self._groups(db, view, _range(number, one), one)
            end = None if query.limit is None else query.skip + query.limit
            return rows[query.skip : end]
        return self._groups(db, view, _range(number, query), query)

    def _groups(
        self, db: sqlite3.Connection, view: View, condition: tuple[str, tuple[Any, ...]], query: ViewQuery
    ) -> list[dict[str, Any]]:
        # Array elements that make a group, 0 for one group of all, None for whole keys.
        level = None if query.group else query.group_level or 0
        where, values = condition
        direction = "DESC" if query.descending else "ASC"
        group = "key"
        if level == 0:
            group = "x''"
        elif level is not None and level <= _LEVELS:
            group = f"substr(key, 1, coalesce(p{level}, length(key)))"
        found = db.execute(
            f"SELECT min(json_key), count(*), total(number), min(number), max(number), total(number * number) "  # noqa: S608
            f"FROM rows WHERE {where} GROUP BY {group} ORDER BY {group} {direction} "
            "LIMIT ? OFFSET ?",
            (*values, -1 if query.limit is None else query.limit, query.skip),
        ).fetchall()
        rows = []
        for json_key, count, total, least, most, squares in found:
            key = json.loads(json_key) if level != 0 else None
            if level and isinstance(key, list):
                key = key[:level]
            value = count
            if view.reduce == "_stats":
                value = {
                    "sum": _plain(total),
                    "count": count,
                    "min": _plain(least),
                    "max": _plain(most),
                    "sumsqr": _plain(squares),
                }
            rows.append({"key": key, "value": value})
        return rows


def _range(number: int, query: ViewQuery) -> tuple[str, tuple[Any, ...]]:
    """The condition for the rows of a range, whatever its direction."""
    where = ["view = ?"]
    values: list[Any] = [number]
    begin, end = (">", "<") if not query.descending else ("<", ">")
    first, last = query.first(), query.last()
    if first is not UNSET:
        if query.startkey_docid:
            where.append(f"(key, id) {begin}= (?, ?)")
            values += [sort_key(first), query.startkey_docid]
        else:
            where.append(f"key {begin}= ?")
            values.append(sort_key(first))
    if last is not UNSET:
        equals = "=" if query.inclusive_end else ""
        if query.endkey_docid:
            where.append(f"(key, id) {end}{equals} (?, ?)")
            values += [sort_key(last), query.endkey_docid]
        else:
            where.append(f"key {end}{equals} ?")
            values.append(sort_key(last))
    return " AND ".join(where), tuple(values)


def _before(number: int, query: ViewQuery) -> tuple[str, tuple[Any, ...]]:
    sign = "<" if not query.descending else ">"
    if query.startkey_docid:
        return f"view = ? AND (key, id) {sign} (?, ?)", (number, sort_key(query.first()), query.startkey_docid)
    return f"view = ? AND key {sign} ?", (number, sort_key(query.first()))


def _row(number: int, doc_id: str, n: int, key: Any, value: Any) -> tuple[Any, ...]:
    blob, ends = sort_key_and_prefixes(key)
    prefixes = ([*ends, *[None] * _LEVELS])[:_LEVELS]
    numeric = float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    return (number, blob, doc_id, n, json.dumps(key), json.dumps(value), numeric, *prefixes)


def _plain(number: float | None) -> float | None:
    """Whole numbers as such, as CouchDB writes them."""
    return int(number) if number is not None and number.is_integer() else number


def _answer(row: tuple[str, str, str]) -> dict[str, Any]:
    return {"id": row[0], "key": json.loads(row[1]), "value": json.loads(row[2])}


def _indexed(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT value FROM facts WHERE name = 'indexed'").fetchone()[0])


def _remember(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))

"""The embedded album: the same documents and views as in a CouchDB, in one folder on this computer.

    <folder>/album.sqlite    documents, revisions, rows of the views
    <folder>/files/ab/ab12…  attachments, named by their sha256

It keeps the contract of base.py; for the page's server it answers as a database does. What the documents mean is
said in documents.py, how they are kept in document_store.py and attachment_store.py.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from photospool.album import store_photo
from photospool.album.base import (
    AlbumAnswer,
    ChangedMeanwhile,
    NotStored,
    NotThere,
    Source,
    Write,
)
from photospool.album.documents import (
    TRASH,
    TRASHED_WITH,
    AlbumCheck,
    Document,
    SaidFields,
    Stored,
    original_id,
    trashed_with_others,
)
from photospool.album.embedded.attachment_store import AttachmentStore, Damaged
from photospool.album.embedded.document_store import Attached, DocumentStore
from photospool.album.embedded.view_index import ViewIndex
from photospool.album.known_tags import KnownTags, counted
from photospool.album.schema import is_readable, stubs
from photospool.album.view_query import ViewQuery
from photospool.album.views import VERSION, VIEWS
from photospool.errors import AlbumFull, AlbumUnavailable, PhotoNotReady
from photospool.events import Outcome
from photospool.messages import message
from photospool.photo.photo import Photo
from photospool.security import private_files

KIND = "On this computer"
IDS_AT_ONCE = 1000
LARGE_BYTES = 64 << 20
"""Files from this size on are films: each wants room of its own."""
SPARE_BYTES = 128 << 20
"""What is to be left on the album's disk beside a large file: for its pictures, and for the database."""
CHUNK_BYTES = 1 << 20
_NOTHING_HERE = frozenset({"stale", "update", "conflicts"})
"""Options of a view that ask for what the embedded album never has: rows that are not up to date, other versions."""


class LocalAlbum:
    """One folder. Opened at first use; safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._parts: tuple[AttachmentStore, DocumentStore, ViewIndex] | None = None  # guarded by _lock
        self._closed = False  # guarded by _lock

    def __repr__(self) -> str:
        return f"LocalAlbum({str(self._folder)!r})"

    # What the processor needs.

    def check(self) -> AlbumCheck:
        """It is there, and can be written to. Raises AlbumUnavailable."""
        with self._translated():
            _, store, _ = self._open()
            return AlbumCheck(KIND, "", may_write=True, photos=store.count() // 2)

    def find(self, ids: Sequence[str]) -> dict[str, Stored]:
        """What is there of these photos; the originals are read to prove it."""
        with self._translated():
            files, store, _ = self._open()
            found = store.get_many([*ids, *(original_id(photo_id) for photo_id in ids)])
            for doc_id in (original_id(photo_id) for photo_id in ids):
                if doc_id in found:
                    found[doc_id] = _without_lost(found[doc_id], files, store)
        return {photo_id: Stored(found.get(photo_id), found.get(original_id(photo_id))) for photo_id in ids}

    def listed(self, ids: Sequence[str]) -> dict[str, Stored]:
        """What the documents say is there of these photos; no file is looked at."""
        with self._translated():
            found = self._open()[1].get_many([*ids, *(original_id(photo_id) for photo_id in ids)])
        return {photo_id: Stored(found.get(photo_id), found.get(original_id(photo_id))) for photo_id in ids}

    def store(self, photo: Photo) -> Outcome:
        """Store the original, then the photo. Raises PhotoError, PhotoNotReady, AlbumUnavailable."""
        return store_photo.store(photo, self.find, self.write)

    def join(self, photo_id: str, said: SaidFields) -> None:
        """Join what a person said of a photo with what is said of it here."""
        store_photo.join(photo_id, said, self.find, self.write)

    def has_room(self, size: int) -> bool:
        """Whether a file of so many bytes fits on the album's disk; yes where that can't be known now."""
        folder = next((one for one in (self._folder, *self._folder.parents) if one.is_dir()), self._folder)
        try:
            return shutil.disk_usage(folder).free >= size + SPARE_BYTES
        except OSError:
            return True

    def discard(self, photo_id: str) -> None:
        """Put a photo into the trash."""
        store_photo.discard(photo_id, self.find, self.write)

    def close(self) -> None:
        """Further calls raise AlbumUnavailable; what was answered is on the disk."""
        with self._lock:
            self._closed = True
            parts, self._parts = self._parts, None
        if parts is not None:
            parts[1].close()

    # As a database. Each raises AlbumAnswer as CouchDB would answer, or AlbumUnavailable.

    def get(self, doc_id: str) -> Document | None:
        """A document with its attachments' stubs; None where it is not there or deleted."""
        with self._translated(), suppress(NotThere):
            return self._open()[1].get(doc_id)
        return None

    def put_document(self, document: Mapping[str, Any]) -> str:
        """Store a document without new attachments; its new revision. Raises ChangedMeanwhile, NotStorable."""
        return self.put_with(document, {})

    def put_with(self, document: Mapping[str, Any], sources: Mapping[str, Source]) -> str:
        """As ``put_document``, with new attachments."""
        with self._translated():
            files, store, _ = self._open()
            for source in sources.values():
                self._make_sure_of_room(files, source)
            attached = {name: _kept(files, source) for name, source in sources.items()}
            return store.put(_with_unseen(document, attached, files, store), files=attached)

    def _make_sure_of_room(self, files: AttachmentStore, source: Source) -> None:
        """A film for which there is no room waits alone: photos may well have room, and it is not copied in vain."""
        is_large = isinstance(source.content, Path) and source.length >= LARGE_BYTES
        if is_large and files.size(source.sha256) is None and not self.has_room(source.length):
            raise PhotoNotReady(
                "There is too little room in the album for a large file.",
                message("Please make room on the disk of {folder}.", folder=self._folder),
                waits="It stays in work and is tried again; all others go on.",
            )

    def delete(self, doc_id: str, rev: str) -> str:
        """Leave a deletion's mark; Conflict, NotThere. Files that nothing names any more go."""
        with self._translated():
            _, store, _ = self._open()
            new = store.delete(doc_id, rev)
            store.remove_loose()
            return new

    def bulk(self, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """``_bulk_docs``: one answer per document."""
        with self._translated():
            _, store, _ = self._open()
            answers = store.bulk(documents)
            if any(document.get("_deleted") for document in documents):
                store.remove_loose()
            return answers

    def all_docs(self, keys: Sequence[str] | None = None, **options: Any) -> list[dict[str, Any]]:
        """``_all_docs``: of these keys, or of a range (options as of ``DocumentStore.range``)."""
        with self._translated():
            _, store, _ = self._open()
            if keys is not None:
                return store.rows(keys, include_docs=bool(options.get("include_docs")))
            return store.range(**options)

    def changes(self, since: int = 0, limit: int | None = None) -> list[tuple[int, str, str, bool]]:
        """``(seq, id, rev, deleted)`` of what changed after ``since``, oldest first."""
        with self._translated():
            return self._open()[1].changes(since, limit=limit)

    def changed_since(self, since: str, limit: int) -> tuple[list[str], str]:
        """Ids of documents that changed after that, oldest first, and what to ask the next time; empty: from the
        beginning; ``now``: nothing yet.
        """
        if since == "now":
            return [], str(self.last_seq())
        rows = self.changes(int(since or 0), limit)
        return [doc_id for _, doc_id, _, _ in rows], str(rows[-1][0]) if rows else since

    def last_seq(self) -> int:
        """The number of the last change."""
        with self._translated():
            return self._open()[1].last_seq()

    def count(self) -> int:
        """Documents that are there."""
        with self._translated():
            return self._open()[1].count()

    def attachment(self, doc_id: str, name: str) -> tuple[Attached, Path]:
        """What an attachment is, and the file that holds it; NotThere."""
        with self._translated():
            files, store, _ = self._open()
            attached = store.attachment(doc_id, name)
            return attached, files.path(attached.stored.sha256)

    def view(self, name: str, **options: Any) -> dict[str, Any]:
        """A view's answer, options by CouchDB's names, as values. Raises NotThere, BadRequest."""
        query = ViewQuery.of({option: value for option, value in options.items() if option not in _NOTHING_HERE})
        with self._translated():
            return self._open()[2].query(name, query)

    def known_tags(self) -> KnownTags:
        """The words that this album knows. Raises AlbumUnavailable."""
        try:
            return counted(*(self.view(name, group=True) for name in ("tag", "cat")))
        except AlbumAnswer:
            return KnownTags()

    def photo_documents(self) -> Iterator[list[Document]]:
        """Every photo's own document, in pages."""
        first, skip = "0", 0
        while rows := self.all_docs(first=first, last="g", skip=skip, limit=IDS_AT_ONCE, include_docs=True):
            yield [row["doc"] for row in rows]
            first, skip = rows[-1]["id"], 1

    def trashed(self) -> Iterator[list[Document]]:
        """The documents of all photos in the trash."""
        rows = self.view("cat", key=TRASH, reduce=False, include_docs=True)["rows"]
        yield [row["doc"] for row in rows if row["doc"] is not None and is_readable(row["doc"])]
        # What went there with another one is in no list but this.
        with self._translated():
            docs = self._open()[1].get_many(trashed_with_others(self.view("parts", reduce=False))).values()
        if others := [document for document in docs if is_readable(document) and TRASHED_WITH in document]:
            yield others

    def erase(self, doc_id: str, rev: str) -> None:
        """Leave nothing but a deletion's mark. Raises ChangedMeanwhile when it has changed or is gone."""
        try:
            self.delete(doc_id, rev)
        except NotThere as exc:
            raise ChangedMeanwhile(exc.reason) from exc

    def ids(self) -> Iterator[str]:
        """The id of every document but the design documents, in order."""
        last, skip = "", 0
        while rows := self.all_docs(first=last, skip=skip, limit=IDS_AT_ONCE):
            yield from (row["id"] for row in rows if not row["id"].startswith("_"))
            last, skip = rows[-1]["id"], 1

    @contextmanager
    def read(self, doc_id: str, name: str) -> Iterator[Iterator[bytes]]:
        """An attachment's bytes in chunks, while the context lasts. Raises NotStored."""
        try:
            with self._translated():
                files, store, _ = self._open()
                file = files.open(store.attachment(doc_id, name).stored.sha256)
        except NotThere as exc:
            raise NotStored(f"{doc_id}/{name}") from exc
        except AlbumUnavailable as exc:
            if isinstance(exc.__cause__, FileNotFoundError):
                raise NotStored(f"{doc_id}/{name}") from exc
            raise
        with file:
            yield self._chunks(file)

    def _chunks(self, file: BinaryIO) -> Iterator[bytes]:
        with self._translated():
            while chunk := file.read(CHUNK_BYTES):
                yield chunk

    def compact(self) -> None:
        """Nothing to do: former revisions are not kept here."""

    def write(self, write: Write) -> str:
        """Store one document with its attachments; raises ChangedMeanwhile."""
        try:
            return self.put_with(write.document, write.sources)
        except NotThere as exc:  # a deletion's mark for what is gone already
            raise ChangedMeanwhile(exc.reason) from exc

    def _open(self) -> tuple[AttachmentStore, DocumentStore, ViewIndex]:
        with self._lock:
            if self._closed:
                raise AlbumUnavailable("The album is closed.", "Photospool is stopping.")
            if self._parts is None:
                private_files.make_folder(self._folder)
                private_files.tighten_folder(self._folder)
                files = AttachmentStore(self._folder / "files")
                files.remove_abandoned()  # of a film that may be gigabytes, each time that a copy is cut short
                store = DocumentStore(self._folder / "album.sqlite", files)
                self._parts = files, store, ViewIndex(store, VIEWS, VERSION)
            return self._parts

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """The disk's troubles are the album's: everything keeps its place and is tried again."""
        try:
            yield
        except Damaged as exc:
            raise AlbumUnavailable(
                "The album's disk does not give back what was written.",
                message("Please check the disk of {folder}.", folder=self._folder),
                waits="Everything stays in work.",
            ) from exc
        except sqlite3.NotSupportedError as exc:
            raise AlbumUnavailable(
                "The album was written by a newer Photospool.", "Please install that version again."
            ) from exc
        except (OSError, sqlite3.Error) as exc:
            is_full = isinstance(exc, sqlite3.Error) and "full" in str(exc)
            if is_full or getattr(exc, "errno", None) in {errno.ENOSPC, errno.EDQUOT}:
                raise AlbumFull(
                    "There is no room left for the album.",
                    message(
                        "Please make room on the disk of {folder}. Everything stays where it is.", folder=self._folder
                    ),
                ) from exc
            raise AlbumUnavailable(
                "The album on this computer can't be used now.",
                message("Please check the folder {folder}. Everything stays where it is.", folder=self._folder),
            ) from exc


def _without_lost(document: Document, files: AttachmentStore, store: DocumentStore) -> Document:
    """An original's document as its file is: bytes that are gone or damaged are not “already in your album”."""
    there = {name: stub for name, stub in stubs(document).items() if _is_good(document, name, files, store)}
    return {**document, "_attachments": there}


def _with_unseen(
    document: Mapping[str, Any], attached: Mapping[str, Attached], files: AttachmentStore, store: DocumentStore
) -> Mapping[str, Any]:
    """An original's document with the damaged files that ``find`` left out: who writes it never saw them, and means
    to take none away. Of a film with one bad sector all else would be gone. A new original takes the former's place.
    """
    if document.get("type") != "original" or document.get("_deleted"):
        return document
    try:
        former = stubs(store.get(document["_id"]))
    except NotThere:
        return document
    is_renewed = any(name.startswith("original.") for name in attached)
    unseen = {}
    for name in former.keys() - stubs(document).keys() - attached.keys():
        is_replaced = is_renewed and name.startswith("original.")
        if not is_replaced and not _is_good(document, name, files, store):
            unseen[name] = former[name]
    return {**document, "_attachments": {**stubs(document), **unseen}} if unseen else document


def _is_good(document: Mapping[str, Any], name: str, files: AttachmentStore, store: DocumentStore) -> bool:
    """Whether an attachment's file is there, and what it was."""
    try:
        stored = store.attachment(document["_id"], name).stored
    except NotThere:  # somebody deleted it just now
        return False
    return files.size(stored.sha256) == stored.length and files.is_whole(stored.sha256)


def _kept(files: AttachmentStore, source: Source) -> Attached:
    if isinstance(source.content, bytes):
        return Attached(source.content_type, files.add_bytes(source.content))
    return Attached(source.content_type, files.add_file(source.content, source.sha256, source.sent))

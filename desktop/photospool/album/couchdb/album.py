"""The album in a CouchDB. Fields: documents.py; steps that store a photo: store_photo.py.

How requests are sent and what their answers mean is not known here: client.py, upload.py, response_errors.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from photospool.album import store_photo
from photospool.album.base import NotThere, Write, in_pages
from photospool.album.couchdb import size_probe
from photospool.album.couchdb.client import CouchClient
from photospool.album.couchdb.database import Database, is_there
from photospool.album.couchdb.design_doc import DESIGN_ID, design_version
from photospool.album.couchdb.response_errors import elsewhere
from photospool.album.couchdb.server_admin import ServerAdmin
from photospool.album.couchdb.transport import Timeouts
from photospool.album.couchdb.unanswered import Nodes
from photospool.album.couchdb.upload import upload
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
from photospool.album.known_tags import KnownTags, counted
from photospool.album.schema import is_readable
from photospool.errors import StoreInterrupted
from photospool.events import Outcome
from photospool.photo.metadata.text import line
from photospool.photo.photo import Photo

IDS_AT_ONCE: Final = 1000
AT_ONCE: Final = 200
"""Documents that are asked for in one request."""
_POUCHDB: Final = "PouchDB Server"
VIEWS: Final = "views"
"""What AlbumCheck.missing says where the views are not there or older than this program's."""


class CouchAlbum:
    """An album in one database of a CouchDB; safe to use from several threads."""

    def __init__(
        self,
        url: str,
        database: str,
        *,
        user: str = "",
        password: str = "",
        ca_file: str | None = None,
        allow_plain_http: bool = False,
        timeouts: Timeouts | None = None,
    ) -> None:
        """Nothing is asked yet.

        Raises AlbumRefused for an address that is none, NotTrusted when a password would travel unencrypted.
        """
        self.guard = CouchClient(
            url,
            credentials=(user, password) if user else None,
            ca_file=ca_file,
            allow_plain_http=allow_plain_http,
            timeouts=timeouts,
        )
        self.database = Database(self.guard, database)
        self._nodes = Nodes(self.guard)
        self._begun = store_photo.Begun()

    @property
    def server(self) -> ServerAdmin:
        """What its server is asked beside this album."""
        return ServerAdmin(self.guard)

    def __repr__(self) -> str:
        return f"CouchAlbum({self.guard.address.url!r}, {self.database.name!r})"

    def check(self) -> AlbumCheck:
        """Who we are there, whether we may write, what is missing. Raises AlbumUnavailable, AlbumRefused."""
        kind = self._kind()
        user, roles = self._who()
        photos = self._photos(kind)
        design = self.database.get(DESIGN_ID)
        return AlbumCheck(
            kind=kind,
            user=user,
            may_write="_admin" in roles or bool(user) or self._is_open(),
            missing=() if design is not None and version_of(design) >= design_version() else (VIEWS,),
            photos=photos,
        )

    def find(self, ids: Sequence[str]) -> dict[str, Stored]:
        """What is there of these photos, in one request; whatever is deleted is not there."""
        if not ids:
            return {}
        keys = [key for photo_id in ids for key in (photo_id, original_id(photo_id))]
        rows = self.database.all_docs(keys, include_docs=True)["rows"]
        if [row.get("key") for row in rows] != keys:
            raise elsewhere(200)  # whatever leaves out an answer must not be taken for "it is not there"
        found = {row["key"]: row["doc"] for row in rows if is_there(row) and isinstance(row.get("doc"), dict)}
        return {photo_id: Stored(found.get(photo_id), found.get(original_id(photo_id))) for photo_id in ids}

    def listed(self, ids: Sequence[str]) -> dict[str, Stored]:
        """As ``find``: a server does not read an attachment to say that it has it."""
        return self.find(ids)

    def store(self, photo: Photo) -> Outcome:
        """Store the original, then the photo, and prove both by the digests that the server made of them.

        Asks first, so it may be repeated. Raises PhotoError or PhotoNotReady for this photo alone.
        """
        return store_photo.store(photo, self.find, self.write, pause=self.guard.wire.pause, begun=self._begun)

    def takes(self, size: int) -> bool:
        """Whether the server, and what is in front of it, would take an original of so many bytes; none is sent."""
        return size_probe.takes(self.guard, self.database.name, size)

    def join(self, photo_id: str, said: SaidFields) -> None:
        """Join what a person said of a photo with what is said of it here."""
        store_photo.join(photo_id, said, self.find, self.write, pause=self.guard.wire.pause)

    def discard(self, photo_id: str) -> None:
        """Put a photo into the album's trash."""
        store_photo.discard(photo_id, self.find, self.write, pause=self.guard.wire.pause)

    def close(self) -> None:
        """End everything that is under way, at once; further calls raise AlbumUnavailable."""
        self.guard.close()
        self._nodes.watchman.close()

    def photo_documents(self) -> Iterator[list[Document]]:
        """Every photo's own document, in pages; nothing is asked of originals."""
        # An id is a fingerprint's letters, and all of those come before "g".
        for rows in self.database.pages(AT_ONCE, "0", "g", include_docs=True):
            yield [row["doc"] for row in rows if isinstance(row.get("doc"), dict)]

    def changed_since(self, since: str, limit: int) -> tuple[list[str], str]:
        """Ids of ``limit`` documents at most that changed after that, oldest first, and what to ask the next time;
        empty: from the beginning; ``now``: nothing yet.
        """
        page = self.database.changes(since, limit=limit)
        return [str(row.get("id")) for row in page.rows], page.last_seq

    def get(self, doc_id: str, **options: object) -> Document | None:
        """A document with its attachments' stubs; None where it is not there or deleted."""
        return self.database.get(doc_id, **options)

    def put_document(self, document: Mapping[str, Any]) -> str:
        """Store a document without new attachments; its new revision. Raises ChangedMeanwhile."""
        return self.database.put(document)

    def bulk(self, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Store several documents; one row each with ``rev`` or ``error``."""
        return self.database.bulk(documents)

    def ids(self) -> Iterator[str]:
        """The id of every document but the design documents, in order; asked for in pages."""
        for rows in self.database.pages(IDS_AT_ONCE):
            yield from (row["id"] for row in rows if not row["id"].startswith("_"))

    def read(self, doc_id: str, name: str) -> AbstractContextManager[Iterator[bytes]]:
        """An attachment's bytes in chunks, while the context lasts. Raises NotStored."""
        return self.database.attachment(doc_id, name)

    def compact(self) -> None:
        """Let the server forget what former revisions held, and wait until it has. Needs an administrator."""
        self.database.compact()

    def trashed(self) -> Iterator[list[Document]]:
        """The documents of all photos in the trash, in pages; none where the views are not there yet."""
        try:
            for rows in self.database.view_pages("cat", TRASH, AT_ONCE, include_docs=True, conflicts=True):
                docs = [row["doc"] for row in rows if isinstance(row.get("doc"), dict)]
                yield [document for document in docs if is_readable(document)]
            # What went there with another one is in no list but this.
            with_others = trashed_with_others(self.view("parts", reduce=False))
            for some in in_pages(with_others, AT_ONCE):
                rows = self.database.all_docs(some, include_docs=True, conflicts=True)["rows"]
                docs = [row["doc"] for row in rows if is_there(row) and isinstance(row.get("doc"), dict)]
                yield [document for document in docs if is_readable(document) and TRASHED_WITH in document]
        except NotThere:
            return

    def erase(self, doc_id: str, rev: str) -> None:
        """Leave nothing but a deletion's mark. Raises ChangedMeanwhile when it has changed or is gone."""
        self.put_document({"_id": doc_id, "_rev": rev, "_deleted": True})

    def view(self, name: str, **options: object) -> dict[str, Any]:
        """A view of ``_design/photospool``."""
        return self.database.view(name, **options)

    def known_tags(self) -> KnownTags:
        """The words that this album knows; none before its views are set up. Raises AlbumUnavailable, AlbumRefused."""
        try:
            return counted(*(self.view(name, group=True) for name in ("tag", "cat")))
        except NotThere:
            return KnownTags()

    def write(self, write: Write) -> str:
        """Store one document with its new attachments, or none of it; its new revision. Raises ChangedMeanwhile."""
        try:
            if not write.sources:
                return self.put_document(write.document)
            return upload(self.guard, self.database.name, write, self._nodes)
        except NotThere as exc:
            raise StoreInterrupted(
                "The album's server gave an answer that makes no sense.", waits="It stays in work and is tried again."
            ) from exc

    def _kind(self) -> str:
        try:
            answer = self.guard.get()
        except NotThere:
            raise elsewhere(404) from None
        version = line(str(answer.get("version", "")), 40)
        if "couchdb" in answer:
            return f"CouchDB {version}".strip()
        if "express-pouchdb" in answer:
            return f"{_POUCHDB} {version}".strip()
        raise elsewhere(200)

    def _who(self) -> tuple[str, list[str]]:
        try:
            context = self.guard.get("_session").get("userCtx")
        except NotThere:
            raise elsewhere(404) from None
        if not isinstance(context, dict):
            raise elsewhere(200)
        roles = context.get("roles")
        return line(str(context.get("name") or ""), 200), roles if isinstance(roles, list) else []

    def _photos(self, kind: str) -> int | None:
        """How many, about: what sorts before ``original-``, without the design documents."""
        documents = self.database.info().get("doc_count")  # says it when the database is missing
        before = self.database.all_docs(startkey=original_id(""), limit=0).get("offset")
        designs = len(self.database.designs())
        if kind.startswith(_POUCHDB):  # WORKAROUND for its lists, which say 0 wherever they begin
            return max(0, documents - designs) // 2 if isinstance(documents, int) else None
        return max(0, before - designs) if isinstance(before, int) else None

    def _is_open(self) -> bool:
        """Whether anybody may write: no members are named, and no function decides on what is written."""
        security = self.guard.get(self.database.name, "_security")
        members = security.get("members") or {}
        if members.get("names") or members.get("roles"):
            return False
        documents = [row.get("doc") or {} for row in self.database.designs(include_docs=True)]
        return not any("validate_doc_update" in document or not is_readable(document) for document in documents)


def version_of(design: Mapping[str, Any]) -> int:
    """The number that an installed design document has; 0 where it says none."""
    version = design.get("version")
    return version if isinstance(version, int) else 0

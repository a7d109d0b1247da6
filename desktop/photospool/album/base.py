"""What every album can do, and how it says no: one contract for the album in a CouchDB and for the embedded one.

Whoever uses an album asks for the smallest role that does: the pipeline for a PhotoStore, the page and whoever edits
for Documents, the trash for a TrashBin, looking after an album for a Library, moving into one for a Target; whoever
opens one gets an Album, which is all of them. Each call has the same signature and the same answer in both albums; what
only one of them has (a CouchDB's revisions, its server, its other databases; the embedded one's files) stands there.

Every call may raise AlbumUnavailable (keep everything, try again) and AlbumRefused (ask the user), and beside them:

    AlbumAnswer              the album itself says no; nothing has been changed
    ├── NotThere               no such document or view
    ├── NotStored              no such attachment
    ├── ChangedMeanwhile       also a StoreInterrupted: somebody else wrote the document since it was asked for
    │   └── MissingStub          an attachment that was to stay is gone
    └── BadRequest             the request is wrong, and will be every time
        └── NotStorable          also a PhotoError: no album can take such a document

What only a CouchDB says is beside them in couchdb/response_errors.py, what only the page's server says in web/api.py.
No I/O.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeVar

from photospool.album.documents import AlbumCheck, Document, SaidFields, Stored, couch_digest
from photospool.album.known_tags import KnownTags
from photospool.errors import LONGEST_SAID, PhotoError, PhotospoolError, StoreInterrupted
from photospool.events import Outcome
from photospool.messages import message
from photospool.photo.digests import state_of, unreadable
from photospool.photo.metadata.text import line
from photospool.photo.photo import FileState, Photo
from photospool.security.private_files import NO_LINKS


class AlbumAnswer(PhotospoolError):
    """What an album answers where it can't do what it was asked, by CouchDB's own numbers and names."""

    status: int = 500
    """As the HTTP status."""
    error: str
    """CouchDB's short name, such as ``conflict``."""
    reason: str
    """CouchDB's words; from a server, so never shown before they are made safe."""

    def __init__(self, error: str, reason: str, *, title: str = "", advice: str = "", waits: str = "") -> None:
        asked = message("The album does not understand what it was asked: {said}", said=reason)
        super().__init__(title or asked, advice, waits=waits, said=line(reason, LONGEST_SAID))
        self.error = error
        self.reason = reason


class NotThere(AlbumAnswer):
    """There is no such document or view, or it was deleted: the reason says which."""

    status = 404

    def __init__(self, reason: str = "missing", *, title: str = "", advice: str = "", waits: str = "") -> None:
        title = title or message("The album has nothing of this name: {said}", said=reason)
        super().__init__("not_found", reason, title=title, advice=advice, waits=waits)


class NotStored(AlbumAnswer):
    """The album has no such document, or no attachment of this name in it."""

    status = 404

    def __init__(self, name: str = "") -> None:
        title = message("The album has nothing of this name: {said}", said=name)
        super().__init__("not_found", name, title=title)
        self.said = ""  # the name is ours


class ChangedMeanwhile(AlbumAnswer, StoreInterrupted):
    """Somebody else wrote the same document between our question and our write: ask again."""

    status = 409

    def __init__(self, reason: str = "", *, error: str = "conflict") -> None:
        super().__init__(
            error,
            reason,
            title="Somebody else changes this photo in the album at the same time.",
            waits="It stays in work and is tried again.",
        )


class MissingStub(ChangedMeanwhile):
    """The document names an attachment without sending it, and the album has none of that name."""

    status = 412

    def __init__(self, reason: str) -> None:
        super().__init__(reason, error="missing_stub")


class BadRequest(AlbumAnswer):
    """The request itself is wrong, and will be every time."""

    status = 400


class NotStorable(BadRequest, PhotoError):
    """What no album can take of a document."""

    def __init__(self, error: str, reason: str, *, waits: str = "") -> None:
        super().__init__(
            error,
            reason,
            title="What this photo says of itself can't be stored.",
            advice="Please report this: it should not happen.",
            waits=waits,
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where an attachment's bytes come from."""

    content_type: str
    md5: str
    """Hex."""
    sha256: str
    """Hex."""
    length: int
    """Bytes."""
    content: bytes | Path
    """A picture in memory, or a file that is read while it is sent: memory stays flat whatever its size."""
    state: FileState | None = None
    """What the file was when its digests were made, if that is known."""
    sent: Callable[[int], None] | None = field(default=None, compare=False, repr=False)
    """Called with the number of bytes that are sent, before more are; it may wait, or raise to end it."""

    @classmethod
    def of_bytes(cls, data: bytes, content_type: str) -> Source:
        """A picture that is in memory."""
        md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
        return cls(content_type, md5, hashlib.sha256(data).hexdigest(), len(data), data)

    @property
    def digest(self) -> str:
        """As CouchDB writes it."""
        return couch_digest(self.md5)

    def open(self) -> BinaryIO:
        """The bytes as a stream. Raises PhotoNotReady when the file can't be read."""
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        try:
            return os.fdopen(os.open(self.content, os.O_RDONLY | NO_LINKS), "rb")
        except OSError as exc:
            raise unreadable(exc) from exc

    def is_known(self, stream: BinaryIO) -> bool:
        """Whether the opened bytes are those of the digests for sure, without reading them again.

        A file that any program has written to since has another state. Raises OSError.
        """
        return isinstance(self.content, bytes) or (self.state is not None and state_of(stream.fileno()) == self.state)


@dataclass(frozen=True, slots=True)
class Write:
    """One document that is to be stored together with its new attachments, or not at all."""

    document: Document
    """With ``_rev`` and the stubs that stay, if it is there already."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """New attachments by name."""


Item = TypeVar("Item")


def in_pages(ids: Sequence[Item], at_once: int) -> Iterator[list[Item]]:
    """As many ids as one request asks for, in their order."""
    for at in range(0, len(ids), at_once):
        yield list(ids[at : at + at_once])


class Target(Protocol):
    """An album that photos are carried to."""

    def find(self, ids: Sequence[str]) -> dict[str, Stored]:
        """What is there of these photos (md5), in one request, proved as far as the album can; a deleted one is not."""
        ...

    def write(self, write: Write) -> str:
        """Store one document with its new attachments, or none of it; its new revision.

        Raises ChangedMeanwhile, PhotoError, PhotoNotReady (StoreInterrupted where the answer is unclear).
        """
        ...


class PhotoStore(Protocol):
    """What the pipeline needs. All may be called from several threads at once."""

    def check(self) -> AlbumCheck:
        """Who we are there, whether we may write, what is missing."""
        ...

    def find(self, ids: Sequence[str]) -> dict[str, Stored]:
        """As a Target's."""
        ...

    def store(self, photo: Photo) -> Outcome:
        """Store the original, then the photo, and prove both by the digests that come back.

        Asks first, so it may be repeated. Raises PhotoError or PhotoNotReady for this photo alone.
        """
        ...

    def join(self, photo_id: str, said: SaidFields) -> None:
        """Join what a person said of a photo (fields as in its document) with what is said of it there."""
        ...

    def discard(self, photo_id: str) -> None:
        """Put a photo that we stored by mistake into the album's trash."""
        ...

    def close(self) -> None:
        """End everything that is under way, at once; further calls raise AlbumUnavailable."""
        ...


class Documents(Protocol):
    """What the page, replication and whoever edits need: documents as a CouchDB has them."""

    def get(self, doc_id: str) -> Document | None:
        """A document with its attachments' stubs; None where it is not there or deleted."""
        ...

    def put_document(self, document: Mapping[str, Any]) -> str:
        """Store a document without new attachments; its new revision. Stubs keep what is there, the others go.

        Raises ChangedMeanwhile (MissingStub), and PhotoError for what no album takes.
        """
        ...

    def bulk(self, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Store several documents, each by itself; one row each with ``rev`` or ``error``, in their order."""
        ...

    def view(self, name: str, **options: Any) -> dict[str, Any]:
        """A view's answer, ``{"rows": [...]}``; options by CouchDB's names, as values: ``key=["a", 1]``.

        Raises NotThere where there is no such view.
        """
        ...

    def known_tags(self) -> KnownTags:
        """The words that this album knows; none before its views are set up."""
        ...


class TrashBin(Protocol):
    """What emptying the trash needs."""

    def find(self, ids: Sequence[str]) -> dict[str, Stored]:
        """As a Target's."""
        ...

    def trashed(self) -> Iterator[list[Document]]:
        """The documents of all photos in the trash, in pages; with ``_conflicts`` where there are other versions."""
        ...

    def erase(self, doc_id: str, rev: str) -> None:
        """Leave nothing but a deletion's mark. Raises ChangedMeanwhile when it has changed or is gone."""
        ...


class Library(Target, Protocol):
    """What looking after an album needs: all that is in it."""

    def ids(self) -> Iterator[str]:
        """The id of every document but the design documents, in order; asked for in pages."""
        ...

    def listed(self, ids: Sequence[str]) -> dict[str, Stored]:
        """What the documents say is there of these photos; no file is looked at."""
        ...

    def read(self, doc_id: str, name: str) -> AbstractContextManager[Iterator[bytes]]:
        """An attachment's bytes in chunks, while the context lasts. Raises NotStored."""
        ...

    def compact(self) -> None:
        """Let former revisions be forgotten. Raises NotAllowed."""
        ...


class Album(PhotoStore, Documents, TrashBin, Library, Protocol):
    """All of it: what both albums are."""

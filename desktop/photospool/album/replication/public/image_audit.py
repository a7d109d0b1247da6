"""What the bytes of public pictures hold, looked into once for each version, for a selector can't.

How far the album was looked through, and which photos' pictures are not fit, is noted beside the album, where every
computer that looks after its copies finds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from photospool.album.base import in_pages
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import Document
from photospool.album.replication.diff import name_in
from photospool.album.replication.filters import PICTURES, is_fit
from photospool.album.replication.models import Copy
from photospool.album.replication.public.image_privacy import hidden_in
from photospool.album.replication.revisions import PAGE, leaves_of
from photospool.album.schema import stubs
from photospool.album.store_photo import again_if_changed
from photospool.messages import joined, message, record, recorded
from photospool.security.untrusted_text import said

RULES: Final = 1
"""Counts up when pictures.py asks for more: all are looked into anew then."""


@dataclass(slots=True)
class ImageAudit:
    """The pictures of one album's public photos, for one copy."""

    album: CouchAlbum
    copy: Copy
    since: str = ""
    """All changes of the album up to this one were looked into."""
    wrong: dict[str, str] = field(default_factory=dict)
    """Photo → its name and what its pictures hold, for people."""
    _was: tuple[str, dict[str, str]] = ("", {})

    @classmethod
    def noted(cls, album: CouchAlbum, copy: Copy) -> ImageAudit:
        """As the last one left it."""
        known = album.get(_journal(copy)) or {}
        wrong = known.get("wrong")
        if known.get("rules") != RULES or not isinstance(wrong, dict):
            return cls(album, copy)
        since, texts = (
            str(known.get("since") or ""),
            {str(doc_id): recorded(text, said) for doc_id, text in wrong.items()},
        )
        return cls(album, copy, since, texts, _was=(since, dict(texts)))

    def at(self, ids: Sequence[str]) -> None:
        """Look at these photos as they are now."""
        for some in in_pages(ids, PAGE):
            found = leaves_of(self.album.database, some)
            for doc_id in some:
                documents = [leaf.document for leaf in found.get(doc_id, ())]
                if reasons := list(dict.fromkeys(self._reasons(documents))):
                    name = name_in(self.album.database, doc_id)
                    self.wrong[doc_id] = message("{name}: {why}", name=name, why=joined(*reasons, by="; "))
                else:
                    self.wrong.pop(doc_id, None)

    def at_all_that_changed(self) -> None:
        """Look at every photo that changed since the last time; noted after each page, so that it may be cut short."""
        for page in self.album.database.change_pages(PAGE, self.since):
            self.at([str(row["id"]) for row in page.rows if not str(row["id"]).startswith("_")])
            self.since = page.last_seq
            self.note()

    def note(self) -> None:
        """In the album, where only its own people write."""
        if (self.since, self.wrong) == self._was:
            return
        self._was = (self.since, dict(self.wrong))

        wrong = {doc_id: record(text) for doc_id, text in self.wrong.items()}

        def step() -> None:  # another computer may look too
            known: Document = self.album.get(_journal(self.copy)) or {"_id": _journal(self.copy)}
            self.album.put_document({**known, "rules": RULES, "since": self.since, "wrong": wrong})

        again_if_changed(step)

    def _reasons(self, documents: Sequence[Document]) -> Iterator[str]:
        for document in documents:
            if is_fit(document, self.copy.rules):
                yield from hidden_in_pictures(self.album, document)


def hidden_in_pictures(album: CouchAlbum, document: Mapping[str, Any]) -> Iterator[str]:
    """What a photo's pictures hold besides the picture, for people. Raises what the album raises."""
    for name in stubs(document):
        if name in PICTURES:
            rev = str(document["_rev"])
            with album.database.attachment(document["_id"], name, rev) as chunks:
                hidden = hidden_in(b"".join(chunks))
            if hidden:
                yield message("its picture {name} holds {what}", name=name, what=joined(*hidden, by=", "))


def _journal(copy: Copy) -> str:
    return f"_local/photospool-pictures-{copy.id}"

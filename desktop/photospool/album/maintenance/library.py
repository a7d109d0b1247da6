"""The ways through all photos of an album, and what is known of each. It never changes anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from photospool.album.base import Library
from photospool.album.documents import Stored, couch_digest
from photospool.album.schema import name_of as shown_name
from photospool.album.schema import read, stubs
from photospool.album.views import is_photo
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import Digests

AT_ONCE: Final = 100
"""Photos that are asked for in one request."""
_ORIGINAL: Final = "original-"


@dataclass(frozen=True, slots=True)
class Attachment:
    """Where an original's bytes are."""

    doc_id: str
    name: str
    stub: Mapping[str, Any]

    @property
    def is_good(self) -> bool:
        """Whether an original's bytes are the photo's, by the album's own digest."""
        return self.stub.get("digest") == couch_digest(self.doc_id.removeprefix(_ORIGINAL))


def photo_ids(library: Library) -> list[str]:
    """The ids of all photos, also of those of which only the original is there. Other documents are not photos."""
    found = dict.fromkeys(doc_id.removeprefix(_ORIGINAL) for doc_id in library.ids())
    return [doc_id for doc_id in found if is_md5(doc_id)]


def other_ids(library: Library) -> list[str]:
    """The ids of all other documents: comments, and whatever else somebody keeps there."""
    return [doc_id for doc_id in library.ids() if not is_of_photo(doc_id)]


def original_of(stored: Stored) -> Attachment | None:
    """The original: beside its own document, or in the photo's, where the old album kept it. None: there is none.

    Of several the one whose digest is the photo's id.
    """
    found = originals_of(stored)
    return next((one for one in found if one.is_good), found[0] if found else None)


def originals_of(stored: Stored) -> list[Attachment]:
    """Every file that is called an original, those beside the original's own document first."""
    return [
        Attachment(document["_id"], name, stub)
        for document in (stored.original, stored.photo)
        if document is not None
        for name, stub in stubs(document).items()
        if name.startswith("original.")
    ]


def damaged_beside(stored: Stored) -> list[Attachment]:
    """Originals that are none, beside one that is good: nothing is lost with them."""
    found = originals_of(stored)
    return [one for one in found if not one.is_good] if any(one.is_good for one in found) else []


def noted(stored: Stored) -> list[str]:
    """What each of the documents says that the original's sha256 is, where it says something that can be one."""
    said = (read(document or {}).get("sha256") for document in (stored.original, stored.photo))
    return [sha256 for sha256 in said if isinstance(sha256, str) and sha256]


def is_noted_oddly(stored: Stored) -> bool:
    """Whether the documents' sha256 can't both be the original's, by what they say alone."""
    if stored.original is not None and stubs(stored.original) and not as_text(stored.original.get("sha256")):
        return True
    photo = stored.photo or {}
    return len(set(noted(stored))) > 1 or ("sha256" in photo and not as_text(photo["sha256"]))


def is_a_photos(stored: Stored) -> bool:
    """Whether there is anything of a photo under this id."""
    return (
        not stored.is_readable or stored.original is not None or (stored.photo is not None and is_photo(stored.photo))
    )


def name_of(stored: Stored, photo_id: str) -> str:
    """What a person may know the photo by."""
    for document in (stored.photo, stored.original):
        name = shown_name(document, "")
        if name:
            return name
    return photo_id


def copied(chunks: Iterator[bytes], out: BinaryIO | None = None) -> Digests:
    """Both digests of what comes, which is written to ``out`` on the way, if any. Raises OSError of ``out``."""
    md5, sha256, size = hashlib.md5(usedforsecurity=False), hashlib.sha256(), 0
    for chunk in chunks:
        md5.update(chunk)
        sha256.update(chunk)
        size += len(chunk)
        if out is not None:
            out.write(chunk)
    return Digests(md5.hexdigest(), sha256.hexdigest(), size)


def is_of_photo(doc_id: str) -> bool:
    """Whether an id is that of a photo's, or of its original's, document."""
    return is_md5(doc_id.removeprefix(_ORIGINAL))


def is_md5(text: str) -> bool:
    """Whether an id can be a photo's."""
    return len(text) == 32 and all(char in "0123456789abcdef" for char in text)

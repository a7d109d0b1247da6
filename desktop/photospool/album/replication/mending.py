"""What an earlier Photospool told strangers of a public photo goes to the original's document: its file's name, who
added it, and camera's notes that are not on the list.

A server's replication rewrites nothing, so the album's documents are mended. Nothing is lost: each value is written
beside the original first, and only then taken out of the photo. Cut short anywhere, it is begun again and goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from photospool.album import store_photo
from photospool.album.base import Write, in_pages
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import ADDED_BY, Document, original_id
from photospool.album.replication.diff import name_in
from photospool.album.replication.filters import is_fit
from photospool.album.replication.models import FORMER, TODAY
from photospool.album.replication.revisions import PAGE, Revision, called_public, leaves_of
from photospool.album.schema import is_readable
from photospool.errors import StoreInterrupted
from photospool.messages import message
from photospool.photo.metadata.public_fields import CAMERA_NOTES, NAME_OF_FILE, NOTES, WHO

NO_ORIGINAL: Final = "it has no original's document that could keep what strangers don't get"
OTHER_VALUE: Final = "the original's document has another value under this name"
MOVED: Final = "moved"
"""In the original's document: fields of other programs that its owner took out of strangers' reach, by name, whole."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Which name strangers may see with photos that an earlier Photospool gave somebody's login name."""

    shown_as: str = ""
    """Empty: none."""
    mine: frozenset[str] = frozenset()
    """Names that mean the person who is asked; of others' photos strangers see none."""


@dataclass(slots=True)
class Mended:
    """What came of it."""

    photos: list[str] = field(default_factory=list)
    """Ids of those that were mended."""
    left: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Photo → its name, and why it could not be mended, for people."""


def affected(album: CouchAlbum) -> Iterator[list[str]]:
    """Photos that say Public and tell strangers what is not theirs, in pages. Raises NotThere without views."""
    for page in called_public(album.database):
        found = [doc_id for doc_id, leaves in leaves_of(album.database, page).items() if _needs_mending(leaves)]
        if found:
            yield found


def history_of(album: CouchAlbum, ids: Sequence[str]) -> dict[str, list[str]]:
    """All revisions that these photos have by now: to be noted before they are mended."""
    found = leaves_of(album.database, ids)
    return {doc_id: sorted({rev for leaf in leaves for rev in leaf.history}) for doc_id, leaves in found.items()}


def mend(album: CouchAlbum, ids: Sequence[str], naming: Naming) -> Mended:
    """Mend those of these photos that need it. Raises what the album raises."""
    done = Mended()
    for some in in_pages(ids, PAGE):
        for doc_id, leaves in leaves_of(album.database, some).items():
            if not _needs_mending(leaves):
                continue
            try:
                why = store_photo.again_if_changed(partial(_one, album, doc_id, naming))
            except StoreInterrupted as exc:
                why = exc.title
            if why:
                done.left[doc_id] = (name_in(album.database, doc_id), why)
            else:
                done.photos.append(doc_id)
    return done


def apart(photo: Mapping[str, Any], original: Mapping[str, Any], naming: Naming) -> tuple[Document, Document]:
    """Both documents as they should be: what strangers don't get in the original's. Pure."""
    mended, kept = dict(photo), dict(original)
    name = mended.pop(NAME_OF_FILE, None)
    if name is not None:
        if isinstance(name, str) and name:
            kept[NAME_OF_FILE] = name
        who = mended.pop(WHO, None)
        if who and who != naming.shown_as:
            kept.setdefault(ADDED_BY, who)
        if naming.shown_as and who in naming.mine | {naming.shown_as}:
            mended[WHO] = naming.shown_as
    notes = mended.get(NOTES)
    if isinstance(notes, Mapping) and not set(notes) <= CAMERA_NOTES:
        known = kept.get(NOTES)
        kept[NOTES] = {**notes, **(known if isinstance(known, Mapping) else {})}
        mended[NOTES] = {name: value for name, value in notes.items() if name in CAMERA_NOTES}
    return mended, kept


def set_apart(album: CouchAlbum, ids: Iterable[str], name: str, *, dry_run: bool) -> Mended:
    """Move a field of another program from these photos to their originals' documents, whole: its owner named it.

    Raises what the album raises.
    """
    done = Mended()
    for some in in_pages(list(ids), PAGE):
        for doc_id, leaves in leaves_of(album.database, some).items():
            if any(name in leaf.document for leaf in leaves):
                why = "" if dry_run else store_photo.again_if_changed(partial(_one_field, album, doc_id, name))
                if why:
                    done.left[doc_id] = (name_in(album.database, doc_id), why)
                else:
                    done.photos.append(doc_id)
    return done


def _needs_mending(leaves: Sequence[Revision]) -> bool:
    """All that is wrong with it can be mended here; a photo that is held back for more is its owner's to look at."""
    documents = [leaf.document for leaf in leaves]
    return all(is_readable(document) and is_fit(document, FORMER) for document in documents) and not all(
        is_fit(document, TODAY) for document in documents
    )


def _one(album: CouchAlbum, doc_id: str, naming: Naming) -> str:
    """Mend one photo as it is now; why not, empty where it is done."""
    leaves = leaves_of(album.database, [doc_id]).get(doc_id, ())
    if not leaves or not _needs_mending(leaves):
        return ""
    original = album.get(original_id(doc_id))
    if original is None or not is_readable(original):
        return message(NO_ORIGINAL)
    photos = []
    kept: Document = original
    for leaf in leaves:
        mended, kept = apart(leaf.document, kept, naming)
        photos.append(mended)
    if kept != original:
        album.write(Write(kept))
    for mended in photos:
        album.write(Write(mended))
    return ""


def _one_field(album: CouchAlbum, doc_id: str, name: str) -> str:
    leaves = [leaf for leaf in leaves_of(album.database, [doc_id]).get(doc_id, ()) if name in leaf.document]
    original = album.get(original_id(doc_id))
    if original is None or not is_readable(original):
        return message(NO_ORIGINAL)
    kept = original.get(MOVED)
    moved = dict(kept) if isinstance(kept, Mapping) else {}
    for leaf in leaves:
        value = leaf.document[name]
        if moved.setdefault(name, value) != value:
            return message(OTHER_VALUE)
    if moved != kept:
        album.write(Write({**original, MOVED: moved}))
    for leaf in leaves:
        album.write(Write({field: value for field, value in leaf.document.items() if field != name}))
    return ""

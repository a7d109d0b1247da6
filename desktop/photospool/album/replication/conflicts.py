"""Two machines changed the same photo: what can be made one is made one, the rest is a person's to choose.

merge.py makes one of two versions. The same versions become the same document on every machine, so two that
do it at once make no new conflict. First the merged version is written, then the others go; cut short, it begins anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from photospool.album.base import ChangedMeanwhile, Source, Write, in_pages
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.database import winners
from photospool.album.documents import TRASH, TRASHED_FROM, Document, original_id, sidecar_stubs
from photospool.album.merge import Settled, merged, settled
from photospool.album.replication.diff import name_in
from photospool.album.replication.revisions import PAGE, Revision, leaves_of
from photospool.album.schema import is_readable, read, stubs
from photospool.album.sidecars import beside, handed_over, is_shown, united, unsaid
from photospool.album.views import is_photo
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import DRAWN

_ORIGINAL: Final = "original"
_CHANGES: Final = 2000
"""Changes that are asked for in one request."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of a photo's versions that are in conflict."""

    rev: str
    values: dict[str, Any]
    """The fields that differ, as this version has them."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A photo that two machines changed in ways that only a person can choose between."""

    photo_id: str
    name: str
    versions: tuple[Version, ...]
    """The one that is shown comes first."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What came of a look at some photos."""

    merged: tuple[str, ...] = ()
    """Ids of photos of which one version is left, with everybody's words."""
    undecided: tuple[Conflict, ...] = ()


def settle(album: CouchAlbum, ids: Sequence[str]) -> Resolution:
    """Look at these documents and make one of what can be made one. Raises what the album raises."""
    found = Resolution()
    for some in in_pages(ids, PAGE):
        torn = [doc_id for doc_id, document in winners(album.database, some).items() if "_conflicts" in document]
        for doc_id, leaves in leaves_of(album.database, torn).items():
            if len(leaves) < 2 or not all(_is_ours(leaf.document) for leaf in leaves):
                continue  # what a comment's two versions are to become, only its program knows
            first, others, outcome, gone = _one_of(album, leaves)
            if outcome.undecided:
                found = replace(
                    found, undecided=(*found.undecided, _conflict(album, doc_id, leaves, outcome.undecided))
                )
            elif _write(album, first, others, outcome.document, gone):
                found = replace(found, merged=(*found.merged, doc_id))
    return found


def choose(album: CouchAlbum, photo_id: str, rev: str) -> bool:
    """Settle a conflict for the version that a person chose; what was no matter of choice is merged all the same.

    False when the photo has changed since and should be looked at again.
    """
    leaves = leaves_of(album.database, [photo_id]).get(photo_id, ())
    chosen = next((leaf for leaf in leaves if leaf.rev == rev), None)
    if chosen is None or len(leaves) < 2:
        return False
    first, others, outcome, gone = _one_of(album, leaves, chosen)
    values = {name: chosen.document[name] for name in outcome.undecided if name in chosen.document}
    document = {name: value for name, value in outcome.document.items() if name not in outcome.undecided} | values
    if document.get("cat") == TRASH and TRASHED_FROM in chosen.document:
        document[TRASHED_FROM] = chosen.document[TRASHED_FROM]
    return _write(album, first, others, document, gone)


def torn_ids(album: CouchAlbum) -> list[str]:
    """Every document that has, or had, more than one version. Costs the whole album's list of changes, in pages."""
    pages = album.database.change_pages(_CHANGES, style="all_docs")
    return [row["id"] for page in pages for row in page.rows if len(row.get("changes") or []) > 1]


def _one_of(
    album: CouchAlbum, leaves: Sequence[Revision], chosen: Revision | None = None
) -> tuple[Revision, list[Revision], Settled, set[str]]:
    """The version to go on with, those that end, all of them in one, and sidecars that one of them handed over.

    ``chosen`` is the version whose category and words somebody wants where both sides changed them.
    """
    first, *others = sorted(leaves, key=_rank, reverse=True)
    if first.document.get("type") == _ORIGINAL:
        gone = _handed_over(album, first, others)
        return first, others, _in_one(album, first, others, gone), gone
    outcome = _in_one(album, first, others)
    end = chosen.document if chosen is not None and "cat" in outcome.undecided else outcome.document
    if is_shown(end) and not all(is_shown(leaf.document) for leaf in leaves):
        # One side made it public, and did not see what a sidecar told of it on the other.
        originals = _versions_of_original(album, first.document["_id"])
        outcome = _in_one(album, first, others, originals=originals)
    return first, others, outcome, set()


def _in_one(
    album: CouchAlbum,
    first: Revision,
    others: Sequence[Revision],
    gone: Collection[str] = (),
    originals: Sequence[Document] = (),
) -> Settled:
    """``originals``: whose sidecars' words are left out of versions that strangers don't see."""
    document: Document = dict(first.document)
    undecided: set[str] = set()
    for other in others:
        if first.document.get("type") == _ORIGINAL:
            outcome = _originals(document, other.document, gone)
        elif _are_both_new(first, other):
            outcome = Settled(merged(other.document, document))
        else:
            base, mine = _ancestor(album, first, other), other.document
            for original in originals:
                mine, document = (
                    side if is_shown(side) else unsaid(side, base or {}, original) for side in (mine, document)
                )
            outcome = settled(base, mine, document)
        document = outcome.document
        undecided |= set(outcome.undecided)
    return Settled(document, tuple(sorted(undecided)))


def _versions_of_original(album: CouchAlbum, photo_id: str) -> list[Document]:
    wanted = original_id(photo_id)
    return [leaf.document for leaf in leaves_of(album.database, [wanted]).get(wanted, ())]


def _handed_over(album: CouchAlbum, first: Revision, others: Sequence[Revision]) -> set[str]:
    """Sidecars that all grew out of, and that one has no more, as it says that another photo has them: and so it has.

    A photo that was deleted and added again has lost its sidecars, too; the other version's is the last one then.
    """
    gone: set[str] = set()
    for other in others:
        for name in sidecar_stubs(_ancestor(album, first, other) or {}):
            without_it = [leaf.document for leaf in (first, other) if name not in stubs(leaf.document)]
            takers = [handed_over(document).get(name) for document in without_it]
            if any(taker and _has(album, taker, name) for taker in takers):
                gone.add(name)
    return gone


def _has(album: CouchAlbum, photo_id: str, attachment: str) -> bool:
    """Whether a photo has this very sidecar, undamaged."""
    stored = album.find([photo_id])[photo_id]
    return stored.photo is not None and any(
        one.attachment == attachment and one.is_good for one in beside(stored.original)
    )


def _is_ours(document: Document) -> bool:
    return is_readable(document) and (is_photo(read(document)) or document.get("type") == _ORIGINAL)


def _rank(leaf: Revision) -> tuple[int, bool, int, str]:
    """The same on every machine: most pictures, a video's frame before a drawn one, then as CouchDB itself chooses."""
    generation, _, digest = leaf.rev.partition("-")
    return len(stubs(leaf.document)), leaf.document.get("poster") != DRAWN, int(generation), digest


def _are_both_new(one: Revision, other: Revision) -> bool:
    """Two machines added the same photo, and each made its first version."""
    return not set(one.history) & set(other.history) and one.document.get("sha256") == other.document.get("sha256")


def _originals(mine: Document, other: Document, gone: Collection[str]) -> Settled:
    """Both hold the same bytes, or they are a person's to look at."""
    if mine.get("sha256") != other.get("sha256"):
        return Settled(mine, ("sha256",))
    both = {**{name: value for name, value in other.items() if not name.startswith("_")}, **mine}
    return Settled(united(both, other, gone))


def _ancestor(album: CouchAlbum, one: Revision, other: Revision) -> Document | None:
    """What both grew out of, if the server still has it: a compaction forgets it."""
    shared = next((rev for rev in one.history if rev in other.history), None)
    return album.get(one.document["_id"], rev=shared) if shared else None


def _write(
    album: CouchAlbum, first: Revision, others: Sequence[Revision], document: Document, gone: Collection[str]
) -> bool:
    """Whether one version is left; False when somebody else changed it meanwhile, so that it is looked at again."""
    document = {**document, "_id": first.document["_id"], "_rev": first.rev}
    document["_attachments"] = {name: stub for name, stub in stubs(first.document).items() if name not in gone}
    sources = _sidecars_of(album, first, others, gone)
    if sources or document != first.document:
        try:
            album.write(Write(document, sources))
        except ChangedMeanwhile:
            return False
    ends = [{"_id": leaf.document["_id"], "_rev": leaf.rev, "_deleted": True} for leaf in others]
    return all("error" not in row for row in album.bulk(ends))


def _sidecars_of(
    album: CouchAlbum, first: Revision, others: Sequence[Revision], gone: Collection[str]
) -> dict[str, Source]:
    """Sidecars that only the versions have that end: read from those, so that none goes with them."""
    found: dict[str, Source] = {}
    for leaf in others:
        for name, stub in sidecar_stubs(leaf.document).items():
            if name not in stubs(first.document) and name not in found and name not in gone:
                with album.database.attachment(leaf.document["_id"], name, rev=leaf.rev) as chunks:
                    found[name] = Source.of_bytes(b"".join(chunks), as_text(stub.get("content_type")))
    return found


def _conflict(album: CouchAlbum, doc_id: str, leaves: Sequence[Revision], fields: Sequence[str]) -> Conflict:
    shown = (album.get(doc_id) or {}).get("_rev")
    ordered = sorted(leaves, key=lambda leaf: leaf.rev != shown)
    name = name_in(album.database, doc_id.removeprefix(original_id("")))
    versions = tuple(
        Version(leaf.rev, {field: leaf.document[field] for field in fields if field in leaf.document})
        for leaf in ordered
    )
    return Conflict(doc_id, name, versions)

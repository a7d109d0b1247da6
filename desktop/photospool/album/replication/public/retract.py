"""Take back what is no longer public, and prove it: the audit of a public copy.

Replication never takes anything back, and it passes each leaf by itself, without a look into its pictures. So what the
copy shows is compared with what is public in the album and fit for strangers: every other leaf is deleted there, the
copy is compacted, and each former revision is asked for as a stranger. What is begun is noted in the album first; cut
short anywhere, the next audit goes on with it.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from photospool.album.base import ChangedMeanwhile, in_pages
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.database import winners
from photospool.album.documents import Document
from photospool.album.replication.diff import names_of
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.models import Copy, Missing
from photospool.album.replication.public.film_documents import PREFIX, digest_of, film_id, is_film, photo_of, unfit_film
from photospool.album.replication.public.film_notes import made_films
from photospool.album.replication.public.image_audit import ImageAudit
from photospool.album.replication.public.write_guard import MARK_FIELDS, guard_writes
from photospool.album.replication.revisions import PAGE, Revision, called_public, leaves_of, public
from photospool.album.replication.titles import without_picture
from photospool.album.schema import name_of
from photospool.album.store_photo import again_if_changed
from photospool.errors import AnswerUnreadable, CopyRefused
from photospool.photo.metadata.text import as_text

COMPACTION_S: Final = 600.0
"""How long a compaction is waited for; the next audit goes on with what is left."""
STILL_READABLE: Final = "Strangers can still read former versions of photos, which they should not."
STILL_READABLE_ADVICE: Final = "It is tried again by itself; the copy's server has not forgotten them yet."
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found and did."""

    unpublished: tuple[Missing, ...] = ()
    """Photos that strangers saw and see no more."""
    versions: tuple[Missing, ...] = ()
    """Photos that stay public, and of which a version went: a conflict was decided, or somebody wrote into the copy."""
    still_readable: tuple[str, ...] = ()
    """Ids of photos of which a stranger can still read a former version; the next audit tries again."""
    films: tuple[Missing, ...] = ()
    """Photos whose films strangers got and get no more."""
    brought_back: tuple[str, ...] = ()
    """Ids of photos that are public again and were sent anew."""
    missing: tuple[Missing, ...] = ()
    """Public photos that are not there: not copied yet, or not taken."""
    not_fit: tuple[str, ...] = ()
    """Photos that say Public and are not shown for what their pictures hold: names and reasons, for people."""

    @property
    def is_clean(self) -> bool:
        """Whether strangers see nothing that is not public."""
        return not self.still_readable


@dataclass(slots=True)
class _Work:
    """What one audit has in hand."""

    album: CouchAlbum
    copy: Copy
    there: CouchAlbum
    pause: Callable[[float], object]
    looked: ImageAudit
    """What the bytes of the album's pictures hold."""
    to_prove: dict[str, list[str]] = field(default_factory=dict)
    """Photo → former revisions that a stranger must not read."""
    proven: set[str] = field(default_factory=set)
    unpublished: list[Missing] = field(default_factory=list)
    versions: list[Missing] = field(default_factory=list)
    films: list[Missing] = field(default_factory=list)


def audit(
    album: CouchAlbum,
    copy: Copy,
    ids: Sequence[str] | None = None,
    *,
    again: bool = False,
    pause: Callable[[float], object] = time.sleep,
) -> Audit:
    """Compare a public copy, or these photos of it, with the album, and take back what is not public.

    ``again``: the pictures of these photos were looked into by an audit before. ``pause`` waits so many seconds and may
    raise to end it. Raises CopyError, and what the album raises.
    """
    there = open_copy(album, copy)
    looked = ImageAudit.noted(album, copy)
    if ids is None:
        with at_copy():
            # A copy that an earlier version made takes whatever the replicator brings.
            guard_writes(there, copy.rules, copy.films)
        looked.at_all_that_changed()
    elif not again:
        looked.at(ids)
        looked.note()
    work = _Work(album, copy, there, pause, looked, _noted(album, copy))
    if ids is None:
        for page in shown_in(there):
            _take_back(work, page)
    else:
        for some in in_pages(ids, PAGE):
            _take_back(work, [*some, *map(film_id, some)])
    if gone := {item.photo_id for item in work.unpublished}:
        with at_copy():
            without_picture(there, gone)
    if work.to_prove or ids is None:  # what edits left behind is forgotten once a day
        _forget(work)
    still = _proven(work)
    gone_films = tuple(work.films)
    found = Audit(
        tuple(work.unpublished), tuple(work.versions), tuple(still), gone_films, not_fit=tuple(looked.wrong.values())
    )
    pages = called_public(album.database) if ids is None else iter([list(ids)])
    for page in pages:
        found = _with_absent(work, found, page)
    if ids is None:
        _note(work, looked_at=datetime.now(UTC).isoformat(timespec="seconds"))
    return found


def last_look(album: CouchAlbum, copy: Copy) -> str:
    """When all of a public copy was last compared with the album, by any computer: ISO 8601 in UTC; empty for never."""
    return as_text((album.get(_journal(copy)) or {}).get("looked_at"))


def expect_gone(album: CouchAlbum, copy: Copy, former: Mapping[str, list[str]]) -> None:
    """Note revisions that strangers must not read any more: each audit proves them until they are gone."""
    work = _Work(album, copy, album, time.sleep, ImageAudit(album, copy), {**_noted(album, copy), **former})
    _note(work)


def stranger(copy: Copy) -> CouchAlbum:
    """The copy as anybody finds it, without a name."""
    here = copy.here
    with at_copy():
        return CouchAlbum(here.url, here.database, allow_plain_http=True)


def is_open(copy: Copy) -> bool:
    """Whether strangers can read it at all. Raises CopyUnreachable."""
    try:
        with at_copy():
            stranger(copy).database.info()
    except CopyRefused:
        return False
    return True


def shown_in(there: CouchAlbum) -> Iterator[list[str]]:
    """All that the copy shows but design documents, in pages."""
    pages = there.database.pages(PAGE)
    while True:
        with at_copy():  # around each request, and not around what is done with its answer
            rows = next(pages, None)
        if rows is None:
            return
        yield [row["id"] for row in rows if not row["id"].startswith("_design/")]


def films_in(there: CouchAlbum) -> list[str]:
    """The ids of all films that a copy shows."""
    return [row["id"] for row in there.database.all_docs(startkey=PREFIX, endkey=PREFIX + "\ufff0")["rows"]]


def _allowed(work: _Work, ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """The public photos among these, with their live revisions, whose pictures hold nothing else."""
    found = public(work.album.database, ids, work.copy.rules)
    return {doc_id: revisions for doc_id, revisions in found.items() if doc_id not in work.looked.wrong}


def _allowed_films(work: _Work, shown: Mapping[str, Document]) -> dict[str, frozenset[str]]:
    """Of these films those whose photo is public, as their owner chose them, and as they were made and judged here."""
    photos = _allowed(work, list(map(photo_of, shown))) if shown else {}
    made = made_films(work.album, work.copy) if photos else {}
    return {
        doc_id: frozenset({document["_rev"]})
        for doc_id, document in shown.items()
        if photo_of(doc_id) in photos
        and not unfit_film({name: value for name, value in document.items() if name != "_conflicts"}, work.copy.films)
        and digest_of(document) == made.get(photo_of(doc_id))
    }


def _take_back(work: _Work, ids: Sequence[str]) -> None:
    """Delete every leaf there that is none of a public photo here.

    Looks there first: what is published meanwhile must not be taken for a leaf that the album never had.
    """
    with at_copy():
        shown = winners(work.there.database, ids)
    if not shown:
        return
    allowed = _allowed(work, [doc_id for doc_id in shown if not is_film(doc_id)])
    allowed |= _allowed_films(work, {doc_id: document for doc_id, document in shown.items() if is_film(doc_id)})
    wrong = [doc_id for doc_id in shown if not _live(shown, doc_id) <= allowed.get(doc_id, frozenset())]
    if not wrong:
        return
    with at_copy():
        leaves = leaves_of(work.there.database, wrong)
    known = leaves_of(work.album.database, [doc_id for doc_id in wrong if doc_id in allowed])
    doomed = {
        doc_id: gone for doc_id, there in leaves.items() if (gone := _doomed(there, allowed, known.get(doc_id, ())))
    }
    if doomed:
        _delete(work, doomed)
        names = {item.photo_id: item.name for item in names_of(work.album.database, list(map(photo_of, doomed)))}
        for doc_id, gone in doomed.items():
            went = work.films if is_film(doc_id) else work.versions if doc_id in allowed else work.unpublished
            went.append(Missing(photo_of(doc_id), name_of(gone[0].document, names.get(photo_of(doc_id), doc_id))))


def _doomed(
    there: Sequence[Revision], allowed: Mapping[str, frozenset[str]], here: Sequence[Revision]
) -> list[Revision]:
    """Of a photo's leaves in the copy those that must go. One that the album's public leaf grew out of only lags."""
    doc_id = there[0].document["_id"]
    revisions = allowed.get(doc_id)
    if revisions is None:
        return list(there)
    grown_out_of = {rev for leaf in here if leaf.rev in revisions for rev in leaf.history}
    return [leaf for leaf in there if leaf.rev not in revisions and leaf.rev not in grown_out_of]


def _delete(work: _Work, doomed: Mapping[str, Sequence[Revision]]) -> None:
    for doc_id, leaves in doomed.items():
        former = {rev for leaf in leaves for rev in leaf.history} | set(work.to_prove.get(doc_id, ()))
        work.to_prove[doc_id] = sorted(former)
    _note(work)
    marks = [
        {"_id": doc_id, "_rev": leaf.rev, "_deleted": True} for doc_id, leaves in doomed.items() for leaf in leaves
    ]
    with at_copy():
        work.there.bulk(marks)


def _forget(work: _Work) -> None:
    """Have the copy forget the bodies of all former revisions; a database's administrator may."""
    with at_copy():
        work.there.database.compact(pause=work.pause, longest_s=COMPACTION_S)


def _proven(work: _Work) -> list[str]:
    """Ask for each former revision as a stranger; what is still there stays noted."""
    if not is_open(work.copy):
        return []  # strangers see nothing at all yet; what is noted is proved once they do
    anybody = stranger(work.copy)
    for _ in range(_TRIES):
        for doc_id, revisions in list(work.to_prove.items()):
            left = [rev for rev in revisions if _can_read(anybody, doc_id, rev)]
            if left:
                work.to_prove[doc_id] = left
            else:
                del work.to_prove[doc_id]
                work.proven.add(doc_id)
        if not work.to_prove:
            break
        _forget(work)  # the one before may have begun before the deletion
    _note(work)
    return sorted(work.to_prove)


def _can_read(anybody: CouchAlbum, doc_id: str, rev: str) -> bool:
    with at_copy():
        try:
            document = anybody.get(doc_id, rev=rev)
        except AnswerUnreadable:
            return True
    return document is not None and not is_mark(document)


def is_mark(document: Mapping[str, Any]) -> bool:
    """Whether it is a deletion's mark that holds nothing else."""
    return bool(document.get("_deleted")) and set(document) <= MARK_FIELDS


def _with_absent(work: _Work, found: Audit, ids: Sequence[str]) -> Audit:
    """Public photos that the copy does not show, or not as the album does.

    What the copy had once and lost never comes by itself, so it is sent anew; what it never had is on its way, or was
    not taken.
    """
    allowed = _allowed(work, ids)
    with at_copy():
        shown = winners(work.there.database, list(allowed))
        wanted = {doc_id: _best(revisions) for doc_id, revisions in allowed.items()}
        absent = {doc_id: [rev] for doc_id, rev in wanted.items() if rev not in _live(shown, doc_id)}
        new = work.there.database.unknown(absent)
    back = [doc_id for doc_id in absent if not new.get(doc_id) and _touch(work.album, doc_id)]
    lacking = [doc_id for doc_id in absent if new.get(doc_id) and doc_id not in shown]
    missing = tuple(replace(item, is_original=False) for item in names_of(work.album.database, lacking))
    return replace(found, brought_back=(*found.brought_back, *back), missing=(*found.missing, *missing))


def _live(shown: Mapping[str, Document], doc_id: str) -> frozenset[str]:
    document = shown.get(doc_id)
    return frozenset() if document is None else frozenset({document["_rev"], *document.get("_conflicts", ())})


def _best(revisions: Iterable[str]) -> str:
    """The one that every CouchDB shows of them."""
    return max(revisions, key=lambda rev: (int(rev.partition("-")[0]), rev.partition("-")[2]))


def _touch(album: CouchAlbum, doc_id: str) -> bool:
    """Give a photo a new revision with the same content; whether that was done."""
    document = album.get(doc_id)
    if document is None:
        return False
    with contextlib.suppress(ChangedMeanwhile):  # then it has a new one
        album.put_document(document)
    return True


def _journal(copy: Copy) -> str:
    return f"_local/photospool-public-{copy.id}"


def _noted(album: CouchAlbum, copy: Copy) -> dict[str, list[str]]:
    noted = (album.get(_journal(copy)) or {}).get("to_prove")
    if not isinstance(noted, dict):
        return {}
    lists = {doc_id: revs for doc_id, revs in noted.items() if isinstance(revs, list)}
    return {doc_id: [rev for rev in revs if isinstance(rev, str)] for doc_id, revs in lists.items()}


def _note(work: _Work, **more: str) -> None:
    """In the album, where only its own people write, and where the next audit of any computer finds it."""

    def step() -> None:  # another computer may audit too
        known: Document = work.album.get(_journal(work.copy)) or {"_id": _journal(work.copy)}
        others = {doc_id: revs for doc_id, revs in (known.get("to_prove") or {}).items() if doc_id not in work.proven}
        work.album.put_document({**known, "to_prove": {**others, **work.to_prove}, **more})

    again_if_changed(step, work.pause)

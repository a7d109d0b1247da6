"""The public copy: what strangers would see, and the guided set-up of a copy that anybody may read and nobody change.

Nothing is opened before the copy holds what is public and refuses every write; then it is proved as a stranger finds
it, and closed again if that fails. proof.py asks as a stranger, filters.py says what is fit for one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from photospool.album.base import NotThere
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import MEDIA, PUBLIC, VIDEO, Document
from photospool.album.replication.add import bring_views, prepared
from photospool.album.replication.diff import names_of
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.filters import UNREADABLE, is_fit, unfit
from photospool.album.replication.mending import Naming, affected, mend
from photospool.album.replication.models import (
    FORMER,
    CheckResult,
    Condition,
    Copy,
    Direction,
    Films,
    Pause,
    ReplicaSpec,
    Tell,
)
from photospool.album.replication.progress import state_of
from photospool.album.replication.public.image_audit import hidden_in_pictures
from photospool.album.replication.public.proof import prove
from photospool.album.replication.public.retract import audit, films_in, shown_in
from photospool.album.replication.public.write_guard import guard_writes
from photospool.album.replication.remove import close_to_strangers
from photospool.album.replication.replications import Replications
from photospool.album.replication.revisions import called_public, leaves_of, public, public_parts
from photospool.album.replication.titles import entitle
from photospool.album.schema import is_readable
from photospool.album.views import is_part, when, words_of
from photospool.errors import CopyError, CopyRefused
from photospool.messages import joined, message, plural
from photospool.photo.metadata.public_fields import NAME_OF_FILE, WHO
from photospool.photo.metadata.text import as_text

_LOOK_S: Final = 0.5
MOST_NAMED: Final = 5
"""Photos whose reasons are told; the rest is plural."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo as strangers would see it."""

    photo_id: str
    name: str
    description: str
    day: str
    keywords: tuple[str, ...]
    is_part: bool = False
    """It belongs to another photo, and is shown with that."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A photo that says Public and is not fit for strangers."""

    photo_id: str
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What strangers would see, before anything is published."""

    photos: tuple[Shown, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    to_mend: int = 0
    """Of the photos those that say more than strangers get: that moves to their originals' documents first."""
    videos: int = 0
    """Of the photos those that are videos, or the film of a live photo."""
    to_name: int = 0
    """Of the photos those with which an earlier version stored who added them: a name for strangers takes its place."""

    @property
    def things(self) -> int:
        """How many photos strangers would count: what belongs to another one is shown with that."""
        return sum(not photo.is_part for photo in self.photos)


def preview(album: CouchAlbum, tell: Callable[[int], object] = lambda _count: None) -> Preview:
    """Look at every photo that says Public, its other versions and its pictures' bytes; ``tell`` counts them.

    Those that were taken last come first. Raises CopyRefused where the album's views are missing, and what the album
    raises.
    """
    photos: list[Shown] = []
    held_back: list[HeldBack] = []
    taken: dict[str, list[Any]] = {}
    things: dict[str, str] = {}
    to_mend = to_name = videos = 0
    try:
        for page in called_public(album.database):
            known = {item.photo_id: item.name for item in names_of(album.database, page)}
            for doc_id, leaves in leaves_of(album.database, page).items():
                documents = [leaf.document for leaf in leaves]
                reasons = list(dict.fromkeys(_reasons(album, documents)))
                name = known.get(doc_id, doc_id)
                shown = documents[0]
                taken[doc_id] = when(shown)
                things[doc_id] = str(shown["part_of"]) if is_part(shown) else doc_id
                if reasons:
                    held_back.append(HeldBack(doc_id, name, tuple(reasons)))
                else:
                    to_mend += not all(is_fit(document) for document in documents)
                    to_name += any(NAME_OF_FILE in document and bool(document.get(WHO)) for document in documents)
                    videos += shown.get(MEDIA) == VIDEO
                    photos.append(_shown(shown, name))
                tell(len(photos) + len(held_back))
    except NotThere as exc:
        raise CopyRefused("The album has no views yet.", "Please run “photospool album setup” first.") from exc

    def order(photo: Shown | HeldBack) -> tuple[list[Any], str, bool]:
        """As the timeline has them; what belongs to a photo comes right after it."""
        thing = things[photo.photo_id]
        return taken.get(thing, taken[photo.photo_id]), thing, thing == photo.photo_id

    photos.sort(key=order, reverse=True)
    held_back.sort(key=order, reverse=True)
    return Preview(tuple(photos), tuple(held_back), to_mend, videos, to_name)


def publish(
    album: CouchAlbum,
    wish: ReplicaSpec,
    tell: Tell,
    *,
    naming: Naming | None = None,
    title: str = "",
    films: Films = Films.NONE,
    pause: Pause = time.sleep,
) -> Copy:
    """Make a public copy and open it. Raises CopyRefused while photos are held back, and what the album raises.

    ``naming``: which name strangers see with photos that an earlier version stored; None: no name. ``title``: what the
    page calls itself; empty: as usual. ``films``: what strangers get of videos is noted; films.py makes them.

    What was chosen is kept before the photos are waited for: who ends that, or loses the server, opens it later.
    """
    found = preview(album)
    if found.held_back:
        raise not_ready(found.held_back)
    _mend_first(album, naming or Naming(), tell)
    tell(
        CheckResult(
            plural(
                "{n} photo or video will be seen; nothing in it is for the album's own people only.",
                "{n} photos or videos will be seen; nothing in them is for the album's own people only.",
                n=len(found.photos),
            )
        )
    )
    wish = replace(wish, direction=Direction.SEND)
    with prepared(album, wish, tell, is_public=True) as (made, source):
        copy = replace(made, films=films)
        there = open_copy(album, copy)
        _refuse_what_lies_there(album, there)
        with at_copy():
            bring_views(there, tell)
            guard_writes(there, copy.rules, films)
        tell(CheckResult("It refuses every change but its administrators'."))
        if title:
            _entitle(album, copy, title, tell)
        Replications(album).put(copy, source)
    open_to_strangers(album, copy, tell, pause=pause)
    return copy


def _entitle(album: CouchAlbum, copy: Copy, title: str, tell: Tell) -> None:
    """Nothing ends for it: what its page is called can be said at any time."""
    try:
        entitle(album, copy, title)
    except CopyError as exc:
        tell(CheckResult("The page could not be given its title. It can be given later.", False, exc.title))


def _mend_first(album: CouchAlbum, naming: Naming, tell: Tell) -> None:
    left: dict[str, tuple[str, str]] = {}
    mended = 0
    for page in affected(album):
        done = mend(album, page, naming)
        mended += len(done.photos)
        left |= done.left
    if left:
        raise not_ready([HeldBack(doc_id, name, (why,)) for doc_id, (name, why) in left.items()])
    if mended:
        tell(
            CheckResult(
                plural(
                    "The name of {n} file went to its original's document, where strangers don't see it.",
                    "The names of {n} files went to their originals' documents, where strangers don't see them.",
                    n=mended,
                )
            )
        )


def open_to_strangers(album: CouchAlbum, copy: Copy, tell: Tell, *, pause: Pause = time.sleep) -> None:
    """Wait until all is copied, let anybody read it, and prove it; closed and paused again where the proof fails.

    May be cut short and called again. Raises CopyError, and what the album raises.
    """
    wait_for_all(album, copy, tell, pause)
    tell(CheckResult("Every public photo is there."))
    there = open_copy(album, copy)
    audit(album, copy, pause=pause)
    with at_copy():
        bring_views(there, tell)
        there.database.secure({**there.database.security(), "members": {"names": [], "roles": []}})
    tell(CheckResult("Anybody may read it now."))
    failed = [tick for tick in prove(copy, tell) if not tick.is_fine]
    if failed:
        with at_copy():
            close_to_strangers(there)
        Replications(album).pause(copy)
        raise CopyRefused(
            "The public copy did not pass as a stranger sees it, so it was closed again.",
            joined(*(tick.title for tick in failed)),
        )


def not_ready(held_back: Sequence[HeldBack]) -> CopyRefused:
    """Why nothing is published yet."""
    photos = [
        message("{name}: {why}", name=item.name, why=joined(*item.reasons, by=", ")) for item in held_back[:MOST_NAMED]
    ]
    left = len(held_back) - len(photos)
    more = [plural("and {n} more", "and {n} more", n=left)] if left else []
    return CopyRefused(
        plural(
            "{n} photo can't be shown to strangers as it is, so nothing was published.",
            "{n} photos can't be shown to strangers as they are, so nothing was published.",
            n=len(held_back),
        ),
        joined(
            message("{photos}.", photos=joined(*photos, *more, by="; ")),
            "“photospool album repair” mends photos of older programs; settle conflicts, or make these photos Private.",
        ),
    )


def _reasons(album: CouchAlbum, documents: Sequence[Document]) -> Iterator[str]:
    if not all(is_readable(document) for document in documents):
        yield UNREADABLE
        return
    if any(document.get("cat") != PUBLIC for document in documents):
        yield message("another version of it is not public, and the two are in conflict")
    for document in documents:
        if document.get("cat") == PUBLIC:
            yield from unfit(document, FORMER)
            yield from hidden_in_pictures(album, document)


def _refuse_what_lies_there(album: CouchAlbum, there: CouchAlbum) -> None:
    """A database that holds anything else must not be opened to strangers."""
    for page in shown_in(there):
        strange = set(page) - set(public(album.database, page))
        if strange:
            raise CopyRefused(
                "The database holds other things already, which strangers would see.",
                "Please name a new one for the public copy. Nothing was changed.",
            )


def wait_for_all(album: CouchAlbum, copy: Copy, tell: Tell, pause: Pause) -> None:
    """Until all is there; each tenth of the way is told. Raises CopyRefused where it does not go on, and CopyError."""
    tenths = 0
    while True:
        state = state_of(album, copy)
        if state.condition is Condition.UP_TO_DATE:
            return
        if state.condition in {Condition.REFUSED, Condition.FAILING, Condition.PAUSED}:
            raise CopyRefused("The public copy is not complete, so it was not opened.", state.reason or "It is paused.")
        if state.condition is Condition.COPYING:
            arrived, of = arrived_in(album, copy)
            if of and tenths < arrived * 10 // of < 10:
                tenths = arrived * 10 // of
                text = message("{arrived} of {of} photos and videos have arrived.", arrived=arrived, of=of)
                tell(CheckResult(text, goes_on=True))
        pause(_LOOK_S)


def arrived_in(album: CouchAlbum, copy: Copy) -> tuple[int, int]:
    """How many photos a public copy holds, and how many the album calls public; each file counts. Raises CopyError."""
    copied = open_copy(album, copy)
    there = copied.database
    with at_copy():
        others = len(there.designs()) + len(films_in(copied))
        total = there.all_docs(limit=0).get("total_rows")
    rows = album.view("cat", key=PUBLIC, reduce=True)["rows"]
    called = rows[0].get("value") if rows else 0
    parts = sum(len(page) for page in public_parts(album.database))
    return max(0, total - others) if isinstance(total, int) else 0, parts + (called if isinstance(called, int) else 0)


def _shown(document: Mapping[str, Any], name: str) -> Shown:
    return Shown(
        str(document["_id"]),
        name,
        as_text(document.get("descr")),
        as_text(document.get("taken")),
        tuple(words_of(document.get("keywords"))),
        is_part(document),
    )

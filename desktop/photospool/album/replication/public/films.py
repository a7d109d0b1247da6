"""Make the films that a public copy's owner chose, and send them there: each is judged before it goes.

Cut short anywhere, the next time goes on: what is there is asked first, by its digest. A photo that stops being public
meanwhile takes its film along. Nothing is done where nobody chose films.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from photospool.album.base import ChangedMeanwhile, NotStored, Source, Write, in_pages
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.database import winners
from photospool.album.couchdb.size_probe import SizesTaken
from photospool.album.documents import MEDIA, VIDEO, couch_digest, original_id
from photospool.album.replication.diff import name_in, names_of
from photospool.album.replication.endpoint import at_copy, open_copy
from photospool.album.replication.models import CheckResult, Copy, Films, Missing, Pause, Tell, WithoutFilm
from photospool.album.replication.public.film_documents import (
    NAME,
    against_choice,
    digest_of,
    film_document,
    film_id,
    unfit_film,
)
from photospool.album.replication.public.film_notes import made_films, note_film, refused_films
from photospool.album.replication.public.image_audit import ImageAudit
from photospool.album.replication.public.retract import STILL_READABLE, STILL_READABLE_ADVICE, audit
from photospool.album.replication.public.write_guard import guard_writes
from photospool.album.replication.replications import Replications
from photospool.album.replication.revisions import PAGE, called_public, public
from photospool.album.schema import stubs
from photospool.errors import PhotoError, PhotoNotReady
from photospool.messages import message, plural
from photospool.photo.digests import digests
from photospool.photo.public_film import maker
from photospool.photo.public_film.film_privacy import CONTENT_TYPE
from photospool.photo.public_film.reasons import WORDS, CannotShow, by_its_poster

NO_ROOM: Final = "there is too little room for it in the folder for temporary files"
TOO_LARGE: Final = "the copy's server does not take files that large (“max_attachment_size”)"
NO_ORIGINAL: Final = "the album has no original of it"


@dataclass(slots=True)
class Brought:
    """What came of it."""

    sent: list[Missing] = field(default_factory=list)
    """Videos that strangers can play from now on."""
    left: list[tuple[Missing, str]] = field(default_factory=list)
    """Videos of which strangers see the poster alone, each with the reason, for people."""


def choose(album: CouchAlbum, copy: Copy, films: Films, tell: Tell, pause: Pause = time.sleep) -> Copy:
    """From now on strangers get this of videos. What they may not have any more is taken back before this ends.

    Making films is ``bring``'s. Raises CopyError, and what the album raises.
    """
    there = open_copy(album, copy)
    if copy.films is not films:
        copy = Replications(album).choose_films(copy, films)
    with at_copy():
        guard_writes(there, copy.rules, films)
    found = audit(album, copy, pause=pause)
    if found.films:
        tell(
            CheckResult(
                plural(
                    "{n} film was taken back; strangers see its poster.",
                    "{n} films were taken back; strangers see their posters.",
                    n=len(found.films),
                )
            )
        )
    if not found.is_clean:
        tell(CheckResult(STILL_READABLE, False, STILL_READABLE_ADVICE))
    return copy


def bring(
    album: CouchAlbum,
    copy: Copy,
    ids: Sequence[str] | None = None,
    *,
    tell: Tell = lambda _tick: None,
    pause: Pause = time.sleep,
) -> Brought:
    """Make and send the films of all public videos, or of these photos, that are not there yet.

    ``pause`` is called again and again with 0 while large files are under way; it may raise to end it. Raises
    CopyError, and what the album raises.
    """
    brought = Brought()
    copy = _as_chosen_now(album, copy)
    if copy.films is Films.NONE:
        return brought
    there = open_copy(album, copy)
    with at_copy():
        guard_writes(there, copy.rules, copy.films)
    way = _Way(album, copy, there, SizesTaken(there.takes), pause)
    pages = called_public(album.database) if ids is None else in_pages(ids, PAGE)
    for page in pages:
        for photo_id in _lacking(album, copy, there, page, brought):
            if _as_chosen_now(album, copy).films is not copy.films:
                return brought  # who looks next goes by the new choice
            item = Missing(photo_id, name_in(album.database, photo_id))
            why = _one(way, photo_id)
            if why:
                brought.left.append((item, why))
            else:
                brought.sent.append(item)
                tell(CheckResult(message("Strangers can play {name} now.", name=item.name)))
            pause(0)
    return brought


def _as_chosen_now(album: CouchAlbum, copy: Copy) -> Copy:
    """The copy with what its owner chose last: another window or computer may have said so since it was read."""
    kept = next((one for one in Replications(album).copies() if one.id == copy.id), None)
    return replace(copy, films=Films.NONE if kept is None else kept.films)


def told(brought: Brought, tell: Tell) -> None:
    """What strangers can't play, and why, as ticks."""
    for item, why in brought.left:
        tell(CheckResult(by_its_poster(item.name, why)))


def without_film(album: CouchAlbum, copy: Copy, there: CouchAlbum) -> tuple[WithoutFilm, ...]:
    """The videos in a copy of which no film can be made, by what was noted when it was tried. ``there`` may be a
    stranger's. Raises CopyError, and what the album raises.
    """
    refused = refused_films(album, copy)
    shown: list[str] = []
    for page in in_pages(sorted(refused), PAGE):
        with at_copy():
            shown += winners(there.database, page)
    names = {item.photo_id: item.name for item in names_of(album.database, shown)}
    return tuple(WithoutFilm(photo_id, names.get(photo_id, photo_id), WORDS[refused[photo_id]]) for photo_id in shown)


def _lacking(album: CouchAlbum, copy: Copy, there: CouchAlbum, page: Sequence[str], brought: Brought) -> Iterator[str]:
    """The public videos among these whose film is not there; those that can have none are noted in ``brought``."""
    wrong = ImageAudit.noted(album, copy).wrong
    allowed = [doc_id for doc_id in public(album.database, page, copy.rules) if doc_id not in wrong]
    videos = [doc_id for doc_id, said in winners(album.database, allowed).items() if said.get(MEDIA) == VIDEO]
    made, refused = made_films(album, copy), refused_films(album, copy)
    with at_copy():
        shown = winners(there.database, [film_id(photo_id) for photo_id in videos])
    for photo_id in videos:
        film = shown.get(film_id(photo_id), {})
        is_there = bool(film) and "_conflicts" not in film and not unfit_film(film, copy.films)
        if is_there and digest_of(film) == made.get(photo_id):
            continue
        if reason := refused.get(photo_id):
            brought.left.append((Missing(photo_id, name_in(album.database, photo_id)), WORDS[reason]))
        else:
            yield photo_id


@dataclass(frozen=True, slots=True)
class _Way:
    """From the album into its copy."""

    album: CouchAlbum
    copy: Copy
    there: CouchAlbum
    sizes: SizesTaken
    """What its server takes: each question costs seconds, and the videos may be many."""
    pause: Pause


def _one(way: _Way, photo_id: str) -> str:
    """Why strangers can't play this video; empty when they can."""
    with at_copy():  # before gigabytes are fetched for nothing; a film is hardly smaller than its video
        if not way.sizes.takes(_original(way.album, photo_id)[1]):
            return message(TOO_LARGE)
    with tempfile.TemporaryDirectory(prefix="photospool-film-") as folder:  # of mode 0700
        video, film = Path(folder) / "video", Path(folder) / NAME
        try:
            if not _fetched(way.album, photo_id, video, way.pause):
                return message(NO_ORIGINAL)
            maker.make(video, film, has_sound=way.copy.films is Films.SOUND, tell=lambda _bytes: way.pause(0))
            video.unlink()
            return _sent(way, photo_id, film)
        except CannotShow as exc:
            note_film(way.album, way.copy, photo_id, exc.reason)
            return WORDS[exc.reason]
        except OSError:
            return message(NO_ROOM)
        except (PhotoError, PhotoNotReady) as exc:
            return exc.title


def _original(album: CouchAlbum, photo_id: str) -> tuple[str, int]:
    """Name and bytes of the original's file; an empty name for none."""
    there = stubs(album.get(original_id(photo_id)) or {})
    found = ((name, int(stub.get("length") or 0)) for name, stub in there.items() if name.startswith("original."))
    return next(found, ("", 0))


def _fetched(album: CouchAlbum, photo_id: str, path: Path, pause: Pause) -> bool:
    """The original, if the album has it, proved by its digest. Raises OSError, and what the album raises."""
    name, _size = _original(album, photo_id)
    if not name:
        return False
    md5 = hashlib.md5(usedforsecurity=False)
    try:
        with album.database.attachment(original_id(photo_id), name) as chunks, path.open("xb") as out:
            for chunk in chunks:
                md5.update(chunk)
                out.write(chunk)
                pause(0)
    except NotStored:
        return False
    return md5.hexdigest() == photo_id


def _sent(way: _Way, photo_id: str, film: Path) -> str:
    """Send a film that was judged. Its digest is noted first: what is there without it is taken back."""
    album, copy, there, pause = way.album, way.copy, way.there, way.pause
    known = digests(film)
    with at_copy():
        if not way.sizes.takes(known.size):
            return message(TOO_LARGE)
    note_film(album, copy, photo_id, couch_digest(known.md5), pause)

    def under_way(_bytes: int) -> None:
        pause(0)

    source = Source(CONTENT_TYPE, known.md5, known.sha256, known.size, film, known.state, under_way)
    document: dict[str, Any] = film_document(photo_id, copy.films)
    with at_copy():
        former = winners(there.database, [film_id(photo_id)]).get(film_id(photo_id))
        if former is None or digest_of(former) != source.digest:
            rev = {} if former is None else {"_rev": former["_rev"]}
            _put(there, Write({**document, **rev}, {NAME: source}))
    # The choice may be another one since, and who made it has looked before the film came.
    now = _as_chosen_now(album, copy)
    if now.films is not copy.films:
        with at_copy():
            guard_writes(there, now.rules, now.films)
        audit(album, now, [photo_id], pause=pause)
        return against_choice(copy.films is Films.SOUND, now.films)
    # And it may have become Private while its film was under way.
    if photo_id not in public(album.database, [photo_id], copy.rules):
        audit(album, copy, [photo_id], pause=pause)
        return message("it is not public any more")
    return ""


def _put(there: CouchAlbum, write: Write) -> None:
    try:
        there.write(write)
    except ChangedMeanwhile:
        return  # another computer sent it in the same moment; the next look compares

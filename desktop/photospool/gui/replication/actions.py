"""What the Copies tab and its dialogs do, each a step for a worker thread: it asks servers and perhaps the keyring.

No widgets in here. Every step opens the album anew and closes it again, so that nothing outlives the program's end.
What asks servers is imported in the steps: the window is there sooner without.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from photospool.album.replication.models import (
    TODAY,
    CheckResult,
    Condition,
    Copy,
    CopyInspection,
    CopyState,
    Films,
    Overview,
    RemovalMode,
    ReplicaSpec,
    Tell,
)
from photospool.config.profile import Profile
from photospool.errors import PhotospoolError
from photospool.photo.metadata.text import as_text

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.maintenance.migrate import Moved
    from photospool.album.replication.public.publish import Preview
    from photospool.album.replication.service import Published
    from photospool.album.replication.sharing import TakenBack
    from photospool.engine.move_album import Destination

MOST_SHOWN: Final = 20
"""Photos that are shown by name before a copy is made public."""
MOST_TO_CHOOSE: Final = 100
"""The newest photos of a public copy from which the one for messengers is chosen."""
THUMB: Final = "thumb.jpg"


class Stopped(Exception):
    """The user does not want to wait any more."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """What strangers would see."""

    preview: Preview
    thumbs: Mapping[str, bytes]
    """Photo → its smallest picture, for the first of them."""


@contextmanager
def opened(here: Profile) -> Iterator[CouchAlbum]:
    """The album's server. Raises what an album raises."""
    from photospool.engine.factory import open_server

    album = open_server(here.settings.album, here.credentials())
    try:
        yield album
    finally:
        album.close()


def look(here: Profile) -> Overview:
    """Every copy and how it goes, and what strangers find at the public ones."""
    from photospool.album.replication.service import overview

    with opened(here) as album:
        return overview(album)


def pause(here: Profile, copy: Copy, _tell: Tell) -> CopyInspection:
    """Copy nothing there any more."""
    from photospool.album.replication.replications import Replications

    with opened(here) as album:
        return CopyInspection(CopyState(Replications(album).pause(copy), Condition.PAUSED))


def resume(here: Profile, copy: Copy, _tell: Tell, *, password: str | None = None) -> CopyInspection:
    """Go on, and send what was left out; another password is tried before it is kept. Raises CopyError."""
    from photospool.album.replication.resend import resume as go_on

    with opened(here) as album:
        return CopyInspection(go_on(album, copy, password=password))


def check(here: Profile, copy: Copy, tell: Tell) -> CopyInspection:
    """Look closely: what is missing, and of a public copy what a stranger finds; hurry what waits to be tried again."""
    from photospool.album.replication import service

    with opened(here) as album:
        return service.check(album, copy, tell)


def with_known_password(here: Profile, wish: ReplicaSpec) -> ReplicaSpec:
    """Of the album's own server and name the password is known: nobody needs to look for it where none was typed.

    May ask the keyring, and so the user.
    """
    own = here.settings.album
    is_own = bool(own.user) and (wish.url, wish.user) == (own.url.rstrip("/"), own.user)
    found = here.credentials() if is_own and not wish.password else None
    return replace(wish, password=found.password) if found is not None and found.user == wish.user else wish


def add(here: Profile, wish: ReplicaSpec, stop: threading.Event, tell: Tell) -> Copy:
    """Try everything, then copy from now on. Ends with ``stop``: what was made for it is taken away again."""
    from photospool.album.replication.add import add as begin

    with opened(here) as album:
        return begin(album, with_known_password(here, wish), tell, _until(stop))


def remove(here: Profile, copy: Copy, fate: RemovalMode, tell: Tell, administrator: tuple[str, str] | None) -> None:
    """Copy nothing there any more; what lies there is the user's word."""
    from photospool.album.replication.remove import remove as take_away

    with opened(here) as album:
        take_away(album, copy, fate, tell, administrator=administrator)


def preview(here: Profile, stop: threading.Event, counted: Callable[[int], object] = lambda _count: None) -> Previewed:
    """What strangers would see, and the first few pictures; ``counted`` hears how far it is. Ends with ``stop``.

    Whoever may write into one of the album's copies may have made them, so they are drawn anew by a decoding worker.
    """
    from photospool.album.replication.public.publish import preview as look_at_all
    from photospool.photo.redrawing import redrawing

    def tell(count: int) -> None:
        if stop.is_set():
            raise Stopped
        counted(count)

    with opened(here) as album, redrawing() as redrawn:
        found = look_at_all(album, tell)
        thumbs = {}
        for photo in found.photos[:MOST_SHOWN]:
            tell(found.things)
            thumbs[photo.photo_id] = _thumb(album, photo.photo_id, redrawn)
        return Previewed(found, thumbs)


def _thumb(album: CouchAlbum, photo_id: str, redrawn: Callable[[bytes], bytes]) -> bytes:
    """A JPEG drawn anew; empty where there is none to be had."""
    from photospool.album.base import NotStored

    with contextlib.suppress(NotStored, PhotospoolError), album.read(photo_id, THUMB) as chunks:
        return redrawn(b"".join(chunks))
    return b""


def publish(
    here: Profile,
    wish: ReplicaSpec,
    tell: Tell,
    stop: threading.Event,
    *,
    shown_as: str = "",
    title: str = "",
    films: Films = Films.NONE,
) -> Published:
    """Make a public copy; strangers see the name with photos that an earlier version stored, if there is one.

    Waiting for the photos ends with ``stop``: then the copy is there, and not open yet. Once it is open, only making
    the videos that strangers get ends with it.
    """
    from photospool.album.replication import service
    from photospool.engine.factory import naming_of

    with opened(here) as album:
        naming = naming_of(here.settings, shown_as)
        wish = with_known_password(here, wish)
        made = service.publish(album, wish, tell, naming=naming, title=title, films=films, pause=_until(stop))
        try:
            service.bring_films(album, made.copy, tell, _until(stop))
        except Stopped:
            tell(CheckResult(service.FILMS_LATER))
        except PhotospoolError as exc:  # the copy is open all the same
            tell(CheckResult(exc.title, False, exc.advice))
        return made


def choose_films(here: Profile, copy: Copy, films: Films, tell: Tell, stop: threading.Event) -> Copy:
    """What strangers get of videos from now on: taken back, or made and sent. Ends with ``stop``. Raises CopyError."""
    from photospool.album.replication import service

    with opened(here) as album:
        chosen = service.choose_films(album, copy, films, tell, _until(stop))
        service.bring_films(album, chosen, tell, _until(stop))
    return chosen


def _until(stop: threading.Event) -> Callable[[float], None]:
    """Waits for so many seconds; raises Stopped when nobody wants to wait any more."""

    def wait(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    return wait


def mend(here: Profile, copy: Copy, tell: Tell, *, shown_as: str) -> CopyInspection:
    """Let the public copies of an earlier version go by today's rules, after the user said yes. Raises CopyError."""
    from photospool.album.replication.progress import state_of
    from photospool.album.replication.upgrading import former_copies, upgrade
    from photospool.engine.factory import naming_of

    ticks: list[CheckResult] = []

    def told(tick: CheckResult) -> None:
        ticks.append(tick)
        tell(tick)

    with opened(here) as album:
        upgrade(album, former_copies(album), naming_of(here.settings, shown_as), told)
        state = state_of(album, replace(copy, rules=TODAY))
    return CopyInspection(state, tuple(ticks))


def to_mend(here: Profile) -> int:
    """How many public photos tell strangers what is not theirs."""
    from photospool.album.replication.upgrading import count

    with opened(here) as album:
        return count(album)


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a photo that waits for a choice."""

    rev: str
    values: Mapping[str, Any]
    """The fields that differ."""
    same: Mapping[str, Any]
    """What both say alike, to know the photo by."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A photo that two computers changed differently."""

    photo_id: str
    name: str
    fields: tuple[str, ...]
    """Those that differ."""
    sides: tuple[Side, ...]
    """The one that is shown now comes first."""
    thumb: bytes
    """A JPEG drawn anew, or empty."""


def choices(here: Profile, stop: threading.Event) -> tuple[Choice, ...]:
    """Every photo that waits for a choice; what can be made one without a person is made one. Ends with ``stop``."""
    from photospool.album.replication.conflicts import settle, torn_ids
    from photospool.photo.redrawing import redrawing

    made = []
    with opened(here) as album, redrawing() as redrawn:
        for conflict in settle(album, torn_ids(album)).undecided:
            if stop.is_set():
                raise Stopped
            fields = tuple(sorted({name for version in conflict.versions for name in version.values}))
            shown = album.get(conflict.photo_id) or {}
            same: dict[str, Any] = {
                name: shown[name] for name in ("taken", "cat", "descr") if name in shown and name not in fields
            }
            sides = tuple(Side(version.rev, version.values, same) for version in conflict.versions)
            thumb = _thumb(album, conflict.photo_id, redrawn)
            made.append(Choice(conflict.photo_id, conflict.name, fields, sides, thumb))
    return tuple(made)


def choose(here: Profile, photo_id: str, rev: str, stop: threading.Event) -> tuple[Choice, ...]:
    """Keep this version, and say what is left to choose; a photo that changed meanwhile is among it again."""
    from photospool.album.replication.conflicts import choose as keep

    with opened(here) as album:
        keep(album, photo_id, rev)
    return choices(here, stop)


def take_back(here: Profile, ids: Sequence[str], stop: threading.Event) -> TakenBack:
    """Make these photos Private and take them out of every public copy now. Ends with ``stop``."""
    from photospool.album.replication.sharing import take_back as take_out

    with opened(here) as album:
        return take_out(album, ids, pause=_until(stop))


@dataclass(frozen=True, slots=True)
class LinkPhoto:
    """A photo that may stand for a public copy where messengers show a link to it."""

    photo_id: str
    name: str
    day: str
    """``YYYY-MM-DD``, or whatever stands there."""
    description: str
    thumb: bytes
    """A JPEG drawn anew, or empty."""


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """What messengers show with a link to a public copy."""

    title: str
    """Empty: the page's own “Album”."""
    photo_id: str
    """Empty: no photo."""
    photos: tuple[LinkPhoto, ...] = ()
    """The one that stands for it now, and the newest that may."""


def set_link_preview(here: Profile, copy: Copy, title: str, photo_id: str) -> LinkPreview:
    """Let a public copy's page call itself so, and messengers show this photo; as it is shown. Raises CopyError."""
    from photospool.album.replication.titles import entitle, picture

    with opened(here) as album:
        picture(album, copy, photo_id)
        return LinkPreview(entitle(album, copy, title), photo_id)


def link_preview(here: Profile, copy: Copy, stop: threading.Event) -> LinkPreview:
    """What messengers show of a public copy, and what they could. Ends with ``stop``. Raises CopyError."""
    from photospool.album.replication.diff import names_of
    from photospool.album.replication.titles import candidates, picture_of, title_of
    from photospool.photo.redrawing import redrawing

    with opened(here) as album, redrawing() as redrawn:
        found = candidates(album, copy, MOST_TO_CHOOSE)
        names = {item.photo_id: item.name for item in names_of(album.database, [str(doc["_id"]) for doc in found])}
        photos = []
        for document in found:
            if stop.is_set():
                raise Stopped
            photo_id = str(document["_id"])
            thumb = _thumb(album, photo_id, redrawn)
            day, words = as_text(document.get("taken")), as_text(document.get("descr"))
            photos.append(LinkPhoto(photo_id, names.get(photo_id, photo_id), day, words, thumb))
        return LinkPreview(title_of(album, copy), picture_of(album, copy), tuple(photos))


def page_policy(copy: Copy, user: str, password: str) -> Published:
    """Whether the page of a public copy runs, and what would let it; asked by that server's administrator."""
    from photospool.album.replication.service import page_of

    return page_of(copy, user, password)


def let_run(published: Published) -> Published:
    """Let the copy's page run there: one setting of that server, after the user said yes."""
    from photospool.album.replication import service

    return service.let_run(published)


def move(
    here: Profile, to: Destination, tell: Callable[[Moved], None], said: Callable[[str], None], stop: threading.Event
) -> Moved:
    """Carry the album on this computer into a CouchDB, and use that one. Ends with ``stop``; it may be begun again."""
    from photospool.engine.move_album import move_album

    def told(moved: Moved) -> None:
        if stop.is_set():
            raise Stopped
        tell(moved)

    return move_album(here, to, told, said)

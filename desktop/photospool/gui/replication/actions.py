"""What the Copies tab and its dialogs do, each a step for a worker thread: it asks servers and perhaps the keyring.

No widgets in here. Every step opens the album anew and closes it again, so that nothing outlives the program's end.
What asks servers is imported in the steps: the window is there sooner without.
"""

from __future__ import annotations

import contextlib
import dataclasses
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from photospool.album.replication.models import (
    CheckResult,
    Condition,
    Copy,
    CopyState,
    Endpoint,
    RemovalMode,
    ReplicaSpec,
    Tell,
)
from photospool.config.profile import Profile
from photospool.errors import AlbumUnavailable, CopyError, CopyUnreachable, NotAllowed, PhotospoolError

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.couchdb.couchapp import Policy
    from photospool.album.maintenance.migrate import Moved
    from photospool.album.replication.public.publish import Preview
    from photospool.config.settings import AlbumChoice

MOST_SHOWN: Final = 20
"""Photos that are shown by name before a copy is made public."""
THUMB: Final = "thumb.jpg"


class Stopped(Exception):
    """The user does not want to wait any more."""


@dataclass(frozen=True, slots=True)
class CopyInspection:
    """What a close look at a copy found."""

    state: CopyState
    ticks: tuple[CheckResult, ...] = ()
    """Of a public copy: what a stranger can and can't do."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """What anybody finds at a public copy just now."""

    is_open: bool
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Copies:
    """Every copy of the album, as it goes just now."""

    states: tuple[CopyState, ...]
    strangers: Mapping[str, Strangers] = field(default_factory=dict)
    """By a copy's id; nothing where it is not known."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """What strangers would see."""

    preview: Preview
    thumbs: Mapping[str, bytes]
    """Photo → its smallest picture, for the first of them."""


@dataclass(frozen=True, slots=True)
class Published:
    """A copy that strangers can look at, and what is left to do on its server."""

    copy: Copy
    proxy: str
    """Lines for nginx."""
    administrator: Endpoint = field(repr=False)
    """The copy as whoever set it up reaches it; kept as long as the dialog is open."""
    policy: Policy | None = None
    """Whether its page runs; None where it has none."""


@contextmanager
def opened(here: Profile) -> Iterator[CouchAlbum]:
    """The album's server. Raises what an album raises."""
    from photospool.engine.factory import open_server

    album = open_server(here.settings.album, here.credentials())
    try:
        yield album
    finally:
        album.close()


def look(here: Profile) -> Copies:
    """Every copy and how it goes."""
    from photospool.album.replication.progress import state_of
    from photospool.album.replication.replications import Replications

    with opened(here) as album:
        states = tuple(state_of(album, copy) for copy in Replications(album).copies())
        strangers = {}
        for state in states:
            if state.copy.is_public and state.condition in {Condition.UP_TO_DATE, Condition.COPYING}:
                with contextlib.suppress(CopyError):
                    strangers[state.copy.id] = _strangers(album, state.copy)
        return Copies(states, strangers)


def _strangers(album: CouchAlbum, copy: Copy) -> Strangers:
    """Asked without a name. Raises CopyError where this computer can't know."""
    from photospool.album.replication.endpoint import at_copy, may_reach
    from photospool.album.replication.public.retract import is_open, stranger

    if not copy.url_here and not may_reach(album, copy.there.url):
        raise CopyUnreachable("Only the album's server can reach this copy, not this computer.")
    if not is_open(copy):
        return Strangers(is_open=False)
    anybody = stranger(copy)
    with at_copy():
        count = int(anybody.database.info().get("doc_count") or 0)
        designs = anybody.database.all_docs(startkey="_design/", endkey="_design0")["rows"]
    return Strangers(is_open=True, photos=count - len(designs))


def pause(here: Profile, copy: Copy) -> CopyInspection:
    """Copy nothing there any more."""
    from photospool.album.replication.replications import Replications

    with opened(here) as album:
        return CopyInspection(CopyState(Replications(album).pause(copy), Condition.PAUSED))


def resume(here: Profile, copy: Copy, password: str | None = None) -> CopyInspection:
    """Go on, and send what was left out; another password is tried before it is kept. Raises CopyError."""
    from photospool.album.replication.resend import resume as go_on

    with opened(here) as album:
        return CopyInspection(go_on(album, copy, password=password))


def check(here: Profile, copy: Copy) -> CopyInspection:
    """Look closely: what is missing, and of a public copy what a stranger finds; hurry what waits to be tried again."""
    from photospool.album.replication.resend import look_closely

    with opened(here) as album:
        state = look_closely(album, copy)
        ticks: list[CheckResult] = []
        if copy.is_public and state.condition in {Condition.UP_TO_DATE, Condition.COPYING}:
            state = _seen_by_strangers(album, state, ticks)
        return CopyInspection(state, tuple(ticks))


def _seen_by_strangers(album: CouchAlbum, state: CopyState, ticks: list[CheckResult]) -> CopyState:
    """Take back what is not public, then prove it; one that is not open yet is opened if it passes."""
    from photospool.album.replication.public.proof import prove
    from photospool.album.replication.public.publish import open_to_strangers
    from photospool.album.replication.public.retract import audit, is_open

    try:
        if is_open(state.copy):
            found = audit(album, state.copy)
            prove(state.copy, ticks.append)
            return dataclasses.replace(state, missing=found.missing)
        open_to_strangers(album, state.copy, ticks.append)
    except CopyError as exc:
        ticks.append(CheckResult(exc.title, False, exc.advice))
    return state


def add(here: Profile, wish: ReplicaSpec, tell: Tell) -> Copy:
    """Try everything, then copy from now on."""
    from photospool.album.replication.add import add as begin

    with opened(here) as album:
        return begin(album, wish, tell)


def remove(here: Profile, copy: Copy, fate: RemovalMode, tell: Tell, administrator: tuple[str, str] | None) -> None:
    """Copy nothing there any more; what lies there is the user's word."""
    from photospool.album.replication.remove import remove as take_away

    with opened(here) as album:
        take_away(album, copy, fate, tell, administrator=administrator)


def preview(here: Profile, stop: threading.Event) -> Previewed:
    """What strangers would see, and the first few pictures. Ends with ``stop``.

    Whoever may write into one of the album's copies may have made them, so they are drawn anew by a decoding worker.
    """
    from photospool.album.replication.public.publish import preview as look_at_all
    from photospool.album.store_photo import NotStored
    from photospool.photo.redrawing import redrawing

    def tell(_count: int) -> None:
        if stop.is_set():
            raise Stopped

    with opened(here) as album, redrawing() as redrawn:
        found = look_at_all(album, tell)
        thumbs = {}
        for photo in found.photos[:MOST_SHOWN]:
            tell(0)
            with contextlib.suppress(NotStored, PhotospoolError), album.read(photo.photo_id, THUMB) as chunks:
                thumbs[photo.photo_id] = redrawn(b"".join(chunks))
        return Previewed(found, thumbs)


def publish(here: Profile, wish: ReplicaSpec, tell: Tell, stop: threading.Event) -> Published:
    """Make a public copy. Waiting for the photos ends with ``stop``: then the copy is there, and not open yet."""
    from photospool.album.replication.public.proxy import nginx
    from photospool.album.replication.public.publish import publish as make_public

    def wait(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    with opened(here) as album:
        copy = make_public(album, wish, tell, pause=wait)
    administrator = dataclasses.replace(copy.here, user=wish.user, password=wish.password)
    return _with_policy(Published(copy, nginx(copy), administrator))


def let_run(published: Published) -> Published:
    """Let the copy's page run there: one setting of that server, after the user said yes."""
    from photospool.album.couchdb.couchapp import set_policy
    from photospool.album.replication.endpoint import at_copy, open_endpoint

    if published.policy is not None:
        server = open_endpoint(published.administrator, allow_plain_http=True)
        with at_copy():
            set_policy(server, published.policy)
    return _with_policy(published)


def _with_policy(published: Published) -> Published:
    from photospool.album.couchdb.couchapp import examine
    from photospool.album.replication.endpoint import at_copy, open_endpoint

    with at_copy():
        policy = examine(open_endpoint(published.administrator, allow_plain_http=True))
    return dataclasses.replace(published, policy=policy)


def move(
    here: Profile,
    choice: AlbumChoice,
    password: str | None,
    tell: Callable[[Moved], None],
    stop: threading.Event,
) -> Moved:
    """Carry the album on this computer into a CouchDB, until nothing is left to send. It may be begun again."""
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.couchdb.setup import set_up
    from photospool.album.embedded.album import LocalAlbum
    from photospool.album.maintenance.migrate import Moved
    from photospool.album.maintenance.migrate import move as carry
    from photospool.config.apply_settings import question_of

    question = question_of(choice, password, here.vault)

    def told(moved: Moved) -> None:
        if stop.is_set():
            raise Stopped
        tell(moved)

    source = LocalAlbum(here.places.album)
    target = CouchAlbum(
        choice.url,
        choice.database,
        user=question.user,
        password=question.password,
        ca_file=choice.ca_file or None,
        allow_plain_http=choice.allow_plain_http,
    )
    try:
        with contextlib.suppress(NotAllowed):  # views are an administrator's to bring; photos can go there without
            set_up(target, create=False)
        first = carry(source, target, told)
        sent = first.sent
        for _ in range(3):  # what somebody edited on the page meanwhile
            again = carry(source, target, told)
            sent += again.sent
            if not again.sent:
                return Moved(again.photos, again.of, sent)
    finally:
        source.close()
        target.close()
    raise AlbumUnavailable("The album on this computer is being changed by somebody else.", "Please try again.")

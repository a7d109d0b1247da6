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

from photospool.album.copies.values import Condition, Copy, CopyState, Endpoint, Fate, Tell, Tick, Wish
from photospool.errors import AlbumUnavailable, CopyError, CopyUnreachable, NotAllowed, PhotospoolError
from photospool.installation import Installation

if TYPE_CHECKING:
    from photospool.album.copies.public import Preview
    from photospool.album.couch import CouchAlbum
    from photospool.album.couchapp import Policy
    from photospool.album.move import Moved
    from photospool.settings import AlbumChoice

MOST_SHOWN: Final = 20
"""Photos that are shown by name before a copy is made public."""
THUMB: Final = "thumb.jpg"


class Stopped(Exception):
    """The user does not want to wait any more."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a close look at a copy found."""

    state: CopyState
    ticks: tuple[Tick, ...] = ()
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
def opened(here: Installation) -> Iterator[CouchAlbum]:
    """The album's server. Raises what an album raises."""
    from photospool.assembly import open_server

    album = open_server(here.settings.album, here.credentials())
    try:
        yield album
    finally:
        album.close()


def look(here: Installation) -> Copies:
    """Every copy and how it goes."""
    from photospool.album.copies.keeping import Keeper
    from photospool.album.copies.watching import state_of

    with opened(here) as album:
        states = tuple(state_of(album, copy) for copy in Keeper(album).copies())
        strangers = {}
        for state in states:
            if state.copy.is_public and state.condition in {Condition.UP_TO_DATE, Condition.COPYING}:
                with contextlib.suppress(CopyError):
                    strangers[state.copy.id] = _strangers(album, state.copy)
        return Copies(states, strangers)


def _strangers(album: CouchAlbum, copy: Copy) -> Strangers:
    """Asked without a name. Raises CopyError where this computer can't know."""
    from photospool.album.copies.there import at_copy, may_reach
    from photospool.album.copies.unpublish import is_open, stranger

    if not copy.url_here and not may_reach(album, copy.there.url):
        raise CopyUnreachable("Only the album's server can reach this copy, not this computer.")
    if not is_open(copy):
        return Strangers(is_open=False)
    anybody = stranger(copy)
    with at_copy():
        count = int(anybody.database.info().get("doc_count") or 0)
        designs = anybody.database.all_docs(startkey="_design/", endkey="_design0")["rows"]
    return Strangers(is_open=True, photos=count - len(designs))


def pause(here: Installation, copy: Copy) -> Looked:
    """Copy nothing there any more."""
    from photospool.album.copies.keeping import Keeper

    with opened(here) as album:
        return Looked(CopyState(Keeper(album).pause(copy), Condition.PAUSED))


def resume(here: Installation, copy: Copy, password: str | None = None) -> Looked:
    """Go on, and send what was left out; another password is tried before it is kept. Raises CopyError."""
    from photospool.album.copies.sending import resume as go_on

    with opened(here) as album:
        return Looked(go_on(album, copy, password=password))


def check(here: Installation, copy: Copy) -> Looked:
    """Look closely: what is missing, and of a public copy what a stranger finds; hurry what waits to be tried again."""
    from photospool.album.copies.sending import look_closely

    with opened(here) as album:
        state = look_closely(album, copy)
        ticks: list[Tick] = []
        if copy.is_public and state.condition in {Condition.UP_TO_DATE, Condition.COPYING}:
            state = _seen_by_strangers(album, state, ticks)
        return Looked(state, tuple(ticks))


def _seen_by_strangers(album: CouchAlbum, state: CopyState, ticks: list[Tick]) -> CopyState:
    """Take back what is not public, then prove it; one that is not open yet is opened if it passes."""
    from photospool.album.copies.proving import prove
    from photospool.album.copies.public import open_to_strangers
    from photospool.album.copies.unpublish import audit, is_open

    try:
        if is_open(state.copy):
            found = audit(album, state.copy)
            prove(state.copy, ticks.append)
            return dataclasses.replace(state, missing=found.missing)
        open_to_strangers(album, state.copy, ticks.append)
    except CopyError as exc:
        ticks.append(Tick(exc.title, False, exc.advice))
    return state


def add(here: Installation, wish: Wish, tell: Tell) -> Copy:
    """Try everything, then copy from now on."""
    from photospool.album.copies.adding import add as begin

    with opened(here) as album:
        return begin(album, wish, tell)


def remove(here: Installation, copy: Copy, fate: Fate, tell: Tell, administrator: tuple[str, str] | None) -> None:
    """Copy nothing there any more; what lies there is the user's word."""
    from photospool.album.copies.removing import remove as take_away

    with opened(here) as album:
        take_away(album, copy, fate, tell, administrator=administrator)


def preview(here: Installation, stop: threading.Event) -> Previewed:
    """What strangers would see, and the first few pictures. Ends with ``stop``.

    Whoever may write into one of the album's copies may have made them, so they are drawn anew by a decoding worker.
    """
    from photospool.album.copies.public import preview as look_at_all
    from photospool.album.storing import NotStored
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


def publish(here: Installation, wish: Wish, tell: Tell, stop: threading.Event) -> Published:
    """Make a public copy. Waiting for the photos ends with ``stop``: then the copy is there, and not open yet."""
    from photospool.album.copies.proxy import nginx
    from photospool.album.copies.public import publish as make_public

    def wait(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    with opened(here) as album:
        copy = make_public(album, wish, tell, pause=wait)
    administrator = dataclasses.replace(copy.here, user=wish.user, password=wish.password)
    return _with_policy(Published(copy, nginx(copy), administrator))


def let_run(published: Published) -> Published:
    """Let the copy's page run there: one setting of that server, after the user said yes."""
    from photospool.album.copies.there import at_copy, open_endpoint
    from photospool.album.couchapp import set_policy

    if published.policy is not None:
        server = open_endpoint(published.administrator, allow_plain_http=True)
        with at_copy():
            set_policy(server, published.policy)
    return _with_policy(published)


def _with_policy(published: Published) -> Published:
    from photospool.album.copies.there import at_copy, open_endpoint
    from photospool.album.couchapp import examine

    with at_copy():
        policy = examine(open_endpoint(published.administrator, allow_plain_http=True))
    return dataclasses.replace(published, policy=policy)


def move(
    here: Installation,
    choice: AlbumChoice,
    password: str | None,
    tell: Callable[[Moved], None],
    stop: threading.Event,
) -> Moved:
    """Carry the album on this computer into a CouchDB, until nothing is left to send. It may be begun again."""
    from photospool.album.couch import CouchAlbum
    from photospool.album.local import LocalAlbum
    from photospool.album.move import Moved
    from photospool.album.move import move as carry
    from photospool.album.setup import set_up
    from photospool.choosing import question_of

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

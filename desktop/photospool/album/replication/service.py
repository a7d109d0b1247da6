"""What people ask of the album's copies, one function for each action: command line and window only show what it says.

``tell`` hears of each step as soon as it was tried. ``pause`` waits so many seconds and may raise to end the action.
Nobody is asked anything in here: what needs a yes is done after it.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from photospool.album.couchdb import setup
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.couchapp import Policy, examine
from photospool.album.replication import carrying
from photospool.album.replication.endpoint import at_copy, is_reached, open_endpoint
from photospool.album.replication.mending import Naming
from photospool.album.replication.models import (
    CheckResult,
    Condition,
    Copy,
    CopyInspection,
    CopyState,
    Endpoint,
    Films,
    Overview,
    Pause,
    ReplicaSpec,
    Strangers,
    Tell,
)
from photospool.album.replication.progress import state_of
from photospool.album.replication.public import films as film_making
from photospool.album.replication.public import proof
from photospool.album.replication.public.proxy import nginx
from photospool.album.replication.public.publish import open_to_strangers
from photospool.album.replication.public.publish import publish as make_public
from photospool.album.replication.public.retract import (
    STILL_READABLE,
    STILL_READABLE_ADVICE,
    Audit,
    audit,
    films_in,
    is_open,
    last_look,
    stranger,
)
from photospool.album.replication.replications import Replications
from photospool.album.replication.resend import look_closely
from photospool.errors import CopyError, CopyUnreachable
from photospool.messages import message, plural

MOST_NAMED: Final = 20
"""Photos of one kind that are named among the ticks; the rest is counted."""
FILMS_LATER: Final = "Not all videos are there yet: the rest is sent by itself while Photospool runs."
"""Where nobody wants to wait for them any more."""


def overview(album: CouchAlbum) -> Overview:
    """Every copy and how it goes, and what strangers find at the public ones. Raises what the album raises."""
    states = tuple(_with_large(album, state_of(album, copy)) for copy in Replications(album).copies())
    strangers = {}
    for state in states:
        if state.copy.is_public and state.condition in {Condition.UP_TO_DATE, Condition.COPYING}:
            with contextlib.suppress(CopyError):
                strangers[state.copy.id] = _strangers(album, state.copy)
    return Overview(states, strangers)


def _with_large(album: CouchAlbum, state: CopyState) -> CopyState:
    """The state with what is up to Photospool itself, once it says that anything goes."""
    if not state.copy.largest or state.condition not in {Condition.UP_TO_DATE, Condition.COPYING}:
        return state
    found = carrying.look(album, state.copy)
    return replace(state, carrying=found, missing=(*state.missing, *found.hindered))


def _strangers(album: CouchAlbum, copy: Copy) -> Strangers:
    """Asked without a name. Raises CopyError where this computer can't know."""
    if not is_reached(album, copy):
        raise CopyUnreachable("Only the album's server can reach this copy, not this computer.")
    if not is_open(copy):
        return Strangers(is_open=False)
    with contextlib.closing(stranger(copy)) as anybody, at_copy():
        count = int(anybody.database.info().get("doc_count") or 0)
        films = len(films_in(anybody))
        others = len(anybody.database.designs()) + films
        without = film_making.without_film(album, copy, anybody)
        policy = examine(anybody)
    fails = policy.fails if policy is not None else ""
    return Strangers(True, count - others, last_look(album, copy), films, without, fails)


def check(album: CouchAlbum, copy: Copy, tell: Tell, pause: Pause = time.sleep) -> CopyInspection:
    """Look closely: send what is lacking, hurry what waits to be tried again, and prove what is public.

    What can't be known of a public copy is a tick, for it goes on by itself. Raises what the album raises.
    """
    state = look_closely(album, copy, tell=tell, pause=pause)
    if state.condition is Condition.COPYING or state.reason:  # nothing was compared
        state = _with_large(album, state)
    if not copy.is_public or state.condition is Condition.REFUSED:  # the password is not tried again
        return CopyInspection(state)
    ticks: list[CheckResult] = []

    def told(tick: CheckResult) -> None:
        ticks.append(tick)
        tell(tick)

    found = None
    try:
        found = prove(album, copy, told, pause)
    except CopyError as exc:
        told(CheckResult(exc.title, False, exc.advice))
    if found is None:
        return CopyInspection(state, tuple(ticks))
    if state.condition is Condition.UP_TO_DATE:  # else they may be on their way
        state = replace(state, missing=found.missing)
    return CopyInspection(state, tuple(ticks), found.unpublished)


@dataclass(frozen=True, slots=True)
class Published:
    """A copy that strangers can look at, and what is left to do on its server."""

    copy: Copy
    administrator: Endpoint = field(repr=False)
    """The copy as whoever set it up reaches it."""
    policy: Policy | None = None
    """Whether its page runs; None where it has none, or where that can't be seen."""

    @property
    def proxy(self) -> str:
        """Lines for nginx."""
        return nginx(self.copy)


def publish(
    album: CouchAlbum,
    wish: ReplicaSpec,
    tell: Tell,
    *,
    naming: Naming,
    title: str = "",
    films: Films = Films.NONE,
    pause: Pause = time.sleep,
) -> Published:
    """Make a public copy, open it, and look whether its page runs. Raises CopyError, and what the album raises.

    ``films``: what strangers get of videos is noted; ``bring_films`` makes them, as does a program that runs.

    Waiting for the photos ends with ``pause``: then the copy is there, and the next ``check`` or ``prove`` opens it.
    """
    copy = make_public(album, wish, tell, naming=naming, title=title, films=films, pause=pause)
    try:
        return page_of(copy, wish.user, wish.password)
    except CopyError as exc:  # it is open all the same
        tell(CheckResult("Whether its page runs there could not be seen.", False, exc.title))
        return Published(copy, _administrator(copy, wish.user, wish.password))


def page_of(copy: Copy, user: str, password: str) -> Published:
    """Whether the page of a public copy runs, asked by that server's administrator. Raises CopyError."""
    return _with_policy(Published(copy, _administrator(copy, user, password)))


def let_run(published: Published) -> Published:
    """Let the copy's page run there: one setting of that server, after an administrator said yes. Raises CopyError."""
    if published.policy is not None:
        with at_server_of(published) as server:
            setup.let_run(server, published.policy)
    return _with_policy(published)


@contextlib.contextmanager
def at_server_of(published: Published) -> Iterator[CouchAlbum]:
    """The copy as its server's administrator has it. What that server refuses is CopyError."""
    # That the way may be unencrypted was decided when the copy was added.
    server = open_endpoint(published.administrator, allow_plain_http=True)
    with contextlib.closing(server), at_copy():
        yield server


def _administrator(copy: Copy, user: str, password: str) -> Endpoint:
    return replace(copy.here, user=user, password=password)


def _with_policy(published: Published) -> Published:
    with at_server_of(published) as server:
        return replace(published, policy=examine(server))


def prove(album: CouchAlbum, copy: Copy, tell: Tell, pause: Pause = time.sleep) -> Audit:
    """Take back what is not public, then try as a stranger to read and change everything; each finding is a tick.

    A copy that is not open yet is opened when all photos are there, and closed again where it does not pass.
    Raises CopyError, and what the album raises.
    """
    if not is_open(copy):
        if state_of(album, copy).condition is Condition.UNREACHABLE:
            raise CopyUnreachable(
                "The public copy is not complete, so it was not opened.",
                "The album's server can't reach it just now. Please check it again when it can.",
            )
        open_to_strangers(album, copy, tell, pause=pause)
        bring_films(album, copy, tell, pause)
        return Audit()
    found = audit(album, copy, pause=pause)
    _tell_taken_back(found, tell)
    bring_films(album, copy, tell, pause)
    proof.prove(copy, tell)
    return found


def choose_films(album: CouchAlbum, copy: Copy, films: Films, tell: Tell, pause: Pause = time.sleep) -> Copy:
    """What strangers get of videos from now on; what they may not have any more is taken back before this ends.

    ``bring_films`` makes them. Raises CopyError, and what the album raises.
    """
    return film_making.choose(album, copy, films, tell, pause)


def bring_films(album: CouchAlbum, copy: Copy, tell: Tell, pause: Pause = time.sleep) -> None:
    """Make and send the films that are not there yet. ``pause`` may raise: the rest is made by itself then.

    Raises CopyError, and what the album raises.
    """
    film_making.told(film_making.bring(album, copy, tell=tell, pause=pause), tell)
    if copy.films is not Films.NONE:
        _tell_policy(copy, tell)


def _tell_policy(copy: Copy, tell: Tell) -> None:
    """A policy that was set for the copy's page before there were videos lets it play none."""
    with contextlib.suppress(CopyError), contextlib.closing(stranger(copy)) as anybody, at_copy():
        policy = examine(anybody)
        if policy is not None and policy.lets_run and not policy.lets_play:
            advice = message(
                "“Let the page run there…” in the window sets another one. By hand, an administrator of that server "
                "sets csp/attachments_header_value to: {wanted}",
                wanted=policy.wanted,
            )
            tell(CheckResult("The copy's page can't play videos: that server's policy does not let it.", False, advice))


def _tell_taken_back(found: Audit, tell: Tell) -> None:
    gone = [message("Taken back: {name}", name=item.name) for item in found.unpublished]
    gone += [message("The film was taken back: {name}", name=item.name) for item in found.films]
    versions = [message("A version was taken back, the photo stays: {name}", name=item.name) for item in found.versions]
    for sentences in (gone, versions):
        for sentence in sentences[:MOST_NAMED]:
            tell(CheckResult(sentence))
        if len(sentences) > MOST_NAMED:
            tell(CheckResult(plural("and {n} more", "and {n} more", n=len(sentences) - MOST_NAMED)))
    if not found.is_clean:
        tell(CheckResult(STILL_READABLE, False, STILL_READABLE_ADVICE))

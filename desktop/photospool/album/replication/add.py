"""Add a copy: look at its server, make narrow names for it, try one document there and back, then copy from now on.

What is wrong is said by the step that finds it, and no name that was made for a copy stays behind when it comes to
nothing. Replication runs on the album's server, so only what that server did itself is a proof.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any, Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.response_errors import ServerReply
from photospool.album.couchdb.setup import set_up
from photospool.album.couchdb.transport import Address
from photospool.album.replication.endpoint import at_copy, may_reach, open_endpoint
from photospool.album.replication.filters import TEST
from photospool.album.replication.limits import limited
from photospool.album.replication.models import (
    CheckResult,
    Condition,
    Copy,
    Direction,
    Endpoint,
    Pause,
    ReplicaSpec,
    Tell,
)
from photospool.album.replication.replications import PREFIX, Replications, as_endpoint
from photospool.album.replication.status import meaning
from photospool.album.replication.users import let_in, make_user, remove_user, turn_out
from photospool.errors import (
    AlbumRefused,
    AlbumUnavailable,
    CopyError,
    CopyRefused,
    CopyUnreachable,
    DatabaseMissing,
    NotAllowed,
)
from photospool.messages import message
from photospool.photo.metadata.text import line

COPIED: Final = "From now on it is copied by itself."
_LOOPBACK: Final = "http://127.0.0.1"
_TRIES: Final = 3
_STALE: Final = 20
"""Connections that a server's pool may keep to another; each is tried at most once."""
_STALE_S: Final = 0.2


def add(album: CouchAlbum, wish: ReplicaSpec, tell: Tell, pause: Pause = time.sleep) -> Copy:
    """Set a copy up and begin to copy. Raises CopyError, and what the album raises.

    ``pause`` may raise to end it before each step that is told: what was made for it is taken away again then.
    """

    def told(tick: CheckResult) -> None:
        pause(0)
        tell(tick)

    with prepared(album, wish, told) as (copy, source):
        made = limited(album, copy)
        Replications(album).put(made, source)
    tell(CheckResult(COPIED))  # no way back any more but to remove it
    return made


@contextmanager
def prepared(
    album: CouchAlbum, wish: ReplicaSpec, tell: Tell, *, is_public: bool = False
) -> Iterator[tuple[Copy, Endpoint]]:
    """A copy that was tried and only has to be kept, and the album as its own server reaches it.

    What was made for it is taken away again when the block raises.
    """
    if "_admin" not in album.server.roles():
        raise NotAllowed(
            "Only an administrator of the album's server can set up a copy.",
            "That server does the copying and keeps the password for it. Please sign in as one. Nothing was changed.",
        )
    copy_id = secrets.token_hex(4)
    with ExitStack() as undo:
        there, made_user = _narrow(album, wish, copy_id, tell, undo, is_public=is_public)
        source = _at_home(album, copy_id, undo)
        source = try_out(album, source, there, wish.direction, tell)
        name = wish.name.strip() or f"{Address.parse(wish.url)[0].netloc}/{wish.database}"
        copy = Copy(copy_id, name, there, wish.direction, is_public, _seen_from_here(wish), made_user)
        yield copy, source
        undo.pop_all()


def try_out(album: CouchAlbum, source: Endpoint, there: Endpoint, direction: Direction, tell: Tell) -> Endpoint:
    """Carry one document over as the server itself will do it; returns the album as the server reaches it."""
    failure: CopyError | None = None
    for url in addresses_of(album):
        here = replace(source, url=url)
        try:
            if direction.sends:
                _send_one(album, here, there)
                tell(CheckResult("The album's server carried one test document there, and took it back."))
            if direction.fetches:
                _replicate(album, there, here, f"{TEST}none")
                tell(CheckResult("The album's server can fetch from there."))
        except CopyError as exc:
            failure = exc
            if here.url not in str(exc.__cause__ or ""):
                raise
        else:
            return here
    assert failure is not None  # noqa: S101 (there is always an address)
    raise failure


def addresses_of(album: CouchAlbum) -> list[str]:
    """Under which addresses the album's server may reach itself; its own loopback first, for nothing leaves it."""
    found = []
    try:
        if port := album.server.http_port():
            found.append(f"{_LOOPBACK}:{port}")
    except AlbumRefused:
        pass
    return list(dict.fromkeys([*found, album.server.url]))


def _narrow(
    album: CouchAlbum, wish: ReplicaSpec, copy_id: str, tell: Tell, undo: ExitStack, *, is_public: bool
) -> tuple[Endpoint, str]:
    """The copy with the narrowest credentials that can be had, and the name that was made for it, if any."""
    url = Address.parse(wish.url)[0].url
    given = Endpoint(url, wish.database, wish.user, wish.password)
    here = replace(given, url=_seen_from_here(wish) or url)
    there = open_endpoint(here, allow_plain_http=wish.allow_plain_http)
    if wish.url_here:
        open_endpoint(given, allow_plain_http=wish.allow_plain_http).close()  # refuses plain http
    try:
        if not wish.url_here and not may_reach(album, url):
            raise CopyUnreachable("That address means another machine here.")
        with at_copy():
            check_kind(there, tell)
            is_admin = "_admin" in there.server.roles()
            _make_database(there, wish, is_admin=is_admin, tell=tell)
        if not is_admin:
            return given, ""
        with at_copy():
            bring_views(there, tell)
            # Not the name that reads the album: both may lie on one server.
            narrow = Endpoint(url, wish.database, f"{PREFIX}{copy_id}-there", secrets.token_urlsafe(24))
            make_user(there.server, narrow.user, narrow.password)
            undo.callback(_quietly, lambda: remove_user(there.server, narrow.user))
            let_in(there.database, narrow.user, as_admin=is_public)
            undo.callback(_quietly, lambda: turn_out(there.database, narrow.user))
        tell(
            CheckResult(
                message(
                    "Made a name of its own there that can open this copy and nothing else: {user}.", user=narrow.user
                )
            )
        )
        return narrow, narrow.user
    except CopyUnreachable:
        if is_public:
            raise
        tell(
            CheckResult(
                "This computer can't reach it itself, so its photos can't be compared here; the server is asked."
            )
        )
        return given, ""


def _seen_from_here(wish: ReplicaSpec) -> str:
    """The server's address for this computer; a name or a password in it would be shown to whoever sees the copy."""
    return Address.parse(wish.url_here)[0].url if wish.url_here else ""


def check_kind(there: CouchAlbum, tell: Tell) -> None:
    """Say which CouchDB it is. Raises what an album raises."""
    found = there.server.welcome()
    if "couchdb" not in found:
        raise CopyRefused("This is no CouchDB.", "Only a CouchDB can hold a copy.")
    tell(CheckResult(message("It is a CouchDB {version}.", version=line(str(found.get("version", "")), 40))))


def bring_views(there: CouchAlbum, tell: Tell) -> None:
    """So that the copy can be looked at. A small server may take long to begin its first program, and says 500."""
    for left in reversed(range(_TRIES)):
        try:
            for said in set_up(there, create=False):
                tell(CheckResult(said))
        except AlbumUnavailable:
            if not left:
                raise
        else:
            return


def _make_database(there: CouchAlbum, wish: ReplicaSpec, *, is_admin: bool, tell: Tell) -> None:
    try:
        there.database.info()
        tell(CheckResult(message("The database “{database}” is there.", database=wish.database)))
    except DatabaseMissing:
        if not wish.create:
            raise CopyRefused(
                message("There is no database “{database}” yet.", database=wish.database),
                "Let Photospool make it (--create), or check the name.",
            ) from None
        if not is_admin:
            raise CopyRefused(
                message(
                    "There is no database “{database}” yet, and {user} may not make it.",
                    database=wish.database,
                    user=wish.user or message("nobody"),
                ),
                "Name an administrator of that server for the set-up, or have the database made.",
            ) from None
        there.server.create(wish.database)
        tell(
            CheckResult(
                message(
                    "Made the database “{database}”. Nobody but its administrators can see it.", database=wish.database
                )
            )
        )


def _at_home(album: CouchAlbum, copy_id: str, undo: ExitStack) -> Endpoint:
    """A narrow name for the album itself, which its own server uses to read it."""
    name, password = f"{PREFIX}{copy_id}", secrets.token_urlsafe(24)
    make_user(album.server, name, password)
    undo.callback(_quietly, lambda: remove_user(album.server, name))
    let_in(album.database, name, as_admin=False)
    undo.callback(_quietly, lambda: turn_out(album.database, name))
    return Endpoint(album.server.url, album.database.name, name, password)


def _send_one(album: CouchAlbum, here: Endpoint, there: Endpoint) -> None:
    doc_id = f"{TEST}{secrets.token_hex(6)}"
    rev = album.put_document({"_id": doc_id, "type": "test"})
    try:
        answer = _replicate(album, here, there, doc_id)
    finally:
        album.put_document({"_id": doc_id, "_rev": rev, "_deleted": True})
    if answer.get("docs_written") != 1 or answer.get("doc_write_failures"):
        raise CopyRefused(
            "The copy's server lets this name look, but takes nothing from it.",
            "Please make it a member of that database, or name another.",
        )
    _replicate(album, here, there, doc_id)


def _replicate(album: CouchAlbum, source: Endpoint, target: Endpoint, doc_id: str) -> Mapping[str, Any]:
    return replicate(album, as_endpoint(source), as_endpoint(target), doc_id)


def try_password(album: CouchAlbum, copy: Copy, password: str) -> None:
    """Let the album's server sign in at the copy once, with another password. Raises CopyError."""
    keeper = Replications(album)
    for way in (Direction.SEND, Direction.FETCH):
        ends = keeper.ends(copy, way, password=password)
        if ends is not None:
            replicate(album, *ends, f"{TEST}none")
            return


def replicate(
    album: CouchAlbum, source: Mapping[str, Any], target: Mapping[str, Any], doc_id: str
) -> Mapping[str, Any]:
    """Have one document carried over now, and return what the server noted of it. Raises CopyError."""
    reply = album.server.replicate(source, target, [doc_id])
    for _ in range(_STALE):
        # WORKAROUND for CouchDB: signing in may be tried on a connection that its pool kept and the other side closed;
        # each try uses up one of them.
        if reply.status < 400 or "conn_closed" not in reply.reason:
            break
        time.sleep(_STALE_S)
        reply = album.server.replicate(source, target, [doc_id])
    if reply.status >= 400:
        raise _failure(reply) from ReplicationFailed(f"{reply.error} {reply.reason}")
    history = reply.content.get("history") if isinstance(reply.content, dict) else None
    return history[0] if isinstance(history, list) and history else {}


class ReplicationFailed(Exception):
    """What the replicating server said, with the address that it is about."""


def _failure(reply: ServerReply) -> CopyError:
    said = f"{reply.error} {reply.reason}"
    match meaning(said):
        case Condition.REFUSED:
            return CopyRefused(
                "The copy's server does not accept the name and the password.",
                "Please give them again. Nothing was changed.",
            )
        case Condition.UNREACHABLE:
            return CopyUnreachable(
                "The album's server can't reach the copy's address.",
                "It may be another one from there than from this computer. Nothing was changed.",
            )
    if "db_not_found" in said:
        return CopyRefused(
            "The album's server finds no such database there.",
            "Please check the name, or let Photospool make it (--create).",
        )
    if reply.status in {401, 403}:
        return CopyRefused("Only an administrator of the album's server may add a copy.", "Please sign in as one.")
    return CopyRefused("The album's server could not copy anything there.", f"It says: {line(said, 200)}")


def _quietly(step: Callable[[], object]) -> None:
    """Tidying up must not hide what went wrong."""
    try:
        step()
    except Exception:  # noqa: BLE001 (what stays behind is a name that opens nothing)
        return
